"""Counts the lines of every pack, from its text alone: quick, and a pack with a mistake is still listed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import typer
from pydantic import ValidationError

from sv_rules.cli._documents import read
from sv_rules.cli._opening import open_host
from sv_rules.cli._screen import line, lines, screen, table, write_json
from sv_rules.errors import RulepackError
from sv_rules.host import Host
from sv_rules.loading.folder import PackText, read_folder
from sv_rules.loading.layers import find_packs
from sv_rules.model.authored import Area
from sv_rules.model.outcome import Standing
from sv_rules.suggesting import Suggestion, suggest_packs

COUNTED = ("priorities", "checks", "measures", "parameters", "rules")
FOUNDED = ("priorities", "checks", "measures", "rules", "scales")
"""The sections whose lines have a standing of their own."""


def run(packs_from: Sequence[Path] | None, suited_to: Sequence[str] = (), *, as_json: bool) -> None:
    """Print the list; ends with exit code 2 when a pack, or a document that packs have to suit, cannot be read."""
    host, _ = open_host(packs_from=packs_from)
    folders = find_packs(host.registry.rulepacks)
    if suited_to:
        suggested = _suggested(host, folders, suited_to)
        rows = [{**_row(one.pack, folders[one.pack]), "why": one.why, "certain": one.certain} for one in suggested]
    else:
        rows = [_row(name, folder) for name, folder in sorted(folders.items())]
    if as_json:
        write_json(rows)
    elif suited_to:
        _show_suggested(rows)
    else:
        _show(rows)
    if any(row["problems"] for row in rows):
        raise typer.Exit(2)


def _suggested(host: Host, folders: Mapping[str, Path], suited_to: Sequence[str]) -> Sequence[Suggestion]:
    """Give the packs that fit any of the procurements in the documents, the surest first."""
    areas = [(name, area) for name, folder in sorted(folders.items()) if (area := _area(folder)) is not None]
    found = [
        one for procurement in read(suited_to, host.registry).procurements for one in suggest_packs(procurement, areas)
    ]
    by_pack: dict[str, Suggestion] = {}
    for one in sorted(found, key=lambda one: not one.certain):
        by_pack.setdefault(one.pack, one)
    return tuple(by_pack.values())


def _area(folder: Path) -> Area | None:
    """Give the area a pack is for; None where it has none, or where it cannot be read."""
    try:
        written = read_folder(folder).head.get("area")
    except RulepackError:
        return None
    try:
        return None if written is None else Area.model_validate(written)
    except ValidationError:
        return None  # the pack's own mistake, which `packs lint` tells


def _show_suggested(rows: Sequence[dict[str, Any]]) -> None:
    if not rows:
        told = "No rulepack suggests itself: the documents name no buyer and no region that one of them is for."
        screen().print(line(told))
        return
    made = table("Rulepack", "How sure", "Why")
    for row in rows:
        made.add_row(line(row["id"], "bold"), "fits" if row["certain"] else "may fit", line(row["why"]))
    screen().print(made)


def _row(name: str, folder: Path) -> dict[str, Any]:
    try:
        pack = read_folder(folder)
    except RulepackError as error:
        return {"id": name, "problems": len(error.problems)}
    standings = _standings(pack)
    return {
        "id": pack.id,
        "version": pack.version,
        "title": pack.title,
        "extends": list(pack.head.get("extends", [])),
        **{section: len(pack.lines.get(section, {})) for section in COUNTED},
        "standings": {str(standing): standings[standing] for standing in Standing},
        "gaps": len(pack.lines.get("gaps", {})),
        "problems": len(pack.problems),
    }


def _standings(pack: PackText) -> Counter[str]:
    lines_of = [one for section in FOUNDED for one in pack.lines.get(section, {}).values()]
    values = [dated for one in pack.lines.get("parameters", {}).values() for dated in one.values.values()]
    return Counter(str(one.standing) for one in (*lines_of, *values))


def _show(rows: Sequence[dict[str, Any]]) -> None:
    made = table("Rulepack", "Version", "Builds on", "Holds", "Standing", "Gaps", numbers=("Gaps",))
    made.expand = True
    made.columns[0].ratio, made.columns[3].ratio, made.columns[4].ratio = 4, 4, 3
    for row in rows:
        lint = f"sv-rules packs lint {row['id']}"
        if "version" not in row:
            made.add_row(lines((row["id"], "bold"), (f"cannot be read; see {lint}", "red")))
            continue
        mistakes = f"{row['problems']} problems; see {lint}" if row["problems"] else ""
        made.add_row(
            lines((row["id"], "bold"), (row["title"], "bright_black"), (mistakes, "red")),
            row["version"],
            line(", ".join(row["extends"])),
            line(", ".join(f"{row[section]} {_word(section, row[section])}" for section in COUNTED if row[section])),
            line(", ".join(f"{count} {name}" for name, count in row["standings"].items() if count)),
            str(row["gaps"]),
        )
    screen().print(made)


def _word(section: str, count: int) -> str:
    if count != 1:
        return section
    return "priority" if section == "priorities" else section.removesuffix("s")
