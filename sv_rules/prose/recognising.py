"""Prose -> facts: what the words of a procurement's documents say of the facts a rulepack reads."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from sv_rules.model.finding import ClueFound, SubjectRef
from sv_rules.model.outcome import Kind
from sv_rules.model.place import Place
from sv_rules.model.procurement import Lot, Procurement, Remark
from sv_rules.model.prose import ParagraphKind
from sv_rules.prose.criteria import with_criteria
from sv_rules.prose.elsewhere import taken_back, tells_of_others
from sv_rules.prose.headings import explains_words, sets_aside
from sv_rules.prose.lots import LotNames
from sv_rules.prose.passages import Passage, only_lot, passages
from sv_rules.prose.reading_sentences import Said, Setting, leads_in, said, setting_of_list
from sv_rules.prose.recogniser import Mention, Recogniser, compile_clues
from sv_rules.prose.records import criteria_clues
from sv_rules.prose.rows import across, spanning
from sv_rules.prose.scales import remarks_on_scales
from sv_rules.prose.searched import searched_sections
from sv_rules.prose.sentences import Sentence, sentence, sentences
from sv_rules.prose.settling import Settling
from sv_rules.prose.statements import Statement
from sv_rules.prose.tokens import Text, cleaned, tokenised, tokens_of

__all__ = ["Recognised", "Recogniser", "compile_clues", "recognise"]

MOST = 50
"""Places of one clue that are kept."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A procurement with the facts that its prose makes known, and what was found on the way.

    `searched` names the sections that were searched; empty where there was no prose. `wanted` are the facts looked for.
    """

    procurement: Procurement
    clues: tuple[ClueFound, ...] = ()
    remarks: tuple[Remark, ...] = ()
    searched: tuple[str, ...] = ()
    wanted: frozenset[str] = field(default=frozenset())


def recognise(recogniser: Recogniser, procurement: Procurement) -> Recognised:
    """Read the prose of a procurement.

    A fact becomes known only by clues that settle it, said plainly or as an obligation, where all places agree; what
    a document gives as a fact goes before. Everything else that is found is a suggestion.
    """
    with_tables, table_remarks = with_criteria(procurement)
    clues: list[ClueFound] = []
    remarks = [*table_remarks, *remarks_on_scales(procurement)]
    if recogniser.clues:
        settling = Settling(recogniser)
        kept = _Kept()
        for statement in _statements(recogniser, with_tables):
            settling.take(statement)
            if kept.has_room(statement.said.clue.id, statement.passage.place):
                kept.clues.append(statement.told())
        for found in criteria_clues(recogniser, with_tables):
            if kept.has_room(found.clue, found.place):
                kept.clues.append(found)
        with_tables, clues, settled_remarks = settling.settle(with_tables, kept.clues)
        remarks += [*settled_remarks, *kept.remarks()]
    return Recognised(
        procurement=with_tables,
        clues=tuple(clues),
        remarks=tuple(remarks),
        searched=searched_sections(procurement),
        wanted=recogniser.wanted,
    )


class _Kept:
    """The first places of each clue, and how many more there are."""

    def __init__(self) -> None:
        self.clues: list[ClueFound] = []
        self._count: dict[str, int] = {}
        self._next: dict[str, Place] = {}

    def has_room(self, clue: str, place: Place) -> bool:
        number = self._count[clue] = self._count.get(clue, 0) + 1
        if number == MOST + 1:
            self._next[clue] = place
        return number <= MOST

    def remarks(self) -> Iterator[Remark]:
        for clue, place in sorted(self._next.items()):
            more = self._count[clue] - MOST
            yield Remark(
                what=f"the words of the clue '{clue}' stand in {more:,} more places; the first {MOST} are told",
                place=place,
                fix="Nothing needs doing. All of them were looked at.",
            )


def _statements(recogniser: Recogniser, procurement: Procurement) -> Iterator[Statement]:
    names = LotNames(procurement)
    under = _Under(recogniser)
    root = SubjectRef(kind=Kind.PROCUREMENT, id=procurement.id, title=procurement.title)
    lists = Setting()
    setting_of = _Headings()
    for passage in passages(procurement):
        is_item = passage.kind is ParagraphKind.ITEM
        around = lists if is_item else Setting()
        clean = cleaned(passage.text)
        if not is_item:
            lists = Setting()
        if passage.row is not None:
            for one, part in spanning(recogniser, clean, passage.row, setting_of.passage(passage, around)):
                if not one.is_idle:
                    yield Statement(one, part, passage, _subject(one, _lot(procurement, passage, names, part), root))
        if not recogniser.may_find(clean) and not clean.rstrip().endswith(":"):
            continue
        text = tokens_of(clean)
        searched = recogniser.search(text)
        if not searched.mentions and not clean.rstrip().endswith(":"):
            continue
        setting = setting_of.passage(passage, around)
        for part, mentions, wanted in _by_sentence(text, searched.mentions, searched.under):
            counting = [one for one in mentions if under.holds(one, passage, wanted)]
            if counting:
                lot = _lot(procurement, passage, names, part)
                for one in said(part, counting, _with_what_follows(setting, text, part)):
                    beside = across(one, part, passage.row, setting) if passage.row is not None else None
                    if beside is not None or not one.is_idle:
                        yield Statement(*(beside or (one, part)), passage, _subject(one, lot, root))
            if leads_in(part) and not is_item and part.last == len(text.tokens):
                lists = setting_of_list(part, setting)


def _with_what_follows(setting: Setting, text: Text, part: Sentence) -> Setting:
    """Take in what the next sentence says of this one."""
    back = taken_back(text, part.last)
    if not any(back):
        return setting
    return replace(
        setting,
        denied=setting.denied or back.dropped,
        elsewhere=setting.elsewhere or (back.elsewhere and not back.dropped),
    )


class _Headings:
    """What headings say of what stands under them, each path of headings looked at once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], Setting] = {}

    def passage(self, passage: Passage, around: Setting) -> Setting:
        if passage.headings not in self._known:
            self._known[passage.headings] = Setting(
                denied=sets_aside(passage.headings),
                hedged=explains_words(passage.headings),
                elsewhere=tells_of_others(passage.headings),
            )
        above = self._known[passage.headings]
        heading = passage.kind is ParagraphKind.HEADING
        return Setting(
            denied=around.denied or above.denied or (heading and sets_aside([passage.text])),
            hedged=around.hedged or above.hedged,
            heading=heading,
            elsewhere=around.elsewhere or above.elsewhere or (heading and tells_of_others([passage.text])),
        )


