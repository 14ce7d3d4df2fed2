"""The command line, `sv-rules`. Commands import the library only when they run, so that `--help` is quick."""

import io
import sys


def main() -> None:
    """Run the command line and exit: 0 clean, 1 something that must be met is not, 2 bad use or input."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot show a character must not end a report halfway.
            stream.reconfigure(errors="replace")
    try:
        from sv_rules.cli._app import app  # noqa: PLC0415  what it needs may not be installed
    except ModuleNotFoundError as error:
        if error.name not in {"typer", "rich"}:
            raise
        sys.stderr.write("The command line needs typer and rich; install them with: pip install 'sv-rules[cli]'\n")
        sys.exit(2)
    app(prog_name="sv-rules")
