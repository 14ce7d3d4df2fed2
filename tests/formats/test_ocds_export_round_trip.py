"""The law of the export: what is read from it is what went in, and every difference is named among the losses.

Procurements are made up at random, with odd values among them; the comparison here knows nothing of the export's own.
"""

import re
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sv_rules_ocds
from sv_rules.host import Host
from sv_rules.loading.load import load_rulepack
from sv_rules.model.evidence import Evidence
from sv_rules.model.outcome import Stage
from sv_rules.model.place import Place
from sv_rules.model.procurement import Answer, Bid, Contact, Contract, Lot, Mark, Organisation, Procurement
from sv_rules.model.questionnaire import AskedCriterion, Requirement, RequirementGroup, Response
from sv_rules.model.raw_document import RawDocument
from sv_rules.questionnaire import answered
from sv_rules_ocds import FORMAT
from sv_rules_ocds.export import dump

PLACE = Place(document="made-up.yaml")


@cache
def salford():
    return load_rulepack(("salford",), Host(plugins=(sv_rules_ocds,), discover=False).registry)


WORDS = st.sampled_from(["Care", "Home care & meals", "“Quoted” text", "60%", "two\nlines", "10 %", " ", "Ünïcode 🙂"])
NAMES = st.sampled_from(["Fictional Northshire", "Fictional Care Ltd", "A and B", ""])
IDS = st.sampled_from(["GB-PPON-ABCD-1234-EFGH", "GB-COH-01234567", "EXAMPLE-1", "our own id", ""])
NUMBERS = st.one_of(
    st.integers(-3, 10**7),
    st.decimals(0, 10**6, places=2, allow_nan=False),
    st.sampled_from([Decimal("0.10"), Decimal("1E+3")]),
)
MONEY = st.builds(
    "{} {:f}".format, st.sampled_from(["GBP", "GBP", "GBP", "EUR", "AED"]), st.decimals(0, 10**9, places=2)
)
PERCENTAGES = st.sampled_from(["10%", "82.5%", "17.50%", "0%", "100%", "120%"])
CODES = st.lists(st.sampled_from(["UKI31", "UKI4", "TLK", "KENT", "London"]), max_size=3)
YES_NO = st.booleans()

TENDER = {
    "tender.title": WORDS,
    "tender.description": st.one_of(WORDS, st.just("Under the Provider Selection Regime")),
    "tender.value": MONEY,
    "tender.value_gross": MONEY,
    "tender.notice_date": st.sampled_from(["2026-02-20", "2025-01-01"]),
    "tender.category": st.sampled_from(["goods", "services", "works"]),
    "tender.procedure": st.sampled_from(["open", "selective", "a procedure of our own"]),
    "tender.framework": YES_NO,
    "tender.above_threshold": YES_NO,
    "tender.legal_basis": st.sampled_from(
        ["procurement-act-2023", "2015-regulations", "provider-selection-regime", "other"]
    ),
    "tender.special_regimes": st.lists(st.sampled_from(["lightTouch", "utilities"]), max_size=2),
    "tender.light_touch": YES_NO,
    "tender.region_codes": CODES,
    "tender.suitable_for_sme": YES_NO,
    "tender.suitable_for_vcse": YES_NO,
    "buyer.name": NAMES,
    "buyer.kind": st.sampled_from(["central-government", "sub-central", "utility", "other"]),
    "buyer.nation": st.sampled_from(["england", "wales", "scotland", "northern-ireland"]),
    "buyer.private_utility": YES_NO,
    "design.considered_social": YES_NO,
}
RECORD = st.fixed_dictionaries(
    {},
    optional={
        "name": WORDS,
        "kind": st.sampled_from(["price", "cost", "quality"]),
        "weight": PERCENTAGES,
        "description": WORDS,
    },
)
LOT = {
    "lot.title": WORDS,
    "lot.description": WORDS,
    "lot.value": MONEY,
    "lot.value_gross": MONEY,
    "lot.criteria": st.lists(RECORD, max_size=3),
    "lot.criteria_clear": YES_NO,
}
BID = {
    "bid.price": MONEY,
    "bid.offers.new-volunteers": st.one_of(st.integers(0, 99), st.just("many")),
    "bid.offers.more-recycled": NUMBERS,
    "bid.offers.asked": st.integers(0, 99),
    "bid.lowest_hourly_pay": MONEY,
    "bid.salford_living_wage": st.sampled_from(["from-the-start", "yes"]),
    "bid.kinds_of_value": st.lists(st.sampled_from(["social", "economic"]), max_size=2),
    "bid.impact_map": st.lists(st.fixed_dictionaries({"name": WORDS}), max_size=1),
    "bid.number": NUMBERS,
    "bid.share": PERCENTAGES,
    "bid.starts_on": st.sampled_from(["2026-09-01", "soon"]),
    "bid.notice_period": st.just("3 months"),
    "bid.statement": WORDS,
    "bid.odd": st.sampled_from([[], ["a", "b"], [1, Decimal("2.5")], ["a", 1], [["a"]], {"a": 1}, ""]),
}
CONTRACT = {
    "contract.delivered.new-volunteers": st.integers(0, 99),
    "contract.delivered.more-recycled": NUMBERS,
    "contract.delivered.asked": st.one_of(st.integers(0, 9), MONEY, PERCENTAGES, YES_NO, WORDS),
    "contract.delivered.of-nobody": st.integers(0, 9),
    "contract.kpis": st.lists(
        st.fixed_dictionaries(
            {"name": st.sampled_from(["New volunteers", "Complaints", "What is asked"])},
            optional={"rating": st.sampled_from(["good", "inadequate", "approaching-target"])},
        ),
        max_size=3,
    ),
    "contract.pays_london_living_wage": YES_NO,
}
EVIDENCE = st.lists(
    st.builds(
        Evidence,
        document=st.sampled_from(["Plan (fictional)", "Annex"]),
        at=st.sampled_from(["", "page 3", "Plan (fictional)"]),
        quote=st.sampled_from(["", "forty people"]),
    ),
    max_size=2,
).map(tuple)


