"""What bidders are asked, as `tender.criteria`: the questions of a procurement, and those that a rulepack implies.

A rulepack asks a bid for its measures, and for the facts that its checks at stage bid read; a criterion for each of its
priorities. No requirement has `minValue`, `maxValue` or `expectedValue`: a measure has no bounds, and what a check
wants is for the check to say. An answer outside it is an answer, and the finding is "not met"; a requirement that is
bounded would have it refused at the door.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sv_rules.model.condition import facts_of
from sv_rules.model.fact import Fact
from sv_rules.model.outcome import Kind, Stage
from sv_rules.model.rulepack import Measure, Rulepack
from sv_rules_ocds.export.exact_json import stated
from sv_rules_ocds.export.values import MONEY_UNIT, PER_CENT, Form, form_of

PRIORITIES = "sv-rules-priority"
MEASURES = "sv-rules-measure"
"""Schemes of the references that lead from a criterion and a requirement to the line of the rulepack."""

FURTHER = "further-facts"

# Facts of a bid that OCDS has a field for, so that they are no answers.
ELSEWHERE = frozenset({"bid.price"})


@dataclass(frozen=True)
class Asked:
    """One fact that a rulepack asks bids for, and by which pack it is asked."""

    fact: Fact
    pack: str
    priority: str
    measure: Measure | None = None


def asked_facts(rulepack: Rulepack) -> Mapping[str, Asked]:
    """Give everything a rulepack asks of bidders, by the fact's name; each once, as it is asked first."""
    found: dict[str, Asked] = {}
    for measure in rulepack.measures.values():
        found.setdefault(measure.fact.name, Asked(measure.fact, measure.pack, measure.priority, measure))
    for check in rulepack.checks.values():
        if Stage.BID not in check.expects or check.waived is not None:
            continue
        for condition in (*([check.applies] if check.applies else []), check.expects[Stage.BID]):
            for fact in facts_of(condition):
                if fact.kind is Kind.BID and fact.answered_by == "bidder" and fact.name not in ELSEWHERE:
                    found.setdefault(fact.name, Asked(fact, check.pack, check.priority))
    return found


def requirement_id(rulepack: Rulepack, asked: Asked) -> str:
    """Give the one id that a fact has from specification to bid to delivery: `PACK@VERSION/FACT`."""
    return f"{pack_and_version(rulepack, asked.pack)}/{asked.fact.name}"


def pack_and_version(rulepack: Rulepack, pack: str) -> str:
    """Give `PACK@VERSION`: an OCDS id may not change its meaning, and another version may ask otherwise."""
    return f"{pack}@{rulepack.layer(pack).version}"


def criteria_of(rulepack: Rulepack, currency: str, known: frozenset[str] = frozenset()) -> Iterator[dict[str, Any]]:
    """Give a criterion for each priority that bids are asked about, and one for each pack's other questions.

    Args:
        rulepack: whose questions.
        currency: what sums of money are asked in; empty: not known.
        known: ids of requirements that are asked already and left out here.
    """
    facts = [each for each in asked_facts(rulepack).values() if requirement_id(rulepack, each) not in known]
    for priority in rulepack.priorities.values():
        requirements = [_requirement(rulepack, each, currency) for each in facts if each.priority == priority.id]
        if requirements:
            name = priority.id.removeprefix(f"{priority.pack}/")
            identifier = f"{pack_and_version(rulepack, priority.pack)}/{name}"
            classification = {"scheme": PRIORITIES, "id": priority.id}
            yield criterion(identifier, priority.title, priority.help, requirements, classification)
    for layer in rulepack.layers:
        requirements = [
            _requirement(rulepack, each, currency)
            for each in facts
            if each.pack == layer.id and each.priority not in rulepack.priorities
        ]
        if requirements:
            yield criterion(pack_and_version(rulepack, layer.id), layer.title, "", requirements)


def criterion(
    identifier: str, title: str, description: str, requirements: list[dict[str, Any]], classification: Any = None
) -> dict[str, Any]:
    """Give a criterion with a single group: whoever answers it answers all of it."""
    return stated(
        id=identifier,
        title=title,
        description=description,
        relatesToTenderer=False,
        classification=classification,
        requirementGroups=[{"id": f"{identifier}/all", "requirements": requirements}],
    )


def requirement(identifier: str, fact: Fact, form: Form, **more: Any) -> dict[str, Any]:
    """Give the requirement that asks for a fact; `more` are further fields of it."""
    return stated(
        id=identifier,
        title=_title(more.pop("title", fact.title), form.unit),
        description=more.pop("description", ""),
        dataType=form.data_type,
        pattern=form.pattern,
        expectedValues=list(form.choices) if form.several else [],
        unit=stated(name=form.unit),
        fact=fact.name,
        **more,
    )


def _requirement(rulepack: Rulepack, asked: Asked, currency: str) -> dict[str, Any]:
    fact, measure = asked.fact, asked.measure
    form = form_of(fact, currency)
    identifier = requirement_id(rulepack, asked)
    help_ = f" {fact.help}" if fact.help else ""
    if form is None:
        # Records cannot be answered; asked in words, the answer is at least there to be read.
        form = Form("string")
    if measure is None:
        return requirement(identifier, fact, form, description=f"{fact.question}{help_}".strip())
    layer = rulepack.layer(measure.pack)
    per = f" Per {measure.per}." if measure.per else ""
    return requirement(
        identifier,
        fact,
        form,
        title=measure.title,
        description=f"{fact.question}{help_}{per}".strip(),
        measure={"scheme": MEASURES, "id": measure.id, "version": layer.version, "digest": f"sha256:{layer.sha256}"},
        eligibleEvidences=[{"id": str(number), "title": title} for number, title in enumerate(measure.evidence, 1)],
    )


def _title(title: str, unit: str) -> str:
    """Give a title with its unit, which OCDS itself has no field for."""
    told = {PER_CENT: "per cent", MONEY_UNIT: "sum of money"}.get(unit, unit)
    title = f"{title[:1].upper()}{title[1:]}"
    return title if not told or told.lower() in title.lower() else f"{title} ({told})"
