"""An evaluation on the screen: verdict first, then what needs doing, the ranking, and what the result rests on."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sv_rules.cli._screen import line, lines, show, table
from sv_rules.errors import listed
from sv_rules.model.evaluation import Evaluation, LotResult
from sv_rules.model.finding import Ask, Finding
from sv_rules.model.outcome import Kind, Outcome
from sv_rules.reports import _words as words

COLOURS = {
    Outcome.NOT_MET: "red",
    Outcome.CANNOT_TELL: "yellow",
    Outcome.MET: "green",
    Outcome.NOT_APPLICABLE: "bright_black",
}
OPEN = (Outcome.NOT_MET, Outcome.CANNOT_TELL)
"""The outcomes that somebody has to do something about: always shown in full."""


def show_evaluation(console: Console, evaluation: Evaluation, *, details: bool) -> None:
    """Print a whole evaluation.

    Args:
        console: where.
        evaluation: what.
        details: also what is met and what does not apply, with evidence and sources, gaps and each score's working.
    """
    show_verdict(console, evaluation)
    show_findings(console, evaluation, words.HEADINGS if details else OPEN, details=details)
    show_counts(console, evaluation, details=details)
    for lot in evaluation.lots:
        show_ranking(console, evaluation, lot, workings=details)
    show_remarks(console, evaluation)
    show_footer(console, evaluation)


def show_verdict(console: Console, evaluation: Evaluation) -> None:
    """Print whether it is compliant, in the first line, and what it is about."""
    first, *others = words.verdict(evaluation)
    console.print(Text(first, f"bold {verdict_colour(evaluation)}"))
    for text in others:
        console.print(Text(text))
    console.print(Text(f"{words.title(evaluation)}. {words.about(evaluation)}", "bright_black"))


def verdict_colour(evaluation: Evaluation) -> str:
    """Give the colour of the verdict: red when a must check is broken, yellow when one is open."""
    if any(one.broken for one in evaluation.compliance):
        return "red"
    if any(one.open for one in evaluation.compliance) or not evaluation.coverage.applied:
        return "yellow"
    return "green"


def show_findings(
    console: Console,
    evaluation: Evaluation,
    outcomes: Sequence[Outcome] | dict[Outcome, str],
    *,
    details: bool,
) -> None:
    """Print the findings of these outcomes, one table for each."""
    for outcome, findings in words.by_outcome(evaluation).items():
        if outcome not in outcomes or not findings:
            continue
        made = table("Level", "Check", "What was found")
        made.expand = True
        made.columns[1].ratio, made.columns[2].ratio = 2, 3
        for finding in findings:
            whose = "" if finding.subject.kind is Kind.PROCUREMENT else f"On {words.subject(finding.subject)}"
            check = lines((finding.title, ""), (whose, ""), (f"{finding.check} ({finding.standing})", "bright_black"))
            made.add_row(line(finding.level), check, _found(finding, details=details))
        show(console, f"{words.HEADINGS[outcome]} ({len(findings)})", [made])


def _found(finding: Finding, *, details: bool) -> Text:
    change = words.to_meet_it(finding)
    parts = [
        (words.reason(finding), COLOURS[finding.outcome]),
        (f"To meet it: {change}" if change else "", ""),
        (words.set_aside(finding), "bold"),
        (_asked(finding.asks[0]) if finding.asks else "", ""),
    ]
    if details:
        seen = words.seen_in(finding)
        parts.append((f"Seen in: {'; '.join(seen)}" if seen else "", "bright_black"))
        parts.append((f"Source, {words.source(finding)}", "bright_black"))
    return lines(*parts)


def _asked(ask: Ask) -> str:
    return "Ask: " + " And: ".join(f"{question.question} ({question.answer})" for question in ask.questions)


def show_counts(console: Console, evaluation: Evaluation, *, details: bool) -> None:
    """Print how much was looked at, and what packs changed of those they build on."""
    found = words.by_outcome(evaluation)
    coverage = evaluation.coverage
    unseen = len(coverage.not_looked_at)
    said = f"Also {len(found[Outcome.MET])} met, {coverage.not_applicable} not applicable, {unseen} not looked at."
    gaps = f" Gaps that only the councils can fill in: {len(coverage.gaps)}." if coverage.gaps else ""
    console.print()
    console.print(Text(f"{said}{gaps}{'' if details else ' --details shows all of them.'}"))
    show(
        console,
        "Changed or set aside by a pack that builds on another",
        [line(words.override(one)) for one in coverage.overrides],
    )
    if details:
        missed = table("Check", "Why not")
        for one in coverage.not_looked_at:
            missed.add_row(line(one.check), line(one.why))
        show(console, "Not looked at", [missed] if coverage.not_looked_at else [])
        unknown = table("Rulepack", "What", "Why")
        for gap in coverage.gaps:
            unknown.add_row(line(gap.pack), line(gap.what), line(gap.why))
        show(console, "What the rulepacks do not know", [unknown] if coverage.gaps else [])


def show_ranking(console: Console, evaluation: Evaluation, lot: LotResult, *, workings: bool) -> None:
    """Print the ranking of a lot: points by criterion; with `workings`, the sum that led to each."""
    notes = [line(lot.sentence), *(line(f"Note: {warning}", "bright_black") for warning in lot.warnings)]
    if lot.provisional:
        notes.append(line("Provisional: something is open that could change the ranking.", "yellow"))
    show(console, f"Ranking, {words.lot_name(lot)}", [*notes, _ranking(evaluation, lot)])
    _show_how_sure(console, lot)
    unranked = [line(f"{words.bidder(one)}: {one.why}") for one in lot.assessments if one.rank is None]
    show(console, "Without a rank", unranked)
    if workings:
        show(console, "Working", [_workings(lot)])


def _show_how_sure(console: Console, lot: LotResult) -> None:
    made = table("If this were different", "then")
    for tried, found in words.tried_out(lot):
        made.add_row(line(tried), line(found))
    said = [line(sentence) for sentence in words.how_sure(lot)]
    show(console, "How sure the ranking is", [*said, made] if made.rows else said)


def _ranking(evaluation: Evaluation, lot: LotResult) -> Table:
    leaves = [one for one in evaluation.criteria if one.lot == lot.lot and one.method]
    heads = [f"{words.clean(one.title)} {words.importance(one)}" for one in leaves]
    made = table("Rank", "Bid", *heads, "Total", numbers=(*heads, "Total"))
    for assessment in lot.assessments:
        points = {score.criterion: score.points or "?" for score in assessment.scores}
        earned = [points.get(one.id, "") for one in leaves]
        made.add_row(
            line(words.standing_of(assessment)),
            line(words.bidder(assessment)),
            *earned,
            line(assessment.total or "", "bold"),
        )
    return made


def _workings(lot: LotResult) -> Table:
    made = table("Bid", "Criterion", "Looked at", "Working")
    for assessment in lot.assessments:
        name = words.bidder(assessment)
        for score in assessment.scores:
            why = lines((score.working, ""), (f"Reason given: {score.reason}" if score.reason else "", "bright_black"))
            made.add_row(line(name), line(score.title), line(score.raw), why)
            name = ""
    return made


def question_lines(evaluation: Evaluation) -> Iterator[Text]:
    """Give what to ask, each question once, with the form of the answer and whom it is about."""
    for question, subjects, _ in words.questions(evaluation):
        yield Text.assemble(
            f"? {words.clean(question.question)} ",
            (f"({words.clean(question.answer)}; {listed(subjects)})", "bright_black"),
        )


def show_remarks(console: Console, evaluation: Evaluation) -> None:
    """Print what was noticed while reading, whatever else is asked for."""
    show(console, "Noticed while reading", [line(words.noticed(remark), "yellow") for remark in evaluation.remarks])


def show_footer(console: Console, evaluation: Evaluation) -> None:
    """Print what is needed to repeat the evaluation."""
    console.print()
    for text in words.footer(evaluation):
        console.print(Text(text, "bright_black"))
