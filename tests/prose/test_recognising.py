"""From a document of prose to facts, clues and remarks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sv_rules.model.outcome import Kind
from sv_rules.model.place import Place
from sv_rules.model.procurement import Answer, Lot, Procurement
from sv_rules.prose.recognising import MOST, compile_clues, recognise
from tests.prose.building import (
    APPRENTICES,
    CRITERIA,
    LIVING_WAGE,
    PRIORITIES,
    ROUTE,
    WEIGHT,
    clue,
    document,
    heading,
    item,
    under,
)

WAGE = clue(LIVING_WAGE, "living wage")
NUMBER = clue(APPRENTICES, "apprentice")


def facts(clues, *parts, **given_facts):
    found = recognise(compile_clues(clues), document(*parts, **given_facts))
    return {name: answer.value for name, answer in found.procurement.facts.items()}


# id, clues, paragraphs, what is known of the procurement
SETTLED = [
    ("stated", [WAGE], ["Bidders must pay the living wage."], {"specification.living_wage": True}),
    ("a plain mention", [WAGE], ["The living wage applies."], {"specification.living_wage": True}),
    ("denied", [WAGE], ["The living wage is not required."], {"specification.living_wage": False}),
    ("hoped", [WAGE], ["Bidders are encouraged to pay the living wage."], {}),
    ("possible", [WAGE], ["Bidders must pay the living wage where possible."], {}),
    ("an example", [WAGE], ["Measures such as the living wage."], {}),
    ("a question", [WAGE], ["Will you pay the living wage?"], {}),
    ("a heading", [WAGE], [heading("Living wage")], {}),
    ("nothing", [WAGE], ["Bidders must pay."], {}),
    (
        "the month of May is no hope",
        [WAGE],
        ["From 1 May 2026 pay the living wage."],
        {"specification.living_wage": True},
    ),
    ("both ways", [WAGE], ["Pay the living wage.", "The living wage is not required."], {}),
    (
        "twice the same",
        [WAGE],
        ["Pay the living wage.", "The living wage is paid."],
        {"specification.living_wage": True},
    ),
    (
        "hope beside duty",
        [WAGE],
        ["You may pay the living wage.", "Pay the living wage."],
        {"specification.living_wage": True},
    ),
    ("only suggested", [clue(LIVING_WAGE, "living wage", settles=False)], ["Pay the living wage."], {}),
    (
        "speaks against",
        [clue(LIVING_WAGE, "minimum wage", value=False)],
        ["Pay the minimum wage."],
        {"specification.living_wage": False},
    ),
    ("a number", [NUMBER], ["Employ at least two apprentices."], {"specification.apprenticeships": "2"}),
    ("two numbers", [NUMBER], ["Employ two apprentices.", "Employ three apprentices."], {}),
    ("a number and a denial", [NUMBER], ["Employ two apprentices.", "Apprentices are not required."], {}),
    ("only a denial of a number", [NUMBER], ["Apprentices are not required."], {}),
    ("a range", [NUMBER], ["Employ two to five apprentices."], {}),
    ("at most", [NUMBER], ["Employ up to five apprentices."], {}),
    (
        "a choice",
        [clue(ROUTE, "open procedure", value="open")],
        ["We use the open procedure."],
        {"tender.route": "open"},
    ),
    ("a denied choice", [clue(ROUTE, "open procedure", value="open")], ["We do not use the open procedure."], {}),
    (
        "two choices",
        [clue(ROUTE, "open procedure", value="open"), clue(ROUTE, "flexible procedure", value="flexible")],
        ["An open procedure.", "A flexible procedure."],
        {},
    ),
    (
        "an entry of a list never settles",
        [clue(PRIORITIES, "early help", value="early-help")],
        ["We offer early help."],
        {},
    ),
    (
        "out of scope by its heading",
        [WAGE],
        [under("Out of scope", "The living wage.")],
        {"specification.living_wage": False},
    ),
    (
        "excluded by its heading",
        [WAGE],
        [under(["1 Scope", "1.2 Exclusions"], "The living wage.")],
        {"specification.living_wage": False},
    ),
    (
        "grounds for exclusion set nothing aside",
        [WAGE],
        [under("Exclusion grounds", "Pay the living wage.")],
        {"specification.living_wage": True},
    ),
    (
        "social exclusion sets nothing aside",
        [WAGE],
        [under("Digital exclusion", "Pay the living wage.")],
        {"specification.living_wage": True},
    ),
    ("a glossary asks for nothing", [WAGE], [under("Definitions", "Living wage means what is said here.")], {}),
    (
        "a list that is denied",
        [WAGE],
        ["The contract does not include:", item("cleaning"), item("the living wage")],
        {"specification.living_wage": False},
    ),
    ("a list that is hoped for", [WAGE], ["Bidders may consider:", item("the living wage")], {}),
    (
        "a list that is asked for",
        [WAGE],
        ["Bidders must:", item("pay the living wage")],
        {"specification.living_wage": True},
    ),
    (
        "after a list that is denied",
        [WAGE],
        ["Excluding:", item("cleaning"), "Pay the living wage."],
        {"specification.living_wage": True},
    ),
    ("unless", [clue(LIVING_WAGE, "living wage", unless=("no living wage zone",))], ["A no living wage zone."], {}),
    (
        "unless elsewhere",
        [clue(LIVING_WAGE, "living wage", unless=("living wage week",))],
        ["In living wage week pay the living wage."],
        {"specification.living_wage": True},
    ),
    (
        "unless at the end of words that pass over others",
        [clue(LIVING_WAGE, "pay … living wage", unless=("national living wage",))],
        ["Staff are to be paid the National Living Wage."],
        {},
    ),
    (
        "words that pass over others",
        [clue(LIVING_WAGE, "pay … living wage", unless=("national living wage",))],
        ["Pay all staff the real living wage."],
        {"specification.living_wage": True},
    ),
    (
        "under another heading",
        [clue(LIVING_WAGE, "living wage", under=("social value",))],
        [under("Catering", "Pay the living wage.")],
        {},
    ),
    (
        "under its heading",
        [clue(LIVING_WAGE, "living wage", under=("social value",))],
        [under("Social Value", "Pay the living wage.")],
        {"specification.living_wage": True},
    ),
    (
        "in a sentence that says so",
        [clue(LIVING_WAGE, "living wage", under=("social value",))],
        ["For social value pay the living wage."],
        {"specification.living_wage": True},
    ),
]


@pytest.mark.parametrize(("clues", "parts", "known"), [row[1:] for row in SETTLED], ids=[row[0] for row in SETTLED])
def test_what_becomes_known(clues, parts, known):
    assert facts(clues, *parts) == known


def test_what_is_found_is_told_whole():
    text = (
        "Please note: the provider must, as agreed before in the plan of the council, employ at least two apprentices"
        " each year over the whole life of this contract."
    )
    parts = [heading("3 Social value"), under("3 Social value", text)]
    (found,) = recognise(compile_clues([NUMBER]), document(*parts)).clues
    assert found.model_dump(mode="json", exclude_none=True) == {
        "clue": "pack/apprentice",
        "fact": "specification.apprenticeships",
        "subject": {"kind": "procurement", "id": "meals", "title": "School meals"},
        "value": "2",
        "bound": "at_least",
        "denied": False,
        "confidence": "high",
        "words": "apprentices",
        "quote": "…council, employ at least two apprentices each year over the whole life…",
        "place": {"document": "spec.docx", "paragraph": 2},
        "section": "3 Social value",
        "settled": True,
    }
    assert len(found.quote.split()) <= 12


def test_an_explicit_fact_goes_before():
    found = recognise(compile_clues([NUMBER]), document("Employ two apprentices.", specification__apprenticeships=3))
    assert found.procurement.facts["specification.apprenticeships"].value == 3
    assert [one.settled for one in found.clues] == [False]
    assert [remark.what for remark in found.remarks] == [
        (
            "the document gives number of apprenticeships as 3 apprenticeships, and its prose says 2 apprenticeships:"
            " “Employ two apprentices.”; what is given as a fact was used"
        )
    ]


def test_an_explicit_fact_that_says_the_same_needs_no_remark():
    found = recognise(compile_clues([NUMBER]), document("Employ two apprentices.", specification__apprenticeships=2))
    assert found.remarks == ()


def test_disagreement_quotes_both():
    found = recognise(compile_clues([WAGE]), document("Pay the living wage.", "The living wage is not required."))
    assert [(remark.what, str(remark.place)) for remark in found.remarks] == [
        (
            (
                "the prose does not agree on payment of the living wage, so it is not known: “Pay the living wage.”"
                " (spec.docx, paragraph 1) and “The living wage is not required.” (spec.docx, paragraph 2)"
            ),
            "spec.docx, paragraph 1",
        )
    ]
    assert [(one.value, one.denied, one.settled) for one in found.clues] == [(True, False, False), (False, True, False)]


# Lots -----------------------------------------------------------------------------------------------------------

LOTS = (Lot(id="1", title="Street cleaning"), Lot(id="2", title="Waste"))
SHARE = clue(WEIGHT, "social value")


@pytest.mark.parametrize(
    ("part", "lot"),
    [
        (under("Lot 1", "Social value has 10%."), "1"),
        (under("Waste", "Social value has 10%."), "2"),
        (under("Waste", "For Lot 1 social value has 10%."), "1"),
        (under("Lots 1 and 2", "Social value has 10%."), ""),
        (under("Street cleaning and waste", "Social value has 10%."), ""),
        (under("Award", "Social value has 10%."), ""),
    ],
    ids=["by id", "by title", "the sentence goes before", "several ids", "several titles", "none"],
)
def test_facts_of_lots_go_to_the_lot_that_is_named(part, lot: str):
    found = recognise(compile_clues([SHARE]), document(part, lots=LOTS))
    assert [one.id for one in found.procurement.lots if "lot.social_value_weight" in one.facts] == (
        [lot] if lot else []
    )
    (one,) = found.clues
    assert (one.subject.kind, one.settled) == ((Kind.LOT, True) if lot else (Kind.PROCUREMENT, False))


def test_the_only_lot_is_meant():
    found = recognise(compile_clues([SHARE]), document("Social value has 10%."))
    assert found.procurement.lots[0].facts["lot.social_value_weight"].value == "10%"


# Texts that are facts -------------------------------------------------------------------------------------------


def test_texts_of_facts_are_read():
    place = Place(document="notice.json", pointer="/tender/description")
    procurement = Procurement(
        id="meals",
        facts={"tender.description": Answer(value="Meals.\n\nEmploy two apprentices.", place=place)},
        lots=(
            Lot(id="1", facts={"lot.description": Answer(value="Social value: 10%", place=place)}),
            Lot(id="2", facts={"lot.description": Answer(value="Social value: 20%", place=place)}),
        ),
    )
    found = recognise(compile_clues([NUMBER, SHARE]), procurement)
    assert found.procurement.facts["specification.apprenticeships"].place == place
    assert [lot.facts["lot.social_value_weight"].value for lot in found.procurement.lots] == ["10%", "20%"]
    assert found.searched == ()


def test_the_text_made_of_the_prose_is_not_read_again():
    procurement = document("Employ two apprentices.")
    text = Answer(value="Employ three apprentices.", place=Place(document="spec.docx"))
    again = procurement.model_copy(update={"facts": {"specification.text": text}})
    assert [one.value for one in recognise(compile_clues([NUMBER]), again).clues] == ["2"]
    other = text.model_copy(update={"place": Place(document="other.json", pointer="/text")})
    of_its_own = procurement.model_copy(update={"facts": {"specification.text": other}})
    assert [one.value for one in recognise(compile_clues([NUMBER]), of_its_own).clues] == ["2", "3"]


# Records --------------------------------------------------------------------------------------------------------


def test_criteria_are_told_by_name_and_description():
    records = [
        {"name": "Price", "weight": "60%"},
        {"name": "Social Value", "weight": "10%"},
        {"name": "Method", "description": "How you will deliver. Bidders must offer social value."},
        {"name": "Staff", "description": "You may offer social value."},
        {"name": "Quality", "description": "This does not include social value."},
    ]
    place = Place(document="notice.json", pointer="/lots/0/criteria")
    procurement = Procurement(
        id="meals", lots=(Lot(id="1", facts={"lot.criteria": Answer(value=records, place=place)}),)
    )
    found = recognise(compile_clues([clue(CRITERIA, "social value")]), procurement)
    assert [(one.value, one.confidence, one.denied, one.place.pointer) for one in found.clues] == [
        ("Social Value", "high", False, "/lots/0/criteria/1"),
        ("Method", "medium", False, "/lots/0/criteria/2"),
        ("Staff", "low", False, "/lots/0/criteria/3"),
        ("Quality", "medium", True, "/lots/0/criteria/4"),
    ]


def test_a_clue_to_records_is_not_looked_for_in_prose():
    assert recognise(compile_clues([clue(CRITERIA, "social value")]), document("Social value.")).clues == ()


# Bounds ---------------------------------------------------------------------------------------------------------


def test_nothing_to_read_costs_nothing():
    procurement = document()
    found = recognise(compile_clues([NUMBER]), procurement)
    assert found.procurement is procurement
    assert (found.clues, found.remarks, found.searched) == ((), (), ())


def test_of_many_places_the_first_are_kept_and_all_are_heard():
    parts = ["Employ two apprentices."] * (MOST + 20) + ["Employ three apprentices."]
    found = recognise(compile_clues([NUMBER]), document(*parts))
    assert len(found.clues) == MOST
    assert "specification.apprenticeships" not in found.procurement.facts
    assert [remark.what for remark in found.remarks][1:] == [
        "the words of the clue 'pack/apprentice' stand in 21 more places; the first 50 are told"
    ]


HOSTILE = {
    "one word": "apprentice ",
    "one long word": "x",
    "mentions": "two apprentices; ",
    "brackets": "([{",
    "hyphens": "a-",
    "denials": "not but ",
    "numbers": "1 ",
    "dots": ".",
    "abbreviations": "e.g. ",
    "number words": "one hundred and ",
    "percentages": "price 1% ",
    "accents": "\u0301",
    "apostrophes": "a'",
    "lines": "\n",
    "sentences": "Two apprentices. ",
    "marks out of order": "a\u0301\u0316\u0301\u0316",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_read_through(text: str):
    found = recognise(compile_clues([NUMBER, WAGE]), document(text * 10_000 + "two apprentices"))
    assert 1 <= len(found.clues) <= MOST or text == "x"


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_five_million_letters_are_read_through(text: str):
    # Bounded work for each letter: ten times the text is done in ten times its time, not in a hundred.
    found = recognise(compile_clues([NUMBER, WAGE]), document(text * (5_000_000 // len(text))))
    assert len(found.clues) <= MOST


# Properties -----------------------------------------------------------------------------------------------------

CLUES = [NUMBER, WAGE, SHARE, clue(LIVING_WAGE, "minimum wage", value=False, name="minimum")]
PARAGRAPHS = st.lists(
    st.sampled_from(
        [
            "Employ two apprentices.",
            "Apprentices are not required.",
            "Pay the living wage.",
            "The minimum wage is enough.",
            "Social value has 10%.",
            "The service is for schools.",
            "It does not include:",
        ]
    ),
    max_size=8,
)


def told(found):
    return sorted((one.clue, str(one.value), one.denied, one.settled, one.quote) for one in found.clues)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(PARAGRAPHS, st.permutations(CLUES))
def test_the_order_of_clues_does_not_matter(parts, clues):
    assert recognise(compile_clues(clues), document(*parts)) == recognise(compile_clues(CLUES), document(*parts))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(PARAGRAPHS, st.integers(min_value=0, max_value=8))
def test_a_paragraph_without_terms_changes_nothing(parts, at):
    without = recognise(compile_clues(CLUES), document("Meals for schools.", *parts))
    more = ["Meals for schools.", *parts[:at], "Vans are kept clean.", *parts[at:]]
    with_it = recognise(compile_clues(CLUES), document(*more))
    assert told(with_it) == told(without)
    assert set(with_it.procurement.facts) == set(without.procurement.facts)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(max_size=300))
def test_any_text_can_be_read(text):
    for one in recognise(compile_clues(CLUES), document(f"{text} living wage {text} 2 apprentices")).clues:
        assert len(one.quote.split()) <= 12
