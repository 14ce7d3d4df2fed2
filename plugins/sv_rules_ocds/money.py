"""Amounts of money: OCDS Value, with the UK extension's `amountGross` (VAT included)."""

import re

from sv_rules.model.amount import Money
from sv_rules_ocds.found import Found
from sv_rules_ocds.node import Node, shown

_CURRENCY = re.compile(r"[A-Z]{3}")


def net(value: Node) -> Found | None:
    """Give `GBP 250000` for an amount without VAT. Remarks on a value that has only the amount with VAT."""
    found = _money(value, "amount")
    if found is None and (value / "amount").value is None and (value / "amountGross").value is not None:
        value.remark("only the amount with VAT is published; the amount without VAT is not known")
    return found


def gross(value: Node) -> Found | None:
    """Give `GBP 300000` for an amount with VAT."""
    return _money(value, "amountGross")


def _money(value: Node, key: str) -> Found | None:
    node = value / key
    amount = node.number()
    if amount is None:
        return None
    currency = ((value / "currency").text() or "").strip()
    if not _CURRENCY.fullmatch(currency):
        told = f"the currency '{shown(currency)}' is no ISO 4217 code" if currency else "no currency is given"
        value.remark(f"{told}; the amount was not used", fix="Give the currency, such as GBP.")
        return None
    return Found(str(Money(amount, currency)), node)
