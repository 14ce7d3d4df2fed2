"""The fused function and the reasoner give what the naive interpreter gives, which is checked by hand here."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from sv_rules.engine.fusing import Fuser
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
    ParameterValue,
    Quantified,
    Quantifier,
)
from sv_rules.model.extending import Operator
from sv_rules.model.fact import Fact, FactType
from tests.engine import fuzz_conditions
from tests.engine import naive_conditions as naive
from tests.engine.building import is_yes, yes_no
from tests.engine.naive_conditions import Known
from tests.engine.random_conditions import OPERATORS


def test_random_conditions_come_out_as_they_should() -> None:
    counts = fuzz_conditions.fuzz(conditions=12_000, seed=20)
    assert counts["conditions"] == 12_000
    assert counts["reasoned"] == 400
    assert counts["differences"] == 0
    # It has looked at something: a good part of each truth.
    assert min(counts["came out True"], counts["came out False"], counts["came out None"]) > 2_000


def test_a_wrong_function_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(naive.OPERATORS, "at_least", lambda actual, least: actual > least)
    assert fuzz_conditions.fuzz(conditions=4_000, seed=20)["differences"] > 0


T, F, N = is_yes(yes_no("tender.yes")), is_yes(yes_no("tender.no")), is_yes(yes_no("tender.open"))
"""A true condition, a false one, one that is not known."""

VALUE = Fact(name="tender.value", type=FactType.MONEY, title="value")
OTHER = Fact(name="tender.other", type=FactType.MONEY, title="other value")
DAY = Fact(name="tender.day", type=FactType.DATE, title="day")
FLAG, COUNT = (
    Fact(name="flag", type=FactType.YES_NO, title="flag"),
    Fact(name="count", type=FactType.INTEGER, title="count"),
)
STEPS = Fact(name="tender.steps", type=FactType.LIST, title="steps", fields=(FLAG, COUNT))
EMPTY = Fact(name="tender.empty", type=FactType.LIST, title="empty", fields=(FLAG,))
ABSENT = Fact(name="tender.absent", type=FactType.LIST, title="absent", fields=(FLAG,))

KNOWN = Known(
    facts={
        "tender.yes": True,
        "tender.no": False,
        "tender.open": None,
        "tender.value": Money(Decimal("100.00"), "GBP"),
        "tender.other": Money(Decimal(100), "EUR"),
        "tender.day": date(2026, 3, 31),
        # One passes, one does not, one is open.
        "tender.steps": ((True, 1), (False, 2), (None, 3)),
        "tender.empty": (),
        "tender.absent": None,
    },
    parameters={"pack/gbp": Money(Decimal(100), "GBP"), "pack/eur": Money(Decimal(1), "EUR"), "pack/none": None},
    conclusions={"pack/drawn": True, "pack/not": False, "pack/maybe": None},
)


def _money(operator: str, *operands: Any) -> Comparison:
    return Comparison(VALUE, operator, operands)


def _gbp(amount: str) -> Literal:
    return Literal(Money(Decimal(amount), "GBP"))


def _quantified(quantifier: str, fact: Fact = STEPS) -> Quantified:
    return Quantified(Quantifier(quantifier), fact, is_yes(FLAG))


def _counted(operator: str, *values: int, fact: Fact = STEPS, where: Condition | None = is_yes(FLAG)) -> Quantified:  # noqa: B008 frozen
    return Quantified(Quantifier.COUNT, fact, where, operator, tuple(map(Literal, values)))


# What strong Kleene logic and section 4 of the architecture say, by hand: condition, truth.
TABLE: list[tuple[str, Condition, bool | None]] = [
    ("all: true", AllOf((T, T)), True),
    ("all: one false settles it, first or last", AllOf((N, F)), False),
    ("all: one unknown", AllOf((T, N)), None),
    ("all of nothing", AllOf(()), True),
    ("any: one true settles it", AnyOf((N, T)), True),
    ("any: one unknown", AnyOf((F, N)), None),
    ("any: false", AnyOf((F, F)), False),
    ("any of nothing", AnyOf(()), False),
    ("not true", Not(T), False),
    ("not false", Not(F), True),
    ("not unknown", Not(N), None),
    ("unknown or its opposite stays unknown", AnyOf((N, Not(N))), None),
    ("drawn", Concluded("pack/drawn"), True),
    ("not drawn", Concluded("pack/not"), False),
    ("possibly drawn", Concluded("pack/maybe"), None),
    ("amounts written differently", _money("is", _gbp("100")), True),
    ("the edge is in", _money("at_least", _gbp("100")), True),
    ("the edge is out", _money("more_than", _gbp("100.000")), False),
    ("a parameter", _money("at_least", ParameterValue("pack/gbp")), True),
    ("a parameter without a value on the day", _money("at_least", ParameterValue("pack/none")), None),
    ("a parameter in another currency", _money("at_least", ParameterValue("pack/eur")), None),
    ("a fact in another currency", _money("is", FactValue(OTHER)), None),
    ("one of them in another currency", _money("one_of", _gbp("100"), FactValue(OTHER)), None),
    ("between, both ends in", _money("between", _gbp("100"), _gbp("100")), True),
    ("given", Comparison(VALUE, "given", (Literal(True),)), True),
    ("given, not known", Comparison(N.fact, "given", (Literal(True),)), False),
    ("not given, not known", Comparison(N.fact, "given", (Literal(False),)), True),
    ("within, open at its start", Comparison(DAY, "within", (Literal(None), Literal(date(2026, 3, 31)))), True),
    ("within, open at its end", Comparison(DAY, "within", (Literal(date(2026, 4, 1)), Literal(None))), False),
    ("some", _quantified("some"), True),
    ("every", _quantified("every"), False),
    ("none", _quantified("none"), False),
    ("some of an empty list", _quantified("some", EMPTY), False),
    ("every of an empty list", _quantified("every", EMPTY), True),
    ("none of an empty list", _quantified("none", EMPTY), True),
    ("some of an absent list", _quantified("some", ABSENT), None),
    ("every of an absent list", _quantified("every", ABSENT), None),
    ("none of an absent list", _quantified("none", ABSENT), None),
    ("some, with one that is open", Quantified(Quantifier.SOME, STEPS, AllOf((N, is_yes(FLAG)))), None),
    ("count: one or two pass", _counted("at_least", 1), True),
    ("count: two may pass", _counted("at_least", 2), None),
    ("count: three cannot", _counted("at_least", 3), False),
    ("count: one or two, in any case", _counted("one_of", 1, 2), True),
    ("count: is one of its ends", _counted("is", 1), None),
    ("count: its middle is left out", _counted("none_of", 0, 3), True),
    ("count of all entries", _counted("is", 3, where=None), True),
    ("count of an empty list", _counted("is", 0, fact=EMPTY), True),
    ("count of an absent list", _counted("at_least", 0, fact=ABSENT), None),
]


@pytest.mark.parametrize(("condition", "truth"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_truth(condition: Condition, truth: bool | None) -> None:
    numbered = [{name: number for number, name in enumerate(names)} for names in (KNOWN.facts, KNOWN.parameters)]
    fuser = Fuser(OPERATORS, *numbered, {name: number for number, name in enumerate(KNOWN.conclusions)})
    fuser.add(fuser.condition(condition))
    values = (tuple(part.values()) for part in (KNOWN.facts, KNOWN.parameters, KNOWN.conclusions))
    assert fuser.function()(*values) == (truth,)
    assert naive.truth(condition, KNOWN) is truth


def test_what_an_operator_prepares_may_come_from_a_fact() -> None:
    """Prepared once where it is written in the rulepack, and on every call where it is not."""

    def same_size(actual: tuple[str, ...], value: int) -> bool:
        return len(actual) == value

    operator = Operator(same_size, (FactType.TEXT,), "", "", "", prepare=len)
    one, other = (Fact(name=f"tender.{name}", type=FactType.TEXT, title=name) for name in ("one", "other"))
    fuser = Fuser({"same_size": operator}, {one.name: 0, other.name: 1}, {}, {})
    fuser.add(fuser.condition(Comparison(one, "same_size", (Literal("abc"),))))
    fuser.add(fuser.condition(Comparison(one, "same_size", (FactValue(other),))))
    fused = fuser.function()
    assert fused(("xyz", "xy"), (), ()) == (True, False)
    assert fused(("xyz", None), (), ()) == (True, None)


def test_every_operator_has_a_naive_twin() -> None:
    assert sorted([*naive.OPERATORS, "given"]) == sorted(OPERATORS)
