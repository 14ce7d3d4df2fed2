"""Is a summary complete? What regulation 31 asks for and is not there, each with what to do about it."""

from collections.abc import Iterator

from sv_rules.errors import DocumentError, Problem
from sv_rules.model.summary import AssessmentSummary, Basis, CriterionAssessed, Decision, Supplier, WinnerTold
from sv_rules.summaries.reasoning import only_repeats, refers_to_tender


def incomplete(summary: AssessmentSummary) -> list[Problem]:
    """Give everything that keeps a summary from being sent, in the order of regulation 31; empty when it is complete.

    Of an explanation it asks that there is one, that it does not only repeat the criterion, and that it leads to
    something in the tender; `reasoning.py` has the rules. Whether it is right, only its writers can say.
    """
    about = f"lot {summary.lot}, bid {summary.bid}"
    found = [*_supplier(summary.supplier, about), *_full_criteria(summary, about)]
    for criterion in summary.criteria:
        found += _criterion(criterion, about, throughout=summary.decision is not Decision.DISQUALIFIED)
    return [*found, *_decision(summary, about), *_winner(summary, about)]


def refuse_incomplete(summary: AssessmentSummary) -> None:
    """Refuse to publish a summary that is not complete.

    Raises:
        DocumentError: with everything that is missing.
    """
    if problems := incomplete(summary):
        raise DocumentError(problems)


_SUPPLIER = (
    ("name", "the name of the supplier is not known"),
    ("address", "the supplier's postal address is not known"),
    ("email", "the supplier's e-mail address is not known"),
    ("identifier", "the supplier's unique identifier is not known"),
)


def _supplier(supplier: Supplier, about: str) -> Iterator[Problem]:
    for name, what in _SUPPLIER:
        if not getattr(supplier, name).strip():
            key = "id" if name == "identifier" else name
            yield Problem(what, where=about, fix=f"Give it with the bid, as bidder: {{{key}: …}}.")


def _full_criteria(summary: AssessmentSummary, about: str) -> Iterator[Problem]:
    if not summary.full_criteria_at.strip():
        what = "nothing says where the award criteria and the methodology can be read in full"
        yield Problem(what, where=about, fix="Name the document or its address, such as that of the tender notice.")
    if not summary.criteria:
        yield Problem("no criterion is known", where=about, fix="Give the lot its criteria under award:.")


def _criterion(criterion: CriterionAssessed, about: str, *, throughout: bool) -> Iterator[Problem]:
    where = f"{about}, criterion {criterion.id}"
    if criterion.method == "rating" and not criterion.scale:
        what = f"the scores that were available for '{criterion.title}' are not known"
        yield Problem(what, where=where, fix="Give the document with the award model, where its scale is.")
    # A tender that was disqualified is explained as far as it was assessed.
    if not criterion.parts and (throughout or criterion.score is not None):
        yield from _score(criterion, where)
    for part in criterion.parts:
        yield from _criterion(part, about, throughout=throughout)


def _score(criterion: CriterionAssessed, where: str) -> Iterator[Problem]:
    if criterion.score is None:
        working = criterion.working or "It was not scored."
        yield Problem(f"'{criterion.title}' has no score", where=where, fix=working)
    elif criterion.basis is Basis.COMPUTED:
        if not criterion.offered:
            what = f"the explanation of '{criterion.title}' does not say what the tender offers"
            yield Problem(what, where=where, fix="Give the documents that were evaluated.")
    elif not criterion.explanation.strip():
        yield Problem(f"no reason is given for the mark on '{criterion.title}'", where=where, fix=_WRITE)
    else:
        yield from _reason(criterion, where)
    if criterion.unexplained and criterion.explanation.strip():
        what = f"{criterion.unexplained} of the marks that count on '{criterion.title}' have no reason"
        yield Problem(what, where=where, fix=_WRITE)


_WRITE = "Say what the tender offers that earned this mark, where it says so, and what kept it from a higher one."


def _reason(criterion: CriterionAssessed, where: str) -> Iterator[Problem]:
    known = [criterion.title, criterion.how, *(f"{one.label} {one.means}" for one in criterion.scale)]
    if only_repeats(criterion.explanation, known):
        what = f"the reason for the mark on '{criterion.title}' only repeats the criterion or its scale"
        yield Problem(what, where=where, fix=_WRITE)
    if not refers_to_tender(criterion.explanation) and not any(one.evidence for one in criterion.offered):
        what = f"the reason for the mark on '{criterion.title}' does not refer to anything in the tender"
        yield Problem(what, where=where, fix="Name the place, such as answer 4 or page 12, or quote a few words of it.")


def _decision(summary: AssessmentSummary, about: str) -> Iterator[Problem]:
    if summary.decision is Decision.DISQUALIFIED:
        if not summary.disqualified_by:
            what = "the requirement that disqualified the tender is not known"
            yield Problem(what, where=about, fix="Evaluate the bid again, with the checks that are its gates.")
        return
    if summary.has_totals and summary.total is None:
        yield Problem("the tender has no total score", where=about, fix="Complete the scores, then evaluate again.")
    if summary.decision is Decision.OPEN:
        what = "it is not decided which tender the contract is awarded to"
        yield Problem(what, where=about, fix="Settle what is open, or name the bid that the contract is awarded to.")
    if summary.provisional:
        what = "the ranking is provisional: another bid of this lot is still open"
        yield Problem(what, where=about, fix="Settle that bid first; it could change the ranking.")
    if summary.outranks_winner and not summary.further.strip():
        what = "the tender ranks above the one that the contract is awarded to, and nothing says why"
        yield Problem(what, where=about, fix="Add the further explanation that regulation 31(3)(c) asks for.")


def _winner(summary: AssessmentSummary, about: str) -> Iterator[Problem]:
    if summary.decision not in {Decision.UNSUCCESSFUL, Decision.DISQUALIFIED}:
        return
    if summary.winner_told is WinnerTold.LEFT_OUT:
        what = "it does not say how the winning tender was assessed"
        fix = (
            "Section 50(4)(b) of the Procurement Act 2023 asks for that too. Include it, once what is commercially "
            "sensitive has been considered, or say that the supplier is told elsewhere."
        )
        yield Problem(what, where=about, fix=fix)
    elif summary.winner_told is WinnerTold.INCLUDED and summary.winner is None:
        what = "there is no winning tender yet to tell the supplier of"
        yield Problem(what, where=about, fix="Settle what is open, or name the bid that the contract is awarded to.")
