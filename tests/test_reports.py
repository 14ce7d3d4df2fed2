"""The report formats: golden files, and texts from outside that must not become marks of ours."""

from pathlib import Path

import pytest

from sv_rules.conformance.evaluation import made_up_evaluations
from sv_rules.host import Host
from sv_rules.model.evaluation import EngineUsed
from sv_rules.model.robustness import (
    Bound,
    LosersTried,
    Margin,
    MarksTried,
    Reversal,
    Robustness,
    SpaceWon,
    WeightInterval,
    WeightSpace,
)
from sv_rules.reports import reports
from sv_rules.reports._words import clean, footer, tried_out
from sv_rules.reports.markdown import escaped

HERE = Path(__file__).parent
NORTHSHIRE = HERE / "northshire"
GOLDEN = {
    "json": "northshire.json",
    "junit": "northshire.junit.xml",
    "markdown": "northshire.md",
    "sarif": "northshire.sarif",
    "text": "northshire.txt",
}
REPORTS = {report.name: report for report in reports()}


@pytest.fixture(scope="module")
def evaluation():
    host = Host(rulepacks=[NORTHSHIRE / "packs"], discover=False, engine="strata")
    made = host.rulepack("northshire").evaluate(host.read(NORTHSHIRE / "tender.yaml", NORTHSHIRE / "bids.yaml"))
    # What changes with every release, and would change the files with it.
    same = {"sv_rules": "0", "engine": EngineUsed(name="strata", version="0")}
    return made.model_copy(update={"run": made.run.model_copy(update=same)})


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_the_report_is_the_golden_file(name, evaluation, update_golden):
    file = HERE / "golden" / GOLDEN[name]
    written = REPORTS[name].write(evaluation)
    if update_golden:
        file.write_bytes(written.encode())
    assert written == file.read_bytes().decode(), "review the change, then run pytest --update-golden"


@pytest.mark.parametrize("name", sorted(REPORTS))
@pytest.mark.parametrize("which", sorted(made_up_evaluations()))
def test_any_evaluation_can_be_written(name, which):
    written = REPORTS[name].write(made_up_evaluations()[which])
    assert written.endswith("\n")
    assert "\x1b" not in written
    assert name == "json" or "\u202e" not in written


def test_plain_text_keeps_to_its_width(evaluation):
    # A single word that is longer, such as an address, is not broken.
    assert [
        line for line in REPORTS["text"].write(evaluation).splitlines() if len(line) > 100 and " " in line.strip()
    ] == []


def test_a_table_in_markdown_has_as_many_cells_in_every_row():
    written = REPORTS["markdown"].write(made_up_evaluations()["an evaluation with everything"])
    widths: list[set[int]] = [set()]
    for line in written.splitlines():
        if line.startswith("|"):
            widths[-1].add(line.replace("\\|", "").count("|"))
        elif widths[-1]:
            widths.append(set())
    assert [len(found) for found in widths[:-1] or widths] == [1] * len(widths[:-1] or widths)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a | b", r"a \| b"),
        ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
        ("[x](javascript:y)", r"\[x\](javascript:y)"),
        ("**bold** _it_ `code`", r"\*\*bold\*\* \_it\_ \`code\`"),
        ("1. first", r"1\. first"),
        ("# heading", r"\# heading"),
        ("- item", r"\- item"),
        ("two\nlines", "two lines"),
        (r"back\slash", r"back\\slash"),
        ("£5 & 10%", "£5 & 10%"),
    ],
)
def test_markdown_from_outside_is_shown_as_it_is(text, written):
    assert escaped(text) == written


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\x1b[31mb", "a [31mb"),
        ("a\x9bb", "a b"),
        ("a\u202eb", "a b"),
        ("a\t\r\n b ", "a b"),
        ("\ud800", ""),
        ("é…", "é…"),
    ],
)
def test_what_steers_a_terminal_is_taken_out(text, kept):
    assert clean(text) == kept


@pytest.mark.parametrize("name", ["markdown", "text"])
def test_what_packs_change_in_others_is_never_silent(name):
    everything = made_up_evaluations()["an evaluation with everything"]
    said = " ".join(REPORTS[name].write(everything).split()).replace("\\", "")
    for piece in (
        "Set aside by town: ",
        "pack/line: set aside by town. ",
        "pack/line: changed (title and level) by town. ",
    ):
        assert piece in said


@pytest.mark.parametrize("name", ["markdown", "text"])
def test_when_no_check_applies_the_report_opens_with_that(name):
    everything = made_up_evaluations()["an evaluation with everything"]
    none = everything.coverage.model_copy(update={"applied": 0})
    said = REPORTS[name].write(everything.model_copy(update={"coverage": none}))
    assert said.replace("\\", "").index("No check applies at all: look at the date") < said.index("Not met")


MARGIN = Margin(of="total", by="1.00", exact="1", next=("b",), one_mark=None, near_tie=False, near_from="one mark")
SURE = Robustness(
    first=("a",),
    sentences=("It is sure.", "Nothing changes it."),
    margin=MARGIN,
    weights=(WeightInterval(criterion="price", title="Price", weight="60%", lowest=None, highest=None),),
    smallest_weight_change=None,
    two_criteria=(),
    weight_space=None,
    losers=LosersTried(possible=False, tried=0, reversals=()),
    marks=MarksTried(tried=0, flips=()),
    other_formulas=(),
    counterfactuals=(),
    untested=("The tie-break was not tested.",),
)
UNSURE = SURE.model_copy(
    update={
        "weights": (
            WeightInterval(
                criterion="price",
                title="Price",
                weight="60%",
                lowest=Bound(weight="40.00%", exact="40", first=("b",)),
                highest=Bound(weight="70.00%", exact="70", first=()),
            ),
        ),
        "weight_space": WeightSpace(
            exact=False, samples=1000, seed=7, won=(SpaceWon(bid="a", share="90%"), SpaceWon(bid="bid-b", share="10%"))
        ),
        "losers": LosersTried(
            possible=True, tried=2, reversals=(Reversal(change="withdrawn", bid="c", first=("b", "d")),)
        ),
        "marks": MarksTried(tried=0, flips=()),
        "untested": (),
    }
)


@pytest.mark.parametrize(
    ("found", "rows"),
    [
        (None, ()),
        (
            SURE,
            (
                ("Weight of Price, 60%", "any weight: the same first"),
                ("Not tested", "The tie-break was not tested."),
            ),
        ),
        (
            UNSURE,
            (
                ("Weight of Price, 60%", "below 40.00% Bid b first and above 70.00% no bid could be ranked"),
                ("All possible weights", "Bid a 90% and bid-b 10% of them (1,000 drawn with seed 7)"),
                ("Losing bids withdrawn, copied or worsened, 2 ways", "Bid c withdrawn: Bid b and Bid d first"),
            ),
        ),
    ],
    ids=["not tried", "sure", "unsure"],
)
def test_what_was_tried_on_a_ranking_is_told_in_rows(found, rows):
    lot = made_up_evaluations()["an evaluation with everything"].lots[0]
    assert tried_out(lot.model_copy(update={"robustness": found})) == rows


def test_an_evaluation_of_no_document_names_none():
    evaluation = made_up_evaluations()["an evaluation with nothing in it"]
    assert any(line.startswith("Read from: made-up.json") for line in footer(evaluation))
    unread = evaluation.model_copy(update={"run": evaluation.run.model_copy(update={"inputs": ()})})
    assert [line for line in footer(unread) if line.startswith("Read from")] == []
