"""Does a reason say something of this tender? Two plain rules on its words, the same for everybody."""

import re
from collections.abc import Iterable

OWN_WORDS = 2
"""Different words a reason needs that are neither the criterion's nor could be said of any tender."""


def only_repeats(reason: str, criterion: Iterable[str]) -> bool:
    """Say whether a reason does no more than repeat the criterion, its description or its scale.

    The words of the reason are taken without endings. Those that stand in the criterion's texts do not count, nor do
    words that hold a sentence together, name a part of a tender, or praise and blame. If fewer than two different ones
    are left, it only repeats. The rule knows English, and judges words, not meaning: it finds empty reasons, and cannot
    find wrong ones.
    """
    return len(_words(reason) - _words(" ".join(criterion)) - _SAID_OF_ANY_TENDER) < OWN_WORDS


def refers_to_tender(reason: str) -> bool:
    """Say whether a reason leads to something in the tender: it quotes two words or more, or names a place.

    A place is a part with its number (`answer 4`, `section 2.1`, `page 12`, `Q3`, `Annex B`), or the first to the
    tenth, or the last, of them (`the third answer`).
    """
    quoted = (quote for found in _QUOTED.finditer(reason) for quote in found.groups() if quote)
    return bool(_NUMBERED.search(reason) or _COUNTED.search(reason) or any(map(_TWO_WORDS.search, quoted)))


_PART = (
    "answers?|questions?|responses?|sections?|pages?|pp?|paragraphs?|paras?|clauses?|annex(?:es)?|append(?:ix|ices)"
    "|attachments?|schedules?|tables?|figures?|chapters?|parts?|slides?|sheets?|rows?|lines?|documents?|q"
)
_NUMBERED = re.compile(rf"\b(?i:{_PART})\.?\s*(?:(?i:number|nos?)\.?\s*)?(?:\d|[A-Z]\b|\(?[ivx]{{1,4}}\b)|§\s*\d")
_ORDINAL = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|final"
_COUNTED = re.compile(rf"\b(?:{_ORDINAL})\s+(?:{_PART})\b", re.IGNORECASE)
_QUOTED = re.compile(r'“([^“”]*)”|"([^"]*)"|‘([^‘’]*)’|«([^«»]*)»')
_TWO_WORDS = re.compile(r"\w\s+\w")

_WORD = re.compile(r"[^\W\d_]+")
_ENDING = re.compile(r"(?:ations?|ings?|edly|ed|es|ly|s|e)$")


def _words(text: str) -> frozenset[str]:
    return frozenset(_without_ending(word) for word in _WORD.findall(text.casefold()) if len(word) > 1)


def _without_ending(word: str) -> str:
    shorter = _ENDING.sub("", word)
    return shorter if len(shorter) >= 3 else word


_SAID_OF_ANY_TENDER = _words(
    "a about above according achieve achieved across address addressed addresses adequate adequately agreed all also "
    "although an and answer answers any appropriate are area areas as ask asked asks aspect aspects assess assessed "
    "at award awarded be because been being below best better bid bidder bidders but by can clear clearly comply "
    "complies compliant comprehensive confidence consider considered contain contains contents could cover criteria "
    "criterion deliver demonstrate demonstrated demonstrates demonstrating describe described describes description "
    "detail detailed details did do document documents does done each evaluate evaluation evaluator every evidence "
    "evidenced example examples excellent exceed exceeded exceeds expect expectation expected expects explain "
    "explained explains explanation fail failed fails failing fair for from full fully gave general generally give "
    "given gives good great had has have high higher highest how however if in include included includes including "
    "inadequate information insufficient is it its lack lacked lacking lacks less level limited low lower lowest mark "
    "marks met meet meeting meets method minor missing more most much named names no not nothing number of offer "
    "offered offers on one only or other our out outstanding overall page paragraph part partial partially partly "
    "particular point points poor poorly provide provided provides question questions quite rather reason received "
    "relevant require required requirement requirements requires reservation reservations respond responded response "
    "responses same satisfactorily satisfactory satisfied satisfies satisfy say says scale score scored scores section "
    "set shortcoming shortcomings show showed shown shows significant significantly so some sound specification "
    "standard statement state stated states strength strengths strong strongly submission submitted sufficient "
    "sufficiently suitable supplier suppliers support supported tender tendered tenderer tenderers tenders than that "
    "the their them then there therefore these they thing things this those to too top understand understanding up "
    "us very was we weak weakly weakness weaknesses well were what when where whether which while who why will with "
    "within without would"
)
