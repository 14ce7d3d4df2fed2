"""Amounts: `{amount, currency, valueAddedTaxIncluded}`."""

import re

from sv_rules.model.amount import Money
from sv_rules.model.procurement import Answer
from sv_rules_prozorro.node import Node

_CURRENCY = re.compile(r"[A-Z]{3}")


def stated(value: Node) -> str:
    """Give `UAH 1000`; empty where the amount or its currency is not stated."""
    amount = (value / "amount").number()
    if amount is None:
        return ""
    currency = (value / "currency").text()
    if not _CURRENCY.fullmatch(currency):
        value.remark("no currency is given; the amount was not used", fix="Give the currency, such as UAH.")
        return ""
    return str(Money(amount, currency))


def estimate(value: Node, subject: str) -> dict[str, Answer]:
    """Give the estimated value as the fact it is: with VAT, or without; neither where that is not said."""
    amount = stated(value)
    if not amount:
        return {}
    with_tax = (value / "valueAddedTaxIncluded").value
    if not isinstance(with_tax, bool):
        value.remark("it is not said whether this amount includes VAT; it was not used")
        return {}
    name = f"{subject}.value_gross" if with_tax else f"{subject}.value"
    return {name: Answer(value=amount, place=(value / "amount").place)}
