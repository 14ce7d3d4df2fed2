"""The types of fact that several operators take alike."""

from decimal import Decimal
from typing import TypeVar

from sv_rules.model.amount import Money
from sv_rules.model.fact import FactType

Amount = TypeVar("Amount", int, Decimal, Money)
"""A whole number or duration, a number or percentage, or money. Both sides have one unit and one currency."""

AMOUNTS = (FactType.INTEGER, FactType.NUMBER, FactType.MONEY, FactType.PERCENTAGE, FactType.DURATION)
"""What can be more or less. Dates are not here: `before`, `after` and `within` say which end counts."""

SINGLE = (*AMOUNTS, FactType.DATE, FactType.TEXT, FactType.CHOICE)
"""Whatever has one value out of many."""