def facts(table):
    answers = {
        name: st.builds(Answer, value=value, place=st.just(PLACE), evidence=st.one_of(st.just(()), EVIDENCE))
        for name, value in table.items()
    }
    return st.fixed_dictionaries({}, optional=answers)


REQUIREMENT = "northshire@1/bid.offers.asked"
QUESTION = AskedCriterion(
    id="c1",
    title="What is asked",
    classification="espd211 CRITERION.OTHER",
    groups=(
        RequirementGroup(
            id="g1",
            requirements=(
                Requirement(
                    id=REQUIREMENT,
                    title="What is asked",
                    type="integer",
                    least=0,
                    most=99,
                    unit="people",
                    evidence=("payroll",),
                    period_from="2026-04-01",
                ),
                Requirement(id="own", type="text", expected_values=("a", "b"), fewest_values=1, most_values=2),
            ),
        ),
    ),
)
QUESTIONS = st.sampled_from(
    [
        (),
        (QUESTION,),
        (QUESTION, AskedCriterion(id="c2", answered_by="buyer")),
        (QUESTION, AskedCriterion(id="c3", answered_by="winner", groups=QUESTION.groups)),
    ]
)
ASKED = st.builds(Response, id=st.sampled_from(["", "a1"]), requirement=st.just(REQUIREMENT), value=st.integers(0, 120))
OWN = st.builds(Response, requirement=st.just("own"), values=st.sampled_from([("a",), ("a", "b"), ()]))


@st.composite
def procurements(draw):
    implied = draw(YES_NO)
    number = 1 if implied else draw(st.integers(1, 3))
    lots = tuple(
        Lot(
            id="whole" if implied else f"L{index}",
            implied=implied,
            title=draw(WORDS),
            facts=draw(st.one_of(st.just({}), facts(LOT))),
        )
        for index in range(number)
    )
    questions = draw(QUESTIONS)
    bids = tuple(
        Bid(
            id=f"B{index}",
            lot=draw(st.sampled_from(lots)).id,
            bidder=draw(st.builds(Organisation, id=IDS, name=NAMES)),
            contact=draw(
                st.builds(
                    Contact,
                    address=st.sampled_from(["", "1 Made-up Street, Northshire"]),
                    email=st.sampled_from(["", "bids@example.org"]),
                )
            ),
            facts=draw(facts(BID)),
            marks=draw(st.sampled_from([(), (Mark(criterion="quality", mark=Decimal(4)),)])),
            responses=tuple(draw(st.one_of(st.just([]), st.tuples(ASKED), st.tuples(ASKED, OWN)))) if questions else (),
            fictional=draw(YES_NO),
        )
        for index in range(draw(st.integers(0, 3)))
    )
    contracts = []
    for index in range(draw(st.integers(0, 2))):
        bid = draw(st.sampled_from([None, *bids]))
        lot = bid.lot if bid else draw(st.sampled_from(lots)).id
        contracts.append(Contract(id=f"C{index}", lot=lot, bid=bid.id if bid else "", facts=draw(facts(CONTRACT))))
    return answered(
        Procurement(
            id=draw(st.sampled_from(["ocds-213czf-made-up", "our own number 7"])),
            title=draw(WORDS),
            stage=draw(st.sampled_from([Stage.DESIGN, Stage.SPECIFICATION])),
            buyer=draw(st.builds(Organisation, id=IDS, name=NAMES)),
            facts=draw(facts(TENDER)),
            lots=lots,
            bids=bids,
            contracts=tuple(contracts),
            questions=questions,
        )
    )


def plain(value):
    """A value as it means, however it is written: 10.50 is 10.5, and true is not 1."""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | Decimal):
        return Decimal(value)
    if isinstance(value, str):
        found = re.fullmatch(r"([A-Z]{3} )?([0-9.]+)(%)?", value)
        return (found[1], Decimal(found[2]), found[3]) if found and (found[1] or found[3]) else value
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items() if each is not None and name != "place"}
    return [plain(each) for each in value] if isinstance(value, list | tuple) else value


