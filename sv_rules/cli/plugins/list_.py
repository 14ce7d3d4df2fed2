"""`sv-rules plugins list`: the plugins and what each offers."""
# ruff: noqa: PLC0415  --help stays quick: the library is imported when the command runs

from sv_rules.cli._options import AsJson


def list_(*, as_json: AsJson = False) -> None:
    """List the plugins and what each offers: operators, scoring methods, formats, rulepacks, engines, commands.

    What is built in comes by the same hooks and is listed as sv_rules.builtin.
    """
    from sv_rules.cli.plugins._listing import run

    run(as_json=as_json)
