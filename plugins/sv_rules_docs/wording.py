"""The text of a paragraph: one line, readable and searchable, whatever typography it was set in."""

import re
import unicodedata

_DROPPED = (
    "\u00ad"  # soft hyphen
    "\u200b\u200c\u200d\u2060\ufeff"  # no width
    "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # direction of writing
)
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
# Symbol fonts put their bullets into the private use area. The last two are bullets of the Windows character set: at
# 0x95, and at 0x7f, where fonts in PDFs have one as well.
_BULLETS = dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf0fc\uf06e\uf06f\uf076\x7f\x95", "•")
_FOLDED = str.maketrans({**dict.fromkeys(_DROPPED, ""), **_LIGATURES, **_BULLETS, "\u2011": "-"})
_NOT_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_HALF_PAIR = re.compile("[\ud800-\udfff]")


def one_line(text: str) -> str:
    """Fold spaces to single ones; drop what has no width; write out ligatures; keep quotation marks and dashes."""
    folded = _HALF_PAIR.sub("\ufffd", _NOT_TEXT.sub(" ", text.translate(_FOLDED)))
    return " ".join(unicodedata.normalize("NFC", folded).split())
