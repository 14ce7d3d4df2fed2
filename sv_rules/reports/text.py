"""Everything in plain text, 100 columns wide: for a file, a mail or a screen reader."""

import textwrap
from collections.abc import Iterator

from sv_rules.errors import listed
from sv_rules.model.evaluation import Assessment, Evaluation, LotResult
from sv_rules.model.extending import ReportFormat
from sv_rules.model.finding import Finding
from sv_rules.model.outcome import Outcome
from sv_rules.reports import _advice_words as advising
from sv_rules.reports import _words as words

WIDTH = 100


def write(evaluation: Evaluation) -> str:
    """Give the report: the verdict on the first line, then what needs doing, what is met, ranking, and the record."""
    lines = [line for text in words.verdict(evaluation) for line in _wrapped(text)]
    lines += ["", *_wrapped(words.title(evaluation)), *_wrapped(words.about(evaluation))]
    for part in (_advice, _findings, _rankings, _questions, _not_looked_at, _overrides, _gaps, _remarks):
        lines += part(evaluation)
    lines += ["", *(line for text in words.footer(evaluation) for line in _wrapped(text))]
    return "\n".join(lines) + "\n"


def _advice(evaluation: Evaluation) -> Iterator[str]:
    advice = evaluation.advice
    if advice is None:
        return
    yield from _heading("Advice")
    yield from _wrapped(advising.tally(evaluation))
    if advice.changes:
        yield from ("", f"{advising.heading(advice)}:")
    for number, change in enumerate(advice.changes, 1):
        yield from _wrapped(f"{number}. {words.clean(change.sentence)} [{change.level}]", hanging="   ")
        for label, text in advising.parts(change):
            yield from _wrapped(f"{label}: {text}", "   ", hanging="  ")
    yield from _wrapped(advising.left(advice))
    if advice.burden is not None:
        yield from ("", "What bidders are asked:")
        for label, text in advising.burden(advice.burden):
            yield from _wrapped(f"- {f'{label}: ' if label else ''}{text}", hanging="  ")
    if advice.criteria:
        yield from ("", "Award criteria in the documents:")
    for one in advice.criteria:
        name, weight, social, place = advising.criterion(one)
        about = ", about social value" if social else ""
        yield from _wrapped(f"- {name}: {weight}{about} ({place})", hanging="  ")


def _findings(evaluation: Evaluation) -> Iterator[str]:
    for outcome, findings in words.by_outcome(evaluation).items():
        if findings:
            yield from _heading(f"{words.HEADINGS[outcome]} ({len(findings)})")
            for finding in findings:
                yield from _finding(finding)


def _finding(finding: Finding) -> Iterator[str]:
    head = f"- {finding.level}: {words.clean(finding.title)} [{finding.check}]"
    yield from _wrapped(head, hanging="  ")
    yield from _wrapped(f"On {words.subject(finding.subject)}, at the stage {finding.stage}.", "  ")
    yield from _wrapped(words.reason(finding), "  ")
    if change := words.to_meet_it(finding):
        yield from _wrapped(f"To meet it: {change}", "  ")
    if aside := words.set_aside(finding):
        yield from _wrapped(aside, "  ")
    if finding.suggestion and finding.outcome is Outcome.NOT_MET:
        yield from _wrapped(f"Suggested wording: {words.clean(finding.suggestion)}", "  ")
    if seen := words.seen_in(finding):
        yield from _wrapped(f"Seen in: {'; '.join(seen)}", "  ")
    for clue in words.clues(finding):
        yield from _wrapped(f"In the words of the documents: {clue}", "  ")
    if nowhere := words.searched(finding):
        yield from _wrapped(nowhere, "  ")
    yield from _wrapped(f"Source ({words.source(finding).replace(': ', '): ', 1)}", "  ")


