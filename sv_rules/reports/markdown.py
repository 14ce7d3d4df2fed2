"""Everything in Markdown: for a committee paper, a pull request or a wiki."""

import re
from collections.abc import Iterator, Sequence

from sv_rules.errors import listed
from sv_rules.model.evaluation import Evaluation, LotResult
from sv_rules.model.extending import ReportFormat
from sv_rules.model.finding import Finding
from sv_rules.model.outcome import Outcome
from sv_rules.reports import _advice_words as advising
from sv_rules.reports import _words as words


def write(evaluation: Evaluation) -> str:
    """Give the report: the verdict first, then what needs doing, what is met, ranking, and the record."""
    first, *others = (escaped(line) for line in words.verdict(evaluation))
    lines = [f"# {escaped(words.title(evaluation))}", "", f"**{first}**"]
    for line in others:
        lines += ["", line]
    lines += ["", escaped(words.about(evaluation))]
    for part in (_advice, _findings, _rankings, _questions, _not_looked_at, _overrides, _gaps, _remarks, _footer):
        lines += part(evaluation)
    return "\n".join(lines) + "\n"


_SPECIAL = re.compile(r"([\\`*_\[\]<>|~])")
_AT_START = re.compile(r"^(\d+)([.)])|^([-+#=])")


def escaped(text: str) -> str:
    """Write a text from outside so that Markdown shows it as it is, in a paragraph, a list or a table."""
    return _AT_START.sub(r"\1\\\2\3", _SPECIAL.sub(r"\\\1", words.clean(text)))


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Give the lines of a table; the cells are Markdown already."""
    yield ""
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _advice(evaluation: Evaluation) -> Iterator[str]:
    advice = evaluation.advice
    if advice is None:
        return
    yield from (*_heading("Advice"), "", escaped(advising.tally(evaluation)))
    if advice.changes:
        yield from ("", f"**{advising.heading(advice)}**", "")
    for number, change in enumerate(advice.changes, 1):
        yield f"{number}. **{escaped(change.sentence)}** ({change.level})"
        yield from (f"   - {escaped(label)}: {escaped(text)}" for label, text in advising.parts(change))
    yield from ("", escaped(advising.left(advice)))
    if advice.burden is not None:
        yield from ("", "**What bidders are asked**", "")
        yield from (
            f"- {f'{escaped(label)}: ' if label else ''}{escaped(text)}"
            for label, text in advising.burden(advice.burden)
        )
    if advice.criteria:
        rows = [tuple(map(escaped, advising.criterion(one))) for one in advice.criteria]
        yield from table(tuple(head.lower() for head in advising.CRITERION_HEADS), rows)


def _findings(evaluation: Evaluation) -> Iterator[str]:
    for outcome, findings in words.by_outcome(evaluation).items():
        if not findings:
            continue
        yield from _heading(f"{words.HEADINGS[outcome]} ({len(findings)})")
        if outcome in {Outcome.NOT_MET, Outcome.CANNOT_TELL}:
            yield ""
            for finding in findings:
                yield from _finding(finding)
        else:
            yield from table(("level", "check", "on", "why", "seen in", "source"), [_row(one) for one in findings])


def _finding(finding: Finding) -> Iterator[str]:
    on = escaped(words.subject(finding.subject))
    yield f"- **{finding.level}: {escaped(finding.title)}** (`{finding.check}`), on {on}"
    yield f"  - {escaped(words.reason(finding))}"
    if change := words.to_meet_it(finding):
        yield f"  - To meet it: {escaped(change)}"
    if aside := words.set_aside(finding):
        yield f"  - {escaped(aside)}"
    if finding.suggestion and finding.outcome is Outcome.NOT_MET:
        yield f"  - Suggested wording: {escaped(finding.suggestion)}"
    if seen := words.seen_in(finding):
        yield f"  - Seen in: {escaped('; '.join(seen))}"
    for clue in words.clues(finding):
        yield f"  - In the words of the documents: {escaped(clue)}"
    if nowhere := words.searched(finding):
        yield f"  - {escaped(nowhere)}"
    yield f"  - Source, {escaped(words.source(finding))}"


def _row(finding: Finding) -> Sequence[str]:
    return (
        finding.level,
        f"{escaped(finding.title)} (`{finding.check}`)",
        escaped(words.subject(finding.subject)),
        escaped(" ".join(part for part in _why(finding) if part)),
        escaped("; ".join(words.seen_in(finding))),
        escaped(words.source(finding)),
    )


def _why(finding: Finding) -> Sequence[str]:
    return (words.reason(finding), words.set_aside(finding), *words.clues(finding), words.searched(finding))


def _rankings(evaluation: Evaluation) -> Iterator[str]:
    for lot in evaluation.lots:
        yield from _heading(f"Ranking, {escaped(words.lot_name(lot))}")
        yield from ("", escaped(lot.sentence))
        for warning in lot.warnings:
            yield from ("", f"*{escaped(warning)}*")
        if lot.provisional:
            yield from ("", "*Provisional: something is open that could change the ranking.*")
        yield from _ranking(evaluation, lot)
        yield from _how_sure(lot)
        yield from _workings(lot)


def _ranking(evaluation: Evaluation, lot: LotResult) -> Iterator[str]:
    leaves = [one for one in evaluation.criteria if one.lot == lot.lot and one.method]
    rows = []
    for assessment in lot.assessments:
        points = {score.criterion: score.points or "?" for score in assessment.scores}
        earned = (points.get(criterion.id, "") for criterion in leaves)
        rows.append(
            (
                words.standing_of(assessment),
                escaped(words.bidder(assessment)),
                *earned,
                assessment.total or "",
                escaped(assessment.why),
            )
        )
    columns = [f"{escaped(one.title)} ({escaped(words.importance(one))})" for one in leaves]
    yield from table(("rank", "bid", *columns, "total", "why"), rows)


def _how_sure(lot: LotResult) -> Iterator[str]:
    said = words.how_sure(lot)
    if said:
        yield from ("", f"**How sure the ranking is.** {escaped(' '.join(said))}")
    rows = [(escaped(tried), escaped(found)) for tried, found in words.tried_out(lot)]
    if rows:
        yield from table(("if this were different", "then"), rows)


def _workings(lot: LotResult) -> Iterator[str]:
    for assessment in lot.assessments:
        if assessment.scores:
            yield from ("", f"{escaped(words.bidder(assessment))}:", "")
        for score in assessment.scores:
            earned = "cannot be told" if score.points is None else f"{score.points} of {score.maximum}"
            given = f" Reason given: {escaped(score.reason)}" if score.reason else ""
            yield f"- {escaped(score.title)}: {earned}. {escaped(score.raw)}: {escaped(score.working)}.{given}"


def _questions(evaluation: Evaluation) -> Iterator[str]:
    asked = words.questions(evaluation)
    if asked:
        yield from (*_heading("What to ask"), "")
    for question, subjects, checks in asked:
        settles = ", ".join(f"`{check}`" for check in checks)
        answer = f"about {escaped(listed(subjects))}; the answer is {escaped(question.answer)}; for {settles}"
        yield f"- {escaped(question.question)} ({answer})"


def _not_looked_at(evaluation: Evaluation) -> Iterator[str]:
    rows = [(f"`{one.check}`", escaped(one.why)) for one in evaluation.coverage.not_looked_at]
    if rows:
        yield from (*_heading("Not looked at"), *table(("check", "why"), rows))


def _overrides(evaluation: Evaluation) -> Iterator[str]:
    if evaluation.coverage.overrides:
        yield from (*_heading("Changed or set aside by a rulepack that builds on another"), "")
    for one in evaluation.coverage.overrides:
        yield f"- {escaped(words.override(one))}"


def _gaps(evaluation: Evaluation) -> Iterator[str]:
    rows = [(gap.pack, escaped(gap.what), escaped(gap.why)) for gap in evaluation.coverage.gaps]
    if rows:
        yield from (*_heading("What the rulepacks do not know"), *table(("rulepack", "what", "why"), rows))


def _remarks(evaluation: Evaluation) -> Iterator[str]:
    if evaluation.remarks:
        yield from (*_heading("Noticed while reading"), "")
    for remark in evaluation.remarks:
        yield f"- {escaped(words.noticed(remark))}"


def _footer(evaluation: Evaluation) -> Iterator[str]:
    yield from ("", "---")
    for line in words.footer(evaluation):
        yield from ("", escaped(line))


def _heading(text: str) -> Iterator[str]:
    yield from ("", f"## {text}")


REPORT = ReportFormat(name="markdown", title="Markdown", write=write)
