"""Award criteria and scoring scales in the prose of a document."""

import pytest

from sv_rules.model.place import Place
from sv_rules.model.procurement import Answer, Lot
from sv_rules.prose.recognising import compile_clues, recognise
from tests.prose.building import document, item, table, under

NOTHING = compile_clues([])


def criteria(*parts, **more):
    found = recognise(NOTHING, document(*parts, **more))
    known = found.procurement.lots[0].facts.get("lot.criteria")
    records = None if known is None else {one["name"]: one["weight"] for one in known.value}
    return records, [remark.what for remark in found.remarks]


THREE = {"Quality": "60%", "Price": "30%", "Social value": "10%"}

# id, paragraphs, criteria
READ = [
    (
        "a table",
        table(["Criterion", "Weighting"], ["Quality", "60%"], ["Price", "30%"], ["Social value", "10%"]),
        THREE,
    ),
    (
        "figures under a sign",
        table(["Award criteria", "%"], ["Quality", "60"], ["Price", "30"], ["Social value", "10"]),
        THREE,
    ),
    (
        "points that make 100",
        table(["Question", "Points"], ["Quality", "60"], ["Price", "30"], ["Social value", "10"]),
        THREE,
    ),
    (
        "a column of criteria beside one of questions",
        table(["Question", "Award criterion", "Weighting"], ["1 to 4", "Quality", "60%"], ["5", "Price", "40%"]),
        {"Quality": "60%", "Price": "40%"},
    ),
    (
        "price and quality under a header that names neither",
        table(["Who decides", "Share"], ["Quality", "60%"], ["Price", "40%"]),
        {"Quality": "60%", "Price": "40%"},
    ),
    (
        "shares of something else under such a header",
        table(["Age", "Share"], ["Under 18", "60%"], ["Over 18", "40%"]),
        None,
    ),
    (
        "a list whose items begin with the name",
        [item("Quality of the method has 60 per cent of the marks."), item("Price has the remaining 40 per cent.")],
        {"Quality of the method": "60%", "Price": "40%"},
    ),
    ("points that do not", table(["Question", "Points"], ["Quality", "6"], ["Price", "3"]), None),
    (
        "a total row",
        table(["Criteria", "Weight"], ["Quality", "60%"], ["Price", "30%"], ["Social value", "10%"], ["Total", "100%"]),
        THREE,
    ),
    (
        "columns in another order",
        table(
            ["No", "Weight", "Criteria"], ["1", "60%", "Quality"], ["2", "30%", "Price"], ["3", "10%", "Social value"]
        ),
        THREE,
    ),
    (
        "parts below their whole",
        table(["Criterion", "Weight"], ["Quality", "60%"], ["Method", "40%"], ["Staff", "20%"], ["Price", "40%"]),
        {"Method": "40%", "Staff": "20%", "Price": "40%"},
    ),
    ("another table", table(["Name", "Age"], ["A", "60"], ["B", "40"]), None),
    ("no header that says weight", table(["Criterion", "Comment"], ["Quality", "60%"], ["Price", "40%"]), None),
    (
        "decimals",
        table(["Criterion", "Weight"], ["Quality", "62.5%"], ["Price", "37.5%"]),
        {"Quality": "62.5%", "Price": "37.5%"},
    ),
    ("running text", ["Tenders are assessed on Quality 60%, Price 30% and Social value 10%."], THREE),
    ("running text, figures first", ["60% for Quality, 30% for Price and 10% for Social value."], THREE),
    ("running text with brackets", ["The weightings are: Quality (60%), Price (30%), Social value (10%)."], THREE),
    ("running text that makes less", ["Quality 60%, Price 30%."], None),
    ("shares of something else", ["Residents 60%, visitors 40%."], None),
    ("a list", [item("Quality: 60%"), item("Price: 30%"), item("Social value: 10%")], THREE),
    ("a list with dashes", [item("Quality – 60%"), item("Price – 30%"), item("Social value – 10%")], THREE),
    (
        "a list with other items",
        [item("Quality: 60%"), item("Price: 30%"), item("Social value: 10%"), item("Be brief.")],
        THREE,
    ),
    (
        "the same in two places",
        [*table(["Criterion", "Weight"], ["Quality", "60%"], ["Price", "40%"]), "Quality 60% and price 40%."],
        {"Quality": "60%", "Price": "40%"},
    ),
    (
        "the whole and its parts",
        [
            *table(["Criterion", "Weight"], ["Quality", "60%"], ["Method", "40%"], ["Staff", "20%"], ["Price", "40%"]),
            "Quality 60% and price 40%.",
        ],
        {"Method": "40%", "Staff": "20%", "Price": "40%"},
    ),
    ("nothing", ["Price matters."], None),
    (
        "a total by another name",
        table(
            ["Criterion", "Weighting (%)"], ["Care", "55"], ["Price", "25"], ["Gardens", "20"], ["Everything", "100"]
        ),
        {"Care": "55%", "Price": "25%", "Gardens": "20%"},
    ),
    (
        "a total by another name after wholes and parts",
        table(
            ["Criterion", "Weight"],
            ["Care", "60%"],
            ["Staff", "40%"],
            ["Rooms", "20%"],
            ["Price", "40%"],
            ["In all", "100%"],
        ),
        {"Staff": "40%", "Rooms": "20%", "Price": "40%"},
    ),
    (
        "a last row that is as much as those above and makes the whole",
        table(["Criterion", "Weight"], ["Care", "20%"], ["Rooms", "30%"], ["Price", "50%"]),
        {"Care": "20%", "Rooms": "30%", "Price": "50%"},
    ),
    (
        "names under a header of their own",
        table(["How we choose", "Marks out of 100"], ["Comfort of the buses", "70%"], ["Price of a mile", "30%"]),
        {"Comfort of the buses": "70%", "Price of a mile": "30%"},
    ),
    (
        "names under a header of their own, in a section on the award",
        table(["What counts", "Share"], ["Comfort", "70%"], ["Fares", "30%"], headings=("4 Award",)),
        {"Comfort": "70%", "Fares": "30%"},
    ),
    ("shares of people", table(["Tenure", "Share"], ["Owned", "70%"], ["Rented", "30%"]), None),
    ("shares of costs", table(["Heading", "Percentage"], ["Staff costs", "70%"], ["Rooms", "30%"]), None),
    (
        "marks that make 100 without a sign and without a header for names",
        table(["What is judged", "Marks"], ["Quality", "70"], ["Price", "30"]),
        {"Quality": "70%", "Price": "30%"},
    ),
    (
        "shares that make less, under a header of their own",
        table(["What is judged", "Marks"], ["Quality", "70%"], ["Price", "20%"]),
        None,
    ),
    (
        "something else among the shares",
        table(["What is judged", "Marks"], ["Quality", "70%"], ["Price", "30%"], ["Interview", "to be agreed"]),
        None,
    ),
    (
        "a criterion whose words are those of a header",
        table(
            ["Criterion", "Weight"],
            ["Quality", "70%"],
            ["Questions on the marks of care that every home gives its guests", "by interview"],
            ["Price", "30%"],
        ),
        {"Quality": "70%", "Price": "30%"},
    ),
    (
        "three columns without a header for names",
        table(["Lot", "What is judged", "Marks"], ["1", "Quality", "70%"], ["1", "Price", "30%"]),
        None,
    ),
    (
        "two tables that were joined",
        table(
            ["Criterion", "Weight"],
            ["Quality", "70%"],
            ["Price", "30%"],
            ["Score", "Meaning"],
            ["0", "None"],
            ["1", "All"],
        ),
        {"Quality": "70%", "Price": "30%"},
    ),
    (
        "a scale joined to the criteria after it",
        table(
            ["Score", "What it means"],
            ["0", "None"],
            ["1", "All"],
            ["Question", "Weighting"],
            ["Quality", "70%"],
            ["Price", "30%"],
        ),
        {"Quality": "70%", "Price": "30%"},
    ),
    (
        "criteria with marks are no scale",
        table(["Criteria", "Marks"], ["Quality", "60"], ["Price", "30"], ["Social value", "10"]),
        THREE,
    ),
]

