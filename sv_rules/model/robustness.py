"""How sure a ranking is: what could be different, by how little, before another bid would have won."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class _Part(BaseModel):
    # A reader of version 1 reads every later 1.x: what it does not know it passes over.
    model_config = ConfigDict(frozen=True, extra="ignore")


class Margin(_Part):
    """How far the bid that ranks first is ahead of the next: `by` in what it is ahead `of`, its total or its index.

    `near_tie`: by no more than the award model names, where it names a near tie (`near_from`); otherwise by no more
    than one mark on one question can be worth. Also where bids rank joint first.
    """

    of: Literal["total", "index"]
    by: str
    exact: str
    next: tuple[str, ...] = Field(description="The bids that follow; empty where all ranked bids are joint first.")
    one_mark: str | None = Field(description="The most that one mark up or down is worth; null without marks.")
    near_tie: bool
    near_from: Literal["award model", "one mark"]


class Bound(_Part):
    """A weight at which totals become equal: just beyond it, `first` ranks first."""

    weight: str
    exact: str
    first: tuple[str, ...]


class WeightInterval(_Part):
    """How far one weight can move, the others keeping their proportions, while the same bid ranks first.

    `lowest` null: down to 0%. `highest` null: up to 100%. Exact totals are compared, also where the award model judges
    ties on rounded ones.
    """

    criterion: str
    title: str
    weight: str
    lowest: Bound | None
    highest: Bound | None


class WeightChange(_Part):
    """The smallest change of one weight after which another bid ranks first."""

    criterion: str
    title: str
    weight: str
    to: str
    by: str = Field(description="In percentage points, rounded up so that it is enough.")
    first: tuple[str, ...]


class WeightStretch(_Part):
    """For two criteria: the weights of the first one, from and to, at which these bids rank first. Exact."""

    lowest: str
    highest: str
    first: tuple[str, ...]


class SpaceWon(_Part):
    """The part of all ways to divide 100% between the criteria under which a bid would rank first."""

    bid: str
    share: str


class WeightSpace(_Part):
    """What each bid would win if the weights were any others, all ways to divide 100% being equally likely.

    With two criteria it is exact. With more, as many sets of weights are drawn as `samples` says, with
    `random.Random(seed)`, and shares count to 30 digits. A set under which several bids rank first counts for each in
    equal parts.
    """

    exact: bool
    samples: int
    seed: int | None
    won: tuple[SpaceWon, ...]


class Reversal(_Part):
    """A change to a bid that did not win, after which another bid ranks first."""

    change: Literal["withdrawn", "copied", "worsened"]
    bid: str
    first: tuple[str, ...]


class LosersTried(_Part):
    """Each losing bid withdrawn, given a copy and worsened, one at a time, and everything scored again.

    Worsened: each mark one step down, each amount a tenth to the worse. `possible` false: no score depends on another
    bid, so nothing a loser does can change who is first; it was not tried.
    """

    possible: bool
    tried: int
    reversals: tuple[Reversal, ...]


class MarkFlip(_Part):
    """A mark that, one step higher or lower, would have put another bid first. `evaluator` empty: the agreed mark."""

    bid: str
    criterion: str
    title: str
    evaluator: str
    mark: str
    instead: str
    first: tuple[str, ...]


class MarksTried(_Part):
    """Every mark moved one step up and one step down, one at a time."""

    tried: int
    flips: tuple[MarkFlip, ...]


class OtherFormula(_Part):
    """Which bid would rank first if price were scored in another way. `first` empty: no bid could be ranked so."""

    method: str
    how: str
    first: tuple[str, ...]
    same: bool


class PriceCut(_Part):
    """The smallest cut of a price, to the penny, with which a losing bid would have ranked first alone."""

    fact: str
    title: str
    cut: str
    price: str


class MoreMarks(_Part):
    """The fewest steps up on one criterion with which a losing bid would have ranked first alone."""

    criterion: str
    title: str
    steps: int
    mark: str
    instead: str


class Counterfactual(_Part):
    """What a losing bid would have needed to rank first alone, all else the same. Each was checked by scoring again."""

    bid: str
    price: PriceCut | None
    marks: tuple[MoreMarks, ...]
    sentence: str


class Robustness(_Part):
    """How sure the ranking of a lot is. Only bids with a rank count as winners or losers.

    `untested` says in words what could not be tested, and why.
    """

    first: tuple[str, ...]
    sentences: tuple[str, str]
    margin: Margin
    weights: tuple[WeightInterval, ...]
    smallest_weight_change: WeightChange | None
    two_criteria: tuple[WeightStretch, ...] = Field(description="Empty unless there are exactly two criteria.")
    weight_space: WeightSpace | None
    losers: LosersTried
    marks: MarksTried
    other_formulas: tuple[OtherFormula, ...]
    counterfactuals: tuple[Counterfactual, ...]
    untested: tuple[str, ...]
