"""Columns have the outcomes that findings have; what cannot be a column is refused in words."""

import decimal
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import pytest

pytest.importorskip("numpy")

import numpy as np

from sv_rules import builtin
from sv_rules.columnar import comparing, settling
from sv_rules.columnar.columns import Categories, Columns, Numbers, column_of
from sv_rules.columnar.impact import Shift, impact
from sv_rules.columnar.masks import Masks
from sv_rules.columnar.reading import columns_from, columns_of, from_arrow
from sv_rules.columnar.settling import CODES, outcomes
from sv_rules.engine.compiling import Program, compile_rulepack
from sv_rules.errors import DocumentError
from sv_rules.hosting.hookspecs import hookimpl
from sv_rules.hosting.host import start_host
from sv_rules.model.amount import Money
from sv_rules.model.condition import Comparison, Condition, FactValue, Literal, ParameterValue
from sv_rules.model.extending import Operator, Takes
from sv_rules.model.fact import Fact, FactType
from sv_rules.model.outcome import Kind, Outcome, Stage
from sv_rules.model.procurement import Bid, Lot
from sv_rules.model.rulepack import Period
from tests.columnar import fuzz_columnar, workload
from tests.engine.building import (
    DAY,
    answers,
    check,
    concluded,
    is_yes,
    parameter,
    procurement,
    program,
    rule,
    rulepack,
    yes_no,
)

MET, NOT_MET, OPEN, NOT_APPLICABLE = (
    CODES[one] for one in (Outcome.MET, Outcome.NOT_MET, Outcome.CANNOT_TELL, Outcome.NOT_APPLICABLE)
)


def _fact(name: str, form: FactType, **more: Any) -> Fact:
    return Fact(name=name, type=form, title=name, **more)


LIVING_WAGE = yes_no("bid.living_wage")
PRICE = _fact("bid.price", FactType.MONEY)
RATE = _fact("bid.rate", FactType.NUMBER)
JOBS = _fact("bid.jobs", FactType.INTEGER)
SHARE = _fact("bid.share", FactType.PERCENTAGE)
STARTS = _fact("bid.starts", FactType.DATE)
AREA = _fact("bid.area", FactType.CHOICE, choices=("north", "south"))
PLAN = _fact("bid.plan", FactType.TEXT)
TAGS = _fact("bid.tags", FactType.LIST, items=_fact("entry", FactType.TEXT))
VALUE = _fact("tender.value", FactType.MONEY)
FACTS = (LIVING_WAGE, PRICE, RATE, JOBS, SHARE, STARTS, AREA, PLAN, TAGS, VALUE)
FEWEST = _fact("pack/fewest", FactType.INTEGER)


def of(expects: Condition, applies: Condition | None = None, **more: Any) -> Program:
    """One check of bids, `pack/it`."""
    one = check("it", expects, applies, stage=Stage.BID, **more)
    return program(rulepack(FACTS, [one], parameters=[parameter(FEWEST, 2)]))


def codes(ready: Program, columns: Columns, **more: Any) -> list[int]:
    found: list[int] = outcomes(ready, Stage.BID, Kind.BID, columns, DAY, **more)["pack/it"].tolist()
    return found


# The same as one by one -----------------------------------------------------------------------------------------


def test_random_rows_come_out_as_one_by_one() -> None:
    counts = fuzz_columnar.fuzz(rows=3_000, seed=20)
    assert counts["differences"] == 0
    assert counts["rows"] >= 3_000
    # It has looked at something: a good part of each outcome.
    assert min(counts[f"came out {outcome}"] for outcome in Outcome) > 10_000


@pytest.mark.slow
def test_tens_of_thousands_of_rows() -> None:
    assert fuzz_columnar.fuzz(rows=50_000, seed=21)["differences"] == 0


@pytest.mark.parametrize("sign", [">=", "<", "=="])
def test_a_wrong_comparison_is_found(sign: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _, nearest = comparing._SINGLE[sign]
    wrong = {**comparing._SINGLE, sign: (np.not_equal, nearest)}
    monkeypatch.setattr(comparing, "_SINGLE", wrong)
    assert fuzz_columnar.fuzz(rows=1_000, seed=20)["differences"] > 0


def test_blocks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settling, "BLOCK", 300)
    assert fuzz_columnar.fuzz(rows=1_000, seed=22)["differences"] == 0


POUNDS, EUROS = ((lambda amount, currency=currency: Money(Decimal(amount), currency)) for currency in ("GBP", "EUR"))


