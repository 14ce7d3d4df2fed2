"""A rulepack as its author writes it: the form of the YAML, one class per kind of line.

The JSON Schemas in `schemas/` are made from these. Names are still text here and conditions still plain data;
`loading/linking.py` turns them into a linked `Rulepack`.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from sv_rules.model.outcome import Kind, Level, Stage, Standing

Identifier = Annotated[
    str, Field(pattern=r"^[a-z0-9]+(?:[.-][a-z0-9]+)*$", max_length=100, description="Small letters, digits, - and .")
]
PackId = Annotated[
    str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=60, description="Small letters, digits and -")
]
LineId = Annotated[
    str,
    Field(
        pattern=r"^(?:[a-z0-9]+(?:-[a-z0-9]+)*/)?[a-z0-9]+(?:[._-][a-z0-9]+)*$",
        max_length=161,
        description="An id in small letters, of this pack or of one it extends; `pack/id` says which.",
    ),
]
FactName = Annotated[
    str,
    Field(
        pattern=r"^[a-z]+(?:\.[a-z0-9_-]+)+$",
        max_length=120,
        description="A fact's full name, such as tender.value",
    ),
]
FieldName = Annotated[
    str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60, description="Small letters, digits and _")
]
Text = Annotated[str, Field(min_length=1, max_length=600)]
Term = Annotated[str, Field(min_length=2, max_length=120)]
"""Words to look for; `…` passes over a few others."""
LongText = Annotated[str, Field(min_length=1, max_length=4000)]
IsoDate = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", description="A date such as 2026-01-31")]
ConditionText = Annotated[Any, WithJsonSchema({"x-condition": True})]
"""A condition, still as plain data: a mapping, or a list that means `all`. Publishing puts the grammar in."""


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SourceText(_Line):
    """A document that lines of the pack cite."""

    title: Text
    publisher: Text
    year: int | None = Field(default=None, ge=1800, le=2200)
    url: str = Field(
        default="", max_length=500, pattern=r"^(?:https?://\S+)?$", description="It begins with https:// or http://."
    )
    note: str = Field(default="", max_length=600)


class SourceRef(_Line):
    """Where a line comes from: a source of the pack, where in it, and at most a dozen words of it."""

    text: Identifier
    at: str = Field(default="", max_length=300)
    says: str = Field(default="", max_length=200, description="At most twelve words, to the letter.")


class Gap(_Line):
    """What the pack does not know."""

    what: Text
    why: Text


class Area(_Line):
    """The place a pack is for."""

    name: Text
    gss: str = Field(default="", pattern=r"^(?:[ENSW][0-9]{8})?$", description="The ONS code of the area.")
    authority: Text


class InForce(_Line):
    """First and last day on which a line counts; either may be left out."""

    from_: IsoDate | None = Field(default=None, alias="from")
    to: IsoDate | None = None


class FactText(_Line):
    """A fact, or a field of a record."""

    type: Literal["yes_no", "integer", "number", "money", "percentage", "date", "duration", "text", "choice", "list"]
    title: Text = Field(description="A noun phrase that fits into a sentence: `contract value`.")
    question: str = Field(default="", max_length=600)
    help: str = Field(default="", max_length=2000)
    unit: str = Field(default="", max_length=60, description="What is counted; for a duration `days` or `months`.")
    answered_by: Literal["bidder", "buyer"] = Field(
        default="bidder", description="Of a fact about a bid: who answers it; the buyer's are never asked of bidders."
    )
    choices: list[Identifier] = Field(default=[], max_length=300)
    items: "FactText | None" = None
    fields: dict[FieldName, "FactText"] = Field(default={}, max_length=40)


class ParameterText(_Line):
    """A number or text with dates: a threshold, a weighting, a ceiling."""

    title: Text
    type: Literal["integer", "number", "money", "percentage", "date", "duration", "text"]
    unit: str = Field(default="", max_length=60)
    values: dict[IsoDate, "DatedValue"] = Field(min_length=1, max_length=100)
    until: IsoDate | None = Field(default=None, description="Last day the last value is known to hold.")


class DatedValue(_Line):
    """A value from a day on, until the next one."""

    value: bool | int | str | Annotated[Any, WithJsonSchema({"type": "number"})]
    source: SourceRef
    standing: Standing


class ConclusionText(_Line):
    """Words for a conclusion: a clause such as `the Social Value Act applies`."""

    title: Text


class RuleText(_Line):
    """When these hold, a conclusion is drawn."""

    id: Identifier
    title: str = Field(default="", max_length=600)
    subject: Kind = Kind.PROCUREMENT
    applies_when: ConditionText
    concludes: Identifier
    in_force: InForce = InForce()
    source: SourceRef
    standing: Standing


class PriorityText(_Line):
    """A theme the area wants advanced."""

    id: Identifier
    title: Text
    help: str = Field(default="", max_length=2000)
    advances: list[LineId] = Field(default=[], max_length=60, description="Lines of other frameworks it serves.")
    source: SourceRef
    standing: Standing


class CheckText(_Line):
    """One checklist item."""

    id: Identifier
    title: Text
    priority: LineId | None = None
    stages: list[Stage] = Field(min_length=1, max_length=5)
    subject: Kind | None = Field(default=None, description="What is looked at; normally follows from the stage.")
    level: Level
    applies_when: ConditionText | None = None
    expects: ConditionText | None = None
    expects_at: dict[Stage, ConditionText] = Field(default={}, description="Instead of `expects`: one for each stage.")
    ask: str = Field(default="", max_length=600)
    suggest: str = Field(default="", max_length=2000)
    help: str = Field(default="", max_length=2000)
    in_force: InForce = InForce()
    source: SourceRef
    standing: Standing


class MeasureText(_Line):
    """Something a bid can commit to. Gives the facts `bid.offers.ID` and `contract.delivered.ID`."""

    id: Identifier
    priority: LineId | None = None
    title: Text
    type: Literal["yes_no", "integer", "number", "money", "percentage"] = "number"
    unit: str = Field(default="", max_length=60)
    per: Literal["contract", "year", "month"] = "contract"
    question: str = Field(default="", max_length=600)
    evidence: list[Text] = Field(default=[], max_length=20)
    scoring: dict[str, Any] = Field(default={}, description="`method:` and the method's options.")
    source: SourceRef
    standing: Standing


class ScalePoint(_Line):
    """One mark of a rating scale and what earns it."""

    mark: int | Annotated[Any, WithJsonSchema({"type": "number"})]
    label: Text
    means: Text


class ScaleText(_Line):
    """A described rating scale."""

    title: Text
    points: list[ScalePoint] = Field(min_length=2, max_length=101)
    source: SourceRef
    standing: Standing


class ClueText(_Line):
    """Words to look for in prose, and the fact they tell or suggest.

    Each word of a term is found in its English forms too; capitals matter only in a term of capitals. For a number,
    money, percentage, date or duration the value is the quantity that stands with the term in its sentence.
    """

    id: Identifier
    fact: FactName
    value: bool | Identifier | None = Field(
        default=None, description="The choice or the entry of the list that the words speak for; for yes/no, which."
    )
    terms: list[Term] = Field(min_length=1, max_length=120)
    unless: list[Term] = Field(default=[], max_length=60, description="A term inside one of these does not count.")
    under: list[Term] = Field(
        default=[], max_length=60, description="Only where the headings or the sentence have one of these."
    )
    beside: list[Term] = Field(
        default=[],
        max_length=60,
        description="Only a quantity right after which one of these stands, or that goes with a term after which one "
        "stands: `estimated value of £90,000 excluding VAT`.",
    )
    settles: bool = Field(default=False, description="True: the words make the fact known; false: they suggest it.")
    source: SourceRef
    standing: Standing


class OverrideText(_Line):
    """A changed line of a parent pack. Either `waive: true` or `set:` with the parts that change."""

    line: LineId
    waive: bool = False
    set: dict[str, Any] = Field(default={}, max_length=12)
    reason: Text
    source: SourceRef


class RulepackText(_Line):
    """A rulepack: `rulepack.yaml`, with the sections that moved to files of their own put back in."""

    id: PackId
    title: Text
    version: str = Field(pattern=r"^[0-9]+(?:\.[0-9]+){0,3}$", max_length=20, description='In quotes: "2026.1".')
    description: str = Field(default="", max_length=4000)
    area: Area | None = None
    extends: list[PackId] = Field(default=[], max_length=20)
    sources: dict[Identifier, SourceText] = Field(default={}, max_length=200)
    gaps: list[Gap] = Field(default=[], max_length=200)
    facts: dict[FactName, FactText] = Field(default={}, max_length=2000)
    parameters: dict[Identifier, ParameterText] = Field(default={}, max_length=1000)
    conclusions: dict[Identifier, ConclusionText] = Field(default={}, max_length=1000)
    rules: list[RuleText] = Field(default=[], max_length=3000)
    priorities: list[PriorityText] = Field(default=[], max_length=300)
    checks: list[CheckText] = Field(default=[], max_length=3000)
    measures: list[MeasureText] = Field(default=[], max_length=1000)
    scales: dict[Identifier, ScaleText] = Field(default={}, max_length=100)
    clues: list[ClueText] = Field(default=[], max_length=2000)
    overrides: list[OverrideText] = Field(default=[], max_length=500)


HEAD = ("id", "title", "version", "description", "area", "extends")
"""What stays at the top of `rulepack.yaml`."""
SECTIONS = tuple(name for name in RulepackText.model_fields if name not in HEAD)
"""The sections that may move to a file of their own name: `checks.yaml` beside `rulepack.yaml`."""


class CaseText(_Line):
    """A worked example that is also a test: facts given, conclusions assumed, outcomes expected."""

    case: Text
    as_of: IsoDate
    stage: Stage | None = None
    given: dict[FactName, Any] = {}
    assume: list[LineId] = Field(default=[], description="Conclusions taken as established, without their rules.")
    expect: dict[LineId, Literal["met", "not_met", "cannot_tell", "not_applicable", "not_in_force"]] = {}
    concludes: dict[LineId, Literal["certain", "possible", "no"]] = {}


class CasesText(_Line):
    """`cases.yaml`: a list of cases under `cases:`."""

    cases: list[CaseText] = Field(min_length=1, max_length=5000)
