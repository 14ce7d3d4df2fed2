"""What an award is made of once it is checked: where its names come from, criteria with their place, the plan."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sv_rules.model.amount import Money, plain
from sv_rules.model.award import AwardCriterion, AwardModel, Moderation
from sv_rules.model.evaluation import CriterionUsed
from sv_rules.model.extending import DecisionRule, ScoringMethod
from sv_rules.model.fact import Fact, FactType
from sv_rules.model.procurement import Lot
from sv_rules.model.proxies import Proxy, ProxyTable
from sv_rules.model.rulepack import Measure


@dataclass(frozen=True, slots=True)
class PublishedWeight:
    """A criterion as the tender notice has it; `weight` is a percentage, None where the notice gives none."""

    name: str
    weight: Decimal | None


@dataclass(frozen=True, slots=True)
class Terms:
    """What the names in an award model may mean.

    `facts` by name, `measures` by full id, `checks` the full ids of those that may be gates, `methods` by name.
    `published` is empty where the notice says nothing of criteria. `rules` decide an award, by name. `parameters` by
    full id, each with its value on the date, None where it has none. `proxies` are the user's tables by id.
    """

    facts: Mapping[str, Fact]
    measures: Mapping[str, Measure]
    checks: Collection[str]
    methods: Mapping[str, ScoringMethod]
    published: tuple[PublishedWeight, ...] = ()
    rules: Mapping[str, DecisionRule] = field(default_factory=dict)
    parameters: Mapping[str, tuple[Fact, Any]] = field(default_factory=dict)
    proxies: Mapping[str, ProxyTable] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Least:
    """A threshold, checked: the least share of a criterion's maximum, how it is said, and what follows from less."""

    share: Fraction
    said: str
    disqualifies: bool


@dataclass(frozen=True, slots=True)
class Valuing:
    """How offers become money: each measure with its unit value, from one table.

    `proxies` in the order of the measures' ids; `discount` is per cent a year, None where later years count in full.
    """

    table: ProxyTable
    proxies: tuple[tuple[Measure, Proxy], ...]
    currency: str
    net: bool
    years: int
    discount: Fraction | None
    discount_first_year: bool


@dataclass(frozen=True, slots=True)
class Bounds:
    """Bounds on what is offered on one measure, typed as its fact; None: no such bound."""

    measure: Measure
    cap: Any
    low: Any
    high: Any


@dataclass(frozen=True, slots=True)
class Node:
    """A criterion with its place in the weight tree.

    `weight` is a percentage of the criterion above; `points` the same of the whole, so the most that it can earn of
    100. Where importance is not in percentages `weight` is None and `points` 100 for every criterion; `importance`
    says it in words. A leaf has `method` and `options`, and `fact` unless evaluators' marks are scored, which
    `moderation` makes into one. With `valuing`, `fact` stands for the value of what is offered.
    """

    criterion: AwardCriterion
    parent: str
    weight: Fraction | None
    points: Fraction
    children: tuple[str, ...]
    method: ScoringMethod | None = None
    options: Any = None
    fact: Fact | None = None
    importance: str = ""
    least: Least | None = None
    valuing: Valuing | None = None
    moderation: Moderation = field(default_factory=Moderation)

    @property
    def id(self) -> str:
        """The criterion's id."""
        return self.criterion.id

    @property
    def title(self) -> str:
        """The criterion's title."""
        return self.criterion.title

    @property
    def relative(self) -> bool:
        """Whether one bid's score depends on the others."""
        return self.method is not None and self.method.relative

    @property
    def reads_marks(self) -> bool:
        """Whether it is a leaf that evaluators' marks score."""
        return self.method is not None and self.fact is None

    @property
    def price(self) -> bool:
        """Whether it scores what the bidder asks to be paid, at once or year by year; an offer of money is none."""
        if self.fact is None or self.valuing or self.fact.name.startswith("bid.offers."):
            return False
        money = [self.fact, *self.fact.fields] if self.fact.type is FactType.LIST else [self.fact]
        return any(one.type is FactType.MONEY for one in money)

    def used(self, lot: str) -> CriterionUsed:
        """Give the criterion as a report shows it."""
        weighted = self.weight is not None
        return CriterionUsed(
            lot=lot,
            id=self.id,
            title=self.title,
            parent=self.parent,
            weight=f"{plain(self.weight)}%" if self.weight is not None else "",
            weight_of_total=f"{plain(self.points)}%" if weighted else "",
            importance=self.importance or f"{plain(self.points)}%",
            method=self.method.name if self.method else "",
            how=self._how(weighted=weighted),
            relative=self.relative,
            fact=self.fact.name if self.fact and not self.valuing else "",
            price=self.price,
            threshold=self._threshold(),
        )

    def _how(self, *, weighted: bool) -> str:
        if self.method is None:
            return "The sum of its sub-criteria." if weighted else "Its sub-criteria are scored one by one."
        how = self.method.describes(self.options) if self.method.describes else self.method.summary
        if self.valuing is None:
            return how
        kind, table = "net" if self.valuing.net else "gross", self.valuing.table
        return (
            f"What is offered is turned into money by {table.title} ({table.publisher}, prices of {table.year}, "
            f"{table.geography}; licence {table.licence.name}), and the {kind} value to the penny is scored. {how}"
        )

    def _threshold(self) -> str:
        if self.least is None:
            return ""
        follows = "a bid with less is not assessed further" if self.least.disqualifies else "less is warned of"
        return f"At least {self.least.said}; {follows}."


@dataclass(frozen=True, slots=True)
class Decision:
    """The rule that ranks the bids from their quality and the fact that is their price."""

    rule: DecisionRule
    options: Any
    price: Fact

    @property
    def how(self) -> str:
        """How it decides, in words for a bidder."""
        return self.rule.describes(self.options) if self.rule.describes else self.rule.summary


@dataclass(frozen=True, slots=True)
class LowPriceRule:
    """When a price is asked about: more than `below_mean_by` or `below_should_cost_by` per cent below; None: not so."""

    price: Fact
    below_mean_by: Decimal | None
    should_cost: Money | None
    below_should_cost_by: Decimal


@dataclass(frozen=True, slots=True)
class AwardPlan:
    """A checked award model. `nodes` by id, each after the one above it; `gates` are full ids of checks.

    `bounds` are keyed by the name of the fact that is offered.
    """

    lot: Lot
    model: AwardModel
    nodes: Mapping[str, Node]
    gates: tuple[str, ...]
    warnings: tuple[str, ...]
    decision: Decision | None = None
    bounds: Mapping[str, Bounds] = field(default_factory=dict)
    low_price: LowPriceRule | None = None

    @property
    def leaves(self) -> tuple[Node, ...]:
        """The criteria that a method scores."""
        return tuple(node for node in self.nodes.values() if node.method is not None)

    @property
    def sums_up(self) -> bool:
        """Whether points add up to a total: only where importance is in percentages."""
        return self.model.importance == "percentages"