@pytest.mark.parametrize(
    ("fact", "operator", "right", "values", "expected"),
    [
        # In hundredths 2.5 is 250, in whole numbers it lies between two of them.
        (JOBS, "at_least", ["2.5"], [2, 3, None], [NOT_MET, MET, OPEN]),
        (JOBS, "more_than", ["2.5"], [2, 3], [NOT_MET, MET]),
        (JOBS, "at_most", ["2.5"], [2, 3], [MET, NOT_MET]),
        (JOBS, "less_than", ["2.5"], [2, 3], [MET, NOT_MET]),
        (JOBS, "is", ["2.5"], [2, 3], [NOT_MET, NOT_MET]),
        (JOBS, "is_not", ["2.5"], [2, None], [MET, OPEN]),
        (JOBS, "at_least", ["-2.5"], [-3, -2], [NOT_MET, MET]),
        # The largest that a document may hold, and a bound beyond every column.
        (JOBS, "at_most", ["999999999999999999"], [10**18 - 1], [MET]),
        (RATE, "less_than", ["999999999999999999.5"], [Decimal("0.01"), 10**15], [MET, MET]),
        (RATE, "is", ["0.1"], [Decimal("0.10"), Decimal("0.1000000000001")], [MET, NOT_MET]),
        # No scale holds both in 18 digits.
        (RATE, "more_than", ["0"], [Decimal("0.000000000001"), 10**17, -(10**17)], [MET, MET, NOT_MET]),
        (SHARE, "between", ["10", "20"], [Decimal(10), Decimal("20.0"), Decimal("20.01")], [MET, MET, NOT_MET]),
        (SHARE, "one_of", ["7.5", "10"], [Decimal("7.50"), Decimal(7), None], [MET, NOT_MET, OPEN]),
        (SHARE, "none_of", ["7.5", "10"], [Decimal("7.50"), Decimal(7), None], [NOT_MET, MET, OPEN]),
    ],
)  # fmt: skip
def test_the_edges_of_numbers(
    fact: Fact, operator: str, right: Sequence[str], values: Sequence[Any], expected: Sequence[int]
) -> None:
    ready = of(Comparison(fact, operator, tuple(Literal(Decimal(one)) for one in right)))
    assert codes(ready, Columns(len(values), {fact.name: column_of(fact, values)})) == expected


def test_the_arithmetic_of_decimals_is_not_asked() -> None:
    ready = of(Comparison(RATE, "is", (Literal(Decimal("123456.789")),)))
    with decimal.localcontext() as context:
        context.prec = 3
        columns = Columns(2, {RATE.name: column_of(RATE, [Decimal("123456.789"), Decimal("123456.788")])})
        assert codes(ready, columns) == [MET, NOT_MET]
        assert columns.of(RATE).at(1) == Decimal("123456.788")


@pytest.mark.parametrize(
    ("values", "form", "expected"),
    [
        ([POUNDS("9.99"), POUNDS("10"), POUNDS("10.00"), None], Numbers, [NOT_MET, MET, MET, OPEN]),
        ([EUROS("9"), EUROS("11")], Numbers, [OPEN, OPEN]),
        ([POUNDS("11"), EUROS("11")], Categories, [MET, OPEN]),
    ],
    ids=["pounds", "euros", "both"],
)
def test_currencies_are_never_compared(values: Sequence[Any], form: type, expected: Sequence[int]) -> None:
    column = column_of(PRICE, values)
    assert type(column) is form
    ready = of(Comparison(PRICE, "at_least", (Literal(POUNDS("10")),)))
    assert codes(ready, Columns(len(values), {PRICE.name: column})) == expected


def test_columns_are_compared_with_each_other_in_one_scale() -> None:
    ready = of(Comparison(RATE, "more_than", (FactValue(JOBS),)))
    given = {"bid.rate": [Decimal("2.01"), Decimal("1.99"), 2, None], "bid.jobs": [2, 2, 2, 2]}
    assert codes(ready, columns_from(ready, given)) == [MET, NOT_MET, NOT_MET, OPEN]
    # With twelve decimal places the whole number would have thirty digits.
    given = {"bid.rate": [Decimal("2.000000000001"), Decimal("0.5")], "bid.jobs": [10**17, 0]}
    assert codes(ready, columns_from(ready, given)) == [NOT_MET, MET]


