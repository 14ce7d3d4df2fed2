"""An evaluation of a draft -> advice: the five most useful changes, the burden on bidders, the criteria read."""

from sv_rules.advising.burden import burden_on_bidders
from sv_rules.advising.choosing import choose
from sv_rules.advising.opening import open_findings
from sv_rules.advising.stated import criteria_stated
from sv_rules.advising.telling import Telling
from sv_rules.engine.compiling import Program
from sv_rules.model.advice import MOST_CHANGES, Advice
from sv_rules.model.evaluation import Evaluation
from sv_rules.model.procurement import Procurement
from sv_rules.prose.recognising import recognise


def advise(program: Program, procurement: Procurement, evaluation: Evaluation) -> Advice:
    """Give advice on a draft.

    The change that does the most comes first. A must check counts 4, a should check 2, a may check 1; double where it
    is known not to be met, half where it is not known whether it applies. A change that settles a finding has all of
    that, one that settles it together with others its part. Among equals: the stricter level, then more findings
    settled, then the question what applies, then reading order. Each is chosen as if those before it had been made.

    Args:
        program: the one the evaluation was made by.
        procurement: the draft that was evaluated, without bids.
        evaluation: what it came to.
    """
    read = recognise(program.recogniser, procurement).procurement
    found = open_findings(program, evaluation)
    chosen = choose(found, MOST_CHANGES)
    telling = Telling(program, read, evaluation)
    touched = {one.number for change in chosen for one in (*change.settles, *change.helps)}
    return Advice(
        changes=tuple(telling.change(one) for one in chosen),
        open_findings=len(found),
        untouched=sum(1 for one in found if one.number not in touched),
        burden=burden_on_bidders(program, read, evaluation),
        criteria=criteria_stated(read, evaluation),
    )
