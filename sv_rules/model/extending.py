"""The forms a plugin fills in: operators, scoring methods, document and report formats, engines and the rest.

Each is a declaration: plain data and functions of values to a value. Nothing acts when it is offered.
"""

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from pydantic import BaseModel

from sv_rules.model.amount import Money
from sv_rules.model.fact import FactType
from sv_rules.model.raw_document import RawDocument

if TYPE_CHECKING:
    from sv_rules.model.evaluation import Evaluation
    from sv_rules.model.inference import Drawn, Given, InferenceRules
    from sv_rules.model.procurement import Procurement, Remark
    from sv_rules.model.rulepack import Rulepack


class Takes(StrEnum):
    """What an operator is given on its right-hand side.

    SAME: one value of the fact's own type. LIST: one or more of them. PAIR: a low and a high one.
    ENTRY and ENTRIES: one, or one or more, of the type of a list's entries. TEXTS: one or more texts.
    PATTERN: a regular expression. PERIOD: `{from: date, to: date}`, either may be left out. NOTHING: true, or
    false for the opposite.
    """

    SAME = "same"
    LIST = "list"
    PAIR = "pair"
    ENTRY = "entry"
    ENTRIES = "entries"
    TEXTS = "texts"
    PATTERN = "pattern"
    PERIOD = "period"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Operator:
    """A kind of test that conditions may use: `FACT: {NAME: VALUE}`. Its name is its function's, without a last `_`.

    Args:
        function: `(actual, value) -> bool`. Both are known and typed alike; see `Takes` for the form of `value`
            (LIST, ENTRIES and TEXTS give a tuple; PAIR and PERIOD a tuple of two, where PERIOD's may be None).
            It has no side effect and gives the same answer for the same values.
        takes: the types of fact it can test.
        holds: its words when it is true, with `{fact}`, `{actual}` and `{value}`: "{fact} is at most {value}".
            They are also the sentence that says what a check asks for.
        fails: its words when it is false: "{fact} is {actual}; at most {value} is allowed".
        denies: the words of its opposite, used under `not`: "{fact} is more than {value}".
        value: what it is given on its right-hand side.
        prepare: turns the written value into the one that `function` gets, once, when the rulepack is compiled.
            It raises ValueError with an author's words for a value that cannot be used.
        compares: the Python comparison that does the same (`>=`, `in`, `is not None`), if there is one: the compiler
            then writes it inline.
        judges_absence: it is asked about a fact that is not known (actual is None). Only `given` does.
    """

    function: Callable[[Any, Any], bool]
    takes: tuple[FactType, ...]
    holds: str
    fails: str
    denies: str
    value: Takes = Takes.SAME
    prepare: Callable[[Any], Any] | None = None
    compares: str = ""
    judges_absence: bool = False

    @property
    def name(self) -> str:
        """The name in YAML."""
        return self.function.__name__.rstrip("_")

    @property
    def summary(self) -> str:
        """The first line of the function's docstring: the reference in one sentence."""
        return (inspect.getdoc(self.function) or "").partition("\n")[0]


@dataclass(frozen=True, slots=True, eq=False)
class Score:
    """What one bid earned under one method.

    Args:
        share: the part of the maximum earned, from 0 to 1, exact. None: the value cannot be scored; it is never a
            silent zero.
        shown: the sum that led to it, without a full stop ("£5,900,000 ÷ £6,100,000 = 0.967…"): the engine goes on
            "; of 30 points that is 29.016…". For a share of None, why, in a sentence. May be a function that gives the
            words: a field of bids is scored many times over, and only the first time are they read.
        raw: what was looked at, in words ("mark 4 of 5"); left empty, the engine says the value as its fact does.
    """

    share: Fraction | None
    shown: str | Callable[[], str]
    raw: str = ""

    @property
    def working(self) -> str:
        """The words of `shown`."""
        return self.shown if isinstance(self.shown, str) else self.shown()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Score):
            return NotImplemented
        return (self.share, self.raw, self.working) == (other.share, other.raw, other.working)

    def __hash__(self) -> int:
        return hash((self.share, self.raw))


