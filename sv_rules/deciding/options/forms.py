"""The forms in which options of decision rules are written."""

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Self, TypeAlias

from pydantic import AfterValidator, ConfigDict, model_validator

from sv_rules.model.amount import spoken_number
from sv_rules.scoring.options import Misplaced, Number, Options, Percent


class Weights(Options):
    """`quality_weight` and `price_weight`: how much each counts; both at least 1%, and 100% together."""

    # Only together do they make an example: each alone says nothing of the 100%.
    model_config = ConfigDict(json_schema_extra={"examples": [{"quality_weight": "60%", "price_weight": "40%"}]})

    quality_weight: Percent
    price_weight: Percent

    @model_validator(mode="after")
    def _make_a_hundred(self) -> Self:
        both = {"quality_weight": self.quality_weight.number, "price_weight": self.price_weight.number}
        wrong: list[tuple[tuple[str | int, ...], str]] = [
            ((name,), f"'{name}' must be at least 1%; here it is {spoken_number(weight)}%")
            for name, weight in both.items()
            if weight < 1
        ]
        if not wrong and sum(both.values()) != 100:
            total = spoken_number(sum(both.values()))
            wrong.append((("price_weight",), f"the two weights add up to {total}%, not 100%"))
        if wrong:
            raise Misplaced(*wrong)
        return self

    @property
    def ratio(self) -> Fraction:
        """The weight of quality divided by that of price."""
        return Fraction(self.quality_weight.number) / Fraction(self.price_weight.number)

    @property
    def said(self) -> str:
        """The weights in words."""
        quality, price = (spoken_number(one.number) for one in (self.quality_weight, self.price_weight))
        return f"quality {quality}%, price {price}%"


def _above_zero(number: Decimal) -> Decimal:
    if number <= 0:
        raise ValueError(f"must be above zero; here it is {spoken_number(number)}")
    return number


def _not_below_zero(number: Decimal) -> Decimal:
    if number < 0:
        raise ValueError(f"must not be below zero; here it is {spoken_number(number)}")
    return number


Above: TypeAlias = Annotated[Number, AfterValidator(_above_zero)]
"""A number above zero."""

Quality: TypeAlias = Annotated[Number, AfterValidator(_not_below_zero)]
"""A number of quality points, zero or more."""
