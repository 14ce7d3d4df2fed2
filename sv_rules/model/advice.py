"""What an officer should do first about a draft, and what it asks of bidders."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from sv_rules.model.finding import Citation, ClueFound, Question, SubjectRef
from sv_rules.model.outcome import Level, Outcome, Standing
from sv_rules.model.place import Place

MOST_CHANGES = 5
"""Changes that advice names: what can be done in one sitting."""


class _Part(BaseModel):
    # A reader of version 1 reads every later 1.x: what it does not know it passes over.
    model_config = ConfigDict(frozen=True, extra="ignore")


class Action(StrEnum):
    """What is to be done.

    say_what_applies: answer what decides which checks apply. mend: put right what a document says. add_wording: put
    in words that the rulepack suggests. give_figure: say how much or when. answer: answer a question.
    """

    SAY_WHAT_APPLIES = "say_what_applies"
    MEND = "mend"
    ADD_WORDING = "add_wording"
    GIVE_FIGURE = "give_figure"
    ANSWER = "answer"


class Wording(_Part):
    """Wording that a rulepack suggests for a check, in the pack's own words."""

    check: str
    text: str
    source: Citation
    standing: Standing


class UsefulChange(_Part):
    """One thing to do. It never takes back what a check wants, and its wording is the rulepack's or there is none."""

    action: Action
    sentence: str
    level: Level = Field(description="The strictest level among the checks it settles or helps.")
    facts: tuple[str, ...] = Field(description="The facts it makes known or changes.")
    questions: tuple[Question, ...] = ()
    wordings: tuple[Wording, ...] = ()
    think_about: tuple[str, ...] = Field(default=(), description="What the rulepack wants people to think about.")
    subjects: tuple[SubjectRef, ...]
    where: str = Field(
        default="", description="Where it fits best, in words; for prose, also that no section on it was found."
    )
    place: Place | None = None
    section: str = Field(default="", description="The headings of the section where it fits best.")
    clues: tuple[ClueFound, ...] = Field(
        default=(), description="What the documents' words say of it now; at most three."
    )
    settles: tuple[str, ...] = Field(description="Checks settled once it and the changes before it are made.")
    helps: tuple[str, ...] = Field(description="Checks that need something else as well.")
    source: Citation = Field(description="Of the first check that it settles or helps.")
    standing: Standing


class QuestionsAsked(_Part):
    """Questions to a bidder that come from one place: measures, checks, the documents' own, award criteria."""

    what: str
    count: int
    names: tuple[str, ...]


class Assumption(_Part):
    """A parameter that an estimate rests on, with its value on the day."""

    parameter: str
    title: str
    value: str
    source: Citation
    standing: Standing


class ProportionRule(_Part):
    """A check on proportion that applies or may apply, and what it came to."""

    check: str
    title: str
    level: Level
    outcome: Outcome
    source: Citation
    standing: Standing


class Burden(_Part):
    """What answering the social value questions takes a small provider, against what the contract is worth.

    An estimate: null where something it needs is not known. Numbers are strings; shares are rounded half up to two
    places.
    """

    questions: int = Field(description="Questions that a bidder has to answer.")
    at_most: int = Field(description="With those that come in if checks apply of which it cannot be told yet.")
    asked: tuple[QuestionsAsked, ...]
    hours: str | None = None
    cost: str | None = None
    contract_value: str | None = None
    share: str | None = Field(default=None, description="The cost as a percentage of the whole contract's value.")
    years: str | None = Field(default=None, description="Length of the contract, exact; may be a ratio.")
    share_of_a_year: str | None = Field(default=None, description="The cost as a percentage of one year's value.")
    sentence: str
    warnings: tuple[str, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    rules: tuple[ProportionRule, ...] = ()


class CriterionStated(_Part):
    """An award criterion as the documents have it, with its weight as written."""

    lot: str
    name: str
    weight: str = ""
    social_value: bool = Field(description="Words of a rulepack say that it is about social value.")
    place: Place


class Advice(_Part):
    """What to do first, best first; what bidders are asked; the award criteria that were read."""

    changes: tuple[UsefulChange, ...] = Field(max_length=MOST_CHANGES)
    open_findings: int = Field(description="Findings that are not met or cannot be told, and are not set aside.")
    untouched: int = Field(description="Those among them that none of the changes settles or helps.")
    burden: Burden | None = None
    criteria: tuple[CriterionStated, ...] = ()
