"""What was found in a draft against what was expected of it: counts by metric, and each mistake in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from drafts.expectation import Expectation, ExpectedFact, Pair, pair, points_at, scope, vocabulary

METRICS = ("settled", "suggested", "places", "outcomes", "pointers", "weights", "remarks")
"""The metrics, in the words of `measuring.py`."""


@dataclass(frozen=True)
class Tally:
    """Counts of one metric. `found_right` and `expected_right` differ where one place may be found in several ways."""

    found: int = 0
    found_right: int = 0
    expected: int = 0
    expected_right: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.found + other.found,
            self.found_right + other.found_right,
            self.expected + other.expected,
            self.expected_right + other.expected_right,
        )

    @property
    def precision(self) -> Fraction | None:
        """Of what was found, the share that is right; None where nothing was found."""
        return Fraction(self.found_right, self.found) if self.found else None

    @property
    def recall(self) -> Fraction | None:
        """Of what is expected, the share that was found; None where nothing is expected."""
        return Fraction(self.expected_right, self.expected) if self.expected else None


@dataclass(frozen=True)
class Found:
    """A clue that the library found, with the text of its paragraph."""

    pair: Pair
    settled: bool
    paragraph: str


@dataclass(frozen=True)
class Observed:
    """What the library says of a draft. `pointed` has the texts of the paragraphs that a check's finding leads to."""

    found: Sequence[Found] = ()
    outcomes: Mapping[str, str] = field(default_factory=dict)
    pointed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    weights: Mapping[str, str] = field(default_factory=dict)
    remarks: Sequence[str] = ()


@dataclass(frozen=True)
class Comparison:
    """The tallies of one draft by metric, and each mistake in words."""

    tallies: Mapping[str, Tally]
    mistakes: Sequence[str]


def compare(expected: Expectation, observed: Observed) -> Comparison:
    """Hold what was found against what was expected."""
    packs = scope(expected.packs)
    found = [one for one in observed.found if vocabulary().may(one.pair, packs)]
    mistakes: list[str] = []
    tallies = {
        "settled": _settled(expected.facts, found, mistakes),
        "suggested": _suggested(expected.facts, found, mistakes),
        "places": _places(expected.facts, found, mistakes),
        "outcomes": _outcomes(expected, observed, mistakes),
        "pointers": _pointers(expected, observed, mistakes),
        "weights": _weights(expected, observed, mistakes),
        "remarks": _remarks(expected, observed, mistakes),
    }
    return Comparison(tallies, mistakes)


def _settled(facts: Sequence[ExpectedFact], found: Sequence[Found], mistakes: list[str]) -> Tally:
    wanted = {fact.pair for fact in facts if fact.told == "settled" and not fact.optional}
    had = {one.pair for one in found if one.settled} - _optional(facts)
    return _sets("settled", wanted, had, mistakes)


def _suggested(facts: Sequence[ExpectedFact], found: Sequence[Found], mistakes: list[str]) -> Tally:
    """Compare what is not settled. What came as the other sort was counted with `settled` and is left out here."""
    settled = {one.pair for one in found if one.settled}
    to_settle = {fact.pair for fact in facts if fact.told == "settled"}
    wanted = {fact.pair for fact in facts if not fact.optional} - to_settle - settled
    had = {one.pair for one in found} - settled - to_settle - _optional(facts)
    return _sets("suggested", wanted, had, mistakes)


def _sets(metric: str, wanted: set[Pair], had: set[Pair], mistakes: list[str]) -> Tally:
    mistakes += [f"{metric}: missed {_spoken(one)}" for one in sorted(wanted - had)]
    mistakes += [f"{metric}: wrongly found {_spoken(one)}" for one in sorted(had - wanted)]
    return Tally(len(had), len(had & wanted), len(wanted), len(had & wanted))


def _optional(facts: Sequence[ExpectedFact]) -> set[Pair]:
    return {fact.pair for fact in facts if fact.optional}


def _places(facts: Sequence[ExpectedFact], found: Sequence[Found], mistakes: list[str]) -> Tally:
    tally = Tally()
    for fact in facts:
        if fact.optional:
            continue
        texts = list(dict.fromkeys(one.paragraph for one in found if one.pair == fact.pair))
        if not texts:
            continue
        right = [text for text in texts if _named(text, (*fact.at, *fact.also))]
        hit = any(_named(text, fact.at) for text in texts)
        mistakes += [f"places: {_spoken(fact.pair)} in “{text[:60]}”" for text in texts if text not in right]
        mistakes += [] if hit else [f"places: {_spoken(fact.pair)} not found in “{fact.at[0]}”"]
        tally += Tally(len(texts), len(right), 1, int(hit))
    return tally


def _outcomes(expected: Expectation, observed: Observed, mistakes: list[str]) -> Tally:
    right = 0
    given = 0
    for check, wanted in expected.outcomes.items():
        outcome = observed.outcomes.get(check, "")
        given += bool(outcome)
        right += outcome == wanted.outcome
        if outcome != wanted.outcome:
            mistakes.append(f"outcomes: {check} is {outcome or 'not looked at'}, not {wanted.outcome}")
    return Tally(given, right, len(expected.outcomes), right)


def _pointers(expected: Expectation, observed: Observed, mistakes: list[str]) -> Tally:
    tally = Tally()
    for check, wanted in expected.outcomes.items():
        if not wanted.at:
            continue
        texts = observed.pointed.get(check, ())
        hit = any(_named(text, wanted.at) for text in texts)
        mistakes += [] if hit else [f"pointers: {check} does not lead to “{wanted.at[0]}”"]
        tally += Tally(int(bool(texts)), int(hit), 1, int(hit))
    return tally


def _weights(expected: Expectation, observed: Observed, mistakes: list[str]) -> Tally:
    wanted = {(name.casefold(), pair("", weight).value) for name, weight in expected.weights.items()}
    had = {(name.casefold(), pair("", weight).value) for name, weight in observed.weights.items()}
    mistakes += [f"weights: missed {name} {weight}" for name, weight in sorted(wanted - had)]
    mistakes += [f"weights: wrongly found {name} {weight}" for name, weight in sorted(had - wanted)]
    return Tally(len(had), len(had & wanted), len(wanted), len(had & wanted))


def _remarks(expected: Expectation, observed: Observed, mistakes: list[str]) -> Tally:
    told = [
        any(
            all(any(word.casefold() in remark.casefold() for word in group) for group in wanted.words)
            for remark in observed.remarks
        )
        for wanted in expected.remarks
    ]
    mistakes += [f"remarks: not told: {one.about}" for one, hit in zip(expected.remarks, told, strict=True) if not hit]
    return Tally(0, 0, len(told), sum(told))


def _named(paragraph: str, snippets: Iterable[str]) -> bool:
    return any(points_at(snippet, [paragraph]) for snippet in snippets)


def _spoken(said: Pair) -> str:
    return f"{said.fact} {said.value}{', denied' if said.denied else ''}"
