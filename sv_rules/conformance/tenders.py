"""A rulepack and procurements made up by hand, with facts of every type and texts that nobody would write."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from sv_rules.model.award import AwardCriterion, AwardModel
from sv_rules.model.condition import Comparison, Literal
from sv_rules.model.evidence import Evidence
from sv_rules.model.fact import Fact, FactType
from sv_rules.model.finding import Citation
from sv_rules.model.outcome import SUBJECT_OF_STAGE, Level, Stage, Standing
from sv_rules.model.place import Place
from sv_rules.model.procurement import Answer, Bid, Body, Contract, Facts, Lot, Mark, Organisation, Procurement
from sv_rules.model.prose import ParagraphKind, ProsePart, prose
from sv_rules.model.questionnaire import AskedCriterion, Requirement, RequirementGroup, Response
from sv_rules.model.rulepack import Check, Layer, Measure, Period, Priority, Rulepack

ODD = "<b>| `odd` \x1b[31m* \u202e_[x](y) =SUM(A1) & 5 < 6 “£”\nsecond line"


def made_up_rulepacks() -> Mapping[str, Rulepack]:
    """Give a rulepack with facts, checks and a measure, and one with nothing in it, by what they are."""
    return {"a rulepack": _rulepack(), "a rulepack with nothing in it": _empty()}


def made_up_procurements() -> Mapping[str, Procurement]:
    """Give a procurement with everything and one of which nothing is known, by what they are."""
    nothing = Procurement(id="made-up", lots=(Lot(id="whole", implied=True),))
    return {"a procurement": _procurement(), "a procurement of which nothing is known": nothing}


_PLACE = Place(document="made-up.json", pointer="/made-up")
_CITATION = Citation(text="policy", title=ODD, publisher="A council", year=2026)
_PREFIXES = ("tender", "lot", "bid", "contract", "organisation")
_WRITTEN: Mapping[FactType, Any] = MappingProxyType(
    {
        FactType.YES_NO: False,
        FactType.INTEGER: 10**18 - 1,
        FactType.NUMBER: Decimal("123456789012345678.123456789012"),
        FactType.MONEY: "GBP 120000.50",
        FactType.PERCENTAGE: "7.5%",
        FactType.DATE: "2024-02-29",
        FactType.DURATION: "36 months",
        FactType.TEXT: ODD,
        FactType.CHOICE: "early-help",
        FactType.LIST: ("early-help", "equity"),
    }
)
"""Fact type -> a value as a document has it."""


def _facts(prefix: str) -> Iterator[Fact]:
    for kind in FactType:
        yield Fact(
            name=f"{prefix}.made_up_{kind}",
            type=kind,
            title=f"made-up {kind}",
            question=ODD,
            help=ODD,
            unit="months" if kind is FactType.DURATION else "people" if kind is FactType.INTEGER else "",
            choices=("early-help", "equity") if kind is FactType.CHOICE else (),
            items=Fact("item", FactType.TEXT, "entry") if kind is FactType.LIST else None,
        )
    payments = (Fact("year", FactType.INTEGER, "year"), Fact("amount", FactType.MONEY, "amount"))
    yield Fact(f"{prefix}.made_up_payments", FactType.LIST, "made-up payments", fields=payments)


# A rulepack -----------------------------------------------------------------------------------------------------


def _rulepack() -> Rulepack:
    facts = {fact.name: fact for prefix in _PREFIXES for fact in _facts(prefix)}
    offered = Fact("bid.offers.made_up", FactType.INTEGER, "people taken on", question=ODD, unit="people")
    priority = Priority("made-up/jobs", "made-up", ODD, "", (), _CITATION, Standing.EXAMPLE)
    checks = [_check(fact) for fact in facts.values()]
    measure = Measure(
        id="made-up/people",
        pack="made-up",
        title=ODD,
        priority=priority.id,
        fact=offered,
        per="contract",
        evidence=(ODD,),
        scoring={},
        source=_CITATION,
        standing=Standing.EXAMPLE,
    )
    return Rulepack(
        asked_for=("made-up",),
        layers=_empty().layers,
        facts={**facts, offered.name: offered},
        parameters={},
        conclusions={},
        rules=(),
        priorities={priority.id: priority},
        checks={check.id: check for check in checks},
        measures={measure.id: measure},
        scales={},
    )


def _empty() -> Rulepack:
    layer = Layer("made-up", ODD, "1", ODD, None, (), "0" * 64, {"policy": _CITATION}, ())
    return Rulepack(("made-up",), (layer,), {}, {}, {}, (), {}, {}, {}, {})


def _check(fact: Fact) -> Check:
    stage = next(stage for stage in Stage if SUBJECT_OF_STAGE[stage] is fact.kind or stage is Stage.SPECIFICATION)
    return Check(
        id=f"made-up/{fact.name}",
        pack="made-up",
        title=ODD,
        priority="made-up/jobs",
        kinds={stage: fact.kind},
        level=Level.MUST,
        applies=None,
        expects={stage: Comparison(fact, "given", (Literal(True),))},
        ask=ODD,
        suggest=ODD,
        help=ODD,
        period=Period(),
        source=_CITATION,
        standing=Standing.EXAMPLE,
        place=_PLACE,
    )


# A procurement --------------------------------------------------------------------------------------------------


def _procurement() -> Procurement:
    bids = tuple(_bid(number) for number in (1, 2))
    return Procurement(
        id="made-up-1",
        title=ODD,
        buyer=Organisation(id="GB-1", name=ODD),
        facts=_answers("tender"),
        lots=(
            Lot(id="lot-1", title=ODD, facts=_answers("lot"), award=_award()),
            Lot(id="lot-2", title="Second"),
        ),
        bids=bids,
        contracts=(
            Contract(id="contract-1", lot="lot-1", bid="bid-1", facts=_answers("contract")),
            Contract(id="contract-2", lot="lot-2"),
        ),
        organisations=(Body(id="body-1", name=ODD, facts=_answers("organisation")),),
        questions=(_asked(),),
        prose=(prose("draft.md", (ProsePart(text=ODD, kind=ParagraphKind.HEADING, level=1), ProsePart(text="Text."))),),
    )


def _answers(prefix: str) -> Facts:
    evidence = (Evidence(document=ODD[:20].strip(), at="page 1", quote=ODD),)
    found = {fact.name: _WRITTEN[fact.type] for fact in _facts(prefix)}
    found[f"{prefix}.made_up_payments"] = ({"year": 2026, "amount": "GBP 99.99"}, {"year": 2027})
    return {name: Answer(value=value, place=_PLACE, evidence=evidence) for name, value in found.items()}


def _award() -> AwardModel:
    method = {"method": "yes_no"}
    leaf = AwardCriterion(id="quality", title=ODD, weight="100%", fact="bid.made_up_yes_no", scoring=method)
    return AwardModel(criteria=(leaf,))


def _bid(number: int) -> Bid:
    return Bid(
        id=f"bid-{number}",
        lot=f"lot-{number}",
        bidder=Organisation(id=f"GB-{number}", name=f"{number} {ODD}"),
        facts=_answers("bid") if number == 1 else {},
        marks=(Mark(criterion="quality", mark=Decimal("3.5"), reason=ODD, internal=ODD, evaluator="one"),),
        responses=(Response(id=f"answer-{number}", requirement="people", value=number, place=_PLACE),),
        fictional=True,
    )


def _asked() -> AskedCriterion:
    requirement = Requirement(id="people", title=ODD, type="integer", least=1, fact="bid.made_up_integer")
    group = RequirementGroup(id="group-1", requirements=(requirement,), place=_PLACE)
    return AskedCriterion(id="jobs", title=ODD, groups=(group,), place=_PLACE)
