"""A result says what `evaluate` says of the same document."""

import json
from dataclasses import replace

import pytest
from batch.making import BIDS, JOB, NORTHSHIRE, PACK, TENDER, batch, bid_lines, notices, own, records

from sv_rules.batch.evaluating import Evaluator
from sv_rules.batch.items import Item
from sv_rules.batch.job import Detail
from sv_rules.batch.record import row_of
from sv_rules.batch.running import run
from sv_rules.documents import raw_document
from sv_rules.engine import inferring
from sv_rules.errors import DocumentError
from sv_rules.host import Host
from sv_rules.model.evaluation import Evaluation
from sv_rules.model.outcome import Kind
from sv_rules.model.raw_document import RawDocument

needs_durable = pytest.mark.skipif(bool(inferring.ENGINE.missing), reason=inferring.ENGINE.missing)


def item(number, value, name="x.jsonl"):
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return Item(number, f"{name} line {number}", data, 0)


@pytest.fixture(scope="module")
def host():
    return Host(rulepacks=[PACK], engine="strata")


@pytest.mark.parametrize("engine", ["strata", pytest.param("durable", marks=needs_durable)])
def test_a_full_result_is_the_evaluation(engine):
    evaluator = Evaluator(replace(JOB, detail=Detail.FULL, engine=engine))
    tender = json.loads(json.dumps({**own(1), "id": 'quoted ","evaluation": "engine":{"name":"x","version":"1"},'}))
    [record] = evaluator.records([item(1, tender)])
    whole = json.loads(record.evaluation)
    assert whole["id"] == tender["id"]
    assert whole["run"]["engine"]["name"] == engine
    assert json.loads(json.dumps(record.row())) == row_of(record.line())
    evaluation = Evaluation.model_validate_json(record.evaluation)
    assert evaluation.to_bytes() == record.evaluation
    assert evaluation.digest == record.digest


def test_a_file_in_a_batch_is_evaluated_as_by_evaluate(host, tmp_path):
    file = tmp_path / "one.yaml"
    file.write_bytes(TENDER.read_bytes())
    run(batch(tmp_path / "out", file, detail=Detail.FULL))
    [record] = records(tmp_path / "out")
    expected = host.rulepack("northshire").evaluate(host.read(file))
    assert json.dumps(record["evaluation"], ensure_ascii=False, separators=(",", ":")).encode() == expected.to_bytes()
    assert record["digest"] == expected.digest
    assert (record["met"], record["not_met"]) == (
        sum(one.outcome == "met" for one in expected.findings),
        sum(one.outcome == "not_met" for one in expected.findings),
    )


def test_what_cannot_be_evaluated_says_why(tmp_path):
    run(batch(tmp_path / "out", notices(tmp_path)))
    wrong = [one for one in records(tmp_path / "out") if one["status"] == "error"]
    assert [(one["source"], one["problems"][0]["what"]) for one in wrong] == [
        ("notices.jsonl line 4", "'x' is not in quotation marks"),
        ("notices.jsonl line 6", "this document is in no form that can be read"),
    ]
    assert wrong[0]["problems"][0]["place"] == "notices.jsonl line 4:1:33"
    assert wrong[1]["problems"][0]["fix"].startswith("The forms are ")


def test_a_package_gives_a_result_for_each_release(tmp_path):
    run(batch(tmp_path / "out", notices(tmp_path)))
    found = [one for one in records(tmp_path / "out") if one["index"] == 5]
    assert [(one["part"], one["id"]) for one in found] == [(1, "ocds-h6vhtk-0"), (2, "ocds-h6vhtk-1")]


PRICED = b'{"id": "a", "facts": {"bid.price": %b}}'


# Bids ----------------------------------------------------------------------------------------------------------


def test_a_bid_among_many_is_judged_as_alone(host, tmp_path):
    """Each bid evaluated by the library with no other bid beside it, and no award model: nothing else may differ."""
    run(batch(tmp_path / "out", bid_lines(tmp_path, 30), job=BIDS, detail=Detail.FULL))
    tender = host.read(TENDER)
    lots = tuple(lot.model_copy(update={"award": None}) for lot in tender.lots)
    checked = 0
    for record, line in zip(
        records(tmp_path / "out"), (tmp_path / "bids.jsonl").read_bytes().splitlines(), strict=True
    ):
        if record["status"] == "error":
            continue
        if checked < 3:
            [single] = Evaluator(replace(BIDS, detail=Detail.FULL)).records([item(record["index"], line, "bids.jsonl")])
            assert json.loads(single.evaluation) == record["evaluation"]
        part = {"form": "procurement/1", "id": tender.id, "bids": [json.loads(line)]}
        (tmp_path / "part.json").write_text(json.dumps(part), encoding="utf-8")
        [bid] = host.read(TENDER, tmp_path / "part.json").bids
        alone = host.rulepack("northshire").evaluate(tender.model_copy(update={"bids": (bid,), "lots": lots}))
        mine = [(one.check, str(one.outcome), one.sentence) for one in alone.findings if one.subject.kind is Kind.BID]
        assert [(one["check"], one["outcome"], one["sentence"]) for one in record["evaluation"]["findings"]] == mine
        checked += 1
    assert checked > 20


