"""Which fact comes from which element of a notice. To read another fact, add a line to one of the two tables.

Only what a notice states becomes a fact; what is absent stays unknown. The numbers are eForms' business terms.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from sv_rules.model.procurement import Answer
from sv_rules_eforms.codes import CATEGORIES, FRAMEWORKS, KNOWN_LAWS, PROCEDURES, REGION_CODE, UNITED_KINGDOM
from sv_rules_eforms.node import EXTENSION, Found, Node, shown
from sv_rules_eforms.organisations import buyer_countries, buyer_kind, buyer_name, buyer_nation
from sv_rules_eforms.values import coded, day, money

Reader = Callable[[Node], Found | None]

_PROJECT = "cac:ProcurementProject"
_AMOUNT = f"{_PROJECT}/cac:RequestedTenderTotal/cbc:EstimatedOverallContractAmount"
_NATURE = f"{_PROJECT}/cbc:ProcurementTypeCode"
_LOTS = "cac:ProcurementProjectLot"


def words(path: str, node: Node) -> Found | None:
    """Give a text in the notice's language."""
    return node.words(path)


def amount(node: Node) -> Found | None:
    """Give an estimated value (BT-27), which eForms defines without VAT."""
    return money(node / _AMOUNT)


def category(notice: Node) -> Found | None:
    """Give the main nature of the contract (BT-23): what the procedure says, else what all its lots say alike."""
    read = partial(coded, table=CATEGORIES, what="the main category")
    return read(notice / _NATURE) or _alike(notice, lambda lot: read(lot / _NATURE))


def procedure(notice: Node) -> Found | None:
    """Give the procedure (BT-105), unless it is withheld from publication."""
    process = notice / "cac:TenderingProcess"
    withheld = (process / "ext:UBLExtensions").within("efbc:FieldIdentifierCode")
    if any(each.text() == "pro-typ" for each in withheld):
        process.remark("the type of procedure is withheld from publication")
        return None
    return coded(process / "cbc:ProcedureCode", PROCEDURES, "the procedure")


def notice_date(notice: Node) -> Found | None:
    """Give the day of the tender notice: its publication (OPP-012), else its dispatch (BT-05).

    Only a contract notice is one, and a change to one tells the day of the change only.
    """
    if notice.element.local != "ContractNotice":
        return None
    if (notice / f"{EXTENSION}/efac:Changes").there:
        (notice / "cbc:IssueDate").remark("this is a change; the date of the tender notice itself is not in it")
        return None
    return day(notice / f"{EXTENSION}/efac:Publication/efbc:PublicationDate") or day(notice / "cbc:IssueDate")


def legal_basis(notice: Node) -> Found | None:
    """Give `other` for a law of the EU (BT-01) when every buyer is outside the United Kingdom.

    A directive's number on a notice of a UK buyer stands for the regulations that carried it out, or for none: unknown.
    """
    node = notice / "cbc:RegulatoryDomain"
    law, countries = node.text(), buyer_countries(notice)
    if law is None:
        return None
    if law not in KNOWN_LAWS:
        node.remark(f"'{shown(law)}' is no legal basis that is known here")
        return None
    if not countries or UNITED_KINGDOM in countries:
        who = "a buyer is in the United Kingdom" if countries else "the buyer's country is not given"
        node.remark(f"the legal basis is {law}; which law of the United Kingdom applies is not known, as {who}")
        return None
    return Found("other", node)


def light_touch(notice: Node) -> Found | None:
    """Give true for a notice of the light regime (BT-02: cn-social and its like); others do not tell."""
    node = notice / "cbc:NoticeTypeCode"
    return Found(True, node) if (node.text() or "").endswith("-social") else None


def framework(notice: Node) -> Found | None:
    """Give whether a framework agreement is set up (BT-765), when all the lots say the same."""
    path = "cac:TenderingProcess/cac:ContractingSystem/cbc:ContractingSystemTypeCode[framework-agreement]"
    return _alike(notice, lambda lot: coded(lot / path, FRAMEWORKS, "framework agreements"))


def suitable_for_sme(notice: Node) -> Found | None:
    """Give whether it suits small and medium-sized enterprises (BT-726), when all the lots say the same."""
    return _alike(notice, _suitable)


def region_codes(notice: Node) -> Found | None:
    """Give the NUTS codes of where the work is done (BT-5071), of procedure and lots, each once, in published order.

    Unknown when a place has no code: a list without it would be wrong about what it leaves out.
    """
    path = f"{_PROJECT}/cac:RealizedLocation/cac:Address"
    addresses = [*notice.all(path), *notice.all(f"{_LOTS}/{path}")]
    codes: dict[str, None] = {}
    without: list[Node] = []
    for address in addresses:
        code = (address / "cbc:CountrySubentityCode").text() or ""
        if REGION_CODE.fullmatch(code):
            codes[code] = None
        else:
            without.append(address)
    if without:
        where = (without[0] / "cbc:Region").text() or (without[0] / "cbc:CountrySubentityCode").text() or ""
        told = f"is '{shown(where)}'" if where else "is given without a region"
        without[0].remark(f"a place of performance {told}, which is no NUTS code; the regions were not used")
        return None
    return Found(list(codes), addresses[0]) if codes else None


# fact, reader of the whole notice
NOTICE_FACTS: Sequence[tuple[str, Reader]] = (
    ("tender.title", partial(words, f"{_PROJECT}/cbc:Name")),  # BT-21
    ("tender.description", partial(words, f"{_PROJECT}/cbc:Description")),  # BT-24
    ("tender.value", amount),
    ("tender.notice_date", notice_date),
    ("tender.category", category),
    ("tender.procedure", procedure),
    ("tender.framework", framework),
    ("tender.legal_basis", legal_basis),
    ("tender.light_touch", light_touch),
    ("tender.region_codes", region_codes),
    ("tender.suitable_for_sme", suitable_for_sme),
    ("buyer.name", buyer_name),
    ("buyer.kind", buyer_kind),
    ("buyer.nation", buyer_nation),
)

# fact, reader of a lot; its award criteria are in criteria.py
LOT_FACTS: Sequence[tuple[str, Reader]] = (
    ("lot.title", partial(words, f"{_PROJECT}/cbc:Name")),  # BT-21
    ("lot.description", partial(words, f"{_PROJECT}/cbc:Description")),  # BT-24
    ("lot.value", amount),
)


def facts(node: Node, table: Sequence[tuple[str, Reader]]) -> Mapping[str, Answer]:
    """Give every fact of a table that the node states, each with its place."""
    return {fact: found.answer for fact, read in table if (found := read(node)) is not None}


def _suitable(lot: Node) -> Found | None:
    node = lot / f"{_PROJECT}/cbc:SMESuitableIndicator"
    value = node.yes_no()
    return None if value is None else Found(value, node)


def _alike(notice: Node, read: Reader) -> Found | None:
    found = [read(lot) for lot in notice.all(_LOTS) if not (lot / "cbc:ID[LotsGroup]").there]
    first = found[0] if found else None
    if first is None or any(each is None or each.value != first.value for each in found):
        return None
    return first
