"""The command `batch`, as a person or a script calls it."""

import json
import sys

import pytest
from batch.making import PACK, TENDER, bid_lines, notices, own

pytest.importorskip("typer")

from typer.testing import CliRunner

from sv_rules.cli._app import app


@pytest.fixture
def cli(monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)

    def run(*words):
        result = CliRunner().invoke(app, [str(word) for word in words], prog_name="sv-rules")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


def test_it_shows_counts_by_check_and_the_first_errors(cli, tmp_path):
    result = cli("batch", notices(tmp_path), "--pack", PACK, "--out", tmp_path / "out")
    assert result.exit_code == 2
    # 12 of ours, a package of two, one that is no JSON and one that is no procurement.
    assert "15 items, 16 results." in result.stdout
    assert "Cannot be evaluated: 2." in result.stdout
    assert "northshire/jobs.named" in result.stdout
    assert "notices.jsonl line 4: 'x' is not in quotation marks." in result.stdout
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"specification.priorities": ["jobs"]}, 0),
        ({"specification.priorities": []}, 1),
        ({}, 1),
        ({"tender.value": "much"}, 2),
    ],
    ids=["met", "not met", "cannot tell", "cannot be evaluated"],
)
def test_the_exit_code_says_what_it_came_to(cli, tmp_path, facts, code):
    document = own(9)
    document["facts"] = {"tender.notice_date": "2026-01-31", "tender.value": "GBP 180000", **facts}
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "one.json").write_text(json.dumps(document))
    assert cli("batch", tmp_path / "in", "--pack", PACK, "--out", tmp_path / "out").exit_code == code


def test_a_finished_batch_says_so_and_keeps_its_exit_code(cli, tmp_path):
    words = ("batch", bid_lines(tmp_path, 5), "--pack", PACK, "--bids-for", TENDER, "--out", tmp_path / "out")
    first, again = cli(*words), cli(*words)
    assert "nothing was done again" not in first.stdout
    assert (
        again.stdout
        == f"This batch was finished before, and its input is the same: nothing was done again.\n{first.stdout}"
    )
    assert (first.exit_code, again.exit_code) == (2, 2)
    assert "nothing was done again" not in cli(*words, "--force").stdout


def test_a_folder_in_the_working_directory_may_be_called_as_its_pack(cli, tmp_path, monkeypatch):
    monkeypatch.chdir(PACK.parent)
    result = cli("batch", bid_lines(tmp_path, 5), "--pack", PACK.name, "--bids-for", TENDER, "--out", tmp_path / "out")
    assert "7 items, 7 results." in result.stdout


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--as-of", "soon"), "'soon' is not a date; write 2026-01-31"),
        (("--scheduler", "tcp://x:1"), "Give --executor dask as well."),
        (("--engine", "steam"), "there is no inference engine called 'steam'"),
        (("--read-as", "steam"), "there is no document format called 'steam'"),
    ],
    ids=["date", "scheduler", "engine", "format"],
)
def test_bad_use_is_told(cli, tmp_path, more, said):
    source = notices(tmp_path)
    result = cli("batch", source, "--pack", PACK, "--out", tmp_path / "out", *more)
    assert result.exit_code == 2
    assert said in result.stderr


@pytest.mark.parametrize(
    ("library", "more", "said"),
    [
        ("pyarrow", ("--format", "parquet"), "pip install 'sv-rules[batch]'"),
        ("distributed", ("--executor", "dask"), "pip install 'sv-rules[dask]'"),
    ],
)
def test_without_an_extra_it_says_what_to_install(cli, tmp_path, monkeypatch, library, more, said):
    monkeypatch.setitem(sys.modules, library, None)
    result = cli("batch", notices(tmp_path), "--pack", PACK, "--out", tmp_path / "out", *more)
    assert result.exit_code == 2
    assert said in result.stderr
