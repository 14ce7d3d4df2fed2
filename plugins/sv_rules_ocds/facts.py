"""Which fact comes from which OCDS path. To read another fact, add a line to one of the two tables.

Only what a publisher states becomes a fact; what is absent stays unknown.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from sv_rules.model.procurement import Answer
from sv_rules_ocds.codes import CATEGORIES, LIGHT_TOUCH, PROCEDURES, REGION_CODE
from sv_rules_ocds.dates import notice_date
from sv_rules_ocds.found import Found
from sv_rules_ocds.legal_basis import legal_basis
from sv_rules_ocds.money import gross, net
from sv_rules_ocds.node import Node, shown
from sv_rules_ocds.organisations import buyer_kind, buyer_name, buyer_nation

Reader = Callable[[Node], Found | None]


def text(node: Node) -> Found | None:
    """Give a text as published."""
    value = node.text()
    return None if value is None else Found(value, node)


def texts(node: Node) -> Found | None:
    """Give a list of texts. An empty list says nothing in OCDS."""
    found = [value for value in (entry.text() for entry in node.entries()) if value]
    return Found(found, node) if found else None


def yes_no(node: Node) -> Found | None:
    """Give true or false."""
    value = node.yes_no()
    return None if value is None else Found(value, node)


def code(node: Node, table: Mapping[str, str]) -> Found | None:
    """Give our word for a published code; a code that is not in the table is remarked on."""
    value = (node.text() or "").strip()
    if value and value not in table:
        node.remark(f"'{shown(value)}' is no code that is known here")
    return Found(table[value], node) if value in table else None


def framework(tender: Node) -> Found | None:
    """Give whether a framework agreement is set up: what the tender says, else what all its lots say alike."""
    return _tender_or_lots(tender, _framework)


def stated(path: str, tender: Node) -> Found | None:
    """Give yes or no at a path of the tender, else what all its lots say alike."""
    return _tender_or_lots(tender, lambda node: yes_no(node / path))


def light_touch(regimes: Node) -> Found | None:
    """Give true when the light touch regime is among the special regimes, false when only others are."""
    found = texts(regimes)
    return Found(LIGHT_TOUCH in found.value, regimes) if found else None


def region_codes(tender: Node) -> Found | None:
    """Give the NUTS or ITL codes of where the work is done, each once, in published order.

    Unknown when one of the regions is a name: a list without it would be wrong about what it leaves out.
    """
    items = list((tender / "items").objects())
    addresses = [address for item in items for address in (item / "deliveryAddresses").objects()]
    addresses += [item / "deliveryAddress" for item in items if isinstance(item.value.get("deliveryAddress"), dict)]
    addresses += (tender / "deliveryAddresses").objects()
    codes: dict[str, None] = {}
    names: dict[str, Node] = {}
    for address in addresses:
        region = (address / "region").text() or ""
        if REGION_CODE.fullmatch(region.strip()):
            codes[region.strip()] = None
        elif region:
            names.setdefault(region, address / "region")
    for name, node in names.items():
        node.remark(
            f"the region is given as '{shown(name)}', not as a NUTS or ITL code; the regions were not used",
            fix="Give the code, such as UKI31.",
        )
    if not codes or names:
        return None
    return Found(list(codes), tender / "items" if items else tender / "deliveryAddresses")


# fact, OCDS path from the release, reader
RELEASE_FACTS: Sequence[tuple[str, str, Reader]] = (
    ("tender.title", "tender/title", text),
    ("tender.description", "tender/description", text),
    ("tender.value", "tender/value", net),
    ("tender.value_gross", "tender/value", gross),
    ("tender.notice_date", "", notice_date),  # date, tag; tender/documents[]
    ("tender.category", "tender/mainProcurementCategory", partial(code, table=CATEGORIES)),
    ("tender.procedure", "tender/procurementMethod", partial(code, table=PROCEDURES)),
    ("tender.framework", "tender", framework),  # techniques/{hasFrameworkAgreement,frameworkAgreement}; lots[] alike
    ("tender.above_threshold", "tender/aboveThreshold", yes_no),
    ("tender.legal_basis", "", legal_basis),  # tender/legalBasis/{scheme,id}
    ("tender.special_regimes", "tender/specialRegime", texts),
    ("tender.light_touch", "tender/specialRegime", light_touch),
    ("tender.region_codes", "tender", region_codes),  # items[]/deliveryAddresses[]/region; deliveryAddresses[]/region
    ("tender.suitable_for_sme", "tender", partial(stated, "suitability/sme")),  # lots[]/suitability/sme
    ("tender.suitable_for_vcse", "tender", partial(stated, "suitability/vcse")),  # lots[]/suitability/vcse
    ("buyer.name", "", buyer_name),  # buyer/name; parties[]/name
    ("buyer.kind", "", buyer_kind),  # parties[]/details/classifications[]
    ("buyer.nation", "", buyer_nation),  # parties[]/details/classifications[]; parties[]/address
)


# fact, OCDS path from the lot, reader; lot.criteria is in award_criteria.py
LOT_FACTS: Sequence[tuple[str, str, Reader]] = (
    ("lot.title", "title", text),
    ("lot.description", "description", text),
    ("lot.value", "value", net),
    ("lot.value_gross", "value", gross),
)


def facts(node: Node, table: Sequence[tuple[str, str, Reader]]) -> dict[str, Answer]:
    """Give every fact of a table that the node states, each with its place."""
    answers = {}
    for fact, path, read in table:
        found = read(node / path if path else node)
        if found is not None:
            answers[fact] = Answer(value=found.value, place=found.at.place)
    return answers


def _framework(node: Node) -> Found | None:
    techniques = node / "techniques"
    flag, agreement = yes_no(techniques / "hasFrameworkAgreement"), techniques / "frameworkAgreement"
    described = isinstance(agreement.value, dict) and bool(agreement.value)
    if flag and not flag.value and described:
        flag.at.remark("this says that there is no framework agreement, and one is described beside it")
        return None
    return flag or (Found(True, agreement) if described else None)


def _tender_or_lots(tender: Node, read: Reader) -> Found | None:
    found = read(tender)
    if found is not None:
        return found
    by_lot = [read(lot) for lot in (tender / "lots").objects()]
    first = by_lot[0] if by_lot else None
    if first is None or any(each is None or each.value != first.value for each in by_lot):
        return None
    return first
