"""Models made without asking again are the ones that pydantic makes when it asks."""

from pathlib import Path
from random import Random

import pytest

from sv_rules import Host
from sv_rules.engine.drawing import draw
from sv_rules.engine.judging import judge
from sv_rules.engine.observing import observe
from sv_rules.model.finding import Change, ComparisonMade, Finding
from sv_rules.model.trusted import trusted
from tests.engine.building import DAY, program
from tests.engine.random_packs import random_pack, random_procurement

CATERING = Path(__file__).parents[2] / "examples" / "haringey-catering"


def made_by_pydantic(one):
    return type(one).model_validate({name: getattr(one, name) for name in type(one).model_fields}, strict=True)


def check(findings):
    for finding in findings:
        for one in (finding, *finding.comparisons, *finding.applies_because):
            assert list(vars(one)) == list(type(one).model_fields)
            assert made_by_pydantic(one) == one
            assert made_by_pydantic(one).model_dump_json() == one.model_dump_json()


def test_the_findings_of_the_example():
    host = Host(engine="strata")
    evaluation = host.rulepack("haringey").evaluate(host.read(CATERING / "notice.json", CATERING / "bids.yaml"))
    assert len(evaluation.findings) > 50
    check(evaluation.findings)


@pytest.mark.parametrize("seed", range(30))
def test_the_findings_of_random_packs(seed):
    random = Random(seed)
    ready = program(random_pack(random, circles=False))
    observations = observe(ready, random_procurement(random), DAY)
    check(judge(ready, observations, draw(ready, observations)))


def test_it_can_be_copied_compared_and_written():
    change = trusted(Change, {"fact": "bid.price", "sentence": "Less."})
    assert change == Change(fact="bid.price", sentence="Less.")
    assert change.model_copy(update={"sentence": "More."}) == Change(fact="bid.price", sentence="More.")
    assert hash(change) == hash(Change(fact="bid.price", sentence="Less."))
    with pytest.raises(ValueError, match="frozen"):
        change.fact = "other"


def test_what_is_known_of_both_models():
    # Fields added to these models have to be given where findings are made; this is told here, not in court.
    assert len(Finding.model_fields) == 20
    assert len(ComparisonMade.model_fields) == 14
