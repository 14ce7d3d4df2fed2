"""What every report says of the advice on a draft, in words."""

from collections.abc import Iterator

from sv_rules.errors import listed
from sv_rules.explaining import cited
from sv_rules.model.advice import Advice, Burden, CriterionStated, UsefulChange
from sv_rules.model.evaluation import Evaluation
from sv_rules.model.finding import Question
from sv_rules.model.outcome import Outcome
from sv_rules.reports._words import HEADINGS, by_outcome, clean, clue

MOST_NAMED = 4
"""Checks that a change is said to settle by their ids."""


def tally(evaluation: Evaluation) -> str:
    """Say how many findings have each outcome: `3 met, 1 not met, 8 cannot tell, 20 does not apply.`."""
    found = by_outcome(evaluation)
    order = (Outcome.MET, Outcome.NOT_MET, Outcome.CANNOT_TELL, Outcome.NOT_APPLICABLE)
    said = ", ".join(f"{HEADINGS[outcome].lower()} {len(found[outcome])}" for outcome in order)
    return f"Of {len(evaluation.findings)} findings: {said}."


def heading(advice: Advice) -> str:
    """Head the changes."""
    count = len(advice.changes)
    return "The most useful change" if count == 1 else f"The {_NUMBERS[count]} most useful changes"


_NUMBERS = ("no", "one", "two", "three", "four", "five")


def parts(change: UsefulChange) -> Iterator[tuple[str, str]]:
    """Give what belongs to a change: a label and a text for each line, the wording first."""
    for wording in change.wordings:
        yield "Suggested wording", f"{clean(wording.text)} ({wording.check})"
    if change.where:
        yield "Where", _sentence(clean(change.where))
    for question in change.questions:
        form = f"{question.fact}: {clean(question.answer)}"
        # A change that is one question says it in its first line.
        yield ("Answer as", form) if question.question in change.sentence else ("Question", _asked(question, form))
    for found in change.clues:
        yield "In the document now", clue(found)
    for thought in change.think_about:
        yield "Think about", clean(thought)
    yield "What it does", _good_for(change)
    yield f"Source, {change.standing}", f"{clean(cited(change.source))}."


def _asked(question: Question, form: str) -> str:
    return f"{clean(question.question)} ({form})"


def _good_for(change: UsefulChange) -> str:
    settled = f"Settles {listed(change.settles, most=MOST_NAMED)}." if change.settles else ""
    if not change.helps:
        return settled
    also = " also" if settled else ""
    helped = f"It{also} helps with {listed(change.helps, most=MOST_NAMED)}, where something else is needed as well."
    return f"{settled} {helped}".strip()


def left(advice: Advice) -> str:
    """Say how far the changes reach; empty where nothing is open."""
    if not advice.open_findings:
        return "Nothing is open: there is no change to suggest."
    if not advice.untouched:
        return f"They settle or help each of the {advice.open_findings} open findings."
    return f"Of {advice.open_findings} open findings {advice.untouched} are touched by none of these."


def burden(found: Burden) -> Iterator[tuple[str, str]]:
    """Give what is said of the burden on bidders: a label and a text for each line; the first has no label."""
    yield "", clean(found.sentence)
    if found.at_most > found.questions:
        more = found.at_most - found.questions
        yield "Perhaps more", f"{more}, if checks apply of which it cannot be told yet."
    for part in found.asked:
        yield f"{part.count} from {part.what}", f"{listed(map(clean, part.names))}."
    for warning in found.warnings:
        yield "Warning", clean(warning)
    for one in found.assumptions:
        yield "Rests on", f"{clean(one.title)}: {clean(one.value)} ({one.standing}: {clean(cited(one.source))})."
    for rule in found.rules:
        outcome = HEADINGS[rule.outcome].lower()
        yield (
            "Rule on proportion",
            f"{clean(rule.title)} ({rule.check}, {rule.level}): {outcome}. {clean(cited(rule.source))}.",
        )


def criterion(one: CriterionStated) -> tuple[str, str, str, str]:
    """Give a row on an award criterion: name, weight, whether it is about social value, place."""
    return (clean(one.name), clean(one.weight) or "not said", "yes" if one.social_value else "", clean(str(one.place)))


CRITERION_HEADS = ("Award criterion", "Weight", "Social value", "Where")


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].removesuffix('.')}."
