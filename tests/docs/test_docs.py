"""What docs/ shows works: its examples run, its links lead somewhere, and nothing that can be named is missing."""

import inspect
import re
import tomllib
from pathlib import Path
from textwrap import indent

import pytest

pytest.importorskip("typer")

from docs.pages import DOCS, ROOT, Block, anchors, blocks, links, pages
from docs.reference import MARKED, PARTS, commands, registry, written
from docs.running import Reader, matching
from typer.testing import CliRunner

import sv_rules
from sv_rules import errors
from sv_rules.casebook import CASES, run_cases
from sv_rules.cli._app import app
from sv_rules.errors import RulepackError
from sv_rules.host import Host
from sv_rules.hosting.registry import DRAWERS
from sv_rules.loading.folder import MAIN
from sv_rules.model.authored import SECTIONS
from sv_rules.model.condition import Quantifier
from sv_rules.model.fact import FactType
from sv_rules.model.outcome import Kind, Level, Outcome, Stage, Standing
from sv_rules.operators import operators

EVERY_PAGE = pytest.mark.parametrize("page", pages(), ids=lambda page: page.stem)

# Pages whose examples go on with the rulepack that the tutorial ends with.
AFTER_THE_TUTORIAL = (
    "batch",
    "command-line",
    "documents",
    "embedding",
    "extending",
    "findings",
    "performance",
    "scoring",
)


def cli(words):
    result = CliRunner().invoke(app, list(words), prog_name="sv-rules")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


@pytest.fixture
def reader(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)
    return Reader(tmp_path, cli)


# Examples -------------------------------------------------------------------------------------------------------


@EVERY_PAGE
def test_the_examples_of_a_page_work(page, reader):
    if page.stem in AFTER_THE_TUTORIAL:
        for block in blocks(DOCS / "tutorial.md"):
            if block.language == "yaml":
                reader.run(block)
    for block in blocks(page):
        try:
            reader.run(block)
        except Exception as error:
            error.add_note(f"docs/{page.name}, the block at line {block.line}")
            raise
    check_packs(reader.folder)
    if reader.conditions:
        check_conditions(reader)


def check_packs(folder: Path) -> None:
    """Each rulepack that the page leaves behind is sound, and its cases come out as they expect."""
    packs = sorted(path.parent for path in folder.rglob(MAIN))
    host = Host(rulepacks=packs, discover=False)
    for pack in packs:
        host.rulepack(pack.name)
        if (pack / CASES).is_file():
            run = run_cases(pack.name, host.registry)
            assert [(case.name, case.failures) for case in run.failed] == []


def check_conditions(reader: Reader) -> None:
    """Each condition that the page shows can stand in a check of a pack that builds on the page's."""
    above = sorted(path.parent for path in reader.folder.rglob(MAIN))
    texts = {f"line-{block.line}": block.text for block in reader.conditions}
    head = f"extends: [{', '.join(pack.name for pack in above)}]\n"
    pack_of_conditions(reader.folder / "conditions", head, texts)
    Host(rulepacks=[*above, reader.folder / "conditions"], discover=False).rulepack("conditions")


def pack_of_conditions(folder: Path, head: str, texts: dict[str, str]) -> None:
    folder.mkdir()
    lines = [f"id: {folder.name}\ntitle: Conditions\nversion: '1'\n{head}"]
    lines.append("sources: {docs: {title: The docs, publisher: Us}}\nchecks:\n")
    for name, text in texts.items():
        lines.append(f"  - id: {name}\n    title: An example\n    stages: [delivery]\n    level: may\n")
        lines.append("    source: {text: docs}\n    standing: example\n    expects:\n")
        lines.append(indent(text, "      "))
    (folder / MAIN).write_text("".join(lines), encoding="utf-8")


# The facts that the examples of operators name.
FACTS = """facts:
  bid.carbon_plan: {type: text, title: carbon plan}
  bid.local_jobs: {type: integer, title: local jobs}
  bid.pays_living_wage: {type: yes_no, title: payment of the living wage}
  buyer.gss: {type: text, title: code of the area}
  contract.ends: {type: date, title: end of the contract}
  specification.priorities: {type: list, title: list of priorities, items: {type: text, title: priority}}
  specification.text: {type: text, title: specification}
  tender.category: {type: text, title: category}
  tender.payment_days: {type: duration, unit: days, title: time to pay}
  tender.procedure: {type: text, title: procedure}
  tender.published: {type: date, title: date of publication}
  tender.social_value_weight: {type: percentage, title: weight of social value}
  tender.start: {type: date, title: start}
  tender.value: {type: money, title: contract value}
"""


