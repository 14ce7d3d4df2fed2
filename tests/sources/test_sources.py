"""The rulepacks against the research they were made from."""

import pytest
from sources.borrowed_words import borrowed, runs, words
from sources.fact_coverage import TABLE, table
from sources.research import ABSENT, SOURCES, sheets

needs_research = pytest.mark.skipif(not SOURCES.is_dir(), reason=ABSENT)


@needs_research
def test_every_fact_of_every_sheet_is_accounted_for_and_the_page_is_up_to_date() -> None:
    page, wrong = table()
    assert wrong == []
    assert TABLE.read_text(encoding="utf-8") == page


@needs_research
def test_the_sheets_are_read_as_they_stand() -> None:
    # Counted by hand in the sheet: 3 + 1 open priority, a derivation, 9 strategies, 9 checklist rows, 5 weightings,
    # 3 measures.
    assert len(sheets()["areas/haringey.md"]) == 4 + 1 + 9 + 9 + 5 + 3


@needs_research
def test_no_sentence_of_a_source_stands_in_a_rulepack() -> None:
    assert list(borrowed()) == []


def test_thirteen_words_in_a_row_make_a_run_and_twelve_do_not() -> None:
    twelve = "one two three four five six seven eight nine ten eleven twelve"
    assert list(runs(words(twelve))) == []
    assert len(list(runs(words(f"{twelve} Thirteen, see https://example.org/a/b/c")))) == 2  # … thirteen; … see
