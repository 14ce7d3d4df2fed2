"""Loads packs, tells every problem once, and every warning."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import typer

from sv_rules.cli._opening import open_host
from sv_rules.cli._screen import write_json
from sv_rules.cli.packs._warnings import warnings_of
from sv_rules.errors import Problem, RulepackError
from sv_rules.hosting.registry import Registry
from sv_rules.loading.folder import PackText, read_folder
from sv_rules.loading.layers import find_packs
from sv_rules.loading.load import load_rulepack
from sv_rules.reports._words import clean_lines


def run(names: Sequence[str], packs_from: Sequence[Path] | None, *, as_json: bool) -> None:
    """Print problems and warnings; ends with exit code 2 when there are problems."""
    host, asked = open_host(names, packs_from)
    folders = find_packs(host.registry.rulepacks)
    packs = asked or tuple(sorted(folders))
    problems: dict[Problem, None] = {}
    sound = []
    for pack in packs:
        try:
            load_rulepack((pack,), host.registry)
        except RulepackError as error:
            problems |= dict.fromkeys(error.problems)
        else:
            sound.append(pack)
    warnings = _warnings(sound, folders, host.registry)
    if as_json:
        write_json({"packs": list(packs), "problems": _data(problems), "warnings": _data(warnings)})
    else:
        _tell(packs, list(problems), warnings)
    if problems:
        raise typer.Exit(2)


def _warnings(packs: Sequence[str], folders: dict[str, Path], registry: Registry) -> list[Problem]:
    texts = {pack: read_folder(folders[pack]) for pack in packs}
    suspect = [pack for pack in packs if any(warnings_of(texts[pack], folders[pack], {pack: texts[pack]}, registry))]
    # What one pack declares another may be the only one to read; only a suspicion makes it worth reading them all.
    everything = _readable(folders.values()) if suspect else {}
    return [one for pack in suspect for one in warnings_of(texts[pack], folders[pack], everything, registry)]


def _readable(folders: Iterable[Path]) -> dict[str, PackText]:
    found = {}
    for folder in folders:
        try:
            found[folder.name] = read_folder(folder)
        except RulepackError:
            continue
    return found


def _data(problems: Sequence[Problem] | dict[Problem, None]) -> list[dict[str, object]]:
    return [
        {
            "what": one.what,
            "place": one.place.model_dump(mode="json", exclude_none=True) if one.place else None,
            "where": one.where,
            "fix": one.fix,
        }
        for one in problems
    ]


def _tell(packs: Sequence[str], problems: Sequence[Problem], warnings: Sequence[Problem]) -> None:
    for one in problems:
        typer.echo(clean_lines(str(one)))
    if problems and warnings:
        typer.echo("")
    for one in warnings:
        typer.echo(clean_lines(f"warning: {one}"))
    counted = f"{_count(problems, 'problem')}, {_count(warnings, 'warning')}"
    typer.echo(f"{_count(packs, 'pack')}: {counted}.", err=bool(problems))


def _count(things: Sequence[object], word: str) -> str:
    return f"{len(things) or 'no'} {word}{'' if len(things) == 1 else 's'}"
