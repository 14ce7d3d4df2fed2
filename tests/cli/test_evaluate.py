"""`sv-rules evaluate` on Northshire's invented tender: the words, the JSON, the exit codes."""

import json

import pytest
import yaml
from jsonschema import Draft202012Validator

from sv_rules.host import Host
from sv_rules.shipped import shipped
from tests.cli.conftest import PACK, document

TENDER, BIDS, ALPHA, NOTICES = map(document, ("tender.yaml", "bids.yaml", "alpha.yaml", "notices.jsonl"))


def evaluated(*paths):
    host = Host(rulepacks=[PACK], discover=False)
    return host.rulepack("northshire").evaluate(host.read(*paths))


def test_the_first_line_is_the_verdict_and_each_subject_follows(cli):
    result = cli("evaluate", TENDER, BIDS, "--pack", PACK)
    assert result.exit_code == 1
    # By hand: the procurement and alpha meet their one must check, beta breaks it, gamma does not say.
    assert result.stdout.splitlines()[:5] == [
        "Not compliant: of 4 subjects 2 compliant, 1 not, 1 cannot be told.",
        "The procurement: Compliant: every one of 1 must checks that apply is met.",
        "Bid alpha (Alpha Gardens): Compliant: every one of 1 must checks that apply is met.",
        "Bid beta (Beta & Sons): Not compliant: 1 must check not met.",
        "Bid gamma (Gamma [31m| *Green*): Cannot tell: 1 must check cannot be told; they never count as met.",
    ]


def test_what_is_open_is_shown_with_what_to_do_and_the_rest_is_counted(cli):
    said = cli("evaluate", TENDER, BIDS, "--pack", PACK).stdout
    assert "Not met (2)" in said
    assert "Cannot tell (1)" in said
    assert "Ask: Is everyone paid the living wage?" in said
    # Met: jobs.named and alpha's living wage. Not applicable: small.priorities. All four checks were looked at.
    assert "Also 2 met, 1 not applicable, 0 not looked at. Gaps that only the councils can fill in: 1." in said
    assert "How measures are verified" not in said
    assert "The specification asks for good jobs" not in said


def test_details_show_what_is_met_with_evidence_source_and_gaps(cli):
    said = " ".join(cli("evaluate", TENDER, BIDS, "--pack", PACK, "--details").stdout.split())
    assert "Met (2)" in said
    assert "Does not apply (1)" in said
    assert "Specification, page 4" in said
    assert "Source, published: Social value policy, Northshire Council, 2025, section" in said
    assert "How measures are verified" in said
    assert "£100,000 ÷ £120,000 = 0.833…; of 60 points that is 50" in said


def test_the_ranking_remarks_and_record_are_shown(cli):
    said = cli("evaluate", TENDER, BIDS, "--pack", PACK).stdout
    # 60 × 100000 / 120000 = 50, 40 × 4 / 4 = 40; 60 × 100 / 110 = 54.545…, 40 × 2 / 4 = 20; 60, 40 × 1 / 4 = 10.
    rows = [line.split() for line in said.splitlines() if line[:2] in {"1 ", "2 ", "3 "}]
    assert [row[-3:] for row in rows] == [
        ["50.00", "40.00", "90.00"],
        ["54.55", "20.00", "74.55"],
        ["60.00", "10.00", "70.00"],
    ]
    assert "no rulepack in use declares the fact 'tender.colour'" in said
    evaluation = evaluated(TENDER, BIDS)
    assert "As of 2026-01-31, the date of the tender notice." in said
    assert f"northshire 1.2 ({evaluation.run.packs[0].sha256[:12]})" in said
    assert f"engine {evaluation.run.engine.name} {evaluation.run.engine.version}" in said
    assert evaluation.digest[:12] in said


def test_nothing_from_a_document_can_steer_the_terminal(cli):
    for more in ((), ("--details",), ("--format", "text"), ("--format", "markdown")):
        said = cli("evaluate", TENDER, BIDS, "--pack", PACK, *more).stdout
        assert "Gamma" in said
        assert not {char for char in said if ord(char) < 32 and char != "\n"}
        assert "\u202e" not in said


