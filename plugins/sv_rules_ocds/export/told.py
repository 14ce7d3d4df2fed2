"""The facts of one subject, each asked for as the type that OCDS has for it."""

from decimal import Decimal
from typing import Any

from sv_rules.model.amount import Money
from sv_rules.model.fact import Fact, FactType
from sv_rules.model.procurement import Facts
from sv_rules.model.typed import NotOfTypeError, typed
from sv_rules_ocds.export.account import Account

_TEXT = Fact("text", FactType.TEXT, "text")


class Told:
    """Looks facts up; one that is not of the type asked for is accounted for and counts as not known."""

    def __init__(self, facts: Facts, subject: str, account: Account) -> None:
        self._facts = facts
        self.subject = subject
        self._account = account

    def text(self, name: str) -> str:
        """Give a text; empty where it is not known."""
        return str(self._typed(name, _TEXT) or "")

    def money(self, name: str) -> Money | None:
        """Give a sum of money."""
        found = self._typed(name, Fact(name, FactType.MONEY, name))
        return found if isinstance(found, Money) else None

    def yes_no(self, name: str) -> bool | None:
        """Give true or false."""
        found = self._typed(name, Fact(name, FactType.YES_NO, name))
        return found if isinstance(found, bool) else None

    def day(self, name: str) -> Any:
        """Give a date."""
        return self._typed(name, Fact(name, FactType.DATE, name))

    def texts(self, name: str) -> list[str] | None:
        """Give a list of texts."""
        found = self._typed(name, Fact(name, FactType.LIST, name, items=_TEXT))
        return list(map(str, found)) if isinstance(found, tuple) else None

    def records(self, name: str, *fields: Fact) -> list[dict[str, Any]] | None:
        """Give a list of records, each with the fields that are known."""
        found = self._typed(name, Fact(name, FactType.LIST, name, fields=fields))
        if not isinstance(found, tuple):
            return None
        names = [field.name for field in fields]
        return [{key: part for key, part in zip(names, record, strict=True) if part is not None} for record in found]

    def because(self, name: str, reason: str) -> None:
        """Say why a fact was not written."""
        self._account.because(self.subject, name, reason)

    def value(self, net: str, gross: str) -> dict[str, Any]:
        """Give an OCDS Value for two facts, without and with VAT."""
        without, with_vat = self.money(net), self.money(gross)
        if without and with_vat and without.currency != with_vat.currency:
            self.because(gross, f"OCDS has one currency for an amount without and with VAT, here {without.currency}")
            with_vat = None
        known = without or with_vat
        if known is None:
            return {}
        fields: dict[str, Decimal | str] = {"amount": without.amount} if without else {}
        fields |= {"amountGross": with_vat.amount} if with_vat else {}
        return {**fields, "currency": known.currency}

    def _typed(self, name: str, fact: Fact) -> Any:
        raw = self._facts[name].value if name in self._facts else None
        if raw is None:
            return None
        try:
            return typed(raw, fact)
        except NotOfTypeError:
            self.because(name, f"it is not {fact.described}")
            return None
