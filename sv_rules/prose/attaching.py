"""Findings with what the documents' words say of the facts they look at."""

from collections.abc import Iterable, Mapping, Sequence

from sv_rules.model.condition import facts_of
from sv_rules.model.finding import ClueFound, Confidence, Finding
from sv_rules.model.outcome import Kind, Outcome
from sv_rules.model.rulepack import Check
from sv_rules.prose.recognising import Recognised

MOST = 5
"""Clues that one finding carries."""

_ORDER = {Confidence.HIGH: 0, Confidence.MEDIUM: 1, Confidence.LOW: 2}


def attach(findings: Iterable[Finding], checks: Mapping[str, Check], recognised: Recognised) -> tuple[Finding, ...]:
    """Give each finding the best five clues to the facts its check reads, or the sections searched in vain.

    Args:
        findings: as judged.
        checks: of the rulepack, by full id.
        recognised: what was read in the prose.
    """
    if not recognised.clues and not recognised.searched:
        return tuple(findings)
    by_fact: dict[str, list[ClueFound]] = {}
    for number, clue in sorted(enumerate(recognised.clues), key=lambda one: (_rank(one[1]), one[0])):
        by_fact.setdefault(clue.fact, []).append(recognised.clues[number])
    read: dict[tuple[str, str], tuple[str, ...]] = {}
    told = []
    for finding in findings:
        check = checks.get(finding.check)
        if check is None or finding.outcome is Outcome.NOT_APPLICABLE:
            told.append(finding)
            continue
        key = (finding.check, finding.stage.value)
        if key not in read:
            read[key] = _facts_read(check, finding)
        told.append(_with_clues(finding, read[key], by_fact, recognised))
    return tuple(told)


def _with_clues(
    finding: Finding, facts: Sequence[str], by_fact: Mapping[str, Sequence[ClueFound]], recognised: Recognised
) -> Finding:
    found = [clue for name in facts for clue in by_fact.get(name, ()) if _is_about(clue, finding)]
    if found:
        # Sorting keeps the reading order of clues that are as good.
        return finding.model_copy(update={"clues": tuple(sorted(found, key=_rank)[:MOST])})
    open_ = finding.outcome in {Outcome.CANNOT_TELL, Outcome.NOT_MET}
    if open_ and recognised.searched and any(name in recognised.wanted for name in facts):
        return finding.model_copy(update={"searched": recognised.searched})
    return finding


def _facts_read(check: Check, finding: Finding) -> tuple[str, ...]:
    conditions = [check.applies, check.expects.get(finding.stage)]
    return tuple(dict.fromkeys(fact.name for one in conditions if one is not None for fact in facts_of(one)))


def _is_about(clue: ClueFound, finding: Finding) -> bool:
    """Say whether a clue is about the finding's subject: its own, or the whole procurement above it."""
    if clue.subject.kind is Kind.PROCUREMENT:
        return True
    return (clue.subject.kind, clue.subject.id) == (finding.subject.kind, finding.subject.id)


def _rank(clue: ClueFound) -> tuple[bool, int, bool]:
    return (not clue.settled, _ORDER[clue.confidence], clue.denied)
