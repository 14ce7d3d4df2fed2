"""What an award came to, beside points: marks and their statistics, the rule that decided, low prices, lots won."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class _Part(BaseModel):
    # A reader of version 1 reads every later 1.x: what it does not know it passes over.
    model_config = ConfigDict(frozen=True, extra="ignore")


class MarkKept(_Part):
    """One mark as it was given. `evaluator` is empty for the panel's agreed mark."""

    evaluator: str
    mark: str
    reason: str
    internal: str = Field(description="A comment for the panel alone; no bidder ever sees it.")


class MarksKept(_Part):
    """All marks that one bid was given on one criterion, and the one that was scored.

    `counted` is null when none counts yet. `mean`, `median` and `spread` are of the evaluators' marks, exact.
    """

    criterion: str
    individual: tuple[MarkKept, ...]
    agreed: MarkKept | None
    counted: str | None
    counted_as: Literal["agreed", "mean", "median", "none"]
    mean: str | None
    median: str | None
    spread: str | None = Field(description="The highest of the evaluators' marks less the lowest.")
    change: str = Field(description="What moderation changed, in a sentence.")


class Outlier(_Part):
    """A mark far from what the others gave. `steps` of the scale from the median."""

    evaluator: str
    bid: str
    criterion: str
    mark: str
    median: str
    steps: str
    sentence: str


class EvaluatorSeen(_Part):
    """One evaluator: conflict of interest as stated, and severity.

    `severity` is the mean distance of this evaluator's marks from the mean of all marks for the same bid and
    criterion, in steps of the scale, exact; below zero is harsher. Null where nobody else marked the same.
    """

    id: str
    conflict: Literal["none", "declared", "not_stated"]
    note: str
    marks_given: int
    severity: str | None


class ModerateFirst(_Part):
    """A criterion on which evaluators differ. `at_stake`: points of 100 by which their marks for one bid lie apart."""

    criterion: str
    bid: str
    spread: str
    at_stake: str | None
    sentence: str


class Marking(_Part):
    """How the evaluators marked a lot: what was declared, and where they differ, the most at stake first."""

    policy: Literal["consensus", "mean", "median"]
    outlier_steps: str
    evaluators: tuple[EvaluatorSeen, ...]
    outliers: tuple[Outlier, ...]
    moderate_first: tuple[ModerateFirst, ...]


class DecisionUsed(_Part):
    """The rule that decided the award from quality and price, in place of a price criterion with a weight."""

    rule: str
    price: str = Field(description="The fact that is the price.")
    how: str = Field(description="How it decides, in words.")
    lower_wins: bool
    relative: bool = Field(description="The order of two bids can depend on a third one.")


class LowPrice(_Part):
    """A price that may be abnormally low: a question to the bidder, never a rejection."""

    price: str
    compared_with: str = Field(description="The mean of the bids or the buyer's figure, exact.")
    below_by: str = Field(description="How far below that, in per cent, exact.")
    sentence: str


class DrawUsed(_Part):
    """Lots drawn by hand, as recorded."""

    drawn_by: str
    drawn_on: date
    order: tuple[str, ...]
    note: str


class LotWon(_Part):
    """Which bid a lot goes to under the limits, and why. `bid` is null where none is left."""

    lot: str
    bid: str | None
    bidder: str
    rank: int | None
    total_exact: str | None
    sentence: str


class Combination(_Part):
    """The best combination of lots and bids when a bidder may win only so many lots."""

    most_per_bidder: int
    total_exact: str = Field(description="The sum of the totals of the bids that win; no allowed one is higher.")
    provisional: bool
    sentence: str
    lots: tuple[LotWon, ...]
    warnings: tuple[str, ...]
