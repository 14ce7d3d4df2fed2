"""What made-up bids offer on one criterion: numbers from a stated distribution, each of which a bid could contain."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel

from sv_rules.engine.award_plan import Node
from sv_rules.engine.robustness.steps import is_price, marks_of
from sv_rules.errors import DocumentError, Problem
from sv_rules.model.amount import Money, spoken_money, spoken_number
from sv_rules.model.fact import FactType, spoken
from sv_rules.model.procurement import Mark
from sv_rules.scoring.options import Percentage, size

Numbers = npt.NDArray[np.float64]

PRICE_SPREAD = 0.15
OFFER_SPREAD = 0.6
"""Standard deviations of the logarithm of prices and of other offers: most lie within 15%, and within a factor of 2."""

MARK_MEAN, MARK_SPREAD = 0.6, 0.2
"""Mean and standard deviation of a mark, as parts of its scale."""

SHARED = 0.5
"""The part of the variance of marks that all questions of a bid share: good bids tend to be good throughout."""

YES = 0.7
OF_LARGEST = 0.7
"""The median of offers, as a part of the largest amount that the options of the method name."""

NAMING_AMOUNTS = frozenset({"target", "floor", "low", "high", "maximum", "bands", "start", "benchmark"})
"""Options that name amounts of what is scored."""

UNNAMED: Mapping[FactType, float] = MappingProxyType(
    {FactType.INTEGER: 100.0, FactType.NUMBER: 100.0, FactType.PERCENTAGE: 50.0}
)
"""The median where the options name nothing; of money it is a tenth of the price."""

PENCE = 2
GRID = 400
"""A number that is scored by itself is put on one of so many steps, so that each step need be scored only once."""


@dataclass(frozen=True, slots=True)
class Offers:
    """What the bids of every field offer on one leaf.

    `numbers` has a row for each field and a column for each bid; `typed` gives the value that a bid would contain.
    """

    leaf: Node
    words: str
    numbers: Numbers
    typed: Callable[[float], Any]


def draw_offers(leaf: Node, price: Money, ability: Numbers, random: np.random.Generator) -> Offers:
    """Make up what bids offer on a leaf.

    Args:
        leaf: a criterion that a method scores.
        price: what a bid is expected to cost.
        ability: how good each bid is in general, normally distributed with mean 0 and deviation 1.
        random: the generator.

    Raises:
        DocumentError: if it scores something that cannot be made up.
    """
    if leaf.fact is None:
        return _marks(leaf, ability, random)
    match leaf.fact.type:
        case FactType.YES_NO:
            return _yes_no(leaf, ability.shape, random)
        case FactType.LIST if hasattr(leaf.options, "base_year"):
            return _payments(leaf, price, ability.shape, random)
        case FactType.MONEY | FactType.INTEGER | FactType.NUMBER | FactType.PERCENTAGE:
            return _amounts(leaf, price, ability.shape, random)
        case _:
            raise DocumentError(
                Problem(
                    f"{leaf.fact.name} is {leaf.fact.described}, which cannot be made up for a trial",
                    leaf.criterion.place,
                    f"criterion {leaf.id}",
                    "A trial needs criteria that score marks, amounts, or yes and no.",
                )
            )


def _marks(leaf: Node, ability: Numbers, random: np.random.Generator) -> Offers:
    marks = marks_of(leaf, ())
    if len(marks) < 2:
        marks = [Decimal(mark) for mark in range(101)]
    own = random.standard_normal(ability.shape)
    place = MARK_MEAN + MARK_SPREAD * (math.sqrt(SHARED) * ability + math.sqrt(1 - SHARED) * own)
    steps = np.clip(np.rint(place * (len(marks) - 1)), 0, len(marks) - 1).astype(np.intp)
    low, high = spoken_number(marks[0]), spoken_number(marks[-1])
    return Offers(
        leaf,
        f"Marks from {low} to {high}: normal, mean {MARK_MEAN:.0%} and standard deviation {MARK_SPREAD:.0%} of the "
        f"scale, to the nearest mark; {SHARED:.0%} of the variance is common to all marks of a bid.",
        np.array([float(mark) for mark in marks])[steps],
        lambda number: Mark(criterion=leaf.id, mark=_decimal(number), reason="made up"),
    )


def _yes_no(leaf: Node, shape: tuple[int, ...], random: np.random.Generator) -> Offers:
    numbers = (random.random(shape) < YES).astype(np.float64)
    return Offers(leaf, f"Yes from {YES:.0%} of the bids.", numbers, bool)


def _payments(leaf: Node, price: Money, shape: tuple[int, ...], random: np.random.Generator) -> Offers:
    assert leaf.fact is not None  # noqa: S101  a list is a fact
    options, fields = leaf.options, leaf.fact.fields
    year: Any = options.base_year
    if fields[options.year.at].type is FactType.DATE:
        year = date(year, 1, 1)

    def typed(number: float) -> Any:
        record: list[Any] = [None] * len(fields)
        record[options.year.at], record[options.amount.at] = year, Money(_decimal(number), price.currency)
        return (tuple(record),)

    numbers = lognormal(float(price.amount), PRICE_SPREAD, PENCE, shape, random)
    words = f"{spread_words(spoken_money(price), PRICE_SPREAD)} One payment, in {options.base_year}."
    return Offers(leaf, words, numbers, typed)


def _amounts(leaf: Node, price: Money, shape: tuple[int, ...], random: np.random.Generator) -> Offers:
    assert leaf.fact is not None  # noqa: S101  an amount is a fact
    named = _named(leaf.options)
    currency = next((one.currency for one in _amounts_in(leaf.options) if isinstance(one, Money)), price.currency)
    kind = leaf.fact.type

    def typed(number: float) -> Any:
        amount = _decimal(number)
        match kind:
            case FactType.MONEY:
                return Money(amount, currency)
            case FactType.INTEGER:
                return int(amount)
            case _:
                return amount

    middle = sum(named) / len(named) if named else float(price.amount)
    lower_wins = is_price(leaf, {"one": typed(named[-1] if named else middle)})
    if lower_wins:
        centre, spread = middle, PRICE_SPREAD
    elif named:
        centre, spread = OF_LARGEST * named[-1], OFFER_SPREAD
    else:
        centre, spread = UNNAMED.get(kind, float(price.amount) / 10), OFFER_SPREAD
    places = 0 if kind is FactType.INTEGER else PENCE
    numbers = lognormal(centre, spread, places, shape, random)
    if kind is FactType.PERCENTAGE:
        numbers = np.minimum(numbers, 100.0)
    if not leaf.relative:
        numbers = _on_grid(numbers, places)
    said = spoken(typed(round(centre, places)), leaf.fact)
    return Offers(leaf, spread_words(said, spread), numbers, typed)


def lognormal(
    centre: float, spread: float, places: int, shape: tuple[int, ...], random: np.random.Generator
) -> Numbers:
    """Draw so many amounts around a centre, rounded to places and above zero."""
    numbers = centre * np.exp(spread * random.standard_normal(shape))
    return np.maximum(np.round(numbers, places), 10.0**-places)


def spread_words(centre: str, spread: float) -> str:
    """Say what `lognormal` draws."""
    return f"Lognormal: median {centre}, standard deviation of the logarithm {spread}; each bid by itself."


def _on_grid(numbers: Numbers, places: int) -> Numbers:
    low, high = float(numbers.min()), float(numbers.max())
    step = max((high - low) / GRID, 10.0**-places)
    return np.round(low + np.rint((numbers - low) / step) * step, places)


def _named(options: BaseModel) -> list[float]:
    """Give the amounts that options name, the smallest first: what made-up offers have to lie around."""
    return sorted(float(size(one)) for one in _amounts_in(options))


def _amounts_in(value: Any) -> Iterator[Decimal | Money | Percentage]:
    match value:
        case Money() | Percentage() | Decimal():
            yield value
        case BaseModel():
            for name in type(value).model_fields:
                if name in NAMING_AMOUNTS:
                    yield from _amounts_in(getattr(value, name))
        case tuple():
            for one in value:
                yield from _amounts_in(one)


def _decimal(number: float) -> Decimal:
    return Decimal(str(number)).quantize(Decimal("0.01")).normalize() if number != int(number) else Decimal(int(number))
