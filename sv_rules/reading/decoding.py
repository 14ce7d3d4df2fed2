"""Bytes into text: UTF-8, with or without a byte order mark."""

import codecs

from sv_rules.errors import Problem
from sv_rules.model.place import Place

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAVE_AS = "Save the file again with the encoding “UTF-8” (in the “Save as” window of most programs)."


def decode(data: bytes, name: str) -> tuple[str | None, Problem | None]:
    """Give the text, or None and the problem with the place of the first byte that is no text."""
    if data.startswith(_UTF_16):
        return None, Problem("the file is saved as UTF-16, not as UTF-8", Place(document=name), fix=_SAVE_AS)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode(), None
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        what = "the file is not saved as UTF-8: this character cannot be read"
        return None, Problem(what, Place(document=name, line=line, column=column), fix=_SAVE_AS)
