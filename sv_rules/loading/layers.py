"""Which packs take part: the ones asked for and, before each, all it extends."""

from collections.abc import Mapping, Sequence
from pathlib import Path as FilePath

from sv_rules.errors import Problem, RulepackError, did_you_mean, listed
from sv_rules.loading.folder import MAIN, PackText, read_folder
from sv_rules.model.extending import RulepackFolder

DEEPEST = 20
"""Bound on packs extending packs."""


def find_packs(folders: Mapping[str, RulepackFolder]) -> dict[str, FilePath]:
    """Give every rulepack in the folders by its id, which is its folder's name; reads no pack.

    Raises:
        RulepackError: if two folders hold a pack of the same id, or one is not there.
    """
    found: dict[str, FilePath] = {}
    problems = []
    for folder in folders.values():
        here = folder.path.resolve()
        if not here.is_dir():
            problems.append(Problem(f"there is no folder of rulepacks at '{folder.path}'", fix="Check the path."))
            continue
        # A folder that is itself a pack counts as one, so that an author can point at the pack being written.
        for pack in [here] if (here / MAIN).is_file() else sorted(here.iterdir()):
            if not (pack / MAIN).is_file():
                continue
            first = found.setdefault(pack.name, pack)
            if first.resolve() != pack.resolve():
                where = f"the folders {first.parent.name} and {pack.parent.name}"
                fix = "Rename one of them, or leave one of the folders out."
                problems.append(Problem(f"two folders hold a rulepack '{pack.name}'", where=where, fix=fix))
    if problems:
        raise RulepackError(problems)
    return found


def read_layers(asked_for: Sequence[str], packs: Mapping[str, FilePath]) -> list[PackText]:
    """Read the packs asked for and all they extend, each after those it extends.

    Raises:
        RulepackError: if a pack is not there, packs extend each other in a circle, or one cannot be read at all.
    """
    reading = _Reading(packs)
    for pack in dict.fromkeys(asked_for):
        reading.visit(pack, (), None, 0)
    if reading.problems:
        # The form of what could be read is told as well: one go, not one mistake at a time.
        raise RulepackError([*reading.problems, *(problem for text in reading.ordered for problem in text.problems)])
    return reading.ordered


class _Reading:
    def __init__(self, packs: Mapping[str, FilePath]) -> None:
        self.ordered: list[PackText] = []
        self.problems: list[Problem] = []
        self._packs = packs
        self._read: set[str] = set()

    def visit(self, pack: str, via: tuple[str, ...], asking: PackText | None, number: int) -> None:
        """Read a pack after those it extends, unless it has been read; `asking` names it at `number`."""
        place = asking.place(("extends", number)) if asking else None
        if pack in via:
            circle = " extends ".join([*via[via.index(pack) :], pack])
            fix = "Take one of these out of the extends: of the one before it."
            self.problems.append(Problem("packs extend each other in a circle", place, circle, fix))
        elif pack not in self._packs:
            fix = f"{did_you_mean(pack, self._packs)} The packs are {listed(self._packs, most=40)}.".strip()
            self.problems.append(Problem(f"there is no rulepack called '{pack}'", place, fix=fix))
        elif len(via) >= DEEPEST:
            what = f"packs extend each other more than {DEEPEST} deep"
            self.problems.append(Problem(what, place, fix="Join some of them into one."))
        elif pack not in self._read:
            self._read_new(pack, via)

    def _read_new(self, pack: str, via: tuple[str, ...]) -> None:
        try:
            text = read_folder(self._packs[pack])
        except RulepackError as error:
            self._read.add(pack)
            self.problems += error.problems
            return
        for index, parent in enumerate(text.extends):
            self.visit(parent, (*via, pack), text, index)
        self._read.add(pack)
        self.ordered.append(text)
