"""What a form holds -> typed values of one subject's facts. Exact, and quick where nothing is wrong.

The quick way knows the few forms that nearly every answer has; at anything else it gives up, and the whole is read
again as any document is, which finds every problem and its place. The two never differ in what they accept.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from sv_rules.engine.compiling import Program
from sv_rules.engine.observing import typed_facts
from sv_rules.errors import DocumentError, Problem
from sv_rules.model.fact import Fact, FactType
from sv_rules.model.place import Place, pointer
from sv_rules.model.procurement import Answer, Remark, Subject
from sv_rules.model.raw_document import RawDocument
from sv_rules.model.typed import DIGITS_BEFORE, typed
from sv_rules.reading.exact_json import read_json
from sv_rules.reading.limits import Limits

FORM = "form"
"""What places call what a form holds: it is no document."""

_LONGEST = 64
"""Characters of a text that is remembered with its value."""
_BOUND = 10**DIGITS_BEFORE

Values = list[Any]


class _OutOfTheOrdinary(Exception):  # noqa: N818  no error: the other way is taken
    """The quick way cannot tell."""


class FormReader:
    """Reads forms about one subject: a group of full names of facts, each with its value as documents have it."""

    def __init__(self, program: Program, subject: Subject) -> None:
        """Take the compiled rulepack, and the subject with its kind and id; its facts are not looked at."""
        self._program = program
        self._subject = subject
        own = program.plans[subject.kind].own
        self._places = {fact.name: number for number, fact in enumerate(own)}
        self._count = len(own)
        # A fact that no condition reads is still to be of its type; its value then goes nowhere.
        declared = [fact for fact in program.rulepack.facts.values() if fact.kind is subject.kind]
        self._slots = {fact.name: _slot(self._places.get(fact.name, -1), fact) for fact in declared}
        self._decode = json.JSONDecoder(
            object_pairs_hook=_once, parse_float=_short_decimal, parse_constant=_refused
        ).decode

    def read(self, data: bytes) -> tuple[Values, Sequence[Remark]]:
        """Read JSON in UTF-8.

        Returns:
            The typed values of the facts that conditions read of this kind of subject, in the order of its plan, None
            where nothing is known; and a remark on every name that no rulepack declares.

        Raises:
            DocumentError: it is no group of names and values, or values are not of their facts' types; all at once.
        """
        try:
            return self._quickly(data), ()
        except (_OutOfTheOrdinary, ValueError, KeyError, TypeError, RecursionError):
            document = RawDocument(FORM, data)
            written = read_json(document.text, document.name)
            if written.problems:
                raise DocumentError(written.problems) from None
            return self.typed(written.data)

    def typed(self, facts: Any) -> tuple[Values, Sequence[Remark]]:
        """Type what is at hand already; see `read`."""
        if not isinstance(facts, Mapping):
            fix = 'Give one group: {"bid.offers.apprenticeships": 2}.'
            what = "a form is a group of full names of facts, each with its value"
            raise DocumentError(Problem(what, Place(document=FORM, pointer=""), fix=fix))
        answers = {
            str(name): Answer(value=value, place=Place(document=FORM, pointer=pointer(str(name))))
            for name, value in facts.items()
        }
        problems: list[Problem] = []
        remarks: list[Remark] = []
        subject = self._subject.model_copy(update={"facts": answers})
        found = typed_facts(self._program, subject, problems, remarks)
        if problems:
            raise DocumentError(problems)
        values: Values = [None] * self._count
        for name, value in found.items():
            if name in self._places:
                values[self._places[name]] = value
        return values, remarks

    def _quickly(self, data: bytes) -> Values:
        # Only an escape can bring in half a character.
        if len(data) > Limits.bytes or b"\\u" in data:
            raise _OutOfTheOrdinary
        facts = self._decode(data.decode())
        if type(facts) is not dict:
            raise _OutOfTheOrdinary
        values: Values = [None] * (self._count + 1)
        slots = self._slots
        for name, raw in facts.items():
            place, form, made = slots[name]
            if made is not None:
                values[place] = made(raw) if raw is not None else None
            elif type(raw) is form or raw is None or (form is not bool and type(raw) is int and -_BOUND < raw < _BOUND):
                values[place] = raw
            else:
                raise _OutOfTheOrdinary
        # The last entry is where values go that no condition reads.
        values.pop()
        return values


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    block = dict(pairs)
    if len(block) != len(pairs):
        raise _OutOfTheOrdinary
    return block


def _short_decimal(text: str) -> Decimal:
    # With so few characters it is within the bounds of a number, unless a power of ten is written behind it.
    if len(text) > 13 or "e" in text or "E" in text:
        raise _OutOfTheOrdinary
    return Decimal(text)


def _refused(text: str) -> Any:
    raise _OutOfTheOrdinary(text)


class _Slot(NamedTuple):
    """Where the value of a fact goes, and how an ordinary one is known: by its type, or by what `made` makes of it.

    A value of type `form` is right as it stands, and where that is no boolean, so is a whole number within bounds.
    `made` raises on everything that is not ordinary.
    """

    place: int
    form: type | None = None
    made: Callable[[Any], Any] | None = None


def _slot(place: int, fact: Fact) -> _Slot:
    match fact.type:
        case FactType.YES_NO:
            return _Slot(place, bool)
        case FactType.INTEGER:
            return _Slot(place)
        case FactType.NUMBER:
            return _Slot(place, Decimal)
        case FactType.TEXT:
            return _Slot(place, made=_text)
        case FactType.CHOICE:
            return _Slot(place, made={choice: choice for choice in fact.choices}.__getitem__)
        case FactType.LIST:
            return _Slot(place, made=_refused)
        case _:
            return _Slot(place, made=_remembering(fact))


def _text(raw: Any) -> str:
    if type(raw) is str and len(raw) <= Limits.text:
        return raw
    raise _OutOfTheOrdinary


def _remembering(fact: Fact) -> Callable[[Any], Any]:
    """Amounts, percentages, dates and durations come again and again, and are slow to read."""

    @lru_cache(maxsize=512)
    def read(raw: str) -> Any:
        return typed(raw, fact)

    def quickly(raw: Any) -> Any:
        if type(raw) is str and len(raw) <= _LONGEST:
            return read(raw)
        raise _OutOfTheOrdinary

    return quickly
