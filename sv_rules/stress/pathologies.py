"""What goes wrong with a few bids that are made for it: each tried with the model's own methods on exact numbers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any, TypeAlias

from sv_rules.engine.award_plan import AwardPlan, Node
from sv_rules.engine.robustness.steps import is_price
from sv_rules.model.amount import Money, spoken_money
from sv_rules.model.fact import FactType
from sv_rules.model.stress import Pathology
from sv_rules.scoring.options import number_shown


def pathologies(plan: AwardPlan, price: Money) -> Iterator[Pathology]:
    """Look for each, on every leaf that scores a price or an offer.

    Args:
        plan: the award model.
        price: what a bid is expected to cost.
    """
    for leaf in plan.leaves:
        if leaf.fact is None or not leaf.points:
            continue
        looked = PRICE if is_price(leaf, {"one": price}) else OFFER
        for name, look in looked.items():
            sentence = look(leaf, price)
            if sentence:
                yield Pathology(name=name, sentence=sentence)


def _points(leaf: Node, *values: Any) -> list[Fraction | None]:
    assert leaf.method is not None  # noqa: S101  a leaf has one
    names = [str(place) for place in range(len(values))]
    scores = leaf.method.function(dict(zip(names, values, strict=True)), leaf.options)
    shares = [scores[name].share for name in names]
    return [None if share is None else share * leaf.points for share in shares]


def _times(price: Money, factor: str) -> Money:
    return Money(price.amount * Decimal(factor), price.currency)


def _middle(leaf: Node, price: Money) -> str:
    low, middle, high = price, _times(price, "1.1"), _times(price, "1.2")
    cheap, between, dear = _points(leaf, low, middle, high)
    if cheap is None or between is None or dear is None or between >= (cheap + dear) / 2:
        return ""
    lost = (cheap + dear) / 2 - between
    return (
        f"A bid halfway in price loses to those on either side: at {spoken_money(low)}, {spoken_money(middle)} and "
        f"{spoken_money(high)}, with qualities that make the outer two equal and the middle one halfway between, it is "
        f"{number_shown(lost)} points behind both on {leaf.title}."
    )


def _zero(leaf: Node, price: Money) -> str:
    free, other = _points(leaf, Money(Decimal(0), price.currency), price)
    if free is None and other is None:
        return (
            f"If any bid asks for nothing, no bid can be scored on {leaf.title}: state beforehand what a price of zero "
            "earns."
        )
    if free is None:
        return f"A price of zero has no score on {leaf.title}: state beforehand what it earns."
    return "" if other else f"If one bid asks for nothing, every other bid earns nothing on {leaf.title}."


def _outlier(leaf: Node, price: Money) -> str:
    high = _times(price, "1.2")
    cheap, dear = _points(leaf, price, high)
    _, cheap_then, dear_then = _points(leaf, _times(price, "0.2"), price, high)
    if cheap is None or dear is None or cheap_then is None or dear_then is None:
        return ""
    gap, then = cheap - dear, cheap_then - dear_then
    if then >= gap / 2:
        return ""
    return (
        f"One very low price makes the others look alike: {spoken_money(price)} and {spoken_money(high)} are "
        f"{number_shown(gap)} points apart on {leaf.title}, and {number_shown(then)} once a third bid asks for a fifth."
    )


def _hair(leaf: Node, price: Money) -> str:
    high = _times(price, "1.01")
    cheap, dear = _points(leaf, price, high)
    if cheap is None or dear is None or cheap - dear <= leaf.points / 10:
        return ""
    return (
        f"A difference of 1% in price can be worth {number_shown(cheap - dear)} of {number_shown(leaf.points)} points "
        f"on {leaf.title}: {spoken_money(price)} against {spoken_money(high)}."
    )


def _size(leaf: Node, price: Money) -> str:
    """An offer a hundredth of the size earns as much, if the others shrink too."""
    if not leaf.relative:
        return ""
    large, small = ((_offer(leaf, price, most), _offer(leaf, price, most // 2)) for most in (1000, 10))
    if None in (*large, *small) or _points(leaf, *large) != _points(leaf, *small):
        return ""
    return (
        f"On {leaf.title} it does not matter how much is offered, only how it compares: 10 earns everything where the "
        "other bid offers 5, and 1,000 no more where it offers 500."
    )


def _offer(leaf: Node, price: Money, amount: int) -> Any:
    assert leaf.fact is not None  # noqa: S101  only facts are offers here
    match leaf.fact.type:
        case FactType.MONEY:
            return Money(Decimal(amount), price.currency)
        case FactType.INTEGER:
            return amount
        case FactType.NUMBER:
            return Decimal(amount)
        case _:
            return None


Look: TypeAlias = Callable[[Node, Money], str]

PRICE: Mapping[str, Look] = MappingProxyType(
    {"the middle bid loses": _middle, "a zero price": _zero, "a low outlier": _outlier, "a hair's breadth": _hair}
)
OFFER: Mapping[str, Look] = MappingProxyType({"only the comparison counts": _size})
LOOKED_FOR: Sequence[str] = (*PRICE, *OFFER)
