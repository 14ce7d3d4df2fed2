"""Bids as an analyst has them, and checks of them: amounts to the penny, counts, days, words, yes and no."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from sv_rules.engine.compiling import Program
from sv_rules.model.amount import Money
from sv_rules.model.condition import AllOf, AnyOf, Comparison, Condition, FactValue, Literal, Not, Operand
from sv_rules.model.fact import Fact, FactType
from sv_rules.model.outcome import Stage
from tests.engine.building import check, program, rulepack

WORDS = ("catering", "cleaning", "building", "software", "training", "transport")
_OF_TYPE = {
    FactType.MONEY: 6,
    FactType.NUMBER: 6,
    FactType.PERCENTAGE: 4,
    FactType.INTEGER: 6,
    FactType.DATE: 3,
    FactType.CHOICE: 5,
    FactType.YES_NO: 5,
}
FACTS: Mapping[str, Fact] = {
    fact.name: fact
    for form, number in _OF_TYPE.items()
    for fact in (
        Fact(
            name=f"bid.{form}_{one}",
            type=form,
            title=f"{form} {one}",
            choices=WORDS if form is FactType.CHOICE else (),
        )
        for one in range(number)
    )
}
_OPERATORS = {
    FactType.DATE: ("before", "after", "is", "within"),
    FactType.CHOICE: ("is", "is_not", "one_of", "none_of"),
    FactType.YES_NO: ("is", "is_not"),
}
_ORDERED = ("less_than", "at_most", "more_than", "at_least", "between", "is", "one_of", "given")
_OPERANDS = {"within": 2, "between": 2, "one_of": 3, "none_of": 2}


def bids(random: Random, number: int) -> Sequence[Mapping[str, Any]]:
    """Give the typed values of made-up bids by fact; one in ten is not known."""
    return [
        {name: None if random.random() < 0.1 else value(random, fact) for name, fact in FACTS.items()}
        for _ in range(number)
    ]


def pack(random: Random, checks: int) -> Program:
    """Give a rulepack with so many checks, each of up to eight comparisons."""
    return program(
        rulepack(
            FACTS.values(),
            [
                check(f"k{number}", condition(random), condition(random, 1) if number % 2 else None, stage=Stage.BID)
                for number in range(checks)
            ],
        )
    )


def condition(random: Random, depth: int = 3) -> Condition:
    """Give comparisons joined by `all` and `any`."""
    if depth == 0 or random.random() < 0.3:
        compared = _comparison(random, random.choice(tuple(FACTS.values())))
        return Not(compared) if random.random() < 0.1 else compared
    return random.choice((AllOf, AnyOf))(tuple(condition(random, depth - 1) for _ in range(2)))


def value(random: Random, fact: Fact) -> Any:
    """Give a value; a small range, so that values often meet."""
    match fact.type:
        case FactType.MONEY:
            return Money(_pennies(random), "GBP")
        case FactType.NUMBER | FactType.PERCENTAGE:
            return random.choice((_pennies(random), Decimal(random.randint(0, 9))))
        case FactType.INTEGER:
            return random.randint(0, 9)
        case FactType.DATE:
            return date(2026, 1, 1) + timedelta(random.randint(0, 40))
        case FactType.CHOICE:
            return random.choice(WORDS)
        case _:
            return random.random() < 0.8


def _pennies(random: Random) -> Decimal:
    return Decimal(random.randint(0, 1_000)).scaleb(-2)


def _comparison(random: Random, fact: Fact) -> Comparison:
    operator = random.choice(_OPERATORS.get(fact.type, _ORDERED))
    if operator == "given":
        return Comparison(fact, operator, (Literal(random.random() < 0.5),))
    return Comparison(fact, operator, tuple(_operand(random, fact) for _ in range(_OPERANDS.get(operator, 1))))


def _operand(random: Random, fact: Fact) -> Operand:
    if random.random() < 0.1:
        return FactValue(random.choice([one for one in FACTS.values() if one.type is fact.type]))
    return Literal(value(random, fact))
