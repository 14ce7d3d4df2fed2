"""Rating words from declared cut-offs. The words and their order: regulation 39(5), Procurement Regulations 2024."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from sv_rules.errors import DocumentError, RulepackError
from sv_rules.host import Host
from sv_rules.kpi import EXAMPLE, CutOffs, Rating, declared_cut_offs, rate, rate_contract, ratings_table
from sv_rules.model.amount import Money
from sv_rules.model.place import Place
from sv_rules.model.procurement import Answer, Bid, Contract, Evidence, Lot, Procurement

GOOD, CLOSE, BELOW, FAR, OTHER = Rating
PLACE = Place(document="made-up.yaml", line=1, column=1)


def pounds(amount, currency="GBP"):
    return Money(Decimal(amount), currency)


# The example's cut-offs are 90% and 70% of the target.
@pytest.mark.parametrize(
    ("delivered", "target", "rating", "reached"),
    [
        (10, 10, GOOD, Fraction(1)),
        (11, 10, GOOD, Fraction(11, 10)),
        (Decimal("9.999999"), 10, CLOSE, Fraction(9999999, 10000000)),
        (9, 10, CLOSE, Fraction(9, 10)),
        (Decimal("8.999999"), 10, BELOW, Fraction(8999999, 10000000)),
        (7, 10, BELOW, Fraction(7, 10)),
        (Decimal("6.999999"), 10, FAR, Fraction(6999999, 10000000)),
        (0, 10, FAR, Fraction(0)),
        (2, 3, FAR, Fraction(2, 3)),  # 66.66…%
        (pounds(90), pounds("100.00"), CLOSE, Fraction(9, 10)),
        (True, True, GOOD, Fraction(1)),
        (False, True, FAR, Fraction(0)),
    ],
)
def test_the_words_from_both_sides_of_each_cut_off(delivered, target, rating, reached):
    rated = rate(delivered, target, EXAMPLE)
    assert (rated.rating, rated.reached) == (rating, reached)


@pytest.mark.parametrize(
    ("delivered", "target", "why"),
    [
        (None, 10, "Cannot tell: no delivery was reported. That is not the same as none."),
        (5, None, "Cannot tell: no target is known."),
        (None, None, "Cannot tell: no delivery was reported. That is not the same as none."),
        (5, 0, "Cannot tell: nothing is a part of a target of zero."),
        (-1, 5, "Cannot tell: an amount below zero has no part of a target."),
        (pounds(5), pounds(5, "EUR"), "Cannot tell: it is in GBP, and the target in EUR."),
        (5, pounds(5), "Cannot tell: neither is a part of the other."),
        (True, 5, "Cannot tell: neither is a part of the other."),
        (date(2026, 1, 1), date(2026, 1, 2), "Cannot tell: neither is a part of the other."),
    ],
)
def test_what_cannot_be_told_is_other_and_never_zero(delivered, target, why):
    rated = rate(delivered, target, EXAMPLE)
    assert (rated.rating, rated.reached, rated.why) == (OTHER, None, why)


@pytest.mark.parametrize(
    ("delivered", "limit", "rating"),
    [(10, 10, GOOD), (0, 10, GOOD), (0, 0, GOOD), (11, 10, CLOSE), (12, 10, BELOW), (20, 10, FAR), (1, 0, OTHER)],
)
def test_where_lower_is_better(delivered, limit, rating):
    # 10/11 is 90.9%, 10/12 is 83.3%, 10/20 is 50%.
    assert rate(delivered, limit, EXAMPLE, better="lower").rating is rating


def test_a_share_just_under_the_target_is_never_shown_as_the_target():
    assert rate(Decimal("99.99"), 100, EXAMPLE).why == "99.9% and a little more of the target."


@pytest.mark.parametrize(("close", "below"), [("100", "70"), ("70", "70"), ("60", "70"), ("90", "0")])
def test_cut_offs_out_of_order_are_refused(close, below):
    with pytest.raises(RulepackError) as error:
        CutOffs(Decimal(close), Decimal(below), "clause 7")
    assert "leave no room for every rating" in str(error.value)
    assert "clause 7" in str(error.value)


def test_the_example_says_that_it_is_one():
    assert "which no law, guidance or contract says" in str(EXAMPLE)


PACK = """id: town
title: Town
version: "1"
sources: {policy: {title: Contract rules, publisher: Town Council, year: 2026}}
measures:
  - {id: jobs, title: Jobs for residents, type: integer, unit: people, per: contract, question: How many?,
     evidence: [payroll], source: {text: policy}, standing: published}
  - {id: hours, title: Hours of volunteering, type: number, per: year, question: How many?,
     evidence: [time sheets], source: {text: policy}, standing: published}
  - {id: spend, title: Local spend, type: money, per: contract, question: How much?,
     evidence: [ledger], source: {text: policy}, standing: published}
  - {id: trees, title: Trees planted, type: integer, per: contract, question: How many?,
     evidence: [photographs], source: {text: policy}, standing: published}
"""
PARAMETERS = """parameters:
  kpi.approaching-target-from:
    title: from here a delivery approaches its target
    type: percentage
    values: {2026-01-01: {value: 95%, source: {text: policy, at: rule 9}, standing: published}}
  kpi.requires-improvement-from:
    title: from here a delivery requires improvement
    type: percentage
    values: {2026-02-01: {value: 60%, source: {text: policy, at: rule 9}, standing: published}}
