import pytest

from sv_rules_docs.lines import joined, words_of
from sv_rules_docs.numbering import has_label, heading_level, headings_among, without_bullet
from sv_rules_docs.wording import one_line


@pytest.mark.parametrize(
    ("written", "read"),
    [
        pytest.param("a\u00a0b\u2003 c\u3000d", "a b c d", id="spaces of other widths"),
        pytest.param("app\u00adren\u200btice\ufeff", "apprentice", id="nothing to see"),
        pytest.param("e\ufb03cient \ufb01re o\ufb00er", "efficient fire offer", id="ligatures"),
        pytest.param(" a\r\n\tb\x0cc\u2028d ", "a b c d", id="breaks"),
        pytest.param("long\u2011term", "long-term", id="hyphen that does not break"),
        pytest.param("\uf0b7 item", "• item", id="bullet of a symbol font"),
        pytest.param("\x7f item", "• item", id="bullet of a font in a PDF"),
        pytest.param("\x95 item", "• item", id="bullet of the Windows character set"),
        pytest.param("cafe\u0301", "café", id="accent of its own"),
        pytest.param("\ud800x\x00", "\ufffdx", id="half a pair"),
        pytest.param("the council’s “aims” – 10½ m²", "the council’s “aims” – 10½ m²", id="typography stays"),
    ],
)
def test_one_line(written: str, read: str) -> None:
    assert one_line(written) == read


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("1 Introduction", 1),
        ("1. Introduction", 1),
        ("1.2 Social value", 2),
        ("10.2.3. Jobs for residents", 3),
        ("Appendix A: Method statement", 1),
        ("Schedule 2", 1),
        ("Part of the council’s plan", 0),
        ("Section 2 of the Act", 0),
        ("1.2 The provider shall employ two apprentices", 0),
        ("1.2 Two apprentices, paid the Living Wage.", 0),
        ("2 apprentices", 0),
        ("2025 Budget", 0),
        ("1.2 The quick brown fox jumped over lazy dogs and ran all the way home", 0),
        ("12.50 GBP per hour", 2),
        ("Introduction", 0),
        ("3. 4. 5.", 0),
    ],
)
def test_a_number_makes_a_heading_only_of_a_few_words_that_are_no_sentence(line: str, level: int) -> None:
    assert heading_level(line) == level


@pytest.mark.parametrize(
    ("levels", "kept"),
    [
        pytest.param([1, 0, 1, 0], [1, 0, 1, 0], id="text below each"),
        pytest.param([1, 2, 0], [1, 2, 0], id="a section and its first part"),
        pytest.param([0, 1, 1, 1, 0], [0, 0, 0, 0, 0], id="a list"),
        pytest.param([0, 1], [0, 0], id="nothing below"),
    ],
)
def test_headings_have_something_below(levels: list[int], kept: list[int]) -> None:
    assert headings_among(levels) == kept


@pytest.mark.parametrize(
    ("line", "bare"),
    [
        ("• two apprentices", "two apprentices"),
        ("- two", "two"),
        ("\uf0b7 two", "two"),
        ("o  two", "two"),
        ("o two", None),
        ("-two", None),
        ("•", ""),
        ("two - three", None),
    ],
)
def test_bullets(line: str, bare: str | None) -> None:
    assert without_bullet(line) == bare


@pytest.mark.parametrize(
    ("line", "labelled"),
    [
        ("(a) two", True),
        ("iv) two", True),
        ("3. two", True),
        ("1.2 two", False),
        ("a two", False),
        ("(the) two", False),
    ],
)
def test_labels(line: str, labelled: bool) -> None:
    assert has_label(line) is labelled


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        pytest.param(["two appren-", "tices"], "two apprentices", id="one broken word"),
        pytest.param(["long-", "term plans; a long term"], "long-term plans; a long term", id="both parts are words"),
        pytest.param(["well-", "being; well-being"], "well-being; well-being", id="written so elsewhere"),
        pytest.param(["on-", "line; online; on line"], "online; online; on line", id="whole elsewhere"),
        pytest.param(["Haringey-", "London"], "Haringey- London", id="a capital goes on"),
        pytest.param(["appren\u00ad", "tices long\u00ad", "term"], "apprentices longterm", id="soft hyphens"),
        pytest.param(["a", " b ", "c"], "a b c", id="no hyphen"),
    ],
)
def test_lines_are_joined(lines: list[str], text: str) -> None:
    assert joined(lines, words_of(lines)) == text
