"""Why a condition came out as it did: what settled it, what would settle it, what would change it.

For the checks that somebody looks at; the outcomes themselves come from the fused function.
"""

from collections.abc import Mapping

from sv_rules.engine.changes import Changes
from sv_rules.engine.compiling import Program
from sv_rules.engine.drawing import Conclusions
from sv_rules.engine.observing import Observations, SubjectKey
from sv_rules.engine.reasons import Reasons
from sv_rules.engine.ways import WaysToSettle
from sv_rules.engine.wording import Wording


class Reasoner(Reasons, WaysToSettle, Changes):
    """Explains conditions on one subject."""


class Reasoners(dict[SubjectKey, Reasoner]):
    """The reasoner of every subject, made with those above it when it is first asked for: most subjects need none."""

    def __init__(
        self, program: Program, observations: Observations, conclusions: Mapping[SubjectKey, Conclusions]
    ) -> None:
        """Take everything known about the subjects of a document."""
        super().__init__()
        self._known = (program, observations, conclusions)
        words = program.memos.on(observations.parameters).words
        self._wording = Wording(program.rulepack, program.registry.operators, observations.as_of, words)

    def __missing__(self, key: SubjectKey) -> Reasoner:
        """Make the reasoner of a subject."""
        parent = self._known[1].subjects[key].parent
        above = self[parent] if parent else None
        made = self[key] = Reasoner(*self._known, key, wording=self._wording, above=above)
        return made
