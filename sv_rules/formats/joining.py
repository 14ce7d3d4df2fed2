"""Several documents about one procurement become one: a notice from a portal, and the bids in a document of ours."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from sv_rules.errors import DocumentError, Problem, did_you_mean, listed
from sv_rules.model.amount import read_money, read_percentage
from sv_rules.model.outcome import Stage
from sv_rules.model.place import Place
from sv_rules.model.procurement import Answer, Bid, Body, Contract, Facts, Lot, Organisation, Procurement
from sv_rules.model.proxies import ProxyTable
from sv_rules.model.questionnaire import AskedCriterion

TEXT = "specification.text"
"""The fact that holds the words of a specification."""


def join(parts: Sequence[Procurement]) -> Procurement:
    """Give one procurement of all its parts, in the order they are given; what an earlier one says comes first.

    Lots are matched by id. What a part says about the whole, without naming lots, is said about the only lot. The
    same value for the same fact may be given twice; the first place and the evidence of both are kept. A single part
    goes through here too: only now is it known whether every lot and bid that is named is there.

    Raises:
        DocumentError: the parts contradict each other, or name what none of them has; with every such problem.
    """
    if not parts:
        raise DocumentError("there is no document to read")
    # Prose does not say which procurement it is about, so it goes with any; alone, the first document names it.
    everything = parts
    parts = [part for part in everything if not part.anyones and not part.prose]
    parts = parts or [part for part in everything if part.prose][:1]
    if not parts:
        what = "there is a table of proxy values, and no procurement that it goes with"
        raise DocumentError(Problem(what, _place(everything[0]), fix="Give the procurement's documents as well."))
    problems = list(_other_procurements(parts))
    if problems:  # facts of two procurements contradict each other for no fault of theirs
        raise DocumentError(problems)
    lots = _lots(parts, problems)
    bids = _bids(parts, lots, problems)
    joined = Procurement(
        id=parts[0].id,
        title=_first(part.title for part in parts),
        stage=_stage(parts),
        buyer=Organisation(id=_first(part.buyer.id for part in parts), name=_first(part.buyer.name for part in parts)),
        facts={**_text_of_prose(everything), **_facts([part.facts for part in parts if not part.prose], "", problems)},
        lots=lots,
        bids=bids,
        contracts=_contracts(parts, lots, bids, problems),
        organisations=_bodies(parts, problems),
        award_common=_only(parts, "award_common", "how bids are assessed in every lot", problems),
        lot_limits=_only(parts, "lot_limits", "how many lots a bidder may win", problems),
        proxies=_tables(everything, problems),
        questions=_questions(parts, problems),
        prose=tuple(one for part in everything for one in part.prose),
        sources=tuple(dict.fromkeys(source for part in everything for source in part.sources)),
        remarks=tuple(dict.fromkeys(remark for part in everything for remark in part.remarks)),
    )
    if problems:
        raise DocumentError(problems)
    return joined


def _text_of_prose(parts: Sequence[Procurement]) -> dict[str, Answer]:
    """Give the text of all documents of prose, as one; nothing where none could be read."""
    prose = [one for part in parts for one in part.prose if one.paragraphs]
    if not prose:
        return {}
    return {TEXT: Answer(value="\n\n".join(one.text for one in prose), place=Place(document=prose[0].document))}


def _other_procurements(parts: Sequence[Procurement]) -> Iterator[Problem]:
    first = parts[0]
    for part in parts[1:]:
        if part.id != first.id:
            what = f"this document is about the procurement '{part.id}', and {_names(first)} about '{first.id}'"
            yield Problem(what, _place(part), fix="Give documents about one procurement, all with the same id.")


def _stage(parts: Sequence[Procurement]) -> Literal[Stage.DESIGN, Stage.SPECIFICATION]:
    """Give the later stage of those that say one; a document that says none follows the others."""
    said = [part.stage for part in parts if "stage" in part.model_fields_set]
    return Stage.DESIGN if said and all(stage is Stage.DESIGN for stage in said) else Stage.SPECIFICATION


def _facts(several: Sequence[Facts], where: str, problems: list[Problem]) -> dict[str, Answer]:
    joined: dict[str, Answer] = {}
    for name, answer in (each for facts in several for each in facts.items()):
        first = joined.setdefault(name, answer)
        if not _same(first.value, answer.value):
            what = f"'{name}' is {_told(answer.value)} here, and {_told(first.value)} at {first.place}"
            problems.append(Problem(what, answer.place, where, "Correct the one that is wrong, or leave it out."))
        elif first is not answer:
            evidence = tuple(dict.fromkeys((*first.evidence, *answer.evidence)))
            joined[name] = first.model_copy(update={"evidence": evidence})
    return joined


def _same(one: Any, other: Any) -> bool:
    """Say whether two values as written mean the same: `GBP 5` and `GBP 5.00` do, true and 1 do not."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, str) and isinstance(other, str):
        return one == other or any(
            read(one) is not None and read(one) == read(other) for read in (read_money, read_percentage)
        )
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other)


