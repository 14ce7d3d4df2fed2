"""The reference workload: every engine on the same bids and rules, each answer checked before anything is timed."""

import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sv_benchmarks import oracle, peers, workload
from sv_benchmarks.effort import Effort
from sv_benchmarks.handmade import Logic, Numbers, all_values, fused
from sv_benchmarks.measuring import Contender, interleaved
from sv_benchmarks.ours import TRUTH, Ours, brief_truths, truths
from sv_benchmarks.pack import flat_json, form, write_pack

OUTCOMES = "sv_rules, outcomes only"
EVALUATE = "sv_rules, to an Evaluation"
LIVE = "sv_rules, a form, bytes to bytes"
BYTES = "sv_rules, bytes to bytes"
BYTES_MANY = "sv_rules, bytes to bytes, 100 bids a document"
CEILING = "by hand, floats, two-valued"
ZEN_LIST, ZEN_TABLE = "zen list expression", "zen decision table"

IN_EACH = 100


class WrongAnswerError(AssertionError):
    """An engine did not answer as the oracle does; nothing is timed then."""


@dataclass(frozen=True)
class _Entry:
    contender: Contender
    group: str
    what: str
    checked: int
    version: str = ""


def measure(effort: Effort) -> dict[str, Any]:
    """Check and time every engine; give the part of `results.json`."""
    rules, bids = workload.rules(), workload.bids(effort.reference_bids)
    three = [tuple(oracle.truth(node, bid) for node in rules.values()) for bid in bids]
    entries, absent = _peers(rules, bids, three, effort)
    entries += _handmade(rules, bids, three)
    with tempfile.TemporaryDirectory() as folder:
        entries += _ours(Ours(write_pack(Path(folder), rules)), bids, three)
        timings = interleaved([one.contender for one in entries], rounds=effort.rounds, budget=effort.seconds_a_run)
    return {
        "rules": len(rules),
        "tests_per_rule": sum(1 for node in rules.values() for _ in workload.tests_of(node)) / len(rules),
        "bytes_of_a_bid": sum(len(flat_json(bid)) for bid in bids) / len(bids),
        "holding": sum(row.count(True) for row in three) / len(rules) / len(bids),
        "open": sum(row.count(None) for row in three) / len(rules) / len(bids),
        "engines": {
            one.contender.name: {
                "group": one.group,
                "what": one.what,
                "version": one.version,
                "checked_bids": one.checked,
                **timings[one.contender.name].as_json(),
            }
            for one in entries
        },
        "absent": [{"name": one.name, "package": one.package, "why": one.why} for one in absent],
    }


def _peers(
    rules: dict[str, workload.Node], bids: Sequence[workload.Bid], three: Sequence[tuple[bool | None, ...]],
    effort: Effort,
) -> tuple[list[_Entry], list[peers.Absent]]:  # fmt: skip
    ready, absent = peers.prepared(rules)
    flat = [json.loads(flat_json(bid)) for bid in bids]
    two = [[truth is True for truth in row] for row in three]
    entries = []
    for one in ready:
        _same(one.peer.name, [[bool(each) for each in row] for row in one.answer(flat)], two)
        contender = Contender(one.peer.name, _first(one.answer, flat), effort.reference_bids)
        entries.append(_Entry(contender, "engine", one.peer.how, len(flat), f"{one.peer.package} {one.version}"))
    return entries, absent


def _handmade(
    rules: dict[str, workload.Node], bids: Sequence[workload.Bid], three: Sequence[tuple[bool | None, ...]]
) -> list[_Entry]:
    entries = []
    two = [tuple(truth is True for truth in row) for row in three]
    for numbers in Numbers:
        values = all_values(bids, numbers)
        for logic in Logic:
            answer = fused(rules, numbers, logic)

            def answers(some: Sequence[tuple[Any, ...]], answer: Any = answer) -> list[Any]:
                return [answer(one) for one in some]

            name = f"by hand, {numbers}, {logic}"
            _same(name, answers(values), two if logic is Logic.TWO_VALUED else three)
            what = "one function written for these rules, from typed values"
            entries.append(_Entry(Contender(name, _first(answers, values), len(values)), "by hand", what, len(values)))
    return entries


def _ours(
    ours: Ours, bids: Sequence[workload.Bid], three: Sequence[tuple[bool | None, ...]]
) -> list[_Entry]:  # fmt: skip
    single, several = ours.documents(bids, 1), ours.documents(bids, IN_EACH)
    read = [ours.read(data) for data in single]
    values = [row for one in read for row in ours.typed(one)]
    _same(OUTCOMES, [tuple(TRUTH[one] for one in row) for row in ours.outcomes(values)], three)
    forms, live = [form(bid) for bid in bids], ours.live()
    _same(LIVE, [brief_truths(live.answer(one)) for one in forms], three)
    for data in (single, several):
        _same(BYTES, [row for one in data for row in truths(ours.evaluate(ours.read(one)))], three)

    def evaluated(some: Sequence[Any]) -> None:
        for one in some:
            ours.evaluate(one)

    def answered(some: Sequence[bytes]) -> None:
        for one in some:
            live.answer(one)

    def written(some: Sequence[bytes]) -> None:
        for one in some:
            ours.from_bytes(one)

    count = len(bids)
    return [
        _Entry(Contender(OUTCOMES, _first(ours.outcomes, values), count), "sv_rules",
               "the compiled checks of a stage, from typed values", count),
        _Entry(Contender(LIVE, _first(answered, forms), count), "sv_rules",
               "JSON of the facts in, JSON of brief findings out: why, what would meet it, what to ask, source", count),
        _Entry(Contender(EVALUATE, _first(evaluated, read), count), "sv_rules",
               "a document that was read, one bid in each, to findings with their explanations", count),
        _Entry(Contender(BYTES, _first(written, single), count), "sv_rules",
               "a JSON document with one bid in, canonical JSON of the Evaluation out", count),
        _Entry(Contender(BYTES_MANY, _first(written, several), len(several), worth=IN_EACH), "sv_rules",
               "likewise, 100 bids in a document", count),
    ]  # fmt: skip


def _first(work: Callable[[Sequence[Any]], object], items: Sequence[Any]) -> Callable[[int], object]:
    return lambda count: work(items[:count])


def _same(name: str, found: Sequence[Sequence[Any]], expected: Sequence[Sequence[Any]]) -> None:
    wrong = [
        number for number, (one, other) in enumerate(zip(found, expected, strict=True)) if list(one) != list(other)
    ]
    if wrong:
        raise WrongAnswerError(f"{name} answers otherwise than the oracle on {len(wrong)} bids, first bid {wrong[0]}")
