"""Plain text, Markdown and HTML: what is written, and what is read of it, by hand."""

import pytest
from docs_reading.making import FORMS, load, paragraphs, told

from sv_rules.errors import DocumentError
from sv_rules.model.raw_document import RawDocument

SLOW = pytest.mark.slow
PLAIN = """\ufeffSOCIAL VALUE SPECIFICATION\r
\r
1. Introduction\r
\r
The council buys a home care ser-\r
vice for three years.  Residents come\r
first.\r
\r
2. Social value\r
2.1 Jobs\r
\r
The provider will offer:\r
- two apprenticeships,\r
  for at least a year\r
• work experience\r
(a) in care\r
\r
2.2 The provider shall report each quarter.\r
\r
1. Bread\r
2. Milk\r
\r
1. Apples\r
\r
2. Pears\r
\x0c\r
Method\r
======\r
\r
Text on the second page.\r
"""

MARKDOWN = """---
title: not read
tags: [a, b]
---
# Home care & support

The provider *will* employ **two
apprentices** at [the Living Wage](https://example.org).<br>And `more`.

Jobs
----

- first
  still first
    1. inner
- second

  more of the second

| Criterion | Weight |
| --------- | -----: |
| Social value | 20% |
| Price \\| cost | |

> quoted

<table><tr><td>in HTML</td></tr></table>

```
code  stays
```
"""

HTML = """<!DOCTYPE html><html><head><title>Not read</title><style>p {}</style></head><body>
<nav><a href="/">Home</a></nav>
<h1>Home&nbsp;care</h1>
Loose text<br>goes on <em>here</em>.
<p>The provider will employ
  <b>two</b> apprentices.<script>alert(1)</script><!-- note --></p>
<div>First<p>Second</p>Third</div>
<h2>Jobs <small>and skills</small></h2>
<ul><li>one<ol><li>inner</li></ol>after</li><li><p>two</p></li></ul>
<table><caption>Weights</caption>
<thead><tr><td>Criterion</td><th colspan=2>Weight</th></tr></thead>
<tr><th rowspan="2">Quality</th><td>Social value</td><td>20%</td></tr>
<tr><td>Method <p>statement</p></td><td><table><tr><td>inner</td></tr></table></td></tr>
<tr><td>Price</td><td colspan=x>40%</td></tr></table>
<p hidden>secret</p><p style="display: none">secret</p><p>kept <del>gone</del></p>
<dl><dt>Term</dt><dd>Meaning</dd></dl>
</body></html>"""

READ = {
    "plain": [
        "h1 SOCIAL VALUE SPECIFICATION",
        "h1 1. Introduction",
        "text The council buys a home care service for three years. Residents come first.",
        "h1 2. Social value",
        "h2 2.1 Jobs",
        "text The provider will offer:",
        "item two apprenticeships, for at least a year",
        "item work experience",
        "item (a) in care",
        "text 2.2 The provider shall report each quarter.",
        "item 1. Bread",
        "item 2. Milk",
        "item 1. Apples",
        "item 2. Pears",
        "h1 Method",
        "text Text on the second page.",
    ],
    "markdown": [
        "h1 Home care & support",
        "text The provider will employ two apprentices at the Living Wage. And more.",
        "h2 Jobs",
        "item first still first",
        "item inner",
        "item second",
        "item more of the second",
        "th 1:1:1 Criterion",
        "th 1:1:2 Weight",
        "cell 1:2:1 Social value",
        "cell 1:2:2 20%",
        "cell 1:3:1 Price | cost",
        "text quoted",
        "cell 2:1:1 in HTML",
        "text code stays",
    ],
    "html": [
        "h1 Home care",
        "text Loose text goes on here.",
        "text The provider will employ two apprentices.",
        "text First",
        "text Second",
        "text Third",
        "h2 Jobs and skills",
        "item one",
        "item inner",
        "item after",
        "item two",
        "text Weights",
        "th 1:1:1 Criterion",
        "th 1:1:2 Weight",
        "cell 1:2:1 Quality",
        "cell 1:2:2 Social value",
        "cell 1:2:3 20%",
        "cell 1:3:2 Method",
        "cell 1:3:2 statement",
        "cell 2:1:1 inner",
        "cell 1:4:1 Price",
        "cell 1:4:2 40%",
        "text kept",
        "text Term",
        "text Meaning",
    ],
}
WRITTEN = {"plain": PLAIN, "markdown": MARKDOWN, "html": HTML}


@pytest.mark.parametrize("form", READ)
def test_what_is_read(form: str) -> None:
    assert told(paragraphs(form, WRITTEN[form])) == READ[form]


def test_the_procurement() -> None:
    procurement, remarks = load("markdown", "# Care\n\nText.\n", "care spec.md")
    assert (procurement.id, procurement.title, procurement.stage.value) == ("care spec", "Care", "specification")
    assert [(lot.id, lot.implied) for lot in procurement.lots] == [("whole", True)]
    text = procurement.facts["specification.text"]
    assert (text.value, str(text.place)) == ("Care\n\nText.", "care spec.md")
    assert (procurement.sources[0].format, remarks) == ("markdown", ())


def test_headings_above() -> None:
    found = paragraphs("markdown", "# A\n\n### C\n\nc\n\n## B\n\nb\n\n# D\n")
    assert [one.headings for one in found] == [(), ("A",), ("A", "C"), ("A",), ("A", "B"), ()]


