"""Tables of proxy values: in a document of their own, joined with any procurement; and award parts in several files."""

import json
from decimal import Decimal

import pytest

from sv_rules.errors import DocumentError
from sv_rules.formats import proxies
from sv_rules.formats.joining import join
from sv_rules.formats.procurement import load
from sv_rules.model.raw_document import RawDocument

TABLE = {
    "form": "proxies/1",
    "id": "values",
    "title": "Made up",
    "publisher": "Nobody",
    "licence": {"name": "our own", "allows_use_in_tools": "yes"},
    "year": 2026,
    "geography": "Northshire",
    "values": {"jobs": {"value": "GBP 8500.50", "per": "person", "deadweight": "40%", "drop_off": "12.5%"}},
}


def table(name="values.json", **changes):
    ((found,), _) = proxies.load(RawDocument.of_text(name, json.dumps(TABLE | changes)))
    return found


def part(name="a.json", **document):
    ((found,), _) = load(RawDocument.of_text(name, json.dumps({"form": "procurement/1", "id": "x", **document})))
    return found


def problems(run, *given, **more):
    with pytest.raises(DocumentError) as caught:
        run(*given, **more)
    return [str(problem) for problem in caught.value.problems]


def test_rates_that_are_not_stated_are_not_known():
    (found,) = table().proxies
    one = found.values["jobs"]
    assert (one.value, one.currency, one.per) == (Decimal("8500.50"), "GBP", "person")
    assert (one.deadweight, one.attribution, one.displacement, one.drop_off) == (40, None, None, Decimal("12.5"))
    assert one.place.pointer == "/values/jobs"


def test_it_goes_with_any_procurement_whatever_the_order():
    for parts in ([table(), part(title="T")], [part(title="T"), table()]):
        joined = join(parts)
        assert (joined.id, joined.title, [one.id for one in joined.proxies]) == ("x", "T", ["values"])
        assert {(one.name, one.format) for one in joined.sources} == {
            ("a.json", "procurement"),
            ("values.json", "proxies"),
        }


def test_alone_it_is_no_procurement():
    assert problems(join, [table()]) == [
        (
            "values.json: there is a table of proxy values, and no procurement that it goes with\n"
            "    Give the procurement's documents as well."
        )
    ]


def test_two_tables_need_two_ids():
    section = {name: value for name, value in TABLE.items() if name != "form"}
    (told,) = problems(join, [part(proxies=[section]), table()])
    assert told.startswith("values.json, at the top: there is another table of proxy values 'values', at a.json")
    assert len(join([part(proxies=[section]), table(id="others")]).proxies) == 2


def test_every_mistake_is_told_at_once():
    wrong = {"licence": {"name": "members only", "allows_use_in_tools": "no"}, "values": {"jobs": {"value": "8500"}}}
    told = problems(table, **wrong, publsher="x")
    assert [one.partition(": ")[2].partition("\n")[0] for one in told] == [
        "the licence 'members only' does not allow its values to be used in a tool",
        "'publsher' is not known here",
        "the value '8500' is not an amount of money",
    ]


@pytest.mark.parametrize(
    ("text", "confidence"),
    [("form: proxies/1\nid: x", 100), ('{"form": "proxies/1"}', 100), ("form: procurement/1", 0), ("values: {}", 0)],
)
def test_sniffing(text, confidence):
    assert proxies.sniff(RawDocument.of_text("x", text)) == confidence


LIMITS = {"most_per_bidder": 2, "preferences": {"acme": ["1"]}}
AWARD = {"criteria": [{"id": "price", "title": "Price", "weight": "100%"}]}


def test_what_is_said_of_the_whole_may_stand_in_any_document():
    joined = join([part(), part("b.json", award_common=AWARD, lot_limits=LIMITS)])
    assert joined.award_common.criteria[0].id == "price"
    assert (joined.lot_limits.most_per_bidder, joined.lot_limits.preferences) == (2, {"acme": ("1",)})


