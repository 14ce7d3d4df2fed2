"""Rows of label and value: `Estimated value | £310,000`, where one cell has the words and another what they are."""

from collections.abc import Iterator

from sv_rules.model.prose import Paragraph
from sv_rules.prose.passages import Row
from sv_rules.prose.reading_sentences import QUANTITIES, Reading, Said, Setting
from sv_rules.prose.recogniser import Recogniser
from sv_rules.prose.sentences import Sentence, sentence
from sv_rules.prose.tokens import WORD, tokenised
from sv_rules.prose.word_lists import word_set

LONGEST_LABEL = 15
"""Words and signs of a cell that is a label."""
LONGEST_VALUE = 40
"""Words and signs of a cell that is a value."""

_LONGEST_DENIAL = 4
_MOST_CELLS = 8
_SAYS_VALUE = word_set("value values amount amounts date dates number numbers figure figures quantity quantities")


def across(one: Said, part: Sentence, row: Row, setting: Setting) -> tuple[Said, Sentence] | None:
    """Give what a label says together with the cells to its right, and the two as one sentence; None where nothing.

    A quantity counts where one cell alone has one of the fact's type, or where the header over the cell says that
    values stand there; `none` and `not required` deny where they are the only other cell.

    Args:
        one: what the label says by itself.
        part: the sentence it says it in.
        row: that it stands in.
        setting: what surrounds it.
    """
    is_label = part.first == 0 and part.last == len(part.text.tokens) <= LONGEST_LABEL
    if not is_label or one.denied or one.clue.fact.fields or len(row.cells) > _MOST_CELLS:
        return None
    right = [cell for cell in row.cells if (cell.column or 0) > row.column and cell.text.strip()]
    if one.clue.fact.type in QUANTITIES and one.value is None:
        found = [(cell, *read) for cell in right if (read := _read(one, part, cell, setting))[0].value is not None]
        named = [each for each in found if _words(row.headers.get(each[0].column or 0, "")) & _SAYS_VALUE]
        for several in (found, named):
            if len(several) == 1:
                return several[0][1:]
    others = [cell for cell in row.cells if cell.text.strip() and cell.column != row.column]
    if len(right) == 1 == len(others) and len(tokenised(right[0].text[:400]).tokens) <= _LONGEST_DENIAL:
        said, whole = _read(one, part, right[0], setting)
        return (said, whole) if said.denied else None
    return None


def spanning(recogniser: Recogniser, text: str, row: Row, setting: Setting) -> Iterator[tuple[Said, Sentence]]:
    """Give what a label and the one value beside it say together, as a line does: `Type of contract: services`.

    Args:
        recogniser: of the clues.
        text: of the label.
        row: that it stands in.
        setting: what surrounds it.
    """
    others = [cell for cell in row.cells if cell.text.strip() and cell.column != row.column]
    if len(others) != 1 or (others[0].column or 0) < row.column:
        return
    label = tokenised(text.strip().rstrip(" :?"))
    whole = tokenised(f"{label.text}: {others[0].text[:400]}")
    if len(label.tokens) > LONGEST_LABEL or not recogniser.may_find(whole.text):
        return
    part = sentence(whole, 0, min(len(whole.tokens), LONGEST_LABEL + LONGEST_VALUE))
    reading = Reading(part, setting)
    for mention in recogniser.search(whole).mentions:
        # What stands in one cell alone is found there.
        if mention.start < len(label.tokens) < mention.end <= part.last:
            yield reading.of(mention.clue, mention.start, mention.end, beside=mention.beside), part


def _read(one: Said, part: Sentence, cell: Paragraph, setting: Setting) -> tuple[Said, Sentence]:
    label = part.text.text.strip().rstrip(" :?")
    text = tokenised(f"{label}: {cell.text[:400]}")
    whole = sentence(text, 0, min(len(text.tokens), LONGEST_LABEL + LONGEST_VALUE))
    return Reading(whole, setting).of(one.clue, one.start, one.end, beside=one.beside, only=True), whole


def _words(text: str) -> set[str]:
    return {token.word for token in tokenised(text[:400]).tokens if token.kind == WORD}
