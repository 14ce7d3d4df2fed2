"""The form of a whole text: common forms, the safe subset and its bounds, and Python's `re` as the oracle."""

import random
import re

import pytest

from sv_rules.operators._pattern import MOST_STATES, read_pattern
from sv_rules.operators.matches import OPERATOR

POSTCODE = r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}"

# pattern, text, expected
TABLE = [
    (r"E\d{8}", "E09000014", True),
    (r"E\d{8}", "E0900001", False),
    (r"E\d{8}", "E090000145", False),
    (r"E\d{8}", "in E09000014", False),
    (r"E\d{8}", "e09000014", False),
    (POSTCODE, "SW1A 1AA", True),
    (POSTCODE, "N1 9GU", True),
    (POSTCODE, "SW1A1AA", False),
    ("a", "a", True),
    ("a", "", False),
    ("^a$", "a", True),
    ("^$", "", True),
    ("^$", "a", False),
    ("a$", "a\n", False),
    ("a|", "", True),
    ("a|b", "b", True),
    ("a|b", "ab", False),
    ("^a|b$", "b", True),
    ("(a|b)c", "bc", True),
    ("(?:a|b)c", "c", False),
    ("()", "", True),
    ("a{2}", "a", False),
    ("a{2}", "aa", True),
    ("a{2}", "aaa", False),
    ("a{2,}", "a", False),
    ("a{2,}", "aaaa", True),
    ("a{2,4}", "a", False),
    ("a{2,4}", "aaaa", True),
    ("a{2,4}", "aaaaa", False),
    ("a{0}", "", True),
    ("a{0}", "a", False),
    ("(a?){3}", "", True),
    ("(a?){3}", "aaaa", False),
    (".", "\n", True),
    (".", "😀", True),
    (".*help.*", "First line.\nEarly help.", True),
    (r"\d", "٣", False),
    (r"\w", "é", False),
    (r"\W", "é", True),
    (r"\s", "\u00a0", False),
    (r"\S", " ", False),
    (r"\D\D", "a1", False),
    (r"\.\*\(\)\\\£", r".*()\£", True),
    (r"\.", "a", False),
    ("[a-c]", "c", True),
    ("[a-c]", "d", False),
    ("[^a-c]", "d", True),
    ("[^a-c]", "b", False),
    ("[-a]", "-", True),
    ("[a-]", "-", True),
    ("[^-a]", "-", False),
    (r"[a\-c]", "b", False),
    (r"[\]\[^$.]", "]", True),
    (r"[\d_]+", "1_2", True),
    (r"[^\W\d]", "1", False),
    (r"[\s\S]", "\n", True),
    ("£", "£", True),
    ("[à-ü]", "é", True),
]


@pytest.mark.parametrize(("pattern", "text", "expected"), TABLE)
def test_the_whole_text_has_the_form(pattern: str, text: str, expected: bool):
    assert bool(re.fullmatch(pattern, text, re.ASCII | re.DOTALL)) is expected, "the table itself"
    assert OPERATOR.function(text, OPERATOR.prepare(pattern)) is expected


