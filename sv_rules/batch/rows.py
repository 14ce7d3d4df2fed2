"""Parquet -> items: a column of documents, or a column for every fact."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from sv_rules.batch.columns import Columns
from sv_rules.batch.items import Item
from sv_rules.errors import DocumentError, Problem
from sv_rules.model.place import Place

ROWS_AT_A_TIME = 1000


def rows_of(file: Path, name: str, *, column: str, bids: bool) -> Iterator[Item]:
    """Give the rows of a file.

    Raises:
        DocumentError: it is not Parquet, or a column is not what it must be.
    """
    try:
        table = pq.ParquetFile(file)
    except (pa.ArrowInvalid, OSError) as error:
        what = "this is not a Parquet file that can be read"
        raise DocumentError(Problem(what, Place(document=name), where=str(error), fix="Write it again.")) from None
    with table:
        columns = Columns(table.schema_arrow, name, column=column, bids=bids)
        size, rows, number = file.stat().st_size, max(1, table.metadata.num_rows), 0
        for batch in table.iter_batches(batch_size=ROWS_AT_A_TIME):
            for row in rows_in(batch):
                number += 1
                data, problem = columns.document(row, f"{name} row {number}", number)
                yield Item(0, f"{name} row {number}", data, size * number // rows, problem)


def rows_in(batch: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    """Give the rows of a batch one by one, as Python values."""
    names = batch.schema.names
    for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
        yield dict(zip(names, values, strict=True))
