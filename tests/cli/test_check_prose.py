"""`sv-rules check` on drafts in prose, made on the fly: what an officer sees, from top to bottom."""

import json
import sys
from importlib.metadata import entry_points

import pytest

from tests.advising.eastmere import PACK
from tests.cli.conftest import install

DRAFT = """# Grounds maintenance (fictional)

## Value

The contract is worth £10,000.

## Social value

The provider must take one apprentice. We hope for local jobs.

## Award

| Criterion | Weight |
| --- | --- |
| Price | 60% |
| Social value | 40% |
"""
ANSWERS = """form: procurement/1
id: draft
facts:
  tender.category: works
  tender.value: GBP 10000
"""


@pytest.fixture(scope="module", autouse=True)
def _prose_is_found(tmp_path_factory):
    if "docs" in entry_points(group="sv_rules").names:
        yield
        return
    folder = tmp_path_factory.mktemp("installed")
    install(folder, "sv-rules-prose", "docs = sv_rules_docs")
    sys.path.append(str(folder))
    yield
    sys.path.remove(str(folder))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    pack = tmp_path / "eastmere"
    pack.mkdir()
    (pack / "rulepack.yaml").write_text(PACK, encoding="utf-8")
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "answers.yaml").write_text(ANSWERS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(cli, *words):
    return cli("check", *words, "--pack", "eastmere", "--as-of", "2026-03-02")


@pytest.mark.usefixtures("folder")
def test_what_to_do_stands_before_what_was_found(cli):
    result = check(cli, "draft.md", "answers.yaml")
    said = result.stdout
    order = [
        "Not compliant",
        "Of 5 findings: met 0, not met 1, cannot tell 4, does not apply 0.",
        "The four most useful changes",
        "1. Put right what is said:",
        "What bidders are asked",
        "Not met (1)",
        "Cannot tell (4)",
        "Award criteria in the documents",
    ]
    places = [said.find(each) for each in order]
    assert -1 not in places
    assert places == sorted(places)
    assert result.exit_code == 1


@pytest.mark.usefixtures("folder")
def test_each_finding_has_the_words_it_rests_on_or_the_sections_searched(cli):
    said = " ".join(check(cli, "draft.md", "answers.yaml").stdout.split())
    assert "“The provider must take one apprentice.” (draft.md, paragraph 5" in said
    assert "with high confidence" in said
    assert "No words about this were found in" in said
    assert "Suggested wording: Jobs: the provider will … (eastmere/jobs)" in said
    assert "Suggested wording: The provider will give a carbon reduction plan with the bid." in said


@pytest.mark.usefixtures("folder")
def test_the_burden_is_told(cli):
    # 4 questions: placements, living wage, local firms, the criterion on social value; × 2.5 h × £30 = £300 of £10,000
    said = " ".join(check(cli, "draft.md", "answers.yaml").stdout.split())
    assert "4 questions on social value, about 10 hours for a small provider or £300: 3% of the contract value" in said
    assert "Warning: Answering costs a small provider 3% of the contract value. Above 1%" in said
    assert "Rule on proportion: The award criteria are in proportion" in said


@pytest.mark.usefixtures("folder")
def test_a_screen_of_80_columns_is_kept_to(cli, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    result = cli("check", "draft.md", "answers.yaml", "--pack", "eastmere", "--as-of", "2026-03-02")
    assert [line for line in result.stdout.splitlines() if len(line) > 80] == []


@pytest.mark.usefixtures("folder")
def test_json_is_the_evaluation_with_advice(cli):
    evaluation = json.loads(check(cli, "draft.md", "answers.yaml", "--json").stdout)
    first = evaluation["advice"]["changes"][0]
    assert (first["action"], first["facts"], first["place"]["paragraph"]) == ("mend", ["specification.apprentices"], 5)
    assert evaluation["advice"]["burden"]["share"] == "3%"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("name", "heading"), [("text", "Advice\n======"), ("markdown", "## Advice")])
def test_the_reports_have_the_advice(cli, name, heading):
    said = check(cli, "draft.md", "answers.yaml", "--format", name).stdout
    assert said.count(heading) == 1
    assert said.index(heading) < said.index("Not met (1)")
    assert "Jobs: the provider will …" in said
    evaluated = cli("evaluate", "answers.yaml", "--pack", "eastmere", "--as-of", "2026-03-02", "--format", name).stdout
    assert heading not in evaluated


@pytest.mark.usefixtures("folder")
def test_a_document_of_ours_is_advised_on_as_well(cli):
    result = check(cli, "answers.yaml")
    assert "useful changes" in result.stdout
    assert "Where:" not in result.stdout
    assert result.exit_code == 1


@pytest.mark.usefixtures("folder")
def test_a_question_asked_above_is_not_asked_again(cli):
    said = " ".join(check(cli, "answers.yaml").stdout.split())
    assert said.count("How many apprentices are asked for?") <= 2
    assert "Ask: the question in the list above" in said


def test_a_clean_draft_says_so(cli, folder):
    facts = (
        "  specification.apprentices: 2\n  specification.priorities: [jobs, homes]\n"
        "  specification.carbon_plan: true\n  specification.criteria_proportionate: true\n"
    )
    (folder / "clean.yaml").write_text(ANSWERS + facts, encoding="utf-8")
    result = check(cli, "clean.yaml")
    assert "Nothing is open: there is no change to suggest." in result.stdout
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("buyer", "said", "rows"),
    [
        ("Haringey Council", "the buyer is Haringey Council", ["haringey"]),
        ("Eastmere Council", "No rulepack suggests itself", []),
    ],
)
def test_packs_are_suggested_for_a_document(cli, tmp_path, buyer, said, rows):
    document = tmp_path / "notice.yaml"
    document.write_text(f"form: procurement/1\nid: x\nbuyer: {{name: {buyer}}}\n", encoding="utf-8")
    result = cli("packs", "list", "--for", document)
    assert said in " ".join(result.stdout.split())
    assert result.exit_code == 0
    assert [row["id"] for row in json.loads(cli("packs", "list", "--for", document, "--json").stdout)] == rows


def test_packs_for_what_cannot_be_read_are_told_of(cli, tmp_path):
    result = cli("packs", "list", "--for", tmp_path / "none.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
