"""Runs the conformance kit on one plugin and shows what it found."""

from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby

import typer

from sv_rules.cli._screen import line, screen, table, write_json
from sv_rules.conformance import Promise, check_plugin
from sv_rules.host import Host


def run(name: str, *, as_json: bool) -> None:
    """Print every promise with whether it is kept; ends with exit code 1 when one is not."""
    found = check_plugin(name, Host().registry)
    broken = [one for one in found if one.problem]
    if as_json:
        write_json([{**asdict(one), "kept": not one.problem} for one in found])
    else:
        _show(found)
    if broken:
        raise typer.Exit(1)


def _show(found: Sequence[Promise]) -> None:
    """Print a row for each offer; a promise has a row of its own when it is broken or could not be tried."""
    made = table("Offer", "Kept", "What is wrong")
    made.columns[2].ratio = 1
    for offer, promises in groupby(found, key=lambda one: one.offer):
        several = list(promises)
        kept = sum(not one.problem for one in several)
        made.add_row(line(offer), line(f"{kept} of {len(several)}", "green" if kept == len(several) else "red"))
        for one in several:
            if one.problem:
                made.add_row("", "", line(f"Broken: {one.promise}. {one.problem}", "red"))
            if one.note:
                made.add_row("", "", line(f"{one.promise}: {one.note}", "yellow"))
    kept = sum(not one.problem for one in found)
    console = screen()
    console.print(made)
    console.print()
    console.print(line(f"{kept} of {len(found)} promises kept.", "green" if kept == len(found) else "red"))
