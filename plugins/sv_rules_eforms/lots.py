"""The lots of a notice, and its groups of lots where award criteria sit there."""

from collections.abc import Sequence
from itertools import chain, count

from sv_rules.errors import listed
from sv_rules.model.procurement import Lot
from sv_rules_eforms.codes import STRATEGIES
from sv_rules_eforms.criteria import criteria
from sv_rules_eforms.facts import LOT_FACTS, facts
from sv_rules_eforms.node import Node, shown

LONGEST_ID = 120


def lots(notice: Node) -> Sequence[Lot]:
    """Give the lots in published order; a notice without any is one whole."""
    taken: set[str] = set()
    read = [_lot(node, notice, taken) for node in notice.all("cac:ProcurementProjectLot")]
    return [each for each in read if each is not None] or [Lot(id="whole", implied=True)]


def _lot(node: Node, notice: Node, taken: set[str]) -> Lot | None:
    is_group = (node / "cbc:ID[LotsGroup]").there
    award = {fact: found.answer for fact, found in criteria(node).items()}
    if is_group and not award:
        return None
    identifier = _identifier(node, taken)
    if is_group:
        _remark_on_group(node, notice)
    _remark_on_strategy(node)
    stated = {**facts(node, LOT_FACTS), **award}
    title = stated.get("lot.title")
    return Lot(id=identifier, title=title.value if title else "", facts=stated)


def _identifier(node: Node, taken: set[str]) -> str:
    """Give the published id where it is there, short enough and unique; else one made from it, with a remark."""
    published = (node / "cbc:ID").text() or ""
    wanted = published[: LONGEST_ID - _ROOM] if len(published) > LONGEST_ID else published or "lot"
    numbered = (f"{wanted[: LONGEST_ID - _ROOM]} ({number})" for number in count(2))
    identifier = next(each for each in chain((wanted,), numbered) if each not in taken)
    taken.add(identifier)
    if identifier != published:
        why = "has no id" if not published else "has an id that is too long or that another lot has too"
        node.remark(f"this lot {why}; it is called '{shown(identifier)}' here")
    return identifier


_ROOM = 12


def _remark_on_group(node: Node, notice: Node) -> None:
    identifier = (node / "cbc:ID").text()
    groups = notice.all("cac:TenderingTerms/cac:LotDistribution/cac:LotsGroup")
    members = [
        text
        for group in groups
        if (group / "cbc:LotsGroupID").text() == identifier
        for each in group.all("cac:ProcurementProjectLotReference/cbc:ID")
        if (text := each.text())
    ]
    of = f" of {listed(shown(each) for each in members)}" if members else ""
    node.remark(f"this is a group of lots{of} with award criteria of its own; it was read as a lot beside them")


_OTHERWISE = "something else"


def _remark_on_strategy(node: Node) -> None:
    """Say what a lot pursues beside the purchase itself (BT-06, BT-774, BT-775, BT-776): no fact holds that."""
    kinds = node.all("cac:ProcurementProject/cac:ProcurementAdditionalType")
    pursued: dict[str, Node] = {}
    for kind in kinds:
        code = kind / "cbc:ProcurementTypeCode"
        table = STRATEGIES.get(code.attribute("listName"))
        if table is None or code.text() in {None, "none"}:
            continue
        described = kind.words("cbc:ProcurementType")
        said = table.get(code.text() or "", _OTHERWISE)
        pursued.setdefault(f"{said} (“{shown(described.value)}”)" if described else said, code)
    if pursued:
        first = next(iter(pursued.values()))
        first.remark(f"this lot says that it pursues {listed(pursued)}; no fact is made of that")
