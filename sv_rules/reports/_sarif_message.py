"""Texts as SARIF's messages hold them."""

from collections.abc import Iterable, Mapping

from sv_rules.reports._words import clean


def message(sentences: Iterable[str]) -> Mapping[str, str]:
    """Give a plain text message; what is empty is left out.

    In a message `{0}` is a placeholder and `[words](address)` a link (sections 3.11.5 and 3.11.6). A text from outside
    must become neither: braces are doubled, as the standard says, and a space parts the two halves of a link.
    """
    text = clean(" ".join(sentence for sentence in sentences if sentence))
    return {"text": text.replace("{", "{{").replace("}", "}}").replace("](", "] (") or "(nothing said)"}
