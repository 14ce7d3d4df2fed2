"""`parties[]`: everyone who plays a part, once, and the references to them."""

import re
from typing import Any

from sv_rules.model.procurement import Contact, Organisation
from sv_rules_ocds.export.exact_json import stated

# Schemes of org-id.guide that UK notices use. Any other id is one of the document's own.
_SCHEME = re.compile(r"(GB-(?:PPON|COH|NHS|CHC|UKPRN|MPR|SRS|SC|NIC|GOR|LAE|LAS|SHPE|MPL))-(\S+)")


class Parties:
    """Gathers the parties while the rest is written."""

    def __init__(self) -> None:
        self._by_id: dict[str, dict[str, Any]] = {}

    def refer(
        self, who: Organisation, role: str, otherwise: str, contact: Contact | None = None, **more: Any
    ) -> dict[str, Any]:
        """Give a reference to a party; the first to mention it says where to write to it.

        Args:
            who: the organisation.
            role: what it is here: `buyer`, `tenderer`, `supplier`.
            otherwise: the id it gets where it has none.
            contact: where to write to it.
            more: further fields of the party, such as `details`.
        """
        identifier = who.id or otherwise
        party = self._by_id.setdefault(identifier, self._party(identifier, who, contact or Contact()) | more)
        if role not in party["roles"]:
            party["roles"].append(role)
        return stated(id=identifier, name=who.name)

    @property
    def all(self) -> list[dict[str, Any]]:
        """All parties, in the order in which they were mentioned."""
        return list(self._by_id.values())

    def _party(self, identifier: str, who: Organisation, contact: Contact) -> dict[str, Any]:
        known = _SCHEME.fullmatch(who.id)
        party = stated(
            id=identifier,
            name=who.name,
            identifier=stated(scheme=known[1], id=known[2], legalName=who.name) if known else {},
            # An address on one line is not taken apart: where the street ends is a guess.
            address=stated(streetAddress=contact.address),
            contactPoint=stated(email=contact.email),
        )
        return party | {"roles": []}
