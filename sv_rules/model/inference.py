"""The plain data that goes through the inference door. Engines know these forms and nothing else of ours.

Rules are flat: a rule fires when all it names is there. `any` has been turned into several rules with an invented
conclusion between them, `not` into `lacks`, and every comparison into a number that stands for its truth.
"""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FlatRule:
    """Fires when every observation in `applies` holds, every conclusion in `holds` is drawn and none in `lacks` is.

    All names are small whole numbers given by the compiler: `applies` of observations, the others of conclusions.
    """

    id: int
    applies: tuple[int, ...]
    holds: tuple[int, ...]
    lacks: tuple[int, ...]
    concludes: int


@dataclass(frozen=True, slots=True)
class InferenceRules:
    """The rules of one kind of subject.

    `strata` are in order: a conclusion that a rule lacks is concluded, if at all, in an earlier stratum (or comes
    from the parent), so that its absence is settled by then. Within a stratum order means nothing.
    """

    strata: tuple[tuple[FlatRule, ...], ...]


@dataclass(frozen=True, slots=True)
class Worlds(Generic[T]):
    """The same thing in the two worlds: what is certain, and what is possible (everything certain is possible)."""

    certain: T
    possible: T


@dataclass(frozen=True, slots=True)
class Given:
    """What an engine starts from for one subject: observations that hold, and the parent's conclusions, by world."""

    applies: Worlds[frozenset[int]]
    holds: Worlds[frozenset[int]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What an engine gives back: the ids of the rules that fire in each world, in the least fixpoint."""

    fired: Worlds[frozenset[int]]