def test_the_example_of_every_operator_can_stand_in_a_check(tmp_path):
    texts = {
        operator.name.replace("_", "-"): re.search(
            r"^    (.+\n)", inspect.getdoc(operator.function), flags=re.MULTILINE
        )[1]
        for operator in operators()
    }
    pack_of_conditions(tmp_path / "operators", FACTS, texts)
    ready = Host(rulepacks=[tmp_path / "operators"], discover=False).rulepack("operators")
    assert len(ready.program.rulepack.checks) == len(texts)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("tender.value: {at_laest: GBP 1}\n", "there is no operator called 'at_laest'"),
        ("tender.vlaue: {at_least: GBP 1}\n", "there is no fact called 'tender.vlaue'"),
    ],
    ids=["operator", "fact"],
)
def test_an_example_that_cannot_stand_is_found(tmp_path, text, message):
    pack_of_conditions(tmp_path / "wrong", FACTS, {"one": text})
    with pytest.raises(RulepackError, match=message):
        Host(rulepacks=[tmp_path / "wrong"], discover=False).rulepack("wrong")


@pytest.mark.parametrize(
    ("language", "text", "message"),
    [
        ("python", "raise ValueError('no')", "no"),
        ("yaml", "id: x", "names no file"),
        ("toml", "# a.toml\n= 1", "Invalid"),
        ("text", "anything", "nothing before this block"),
        ("sh", "sv-rules evaluat", "exit code 2"),
        ("sh", "sv-rules packs list --jsn", "exit code 2"),
        ("sh", "sv-rules packs list  # exit code 1", "exit code 0"),
        ("sh", "curl example.org", "knows the command curl"),
        ("", "anything", "nobody knows what to do"),
    ],
)
def test_an_example_that_does_not_work_is_found(reader, language, text, message):
    with pytest.raises((AssertionError, ValueError), match=message):
        reader.run(Block(language, text, 1))


@pytest.mark.parametrize(
    ("expected", "printed", "same"),
    [
        ("a\nb", "a\nb\n", True),
        ("a\nb", "a  \nb\n\n", True),
        ("a\nb", "a\nc", False),
        ("a", "a\nb", False),
        ("…\nb", "a\na\nb", True),
        ("a\n…", "a\nb\nc", True),
        ("a\n…\nd", "a\nb\nc", False),
        ("a.c", "abc", False),
        ("a … d", "a b c d", True),
        ("a … d", "a b\nc d", False),
    ],
)
def test_what_is_printed_is_compared(expected, printed, same):
    assert matching(expected, printed) is same


def test_the_extras_that_are_named_exist():
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    named = re.findall(r"sv-rules\[([\w,]+)\]", (DOCS / "install.md").read_text(encoding="utf-8"))
    assert {extra for one in named for extra in one.split(",")} <= extras.keys()


# Links ----------------------------------------------------------------------------------------------------------


@EVERY_PAGE
def test_every_relative_link_leads_somewhere(page):
    for link in links(page):
        if re.match(r"https?://", link):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_every_page_is_linked_from_the_first_one():
    assert {page.name for page in pages()} - {"README.md"} <= set(links(DOCS / "README.md"))
    assert "docs/" in (ROOT / "README.md").read_text(encoding="utf-8")


# What must be there ---------------------------------------------------------------------------------------------


@EVERY_PAGE
def test_the_generated_parts_are_as_the_code_has_them(page):
    text = page.read_text(encoding="utf-8")
    assert text == written(text), "run: python tests/docs/reference.py --write"


def test_each_generated_part_stands_on_one_page():
    used = [found["name"] for page in pages() for found in MARKED.finditer(page.read_text(encoding="utf-8"))]
    assert sorted(used) == sorted(PARTS)


def named_on(page: str, names) -> dict[str, tuple[str, str]]:
    return {f"{page}: {name}": (page, name) for name in names}


KNOWN = registry()
NAMES = {
    **named_on("extending", (hook for hook, _ in DRAWERS.values())),
    **named_on("extending", (form.__name__ for _, form in DRAWERS.values())),
    **named_on("rulepack", KNOWN.operators),
    **named_on("rulepack", SECTIONS),
    **named_on("rulepack", [*FactType, *Kind, *Level, *Stage, *Standing, *Quantifier]),
    **named_on("scoring", KNOWN.scoring_methods),
    **named_on("scoring", KNOWN.decision_rules),
    **named_on("findings", [*Outcome, *Standing]),
    **named_on("command-line", KNOWN.document_formats),
    **named_on("command-line", KNOWN.report_formats),
    **named_on("command-line", (words for words, _ in commands())),
    **named_on("install", KNOWN.engines),
    **named_on("embedding", (name for name in vars(errors) if name.endswith("Error"))),
    **named_on("embedding", sv_rules.__all__),
}


@pytest.mark.parametrize(("page", "name"), NAMES.values(), ids=NAMES)
def test_everything_that_has_a_name_is_mentioned(page, name):
    found = re.search(rf"`{re.escape(name)}[`( ]", (DOCS / f"{page}.md").read_text(encoding="utf-8"))
    assert found, f"docs/{page}.md does not mention `{name}`"


@pytest.mark.parametrize("hook", [hook for hook, _ in DRAWERS.values()])
def test_every_hook_has_an_example_that_runs(hook):
    assert any(f"def {hook}(" in block.text for block in blocks(DOCS / "extending.md") if block.language == "python")
