"""Which facts there are: those of plugins, of the packs, and two for each measure."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from pydantic import ValidationError

from sv_rules.errors import Problem, listed
from sv_rules.loading.naming import Scope
from sv_rules.loading.noting import Line, LineNote, Note
from sv_rules.model.authored import FactText, MeasureText
from sv_rules.model.extending import Vocabulary
from sv_rules.model.fact import Fact, FactType
from sv_rules.model.outcome import KIND_OF_PREFIX, Kind, kind_of_fact
from sv_rules.reading.written import Path


class Facts:
    """The facts of plugins and packs by name. A pack sees those of plugins, its own and those it extends."""

    def __init__(self, scope: Scope, problems: list[Problem], joined: Collection[frozenset[str]] = ()) -> None:
        """Take where problems go, and the pairs of areas that a pack brings together.

        That pack is told where the measures of such a pair differ, since it has to settle them.
        """
        self.declared: dict[str, Fact] = {}
        self._joined = joined
        self._scope = scope
        self._problems = problems
        self._by: dict[str, set[str]] = {}
        """Fact -> the packs that declare it; empty for a plugin's."""
        self._of_measures: dict[str, Fact] = {}
        """Fact -> as the first measure that gives it declares it."""

    def add_vocabularies(self, vocabularies: Iterable[Vocabulary]) -> None:
        """Declare the facts that plugins offer."""
        for vocabulary in vocabularies:
            for name, declared in vocabulary.facts.items():
                note = _VocabularyNote(self._problems, vocabulary.name, name)
                try:
                    text = FactText.model_validate(declared)
                except ValidationError as error:
                    at = ".".join(map(str, error.errors()[0]["loc"]))
                    note((), f"{at}: {error.errors()[0]['msg']}" if at else str(error.errors()[0]["msg"]))
                    continue
                if _known_kind(name, note) and _well_formed(text, note, ()):
                    self._declare(_fact(name, text, f"the plugin vocabulary {vocabulary.name}"), "", note)

    def add(self, line: Line) -> None:
        """Declare what a line of a pack's `facts:` or `measures:` declares."""
        note = LineNote(self._problems, line)
        if line.section == "measures":
            told = len(self._problems)
            for fact in _measure_facts(line.name, line.text, line.pack.id):
                known = self._of_measures.setdefault(fact.name, fact)
                pair = frozenset({known.declared_by, fact.declared_by})
                joint = pair in self._joined and self.declared.get(fact.name) is known
                # Both facts of a measure clash alike: one mistake, one message.
                once = len(self._problems) == told and not joint
                self._declare(fact, line.pack.id, note if once else _silent)
        elif _known_kind(line.name, note) and _well_formed(line.text, note, ()) and _answerable(line, note):
            self._declare(_fact(line.name, line.text, line.pack.id), line.pack.id, note)
        else:
            self._scope.leave_out(line.pack.id, "facts", line.name)

    def offered(self, line: Line) -> Fact:
        """Give what a bid offers under a measure."""
        own = next(_measure_facts(line.name, line.text, line.pack.id))
        known = self.declared[own.name]
        return known if _same_form(known, own) else own

    def seen_by(self, pack: str) -> Mapping[str, Fact]:
        """Give the facts that a pack may name."""
        visible = set(self._scope.visible(pack))
        return {name: fact for name, fact in self.declared.items() if not self._by[name] or self._by[name] & visible}

    def excused(self, pack: str, name: str) -> bool:
        """Say whether a fact may be missing because its line has a mistake that has been told."""
        if self._scope.excused(pack, "facts", name):
            return True
        prefix = next((one for one in ("bid.offers.", "contract.delivered.") if name.startswith(one)), "")
        return bool(prefix) and self._scope.excused(pack, "measures", name.removeprefix(prefix))

    def _declare(self, fact: Fact, pack: str, note: Note) -> None:
        known = self.declared.setdefault(fact.name, fact)
        if pack:
            # What a plugin declares stays everybody's, though a pack declares it again.
            declared_by = self._by.setdefault(fact.name, {pack})
            if declared_by:
                declared_by.add(pack)
        else:
            self._by.setdefault(fact.name, set())
        if known is fact or _same_form(known, fact):
            return
        by = f"'{known.declared_by}'" if " " not in known.declared_by else known.declared_by
        # The same type described alike may still differ in a unit, a choice or a field.
        here = f", and here it is {fact.described}" if fact.described != known.described else " in another way"
        what = f"the fact '{fact.name}' is already declared by {by} as {known.described}{here}"
        note((), what, "Leave it out here and use that one, or give this one another name.", key=True)


