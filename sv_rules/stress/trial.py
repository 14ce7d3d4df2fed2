"""All fields of made-up bids, scored at once: who is first in each, and who would be if something were different."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from sv_rules.engine.award_plan import AwardPlan, Node
from sv_rules.engine.robustness.contest import leaves_under
from sv_rules.model.amount import Money
from sv_rules.stress.deciding import merits_of
from sv_rules.stress.offers import PRICE_SPREAD, Numbers, Offers, draw_offers, lognormal
from sv_rules.stress.shares import CLOSE, Present, shares_of

NOBODY = -1


@dataclass(frozen=True, slots=True)
class Trial:
    """The made-up bids of an award model, and what each earns on each leaf when all are present."""

    plan: AwardPlan
    offers: Mapping[str, Offers]
    scored: Mapping[str, Callable[[Present], Numbers]]
    prices: Numbers
    currency: str
    all_there: Present

    @property
    def relative(self) -> bool:
        """Whether what a bid earns, or the order of two bids, depends on the others."""
        decision = self.plan.decision
        return any(leaf.relative for leaf in self.plan.leaves) or (decision is not None and decision.rule.relative)

    def points(self, present: Present) -> dict[str, Numbers]:
        """Give the points of each leaf with these bids present; NaN for one with no score."""
        admitted = self._admitted(present)
        # A field in which nobody is admitted has no lowest price; it ends as a field without a first.
        with np.errstate(invalid="ignore", divide="ignore"):
            return {
                name: np.where(admitted, float(self.plan.nodes[name].points) * score(admitted), np.nan)
                for name, score in self.scored.items()
            }

    def first(self, points: Mapping[str, Numbers], prices: Numbers | None = None) -> npt.NDArray[np.intp]:
        """Give who is first in each field, the lowest number of those who are joint first; -1 where nobody is."""
        best = self._best(points, self.prices if prices is None else prices)
        return np.where(best.any(axis=1), best.argmax(axis=1), NOBODY)

    def joint(self, points: Mapping[str, Numbers]) -> npt.NDArray[np.bool_]:
        """Say in which fields several bids are first."""
        joint: npt.NDArray[np.bool_] = self._best(points, self.prices).sum(axis=1) > 1
        return joint

    def with_leaf(self, leaf: Node) -> "Trial":
        """Give the same bids, with one leaf scored by another method."""
        offers = replace(self.offers[leaf.id], leaf=leaf)
        nodes = {**self.plan.nodes, leaf.id: leaf}
        return replace(self, plan=replace(self.plan, nodes=nodes), scored={**self.scored, leaf.id: shares_of(offers)})

    def _best(self, points: Mapping[str, Numbers], prices: Numbers) -> Present:
        totals = np.sum([*points.values()], axis=0)
        model = self.plan.model
        if self.plan.decision is not None:
            present = ~np.isnan(totals)
            merits = merits_of(self.plan.decision, totals, prices, present, self.currency)
        elif model.ties_on == "rounded":
            scale = 10.0**model.rounding.places
            merits = np.floor(totals * scale + 0.5 + CLOSE) / scale
        else:
            merits = totals
        best = _highest(merits, ~np.isnan(merits))
        for name in model.ties:
            best = _highest(self._under(name, points), best)
        return best

    def _under(self, name: str, points: Mapping[str, Numbers]) -> Numbers:
        children = self.plan.nodes[name].children
        if not children:
            return points[name]
        total: Numbers = np.sum([self._under(child, points) for child in children], axis=0)
        return total

    def _admitted(self, present: Present) -> Present:
        """Leave out whoever is below a threshold that disqualifies, before bids are compared with each other."""
        admitted = present
        for node in self.plan.nodes.values():
            if node.least is not None and node.least.disqualifies:
                below = leaves_under(self.plan, node)
                earned = np.sum([float(leaf.points) * self.scored[leaf.id](present) for leaf in below], axis=0)
                admitted = admitted & (earned >= float(node.least.share * node.points) - CLOSE)
        return admitted


def _highest(numbers: Numbers, among: Present) -> Present:
    kept = np.where(among & ~np.isnan(numbers), numbers, -np.inf)
    # Floats that should be equal may differ in their last digits.
    highest = kept.max(axis=1, keepdims=True)
    best: Present = among & (kept >= highest - CLOSE * np.abs(highest))
    return best


def draw_trial(plan: AwardPlan, price: Money, fields: int, bids: int, seed: int) -> Trial:
    """Make up the bids of so many fields.

    Raises:
        DocumentError: if a criterion scores something that cannot be made up.
    """
    random = np.random.default_rng(seed)
    shape = (fields, bids)
    ability = random.standard_normal(shape)
    prices = lognormal(float(price.amount), PRICE_SPREAD, 2, shape, random)
    offers = {leaf.id: draw_offers(leaf, price, ability, random) for leaf in plan.leaves}
    return Trial(
        plan=plan,
        offers=offers,
        scored={name: shares_of(one) for name, one in offers.items()},
        prices=prices,
        currency=price.currency,
        all_there=np.ones(shape, dtype=np.bool_),
    )
