"""`sv-rules plugins` and `sv-rules schema`; a command that a plugin adds."""

import json
import sys

import pytest

from tests.cli.conftest import install


def test_plugins_are_listed_with_what_they_offer(cli):
    listed = {one["plugin"]: one["offers"] for one in json.loads(cli("plugins", "list", "--json").stdout)}
    assert listed["ocds"]["document_formats"] == ["ocds"]
    assert {"json", "markdown", "text"} <= set(listed["sv_rules.builtin"]["report_formats"])
    assert "document formats" in cli("plugins", "list").stdout


def test_the_ocds_plugin_keeps_its_promises(cli):
    result = cli("plugins", "check", "ocds", "--json")
    assert [one["promise"] for one in json.loads(result.stdout) if one["problem"]] == []
    assert result.exit_code == 0
    assert "7 of 7 promises kept." in cli("plugins", "check", "ocds").stdout


def test_an_unknown_plugin_is_bad_use(cli):
    result = cli("plugins", "check", "odcs")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Did you mean 'ocds'?" in result.stderr


@pytest.fixture
def _greeting_is_installed(tmp_path, monkeypatch):
    (tmp_path / "greeting.py").write_text(
        "from sv_rules.hosting.hookspecs import hookimpl\n"
        "from sv_rules.model.extending import Command, ReportFormat\n"
        "def run(words):\n"
        "    print('hello', *words)\n"
        "    return 3\n"
        "@hookimpl\n"
        "def sv_rules_commands():\n"
        "    return [Command('greet', 'Say hello.', run)]\n"
        "@hookimpl\n"
        "def sv_rules_report_formats():\n"
        "    return [ReportFormat('nothing', 'no text at all', lambda evaluation: '')]\n",
        encoding="utf-8",
    )
    install(tmp_path, "greeting", "greeting = greeting")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield
    sys.modules.pop("greeting", None)


@pytest.mark.usefixtures("_greeting_is_installed")
def test_a_plugins_command_is_found_by_its_name_and_gets_its_words_untouched(cli):
    result = cli("greet", "--json", "Ada", "--help")
    assert (result.exit_code, result.stdout) == (3, "hello --json Ada --help\n")
    assert "greet (Say hello.)" in cli("plugins", "list").stdout


@pytest.mark.usefixtures("_greeting_is_installed")
def test_a_broken_promise_is_told_and_fails(cli):
    result = cli("plugins", "check", "greeting")
    assert result.exit_code == 1
    assert "Broken: writes the same text twice" in " ".join(result.stdout.split())
    assert "it gave no text" in " ".join(result.stdout.split())


def test_the_schemas_are_listed_and_printed(cli):
    assert [one["name"] for one in json.loads(cli("schema", "--json").stdout)] == [
        "rulepack", "cases", "procurement", "proxies", "evaluation", "brief", "summary",
    ]  # fmt: skip
    assert "urn:sv-rules:schema:cases:1" in cli("schema").stdout
    assert json.loads(cli("schema", "cases").stdout)["title"] == "The cases of a rulepack"


def test_written_schemas_do_not_differ_until_they_are_changed(cli, tmp_path):
    assert cli("schema", "--write", tmp_path / "new").exit_code == 0
    assert cli("schema", "--write", tmp_path / "new", "--diff").exit_code == 0
    (tmp_path / "new" / "cases.json").write_text("{}\n", encoding="utf-8")
    result = cli("schema", "--write", tmp_path / "new", "--diff")
    assert (result.exit_code, result.stdout) == (1, "cases.json is not what the models give\n")
    assert (tmp_path / "new" / "cases.json").read_text(encoding="utf-8") == "{}\n"


def test_the_shipped_schemas_are_what_the_models_give(cli):
    assert cli("schema", "--diff").stdout == "The schemas are what the models give.\n"


def test_an_unknown_schema_is_bad_use(cli):
    result = cli("schema", "evalution")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Did you mean 'evaluation'?" in result.stderr


def test_differences_as_json(cli, tmp_path):
    assert json.loads(cli("schema", "--write", tmp_path, "--json").stdout)[:2] == ["rulepack.json", "cases.json"]
    (tmp_path / "cases.json").unlink()
    result = cli("schema", "--write", tmp_path, "--diff", "--json")
    assert (result.exit_code, json.loads(result.stdout), result.stderr) == (1, ["cases.json is missing"], "")


@pytest.fixture
def plugged(tmp_path, monkeypatch):
    """Install a plugin `invented` with one hook, whose offers are given as Python text."""

    def write(hook, offers, *imports):
        lines = ["from sv_rules.hosting.hookspecs import hookimpl", *imports, "@hookimpl", f"def {hook}():"]
        (tmp_path / "invented.py").write_text("\n".join([*lines, f"    return {offers}\n"]), encoding="utf-8")
        install(tmp_path, "invented", "invented = invented")
        monkeypatch.syspath_prepend(str(tmp_path))

    yield write
    sys.modules.pop("invented", None)


def test_a_plugin_that_offers_nothing_is_listed_and_breaks_a_promise(cli, plugged):
    plugged("sv_rules_operators", "[]")
    rows = [line.split() for line in cli("plugins", "list").stdout.splitlines()]
    assert ["invented", "nothing"] in rows
    result = cli("plugins", "check", "invented")
    assert result.exit_code == 1
    assert "none of its hooks gave anything" in " ".join(result.stdout.split())


def test_what_cannot_be_tried_here_is_noted(cli, plugged):
    engine = "[Engine('invented', '1', list, 'Install it.')]"
    plugged("sv_rules_engines", engine, "from sv_rules.model.extending import Engine")
    result = cli("plugins", "check", "invented")
    assert result.exit_code == 0
    assert "not tried: Install it." in " ".join(result.stdout.split())
