"""What every report says of an evaluation, in words: the verdict, findings in reading order, the footer."""

import unicodedata
from collections.abc import Iterator, Sequence

from sv_rules.errors import listed
from sv_rules.explaining import cited
from sv_rules.model.evaluation import Assessment, Compliance, CriterionUsed, Evaluation, LotResult, OverrideNoted
from sv_rules.model.finding import ClueFound, ComparisonMade, Finding, Question, SubjectRef
from sv_rules.model.outcome import Kind, Level, Outcome
from sv_rules.model.procurement import Remark
from sv_rules.model.robustness import Robustness, WeightInterval, WeightSpace

HEADINGS = {
    Outcome.NOT_MET: "Not met",
    Outcome.CANNOT_TELL: "Cannot tell",
    Outcome.MET: "Met",
    Outcome.NOT_APPLICABLE: "Does not apply",
}
"""The outcomes in the order of a report: first what somebody has to do something about."""

_STEERS_TEXT = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str) -> str:
    """Give a text from outside on one line, without what would steer a terminal or turn the reading direction."""
    kept = (" " if unicodedata.category(char) in {"Cc", "Cs"} or char in _STEERS_TEXT else char for char in text)
    return " ".join("".join(kept).split())


def clean_lines(text: str) -> str:
    """Clean every line of a text and keep its indent, which shows what belongs to what."""
    return "\n".join(f"{line[: len(line) - len(line.lstrip(' '))]}{clean(line)}" for line in text.split("\n"))


def headline(evaluation: Evaluation) -> str:
    """Say in a few words whether everything that must be met is met."""
    if any(one.compliant is False for one in evaluation.compliance):
        return "Not compliant"
    if any(one.open for one in evaluation.compliance):
        return "Cannot tell whether it is compliant"
    if any(one.compliant for one in evaluation.compliance):
        return "Compliant"
    return "No must check applies" if evaluation.findings else "Nothing was checked"


def verdict(evaluation: Evaluation) -> Sequence[str]:
    """Say whether each subject is compliant: one sentence for all first, then those that need one of their own."""
    deciding = [one for one in evaluation.compliance if one.must_checks]
    rest = [one.subject for one in evaluation.compliance if not one.must_checks]
    lines = []
    if len(deciding) == 1:
        said = clean(deciding[0].sentence).removesuffix(".")
        lines.append(f"{said} ({subject(deciding[0].subject)}).")
    else:
        lines.append(f"{headline(evaluation)}{_tally(deciding)}.")
        lines += [f"{capital(subject(one.subject))}: {clean(one.sentence)}" for one in deciding]
    if rest and deciding:
        lines.append(f"No must check applies to {listed(subject(one) for one in rest)}.")
    if evaluation.findings and not evaluation.coverage.applied:
        lines.append("No check applies at all: look at the date, the stage and the rulepack before relying on this.")
    return lines


def _tally(deciding: Sequence[Compliance]) -> str:
    if not deciding:
        return ""
    broken = sum(one.compliant is False for one in deciding)
    unsettled = sum(one.compliant is None for one in deciding)
    counted = f"{len(deciding) - broken - unsettled} compliant, {broken} not, {unsettled} cannot be told"
    return f": of {len(deciding)} subjects {counted}"


def subject(ref: SubjectRef) -> str:
    """Name a subject: `bid kitchen-two (Fictional Kitchen Two)`; there is only one procurement."""
    if ref.kind is Kind.PROCUREMENT:
        return "the procurement"
    name = f"{ref.kind} {clean(ref.id)}"
    return f"{name} ({clean(ref.title)})" if ref.title else name


def title(evaluation: Evaluation) -> str:
    """Name the procurement: its title, or its id."""
    return clean(evaluation.title) or clean(evaluation.id)


def about(evaluation: Evaluation) -> str:
    """Name the buyer and the procurement's id in a line."""
    buyer = clean(evaluation.buyer.name) or clean(evaluation.buyer.id)
    return ", ".join(part for part in (buyer, clean(evaluation.id)) if part)


def by_outcome(evaluation: Evaluation) -> dict[Outcome, list[Finding]]:
    """Give the findings of each outcome, must checks first; every outcome has an entry."""
    found: dict[Outcome, list[Finding]] = {outcome: [] for outcome in HEADINGS}
    for finding in evaluation.findings:
        found[finding.outcome].append(finding)
    return {outcome: sorted(findings, key=lambda one: _LEVELS.index(one.level)) for outcome, findings in found.items()}


_LEVELS = tuple(Level)


