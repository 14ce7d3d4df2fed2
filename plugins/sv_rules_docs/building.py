"""Paragraphs to the one Procurement that a document of prose is."""

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from sv_rules.model.outcome import Stage
from sv_rules.model.place import Place
from sv_rules.model.procurement import Answer, Lot, Procurement, Remark, Source
from sv_rules.model.prose import ParagraphKind, Prose, prose
from sv_rules.model.raw_document import RawDocument
from sv_rules_docs.outline import Outline

TEXT = "specification.text"
"""The fact that holds the whole text. Nothing is known of it where no text could be read."""

_LONGEST_ID = 300


def build(
    document: RawDocument, document_format: str, outline: Outline, remarks: Sequence[Remark] = ()
) -> tuple[Sequence[Procurement], Sequence[Remark]]:
    """Give the procurement, as `load` gives it."""
    read = prose(document.name, outline.parts)
    name = PurePath(document.name)
    procurement = Procurement(
        id=name.stem[:_LONGEST_ID] or "document",
        title=_title(read) or document.name,
        stage=Stage.SPECIFICATION,
        lots=(Lot(id="whole", implied=True),),
        facts=_facts(read),
        prose=(read,),
        sources=(Source(name=document.name, sha256=document.sha256, format=document_format),),
        remarks=tuple(remarks),
    )
    return [procurement], tuple(remarks)


def _title(read: Prose) -> str:
    return next((one.text for one in read.paragraphs if one.kind is ParagraphKind.HEADING), "")


def _facts(read: Prose) -> Mapping[str, Answer]:
    return {TEXT: Answer(value=read.text, place=Place(document=read.document))} if read.paragraphs else {}
