"""What a check came to on one subject, and why."""

from enum import StrEnum
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from sv_rules.model.evidence import Evidence
from sv_rules.model.outcome import Kind, Level, Outcome, Stage, Standing
from sv_rules.model.place import Place


class _Part(BaseModel):
    # A reader of version 1 reads every later 1.x: what it does not know it passes over.
    model_config = ConfigDict(frozen=True, extra="ignore")


class Citation(_Part):
    """Where a line of a rulepack comes from."""

    text: str = Field(description="Id of the source among the pack's sources.")
    title: str
    publisher: str = ""
    year: int | None = None
    at: str = Field(default="", description="Section, page or paragraph.")
    says: str = Field(default="", description="At most a dozen words of it.")
    url: str = ""


class SubjectRef(_Part):
    """Which subject: its kind, id and title."""

    kind: Kind
    id: str
    title: str = ""


class ComparisonMade(_Part):
    """One comparison that settled an outcome: what was looked at, what was found, what was asked.

    `value` and `expected` are written as in documents (`GBP 6750000`, `10%`), so numbers are strings; `value` is
    null when it is not known. A conclusion has its name in `conclusion` and what it rests on in `because`.
    """

    sentence: str
    result: bool | None = Field(description="True, false, or null for cannot tell.")
    fact: str = ""
    title: str = ""
    operator: str = ""
    value: Any = None
    expected: Any = None
    place: Place | None = None
    evidence: tuple[Evidence, ...] = ()
    conclusion: str = ""
    because: tuple["ComparisonMade", ...] = ()
    rule: str = Field(default="", description="The rule that drew the conclusion.")
    source: Citation | None = Field(default=None, description="The source of that rule.")
    standing: Standing | None = Field(default=None, description="How well that rule is founded.")


class Question(_Part):
    """A fact to ask for, with the words to ask it in."""

    fact: str
    question: str
    answer: str = Field(description="The form of the answer, in words: `a percentage such as 10%`.")


class Ask(_Part):
    """Facts that together would settle the check; a shorter one comes first."""

    questions: tuple[Question, ...]


class Change(_Part):
    """One of the changes that together would make the check met."""

    fact: str
    sentence: str


class Confidence(StrEnum):
    """How much the words of a document say for a fact.

    high: an obligation or a plain statement. medium: a plain mention. low: a heading alone, a hope, an example or a
    question.
    """

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class ClueFound(_Part):
    """Words in a document that tell, or only suggest, what a fact is.

    `bound` says what a number is: exactly it, the least, or the most. `denied`: the sentence denies it. `settled`:
    these words made the fact known; otherwise somebody has to confirm it.
    """

    clue: str = Field(description="Full id of the line of the rulepack that says what to look for.")
    fact: str
    subject: SubjectRef
    value: Any = Field(default=None, description="As written in documents; for a list the entry spoken for.")
    bound: Literal["", "at_least", "at_most"] = ""
    denied: bool = False
    confidence: Confidence
    words: str = Field(description="The words that were recognised.")
    quote: str = Field(description="At most twelve words around them.")
    place: Place
    section: str = Field(default="", description="The headings it stands under.")
    settled: bool = False


class Waiver(_Part):
    """A check set aside by a pack that builds on its own. The outcome stands; compliance does not count it."""

    by: str
    reason: str
    source: Citation


class Finding(_Part):
    """One check on one subject."""

    check: str = Field(description="Full id: pack, slash, check.")
    title: str
    pack: str
    priority: str = ""
    level: Level
    stage: Stage
    subject: SubjectRef
    outcome: Outcome
    sentence: str
    comparisons: tuple[ComparisonMade, ...] = Field(description="The smallest set that settled the outcome.")
    applies_because: tuple[ComparisonMade, ...] = Field(
        default=(), description="Why the check applies, where it has a condition for that."
    )
    changes: tuple[Change, ...] = Field(default=(), description="Not met: the smallest change that would meet it.")
    asks: tuple[Ask, ...] = Field(default=(), description="Cannot tell: what to ask for, fewest facts first.")
    ask: str = Field(default="", description="The question the pack wants the commissioner or bidder to think about.")
    suggestion: str = Field(default="", description="Wording the pack suggests.")
    source: Citation
    standing: Standing
    waived: Waiver | None = None
    clues: tuple[ClueFound, ...] = Field(
        default=(), description="What the documents' words say of the facts it looks at, best first; at most five."
    )
    searched: tuple[str, ...] = Field(
        default=(), description="The sections that were searched for such words, where none were found."
    )

    @property
    def counts(self) -> bool:
        """Whether it decides compliance: a must check that applies and is not set aside."""
        return self.level is Level.MUST and self.waived is None and self.outcome is not Outcome.NOT_APPLICABLE
