"""A checked draft on the screen: what it came to, what to do first, what bidders are asked, then each finding."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from sv_rules.cli._evaluation_view import COLOURS, OPEN, show_counts, show_footer, show_remarks, show_verdict
from sv_rules.cli._screen import line, lines, show, table
from sv_rules.model.advice import Advice, UsefulChange
from sv_rules.model.evaluation import Evaluation
from sv_rules.model.finding import Finding
from sv_rules.model.outcome import Kind
from sv_rules.reports import _advice_words as advising
from sv_rules.reports import _words as words

INDENT = 3


def show_advice(console: Console, evaluation: Evaluation, advice: Advice, *, details: bool) -> None:
    """Print a whole evaluation of a draft.

    Args:
        console: where.
        evaluation: what the draft came to.
        advice: that of the evaluation.
        details: also what is met and what does not apply, with evidence and sources, and gaps.
    """
    show_verdict(console, evaluation)
    console.print(Text(advising.tally(evaluation)))
    _show_changes(console, advice)
    _show_burden(console, advice)
    answered = frozenset(question.fact for change in advice.changes for question in change.questions)
    _show_findings(console, evaluation, answered, details=details)
    _show_criteria(console, advice)
    show_counts(console, evaluation, details=details)
    show_remarks(console, evaluation)
    show_footer(console, evaluation)


def _show_changes(console: Console, advice: Advice) -> None:
    if advice.changes:
        show(console, advising.heading(advice), [Text("")])
    for number, change in enumerate(advice.changes, 1):
        console.print(Text.assemble(f"{number}. ", (words.clean(change.sentence), "bold"), f" ({change.level})"))
        console.print(Padding(_labelled(change), (0, 0, 1, INDENT)))
    console.print(Text(advising.left(advice)))
    if any(change.questions for change in advice.changes):
        told = "Answers go into a file of their own beside the draft, such as answers.yaml: see docs/linter.md."
        console.print(Text(told, "bright_black"))


def _labelled(change: UsefulChange) -> Text:
    parts = list(advising.parts(change))
    said = Text()
    for number, (label, text) in enumerate(parts, 1):
        said.append(f"{label}: ", "bright_black")
        said.append(text, "italic" if label == "Suggested wording" else "")
        said.append("\n" if number < len(parts) else "")
    return said


def _show_burden(console: Console, advice: Advice) -> None:
    if advice.burden is None:
        return
    said: list[Text] = []
    for label, text in advising.burden(advice.burden):
        style = "yellow" if label == "Warning" else "bright_black"
        said.append(Text.assemble((f"{label}: ", style), text) if label else Text(text))
    show(console, "What bidders are asked", said)


def _show_findings(console: Console, evaluation: Evaluation, answered: frozenset[str], *, details: bool) -> None:
    for outcome, findings in words.by_outcome(evaluation).items():
        if not findings or not (details or outcome in OPEN):
            continue
        made = table("Level", "Check", "What was found")
        made.expand = True
        made.columns[1].ratio, made.columns[2].ratio = 2, 3
        for finding in findings:
            whose = "" if finding.subject.kind is Kind.PROCUREMENT else f"On {words.subject(finding.subject)}"
            check = lines((finding.title, ""), (whose, ""), (f"{finding.check} ({finding.standing})", "bright_black"))
            made.add_row(line(finding.level), check, lines(*_found(finding, answered, details=details)))
        show(console, f"{words.HEADINGS[outcome]} ({len(findings)})", [made])


def _found(finding: Finding, answered: frozenset[str], *, details: bool) -> Iterator[tuple[str, str]]:
    yield words.reason(finding), COLOURS[finding.outcome]
    for clue in words.clues(finding):
        yield clue, ""
    yield words.searched(finding), ""
    change = words.to_meet_it(finding)
    yield f"To meet it: {change}" if change else "", ""
    yield words.set_aside(finding), "bold"
    yield _asked(finding, answered), ""
    if finding.outcome in OPEN:
        yield f"Think about: {finding.ask}" if finding.ask else "", ""
        yield f"Suggested wording: {finding.suggestion}" if finding.suggestion else "", "italic"
    if details:
        seen = words.seen_in(finding)
        yield f"Seen in: {'; '.join(seen)}" if seen else "", "bright_black"
        yield f"Source, {words.source(finding)}", "bright_black"


def _asked(finding: Finding, answered: frozenset[str]) -> str:
    """Ask what the advice above does not ask already."""
    if not finding.asks:
        return ""
    questions = finding.asks[0].questions
    new = [f"{one.question} ({one.fact}: {one.answer})" for one in questions if one.fact not in answered]
    rest = len(questions) - len(new)
    above = f"{_questions(rest)} in the list above" if rest else ""
    return f"Ask: {' And: '.join((*new, above) if above else new)}"


def _questions(count: int) -> str:
    return "the question" if count == 1 else f"{count} of the questions"


def _show_criteria(console: Console, advice: Advice) -> None:
    made = table(*advising.CRITERION_HEADS, numbers=(advising.CRITERION_HEADS[1],))
    rows: Sequence[tuple[str, ...]] = [advising.criterion(one) for one in advice.criteria]
    for row in rows:
        made.add_row(*map(line, row))
    show(console, "Award criteria in the documents", [made] if rows else [])
