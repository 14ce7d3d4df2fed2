"""Observations + conclusions -> findings, each explained; compliance; what was not looked at."""

from collections.abc import Mapping, Sequence

from sv_rules.engine.compiling import Program
from sv_rules.engine.drawing import Conclusions
from sv_rules.engine.observing import Observations, SubjectKey
from sv_rules.engine.patterns import Pattern
from sv_rules.engine.reasoning import Reasoner, Reasoners
from sv_rules.engine.ways import Ways, smallest, together
from sv_rules.engine.wording import sentence
from sv_rules.errors import listed
from sv_rules.model.condition import Condition, conclusions_of
from sv_rules.model.evaluation import (
    Compliance,
    ConclusionDrawn,
    Coverage,
    GapNoted,
    NotLookedAt,
    OverrideNoted,
)
from sv_rules.model.finding import Ask, Change, Finding, Question, SubjectRef
from sv_rules.model.outcome import Level, Outcome, Stage
from sv_rules.model.procurement import Subject
from sv_rules.model.rulepack import Check
from sv_rules.model.trusted import trusted


def judge(
    program: Program, observations: Observations, conclusions: Mapping[SubjectKey, Conclusions]
) -> tuple[Finding, ...]:
    """Give a finding for every check in force on every subject it looks at; subjects in order, checks as written."""
    memo = program.memos.on(observations.parameters)
    reasoners = Reasoners(program, observations, conclusions)
    findings: list[Finding] = []
    for key, observation in observations.subjects.items():
        stage = observation.subject.stage
        plan = program.plans[key[0]].stages.get(stage)
        if plan is None:
            continue
        values, parameters, truths = observation.values, observations.parameters, conclusions[key].truths
        outcomes = plan.settle(values, parameters, truths)
        reasoner = reasoners[key]
        seen = plan.look(values, parameters, truths)
        reasoner.look(plan.numbers, seen)
        subject = _ref(observation.subject)
        for check, outcome, reads in zip(plan.checks, outcomes, plan.reads, strict=True):
            if check.period.holds(observations.as_of):
                codes = tuple(
                    [
                        seen[number] if seen[number] is not None else reasoner.unknown(plan.leaves[number])
                        for number in reads
                    ]
                )
                pattern = memo.known(check.id, stage, codes)
                if pattern is None:
                    pattern = pattern_of(program, check, stage, outcome, reasoner)
                    memo.remember(check.id, stage, codes, pattern)
                findings.append(_finding(check, subject, stage, outcome, pattern=pattern, reasoner=reasoner))
    return tuple(findings)


def pattern_of(program: Program, check: Check, stage: Stage, outcome: Outcome, reasoner: Reasoner) -> Pattern:
    """Find why a check came out as it did on the subject of the reasoner, and what would change or settle it."""
    applies, expects = check.applies, check.expects[stage]
    reasons = () if outcome is Outcome.NOT_APPLICABLE else reasoner.settling(expects)
    because = () if applies is None else reasoner.settling(applies)
    asks: tuple[Ask, ...] = ()
    if outcome is Outcome.NOT_APPLICABLE:
        reasons, because = because, ()
    elif outcome is Outcome.CANNOT_TELL:
        open_parts = [part for part in (applies, expects) if part is not None and reasoner.truth(part) is None]
        reasons = tuple(leaf for part in open_parts for leaf in reasoner.settling(part))
        asks = _asks(program, _ways_to_settle(applies, expects, reasoner))
        if applies is not None and reasoner.truth(applies) is None:
            because = ()
    # What would change a conclusion hangs on what its rules read, not on the leaves of this check.
    by_leaves = next(conclusions_of(expects), None) is None
    steps = reasoner.steps(expects, True) if by_leaves and outcome is Outcome.NOT_MET else None
    return Pattern(reasons, because, steps, asks)


def _finding(
    check: Check, subject: SubjectRef, stage: Stage, outcome: Outcome, *, pattern: Pattern, reasoner: Reasoner
) -> Finding:
    reasons = reasoner.reasons(pattern.reasons)
    changes: tuple[Change, ...] = ()
    if outcome is Outcome.NOT_MET:
        steps = pattern.changes if pattern.changes is not None else reasoner.steps(check.expects[stage], True)
        changes = reasoner.said_steps(steps) or ()
    return trusted(
        Finding,
        {
            "check": check.id,
            "title": check.title,
            "pack": check.pack,
            "priority": check.priority,
            "level": check.level,
            "stage": stage,
            "subject": subject,
            "outcome": outcome,
            "sentence": told(outcome, [made.sentence for made in reasons], changes),
            "comparisons": reasons,
            "applies_because": reasoner.reasons(pattern.applies_because) if pattern.applies_because else (),
            "changes": changes,
            "asks": pattern.asks,
            "ask": check.ask,
            "suggestion": check.suggest,
            "source": check.source,
            "standing": check.standing,
            "waived": check.waived,
            "clues": (),
            "searched": (),
        },
    )


def _ref(subject: Subject) -> SubjectRef:
    return SubjectRef(kind=subject.kind, id=subject.id, title=subject.title)


_OPENINGS = {
    Outcome.MET: "Met",
    Outcome.NOT_MET: "Not met",
    Outcome.CANNOT_TELL: "Cannot tell",
    Outcome.NOT_APPLICABLE: "Does not apply",
}


def told(outcome: Outcome, reasons: Sequence[str], changes: Sequence[Change]) -> str:
    """Say in a sentence or two what a check came to, of the sentences about its comparisons and its changes."""
    if len(reasons) == 1:
        said = _clause(reasons[0])
    else:
        # Two comparisons with the same fact may say the same of it: that it is not known.
        said = "; ".join(dict.fromkeys([_clause(reason) for reason in reasons]))
    text = sentence(f"{_OPENINGS[outcome]}: {said}")
    if changes:
        wanted = " and ".join(_clause(change.sentence) for change in changes)
        text += f" To meet it: {wanted}."
    return text