def test_the_place_of_a_value_is_in_its_own_line():
    bid = {"id": "b", "facts": {"bid.price": "GBP 5", "bid.pays_living_wage": False, "bid.colour": "red"}}
    [record] = Evaluator(replace(BIDS, detail=Detail.FULL)).records([item(4, bid)])
    whole = json.loads(record.evaluation)
    places = [made["place"] for one in whole["findings"] for made in one["comparisons"] if made["place"]]
    assert [(one["document"], one["pointer"]) for one in places] == [("x.jsonl line 4", "/facts/bid.pays_living_wage")]
    assert [one["place"]["pointer"] for one in whole["remarks"]] == ["/facts/bid.colour"]


@pytest.mark.parametrize(
    ("line", "place", "what"),
    [
        (b'{"id": "a"}, {"id": "b"}', "x.jsonl line 1:1:12", "the document has ended, and this comes after it"),
        (b'{"id": "a"}]}', "x.jsonl line 1:1:12", "the document has ended, and this comes after it"),
        (b'{"id": "caf\xe9"}', "x.jsonl line 1:1:12", "the file is not saved as UTF-8: this character cannot be read"),
        (PRICED % b"1e400", "x.jsonl line 1, at /facts/bid.price", "the number 1e400 is too long"),
        (PRICED % b'"much"', "x.jsonl line 1, at /facts/bid.price", "bid.price: 'much' is not an amount of money"),
        (b'{"id": "a", "price": 1}', "x.jsonl line 1, at /price", "'price' is not known here"),
    ],
    ids=["two bids", "brackets", "no text", "number", "value", "name"],
)  # fmt: skip
def test_what_is_wrong_with_a_bid_is_told_of_its_line(line, place, what):
    good = {"id": "good", "facts": {"bid.price": "GBP 5"}}
    [wrong, right] = Evaluator(BIDS).records([item(1, line), item(2, good)])
    assert (wrong.status, wrong.problems[0]["place"], wrong.problems[0]["what"]) == ("error", place, what)
    assert right.status == "evaluated"


def test_the_same_id_twice_gives_two_results():
    lines = [item(1, {"id": "b", "facts": {"bid.pays_living_wage": True}}), item(2, {"id": "b", "facts": {}})]
    found = Evaluator(BIDS).records(lines)
    assert [(one.index, one.id, one.compliant) for one in found] == [(1, "b", "yes"), (2, "b", "cannot_tell")]


def test_the_bids_are_for_one_procurement():
    many = raw_document(NORTHSHIRE / "notices.jsonl")
    with pytest.raises(DocumentError, match="the document holds 3 procurements; the bids are for one"):
        Evaluator(replace(JOB, bids_for=(many,)))


@pytest.mark.parametrize(
    ("lots", "lot", "status", "what"),
    [
        (["1"], "", "evaluated", ""),
        (["1"], "1", "evaluated", ""),
        (["1"], "2", "error", "there is no lot '2'"),
        (["1", "2"], "2", "evaluated", ""),
        (["1", "2"], "", "error", "this does not say which lot it is for"),
        ([], "", "evaluated", ""),
    ],
    ids=["only", "named", "unknown", "one of two", "which", "implied"],
)
def test_a_bid_is_for_a_lot(lots, lot, status, what):
    tender = {"form": "procurement/1", "id": "t", "facts": {"tender.notice_date": "2026-01-31"}}
    tender["lots"] = [{"id": one} for one in lots]
    job = replace(JOB, bids_for=(RawDocument("t.json", json.dumps(tender).encode()),))
    [record] = Evaluator(job).records([item(1, {"id": "b", "lot": lot, "facts": {"bid.price": "GBP 5"}})])
    assert (record.status, [one["what"] for one in record.problems]) == (status, [what] if what else [])
