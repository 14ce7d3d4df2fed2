r"""A publisher's pattern for an answer: a search, as JSON Schema has it, in the safe part of its language.

`[0-9]{2}` fits any text with two digits in it; `^[0-9]{2}$` only a text of two digits. A pattern is never given to a
matcher that goes back over the text, so none can take long; what is outside of the safe part is refused in words.
"""

from collections.abc import Iterator

from sv_rules.operators._pattern import Pattern, read_pattern


def search(written: str) -> Pattern:
    """Make ready a pattern that fits a whole text when `written` is found anywhere in it.

    Raises:
        ValueError: the pattern is not of the safe part; in an author's words.
    """
    branches = list(_branches(written))
    return read_pattern("|".join(map(_anywhere, branches)) if branches != [""] else ".*")


def _anywhere(branch: str) -> str:
    inside = branch.removeprefix("^")
    before = ".*" if inside == branch else ""
    ends = _ends_in_dollar(inside)
    return f"{before}{inside[:-1] if ends else inside}{'' if ends else '.*'}"


def _ends_in_dollar(text: str) -> bool:
    backslashes = len(text[:-1]) - len(text[:-1].rstrip("\\"))
    return text.endswith("$") and backslashes % 2 == 0


def _branches(written: str) -> Iterator[str]:
    """Give the outermost alternatives; ^ and $ belong to one each."""
    depth, start, in_class, escaped = 0, 0, False, False
    for index, char in enumerate(written):
        if escaped:
            escaped = False
        elif char == "\\":
            escaped = True
        elif in_class:
            in_class = char != "]"
        elif char == "[":
            in_class = True
        elif char in "()":
            depth += 1 if char == "(" else -1
        elif char == "|" and depth == 0:
            yield written[start:index]
            start = index + 1
    yield written[start:]