def test_a_parameter_without_a_value_is_not_known() -> None:
    enough = Comparison(JOBS, "at_least", (ParameterValue(FEWEST.name),))
    checks = [check("it", enough, stage=Stage.BID)]
    ready = program(rulepack(FACTS, checks, parameters=[parameter(FEWEST, None)]))
    assert codes(ready, columns_from(ready, {"bid.jobs": [1, 2]})) == [OPEN, OPEN]


def test_texts_and_lists_are_asked_once_for_each_value() -> None:
    ready = of(Comparison(PLAN, "mentions_any", (Literal("jobs"),)), Comparison(TAGS, "includes", (Literal("a"),)))
    plans = ["More jobs.", "Less waste.", "More jobs.", None]
    given = {"bid.plan": plans, "bid.tags": [["a"], ["a", "b"], ["b"], ["a"]]}
    assert codes(ready, columns_from(ready, given)) == [MET, NOT_MET, NOT_APPLICABLE, OPEN]


class EvenNumbers:
    """A plugin with an operator of its own, which NumPy does not know."""

    @hookimpl
    def sv_rules_operators(self) -> Sequence[Operator]:
        def is_even(actual: int, value: bool) -> bool:
            return (actual % 2 == 0) is value

        words = {"holds": "{fact} is even", "fails": "{fact} is {actual}", "denies": "{fact} is odd"}
        return [Operator(is_even, (FactType.INTEGER, FactType.NUMBER), **words, value=Takes.NOTHING)]


@pytest.mark.parametrize(
    ("fact", "numbers"),
    [(JOBS, [4, 3, None]), (RATE, [Decimal("4.0"), Decimal("0.5"), None])],
    ids=["whole", "decimal"],
)
def test_operators_of_plugins_are_asked_once_for_each_value(fact: Fact, numbers: Sequence[Any]) -> None:
    one = check("it", Comparison(fact, "is_even", (Literal(True),)), stage=Stage.BID)
    registry = start_host((builtin, EvenNumbers()), discover=False)
    ready = compile_rulepack(rulepack(FACTS, [one]), registry, engine="strata")
    assert codes(ready, Columns(3, {fact.name: column_of(fact, numbers)})) == [MET, NOT_MET, OPEN]


def test_a_fact_without_a_column_is_not_known() -> None:
    paid = of(is_yes(LIVING_WAGE))
    assert codes(paid, columns_from(paid, {"bid.jobs": [1, 2]})) == [OPEN, OPEN]
    given = of(Comparison(LIVING_WAGE, "given", (Literal(False),)))
    assert codes(given, columns_from(given, {"bid.jobs": [1, 2]})) == [MET, MET]


def test_checks_that_are_not_in_force_are_left_out() -> None:
    ready = of(is_yes(LIVING_WAGE), period=Period(last=date(2020, 1, 1)))
    columns = columns_from(ready, {"bid.living_wage": [True]})
    assert outcomes(ready, Stage.BID, Kind.BID, columns, DAY) == {}
    assert outcomes(ready, Stage.DELIVERY, Kind.CONTRACT, columns, DAY) == {}


# Conclusions and parameters -------------------------------------------------------------------------------------


@pytest.fixture
def large() -> Program:
    """Bids for large contracts must pay the living wage."""
    is_large = Comparison(VALUE, "at_least", (Literal(POUNDS("100")),))
    one = check("it", is_yes(LIVING_WAGE), concluded("large"), stage=Stage.BID)
    return program(rulepack(FACTS, [one], [rule("large", is_large, "large")]))


PAID = [True, False, True, True]


def test_conclusions_are_drawn_from_the_columns(large: Program) -> None:
    given = {"bid.living_wage": PAID, "tender.value": ["GBP 100", "GBP 100", "GBP 99", None]}
    assert codes(large, columns_from(large, given)) == [MET, NOT_MET, NOT_APPLICABLE, OPEN]


@pytest.mark.parametrize(
    ("conclusions", "expected"),
    [
        ({"pack/large": True}, [MET, NOT_MET, MET, MET]),
        ({"pack/large": None}, [OPEN] * 4),
        ({}, [NOT_APPLICABLE] * 4),
        (
            {"pack/large": Masks(np.array([1, 1, 0, 0], bool), np.array([0, 0, 1, 0], bool))},
            [MET, NOT_MET, NOT_APPLICABLE, OPEN],
        ),
    ],
    ids=["of all", "perhaps", "of none", "row by row"],
)
def test_conclusions_may_be_given(large: Program, conclusions: Any, expected: Sequence[int]) -> None:
    assert codes(large, columns_from(large, {"bid.living_wage": PAID}), conclusions=conclusions) == expected


