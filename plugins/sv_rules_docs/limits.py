"""How much of a document is read. What goes over is refused in words: never cut short, never left to run on."""

from sv_rules.errors import DocumentError, Problem
from sv_rules.model.place import Place

MB = 1024 * 1024

LARGEST_FILE = 64 * MB
LARGEST_TEXT = 8 * MB  # bytes of plain text, HTML
LARGEST_MARKDOWN = 2 * MB  # its parser is written in Python
LONGEST_MARKED_UP = 5_000  # characters of one Markdown paragraph that are searched for emphasis and links
MOST_BRACKETS = 100  # in one; each may begin a link, and is looked for to the end
MOST_MARKDOWN_COLUMNS = 1_000
MOST_MARKDOWN_LINES = 100_000

MOST_PARAGRAPHS = 50_000
LONGEST_PROSE = 10_000_000  # characters of the paragraphs together
MOST_SPAN = 1_000  # rows or columns that one cell of a table may cover

MOST_ENTRIES = 5_000  # files inside a Word document
MOST_UNZIPPED = 512 * MB  # of them all, pictures included, as they say themselves
LARGEST_PART = 64 * MB  # of one that is opened
HIGHEST_RATIO = 300  # of a part's size to its size in the file; text is seldom above 50
RATIO_COUNTS_FROM = MB  # a small part may well be all alike
DEEPEST_XML = 200
MOST_ELEMENTS = 1_500_000

MOST_PAGES = 2_000
LARGEST_PDF_STREAM = 16 * MB  # unpacked
MOST_PDF_TOKENS = 400_000  # of one drawing; a page of text has some thousands
MOST_PDF_DRAWINGS = 200  # drawings used on a page
MOST_PDF_ENTRIES = 100_000  # of an array or a dictionary
# Bytes of drawings and fonts gone through, once for every use, in the whole file. A microsecond or two each; a page of
# text has five to twenty thousand.
MOST_PDF_WORK = 5 * MB


def refusal(what: str, document: str, fix: str) -> DocumentError:
    """Make the error that says why a document is not read."""
    return DocumentError(Problem(what, Place(document=document), fix=fix))


def check_size(data: bytes, document: str, most: int = LARGEST_FILE) -> None:
    """Refuse a document that is larger than `most` bytes.

    Raises:
        DocumentError: it is.
    """
    if len(data) > most:
        raise refusal(f"the document is larger than {most // MB} MB", document, "Split it.")
