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
        RulepackError: if two folders hold a pack of the same id.
    """
    found: dict[str, FilePath] = {}
    problems = []
    for folder in folders.values():
        # A folder that is itself a pack counts as one, so that an author can point at the pack being written.
        here = folder.path
        candidates = [here] if (here / MAIN).is_file() else sorted(here.iterdir()) if here.is_dir() else []
        if not here.is_dir():
            problems.append(Problem(f"there is no folder of rulepacks '{folder.name}'", fix="Check the path."))
        for pack in candidates:
            if not (pack / MAIN).is_file():
                continue
            if pack.name in found and found[pack.name].resolve() != pack.resolve():
                problems.append(
                    Problem(
                        f"two folders hold a rulepack '{pack.name}'",
                        fix="Rename one, or give only one of the folders.",
                    )
                )
            found.setdefault(pack.name, pack)
    if problems:
        raise RulepackError(problems)
    return found


def read_layers(asked_for: Sequence[str], packs: Mapping[str, FilePath]) -> list[PackText]:
    """Read the packs asked for and all they extend, each after those it extends.

    Raises:
        RulepackError: if a pack is not there, packs extend each other in a circle, or one cannot be read at all.
    """
    read: dict[str, PackText] = {}
    ordered: list[PackText] = []
    problems: list[Problem] = []

    def visit(pack: str, via: tuple[str, ...], asking: PackText | None, number: int) -> None:
        place = asking.place(("extends", number)) if asking else None
        if pack in via:
            circle = " extends ".join([*via[via.index(pack) :], pack])
            problems.append(
                Problem(
                    "packs extend each other in a circle",
                    place,
                    where=circle,
                    fix="Take one of these out of its extends: list.",
                )
            )
            return
        if pack in read:
            return
        if pack not in packs:
            problems.append(
                Problem(
                    f"there is no rulepack called '{pack}'",
                    place,
                    fix=f"{did_you_mean(pack, packs)} The packs are {listed(packs, most=40)}.".strip(),
                )
            )
            return
        if len(via) >= DEEPEST:
            problems.append(Problem(f"packs extend packs more than {DEEPEST} deep", place, fix="Flatten them."))
            return
        try:
            text = read_folder(packs[pack])
        except RulepackError as error:
            problems.extend(error.problems)
            return
        extends = text.head.get("extends", [])
        for index, parent in enumerate(extends if isinstance(extends, list) else []):
            if isinstance(parent, str):
                visit(parent, (*via, pack), text, index)
        read[pack] = text
        ordered.append(text)

    for pack in dict.fromkeys(asked_for):
        visit(pack, (), None, 0)
    if problems:
        # The form of what could be read is told as well: one go, not one mistake at a time.
        raise RulepackError([*problems, *(problem for text in ordered for problem in text.problems)])
    return ordered
