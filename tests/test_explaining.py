"""Why a check or a criterion came out so, in three depths, from evaluations made up by hand."""

from pathlib import Path

import pytest

from sv_rules.conformance.evaluation import made_up_evaluations
from sv_rules.errors import DocumentError
from sv_rules.explaining import Depth, cited, explain
from sv_rules.host import Host
from sv_rules.model.evaluation import Assessment, CriterionScore, CriterionUsed, LotResult, NotLookedAt
from sv_rules.model.finding import (
    Ask,
    Citation,
    ComparisonMade,
    Finding,
    Question,
    SubjectRef,
    Waiver,
)
from sv_rules.model.outcome import Kind, Level, Outcome, Stage, Standing
from sv_rules.model.place import Place
from sv_rules.model.procurement import Evidence, Organisation, Rounding

NORTHSHIRE = Path(__file__).parent / "northshire"
POLICY = Citation(text="policy", title="Policy", publisher="Council", year=2026, at="section 1", says="pay it")
EMPTY = made_up_evaluations()["an evaluation with nothing in it"]


def question(words):
    return Question(fact="bid.x", question=words, answer="text")


RESTS_ON = ComparisonMade(
    sentence="Contract value is £5.",
    result=True,
    place=Place(document="a.json", pointer="/value"),
    evidence=(Evidence(document="Notice"), Evidence(document="Annex", at="page 2", quote="five pounds")),
)
CONCLUDED = ComparisonMade(
    sentence="The Act applies.",
    result=True,
    conclusion="pack/applies",
    because=(RESTS_ON,),
    rule="pack/by-value",
    source=POLICY,
    standing=Standing.PUBLISHED,
)
AGAIN = ComparisonMade(sentence="The Act applies.", result=True, conclusion="pack/applies", rule="pack/by-value")
CHECK = Finding(
    check="pack/wage",
    title="The wage is paid",
    pack="pack",
    level=Level.MUST,
    stage=Stage.BID,
    subject=SubjectRef(kind=Kind.BID, id="one"),
    outcome=Outcome.CANNOT_TELL,
    sentence="Cannot tell: the wage is not known.",
    comparisons=(ComparisonMade(sentence="The wage is not known.", result=None),),
    source=POLICY,
    standing=Standing.DERIVED,
)
FULL_CHECK = CHECK.model_copy(
    update={
        "applies_because": (CONCLUDED, AGAIN),
        "waived": Waiver(by="town", reason="We pay more.", source=POLICY),
        "asks": tuple(Ask(questions=tuple(map(question, words))) for words in (["A?"], ["B?", "C?"], ["D?"], ["E?"])),
        "suggestion": "The provider pays it.",
    }
)
HEAD = "The wage is paid (pack/wage, must, at the stage bid, bid one)\nCannot tell: the wage is not known."
ASKED = "Set aside by town: We pay more.\nTo settle it, ask: A? Or: B? And: C? Or: D?"
FOOT = "Source (derived): Policy, Council, 2026, section 1: “pay it”"
STEPS = """\
Why it applies:
  - The Act applies.
    by rule pack/by-value (published: Policy, Council, 2026, section 1: “pay it”), because:
    - Contract value is £5.  [a.json, at /value]
      evidence: Notice
      evidence: Annex, page 2: “five pounds”
  - The Act applies.
    by rule pack/by-value
"""


@pytest.mark.parametrize(
    ("finding", "depth", "said"),
    [
        (CHECK, Depth.LINE, "pack/wage [bid one]: Cannot tell: the wage is not known."),
        (CHECK, Depth.PARAGRAPH, f"{HEAD}\n{FOOT}"),
        (CHECK, Depth.FULL, f"{HEAD}\nWhat settled it:\n  - The wage is not known.\n{FOOT}"),
        (
            FULL_CHECK,
            Depth.PARAGRAPH,
            (
                f"{HEAD}\nIt applies because: The Act applies. The Act applies.\n{ASKED}\n"
                f"Suggested wording: The provider pays it.\n{FOOT}"
            ),
        ),
        (
            FULL_CHECK,
            Depth.FULL,
            (
                f"{HEAD}\n{ASKED}\n{STEPS}What settled it:\n  - The wage is not known.\n"
                f"Suggested wording: The provider pays it.\n{FOOT}"
            ),
        ),
    ],
    ids=["line", "paragraph", "full", "paragraph with everything", "full with everything"],
)
def test_a_check_is_explained(finding, depth, said):
    evaluation = EMPTY.model_copy(update={"findings": (finding,)})
    assert explain(evaluation, "wage", depth=depth) == said


PRICE = CriterionUsed(
    lot="1",
    id="price",
    title="Price",
    parent="",
    weight="60%",
    weight_of_total="30%",
    method="lowest_price",
    how="The lowest price earns all.",
    relative=True,
)
RANKED_SECOND = PRICE.model_copy(
    update={"weight": "", "weight_of_total": "", "importance": "rank 2 of 4", "relative": False}
)
SCORE = CriterionScore(
    criterion="price",
    title="Price",
    raw="£6",
    maximum="30",
    points="25.00",
    exact="25",
    working="£5 ÷ £6 = 5/6",
    reason="It is dearer.",
    threshold="It needs 10 points.",
)
UNKNOWN = SCORE.model_copy(
    update={"points": None, "exact": None, "reason": "", "threshold": "", "working": "No price is given."}
)