def test_without_a_heading_the_file_names_it() -> None:
    assert load("plain", "Text.", "spec.txt")[0].title == "spec.txt"


@pytest.mark.parametrize("form", ["plain", "markdown", "html"])
def test_nothing_to_read(form: str) -> None:
    procurement, _ = load(form, " \n ")
    assert (procurement.prose[0].paragraphs, procurement.facts) == ((), {})


def test_what_a_page_hides_is_remarked() -> None:
    assert [one.what for one in load("html", HTML)[1]] == [
        "text marked as deleted was not read",
        "text that the page hides was not read",
    ]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param("<html><p>caf\u00e9 £5".encode("cp1252"), "café £5", id="says nothing"),
        pytest.param(b'<html><meta charset="iso-8859-5"><p>\xc0\xde', "Ро", id="says its encoding"),
        pytest.param(b"<html><meta charset=zlib><p>caf\xe9", "café", id="says nonsense"),
        pytest.param("<html><p>café".encode("utf-16"), "café", id="UTF-16"),
        pytest.param("\ufeff<html><p>café".encode(), "café", id="UTF-8 with its mark"),
    ],
)
def test_encodings_of_pages(data: bytes, text: str) -> None:
    assert [one.text for one in paragraphs("html", data)] == [text]


def test_plain_text_must_be_utf_8() -> None:
    with pytest.raises(DocumentError, match="not saved as UTF-8"):
        load("plain", b"caf\xe9 latte")


@pytest.mark.parametrize(
    ("name", "text", "best"),
    [
        ("a.txt", PLAIN, "plain"),
        ("a", "The provider will employ two apprentices.", "plain"),
        ("a.md", "Some text.", "markdown"),
        ("a.md", MARKDOWN, "markdown"),
        ("a.txt", MARKDOWN.replace("---\ntitle: not read\ntags: [a, b]\n---\n", ""), "markdown"),
        ("a.html", HTML, "html"),
        ("a.txt", HTML, "html"),
        ("a.htm", "<p>Text", "html"),
        ("a.json", '{"a": 1}', ""),
        ("a.txt", '{"a": 1}', ""),
        ("a.yaml", "# note\nform: x\n", ""),
        ("a.yaml", "# One\n\n- [a](b)\n", ""),
        ("a.csv", "a,b\n1,2\n", ""),
        ("a.xml", "<?xml version='1.0'?><notice><p>x</p></notice>", ""),
        ("a.txt", "a\x00b", ""),
        ("a.txt", "", ""),
    ],
)
def test_recognising(name: str, text: str, best: str) -> None:
    confidence = {form: FORMS[form].sniff(RawDocument.of_text(name, text)) for form in FORMS}
    most = max(confidence.values())
    assert (max(confidence, key=lambda form: confidence[form]) if most else "") == best


@pytest.mark.parametrize(
    ("form", "text", "what"),
    [
        pytest.param("markdown", "a\n" * 100_001, "more than 100,000 lines", id="lines"),
        pytest.param("markdown", "|a" * 1001, "more than 1,000 columns", id="columns"),
        pytest.param("markdown", "a" * (2 * 2**20 + 1), "larger than 2 MB", id="Markdown"),
        pytest.param("plain", "a" * (8 * 2**20 + 1), "larger than 8 MB", id="text"),
        pytest.param("html", "<p>a" * 50_001, "more than 50,000 paragraphs", id="paragraphs", marks=SLOW),
        pytest.param(
            *("plain", f"{'a' * 70} \n\n" * 50_001, "more than 50,000 paragraphs"), id="paragraphs of text", marks=SLOW
        ),
    ],
)
def test_limits(form: str, text: str, what: str) -> None:
    with pytest.raises(DocumentError, match=what):
        load(form, text, "a.txt")


def test_brackets_without_end_are_text() -> None:
    assert [one.text for one in paragraphs("markdown", "[" * 3000)] == ["[" * 3000]


def test_a_cell_covers_no_more_than_the_limit() -> None:
    rows = "<tr><td rowspan=99999 colspan=99999>a<td>b<tr><td>c<td rowspan=-1>d"
    assert told(paragraphs("html", f"<table>{rows}</table>")) == [
        *("cell 1:1:1 a", "cell 1:1:1001 b", "cell 1:2:1001 c", "cell 1:2:1002 d"),
    ]


@pytest.mark.parametrize(
    ("form", "text"),
    [
        # Each would take hours if a pattern went back over it.
        pytest.param("plain", f"{'a' * 500_000}\nb", id="a long word"),
        pytest.param("plain", "a-\n" * 50_000, id="a word broken on every line"),
        pytest.param("html", "<!--a-->" * 2000, id="comments only"),
        pytest.param("markdown", "](" * 200_000, id="links without end", marks=SLOW),
    ],
)
def test_what_repeats_ends(form: str, text: str) -> None:
    assert FORMS[form].sniff(RawDocument.of_text("spec", text)) >= 0
    load(form, text)


def test_a_cell_that_spans_rows_outside_any_row() -> None:
    found = paragraphs("html", "<html><table><td rowspan=2>Criterion</td><td>Weight</td></table></html>")
    assert [one.text for one in found] == ["Criterion", "Weight"]