def _lots(parts: Sequence[Procurement], problems: list[Problem]) -> tuple[Lot, ...]:
    lots = [(part, lot) for part in parts for lot in part.lots]
    named = dict.fromkeys(lot.id for _, lot in lots if not lot.implied)
    if len(named) > 1:
        for part, lot in lots:
            if lot.implied and (lot.facts or lot.award):
                where = f"the lots are {listed(named)}"
                problems.append(
                    Problem("this is said about the only lot, and there are several", _of_lot(part, lot), where)
                )
    groups: dict[str, list[Lot]] = {identifier: [] for identifier in named or [lots[0][1].id]}
    for _, lot in lots:
        if not lot.implied or len(groups) == 1:
            groups[next(iter(groups)) if lot.implied else lot.id].append(lot)
    return tuple(_lot(identifier, group, problems) for identifier, group in groups.items())


def _lot(identifier: str, group: Sequence[Lot], problems: list[Problem]) -> Lot:
    where = f"lot {identifier}"
    awards = [lot.award for lot in group if lot.award]
    for award in awards[1:]:
        what = f"how bids are assessed is given here, and already at {awards[0].place}"
        problems.append(Problem(what, award.place, where, "Keep one of the two."))
    return Lot(
        id=identifier,
        title=_first(lot.title for lot in group),
        facts=_facts([lot.facts for lot in group], where, problems),
        award=awards[0] if awards else None,
        implied=all(lot.implied for lot in group),
    )


def _bids(parts: Sequence[Procurement], lots: Sequence[Lot], problems: list[Problem]) -> tuple[Bid, ...]:
    joined: dict[str, Bid] = {}
    first_in: dict[str, Procurement] = {}
    for part in parts:
        for bid in part.bids:
            place, where = _of_bid(part, bid), f"bid {bid.id}"
            if bid.id in joined:
                first = _of_bid(first_in[bid.id], joined[bid.id])
                what = f"there is another bid '{bid.id}', at {first}"
                problems.append(Problem(what, place, where, "Give each bid an id of its own, or leave one out."))
                continue
            lot = _lot_meant(part, bid.lot, lots, Problem("", place, where), problems)
            joined[bid.id], first_in[bid.id] = bid.model_copy(update={"lot": lot}), part
    return tuple(joined.values())


def _contracts(
    parts: Sequence[Procurement], lots: Sequence[Lot], bids: Sequence[Bid], problems: list[Problem]
) -> tuple[Contract, ...]:
    known = [bid.id for bid in bids]
    groups: dict[str, list[Contract]] = {}
    for part in parts:
        for contract in part.contracts:
            place, where = _first_place(part, contract.facts), f"contract {contract.id}"
            if contract.bid and contract.bid not in known:
                fix = did_you_mean(contract.bid, known) or "Give the bid, or leave it out here."
                problems.append(Problem(f"there is no bid '{contract.bid}'", place, where, fix))
            lot = _lot_meant(part, contract.lot, lots, Problem("", place, where), problems)
            group = groups.setdefault(contract.id, [])
            group.append(contract.model_copy(update={"lot": lot}))
            if group[0].lot != lot or (contract.bid and contract.bid != _first(each.bid for each in group)):
                what = f"another document gives the contract '{contract.id}' another lot or bid"
                problems.append(Problem(what, place, where, "Give each contract one lot and one bid."))
    return tuple(
        Contract(
            id=identifier,
            lot=group[0].lot,
            bid=_first(each.bid for each in group),
            facts=_facts([each.facts for each in group], f"contract {identifier}", problems),
        )
        for identifier, group in groups.items()
    )


