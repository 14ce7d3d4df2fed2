"""Parquet and Arrow hold the same results as JSON Lines."""

import json
from dataclasses import replace

import pytest
from batch.making import BIDS, JOB, batch, bid_lines, files, notices, own, records

pytest.importorskip("pyarrow")

import pyarrow as pa
import pyarrow.parquet as pq

from sv_rules.batch.arrow import evaluate_batches, result_schema
from sv_rules.batch.job import Detail
from sv_rules.batch.running import run
from sv_rules.batch.sinks import Form
from sv_rules.errors import DocumentError


def plain(row):
    """A row of JSON Lines with its evaluation as text, as columns have it."""
    if "evaluation" in row:
        row = {**row, "evaluation": json.dumps(row["evaluation"], ensure_ascii=False, separators=(",", ":"))}
    return row


@pytest.mark.parametrize("detail", Detail)
@pytest.mark.parametrize(("job", "made"), [(JOB, notices), (BIDS, bid_lines)], ids=["procurements", "bids"])
def test_parquet_holds_the_same_results(tmp_path, job, made, detail):
    source = made(tmp_path)
    run(batch(tmp_path / "lines", source, job=job, detail=detail))
    run(batch(tmp_path / "columns", source, job=job, detail=detail, form=Form.PARQUET))
    table = pq.read_table(tmp_path / "columns" / "results.parquet")
    assert table.schema == result_schema(detail)
    empty = dict.fromkeys(table.schema.names)
    assert table.to_pylist() == [{**empty, **plain(row)} for row in records(tmp_path / "lines")]


def test_the_bytes_of_parquet_do_not_hang_on_how_the_work_is_shared(tmp_path):
    source = bid_lines(tmp_path)
    for size in (1, 50):
        run(batch(tmp_path / str(size), source, job=BIDS, form=Form.PARQUET, chunk=size))
    assert files(tmp_path / "1") == files(tmp_path / "50")


def test_a_stream_of_batches_gives_what_a_batch_gives(tmp_path):
    source = bid_lines(tmp_path)
    documents = pa.table({"document": source.read_bytes().splitlines()})
    found = list(evaluate_batches(documents.to_batches(max_chunksize=7), BIDS, name="bids.jsonl line"))
    run(batch(tmp_path / "out", source, job=BIDS))
    empty = dict.fromkeys(result_schema().names)
    expected = [{**empty, **row} for row in records(tmp_path / "out")]
    assert pa.Table.from_batches(found).to_pylist() == expected
    assert [one.num_rows for one in found] == [7] * 8 + [6]


def test_columns_of_facts_need_no_documents():
    rows = pa.table({"id": ["x", "y"], "tender.notice_date": ["2026-01-31"] * 2, "tender.value": ["GBP 1", "much"]})
    [found] = evaluate_batches(rows.to_batches(), replace(JOB, detail=Detail.SUMMARY))
    assert found.schema == result_schema("summary")
    assert found.column("status").to_pylist() == ["evaluated", "error"]
    assert found.column("problems").to_pylist()[1][0]["place"] == "row 2, at /facts/tender.value"


def test_several_procurements_in_a_row_give_several_results():
    document = json.dumps([own(1)])
    [found] = evaluate_batches(pa.table({"d": [document]}).to_batches(), JOB, column="d")
    assert found.column("status").to_pylist() == ["error"]
    with pytest.raises(DocumentError, match="there is no column 'x'"):
        list(evaluate_batches(pa.table({"d": [document]}).to_batches(), JOB, column="x"))


def test_no_batches_load_no_packs():
    assert list(evaluate_batches([], replace(JOB, packs=("none",)))) == []