"""


def pack(tmp_path, text=PACK):
    folder = tmp_path / "town"
    folder.mkdir()
    (folder / "rulepack.yaml").write_text(text, encoding="utf-8")
    return Host(rulepacks=[folder], discover=False, engine="strata").rulepack("town").program.rulepack


def procurement(promised, delivered):
    return Procurement(
        id="p",
        lots=(Lot(id="1"),),
        bids=(Bid(id="b", lot="1", facts=_facts("bid.offers", promised)),),
        contracts=(
            Contract(id="c", lot="1", bid="b", facts=_facts("contract.delivered", delivered)),
            Contract(id="d", lot="1"),
        ),
    )


def _facts(prefix, values):
    evidence = (Evidence(document="Payroll | extract", at="May"),)
    return {
        f"{prefix}.{name}": Answer(value=value, place=PLACE, evidence=evidence if "delivered" in prefix else ())
        for name, value in values.items()
    }


def test_each_measure_of_a_contract_is_rated_against_its_bid(tmp_path):
    documents = procurement({"jobs": 10, "hours": 100, "spend": "GBP 5000"}, {"jobs": 9, "hours": 150, "trees": 3})
    rated = rate_contract(pack(tmp_path), documents, "c", EXAMPLE)
    assert [(one.measure, one.promised, one.delivered, one.rated.rating) for one in rated.measures] == [
        ("town/hours", "100 a year", "150", OTHER),  # promised by the year: what is due by now is not known
        ("town/jobs", "10 people", "9 people", CLOSE),
        ("town/spend", "£5,000", "not known", OTHER),  # not reported is not zero
        ("town/trees", "not known", "3", OTHER),  # delivered, but never promised
    ]
    table = ratings_table(rated)
    assert "| Jobs for residents (`town/jobs`) | 10 people | not stated | 9 people | approaching target |" in table
    assert r"Payroll \| extract, May" in table
    assert "which no law, guidance or contract says" in table


def test_what_is_due_by_now_is_the_target_where_it_is_stated(tmp_path):
    documents = procurement({"jobs": 10, "hours": 100}, {"jobs": 5, "hours": 150})
    rated = rate_contract(pack(tmp_path), documents, "c", EXAMPLE, due={"jobs": 5, "town/hours": "200"})
    # 150 of 200 is 75%.
    assert [(one.due, one.rated.rating) for one in rated.measures] == [("200", BELOW), ("5 people", GOOD)]


@pytest.mark.parametrize(
    ("contract", "delivered", "due", "message"),
    [
        ("e", {}, {}, "there is no contract 'e'"),
        ("d", {}, {}, "the bid that contract 'd' came from is not known"),
        ("c", {"jobs": "many"}, {}, "made-up.yaml:1:1:"),
        ("c", {"jobs": 1}, {"jobs": "soon"}, "what is due of town/jobs"),
        ("c", {"jobs": 1}, {"jbos": 1}, "there is no measure 'jbos' to be due\n    Did you mean 'jobs'?"),
    ],
)
def test_what_cannot_be_used_is_refused(tmp_path, contract, delivered, due, message):
    with pytest.raises(DocumentError) as error:
        rate_contract(pack(tmp_path), procurement({"jobs": 10}, delivered), contract, EXAMPLE, due=due)
    assert message in str(error.value)


def test_a_rulepack_declares_its_cut_offs(tmp_path):
    found = declared_cut_offs(pack(tmp_path, PACK + PARAMETERS), date(2026, 2, 1))
    assert found is not None
    assert (found.close_from, found.below_from) == (95, 60)
    assert found.declared_by == "rulepack town (Contract rules, Town Council, 2026, rule 9)"


def test_a_rulepack_that_declares_none_has_none(tmp_path):
    assert declared_cut_offs(pack(tmp_path), date(2026, 2, 1)) is None


def test_one_cut_off_without_the_other_is_refused(tmp_path):
    with pytest.raises(RulepackError) as error:
        declared_cut_offs(pack(tmp_path, PACK + PARAMETERS), date(2026, 1, 15))
    assert "'kpi.requires-improvement-from' has no value on 15 January 2026" in str(error.value)


def test_a_cut_off_that_is_no_percentage_is_refused(tmp_path):
    text = PACK + PARAMETERS.replace("type: percentage", "type: number", 1).replace("95%", "95")
    with pytest.raises(RulepackError) as error:
        declared_cut_offs(pack(tmp_path, text), date(2026, 2, 1))
    assert "'town/kpi.approaching-target-from' is not a percentage" in str(error.value)


def test_two_packs_that_declare_cut_offs_must_be_chosen_between(tmp_path):
    for name in ("town", "village"):
        (tmp_path / name).mkdir()
        head = f"id: {name}\ntitle: {name}\nversion: '1'\nsources: {{policy: {{title: Rules, publisher: Council}}}}\n"
        (tmp_path / name / "rulepack.yaml").write_text(head + PARAMETERS, encoding="utf-8")
    both = Host(rulepacks=[tmp_path], discover=False, engine="strata").rulepack("town", "village").program.rulepack
    with pytest.raises(RulepackError) as error:
        declared_cut_offs(both, date(2026, 2, 1))
    assert "2 packs declare 'kpi.approaching-target-from'" in str(error.value)
