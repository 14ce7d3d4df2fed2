"""Made-up findings, fictional, for the report formats."""

from datetime import date

from sv_rules.model.evaluation import Coverage, EngineUsed, Evaluation, PackUsed, Run
from sv_rules.model.finding import Change, Citation, ClueFound, ComparisonMade, Confidence, Finding, SubjectRef, Waiver
from sv_rules.model.outcome import Kind, Level, Outcome, Stage, Standing
from sv_rules.model.place import Place
from sv_rules.model.procurement import Organisation, Remark, Source

CITATION = Citation(text="policy", title="Fictional policy", at="section 2", url="https://example.org/policy")
PROCUREMENT = SubjectRef(kind=Kind.PROCUREMENT, id="works-1", title="Works")
BID = SubjectRef(kind=Kind.BID, id="b1", title="Fictional Bidder")


def comparison(place=None, because=()):
    return ComparisonMade(
        sentence="Contract value is £5.", result=False, fact="tender.value", place=place, because=because
    )


def clue(**more):
    given = {
        "clue": "town/apprentices",
        "fact": "specification.apprenticeships",
        "subject": PROCUREMENT,
        "value": 2,
        "bound": "at_least",
        "confidence": Confidence.HIGH,
        "words": "apprentices",
        "quote": "shall take on two apprentices",
        "place": Place(document="spec.docx", page=3, paragraph=12),
        "section": "Social value",
    }
    return ClueFound(**{**given, **more})


def finding(outcome=Outcome.NOT_MET, level=Level.MUST, **more):
    given = {
        "check": "town/value",
        "title": "The contract is large",
        "pack": "town",
        "stage": Stage.SPECIFICATION,
        "subject": PROCUREMENT,
        "sentence": "Not met: Contract value is £5.",
        "comparisons": (comparison(Place(document="tender.yaml", line=4, column=9)),),
        "changes": (Change(fact="tender.value", sentence="Contract value is at least £6."),),
        "source": CITATION,
        "standing": Standing.EXAMPLE,
    }
    return Finding(outcome=outcome, level=level, **{**given, **more})


CLUE_SAID = (
    "“shall take on two apprentices” (spec.docx, page 3, paragraph 12, in “Social value”) suggests "
    "specification.apprenticeships: at least 2, with high confidence. Somebody has to confirm this."
)
WAIVER = Waiver(by="county", reason="It has a rule of its own.", source=CITATION)


def evaluation(*findings, remarks=(), inputs=("tender.yaml",)):
    return Evaluation(
        id="works-1",
        title="Works",
        buyer=Organisation(),
        run=Run(
            sv_rules="1.0",
            engine=EngineUsed(name="strata", version="1"),
            packs=(PackUsed(id="town", title="Town", version="2", sha256="0" * 64, asked_for=True),),
            inputs=tuple(Source(name=name, sha256="1" * 64, format="procurement") for name in inputs),
            as_of=date(2026, 1, 31),
            as_of_from="argument",
        ),
        coverage=Coverage(
            checks=1,
            applied=1,
            not_applicable=0,
            not_looked_at=(),
            overrides=(),
            gaps=(),
            facts_given=0,
            facts_wanted=0,
        ),
        compliance=(),
        findings=findings,
        conclusions=(),
        criteria=(),
        lots=(),
        remarks=tuple(Remark(what=what, place=Place(document="tender.yaml", line=2)) for what in remarks),
    )