def reason(finding: Finding) -> str:
    """Say what settled a finding, without its outcome and without what would change it."""
    said = [clean(made.sentence).removesuffix(".") for made in finding.comparisons]
    return f"{capital('; '.join(said))}." if said else clean(finding.sentence)


def to_meet_it(finding: Finding) -> str:
    """Say the smallest change that would meet a check; empty when there is none to name."""
    said = [clean(change.sentence).removesuffix(".") for change in finding.changes]
    return f"{' and '.join(said)}." if said else ""


def seen_in(finding: Finding) -> Sequence[str]:
    """Give the evidence and the places that a finding rests on, each once: evidence first, then the places."""
    made = list(every_comparison(finding.comparisons))
    evidence = [
        clean(one.document)
        + (f", {clean(one.at)}" if one.at else "")
        + (f": “{clean(one.quote)}”" if one.quote else "")
        for comparison in made
        for one in comparison.evidence
    ]
    places = [clean(str(comparison.place)) for comparison in made if comparison.place]
    return tuple(dict.fromkeys((*evidence, *places)))


def clues(finding: Finding) -> Sequence[str]:
    """Say what the words of documents tell or suggest: for each its quote, place, section and confidence."""
    return tuple(map(clue, finding.clues))


def searched(finding: Finding) -> str:
    """Say which sections were searched in vain; empty when none were, or when something was found."""
    return f"No words about this were found in {listed(map(clean, finding.searched))}." if finding.searched else ""


def clue(found: ClueFound) -> str:
    """Say what words of a document tell or suggest."""
    section = f", in “{clean(found.section)}”" if found.section else ""
    says = "denies" if found.denied else "says" if found.settled else "suggests"
    value = _clue_value(found)
    told = f"“{clean(found.quote)}” ({clean(str(found.place))}{section}) {says} {found.fact}{value}"
    confirm = "" if found.settled else " Somebody has to confirm this."
    return f"{told}, with {found.confidence} confidence.{confirm}"


def _clue_value(found: ClueFound) -> str:
    if found.value is None:
        return ""
    value = {True: "yes", False: "no"}[found.value] if isinstance(found.value, bool) else clean(str(found.value))
    return f": {_BOUNDS[found.bound]}{value}"


_BOUNDS = {"": "", "at_least": "at least ", "at_most": "at most "}


def every_comparison(made: Sequence[ComparisonMade]) -> Iterator[ComparisonMade]:
    """Give comparisons with all that conclusions among them rest on."""
    for one in made:
        yield one
        yield from every_comparison(one.because)


def source(finding: Finding) -> str:
    """Cite a finding's source with how well it is founded: `published: Title, Publisher, 2016, section 2.1`."""
    return f"{finding.standing}: {clean(cited(finding.source))}"


def set_aside(finding: Finding) -> str:
    """Say who set the check aside and why; empty when nobody did."""
    return "" if finding.waived is None else f"Set aside by {finding.waived.by}: {clean(finding.waived.reason)}"


def questions(evaluation: Evaluation) -> Sequence[tuple[Question, tuple[str, ...], tuple[str, ...]]]:
    """Give what to ask, each question once: it, the subjects it is about, the checks that the answer helps to settle.

    Of the ways to settle a check the shortest is asked for.
    """
    subjects: dict[Question, dict[str, None]] = {}
    checks: dict[Question, dict[str, None]] = {}
    for findings in by_outcome(evaluation).values():
        for finding in findings:
            for question in finding.asks[0].questions if finding.asks else ():
                subjects.setdefault(question, {})[subject(finding.subject)] = None
                checks.setdefault(question, {})[finding.check] = None
    return tuple((question, tuple(names), tuple(checks[question])) for question, names in subjects.items())


def standing_of(assessment: Assessment) -> str:
    """Say a bid's rank, or why it has none: `1`, `2 (joint)`, `set aside`."""
    if assessment.rank is not None:
        return f"{assessment.rank}{' (joint)' if assessment.joint else ''}"
    return _WITHOUT_RANK.get(assessment.status, "")


_WITHOUT_RANK = {
    "scored": "scored",
    "gated": "not scored",
    "undecided": "undecided",
    "incomplete": "incomplete",
    "unplaced": "without a place",
}


def importance(criterion: CriterionUsed) -> str:
    """Say how important a criterion is: its weight of the whole, its rank, or the words of the award model."""
    return criterion.weight_of_total or clean(criterion.importance)


def bidder(assessment: Assessment) -> str:
    """Name a bid by its bidder and say when it is made up."""
    name = clean(assessment.bidder.name) or clean(assessment.bid)
    return f"{name} (fictional)" if assessment.fictional and "fictional" not in name.lower() else name


