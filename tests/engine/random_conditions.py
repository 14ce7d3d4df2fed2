"""Random conditions over facts of every type, and random things known of a subject, all from one seed."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from sv_rules.model.amount import Money
from sv_rules.model.condition import (
    AllOf,
    AnyOf,
    Comparison,
    Concluded,
    Condition,
    FactValue,
    Literal,
    Not,
    Operand,
    ParameterValue,
    Quantified,
    Quantifier,
)
from sv_rules.model.extending import Operator, Takes
from sv_rules.model.fact import Fact, FactType
from sv_rules.operators import operators
from tests.engine.naive_conditions import Known

OPERATORS: Mapping[str, Operator] = {operator.name: operator for operator in operators()}
DEEPEST = 4

_TEXTS = ("", "jobs", "Early help for all", "we come early. Help follows", "early-help", "helpful", "42")
_PHRASES = ("help", "early help", "jobs", "Early-Help")
_PATTERNS = ("[a-z]+", "jobs|red", ".*help.*", r"\d{2}")
_DOMAINS: Mapping[FactType, tuple[Any, ...]] = {
    FactType.YES_NO: (False, True),
    FactType.INTEGER: (-1, 0, 1, 2, 10**17),
    FactType.NUMBER: tuple(map(Decimal, ("-1", "0", "0.10", "0.1", "1.000000000001", "1"))),
    FactType.MONEY: tuple(
        Money(Decimal(amount), currency)
        for amount in ("0", "10", "10.00", "10.01")
        for currency in ("GBP", "GBP", "EUR")
    ),
    FactType.PERCENTAGE: tuple(map(Decimal, ("0", "7.5", "10", "10.0", "100"))),
    FactType.DATE: tuple(map(date.fromisoformat, ("2025-03-31", "2025-04-01", "2025-04-02", "2026-03-31"))),
    FactType.DURATION: (0, 11, 12, 36),
    FactType.TEXT: _TEXTS,
    FactType.CHOICE: ("red", "green", "blue"),
}
"""Few values each, so that they often meet; equal ones written differently among them."""


def _fact(name: str, form: FactType, **more: Any) -> Fact:
    unit = "months" if form is FactType.DURATION else ""
    choices = _DOMAINS[FactType.CHOICE] if form is FactType.CHOICE else ()
    return Fact(name=name, type=form, title=f"value of {name}", unit=unit, choices=choices, **more)


_TAGS = _fact("tags", FactType.LIST, items=_fact("entry", FactType.TEXT))
_FIELDS = (*(_fact(f"{form}_field", form) for form in _DOMAINS), _TAGS)
LISTS = (
    *(_fact(f"tender.{form}_list", FactType.LIST, items=_fact("entry", form)) for form in _DOMAINS),
    _fact("tender.steps", FactType.LIST, fields=_FIELDS),
    _fact("tender.parts", FactType.LIST, fields=_FIELDS[:4]),
)
RECORDS = tuple(fact for fact in LISTS if fact.fields)
FACTS = (*(_fact(f"tender.{form}_{number}", form) for form in _DOMAINS for number in (1, 2)), *LISTS)
PARAMETERS = tuple(_fact(f"pack/{form}_{number}", form) for form in _DOMAINS for number in (1, 2))
CONCLUSIONS = tuple(f"pack/conclusion.{number}" for number in range(4))

_ENTRIES = _fact("entries", FactType.INTEGER)
_NUMBERS = {FactType.INTEGER, FactType.NUMBER}


class Conditions:
    """A stream of conditions."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def condition(self, depth: int = DEEPEST, record: Fact | None = None) -> Condition:
        """Give one, its parts nested at most `depth` deep; with `record`, one about a record of that list."""
        random = self._random
        if depth == 0 or random.random() < 0.25:
            return self._leaf(depth, record)
        form = random.choice([AllOf, AnyOf, Not])
        if form is Not:
            return Not(self.condition(depth - 1, record))
        return form(tuple(self.condition(depth - 1, record) for _ in range(random.choice((0, 1, 2, 2, 2, 3, 4)))))

    def _leaf(self, depth: int, record: Fact | None) -> Condition:
        random = self._random
        chance = random.random()
        if record is None and chance < 0.15:
            return Concluded(random.choice(CONCLUSIONS))
        if record is None and chance < 0.4:
            return self._quantified(min(depth, 2))
        fact = random.choice(record.fields) if record is not None and chance < 0.85 else random.choice(FACTS)
        return self._comparison(fact, absence=True)

    def _quantified(self, depth: int) -> Quantified:
        random = self._random
        quantifier = random.choice(tuple(Quantifier))
        if quantifier is not Quantifier.COUNT:
            listed = random.choice(RECORDS)
            return Quantified(quantifier, listed, self.condition(depth, listed))
        listed = random.choice(LISTS)
        where = self.condition(depth, listed) if listed.fields and random.random() < 0.8 else None
        number = self._comparison(_ENTRIES, absence=False)
        return Quantified(quantifier, listed, where, number.operator, number.operands)

    def _comparison(self, fact: Fact, *, absence: bool) -> Comparison:
        fitting = [
            operator
            for operator in OPERATORS.values()
            if fact.type in operator.takes
            and (fact.items or operator.value not in {Takes.ENTRY, Takes.ENTRIES})
            and (absence or not operator.judges_absence)
        ]
        operator = self._random.choice(fitting)
        return Comparison(fact, operator.name, self._operands(operator, fact))

    def _operands(self, operator: Operator, fact: Fact) -> tuple[Operand, ...]:
        random = self._random
        entry = fact.items or fact
        several = range(random.randint(1, 3))
        match operator.value:
            case Takes.SAME | Takes.ENTRY:
                return (self._operand(entry),)
            case Takes.LIST | Takes.ENTRIES:
                return tuple(self._operand(entry) for _ in several)
            case Takes.PAIR:
                return (self._operand(entry), self._operand(entry))
            case Takes.PERIOD:
                open_end = random.choice((0, 1, None))
                ends = [self._operand(entry), self._operand(entry)]
                return tuple(Literal(None) if number == open_end else end for number, end in enumerate(ends))
            case Takes.TEXTS:
                return tuple(Literal(random.choice(_PHRASES)) for _ in several)
            case Takes.PATTERN:
                return (Literal(random.choice(_PATTERNS)),)
            case Takes.NOTHING:
                return (Literal(random.random() < 0.5),)

    def _operand(self, fact: Fact) -> Operand:
        random = self._random
        chance = random.random()
        alike = _NUMBERS if fact.type in _NUMBERS else {fact.type}
        if chance < 0.2:
            return ParameterValue(random.choice([one.name for one in PARAMETERS if one.type in alike]))
        if chance < 0.4:
            return FactValue(random.choice([one for one in FACTS if one.type in alike]))
        return Literal(random.choice(_DOMAINS[fact.type]))


def random_known(random: Random) -> Known:
    """Give what is known of a subject: about a quarter of everything is not."""
    missing = random.choice((0.0, 0.15, 0.3, 0.6))
    return Known(
        {fact.name: _value(random, fact, missing) for fact in FACTS},
        {fact.name: _value(random, fact, missing / 2) for fact in PARAMETERS},
        {name: random.choice((False, None, True)) for name in CONCLUSIONS},
    )


def _value(random: Random, fact: Fact, missing: float) -> Any:
    if random.random() < missing:
        return None
    if fact.type is not FactType.LIST:
        return random.choice(_DOMAINS[fact.type])
    entries = range(random.choice((0, 1, 2, 3)))
    if fact.fields:
        return tuple(tuple(_value(random, field, missing) for field in fact.fields) for _ in entries)
    assert fact.items is not None
    return tuple(random.choice(_DOMAINS[fact.items.type]) for _ in entries)
