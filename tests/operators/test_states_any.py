"""Words and phrases that a text states: as `mentions_any` finds them, where their sentence does not deny them."""

import pytest

from sv_rules.operators.mentions_any import OPERATOR as MENTIONS_ANY
from sv_rules.operators.states_any import OPERATOR

# id, text, phrases, expected
TABLE = [
    ("a word", "We invest in prevention.", ["prevention"], True),
    ("none", "We invest in roads.", ["prevention"], False),
    ("denied", "Prevention is not required.", ["prevention"], False),
    ("denied before", "There is no prevention.", ["prevention"], False),
    ("out of scope", "Prevention is out of scope.", ["prevention"], False),
    ("denied in another sentence", "Roads are not included. We invest in prevention.", ["prevention"], True),
    ("denied once, stated once", "No prevention here. Prevention there.", ["prevention"], True),
    ("denied twice", "No prevention here.\n\nPrevention is excluded.", ["prevention"], False),
    ("one denied, another stated", "No prevention, but early help.", ["prevention", "early help"], True),
    ("not only", "Not only prevention but early help.", ["prevention"], True),
    ("no denial", "It cannot be delivered without prevention.", ["prevention"], True),
    ("hyphen", "Early-help services.", ["early help"], True),
    ("capitals", "EARLY HELP", ["early help"], True),
    ("another form", "two apprentices", ["apprentice"], False),
    ("not over the end of a sentence", "We come early. Help follows.", ["early help"], False),
    ("records", ((1, "No prevention", None), (2, "Prevention", None)), ["prevention"], True),
    ("records that deny", ((1, "No prevention", None),), ["prevention"], False),
    ("what is no text", (1, True, None), ["1"], False),
    ("empty", "", ["prevention"], False),
]


@pytest.mark.parametrize(("text", "phrases", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_what_is_stated(text, phrases: list[str], expected: bool):
    value = OPERATOR.prepare(tuple(phrases))
    assert OPERATOR.function(text, value) is expected
    if expected:
        assert MENTIONS_ANY.function(text, MENTIONS_ANY.prepare(tuple(phrases)))


@pytest.mark.parametrize("phrase", ["", "  ", "–", "…!"], ids=["empty", "spaces", "dash", "signs"])
def test_a_phrase_without_words_is_refused(phrase: str):
    with pytest.raises(ValueError) as refused:
        OPERATOR.prepare(("prevention", phrase))
    assert str(refused.value) == "a phrase to look for has no letter and no digit. Give words to look for."


def test_hostile_text_is_read_through():
    value = OPERATOR.prepare(("prevention",))
    assert OPERATOR.function("no prevention, " * 20_000, value) is False
    assert OPERATOR.function("-prevention" * 20_000, value) is True
