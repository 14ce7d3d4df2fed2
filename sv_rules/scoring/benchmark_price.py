"""Points by how a price compares with a benchmark that the buyer has published."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal, Self

from pydantic import model_validator

from sv_rules.model.amount import Money, spoken_number
from sv_rules.model.extending import Reads, Score, ScoringMethod
from sv_rules.model.fact import FactType
from sv_rules.scoring.options import (
    Misplaced,
    MoneyAmount,
    Options,
    Percent,
    meaningless,
    number_shown,
    said,
    size,
    unlike,
)


class BenchmarkPrice(Options):
    """`benchmark`: the price compared with. `at_benchmark`: the part of the points it earns. `shape`: of the curve.

    `each_percent`: with the linear shape, the part of the points gained or lost for each per cent from the benchmark.
    """

    benchmark: MoneyAmount
    at_benchmark: Percent
    shape: Literal["inverse", "linear"]
    each_percent: Percent | None = None

    @model_validator(mode="after")
    def _usable(self) -> Self:
        wrong: list[tuple[tuple[str | int, ...], str]] = []
        if self.benchmark.amount <= 0:
            wrong.append((("benchmark",), f"'benchmark' must be above zero; here it is {said(self.benchmark)}"))
        if not 0 < self.at_benchmark.number <= 100:
            what = f"'at_benchmark' must be above 0% and at most 100%; here it is {said(self.at_benchmark)}"
            wrong.append((("at_benchmark",), what))
        if self.shape == "inverse" and self.each_percent is not None:
            wrong.append((("each_percent",), "'each_percent' belongs to the linear shape; here the shape is inverse"))
        if self.shape == "linear" and self.each_percent is None:
            wrong.append((("each_percent",), "'each_percent' is missing; the linear shape needs it"))
        elif self.each_percent is not None and self.each_percent.number <= 0:
            what = f"'each_percent' must be above 0%; here it is {said(self.each_percent)}"
            wrong.append((("each_percent",), what))
        if wrong:
            raise Misplaced(*wrong)
        return self


def benchmark_price(values: Mapping[str, Money], options: BenchmarkPrice) -> dict[str, Score]:
    """Give each bid points by its price against a fixed benchmark, whatever the other bids are.

    With `shape: inverse` share = at_benchmark × benchmark ÷ price. With `shape: linear` share = at_benchmark +
    each_percent × (benchmark − price) ÷ benchmark × 100. Both stop at everything, and the linear one at nothing. A
    price that is not above zero, or is in another currency than the benchmark, is not scored. No bid's score depends
    on another's.

    Source: Bid Evaluation Guidance Note, Cabinet Office, May 2021, section 7.3, gives the name, benchmark price
    scoring, as one of its methods. That is all we have of it: both shapes and their options are our own definition.
    """
    return {bid: _score(price, options) for bid, price in values.items()}


def _score(price: Money, options: BenchmarkPrice) -> Score:
    if message := unlike(price, options.benchmark) or meaningless(price, "lower"):
        return Score(None, message)
    start, benchmark = Fraction(options.at_benchmark.number) / 100, size(options.benchmark)
    shown, against = said(price), said(options.benchmark)
    if options.each_percent is None:
        share = start * benchmark / size(price)
        words = f"{said(options.at_benchmark)} × {against} ÷ {shown}"
    else:
        share = start + Fraction(options.each_percent.number) * (benchmark - size(price)) / benchmark
        words = f"{said(options.at_benchmark)} + {said(options.each_percent)} × 100 × ({against} − {shown}) ÷ {against}"
    if share > 1:
        return Score(Fraction(1), f"{words} is more than 1, which earns everything")
    if share < 0:
        return Score(Fraction(0), f"{words} is less than 0, which earns nothing")
    return Score(share, lambda: f"{words} = {number_shown(share)}")


def _describes(options: BenchmarkPrice) -> str:
    start = f"The benchmark price of {said(options.benchmark)} earns {said(options.at_benchmark)} of the points."
    if options.each_percent is None:
        return f"{start} Other prices earn that part times the benchmark divided by the price, at most everything."
    step = f"{spoken_number(options.each_percent.number)}%"
    return (
        f"{start} Each per cent below it adds {step} of the points and each above it takes {step}, within everything "
        "and nothing."
    )


METHOD = ScoringMethod(benchmark_price, BenchmarkPrice, Reads.FACT, takes=(FactType.MONEY,), describes=_describes)
