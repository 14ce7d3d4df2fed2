"""What the library says of a document, in the form in which it is compared."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from drafts.comparing import Found, Observed
from drafts.expectation import Expectation, pair

from sv_rules import Host
from sv_rules.model.evaluation import Evaluation
from sv_rules.model.finding import Finding
from sv_rules.model.procurement import Procurement
from sv_rules.prose.recognising import recognise


def observe(host: Host, document: Path, expected: Expectation) -> Observed:
    """Read and check a document, and give what came of it."""
    procurement = host.read(document)
    ready = host.rulepack(*expected.packs, as_of=expected.as_of)
    recognised = recognise(ready.program.recogniser, procurement)
    return observed(ready.check(procurement), recognised.procurement, texts_of(procurement))


def observed(evaluation: Evaluation, recognised: Procurement, texts: Mapping[int, str]) -> Observed:
    """Bring an evaluation into the form that is compared. `texts`: the paragraphs by number."""
    return Observed(
        found=[
            Found(
                pair(clue.fact, clue.value, denied=clue.denied), clue.settled, texts.get(clue.place.paragraph or 0, "")
            )
            for clue in evaluation.clues
            # A clue to a quantity that has none claims nothing of the quantity; it says where to look.
            if clue.value is not None
        ],
        outcomes={finding.check: finding.outcome.value for finding in evaluation.findings},
        pointed={finding.check: list(_pointed(finding, texts)) for finding in evaluation.findings},
        weights=_weights(recognised),
        remarks=[f"{remark.what} {remark.fix}" for remark in evaluation.remarks],
    )


def texts_of(procurement: Procurement) -> Mapping[int, str]:
    """Give the text of each paragraph of a procurement read from one document, by its number."""
    return {paragraph.number: paragraph.text for prose in procurement.prose for paragraph in prose.paragraphs}


def _pointed(finding: Finding, texts: Mapping[int, str]) -> Iterator[str]:
    places = [clue.place for clue in finding.clues] + [made.place for made in finding.comparisons if made.place]
    for place in places:
        if place.paragraph is not None and place.paragraph in texts:
            yield texts[place.paragraph]


def _weights(procurement: Procurement) -> Mapping[str, str]:
    records: Sequence[Mapping[str, object]] = [
        record for lot in procurement.lots if "lot.criteria" in lot.facts for record in lot.facts["lot.criteria"].value
    ]
    return {str(record["name"]): str(record["weight"]) for record in records if record.get("weight") is not None}
