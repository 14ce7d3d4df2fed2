"""How the bids for a lot are assessed: criteria, importance, thresholds, ties, moderation. Published before bids."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from sv_rules.model.place import Place


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Threshold(_Part):
    """The least that a bid needs on one criterion, and what follows when it has less.

    `at_least` is a part of the criterion's maximum, `50%`, or a mark, `3`, where evaluators' marks are scored.
    """

    at_least: str
    disqualifies: bool = Field(default=False, description="False: less is a warning. True: less ends the assessment.")


class Commitments(_Part):
    """What a bid offers on several measures, turned into one sum of money by a table of proxy values.

    The scoring method of the criterion then scores that sum.
    """

    proxies: str = Field(min_length=1, description="Id of the table.")
    measures: tuple[str, ...] = Field(default=(), description="Empty: every measure that the table has a value for.")
    counts: Literal["net", "gross"] = Field(default="net", description="Which of the two sums is scored.")
    years: int = Field(
        default=1, ge=1, le=50, description="Years that the outcome lasts; it drops off after the first."
    )
    discount: str = Field(default="", description="A rate a year, `3.5%`; empty: later years count in full.")
    discount_first_year: bool = False


class AwardCriterion(_Part):
    """A node of the award tree. It has sub-criteria, or it is a leaf that a method scores.

    A leaf names a `measure` of the rulepack (its scoring is used, over what the bid offers), or has `scoring` of its
    own over a `fact` of the bid, over the value of its `commitments`, or over evaluators' marks when none is named.
    Its importance is a `weight`, a `rank` or `importance` in words, as the award model says.
    """

    id: str = Field(min_length=1, max_length=120, pattern=r"^[a-z0-9][a-z0-9.-]*$")
    title: str = Field(min_length=1, max_length=300)
    weight: str = Field(default="", description="A percentage, `50%`.")
    rank: int | None = Field(default=None, description="1 is the most important of those beside it.")
    importance: str = Field(default="", max_length=600, description="How important it is, in words.")
    published_as: str = Field(default="", description="Its name in the notice, where that differs from the title.")
    criteria: tuple["AwardCriterion", ...] = ()
    measure: str = ""
    fact: str = ""
    commitments: Commitments | None = None
    scoring: Mapping[str, Any] = Field(default_factory=dict, description="`method:` and the method's options.")
    threshold: Threshold | None = None
    place: Place | None = None


class RoundingMode(StrEnum):
    """Half up: 2.345 becomes 2.35. Half even: 2.345 becomes 2.34. Down: towards zero."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    DOWN = "down"


class Rounding(_Part):
    """How totals and scores are rounded for showing: once, at the end. The exact values are kept beside them."""

    places: int = Field(default=2, ge=0, le=6)
    mode: RoundingMode = RoundingMode.HALF_UP


class Draw(_Part):
    """Lots drawn by hand, as recorded: it settles what is equal after every declared tie-break."""

    drawn_by: str = Field(min_length=1, max_length=300)
    drawn_on: date
    order: tuple[str, ...] = Field(min_length=1, description="Ids of the bids, the first drawn first.")
    note: str = Field(default="", max_length=600)


class Moderation(_Part):
    """How evaluators' marks become the one that counts.

    consensus: the panel's agreed mark, and nothing else. mean and median: of the evaluators' marks, exact, unless the
    panel agreed on another one with a reason. A mark more than `outlier_steps` steps of the scale from the median of
    its question is pointed out.
    """

    policy: Literal["consensus", "mean", "median"] = "consensus"
    outlier_steps: Decimal = Field(default=Decimal(1), ge=0, le=100)


class EvaluatorStated(_Part):
    """What one evaluator has stated on conflicts of interest. `id` is a pseudonym."""

    id: str = Field(min_length=1, max_length=120)
    conflict: Literal["none", "declared", "not_stated"] = "not_stated"
    note: str = Field(default="", max_length=600, description="For a declared conflict: what it is and what was done.")


class OfferBounds(_Part):
    """Bounds on what is offered on one measure, as written: the most that counts, and what is believable."""

    cap: Any = None
    plausible_from: Any = None
    plausible_to: Any = None


class AbnormallyLow(_Part):
    """When a price is looked at as abnormally low. Amounts are as written, or `{parameter: ID}` of the rulepack.

    `below_mean_by`: more than this part below the mean of the admitted bids. `should_cost`: a figure that the buyer
    worked out; `below_should_cost_by`: more than this part below it.
    """

    price: str = Field(default="", description="The fact that is the price; empty: the only price that is scored.")
    below_mean_by: Any = None
    should_cost: Any = None
    below_should_cost_by: Any = None


class AwardModel(_Part):
    """How the bids for a lot are assessed. Published before bids are in, and not changed afterwards."""

    criteria: tuple[AwardCriterion, ...] = Field(min_length=1)
    importance: Literal["percentages", "ranks", "described"] = Field(
        default="percentages", description="How the importance of criteria is stated; only percentages give totals."
    )
    weights: Literal["within_parent", "of_total"] = Field(
        default="within_parent", description="What a weight is a percentage of."
    )
    gates: tuple[str, ...] = Field(default=(), description="Checks that a bid must meet to be scored at all.")
    decided_by: Mapping[str, Any] = Field(
        default_factory=dict, description="`rule:`, `price:` and the rule's options; the criteria are then the quality."
    )
    rounding: Rounding = Rounding()
    ties: tuple[str, ...] = Field(
        default=(), description="Criteria compared in this order when totals are equal; still equal is a joint rank."
    )
    ties_on: Literal["exact", "rounded"] = Field(default="exact", description="Which totals count as equal.")
    near_tie: Decimal | None = Field(default=None, description="A lead of no more than this is warned of.")
    draw: Draw | None = None
    moderation: Moderation = Moderation()
    evaluators: tuple[EvaluatorStated, ...] = ()
    offers: Mapping[str, OfferBounds] = Field(default_factory=dict, description="Bounds by measure.")
    abnormally_low: AbnormallyLow | None = None
    place: Place | None = None
    places: Mapping[str, Place] = Field(default_factory=dict, description="Where its parts stand, by their names.")


class LotLimits(_Part):
    """How many lots one bidder may win. `preferences`: lots by bidder, the most wanted first, where bidders say so."""

    most_per_bidder: int = Field(ge=1, le=1000)
    preferences: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    place: Place | None = None
