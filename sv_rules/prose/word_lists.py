"""Lists of English words, written as one reads them."""


def word_set(text: str) -> frozenset[str]:
    """Give the words of a text."""
    return frozenset(text.split())
