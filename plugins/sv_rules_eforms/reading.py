"""The document format `eforms`: one notice to one procurement, with remarks."""

import hashlib
import re
from collections.abc import Sequence

from sv_rules.errors import DocumentError, Problem, listed
from sv_rules.model.extending import DocumentFormat
from sv_rules.model.outcome import Stage
from sv_rules.model.place import Place
from sv_rules.model.procurement import Procurement, Remark, Source
from sv_rules.model.raw_document import RawDocument
from sv_rules_eforms.codes import NOTICES
from sv_rules_eforms.element import Element
from sv_rules_eforms.facts import NOTICE_FACTS, facts
from sv_rules_eforms.lots import lots
from sv_rules_eforms.node import EXTENSION, Node, Notes, shown
from sv_rules_eforms.organisations import buyer
from sv_rules_eforms.parsing import parsed

LONGEST_ID = 300
LOOKED_AT = 4096
"""Bytes of a document in which its root element is looked for."""


def load(document: RawDocument) -> tuple[Sequence[Procurement], Sequence[Remark]]:
    """Give the procurement that a notice is about, and a remark for whatever was not used; it has the same remarks.

    Raises:
        DocumentError: the document is not XML, or its root is not that of an eForms notice about a procurement.
    """
    root = parsed(document)
    _check_root(root, document)
    language = next((child.text for child in root.children if child.name == "cbc:NoticeLanguageCode"), "")
    notes = Notes(document.name, language.upper())
    notice = Node(root, notes)
    stated = facts(notice, NOTICE_FACTS)
    title = stated.get("tender.title")
    read = Procurement(
        id=_identifier(notice),
        title=title.value if title else "",
        stage=Stage.DESIGN if root.local == "PriorInformationNotice" else Stage.SPECIFICATION,
        buyer=buyer(notice),
        facts=stated,
        lots=tuple(lots(notice)),
        sources=(Source(name=document.name, sha256=hashlib.sha256(document.data).hexdigest(), format="eforms"),),
    )
    _remark_on_results(notice)
    remarks = tuple(dict.fromkeys(notes.remarks))
    return [read.model_copy(update={"remarks": remarks})], remarks


def sniff(document: RawDocument) -> int:
    """Say how surely a document is an eForms notice, by its root element and the namespaces it declares."""
    start = document.data[:LOOKED_AT].replace(b"\0", b"").decode("latin-1")  # UTF-16 has a null beside every letter
    if "<" not in start[:8]:
        return 0
    start = re.sub(r"<!--.*?(?:-->|\Z)", "", start, flags=re.DOTALL)
    if re.search(rf"<(?:[\w.-]+:)?({'|'.join(NOTICES)})[\s>/]", start):
        return 95 if "urn:oasis:names:specification:ubl:schema:xsd:" in start else 40
    return 60 if "data.europa.eu/p27/eforms-ubl-extension" in start else 0


def _check_root(root: Element, document: RawDocument) -> None:
    if root.local in NOTICES and root.is_ubl_document:
        return
    what = f"the root of this XML document is '{shown(root.local)}'"
    if root.namespace:
        what += f" of '{shown(root.namespace)}'"
    roots = listed((f"{name} ({kind})" for name, kind in NOTICES.items()), joined_by="or")
    raise DocumentError(
        Problem(
            f"{what}, which is no eForms notice about a procurement",
            Place(document=document.name, line=root.line, column=root.column),
            fix=f"Its root should be {roots}, in UBL's namespace of the same name.",
        )
    )


def _identifier(notice: Node) -> str:
    """Give the procedure's id (BT-04), which all its notices share; else the notice's own (BT-701)."""
    for path in ("cbc:ContractFolderID", "cbc:ID"):
        identifier = (notice / path).text()
        if identifier:
            return identifier[:LONGEST_ID]
    notice.remark("this notice has no id; it is called by its file name here", fix="Give its ContractFolderID.")
    return notice.notes.document[:LONGEST_ID] or "notice"


def _remark_on_results(notice: Node) -> None:
    result = notice / f"{EXTENSION}/efac:NoticeResult"
    if result.there:
        result.remark("the results in this notice (tenders, winners, contracts) are not read")


FORMAT = DocumentFormat(
    name="eforms",
    title="eForms notices of the EU (UBL XML): planning, contract and award notices",
    sniff=sniff,
    load=load,
    suffix=".xml",
)