def lot_name(lot: LotResult) -> str:
    """Name a lot by its id and title."""
    name = f"Lot {clean(lot.lot)}"
    return f"{name}: {clean(lot.title)}" if lot.title and clean(lot.title) != name else name


def how_sure(lot: LotResult) -> Sequence[str]:
    """Say in two sentences how sure the ranking of a lot is, or in one why that was not tested."""
    if lot.robustness is None:
        return (lot.not_tested,) if lot.not_tested else ()
    return lot.robustness.sentences


def tried_out(lot: LotResult) -> Sequence[tuple[str, str]]:
    """Give what was tried on the ranking of a lot, and what came of it: the rows of a small table."""
    found = lot.robustness
    if found is None:
        return ()
    rows = [(f"Weight of {one.title}, {one.weight}", _between(one)) for one in found.weights]
    if found.weight_space is not None:
        won = listed(f"{named(one.bid)} {one.share}" for one in found.weight_space.won)
        rows.append(("All possible weights", f"{won} of them {_drawn(found.weight_space)}"))
    if found.losers.possible:
        rows.append((f"Losing bids withdrawn, copied or worsened, {found.losers.tried} ways", _reversals(found)))
    if found.marks.tried:
        rows.append((f"{found.marks.tried} marks one step higher or lower", _flips(found)))
    rows += [(f"Price by {one.method}", _front(one.first)) for one in found.other_formulas]
    rows += [(f"What {named(one.bid)} lacked", one.sentence) for one in found.counterfactuals]
    return tuple(rows + [("Not tested", one) for one in found.untested])


def named(bid: str) -> str:
    """Name a bid in a sentence by its id, as the sentences of a ranking do."""
    return bid if bid.casefold().startswith("bid") else f"Bid {bid}"


def _between(one: WeightInterval) -> str:
    if one.lowest is None and one.highest is None:
        return "any weight: the same first"
    bounds = [
        f"{side} {bound.weight} {_front(bound.first)}"
        for side, bound in (("below", one.lowest), ("above", one.highest))
        if bound is not None
    ]
    return listed(bounds)


def _drawn(space: WeightSpace) -> str:
    return "(exact)" if space.exact else f"({space.samples:,} drawn with seed {space.seed})"


def _reversals(found: Robustness) -> str:
    said = [f"{named(one.bid)} {one.change}: {_front(one.first)}" for one in found.losers.reversals]
    return listed(said, most=MOST_SHOWN) or "the same first"


def _flips(found: Robustness) -> str:
    said = [
        f"{named(one.bid)}, {one.title}, {one.instead} instead of {one.mark}"
        f"{f' by {one.evaluator}' if one.evaluator else ''}: {_front(one.first)}"
        for one in found.marks.flips
    ]
    return listed(said, most=MOST_SHOWN) or "the same first"


def _front(first: Sequence[str]) -> str:
    return f"{listed(map(named, first))} first" if first else "no bid could be ranked"


MOST_SHOWN = 6
"""Changes of one kind that a row of a table names."""


def noticed(remark: Remark) -> str:
    """Say a remark with its place and what to do about it."""
    return clean(f"{remark.place}: {remark.what}. {remark.fix}")


def override(noted: OverrideNoted) -> str:
    """Say which line of a parent a pack changed or set aside, and why."""
    done = "set aside" if noted.waived else f"changed ({listed(noted.changed)})"
    return f"{noted.line}: {done} by {noted.by}. {clean(noted.reason)} Source: {clean(cited(noted.source))}"


def footer(evaluation: Evaluation) -> Sequence[str]:
    """Say what is needed to repeat the evaluation: date, packs with version and digest, inputs, engine."""
    run = evaluation.run
    asked = "as asked" if run.as_of_from == "argument" else "the date of the tender notice"
    packs = listed((f"{pack.id} {pack.version} ({pack.sha256[:12]})" for pack in run.packs), most=40)
    lines = [f"As of {run.as_of}, {asked}. Rulepacks: {packs}."]
    if run.inputs:
        inputs = listed((f"{clean(one.name)} ({one.format}, {one.sha256[:12]})" for one in run.inputs), most=40)
        lines.append(f"Read from: {inputs}.")
    lines.append(f"sv-rules {run.sv_rules}, engine {run.engine.name} {run.engine.version}.")
    lines.append(f"Result {evaluation.digest[:12]}: the same input gives the same digest on every machine.")
    return lines


def capital(text: str) -> str:
    """Begin a sentence with a capital letter."""
    return text[:1].upper() + text[1:]
