"""The same evaluation over Arrow batches: the body of Spark's `mapInArrow` and of Ray's `map_batches`."""

from collections.abc import Iterable, Iterator

import pyarrow as pa

from sv_rules.batch.columns import Columns
from sv_rules.batch.evaluating import Evaluator
from sv_rules.batch.items import Item
from sv_rules.batch.job import Detail, Job
from sv_rules.batch.rows import rows_in

_BASE = (
    ("index", pa.int64()),
    ("part", pa.int32()),
    ("source", pa.string()),
    ("sha256", pa.string()),
    ("status", pa.string()),
    ("id", pa.string()),
    ("title", pa.string()),
    ("compliant", pa.string()),
    ("met", pa.int32()),
    ("not_met", pa.int32()),
    ("cannot_tell", pa.int32()),
    ("not_applicable", pa.int32()),
    ("broken", pa.list_(pa.string())),
    ("open", pa.list_(pa.string())),
    ("problems", pa.list_(pa.struct([(name, pa.string()) for name in ("what", "place", "where", "fix")]))),
    ("digest", pa.string()),
)
_FINDING = ("check", "kind", "subject", "stage", "level", "outcome", "sentence")


def result_schema(detail: Detail | str = Detail.FINDINGS) -> pa.Schema:
    """Give the columns of results; the whole evaluation is JSON text."""
    match Detail(detail):
        case Detail.SUMMARY:
            more = []
        case Detail.FINDINGS:
            more = [("findings", pa.list_(pa.struct([(name, pa.string()) for name in _FINDING])))]
        case Detail.FULL:
            more = [("evaluation", pa.string())]
    return pa.schema([*_BASE, *more])


def evaluate_batches(
    batches: Iterable[pa.RecordBatch], job: Job, *, column: str = "", name: str = "row"
) -> Iterator[pa.RecordBatch]:
    """Evaluate a stream of batches; the packs are loaded once, when the first batch comes.

    Args:
        batches: rows that are documents, or have facts as columns, as in a Parquet file.
        job: what to do with each.
        column: the column of documents; empty: `document`, or columns of facts.
        name: what places call the stream; rows count from 1 over all of it.

    Raises:
        DocumentError: a column is not what it must be. What is wrong with a row becomes a result.
    """
    evaluator: Evaluator | None = None
    before = 0
    for batch in batches:
        evaluator = evaluator or Evaluator(job)
        yield evaluate_batch(batch, evaluator, column=column, name=name, before=before)
        before += batch.num_rows


def evaluate_batch(
    batch: pa.RecordBatch, evaluator: Evaluator, *, column: str = "", name: str = "row", before: int = 0
) -> pa.RecordBatch:
    """Evaluate one batch: a row of results for every row, several where a document holds several procurements.

    Args:
        batch: as in `evaluate_batches`.
        evaluator: keep it, and give it again.
        column: the column of documents; empty: `document`, or columns of facts.
        name: what places call the stream.
        before: how many rows of the stream came before this batch.

    Raises:
        DocumentError: a column is not what it must be.
    """
    job = evaluator.job
    columns = Columns(batch.schema, name, column=column, bids=bool(job.bids_for))
    items = []
    for number, row in enumerate(rows_in(batch), before + 1):
        called = f"{name} {number}"
        data, problem = columns.document(row, called, number)
        items.append(Item(number, called, data, 0, problem))
    rows = [record.row() for record in evaluator.records(items)]
    return pa.RecordBatch.from_pylist(rows, schema=result_schema(job.detail))
