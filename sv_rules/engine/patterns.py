"""What explains a check, remembered by how its leaves came out: the same leaves have the same reasons on every subject.

Which comparisons settle a check, which changes would meet it and what to ask for follow from the truth of its leaves
alone, and, for a leaf that cannot be told, from the facts that would settle it. There are few such patterns, and many
subjects; the words are filled in for each subject.
"""

from dataclasses import dataclass, field
from typing import Any

from sv_rules.engine.wording import Known
from sv_rules.model.condition import Comparison, Concluded, Quantified
from sv_rules.model.finding import Ask
from sv_rules.model.outcome import Stage

Leaf = Comparison | Concluded | Quantified
Leaves = tuple[tuple[Leaf, bool], ...]
"""Leaves of a condition, each with whether it stands under an even number of `not`."""
Steps = tuple[tuple[Comparison | Quantified, bool], ...]
"""Comparisons that must come out otherwise, each with what it must come to."""

MOST_PATTERNS = 10_000
"""Patterns remembered for a rulepack and one set of its parameters' values, some MB; others are found each time."""
MOST_MEMOS = 16
"""Sets of parameters' values for which patterns and words are remembered."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Why a check came out as it did. `changes` None: none is known, or they depend on more than the leaves."""

    reasons: Leaves
    applies_because: Leaves
    changes: Steps | None
    asks: tuple[Ask, ...]


@dataclass
class Memo:
    """What is remembered for one set of parameters' values; `words` belong to `Wording`.

    Single operations on a dict are atomic, so threads share it.
    """

    patterns: dict[tuple[str, Stage], dict[Any, Pattern]] = field(default_factory=dict)
    words: Known = field(default_factory=Known)
    count: int = 0
    """About how many patterns: threads that remember at the same moment may count one less."""

    def known(self, check: str, stage: Stage, codes: Any) -> Pattern | None:
        """Give the pattern for how the leaves of a check came out, if it has occurred before."""
        of_check = self.patterns.get((check, stage))
        return None if of_check is None else of_check.get(codes)

    def remember(self, check: str, stage: Stage, codes: Any, pattern: Pattern) -> None:
        """Keep a pattern for its next occurrence, unless the check has many."""
        if self.count < MOST_PATTERNS:
            self.patterns.setdefault((check, stage), {})[codes] = pattern
            self.count += 1


class Memos:
    """A program's memos, by the values its parameters have on a day."""

    def __init__(self) -> None:
        """Start with none."""
        self._by_values: dict[tuple[Any, ...], Memo] = {}

    def on(self, parameters: tuple[Any, ...]) -> Memo:
        """Give what is remembered for these values."""
        if len(self._by_values) >= MOST_MEMOS and parameters not in self._by_values:
            self._by_values.clear()
        return self._by_values.setdefault(parameters, Memo())
