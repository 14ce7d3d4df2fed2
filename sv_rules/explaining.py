"""An evaluation -> why one check or criterion came out as it did, in three depths. Needs nothing but the evaluation."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from sv_rules.errors import DocumentError, Problem, did_you_mean
from sv_rules.model.evaluation import Assessment, CriterionScore, CriterionUsed, Evaluation, LotResult
from sv_rules.model.finding import Citation, ComparisonMade, Finding, Question


class Depth(StrEnum):
    """How much to say: one line, a paragraph, or every step with its place and source."""

    LINE = "line"
    PARAGRAPH = "paragraph"
    FULL = "full"


def explain(evaluation: Evaluation, name: str, *, subject: str = "", depth: Depth = Depth.PARAGRAPH) -> str:
    """Say why a check or a criterion came out as it did.

    Args:
        evaluation: the result to explain.
        name: a check's id, with or without its pack; or a criterion's id.
        subject: only for this lot, bid or other subject; empty for all.
        depth: how much to say.

    Raises:
        DocumentError: if the evaluation has nothing of that name, or not for that subject.
    """
    findings = [one for one in evaluation.findings if name in (one.check, one.check.partition("/")[2])]
    criteria = [one for one in evaluation.criteria if one.id == name]
    if not findings and not criteria:
        known = {one.check for one in evaluation.findings} | {one.id for one in evaluation.criteria}
        known |= {check.partition("/")[2] for check in known if "/" in check}
        missed = {one.check: one.why for one in evaluation.coverage.not_looked_at}
        why = next((why for check, why in missed.items() if name in (check, check.partition("/")[2])), "")
        if why:
            return f"{name} was not looked at: {why}."
        raise DocumentError(
            Problem(f"the evaluation has no check or criterion '{name}'", fix=did_you_mean(name, known))
        )
    said = [_finding(one, depth) for one in findings if subject in ("", one.subject.id)]
    for criterion in criteria:
        said += _criterion(evaluation, criterion, subject, depth)
    if not said:
        subjects = sorted({one.subject.id for one in findings} | set(_scored(evaluation, criteria)))
        raise DocumentError(
            Problem(f"'{name}' was not looked at for '{subject}'", fix=f"It was for: {', '.join(subjects)}.")
        )
    return "\n".join(said) if depth is Depth.LINE else "\n\n".join(said)


def _finding(finding: Finding, depth: Depth) -> str:
    about = f"{finding.subject.kind} {finding.subject.id}"
    if depth is Depth.LINE:
        return f"{finding.check} [{about}]: {finding.sentence}"
    lines = [
        f"{finding.title} ({finding.check}, {finding.level}, at the stage {finding.stage}, {about})",
        finding.sentence,
    ]
    if finding.applies_because and depth is Depth.PARAGRAPH:
        lines.append("It applies because: " + " ".join(made.sentence for made in finding.applies_because))
    if finding.waived:
        lines.append(f"Set aside by {finding.waived.by}: {finding.waived.reason}")
    if finding.asks:
        lines.append("To settle it, ask: " + " Or: ".join(_asked(ask.questions) for ask in finding.asks[:3]))
    if depth is Depth.FULL:
        if finding.applies_because:
            lines += ["Why it applies:", *_steps(finding.applies_because, 1)]
        lines += ["What settled it:", *_steps(finding.comparisons, 1)]
    if finding.suggestion:
        lines.append(f"Suggested wording: {finding.suggestion}")
    lines.append(f"Source ({finding.standing}): {cited(finding.source)}")
    return "\n".join(lines)


def _asked(questions: Sequence[Question]) -> str:
    return " And: ".join(one.question for one in questions)


def _steps(made: Sequence[ComparisonMade], depth: int) -> Iterator[str]:
    for one in made:
        indent = "  " * depth
        place = f"  [{one.place}]" if one.place else ""
        yield f"{indent}- {one.sentence}{place}"
        for evidence in one.evidence:
            at = f", {evidence.at}" if evidence.at else ""
            quote = f": “{evidence.quote}”" if evidence.quote else ""
            yield f"{indent}  evidence: {evidence.document}{at}{quote}"
        if one.rule:
            source = f" ({one.standing}: {cited(one.source)})" if one.source else ""
            # A conclusion is explained where it is first mentioned.
            yield f"{indent}  by rule {one.rule}{source}" + (", because:" if one.because else "")
        yield from _steps(one.because, depth + 1)


def _criterion(evaluation: Evaluation, criterion: CriterionUsed, subject: str, depth: Depth) -> Iterator[str]:
    for lot in evaluation.lots:
        if lot.lot != criterion.lot:
            continue
        for assessment in lot.assessments:
            if subject in ("", assessment.bid, lot.lot):
                yield _score(criterion, lot, assessment, depth)


def _scored(evaluation: Evaluation, criteria: Sequence[CriterionUsed]) -> Iterator[str]:
    """Give the bids for which any of these criteria was looked at."""
    lots = {criterion.lot for criterion in criteria}
    return (assessment.bid for lot in evaluation.lots if lot.lot in lots for assessment in lot.assessments)


def _score(criterion: CriterionUsed, lot: LotResult, assessment: Assessment, depth: Depth) -> str:
    score = next((one for one in assessment.scores if one.criterion == criterion.id), None)
    about = f"{criterion.title} ({criterion.id}, lot {lot.lot}, bid {assessment.bid})"
    if score is None:
        return f"{about}: not scored. {assessment.why}"
    earned = "cannot be told" if score.points is None else f"{score.points} of {score.maximum} points"
    if depth is Depth.LINE:
        return f"{about}: {earned}"
    lines = [f"{about}: {earned}.", score.working]
    if score.reason:
        lines.append(f"Reason given: {score.reason}")
    if depth is Depth.FULL:
        lines += _derivation(criterion, lot, assessment, score)
    return "\n".join(lines)


def _derivation(
    criterion: CriterionUsed, lot: LotResult, assessment: Assessment, score: CriterionScore
) -> Iterator[str]:
    yield f"How it is scored: {criterion.how}"
    if criterion.weight:
        yield f"Weight: {criterion.weight} of the criterion above, {criterion.weight_of_total} of the whole."
    else:
        yield f"Importance: {criterion.importance}."
    if score.threshold:
        yield f"Threshold: {score.threshold}"
    if score.exact is not None:
        yield f"Looked at: {score.raw}. Exact points: {score.exact}."
    if criterion.relative:
        yield "One bid's score on this criterion depends on the other bids."
    yield f"Rounded {lot.rounding.mode.replace('_', ' ')} to {lot.rounding.places} places, once, for showing."
    if assessment.total is not None:
        yield f"Total of the bid: {assessment.total} (exact: {assessment.total_exact})."
    yield f"Where the bid stands: {assessment.why}"


def cited(source: Citation) -> str:
    """Give a citation in a line: title, publisher, year, place, quotation."""
    parts = [source.title]
    if source.publisher and source.publisher != source.title:
        parts.append(source.publisher)
    if source.year:
        parts.append(str(source.year))
    if source.at:
        parts.append(source.at)
    text = ", ".join(parts)
    return f"{text}: “{source.says}”" if source.says else text
