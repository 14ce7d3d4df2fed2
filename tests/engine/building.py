"""Small rulepacks, subjects and evaluations, built from the model classes without a file."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sv_rules import builtin
from sv_rules.engine.compiling import Program, compile_rulepack
from sv_rules.engine.drawing import Conclusions, draw
from sv_rules.engine.observing import Observation, Observations, SubjectKey, observe
from sv_rules.engine.reasoning import Reasoner
from sv_rules.engine.wording import Wording
from sv_rules.hosting.host import start_host
from sv_rules.model.condition import Comparison, Concluded, Condition, Literal
from sv_rules.model.fact import Fact, FactType
from sv_rules.model.finding import Citation
from sv_rules.model.outcome import SUBJECT_OF_STAGE, Kind, Level, Stage, Standing
from sv_rules.model.place import Place
from sv_rules.model.procurement import Answer, Lot, Procurement, Subject
from sv_rules.model.rulepack import Check, Conclusion, Parameter, Period, Rule, Rulepack

REGISTRY = start_host((builtin,), discover=False)
DAY = date(2026, 3, 1)
PLACE = Place(document="here")
SOURCE = Citation(text="policy", title="A policy")
ALWAYS = Period()


def yes_no(name: str) -> Fact:
    return Fact(name=name, type=FactType.YES_NO, title=f"answer {name}")


def is_yes(fact: Fact) -> Comparison:
    return Comparison(fact, "is", (Literal(True),))


def rule(name: str, when: Condition, concludes: str, kind: Kind = Kind.PROCUREMENT, period: Period = ALWAYS) -> Rule:
    return Rule(f"pack/{name}", "pack", "", kind, when, f"pack/{concludes}", period, SOURCE, Standing.DERIVED, PLACE)


def check(
    name: str,
    expects: Condition,
    applies: Condition | None = None,
    *,
    stage: Stage = Stage.SPECIFICATION,
    kind: Kind | None = None,
    level: Level = Level.MUST,
    period: Period = ALWAYS,
) -> Check:
    return Check(
        id=f"pack/{name}",
        pack="pack",
        title=f"Check {name}",
        priority="",
        kinds={stage: kind or SUBJECT_OF_STAGE[stage]},
        level=level,
        applies=applies,
        expects={stage: expects},
        ask="",
        suggest="",
        help="",
        period=period,
        source=SOURCE,
        standing=Standing.DERIVED,
        place=PLACE,
    )


def concluded(name: str) -> Concluded:
    return Concluded(f"pack/{name}")


def parameter(fact: Fact, value: Any, since: date = DAY) -> Parameter:
    """A parameter called like its fact; without a value on DAY where `value` is None."""
    first = since if value is not None else date(2999, 1, 1)
    return Parameter(fact.name, fact, (first,), (value,), (SOURCE,), (Standing.DERIVED,), None, PLACE)


def rulepack(
    facts: Iterable[Fact],
    checks: Iterable[Check] = (),
    rules: Iterable[Rule] = (),
    parameters: Iterable[Parameter] = (),
    conclusions: Mapping[str, Kind] | None = None,
) -> Rulepack:
    """A pack of these lines. Conclusions of rules are declared; `conclusions` are further ones, by full id."""
    rules = tuple(rules)
    kinds = {one.concludes: one.kind for one in rules} | dict(conclusions or {})
    return Rulepack(
        asked_for=("pack",),
        layers=(),
        facts={fact.name: fact for fact in facts},
        parameters={one.id: one for one in parameters},
        conclusions={name: Conclusion(name, f"{name} holds", kind) for name, kind in kinds.items()},
        rules=rules,
        priorities={},
        checks={one.id: one for one in checks},
        measures={},
        scales={},
    )


def program(pack: Rulepack, engine: str = "strata") -> Program:
    return compile_rulepack(pack, REGISTRY, engine=engine)


def procurement(facts: Mapping[str, Any], **more: Any) -> Procurement:
    """One procurement with these facts; its only lot is `lot` unless others are given."""
    return Procurement(id="it", facts=answers(facts), **({"lots": (Lot(id="lot"),)} | more))


def answers(facts: Mapping[str, Any]) -> dict[str, Answer]:
    return {
        name: Answer(value=value, place=Place(document="notice.json", pointer=f"/{name}"))
        for name, value in facts.items()
    }


def reasoner(ready: Program, facts: Mapping[str, Any]) -> Reasoner:
    """What explains a procurement with these facts, after its conclusions are drawn."""
    observations = observe(ready, procurement(facts), DAY)
    conclusions = draw(ready, observations)
    return Reasoner(ready, observations, conclusions, (Kind.PROCUREMENT, "it"), wording=_wording(ready))


def reasoner_of_values(
    ready: Program, values: Mapping[str, Any], parameters: Mapping[str, Any], conclusions: Mapping[str, bool | None]
) -> Reasoner:
    """What explains a procurement of which typed values are known, and conclusions that no rule has drawn."""
    key: SubjectKey = (Kind.PROCUREMENT, "it")
    subject = Subject(kind=Kind.PROCUREMENT, id="it", title="", stage=Stage.SPECIFICATION)
    typed = tuple(values[fact.name] for fact in ready.plans[Kind.PROCUREMENT].facts)
    observation = Observation(subject, None, typed, {}, ())
    in_order = tuple(parameters[name] for name in ready.parameters)
    observations = Observations(DAY, in_order, {key: observation}, (), 0, 0)
    truths = tuple(conclusions[name] for name in ready.conclusions)
    return Reasoner(ready, observations, {key: Conclusions(truths, {})}, key, wording=_wording(ready))


def _wording(ready: Program) -> Wording:
    return Wording(ready.rulepack, ready.registry.operators, DAY)
