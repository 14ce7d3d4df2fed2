"""What the beginning of a line tells in text that has no styles: a bullet, a label, the number of a heading.

The rules are cautious: a clause taken for a heading would hide what it asks for, so what is not sure stays text.
"""

import re

# The last two are bullets whose font says nothing of them: see wording.py.
_BULLET = re.compile(r"\s*[•▪◦‣·●○■□➢➤✓✔\uf0b7\uf0a7\uf0d8\uf0fc\x7f\x95*\-–—](?:\s+(?=\S)|$)|\s*o\s{2,}(?=\S)")
_LABEL = re.compile(r"\s*(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,6})\)|(?:\d{1,3}|[a-z]|[ivx]{1,6})\.)(?=\s+\S)", re.IGNORECASE)
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+(?=[A-Z“‘\"'(])")
_NAMED = re.compile(r"(?:Appendix|Annexe?|Schedule|Part|Section|Chapter)\s+(?:[A-Z]|\d{1,2})\b(?!\s+(?:of|to|and)\b)")
# A sentence has a verb; these stand in nearly every clause of a specification.
_SENTENCE = re.compile(
    r"\b(?:will|shall|must|should|may|can|cannot|is|are|was|were|be|has|have|had|does|do|ensure|ensures|provide|"
    r"provides|include|includes|see)\b",
    re.IGNORECASE,
)
_ENDS_A_SENTENCE = re.compile(r"[.,;:?!][)\"'”’]*$")
_MOST_WORDS = 12
_LONGEST = 100


def without_bullet(line: str) -> str | None:
    """Give what follows a bullet; None where the line has none."""
    found = _BULLET.match(line)
    return line[found.end() :] if found else None


def has_label(line: str) -> bool:
    """Say whether a line begins with a label of one part: `(a)`, `iv)`, `3.`."""
    return bool(_LABEL.match(line))


def heading_level(line: str) -> int:
    """Give the level that a line's own number gives it as a heading; 0 where it is none.

    `1.2 Social value` has 2. `Appendix A` has 1.
    """
    numbered = _NUMBERED.match(line)
    if numbered:
        return numbered[1].count(".") + 1 if could_be_heading(line[numbered.end() :]) else 0
    return 1 if _NAMED.match(line) and could_be_heading(line) else 0


def could_be_heading(title: str) -> bool:
    """Say whether words could be a heading: few, and no sentence."""
    return (
        len(title) <= _LONGEST
        and len(title.split()) <= _MOST_WORDS
        and any(letter.isalpha() for letter in title)
        and not _ENDS_A_SENTENCE.search(title)
        and not _SENTENCE.search(title)
    )


def ends_a_sentence(line: str) -> bool:
    """Say whether a line ends as a sentence, or what leads to a list, does."""
    return bool(_ENDS_A_SENTENCE.search(line)) and not line.endswith(",")


def headings_among(levels: list[int]) -> list[int]:
    """Strike from candidates' levels (0: no candidate) those that nothing stands under.

    Lines of one level in a row are a list, not headings; nor is the last line of a document one.
    """
    kept = []
    for number, level in enumerate(levels):
        below = levels[number + 1] if number + 1 < len(levels) else level
        before = levels[number - 1] if number else 0
        # The last of a list has text below it as a heading has; what stands before tells them apart.
        kept.append(0 if level and level in (below, before) else level)
    return kept
