"""Evaluates one procurement and explains one name in it."""

from collections.abc import Sequence
from pathlib import Path

import typer

from sv_rules.cli import _documents
from sv_rules.cli._opening import open_host
from sv_rules.cli._screen import write_json
from sv_rules.errors import DocumentError
from sv_rules.explaining import Depth, explain
from sv_rules.model.evaluation import Evaluation
from sv_rules.reports._words import clean_lines


def run(
    name: str,
    documents: Sequence[str],
    *,
    pack: Sequence[str],
    subject: str,
    depth: str,
    as_of: str,
    packs_from: Sequence[Path] | None,
    read_as: str,
    engine: str,
    as_json: bool,
) -> None:
    """Print the explanation, or with `as_json` it and the findings and scores it is about."""
    host, packs = open_host(pack, packs_from, engine)
    ready = host.rulepack(*packs, as_of=as_of or None)
    read = _documents.read(documents, host.registry, read_as)
    if read.many:
        raise DocumentError(
            f"the documents hold {len(read.procurements)} procurements; give a document with the one to explain"
        )
    evaluation = ready.evaluate(read.procurements[0])
    said = explain(evaluation, name, subject=subject, depth=Depth(depth))
    if as_json:
        write_json({"name": name, "explanation": said, **_about(evaluation, name, subject)})
    else:
        typer.echo(clean_lines(said))


def _about(evaluation: Evaluation, name: str, subject: str) -> dict[str, object]:
    findings = [
        finding.model_dump(mode="json")
        for finding in evaluation.findings
        if name in {finding.check, finding.check.partition("/")[2]} and subject in {"", finding.subject.id}
    ]
    scores = [
        {"lot": lot.lot, "bid": assessment.bid, **score.model_dump(mode="json")}
        for lot in evaluation.lots
        for assessment in lot.assessments
        for score in assessment.scores
        if score.criterion == name and subject in {"", assessment.bid, lot.lot}
    ]
    return {"findings": findings, "scores": scores}
