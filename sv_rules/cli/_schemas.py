"""Lists, prints, writes and compares the published schemas."""

import json
from pathlib import Path

import typer

from sv_rules import publishing
from sv_rules.cli._screen import line, screen, table, write_json
from sv_rules.errors import DocumentError, Problem, did_you_mean, listed
from sv_rules.host import Host
from sv_rules.shipped import shipped


def run(name: str, folder: Path | None, *, diff: bool, plugins: bool, as_json: bool) -> None:
    """Do what was asked; without anything, list the schemas."""
    operators = Host(discover=plugins).registry.operators.values()
    if diff:
        _compare(publishing.differences(folder or shipped("schemas"), operators), as_json=as_json)
        return
    schemas = publishing.schemas(operators)
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        publishing.write(folder, operators)
        written = [f"{each}.json" for each in schemas]
        if as_json:
            write_json(written)
        else:
            typer.echo(f"Wrote {listed(written)} to {folder}.")
    elif name:
        if name not in schemas:
            fix = f"{did_you_mean(name, schemas)} The schemas are {listed(schemas)}.".strip()
            raise DocumentError(Problem(f"there is no schema called '{name}'", fix=fix))
        typer.echo(json.dumps(schemas[name], ensure_ascii=False, indent=2).encode())
    elif as_json:
        write_json([{"name": each, "id": one["$id"], "title": one["title"]} for each, one in schemas.items()])
    else:
        made = table("Name", "Describes", "Id")
        for each, one in schemas.items():
            made.add_row(line(each), line(one["title"]), line(one["$id"]))
        screen().print(made)


def _compare(differences: list[str], *, as_json: bool) -> None:
    if as_json:
        write_json(differences)
    else:
        typer.echo("\n".join(differences) if differences else "The schemas are what the models give.")
    if differences:
        if not as_json:
            typer.echo("Run `sv-rules schema --write FOLDER` on the folder of the schemas.", err=True)
        raise typer.Exit(1)
