"""The whole pipeline in one screen. Each stage takes values and returns values, so each can be tried alone."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from sv_rules.engine.assessing import assess
from sv_rules.engine.compiling import Program
from sv_rules.engine.drawing import draw
from sv_rules.engine.judging import comply, conclude, cover, judge
from sv_rules.engine.observing import observe
from sv_rules.errors import DocumentError, Problem
from sv_rules.model.amount import read_date
from sv_rules.model.evaluation import EngineUsed, Evaluation, PackUsed, Run
from sv_rules.model.procurement import Procurement
from sv_rules.prose.attaching import attach
from sv_rules.prose.recognising import recognise

NOTICE_DATE = "tender.notice_date"
"""The fact that gives the date of an evaluation when no other is asked for."""


def evaluate(program: Program, procurement: Procurement, *, as_of: date | None = None) -> Evaluation:
    """Judge and assess a procurement by a compiled rulepack.

    Args:
        program: from `compile_rulepack`; may be shared between threads.
        procurement: from a document format, or built by hand.
        as_of: the date on which rules, parameters and checks are looked up. None: the date of the tender notice.

    Raises:
        DocumentError: if values are not of their facts' types, the award model contradicts itself, or there is no
            date: neither `as_of` nor a tender notice's.
        EngineError: if the inference engine goes over a limit.
    """
    recognised = recognise(program.recogniser, procurement)
    procurement = recognised.procurement
    day = as_of or notice_date(procurement)
    observations = observe(program, procurement, day)
    conclusions = draw(program, observations)
    findings = attach(judge(program, observations, conclusions), program.rulepack.checks, recognised)
    assessed = assess(program, procurement, observations, findings)
    evaluation = Evaluation(
        id=procurement.id,
        title=procurement.title,
        buyer=procurement.buyer,
        run=Run(
            sv_rules=library_version(),
            engine=EngineUsed(name=program.engine.name, version=program.engine.version),
            packs=_packs_used(program),
            inputs=procurement.sources,
            as_of=day,
            as_of_from="argument" if as_of else "tender notice",
        ),
        coverage=cover(program, observations, findings),
        compliance=comply(observations, findings),
        findings=findings,
        conclusions=conclude(program, observations, conclusions),
        criteria=assessed.criteria,
        lots=assessed.lots,
        combination=assessed.combination,
        clues=recognised.clues,
        remarks=(*procurement.remarks, *recognised.remarks, *observations.remarks, *assessed.remarks),
    )
    for observer in program.registry.observers.values():
        observer.evaluated(evaluation)
    return evaluation


def notice_date(procurement: Procurement) -> date:
    """Give the date of the tender notice.

    Raises:
        DocumentError: if the document does not say, or says no date.
    """
    answer = procurement.facts.get(NOTICE_DATE)
    day = read_date(answer.value) if answer and isinstance(answer.value, str) else None
    if day is None:
        raise DocumentError(
            Problem(
                "no date is given for which to evaluate, and the document has no date of a tender notice",
                answer.place if answer else None,
                where=f"procurement {procurement.id}",
                fix="Give the date of the tender notice: --as-of 2026-01-31, or as_of=date(2026, 1, 31).",
            )
        )
    return day


def _packs_used(program: Program) -> Sequence[PackUsed]:
    return tuple(
        PackUsed(
            id=layer.id,
            title=layer.title,
            version=layer.version,
            sha256=layer.sha256,
            asked_for=layer.id in program.rulepack.asked_for,
        )
        for layer in program.rulepack.layers
    )


@cache
def library_version() -> str:
    """Give the version of this library, `unknown` when it runs from a folder that was never installed."""
    try:
        return version("sv-rules")
    except PackageNotFoundError:
        return "unknown"