class _VocabularyNote:
    def __init__(self, problems: list[Problem], vocabulary: str, name: str) -> None:
        self._problems = problems
        self._where = f"the plugin vocabulary {vocabulary}, fact {name}"

    def __call__(self, path: Path, what: str, fix: str = "", *, key: bool = False) -> None:  # noqa: ARG002  a plugin's line has no place to point to
        self._problems.append(
            Problem(what, where=self._where, fix=fix or "Declare facts as a rulepack does: type, title, question.")
        )


def _silent(path: Path, what: str, fix: str = "", *, key: bool = False) -> None:
    """Take a problem that has been told of already."""


def _known_kind(name: str, note: Note) -> bool:
    if kind_of_fact(name) is None:
        fix = f"Begin it with one of {listed(KIND_OF_PREFIX, 'or')}."
        note((), f"'{name}' does not say whose fact it is", fix, key=True)
        return False
    return True


def _well_formed(text: FactText, note: Note, path: Path) -> bool:
    wrong = list(_form_problems(text, path))
    for where, what, fix in wrong:
        note(where, what, fix)
    return not wrong


def _form_problems(text: FactText, path: Path) -> Iterator[tuple[Path, str, str]]:
    if text.type == "choice" and not text.choices:
        yield path, "a choice needs its choices", "Add choices: [first, second]."
    if text.type != "choice" and text.choices:
        yield (*path, "choices"), "only a choice has choices:", "Make it type: choice, or take them out."
    if len(set(text.choices)) < len(text.choices):
        yield (*path, "choices"), "a choice is given twice", "Give each once."
    if text.type == "duration" and text.unit not in {"days", "months"}:
        yield (*path, "unit"), "a duration needs its unit", "Add unit: days or unit: months."
    if text.type == "list" and text.items is None and not text.fields:
        fix = "Add items: {type: …, title: …} for plain entries, or fields: for records."
        yield path, "a list needs items: or fields:", fix
    if text.type == "list" and text.items is not None and text.fields:
        yield path, "a list has either items: or fields:", "Keep items: for plain entries, or fields: for records."
    if text.type != "list" and (text.items or text.fields):
        part = "items" if text.items else "fields"
        yield (*path, part), f"only a list has {part}:", "Make it type: list, or take them out."
    if path and text.type == "list":
        yield path, "a list cannot stand inside a list", "Make it a fact of its own."
    if text.items:
        yield from _form_problems(text.items, (*path, "items"))
    for name, inner in text.fields.items():
        yield from _form_problems(inner, (*path, "fields", name))


def _fact(name: str, text: FactText, declared_by: str) -> Fact:
    return Fact(
        name=name,
        type=FactType(text.type),
        title=text.title,
        question=text.question,
        help=text.help,
        unit=text.unit,
        choices=tuple(text.choices),
        items=_fact("entry", text.items, declared_by) if text.items else None,
        fields=tuple(_fact(field, inner, declared_by) for field, inner in text.fields.items()),
        declared_by=declared_by,
        answered_by=text.answered_by,
    )


def _answerable(line: Line, note: Note) -> bool:
    if line.text.answered_by == "buyer" and kind_of_fact(line.name) is not Kind.BID:
        what = f"'{line.name}' is no fact about a bid, and only of those it is said who answers them"
        note(("answered_by",), what, "Take it out: bidders are asked for facts about bids alone.")
        return False
    return True


def _measure_facts(name: str, measure: MeasureText, pack: str) -> Iterator[Fact]:
    """A measure is answered twice under the same name: what the bid offers, and what was delivered."""
    per = {"contract": "over the contract", "year": "a year", "month": "a month"}[measure.per]
    title = f"{measure.title[0].lower()}{measure.title[1:]}"
    for prefix, word, question in (
        ("bid.offers", "offer", measure.question or f"How much do you offer, {per}: {title}?"),
        ("contract.delivered", "delivery", f"How much has been delivered so far: {title}?"),
    ):
        yield Fact(
            name=f"{prefix}.{name}",
            type=FactType(measure.type),
            title=f"{word} of {title}",
            question=question,
            unit=measure.unit,
            declared_by=pack,
        )


def _same_form(one: Fact, other: Fact) -> bool:
    """Say whether two declarations take the same values, whatever words they are asked for in."""
    return _bare(one) == _bare(other)


def _bare(fact: Fact) -> Fact:
    return replace(
        fact,
        title="",
        question="",
        help="",
        declared_by="",
        items=_bare(fact.items) if fact.items else None,
        fields=tuple(map(_bare, fact.fields)),
    )
