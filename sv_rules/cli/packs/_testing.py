"""Runs cases and shows what failed, and which outcomes of which checks no case shows."""

from collections.abc import Collection, Sequence
from pathlib import Path

import typer
from rich.progress import track

from sv_rules.casebook import OutOfForce, PackRun, Shown, coverage_line, run_cases
from sv_rules.cli._opening import open_host
from sv_rules.cli._screen import aside, line, screen, show, table, write_json
from sv_rules.errors import Problem, RulepackError
from sv_rules.loading.layers import find_packs
from sv_rules.model.outcome import Outcome
from sv_rules.reports._words import HEADINGS, clean_lines


def run(names: Sequence[str], packs_from: Sequence[Path] | None, engine: str, *, full: bool, as_json: bool) -> None:
    """Run and show; ends with the exit code."""
    host, asked = open_host(names, packs_from, engine)
    console = aside()
    runs: list[PackRun] = []
    problems: dict[Problem, None] = {}
    packs = asked or tuple(sorted(find_packs(host.registry.rulepacks)))
    for pack in track(packs, "Testing", console=console, transient=True, disable=not console.is_terminal):
        try:
            runs.append(run_cases(pack, host.registry, engine=engine))
        except RulepackError as error:
            problems |= dict.fromkeys(error.problems)
    if as_json:
        write_json([_data(one) for one in runs])
    else:
        _show(runs)
    for problem in problems:
        typer.echo(clean_lines(str(problem)), err=True)
    if problems:
        raise typer.Exit(2)
    if any(one.failed for one in runs) or (full and any(one.missing for one in runs)):
        raise typer.Exit(1)


def _data(run: PackRun) -> dict[str, object]:
    return {
        "pack": run.pack,
        "cases": len(run.cases),
        "failed": [
            {"case": case.name, "place": str(case.place), "failures": list(case.failures)} for case in run.failed
        ],
        "missing": [{"check": check, "outcome": outcome} for check, outcome in run.missing],
    }


def _show(runs: Sequence[PackRun]) -> None:
    console = screen()
    failed = [case for one in runs for case in one.failed]
    for case in failed:
        typer.echo(clean_lines(f"{case.place}: case “{case.name}” fails"))
        for failure in case.failures:
            typer.echo(clean_lines(f"    {failure}"))
    heads = tuple(_COLUMNS)
    made = table("Rulepack", "Cases", "Failed", "Checks", *heads, numbers=("Cases", "Failed", "Checks", *heads))
    for one in runs:
        made.add_row(
            line(one.pack),
            str(len(one.cases)),
            line(str(len(one.failed)), "red" if one.failed else ""),
            str(len(one.wanted)),
            *(_shown(one, shown) for shown in _COLUMNS.values()),
        )
    console.print(made)
    missing = [
        line(f"{check}: {', '.join(_words(shown) for missed, shown in one.missing if missed == check)}")
        for one in runs
        for check in dict.fromkeys(check for check, _ in one.missing)
    ]
    show(console, "Outcomes that no case shows", missing)
    cases = sum(len(one.cases) for one in runs)
    console.print()
    console.print(line(f"{cases} cases, {len(failed)} failed; {coverage_line(runs)}.", "red" if failed else "green"))


def _shown(run: PackRun, column: Collection[Shown]) -> str:
    wanted = sum(shown in column for outcomes in run.wanted.values() for shown in outcomes)
    missing = sum(missed in column for _, missed in run.missing)
    return f"{wanted - missing} of {wanted}"


def _words(shown: Shown) -> str:
    return HEADINGS[shown].lower() if isinstance(shown, Outcome) else shown.replace("_", " ")


_COLUMNS: dict[str, Collection[Shown]] = {
    **{heading: (outcome,) for outcome, heading in HEADINGS.items()},
    "Not in force": tuple(OutOfForce),
}
