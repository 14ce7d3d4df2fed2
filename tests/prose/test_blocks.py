"""Long texts are read in pieces."""

import pytest

from sv_rules.prose.blocks import LONGEST, blocks
from sv_rules.prose.terms import Finder
from sv_rules.prose.tokens import cleaned, folded, tokenised
from tests.prose.test_terms import TABLE


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Short.", "Short."),
        ("", ""),
        ("It is. " * LONGEST, "It is. "),
        ("one two\n\n" * LONGEST, "two\n\n"),
        ("line of words\n" * LONGEST, "words\n"),
        ("word " * LONGEST, "word "),
        ("x" * 3 * LONGEST, "x"),
    ],
    ids=["short", "empty", "sentences", "paragraphs", "lines", "words", "one word"],
)
def test_blocks(text: str, ends: str):
    found = list(blocks(text))
    assert "".join(found) == text
    assert all(len(one) <= LONGEST and one.endswith(ends) for one in found)


@pytest.mark.parametrize(("term", "text"), [row[:2] for row in TABLE], ids=[f"{row[0]} in {row[1]!r}" for row in TABLE])
def test_nothing_is_passed_over_that_would_be_found(term: str, text: str):
    finder = Finder({0: [term]})
    if list(finder.find(tokenised(text))):
        assert finder.may_find(folded(cleaned(text)))


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("we train apprentices", True),
        ("an apprentice-\nship", True),
        ("the apprentice's desk", True),
        ("a-z-z", False),
        ("a long day", False),
        ("SMEs", True),
        ("", False),
    ],
)
def test_what_may_be_found(text: str, may: bool):
    assert Finder({0: ["apprenticeship", "apprentice", "SME"]}).may_find(folded(cleaned(text))) is may
