"""What bidders are asked about social value: by measures, by checks, by the documents' questions, by award criteria."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sv_rules.engine.compiling import Program
from sv_rules.engine.drawing import draw
from sv_rules.engine.judging import judge
from sv_rules.engine.observing import observe
from sv_rules.model.advice import QuestionsAsked
from sv_rules.model.evaluation import Evaluation
from sv_rules.model.finding import Confidence, Finding
from sv_rules.model.outcome import Kind, Level, Outcome, kind_of_fact
from sv_rules.model.procurement import Bid, Procurement
from sv_rules.model.questionnaire import AskedCriterion, Requirement
from sv_rules.prose.recogniser import Recogniser
from sv_rules.prose.tokens import tokenised


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions by where they come from, each fact asked for once; `perhaps` if checks apply of which it is unknown."""

    parts: tuple[QuestionsAsked, ...]
    perhaps: int

    @property
    def count(self) -> int:
        """How many are asked for sure."""
        return sum(part.count for part in self.parts)


@dataclass(slots=True)
class _Facts:
    sure: dict[str, None] = field(default_factory=dict)
    perhaps: dict[str, None] = field(default_factory=dict)


def questions_asked(program: Program, procurement: Procurement, evaluation: Evaluation) -> Asked:
    """Count what bidders are asked, in the draft and by the rulepacks.

    Args:
        program: whose measures count, and whose must and should checks at the stage of bids.
        procurement: the draft, with what its prose tells.
        evaluation: the draft's; its clues say which award criteria are about social value.
    """
    titles = {name: fact.title for name, fact in program.rulepack.facts.items()}
    measures = {one.fact.name: one.title for one in program.rulepack.measures.values()}
    read = _read_by_checks(program, procurement, evaluation)
    known = measures.keys() | read.sure.keys()
    own = [
        (requirement, criterion)
        for criterion in procurement.questions
        if criterion.answered_by in {"bidder", "winner"}
        for requirement in _longest_group(criterion)
        if requirement.active and requirement.fact not in known
        if kind_of_fact(requirement.fact) is Kind.BID or _is_social(program.recogniser, requirement, criterion)
    ]
    parts = (
        ("measures of the rulepack", list(measures.values())),
        (
            "facts of a bid that must and should checks read",
            [titles[name] for name in read.sure if name not in measures],
        ),
        ("questions in the documents", [one.title or one.description or one.id for one, _ in own]),
        ("award criteria about social value", list(_social_criteria(program, evaluation))),
    )
    answered = known | {one.fact for one, _ in own}
    return Asked(
        parts=tuple(QuestionsAsked(what=what, count=len(names), names=tuple(names)) for what, names in parts if names),
        perhaps=sum(1 for name in read.perhaps if name not in answered),
    )


def _read_by_checks(program: Program, procurement: Procurement, evaluation: Evaluation) -> _Facts:
    """Ask a bid that says nothing: what its findings want to know is what a bidder has to say."""
    blank = tuple(Bid(id=f"any bid for {lot.id}"[:120], lot=lot.id) for lot in procurement.lots)
    with_blank = procurement.model_copy(update={"bids": blank})
    observations = observe(program, with_blank, evaluation.run.as_of)
    findings = judge(program, observations, draw(program, observations))
    facts = _Facts()
    for finding in findings:
        if finding.subject.kind is Kind.BID and _asks(finding):
            applies = program.rulepack.checks[finding.check].applies is None or bool(finding.applies_because)
            wanted = (one.fact for ask in finding.asks for one in ask.questions)
            into = facts.sure if applies else facts.perhaps
            into |= dict.fromkeys(name for name in wanted if _of_bidders(program, name))
    return facts


def _of_bidders(program: Program, name: str) -> bool:
    fact = program.rulepack.facts[name]
    return fact.kind is Kind.BID and fact.answered_by == "bidder"


def _asks(finding: Finding) -> bool:
    return finding.outcome is Outcome.CANNOT_TELL and finding.level is not Level.MAY and finding.waived is None


def _longest_group(criterion: AskedCriterion) -> Sequence[Requirement]:
    """Give the group that takes most: a bidder answers one of them."""
    return max((group.requirements for group in criterion.groups), key=len, default=())


def _is_social(recogniser: Recogniser, requirement: Requirement, criterion: AskedCriterion) -> bool:
    texts = (criterion.title, criterion.description, requirement.title, requirement.description)
    return any(_speaks_of_social_value(recogniser, texts))


def _speaks_of_social_value(recogniser: Recogniser, texts: Iterable[str]) -> Iterator[bool]:
    # The clues to records are those that tell which criteria are about social value.
    for text in texts:
        yield any(mention.clue.fact.fields for mention in recogniser.search(tokenised(text)).mentions)


def _social_criteria(program: Program, evaluation: Evaluation) -> Iterator[str]:
    found = (
        (clue.subject.id, str(clue.value))
        for clue in evaluation.clues
        if program.rulepack.facts[clue.fact].fields and not clue.denied and clue.confidence is not Confidence.LOW
    )
    return (name for _, name in dict.fromkeys(found))