def _clause(text: str) -> str:
    return text.removesuffix(".")


def _ways_to_settle(applies: Condition | None, expects: Condition, reasoner: Reasoner) -> Ways:
    """Give the facts that would settle the check as met, or, where no answer can make it so, as anything else."""
    applying = [frozenset[str]()] if applies is None else reasoner.ways(applies, True)
    truth = reasoner.truth(expects)
    for wanted in (True, False):
        judged = [frozenset[str]()] if truth is not None else reasoner.ways(expects, wanted)
        found = together([applying, judged])
        if found:
            return found
    return [] if applies is None else reasoner.ways(applies, False)


def _asks(program: Program, ways: Ways) -> tuple[Ask, ...]:
    order = {name: number for number, name in enumerate(program.rulepack.facts)}
    return tuple(
        Ask(questions=tuple(_question(program, name) for name in sorted(way, key=order.__getitem__)))
        for way in smallest(ways)
        if way
    )


def _question(program: Program, name: str) -> Question:
    fact = program.rulepack.facts[name]
    return Question(fact=name, question=fact.question or f"What is the {fact.title}?", answer=fact.described)


# Around the findings --------------------------------------------------------------------------------------------


def comply(observations: Observations, findings: Sequence[Finding]) -> tuple[Compliance, ...]:
    """Say for every subject with a finding whether it meets each must check that applies to it."""
    by_subject: dict[SubjectKey, list[Finding]] = {}
    for finding in findings:
        by_subject.setdefault((finding.subject.kind, finding.subject.id), []).append(finding)
    return tuple(
        _compliance(observations.subjects[key].subject, by_subject[key])
        for key in observations.subjects
        if key in by_subject
    )


def _compliance(subject: Subject, findings: Sequence[Finding]) -> Compliance:
    counting = [finding for finding in findings if finding.counts]
    broken = tuple(finding.check for finding in counting if finding.outcome is Outcome.NOT_MET)
    unsettled = tuple(finding.check for finding in counting if finding.outcome is Outcome.CANNOT_TELL)
    compliant: bool | None
    if broken:
        compliant = False
        text = f"not compliant: {_must(len(broken))} not met"
        text += f", and {len(unsettled)} cannot be told" if unsettled else ""
    elif unsettled:
        compliant = None
        text = f"cannot tell: {_must(len(unsettled))} cannot be told; they never count as met"
    elif counting:
        compliant = True
        text = f"compliant: every one of {len(counting)} must checks that apply is met"
    else:
        compliant = None
        set_aside = any(finding.waived and finding.level is Level.MUST for finding in findings)
        text = "no must check applies" + (" (those that would are set aside)" if set_aside else "")
    return Compliance(
        subject=_ref(subject),
        stage=subject.stage,
        compliant=compliant,
        sentence=sentence(text),
        broken=broken,
        open=unsettled,
        must_checks=len(counting),
    )


def _must(count: int) -> str:
    return f"{count} must check{'' if count == 1 else 's'}"


def cover(program: Program, observations: Observations, findings: Sequence[Finding]) -> Coverage:
    """Say how much of the rulepacks was looked at."""
    rulepack = program.rulepack
    looked_at = {finding.check for finding in findings}
    missed = []
    for check in rulepack.checks.values():
        if check.id in looked_at:
            continue
        if not check.period.holds(observations.as_of):
            why = f"in force {check.period}, not on {observations.as_of}"
        else:
            stages = listed((str(stage) for stage in check.kinds), "or")
            why = f"the documents have nothing at the stage {stages}"
        missed.append(NotLookedAt(check=check.id, why=why))
    none_apply = sum(1 for finding in findings if finding.outcome is Outcome.NOT_APPLICABLE)
    return Coverage(
        checks=len(rulepack.checks),
        applied=len(findings) - none_apply,
        not_applicable=none_apply,
        not_looked_at=tuple(missed),
        overrides=tuple(
            OverrideNoted(
                line=one.line, by=one.by, waived=one.waived, changed=one.changed, reason=one.reason, source=one.source
            )
            for one in rulepack.overrides
        ),
        gaps=tuple(
            GapNoted(pack=layer.id, what=gap.what, why=gap.why) for layer in rulepack.layers for gap in layer.gaps
        ),
        facts_given=observations.facts_given,
        facts_wanted=observations.facts_wanted,
    )


def conclude(
    program: Program, observations: Observations, conclusions: Mapping[SubjectKey, Conclusions]
) -> tuple[ConclusionDrawn, ...]:
    """Give every conclusion drawn, on the subject where it was drawn, with the rule and its reasons."""
    reasoners = Reasoners(program, observations, conclusions)
    drawn = []
    for key, found in conclusions.items():
        if not found.reasons:
            continue
        reasoner = reasoners[key]
        for name, number in program.conclusions.items():
            rule = found.reasons.get(name)
            if rule is None:
                continue
            drawn.append(
                ConclusionDrawn(
                    subject=_ref(observations.subjects[key].subject),
                    conclusion=name,
                    title=program.rulepack.conclusions[name].title,
                    certain=found.truths[number] is True,
                    rule=rule.id,
                    # Every other conclusion has an entry of its own among these, with its reasons.
                    because=reasoner.settled_by(rule.when, explained=set(program.conclusions)),
                    source=rule.source,
                    standing=rule.standing,
                )
            )
    return tuple(drawn)
