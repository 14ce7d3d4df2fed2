"""Which values are known of every subject, typed, and which observations of the rules hold: exact, in Python."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sv_rules.engine.compiling import KindPlan, Program
from sv_rules.errors import DocumentError, Problem, did_you_mean
from sv_rules.model.fact import Fact, Value
from sv_rules.model.outcome import Kind
from sv_rules.model.place import Place, pointer
from sv_rules.model.procurement import Answer, Procurement, Remark, Subject, subjects_of
from sv_rules.model.typed import NotOfTypeError, typed

SubjectKey = tuple[Kind, str]


@dataclass(frozen=True, slots=True)
class Observation:
    """One subject: its typed values (its parent's first), the answers they came from, the rules' observations."""

    subject: Subject
    parent: SubjectKey | None
    values: tuple[Any, ...]
    answers: Mapping[str, Answer]
    truths: tuple[bool | None, ...]

    def value(self, plan: KindPlan, fact: Fact) -> Value | None:
        """Give the value of a fact that this subject sees, or None when it is not known."""
        return self.values[plan.facts.index(fact)] if fact in plan.facts else None


@dataclass(frozen=True, slots=True)
class Observations:
    """All subjects of a procurement, each after its parent, on a date."""

    as_of: date
    parameters: tuple[Any, ...]
    subjects: Mapping[SubjectKey, Observation]
    remarks: tuple[Remark, ...]
    facts_given: int
    facts_wanted: int


def observe(program: Program, procurement: Procurement, as_of: date) -> Observations:
    """Type every value that the rulepack reads and settle the observations of its rules.

    A fact that no rulepack declares is passed over with a remark.

    Raises:
        DocumentError: if values are not of their facts' types; all of them at once.
    """
    problems: list[Problem] = []
    remarks: list[Remark] = []
    parameters = program.parameter_values(as_of)
    seen: dict[SubjectKey, Observation] = {}
    given = wanted = 0
    for subject, parent in subjects_of(procurement):
        plan = program.plans[subject.kind]
        inherited = _inherited(plan, seen[parent] if parent else None)
        own = typed_facts(program, subject, problems, remarks)
        values = inherited + tuple(own.get(fact.name) for fact in plan.own)
        answers = dict(seen[parent].answers) if parent else {}
        answers.update(subject.facts)
        given += sum(1 for fact in plan.own if own.get(fact.name) is not None)
        wanted += len(plan.own)
        truths = plan.observe(values, parameters, ())
        seen[subject.key] = Observation(subject, parent, values, answers, truths)
    if problems:
        raise DocumentError(problems)
    return Observations(as_of, parameters, seen, tuple(remarks), given, wanted)


def _inherited(plan: KindPlan, parent: Observation | None) -> tuple[Any, ...]:
    """Give the values of the facts above a subject; a kind between it and its parent (a bid, say) is not known."""
    above = len(plan.facts) - len(plan.own)
    if parent is None:
        return (None,) * above
    known = parent.values
    return known + (None,) * (above - len(known))


def typed_facts(program: Program, subject: Subject, problems: list[Problem], remarks: list[Remark]) -> dict[str, Value]:
    """Give the values of a subject's facts, typed; what does not fit is added to the problems or the remarks."""
    found: dict[str, Value] = {}
    for name, answer in subject.facts.items():
        fact = program.rulepack.facts.get(name)
        if fact is None:
            suggestion = did_you_mean(name, program.rulepack.facts)
            remarks.append(
                Remark(
                    what=f"no rulepack in use declares the fact '{name}'; it was not read",
                    place=answer.place,
                    fix=suggestion,
                )
            )
            continue
        if fact.kind is not subject.kind:
            problems.append(
                Problem(
                    f"'{name}' is known of a {fact.kind}, and stands under a {subject.kind} here",
                    answer.place,
                    where=f"{subject.kind} {subject.id}",
                    fix=f"Move it to the facts of the {fact.kind}.",
                )
            )
            continue
        if answer.value is None:
            continue
        try:
            found[name] = typed(answer.value, fact)
        except NotOfTypeError as error:
            problems.append(
                Problem(
                    f"{name}: {error}", _inside(answer.place, error.path), f"{subject.kind} {subject.id}", error.fix
                )
            )
    return found


def _inside(place: Place, path: Sequence[str | int]) -> Place:
    if not path or place.pointer is None:
        return place
    return place.model_copy(update={"pointer": place.pointer + pointer(*path)})
