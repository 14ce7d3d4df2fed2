"""The same content in Markdown, HTML and Word gives the same paragraphs."""

from dataclasses import dataclass
from html import escape
from typing import Any

from docs_reading.making import paragraphs, word
from hypothesis import given, settings
from hypothesis import strategies as st

# Letters of several scripts; nothing that Markdown takes for a mark.
WORDS = st.lists(st.text("abcxyzÄéß€½“”Яв", min_size=1, max_size=8), min_size=1, max_size=6).map(" ".join)
ROWS = st.integers(1, 3).flatmap(
    lambda wide: st.lists(st.lists(WORDS, min_size=wide, max_size=wide), min_size=2, max_size=3)
)


@dataclass(frozen=True)
class Block:
    """A heading (`level`), an item, a table (`rows`) or text."""

    text: str = ""
    level: int = 0
    item: bool = False
    rows: tuple[tuple[str, ...], ...] = ()


BLOCKS = st.lists(
    st.one_of(
        st.builds(Block, WORDS, level=st.integers(1, 6)),
        st.builds(Block, WORDS),
        st.builds(Block, WORDS, item=st.just(True)),
        ROWS.map(lambda rows: Block(rows=tuple(map(tuple, rows)))),
    ),
    min_size=1,
    max_size=8,
)


def _markdown(blocks: list[Block]) -> str:
    return "\n\n".join(_as_markdown(one) for one in blocks)


def _as_markdown(one: Block) -> str:
    if one.rows:
        lines = [f"| {' | '.join(row)} |" for row in one.rows]
        return "\n".join([lines[0], "|" + " --- |" * len(one.rows[0]), *lines[1:]])
    return f"{'#' * one.level} {one.text}" if one.level else f"- {one.text}" if one.item else one.text


def _html(blocks: list[Block]) -> str:
    return f"<!doctype html><body>{''.join(_as_html(one) for one in blocks)}"


def _as_html(one: Block) -> str:
    if one.rows:
        rows = [
            "<tr>" + "".join(f"<{tag}>{escape(text)}</{tag}>" for text in row) + "</tr>"
            for row, tag in zip(one.rows, ["th", *["td"] * len(one.rows)], strict=False)
        ]
        return f"<table>{''.join(rows)}</table>"
    text = escape(one.text)
    return f"<h{one.level}>{text}</h{one.level}>" if one.level else f"<ul><li>{text}</ul>" if one.item else f"<p>{text}"


def _word(blocks: list[Block]) -> bytes:
    def fill(document: Any) -> None:
        for one in blocks:
            if one.rows:
                table = document.add_table(len(one.rows), len(one.rows[0]))
                for row, texts in enumerate(one.rows):
                    for column, text in enumerate(texts):
                        table.cell(row, column).paragraphs[0].add_run(text).bold = row == 0
            elif one.level:
                document.add_heading(one.text, one.level)
            else:
                document.add_paragraph(one.text, style="List Bullet" if one.item else None)

    return word(fill)


@settings(max_examples=12, deadline=None, derandomize=True)
@given(BLOCKS)
def test_the_same_paragraphs(blocks: list[Block]) -> None:
    found = paragraphs("markdown", _markdown(blocks))
    assert len(found) == sum(sum(map(len, one.rows)) or 1 for one in blocks)
    assert found == paragraphs("html", _html(blocks))
    assert found == paragraphs("word", _word(blocks))
