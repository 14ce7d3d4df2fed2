"""What a requirement says about the value of its answer: pattern, expected value, range, which values and how many."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sv_rules.errors import listed
from sv_rules.model.questionnaire import Requirement
from sv_rules.questionnaire.patterns import search
from sv_rules.questionnaire.typing_answers import WrongTypeError, of_type, shown

_LONGEST_MATCHED = 20_000
"""Characters of an answer that a pattern is tried on."""


def breaches(values: tuple[Any, ...], requirement: Requirement) -> Iterator[tuple[str, str]]:
    """Give what is wrong with well-typed values, as a clause, and what would be right, as a sentence.

    A limit that cannot be read says so; the answer is then not held against it.
    """
    for value in dict.fromkeys(values):
        if requirement.pattern and isinstance(value, str) and requirement.type in {"", "text"}:
            yield from _pattern(value, requirement.pattern)
        if requirement.expected is not None:
            yield from _expected(value, requirement)
        if requirement.type == "date" or (isinstance(value, int | Decimal) and not isinstance(value, bool)):
            yield from _range(value, requirement)
    yield from _among(values, requirement)
    yield from _counts(len(dict.fromkeys(values)), requirement)


def _pattern(value: str, written: str) -> Iterator[tuple[str, str]]:
    try:
        fits = search(written).matches(value[:_LONGEST_MATCHED])
    except ValueError as reason:
        yield f"the pattern asked for cannot be used, so this answer was not held against it: {reason}".rstrip("."), ""
        return
    if not fits:
        yield f"{shown(value)} does not have the form asked for", f"Write it to fit the pattern {written}."


def _expected(value: Any, requirement: Requirement) -> Iterator[tuple[str, str]]:
    wanted = _limit(requirement.expected, requirement, value)
    if wanted is None:
        yield _unreadable("expected value", requirement.expected), ""
    elif value != wanted:
        yield f"{shown(value)} is not the answer expected", f"The expected answer is {shown(wanted)}."


def _range(value: Any, requirement: Requirement) -> Iterator[tuple[str, str]]:
    for limit, name, outside, word in (
        (requirement.least, "lower limit", "below", "least"),
        (requirement.most, "upper limit", "above", "most"),
    ):
        if limit is None:
            continue
        bound = _limit(limit, requirement, value)
        if bound is None or isinstance(bound, bool) or isinstance(bound, str) != isinstance(value, str):
            yield _unreadable(name, limit), ""
        elif (value < bound) if word == "least" else (value > bound):
            yield f"{shown(value)} is {outside} the limit of {shown(bound)}", f"Answer at {word} {shown(bound)}."


def _among(values: tuple[Any, ...], requirement: Requirement) -> Iterator[tuple[str, str]]:
    if not requirement.expected_values:
        return
    kind = values[0] if values else None
    allowed = [_limit(one, requirement, kind) for one in requirement.expected_values]
    others = [value for value in dict.fromkeys(values) if value not in allowed]
    if others:
        choices = listed((shown(one) for one in requirement.expected_values), joined_by="or")
        verb = "is" if len(others) == 1 else "are"
        yield f"{listed(map(shown, others))} {verb} not among the answers allowed", f"Choose from {choices}."


def _counts(different: int, requirement: Requirement) -> Iterator[tuple[str, str]]:
    least, most = requirement.fewest_values, requirement.most_values
    if least is not None and different < least:
        yield f"{_different(different)} given, at least {least} must be", f"Give at least {_plural(least)}."
    if most is not None and different > most:
        yield f"{_different(different)} given, at most {most} may be", f"Give at most {_plural(most)}."


def _different(count: int) -> str:
    return f"{count} different answer{' is' if count == 1 else 's are'}"


def _plural(count: int) -> str:
    return f"{count} different answer{'' if count == 1 else 's'}"


def _limit(written: Any, requirement: Requirement, value: Any) -> Any:
    """Read a limit as the type of its requirement; where it states none, as the type of the answer."""
    wanted = requirement.type
    if not wanted and isinstance(value, bool):
        wanted = "yes_no"
    elif not wanted and isinstance(value, int | Decimal):
        wanted = "number"
    try:
        limit = of_type(written, wanted)
        # Without a type, an answer "5" to an expected 5 is the same: some publishers write all values as text.
        return str(written) if not wanted and isinstance(value, str) and not isinstance(limit, bool | str) else limit
    except WrongTypeError:
        return None


def _unreadable(name: str, written: Any) -> str:
    return f"the {name} {shown(written)} cannot be read, so this answer was not held against it"