def _by_sentence(
    text: Text, mentions: Sequence[Mention], under: Iterable[tuple[str, int]]
) -> Iterator[tuple[Sentence, list[Mention], frozenset[str]]]:
    """Give the sentences that mention something, and the last one."""
    mentioned = iter(mentions)
    wanted = iter(sorted(under, key=lambda one: one[1]))
    mention = next(mentioned, None)
    want = next(wanted, None)
    for first, last in sentences(text):
        here: list[Mention] = []
        while mention is not None and mention.start < last:
            # A term does not run on over the end of a sentence.
            here += [mention] if mention.end <= last else []
            mention = next(mentioned, None)
        of: set[str] = set()
        while want is not None and want[1] < last:
            of.add(want[0])
            want = next(wanted, None)
        if here or last == len(text.tokens):
            yield sentence(text, first, last), here, frozenset(of)


class _Under:
    """Whether the headings over a mention, or its sentence, speak of what its clue's `under:` asks for."""

    def __init__(self, recogniser: Recogniser) -> None:
        self._recogniser = recogniser
        self._headings: dict[str, frozenset[str]] = {}

    def holds(self, mention: Mention, passage: Passage, of_sentence: frozenset[str]) -> bool:
        clue = mention.clue
        if clue.fact.fields:
            return False  # looked for in the records themselves
        return not clue.under or clue.id in of_sentence or any(clue.id in self._of(each) for each in passage.headings)

    def _of(self, heading: str) -> frozenset[str]:
        if heading not in self._headings:
            under = self._recogniser.search(tokenised(heading)).under
            self._headings[heading] = frozenset(clue for clue, _ in under)
        return self._headings[heading]


def _lot(procurement: Procurement, passage: Passage, names: LotNames, part: Sentence) -> Lot | None:
    if passage.lot:
        return next(lot for lot in procurement.lots if lot.id == passage.lot)
    return only_lot(procurement) or names.named_by(part, passage.headings)


def _subject(one: Said, lot: Lot | None, root: SubjectRef) -> SubjectRef:
    if one.clue.fact.kind is not Kind.LOT or lot is None:
        return root
    return SubjectRef(kind=Kind.LOT, id=lot.id, title=lot.title)
