"""A chosen change -> what an officer reads: what to do, where, in whose words, and what it is good for."""

from collections.abc import Iterator, Sequence

from sv_rules.advising.choosing import Chosen
from sv_rules.advising.locating import Sections, Spot
from sv_rules.engine.compiling import Program
from sv_rules.errors import listed
from sv_rules.model.advice import Action, UsefulChange, Wording
from sv_rules.model.evaluation import Evaluation
from sv_rules.model.fact import Fact, FactType
from sv_rules.model.finding import ClueFound, ComparisonMade, Confidence, Finding, Question, SubjectRef
from sv_rules.model.outcome import Level, Outcome
from sv_rules.model.place import Place
from sv_rules.model.procurement import Procurement

MOST_CLUES = 3
MOST_THOUGHTS = 3

_FIGURES = frozenset(
    {
        FactType.INTEGER,
        FactType.NUMBER,
        FactType.MONEY,
        FactType.PERCENTAGE,
        FactType.DATE,
        FactType.DURATION,
    }
)
_SURE = (Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW)


class Telling:
    """Puts changes into words, for one evaluation."""

    def __init__(self, program: Program, procurement: Procurement, evaluation: Evaluation) -> None:
        """Take what the words are about; the procurement with what its prose tells."""
        self._program = program
        self._evaluation = evaluation
        self._sections = Sections(program, procurement)
        self._settling = {clue.id for clue in program.recogniser.clues if clue.settles}

    def change(self, chosen: Chosen) -> UsefulChange:
        """Give the change in words."""
        facts = tuple(key.fact for key in chosen.keys if key.fact)
        findings = [one.finding for one in chosen.findings]
        # What only might apply does not decide what kind of change it is, where something does apply.
        about = [one.finding for one in (chosen.settles or chosen.helps)]
        clues = self._clues(facts)
        conflict = self._disagreeing(clues)
        wrong = _value_and_place(about, facts)
        wordings = () if chosen.scope else tuple(_wordings(about))
        action = self._action(chosen, facts, wordings, mend=bool(conflict) or wrong is not None)
        spot = Spot("") if chosen.scope else self._spot(facts, about, clues, wrong)
        return UsefulChange(
            action=action,
            sentence=self._sentence(action, chosen, facts, about, conflict),
            level=min((one.level for one in findings), key=tuple(Level).index),
            facts=facts,
            questions=tuple(_questions(findings, facts)),
            wordings=wordings,
            think_about=() if chosen.scope else _thoughts(about),
            subjects=tuple(_subjects(findings)),
            where=spot.where,
            place=spot.place,
            section=spot.section,
            clues=clues[:MOST_CLUES],
            settles=_checks([one.finding for one in chosen.settles]),
            helps=_checks([one.finding for one in chosen.helps]),
            source=findings[0].source,
            standing=findings[0].standing,
        )

    def _action(self, chosen: Chosen, facts: Sequence[str], wordings: Sequence[Wording], *, mend: bool) -> Action:
        if chosen.scope:
            return Action.SAY_WHAT_APPLIES
        if mend:
            return Action.MEND
        if wordings:
            return Action.ADD_WORDING
        if any(self._fact(name).type in _FIGURES for name in facts):
            return Action.GIVE_FIGURE
        return Action.ANSWER

    def _sentence(
        self,
        action: Action,
        chosen: Chosen,
        facts: Sequence[str],
        about: Sequence[Finding],
        conflict: Sequence[ClueFound],
    ) -> str:
        titles = "; ".join(dict.fromkeys(one.title for one in about))
        named = listed(self._fact(name).title for name in facts)
        match action:
            case Action.SAY_WHAT_APPLIES:
                asked = "this question: it helps" if len(facts) == 1 else f"these {len(facts)} questions: they help"
                count = len(_checks([one.finding for one in chosen.findings]))
                return f"Answer {asked} to decide whether {count} check{' applies' if count == 1 else 's apply'}."
            case Action.MEND if conflict:
                quotes = listed((f"“{one.quote}” ({one.place})" for one in conflict), most=3)
                return f"Say the same thing everywhere about {named}: {quotes}."
            case Action.MEND:
                said = dict.fromkeys(made.sentence for one in about for made in one.changes if made.fact in facts)
                return f"Put right what is said: {' '.join(said)}"
            case Action.ADD_WORDING:
                return f"Add wording for: {titles}."
            case Action.GIVE_FIGURE:
                return f"Give the figure: {named}."
            case _:
                questions = list(dict.fromkeys(one.question for one in _questions(about, facts)))
                if questions:
                    return f"Answer: {' '.join(questions)}"
                wanted = dict.fromkeys(made.sentence for one in about for made in one.changes)
                return f"See to this: {' '.join(wanted) or f'{titles}.'}"

    def _spot(
        self, facts: Sequence[str], about: Sequence[Finding], clues: Sequence[ClueFound], wrong: Place | None
    ) -> Spot:
        if wrong is not None:
            return Spot(str(wrong), wrong, next((one.section for one in clues if one.place == wrong), ""))
        titles = [one.title for one in about] + [
            self._program.rulepack.priorities[one.priority].title for one in about if one.priority
        ]
        return self._sections.spot(facts, titles, clues)

    def _clues(self, facts: Sequence[str]) -> tuple[ClueFound, ...]:
        found = [one for one in self._evaluation.clues if one.fact in facts and not self._fact(one.fact).fields]
        return tuple(sorted(found, key=lambda one: (not one.settled, _SURE.index(one.confidence), one.denied)))

    def _disagreeing(self, clues: Sequence[ClueFound]) -> tuple[ClueFound, ...]:
        """Give one place for each of the different things that settling words say of the same fact, if they differ."""
        said: dict[tuple[str, object, bool], ClueFound] = {}
        for one in clues:
            if one.clue in self._settling and one.confidence is not Confidence.LOW and not one.settled:
                said.setdefault((one.subject.id, str(one.value), one.denied), one)
        return tuple(said.values()) if len(said) > 1 else ()

    def _fact(self, name: str) -> Fact:
        return self._program.rulepack.facts[name]


def _value_and_place(findings: Sequence[Finding], facts: Sequence[str]) -> Place | None:
    """Give the first place of a value that a finding which is not met rests on."""
    for finding in findings:
        if finding.outcome is Outcome.NOT_MET:
            for made in _every(finding.comparisons):
                if made.fact in facts and made.value is not None and made.place is not None:
                    return made.place
    return None


def _every(made: Sequence[ComparisonMade]) -> Iterator[ComparisonMade]:
    for one in made:
        yield one
        yield from _every(one.because)


def _wordings(findings: Sequence[Finding]) -> Iterator[Wording]:
    told: set[str] = set()
    for one in findings:
        if one.suggestion and one.check not in told:
            told.add(one.check)
            yield Wording(check=one.check, text=one.suggestion, source=one.source, standing=one.standing)


def _questions(findings: Sequence[Finding], facts: Sequence[str]) -> Iterator[Question]:
    """Give the question for each fact, in the order of the facts."""
    asked = {one.fact: one for finding in findings for ask in finding.asks for one in ask.questions}
    return (asked[name] for name in facts if name in asked)


def _thoughts(findings: Sequence[Finding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.ask for one in findings if one.ask))[:MOST_THOUGHTS]


def _subjects(findings: Sequence[Finding]) -> Iterator[SubjectRef]:
    return iter(dict.fromkeys(one.subject for one in findings))


def _checks(findings: Sequence[Finding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.check for one in findings))
