"""The checks on one subject, ready to be asked again at every keystroke of the form in which it is described."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any

from sv_rules.engine.abridging import abridged, stated
from sv_rules.engine.compiling import Program
from sv_rules.engine.drawing import Conclusions, draw_on
from sv_rules.engine.judging import pattern_of
from sv_rules.engine.patterns import Leaf
from sv_rules.engine.reasoning import Reasoner
from sv_rules.errors import RulepackError
from sv_rules.live.reading import FormReader, Values
from sv_rules.live.surroundings import Surroundings
from sv_rules.model.brief import BriefFindings
from sv_rules.model.condition import Comparison, Literal
from sv_rules.model.fact import FactType
from sv_rules.model.outcome import Kind, Outcome
from sv_rules.model.procurement import Procurement, Remark
from sv_rules.model.rulepack import Check

MOST_REMEMBERED = 20_000
"""Brief findings remembered for a form, about a kilobyte each; others are put together each time."""

_EMPTY_LIST = re.compile(r"(?<=\[)(?=\])")

Codes = tuple[Any, ...]
"""How the leaves of a check came out."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A check in force, and its brief findings as JSON, so far as they have come up.

    `plain`: there is one cause only why a leaf of it cannot be told.
    """

    number: int
    check: Check
    leaves: tuple[Leaf, ...]
    plain: bool
    known: dict[Codes, bytes]


class LiveChecks:
    """The checks on one kind of subject, with everything above the subject settled once.

    From `ReadyRulepack.live`. Thread-safe: what is remembered from one question to the next changes no answer.
    """

    def __init__(self, program: Program, day: date, kind: Kind, within: Procurement | None, above: str) -> None:
        """Settle what stands above the subject; for the arguments and errors see `ReadyRulepack.live`."""
        self._program = program
        self._plan = program.plans[kind]
        self._around = around = Surroundings(program, day, kind, within, above)
        plan = self._plan.stages.get(around.stage)
        self._lines = () if plan is None else tuple(_lines(plan.checks, plan.reads, plan.leaves, day))
        if plan is None or not self._lines:
            what = f"no check in force on {day} looks at a {kind} at the stage {around.stage}"
            raise RulepackError(f"{what}; ask for another kind of subject, another rulepack or another day")
        self._stage_plan = plan
        self._known = [line.known for line in self._lines]
        self._in_force = _chosen([line.number for line in self._lines], len(plan.checks))
        self._remembered = 0
        self._reader = FormReader(program, around.subject)
        empty = BriefFindings(as_of=day, kind=kind, stage=around.stage, findings=(), remarks=()).to_bytes()
        self._opening, self._between, self._closing = (part.encode() for part in _EMPTY_LIST.split(empty.decode()))

    def answer(self, form: bytes) -> bytes:
        """Say what every check comes to, bytes in and bytes out.

        Args:
            form: JSON in UTF-8, a group of full names of facts of the subject, each with its value as documents have
                it: `{"bid.price": "GBP 12000", "bid.offers.apprenticeships": 2}`. Null is not known, like a name that
                is left out.

        Returns:
            The canonical bytes of `BriefFindings`.

        Raises:
            DocumentError: with every problem; places have the document `form` and a JSON Pointer.
            EngineError: if the inference engine goes over a limit.
        """
        values, remarks = self._reader.read(form)
        return self._said(values, remarks)

    def findings(self, facts: Mapping[str, Any]) -> BriefFindings:
        """Say what every check comes to, of facts by full name; numbers are `int` or `Decimal`. Else as `answer`."""
        values, remarks = self._reader.typed(facts)
        return BriefFindings.model_validate_json(self._said(values, remarks))

    def _said(self, own: Values, remarks: Sequence[Remark]) -> bytes:
        findings = b",".join(self._settled((*self._around.values, *own)))
        noticed = b",".join([remark.model_dump_json().encode() for remark in remarks])
        return b"".join((self._opening, findings, self._between, noticed, self._closing))

    def _settled(self, values: tuple[Any, ...]) -> Sequence[bytes]:
        conclusions = self._concluded(values)
        codes = self._stage_plan.codes(values, self._around.parameters, conclusions.truths)
        if self._in_force is not None:
            codes = self._in_force(codes)
        try:
            return [known[code] for known, code in zip(self._known, codes, strict=True)]
        except KeyError:
            return self._looked_up(codes, values, conclusions)

    def _concluded(self, values: tuple[Any, ...]) -> Conclusions:
        kind = self._plan.kind
        if not self._program.inference[kind].strata:
            return Conclusions(self._around.truths, {})
        observed = self._plan.observe(values, self._around.parameters, ())
        return draw_on(self._program, kind, self._around.day, observed, self._around.truths)

    # What has not come up before --------------------------------------------------------------------------------

    def _looked_up(self, codes: Sequence[Codes], values: tuple[Any, ...], conclusions: Conclusions) -> Sequence[bytes]:
        reasoner = self._around.reasoner(values, conclusions)
        outcomes = self._stage_plan.settle(values, self._around.parameters, conclusions.truths)
        return [
            line.known.get(code) or self._found(line, code, outcomes[line.number], reasoner)
            for line, code in zip(self._lines, codes, strict=True)
        ]

    def _found(self, line: _Line, code: Codes, outcome: Outcome, reasoner: Reasoner) -> bytes:
        if None in code and not line.plain:
            # Why a leaf cannot be told, and what would settle it, are not in its truth.
            code = tuple(
                truth if truth is not None else (reasoner.unknown(leaf), stated(leaf, reasoner))
                for leaf, truth in zip(line.leaves, code, strict=True)
            )
        return line.known.get(code) or self._made(line, code, outcome, reasoner)

    def _made(self, line: _Line, code: Codes, outcome: Outcome, reasoner: Reasoner) -> bytes:
        stage = self._around.stage
        pattern = pattern_of(self._program, line.check, stage, outcome, reasoner)
        made = abridged(line.check, stage, outcome, pattern, reasoner).model_dump_json().encode()
        # What would change a conclusion hangs on more than the leaves, so it is worked out each time.
        lasting = outcome is not Outcome.NOT_MET or pattern.changes is not None
        if lasting and self._remembered < MOST_REMEMBERED:
            line.known[code] = made
            self._remembered += 1
        return made


def _lines(
    checks: Sequence[Check], reads: Sequence[Sequence[int]], leaves: Sequence[Leaf], day: date
) -> Sequence[_Line]:
    found = []
    for number, check in enumerate(checks):
        if check.period.holds(day):
            own = tuple(leaves[one] for one in reads[number])
            found.append(_Line(number, check, own, all(map(_is_plain, own)), {}))
    return found


def _is_plain(leaf: Leaf) -> bool:
    """Say whether a leaf can only be open because its own fact is not known."""
    return (
        isinstance(leaf, Comparison)
        and leaf.fact.type is not FactType.MONEY
        and all(isinstance(operand, Literal) for operand in leaf.operands)
    )


def _chosen(numbers: Sequence[int], count: int) -> Any:
    """Give a function that leaves out of a tuple what is not in force; None where everything is."""
    if len(numbers) == count:
        return None
    return itemgetter(*numbers) if len(numbers) > 1 else lambda found: (found[numbers[0]],)
