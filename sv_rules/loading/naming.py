"""What a name in a pack may mean: a line of its own, or one of a pack it extends."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from sv_rules.errors import did_you_mean, listed
from sv_rules.loading.folder import PackText
from sv_rules.loading.noting import LINE_WORDS


class Unknown(NamedTuple):
    """A name that names nothing usable: what is wrong and what to do. Empty where its line has been told of already."""

    what: str = ""
    fix: str = ""


class Scope:
    """Which packs each pack sees, and which lines are missing only because they have a mistake of their own."""

    def __init__(self, layers: Sequence[PackText]) -> None:
        """Take the packs, each after those it extends."""
        self.sees = _ancestors(layers)
        self._broken = {(layer.id, *line) for layer in layers for line in layer.broken}
        self._lost = {(layer.id, section) for layer in layers for section in layer.lost}

    def visible(self, pack: str) -> tuple[str, ...]:
        """Give a pack and all that it extends, the nearest first."""
        return (pack, *reversed(self.sees[pack]))

    def leave_out(self, pack: str, section: str, name: str) -> None:
        """Remember a line whose mistake has been told, so that whoever names it is not told of it again."""
        self._broken.add((pack, section, name))

    def excused(self, pack: str, section: str, name: str) -> bool:
        """Say whether a name may be missing because of a mistake that has been told."""
        return any((one, section, name) in self._broken or (one, section) in self._lost for one in self.visible(pack))

    def find(self, pack: str, section: str, name: str, known: Collection[str]) -> str | Unknown:
        """Give the full id that a name means in a pack: its own line first, then those of the packs it extends."""
        if "/" in name:
            return self._in_full(pack, section, name, known)
        if f"{pack}/{name}" in known:
            return f"{pack}/{name}"
        found = [f"{one}/{name}" for one in self.sees[pack] if f"{one}/{name}" in known]
        if len(found) == 1:
            return found[0]
        if found:
            return Unknown(f"'{name}' may mean {listed(found, 'or')}", "Write it in full.")
        if self.excused(pack, section, name):
            return Unknown()
        short = {full.partition("/")[2] for full in self._seen(pack, known)}
        return Unknown(_nothing_called(section, name), did_you_mean(name, short) or _add(section))

    def _in_full(self, pack: str, section: str, name: str, known: Collection[str]) -> str | Unknown:
        owner, _, short = name.partition("/")
        if owner not in self.visible(pack):
            sees = f"It extends {listed(self.sees[pack])}." if self.sees[pack] else "It extends none."
            near = did_you_mean(owner, self.visible(pack))
            return Unknown(f"'{owner}' is not among the packs that '{pack}' extends", near or sees)
        if name in known:
            return name
        if self.excused(owner, section, short):
            return Unknown()
        return Unknown(_nothing_called(section, name), did_you_mean(name, self._seen(pack, known)) or _add(section))

    def _seen(self, pack: str, known: Iterable[str]) -> list[str]:
        visible = self.visible(pack)
        return [full for full in known if full.partition("/")[0] in visible]


def _nothing_called(section: str, name: str) -> str:
    return f"there is no {LINE_WORDS[section]} called '{name}'"


def _add(section: str) -> str:
    if section == "conclusions":
        return "A rule must conclude it."
    return f"Add it under {section}:, or correct the name."


def _ancestors(layers: Sequence[PackText]) -> dict[str, tuple[str, ...]]:
    """Pack -> all packs it extends, directly or not, in the order of the layers."""
    found: dict[str, set[str]] = {}
    for layer in layers:
        parents = [parent for parent in layer.extends if parent in found]
        found[layer.id] = set(parents).union(*(found[parent] for parent in parents))
    order = [layer.id for layer in layers]
    return {pack: tuple(one for one in order if one in above) for pack, above in found.items()}
