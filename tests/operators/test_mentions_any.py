"""Words and phrases in a text: what counts as the same word, and what does not."""

import pytest

from sv_rules.operators.mentions_any import OPERATOR

# id, text, phrases, expected
TABLE = [
    ("a word", "We invest in prevention.", ["prevention"], True),
    ("first and last word", "prevention", ["prevention"], True),
    ("one of several", "Help comes early help first", ["prevention", "early help"], True),
    ("none of several", "Help comes late", ["prevention", "early help"], False),
    ("capitals in the text", "EARLY HELP", ["early help"], True),
    ("capitals in the phrase", "early help", ["Early Help"], True),
    ("part of a word is not the word", "apprenticeships", ["apprentice"], False),
    ("the end of a word is not the word", "unemployment", ["employment"], False),
    ("a plural is another word", "apprentices", ["apprentice"], False),
    ("line break within the phrase", "early\r\n   help", ["early help"], True),
    ("no-break space", "early\u00a0help", ["early help"], True),
    ("spaces in the phrase", "early help", ["  early   help "], True),
    ("words in another order", "help early", ["early help"], False),
    ("words apart", "early or late help", ["early help"], False),
    ("hyphen in the text", "early-help services", ["early help"], True),
    ("hyphen in the phrase", "early help services", ["early-help"], True),
    ("no-break hyphen", "early\u2011help", ["early-help"], True),
    ("tight dash", "public–private", ["public private"], True),
    ("hyphen at the end of a line", "early-\nhelp", ["early help"], True),
    ("a dash with spaces separates", "we come early – help follows", ["early help"], False),
    ("a hyphen with spaces separates", "we come early - help follows", ["early help"], False),
    ("a hyphen that only touches the next word separates", "we come early -help follows", ["early help"], False),
    ("a full stop separates", "We come early. Help follows.", ["early help"], False),
    ("a comma separates", "early, help", ["early help"], False),
    ("two words are not one", "wellbeing", ["well being"], False),
    ("one word is not two", "well-being", ["wellbeing"], False),
    ("in quotation marks", "so-called “early help”, as it were", ["early help"], True),
    ("in brackets", "(prevention)", ["prevention"], True),
    ("beside a slash", "prevention/cure", ["prevention"], True),
    ("an underscore separates", "early_help", ["early help"], False),
    ("apostrophes of either kind", "the council’s plan", ["council's plan"], True),
    ("a possessive has the word", "each resident's view", ["resident"], True),
    ("signs in a phrase", "spend on R&D rose", ["R&D"], True),
    ("signs in a phrase count", "R and D", ["R&D"], False),
    ("sharp s is ss", "STRASSE", ["straße"], True),
    ("composed and decomposed", "cafe\u0301", ["caf\u00e9"], True),
    # Its capital has no composed form; folded, one is ι ̈ ́ and the other ϊ ́ until they are composed again.
    ("letters that folding takes apart", "\u03aa\u0301", ["\u0390"], True),
    ("an accent counts", "café", ["cafe"], False),
    ("a decomposed accent counts", "cafe\u0301", ["cafe"], False),
    ("ligature from a PDF", "\ufb01nance", ["finance"], True),
    ("full-width letters", "\uff45\uff41\uff52\uff4c\uff59 help", ["early help"], True),
    ("soft hyphen", "preven\u00adtion", ["prevention"], True),
    ("zero-width space", "preven\u200btion", ["prevention"], True),
    ("Welsh", "Gwerth Cymdeithasol a Llesiant", ["gwerth cymdeithasol"], True),
    ("vowel signs belong to the word", "\u0915\u093e\u092e", ["\u0915"], False),
    ("a figure", "at least 20 apprentices", ["20"], True),
    ("a longer figure", "at least 200 apprentices", ["20"], False),
    ("empty text", "", ["prevention"], False),
    ("nothing but signs", "… – ;", ["prevention"], False),
    ("control characters", "early\x00help\x1f", ["early help"], True),
    ("a list of paragraphs", ("Nothing here.", "Then prevention."), ["prevention"], True),
    ("a phrase does not run on into the next entry", ("we come early", "help follows"), ["early help"], False),
    ("an empty list", (), ["prevention"], False),
    ("records", ((1, "Title", None), (2, "Early help", None)), ["early help"], True),
    ("what is no text mentions nothing", (1, True, None), ["1", "true", "none"], False),
]


@pytest.mark.parametrize(("text", "phrases", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_a_phrase_is_found_as_whole_words(text, phrases: list[str], expected: bool):
    value = OPERATOR.prepare(tuple(phrases))
    assert OPERATOR.function(text, value) is expected


@pytest.mark.parametrize(
    "phrase", ["", "  ", "–", "…!", "\u00ad"], ids=["empty", "spaces", "dash", "signs", "invisible"]
)
def test_a_phrase_without_words_is_refused(phrase: str):
    with pytest.raises(ValueError) as refused:
        OPERATOR.prepare(("prevention", phrase))
    assert str(refused.value) == "a phrase to look for has no letter and no digit. Give words to look for."
