"""The error tree, and the one form in which every problem is told.

A document that breaks a rule gives a finding. These are for what cannot be read, a rulepack with a mistake, a plugin
that breaks its promise. An error carries every problem that was found, sorted by place.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from sv_rules.model.place import Place


@dataclass(frozen=True)
class Problem:
    """One mistake: what is wrong in the author's words, where, what it belongs to, and what to do about it.

    `what` is a clause without a full stop; `where` names the line of the rulepack or the part of the document in
    words (`check jobs.apprenticeships, under expects`); `fix` is one or more whole sentences.
    """

    what: str
    place: Place | None = None
    where: str = ""
    fix: str = ""

    def __str__(self) -> str:
        head = f"{self.place}: {self.what}" if self.place else self.what
        return "\n".join([head, *(f"    {line}" for line in (self.where, self.fix) if line)])


class SvRulesError(Exception):
    """Base of every error this library raises on purpose."""

    def __init__(self, problems: Iterable[Problem] | Problem | str) -> None:
        """Take the problems; a text stands for one problem without a place."""
        if isinstance(problems, str):
            problems = [Problem(problems)]
        elif isinstance(problems, Problem):
            problems = [problems]
        found = dict.fromkeys(problems)
        self.problems: Sequence[Problem] = tuple(sorted(found, key=_by_place))
        super().__init__("\n".join(map(str, self.problems)))


class RulepackError(SvRulesError):
    """An author of a rulepack has something to put right."""


class DocumentError(SvRulesError):
    """A document cannot be read at all, or contradicts itself."""


class PluginError(SvRulesError):
    """A plugin broke its promise; the message names it."""


class EngineError(SvRulesError):
    """Our own fault, or a limit of the inference engine that a rulepack went over."""


def _by_place(problem: Problem) -> tuple[tuple[str, int, int, str], str]:
    return (problem.place.order if problem.place else ("", 0, 0, ""), problem.what)


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """Give `Did you mean 'x'?` for the nearest known name, or an empty text when none is near."""
    names = sorted(set(known))
    near = get_close_matches(wrong, names, n=1, cutoff=0.6)
    if not near and "." in wrong:
        # A right last word under a wrong prefix is the commonest slip in dotted names.
        near = [name for name in names if name.rpartition(".")[2] == wrong.rpartition(".")[2]][:1]
    return f"Did you mean '{near[0]}'?" if near else ""


def listed(names: Iterable[str], joined_by: str = "and", most: int = 12) -> str:
    """Join names as a sentence does: `a, b and c`; a long list is cut and says how many more there are."""
    words = list(names)
    if len(words) > most:
        words = [*words[:most], f"{len(words) - most} more"]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joined_by} {words[-1]}"