def _bodies(parts: Sequence[Procurement], problems: list[Problem]) -> tuple[Body, ...]:
    groups: dict[str, list[Body]] = {}
    for body in (body for part in parts for body in part.organisations):
        groups.setdefault(body.id, []).append(body)
    return tuple(
        Body(
            id=identifier,
            name=_first(each.name for each in group),
            facts=_facts([each.facts for each in group], f"organisation {identifier}", problems),
        )
        for identifier, group in groups.items()
    )


def _only(parts: Sequence[Procurement], name: str, words: str, problems: list[Problem]) -> Any:
    """Give what at most one part may say about the whole."""
    said = [getattr(part, name) for part in parts if getattr(part, name)]
    for again in said[1:]:
        what = f"{words} is given here, and already at {said[0].place}"
        problems.append(Problem(what, again.place, name, "Keep one of the two."))
    return said[0] if said else None


def _tables(parts: Sequence[Procurement], problems: list[Problem]) -> tuple[ProxyTable, ...]:
    joined: dict[str, ProxyTable] = {}
    for table in (table for part in parts for table in part.proxies):
        first = joined.setdefault(table.id, table)
        if first is not table:
            what = f"there is another table of proxy values '{table.id}', at {first.place}"
            problems.append(Problem(what, table.place, f"table {table.id}", "Leave one of them out."))
    return tuple(joined.values())


def _questions(parts: Sequence[Procurement], problems: list[Problem]) -> tuple[AskedCriterion, ...]:
    joined: dict[str, AskedCriterion] = {}
    for criterion in (criterion for part in parts for criterion in part.questions):
        first = joined.setdefault(criterion.id, criterion)
        if first is not criterion and _without_places(first) != _without_places(criterion):
            what = f"the questions of '{criterion.id}' are other ones here than at {first.place}"
            problems.append(Problem(what, criterion.place, f"questions {criterion.id}", "Keep one of the two."))
    return tuple(joined.values())


def _without_places(criterion: AskedCriterion) -> Any:
    return criterion.model_dump(
        exclude={"place": True, "groups": {"__all__": {"place": True, "requirements": {"__all__": {"place"}}}}}
    )


def _lot_meant(part: Procurement, named: str, lots: Sequence[Lot], at: Problem, problems: list[Problem]) -> str:
    """Give the id of the lot that is meant; `at` has the place and words for a problem."""
    known = [lot.id for lot in lots]
    if named in known:
        return named
    if any(lot.implied and lot.id == named for lot in part.lots):
        if len(known) == 1:
            return known[0]
        what, fix = "this does not say which lot it is for", f"The lots are {listed(known)}."
    else:
        what, fix = f"there is no lot '{named}'", did_you_mean(named, known) or f"The lots are {listed(known)}."
    problems.append(Problem(what, at.place, at.where, fix))
    return known[0]


def _of_lot(part: Procurement, lot: Lot) -> Place | None:
    return lot.award.place if lot.award and lot.award.place else _first_place(part, lot.facts)


def _of_bid(part: Procurement, bid: Bid) -> Place | None:
    marked = (mark.place for mark in bid.marks if mark.place)
    return _first_place(part, bid.facts) if bid.facts else next(marked, _place(part))


def _first_place(part: Procurement, facts: Facts) -> Place | None:
    return next((answer.place for answer in facts.values()), _place(part))


def _place(part: Procurement) -> Place | None:
    return Place(document=part.sources[0].name) if part.sources else None


def _names(part: Procurement) -> str:
    return part.sources[0].name if part.sources else "another"


def _first(texts: Iterable[str]) -> str:
    return next((text for text in texts if text), "")


def _told(value: Any) -> str:
    text = {True: "true", False: "false"}[value] if isinstance(value, bool) else f"'{value}'"
    return text if len(text) <= 80 else f"{text[:78]}…'"
