"""Findings with what the documents' words say of the facts they look at."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sv_rules.model.condition import Comparison, Literal, facts_of, leaves
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
    read: dict[tuple[str, str], _Read] = {}
    told = []
    for finding in findings:
        check = checks.get(finding.check)
        if check is None or finding.outcome is Outcome.NOT_APPLICABLE:
            told.append(finding)
            continue
        key = (finding.check, finding.stage.value)
        if key not in read:
            read[key] = _read(check, finding)
        told.append(_with_clues(finding, read[key], by_fact, recognised))
    return tuple(told)


@dataclass(frozen=True, slots=True)
class _Read:
    """The facts that a check reads, and of a list the entries it asks for; none where it asks for any."""

    facts: tuple[str, ...]
    entries: Mapping[str, frozenset[str]]

    def wants(self, clue: ClueFound) -> bool:
        """Whether a clue is to what the check asks for."""
        wanted = self.entries.get(clue.fact)
        return wanted is None or clue.value in wanted


def _with_clues(
    finding: Finding, read: _Read, by_fact: Mapping[str, Sequence[ClueFound]], recognised: Recognised
) -> Finding:
    found = [clue for name in read.facts for clue in by_fact.get(name, ()) if _is_about(clue, finding)]
    if found:
        # Sorting keeps the reading order of clues that are as good; those to other entries of a list come last.
        best = sorted(found, key=lambda clue: (not read.wants(clue), *_rank(clue)))[:MOST]
        return finding.model_copy(update={"clues": tuple(best)})
    open_ = finding.outcome in {Outcome.CANNOT_TELL, Outcome.NOT_MET}
    if open_ and recognised.searched and any(name in recognised.wanted for name in read.facts):
        return finding.model_copy(update={"searched": recognised.searched})
    return finding


def _read(check: Check, finding: Finding) -> _Read:
    conditions = [one for one in (check.applies, check.expects.get(finding.stage)) if one is not None]
    entries: dict[str, set[str]] = {}
    for leaf in (leaf for one in conditions for leaf in leaves(one)):
        if isinstance(leaf, Comparison) and leaf.fact.items is not None:
            wanted = entries.setdefault(leaf.fact.name, set())
            wanted |= {one.value for one in leaf.operands if isinstance(one, Literal) and isinstance(one.value, str)}
    return _Read(
        tuple(dict.fromkeys(fact.name for one in conditions for fact in facts_of(one))),
        {name: frozenset(wanted) for name, wanted in entries.items() if wanted},
    )


def _is_about(clue: ClueFound, finding: Finding) -> bool:
    """Say whether a clue is about the finding's subject: its own, or the whole procurement above it."""
    if clue.subject.kind is Kind.PROCUREMENT:
        return True
    return (clue.subject.kind, clue.subject.id) == (finding.subject.kind, finding.subject.id)


def _rank(clue: ClueFound) -> tuple[bool, int, bool]:
    return (not clue.settled, _ORDER[clue.confidence], clue.denied)
