"""Evaluates one procurement and writes the assessment summaries of a lot."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from sv_rules.cli import _documents
from sv_rules.cli._evaluating import FOUND
from sv_rules.cli._opening import open_host
from sv_rules.cli._screen import write_line
from sv_rules.errors import DocumentError, Problem
from sv_rules.model.summary import AssessmentSummary, WinnerTold
from sv_rules.reports._words import clean_lines
from sv_rules.summaries import as_html, as_markdown, assessed_bids, assessment_summary, incomplete

ENDINGS = {"markdown": "md", "html": "html", "json": "json"}


@dataclass(frozen=True)
class Asked:
    """What the command line asked for; `bid` is empty for every bid."""

    lot: str
    bid: str
    documents: Sequence[str]
    packs: Sequence[str]
    form: str
    out: Path | None
    publish: bool
    winner: str
    awarded_to: str
    full_criteria_at: str
    further: str
    as_of: str
    packs_from: Sequence[Path] | None
    read_as: str
    engine: str


def run(asked: Asked) -> None:
    """Write the summaries and tell what is missing; ends with the exit code."""
    if not asked.documents:
        fix = "Name the bid and then the documents, or give --all and the documents."
        raise DocumentError(Problem("there is no document to read", fix=fix))
    summaries = _summaries(asked)
    if asked.form == "html" and asked.out is None and len(summaries) > 1:
        fix = "Give --out FOLDER, or one bid."
        raise DocumentError(Problem(f"{len(summaries)} pages of HTML cannot be written one after the other", fix=fix))
    missing = {one.bid: incomplete(one) for one in summaries}
    for one in summaries:
        _tell(one, missing[one.bid])
    unfit = [bid for bid, problems in missing.items() if problems]
    if asked.publish and unfit:
        typer.echo(f"Nothing was written: {len(unfit)} of {len(summaries)} summaries are not complete.", err=True)
        raise typer.Exit(FOUND)
    _write(asked, summaries)
    raise typer.Exit(FOUND if unfit else 0)


def _summaries(asked: Asked) -> Sequence[AssessmentSummary]:
    host, packs = open_host(asked.packs, asked.packs_from, asked.engine)
    ready = host.rulepack(*packs, as_of=asked.as_of or None)
    read = _documents.read(asked.documents, host.registry, asked.read_as)
    if read.many:
        raise DocumentError(f"the documents hold {len(read.procurements)} procurements; give a document with one")
    procurement = read.procurements[0]
    evaluation = ready.evaluate(procurement)
    bids = (asked.bid,) if asked.bid else assessed_bids(evaluation, asked.lot)
    if not bids:
        raise DocumentError(f"no bid for lot '{asked.lot}' has been assessed")
    return [
        assessment_summary(
            evaluation,
            asked.lot,
            bid,
            procurement=procurement,
            rulepack=ready.program.rulepack,
            awarded_to=asked.awarded_to,
            winner_told=WinnerTold(asked.winner.replace("-", "_")),
            full_criteria_at=asked.full_criteria_at,
            further=asked.further,
        )
        for bid in bids
    ]


def _tell(summary: AssessmentSummary, problems: Sequence[Problem]) -> None:
    for problem in problems:
        typer.echo(clean_lines(str(problem)), err=True)
    for caution in summary.before_sending:
        typer.echo(clean_lines(f"before sending (lot {summary.lot}, bid {summary.bid}): {caution}"), err=True)


def _write(asked: Asked, summaries: Sequence[AssessmentSummary]) -> None:
    texts = {one.bid: _text(one, asked) for one in summaries}
    if asked.out is None:
        between = "\n---\n\n" if asked.form == "markdown" else "\n"
        write_line(between.join(texts.values()).removesuffix("\n").encode())
        return
    asked.out.mkdir(parents=True, exist_ok=True)
    for bid, text in texts.items():
        name = f"summary-{_for_a_file(asked.lot)}-{_for_a_file(bid)}.{ENDINGS[asked.form]}"
        (asked.out / name).write_bytes(text.encode())
        typer.echo(name)


def _text(summary: AssessmentSummary, asked: Asked) -> str:
    match asked.form:
        case "html":
            return as_html(summary, publish=asked.publish)
        case "json":
            return summary.model_dump_json()
        case _:
            return as_markdown(summary, publish=asked.publish)


def _for_a_file(identifier: str) -> str:
    safe = re.sub(r"[^A-Za-z0-9_-]+", "-", identifier).strip("-")[:60]
    # Two ids may look alike once they are made safe, or on a disk that does not tell capitals apart.
    unlike = safe != identifier or safe != safe.lower()
    return f"{safe}-{hashlib.sha256(identifier.encode()).hexdigest()[:8]}".lstrip("-") if unlike else safe
