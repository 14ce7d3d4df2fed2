"""The shape of plain data against a JSON Schema, told in an author's words. The only door to jsonschema.

The annotation `x-linked` in a schema is for this file: what lies below is looked at when names are linked, where more
can be said about it.
"""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from sv_rules.errors import Problem
from sv_rules.reading.schema_walk import rewritten
from sv_rules.reading.shape_words import Mistake, mistakes, where
from sv_rules.reading.written import Path, Written

MOST_PROBLEMS = 200


class Shape:
    """A JSON Schema (draft 2020-12), ready to hold documents against. Keep it: making one is the slow part."""

    def __init__(self, schema: Mapping[str, Any], words: str = "the document") -> None:
        """Take a schema, and what to call a whole document: `the rulepack`."""
        import jsonschema  # noqa: PLC0415  slow to import, and most commands that read nothing do not need it

        self._schema = rewritten(schema, _for_checking)
        self._words = words
        self._validator = jsonschema.Draft202012Validator(self._schema)

    def problems(self, written: Written) -> list[Problem]:
        """Give the problems of shape, in the order of their places; at most `MOST_PROBLEMS` values are told of.

        A value that the reader has told of already is not told of twice. Nothing is said when nothing could be read.
        """
        if written.data is None and written.problems:
            return []
        told = {problem.place for problem in written.problems}
        found: dict[Problem, None] = {}
        errors = islice(self._validator.iter_errors(written.data), MOST_PROBLEMS)
        for mistake in _gravest(each for error in errors for each in mistakes(error, self._schema, self._words)):
            place = written.place(mistake.path, key=mistake.at_name)
            if place not in told:
                found[Problem(mistake.what, place, where(written.data, mistake.block), mistake.fix)] = None
        return sorted(found, key=lambda problem: problem.place.order if problem.place else ("", 0, 0, ""))


def shape_problems(written: Written, schema: Mapping[str, Any], words: str = "the document") -> list[Problem]:
    """Give the problems of shape of one document; keep a Shape to look at several."""
    return Shape(schema, words).problems(written)


def _for_checking(schema: dict[str, Any]) -> dict[str, Any]:
    if schema.get("x-linked"):
        # All but a blank: the models take that for a name left out, so linking never sees it.
        return {"not": {"type": "null"}}
    if "pattern" in schema:
        schema["pattern"] = _to_the_end(schema["pattern"])
    if "patternProperties" in schema:
        schema["patternProperties"] = {_to_the_end(name): each for name, each in schema["patternProperties"].items()}
    return schema


def _to_the_end(pattern: str) -> str:
    """To Python, $ also stands before a last line break; to JSON Schema and to the models it does not."""
    return f"{pattern[:-1]}\\Z" if pattern.endswith("$") and not pattern.endswith("\\$") else pattern


def _gravest(found: Iterable[Mistake]) -> list[Mistake]:
    """Keep one mistake of each value: that it should be text settles that it is none of the choices."""
    kept: dict[tuple[Path, str], Mistake] = {}
    for mistake in found:
        known = kept.get((mistake.path, mistake.part))
        if known is None or mistake.weight < known.weight:
            kept[mistake.path, mistake.part] = mistake
    return list(kept.values())
