"""What `evaluate` and `check` have in common: read, judge, write, and the exit code."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer
from rich.progress import track

from sv_rules.cli import _documents as documents
from sv_rules.cli._advice_view import show_advice
from sv_rules.cli._evaluation_view import show_evaluation
from sv_rules.cli._opening import open_host
from sv_rules.cli._portfolio_view import Portfolio
from sv_rules.cli._screen import aside, screen, write_line
from sv_rules.errors import DocumentError, PluginError, Problem, did_you_mean, listed
from sv_rules.host import ReadyRulepack
from sv_rules.hosting.registry import Registry
from sv_rules.model.evaluation import Evaluation
from sv_rules.model.extending import ReportFormat
from sv_rules.model.procurement import Procurement
from sv_rules.reports import _words as words

FOUND = 1
UNUSABLE = 2


@dataclass(frozen=True)
class Wanted:
    """What the command line asked for."""

    documents: Sequence[str]
    packs: Sequence[str]
    as_of: str = ""
    packs_from: Sequence[Path] | None = None
    engine: str = ""
    read_as: str = ""
    report: str = ""
    as_json: bool = False
    details: bool = False


Judge = Callable[[ReadyRulepack, Procurement], Evaluation]


def run(wanted: Wanted, judge: Judge) -> None:
    """Evaluate the documents and write the result; ends with the exit code."""
    host, packs = open_host(wanted.packs, wanted.packs_from, wanted.engine)
    report = _report(wanted, host.registry)
    ready = host.rulepack(*packs, as_of=wanted.as_of or None)
    read = documents.read(wanted.documents, host.registry, wanted.read_as)
    if read.many:
        raise typer.Exit(_one_by_one(wanted, read, report, lambda procurement: judge(ready, procurement)))
    evaluation = judge(ready, read.procurements[0])
    _write(evaluation, wanted, report)
    raise typer.Exit(exit_code(evaluation))


def exit_code(evaluation: Evaluation) -> int:
    """Give 1 when, for any subject, a must check is not met or cannot be told; else 0."""
    return FOUND if any(one.broken or one.open for one in evaluation.compliance) else 0


def _report(wanted: Wanted, registry: Registry) -> ReportFormat | None:
    if wanted.as_json and wanted.report not in {"", "json"}:
        raise PluginError(f"--json and --format {wanted.report} ask for two things; give one of them")
    name = "json" if wanted.as_json else wanted.report
    if name and name not in registry.report_formats:
        fix = (
            f"{did_you_mean(name, registry.report_formats)} The formats are {listed(registry.report_formats)}.".strip()
        )
        raise PluginError(Problem(f"there is no report format called '{name}'", fix=fix))
    return registry.report_formats[name] if name else None


def _write(evaluation: Evaluation, wanted: Wanted, report: ReportFormat | None) -> None:
    if report is None and evaluation.advice is not None:
        show_advice(screen(), evaluation, evaluation.advice, details=wanted.details)
    elif report is None:
        show_evaluation(screen(), evaluation, details=wanted.details)
    else:
        write_line(report.write(evaluation).removesuffix("\n").encode())


def _one_by_one(
    wanted: Wanted, read: documents.Read, report: ReportFormat | None, judge: Callable[[Procurement], Evaluation]
) -> int:
    """Evaluate many procurements. One that cannot be evaluated is told and passed over, and makes the exit code 2."""
    portfolio = Portfolio()
    code = 0
    console = aside()
    shown = track(read.procurements, "Evaluating", console=console, transient=True, disable=not console.is_terminal)
    for procurement in shown:
        try:
            evaluation = judge(procurement)
        except DocumentError as error:
            portfolio.add_failure(procurement.id, error)
            code = UNUSABLE
            continue
        code = max(code, exit_code(evaluation))
        portfolio.add(evaluation)
        if report is not None or wanted.details:
            _write(evaluation, wanted, report)
    if report is None:
        portfolio.show(screen())
    for text in portfolio.failures():
        console.print(text, soft_wrap=True)
    _tell_remarks(read, details=wanted.details)
    return code


def _tell_remarks(read: documents.Read, *, details: bool) -> None:
    console = aside()
    if details:
        for remark in read.remarks:
            console.print(words.noticed(remark), soft_wrap=True)
    elif read.remarks:
        console.print(f"{len(read.remarks)} things were noticed while reading. --details shows them.", soft_wrap=True)
