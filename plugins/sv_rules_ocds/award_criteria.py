"""The award criteria of a lot: its own, else those of the whole tender; and those of groups of lots."""

from sv_rules.model.procurement import Answer
from sv_rules_ocds.node import Node
from sv_rules_ocds.profiles import Profile
from sv_rules_ocds.weights import criteria


def lot_criteria(lot: Node, form: Profile) -> Answer | None:
    """Give `awardCriteria/criteria` of a lot, or of a tender, as records."""
    # In the core the tender's awardCriteria is a code; as an object it is some publishers' short way for all lots.
    if not isinstance((lot / "awardCriteria").value, dict):
        return None
    published = lot / "awardCriteria/criteria"
    found = criteria(published, bare_weights=form.bare_weights)
    return None if found is None else Answer(value=list(found), place=published.place)


def remark_on_groups(tender: Node, form: Profile) -> None:
    """Say what is odd about the weights of groups of lots, whose criteria are those of no single lot."""
    for group in (tender / "lotGroups").objects():
        if lot_criteria(group, form):
            (group / "awardCriteria").remark(
                "these award criteria are for a group of lots; they were not taken for those of any one lot"
            )
