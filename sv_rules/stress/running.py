"""Award models tried on made-up bids: everything that can be known before anybody bids."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from sv_rules.engine.award_plan import AwardPlan
from sv_rules.errors import DocumentError, Problem, listed
from sv_rules.model.amount import Money, spoken_money
from sv_rules.model.extending import ScoringMethod
from sv_rules.model.stress import Assumption, CriterionStressed, LotStressed, Pathology, PointWorth, Rate, SaferMethod
from sv_rules.stress.duel import point_worth
from sv_rules.stress.exactly import check_sample
from sv_rules.stress.offers import PRICE_SPREAD, spread_words
from sv_rules.stress.pathologies import LOOKED_FOR, pathologies
from sv_rules.stress.rates import percent, rate_of
from sv_rules.stress.reversal import reversed_fields
from sv_rules.stress.safer import safer_methods
from sv_rules.stress.trial import NOBODY, Trial, draw_trial
from sv_rules.stress.weights import criteria_stressed


class Size(NamedTuple):
    """How many fields of how many bids, and the seed of their random numbers."""

    fields: int = 10_000
    bids: int = 6
    seed: int = 1


def stress(plan: AwardPlan, methods: Mapping[str, ScoringMethod], price: Money, size: Size) -> LotStressed:
    """Try the award model of a lot on made-up bids. All made-up bids pass the gates.

    Args:
        plan: the checked award model.
        methods: the host's scoring methods by name, for the safer ones.
        price: what a bid is expected to cost.
        size: of the trial.

    Raises:
        DocumentError: if the model gives no ranking, or a criterion scores what cannot be made up.
        EngineError: if floats and exact numbers disagree on a field, which would be our mistake.
    """
    if not plan.sums_up:
        what = f"the importance of the criteria of lot {plan.lot.id} is {plan.model.importance}, so nothing adds up"
        raise DocumentError(Problem(what, plan.model.place, fix="A trial needs weights that are percentages."))
    trial = draw_trial(plan, price, *size)
    points = trial.points(trial.all_there)
    first = trial.first(points)
    told = first != NOBODY
    reversal = rate_of(reversed_fields(trial, first))
    criteria = tuple(criteria_stressed(trial, points, first))
    point = point_worth(plan, price)
    found = tuple(pathologies(plan, price))
    safer = tuple(safer_methods(trial, first, methods))
    return LotStressed(
        lot=plan.lot.id,
        title=plan.lot.title,
        sentences=tuple(_sentences(trial, reversal=reversal, criteria=criteria, point=point, found=found, safer=safer)),
        assumptions=tuple(_assumptions(trial, price)),
        ranked=percent(float(told.mean())),
        joint=percent(float(trial.joint(points)[told].mean()) if told.any() else 0.0),
        relative=trial.relative,
        reversal=reversal,
        criteria=criteria,
        point=point,
        pathologies=found,
        looked_for=tuple(LOOKED_FOR),
        safer=safer,
        checked=check_sample(trial, first, size.seed),
    )


def generator() -> str:
    """Name what draws the random numbers: another version of it may draw others."""
    return f"numpy {np.__version__}, {type(np.random.default_rng().bit_generator).__name__}"


def _assumptions(trial: Trial, price: Money) -> Iterator[Assumption]:
    for name, offers in trial.offers.items():
        yield Assumption(criterion=name, title=offers.leaf.title, words=offers.words)
    if trial.plan.decision is not None:
        words = spread_words(spoken_money(price), PRICE_SPREAD)
        yield Assumption(criterion="", title=trial.plan.decision.price.title, words=words)


def _sentences(
    trial: Trial,
    *,
    reversal: Rate,
    criteria: Sequence[CriterionStressed],
    point: PointWorth | None,
    found: Sequence[Pathology],
    safer: Sequence[SaferMethod],
) -> Iterator[str]:
    if trial.relative:
        yield (
            f"In {reversal.share} of the made-up fields ({reversal.low} to {reversal.high}) a bid that loses decides "
            "who wins: withdrawing it puts another bid first."
        )
    else:
        yield "No bid's score depends on the other bids, so a bid that loses cannot decide who wins."
    dead = [one.title for one in criteria if one.dead]
    if dead:
        yield f"{listed(dead)} decided no field at all: take {'it' if len(dead) == 1 else 'them'} out, or weigh more."
    if point is not None:
        yield point.sentence
    if found:
        yield f"Look at {listed(f'“{one.name}”' for one in found)} before publishing."
    if safer:
        yield f"A safer way to score {listed(one.title for one in safer)} is shown below, tried on the same fields."