# id, table, criteria, what it makes
KEPT = [
    (
        "too little",
        [["Criterion", "Weight"], ["Quality", "60%"], ["Price", "30%"]],
        {"Quality": "60%", "Price": "30%"},
        "90",
    ),
    (
        "too much",
        [["Criterion", "Weight"], ["Quality", "60%"], ["Price", "45%"]],
        {"Quality": "60%", "Price": "45%"},
        "105",
    ),
    (
        "the header has the sign",
        [["Criteria", "Weight in %"], ["Quality", "60"], ["Price", "38"]],
        {"Quality": "60%", "Price": "38%"},
        "98",
    ),
    (
        "a total that agrees with what is wrong",
        [["Criterion", "Weight"], ["Quality", "60%"], ["Price", "20%"], ["Jobs", "10%"], ["Altogether", "90%"]],
        {"Quality": "60%", "Price": "20%", "Jobs": "10%"},
        "90",
    ),
    (
        "two tables that were joined",
        [
            ["Criterion", "Weight"],
            ["Quality", "60%"],
            ["Price", "35%"],
            ["Mark", "Meaning"],
            ["0", "None"],
            ["1", "All"],
        ],
        {"Quality": "60%", "Price": "35%"},
        "95",
    ),
    (
        "wholes beside shares of their own",
        [["Criterion", "Weight"], ["Quality", "60%"], ["Method", "50%"], ["Staff", "50%"], ["Price", "40%"]],
        None,
        "200",
    ),
]


@pytest.mark.parametrize(("parts", "expected"), [row[1:] for row in READ], ids=[row[0] for row in READ])
def test_criteria(parts, expected):
    assert criteria(*parts) == (expected, [])


def test_weights_of_price_and_quality_that_make_more_are_told_under_any_header():
    known, [remark] = criteria(
        *table(["What we look at", "Marks (%)"], ["Price", "70"], ["Quality", "20"], ["Social value", "15"])
    )
    assert known == {"Price": "70%", "Quality": "20%", "Social value": "15%"}
    assert remark.startswith("the weights of the criteria in this table make 105%, not 100%")


