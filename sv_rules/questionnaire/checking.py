"""Whether a bid answers what is asked: each question once, in one group of each criterion, in full and in form."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sv_rules.errors import did_you_mean, listed
from sv_rules.model.procurement import Remark
from sv_rules.model.questionnaire import AskedCriterion, Requirement, Response
from sv_rules.questionnaire.asking import Questionnaire, called, place_of
from sv_rules.questionnaire.limits import breaches
from sv_rules.questionnaire.typing_answers import WORDS, WrongTypeError, shown, typed


def check(
    questions: Sequence[AskedCriterion], responses: Sequence[Response], lot: str, *, bid: str = ""
) -> Sequence[Remark]:
    """Give a remark for everything that is wrong with the answers of a bid for a lot.

    Args:
        questions: what is asked. Only criteria for this lot that a bidder or the winner answers count.
        responses: what the bid answers.
        lot: the lot that the bid is for; empty: any.
        bid: the bid's id, for remarks about what it leaves unanswered.
    """
    return tuple(dict.fromkeys(_remarks(Questionnaire(questions, lot), responses, bid)))


def _remarks(asked: Questionnaire, responses: Sequence[Response], bid: str) -> Iterator[Remark]:
    whose = f"bid '{bid}'" if bid else "this bid"
    if responses and not asked.questions:
        yield Remark(
            what=f"{whose} answers {len(responses)} questions, and no document says what was asked",
            place=place_of(responses[0]),
            fix="Read the document with the criteria and requirements together with the bid.",
        )
        return
    yield from asked.repeated()
    yield from _duplicates(responses)
    for response in responses:
        yield from _about(response, asked)
    for criterion, groups in zip(asked.criteria, asked.by_criterion(responses), strict=True):
        yield from _completeness(criterion, groups, whose)


def _duplicates(responses: Sequence[Response]) -> Iterator[Remark]:
    counts = Counter(response.requirement for response in responses)
    told: set[str] = set()
    for response in responses:
        name = response.requirement
        if counts[name] > 1 and name in told:
            yield Remark(
                what=f"the requirement '{name}' is answered {counts[name]} times",
                place=place_of(response),
                fix="Answer it once.",
            )
        told.add(name)


def _about(response: Response, asked: Questionnaire) -> Iterator[Remark]:
    here = place_of(response)
    found = asked.by_id.get(response.requirement)
    if found is None:
        if response.requirement not in asked.known:
            near = did_you_mean(response.requirement, asked.known)
            yield Remark(
                what=f"there is no requirement '{response.requirement}'; this answer was not used",
                place=here,
                fix=near or "Give the id of a requirement that is asked.",
            )
        return
    requirement = found.requirement
    name = called(requirement)
    if response.value is not None and response.values is not None:
        what = f"the answer to {name} has a single value and several values; neither was used"
        yield Remark(what=what, place=here, fix="Give either 'value' or 'values'.")
    elif response.value is None and response.values is None:
        yield Remark(what=f"the answer to {name} has no value", place=here, fix=f"Give {WORDS[requirement.type]}.")
    else:
        for what, fix in _wrong(response, requirement):
            yield Remark(what=f"answer to {name}: {what}", place=here, fix=fix)


def _wrong(response: Response, requirement: Requirement) -> Iterator[tuple[str, str]]:
    try:
        values = typed(response, requirement)
    except WrongTypeError as reason:
        words = WORDS[requirement.type]
        yield f"{shown(reason.value)} is not {words}; it was not used", f"Give {words}."
        return
    yield from breaches(values, requirement)


def _completeness(criterion: AskedCriterion, groups: dict[int, set[str]], whose: str) -> Iterator[Remark]:
    active = [[one for one in group.requirements if one.active] for group in criterion.groups]
    here = place_of(criterion)
    if not any(active):
        return
    if not groups:
        count = sum(map(bool, active))
        fix = "Answer every requirement in it." if count == 1 else f"Answer one of its {count} groups in full."
        yield Remark(what=f"{whose} does not answer the criterion {called(criterion)}", place=here, fix=fix)
    elif len(groups) > 1:
        yield Remark(
            what=f"{whose} answers {len(groups)} groups of the criterion {called(criterion)}, which are alternatives; "
            "none of these answers was used",
            place=here,
            fix="Answer one group only.",
        )
    for index, given in groups.items():
        missing = [called(one) for one in active[index] if one.id not in given]
        if missing:
            yield Remark(
                what=f"{whose} answers a group of the criterion {called(criterion)} in part: "
                f"{listed(missing)} {'is' if len(missing) == 1 else 'are'} not answered",
                place=criterion.groups[index].place or here,
                fix="Answer every requirement of the group.",
            )