class Reads(StrEnum):
    """What a scoring method looks at: evaluators' marks, a fact of the bid, or either.

    EITHER: the fact where the criterion names one, or a measure that has one; otherwise evaluators' marks.
    """

    MARKS = "marks"
    FACT = "fact"
    EITHER = "either"


@dataclass(frozen=True)
class Yardstick:
    """What of all bids together the share of one depends on, for a relative method: the lowest price, the mean.

    With it a field in which one bid has changed is scored again without words, and bids that it does not touch are not
    scored at all. Optional: a method without one is asked for the scores of the whole field instead.

    Args:
        of: `(values, options) -> measure` of a field; measures are compared by `==`. None: no bid of it can be scored.
        share: `(value, measure, options) -> share`: what the method's function gives for the value in that field.
    """

    of: Callable[[Mapping[str, Any], Any], Any]
    share: Callable[[Any, Any, Any], Fraction | None]


@dataclass(frozen=True)
class ScoringMethod:
    """A way to score one criterion over all admitted bids. Its name is its function's.

    Args:
        function: `(values, options) -> {bid: Score}` with the same keys as `values`. A value is a typed fact value
            or a Mark; a bid whose value is missing is not in `values` (the engine has said "cannot tell" already).
        options: a pydantic model of what `scoring:` may say beside `method:`.
        reads: marks, a fact, or either.
        takes: the types of fact it can score; empty where it reads marks only.
        relative: whether one bid's score depends on the others, which carries a warning.
        describes: `(options) -> words` that tell a bidder how the score is made with these options, published beside
            the criterion. Without it the summary is used.
        yardstick: how a relative method compares, so that it can be tried quickly with one bid changed.
    """

    function: Callable[[Mapping[str, Any], Any], Mapping[str, Score]]
    options: type[BaseModel]
    reads: Reads
    takes: tuple[FactType, ...] = ()
    relative: bool = False
    describes: Callable[[Any], str] | None = None
    yardstick: Yardstick | None = None

    @property
    def name(self) -> str:
        """The name in YAML."""
        return self.function.__name__.rstrip("_")

    @property
    def summary(self) -> str:
        """The first line of the function's docstring."""
        return (inspect.getdoc(self.function) or "").partition("\n")[0]


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """What one bid comes to under a decision rule: the number that bids are ordered by.

    Args:
        value: exact, or what an irrational number was rounded to as its rule declares. None: the bid has no place in
            the order.
        shown: the sum that led to it, without a full stop; for a value of None, why, in a sentence. May be a function
            that gives the words, as with a Score.
    """

    value: Fraction | None
    shown: str | Callable[[], str]

    @property
    def working(self) -> str:
        """The words of `shown`."""
        return self.shown if isinstance(self.shown, str) else self.shown()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Index):
            return NotImplemented
        return (self.value, self.working) == (other.value, other.working)

    def __hash__(self) -> int:
        return hash(self.value)


@dataclass(frozen=True)
class DecisionRule:
    """A way to decide a whole award from quality and price together, in place of a price criterion with a weight.

    Its name is its function's.

    Args:
        function: `(qualities, prices, options) -> {bid: Index}`, the same keys in all three: the bids whose quality and
            price are both known. A quality is in points, exact, normally of 100. It has no side effect, and the order
            of the bids changes nothing.
        options: a pydantic model of what `decided_by:` may say beside `rule:` and `price:`.
        lower_wins: whether the lowest index comes first; otherwise the highest does.
        relative: whether the order of two bids can depend on a third one, which carries a warning.
        describes: `(options) -> words` that tell a bidder how the award is decided with these options. Without it the
            summary is used.
        cautions: `(options) -> sentences` that whoever chooses the rule should read before it is published; they are
            warnings of the award. They depend on nothing but the options.
    """

    function: Callable[[Mapping[str, Fraction], Mapping[str, Money], Any], Mapping[str, Index]]
    options: type[BaseModel]
    lower_wins: bool
    relative: bool = False
    describes: Callable[[Any], str] | None = None
    cautions: Callable[[Any], Sequence[str]] | None = None

    @property
    def name(self) -> str:
        """The name in YAML."""
        return self.function.__name__.rstrip("_")

    @property
    def summary(self) -> str:
        """The first line of the function's docstring."""
        return (inspect.getdoc(self.function) or "").partition("\n")[0]