def test_a_parameter_is_moved_and_the_impact_counted() -> None:
    ready = of(Comparison(JOBS, "at_least", (ParameterValue(FEWEST.name),)))
    columns = columns_from(ready, {"bid.jobs": [1, 2, 3, None, 2]})
    before = outcomes(ready, Stage.BID, Kind.BID, columns, DAY)
    after = outcomes(ready, Stage.BID, Kind.BID, columns, DAY, parameters={FEWEST.name: 3})
    assert impact(before, after) == [
        Shift("pack/it", Outcome.MET, Outcome.MET, 1),
        Shift("pack/it", Outcome.MET, Outcome.NOT_MET, 2),
        Shift("pack/it", Outcome.NOT_MET, Outcome.NOT_MET, 1),
        Shift("pack/it", Outcome.CANNOT_TELL, Outcome.CANNOT_TELL, 1),
    ]
    assert impact({}, after) == [
        Shift("pack/it", None, Outcome.MET, 1),
        Shift("pack/it", None, Outcome.NOT_MET, 3),
        Shift("pack/it", None, Outcome.CANNOT_TELL, 1),
    ]
    shorter = outcomes(ready, Stage.BID, Kind.BID, columns.rows(0, 2), DAY)
    with pytest.raises(DocumentError, match="different numbers of rows"):
        impact(before, shorter)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"parameters": {"pack/fewes": 3}}, "has no parameter 'pack/fewes'\n    Did you mean 'pack/fewest'?"),
        ({"parameters": {"pack/fewest": "many"}}, "'many' is not a whole number\n    parameter pack/fewest"),
        ({"conclusions": {"pack/large": True}}, "has no conclusion 'pack/large'"),
    ],
    ids=["parameter", "value", "conclusion"],
)
def test_what_is_not_there_is_refused(more: Any, message: str) -> None:
    ready = of(Comparison(JOBS, "at_least", (ParameterValue(FEWEST.name),)))
    with pytest.raises(DocumentError, match=message):
        codes(ready, columns_from(ready, {"bid.jobs": [1]}), **more)


# Columns --------------------------------------------------------------------------------------------------------

EXPECTED = {
    LIVING_WAGE: [True, None, False],
    PRICE: [POUNDS("10.50"), None, POUNDS("3")],
    RATE: [Decimal("2.5"), None, Decimal(4)],
    JOBS: [4, None, -1],
    SHARE: [Decimal(10), None, Decimal("7.5")],
    STARTS: [date(2026, 3, 1), None, date(1969, 12, 31)],
    AREA: ["north", None, "south"],
    TAGS: [("a", "b"), None, ()],
}
AS_WRITTEN = {
    LIVING_WAGE: [True, None, False],
    PRICE: ["GBP 10.50", None, "GBP 3"],
    RATE: [Decimal("2.5"), None, "4"],
    JOBS: [4, None, -1],
    SHARE: ["10%", None, "7.5%"],
    STARTS: ["2026-03-01", None, date(1969, 12, 31)],
    AREA: ["north", None, "south"],
    TAGS: [["a", "b"], None, []],
}


@pytest.fixture
def every() -> Program:
    return of(is_yes(LIVING_WAGE))


def values(columns: Columns, fact: Fact) -> list[Any]:
    return [columns.of(fact).at(row) for row in range(len(columns))]


@pytest.mark.parametrize("fact", EXPECTED, ids=lambda fact: fact.type)
def test_values_as_a_document_has_them(every: Program, fact: Fact) -> None:
    columns = columns_from(every, {fact.name: AS_WRITTEN[fact]})
    assert values(columns, fact) == EXPECTED[fact]
    assert values(columns_from(every, {fact.name: columns.of(fact)}), fact) == EXPECTED[fact]


@pytest.mark.parametrize(
    ("fact", "array"),
    [
        (LIVING_WAGE, np.ma.array([True, True, False], mask=[0, 1, 0])),
        (JOBS, np.ma.array([4, 0, -1], mask=[0, 1, 0], dtype=np.int8)),
        (STARTS, np.array(["2026-03-01", "NaT", "1969-12-31"], "datetime64[D]")),
        (AREA, np.array(["north", None, "south"], object)),
    ],
    ids=lambda one: getattr(one, "type", ""),
)
def test_arrays(every: Program, fact: Fact, array: Any) -> None:
    assert values(columns_from(every, {fact.name: array}), fact) == EXPECTED[fact]


