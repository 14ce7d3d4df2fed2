"""Writes JSON Lines of made-up bids for the reference procurement: `python tests/batch/generate.py --bids 1000`.

The same seed writes the same bytes. About one bid in two hundred cannot be read, as in life.
"""

import argparse
import json
import random
import sys
from collections.abc import Iterator

KINDS = 200
"""One bid of so many is spoilt."""


def bids(count: int, seed: int) -> Iterator[bytes]:
    """Give the lines, each with its line break."""
    chance = random.Random(seed)
    for number in range(1, count + 1):
        yield _spoilt(number, chance) if chance.randrange(KINDS) == 0 else _bid(number, chance)


def _bid(number: int, chance: random.Random) -> bytes:
    facts: dict[str, object] = {"bid.price": f"GBP {chance.randrange(80_000, 140_000)}"}
    if chance.random() < 0.9:
        facts["bid.pays_living_wage"] = chance.random() < 0.8
    if chance.random() < 0.7:
        facts["bid.offers.apprenticeships"] = chance.randrange(7)
    bidder = {"name": f"Fictional bidder {number} “Ünïted”"}
    return _line({"id": f"bid-{number}", "bidder": bidder, "fictional": True, "facts": facts})


def _spoilt(number: int, chance: random.Random) -> bytes:
    wrong = [
        b'{"id": "cut off',
        b'{"id": "caf\xe9"}',
        _line({"id": f"bid-{number}", "fictional": True, "facts": {"bid.price": "a lot"}}).strip(),
        _line({"id": f"bid-{number}", "fictional": True, "lot": "elsewhere"}).strip(),
        _line({"id": f"bid-{number}", "price": 5}).strip(),
    ]
    return chance.choice(wrong) + b"\n"


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def main() -> None:
    """Write them to standard output."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--bids", type=int, required=True)
    asked.add_argument("--seed", type=int, default=1)
    words = asked.parse_args()
    sys.stdout.buffer.writelines(bids(words.bids, words.seed))


if __name__ == "__main__":
    main()
