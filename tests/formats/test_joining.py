"""Several documents about one procurement: what they become together, and what contradicts."""

import json

import pytest

from sv_rules.errors import DocumentError
from sv_rules.formats.joining import join
from sv_rules.formats.procurement import load
from sv_rules.model.outcome import Stage
from sv_rules.model.raw_document import RawDocument
from sv_rules_ocds import FORMAT as OCDS


def part(name="a.json", **document):
    ((procurement,), _) = load(RawDocument.of_text(name, json.dumps({"form": "procurement/1", "id": "x", **document})))
    return procurement


def problems(*parts):
    with pytest.raises(DocumentError) as caught:
        join(parts)
    return [str(problem) for problem in caught.value.problems]


AWARD = {"criteria": [{"id": "price", "title": "Price", "weight": "100%"}]}
TWO = [{"id": "1"}, {"id": "2"}]

NOTICE = {
    "ocid": "x",
    "tag": ["tender"],
    "date": "2026-03-01T12:00:00Z",
    "tender": {
        "title": "Home care",
        "value": {"amount": 100, "currency": "GBP"},
        "lots": [{"id": "1", "title": "North", "value": {"amount": 100, "currency": "GBP"}}],
    },
}


def test_a_notice_and_the_bids_for_it():
    ((notice,), _) = OCDS.load(RawDocument.of_text("notice.json", json.dumps(NOTICE)))
    bids = part("bids.json", lots=[{"id": "1", "award": AWARD}], bids=[{"id": "b", "facts": {"bid.price": "GBP 90"}}])
    joined = join([notice, bids])
    assert (joined.title, joined.stage, joined.facts["tender.value"].value) == (
        "Home care",
        Stage.SPECIFICATION,
        "GBP 100",
    )
    (lot,) = joined.lots
    assert (lot.id, lot.title, lot.facts["lot.value"].value, lot.award.criteria[0].id) == (
        "1",
        "North",
        "GBP 100",
        "price",
    )
    assert [(bid.id, bid.lot, bid.facts["bid.price"].place.document) for bid in joined.bids] == [
        ("b", "1", "bids.json")
    ]
    assert [(source.name, source.format) for source in joined.sources] == [
        ("notice.json", "ocds"),
        ("bids.json", "procurement"),
    ]


def test_what_was_noticed_about_each_part_is_kept():
    odd = {**NOTICE, "tender": {**NOTICE["tender"], "aboveThreshold": "perhaps"}}
    ((notice,), remarks) = OCDS.load(RawDocument.of_text("notice.json", json.dumps(odd)))
    assert join([part(), notice]).remarks == remarks != ()


def test_one_part_stays_as_it_is():
    alone = part(lots=TWO, bids=[{"id": "b", "lot": "2"}], contracts=[{"id": "c", "lot": "2", "bid": "b"}])
    assert join([alone]) == alone


def test_what_is_said_about_the_whole_is_said_about_the_only_lot():
    whole = part(bids=[{"id": "b"}], contracts=[{"id": "c", "bid": "b"}])
    named = part("n.json", lots=[{"id": "1", "title": "North"}])
    for parts in ([whole, named], [named, whole]):
        joined = join(parts)
        assert [(lot.id, lot.title, lot.implied) for lot in joined.lots] == [("1", "North", False)]
        assert (joined.bids[0].lot, joined.contracts[0].lot) == ("1", "1")


def test_two_implied_lots_are_one():
    joined = join([part(), part("b.json", bids=[{"id": "b"}])])
    assert [(lot.id, lot.implied) for lot in joined.lots] == [("whole", True)]
    assert joined.bids[0].lot == "whole"


def test_an_implied_lot_that_says_nothing_gives_way_to_several():
    assert [lot.id for lot in join([part(), part("b.json", lots=TWO)]).lots] == ["1", "2"]


