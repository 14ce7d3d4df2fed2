"""The embedded example on a screen or two."""

from collections.abc import Sequence
from pathlib import Path
from shlex import quote

from rich.console import Console
from rich.text import Text

from sv_rules.cli._evaluation_view import COLOURS, question_lines, show_footer, show_remarks, show_verdict
from sv_rules.cli._opening import open_host
from sv_rules.cli._screen import line, lines, screen, show, table, write_line
from sv_rules.model.evaluation import Evaluation, LotResult
from sv_rules.model.finding import Finding
from sv_rules.model.outcome import Kind, Outcome
from sv_rules.reports import _words as words
from sv_rules.shipped import shipped

PACK = "haringey"
EXAMPLE = "haringey-catering"
SHOWN = {Outcome.MET: 6, Outcome.NOT_APPLICABLE: 3}
"""Findings of an outcome that are shown, where not all are: the example has many layers, and a screen few lines."""
DOCUMENTS = ("notice.json", "bids.yaml")


def run(engine: str, *, as_json: bool) -> None:
    """Evaluate the example and show it."""
    folder = shipped("examples") / EXAMPLE
    host, _ = open_host(engine=engine)
    paths = [folder / name for name in DOCUMENTS]
    evaluation = host.rulepack(PACK).evaluate(host.read(*paths))
    if as_json:
        write_line(evaluation.to_bytes())
        return
    console = screen()
    console.print(
        Text("A notice with real figures from Find a Tender, three fictional bids, and Haringey's checklist.", "bold")
    )
    console.print()
    show_verdict(console, evaluation)
    _show_findings(console, evaluation)
    for lot in evaluation.lots:
        _show_ranking(console, evaluation, lot)
    show(console, "What to ask", list(question_lines(evaluation)))
    show_remarks(console, evaluation)
    show_footer(console, evaluation)
    _show_next(console, " ".join(quote(_from_here(path)) for path in paths))


def _show_findings(console: Console, evaluation: Evaluation) -> None:
    coverage = evaluation.coverage
    console.print()
    console.print(Text(f"What the checklist says: {coverage.checks} checks, of which these were looked at", "bold"))
    for outcome, findings in words.by_outcome(evaluation).items():
        made = table("Level", "Check", "Why [on what evidence], and the source")
        made.show_header = False
        made.expand = True
        made.columns[0].width = len("should")
        made.columns[1].ratio, made.columns[2].ratio = 2, 3
        shown = _best_shown(findings)[: SHOWN.get(outcome)]
        for finding in shown:
            made.add_row(line(finding.level), line(_title(finding)), _why(finding))
        console.print()
        console.print(Text(f"{words.HEADINGS[outcome]} ({len(findings)})", f"bold {COLOURS[outcome]}"))
        console.print(made)
        if len(findings) > len(shown):
            console.print(
                Text(f"… and {len(findings) - len(shown)} more; `evaluate --details` shows them.", "bright_black")
            )


def _best_shown(findings: Sequence[Finding]) -> Sequence[Finding]:
    """Put first what rests on evidence that somebody can look up; otherwise keep the order."""
    return sorted(findings, key=lambda one: not any(made.evidence for made in one.comparisons))


def _title(finding: Finding) -> str:
    about = "" if finding.subject.kind is Kind.PROCUREMENT else f" ({finding.subject.title or finding.subject.id})"
    return f"{finding.title}{about}"


def _why(finding: Finding) -> Text:
    seen = words.seen_in(finding)
    evidence = f" [{seen[0]}]" if seen else ""
    source = finding.source
    founded = f"{finding.standing}: {', '.join(part for part in (source.title, source.at) if part)}"
    return lines((f"{words.reason(finding)}{evidence}", ""), (founded, "bright_black"))


def _show_ranking(console: Console, evaluation: Evaluation, lot: LotResult) -> None:
    leaves = [one for one in evaluation.criteria if one.lot == lot.lot and one.method]
    heads = [f"{words.clean(one.title)}, {words.importance(one)}" for one in leaves]
    made = table("Rank", "Bid", *heads, "Total")
    for assessment in lot.assessments:
        scores = {score.criterion: score for score in assessment.scores}
        cells = [
            lines((score.points or "?", "bold"), (score.working.partition(";")[0], "bright_black"))
            for one in leaves
            if (score := scores.get(one.id))
        ]
        made.add_row(
            line(words.standing_of(assessment)),
            line(words.bidder(assessment)),
            *cells,
            line(assessment.total or "", "bold"),
        )
    notes: Sequence[Text] = [
        *(line(sentence) for sentence in words.how_sure(lot)),
        *(line(warning, "bright_black") for warning in lot.warnings),
    ]
    show(console, f"Who ranks where. {words.clean(lot.sentence)}", [made, *notes])


def _show_next(console: Console, documents: str) -> None:
    commands = (
        f"sv-rules explain act.relevant-area {documents} --pack {PACK} --depth full",
        f"sv-rules evaluate {documents} --pack {PACK} --format markdown",
        f"sv-rules packs show {PACK}",
    )
    console.print()
    console.print(Text("Try next", "bold"))
    for command in commands:
        console.print(Text(f"  {command}"), soft_wrap=True)


def _from_here(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