def test_arrow(every: Program) -> None:
    pa = pytest.importorskip("pyarrow")
    form = {STARTS: pa.date32(), RATE: pa.decimal128(10, 2), AREA: pa.dictionary(pa.int8(), pa.string())}
    written = {**AS_WRITTEN, STARTS: EXPECTED[STARTS], RATE: EXPECTED[RATE]}
    arrays = {fact.name: pa.array(one, form.get(fact)) for fact, one in written.items()}
    batch = pa.RecordBatch.from_pydict({**arrays, "id": ["a", "b", "c"]})
    for given in (batch, pa.Table.from_batches([batch.slice(0, 1), batch.slice(1)])):
        columns = from_arrow(every, given)
        assert columns.passed_over == ("id",)
        assert {fact: values(columns, fact) for fact in EXPECTED} == EXPECTED
    with pytest.raises(DocumentError, match="it is a binary float"):
        from_arrow(every, pa.RecordBatch.from_pydict({"bid.rate": pa.array([0.1])}))


def test_columns_of_procurements(every: Program) -> None:
    bids = tuple(
        Bid(id=f"bid {paid}", lot="lot", facts=answers({} if paid is None else {"bid.living_wage": paid}))
        for paid in (True, None, False)
    )
    one = procurement({"tender.value": "GBP 5"}, lots=(Lot(id="lot"),), bids=bids)
    columns = columns_of(every, [one, one])
    assert values(columns, LIVING_WAGE) == [True, None, False] * 2
    assert codes(every, columns) == [MET, OPEN, NOT_MET] * 2


@pytest.mark.parametrize(
    ("name", "given", "message"),
    [
        ("bid.jobs", [1, None, "many"], "bid.jobs: 'many' is not a whole number\n    row 3 of the column 'bid.jobs'"),
        ("bid.rate", [0.5], "bid.rate: it is a binary float\n    row 1"),
        ("bid.rate", np.array([0.5]), "holds binary floats\n    Give a list"),
        ("bid.price", np.array([5]), "holds int64, and the fact is an amount of money"),
        ("bid.jobs", [True, 1], "bid.jobs: true is not a whole number\n    row 1"),
        ("bid.jobs", np.array([10**18]), "holds numbers that are too long"),
        ("bid.starts", np.array(["10000-01-01"], "datetime64[D]"), "holds days before the year 1 or after 9999"),
        ("bid.starts", np.array(["2026-01-01T10"], "datetime64[h]"), r"holds datetime64\[h\], and the fact is a date"),
        ("bid.tags", [["a"], [0.5]], "binary float\n    row 2"),
    ],
    ids=["word", "float", "floats", "money", "true", "long", "far", "hours", "list"],
)  # fmt: skip
def test_what_is_not_of_the_type_is_refused(every: Program, name: str, given: Any, message: str) -> None:
    with pytest.raises(DocumentError, match=message):
        columns_from(every, {name: given})


def test_floats_are_no_scaled_numbers() -> None:
    with pytest.raises(DocumentError, match="holds float64, not an amount of money"):
        Numbers(PRICE, np.array([0.5]))


def test_columns_of_different_lengths_are_refused(every: Program) -> None:
    with pytest.raises(DocumentError, match="different lengths: 1, 2"):
        columns_from(every, {"bid.jobs": [1], "bid.rate": [1, 2]})


def test_columns_for_another_rulepack_are_refused(every: Program) -> None:
    columns = Columns(1, {"bid.jobs": column_of(yes_no("bid.jobs"), [True])})
    with pytest.raises(DocumentError, match="made for true or false, and the rulepack has a whole number"):
        outcomes(every, Stage.BID, Kind.BID, columns, DAY)


def test_no_rows_have_no_outcomes(every: Program) -> None:
    assert codes(every, columns_from(every, {})) == []


def test_the_workload_is_the_same_for_a_seed() -> None:
    assert workload.bids(Random(3), 5) == workload.bids(Random(3), 5)


def test_without_numpy_the_extra_is_named() -> None:
    source = "import sys; sys.modules['numpy'] = None; import sv_rules.columnar"
    ended = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=False)
    assert "pip install 'sv-rules[stress]'" in ended.stderr
