"""From a pack with clues and a document of prose to findings that carry them."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sv_rules import builtin
from sv_rules.cli.packs._warnings import warnings_of
from sv_rules.engine.compiling import compile_rulepack
from sv_rules.evaluate import evaluate
from sv_rules.hosting.host import start_host
from sv_rules.loading.folder import read_folder
from sv_rules.loading.load import load_rulepack
from sv_rules.model.extending import RulepackFolder
from sv_rules.model.outcome import Outcome
from tests.prose.building import document, heading, under

PACK = """\
id: northshire
title: Northshire social value
version: "1"
sources:
  policy: {title: Social value policy, publisher: Northshire Council, year: 2026}
facts:
  specification.apprenticeships:
    {type: integer, unit: apprenticeships, title: number of apprenticeships, question: How many?}
  specification.living_wage: {type: yes_no, title: living wage, question: Is it paid?}
  specification.priorities: {type: list, title: priorities, items: {type: text, title: priority}}
checks:
  - id: apprenticeships
    title: Apprenticeships are asked for
    stages: [specification]
    level: must
    expects: {specification.apprenticeships: {at_least: 2}}
    ask: How many?
    source: {text: policy}
    standing: derived
  - id: wage
    title: The living wage is paid
    stages: [specification]
    level: should
    expects: {specification.living_wage: {is: true}}
    ask: Is it?
    source: {text: policy}
    standing: derived
clues:
  - id: apprenticeships.number
    fact: specification.apprenticeships
    terms: [apprentice, apprenticeship]
    settles: true
    source: {text: policy, at: "4"}
    standing: derived
  - id: wage
    fact: specification.living_wage
    terms: [living wage]
    unless: [living wage week, wage week]
    source: {text: policy}
    standing: derived
  - id: early-help
    fact: specification.priorities
    value: early-help
    terms: [early help]
    under: [priorities]
    source: {text: policy}
    standing: derived
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packs") / "northshire"
    folder.mkdir()
    (folder / "rulepack.yaml").write_text(PACK, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def program(folder: Path):
    folders = {"northshire": RulepackFolder("northshire", folder)}
    registry = replace(start_host((builtin,), discover=False), rulepacks=folders)
    return compile_rulepack(load_rulepack(["northshire"], registry), registry, engine="strata")


def test_clues_are_linked(program):
    told = [(one.id, one.fact.name, one.value, one.settles) for one in program.rulepack.clues]
    assert told == [
        ("northshire/apprenticeships.number", "specification.apprenticeships", None, True),
        ("northshire/wage", "specification.living_wage", True, False),
        ("northshire/early-help", "specification.priorities", "early-help", False),
    ]


def test_a_fact_of_prose_settles_a_check_and_a_suggestion_does_not(program):
    parts = [
        heading("1 Social value"),
        under("1 Social value", "The provider must employ at least two apprentices."),
        under("1 Social value", "The living wage is paid."),
    ]
    evaluation = evaluate(program, document(*parts), as_of=date(2026, 4, 1))
    outcomes = {one.check: (one.outcome, [clue.settled for clue in one.clues]) for one in evaluation.findings}
    assert outcomes == {
        "northshire/apprenticeships": (Outcome.MET, [True]),
        "northshire/wage": (Outcome.CANNOT_TELL, [False]),
    }
    met = next(one for one in evaluation.findings if one.outcome is Outcome.MET)
    assert str(met.comparisons[0].place) == "spec.docx, paragraph 2"
    assert [clue.clue for clue in evaluation.clues] == ["northshire/apprenticeships.number", "northshire/wage"]


def test_where_nothing_is_found_the_sections_are_told(program):
    evaluation = evaluate(program, document(heading("1 Meals"), under("1 Meals", "Soup.")), as_of=date(2026, 4, 1))
    assert [one.searched for one in evaluation.findings] == [("1 Meals",), ("1 Meals",)]


def test_an_unless_that_keeps_nothing_out_is_warned_of(folder: Path):
    registry = start_host((builtin,), discover=False)
    pack = read_folder(folder)
    told = [str(one) for one in warnings_of(pack, folder, {"northshire": pack}, registry) if "clue" in one.what]
    assert told == [
        (
            "northshire/rulepack.yaml:38:32: none of the terms of the clue 'wage' stands in 'wage week', so it keeps"
            " nothing out\n    Write under unless: longer phrases that have a term inside them."
        )
    ]
