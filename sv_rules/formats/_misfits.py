"""What is wrong with a document of ours beyond its shape: ids given twice, lots not there, facts out of place."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sv_rules.errors import Problem, did_you_mean, listed
from sv_rules.formats._building_proxies import table_misfits
from sv_rules.model.amount import read_date
from sv_rules.model.outcome import KIND_OF_PREFIX, Kind, kind_of_fact
from sv_rules.reading.written import Path, Written

WORDS_QUOTED = 12
"""A quote is there to find the passage, not to replace the document."""

_KINDS = {
    "lots": ("lot", Kind.LOT),
    "bids": ("bid", Kind.BID),
    "contracts": ("contract", Kind.CONTRACT),
    "organisations": ("organisation", Kind.ORGANISATION),
}


def misfits(written: Written) -> Iterator[Problem]:
    """Give every problem. The shape may have problems too; what is not of the right shape is passed over."""
    if not isinstance(written.data, Mapping):
        return
    yield from _facts(written, (), written.data, "", Kind.PROCUREMENT)
    lots = _lots(written.data)
    for section, (word, kind) in _KINDS.items():
        seen: dict[Any, Path] = {}
        for path, part in _blocks(written.data, (), section):
            name = f"{word} {part['id']}" if part.get("id") else word
            yield from _twice(written, (*path, "id"), part.get("id"), seen, name)
            yield from _facts(written, path, part, name, kind)
            if kind in {Kind.BID, Kind.CONTRACT}:
                yield from _lot_of(written, path, part, name, lots)
            if kind is Kind.LOT:
                yield from _award(written, (*path, "award"), part.get("award"), name)
    yield from _award(written, ("award_common",), written.data.get("award_common"), "the common award")
    tables: dict[Any, Path] = {}
    for path, table in _blocks(written.data, (), "proxies"):
        yield from _twice(written, (*path, "id"), table.get("id"), tables, "table of proxy values")
        yield from table_misfits(written, path, table)


def _lots(data: Mapping[str, Any]) -> list[str]:
    return list(dict.fromkeys(str(lot["id"]) for _, lot in _blocks(data, (), "lots") if "id" in lot))


def _blocks(parent: Mapping[str, Any], path: Path, key: str) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    entries = parent.get(key)
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, Mapping):
            yield (*path, key, index), entry


def _twice(written: Written, path: Path, identifier: Any, seen: dict[Any, Path], name: str) -> Iterator[Problem]:
    if not isinstance(identifier, str):
        return
    if identifier in seen:
        first = written.place(seen[identifier])
        yield Problem(f"'{identifier}' is given twice", written.place(path), name, f"The other one is at {first}.")
    seen.setdefault(identifier, path)


def _facts(written: Written, path: Path, part: Mapping[str, Any], name: str, kind: Kind) -> Iterator[Problem]:
    facts = part.get("facts")
    facts = facts if isinstance(facts, Mapping) else {}
    for fact in facts:
        yield from _out_of_place(written, (*path, "facts", fact), str(fact), name, kind)
    evidence = part.get("evidence")
    for fact, entries in evidence.items() if isinstance(evidence, Mapping) else ():
        here = (*path, "evidence", fact)
        if fact not in facts:
            fix = did_you_mean(str(fact), map(str, facts)) or "Give its value under 'facts'."
            yield Problem(f"there is evidence for '{fact}', but no value", written.place(here, key=True), name, fix)
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            quote = entry.get("quote") if isinstance(entry, Mapping) else None
            if isinstance(quote, str) and len(quote.split()) > WORDS_QUOTED:
                what = f"this quote has {len(quote.split())} words; at most {WORDS_QUOTED} are kept"
                yield Problem(
                    what, written.place((*here, index, "quote")), name, "Shorten it; 'at' says where it stands."
                )


def _out_of_place(written: Written, path: Path, fact: str, name: str, kind: Kind) -> Iterator[Problem]:
    belongs = kind_of_fact(fact)
    if belongs is kind:
        return
    if belongs is None:
        fix = (
            did_you_mean(fact.partition(".")[0], KIND_OF_PREFIX) or f"Facts begin with {listed(KIND_OF_PREFIX, 'or')}."
        )
        yield Problem(
            f"'{fact}' does not begin with a word for what it is about", written.place(path, key=True), name, fix
        )
        return
    where = {word_kind: section for section, (_, word_kind) in _KINDS.items()}.get(belongs)
    fix = f"Move it to the 'facts' of one of the '{where}'." if where else "Move it to the 'facts' of the document."
    what = f"'{fact}' is a fact about the {belongs}, not about the {kind}"
    yield Problem(what, written.place(path, key=True), name, fix)


def _lot_of(written: Written, path: Path, part: Mapping[str, Any], name: str, lots: list[str]) -> Iterator[Problem]:
    # Without lots of its own a document is about the whole, or a part whose lots are in another; joining will tell.
    lot = part.get("lot") or ""
    if not lots or lot in lots or not isinstance(lot, str):
        return
    if lot:
        fix = did_you_mean(lot, lots) or f"The lots are {listed(lots)}."
        yield Problem(f"there is no lot '{lot}'", written.place((*path, "lot")), name, fix)
    elif len(lots) > 1:
        yield Problem(
            "this does not say which lot it is for", written.place(path), name, f"The lots are {listed(lots)}."
        )


def _award(written: Written, path: Path, award: Any, name: str) -> Iterator[Problem]:
    if not isinstance(award, Mapping):
        return
    seen: dict[Any, Path] = {}
    yield from _criteria(written, path, award, name, seen)
    ties = award.get("ties")
    for index, tie in enumerate(ties if isinstance(ties, list) else ()):
        if isinstance(tie, str) and tie not in seen:
            fix = did_you_mean(tie, seen) or f"The criteria are {listed(seen)}."
            place = written.place((*path, "ties", index))
            yield Problem(f"there is no criterion '{tie}'", place, f"{name}, under ties", fix)
    evaluators: dict[Any, Path] = {}
    for here, evaluator in _blocks(award, path, "evaluators"):
        yield from _twice(written, (*here, "id"), evaluator.get("id"), evaluators, f"{name}, under evaluators")
    yield from _draw(written, (*path, "draw"), award.get("draw"), f"{name}, under draw")


def _draw(written: Written, path: Path, draw: Any, name: str) -> Iterator[Problem]:
    if not isinstance(draw, Mapping):
        return
    day = draw.get("drawn_on")
    if isinstance(day, str) and _DATED.fullmatch(day) and read_date(day) is None:
        place = written.place((*path, "drawn_on"))
        yield Problem(f"'{day}' is no day of the calendar", place, name, "Write year, month and day: 2026-01-31.")
    order = draw.get("order")
    drawn: dict[Any, Path] = {}
    for index, bid in enumerate(order if isinstance(order, list) else ()):
        yield from _twice(written, (*path, "order", index), bid, drawn, name)


_DATED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _criteria(
    written: Written, path: Path, parent: Mapping[str, Any], name: str, seen: dict[Any, Path]
) -> Iterator[Problem]:
    for here, criterion in _blocks(parent, path, "criteria"):
        yield from _twice(written, (*here, "id"), criterion.get("id"), seen, f"{name}, under award")
        yield from _criteria(written, here, criterion, name, seen)
