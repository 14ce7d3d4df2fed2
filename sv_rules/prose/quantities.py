"""The quantities of a sentence: numbers, money, percentages, dates and durations, in figures and in words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from sv_rules.model.amount import Money
from sv_rules.model.fact import FactType
from sv_rules.prose.clauses import matches, phrase_at, phrases
from sv_rules.prose.number_words import FIRST_WORDS, ORDINALS, TENS, number_words, ordinal_words
from sv_rules.prose.sentences import Sentence
from sv_rules.prose.word_lists import word_set

Bound = Literal["", "at_least", "at_most"]


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as it is written: 6, weeks. `unit` is days, weeks, months, years, or another kind of day."""

    count: int
    unit: str

    def in_unit(self, unit: str) -> int | None:
        """Give it in days or months; None where a length in one has none in the other."""
        family, size = _FAMILIES.get(self.unit, ("", 0))
        return self.count * size if family == unit else None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity and its words, from `start` up to `end`. Of a range, the value is where it begins."""

    type: FactType
    value: Any
    start: int
    end: int
    bound: Bound = ""
    is_range: bool = False


def quantities(sentence: Sentence) -> list[Quantity]:
    """Give the quantities of a sentence in order. References such as `section 4.2` and years are none."""
    found = list(_bare(sentence))
    return [_bounded(sentence, one) for one in _ranges(sentence, found)]


def _bare(sentence: Sentence) -> Iterator[Quantity]:
    index = 0
    while index < len(sentence.words):
        word = sentence.words[index]
        if word not in _FIRST_WORDS and not word[:1].isdigit():
            index += 1
            continue
        one = _date(sentence, index) or _amount(sentence, index)
        if one is None:
            index += 1
            continue
        if isinstance(one, Quantity):
            yield one
        index = one.end


@dataclass(frozen=True, slots=True)
class _Passed:
    """Figures that are no quantity: a reference, a year, a time of day."""

    end: int


# Dates ----------------------------------------------------------------------------------------------------------

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = {name: number for number, name in enumerate(_MONTHS, start=1)} | {
    name[:3]: number for number, name in enumerate(_MONTHS, start=1)
}
_MONTH["sept"] = 9
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_DAY_FIRST = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_HYPHENS = frozenset("-‐‑–")
_SEPARATORS = _HYPHENS | {"/"}


def _date(sentence: Sentence, index: int) -> Quantity | _Passed | None:
    words = sentence.words
    word = words[index]
    if word in _MONTH and sentence.raw[index][0].isupper():
        return _month_first(sentence, index)
    if word in ORDINALS or word in TENS:
        return _day_in_words(sentence, index)
    if not word[:1].isdigit():
        return None
    if found := _DAY_FIRST.fullmatch(word):
        return _day(int(found[3]), int(found[2]), int(found[1]), index, index + 1)
    if _joined(sentence, index):
        return _joined_date(sentence, index)
    if not word.isdigit() or len(word) > 2:
        return None
    at = index + 1
    if at < len(words) and words[at] in _ORDINALS and sentence.tight(at):
        at = _past_of(words, at + 1)
    return _of_a_month(sentence, int(word), index, at)


def _day_in_words(sentence: Sentence, index: int) -> Quantity | _Passed | None:
    """Read `the third of June 2026`; an ordinal without a month is no number."""
    found = ordinal_words(sentence.words, index)
    if found is None:
        return None
    day, at = found
    return _of_a_month(sentence, day, index, _past_of(sentence.words, at)) or _Passed(at)


def _past_of(words: Sequence[str], index: int) -> int:
    """Pass over what stands between a day and its month: `of`, `day of`."""
    if matches(words, index, ("day", "of")):
        return index + 2
    return index + 1 if words[index : index + 1] == ["of"] else index


def _of_a_month(sentence: Sentence, day: int, index: int, at: int) -> Quantity | _Passed | None:
    """Give the date of a day whose month stands at `at`."""
    words = sentence.words
    if at >= len(words) or words[at] not in _MONTH or not sentence.raw[at][0].isupper():
        return None
    month = _MONTH[words[at]]
    at = _past_dot(sentence, at + 1)
    if words[at : at + 1] == [","]:
        at += 1
    if at < len(words) and _is_year(words[at]):
        return _day(int(words[at]), month, day, index, at + 1)
    return _Passed(at)


def _month_first(sentence: Sentence, index: int) -> Quantity | _Passed | None:
    words = sentence.words
    at = _past_dot(sentence, index + 1)
    if at >= len(words) or not words[at].isdigit():
        return None
    if _is_year(words[at]):
        return _Passed(at + 1)
    day, at = int(words[at][:3]), at + 1
    if at < len(words) and words[at] in _ORDINALS:
        at += 1
    if words[at : at + 1] == [","]:
        at += 1
    if at < len(words) and _is_year(words[at]) and day <= 31:
        return _day(int(words[at]), _MONTH[words[index]], day, index, at + 1)
    return None


def _past_dot(sentence: Sentence, index: int) -> int:
    return index + 1 if sentence.words[index : index + 1] == ["."] and sentence.tight(index) else index


def _joined(sentence: Sentence, index: int) -> bool:
    words = sentence.words
    return (
        index + 4 < len(words)
        and words[index + 1] in _SEPARATORS
        and words[index + 3] == words[index + 1]
        and words[index + 2].isdigit()
        and words[index + 4].isdigit()
        and words[index].isdigit()
        and all(sentence.tight(each) for each in range(index + 1, index + 5))
    )


def _joined_date(sentence: Sentence, index: int) -> Quantity | _Passed:
    one, two, three = (sentence.words[each] for each in (index, index + 2, index + 4))
    if len(one) == 4 and len(two) <= 2 and len(three) <= 2:
        return _day(int(one), int(two), int(three), index, index + 5)
    if len(three) in {2, 4} and len(one) <= 2 and len(two) <= 2:
        year = int(three) if len(three) == 4 else 2000 + int(three)
        return _day(year, int(two), int(one), index, index + 5)
    return _Passed(index + 5)


def _day(year: int, month: int, day: int, start: int, end: int) -> Quantity | _Passed:
    try:
        return Quantity(FactType.DATE, date(year, month, day), start, end)
    except ValueError:
        return _Passed(end)


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and "1900" <= word <= "2199"


# Amounts --------------------------------------------------------------------------------------------------------

_SIGNS = {"£": "GBP", "€": "EUR", "$": "USD"}
_CODES = {"gbp": "GBP", "eur": "EUR", "usd": "USD"}
_NAMES = {"pound": "GBP", "pounds": "GBP", "euro": "EUR", "euros": "EUR", "dollars": "USD", "sterling": "GBP"}
_TIMES = {"thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_SHORT_TIMES = {"k": 1000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000, "b": 1_000_000_000}
_FAMILIES = {"days": ("days", 1), "weeks": ("days", 7), "months": ("months", 1), "years": ("months", 12)}
_DURATIONS = {f"{word}{end}": f"{word}s" for word in ("day", "week", "month", "year") for end in ("", "s")}
_OTHER_DAYS = word_set("working business school clear week")
_LABELS = word_set(
    "section sections clause clauses paragraph paragraphs para paras lot lots page pages year phase no number question "
    "questions schedule appendix annex table figure fig level levels grade band item version stage part tier option "
    "criterion kpi regulation regulations article ppn iso iec bs en act chapter step q ref week month day quarter "
    "scope policy module unit nvq ks"
)
_FIRST_WORDS = FIRST_WORDS | _MONTH.keys() | _SIGNS.keys() | _CODES.keys()
"""Words that a quantity may begin with, besides figures."""
_FIGURES = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,6})?")


class _Number(NamedTuple):
    value: int | Decimal
    end: int
    short: bool
    """Its size is written with a letter, as in 250k."""


def _amount(sentence: Sentence, index: int) -> Quantity | _Passed | None:
    words = sentence.words
    currency = _SIGNS.get(words[index]) or (_CODES.get(words[index]) if sentence.raw[index].isupper() else None)
    if currency:
        number = _number(sentence, index + 1, short=True) if index + 1 < len(words) else None
        if number is None:
            return None
        return Quantity(FactType.MONEY, Money(Decimal(number.value), currency), index, number.end)
    number = _number(sentence, index)
    if number is None:
        return _Passed(index + 1) if words[index][:1].isdigit() else None
    at = number.end
    after = words[at] if at < len(words) else ""
    if after in _NAMES:
        end = at + 2 if words[at + 1 : at + 2] == ["sterling"] else at + 1
        return Quantity(FactType.MONEY, Money(Decimal(number.value), _NAMES[after]), index, end)
    if after in {"p", "pence"} and (after == "pence" or sentence.tight(at)):
        return Quantity(FactType.MONEY, Money(Decimal(number.value) / 100, "GBP"), index, at + 1)
    if number.short:
        return Quantity(FactType.MONEY, Money(Decimal(number.value), "GBP"), index, at)
    if (length := _percent(words, at)) > 0:
        return Quantity(FactType.PERCENTAGE, Decimal(number.value), index, at + length)
    if (duration := _duration(sentence, number, index)) is not None:
        return duration
    return _plain(sentence, number, index)


def _percent(words: Sequence[str], index: int) -> int:
    if index < len(words) and words[index] in {"%", "percent", "pc"}:
        return 1
    return 2 if matches(words, index, ("per", "cent")) else 0


def _number(sentence: Sentence, index: int, *, short: bool = False) -> _Number | None:
    words = sentence.words
    word = words[index]
    value: int | Decimal
    if word[:1].isdigit():
        if not _FIGURES.fullmatch(word) or (len(word) > 1 and word[0] == "0" and word[1].isdigit()):
            return None
        figures = word.replace(",", "")
        value = Decimal(figures) if "." in figures else int(figures)
        at = index + 1
    else:
        found = number_words(words, index)
        if found is None or (words[found[1] : found[1] + 1] == ["of"] and found[0] == 1):
            return None
        value, at = found
    at = _said_again(sentence, value, at)
    return _sized(sentence, value, at, short=short)


def _sized(sentence: Sentence, value: int | Decimal, at: int, *, short: bool) -> _Number:
    word = sentence.words[at] if at < len(sentence.words) else ""
    if word in _TIMES:
        return _Number(_exact(value * _TIMES[word]), at + 1, short=False)
    if word in _SHORT_TIMES and (short or (word in {"k", "m", "bn"} and sentence.tight(at))):
        return _Number(_exact(value * _SHORT_TIMES[word]), at + 1, short=True)
    return _Number(value, at, short=False)


def _exact(value: int | Decimal) -> int | Decimal:
    return int(value) if value == int(value) else value


def _said_again(sentence: Sentence, value: int | Decimal, at: int) -> int:
    """Pass over the same number in brackets: `two (2)`, `2 (two)`."""
    words = sentence.words
    if words[at : at + 1] != ["("] or at + 1 >= len(words):
        return at
    found = number_words(words, at + 1)
    if words[at + 1].isdigit() and len(words[at + 1]) < 16:
        found = int(words[at + 1]), at + 2
    if found is None or found[0] != value or words[found[1] : found[1] + 1] != [")"]:
        return at
    return found[1] + 1


def _duration(sentence: Sentence, number: _Number, index: int) -> Quantity | _Passed | None:
    words = sentence.words
    at = number.end
    if at < len(words) and words[at] in _SEPARATORS and sentence.tight(at):
        at += 1
    kind = ""
    if at < len(words) and words[at] in {*_OTHER_DAYS, "calendar"}:
        kind, at = ("" if words[at] == "calendar" else f"{words[at]} "), at + 1
    if at >= len(words) or words[at] not in _DURATIONS:
        return None
    unit = f"{kind}{_DURATIONS[words[at]]}"
    if _is_an_age(sentence, index, at + 1) or not isinstance(number.value, int):
        return _Passed(at + 1)
    return Quantity(FactType.DURATION, Duration(number.value, unit), index, at + 1)


def _is_an_age(sentence: Sentence, start: int, end: int) -> bool:
    after = sentence.words[end : end + 2]
    if after[:1] in (["old"], ["olds"]) or after == ["of", "age"] or after in (["-", "old"], ["-", "olds"]):
        return True
    return any(word in {"aged", "age", "ages"} for word in sentence.words[max(0, start - 4) : start])


def _plain(sentence: Sentence, number: _Number, index: int) -> Quantity | _Passed:
    words = sentence.words
    before = words[index - 1] if index else ""
    after = words[number.end] if number.end < len(words) else ""
    figures = words[index][:1].isdigit()
    marks_an_item = figures and after in {".", ")"} and (index == 0 or (index == 1 and before in {"(", "•"}))
    capital_follows = number.end < len(words) and sentence.raw[number.end][:1].isupper()
    numbers_a_clause = index == 0 and "." in words[index] and capital_follows
    several_figures = figures and (before[:1].isdigit() or after[:1].isdigit())
    is_label = before in _LABELS or (before == "." and words[index - 2 : index - 1] in (["no"], ["nos"]))
    tight_after = number.end < len(words) and sentence.tight(number.end)
    part_of_more = figures and (
        (tight_after and (after in {"/", ":", "st", "nd", "rd", "th", "am", "pm"} or after.isalpha()))
        or (
            index > 0
            and sentence.tight(index)
            and before not in {"(", "[", "~", ">", "<", "=", "+", "“", '"', *_HYPHENS}
        )
    )
    is_a_year = figures and _is_year(words[index])
    is_an_age = _is_an_age(sentence, index, number.end)
    if marks_an_item or numbers_a_clause or is_label or part_of_more or several_figures or is_an_age:
        return _Passed(number.end)
    if is_a_year and not after.isalpha():
        return _Passed(number.end)
    return Quantity(FactType.NUMBER, number.value, index, number.end)


# Ranges and bounds ----------------------------------------------------------------------------------------------


def _ranges(sentence: Sentence, found: list[Quantity]) -> Iterator[Quantity]:
    index = 0
    while index < len(found):
        one = found[index]
        other = found[index + 1] if index + 1 < len(found) else None
        if other is not None and _is_range(sentence, one, other):
            yield replace(_of_type(one, other), end=other.end, is_range=True)
            index += 2
        else:
            yield one
            index += 1


def _is_range(sentence: Sentence, one: Quantity, other: Quantity) -> bool:
    between = list(sentence.words[one.end : other.start])
    if one.type is not other.type and one.type is not FactType.NUMBER:
        return False
    if len(between) != 1:
        return False
    if between[0] in _SEPARATORS or between[0] in {"to", "—"}:
        if between[0] == "to" and one.type is other.type is FactType.NUMBER and other.value < one.value:
            return False  # "cut from twelve to seven"
        return not (one.type is FactType.NUMBER and _is_small_money(one, other))
    before = sentence.words[max(0, one.start - 1) : one.start]
    return between == ["and"] and list(before) == ["between"]


def _is_small_money(one: Quantity, other: Quantity) -> bool:
    return other.type is FactType.DATE and one.type is FactType.NUMBER


def _of_type(one: Quantity, other: Quantity) -> Quantity:
    """Give where a range begins in the type of its end: `10 to 20%`, `6-12 months`."""
    if one.type is other.type:
        return one
    if other.type is FactType.PERCENTAGE:
        value: Any = Decimal(one.value)
    elif other.type is FactType.MONEY:
        value = Money(Decimal(one.value), other.value.currency)
    elif isinstance(other.value, Duration) and isinstance(one.value, int):
        value = Duration(one.value, other.value.unit)
    else:
        value = one.value
    return replace(one, type=other.type, value=value)


_Phrases = dict[str, tuple[tuple[str, ...], ...]]


def _by_last_word(*written: str) -> _Phrases:
    found: _Phrases = {}
    for each in written:
        parts = tuple(each.split())
        found[parts[-1]] = (*found.get(parts[-1], ()), parts)
    return found


_AT_LEAST = _by_last_word(
        "at least", "no fewer than", "not fewer than", "no less than", "not less than", "not be less than",
        "not be fewer than", "not be lower than", "a minimum of", "minimum of", "minimum", "min", "min .", "more than",
        "over", "above", "in excess of", "exceeding", "upwards of", "no lower than", "not below", "greater than",
        "minimum :", "no earlier than", "not before", "not earlier than", "on or after", "not fall below", ">",
)  # fmt: skip
_AT_MOST = _by_last_word(
        "up to", "at most", "no more than", "not more than", "a maximum of", "maximum of", "maximum", "max", "max .",
        "not exceeding", "not exceed", "less than", "fewer than", "under", "below", "not to exceed", "no greater than",
        "within", "no later than", "not later than", "by", "before", "on or before", "no longer than", "maximum :", "<",
        "not over", "not above", "no higher than",
)  # fmt: skip
_AT_LEAST_AFTER = phrases(
        "or more", "or above", "or over", "or greater", "or higher", "or longer", "+", "minimum", "as a minimum",
        "at least", "and above", "plus", "or later",
)  # fmt: skip
_AT_MOST_AFTER = phrases(
    "or less", "or fewer", "or under", "or below", "maximum", "at most", "or earlier", "or sooner", "max",
)  # fmt: skip
_OF_TIME = frozenset({"by", "before", "within"})


def _bounded(sentence: Sentence, one: Quantity) -> Quantity:
    if one.is_range:
        return replace(one, bound="at_least")
    words = sentence.words
    start = one.start
    # "at least a further two", "by the 1 April": small words between change nothing.
    while start and words[start - 1] in {"the", "a", "an", "of", "further", "additional", "circa", "approximately"}:
        start -= 1
    before = max((_before(words, at, _AT_LEAST, "at_least") for at in {start, one.start}), key=_length)
    most = max((_before(words, at, _AT_MOST, "at_most") for at in {start, one.start}), key=_length)
    if most[1] and words[start - 1] in _OF_TIME and one.type not in {FactType.DATE, FactType.DURATION}:
        most = ("", 0)
    if before[1] and words[start - 1] == "over" and one.type in {FactType.DATE, FactType.DURATION}:
        before = ("", 0)  # "over two years" is how long it takes
    chosen = max((before, most), key=_length)
    if chosen[1]:
        return replace(one, bound=chosen[0])
    if one.end < len(words) and phrase_at(_AT_LEAST_AFTER, words, one.end):
        return replace(one, bound="at_least")
    if one.end < len(words) and phrase_at(_AT_MOST_AFTER, words, one.end):
        return replace(one, bound="at_most")
    return one


def _before(words: Sequence[str], end: int, several: _Phrases, bound: Bound) -> tuple[Bound, int]:
    candidates = several.get(words[end - 1], ()) if end else ()
    length = max(
        (len(each) for each in candidates if end >= len(each) and matches(words, end - len(each), each)), default=0
    )
    return (bound, length) if length else ("", 0)


def _length(found: tuple[Bound, int]) -> int:
    return found[1]
