"""Our own document written: what is read from it is what went in; what it cannot hold is told."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sv_rules_ocds
from sv_rules import Host
from sv_rules.formats._dumping_yaml import Unanswered, yaml_of
from sv_rules.formats.procurement import FORMAT, load
from sv_rules.loading.load import load_rulepack
from sv_rules.model.amount import Money
from sv_rules.model.procurement import Bid, Lot, Mark, Procurement
from sv_rules.model.prose import Prose
from sv_rules.model.questionnaire import AskedCriterion, Response
from sv_rules.model.raw_document import RawDocument
from sv_rules.reading.strict_yaml import read_yaml

EXAMPLE = Path(__file__).parents[2] / "examples" / "haringey-catering"

EVERYTHING = """\
form: procurement/1
id: ns-42
title: "Home care: north & south"
stage: design
buyer: {id: GB-PPON-1, name: Northshire}
facts:
  tender.value: GBP 250000.50
  tender.priorities: [early-help, "yes", "a; b"]
  tender.none: []
  tender.share: 7.50%
  tender.count: 4
  tender.ratio: 0.10
  tender.day: 2026-01-31
  tender.text: "two\\nlines, \\u0007 and 'quotes' # no comment"
  tender.records: [{name: a, of: [1, 2], known: null}, {name: "", of: []}]
evidence:
  tender.value: [{document: itt.pdf, at: page 3, quote: "estimated at £250,000"}]
lots:
  - id: north
    title: North
    facts: {lot.value: GBP 5}
    award:
      importance: percentages
      weights: of_total
      gates: [northshire/living-wage]
      ties: [price, jobs]
      ties_on: rounded
      near_tie: 0.5
      rounding: {places: 1, mode: down}
      moderation: {policy: median, outlier_steps: 2}
      draw: {drawn_by: Two officers, drawn_on: "2026-03-01", order: [b2, b1], note: In public.}
      evaluators: [{id: e1, conflict: declared, note: Left the room.}]
      offers: {jobs: {cap: 10, plausible: {from: 1, to: 40}}, hours: {plausible: {to: 9}}}
      abnormally_low: {}
      criteria:
        - id: price
          title: Price
          weight: 60%
          fact: bid.price
          scoring: {method: lowest_price}
          threshold: {at_least: 50%, disqualifies: true}
        - id: social
          title: Social value
          weight: 40%
          published_as: SV
          criteria:
            - {id: jobs, title: Jobs, weight: 30%, measure: jobs}
            - id: money
              title: In money
              weight: 10%
              commitments: {proxies: ours, measures: [jobs], counts: gross, years: 3, discount: 3.5%}
              scoring: {method: proportion_of_highest, points: 100.0}
  - {id: south}
bids:
  - id: b1
    lot: north
    bidder: {id: X-1, name: Care Ltd, address: "1 Road, Town", email: a@example.org}
    fictional: true
    facts: {bid.price: GBP 200000.50, bid.pays_living_wage: true}
    marks:
      - {criterion: jobs, mark: 3.5, reason: Two named starts., internal: Hm., evaluator: e1}
      - {criterion: jobs, mark: 4}
  - {id: b2, lot: south}
contracts:
  - {id: c1, lot: north, bid: b1, facts: {contract.delivered.apprenticeships: 2}}
organisations:
  - {id: o1, name: Northshire, facts: {organisation.has_policy: true}}
lot_limits: {most_per_bidder: 1, preferences: {X-1: [north, south]}}
award_common:
  importance: described
  criteria: [{id: q, title: Quality, importance: The most important., scoring: {method: rating}}]
proxies:
  - id: ours
    title: Our table
    publisher: Northshire
    licence: {name: Open, allows_use_in_tools: by_permission, permission: "Ms X (fictional), 2026"}
    year: 2026
    geography: Northshire
    values: {jobs: {value: GBP 8500.50, per: person, deadweight: 40%, drop_off: 0%}, hours: {value: GBP 9}}
