"""The award models of a procurement, checked before any bid is looked at."""

import json

import pytest

from sv_rules.engine.assessing import award_plans
from sv_rules.engine.observing import observe
from sv_rules.errors import DocumentError
from sv_rules.formats.procurement import load
from sv_rules.model.raw_document import RawDocument
from tests.engine.awards import FACTS
from tests.engine.building import DAY, program, rulepack

PRICE = {"id": "price", "title": "Price", "fact": "bid.price", "scoring": {"method": "lowest_price"}}


def plans(**document):
    ((procurement,), _) = load(
        RawDocument.of_text("x.json", json.dumps({"form": "procurement/1", "id": "x", **document}))
    )
    ready = program(rulepack(FACTS))
    return award_plans(ready, procurement, observe(ready, procurement, DAY))


def award(weight):
    return {"criteria": [{**PRICE, "weight": weight}]}


def test_a_lot_without_an_award_model_has_no_plan():
    found = plans(lots=[{"id": "1", "award": award("100%")}, {"id": "2"}])
    assert [one.leaves[0].id for one in found] == ["price"]


def test_the_mistakes_of_every_lot_are_told_at_once():
    with pytest.raises(DocumentError) as told:
        plans(lots=[{"id": "1", "award": award("90%")}, {"id": "2", "award": award("80%")}])
    assert [problem.what.partition(",")[0] for problem in told.value.problems] == [
        "the weights of the criteria add up to 90%",
        "the weights of the criteria add up to 80%",
    ]