@dataclass(frozen=True)
class Dumped:
    """A document that was written, and what of it the format cannot hold."""

    data: bytes
    losses: "Sequence[Remark]" = ()


@dataclass(frozen=True)
class DocumentFormat:
    """A form of document that can be read into a Procurement, or written from one.

    Args:
        name: its name in messages and on the command line: `ocds`.
        title: what it is, in a few words.
        sniff: `(document) -> confidence` from 0 (not this) to 100 (certainly this); must not raise.
        load: `(document) -> (procurements, remarks)`. Reading real-world notices is total: it raises DocumentError only
            for what is not of the format at all.
        dump: `(procurement, rulepack) -> Dumped`. Either may be None: without a procurement it writes what the rulepack
            asks (a template, criteria), without a rulepack what the procurement says. None: the format is only read.
            What it can hold, `load` reads back the same.
        suffix: how names of such files end, `.json`; for naming what is written.
    """

    name: str
    title: str
    sniff: Callable[[RawDocument], int]
    load: Callable[[RawDocument], "tuple[Sequence[Procurement], Sequence[Remark]]"]
    dump: "Callable[[Procurement | None, Rulepack | None], Dumped] | None" = None
    suffix: str = ""


@dataclass(frozen=True)
class ReportFormat:
    """A way to write an Evaluation: `write(evaluation) -> text`, the same text for the same evaluation."""

    name: str
    title: str
    write: "Callable[[Evaluation], str]"


class InferenceEngine(Protocol):
    """Draws conclusions; one object per thread and rulepack. Made by an Engine's `start`."""

    def draw(self, given: "Given") -> "Drawn":
        """Give the rules that fire in each world, least fixpoint, for one subject."""
        ...

    def close(self) -> None:
        """Free what the engine holds. Nothing else is called afterwards."""
        ...


@dataclass(frozen=True)
class Engine:
    """An inference engine. Every engine gives the same answer; they differ in how.

    Args:
        name: `durable`, `strata`.
        version: goes into the record of an evaluation.
        start: makes an engine for one thread from flat rules.
        missing: why it cannot run here, in a sentence with the fix; empty when it can.
    """

    name: str
    version: str
    start: "Callable[[InferenceRules], InferenceEngine]"
    missing: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """Facts offered by a plugin, in the form of a rulepack's `facts:` section: name -> declaration."""

    name: str
    facts: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class RulepackFolder:
    """A folder whose subfolders are rulepacks."""

    name: str
    path: Path


@dataclass(frozen=True)
class Observer:
    """Is told of every finished evaluation: an audit log, telemetry. What it raises reaches the caller."""

    name: str
    evaluated: "Callable[[Evaluation], None]"


@dataclass(frozen=True)
class Command:
    """A command added to the command line: `run(arguments) -> exit code`; `summary` is its line in the help."""

    name: str
    summary: str
    run: Callable[[Sequence[str]], int]


Offer: TypeAlias = (
    Operator
    | ScoringMethod
    | DecisionRule
    | DocumentFormat
    | ReportFormat
    | Engine
    | Vocabulary
    | RulepackFolder
    | Observer
    | Command
)
"""Anything a plugin may offer."""

Offers: TypeAlias = Iterable[Offer]
