"""Evaluations made up by hand, with every outcome, a ranking and texts that nobody would write in good faith."""

from collections.abc import Mapping
from datetime import date

from sv_rules.model.evaluation import (
    Assessment,
    Compliance,
    Coverage,
    CriterionScore,
    CriterionUsed,
    EngineUsed,
    Evaluation,
    GapNoted,
    LotResult,
    NotLookedAt,
    OverrideNoted,
    PackUsed,
    Run,
)
from sv_rules.model.finding import Ask, Change, Citation, ComparisonMade, Finding, Question, SubjectRef, Waiver
from sv_rules.model.outcome import Kind, Level, Outcome, Stage, Standing
from sv_rules.model.place import Place
from sv_rules.model.procurement import Evidence, Organisation, Remark, Rounding, Source

_ODD = "<b>| `odd` \x1b[31m* \u202e_[x](y) = SUM(A1) & 5 < 6 “£”\nsecond line"
_SUBJECT = SubjectRef(kind=Kind.PROCUREMENT, id="made-up", title=_ODD)
_CITATION = Citation(text="policy", title=_ODD, publisher="A council", year=2026, at="section 1", says=_ODD)
_PLACE = Place(document="made-up.json", pointer="/tender/value")


def made_up_evaluations() -> Mapping[str, Evaluation]:
    """Give an evaluation with everything and one with nothing, by what they are."""
    return {"an evaluation with everything": _full(), "an evaluation with nothing in it": _empty()}


def _full() -> Evaluation:
    return _empty().model_copy(
        update={
            "title": _ODD,
            "buyer": Organisation(id="GB-1", name=_ODD),
            "coverage": Coverage(
                checks=5,
                applied=3,
                not_applicable=1,
                not_looked_at=(NotLookedAt(check="pack/later", why="nothing is there at the stage delivery"),),
                overrides=(
                    _override(waived=True, changed=()),
                    _override(waived=False, changed=("title", "level")),
                ),
                gaps=(GapNoted(pack="pack", what=_ODD, why=_ODD),),
                facts_given=3,
                facts_wanted=4,
            ),
            "compliance": (
                Compliance(
                    subject=_SUBJECT,
                    stage=Stage.SPECIFICATION,
                    compliant=False,
                    sentence="Not compliant: 1 must check not met.",
                    broken=("pack/not_met",),
                    open=(),
                    must_checks=2,
                ),
            ),
            "findings": (*(_finding(outcome) for outcome in Outcome), _waived()),
            "criteria": (_criterion(),),
            "lots": (_lot(),),
            "remarks": (Remark(what=_ODD, place=_PLACE, fix=_ODD),),
        }
    )


def _override(*, waived: bool, changed: tuple[str, ...]) -> OverrideNoted:
    return OverrideNoted(line="pack/line", by="town", waived=waived, changed=changed, reason=_ODD, source=_CITATION)


def _waived() -> Finding:
    waiver = Waiver(by="town", reason=_ODD, source=_CITATION)
    return _finding(Outcome.NOT_MET).model_copy(update={"check": "pack/waived", "waived": waiver})


def _finding(outcome: Outcome) -> Finding:
    known = outcome is not Outcome.CANNOT_TELL
    made = ComparisonMade(
        sentence="Contract value is £5.",
        result=outcome is Outcome.MET if known else None,
        fact="tender.value",
        title="contract value",
        operator="at_least",
        value="GBP 5" if known else None,
        expected="GBP 6",
        place=_PLACE if known else None,
        evidence=(Evidence(document=_ODD, at="page 1", quote=_ODD),) if known else (),
    )
    question = Question(fact="tender.value", question=_ODD, answer="an amount of money")
    return Finding(
        check=f"pack/{outcome}",
        title=_ODD,
        pack="pack",
        level=Level.MUST,
        stage=Stage.SPECIFICATION,
        subject=_SUBJECT,
        outcome=outcome,
        sentence="Contract value is £5.",
        comparisons=(made,),
        changes=(Change(fact="tender.value", sentence="Contract value is at least £6."),)
        if outcome is Outcome.NOT_MET
        else (),
        asks=() if known else (Ask(questions=(question,)),),
        ask=_ODD,
        suggestion=_ODD,
        source=_CITATION,
        standing=Standing.EXAMPLE,
    )


def _criterion() -> CriterionUsed:
    return CriterionUsed(
        lot="1",
        id="price",
        title=_ODD,
        parent="",
        weight="100%",
        weight_of_total="100%",
        method="lowest_price",
        how=_ODD,
        relative=True,
    )


def _lot() -> LotResult:
    score = CriterionScore(
        criterion="price",
        title=_ODD,
        raw="£5",
        maximum="100",
        points="66.67",
        exact="200/3",
        working="£5 ÷ £6",
        reason=_ODD,
    )
    ranked = Assessment(
        lot="1",
        bid="one",
        bidder=Organisation(name=_ODD),
        fictional=True,
        status="ranked",
        why="Ranks first of 1.",
        scores=(score,),
        total="66.67",
        total_exact="200/3",
        rank=1,
        tie_break=_ODD,
    )
    gated = Assessment(lot="1", bid="two", bidder=Organisation(name="Two"), status="gated", why="It fails a gate.")
    return LotResult(
        lot="1",
        title=_ODD,
        provisional=True,
        sentence="One bid is ranked.",
        warnings=(_ODD,),
        rounding=Rounding(),
        assessments=(ranked, gated),
    )


def _empty() -> Evaluation:
    return Evaluation(
        id="made-up",
        title="",
        buyer=Organisation(),
        run=Run(
            sv_rules="0",
            engine=EngineUsed(name="strata", version="1"),
            packs=(PackUsed(id="pack", title="A pack", version="1", sha256="0" * 64, asked_for=True),),
            inputs=(Source(name="made-up.json", sha256="0" * 64, format="procurement"),),
            as_of=date(2026, 1, 31),
            as_of_from="argument",
        ),
        coverage=Coverage(
            checks=0,
            applied=0,
            not_applicable=0,
            not_looked_at=(),
            overrides=(),
            gaps=(),
            facts_given=0,
            facts_wanted=0,
        ),
        compliance=(),
        findings=(),
        conclusions=(),
        criteria=(),
        lots=(),
        remarks=(),
    )
