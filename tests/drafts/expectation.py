"""What a careful officer says of a draft, written by hand in `expected.yaml`: facts, outcomes, weights, remarks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, NamedTuple

import yaml
from drafts.description import DRAFTS, Draft

TOLD = ("settled", "suggested", "contradicted")


class Pair(NamedTuple):
    """A fact with what is said of it. A yes/no that is denied is the other value and is never `denied`."""

    fact: str
    value: str
    denied: bool = False


@dataclass(frozen=True)
class ExpectedFact:
    """A fact that the words tell (`settled`), only suggest, or tell in two ways that contradict each other.

    `at`: snippets of paragraphs of which one has to be found; `also`: others that are right too. `optional`: right
    whether it is found or not.
    """

    pair: Pair
    told: str
    at: tuple[str, ...]
    also: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True)
class ExpectedOutcome:
    """The outcome of a check; `at`: snippets of paragraphs, one of which its finding points to."""

    outcome: str
    at: tuple[str, ...] = ()


@dataclass(frozen=True)
class ExpectedRemark:
    """Something that has to be told: each group of words has one that occurs in the same remark."""

    about: str
    words: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Expectation:
    """Everything a careful officer says of a draft."""

    packs: tuple[str, ...]
    as_of: date
    kinds: tuple[str, ...]
    facts: tuple[ExpectedFact, ...]
    outcomes: dict[str, ExpectedOutcome]
    weights: dict[str, str]
    sum_of_weights: str
    remarks: tuple[ExpectedRemark, ...]
    policy_words: tuple[str, ...] = ()

    @property
    def snippets(self) -> Sequence[str]:
        """Every snippet by which a paragraph is named."""
        of_facts = (text for fact in self.facts for text in (*fact.at, *fact.also))
        return (*of_facts, *(text for outcome in self.outcomes.values() for text in outcome.at))


def expectation(draft: Draft) -> Expectation:
    """Read what is expected of a draft."""
    written = yaml.safe_load((draft.folder / "expected.yaml").read_text())
    outcomes = {
        name: ExpectedOutcome(one["outcome"], _many(one.get("at"))) for name, one in written["outcomes"].items()
    }
    return Expectation(
        packs=tuple(written["packs"]),
        as_of=written["as_of"],
        kinds=tuple(written["kinds"]),
        facts=tuple(map(_fact, written["facts"])),
        outcomes=outcomes,
        weights=dict(written["weights"]["criteria"]),
        sum_of_weights=written["weights"]["sum"],
        remarks=tuple(ExpectedRemark(one["about"], tuple(map(tuple, one["words"]))) for one in written["remarks"]),
        policy_words=tuple(written.get("policy_words", ())),
    )


def _fact(written: dict[str, Any]) -> ExpectedFact:
    told = written["told"]
    if told not in TOLD:
        raise ValueError(f"'{told}' is none of {TOLD}")
    said = pair(written["fact"], written["value"], denied=written.get("denied", False))
    return ExpectedFact(said, told, _many(written["at"]), _many(written.get("also")), written.get("optional", False))


def pair(fact: str, value: object, *, denied: bool = False) -> Pair:
    """Make the pair that is compared: a list's entry without its pack, a number without idle zeros."""
    if isinstance(value, bool):
        return Pair(fact, "no" if denied or not value else "yes")
    return Pair(fact, _plain(str(value).rpartition("/")[2]), denied)


def _plain(value: str) -> str:
    head, _, last = value.rpartition(" ")
    number = last.removesuffix("%")
    try:
        shown = f"{Decimal(number).normalize():f}" + last[len(number) :]
    except InvalidOperation:
        return value
    return f"{head} {shown}" if head else shown


def points_at(snippet: str, paragraphs: Sequence[str]) -> Sequence[int]:
    """Give the positions of the paragraphs that a snippet names: those that are it, else those that hold it."""
    wanted = folded(snippet)
    texts = [folded(text) for text in paragraphs]
    same = [number for number, text in enumerate(texts) if text == wanted]
    return same or [number for number, text in enumerate(texts) if wanted in text]


def folded(text: str) -> str:
    """Fold what a form of document may change: spaces and line ends, and the shape of quotation marks."""
    return " ".join(text.translate(str.maketrans("’‘“”", "''\"\"")).split())


@dataclass(frozen=True)
class Vocabulary:
    """What prose may do, `settle` or `suggest`, by pack, fact and value; an empty value: a quantity is read."""

    entries: dict[tuple[str, str, str], str]

    def may(self, said: Pair, packs: Iterable[str]) -> str:
        """Give what prose may do about a pair under these packs; empty: it is out of scope."""
        value = "yes" if said.value == "no" else said.value
        keys = [(pack, said.fact, one) for pack in packs for one in (value, "")]
        return next((self.entries[key] for key in keys if key in self.entries), "")


@cache
def vocabulary() -> Vocabulary:
    """Read the vocabulary."""
    written = yaml.safe_load((DRAFTS / "vocabulary.yaml").read_text())["facts"]
    return Vocabulary({(one["pack"], one["fact"], _value_of(one)): one["prose_may"] for one in written})


def _value_of(entry: dict[str, Any]) -> str:
    return pair(entry["fact"], entry["value"]).value if "value" in entry else ""


@cache
def layers(pack: str) -> tuple[str, ...]:
    """Give a pack and every pack that it builds on."""
    written = yaml.safe_load((DRAFTS.parents[1] / "rulepacks" / pack / "rulepack.yaml").read_text())
    return tuple(dict.fromkeys((pack, *(one for parent in written.get("extends", ()) for one in layers(parent)))))


def scope(packs: Iterable[str]) -> tuple[str, ...]:
    """Give the packs with every pack that they build on."""
    return tuple(dict.fromkeys(one for pack in packs for one in layers(pack)))


def _many(written: str | list[str] | None) -> tuple[str, ...]:
    if written is None:
        return ()
    return (written,) if isinstance(written, str) else tuple(written)
