"""How much is measured: the whole suite, or a run of about three minutes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Effort:
    """Rounds and sizes. The rounds are never fewer than seven."""

    name: str
    rounds: int
    seconds_a_run: float
    reference_bids: int
    notices: int
    growth: dict[str, tuple[int, ...]]
    growth_rounds: int


FULL = Effort(
    name="full",
    rounds=11,
    seconds_a_run=0.5,
    reference_bids=1000,
    notices=1000,
    growth={
        "checks": (10, 30, 100, 300, 1000, 3000),
        "bids": (1, 10, 100, 1000, 10_000),
        "lots": (1, 2, 5, 10, 20, 50, 100, 200),
        "packs": (1, 2, 4, 8, 16),
    },
    growth_rounds=3,
)
QUICK = Effort(
    name="quick",
    rounds=7,
    seconds_a_run=0.08,
    reference_bids=100,
    notices=6,
    growth={
        "checks": (10, 100, 1000),
        "bids": (1, 10, 100, 300),
        "lots": (1, 10, 50),
        "packs": (1, 4, 16),
    },
    growth_rounds=1,
)
