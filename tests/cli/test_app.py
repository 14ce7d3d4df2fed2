"""The command line as a whole: the demo, the help pages, unknown words, and the process itself."""

import io
import json
import os
import subprocess
import sys

import pytest

from sv_rules.cli import main
from tests.cli.conftest import PACK, document

COMMANDS = [
    ["demo"], ["evaluate"], ["check"], ["explain"], ["schema"], ["packs", "list"], ["packs", "show"], ["packs", "lint"],
    ["packs", "test"], ["plugins", "list"], ["plugins", "check"],
]  # fmt: skip


def process(*words, first="", **environment):
    path = os.pathsep.join([*([first] if first else []), *filter(None, sys.path)])
    return subprocess.run(
        [sys.executable, "-W", "error", *words],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8", **environment},
        check=False,
    )


def test_the_demo_shows_findings_the_ranking_and_what_to_ask(cli):
    result = cli("demo")
    assert result.exit_code == 0, result.stderr
    for said in (
        "Not met (",
        "Cannot tell (",
        "Met (",
        "Does not apply (",
        "Who ranks where",
        "What to ask",
        "Try next",
    ):
        assert said in result.stdout
    # The example's README works the totals out by hand.
    assert [total for total in ("91.55", "83.26", "74.00") if total not in result.stdout] == []


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_has_a_page_of_help(cli, command):
    said = cli(*command, "--help").stdout
    assert f"sv-rules {' '.join(command)}" in said
    assert "--json" in said


def test_the_top_level_lists_the_commands_and_the_exit_codes(cli):
    said = " ".join(cli("--help").stdout.split())
    assert [
        name for name in ("demo", "evaluate", "check", "explain", "packs", "plugins", "schema") if name not in said
    ] == []
    assert "Exit codes: 0 clean" in said


@pytest.mark.parametrize(
    "words",
    [["evalaute"], ["packs", "lsit"], ["demo", "--colour"], ["explain", "x", "y", "--pack", "z", "--depth", "deep"]],
)
def test_unknown_words_are_bad_use(cli, words):
    result = cli(*words)
    assert result.exit_code == 2
    assert result.stderr


def test_help_does_not_load_the_library():
    code = (
        "import sys; from typer.testing import CliRunner; from sv_rules.cli._app import app; "
        "result = CliRunner().invoke(app, ['evaluate', '--help']); assert result.exit_code == 0, result.output; "
        "print(sorted(name for name in sys.modules if name in {'yaml', 'pluggy', 'sv_rules.host', 'sv_rules.errors'}))"
    )
    ran = process("-c", code)
    assert ran.stdout.decode().strip() == "[]", ran.stderr.decode()


def test_as_a_process_it_ends_with_the_code_and_writes_utf_8_without_colours():
    words = (
        "-m",
        "sv_rules",
        "evaluate",
        str(document("tender.yaml")),
        str(document("bids.yaml")),
        "--pack",
        str(PACK),
    )
    ran = process(*words)
    assert (ran.returncode, ran.stderr) == (1, b"")
    assert ran.stdout.decode().startswith("Not compliant: of 4 subjects")
    assert b"\x1b" not in ran.stdout


def test_a_terminal_that_cannot_show_a_sign_gets_the_rest():
    words = ("-m", "sv_rules", "packs", "show", str(PACK))
    ran = process(*words, PYTHONIOENCODING="ascii")
    assert ran.returncode == 0, ran.stderr.decode()
    assert b"?120,000" in ran.stdout  # £120,000


def test_a_mistake_of_the_users_gives_no_traceback():
    ran = process("-m", "sv_rules", "evaluate", "nowhere.json", "--pack", str(PACK))
    assert ran.returncode == 2
    assert ran.stderr.decode().splitlines() == ["nowhere.json: there is no such document", "    Check the name."]


def test_without_typer_one_line_says_what_to_install(tmp_path):
    (tmp_path / "typer.py").write_text("raise ModuleNotFoundError('No module named typer', name='typer')\n")
    ran = process("-m", "sv_rules", "demo", first=str(tmp_path))
    assert ran.returncode == 2
    assert ran.stderr.decode() == (
        "The command line needs typer and rich; install them with: pip install 'sv-rules[cli]'\n"
    )


def test_another_library_that_is_missing_is_not_taken_for_the_extra(tmp_path):
    (tmp_path / "typer.py").write_text("raise ModuleNotFoundError('No module named invented', name='invented')\n")
    ran = process("-m", "sv_rules", "demo", first=str(tmp_path))
    assert ran.returncode == 1
    assert b"No module named invented" in ran.stderr
    assert b"install them with" not in ran.stderr


def test_the_demo_as_json_is_the_evaluation(cli):
    data = json.loads(cli("demo", "--json").stdout)
    totals = {one["bid"]: one["total"] for lot in data["lots"] for one in lot["assessments"]}
    assert sorted(totals.values()) == ["74.00", "83.26", "91.55"]  # as in the example's README


@pytest.mark.parametrize("caught", [io.TextIOWrapper(io.BytesIO(), "ascii"), io.StringIO()], ids=["bytes", "text"])
def test_output_can_be_caught_in_any_stream(monkeypatch, caught):
    monkeypatch.setattr(sys, "stdout", caught)
    monkeypatch.setattr(sys, "argv", ["sv-rules", "--help"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    caught.seek(0)
    assert "Exit codes" in caught.read()
