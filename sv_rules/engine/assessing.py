"""Findings admit bids: gathers for each lot what the award needs, and has it awarded."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sv_rules.engine.award_plan import AwardPlan
from sv_rules.engine.awarding import BidSeen, GateSeen, PublishedWeight, Terms, award, validate_award
from sv_rules.engine.compiling import Program
from sv_rules.engine.lot_limits import best_combination, limit_problems
from sv_rules.engine.observing import Observations
from sv_rules.engine.repeated_offers import repeated_offers
from sv_rules.errors import DocumentError, Problem
from sv_rules.model.award_result import Combination
from sv_rules.model.evaluation import CriterionUsed, LotResult
from sv_rules.model.finding import Finding
from sv_rules.model.outcome import Kind, Outcome
from sv_rules.model.place import Place
from sv_rules.model.procurement import AwardCriterion, AwardModel, Bid, Lot, Procurement, Remark
from sv_rules.model.rulepack import Scale
from sv_rules.model.typed import typed

PUBLISHED = "lot.criteria"
"""The fact that holds the criteria and weights of the tender notice: records with `name` and `weight`."""


class Assessed(NamedTuple):
    """What the bids of a procurement came to; `combination` where limits say how many lots a bidder may win."""

    criteria: tuple[CriterionUsed, ...]
    lots: tuple[LotResult, ...]
    combination: Combination | None
    remarks: tuple[Remark, ...]


def assess(
    program: Program, procurement: Procurement, observations: Observations, findings: Sequence[Finding]
) -> Assessed:
    """Assess the bids of every lot that has an award model, its own or the common one.

    Lots without either get a remark if there are bids for them.

    Raises:
        DocumentError: with the problems of every lot's award model and marks, and of the limits on lots.
    """
    criteria: list[CriterionUsed] = []
    results: list[LotResult] = []
    remarks: list[Remark] = []
    problems: list[Problem] = []
    repeated = repeated_offers(program.rulepack.measures.values(), procurement.bids, program.rulepack.facts)
    bids_of = _bids_of(procurement.bids)
    gates = _gates(procurement, findings)
    common = _common_terms(program, procurement, observations)
    for each in procurement.lots:
        lot = each.model_copy(update={"award": each.award or procurement.award_common})
        bids = bids_of.get(lot.id, [])
        if lot.award is None:
            remarks += _not_assessed(procurement, lot, bids)
            continue
        terms = replace(common, published=_published(program, lot, observations))
        try:
            used, result = award(
                _with_scales(lot, lot.award, program.rulepack.scales),
                [_seen(program, bid, gates.get(bid.id, {})) for bid in bids],
                terms,
            )
        except DocumentError as error:
            problems += error.problems
            continue
        criteria += used
        results.append(result.model_copy(update={"warnings": (*result.warnings, *repeated.get(lot.id, ()))}))
    limits = procurement.lot_limits
    if limits is not None:
        problems += limit_problems(limits, procurement, results)
    if problems:
        raise DocumentError(problems)
    combination = best_combination(limits, results) if limits is not None else None
    return Assessed(tuple(criteria), tuple(results), combination, tuple(remarks))


def award_plans(program: Program, procurement: Procurement, observations: Observations) -> tuple[AwardPlan, ...]:
    """Check the award model of every lot that has one, its own or the common one. No bid is looked at.

    Raises:
        DocumentError: with the problems of every lot's award model.
    """
    plans: list[AwardPlan] = []
    problems: list[Problem] = []
    common = _common_terms(program, procurement, observations)
    for each in procurement.lots:
        lot = each.model_copy(update={"award": each.award or procurement.award_common})
        if lot.award is None:
            continue
        terms = replace(common, published=_published(program, lot, observations))
        try:
            plans.append(validate_award(_with_scales(lot, lot.award, program.rulepack.scales), terms))
        except DocumentError as error:
            problems += error.problems
    if problems:
        raise DocumentError(problems)
    return tuple(plans)


def _not_assessed(procurement: Procurement, lot: Lot, bids: Sequence[Bid]) -> list[Remark]:
    if not bids:
        return []
    places = [answer.place for bid in bids for answer in bid.facts.values()]
    places += [mark.place for bid in bids for mark in bid.marks if mark.place]
    nowhere = Place(document=procurement.sources[0].name if procurement.sources else procurement.id)
    return [
        Remark(
            what=f"lot {lot.id} has bids but no award model, so they were checked and not scored",
            place=next(iter(places), nowhere),
            fix="Give the lot its criteria, weights and methods under award:.",
        )
    ]


def _common_terms(program: Program, procurement: Procurement, observations: Observations) -> Terms:
    """What names may mean in every lot; only what the notice published is a lot's own."""
    rulepack, day = program.rulepack, observations.as_of
    return Terms(
        facts=rulepack.facts,
        measures={
            name: replace(measure, scoring=scale_put_in(measure.scoring, rulepack.scales))
            for name, measure in rulepack.measures.items()
        },
        checks=[check.id for check in rulepack.checks.values() if Kind.BID in check.kinds.values()],
        methods=program.registry.scoring_methods,
        rules=program.registry.decision_rules,
        parameters={name: (parameter.fact, parameter.on(day)) for name, parameter in rulepack.parameters.items()},
        proxies={table.id: table for table in procurement.proxies},
    )


