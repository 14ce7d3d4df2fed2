"""What is a little more or a little less of something that is scored."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any

from sv_rules.engine.award_plan import Node
from sv_rules.model.amount import Money
from sv_rules.model.fact import FactType
from sv_rules.model.procurement import Mark

TENTH = Decimal("0.1")


def marks_of(leaf: Node, given: Iterable[Decimal | Fraction]) -> list[Decimal]:
    """Give the marks that could have been given, the lowest first.

    Those of the scale where there is one; otherwise whole marks from zero to the maximum or, where the method states
    none either, to the highest that was given.
    """
    scale = getattr(leaf.options, "scale", None)
    if scale is not None:
        return sorted(point.mark for point in scale)
    maximum = getattr(leaf.options, "maximum", None)
    top = maximum if isinstance(maximum, Decimal) else max(given, default=Decimal(0))
    return [Decimal(mark) for mark in range(int(top) + 1)]


def beside(mark: Decimal | Fraction, marks: Sequence[Decimal]) -> Iterator[Decimal]:
    """Give the next mark below and the next above, where there are any."""
    lower = [one for one in marks if one < mark]
    higher = [one for one in marks if one > mark]
    yield from (*lower[-1:], *higher[:1])


def with_mark(given: Mark, mark: Decimal) -> Mark:
    """Give a mark like another one, but of this height."""
    return given.model_copy(update={"mark": mark})


def lower_is_better(leaf: Node, values: Mapping[str, Any]) -> bool | None:
    """Say in which direction an amount earns more, tried out on the amounts offered; None if neither does."""
    method = leaf.method
    assert method is not None  # noqa: S101  a leaf has one
    for value in values.values():
        for less, same in ((_scaled(value, 1 - TENTH), value), (_scaled(value, TENTH), value)):
            scores = method.function({"less": less, "same": same}, leaf.options)
            by_less, by_same = scores["less"].share, scores["same"].share
            if by_less is not None and by_same is not None and by_less != by_same:
                return by_less > by_same
    return None


def is_price(leaf: Node, values: Mapping[str, Any]) -> bool:
    """Say whether a leaf scores a sum that is asked for, and the less of it the better."""
    money = leaf.fact is not None and leaf.fact.type is FactType.MONEY
    return money and leaf.price and lower_is_better(leaf, values) is True


_AMOUNTS = frozenset({FactType.INTEGER, FactType.NUMBER, FactType.MONEY, FactType.PERCENTAGE, FactType.DURATION})


def worse_by(leaf: Node, values: Mapping[str, Any]) -> Callable[[Any], Any]:
    """Give what makes a value of a leaf a little worse: a mark one step down, an amount a tenth to the worse.

    It gives None where a value has no worse. `values` are those of the whole field.
    """
    if leaf.reads_marks:
        marks = marks_of(leaf, [one.mark for one in values.values()])
        return partial(_mark_down, marks=marks)
    if leaf.fact is None or leaf.fact.type not in _AMOUNTS:
        return lambda _: None
    less_is_more = lower_is_better(leaf, values)
    if less_is_more is None:
        return lambda _: None
    return partial(_scaled, factor=1 + TENTH if less_is_more else 1 - TENTH)


def _mark_down(given: Mark, marks: Sequence[Decimal]) -> Mark | None:
    lower = next((mark for mark in beside(given.mark, marks) if mark < given.mark), None)
    return None if lower is None else with_mark(given, lower)


def _scaled(value: Any, factor: Decimal) -> Any:
    match value:
        case Money(amount, currency):
            return Money(amount * factor, currency)
        case int():
            return int(Fraction(value) * Fraction(factor))
        case _:
            return value * factor
