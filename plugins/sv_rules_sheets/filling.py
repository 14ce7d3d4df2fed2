"""A rulepack, a procurement or both, to the sheets that ask for or hold what is known."""

from collections.abc import Iterator, Mapping, Sequence

from sv_rules.model.outcome import Kind
from sv_rules.model.procurement import Procurement, Remark
from sv_rules.model.rulepack import Rulepack
from sv_rules_sheets.explaining import about
from sv_rules_sheets.filling_known import Known, place_of
from sv_rules_sheets.filling_lists import choices, entries, evidence
from sv_rules_sheets.filling_marks import criteria, fit_in_columns, marks
from sv_rules_sheets.filling_overview import overview
from sv_rules_sheets.filling_tables import table_sheet
from sv_rules_sheets.sheet_made import MadeSheet
from sv_rules_sheets.tables import TABLES

Made = tuple[Sequence[MadeSheet], Sequence[Remark]]


def whole_book(procurement: Procurement | None, rulepack: Rulepack | None) -> Made:
    """Give every sheet of a workbook, and what of the procurement they do not hold."""
    known = Known(procurement, rulepack)
    in_columns = fit_in_columns(known)
    marked = criteria(procurement) if in_columns else []
    sheets = [overview(known)]
    sheets += [
        table_sheet(known, table, marked if table.kind is Kind.BID else []) for table in TABLES if known.has(table.kind)
    ]
    sheets += [marks(known, in_columns=in_columns), *entries(known), evidence(known), choices(known), about(rulepack)]
    sheets = [sheet for sheet in sheets if sheet.rows]
    return sheets, [*known.losses, *_left_out(procurement, _NOT_IN_A_BOOK)]


def bids_alone(procurement: Procurement | None, rulepack: Rulepack | None) -> tuple[MadeSheet, Sequence[Remark]]:
    """Give the sheet of bids as a file of its own, and what of the procurement it does not hold."""
    known = Known(procurement, rulepack, alone=True)
    fit_in_columns(known)
    sheet = table_sheet(known, TABLES[0], criteria(procurement))
    return sheet, [*known.losses, *_left_out(procurement, {**_NOT_IN_A_BOOK, **_NOT_BESIDE_BIDS})]


_NOT_IN_A_BOOK: Mapping[str, str] = {
    "award_common": "how bids are assessed",
    "lot_limits": "how many lots a bidder may win",
    "proxies": "the tables of proxy values",
    "questions": "the questions that bidders are asked",
    "prose": "the documents of prose",
}
_NOT_BESIDE_BIDS: Mapping[str, str] = {
    "facts": "the facts of the procurement",
    "title": "its title",
    "contracts": "the contracts",
    "organisations": "the organisations",
}


def _left_out(procurement: Procurement | None, parts: Mapping[str, str]) -> Iterator[Remark]:
    if procurement is None:
        return
    words = [word for name, word in parts.items() if getattr(procurement, name)]
    if any(lot.award for lot in procurement.lots) and parts["award_common"] not in words:
        words.append(parts["award_common"])
    if any(bid.responses for bid in procurement.bids):
        words.append("the answers to the questions that bidders are asked")
    if "facts" in parts and any(lot.facts for lot in procurement.lots):
        words.append("the facts of the lots")
    for word in words:
        fix = "Keep it in a document of its own: documents about one procurement are read together."
        yield Remark(
            what=f"not written, since this format cannot hold it: {word}", place=place_of(procurement), fix=fix
        )