def test_json_is_the_canonical_evaluation_and_nothing_else(cli):
    result = cli("evaluate", TENDER, BIDS, "--pack", PACK, "--json")
    assert result.stdout_bytes == evaluated(TENDER, BIDS).to_bytes() + b"\n"
    schema = json.loads((shipped("schemas") / "evaluation.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(json.loads(result.stdout))
    assert result.exit_code == 1


@pytest.mark.parametrize("name", ["text", "markdown", "json"])
def test_a_format_is_the_report_of_that_name(cli, name):
    report = Host(discover=False).registry.report_formats[name]
    result = cli("evaluate", TENDER, BIDS, "--pack", PACK, "--format", name)
    assert result.stdout == report.write(evaluated(TENDER, BIDS))


@pytest.mark.parametrize(
    ("priorities", "bids", "more", "code"),
    [
        pytest.param("[jobs, climate]", True, (), 0, id="all met"),
        pytest.param("[jobs]", True, (), 0, id="a should that is not met does not count"),
        pytest.param("[climate]", True, (), 1, id="a must that is not met"),
        pytest.param("null", True, (), 1, id="a must that cannot be told"),
        pytest.param("[climate]", False, ("--as-of", "2026-04-01"), 1, id="large at the later threshold too"),
        pytest.param("[climate]", False, ("--as-of", "2025-03-31"), 1, id="no threshold yet: cannot be told"),
    ],
)
def test_the_exit_code_follows_the_must_checks(cli, tmp_path, priorities, bids, more, code):
    tender = yaml.safe_load(TENDER.read_text(encoding="utf-8"))
    tender["facts"]["specification.priorities"] = yaml.safe_load(priorities)
    changed = tmp_path / "tender.yaml"
    changed.write_text(yaml.safe_dump({**tender, "lots": [{"id": "1"}]}), encoding="utf-8")
    documents = [changed, ALPHA] if bids else [changed]
    assert cli("evaluate", *documents, "--pack", PACK, *more).exit_code == code


def test_standard_input_is_a_document(cli):
    text = TENDER.read_text(encoding="utf-8")
    piped = cli("evaluate", "-", ALPHA, "--pack", PACK, "--json", given=text)
    assert piped.exit_code == 0
    data = json.loads(piped.stdout)
    assert [one["name"] for one in data["run"]["inputs"]] == ["standard input", "alpha.yaml"]


def test_both_engines_give_the_same_result(cli):
    digests = set()
    for engine in ("durable", "strata"):
        result = cli("evaluate", TENDER, BIDS, "--pack", PACK, "--engine", engine, "--format", "text")
        if "cannot run here" in result.stderr:
            pytest.skip(result.stderr)
        digests |= {line for line in result.stdout.splitlines() if line.startswith("Result ")}
    assert len(digests) == 1


def test_many_procurements_are_evaluated_one_by_one_with_a_total(cli):
    result = cli("evaluate", NOTICES, "--pack", PACK)
    # The first is large and says nothing of priorities; the second is small, so no must check applies; the third has no
    # date. Of the three checks of a specification one is not applicable to each of the first two.
    rows = [line.split() for line in result.stdout.splitlines()]
    assert [row[-4:] for row in rows if row[:1] in (["ocds-h6vhtk-1"], ["ocds-h6vhtk-2"], ["Total"])] == [
        ["0", "2", "0", "1"],
        ["0", "2", "0", "1"],
        ["0", "4", "0", "2"],
    ]
    assert "Cannot be evaluated" in result.stdout
    assert result.stderr.startswith("1 cannot be evaluated: no date is given")
    assert "--as-of 2026-01-31" in result.stderr
    assert "ocds-h6vhtk-3\n" in result.stderr
    assert result.exit_code == 2


def test_many_procurements_as_json_are_json_lines(cli):
    result = cli("evaluate", NOTICES, "--pack", PACK, "--json", "--as-of", "2026-01-31")
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == [f"ocds-h6vhtk-{n}" for n in (1, 2, 3)]
    assert result.exit_code == 1
    assert "things were noticed while reading" in result.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param([TENDER], "--pack", id="no pack"),
        pytest.param(["nowhere.yaml", "--pack", PACK], "nowhere.yaml: there is no such document", id="no document"),
        pytest.param([TENDER, "--pack", "northshrie"], "there is no rulepack called 'northshrie'", id="no such pack"),
        pytest.param([TENDER, "--pack", PACK, "--as-of", "31/1/2026"], "'31/1/2026' is not a date", id="no date"),
        pytest.param([TENDER, "--pack", PACK, "--format", "markdwon"], "Did you mean 'markdown'?", id="no format"),
        pytest.param([TENDER, "--pack", PACK, "--engine", "stratas"], "Did you mean 'strata'?", id="no engine"),
        pytest.param([TENDER, "--pack", PACK, "--read-as", "odcs"], "Did you mean 'ocds'?", id="no document format"),
        pytest.param([TENDER, "--pack", PACK, "--json", "--format", "text"], "ask for two things", id="two formats"),
        pytest.param([NOTICES, TENDER, "--pack", PACK], "notices.jsonl: the document holds 3 procurements", id="mixed"),
        pytest.param(["-", "-", "--pack", PACK], "can be read only once", id="standard input twice"),
    ],
)
def test_bad_use_is_told_in_words_on_standard_error(cli, words, said):
    result = cli("evaluate", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_a_pack_may_be_named_by_id_in_a_folder_of_packs(cli):
    result = cli("evaluate", TENDER, ALPHA, "--pack", "northshire", "--packs-from", document("packs"))
    assert result.exit_code == 0
    assert result.stdout.startswith("Compliant: of 2 subjects 2 compliant, 0 not, 0 cannot be told.")


def test_an_error_that_quotes_a_document_cannot_steer_the_terminal_either(cli, tmp_path):
    undated = tmp_path / "undated.yaml"
    undated.write_text('form: procurement/1\nid: "x\\e[2Jy"\n', encoding="utf-8")
    result = cli("evaluate", undated, "--pack", PACK)
    assert result.exit_code == 2
    assert "\n    procurement x [2Jy\n" in result.stderr


def test_what_was_noticed_in_a_document_of_many_is_shown_with_details(cli):
    result = cli("evaluate", NOTICES, "--pack", PACK, "--as-of", "2026-01-31", "--details")
    assert result.stderr == "notices.jsonl:3: 'by lot of eels' is no code that is known here.\n"


def test_where_nothing_was_noticed_nothing_is_said_of_it(cli, tmp_path):
    document = tmp_path / "two.jsonl"
    document.write_text("".join(NOTICES.read_text(encoding="utf-8").splitlines(keepends=True)[:2]), encoding="utf-8")
    assert cli("evaluate", document, "--pack", PACK).stderr == ""


def test_a_document_without_a_procurement(cli, tmp_path):
    document = tmp_path / "empty.json"
    document.write_text('{"uri": "x", "version": "1.1", "releases": []}', encoding="utf-8")
    result = cli("evaluate", document, "--pack", PACK)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("empty.json: the document holds no procurement\n")


def test_standard_input_that_is_not_text(cli):
    result = cli("evaluate", "-", "--pack", PACK, given=b"form: procurement/1\ntitle: caf\xe9\n")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("standard input:2:11: ")


def test_a_check_that_nothing_can_be_looked_at_for_is_told_with_details(cli):
    said = " ".join(cli("evaluate", TENDER, "--pack", PACK, "--details").stdout.split())
    assert "Not looked at" in said
    assert "northshire/living-wage" in said


def test_a_ranking_that_something_open_could_change_is_provisional(cli, tmp_path):
    tender = yaml.safe_load(TENDER.read_text(encoding="utf-8"))
    tender["lots"][0]["award"]["gates"] = ["living-wage"]  # gamma does not say
    gated = tmp_path / "tender.yaml"
    gated.write_text(yaml.safe_dump(tender), encoding="utf-8")
    said = cli("evaluate", gated, BIDS, "--pack", PACK).stdout
    assert "Provisional: something is open that could change the ranking." in said
    assert "Provisional" not in cli("evaluate", TENDER, BIDS, "--pack", PACK).stdout
