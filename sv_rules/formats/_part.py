"""A block of a document of ours and where it stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sv_rules.model.place import Place, pointer
from sv_rules.model.procurement import Answer, Evidence
from sv_rules.reading.exact_json import Pointers
from sv_rules.reading.written import Path, Written


class Part:
    """A block of a document that was read."""

    def __init__(self, written: Written, path: Path) -> None:
        data = written.data
        for step in path:
            data = data[step]
        self.data: Mapping[str, Any] = data
        self._written = written
        self._path = path

    def parts(self, key: str) -> Sequence["Part"]:
        return [self.part(key, index) for index in range(len(self.data.get(key) or ()))]

    def part(self, *steps: str | int) -> "Part":
        return Part(self._written, (*self._path, *steps))

    def given(self, *keys: str) -> dict[str, Any]:
        return {key: self.data[key] for key in keys if self.data.get(key) is not None}

    def place(self, *steps: str) -> Place:
        path = (*self._path, *steps)
        return self._written.place(path).model_copy(update={"pointer": pointer(*path)})

    def _places(self, key: str, names: Iterable[str]) -> Iterator[Place]:
        """Give the place of each value below a key; a large document is nearly all of such values."""
        places = self._written.places
        if not isinstance(places, Pointers):
            yield from (self.place(key, name) for name in names)
            return
        # In JSON a place is no more than its pointer.
        above = pointer(*self._path, key)
        for name in names:
            yield Place(document=places.document, pointer=above + pointer(name))

    def facts(self) -> dict[str, Answer]:
        evidence = self.data.get("evidence") or {}
        given = {name: value for name, value in (self.data.get("facts") or {}).items() if value is not None}
        return {
            name: Answer(
                value=value,
                place=place,
                evidence=tuple(Evidence(**each) for each in evidence.get(name) or ()),
            )
            for (name, value), place in zip(given.items(), self._places("facts", given), strict=True)
        }