def test_a_lot_named_like_the_implied_one_is_meant_by_its_name():
    joined = join([part(bids=[{"id": "b", "lot": "whole"}]), part("b.json", lots=[{"id": "1"}, {"id": "whole"}])])
    assert joined.bids[0].lot == "whole"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GBP 5", "GBP 5.00"),
        ("10%", "10.0%"),
        (5, 5.0),
        ("a", "a"),
        (["a", {"weight": "5%"}], ["a", {"weight": "5.0%"}]),
        (True, True),
    ],
)
def test_the_same_value_twice_is_kept_once_with_both_pieces_of_evidence(one, other):
    parts = [
        part(name, facts={"tender.x": value}, evidence={"tender.x": [{"document": name}, {"document": "itt"}]})
        for name, value in (("a.json", one), ("b.json", other))
    ]
    answer = join(parts).facts["tender.x"]
    assert answer == parts[0].facts["tender.x"].model_copy(update={"evidence": answer.evidence})
    assert [evidence.document for evidence in answer.evidence] == ["a.json", "itt", "b.json"]


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("GBP 5", "GBP 6", ("'GBP 6'", "'GBP 5'")),
        ("GBP 5", "EUR 5", ("'EUR 5'", "'GBP 5'")),
        ("5%", "5", ("'5'", "'5%'")),
        (True, 1, ("'1'", "true")),
        (True, False, ("false", "true")),
        (["a"], ["a", "b"], ("'['a', 'b']'", "'['a']'")),
    ],
)
def test_another_value_is_a_contradiction(one, other, told):
    (problem,) = problems(part(facts={"tender.x": one}), part("b.json", facts={"tender.x": other}))
    assert problem == (
        f"b.json, at /facts/tender.x: 'tender.x' is {told[0]} here, and {told[1]} at a.json, at /facts/tender.x\n"
        "    Correct the one that is wrong, or leave it out."
    )


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param(
            [part(), part("b.json", id="y", facts={"tender.x": 1})],
            ["b.json: this document is about the procurement 'y', and a.json about 'x'"],
            id="another procurement",
        ),
        pytest.param(
            [part(lots=[{"id": "1", "award": AWARD}]), part("b.json", lots=[{"id": "1", "award": AWARD}])],
            ["b.json, at /lots/0/award: how bids are assessed is given here, and already at a.json, at /lots/0/award"],
            id="two award models",
        ),
        pytest.param(
            [part(bids=[{"id": "b"}]), part("b.json", bids=[{"id": "b"}])],
            ["b.json: there is another bid 'b', at a.json"],
            id="bid twice",
        ),
        pytest.param(
            [part(lots=TWO), part("b.json", bids=[{"id": "b", "facts": {"bid.x": 1}}])],
            ["b.json, at /bids/0/facts/bid.x: this does not say which lot it is for"],
            id="which lot",
        ),
        pytest.param(
            [part(lots=[{"id": "north"}]), part("b.json", bids=[{"id": "b", "lot": "nort"}])],
            ["b.json: there is no lot 'nort'"],
            id="no such lot",
        ),
        pytest.param(
            [part(bids=[{"id": "b", "lot": "1"}])],
            ["a.json: there is no lot '1'"],
            id="no such lot in a document alone",
        ),
        pytest.param(
            [part(contracts=[{"id": "c", "bid": "b1"}]), part("b.json", bids=[{"id": "b"}])],
            ["a.json: there is no bid 'b1'"],
            id="no such bid",
        ),
        pytest.param(
            [
                part(lots=TWO, contracts=[{"id": "c", "lot": "1"}]),
                part("b.json", lots=TWO, contracts=[{"id": "c", "lot": "2"}]),
            ],
            ["b.json: another document gives the contract 'c' another lot or bid"],
            id="contract of two lots",
        ),
        pytest.param([], ["there is no document to read"], id="nothing"),
    ],
)
def test_a_contradiction_is_told(parts, expected):
    assert [problem.partition("\n")[0] for problem in problems(*parts)] == expected


def test_facts_of_a_whole_that_has_several_lots_belong_nowhere():
    notice = {**NOTICE, "tender": {"lots": [{"id": "1"}, {"id": "2"}]}}
    ((several,), _) = OCDS.load(RawDocument.of_text("notice.json", json.dumps(notice)))
    # Our own form cannot say this, another format's implied lot may.
    implied = part("b.json").model_copy(
        update={
            "lots": (
                part("b.json", lots=[{"id": "whole", "award": AWARD}]).lots[0].model_copy(update={"implied": True}),
            )
        }
    )
    assert problems(several, implied) == [
        "b.json, at /lots/0/award: this is said about the only lot, and there are several\n    the lots are 1 and 2"
    ]


def test_every_contradiction_is_told_at_once():
    first = part(facts={"tender.x": 1, "tender.y": 1}, lots=[{"id": "1", "facts": {"lot.x": 1}}], bids=[{"id": "b"}])
    second = part(
        "b.json", facts={"tender.x": 2, "tender.y": 2}, lots=[{"id": "1", "facts": {"lot.x": 2}}], bids=[{"id": "b"}]
    )
    assert [problem.partition(":")[0] for problem in problems(first, second)] == [
        "b.json",
        "b.json, at /facts/tender.x",
        "b.json, at /facts/tender.y",
        "b.json, at /lots/0/facts/lot.x",
    ]


def test_contracts_and_organisations_of_one_id_are_one():
    joined = join(
        [
            part(bids=[{"id": "b"}], contracts=[{"id": "c", "facts": {"contract.x": 1}}], organisations=[{"id": "o"}]),
            part(
                "b.json",
                contracts=[{"id": "c", "bid": "b", "facts": {"contract.y": 2}}],
                organisations=[{"id": "o", "name": "O"}],
            ),
        ]
    )
    (contract,) = joined.contracts
    assert (contract.bid, {name: answer.value for name, answer in contract.facts.items()}) == (
        "b",
        {"contract.x": 1, "contract.y": 2},
    )
    assert [(body.id, body.name) for body in joined.organisations] == [("o", "O")]


@pytest.mark.parametrize(
    ("stages", "expected"),
    [
        (["design", None], Stage.DESIGN),
        ([None, "design"], Stage.DESIGN),
        (["design", "specification"], Stage.SPECIFICATION),
        ([None, None], Stage.SPECIFICATION),
        (["design", "design"], Stage.DESIGN),
    ],
)
def test_the_later_stage_counts_and_silence_does_not(stages, expected):
    parts = [part(f"{index}.json", **({"stage": stage} if stage else {})) for index, stage in enumerate(stages)]
    assert join(parts).stage is expected
