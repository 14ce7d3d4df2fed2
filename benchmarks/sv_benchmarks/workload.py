"""The reference workload: made-up bids and rules about them, in a form that belongs to no engine.

A bid has some forty flat fields; one in ten of the optional ones is absent. A rule is a tree of tests joined by `all`
and `any`, three deep at most. Every test but ABSENT fails on a field that is absent. The shape is that of the
comparison of engines this suite began from: 24 numeric fields, 10 of text, 6 of yes or no; 100 rules with 4.5 tests in
the mean. Seeded: the same numbers give the same bids and rules on every machine.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from random import Random
from typing import Any

SEED = 47  # of the first sixty, the nearest to 4.5 tests a rule and 42% of rules holding
RULES, BIDS = 100, 1000


class Form(StrEnum):
    """What a field holds."""

    AMOUNT = "amount"
    COUNT = "count"
    WORD = "word"
    FLAG = "flag"


@dataclass(frozen=True)
class Field:
    """A field of a bid. Amounts have two decimals; `likely` is how often a flag is set."""

    name: str
    form: Form
    lowest: int = 0
    highest: int = 0
    words: tuple[str, ...] = ()
    likely: float = 0.5
    optional: bool = False


class Is(StrEnum):
    """What a test asks of a field."""

    BELOW = "below"
    AT_MOST = "at most"
    ABOVE = "above"
    AT_LEAST = "at least"
    EQUAL = "equal"
    OTHER = "other than"
    AMONG = "among"
    NOT_AMONG = "not among"
    SET = "set"
    UNSET = "unset"
    PRESENT = "present"
    ABSENT = "absent"


@dataclass(frozen=True)
class Test:
    """One test: of a field, against a number, a word or several words."""

    ask: Is
    field: str
    value: Any = None


@dataclass(frozen=True)
class Joined:
    """Tests joined: all must hold, or any."""

    every: bool
    parts: "tuple[Node, ...]"


Node = Test | Joined
Bid = Mapping[str, Any]


def bids(count: int = BIDS, seed: int = SEED) -> list[dict[str, Any]]:
    """Give made-up bids; amounts are `Decimal`."""
    random = Random(seed)
    return [_bid(random) for _ in range(count)]


def rules(count: int = RULES, seed: int = SEED) -> dict[str, Node]:
    """Give made-up rules by name."""
    random = Random(seed + 1)
    return {f"rule-{number:04}": _node(random, 3) for number in range(count)}


def tests_of(node: Node) -> Iterator[Test]:
    """Give the tests of a rule in order."""
    if isinstance(node, Test):
        yield node
    else:
        for part in node.parts:
            yield from tests_of(part)


# The fields -----------------------------------------------------------------------------------------------------

_COUNTRIES = ("at", "be", "cz", "de", "dk", "es", "fi", "fr", "gb", "hu", "ie", "it", "nl", "pl", "pt", "se")
_GOODS = (
    "catering", "cleaning", "building", "software", "training", "transport", "housing", "social-care", "highways",
    "grounds", "printing", "furniture",
)  # fmt: skip


def _amount(name: str, lowest: int, highest: int, *, optional: bool = False) -> Field:
    return Field(name, Form.AMOUNT, lowest, highest, optional=optional)


def _count(name: str, lowest: int, highest: int, *, optional: bool = False) -> Field:
    return Field(name, Form.COUNT, lowest, highest, optional=optional)


def _word(name: str, words: tuple[str, ...], *, optional: bool = False) -> Field:
    return Field(name, Form.WORD, words=words, optional=optional)


def _flag(name: str, likely: float, *, optional: bool = False) -> Field:
    return Field(name, Form.FLAG, likely=likely, optional=optional)


FIELDS: Mapping[str, Field] = {
    field.name: field
    for field in (
        _amount("price", 10_000, 900_000),
        _amount("ceiling", 50_000, 1_000_000),
        _amount("day_rate", 5, 900),
        _amount("discount", 0, 30, optional=True),
        _amount("overhead", 0, 27),
        _amount("turnover", 50_000, 9_000_000),
        _amount("turnover_last_year", 50_000, 9_000_000, optional=True),
        _amount("turnover_before_that", 50_000, 9_000_000, optional=True),
        _amount("insured_for", 0, 5_000_000, optional=True),
        _amount("bond", 0, 15, optional=True),
        _amount("emissions", 0, 400, optional=True),
        _amount("local_spend", 0, 100, optional=True),
        _amount("recycled", 0, 100, optional=True),
        _amount("quality", 0, 100),
        _count("delivery_days", 1, 180),
        _count("guarantee_months", 0, 60),
        _count("staff", 1, 3000),
        _count("years_trading", 0, 80),
        _count("similar_contracts", 0, 25, optional=True),
        _count("lots", 1, 12),
        _count("subcontractors", 0, 9, optional=True),
        _count("payment_days", 0, 120),
        _count("valid_days", 15, 240),
        _count("apprentices", 0, 40),
        _word("country", _COUNTRIES),
        _word("goods", _GOODS),
        _word("currency", ("gbp", "eur", "usd", "sek", "pln")),
        _word("legal_form", ("limited", "public", "partnership", "charity", "sole-trader", "consortium")),
        _word("procedure", ("open", "restricted", "flexible", "direct", "framework")),
        _word("delivery", ("on-site", "depot", "collected", "posted", "mixed"), optional=True),
        _word("standard", ("nothing", "iso-9001", "iso-14001", "iso-27001", "iso-45001")),
        _word("credit", ("a", "b", "c", "d"), optional=True),
        _word("status", ("draft", "sent", "clarified", "withdrawn")),
        _word("language", ("en", "cy", "gd", "ga", "fr", "pl")),
        _flag("signed", 0.92),
        _flag("tax_paid", 0.9, optional=True),
        _flag("debarred", 0.04),
        _flag("small_firm", 0.6, optional=True),
        _flag("carbon_plan", 0.5, optional=True),
        _flag("living_wage", 0.8),
    )
}
OPTIONAL = tuple(field.name for field in FIELDS.values() if field.optional)


def _having(*forms: Form) -> tuple[Field, ...]:
    return tuple(field for field in FIELDS.values() if field.form in forms)


_NUMERIC, _WORDS, _FLAGS = _having(Form.AMOUNT, Form.COUNT), _having(Form.WORD), _having(Form.FLAG)


# Making them ----------------------------------------------------------------------------------------------------


def _bid(random: Random) -> dict[str, Any]:
    return {
        name: _value(random, field) for name, field in FIELDS.items() if not (field.optional and random.random() < 0.1)
    }


def _value(random: Random, field: Field) -> Any:
    match field.form:
        case Form.AMOUNT:
            return Decimal(random.randint(field.lowest * 100, field.highest * 100)).scaleb(-2)
        case Form.COUNT:
            return random.randint(field.lowest, field.highest)
        case Form.WORD:
            return random.choice(field.words)
        case Form.FLAG:
            return random.random() < field.likely


def _node(random: Random, depth: int) -> Node:
    if depth == 0 or random.random() < 0.45:
        return _test(random)
    every = random.random() < 0.5
    parts: list[Node] = []
    for _ in range(random.randint(2, 3)):
        part = _node(random, depth - 1)
        # `all` within `all` is one `all`.
        parts += part.parts if isinstance(part, Joined) and part.every is every else (part,)
    return Joined(every, tuple(parts))


def _test(random: Random) -> Test:
    which = random.random()
    if which < 0.5:
        return _numeric_test(random)
    if which < 0.68:
        field = random.choice(_WORDS)
        several = random.sample(field.words, random.randint(2, max(2, len(field.words) // 2)))
        return Test(random.choice((Is.AMONG, Is.AMONG, Is.NOT_AMONG)), field.name, tuple(sorted(several)))
    if which < 0.78:
        field = random.choice(_WORDS)
        return Test(random.choice((Is.EQUAL, Is.OTHER)), field.name, random.choice(field.words))
    if which < 0.9:
        return Test(random.choice((Is.SET, Is.SET, Is.UNSET)), random.choice(_FLAGS).name)
    return Test(random.choice((Is.PRESENT, Is.PRESENT, Is.ABSENT)), random.choice(OPTIONAL))


_ORDERED = (Is.BELOW, Is.AT_MOST, Is.ABOVE, Is.AT_LEAST)


def _numeric_test(random: Random) -> Test:
    field = random.choice(_NUMERIC)
    tenth = (field.highest - field.lowest) * 10  # hundredths of a tenth of the range
    hundredths = field.lowest * 100 + random.randint(tenth, 9 * tenth)
    if field.form is Form.AMOUNT:
        return Test(random.choice(_ORDERED), field.name, Decimal(hundredths).scaleb(-2))
    return Test(random.choice((*_ORDERED, *_ORDERED, Is.EQUAL, Is.OTHER)), field.name, round(hundredths / 100))
