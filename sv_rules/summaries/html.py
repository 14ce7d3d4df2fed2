"""A summary as one HTML page that needs nothing else: no script, no font, no picture, no network."""

from collections.abc import Iterator
from html import escape

from sv_rules.model.summary import AssessmentSummary
from sv_rules.reports._words import clean
from sv_rules.summaries.completeness import refuse_incomplete
from sv_rules.summaries.page import Block, Bullets, Heading, Paragraph, Table, name_of, page


def as_html(summary: AssessmentSummary, *, publish: bool = False) -> str:
    """Give the summary as a page; one that is not complete opens with a banner that says it is a draft, and why.

    Every text is escaped. Headings, captions and row headings let a screen reader find its way; the page prints in
    black on white, and keeps a heading with what follows it.

    Raises:
        DocumentError: if it is to be published and is not complete; with everything that is missing.
    """
    if publish:
        refuse_incomplete(summary)
    body = "\n".join(line for block in page(summary) for line in _written(block))
    return _PAGE.format(title=_text(name_of(summary)), style=_STYLE, body=body)


def _written(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"<h{block.level}>{_text(block.text)}</h{block.level}>"
        case Paragraph():
            label = f"<strong>{_text(block.label)}:</strong> " if block.label else ""
            yield f"<p>{label}{_text(block.text)}</p>"
        case Bullets():
            yield from ("<ul>", *(f"<li>{_text(item)}</li>" for item in block.items), "</ul>")
        case Table():
            yield from _table(block)
        case _:  # a banner
            yield f'<section class="banner" aria-label="{_text(block.heading)}">'
            yield f"<p><strong>{_text(block.heading)}.</strong> {_text(block.text)}</p>"
            if block.items:
                yield from ("<ul>", *(f"<li>{_text(item)}</li>" for item in block.items), "</ul>")
            yield "</section>"


def _table(table: Table) -> Iterator[str]:
    yield "<table>"
    yield f"<caption>{_text(table.caption)}</caption>"
    if any(table.head):
        cells = "".join(f'<th scope="col"{_number(table, at)}>{_text(cell)}</th>' for at, cell in enumerate(table.head))
        yield f"<thead><tr>{cells}</tr></thead>"
    yield "<tbody>"
    for first, *rest in table.rows:
        cells = "".join(f"<td{_number(table, at)}>{_text(cell)}</td>" for at, cell in enumerate(rest, 1))
        yield f'<tr><th scope="row">{_text(first)}</th>{cells}</tr>'
    yield from ("</tbody>", "</table>")


def _number(table: Table, column: int) -> str:
    return ' class="number"' if column in table.numbers else ""


def _text(text: str) -> str:
    return escape(clean(text), quote=True)


_STYLE = """\
:root { color-scheme: light; }
body { margin: 2rem auto; max-width: 48rem; padding: 0 1rem; color: #111; background: #fff;
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
h1, h2, h3, h4, h5, h6 { line-height: 1.2; margin: 1.5em 0 .5em; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
caption { text-align: left; font-weight: bold; padding: .25rem 0; }
th, td { border: 1px solid #767676; padding: .35rem .5rem; text-align: left; vertical-align: top; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.banner { border: 3px solid #8a1c1c; padding: 0 1rem; margin: 1rem 0; }
@page { margin: 2cm; }
@media print {
  body { margin: 0; max-width: none; padding: 0; font-size: 11pt; }
  h1, h2, h3, h4, h5, h6, caption { break-after: avoid; }
  tr, .banner { break-inside: avoid; }
  thead { display: table-header-group; }
}"""

_PAGE = """\
<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}
</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""
