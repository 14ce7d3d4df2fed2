"""What the words of documents suggest, as the reports for people tell it; without clues nothing is said of them."""

import pytest
from reports.made import CLUE_SAID, clue, evaluation, finding

from sv_rules.model.finding import Confidence
from sv_rules.model.outcome import Outcome
from sv_rules.reports import _words as words
from sv_rules.reports import markdown, text


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (
            {},
            CLUE_SAID,
        ),
        (
            {"settled": True, "bound": "", "section": ""},
            (
                "“shall take on two apprentices” (spec.docx, page 3, paragraph 12) says "
                "specification.apprenticeships: 2, with high confidence."
            ),
        ),
        (
            {"denied": True, "value": False, "bound": "", "confidence": Confidence.LOW, "section": "A\x1b\nB"},
            (
                "“shall take on two apprentices” (spec.docx, page 3, paragraph 12, in “A B”) denies "
                "specification.apprenticeships: no, with low confidence. Somebody has to confirm this."
            ),
        ),
        (
            {"value": None, "bound": ""},
            (
                "“shall take on two apprentices” (spec.docx, page 3, paragraph 12, in “Social value”) suggests "
                "specification.apprenticeships, with high confidence. Somebody has to confirm this."
            ),
        ),
    ],
    ids=["suggested", "settled", "denied", "no value"],
)
def test_a_clue_in_words(more, said):
    assert words.clues(finding(clues=(clue(**more),))) == (said,)


@pytest.mark.parametrize("outcome", list(Outcome), ids=str)
@pytest.mark.parametrize("report", [markdown, text], ids=["markdown", "text"])
def test_reports_show_clues_and_where_was_searched(report, outcome):
    shown = " ".join(report.write(evaluation(finding(outcome, clues=(clue(),), searched=("Quality", "Price")))).split())
    assert "“shall take on two apprentices” (spec.docx, page 3, paragraph 12, in “Social value”)" in shown
    assert "Somebody has to confirm this." in shown
    assert "No words about this were found in Quality and Price." in shown


@pytest.mark.parametrize("outcome", list(Outcome), ids=str)
@pytest.mark.parametrize("report", [markdown, text], ids=["markdown", "text"])
def test_without_clues_nothing_is_said_of_words(report, outcome):
    shown = report.write(evaluation(finding(outcome)))
    assert "words" not in shown
    assert "confirm" not in shown
