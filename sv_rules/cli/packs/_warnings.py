"""What is no mistake in a rulepack and still worth a second look."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from sv_rules.advising.burden import LENGTH, PARAMETERS
from sv_rules.casebook import CASES
from sv_rules.errors import Problem
from sv_rules.evaluate import NOTICE_DATE
from sv_rules.hosting.registry import Registry
from sv_rules.loading.folder import PackText
from sv_rules.model.authored import ParameterText, SourceRef
from sv_rules.model.outcome import Kind, kind_of_fact
from sv_rules.model.place import Place
from sv_rules.prose.terms import GAP, Finder
from sv_rules.prose.tokens import tokenised


def warnings_of(pack: PackText, folder: Path, packs: Mapping[str, PackText], registry: Registry) -> Iterator[Problem]:
    """Give the warnings of one sound pack.

    Args:
        pack: the pack, as written.
        folder: where it is.
        packs: every pack that can be read: a fact that another pack reads is not forgotten.
        registry: tells which types of fact an award criterion in a document could score.
    """
    named = {name for one in packs.values() for name in _names(one)}
    yield from _priorities(pack, packs)
    yield from _facts(pack, named, registry)
    for name in pack.lines.get("parameters", {}):
        if not {name, f"{pack.id}/{name}"} & named and name not in PARAMETERS:
            yield _warning(pack, "parameters", name, f"nothing reads the parameter '{name}'")
    for name, check in pack.lines.get("checks", {}).items():
        if not check.ask:
            yield _warning(
                pack,
                "checks",
                name,
                f"the check '{name}' has no question",
                "Say under ask: what it wants people to think about.",
            )
    yield from _clues(pack)
    cited = {one.text for section in pack.lines.values() for line in section.values() for one in _sources(line)}
    for name in pack.lines.get("sources", {}):
        if name not in cited:
            yield _warning(pack, "sources", name, f"no line cites the source '{name}'")
    if pack.lines.get("checks") and not (folder / CASES).is_file():
        yield Problem(
            "the pack has no cases", Place(document=f"{folder.name}/{CASES}"), fix="See `sv-rules packs test --help`."
        )


def _priorities(pack: PackText, packs: Mapping[str, PackText]) -> Iterator[Problem]:
    advanced = {
        name if "/" in name else f"{one.id}/{name}"
        for one in packs.values()
        for section in ("checks", "measures")
        for line in one.lines.get(section, {}).values()
        if (name := line.priority)
    }
    # A priority of a framework is advanced by the priorities of the areas that name it, too.
    served = {
        name if "/" in name else f"{one.id}/{name}"
        for one in packs.values()
        for line in one.lines.get("priorities", {}).values()
        for name in line.advances
    }
    if not pack.lines.get("checks") and not pack.lines.get("measures"):
        return  # a framework, whose priorities are there for others to name
    for name in pack.lines.get("priorities", {}):
        if f"{pack.id}/{name}" not in advanced | served:
            yield _warning(pack, "priorities", name, f"no check and no measure advances the priority '{name}'")


def _facts(pack: PackText, named: set[str], registry: Registry) -> Iterator[Problem]:
    scored = {str(kind) for method in registry.scoring_methods.values() for kind in method.takes}
    for name, fact in pack.lines.get("facts", {}).items():
        # An award criterion in a document may score a fact of the bid that no pack reads.
        by_award = kind_of_fact(name) is Kind.BID and fact.type in scored
        if name not in named and not by_award and name not in {NOTICE_DATE, LENGTH}:
            yield _warning(pack, "facts", name, f"nothing reads the fact '{name}'")
        if name in named and not fact.question:
            fix = "Say under question: what to ask when it is not known."
            yield _warning(pack, "facts", name, f"the fact '{name}' has no question", fix)


def _clues(pack: PackText) -> Iterator[Problem]:
    for name, clue in pack.lines.get("clues", {}).items():
        # What stands after a gap is enough: a term that ends inside such words does not count either.
        finder = Finder({0: [*clue.terms, *(GAP.split(term)[-1] for term in clue.terms)]})
        for number, phrase in enumerate(clue.unless):
            if next(finder.find(tokenised(GAP.sub(" ", phrase))), None) is None:
                what = f"none of the terms of the clue '{name}' stands in '{phrase}', so it keeps nothing out"
                place = pack.place((*pack.paths["clues", name], "unless", number))
                yield Problem(what, place, fix="Write under unless: longer phrases that have a term inside them.")


def _names(pack: PackText) -> Iterator[str]:
    """Give every name and text in the conditions of a pack; more than what is read, never less."""
    for section in ("rules", "checks", "overrides"):
        for line in pack.lines.get(section, {}).values():
            yield from _texts_in(line.model_dump())


def _texts_in(data: Any) -> Iterator[str]:
    match data:
        case str():
            yield data
        case dict():
            for key, value in data.items():
                yield str(key)
                yield from _texts_in(value)
        case list() | tuple():
            for value in data:
                yield from _texts_in(value)


def _sources(line: BaseModel) -> Iterator[SourceRef]:
    dated = line.values.values() if isinstance(line, ParameterText) else ()
    for one in (line, *dated):
        source = getattr(one, "source", None)
        if source is not None:
            yield source


def _warning(pack: PackText, section: str, name: str, what: str, fix: str = "") -> Problem:
    return Problem(what, pack.place(pack.paths[section, name], key=True), fix=fix)
