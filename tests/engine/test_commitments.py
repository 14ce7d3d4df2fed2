"""Offers turned into money by a user's table: gross and net together, caps, and what is hard to believe."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from sv_rules.engine.award_plan import validate_award
from sv_rules.engine.commitments import value_of
from sv_rules.errors import DocumentError
from sv_rules.model.amount import Money
from sv_rules.model.award import Commitments, OfferBounds
from sv_rules.model.proxies import ProxyLicence
from tests.engine.awards import assessment, award, criterion, line, lot, proxy, run, seen, table, terms, totals

HIGHEST = {"scoring": {"method": "proportion_of_highest"}}
EMPLOYMENT = proxy("8500", "40", "30", "0", "30", per="person")


def of_value(weight="100%", **commitments):
    return criterion("social", weight, commitments=Commitments(proxies="values", **commitments), **HIGHEST)


def given(**values):
    return {"proxies": {"values": table(**values)}}


def valued(values, offers, **commitments):
    plan = validate_award(lot(of_value(**commitments)), terms(**given(**values)))
    return value_of(plan.nodes["social"].valuing, {f"bid.offers.{name}": offer for name, offer in offers.items()})


def test_the_published_example():
    # Public notes on Social Return on Investment: 60 people, £8,500, deadweight 40%, attribution 30%, no displacement,
    # two years, drop-off 30%, 3.5% with the first year in full: gross 510,000 a year; 306,000; 214,200; 149,940, which
    # discounted is 144,869.57; together 359,069.57.
    found = valued({"jobs": EMPLOYMENT}, {"jobs": 60}, years=2, discount="3.5%")
    assert found.net == 214_200 + Fraction(149_940) / Fraction("1.035")
    assert found.counted == Money(Decimal("359069.57"), "GBP")
    assert found.gross == 2 * 510_000


def test_the_first_year_may_be_discounted_too():
    # 214,200 ÷ 1.035 + 149,940 ÷ 1.035² = 206,956.521… + 139,970.594…
    found = valued({"jobs": EMPLOYMENT}, {"jobs": 60}, years=2, discount="3.5%", discount_first_year=True)
    assert found.net == Fraction(214_200) / Fraction("1.035") + Fraction(149_940) / Fraction("1.035") ** 2
    assert found.counted == Money(Decimal("346927.12"), "GBP")


def test_net_without_discount_and_over_several_measures():
    # Jobs: 4 × 8,500 × 0.6 × 0.7 = 14,280 net of 34,000. Hours: 10 × 16 × 0.9 × 1 × 0.5 = 72 net of 160.
    found = valued({"jobs": EMPLOYMENT, "hours": proxy("16", "10", "0", "50")}, {"jobs": 4, "hours": 10})
    assert (found.gross, found.net) == (34_160, 14_352)
    assert found.raw == "net £14,352, gross £34,160"
    assert found.working == (
        "Hours: 10 hours × £16 = £160 gross; less deadweight 10%, attribution 0% and displacement 50%, £72 net; "
        "Jobs: 4 people × £8,500 per person = £34,000 gross; less deadweight 40%, attribution 30% and displacement 0%, "
        "£14,280 net"
    )


@pytest.mark.parametrize(
    ("offers", "why"),
    [
        ({"jobs": 4}, "What this bid offers on Hours is not known; nothing offered is written as 0."),
        ({"jobs": 4, "hours": Decimal(-1)}, "What this bid offers on Hours is below zero."),
    ],
    ids=["not known", "below zero"],
)
def test_an_offer_that_says_nothing_leaves_the_value_open(offers, why):
    model = lot(of_value())
    result = run(model, seen("A", **offers), **given(jobs=EMPLOYMENT, hours=proxy("16")))
    assert result.assessments[0].why == f"No rank yet. Social: {why}"
    assert line(result, "A", "social").points is None


def test_any_method_scores_the_value():
    # £14,280 and £28,560 net: half of the highest, and 14.28% of a target of £100,000.
    bids = [seen("A", jobs=4), seen("B", jobs=8)]
    assert totals(run(lot(of_value()), *bids, **given(jobs=EMPLOYMENT))) == {"B": ("100.00", 1), "A": ("50.00", 2)}
    to_target = of_value().model_copy(update={"scoring": {"method": "to_target", "target": "GBP 100000"}})
    result = run(lot(to_target), *bids, **given(jobs=EMPLOYMENT))
    assert totals(result) == {"B": ("28.56", 1), "A": ("14.28", 2)}
    assert line(result, "A", "social").working == (
        "Jobs: 4 people × £8,500 per person = £34,000 gross; less deadweight 40%, attribution 30% and displacement 0%, "
        "£14,280 net; £14,280 ÷ £100,000 = 0.1428; of 100 points that is 14.28"
    )


def test_the_gross_value_is_scored_only_where_the_model_says_so():
    # Equal gross values; of B's, half would have happened anyway.
    values = given(jobs=proxy("100", "0"), hours=proxy("100", "50"))
    bids = [seen("A", jobs=2, hours=0), seen("B", jobs=0, hours=2)]
    assert totals(run(lot(of_value()), *bids, **values)) == {"A": ("100.00", 1), "B": ("50.00", 2)}
    assert totals(run(lot(of_value(counts="gross")), *bids, **values)) == {"A": ("100.00", 1), "B": ("100.00", 1)}


def test_a_gross_value_is_shown_beside_a_net_one_that_cannot_be_told():
    found = valued({"jobs": replace_rate(EMPLOYMENT, deadweight=None)}, {"jobs": 2}, counts="gross")
    assert (found.gross, found.net, found.raw) == (17_000, None, "net cannot be told, gross £17,000")
    assert found.working == "Jobs: 2 people × £8,500 per person = £17,000 gross, net cannot be told"


def replace_rate(one, **rates):
    return one.model_copy(update=rates)


def test_the_value_is_scored_to_the_penny_half_up():
    # 1 × 0.35 × 0.5 = 0.175, which is 18 pence; one hour of £1 is 100.
    found = valued({"hours": proxy("0.35", "50")}, {"hours": 1})
    assert (found.net, found.counted) == (Fraction("0.175"), Money(Decimal("0.18"), "GBP"))


def test_some_measures_of_a_table_may_be_chosen():
    values = given(jobs=EMPLOYMENT, spend=proxy("1"))
    result = run(lot(of_value(measures=("jobs",))), seen("A", jobs=1), **values)
    assert totals(result) == {"A": ("100.00", 1)}
    # Money cannot be multiplied by the value of a unit, and the whole table has such a measure.
    assert told(of_value(), **values) == [
        (
            "measure pack/spend is an amount of money such as GBP 250000, which cannot be multiplied by a value\n"
            "    criterion social, under commitments\n    Only numbers of something can. Leave it out under 'measures'."
        )
    ]


def told(*criteria, **more):
    with pytest.raises(DocumentError) as caught:
        validate_award(lot(*criteria), terms(**more))
    return [str(problem) for problem in caught.value.problems]


def test_a_table_whose_licence_forbids_it_is_refused_however_it_came_in():
    licence = ProxyLicence(name="members only", allows_use_in_tools="no")
    forbidden = table(jobs=EMPLOYMENT).model_copy(update={"licence": licence})
    assert told(of_value(), proxies={"values": forbidden}) == [
        (
            "table values cannot be used: the licence 'members only' does not allow its values to be used in a tool\n"
            "    criterion social, under commitments\n    Use a table that allows it."
        )
    ]


@pytest.mark.parametrize(
    ("allows", "permission", "usable"),
    [
        ("yes", "", True),
        ("no", "", False),
        ("no", "The publisher", False),
        ("not_stated", "", False),
        ("by_permission", " ", False),
        ("by_permission", "The publisher, by mail of 2 May 2026", True),
    ],
)
def test_what_a_licence_allows(allows, permission, usable):
    licence = ProxyLicence(name="x", allows_use_in_tools=allows, permission=permission)
    assert (licence.forbids == "") is usable


def test_the_criterion_says_whose_values_are_used():
    used, _ = award(lot(of_value()), [], terms(**given(jobs=EMPLOYMENT)))
    assert used[0].how.startswith(
        "What is offered is turned into money by Made-up values (Nobody, prices of 2026, Northshire; licence our own), "
        "and the net value to the penny is scored. "
    )


# Caps and what is believable


CAPPED = criterion("jobs", "100%", measure="jobs", scoring={"method": "proportion_of_highest"})


def test_what_goes_beyond_a_cap_is_not_counted_and_both_are_shown():
    # B offers 10 and counts with 4, so A's 2 are half of the highest.
    result = run(lot(CAPPED, offers={"jobs": OfferBounds(cap=4)}), seen("A", jobs=2), seen("B", jobs=10))
    assert totals(result) == {"B": ("100.00", 1), "A": ("50.00", 2)}
    score = line(result, "B", "jobs")
    assert score.raw == "4 people (10 people offered)"
    assert score.working == "10 people offered, capped at 4 people; 4 ÷ 4 = 1; of 100 points that is 100"


@pytest.mark.parametrize(("offered", "raw"), [(4, "4 people"), (5, "4 people (5 people offered)")], ids=["at", "above"])
def test_the_cap_itself_counts(offered, raw):
    result = run(lot(CAPPED, offers={"pack/jobs": OfferBounds(cap=4)}), seen("A", jobs=offered))
    assert line(result, "A", "jobs").raw == raw


def test_a_cap_holds_for_the_value_of_commitments_too():
    # 4 of 10 × £8,500 × 0.6 × 0.7 = £14,280.
    result = run(lot(of_value(), offers={"jobs": OfferBounds(cap=4)}), seen("A", jobs=10), **given(jobs=EMPLOYMENT))
    score = line(result, "A", "social")
    assert score.raw == "net £14,280, gross £34,000"
    assert score.working.startswith("Jobs: 10 people offered, capped at 4 people; Jobs: 4 people × £8,500 per person")


def test_money_may_be_capped():
    spend = criterion("spend", "100%", measure="spend", scoring={"method": "to_target", "target": "GBP 100"})
    bid = seen("A", spend=Money(Decimal(90), "GBP"))
    result = run(lot(spend, offers={"spend": OfferBounds(cap="GBP 50")}), bid)
    assert line(result, "A", "spend").raw == "£50 (£90 offered)"
    # A cap in pounds says nothing of an offer in euros.
    euros = run(lot(spend, offers={"spend": OfferBounds(cap="GBP 50")}), seen("A", spend=Money(Decimal(90), "EUR")))
    assert line(euros, "A", "spend").raw == "€90"


@pytest.mark.parametrize(
    ("offered", "warned"),
    [
        (1, "Bid A offers 1 person on Jobs, less than is plausible here (at least 2 people). "),
        (2, ""),
        (9, ""),
        (10, "Bid A offers 10 people on Jobs, more than is plausible here (at most 9 people). "),
    ],
)
def test_what_is_hard_to_believe_is_warned_of_and_counts(offered, warned):
    result = run(lot(CAPPED, offers={"jobs": OfferBounds(plausible_from=2, plausible_to=9)}), seen("A", jobs=offered))
    ending = "Ask how it will be delivered before relying on it."
    assert [one for one in result.warnings if "plausible" in one] == ([warned + ending] if warned else [])
    assert assessment(result, "A").total == "100.00"


def test_an_offer_that_is_not_known_is_not_hard_to_believe():
    result = run(lot(CAPPED, offers={"jobs": OfferBounds(plausible_from=2)}), seen("A"))
    assert not [one for one in result.warnings if "plausible" in one]


def test_bids_are_left_as_they_were_given():
    bid = seen("A", jobs=10)
    before = dict(bid.values)
    run(lot(of_value(), offers={"jobs": OfferBounds(cap=4)}), replace(bid), **given(jobs=EMPLOYMENT))
    assert bid.values == before
