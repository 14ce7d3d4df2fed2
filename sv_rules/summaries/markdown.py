"""A summary in Markdown."""

from collections.abc import Iterator

from sv_rules.model.summary import AssessmentSummary
from sv_rules.reports.markdown import escaped, table
from sv_rules.summaries.completeness import refuse_incomplete
from sv_rules.summaries.page import Block, Bullets, Heading, Paragraph, Table, page


def as_markdown(summary: AssessmentSummary, *, publish: bool = False) -> str:
    """Give the summary in Markdown; one that is not complete opens with a banner that says it is a draft, and why.

    Raises:
        DocumentError: if it is to be published and is not complete; with everything that is missing.
    """
    if publish:
        refuse_incomplete(summary)
    lines = [line for block in page(summary) for line in (*_written(block), "")]
    return "\n".join(lines)


def _written(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {escaped(block.text)}"
        case Paragraph():
            yield f"**{escaped(block.label)}:** {_inside(block.text)}" if block.label else escaped(block.text)
        case Bullets():
            yield from (f"- {escaped(item)}" for item in block.items)
        case Table():
            yield f"*{_inside(block.caption)}*"
            yield from table([*map(_inside, block.head)], [[*map(_inside, row)] for row in block.rows])
        case _:  # a banner
            yield f"> **{escaped(block.heading)}.** {escaped(block.text)}"
            if block.items:
                yield ">"
            yield from (f"> - {escaped(item)}" for item in block.items)


def _inside(text: str) -> str:
    # Only at the start of a line would a number or a dash be taken for a list.
    return escaped(f"x{text.strip()}").removeprefix("x")