def _rankings(evaluation: Evaluation) -> Iterator[str]:
    for lot in evaluation.lots:
        yield from _heading(f"Ranking, {words.lot_name(lot)}")
        yield from _wrapped(words.clean(lot.sentence))
        for warning in lot.warnings:
            yield from _wrapped(f"Note: {words.clean(warning)}")
        for criterion in evaluation.criteria:
            if criterion.lot == lot.lot and criterion.method:
                of = " of the whole" if criterion.weight_of_total else ""
                what = f"{words.clean(criterion.title)}, {words.importance(criterion)}{of}: "
                yield from _wrapped(f"- {what}{words.clean(criterion.how)}", hanging="  ")
        for assessment in lot.assessments:
            yield from _assessment(lot, assessment)
        yield from _how_sure(lot)


def _assessment(lot: LotResult, assessment: Assessment) -> Iterator[str]:
    total = "" if assessment.total is None else f", {assessment.total} points"
    yield ""
    yield from _wrapped(f"{words.standing_of(assessment)}. {words.bidder(assessment)}{total}")
    yield from _wrapped(words.clean(assessment.why), "   ")
    for score in assessment.scores:
        earned = "cannot be told" if score.points is None else f"{score.points} of {score.maximum}"
        yield from _wrapped(f"- {words.clean(score.title)}: {earned}", "   ", hanging="  ")
        working = f"{words.clean(score.raw)}: {words.clean(score.working)}"
        yield from _wrapped(working, "     ")
        if score.reason:
            yield from _wrapped(f"Reason given: {words.clean(score.reason)}", "     ")
    if assessment.tie_break:
        yield from _wrapped(words.clean(assessment.tie_break), "   ")
    if lot.provisional and assessment.rank == 1:
        yield from _wrapped("The ranking is provisional: something is open that could change it.", "   ")


def _how_sure(lot: LotResult) -> Iterator[str]:
    said = words.how_sure(lot)
    if said:
        yield ""
        yield from _wrapped(f"How sure the ranking is. {words.clean(' '.join(said))}")
    for tried, found in words.tried_out(lot):
        yield from _wrapped(f"- {words.clean(tried)}: {words.clean(found)}", "   ", hanging="  ")


def _questions(evaluation: Evaluation) -> Iterator[str]:
    asked = words.questions(evaluation)
    if asked:
        yield from _heading("What to ask")
    for question, subjects, checks in asked:
        yield from _wrapped(f"- {words.clean(question.question)}", hanging="  ")
        yield from _wrapped(f"About {listed(subjects)}. The answer: {words.clean(question.answer)}.", "  ")
        yield from _wrapped(f"It helps to settle {listed(checks)}.", "  ")


def _not_looked_at(evaluation: Evaluation) -> Iterator[str]:
    if evaluation.coverage.not_looked_at:
        yield from _heading("Not looked at")
    for one in evaluation.coverage.not_looked_at:
        yield from _wrapped(f"- {one.check}: {words.clean(one.why)}.", hanging="  ")


def _overrides(evaluation: Evaluation) -> Iterator[str]:
    if evaluation.coverage.overrides:
        yield from _heading("Changed or set aside by a rulepack that builds on another")
    for one in evaluation.coverage.overrides:
        yield from _wrapped(f"- {words.override(one)}", hanging="  ")


def _gaps(evaluation: Evaluation) -> Iterator[str]:
    if evaluation.coverage.gaps:
        yield from _heading("What the rulepacks do not know")
    for gap in evaluation.coverage.gaps:
        yield from _wrapped(f"- {gap.pack}: {words.clean(gap.what)}. {words.clean(gap.why)}", hanging="  ")


def _remarks(evaluation: Evaluation) -> Iterator[str]:
    if evaluation.remarks:
        yield from _heading("Noticed while reading")
    for remark in evaluation.remarks:
        yield from _wrapped(f"- {words.noticed(remark)}", hanging="  ")


def _heading(text: str) -> Iterator[str]:
    yield from ("", text, "=" * min(len(text), WIDTH))


def _wrapped(text: str, indent: str = "", *, hanging: str = "") -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )


REPORT = ReportFormat(name="text", title="plain text", write=write)
