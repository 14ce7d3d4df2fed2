"""`sv-rules packs export`: a file to fill in, whole or not at all, and never over another one unasked."""

import json
import sys
from importlib.metadata import entry_points

import pytest

from sv_rules.documents import raw_document
from sv_rules.formats.procurement import load
from tests.cli.conftest import NORTHSHIRE, PACK, install


@pytest.fixture(scope="module", autouse=True)
def _sheets_are_found(tmp_path_factory):
    """Where nothing is installed, an entry point is written where Python looks for them."""
    if "sheets" in entry_points(group="sv_rules").names:
        yield
        return
    folder = tmp_path_factory.mktemp("sheets")
    install(folder, "sv-rules-sheets-checkout", "sheets = sv_rules_sheets")
    sys.path.append(str(folder))
    yield
    sys.path.remove(str(folder))


def test_a_workbook_is_the_default(cli, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = cli("packs", "export", PACK)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "northshire.xlsx written.\n")
    assert [path.name for path in tmp_path.iterdir()] == ["northshire.xlsx"]
    assert (tmp_path / "northshire.xlsx").read_bytes().startswith(b"PK")


def test_a_questionnaire_can_be_read_back(cli, tmp_path):
    out = tmp_path / "ask.yaml"
    result = cli("packs", "export", PACK, "--format", "procurement", "--out", out)
    assert result.exit_code == 0
    (blank,), _ = load(raw_document(out))
    assert blank.id == "to-be-filled-in"


def test_documents_are_filled_in_and_losses_told(cli, tmp_path):
    out = tmp_path / "bids.csv"
    words = ("packs", "export", PACK, "--format", "csv", "--out", out, "--document", NORTHSHIRE / "tender.yaml")
    result = cli(*words, "--document", NORTHSHIRE / "bids.yaml")
    assert result.exit_code == 0
    assert "warning: " in result.stderr
    assert "not written, since this format cannot hold it: how bids are assessed" in result.stderr
    assert result.stderr.endswith(f"{out} written.\n")
    again = cli("evaluate", NORTHSHIRE / "tender.yaml", out, "--pack", PACK, "--json")
    before = cli("evaluate", NORTHSHIRE / "tender.yaml", NORTHSHIRE / "bids.yaml", "--pack", PACK, "--json")
    assert _outcomes(again) == _outcomes(before)
    assert len(_outcomes(again)) > 1


def _outcomes(result):
    return [(one["check"], one["subject"]["id"], one["outcome"]) for one in json.loads(result.stdout)["findings"]]


def test_no_file_is_overwritten_unasked(cli, tmp_path):
    out = tmp_path / "a.xlsx"
    out.write_text("mine")
    result = cli("packs", "export", PACK, "--out", out)
    assert result.exit_code == 2
    assert "a.xlsx: there is such a file already\n    Give another name with --out, or --force" in result.stderr
    assert out.read_text() == "mine"
    assert cli("packs", "export", PACK, "--out", out, "--force").exit_code == 0
    assert out.read_bytes().startswith(b"PK")
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--format", "xslx"), "there is no document format called 'xslx'\n    Did you mean 'xlsx'?"),
        (("--format", "proxies"), "the format 'proxies' can only be read\n    The formats that can be written are"),
        (("--out", "no/such/folder/a.xlsx"), "a.xlsx: the file cannot be written: No such file or directory"),
        (("--document", "nowhere.json"), "nowhere.json: there is no such document"),
        (("--document", NORTHSHIRE / "notices.jsonl"), "the document holds 3 procurements, where one is expected"),
    ],
)
def test_what_cannot_be_written_says_why(cli, tmp_path, monkeypatch, words, told):
    monkeypatch.chdir(tmp_path)
    result = cli("packs", "export", PACK, *words)
    assert result.exit_code == 2
    assert told in result.stderr
    assert list(tmp_path.iterdir()) == []
