"""A competition of 5, 50 and 500 bids, scored by `sv_rules` and by the package `bid-evaluation`.

Only what both compute alike: the lowest price over the price, a mark out of five, and bands. Totals are held against
each other to the ninth digit, and the places must be the same, before anything is timed. The other package works in
floats and gives a table; ours works in exact fractions and gives every score with its reason, and how sure the ranking
is.
"""

import json
import tempfile
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

from sv_benchmarks.effort import Effort
from sv_benchmarks.measuring import Contender, interleaved
from sv_benchmarks.ours import host_of, read, ready_pack
from sv_benchmarks.pack import as_json
from sv_rules import Evaluation

SIZES = (5, 50, 500)
PACK = "competition"
BANDS = ((0, 0), (5, 40), (10, 70), (20, 100))
"""From how many apprenticeships, and the points of a hundred."""


class OtherTotalsError(AssertionError):
    """The two do not compute the same thing; nothing is timed then."""


def measure(effort: Effort) -> dict[str, Any]:
    """Check and time every size; give the part of `results.json`, or why it was left out."""
    try:
        from bid_evaluation import Evaluator
        from pandas import DataFrame
    except ImportError as error:
        return {"left_out": f"bid-evaluation is not installed: {error}"}
    theirs = (
        Evaluator()
        .min_ratio("price", 50)
        .direct("quality", 30, input_scale=5)
        .threshold("apprenticeships", 20, thresholds=_thresholds())
    )
    with tempfile.TemporaryDirectory() as name:
        host = host_of(_pack(Path(name)))
        ready = ready_pack(host, PACK)
        sizes = {}
        for size in SIZES:
            offers = _offers(size)
            rows = as_json([{**offer, "bid": bid} for bid, offer in offers.items()]).encode()
            data = _document(offers)
            frame = DataFrame(json.loads(rows))
            procurement = read(data, host.registry)
            _same(theirs.evaluate(frame), ready.evaluate(procurement), size)

            def scored(_: int, frame: Any = frame) -> None:
                theirs.evaluate(frame)

            def scored_from_bytes(_: int, rows: bytes = rows) -> None:
                theirs.evaluate(DataFrame(json.loads(rows))).to_json(orient="records")

            def assessed(_: int, procurement: Any = procurement) -> None:
                ready.evaluate(procurement)

            def assessed_from_bytes(_: int, data: bytes = data) -> None:
                ready.evaluate(read(data, host.registry)).to_bytes()

            runs: Mapping[str, Callable[[int], None]] = {
                "bid-evaluation, from a table": scored,
                "sv_rules, from what was read": assessed,
                "bid-evaluation, bytes to bytes": scored_from_bytes,
                "sv_rules, bytes to bytes": assessed_from_bytes,
            }
            timings = interleaved(
                [Contender(what, run, 1) for what, run in runs.items()], rounds=effort.rounds, budget=0
            )
            sizes[str(size)] = {what: one.as_json() for what, one in timings.items()}
    return {"sizes": sizes}


def _thresholds() -> list[tuple[float, float, float]]:
    ends = [start for start, _ in BANDS[1:]] + [10**9]
    return [(start, end, points) for (start, points), end in zip(BANDS, ends, strict=True)]


def _offers(count: int) -> dict[str, dict[str, Any]]:
    random = Random(count)
    return {
        f"bid-{number:04}": {
            "price": Decimal(random.randint(8_000_000, 16_000_000)).scaleb(-2),
            "quality": Decimal(random.randint(4, 20)) / 4,
            "apprenticeships": random.randint(0, 30),
        }
        for number in range(count)
    }


def _pack(folder: Path) -> Path:
    source = {"text": "made-up", "at": "throughout"}
    pack = {
        "id": PACK,
        "title": "A competition (fictional)",
        "version": "1",
        "sources": {"made-up": {"title": "Made-up rules for measuring", "publisher": "sv_rules", "year": 2026}},
        "facts": {
            "bid.price": {"type": "money", "title": "price", "question": "What is the price?"},
            "bid.quality": {"type": "number", "title": "mark", "question": "What is the mark?"},
            "bid.apprenticeships": {"type": "integer", "title": "apprenticeships", "question": "How many?"},
        },
        "checks": [
            {"id": "priced", "title": "The bid has a price", "stages": ["bid"], "level": "should",
             "expects": {"bid.price": {"given": True}}, "ask": "What is it?", "source": source, "standing": "example"}
        ],
    }  # fmt: skip
    home = folder / PACK
    home.mkdir()
    (home / "rulepack.yaml").write_text(as_json(pack), encoding="utf-8")
    return folder


def _document(offers: Mapping[str, Mapping[str, Any]]) -> bytes:
    bands = [{"from": start, "points": points} for start, points in BANDS]
    criteria = [
        {"id": "price", "title": "Price", "weight": "50%", "fact": "bid.price", "scoring": {"method": "lowest_price"}},
        {"id": "quality", "title": "Quality", "weight": "30%", "fact": "bid.quality",
         "scoring": {"method": "points", "maximum": 5}},
        {"id": "apprenticeships", "title": "Apprenticeships", "weight": "20%", "fact": "bid.apprenticeships",
         "scoring": {"method": "bands", "bands": bands}},
    ]  # fmt: skip
    written = {
        "form": "procurement/1",
        "id": "competition",
        "stage": "specification",
        "lots": [{"id": "1", "award": {"criteria": criteria}}],
        "bids": [
            {"id": bid, "lot": "1", "fictional": True, "bidder": {"id": f"EXAMPLE-{bid}", "name": f"Fictional {bid}"},
             "facts": {"bid.price": f"GBP {offer['price']}", "bid.quality": offer["quality"],
                       "bid.apprenticeships": offer["apprenticeships"]}}
            for bid, offer in offers.items()
        ],
    }  # fmt: skip
    return as_json(written).encode()


def _same(theirs: Any, ours: Evaluation, size: int) -> None:
    found = {one.bid: one for one in ours.lots[0].assessments}
    for row in theirs.to_dict("records"):
        one = found[row["bid"]]
        if one.total_exact is None or abs(float(Fraction(one.total_exact)) - row["final_score"]) > 1e-9:
            raise OtherTotalsError(f"{size} bids: {one.bid} has {one.total_exact} here and {row['final_score']} there")
        if one.rank != row["ranking"]:
            raise OtherTotalsError(f"{size} bids: {one.bid} is placed {one.rank} here and {row['ranking']} there")
