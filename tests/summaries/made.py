"""A made-up competition, assessed by hand. Two bids are ranked and a third is kept out by a gate.

Quality, 60 points, half for the menus and half for the staff, on a scale of 0, 3 and 5; price, 40 points.
Alpha: menus 5 of 5 is 30, staff 3 of 5 is 18, price 100,000 / 120,000 of 40 is 33.33; together 81.33.
Beta:  menus 3 of 5 is 18, staff 3 of 5 is 18, price 40; together 76.
"""

from datetime import date
from decimal import Decimal

from sv_rules.model.evaluation import (
    Assessment,
    Coverage,
    CriterionScore,
    CriterionUsed,
    EngineUsed,
    Evaluation,
    LotResult,
    PackUsed,
    Run,
)
from sv_rules.model.finding import Citation, Finding, SubjectRef
from sv_rules.model.outcome import Kind, Level, Outcome, Stage, Standing
from sv_rules.model.place import Place
from sv_rules.model.procurement import (
    Answer,
    AwardCriterion,
    AwardModel,
    Bid,
    Contact,
    Evidence,
    Lot,
    Mark,
    Organisation,
    Procurement,
    Rounding,
    Source,
)

SCALE = [
    {"mark": Decimal(0), "label": "Nothing", "means": "The question is not answered."},
    {"mark": Decimal(3), "label": "Sound", "means": "What was asked for is there and is explained in part."},
    {"mark": Decimal(5), "label": "Very good", "means": "What was asked for is there and is explained in full."},
]
HOW = "Evaluators give a mark; the mark divided by the highest one is the part earned: 0 Nothing; 3 Sound; 5 Very good."
POLICY = Citation(text="policy", title="Social value policy", publisher="Northshire Council", year=2025, at="section 5")
GATE = "northshire/living-wage"

REASONS = {
    ("alpha", "menus"): "Answer 1 plans four weeks of seasonal menus and shows suppliers within ten miles.",
    ("alpha", "staff"): "Answer 2 covers training for cooks; who stands in during holidays is left open.",
    ("beta", "menus"): "“Two weeks of menus in rotation” leave out special diets.",
    ("beta", "staff"): "Page 7 names a head cook and leaves recruitment of helpers open.",
}


def evaluation() -> Evaluation:
    """Give the result, with the same ids as the procurement."""
    return Evaluation(
        id="northshire-1",
        title="Meals for schools",
        buyer=Organisation(id="GB-1", name="Northshire Council"),
        run=Run(
            sv_rules="0",
            engine=EngineUsed(name="strata", version="0"),
            packs=(PackUsed(id="northshire", title="Northshire", version="1", sha256="0" * 64, asked_for=True),),
            inputs=(Source(name="bids.yaml", sha256="0" * 64, format="procurement"),),
            as_of=date(2026, 1, 31),
            as_of_from="argument",
        ),
        coverage=Coverage(
            checks=1,
            applied=3,
            not_applicable=0,
            not_looked_at=(),
            overrides=(),
            gaps=(),
            facts_given=3,
            facts_wanted=3,
        ),
        compliance=(),
        findings=(_finding("gamma", Outcome.NOT_MET), _finding("alpha", Outcome.MET)),
        conclusions=(),
        criteria=(
            _used("quality", "Quality", "", "60%", "60%"),
            _used("menus", "Menus", "quality", "50%", "30%", method="rating"),
            _used("staff", "Staff", "quality", "50%", "30%", method="rating"),
            _used("price", "Price", "", "40%", "40%", method="lowest_price"),
        ),
        lots=(
            LotResult(
                lot="1",
                title="Primary schools",
                provisional=False,
                sentence="Bid alpha ranks first with 81.33 points, 5.33 ahead of Bid beta.",
                warnings=(),
                rounding=Rounding(),
                assessments=(_alpha(), _beta(), _gamma()),
            ),
        ),
        remarks=(),
    )


def procurement() -> Procurement:
    """Give what was evaluated: scales, marks, prices, and where to write to."""
    marked = {"method": "rating", "scale": SCALE}
    return Procurement(
        id="northshire-1",
        title="Meals for schools",
        lots=(
            Lot(
                id="1",
                title="Primary schools",
                award=AwardModel(
                    criteria=(
                        AwardCriterion(
                            id="quality",
                            title="Quality",
                            weight="60%",
                            criteria=(
                                AwardCriterion(id="menus", title="Menus", weight="50%", scoring=marked),
                                AwardCriterion(id="staff", title="Staff", weight="50%", scoring=marked),
                            ),
                        ),
                        AwardCriterion(
                            id="price",
                            title="Price",
                            weight="40%",
                            fact="bid.price",
                            scoring={"method": "lowest_price"},
                        ),
                    ),
                    gates=(GATE,),
                ),
            ),
        ),
        bids=(_bid("alpha", 120000, 5, 3), _bid("beta", 100000, 3, 3), _bid("gamma", 90000, 5, 5)),
    )