def test_but_only_once():
    both = {"award_common": AWARD, "lot_limits": LIMITS}
    assert [
        one.partition(": ")[2].partition(",")[0] for one in problems(join, [part(**both), part("b.json", **both)])
    ] == [
        "how bids are assessed in every lot is given here",
        "how many lots a bidder may win is given here",
    ]


def test_all_of_an_award_is_read():
    award = {
        "importance": "described",
        "weights": "of_total",
        "near_tie": 1.5,
        "decided_by": {"rule": "price_per_quality_point", "price": "bid.price", "minimum": 1},
        "draw": {"drawn_by": "the clerk", "drawn_on": "2026-05-01", "order": ["a", "b"], "note": "seen by two"},
        "moderation": {"policy": "median", "outlier_steps": 1.5},
        "evaluators": [{"id": "ann", "conflict": "declared", "note": "stood down"}],
        "offers": {"jobs": {"cap": 4, "plausible": {"from": 1, "to": 10}}, "spend": {"plausible": {"to": "GBP 5"}}},
        "abnormally_low": {"below_mean_by": "20%", "should_cost": {"parameter": "cost"}},
        "criteria": [
            {
                "id": "social",
                "title": "Social",
                "importance": "the most important",
                "commitments": {"proxies": "values", "measures": ["jobs"], "counts": "gross", "years": 3},
                "threshold": {"at_least": 2.5, "disqualifies": True},
                "scoring": {"method": "points", "maximum": 4},
            },
            {"id": "price", "title": "Price", "rank": 2, "threshold": {"at_least": "50%"}},
        ],
    }
    mark = {"criterion": "social", "mark": 4, "evaluator": "ann", "reason": "out", "internal": "in"}
    read = part(lots=[{"id": "1", "award": award}], bids=[{"id": "a", "marks": [mark]}])
    model = read.lots[0].award
    assert (model.importance, model.weights, model.near_tie) == ("described", "of_total", Decimal("1.5"))
    assert model.decided_by == award["decided_by"]
    assert (model.draw.drawn_by, str(model.draw.drawn_on), model.draw.order) == ("the clerk", "2026-05-01", ("a", "b"))
    assert (model.moderation.policy, model.moderation.outlier_steps) == ("median", Decimal("1.5"))
    assert (model.evaluators[0].conflict, model.evaluators[0].note) == ("declared", "stood down")
    assert (model.offers["jobs"].cap, model.offers["jobs"].plausible_from, model.offers["spend"].cap) == (4, 1, None)
    assert (model.abnormally_low.below_mean_by, model.abnormally_low.should_cost) == ("20%", {"parameter": "cost"})
    social, price = model.criteria
    assert (social.commitments.measures, social.commitments.counts, social.commitments.years) == (("jobs",), "gross", 3)
    assert (social.threshold.at_least, social.threshold.disqualifies, social.importance) == (
        "2.5",
        True,
        "the most important",
    )
    assert (price.rank, price.threshold.at_least, price.threshold.disqualifies) == (2, "50%", False)
    assert (read.bids[0].marks[0].reason, read.bids[0].marks[0].internal) == ("out", "in")
    assert model.places["draw"].pointer == "/lots/0/award/draw"


@pytest.mark.parametrize(
    ("values", "mistakes"),
    [
        ({"jobs": {"value": "GBP -1", "deadweight": "0%"}}, ["the value GBP -1 is below zero"]),
        ({"jobs": {"value": 8500, "deadweight": "0%"}}, ["'value' should be text; this is the number 8500"]),
        ({"jobs": "GBP 8500"}, ["'jobs' should be a block of 'name: value' lines; this is text"]),
    ],
)
def test_values_that_are_none(values, mistakes):
    assert [one.partition(": ")[2].partition("\n")[0] for one in problems(table, values=values)] == mistakes


def test_a_licence_of_no_known_kind_is_told_once():
    licence = {"name": "our own", "allows_use_in_tools": "maybe"}
    (told,) = problems(table, licence=licence)
    assert "'maybe'" in told