REFUSED = [
    (r"(a)\1", r"refers back to a group with \1 at character 4"),
    ("(?=a)b", "looks ahead with (?= at character 1"),
    ("(?!a)b", "looks ahead with (?! at character 1"),
    ("a(?<=a)", "looks behind with (?<= at character 2"),
    ("a(?<!b)", "looks behind with (?<! at character 2"),
    ("(?P<year>a)", "names a group with (?P< at character 1"),
    ("(?<year>a)", "names a group with (?< at character 1"),
    ("(?P=year)", "refers back to a group with (?P= at character 1"),
    ("(?i)a", "sets a flag or an unknown kind of group with (? at character 1"),
    ("(?i:a)", "sets a flag or an unknown kind of group with (? at character 1"),
    ("(?#why)a", "has a comment, (?# at character 1"),
    ("(?>a)", "has an atomic group, (?> at character 1"),
    ("(a)(?(1)b)", "has a condition, (?( at character 4"),
    ("a*?", "has a lazy repeat (leave out the ?, as the whole text has to match) at character 2"),
    ("a{1,2}?", "has a lazy repeat (leave out the ?, as the whole text has to match) at character 2"),
    ("a++", "has a possessive repeat (leave out the second +) at character 2"),
    ("a**", "repeats a repeat (put the inner one in a group) at character 2"),
    ("a{2}{3}", "repeats a repeat (put the inner one in a group) at character 2"),
    ("*a", r"has a repeat, *, with nothing before it (write \* for the sign itself) at character 1"),
    ("a|+", r"has a repeat, +, with nothing before it (write \+ for the sign itself) at character 3"),
    ("(?a)", "sets a flag or an unknown kind of group with (? at character 1"),
    ("{2}", r"has a { by itself (write \{ for the sign itself) at character 1"),
    ("a}", r"has a } by itself (write \} for the sign itself) at character 2"),
    ("a]", r"has a ] by itself (write \] for the sign itself) at character 2"),
    ("a{x}", r"has a { that is no repeat such as {2}, {2,} or {2,4} (write \{ for the sign itself) at character 2"),
    ("a{,3}", r"has a { that is no repeat such as {2}, {2,} or {2,4} (write \{ for the sign itself) at character 2"),
    ("a{3,2}", "has {3,2}, whose first number is the larger at character 2"),
    ("a^b", r"has ^ elsewhere than at its start (write \^ for the sign itself) at character 2"),
    ("a$b", r"has $ elsewhere than at its end (write \$ for the sign itself) at character 2"),
    ("(a", r"opens a group that is never closed (write \( for the sign itself) at character 1"),
    ("a)b", r"closes a group that was never opened (write \) for the sign itself) at character 2"),
    ("[a", r"opens a class that is never closed (write \[ for the sign itself) at character 1"),
    ("[a-", r"opens a class that is never closed (write \[ for the sign itself) at character 1"),
    ("[]", r"has a class with nothing in it (write \] for the sign itself) at character 1"),
    ("[^]", r"has a class with nothing in it (write \] for the sign itself) at character 1"),
    ("[[:alpha:]]", r"has a [ within a class (write \[ for the sign itself) at character 2"),
    ("[c-a]", "has the range c-a, which runs backwards at character 2"),
    (r"[\d-z]", r"has a range in a class that does not go from one character to another (write \-) at character 2"),
    (r"[ -\s]", r"has a range in a class that does not go from one character to another (write \-) at character 2"),
    ("[a-c-e]", r"has a - in a class that is neither first nor last nor in a range (write \-) at character 5"),
    ("[--a]", r"has a - in a class that is neither first nor last nor in a range (write \-) at character 3"),
    ("a\\", r"ends in a lone backslash (write \\ for the sign itself) at character 2"),
    (r"\bword", r"has \b, the edge of a word (mentions_any looks for whole words) at character 1"),
    (r"\Aa", r"has \A, the start of the text (the whole text has to match in any case) at character 1"),
    (r"a\n", r"has \n, a line break (\s is a space, tab or line break) at character 2"),
    (r"\p{L}", r"has \p, a Unicode property at character 1"),
    (r"\q", r"has \q, which has no meaning here at character 1"),
    ("(" * 21 + ")" * 21, "has more than 20 groups within each other at character 21"),
]


@pytest.mark.parametrize(("pattern", "what"), REFUSED)
def test_what_is_outside_the_safe_part_is_refused_by_name(pattern: str, what: str):
    with pytest.raises(ValueError) as refused:
        OPERATOR.prepare(pattern)
    said, _, fix = str(refused.value).partition(". ")
    assert said == f"the pattern {what}"
    assert fix.startswith("A pattern may use plain characters, ")


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("", "the pattern is empty. Write what the text should look like, or ^$ for an empty text."),
        ("a" * 201, "the pattern has 201 characters. At most 200 are allowed."),
        ("a{2001}", "once its counted repeats"),
        ("(ab){1001}", "once its counted repeats"),
        ("((a{50}){50}){50}", "once its counted repeats"),
        ("a{" + "9" * 190 + "}", "once its counted repeats"),
        # The empty text repeated costs time as well.
        ("((){999}){999}", "once its counted repeats"),
        ("(a{0}){2001}", "once its counted repeats"),
        ("a{2001,}", "once its counted repeats"),
    ],
    ids=["empty", "long", "count", "group", "nested", "huge", "empty repeated", "never repeated", "open count"],
)
def test_the_bounds_of_a_pattern(pattern: str, message: str):
    with pytest.raises(ValueError) as refused:
        OPERATOR.prepare(pattern)
    assert message in str(refused.value)