def _bid(name: str, price: int, menus: int, staff: int) -> Bid:
    marks = (("menus", menus), ("staff", staff))
    return Bid(
        id=name,
        lot="1",
        bidder=Organisation(id=f"GB-COH-{name}", name=f"{name.title()} Meals"),
        contact=Contact(address=f"1 {name.title()} Street, Northtown", email=f"bids@{name}.example"),
        facts={
            "bid.price": Answer(
                value=f"GBP {price}",
                place=Place(document="bids.yaml", line=7, column=3),
                evidence=(Evidence(document="Pricing schedule", at="page 2", quote="total for three years"),),
            )
        },
        marks=(
            *(Mark(criterion=one, mark=Decimal(mark), reason=REASONS.get((name, one), "")) for one, mark in marks),
            Mark(criterion="menus", mark=Decimal(0), evaluator="evaluator-9", internal="SECRET of the panel"),
        ),
    )


def _used(name: str, title: str, parent: str, weight: str, of_total: str, method: str = "") -> CriterionUsed:
    how = {"rating": HOW, "": "The sum of its sub-criteria."}.get(method, "The lowest price has all the points.")
    return CriterionUsed(
        lot="1",
        id=name,
        title=title,
        parent=parent,
        weight=weight,
        weight_of_total=of_total,
        method=method,
        how=how,
        relative=method == "lowest_price",
    )


def _alpha() -> Assessment:
    return _ranked(
        "alpha",
        (
            _score("quality", "Quality", "60", "48", "30 + 18 = 48"),
            _score(
                "menus", "Menus", "30", "30", "5 ÷ 5 = 1; of 30 points that is 30", "mark 5 of 5 (Very good)", "alpha"
            ),
            _score(
                "staff", "Staff", "30", "18", "3 ÷ 5 = 0.6; of 30 points that is 18", "mark 3 of 5 (Sound)", "alpha"
            ),
            _score(
                "price",
                "Price",
                "40",
                "100/3",
                "£100,000 ÷ £120,000 = 0.833…; of 40 points that is 33.333…",
                "£120,000",
            ),
        ),
        total=("81.33", "244/3"),
        rank=1,
        why="Ranks first of 2 with 81.33 of 100 points.",
    )


def _beta() -> Assessment:
    return _ranked(
        "beta",
        (
            _score("quality", "Quality", "60", "36", "18 + 18 = 36"),
            _score("menus", "Menus", "30", "18", "3 ÷ 5 = 0.6; of 30 points that is 18", "mark 3 of 5 (Sound)", "beta"),
            _score("staff", "Staff", "30", "18", "3 ÷ 5 = 0.6; of 30 points that is 18", "mark 3 of 5 (Sound)", "beta"),
            _score("price", "Price", "40", "40", "£100,000 ÷ £100,000 = 1; of 40 points that is 40", "£100,000"),
        ),
        total=("76.00", "76"),
        rank=2,
        why="Ranks 2nd of 2 with 76.00 of 100 points.",
    )


def _gamma() -> Assessment:
    return Assessment(
        lot="1",
        bid="gamma",
        bidder=Organisation(id="GB-COH-gamma", name="Gamma Meals"),
        status="gated",
        why=f"Not scored. Gate {GATE} is not met: Payment of the living wage: no, rather than yes.",
    )


def _ranked(
    name: str, scores: tuple[CriterionScore, ...], *, total: tuple[str, str], rank: int, why: str
) -> Assessment:
    return Assessment(
        lot="1",
        bid=name,
        bidder=Organisation(id=f"GB-COH-{name}", name=f"{name.title()} Meals"),
        status="ranked",
        why=why,
        scores=scores,
        total=total[0],
        total_exact=total[1],
        rank=rank,
    )


def _score(
    name: str, title: str, maximum: str, exact: str, working: str, raw: str = "", bid: str = ""
) -> CriterionScore:
    return CriterionScore(
        criterion=name,
        title=title,
        raw=raw,
        maximum=maximum,
        points="33.33" if exact == "100/3" else f"{exact}.00",
        exact=exact,
        working=working,
        reason=REASONS.get((bid, name), ""),
    )


def _finding(bid: str, outcome: Outcome) -> Finding:
    said = "no, rather than yes" if outcome is Outcome.NOT_MET else "yes"
    return Finding(
        check=GATE,
        title="The bidder pays the living wage",
        pack="northshire",
        level=Level.MUST,
        stage=Stage.BID,
        subject=SubjectRef(kind=Kind.BID, id=bid),
        outcome=outcome,
        sentence=f"Payment of the living wage: {said}.",
        comparisons=(),
        source=POLICY,
        standing=Standing.PUBLISHED,
    )
