"""Places as SARIF's locations: the document as an address, and where in it."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from sv_rules.model.evaluation import Evaluation
from sv_rules.model.finding import Finding
from sv_rules.model.place import Place
from sv_rules.reports._sarif_message import message
from sv_rules.reports._words import clean, clues, every_comparison


def locations(finding: Finding, evaluation: Evaluation) -> Sequence[Mapping[str, Any]]:
    """Give the places of what settled a finding, each once; without any, the documents that were looked at.

    Code hosts show no result that has no location, and something that is missing has no place in a document.
    """
    found = [made.place for made in every_comparison(finding.comparisons) if made.place is not None]
    looked_at = [Place(document=one.name) for one in evaluation.run.inputs]
    return [location(place) for place in dict.fromkeys(found or looked_at)]


def related(finding: Finding) -> Sequence[Mapping[str, Any]]:
    """Give the places of the words that suggest an answer, each with what it says."""
    pairs = zip(finding.clues, clues(finding), strict=True)
    return [
        {"id": number, **location(found.place), "message": message((said,))}
        for number, (found, said) in enumerate(pairs, start=1)
    ]


def location(place: Place) -> Mapping[str, Any]:
    """Give one place: line and column as a region; pointer, page, paragraph, sheet and cell as a logical location."""
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(place.document)}}
    if place.line is not None and place.line > 0:
        physical["region"] = {"startLine": place.line}
        if place.column is not None and place.column > 0:
            physical["region"]["startColumn"] = place.column
    within = _within(place)
    return {"physicalLocation": physical, **({"logicalLocations": [{"fullyQualifiedName": within}]} if within else {})}


def uri(document: str) -> str:
    """Give a document's name as a relative address: everything but letters, digits and `-._~` percent-encoded."""
    return quote(document, safe="", errors="replace") or "unnamed"


def _within(place: Place) -> str:
    parts = {"page": place.page, "paragraph": place.paragraph, "sheet": place.sheet, "cell": place.cell}
    said = [f"{name} {part}" for name, part in parts.items() if part is not None]
    return clean(", ".join([*([place.pointer] if place.pointer else []), *said]))
