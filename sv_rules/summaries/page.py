"""A summary as a page of headings, paragraphs and tables, before anybody decides how it is written down.

Texts here are plain; each way of writing makes them safe for itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sv_rules.errors import Problem
from sv_rules.model.amount import spoken_date
from sv_rules.model.finding import Citation
from sv_rules.model.summary import (
    AssessmentSummary,
    Basis,
    CriterionAssessed,
    Decision,
    Offered,
    Supplier,
    WinnerTold,
    WinningTender,
)
from sv_rules.summaries.completeness import incomplete

TITLE = "Assessment summary"
_NOT_KNOWN = "not known"
_DECISIONS = {
    Decision.SUCCESSFUL: "Successful",
    Decision.UNSUCCESSFUL: "Not successful",
    Decision.DISQUALIFIED: "Disqualified",
    Decision.OPEN: "Not decided yet",
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the page's title."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, with a label in front where it has one."""

    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: Sequence[str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table. The first cell of a row is its heading; cells of the columns in `numbers` are numbers."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Banner:
    """What must not be overlooked, in front of everything else."""

    heading: str
    text: str
    items: Sequence[str]


Block: TypeAlias = Heading | Paragraph | Bullets | Table | Banner


def page(summary: AssessmentSummary) -> Sequence[Block]:
    """Give the page in the order of regulation 31, with a banner where the summary is a draft."""
    return tuple(_blocks(summary))


def name_of(summary: AssessmentSummary) -> str:
    """Name the page: whose tender, for which lot."""
    return f"{TITLE}: {summary.supplier.name or summary.bid}, {_lot(summary)}"


def _blocks(summary: AssessmentSummary) -> Iterator[Block]:
    yield Heading(1, TITLE)
    if problems := incomplete(summary):
        yield _draft(problems, summary.before_sending)
    elif summary.fictional:
        yield Banner("Fictional", "This tender is made up. The summary shows what one looks like.", ())
    yield Table("What this is about", ("", ""), tuple(_about(summary)))
    yield from _outcome(summary)
    yield from _criteria(summary)
    yield from _winner(summary)
    yield from _record(summary)


def _draft(problems: Sequence[Problem], cautions: Sequence[str]) -> Banner:
    items = [f"{_capital(one.what)} ({one.where}). {one.fix}" for one in problems]
    return Banner("Draft: not to be sent", "This summary is not complete.", (*items, *cautions))


def _about(summary: AssessmentSummary) -> Iterator[tuple[str, str]]:
    yield "Procurement", f"{summary.title} ({summary.procurement})" if summary.title else summary.procurement
    yield "Contracting authority", summary.buyer.name or summary.buyer.id or _NOT_KNOWN
    yield "Lot", _lot(summary)
    yield from _supplier(summary.supplier, fictional=summary.fictional)


def _supplier(supplier: Supplier, *, fictional: bool) -> Iterator[tuple[str, str]]:
    marked = fictional and "fictional" not in supplier.name.casefold()
    yield "Supplier", f"{supplier.name or _NOT_KNOWN}{' (fictional)' if marked else ''}"
    yield "Postal address", supplier.address or _NOT_KNOWN
    yield "E-mail", supplier.email or _NOT_KNOWN
    yield "Unique identifier", supplier.identifier or _NOT_KNOWN


def _lot(summary: AssessmentSummary) -> str:
    lot = f"lot {summary.lot}"
    return f"{lot}: {summary.lot_title}" if summary.lot_title.casefold() not in ("", lot.casefold()) else lot


def _outcome(summary: AssessmentSummary) -> Iterator[Block]:
    yield Heading(2, f"Outcome: {_DECISIONS[summary.decision].lower()}")
    yield Paragraph(" ".join(summary.why))
    if summary.disqualified_by:
        yield Paragraph("What the tender does not meet:")
        yield Bullets([f"{one.title}. {one.sentence}{_source(one.source)}" for one in summary.disqualified_by])
    if summary.further:
        yield Paragraph(summary.further)


def _source(source: Citation | None) -> str:
    return f" Source: {', '.join(part for part in (source.title, source.at) if part)}." if source else ""


def _criteria(summary: AssessmentSummary) -> Iterator[Block]:
    scored = any(one.score is not None for one in summary.criteria) or summary.decision is not Decision.DISQUALIFIED
    yield Heading(2, "Scores" if scored else "The award criteria")
    rows = list(_rows(summary.criteria, 0, scored=scored))
    if scored and summary.has_totals:
        rows.append(("Total", "100%", summary.total or _NOT_KNOWN, "100"))
    head = ("Criterion", "Relative importance", *(("Score",) if scored else ()), "Most points")
    caption = f"Relative importance {'and score ' if scored else ''}of each criterion"
    yield Table(caption, head, rows, frozenset(range(1, len(head))) if summary.has_totals else frozenset({2, 3}))
    if summary.decided_by:
        yield Paragraph(summary.decided_by, "How quality and price together decide")
        if summary.index is not None:
            yield Paragraph(f"{summary.index}: {summary.index_working.removesuffix('.')}.", "What the tender comes to")
    yield Paragraph(
        f"{(summary.full_criteria_at or _NOT_KNOWN).removesuffix('.')}.",
        "Where the award criteria and the assessment methodology can be read in full",
    )
    for criterion in summary.criteria:
        yield from _criterion(criterion, 3, scored=scored)


def _rows(criteria: Sequence[CriterionAssessed], depth: int, *, scored: bool) -> Iterator[tuple[str, ...]]:
    for one in criteria:
        title = f"{'– ' * depth}{one.title}"
        score = (one.score or _NOT_KNOWN,) if scored else ()
        yield title, one.weight_of_total or one.importance, *score, one.maximum
        yield from _rows(one.parts, depth + 1, scored=scored)


def _criterion(criterion: CriterionAssessed, level: int, *, scored: bool) -> Iterator[Block]:
    yield Heading(min(level, 6), criterion.title)
    yield Paragraph(f"{_importance(criterion)}.", "Relative importance")
    yield Paragraph(criterion.how, "How it was to be scored")
    if criterion.scale:
        rows = [(one.mark, one.label, one.means) for one in criterion.scale]
        yield Table(f"Scores available for {criterion.title}", ("Mark", "Label", "What it means"), rows)
    elif not criterion.parts:
        yield Paragraph(f"from 0 to {criterion.maximum} points.", "Scores available")
    if scored:
        yield from _earned(criterion)
    for part in criterion.parts:
        yield from _criterion(part, level + 1, scored=scored)


def _importance(criterion: CriterionAssessed) -> str:
    whole = f"{criterion.weight_of_total} of the whole" if criterion.weight_of_total else ""
    beside = "" if criterion.importance == criterion.weight_of_total else criterion.importance
    beside = f"{beside} of the criterion above" if beside.endswith("%") else beside
    return "; ".join(part for part in (whole, beside) if part) or _NOT_KNOWN


def _earned(criterion: CriterionAssessed) -> Iterator[Block]:
    score = _NOT_KNOWN if criterion.score is None else f"{criterion.score} of {criterion.maximum} points"
    given = f"; {criterion.given}" if criterion.basis is Basis.MARK and criterion.given else ""
    yield Paragraph(f"{score}{given}.", "Score")
    yield Paragraph(criterion.explanation or "none is given.", "Explanation")
    if criterion.basis is Basis.MARK and criterion.score is not None:
        yield Paragraph(f"{criterion.working.removesuffix('.')}.", "Working")
    if criterion.threshold:
        yield Paragraph(f"{criterion.threshold.removesuffix('.')}.", "The least that was needed")
    for offered in criterion.offered:
        if seen := _seen(offered):
            yield Paragraph(f"{seen}.", "Where the tender says so")
    if criterion.next_mark:
        one = criterion.next_mark
        yield Paragraph(f"{one.mark} ({one.label}): {one.means}", "What the next higher score asks for")


def _seen(offered: Offered) -> str:
    evidence = [
        f"{one.document}{f', {one.at}' if one.at else ''}{f': “{one.quote}”' if one.quote else ''}"
        for one in offered.evidence
    ]
    return "; ".join([*evidence, *([f"read at {offered.place}"] if offered.place else [])])


def _winner(summary: AssessmentSummary) -> Iterator[Block]:
    if summary.winner:
        yield from _winning(summary.winner)
    elif summary.winner_told is WinnerTold.ELSEWHERE:
        yield Heading(2, "The winning tender")
        yield Paragraph("How the winning tender was assessed is set out in a separate document.")


def _winning(winner: WinningTender) -> Iterator[Block]:
    yield Heading(2, "The winning tender")
    total = f" with {winner.total} of 100 points" if winner.total else ""
    yield Paragraph(f"The contract is awarded to {winner.supplier}{total}.")
    depths: dict[str, int] = {"": -1}
    rows = []
    for one in winner.scores:
        depths[one.id] = depths[one.parent] + 1
        rows.append((f"{'– ' * depths[one.id]}{one.title}", one.score or _NOT_KNOWN, one.maximum, one.explanation))
    head = ("Criterion", "Score", "Most points", "Explanation")
    yield Table("Scores of the winning tender", head, rows, frozenset({1, 2}))


def _record(summary: AssessmentSummary) -> Iterator[Block]:
    yield Heading(2, "About this summary")
    rounding = summary.rounding
    mode = rounding.mode.replace("_", " ")
    yield Paragraph(
        f"Scores are shown with {rounding.places} places, rounded {mode} once, at the end; exact scores decide the "
        f"ranking unless the award model says otherwise. The rules are those in force on {spoken_date(summary.as_of)}."
    )
    yield Paragraph(
        "It is made to hold what section 50 of the Procurement Act 2023 and regulation 31 of the Procurement "
        "Regulations 2024 ask for; in Wales, see regulation 32 of the Procurement (Wales) Regulations 2024."
    )
    yield Paragraph(f"Taken from evaluation {summary.evaluation}.")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
