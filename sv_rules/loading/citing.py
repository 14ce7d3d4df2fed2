"""Source references -> citations."""

from collections.abc import Iterable

from sv_rules.errors import did_you_mean
from sv_rules.loading.folder import PackText
from sv_rules.loading.naming import Scope
from sv_rules.loading.noting import Note
from sv_rules.model.authored import SourceRef
from sv_rules.model.finding import Citation
from sv_rules.reading.written import Path

LONGEST_QUOTE = 12
"""Words of a source that may be quoted."""


class Citing:
    """The sources of all packs; a pack cites its own and those of the packs it extends."""

    def __init__(self, layers: Iterable[PackText], scope: Scope) -> None:
        """Take the packs."""
        self._scope = scope
        self._sources = {
            (layer.id, name): Citation(
                text=name, title=text.title, publisher=text.publisher, year=text.year, url=text.url
            )
            for layer in layers
            for name, text in layer.lines["sources"].items()
        }

    def of(self, pack: str) -> dict[str, Citation]:
        """Give a pack's own sources by their names."""
        return {name: citation for (owner, name), citation in self._sources.items() if owner == pack}

    def cite(self, pack: str, ref: SourceRef, note: Note, path: Path = ("source",)) -> Citation:
        """Give the citation that a reference in a pack means; what is wrong with it is noted."""
        visible = self._scope.visible(pack)
        found = next((self._sources[one, ref.text] for one in visible if (one, ref.text) in self._sources), None)
        if found is None:
            if not self._scope.excused(pack, "sources", ref.text):
                known = {name for owner, name in self._sources if owner in visible}
                fix = did_you_mean(ref.text, known) or "Add it under sources:, with its title and publisher."
                note((*path, "text"), f"there is no source called '{ref.text}'", fix)
            found = Citation(text=ref.text, title=ref.text)
        if (words := len(ref.says.split())) > LONGEST_QUOTE:
            fix = f"Quote at most {LONGEST_QUOTE} words, and say the rest in your own."
            note((*path, "says"), f"the quotation has {words} words", fix)
        return found.model_copy(update={"at": ref.at, "says": ref.says})
