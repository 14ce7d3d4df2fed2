"""A pattern of a check -> its brief finding: why it came out so, without the values that were found."""

from sv_rules.engine.judging import told
from sv_rules.engine.patterns import Leaf, Leaves, Pattern
from sv_rules.engine.reasoning import Reasoner
from sv_rules.engine.wording import sentence
from sv_rules.model.brief import BriefComparison, BriefFinding
from sv_rules.model.condition import Comparison, Concluded
from sv_rules.model.finding import Change
from sv_rules.model.outcome import Outcome, Stage
from sv_rules.model.rulepack import Check


def abridged(check: Check, stage: Stage, outcome: Outcome, pattern: Pattern, reasoner: Reasoner) -> BriefFinding:
    """Give the brief finding of a check on the subject of the reasoner.

    Args:
        check: that came out.
        stage: at which it looks.
        outcome: what it came to.
        pattern: why, from `pattern_of`.
        reasoner: what is known of the subject.
    """
    comparisons = _compared(pattern.reasons, reasoner)
    steps = pattern.changes if pattern.changes is not None else ()
    if outcome is Outcome.NOT_MET and pattern.changes is None:
        steps = reasoner.steps(check.expects[stage], True) or ()
    changes = tuple(
        Change(fact=leaf.fact.name, sentence=sentence(reasoner.wording.asked(leaf, sign=wanted)))
        for leaf, wanted in steps
    )
    return BriefFinding(
        check=check.id,
        title=check.title,
        level=check.level,
        outcome=outcome,
        sentence=told(outcome, [made.sentence for made in comparisons], changes),
        comparisons=comparisons,
        changes=changes,
        asks=pattern.asks,
        source=check.source,
        standing=check.standing,
        waived=check.waived,
    )


def stated(leaf: Leaf, reasoner: Reasoner) -> str:
    """Say what a leaf came to on the subject, without the value that was found. A clause without a full stop."""
    truth = reasoner.truth(leaf)
    if isinstance(leaf, Concluded):
        return reasoner.wording.concluded(leaf.name, truth)
    if truth is not None:
        return reasoner.wording.asked(leaf, sign=truth)
    return reasoner.unknown_words(leaf) if isinstance(leaf, Comparison) else reasoner.uncounted_words(leaf)


def _compared(leaves: Leaves, reasoner: Reasoner) -> tuple[BriefComparison, ...]:
    found = (
        BriefComparison(
            sentence=sentence(stated(leaf, reasoner)),
            result=reasoner.truth(leaf),
            fact="" if isinstance(leaf, Concluded) else leaf.fact.name,
            conclusion=leaf.name if isinstance(leaf, Concluded) else "",
        )
        for leaf, _ in leaves
    )
    return tuple(dict.fromkeys(found))
