"""The words of a workbook for whoever fills it in."""

from sv_rules.model.fact import Fact, FactType
from sv_rules.model.rulepack import Rulepack
from sv_rules_sheets.forms import CHOICE, DATE, DURATIONS, LIST, NO_ENTRIES, NUMBER, PERCENT, YES_NO, is_currency
from sv_rules_sheets.sheet_made import MadeCell, MadeSheet

LONGEST_TITLE, LONGEST_NOTE = 32, 255
"""What Excel shows when a cell is chosen."""

_HINTS = {
    YES_NO: "yes or no",
    NUMBER: "a number, digits only",
    PERCENT: "a percentage such as 10%",
    DATE: "a date such as 2026-01-31",
    LIST: f"entries with ; between them, or {NO_ENTRIES} when it is known that there are none",
}

HOW_TO = (
    "How to fill this in",
    "Each sheet has a row that names its columns, such as bid.price (GBP). Leave it as it is; sheets are read by it.",
    "Leave a cell empty when something is not known. It is then asked about, and never counted as a no.",
    "In brackets stands how the cells of a column are written: a plain number under bid.price (GBP) is in GBP.",
    "The panel's marks may stand beside the bids, in columns called mark: CRITERION and reason: CRITERION.",
    "Marks of single evaluators, and comments for the panel alone, stand in the sheet Marks.",
    "Sheets that begin with 'entries of' hold lists: an entry in each row; the first column says what it belongs to.",
    "A column called note is your own and is not read. Columns that you do not need may be deleted.",
    "The sheets are protected without a password, so that headings are not changed by accident.",
)


def hint(fact: Fact | None, form: str) -> str:
    """Say what to write into a cell of a fact."""
    if is_currency(form):
        return f"an amount in {form}, digits only; another currency is written out, such as EUR 250000"
    if form in DURATIONS:
        return f"a number of {form}"
    if fact is not None and form == CHOICE:
        return fact.described
    if fact is not None and form == LIST and fact.items is not None and fact.items.choices:
        return f"{_HINTS[LIST]}; each is {fact.items.described}"
    if fact is not None and form == NUMBER:
        whole = "a whole number" if fact.type is FactType.INTEGER else "a number"
        return f"{whole} of {fact.unit}" if fact.unit else f"{whole}, digits only"
    return _HINTS.get(form, "text")


def note_for(fact: Fact | None, name: str, form: str) -> tuple[str, str]:
    """Give the title and the words that are shown when a cell is chosen."""
    asked = (fact.question or fact.title) if fact else name
    words = f"{asked} Write {hint(fact, form)}." if asked else f"Write {hint(fact, form)}."
    title = fact.title if fact else name
    return _cut(title, LONGEST_TITLE), _cut(words, LONGEST_NOTE)


def about(rulepack: Rulepack | None) -> MadeSheet:
    """Give the sheet that says where the workbook comes from and how to fill it in."""
    texts = [("name", HOW_TO[0]), *(("hint", line) for line in HOW_TO[1:])]
    if rulepack is not None:
        texts += [("name", "Rulepacks")]
    for layer in rulepack.layers if rulepack else ():
        texts += [("hint", f"{layer.id} {layer.version}: {layer.title}"), ("hint", f"    SHA-256 {layer.sha256}")]
    if rulepack is not None:
        texts += [("name", "Sources")]
    for layer in rulepack.layers if rulepack else ():
        for source in layer.sources.values():
            parts = (source.title, source.publisher, str(source.year or ""), source.url)
            texts.append(("hint", f"{layer.id}: {', '.join(part for part in parts if part)}"))
    return MadeSheet("About", [[MadeCell(text, style=style)] for style, text in texts], (120,))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