@pytest.mark.parametrize(
    "pattern", ["a" * 200, "a{2000}", "(ab){1000}", "a{2000,}", "(" * 20 + "a" + ")" * 20], ids=lambda text: text[:12]
)
def test_just_inside_the_bounds(pattern: str):
    assert OPERATOR.function("b", OPERATOR.prepare(pattern)) is False


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("(a+)+$", "a" * 9_999 + "!", False),
        ("(a+)+$", "a" * 10_000, True),
        ("(a|a)*b", "a" * 10_000, False),
        ("(a|a)*b", "a" * 9_999 + "b", True),
        ("(a|aa)+$", "a" * 9_999 + "!", False),
        ("(a|aa)+$", "a" * 10_000, True),
        (".*.*.*.*x", "a" * 10_000, False),
        (".*.*.*.*x", "a" * 9_999 + "x", True),
        ("(.*)*(.*)*(.*)*x", "a" * 10_000, False),
        ("((a*)*)*b", "a" * 10_000, False),
        ("(a?){20}a{20}", "a" * 41, False),
        ("(a?){20}a{20}", "a" * 40, True),
        ("(a?){20}a{20}", "a" * 19, False),
        (".*a.{500}", "ab" * 5_000, False),
    ],
    ids=lambda value: value[:16] if isinstance(value, str) else None,
)
def test_no_pattern_is_catastrophic(pattern: str, text: str, expected: bool):
    ready = read_pattern(pattern)
    # One set of states for each character and no going back; the work for one is bounded by the states in it.
    steps = list(ready.walk(text))
    assert len(steps) <= len(text)
    assert max(steps).bit_length() <= len(ready.jumps) <= MOST_STATES + 1
    assert sum(step.bit_count() for step in steps) <= len(text) * len(ready.jumps)
    assert ready.matches(text) is expected


def test_a_text_of_any_length_is_looked_at_in_full():
    ready = read_pattern("[ab]*c")
    assert ready.matches("ab" * 500_000 + "c")
    assert not ready.matches("ab" * 500_000)


def test_a_text_is_left_as_soon_as_nothing_can_follow():
    assert len(list(read_pattern("ab*").walk("abcbbbbb"))) == 3


LITERALS = ["a", "b", "1", " ", r"\.", r"\d", r"\w", r"\s", r"\D", r"\W", r"\S", ".", "é"]
LITERALS += ["[ab]", "[^a]", "[a-c1]", r"[\d-]", r"[^\s\w]", "[b-é]"]
REPEATS = ["*", "+", "?", "{0}", "{2}", "{1,}", "{0,2}", "{2,3}"]
TEXTS = "aab1 .\n-é_cA"


def random_pattern(chance: random.Random, depth: int) -> str:
    kind = chance.randrange(6 if depth else 2)
    if kind < 2:
        return chance.choice(LITERALS)
    if kind == 2:
        return "|".join(random_pattern(chance, depth - 1) for _ in range(chance.randint(1, 3)))
    if kind == 3:
        return "".join(random_pattern(chance, depth - 1) for _ in range(chance.randint(0, 3)))
    opening = chance.choice(["(", "(?:"])
    return opening + random_pattern(chance, depth - 1) + ")" + (chance.choice(REPEATS) if kind == 5 else "")


def random_text(chance: random.Random) -> str:
    return "".join(chance.choice(TEXTS) for _ in range(chance.randint(0, 6)))


def test_pythons_re_gives_the_same_answers_on_random_patterns():
    chance = random.Random(20260401)
    answers = {True: 0, False: 0}
    for _ in range(3_000):
        pattern = random_pattern(chance, depth=4)[:200]
        try:
            ready = read_pattern(pattern)
        except ValueError:
            assert not pattern or len(pattern) == 200  # the generator writes nothing else that is refused
            continue
        oracle = re.compile(pattern, re.ASCII | re.DOTALL)
        for text in (random_text(chance) for _ in range(10)):
            expected = bool(oracle.fullmatch(text))
            assert ready.matches(text) is expected, (pattern, text)
            answers[expected] += 1
    assert min(answers.values()) > 3_000, answers


def test_whatever_is_accepted_means_the_same_to_pythons_re():
    chance = random.Random(20260402)
    signs = [*r"ab1-,^$.|()[]{}*+?\dwsSD", "{2}", "(?:", "[a-", "^"]
    accepted = 0
    for _ in range(20_000):
        pattern = "".join(chance.choice(signs) for _ in range(chance.randint(1, 7)))
        try:
            ready = read_pattern(pattern)
        except ValueError:
            continue
        accepted += 1
        oracle = re.compile(pattern, re.ASCII | re.DOTALL)
        for text in ("", "a", "b", "1", "ab", "aa", "1-", "{", ",", "sd", *(random_text(chance) for _ in range(5))):
            assert ready.matches(text) is bool(oracle.fullmatch(text)), (pattern, text)
    assert accepted > 2_000, accepted
