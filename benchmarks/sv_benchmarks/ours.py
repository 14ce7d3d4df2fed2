"""The reference workload through `sv_rules`: outcomes only, a live form, to an `Evaluation`, from bytes to bytes."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sv_benchmarks.pack import AS_OF, PACK, document
from sv_benchmarks.workload import Bid
from sv_rules import BriefFindings, Evaluation, Host, LiveChecks, Procurement, ReadyRulepack, Stage
from sv_rules.documents import read_document
from sv_rules.engine.observing import observe
from sv_rules.hosting.registry import Registry
from sv_rules.model.outcome import Kind, Outcome
from sv_rules.model.raw_document import RawDocument

TRUTH = {Outcome.MET: True, Outcome.NOT_MET: False, Outcome.CANNOT_TELL: None}


def host_of(folder: Path) -> Host:
    """Give a host that knows the rulepacks of a folder, and has no plugins but the built-in ones."""
    return Host(rulepacks=[folder], discover=False)


def ready_pack(host: Host, *names: str) -> ReadyRulepack:
    """Give rulepacks compiled, for the date of the workload."""
    return host.rulepack(*(names or (PACK,)), as_of=AS_OF)


def read(data: bytes, registry: Registry) -> Procurement:
    """Read a document that is in memory."""
    (found,), _ = read_document(RawDocument("bids.json", data), registry)
    return found


class Ours:
    """The workload's rules compiled, and what they say of bids."""

    def __init__(self, folder: Path) -> None:
        """Load and compile the pack in a folder."""
        self._host = host_of(folder)
        self._ready = ready_pack(self._host)
        self._settle = self._ready.program.plans[Kind.BID].stages[Stage.BID].settle
        self._parameters = self._ready.program.parameter_values(AS_OF)

    def documents(self, bids: Sequence[Bid], in_each: int) -> list[bytes]:
        """Give the bids as documents, so many bids in each."""
        return [document(bids[first : first + in_each]) for first in range(0, len(bids), in_each)]

    def read(self, data: bytes) -> Procurement:
        """Read a document."""
        return read(data, self._host.registry)

    def typed(self, procurement: Procurement) -> list[tuple[Any, ...]]:
        """Give every bid's values as the fused function takes them."""
        seen = observe(self._ready.program, procurement, AS_OF).subjects
        return [one.values for (kind, _), one in seen.items() if kind is Kind.BID]

    def outcomes(self, values: Sequence[tuple[Any, ...]]) -> list[tuple[Outcome, ...]]:
        """Settle all checks on typed values."""
        settle, parameters = self._settle, self._parameters
        return [settle(one, parameters, ()) for one in values]

    def evaluate(self, procurement: Procurement) -> Evaluation:
        """Evaluate what was read."""
        return self._ready.evaluate(procurement)

    def live(self) -> LiveChecks:
        """Give the checks for a form about a bid of which nothing else is known; it remembers nothing yet."""
        return self._ready.live(Kind.BID)

    def from_bytes(self, data: bytes) -> bytes:
        """Read a document, evaluate it, and write the findings with their explanations as JSON."""
        return self.evaluate(self.read(data)).to_bytes()


def truths(evaluation: Evaluation) -> list[tuple[bool | None, ...]]:
    """Give, for each bid, what each check came to, from the findings."""
    by_bid: dict[str, list[bool | None]] = {}
    for finding in evaluation.findings:
        by_bid.setdefault(finding.subject.id, []).append(TRUTH[finding.outcome])
    return [tuple(found) for found in by_bid.values()]


def brief_truths(answer: bytes) -> tuple[bool | None, ...]:
    """Give what each check came to, from the brief findings as they were written; each has to say why."""
    found = BriefFindings.model_validate_json(answer).findings
    if not all(one.comparisons and one.source.text for one in found):
        raise AssertionError("a brief finding does not say why")
    return tuple(TRUTH[one.outcome] for one in found)
