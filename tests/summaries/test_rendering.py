"""Markdown and HTML of summaries: golden files, and texts from outside that must not become marks of ours."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from summaries.made import evaluation, procurement

from sv_rules.conformance.evaluation import made_up_evaluations
from sv_rules.model.summary import WinnerTold
from sv_rules.summaries import as_html, as_markdown, assessment_summary

GOLDEN = Path(__file__).parents[1] / "golden"
WRITERS = {"md": as_markdown, "html": as_html}
EVIL = "</td></p><script>alert(1)</script><img src=x onerror=alert(2)>\"' {style} & | **b** \x1b[31m\u202e"


def summary(bid, **options):
    made = assessment_summary(evaluation(), "1", bid, procurement=procurement(), **options)
    # The digest of an evaluation changes with every field that an evaluation gains.
    return made.model_copy(update={"evaluation": "0" * 64})


CASES = {
    "complete": lambda: summary("beta", full_criteria_at="ITT, annex 2", winner_told=WinnerTold.INCLUDED),
    "draft": lambda: summary("alpha"),
    "disqualified": lambda: summary("gamma", full_criteria_at="ITT, annex 2", winner_told=WinnerTold.ELSEWHERE),
}


@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize("case", CASES)
def test_the_summary_is_the_golden_file(case, ending, update_golden):
    file = GOLDEN / f"summary-{case}.{ending}"
    written = WRITERS[ending](CASES[case]())
    if update_golden:
        file.write_bytes(written.encode())
    assert written == file.read_bytes().decode(), "review the change, then run pytest --update-golden"


@pytest.mark.parametrize("ending", WRITERS)
def test_what_is_made_up_is_said_to_be(ending):
    made = CASES["complete"]().model_copy(update={"fictional": True})
    assert "This tender is made up." in WRITERS[ending](made)


def _evil():
    """A summary in which every text that comes from outside is an attack."""
    made = CASES["complete"]()
    data = made.model_dump(mode="json")
    return type(made).model_validate(_poisoned(data, ""))


NOT_TEXT = {"form", "decision", "winner_told", "basis", "as_of", "mode", "score", "total", "exact", "total_exact"}


def _poisoned(value, key):
    if isinstance(value, dict):
        return {name: _poisoned(part, name) for name, part in value.items()}
    if isinstance(value, list):
        return [_poisoned(part, key) for part in value]
    if isinstance(value, str) and key not in NOT_TEXT and key not in {"id", "parent"}:
        return f"{value}{EVIL}"
    return value


class _Page(HTMLParser):
    VOID = frozenset({"meta"})

    def __init__(self, text):
        super().__init__()
        self.tags, self.open, self.attributes, self.levels, self.data = set(), [], set(), [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in self.VOID:
            self.open.append(tag)
        if tag[0] == "h" and tag[1:].isdigit():
            self.levels.append(int(tag[1:]))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.data.append(data)


TAGS = {
    "html", "head", "meta", "title", "style", "body", "main", "section", "h1", "h2", "h3", "h4", "p", "strong",
    "ul", "li", "table", "caption", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


def test_nothing_from_outside_becomes_a_tag_or_an_attribute():
    page = _Page(as_html(_evil()))
    assert page.open == []
    assert page.tags <= TAGS
    assert page.attributes <= {"lang", "charset", "name", "content", "http-equiv", "class", "scope", "aria-label"}
    said = "".join(page.data)
    assert "<script>alert(1)</script>" in said  # shown as it was written
    assert "\x1b" not in said
    assert "\u202e" not in said


def test_nothing_from_outside_becomes_markup_in_markdown():
    written = as_markdown(_evil())
    assert "<script>" not in written
    assert "**b**" not in written
    assert "\x1b" not in written
    assert "\u202e" not in written
    widths = [line.replace("\\|", "").count("|") for line in written.splitlines() if line.startswith("| ")]
    assert {3, 4, 5} >= set(widths)


@pytest.mark.parametrize("case", CASES)
def test_the_page_stands_alone_and_can_be_listened_to(case):
    text = as_html(CASES[case]())
    page = _Page(text)
    assert page.open == []
    assert not page.tags & {"script", "link", "img", "iframe", "object"}
    assert not page.attributes & {"src", "href", "style", "onclick"}
    assert "url(" not in text
    assert "@import" not in text
    assert '<html lang="en-GB">' in text
    assert "@media print" in text
    assert text.count("<table>") == text.count("<caption>")
    # A heading is never more than one level below the one before it, and there is one title.
    assert page.levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(page.levels, page.levels[1:], strict=False))


@pytest.mark.parametrize("ending", WRITERS)
def test_an_evaluation_that_somebody_else_made_up_can_be_written(ending):
    made = made_up_evaluations()["an evaluation with everything"]
    for bid in ("one", "two"):
        written = WRITERS[ending](assessment_summary(made, "1", bid))
        assert "not to be sent" in written
        assert "\u202e" not in written