def _published(program: Program, lot: Lot, observations: Observations) -> tuple[PublishedWeight, ...]:
    fact = program.rulepack.facts.get(PUBLISHED)
    answer = observations.subjects[Kind.LOT, lot.id].answers.get(PUBLISHED)
    if fact is None or answer is None or answer.value is None:
        return ()
    names = [field.name for field in fact.fields]
    records: Any = typed(answer.value, fact)
    found = [dict(zip(names, record, strict=True)) for record in records]
    return tuple(PublishedWeight(one["name"], one.get("weight")) for one in found if one.get("name"))


def _bids_of(bids: Sequence[Bid]) -> dict[str, list[Bid]]:
    found: dict[str, list[Bid]] = {}
    for bid in bids:
        found.setdefault(bid.lot, []).append(bid)
    return found


def _gates(procurement: Procurement, findings: Sequence[Finding]) -> dict[str, dict[str, GateSeen]]:
    """What the checks that some award model names as gates came to, by bid and by check."""
    models = (*(lot.award for lot in procurement.lots), procurement.award_common)
    named = {name for model in models if model for name in model.gates}
    gates: dict[str, dict[str, GateSeen]] = {}
    for finding in findings if named else ():
        # A gate may be named without its rulepack.
        called = {finding.check, finding.check.rpartition("/")[2]}
        if finding.subject.kind is Kind.BID and not named.isdisjoint(called):
            # A check that a pack set aside keeps nobody out.
            outcome = Outcome.NOT_APPLICABLE if finding.waived else finding.outcome
            gates.setdefault(finding.subject.id, {})[finding.check] = GateSeen(outcome, finding.sentence)
    return gates


def _seen(program: Program, bid: Bid, gates: Mapping[str, GateSeen]) -> BidSeen:
    facts = program.rulepack.facts
    return BidSeen(
        bid=bid,
        # `observe` has refused values that are not of their types, so typing them again cannot fail.
        values={
            name: typed(answer.value, facts[name])
            for name, answer in bid.facts.items()
            if name in facts and answer.value is not None
        },
        gates=gates,
    )


def _with_scales(lot: Lot, model: AwardModel, scales: Mapping[str, Scale]) -> Lot:
    """Give the lot this award model, with the points of the rulepack's scales where criteria name them."""
    criteria = tuple(_with_scale(criterion, scales) for criterion in model.criteria)
    return lot.model_copy(update={"award": model.model_copy(update={"criteria": criteria})})


def _with_scale(criterion: AwardCriterion, scales: Mapping[str, Scale]) -> AwardCriterion:
    return criterion.model_copy(
        update={
            "criteria": tuple(_with_scale(child, scales) for child in criterion.criteria),
            "scoring": scale_put_in(criterion.scoring, scales),
        }
    )


def scale_put_in(scoring: Mapping[str, Any], scales: Mapping[str, Scale]) -> Mapping[str, Any]:
    """Replace the name of a scale by its points; a name that no pack has is left for the method to refuse."""
    named = scoring.get("scale")
    if not isinstance(named, str):
        return scoring
    found = [scale for full, scale in scales.items() if named in (full, full.partition("/")[2])]
    if len(found) != 1:
        return scoring
    return {**scoring, "scale": found[0].as_written}
