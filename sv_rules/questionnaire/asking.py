"""The questions that one bid has to answer, and where in them each requirement stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from sv_rules.model.place import Place
from sv_rules.model.procurement import Remark
from sv_rules.model.questionnaire import AskedCriterion, Requirement, Response

_ANSWERED_IN_A_BID = frozenset({"bidder", "winner"})


@dataclass(frozen=True)
class Asked:
    """A requirement, the number of its group, and the number of its criterion."""

    requirement: Requirement
    group: int
    criterion: int


class Questionnaire:
    """What is asked of bids for one lot; `lot` empty: of bids for any lot.

    Criteria that are for other lots or for somebody else to answer, and requirements that are no longer active, are
    known but not asked: an answer to one is neither checked nor used.
    """

    def __init__(self, questions: Sequence[AskedCriterion], lot: str = "") -> None:
        """Look the questions through once, for any number of bids."""
        self.questions = questions
        self.criteria = [one for one in questions if _is_asked(one, lot)]
        self.known = {one.id for criterion in questions for group in criterion.groups for one in group.requirements}

    @cached_property
    def by_id(self) -> dict[str, Asked]:
        """Every active requirement by its id; of several with one id the first."""
        found: dict[str, Asked] = {}
        for asked in self._active():
            found.setdefault(asked.requirement.id, asked)
        return found

    def repeated(self) -> Iterator[Remark]:
        """Tell of ids that several requirements share: it cannot be told which of them an answer is for."""
        seen: set[str] = set()
        for asked in self._active():
            if asked.requirement.id in seen:
                yield Remark(
                    what=f"several requirements have the id '{asked.requirement.id}'; answers were taken to be for the "
                    "first one",
                    place=place_of(asked.requirement),
                    fix="Give each requirement an id of its own.",
                )
            seen.add(asked.requirement.id)

    def by_criterion(self, responses: Sequence[Response]) -> list[dict[int, set[str]]]:
        """Give for each criterion the groups that are answered, and which of their requirements."""
        found: list[dict[int, set[str]]] = [{} for _ in self.criteria]
        for response in responses:
            asked = self.by_id.get(response.requirement)
            if asked:
                found[asked.criterion].setdefault(asked.group, set()).add(response.requirement)
        return found

    def _active(self) -> Iterator[Asked]:
        for number, criterion in enumerate(self.criteria):
            for index, group in enumerate(criterion.groups):
                yield from (Asked(one, index, number) for one in group.requirements if one.active)


def place_of(*parts: Requirement | Response | AskedCriterion) -> Place:
    """Give the place of the first of the parts that has one."""
    places = (part.place for part in parts)
    return next((place for place in places if place), Place(document="the questions and answers"))


def called(part: Requirement | AskedCriterion) -> str:
    """Give a short name for a message: the title, else the id."""
    line = " ".join(part.title.split())
    if not line:
        return f"'{part.id}'"
    return f"'{line}'" if len(line) <= _LONGEST_NAME else f"'{line[:_LONGEST_NAME].rsplit(' ', 1)[0]} …'"


_LONGEST_NAME = 80


def _is_asked(criterion: AskedCriterion, lot: str) -> bool:
    its_lot = not lot or not criterion.lots or lot in criterion.lots
    return its_lot and criterion.answered_by in _ANSWERED_IN_A_BID
