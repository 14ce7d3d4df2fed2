"""Writes a rulepack in a document format: whole or not at all, and never over a file unasked."""

from collections.abc import Sequence
from pathlib import Path

import typer

from sv_rules.cli._documents import read
from sv_rules.cli._opening import open_host
from sv_rules.errors import DocumentError, Problem
from sv_rules.hosting.registry import Registry
from sv_rules.loading.load import load_rulepack
from sv_rules.model.place import Place
from sv_rules.model.procurement import Procurement
from sv_rules.reports._words import clean_lines


def run(
    names: Sequence[str],
    packs_from: Sequence[Path] | None,
    document_format: str,
    out: Path | None,
    documents: Sequence[str],
    *,
    force: bool,
) -> None:
    """Write the file; tells on standard error what it could not hold.

    Raises:
        PluginError: if there is no such format, or it can only be read.
        DocumentError: if the file is there, or cannot be written.
    """
    host, packs = open_host(names, packs_from)
    write = host.registry.writer(document_format)
    path = out or Path(f"{'-'.join(packs)}{host.registry.document_formats[document_format].suffix}")
    if path.exists() and not force:
        fix = "Give another name with --out, or --force to overwrite it."
        raise DocumentError(Problem("there is such a file already", Place(document=path.name), fix=fix))
    rulepack = load_rulepack(packs, host.registry)
    dumped = write(_procurement(documents, host.registry), rulepack)
    _write(path, dumped.data)
    for loss in dumped.losses:
        typer.echo(
            clean_lines(f"warning: {loss.place}: {loss.what}" + (f"\n    {loss.fix}" if loss.fix else "")), err=True
        )
    typer.echo(clean_lines(f"{path} written."), err=True)


def _procurement(documents: Sequence[str], registry: Registry) -> Procurement | None:
    if not documents:
        return None
    found = read(documents, registry)
    if found.many:
        raise DocumentError(
            Problem(
                f"the document holds {len(found.procurements)} procurements, where one is expected",
                Place(document=Path(documents[0]).name),
                fix="Give a document about one of them.",
            )
        )
    return found.procurements[0]


def _write(path: Path, data: bytes) -> None:
    """Write beside the file and then give it its name: whoever looks sees the old one or the whole new one."""
    beside = path.with_name(f".{path.name}.part")
    try:
        try:
            beside.write_bytes(data)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        what = f"the file cannot be written: {error.strerror}"
        raise DocumentError(Problem(what, Place(document=path.name), fix="Check the folder and its rights.")) from error
