"""Questions that bidders are asked and what they answer, in the shape that e-procurement systems share.

A criterion has groups of requirements. Whoever answers picks one group of a criterion and answers every requirement in
it; groups are alternatives. The words are those of the Core Criterion and Core Evidence Vocabulary, which OCDS, ESPD
and Prozorro follow.
"""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from sv_rules.model.evidence import Evidence
from sv_rules.model.place import Place


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Requirement(_Part):
    """One thing asked. Bounds and counts include their ends; values are as written, numbers exact.

    `fact` is the full name of the fact of ours that it asks for (`bid.offers.apprenticeships`); empty: not one of ours.
    """

    id: str
    title: str = ""
    description: str = ""
    type: Literal["", "text", "date", "number", "integer", "yes_no"] = ""
    pattern: str = ""
    expected: Any = None
    expected_values: tuple[Any, ...] = ()
    least: Any = None
    most: Any = None
    fewest_values: int | None = Field(default=None, description="Least number of different values.")
    most_values: int | None = None
    period_from: str = ""
    period_to: str = ""
    unit: str = ""
    fact: str = ""
    evidence: tuple[str, ...] = Field(default=(), description="Titles of the evidence that would support an answer.")
    active: bool = True
    place: Place | None = None


class RequirementGroup(_Part):
    """Requirements that are answered together; one group of a criterion is answered, the others are alternatives."""

    id: str
    description: str = ""
    requirements: tuple[Requirement, ...] = ()
    place: Place | None = None


class AskedCriterion(_Part):
    """Something that bidders are asked about. `lots` empty: it concerns every lot."""

    id: str
    title: str = ""
    description: str = ""
    answered_by: Literal["bidder", "winner", "buyer", "other"] = "bidder"
    lots: tuple[str, ...] = ()
    classification: str = Field(default="", description="Scheme and id: `espd211 CRITERION.OTHER`.")
    groups: tuple[RequirementGroup, ...] = ()
    place: Place | None = None


class Response(_Part):
    """What a bid answers to one requirement: one `value`, or several `values`, never both."""

    id: str = ""
    requirement: str
    value: Any = None
    values: tuple[Any, ...] | None = None
    period_from: str = ""
    period_to: str = ""
    evidence: tuple[Evidence, ...] = ()
    place: Place | None = None
