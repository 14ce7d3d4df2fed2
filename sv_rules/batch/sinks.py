"""The file of results at the end of a run: JSON Lines as they grew, or Parquet made of them."""

import os
from collections.abc import Iterator
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path

from sv_rules.batch.job import Detail
from sv_rules.batch.record import row_of
from sv_rules.errors import PluginError, Problem

ROW_GROUP = 10_000
"""Rows of a group in Parquet: always as many, so that the bytes do not hang on how the work was cut."""

_MOST_BYTES = 64 * 1024 * 1024


class Form(StrEnum):
    """The forms of the file of results."""

    JSONL = "jsonl"
    PARQUET = "parquet"


def need_parquet() -> None:
    """Make sure that Parquet can be read and written.

    Raises:
        PluginError: the extra is missing.
    """
    if find_spec("pyarrow") is None:
        raise PluginError(Problem("Parquet needs pyarrow", fix="Install it with: pip install 'sv-rules[batch]'"))


def settle(growing: Path, form: Form, detail: Detail) -> Path:
    """Make the file of results out of the one that grew, as a whole or not at all; may be done again after a kill."""
    final = growing.with_name(f"results.{form}")
    if growing.exists():
        if form is Form.PARQUET:
            new = final.with_name(f"{final.name}.new")
            _write_parquet(growing, new, detail)
            new.replace(final)
            growing.unlink()
        else:
            growing.replace(final)
    return final


def _write_parquet(growing: Path, new: Path, detail: Detail) -> None:
    import pyarrow as pa  # noqa: PLC0415  an extra
    import pyarrow.parquet as pq  # noqa: PLC0415  likewise

    from sv_rules.batch.arrow import result_schema  # noqa: PLC0415  likewise

    schema = result_schema(detail)
    with new.open("wb") as file:
        with pq.ParquetWriter(file, schema, compression="zstd") as writer:
            for group in _groups(growing):
                table = pa.Table.from_pylist([row_of(line) for line in group], schema=schema)
                writer.write_table(table, row_group_size=ROW_GROUP)
        file.flush()
        os.fsync(file.fileno())


def _groups(growing: Path) -> Iterator[list[bytes]]:
    """Give lines in groups of a fixed number, fewer where they are long; the cut depends on the lines alone."""
    with growing.open("rb") as lines:
        group: list[bytes] = []
        size = 0
        for line in lines:
            group.append(line)
            size += len(line)
            if len(group) == ROW_GROUP or size >= _MOST_BYTES:
                yield group
                group, size = [], 0
        if group:
            yield group
