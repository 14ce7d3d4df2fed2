"""The drafts and what is expected of them fit each other, the vocabulary and the packs. Nothing here reads prose."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import yaml
from drafts.build import build
from drafts.description import DRAFTS, Draft, drafts
from drafts.expectation import Expectation, expectation, points_at, scope, vocabulary
from drafts.filler import filler

from sv_rules import Host
from sv_rules.engine.compiling import Program
from sv_rules.evaluate import evaluate
from sv_rules.model.fact import Fact, FactType
from sv_rules.model.outcome import Kind
from sv_rules.model.place import Place
from sv_rules.model.procurement import Answer, Lot, Procurement

OPEN, HELD_OUT = drafts(held_out=False), drafts(held_out=True)
EVERY = [pytest.param(draft, id=draft.name) for draft in (*OPEN, *HELD_OUT)]
HERE = Place(document="facts told")
ENTRIES = yaml.safe_load((DRAFTS / "vocabulary.yaml").read_text())["facts"]


@cache
def program(*packs: str) -> Program:
    return Host(discover=False).rulepack(*packs).program


def test_the_forms_of_the_drafts() -> None:
    assert Counter(draft.format for draft in OPEN) == {"docx": 6, "pdf": 6, "md": 5, "html": 5, "txt": 3}
    assert Counter(draft.format for draft in HELD_OUT) == {"docx": 1, "pdf": 1, "md": 1, "html": 1}


@pytest.mark.parametrize("draft", EVERY)
def test_each_draft_says_in_its_first_line_that_it_is_fictional(draft: Draft) -> None:
    assert "fictional" in draft.paragraphs[0]


@pytest.mark.parametrize("draft", EVERY)
def test_each_snippet_names_one_paragraph(draft: Draft) -> None:
    named = {snippet: len(points_at(snippet, draft.paragraphs)) for snippet in expectation(draft).snippets}
    assert {snippet: count for snippet, count in named.items() if count != 1} == {}


@pytest.mark.parametrize("draft", EVERY)
def test_each_expected_fact_is_in_the_vocabulary_and_settled_only_where_it_may_be(draft: Draft) -> None:
    expected = expectation(draft)
    packs = scope(expected.packs)
    for fact in expected.facts:
        may = vocabulary().may(fact.pair, packs)
        assert may, fact.pair
        assert may == "settle" or fact.told == "suggested", fact.pair
    assert len({(fact.pair, fact.told) for fact in expected.facts}) == len(expected.facts)


@pytest.mark.parametrize("draft", EVERY)
def test_the_weights_make_their_sum_and_stand_in_the_draft(draft: Draft) -> None:
    expected = expectation(draft)
    percentages = [int(weight.removesuffix("%")) for weight in expected.weights.values()]
    assert expected.sum_of_weights == (f"{sum(percentages)}%" if percentages else "")
    assert [name for name in expected.weights if len(points_at(name, draft.paragraphs)) != 1] == []


@pytest.mark.parametrize("draft", EVERY)
def test_the_outcomes_follow_from_the_facts_that_the_words_settle(draft: Draft) -> None:
    """Told just these facts, and the policy's own words where the draft has them, the packs give the outcomes."""
    expected = expectation(draft)
    found = evaluate(program(*expected.packs), told(draft, expected), as_of=expected.as_of).findings
    outcomes = {finding.check: finding.outcome.value for finding in found}
    assert {check: outcomes.get(check) for check in expected.outcomes} == {
        check: wanted.outcome for check, wanted in expected.outcomes.items()
    }


def told(draft: Draft, expected: Expectation) -> Procurement:
    facts: dict[str, Answer] = {}
    of_lot: dict[str, Answer] = {}
    for fact in expected.facts:
        if fact.told == "settled" and not fact.optional:
            declared = program(*expected.packs).rulepack.facts[fact.pair.fact]
            (of_lot if declared.kind is Kind.LOT else facts)[fact.pair.fact] = Answer(
                value=written(fact.pair.value, declared), place=HERE
            )
    if expected.weights:
        records = [{"name": name, "weight": weight} for name, weight in expected.weights.items()]
        of_lot["lot.criteria"] = Answer(value=records, place=HERE)
    facts["specification.text"] = Answer(value=". ".join(expected.policy_words) or "Nothing.", place=HERE)
    return Procurement(id=draft.name, facts=facts, lots=(Lot(id="whole", implied=True, facts=of_lot),))


def written(value: str, fact: Fact) -> str | bool:
    return value == "yes" if fact.type is FactType.YES_NO else value


@pytest.mark.parametrize("entry", [pytest.param(one, id=f"{one['fact']}-{one.get('value', '')}") for one in ENTRIES])
def test_each_entry_of_the_vocabulary_is_declared_by_its_pack(entry: dict[str, object]) -> None:
    pack = program(str(entry["pack"])).rulepack
    fact = pack.facts[str(entry["fact"])]
    assert fact.kind in {Kind.PROCUREMENT, Kind.LOT}
    value = entry.get("value")
    match fact.type:
        case FactType.YES_NO:
            assert value in {True, False}
        case FactType.CHOICE:
            assert value in fact.choices
        case FactType.LIST:
            assert entry["prose_may"] == "suggest"  # an entry found says nothing of the others
            assert fact.items
            known = fact.items.choices or {str(one).rpartition("/")[2] for one in pack.priorities}
            assert value in known
        case _:
            assert fact.type is not FactType.TEXT
            assert value is None
    assert entry["prose_may"] in {"settle", "suggest"}
    assert entry["why"]
    assert entry["terms"]


def test_filler_is_the_same_each_time_and_holds_no_term() -> None:
    words = " ".join(" ".join([title, *texts]) for title, texts in filler(101, 40)).casefold()
    assert words == " ".join(" ".join([title, *texts]) for title, texts in filler(101, 40)).casefold()
    terms = {term.casefold() for entry in ENTRIES for term in entry["terms"]}
    assert [term for term in sorted(terms) if re.search(rf"\b{re.escape(term)}", words)] == []


@pytest.mark.parametrize("draft", [*EVERY])
def test_each_draft_can_be_made_and_is_not_empty(draft: Draft, tmp_path: Path) -> None:
    if draft.format == "docx":
        pytest.importorskip("docx", reason="Word documents are made with python-docx")
    if draft.format == "pdf":
        pytest.importorskip("reportlab", reason="PDF files are made with reportlab")
    made = build(draft, tmp_path)
    assert made.name == f"{draft.name}.{draft.format}"
    assert made.stat().st_size > 500


def test_the_long_draft_has_about_sixty_pages(tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf", reason="pages are counted with pypdf")
    pytest.importorskip("reportlab", reason="PDF files are made with reportlab")
    (long,) = (draft for draft in OPEN if draft.name == "reading-cleaning-long")
    assert 55 <= len(pypdf.PdfReader(build(long, tmp_path)).pages) <= 65
