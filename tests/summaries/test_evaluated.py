"""Summaries of what the engine makes of documents: marks that count together, thresholds, scales of the pack."""

from pathlib import Path

import pytest

from sv_rules.host import Host
from sv_rules.model.summary import Decision, WinnerTold
from sv_rules.summaries import as_markdown, assessed_bids, assessment_summary, incomplete

PACK = """id: town
title: Town
version: "1"
sources: {policy: {title: Policy, publisher: Town Council, year: 2026}}
facts:
  tender.notice_date: {type: date, title: date of the tender notice, question: When?}
scales:
  marks:
    title: Marks
    points:
      - {mark: 0, label: Nothing, means: There is no plan.}
      - {mark: 3, label: Sound, means: It is planned in part.}
      - {mark: 4, label: Good, means: It is planned.}
      - {mark: 5, label: Very good, means: It is planned in full.}
    source: {text: policy}
    standing: published
measures:
  - {id: trees, title: Trees planted, type: integer, unit: trees, per: contract, question: How many?,
     evidence: [photographs], scoring: {method: to_target, target: 4}, source: {text: policy}, standing: published}
"""
DOCUMENT = """form: procurement/1
id: p-1
buyer: {name: Town Council}
lots:
  - id: "1"
    award:
      moderation: {policy: mean}
      criteria:
        - id: menus
          title: Menus
          weight: 60%
          scoring: {method: rating, scale: marks}
          threshold: {at_least: 3, disqualifies: true}
        - {id: trees, title: Trees, weight: 40%, measure: trees}
bids:
  - id: a
    bidder: {id: GB-1, name: A Meals, address: 1 Street, email: a@example.org}
    facts: {bid.offers.trees: 2}
    evidence: {bid.offers.trees: [{document: Planting plan, at: page 3}]}
    marks:
      - {criterion: menus, mark: 5, evaluator: olive, reason: "Answer 1 plans porridge on Mondays.", internal: SECRET}
      - {criterion: menus, mark: 3, evaluator: basil, reason: Page 2 leaves out special diets.}
  - id: b
    bidder: {id: GB-2, name: B Meals, address: 2 Street, email: b@example.org}
    facts: {bid.offers.trees: 1}
    marks:
      - {criterion: menus, mark: 0, evaluator: olive, reason: Answer 1 is about cleaning windows.}
      - {criterion: menus, mark: 0, evaluator: basil}
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    folder = tmp_path_factory.mktemp("packs")
    (folder / "town").mkdir()
    (folder / "town" / "rulepack.yaml").write_text(PACK, encoding="utf-8")
    document = Path(folder / "document.yaml")
    document.write_text(DOCUMENT, encoding="utf-8")
    host = Host(rulepacks=[folder], discover=False, engine="strata")
    ready = host.rulepack("town", as_of="2026-01-31")
    procurement = host.read(document)
    made = ready.evaluate(procurement)
    # What the documents say now is not what was evaluated: the evaluation's words for it are kept.
    later = procurement.bids[0].facts | {
        "bid.offers.trees": procurement.bids[0].facts["bid.offers.trees"].model_copy(update={"value": "many"})
    }
    changed = procurement.model_copy(
        update={"bids": (procurement.bids[0].model_copy(update={"facts": later}), *procurement.bids[1:])}
    )
    return {
        "later": assessment_summary(made, "1", "a", procurement=changed, rulepack=ready.program.rulepack),
    } | {
        bid: assessment_summary(
            made,
            "1",
            bid,
            procurement=procurement,
            rulepack=ready.program.rulepack,
            winner_told=WinnerTold.INCLUDED,
            full_criteria_at="Tender notice",
        )
        for bid in assessed_bids(made, "1")
    }


def test_reasons_that_count_together_are_given_together_and_nobody_is_named(told):
    menus = told["a"].criteria[0]
    assert menus.explanation == "Page 2 leaves out special diets. Answer 1 plans porridge on Mondays."
    # The mean of 5 and 3 is 4: 4/5 of 60.
    assert (menus.score, menus.next_mark.label) == ("48.00", "Very good")
    assert menus.working == "The mean of the evaluators' marks is 4; 4 ÷ 5 = 0.8; of 60 points that is 48"
    for bid in told.values():
        assert not any(word in bid.model_dump_json() for word in ("olive", "basil", "SECRET"))


def test_the_scale_is_the_packs(told):
    assert [one.label for one in told["a"].criteria[0].scale] == ["Nothing", "Sound", "Good", "Very good"]


def test_a_measure_is_named_in_the_packs_words_with_evidence(told):
    trees = told["a"].criteria[1]
    assert trees.explanation == (
        "The tender offers trees planted: 2 trees. That earns 2 ÷ 4 = 0.5; of 40 points that is 20."
    )
    assert "Planting plan, page 3; read at document.yaml:" in as_markdown(told["a"])


def test_documents_that_changed_since_do_not_change_what_was_offered(told):
    assert [one.value for one in told["later"].criteria[1].offered] == ["2 trees"]


def test_it_is_complete(told):
    assert told["a"].decision is Decision.SUCCESSFUL
    assert incomplete(told["a"]) == []


def test_a_threshold_that_is_missed_disqualifies_and_a_mark_without_a_reason_is_found(told):
    made = told["b"]
    assert (made.decision, [one.requirement for one in made.disqualified_by]) == (Decision.DISQUALIFIED, ["menus"])
    assert made.criteria[0].score == "0.00"
    assert [one.what for one in incomplete(made)] == ["1 of the marks that count on 'Menus' have no reason"]
