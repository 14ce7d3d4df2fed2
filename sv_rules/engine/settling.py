"""Observations + conclusions -> outcomes alone: what `judge` finds, without saying why."""

from collections.abc import Mapping

from sv_rules.engine.compiling import Program
from sv_rules.engine.drawing import Conclusions
from sv_rules.engine.observing import Observations, SubjectKey
from sv_rules.model.outcome import Outcome


def settle(
    program: Program, observations: Observations, conclusions: Mapping[SubjectKey, Conclusions]
) -> Mapping[SubjectKey, Mapping[str, Outcome]]:
    """Give the outcome of every check in force on every subject it looks at, as `judge` gives it.

    Returns:
        By kind and id of the subject, and then by full id of the check; subjects in order, checks as written. A
        subject that no check looks at has no entry.
    """
    found: dict[SubjectKey, Mapping[str, Outcome]] = {}
    for key, observation in observations.subjects.items():
        plan = program.plans[key[0]].stages.get(observation.subject.stage)
        if plan is None:
            continue
        outcomes = plan.settle(observation.values, observations.parameters, conclusions[key].truths)
        settled = {
            check.id: outcome
            for check, outcome in zip(plan.checks, outcomes, strict=True)
            if check.period.holds(observations.as_of)
        }
        if settled:
            found[key] = settled
    return found
