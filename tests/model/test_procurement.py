import pytest
from pydantic import ValidationError

from sv_rules.model.outcome import Kind, Stage
from sv_rules.model.procurement import Bid, Body, Contract, Lot, Organisation, Procurement, subjects_of


def whole(**parts):
    return Procurement(id="p", title="P", **{"lots": (Lot(id="1"), Lot(id="2", title="Second")), **parts})


def test_every_subject_comes_after_the_one_it_belongs_to():
    procurement = whole(
        stage=Stage.DESIGN,
        bids=(Bid(id="a", lot="2", bidder=Organisation(name="Ada")),),
        contracts=(Contract(id="c", lot="2", bid="a"), Contract(id="d", lot="1")),
        organisations=(Body(id="o", name="Council"),),
    )
    found = [(one.key, one.title, one.stage, one.parent, above) for one, above in subjects_of(procurement)]
    root, second, bid = (Kind.PROCUREMENT, "p"), (Kind.LOT, "2"), (Kind.BID, "a")
    assert found == [
        (root, "P", Stage.DESIGN, "", None),
        ((Kind.LOT, "1"), "", Stage.DESIGN, "p", root),
        (second, "Second", Stage.DESIGN, "p", root),
        (bid, "Ada", Stage.BID, "2", second),
        ((Kind.CONTRACT, "c"), "", Stage.DELIVERY, "a", bid),
        ((Kind.CONTRACT, "d"), "", Stage.DELIVERY, "1", (Kind.LOT, "1")),
        ((Kind.ORGANISATION, "o"), "Council", Stage.ORGANISATION, "", None),
    ]


@pytest.mark.parametrize("wrong", [{"lots": ()}, {"stage": Stage.BID}, {"colour": "green"}])
def test_a_procurement_has_lots_a_stage_of_its_own_and_nothing_else(wrong):
    with pytest.raises(ValidationError):
        whole(**wrong)


def test_a_procurement_does_not_change():
    with pytest.raises(ValidationError, match="frozen"):
        whole().title = "Q"
