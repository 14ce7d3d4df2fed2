"""Small readers: money, days and codes."""

import re
from collections.abc import Mapping
from typing import TypeVar

from sv_rules.model.amount import Money, read_date
from sv_rules_eforms.node import Found, Node, shown

_CURRENCY = re.compile(r"[A-Z]{3}")
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?")

Meaning = TypeVar("Meaning")


def money(amount: Node) -> Found | None:
    """Give `EUR 250000` for an amount with its currency."""
    number = amount.number()
    if number is None:
        return None
    currency = amount.attribute("currencyID")
    if not _CURRENCY.fullmatch(currency):
        told = f"the currency '{shown(currency)}' is no ISO 4217 code" if currency else "no currency is given"
        amount.remark(f"{told}; the amount was not used", fix="Give the currency, such as EUR.")
        return None
    return Found(str(Money(number, currency)), amount)


def day(node: Node) -> Found | None:
    """Give a day as published: the day in the notice's own offset from UTC."""
    written = node.text()
    if written is None:
        return None
    found = _DAY.fullmatch(written)
    if not found or read_date(found[1]) is None:
        node.remark(f"'{shown(written)}' is not a date that can be read", fix="Give it as 2026-01-31Z.")
        return None
    return Found(found[1], node)


def coded(node: Node, table: Mapping[str, Meaning | None], what: str) -> Found | None:
    """Give what a code means; one that is not in the table, or that does not tell, is remarked on."""
    code = node.text()
    if code is None:
        return None
    meaning = table.get(code)
    if meaning is None:
        why = f"does not tell {what}" if code in table else f"is no code for {what} that is known here"
        node.remark(f"'{shown(code)}' {why}")
        return None
    return Found(meaning, node)