"""


def read(text, name="x.yaml"):
    (procurement,), _ = load(RawDocument.of_text(name, text))
    return procurement


def without_places(data):
    if isinstance(data, dict):
        return {
            name: without_places(value) for name, value in data.items() if name not in {"place", "places", "sources"}
        }
    return [without_places(value) for value in data] if isinstance(data, list | tuple) else data


def said(procurement):
    return without_places(procurement.model_dump(exclude={"sources", "remarks"}))


def test_everything_it_can_hold_comes_back():
    given_ = read(EVERYTHING)
    dumped = FORMAT.dump(given_, None)
    assert list(dumped.losses) == []
    again = read(dumped.data.decode())
    assert said(again) == said(given_)
    assert again.facts["tender.ratio"].value == Decimal("0.10")
    assert type(again.facts["tender.ratio"].value) is Decimal
    # Written once more it is the same text.
    assert FORMAT.dump(again, None) == dumped


def test_a_stage_that_nobody_said_stays_unsaid():
    again = read(FORMAT.dump(read("form: procurement/1\nid: x\n"), None).data.decode())
    assert "stage" not in again.model_fields_set
    assert again.lots[0].implied


@pytest.fixture(scope="module")
def host():
    return Host(plugins=(sv_rules_ocds,), discover=False)


def test_the_example_is_evaluated_the_same(host):
    documents = host.read(EXAMPLE / "notice.json", EXAMPLE / "bids.yaml")
    pack = host.rulepack("haringey")
    dumped = FORMAT.dump(documents, pack.program.rulepack)
    assert list(dumped.losses) == []
    again = read(dumped.data.decode())
    assert said(again) == said(documents)
    first, second = (without_places(pack.evaluate(one).model_dump(mode="json")) for one in (documents, again))
    for one in (first, second):
        one["run"].pop("inputs")
    assert first == second
    assert "  # Are these light touch services? (true or false)\n  tender.light_touch: null\n" in dumped.data.decode()


@pytest.mark.parametrize("pack", ["haringey", "salford"])
def test_a_rulepack_alone_is_a_questionnaire(host, pack):
    rulepack = load_rulepack((pack,), host.registry)
    dumped = FORMAT.dump(None, rulepack)
    assert dumped == FORMAT.dump(None, rulepack)
    text = dumped.data.decode()
    assert text.startswith(f"# Facts of the rulepack {pack} ")
    assert "\n      bid.pays_london_living_wage: null\n" in text
    blank = read(text)
    assert (blank.id, blank.facts, blank.lots[0].facts, blank.bids[0].facts) == ("to-be-filled-in", {}, {}, {})
    filled = read(text.replace("tender.light_touch: null", "tender.light_touch: false"))
    assert filled.facts["tender.light_touch"].value is False


def _losing():
    whole = Lot(id="whole", implied=True)
    asked = (AskedCriterion(id="c"),)
    worked_out = Mark(criterion="q", mark=Fraction(10, 3), worked_out=True)
    bids = (Bid(id="b", lot="whole", marks=(worked_out,), responses=(Response(requirement="r"),)),)
    named = read(EVERYTHING)
    fact = named.facts["tender.value"]
    long_quote = fact.evidence[0].model_copy(
        update={"quote": "one two three four five six seven eight nine ten 11 12 13"}
    )
    return [
        ("questions", Procurement(id="x", lots=(whole,), questions=asked), "the questions that bidders are asked"),
        (
            "prose",
            Procurement(id="x", lots=(whole,), prose=(Prose(document="d", paragraphs=()),)),
            "the documents of prose",
        ),
        ("responses", Procurement(id="x", lots=(whole,), bids=bids), "the answers to the questions"),
        ("worked out", Procurement(id="x", lots=(whole,), bids=bids), "the mark that was worked out for q, of bid b"),
        ("lot", Procurement(id="x", lots=(whole.model_copy(update={"facts": {"lot.value": fact}}),)), "has no name"),
        (
            "title",
            Procurement(id="x", title="t" * 601, lots=(whole,)),
            "the title of the procurement after its first 600",
        ),
        (
            "long text",
            Procurement(id="x", lots=(whole,), facts={"tender.text": fact.model_copy(update={"value": "t" * 20001})}),
            "'tender.text', a text of more than 20,000 characters",
        ),
        (
            "quote",
            Procurement(
                id="x", lots=(whole,), facts={"tender.value": fact.model_copy(update={"evidence": (long_quote,)})}
            ),
            "the words after the first 12 of a quote for 'tender.value'",
        ),
    ]


@pytest.mark.parametrize(("procurement", "lost"), [each[1:] for each in _losing()], ids=[each[0] for each in _losing()])
def test_what_it_cannot_hold_is_told(procurement, lost):
    dumped = FORMAT.dump(procurement, None)
    assert [loss.what for loss in dumped.losses if lost in loss.what]
    assert read(dumped.data.decode()).id == "x"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("yes", '"yes"'),
        ("NO", '"NO"'),
        ("null", '"null"'),
        ("012", '"012"'),
        ("2026-01-31", "2026-01-31"),
        ("10%", "10%"),
        ("GBP 250000", "GBP 250000"),
        ("a: b", '"a: b"'),
        ("a #b", '"a #b"'),
        ("- a", '"- a"'),
        ("", '""'),
        (" a", '" a"'),
        ("\u2028", '"\\u2028"'),
        (Decimal("0.10"), "0.10"),
        (Decimal("1E+3"), "1000"),
        (10**18, '"1000000000000000000"'),
        (True, "true"),
        (None, "null"),
        ([], "[]"),
        ({}, "{}"),
        (date(2026, 1, 31), "2026-01-31"),
        (Money(Decimal(5), "GBP"), "GBP 5"),
    ],
)
def test_values_are_written_so_that_no_reader_takes_them_for_others(value, written):
    assert yaml_of({"a": value}) == f"a: {written}\n"


def test_blocks_stand_inside_each_other():
    data = {"a": [{"b": [[1, 2], []], "c": Unanswered("Is it?")}, "d"], "e": {"f": {"g": 1}}}
    assert yaml_of(data) == (
        "a:\n  - b:\n      - - 1\n        - 2\n      - []\n    # Is it?\n    c: null\n  - d\ne:\n  f:\n    g: 1\n"
    )


TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
NAMES = TEXTS.filter(lambda name: name.strip("\0"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | TEXTS
    | st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(NAMES, inside, max_size=3),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.dictionaries(NAMES, VALUES, min_size=1, max_size=4))
def test_whatever_is_written_is_read_back(data):
    written = read_yaml(yaml_of(data), "x.yaml")
    assert written.problems == ()
    assert written.data == data
