"""`Host.export`: a document from a rulepack, a procurement or both; and why one cannot be written."""

from pathlib import Path

import pytest

from sv_rules import Host, PluginError, RawDocument

NORTHSHIRE = Path(__file__).parent / "northshire"


@pytest.fixture(scope="module")
def host():
    return Host(rulepacks=[NORTHSHIRE / "packs"], discover=False)


def test_a_rulepack_alone_gives_a_document_to_fill_in(host):
    dumped = host.export("procurement", rulepack=host.rulepack("northshire"))
    text = dumped.data.decode()
    assert "# How many apprentices will start? (a whole number of people)" in text
    assert "bid.offers.apprenticeships: null" in text
    assert host.read(RawDocument("blank.yaml", dumped.data)).id == "to-be-filled-in"


def test_a_procurement_alone_is_read_back_the_same(host):
    tender = host.read(NORTHSHIRE / "tender.yaml", NORTHSHIRE / "bids.yaml")
    dumped = host.export("procurement", procurement=tender)
    again = host.read(RawDocument("again.yaml", dumped.data))
    ready = host.rulepack("northshire", as_of="2026-03-01")
    assert ready.outcomes(again) == ready.outcomes(tender)
    assert [bid.id for bid in again.bids] == [bid.id for bid in tender.bids]
    assert dumped.losses == []


def test_both_give_what_is_known_and_the_questions_that_are_open(host):
    bids = host.read(NORTHSHIRE / "bids.yaml")
    both = host.export("procurement", rulepack=host.rulepack("northshire"), procurement=bids).data.decode()
    # Two facts of the procurement, and of the bids that gamma pays the living wage: nobody says.
    assert both.count(": null") == 3
    assert "bid.price: GBP 120000" in both
    alone = host.export("procurement", procurement=bids).data.decode()
    assert ": null" not in alone
    assert "bid.price: GBP 120000" in alone


@pytest.mark.parametrize(
    ("name", "what", "near"),
    [
        ("procurment", "there is no document format called 'procurment'", "Did you mean 'procurement'? "),
        ("proxies", "the format 'proxies' can only be read", ""),
        ("", "there is no document format called ''", ""),
    ],
    ids=["unknown", "read only", "no name"],
)
def test_a_format_that_cannot_be_written_says_so(host, name, what, near):
    with pytest.raises(PluginError) as error:
        host.export(name, rulepack=host.rulepack("northshire"))
    assert str(error.value) == f"{what}\n    {near}The formats that can be written are procurement."
