"""Conditions in plain English, from the operators' own words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from sv_rules.errors import listed
from sv_rules.model.condition import (
    AllOf,
    AnyOf,
    Comparison,
    Concluded,
    Condition,
    FactValue,
    Literal,
    Not,
    Operand,
    ParameterValue,
    Quantified,
    Quantifier,
)
from sv_rules.model.extending import Operator, Takes
from sv_rules.model.fact import Fact, FactType, spoken
from sv_rules.model.rulepack import Rulepack

_ACTUAL = "\0"
"""Stands for the value that was found: no text of a rulepack has it."""

_TEXT = Fact(name="text", type=FactType.TEXT, title="text")
_YES_NO = Fact(name="answer", type=FactType.YES_NO, title="answer")
_ENTRIES = Fact(name="entries", type=FactType.INTEGER, title="number of entries")


class Said(NamedTuple):
    """The words of a comparison when it holds, fails, or its opposite holds, and what it is held against.

    Words are in parts, between which stands the value that was found. `varies`: it is held against another fact, which
    has another value on every subject; `expected` is then left open.
    """

    holds: tuple[str, ...]
    fails: tuple[str, ...]
    denies: tuple[str, ...]
    expected: Any
    varies: bool


@dataclass
class Known:
    """Words that are the same on every subject, for one set of parameters' values.

    Conditions are known by identity, as to compare them would cost more than it saves; each is kept, so that its
    identity stays its own. Single operations on a dict are atomic, so threads share what is known.
    """

    asked: dict[tuple[int, bool], tuple[Condition, str]] = field(default_factory=dict)
    said: dict[int, tuple[Comparison, Said]] = field(default_factory=dict)


class Wording:
    """Says conditions of one rulepack, with the parameters' values on a day when one is given."""

    def __init__(
        self,
        rulepack: Rulepack,
        operators: Mapping[str, Operator],
        day: date | None = None,
        known: "Known | None" = None,
    ) -> None:
        """Take the rulepack, the operators by name, the day, and the words known for days of the same parameters."""
        self._rulepack = rulepack
        self._operators = operators
        self._day = day
        self._known = Known() if known is None else known

    def asked(self, condition: Condition, *, sign: bool) -> str:
        """Say what `condition` says, remembering it."""
        known = self._known.asked.get((id(condition), sign))
        if known is None:
            known = self._known.asked[id(condition), sign] = (condition, self.condition(condition, sign=sign))
        return known[1]

    def said_of(self, comparison: Comparison, expected: Callable[[], Any]) -> "Said":
        """Give the words of a comparison for any value, remembering them; `expected` writes what it is held against."""
        known = self._known.said.get(id(comparison))
        if known is None:
            known = self._known.said[id(comparison)] = (comparison, self._said(comparison, expected))
        return known[1]

    def _said(self, comparison: Comparison, expected: Callable[[], Any]) -> "Said":
        operator, fact = self._operators[comparison.operator], comparison.fact
        value = self.value(operator, fact, comparison.operands)
        # What another fact says is another value on every subject.
        varies = any(isinstance(operand, FactValue) for operand in comparison.operands)

        def parts(words: str) -> tuple[str, ...]:
            return tuple(words.format(fact=fact.title, actual=_ACTUAL, value=value).split(_ACTUAL))

        held_against = None if varies else expected()
        return Said(parts(operator.holds), parts(operator.fails), parts(operator.denies), held_against, varies)

    def condition(self, condition: Condition, *, sign: bool = True) -> str:
        """Say what a condition asks for; with `sign` False, the opposite. A clause without a capital or a full stop."""
        match condition:
            case Not(part):
                return self.condition(part, sign=not sign)
            case AllOf(parts) | AnyOf(parts):
                every = isinstance(condition, AllOf) is sign
                # Brackets only where an `or` stands inside an `and`, or the reverse.
                said = [
                    f"({text})" if _nested(part) and len(parts) > 1 else text
                    for part, text in ((part, self.condition(part, sign=sign)) for part in parts)
                ]
                return (" and " if every else " or ").join(said)
            case Concluded(name):
                return self.concluded(name, sign)
            case Comparison(fact, name, operands):
                operator = self._operators[name]
                if operator.judges_absence:
                    return f"{low(fact.title)} is {'known' if operands == (Literal(sign),) else 'not known'}"
                words = operator.holds if sign else operator.denies
                return words.format(fact=low(fact.title), value=self.value(operator, fact, operands), actual="")
            case Quantified():  # pragma: no branch  there is no other
                return self._quantified(condition, sign=sign)

    def concluded(self, name: str, truth: bool | None) -> str:
        """Say what a conclusion came to; None: it cannot be told."""
        title = self._rulepack.conclusions[name].title
        if truth is None:
            return f"it cannot be told whether {title}"
        return title if truth else f"it is not established that {title}"

    def value(self, operator: Operator, fact: Fact, operands: tuple[Operand, ...]) -> str:
        """Say the right-hand side of a comparison."""
        match operator.value:
            case Takes.PATTERN | Takes.TEXTS:
                return listed((self.operand(operand, _TEXT) for operand in operands), "or")
            case Takes.NOTHING:
                return self.operand(operands[0], _YES_NO)
            case Takes.ENTRY | Takes.ENTRIES:
                return listed(self.operand(operand, fact.items or _TEXT) for operand in operands)
            case Takes.PERIOD:
                ends = [
                    f"{word} {self.operand(operand, fact)}"
                    for word, operand in zip(("from", "to"), operands, strict=True)
                    if operand != Literal(None)
                ]
                return " ".join(ends)
            case _:
                return listed(self.operand(operand, fact) for operand in operands)

    def operand(self, operand: Operand, fact: Fact) -> str:
        """Say one value; a parameter by its value on the day where one is given, else by its title."""
        match operand:
            case Literal(value):
                return spoken(value, fact)
            case FactValue(other):
                return f"the {low(other.title)}"
            case ParameterValue(name):  # pragma: no branch  there is no other
                parameter = self._rulepack.parameters[name]
                value = parameter.on(self._day) if self._day else None
                if value is None:
                    return f"the {low(parameter.fact.title)}"
                return f"{spoken(value, parameter.fact)} (the {low(parameter.fact.title)})"

    def _quantified(self, quantified: Quantified, *, sign: bool) -> str:
        title = low(quantified.fact.title)
        where = self.condition(quantified.where) if quantified.where is not None else ""
        match quantified.quantifier:
            case Quantifier.COUNT:
                operator = self._operators[quantified.operator]
                words = operator.holds if sign else operator.denies
                subject = f"the number of {title}" + (f" where {where}" if where else "")
                return words.format(fact=subject, value=self.value(operator, _ENTRIES, quantified.operands), actual="")
            case Quantifier.SOME:
                return f"in {'at least one' if sign else 'none'} of the {title}, {where}"
            case Quantifier.EVERY:
                return f"{'in each' if sign else 'not in each'} of the {title}, {where}"
            case Quantifier.NONE:  # pragma: no branch  there is no other
                return f"in {'none' if sign else 'at least one'} of the {title}, {where}"


_ENDINGS = (".", "!", "?", "…”", ".”")
_ENDS = ".!?”"


def low(title: str) -> str:
    """Begin a title small inside a sentence, unless it is an abbreviation or a name of several capitals."""
    return title if len(title) > 1 and not title[1].islower() and title[1] != " " else title[:1].lower() + title[1:]


def sentence(clause: str) -> str:
    """Make a clause a sentence: a capital at its start, a full stop at its end."""
    text = clause.strip()
    if text[-1:] not in _ENDS or not text.endswith(_ENDINGS):
        text += "."
    return text if text[:1].isupper() else text[:1].upper() + text[1:]


def _nested(part: Condition) -> bool:
    return isinstance(part, AllOf | AnyOf) and len(part.parts) > 1
