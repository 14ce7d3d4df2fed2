"""How important criteria are beside each other: weights that add up, ranks without gaps, or words."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from sv_rules.errors import Problem, listed
from sv_rules.model.amount import plain, read_percentage, spoken_number
from sv_rules.model.award import AwardCriterion, AwardModel


class Importance(NamedTuple):
    """What one criterion counts: its weight within the one above, its points of 100, and both in words."""

    weight: Fraction | None
    points: Fraction
    said: str


WHOLE = Fraction(100)
_FORMS = {"percentages": "weight", "ranks": "rank", "described": "importance"}
_SAID = {"weight": "a weight", "rank": "a rank", "importance": "importance in words"}
_EXAMPLES = {"weight": "weight: 50%", "rank": "rank: 1", "importance": "importance: the most important by far"}


@dataclass(frozen=True, slots=True)
class Siblings:
    """The criteria under one criterion, or those at the top. `points` are those of the criterion above."""

    parent: str
    criteria: tuple[AwardCriterion, ...]
    points: Fraction


def importance_of(model: AwardModel, siblings: Siblings) -> tuple[list[Importance], list[Problem]]:
    """Give what each of the siblings counts, in their order, and every problem; what is wrong counts nothing."""
    problems = list(_forms(model, siblings))
    if model.importance == "percentages":
        found, wrong = _weights(model, siblings)
        return found, [*problems, *wrong]
    if model.importance == "ranks" and not problems:
        problems += _ranks(siblings)
    many = len(siblings.criteria)
    return [
        Importance(None, WHOLE, each.importance or f"rank {each.rank} of {many}") for each in siblings.criteria
    ], problems


def _forms(model: AwardModel, siblings: Siblings) -> Iterator[Problem]:
    wanted = _FORMS[model.importance]
    for each in siblings.criteria:
        given = {
            "weight": each.weight != "",
            "rank": each.rank is not None,
            "importance": each.importance.strip() != "",
        }
        if not given[wanted]:
            fix = f"Add {_EXAMPLES[wanted]}, or state importance in another way for all criteria of the award."
            yield _note(each, f"it has no {_SAID[wanted].removeprefix('a ')}", fix)
        for form, there in given.items():
            if form != wanted and there:
                what = f"it has {_SAID[form]}, and importance is stated in {_words(model)} here"
                yield _note(each, what, f"Leave out '{form}', or change 'importance' of the award.")


def _words(model: AwardModel) -> str:
    return "words" if model.importance == "described" else model.importance


def _ranks(siblings: Siblings) -> Iterator[Problem]:
    ranks = sorted(each.rank for each in siblings.criteria if each.rank is not None)
    if ranks != list(range(1, len(ranks) + 1)):
        whose = f"the sub-criteria of {siblings.parent}" if siblings.parent else "the criteria"
        parts = listed((f"{each.id} {each.rank}" for each in siblings.criteria), most=30)
        yield Problem(
            f"the ranks of {whose} are not 1 to {len(ranks)}, each once",
            siblings.criteria[0].place,
            "award, under criteria",
            f"They are {parts}. Where two are equally important, describe importance in words.",
        )


def _weights(model: AwardModel, siblings: Siblings) -> tuple[list[Importance], list[Problem]]:
    problems: list[Problem] = []
    weights = [_weight(each, problems) if each.weight else None for each in siblings.criteria]
    of_total = model.weights == "of_total"
    problems += _sum(siblings, weights, of_total=of_total)
    return [_weighed(weight or Fraction(0), siblings.points, of_total=of_total) for weight in weights], problems


def _weighed(weight: Fraction, above: Fraction, *, of_total: bool) -> Importance:
    if not of_total:
        points = above * weight / 100
        return Importance(weight, points, f"{plain(points)}%")
    return Importance(100 * weight / above if above else Fraction(0), weight, f"{plain(weight)}%")


def _weight(criterion: AwardCriterion, problems: list[Problem]) -> Fraction | None:
    weight = read_percentage(criterion.weight)
    if weight is None:
        what = f"the weight '{criterion.weight:.40}' is not a percentage"
        problems.append(_note(criterion, what, "Write it as 50%."))
    elif weight < 0:
        fix = "A weight is the part of the criterion above, from 0% to 100%."
        problems.append(_note(criterion, f"the weight {criterion.weight} is below zero", fix))
    else:
        return Fraction(weight)
    return None


def _sum(siblings: Siblings, weights: list[Fraction | None], *, of_total: bool) -> Iterator[Problem]:
    known = [weight for weight in weights if weight is not None]
    wanted = siblings.points if of_total else WHOLE
    if len(known) < len(weights) or sum(known) == wanted:
        return
    whose = f"the sub-criteria of {siblings.parent}" if siblings.parent else "the criteria"
    whole = f"{spoken_number(wanted)}%"
    aim = f"the {whole} of {siblings.parent}" if of_total and siblings.parent else whole
    parts = listed((f"{each.id} {each.weight}" for each in siblings.criteria), most=30)
    yield Problem(
        f"the weights of {whose} add up to {spoken_number(sum(known, Fraction(0)))}%, not {aim}",
        siblings.criteria[0].place,
        "award, under criteria",
        f"They are {parts}; change them to make {whole}.",
    )


def _note(criterion: AwardCriterion, what: str, fix: str) -> Problem:
    return Problem(what, criterion.place, f"criterion {criterion.id}", fix)
