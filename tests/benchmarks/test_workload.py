from collections.abc import Sequence
from decimal import Decimal

import pytest
from sv_benchmarks import handmade, oracle, workload
from sv_benchmarks.growth import exponent
from sv_benchmarks.measuring import Timing
from sv_benchmarks.ours import TRUTH, Ours, truths
from sv_benchmarks.pack import as_json, write_pack
from sv_benchmarks.peers import zen
from sv_benchmarks.workload import Is, Joined

BIDS = 200
A, B = workload.Test(Is.AT_LEAST, "quality", Decimal("50.00")), workload.Test(Is.SET, "carbon_plan")
C = workload.Test(Is.ABSENT, "credit")


@pytest.fixture(scope="module")
def answers() -> list[tuple[bool | None, ...]]:
    rules = workload.rules()
    return [tuple(oracle.truth(node, bid) for node in rules.values()) for bid in workload.bids(BIDS)]


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Ours:
    return Ours(write_pack(tmp_path_factory.mktemp("packs"), workload.rules()))


def test_the_compiled_checks_answer_as_the_oracle_does(ours: Ours, answers: Sequence[object]) -> None:
    (document,) = ours.documents(workload.bids(BIDS), BIDS)
    outcomes = ours.outcomes(ours.typed(ours.read(document)))
    assert [tuple(TRUTH[one] for one in row) for row in outcomes] == answers


def test_the_findings_say_what_the_oracle_says(ours: Ours, answers: Sequence[object]) -> None:
    documents = ours.documents(workload.bids(BIDS), 50)
    assert [row for one in documents for row in truths(ours.evaluate(ours.read(one)))] == answers


@pytest.mark.parametrize("numbers", handmade.Numbers, ids=str)
@pytest.mark.parametrize("logic", handmade.Logic, ids=str)
def test_what_is_made_by_hand_answers_alike(
    numbers: handmade.Numbers, logic: handmade.Logic, answers: Sequence[tuple[bool | None, ...]]
) -> None:
    function = handmade.fused(workload.rules(), numbers, logic)
    found = [function(values) for values in handmade.all_values(workload.bids(BIDS), numbers)]
    two_valued = logic is handmade.Logic.TWO_VALUED
    assert found == [tuple(truth is True for truth in row) if two_valued else row for row in answers]


@pytest.mark.parametrize(
    ("node", "bid", "truth"),
    [
        (A, {"quality": Decimal("50.00")}, True),
        (A, {"quality": Decimal("49.99")}, False),
        (A, {}, None),
        (B, {"carbon_plan": False}, False),
        (B, {}, None),
        (C, {}, True),
        (C, {"credit": "a"}, False),
        (Joined(True, (A, B)), {"quality": Decimal(10)}, False),
        (Joined(True, (A, B)), {"quality": Decimal(60)}, None),
        (Joined(False, (A, B)), {"quality": Decimal(60)}, True),
        (Joined(False, (A, B)), {"quality": Decimal(10)}, None),
        (Joined(False, (A, C)), {"credit": "b", "quality": Decimal(10)}, False),
    ],
    ids=[
        "at the bound", "just below", "absent", "unset", "flag absent", "asks absence, absent", "asks absence, there",
        "all: one fails", "all: one open", "any: one holds", "any: one open", "any: both fail",
    ],
)  # fmt: skip
def test_the_oracle_by_hand(node: workload.Node, bid: dict[str, object], truth: bool | None) -> None:
    assert oracle.truth(node, bid) is truth
    assert oracle.holds(node, bid) is (truth is True)


def test_the_same_seed_gives_the_same_workload_and_another_gives_another() -> None:
    assert workload.bids(3) == workload.bids(5)[:3]
    assert workload.bids(3, seed=1) != workload.bids(3, seed=2)
    assert workload.rules(5) == dict(list(workload.rules(9).items())[:5])


def test_the_workload_has_the_shape_it_is_said_to_have(answers: Sequence[Sequence[bool | None]]) -> None:
    rules = workload.rules()
    tests = sum(1 for node in rules.values() for _ in workload.tests_of(node))
    holding = sum(row.count(True) for row in answers) / len(answers) / len(rules)
    # 4.5 tests a rule and 42% holding are the figures of the comparison that the workload follows.
    assert len(workload.FIELDS) == 40
    assert 4.2 < tests / len(rules) < 4.8
    assert 0.38 < holding < 0.46


def test_amounts_are_written_as_they_are() -> None:
    assert as_json({"price": Decimal("10.10"), "words": ["a"]}) == '{"price": 10.10, "words": ["a"]}'


def test_a_rule_in_the_words_of_zen() -> None:
    # Presence is asked first: there, ordering what is null is an error.
    both = zen.expression_of(Joined(True, (A, C)))
    assert both == "((quality != null and quality >= 50.00) and (credit == null))"


def test_the_median_and_the_spread_by_hand() -> None:
    # Sorted 1 2 2 3 4 5 9: median 3; the middle half goes from 2 to 5.
    timing = Timing("x", 1, (5.0, 1.0, 2.0, 9.0, 2.0, 3.0, 4.0))
    assert (timing.seconds, timing.spread) == (3.0, 1.0)


@pytest.mark.parametrize("power", [1, 2], ids=["linear", "quadratic"])
def test_the_exponent_of_a_power(power: int) -> None:
    points = [{"size": size, "load": 3.0 * size**power} for size in (1, 10, 50)]
    assert exponent(points, "load") == pytest.approx(power)
