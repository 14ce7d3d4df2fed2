"""Values are typed by the rulepack's facts; what does not fit is told, all at once and with its place."""

from decimal import Decimal
from typing import Any

import pytest

from sv_rules.engine.observing import Observations, observe
from sv_rules.errors import DocumentError
from sv_rules.model.amount import Money
from sv_rules.model.condition import Comparison, Literal
from sv_rules.model.fact import Fact, FactType
from sv_rules.model.outcome import Kind, Stage
from sv_rules.model.place import Place
from sv_rules.model.procurement import Bid, Contract, Lot, Procurement
from tests.engine.building import DAY, answers, check, is_yes, procurement, program, rulepack, yes_no

VALUE = Fact(name="tender.value", type=FactType.MONEY, title="value")
STEPS = Fact(
    name="tender.steps",
    type=FactType.LIST,
    title="steps",
    fields=(Fact(name="count", type=FactType.INTEGER, title="count"),),
)
UNUSED = Fact(name="tender.unused", type=FactType.INTEGER, title="a number that no rule reads")
TENDER, LOT, BID, CONTRACT = (yes_no(f"{prefix}.a") for prefix in ("tender", "lot", "bid", "contract"))
FACTS = (VALUE, STEPS, UNUSED, TENDER, LOT, BID, CONTRACT)
READY = program(
    rulepack(
        FACTS,
        [
            check("value", is_yes(TENDER)),
            check("lot", is_yes(LOT), kind=Kind.LOT),
            check("bid", is_yes(BID), stage=Stage.BID),
            check("contract", is_yes(CONTRACT), stage=Stage.DELIVERY),
        ],
    )
)


def _observed(what: Procurement) -> Observations:
    return observe(READY, what, DAY)


def _value(found: Observations, kind: Kind, identifier: str, fact: Fact) -> Any:
    return found.subjects[kind, identifier].value(READY.plans[kind], fact)


def test_a_subject_sees_its_own_values_and_those_above_it() -> None:
    what = procurement(
        {"tender.a": True},
        lots=(Lot(id="1", facts=answers({"lot.a": False})), Lot(id="2")),
        bids=(Bid(id="b", lot="1", facts=answers({"bid.a": True})),),
        contracts=(
            Contract(id="from b", lot="1", bid="b", facts=answers({"contract.a": True})),
            Contract(id="from nobody", lot="1", facts=answers({"contract.a": True})),
        ),
    )
    found = _observed(what)
    assert [_value(found, Kind.BID, "b", fact) for fact in (TENDER, LOT, BID)] == [True, False, True]
    assert [_value(found, Kind.CONTRACT, "from b", fact) for fact in (TENDER, LOT, BID, CONTRACT)] == [
        True, False, True, True,
    ]  # fmt: skip
    # The bid behind a contract that names none is not known, and neither is anything about it.
    assert _value(found, Kind.CONTRACT, "from nobody", BID) is None
    assert _value(found, Kind.CONTRACT, "from nobody", CONTRACT) is True
    # A subject does not see what stands below it.
    assert _value(found, Kind.LOT, "1", BID) is None
    # Known of 2 lots, 1 bid, 2 contracts and the tender: a of the tender, of one lot, of the bid and of both contracts.
    assert (found.facts_given, found.facts_wanted) == (5, 6)


def test_null_is_not_known() -> None:
    found = _observed(procurement({"tender.a": None}))
    assert _value(found, Kind.PROCUREMENT, "it", TENDER) is None
    assert found.facts_given == 0


def test_a_fact_nobody_declares_is_passed_over_with_a_remark() -> None:
    (remark,) = _observed(procurement({"tender.valu": "GBP 1"})).remarks
    assert remark.what == "no rulepack in use declares the fact 'tender.valu'; it was not read"
    assert "tender.value" in remark.fix
    assert remark.place == Place(document="notice.json", pointer="/tender.valu")


def test_every_value_that_does_not_fit_is_told() -> None:
    what = procurement(
        {
            "tender.a": "yes",
            "tender.steps": [{"count": 1}, {"count": "many"}],
            "tender.unused": 1.5,
            "tender.value": "£5",
            "bid.a": True,
        }
    )
    with pytest.raises(DocumentError) as error:
        _observed(what)
    told = {str(problem.place): problem.what for problem in error.value.problems}
    assert told == {
        "notice.json, at /bid.a": "'bid.a' is known of a bid, and stands under a procurement here",
        "notice.json, at /tender.a": "tender.a: 'yes' is not true or false",
        "notice.json, at /tender.steps/1/count": "tender.steps: entry 2, count: 'many' is not a whole number",
        # A binary float has lost the digits that were written; readers give decimals.
        "notice.json, at /tender.unused": "tender.unused: 1.5 is not a whole number",
        "notice.json, at /tender.value": "tender.value: '£5' is not an amount of money",
    }


def test_a_place_without_a_pointer_is_told_as_it_is() -> None:
    cell = Place(document="bids.xlsx", sheet="Bids", cell="B4")
    what = procurement({"tender.steps": [{"count": "many"}]})
    steps = what.facts["tender.steps"].model_copy(update={"place": cell})
    with pytest.raises(DocumentError) as error:
        _observed(what.model_copy(update={"facts": {"tender.steps": steps}}))
    assert [problem.place for problem in error.value.problems] == [cell]


def test_values_are_typed() -> None:
    known = Comparison(VALUE, "given", (Literal(True),))
    reads_value = program(rulepack(FACTS, [check("known", known)]))
    found = observe(reads_value, procurement({"tender.value": "GBP 10.50"}), DAY)
    plan = reads_value.plans[Kind.PROCUREMENT]
    assert found.subjects[Kind.PROCUREMENT, "it"].value(plan, VALUE) == Money(Decimal("10.50"), "GBP")
