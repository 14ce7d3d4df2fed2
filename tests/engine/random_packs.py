"""Random rulepacks over every kind of subject, and random procurements to go with them, all from one seed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from sv_rules.model.condition import AllOf, AnyOf, Comparison, Condition, Literal, Not
from sv_rules.model.fact import Fact, FactType
from sv_rules.model.outcome import KIND_OF_PREFIX, SUBJECT_OF_STAGE, Kind, Level, Stage
from sv_rules.model.procurement import Answer, Bid, Body, Contract, Lot, Procurement
from sv_rules.model.rulepack import Check, Period, Rule, Rulepack
from tests.engine.building import ALWAYS, answers, check, concluded, is_yes, rule, rulepack, yes_no

PREFIXES = ("tender", "lot", "bid", "contract", "organisation")
FACTS = tuple(
    fact
    for prefix in PREFIXES
    for fact in (
        yes_no(f"{prefix}.a"),
        yes_no(f"{prefix}.b"),
        Fact(name=f"{prefix}.n", type=FactType.INTEGER, title=f"number of {prefix}"),
    )
)
_PERIODS = (*(ALWAYS,) * 5, Period(last=date(2026, 2, 28)), Period(first=date(2026, 2, 1)))


@dataclass(frozen=True)
class _Named:
    name: str
    kind: Kind
    level: int


def random_pack(random: Random, *, circles: bool) -> Rulepack:
    """Up to 20 rules and 8 checks. With `circles`, rules may lean on each other; never through an absence."""
    return _Packs(random, circles=circles).pack()


class _Packs:
    def __init__(self, random: Random, *, circles: bool) -> None:
        self._random = random
        self._circles = circles
        kinds = [random.choice(tuple(Kind)) for _ in range(random.randint(1, 9))]
        self._named = [_Named(f"c{number}", kind, random.randrange(4)) for number, kind in enumerate(kinds)]

    def pack(self) -> Rulepack:
        random = self._random
        rules = list(self._rules())
        checks = [self._check(number) for number in range(random.randint(1, 8))]
        return rulepack(FACTS, checks, rules)

    def _rules(self) -> Iterator[Rule]:
        random = self._random
        # Every conclusion has a rule, and some have several; written in any order.
        concluding = [*self._named, *random.choices(self._named, k=random.randint(0, 11))]
        random.shuffle(concluding)
        for number, named in enumerate(concluding):
            when = self._condition(3, named.kind, present=True, about=named)
            yield rule(f"r{number}", when, named.name, named.kind, random.choice(_PERIODS))

    def _check(self, number: int) -> Check:
        random = self._random
        stage = random.choice(tuple(Stage))
        kind = SUBJECT_OF_STAGE[stage]
        applies = self._condition(2, kind) if random.random() < 0.6 else None
        expects = self._condition(3, kind)
        return check(
            f"k{number}",
            expects,
            applies,
            stage=stage,
            level=random.choice(tuple(Level)),
            period=random.choice(_PERIODS),
        )

    def _condition(self, depth: int, kind: Kind, *, present: bool = True, about: _Named | None = None) -> Condition:
        """`present`: under an even number of `not`. `about`: the conclusion that the condition is to establish."""
        random = self._random
        if depth == 0 or random.random() < 0.3:
            return self._leaf(kind, present=present, about=about)
        form = random.choice([AllOf, AnyOf, AllOf, AnyOf, Not])
        if form is Not:
            return Not(self._condition(depth - 1, kind, present=not present, about=about))
        parts = range(random.choice((1, 2, 2, 3)))
        return form(tuple(self._condition(depth - 1, kind, present=present, about=about) for _ in parts))

    def _leaf(self, kind: Kind, *, present: bool, about: _Named | None) -> Condition:
        random = self._random
        seen = [one for one in self._named if one.kind in kind.sees and self._may_lean(about, one, present=present)]
        if seen and random.random() < 0.6:
            return concluded(random.choice(seen).name)
        fact = random.choice([fact for fact in FACTS if fact.kind in kind.sees])
        if fact.type is FactType.YES_NO:
            return is_yes(fact)
        return Comparison(fact, random.choice(("at_least", "is")), (Literal(random.randint(0, 2)),))

    def _may_lean(self, about: _Named | None, on: _Named, *, present: bool) -> bool:
        if about is None or on.kind is not about.kind:
            return True
        return on.level < about.level or (self._circles and present and on.level == about.level)


def random_procurement(random: Random) -> Procurement:
    """Two lots, bids for both, contracts with a bid and without one, a body; a third of all facts are not known."""

    def known(prefix: str) -> dict[str, Answer]:
        values = {fact.name: _value(random, fact) for fact in FACTS if fact.kind is KIND_OF_PREFIX[prefix]}
        return answers({name: value for name, value in values.items() if random.random() < 0.65})

    return Procurement(
        id="it",
        stage=random.choice((Stage.DESIGN, Stage.SPECIFICATION)),
        facts=known("tender"),
        lots=tuple(Lot(id=name, facts=known("lot")) for name in ("lot 1", "lot 2")),
        bids=tuple(Bid(id=f"bid {number}", lot=f"lot {number // 2 + 1}", facts=known("bid")) for number in range(3)),
        contracts=(
            Contract(id="with a bid", lot="lot 1", bid="bid 0", facts=known("contract")),
            Contract(id="without a bid", lot="lot 2", facts=known("contract")),
        ),
        organisations=(Body(id="body", facts=known("organisation")),),
    )


def _value(random: Random, fact: Fact) -> bool | int:
    return random.random() < 0.5 if fact.type is FactType.YES_NO else random.randint(0, 2)
