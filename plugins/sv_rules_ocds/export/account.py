"""The account of an export: what was left out, of what, and why."""

from collections.abc import Sequence

from sv_rules.errors import listed
from sv_rules.model.place import Place
from sv_rules.model.procurement import Remark

NO_FIELD = "OCDS has no field for it"
_MOST_NAMED = 100_000
"""Everything that is lost is named, however much it is."""


class Account:
    """Gathers losses; those of one subject for one reason become one remark.

    A subject is in words, `bid 'kitchen-one'`; a name is a fact's, or says in words what is lost.
    """

    def __init__(self, document: str) -> None:
        """Take what to call the exported thing in places."""
        self._place = Place(document=document)
        self._reasons: dict[tuple[str, str], str] = {}
        self._lost: dict[tuple[str, str], dict[str, None]] = {}
        self._noted: list[Remark] = []

    def because(self, subject: str, name: str, reason: str) -> None:
        """Say why a value was not written. It becomes a loss when it does not come back, and nothing else says why."""
        self._reasons.setdefault((subject, name), reason)

    def lose(self, subject: str, name: str, otherwise: str = NO_FIELD) -> None:
        """Count a value as lost, for the reason given before, or `otherwise`."""
        reason = self._reasons.get((subject, name), otherwise)
        self._lost.setdefault((subject, reason), {})[name] = None

    def note(self, what: str, fix: str = "") -> None:
        """Note something else that a reader of the export should know."""
        self._noted.append(Remark(what=what, place=self._place, fix=fix))

    @property
    def remarks(self) -> Sequence[Remark]:
        """What was noted, and then the losses, in the order in which they were found."""
        losses = (
            f"not kept of {subject}: {listed(names, most=_MOST_NAMED)}: {reason}"
            for (subject, reason), names in self._lost.items()
        )
        return (*self._noted, *(Remark(what=what, place=self._place) for what in losses))
