"""What a trial of an award model on made-up bids came to, before anybody bids."""

from pydantic import BaseModel, ConfigDict, Field


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Assumption(_Part):
    """What the made-up bids offer on one criterion, in words."""

    criterion: str
    title: str
    words: str


class Rate(_Part):
    """A share of the fields. `low` and `high`: where it would lie in 95 of 100 trials of this size."""

    share: str
    low: str
    high: str


class CriterionStressed(_Part):
    """What a criterion is said to count for, and what it does.

    `effective`: how far apart the bids are on it, on average (standard deviation within a field), as a part of the same
    for all criteria. `decides`: the share of fields that another bid would win if all bids were alike on it. `dead`: it
    decided none.
    """

    criterion: str
    title: str
    nominal: str
    effective: str
    decides: Rate
    dead: bool


class MarkWorth(_Part):
    """What one step of the scale of a criterion is worth: in points, and in money at the stated price."""

    criterion: str
    title: str
    points: str
    money: str | None


class PointWorth(_Part):
    """How much more a bid may ask for one quality point more, against a rival at the stated price, and be level.

    `money` null: no price is high enough to lose the point again, or the formula gives that rival no score.
    """

    price: str
    money: str | None
    sentence: str
    marks: tuple[MarkWorth, ...]


class Pathology(_Part):
    """Something the model does that its author may not want, shown on a few made-up bids."""

    name: str
    sentence: str


class SaferMethod(_Part):
    """A method that could take the place of one that compares bids, tried on the same fields.

    `reversal`: as for the whole model. `same_first`: the share of fields with the same bid in front.
    """

    criterion: str
    title: str
    method: str
    instead: str
    reversal: Rate
    same_first: str


class LotStressed(_Part):
    """The trial of one lot's award model.

    `reversal`: the share of fields in which withdrawing one of the bids that lose puts another bid first. `ranked`: the
    share of fields in which any bid could be ranked; the other shares are of these.
    """

    lot: str
    title: str
    sentences: tuple[str, ...]
    assumptions: tuple[Assumption, ...]
    ranked: str
    joint: str = Field(description="Share of fields in which several bids are first and no tie-break tells them apart.")
    relative: bool = Field(description="A score, or the deciding rule, depends on the other bids.")
    reversal: Rate
    criteria: tuple[CriterionStressed, ...]
    point: PointWorth | None
    pathologies: tuple[Pathology, ...]
    looked_for: tuple[str, ...] = Field(description="The pathologies that were looked for.")
    safer: tuple[SaferMethod, ...]
    checked: int = Field(description="Fields scored again by the exact engine, with the same result.")


class Stress(_Part):
    """A trial of the award models of a procurement. The same input, seed and version of NumPy give the same result."""

    id: str
    title: str
    fields: int
    bids: int
    seed: int
    generator: str = Field(description="What draws the random numbers.")
    lots: tuple[LotStressed, ...]