def evaluated(criterion, *scores, total=None):
    assessment = Assessment(
        lot="1",
        bid="one",
        bidder=Organisation(),
        status="ranked",
        why="It ranks first.",
        scores=scores,
        total=total,
        total_exact=total,
    )
    lot = LotResult(
        lot="1", title="", provisional=False, sentence="", warnings=(), rounding=Rounding(), assessments=(assessment,)
    )
    other = lot.model_copy(update={"lot": "2", "assessments": (assessment.model_copy(update={"bid": "two"}),)})
    return EMPTY.model_copy(update={"criteria": (criterion,), "lots": (lot, other)})


ROUNDED = "Rounded half up to 2 places, once, for showing."


@pytest.mark.parametrize(
    ("evaluation", "depth", "said"),
    [
        (evaluated(PRICE, SCORE), Depth.LINE, "Price (price, lot 1, bid one): 25.00 of 30 points"),
        (evaluated(PRICE, UNKNOWN), Depth.LINE, "Price (price, lot 1, bid one): cannot be told"),
        (evaluated(PRICE), Depth.LINE, "Price (price, lot 1, bid one): not scored. It ranks first."),
        (
            evaluated(PRICE, SCORE),
            Depth.PARAGRAPH,
            "Price (price, lot 1, bid one): 25.00 of 30 points.\n£5 ÷ £6 = 5/6\nReason given: It is dearer.",
        ),
        (
            evaluated(PRICE, SCORE, total="25"),
            Depth.FULL,
            (
                "Price (price, lot 1, bid one): 25.00 of 30 points.\n£5 ÷ £6 = 5/6\nReason given: It is dearer.\n"
                "How it is scored: The lowest price earns all.\n"
                "Weight: 60% of the criterion above, 30% of the whole.\nThreshold: It needs 10 points.\n"
                "Looked at: £6. Exact points: 25.\nOne bid's score on this criterion depends on the other bids.\n"
                f"{ROUNDED}\nTotal of the bid: 25 (exact: 25).\nWhere the bid stands: It ranks first."
            ),
        ),
        (
            evaluated(RANKED_SECOND, UNKNOWN),
            Depth.FULL,
            (
                "Price (price, lot 1, bid one): cannot be told.\nNo price is given.\n"
                "How it is scored: The lowest price earns all.\nImportance: rank 2 of 4.\n"
                f"{ROUNDED}\nWhere the bid stands: It ranks first."
            ),
        ),
    ],
    ids=["line", "unknown", "not scored", "paragraph", "full", "full but unknown"],
)
def test_a_criterion_is_explained_for_the_bids_of_its_lot(evaluation, depth, said):
    assert explain(evaluation, "price", depth=depth) == said


def test_what_was_not_looked_at_is_said_with_why():
    missed = NotLookedAt(check="pack/later", why="nothing is there at the stage delivery")
    evaluation = EMPTY.model_copy(
        update={"coverage": EMPTY.coverage.model_copy(update={"not_looked_at": (missed,)})},
    )
    for name in ("later", "pack/later"):
        assert explain(evaluation, name) == f"{name} was not looked at: nothing is there at the stage delivery."


@pytest.mark.parametrize(
    ("evaluation", "name", "subject", "problem"),
    [
        (
            EMPTY.model_copy(update={"findings": (CHECK,)}),
            "wgae",
            "",
            "the evaluation has no check or criterion 'wgae'\n    Did you mean 'wage'?",
        ),
        (
            EMPTY.model_copy(update={"findings": (CHECK,)}),
            "wage",
            "two",
            "'wage' was not looked at for 'two'\n    It was for: one.",
        ),
        (
            evaluated(PRICE, SCORE),
            "price",
            "two",
            "'price' was not looked at for 'two'\n    It was for: one.",
        ),
    ],
)
def test_what_is_not_there_is_told(evaluation, name, subject, problem):
    with pytest.raises(DocumentError) as told:
        explain(evaluation, name, subject=subject)
    assert str(told.value) == problem


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        ({}, "Policy"),
        ({"publisher": "Policy"}, "Policy"),
        ({"publisher": "Council", "year": 2026}, "Policy, Council, 2026"),
        ({"at": "page 2", "says": "words"}, "Policy, page 2: “words”"),
    ],
)
def test_a_source_is_cited_in_a_line(parts, line):
    assert cited(Citation(text="policy", title="Policy", **parts)) == line


def test_a_ready_rulepack_explains_its_evaluations():
    ready = Host(rulepacks=[NORTHSHIRE / "packs"], discover=False, engine="strata").rulepack("northshire")
    host = Host(discover=False)
    evaluation = ready.evaluate(host.read(NORTHSHIRE / "tender.yaml", NORTHSHIRE / "bids.yaml"))
    said = ready.explain(evaluation, "living-wage", subject="beta", depth=Depth.LINE)
    assert said.startswith("northshire/living-wage [bid beta]: Not met: ")
