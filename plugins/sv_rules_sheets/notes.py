"""What was found wrong or worth saying while a document's sheets were read."""

from dataclasses import dataclass, field

from sv_rules.errors import Problem
from sv_rules.model.place import Place
from sv_rules.model.procurement import Remark


@dataclass
class Notes:
    """Problems and remarks, collected: all are told in one go."""

    problems: list[Problem] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def problem(self, what: str, place: Place, fix: str, where: str = "") -> None:
        """Note something that keeps the sheet from being read."""
        self.problems.append(Problem(what, place, where, fix))

    def short(self, text: str, most: int, place: Place) -> str:
        """Give a text that is no longer than it may be; a longer one is a problem, and is cut."""
        if len(text) > most:
            self.problem(f"this is longer than {most} characters", place, "Shorten it.")
        return text[:most]
