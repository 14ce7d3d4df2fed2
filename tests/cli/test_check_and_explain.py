"""`sv-rules check` and `sv-rules explain` on Northshire's invented tender."""

import json

import pytest

from tests.cli.conftest import PACK, document

TENDER, BIDS, NOTICES = map(document, ("tender.yaml", "bids.yaml", "notices.jsonl"))


def test_check_leaves_the_bids_out(cli):
    result = cli("check", TENDER, BIDS, "--pack", PACK, "--json")
    evaluation = json.loads(result.stdout)
    assert {finding["subject"]["kind"] for finding in evaluation["findings"]} == {"procurement"}
    assert result.exit_code == 0  # beta breaks a must check, but no bid is looked at


def test_check_gives_questions_and_suggested_wording_for_what_is_open(cli, tmp_path):
    design = tmp_path / "design.yaml"
    design.write_text("form: procurement/1\nid: x\nfacts: {tender.value: GBP 150000}\n", encoding="utf-8")
    result = cli("check", design, "--pack", PACK, "--as-of", "2026-01-31")
    said = " ".join(result.stdout.split())
    assert said.startswith("Cannot tell: 1 must check cannot be told; they never count as met (the procurement).")
    assert "Question: Which priorities does the specification name? (specification.priorities: " in said
    assert "Think about: Which jobs will this contract bring?" in said
    assert "Suggested wording: The provider will offer … jobs." in said
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("depth", "there", "not_there"),
    [
        ("line", "northshire/jobs.named [procurement northshire-1]: Met:", "Source"),
        ("paragraph", "Source (published): Social value policy", "What settled it"),
        ("full", "by rule northshire/by-value", "nothing of the kind"),
    ],
)
def test_an_explanation_has_three_depths(cli, depth, there, not_there):
    result = cli("explain", "jobs.named", TENDER, BIDS, "--pack", PACK, "--depth", depth)
    assert result.exit_code == 0
    assert there in result.stdout
    assert not_there not in result.stdout


def test_a_full_explanation_keeps_the_indent_that_shows_what_rests_on_what(cli):
    said = cli("explain", "jobs.named", TENDER, "--pack", PACK, "--depth", "full").stdout
    value = next(line for line in said.splitlines() if "£150,000" in line)
    assert value.startswith("    - ")
    assert "tender.yaml:8" in value


def test_a_criterion_is_explained_for_one_bid(cli):
    result = cli("explain", "price", TENDER, BIDS, "--pack", PACK, "--subject", "gamma", "--json")
    data = json.loads(result.stdout)
    # 60 × 100000 / 110000 = 600/11
    assert [(one["bid"], one["points"], one["exact"]) for one in data["scores"]] == [("gamma", "54.55", "600/11")]
    assert data["findings"] == []
    assert "£100,000 ÷ £110,000" in data["explanation"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["jobs.nmaed", TENDER], "Did you mean 'jobs.named'?"),
        (["jobs.named", TENDER, "--subject", "beta"], "was not looked at for 'beta'"),
        (["jobs.named", NOTICES], "the documents hold 3 procurements"),
    ],
)
def test_what_cannot_be_explained_is_told(cli, words, said):
    result = cli("explain", *words, "--pack", PACK)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