def said(one):
    """Everything a procurement says, by whom it is about and what it is called."""
    found = {("the procurement", name): getattr(one, name) for name in ("id", "title", "stage")}
    found |= {("the procurement", "buyer.id"): one.buyer.id, ("the procurement", "buyer"): one.buyer.name}
    parts = [("the procurement", one)]
    for lot in one.lots:
        parts.append((f"lot '{lot.id}'", lot))
        found[f"lot '{lot.id}'", "title"] = lot.title
        found[f"lot '{lot.id}'", "that it is the whole"] = lot.implied
    for bid in one.bids:
        subject = f"bid '{bid.id}'"
        parts.append((subject, bid))
        found |= {
            (subject, "lot"): bid.lot,
            (subject, "bidder.id"): bid.bidder.id,
            (subject, "bidder"): bid.bidder.name,
            (subject, "address"): bid.contact.address,
            (subject, "email"): bid.contact.email,
            (subject, "its marks"): [mark.model_dump() for mark in bid.marks],
            (subject, "that it is made up"): bid.fictional,
        }
    for contract in one.contracts:
        subject = f"contract '{contract.id}'"
        parts.append((subject, contract))
        found |= {(subject, "lot"): contract.lot, (subject, "bid"): contract.bid}
    # A text or a list that is empty says nothing of a bidder; of a fact it says that there is none.
    found = {key: value for key, value in found.items() if value not in ("", [])}
    for subject, part in parts:
        for name, answer in part.facts.items():
            found[subject, name] = answer.value
            if answer.evidence:
                found[subject, f"the evidence for {name}"] = [each.model_dump() for each in answer.evidence]
    return {key: plain(value) for key, value in found.items()}


def responses(one, *, of):
    """The answers of bids to the requirements that `of` has."""
    asked = {each.id for question in of.questions for group in question.groups for each in group.requirements}
    return {
        (f"bid '{bid.id}'", f"the answer to {each.requirement}"): plain(each.model_dump(exclude={"place", "id"}))
        for bid in one.bids
        for each in bid.responses
        if each.requirement in asked and any(each.requirement == own.requirement for own in of_bid(of, bid).responses)
    }


def of_bid(one, bid):
    return next(each for each in one.bids if each.id == bid.id)


def questions_of(one, *, of):
    known = {question.id for question in of.questions}
    return {
        (f"criterion '{each.id}'", "the criterion"): plain(each.model_dump())
        for each in one.questions
        if each.id in known
    }


def everything(one, *, of):
    return said(one) | responses(one, of=of) | questions_of(one, of=of)


def implied(before):
    """What OCDS says once and we say twice."""
    for subject, name, other in (
        ("the procurement", "title", "tender.title"),
        ("the procurement", "buyer", "buyer.name"),
    ):
        yield (subject, name), (subject, other)
    for subject in {subject for subject, _ in before if subject.startswith("lot ")}:
        yield (subject, "title"), (subject, "lot.title")


QUICK = {"deadline": None, "derandomize": True, "suppress_health_check": list(HealthCheck)}


@settings(max_examples=40, **QUICK)
@given(one=procurements(), with_pack=YES_NO)
def test_every_difference_is_named(one, with_pack):
    check(one, with_pack=with_pack)


@pytest.mark.slow
@settings(max_examples=600, **QUICK)
@given(one=procurements(), with_pack=YES_NO)
def test_every_difference_is_named_in_many(one, with_pack):
    check(one, with_pack=with_pack)


def check(one, *, with_pack):
    dumped = dump(one, salford() if with_pack else None)
    ((found,), _) = FORMAT.load(RawDocument("export.json", dumped.data))
    before, after = everything(one, of=one), everything(answered(found), of=one)
    for first, second in implied(before):
        for key, twin in ((first, second), (second, first)):
            if key not in before and twin in before and after.get(key) == before[twin]:
                before[key] = before[twin]
    regimes = before.get(("the procurement", "tender.special_regimes"))
    if regimes:
        before.setdefault(("the procurement", "tender.light_touch"), str("lightTouch" in regimes))
    told = [remark.what for remark in dumped.losses]
    different = {key for key in {*before, *after} if before.get(key) != after.get(key)}
    # Where a fact is lost, so is what supports it.
    different -= {(subject, f"the evidence for {name}") for subject, name in different}
    unnamed = [
        (key, before.get(key), after.get(key))
        for key in different
        if not any(key[0] in what and re.search(rf"(?<![\w.]){re.escape(key[1])}(?![\w.])", what) for what in told)
    ]
    assert unnamed == []


@settings(max_examples=20, **QUICK)
@given(one=procurements())
def test_writing_twice_changes_nothing_more(one):
    """What was read from an export is written as it was: nothing is lost the second time but what never comes back."""
    ((first,), _) = FORMAT.load(RawDocument("export.json", dump(one, None).data))
    again = dump(answered(first), None)
    ((second,), _) = FORMAT.load(RawDocument("export.json", again.data))
    assert said(answered(first)) == said(answered(second))
