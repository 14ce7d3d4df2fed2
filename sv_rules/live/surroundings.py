"""What stands around the subject of a form: the subjects above it, settled once."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sv_rules.engine.compiling import Program
from sv_rules.engine.drawing import Conclusions, draw, drawn_above
from sv_rules.engine.observing import Observation, Observations, SubjectKey, observe
from sv_rules.engine.reasoning import Reasoner, Reasoners
from sv_rules.errors import DocumentError, Problem, did_you_mean, listed
from sv_rules.live.reading import FORM
from sv_rules.model.outcome import Kind, Stage
from sv_rules.model.procurement import Lot, Procurement, Subject

_STAGES = {Kind.BID: Stage.BID, Kind.CONTRACT: Stage.DELIVERY, Kind.ORGANISATION: Stage.ORGANISATION}


class Surroundings:
    """A subject of which nothing is known yet, and those above it with what is known and concluded of them.

    `values` and `truths` are those of the subjects above: what a subject's own values follow, and what its own
    conclusions build on.
    """

    def __init__(self, program: Program, day: date, kind: Kind, within: Procurement | None, above: str) -> None:
        """Take what `ReadyRulepack.live` takes.

        Raises:
            DocumentError: nothing above the subject has the id `above`, or values there are not of their facts' types.
        """
        whole = within or Procurement(id=FORM, lots=(Lot(id=FORM, implied=True),))
        stage = _STAGES.get(kind, whole.stage)
        plan = program.plans[kind]
        self.subject = Subject(kind=kind, id=FORM, title="", stage=stage)
        self.stage, self.day = stage, day
        self._program = program
        self._key = (kind, FORM)
        without = {"contracts": (), "organisations": ()} | ({} if kind is Kind.CONTRACT else {"bids": ()})
        seen = observe(program, whole.model_copy(update=without), day)
        self.parameters = seen.parameters
        self._parent = _parent(kind, above, seen)
        self._above = Observations(day, seen.parameters, _upwards(seen, self._parent), (), 0, 0)
        self._conclusions = draw(program, self._above)
        above_it = self._above.subjects[self._parent].values if self._parent else ()
        unknown = len(plan.facts) - len(plan.own) - len(above_it)
        self.values: tuple[Any, ...] = above_it + (None,) * unknown
        blank = self._observation((*self.values, *(None,) * len(plan.own)))
        self.truths = drawn_above(program, self._above, blank, self._conclusions)

    def reasoner(self, values: tuple[Any, ...], conclusions: Conclusions) -> Reasoner:
        """Give what explains conditions on the subject with these values."""
        subjects = {**self._above.subjects, self._key: self._observation(values)}
        observations = Observations(self.day, self.parameters, subjects, (), 0, 0)
        return Reasoners(self._program, observations, {**self._conclusions, self._key: conclusions})[self._key]

    def _observation(self, values: tuple[Any, ...]) -> Observation:
        return Observation(self.subject, self._parent, values, {}, ())


def _parent(kind: Kind, above: str, seen: Observations) -> SubjectKey | None:
    """Give the subject that stands right above: the lot of a bid, the bid or lot of a contract."""
    kinds = {Kind.LOT: (Kind.PROCUREMENT,), Kind.BID: (Kind.LOT,), Kind.CONTRACT: (Kind.BID, Kind.LOT)}.get(kind, ())
    ids = [key for key in seen.subjects if key[0] in kinds]
    if not kinds or (not above and len(ids) == 1):
        return ids[0] if ids else None
    named = [key for key in ids if key[1] == above]
    # A lot and a bid may have the same id; a contract is then for the bid, whose lot it shares.
    if named:
        return min(named, key=lambda key: kinds.index(key[0]))
    if not above and kind is Kind.CONTRACT and len(lots := [key for key in ids if key[0] is Kind.LOT]) == 1:
        return lots[0]
    known = listed([key[1] for key in ids], "or")
    what = f"there is no '{above}' for a {kind} to be in" if above else f"it is not said what the {kind} is in"
    raise DocumentError(Problem(what, fix=f"{did_you_mean(above, [key[1] for key in ids])} Give {known}.".strip()))


def _upwards(seen: Observations, key: SubjectKey | None) -> Mapping[SubjectKey, Observation]:
    """Give a subject and those above it, the outermost first."""
    found: dict[SubjectKey, Observation] = {}
    while key is not None:
        found[key] = seen.subjects[key]
        key = found[key].parent
    return dict(reversed(found.items()))
