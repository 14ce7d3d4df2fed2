"""`sv-rules summary` on Northshire's invented tender."""

import json

import pytest

from tests.cli.conftest import PACK, document

TENDER, BIDS = map(document, ("tender.yaml", "bids.yaml"))
COMMON = (TENDER, BIDS, "--pack", PACK)


def test_a_draft_is_written_and_what_is_missing_is_told(cli):
    result = cli("summary", "1", "alpha", *COMMON)
    assert result.exit_code == 1
    assert result.stdout.startswith("# Assessment summary\n\n> **Draft: not to be sent.**")
    assert "the supplier's postal address is not known\n    lot 1, bid alpha" in result.stderr


def contacts(folder):
    """Northshire's bids with what a summary needs, and no bid that is made of odd letters."""
    file = folder / "bids.yaml"
    file.write_text(
        "form: procurement/1\nid: northshire-1\nbids:\n"
        "  - id: alpha\n"
        "    bidder: {id: GB-1, name: Alpha Gardens, address: '1 High Street, Northtown', email: a@example.org}\n"
        "    facts: {bid.price: GBP 120000, bid.offers.apprenticeships: 4}\n"
        "  - id: ../be ta\n"
        "    bidder: {id: GB-2, name: Beta & Sons, address: '2 High Street, Northtown', email: b@example.org}\n"
        "    facts: {bid.price: GBP 100000, bid.offers.apprenticeships: 1}\n",
        encoding="utf-8",
    )
    return file


COMPLETE = ("--full-criteria-at", "annex 2", "--winner", "included", "--publish")


def test_all_summaries_are_published_each_in_a_file(cli, tmp_path):
    words = ("summary", "1", "--all", TENDER, contacts(tmp_path), "--pack", PACK)
    result = cli(*words, *COMPLETE, "--format", "html", "--out", tmp_path / "letters")
    assert result.exit_code == 0
    names = sorted(file.name for file in (tmp_path / "letters").iterdir())
    # A dot, a slash or a space of an id never reaches a file's name.
    assert names[0] == "summary-1-alpha.html"
    assert names[1].startswith("summary-1-be-ta-")
    assert len(names) == 2
    assert sorted(result.stdout.split()) == names
    page = (tmp_path / "letters" / "summary-1-alpha.html").read_text(encoding="utf-8")
    assert "1 High Street, Northtown" in page
    assert "Draft" not in page
    assert "before sending (lot 1, bid ../be ta)" in result.stderr


def test_nothing_is_published_unless_all_is_complete(cli, tmp_path):
    result = cli("summary", "1", "--all", *COMMON, *COMPLETE, "--out", tmp_path / "letters")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert not (tmp_path / "letters").exists()
    assert "Nothing was written: 3 of 3 summaries are not complete." in result.stderr


def test_json_is_a_line_for_each(cli, tmp_path):
    result = cli("summary", "1", "--all", TENDER, contacts(tmp_path), "--pack", PACK, *COMPLETE, "--format", "json")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    # Alpha: 50 for price and 40 for 4 of 4 apprentices; beta: 60 and 10.
    assert [(one["bid"], one["decision"], one["total"]) for one in found] == [
        ("alpha", "successful", "90.00"),
        ("../be ta", "unsuccessful", "70.00"),
    ]
    assert found[0]["criteria"][1]["offered"][0]["place"]["document"] == "bids.yaml"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("1", "delta", *COMMON), "there is no bid 'delta' for lot '1'"),
        (("9", "--all", *COMMON), "no lot '9' was assessed"),
        (("1", "alpha", "--pack", PACK), "there is no document to read"),
        (("1", "--all", *COMMON, "--format", "html"), "3 pages of HTML cannot be written one after the other"),
        (("1", "alpha", document("notices.jsonl"), "--pack", PACK), "procurements; give a document with one"),
        (("1", "--all", TENDER, "--pack", PACK), "no bid for lot '1' has been assessed"),
        (("1", "alpha", *COMMON, "--awarded-to", "zeta"), "lot '1' cannot be awarded to 'zeta'"),
    ],
)
def test_what_cannot_be_used(cli, words, message):
    result = cli("summary", *words)
    assert result.exit_code == 2
    assert message in result.stderr
