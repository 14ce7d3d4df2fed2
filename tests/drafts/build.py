"""Make the documents from the drafts' descriptions: Word, PDF, Markdown, HTML and plain text.

`python tests/drafts/build.py FOLDER` writes them all, to be looked at. Nothing binary is kept in the repository.
"""

import sys
from collections.abc import Iterable
from html import escape
from pathlib import Path
from textwrap import fill

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a command: the folder that holds this package

from drafts.description import Block, Draft, Heading, Items, Table, Text, drafts

LINE = 76
"""Characters in a line of plain text."""


def build(draft: Draft, folder: Path) -> Path:
    """Write the document of a draft into a folder and give its path."""
    path = folder / f"{draft.name}.{draft.format}"
    path.write_bytes(_MAKERS[draft.format](draft.blocks))
    return path


def _word(blocks: Iterable[Block]) -> bytes:
    from drafts.word import word  # noqa: PLC0415  needs python-docx, which other drafts do not

    return word(blocks)


def _pdf(blocks: Iterable[Block]) -> bytes:
    from drafts.pdf import pdf  # noqa: PLC0415  needs reportlab, which other drafts do not

    return pdf(blocks)


def markdown(blocks: Iterable[Block]) -> bytes:
    """Give Markdown with tables between bars."""
    return "\n\n".join(map(_markdown, blocks)).encode() + b"\n"


def _markdown(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * block.level} {block.text}"
        case Text():
            return block.text
        case Items():
            return "\n".join(f"- {text}" for text in block.texts)
        case Table():
            header, *rows = (f"| {' | '.join(row)} |" for row in block.rows)
            return "\n".join([header, "|" + " --- |" * len(block.rows[0]), *rows])


def html(blocks: Iterable[Block]) -> bytes:
    """Give a page of HTML."""
    body = "\n".join(map(_html, blocks))
    head = '<meta charset="utf-8"><title>Draft</title><style>p {margin: 1em}</style>'
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head><body>\n{body}\n</body></html>\n'.encode()


def _html(block: Block) -> str:
    match block:
        case Heading():
            return f"<h{block.level}>{escape(block.text)}</h{block.level}>"
        case Text():
            return f"<p>{escape(block.text)}</p>"
        case Items():
            return f"<ul>{''.join(f'<li>{escape(text)}</li>' for text in block.texts)}</ul>"
        case Table():
            header, *rows = block.rows
            heads = "".join(f"<th>{escape(text)}</th>" for text in header)
            cells = "".join(f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in row)}</tr>" for row in rows)
            return f"<table><thead><tr>{heads}</tr></thead><tbody>{cells}</tbody></table>"


def plain(blocks: Iterable[Block]) -> bytes:
    """Give plain text in short lines, the title underlined, an empty line between paragraphs."""
    return "\n\n".join(map(_plain, blocks)).encode() + b"\n"


def _plain(block: Block) -> str:
    match block:
        case Heading():
            return f"{block.text}\n{'=' * len(block.text)}" if block.level == 1 else block.text
        case Text():
            return fill(block.text, LINE, break_on_hyphens=False)
        case Items():
            return "\n".join(
                fill(text, LINE, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False)
                for text in block.texts
            )
        case Table():
            return "\n".join("\t".join(row) for row in block.rows)


_MAKERS = {"docx": _word, "pdf": _pdf, "md": markdown, "html": html, "txt": plain}


def main(folder: Path) -> None:
    """Write every draft, the held out ones too, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for draft in (*drafts(held_out=False), *drafts(held_out=True)):
        print(build(draft, folder))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
