import pytest

from sv_rules.model.outcome import KIND_OF_PREFIX, SUBJECT_OF_STAGE, Kind, Stage, kind_of_fact


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("design.purpose", Kind.PROCUREMENT),
        ("specification.text", Kind.PROCUREMENT),
        ("tender.value", Kind.PROCUREMENT),
        ("buyer.name", Kind.PROCUREMENT),
        ("lot.value", Kind.LOT),
        ("bid.offers.jobs", Kind.BID),
        ("contract.delivered.jobs", Kind.CONTRACT),
        ("organisation.leads", Kind.ORGANISATION),
        ("bid", Kind.BID),
        ("bids.price", None),
        ("Bid.price", None),
        ("", None),
    ],
)
def test_the_first_word_of_a_fact_says_whose_it_is(name, kind):
    assert kind_of_fact(name) is kind


@pytest.mark.parametrize(
    ("kind", "sees"),
    [
        (Kind.PROCUREMENT, "procurement"),
        (Kind.LOT, "procurement lot"),
        (Kind.BID, "procurement lot bid"),
        (Kind.CONTRACT, "procurement lot bid contract"),
        (Kind.ORGANISATION, "organisation"),
    ],
)
def test_a_kind_sees_itself_and_what_is_above_it(kind, sees):
    assert " ".join(kind.sees) == sees


def test_every_stage_looks_at_a_kind_that_has_facts():
    assert set(SUBJECT_OF_STAGE) == set(Stage)
    assert set(SUBJECT_OF_STAGE.values()) | {Kind.LOT} == set(KIND_OF_PREFIX.values()) == set(Kind)
