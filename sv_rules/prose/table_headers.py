"""Which column of a table has what, by the words of its header; and where in a table another begins."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sv_rules.model.prose import Paragraph
from sv_rules.prose.tokens import WORD, tokenised
from sv_rules.prose.word_lists import word_set

Cells = Mapping[tuple[int, int], Paragraph]

_NAME = word_set("criterion criteria question questions area areas element elements subcriterion subcriteria")
_CRITERION = frozenset({"criterion", "criteria"})
_WEIGHT = frozenset({"weight", "weights", "weighting", "weightings", "weighted"})
_SHARE = frozenset({"%", "percentage", "percent"})
_POINTS = frozenset({"marks", "mark", "points"})
_DESCRIPTION = word_set("description descriptions detail details requirement requirements")
_SUB = frozenset({"sub", "subcriterion", "subcriteria"})
_MARK = word_set("score scores mark marks rating ratings points")
_MEANING = word_set(
    "description descriptions definition meaning means criteria comment comments standard interpretation "
    "classification assessment grade explanation guidance"
)
_LONGEST_HEADER = 5
"""Words of a cell that may be a header in the middle of a table."""


@dataclass(frozen=True, slots=True)
class CriteriaColumns:
    """The columns of a table of criteria.

    `points`: the weights are marks. `inner`: a second column of weights, of parts within each criterion. `sure`: the
    header says criterion and weight; without it a table that does not make 100 is about something else. `guessed`: no
    header says criterion. `strong`: one says weight or marks. `percent_header`: one says that they are percentages.
    """

    header: int
    name: int
    weight: int
    description: int | None = None
    points: bool = False
    inner: int | None = None
    sure: bool = False
    guessed: bool = False
    strong: bool = False
    percent_header: bool = False


def criteria_columns(cells: Cells) -> CriteriaColumns | None:
    """Give the columns of a table whose header says that it has criteria or shares; None for any other."""
    header = min((row for row, _ in cells), default=0)
    texts = {column: cell.text for (row, column), cell in sorted(cells.items()) if row == header}
    words = {column: words_of(text) for column, text in texts.items()}
    weights = [column for column, found in words.items() if _is_weight(found, texts[column])]
    points = [column for column, found in words.items() if found & _POINTS]
    chosen = weights or points
    named = [column for column, found in words.items() if found & _NAME and column not in chosen]
    # Beside a column of criteria, one of questions has their numbers.
    criteria = [column for column in named if words[column] & _CRITERION and not words[column] & _SUB]
    names = criteria or [column for column in named if not words[column] & _SUB] or named
    if chosen and names:
        described = [
            column for column, found in words.items() if found & _DESCRIPTION and column not in {names[0], *chosen}
        ]
        return CriteriaColumns(
            header,
            names[0],
            chosen[0],
            description=described[0] if described else None,
            points=not weights,
            inner=chosen[1] if len(chosen) > 1 and weights else None,
            sure=bool(words[chosen[0]] & _WEIGHT) and bool(words[names[0]] & _CRITERION),
            percent_header="%" in texts[chosen[0]] or bool(words[chosen[0]] & _SHARE),
        )
    return _of_two(header, words, texts)


def marks_column(words: Mapping[int, set[str]]) -> int | None:
    """Give the column of marks where a header, its words by column, is one of marks and what earns them."""
    column = next((column for column, found in words.items() if found & _MARK and len(found) <= 3), None)
    if column is None or not any(found & _MEANING for other, found in words.items() if other != column):
        return None
    return column


def split_at_headers(cells: Cells) -> Iterator[Cells]:
    """Give the tables that a table is, where a later row is the header of criteria or of marks again."""
    rows: dict[int, dict[tuple[int, int], Paragraph]] = {}
    for (row, column), cell in cells.items():
        rows.setdefault(row, {})[row, column] = cell
    part: dict[tuple[int, int], Paragraph] = {}
    for row in sorted(rows):
        if part and _is_header(rows[row]):
            yield part
            part = {}
        part |= rows[row]
    if part:
        yield part


def words_of(text: str) -> set[str]:
    """Give the words of a cell or a heading."""
    return {token.word for token in tokenised(text[:400]).tokens if token.kind == WORD}


def _of_two(header: int, words: Mapping[int, set[str]], texts: Mapping[int, str]) -> CriteriaColumns | None:
    """Take the first of two columns for the names where the second is headed by a word for shares."""
    if len(words) != 2:
        return None
    name, weight = words
    strong = bool(words[weight] & (_WEIGHT | _POINTS | {"score", "scores"}))
    if not strong and not _is_weight(words[weight], texts[weight]) and "share" not in words[weight]:
        return None
    percent = "%" in texts[weight] or bool(words[weight] & _SHARE)
    points = bool(words[weight] & _POINTS) and not words[weight] & _WEIGHT and not percent
    return CriteriaColumns(header, name, weight, points=points, guessed=True, strong=strong, percent_header=percent)


def _is_header(row: Mapping[tuple[int, int], Paragraph]) -> bool:
    texts = {column: cell.text for (_, column), cell in row.items() if cell.text.strip()}
    if len(texts) < 2 or any(char.isdigit() for text in texts.values() for char in text[:80]):
        return False
    if any(len(text) > 80 or len(text.split()) > _LONGEST_HEADER for text in texts.values()):
        return False
    words = {column: words_of(text) for column, text in texts.items()}
    if marks_column(words) is not None:
        return True
    return any(found & _NAME for found in words.values()) and any(
        _is_weight(found, texts[column]) or found & _POINTS for column, found in words.items() if not found & _NAME
    )


def _is_weight(words: set[str], text: str) -> bool:
    return bool(words & _WEIGHT) or "%" in text or bool(words & _SHARE)
