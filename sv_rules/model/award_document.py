"""The parts of our own document on how bids are assessed: criteria, marks, moderation, ties, limits on lots."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from sv_rules.model.authored import FieldName, IsoDate, LineId

Number = int | Annotated[Any, WithJsonSchema({"type": "number"})]
Amount = Annotated[Any, WithJsonSchema({"type": ["number", "string"]})]
"""A value of the fact's own type, as documents write it."""
Given = Annotated[Any, WithJsonSchema({"type": ["number", "string", "object"]})]
"""A percentage or money, or `{parameter: ID}`: what the rulepack says on the date."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class MarkText(_Part):
    """What an evaluator, or the panel, gave a bid on one criterion, and why."""

    criterion: str = Field(min_length=1, max_length=120)
    mark: Number
    reason: str = Field(default="", max_length=4000, description="Why, by reference to the bid; bidders see it.")
    internal: str = Field(default="", max_length=4000, description="A comment for the panel alone.")
    evaluator: str = Field(default="", max_length=120, description="A pseudonym; leave out for the agreed mark.")


class ThresholdText(_Part):
    """The least that a bid needs on a criterion."""

    at_least: Amount = Field(description="A part of the criterion's maximum, `50%`, or a mark of its scale, `3`.")
    disqualifies: bool = Field(
        default=False, description="Whether less ends the assessment; otherwise it is a warning."
    )


class CommitmentsText(_Part):
    """Offers on several measures, turned into one sum of money by a table of proxy values."""

    proxies: str = Field(min_length=1, max_length=120, description="Id of the table.")
    measures: list[LineId] = Field(default=[], max_length=200, description="Left out: every measure in the table.")
    counts: Literal["net", "gross"] = "net"
    years: int = Field(default=1, ge=1, le=50, description="Years that the outcome lasts.")
    discount: str = Field(default="", max_length=40, description="A rate a year: `3.5%`.")
    discount_first_year: bool = False


class CriterionText(_Part):
    """A node of the award tree: sub-criteria, or a leaf that a method scores."""

    id: str = Field(max_length=120, pattern=r"^[a-z0-9]+(?:[.-][a-z0-9]+)*$")
    title: str = Field(min_length=1, max_length=300)
    weight: str = Field(default="", max_length=40, description="A percentage, `50%`; see `weights` of the award.")
    rank: int | None = Field(default=None, ge=1, le=100, description="Under `importance: ranks`: 1 counts most.")
    importance: str = Field(default="", max_length=600, description="Under `importance: described`: in words.")
    published_as: str = Field(default="", max_length=300)
    criteria: list["CriterionText"] = Field(default=[], max_length=100)
    measure: str = Field(default="", max_length=161, description="A measure of the rulepack: its scoring is used.")
    fact: str = Field(default="", max_length=120, description="The fact of the bid that is scored.")
    commitments: CommitmentsText | None = None
    scoring: dict[str, Any] = Field(default={}, description="`method:` and the method's options.")
    threshold: ThresholdText | None = None


class RoundingText(_Part):
    """How totals are rounded for showing."""

    places: int = Field(default=2, ge=0, le=6)
    mode: Literal["half_up", "half_even", "down"] = "half_up"


class DrawText(_Part):
    """Lots drawn by hand, as recorded."""

    drawn_by: str = Field(min_length=1, max_length=300)
    drawn_on: IsoDate
    order: list[str] = Field(min_length=1, max_length=1000, description="Ids of bids, the first drawn first.")
    note: str = Field(default="", max_length=600)


class ModerationText(_Part):
    """How evaluators' marks become the one that counts."""

    policy: Literal["consensus", "mean", "median"] = "consensus"
    outlier_steps: Number = Field(
        default=1, description="A mark further than so many steps of its scale from the median is pointed out."
    )


class EvaluatorText(_Part):
    """What an evaluator has stated on conflicts of interest."""

    id: str = Field(min_length=1, max_length=120, description="A pseudonym.")
    conflict: Literal["none", "declared", "not_stated"] = "not_stated"
    note: str = Field(default="", max_length=600)


class PlausibleText(_Part):
    """What is believable; either end may be left out."""

    from_: Amount | None = Field(default=None, alias="from")
    to: Amount | None = None


class OfferText(_Part):
    """Bounds on what is offered on a measure."""

    cap: Amount | None = Field(default=None, description="What goes beyond it is not counted.")
    plausible: PlausibleText | None = None


class AbnormallyLowText(_Part):
    """When a price is looked at as abnormally low; it is asked about, never rejected."""

    price: str = Field(default="", max_length=120, description="The fact that is the price.")
    below_mean_by: Given | None = Field(
        default=None, description="More than so much below the mean of the bids: `20%`."
    )
    should_cost: Given | None = Field(default=None, description="The buyer's own estimate: `GBP 250000`.")
    below_should_cost_by: Given | None = Field(default=None, description="More than so much below that: `10%`.")


class AwardText(_Part):
    """How the bids for a lot are assessed."""

    criteria: list[CriterionText] = Field(min_length=1, max_length=100)
    importance: Literal["percentages", "ranks", "described"] = "percentages"
    weights: Literal["within_parent", "of_total"] = "within_parent"
    gates: list[str] = Field(default=[], max_length=200, description="Checks a bid must meet to be scored.")
    decided_by: dict[FieldName, Any] | None = Field(
        default=None,
        min_length=1,
        description="`rule:`, `price:` and the rule's options; the criteria are then the quality alone.",
    )
    rounding: RoundingText = RoundingText()
    ties: list[str] = Field(
        default=[], max_length=50, description="Criteria that decide between equal totals, in order."
    )
    ties_on: Literal["exact", "rounded"] = "exact"
    near_tie: Number | None = Field(default=None, description="A lead of no more points than this is warned of.")
    draw: DrawText | None = None
    moderation: ModerationText = ModerationText()
    evaluators: list[EvaluatorText] = Field(default=[], max_length=200)
    offers: dict[LineId, OfferText] = Field(default={}, max_length=200, description="Bounds on offers, by measure.")
    abnormally_low: AbnormallyLowText | None = None


class LotLimitsText(_Part):
    """How many lots one bidder may win."""

    most_per_bidder: int = Field(ge=1, le=1000)
    preferences: dict[str, list[str]] = Field(
        default={}, max_length=1000, description="Lots by bidder (its id, else its name), the most wanted first."
    )