def test_a_record_in_whole():
    parts = table(
        ["Criterion", "Weight", "Description"],
        ["Quality", "60%", ""],
        ["Method", "40%", "How you work"],
        ["Whole-life cost", "20%", ""],
        ["Commercial", "40%", ""],
    )
    (lot,) = recognise(NOTHING, document(*parts)).procurement.lots
    assert lot.facts["lot.criteria"].value == [
        {"name": "Method", "weight": "40%", "kind": "quality", "description": "Part of Quality. How you work"},
        {"name": "Whole-life cost", "weight": "20%", "kind": "cost", "description": "Part of Quality."},
        {"name": "Commercial", "weight": "40%"},
    ]


# id, paragraphs, remarks; no criteria are known
UNSURE = [
    (
        "too little, without a sign",
        table(["Criterion", "Weight"], ["Quality", "60"], ["Price", "30"]),
        [
            (
                "the weights of the criteria in this table make 90%, not 100%"
                " (spec.docx, paragraph 4 and spec.docx, paragraph 6)"
            )
        ],
    ),
    (
        "two that differ",
        [
            *table(["Criterion", "Weight"], ["Quality", "60%"], ["Price", "40%"]),
            "The award is made on quality 70% and price 30%.",
        ],
        [
            (
                "the prose gives the award criteria twice and not alike, so they are not known: Quality 60%, Price 40%"
                " (spec.docx, paragraph 4); quality 70%, price 30% (spec.docx, paragraph 7)"
            )
        ],
    ),
]


@pytest.mark.parametrize(("parts", "remarks"), [row[1:] for row in UNSURE], ids=[row[0] for row in UNSURE])
def test_what_is_not_sure_is_told(parts, remarks):
    assert criteria(*parts) == (None, remarks)


@pytest.mark.parametrize(("rows", "expected", "made"), [row[1:] for row in KEPT], ids=[row[0] for row in KEPT])
def test_percentages_that_do_not_make_100_are_kept_and_told(rows, expected, made: str):
    known, remarks = criteria(*table(*rows))
    assert known == expected
    assert [remark.partition(" (")[0] for remark in remarks] == [
        f"the weights of the criteria in this table make {made}%, not 100%"
    ]


def test_a_scale_after_joined_criteria_is_looked_at():
    rows = [["Criterion", "Weight"], ["Quality", "70%"], ["Price", "30%"], ["Score", "What it means"]]
    rows += [[mark, f"What earns {mark}"] for mark in "0124"]
    assert criteria(*table(*rows)) == (
        {"Quality": "70%", "Price": "30%"},
        ["the scoring scale leaves out 3: its marks are 0, 1, 2 and 4"],
    )


def test_a_wrong_total_is_told():
    parts = table(["Criterion", "Weight"], ["Quality", "60%"], ["Price", "40%"], ["Total", "110%"])
    assert criteria(*parts) == (
        {"Quality": "60%", "Price": "40%"},
        ["the table says that its total is 110, and the weights above it make 100"],
    )


def test_a_second_column_of_weights_is_left_out_and_told():
    parts = table(
        ["Criterion", "Weight", "Sub-criterion", "Sub-weight"],
        ["Quality", "60%", "Method", "50%"],
        ["", "", "Staff", "50%"],
        ["Price", "40%", "", ""],
    )
    known, remarks = criteria(*parts)
    assert known == {"Quality": "60%", "Price": "40%"}
    assert remarks == ["the table has a second column of weights, for parts of each criterion; it was left out"]


def test_criteria_that_are_known_stay():
    place = Place(document="notice.json", pointer="/lots/0/criteria")
    lot = Lot(id="1", facts={"lot.criteria": Answer(value=[{"name": "Price"}], place=place)})
    found = recognise(NOTHING, document("Quality 60% and price 40%.", lots=(lot,)))
    assert found.procurement.lots == (lot,)


def test_criteria_go_to_the_lot_their_heading_names():
    lots = (Lot(id="1", title="Cleaning"), Lot(id="2", title="Catering"))
    parts = [under("Lot 2", "Quality 60% and price 40%."), "Quality 50% and price 50%."]
    found = recognise(NOTHING, document(*parts, lots=lots))
    assert ["lot.criteria" in lot.facts for lot in found.procurement.lots] == [False, True]


# id, marks, remark
SCALES = [
    ("in order", "012345", []),
    ("downwards", "543210", []),
    ("even steps", "0246", []),
    ("repeated", "01223", ["the scoring scale has the mark 2 more than once"]),
    ("back", "0132", ["the marks of the scoring scale are out of order: 0, 1, 3 and 2"]),
    ("a gap", "0135", ["the scoring scale leaves out 2 and 4: its marks are 0, 1, 3 and 5"]),
]


@pytest.mark.parametrize(("marks", "remarks"), [row[1:] for row in SCALES], ids=[row[0] for row in SCALES])
def test_scales(marks: str, remarks):
    parts = table(["Score", "Description"], *([mark, f"What earns {mark}"] for mark in marks))
    assert criteria(*parts) == (None, remarks)
