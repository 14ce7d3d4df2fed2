"""Runs a rulepack's `cases.yaml`: worked examples that are also its tests, and how many outcomes they cover."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

from sv_rules.engine.compiling import Program, compile_rulepack
from sv_rules.engine.drawing import draw
from sv_rules.engine.judging import judge
from sv_rules.engine.observing import observe
from sv_rules.errors import Problem, RulepackError, SvRulesError, did_you_mean, listed
from sv_rules.hosting.registry import Registry
from sv_rules.loading.layers import find_packs
from sv_rules.loading.load import load_rulepack
from sv_rules.model.amount import read_date
from sv_rules.model.authored import CasesText, CaseText
from sv_rules.model.condition import AllOf
from sv_rules.model.outcome import Kind, Outcome, Stage, kind_of_fact
from sv_rules.model.place import Place
from sv_rules.model.procurement import Answer, Bid, Body, Contract, Lot, Procurement
from sv_rules.model.raw_document import decode
from sv_rules.model.rulepack import Check, Rule, Rulepack
from sv_rules.reading.shaping import Shape
from sv_rules.reading.strict_yaml import read_yaml
from sv_rules.reading.written import Written
from sv_rules.shipped import shipped

CASES = "cases.yaml"
NOT_IN_FORCE = "not_in_force"
"""What a case expects of a check on a day on which it does not count: no outcome at all."""


class OutOfForce(StrEnum):
    """On which side of its period a check is not in force. Cases show both sides that there are."""

    NOT_YET = "not_yet_in_force"
    NO_LONGER = "no_longer_in_force"


Shown: TypeAlias = Outcome | OutOfForce
"""What a case shows of a check."""


@dataclass(frozen=True)
class CaseRun:
    """One case: its name, where it stands, and what went otherwise than it expects (nothing: it passed)."""

    name: str
    place: Place
    failures: tuple[str, ...]
    reached: tuple[tuple[str, Shown], ...]
    """Check and what it came to, for each check that the case expects and that came out so."""


@dataclass(frozen=True)
class PackRun:
    """All cases of one pack, and which outcomes of its own checks they reach."""

    pack: str
    cases: tuple[CaseRun, ...]
    wanted: Mapping[str, tuple[Shown, ...]]
    """Check -> what cases should show: met, not met, cannot tell; not applicable where it can be; the day on which it
    is not in force, on each side of its period that has an end."""

    @property
    def failed(self) -> tuple[CaseRun, ...]:
        """The cases that did not come out as they expect."""
        return tuple(case for case in self.cases if case.failures)

    @property
    def missing(self) -> tuple[tuple[str, Shown], ...]:
        """What no passing case shows of a check."""
        reached = {pair for case in self.cases if not case.failures for pair in case.reached}
        return tuple(
            (check, outcome)
            for check, outcomes in self.wanted.items()
            for outcome in outcomes
            if (check, outcome) not in reached
        )


def run_cases(pack: str, registry: Registry, *, engine: str = "") -> PackRun:
    """Run the cases of one pack.

    Raises:
        RulepackError: if the pack or its cases have mistakes of form, or a case names what does not exist.
    """
    rulepack = load_rulepack((pack,), registry)
    own = {check.id: check for check in rulepack.checks.values() if check.pack == pack}
    path = find_packs(registry.rulepacks)[pack] / CASES
    if not own and not any(rule.pack == pack for rule in rulepack.rules) and not path.is_file():
        # A framework that others point at decides nothing, so there is nothing a case could show.
        return PackRun(pack, (), {})
    written, cases = read_cases(path)
    program = compile_rulepack(rulepack, registry, engine=engine)
    runner = _Runner(pack, rulepack, registry, program, written)
    problems = [problem for number, case in enumerate(cases) for problem in runner.problems(number, case)]
    if problems:
        raise RulepackError(problems)
    return PackRun(
        pack=pack,
        cases=tuple(runner.run(number, case) for number, case in enumerate(cases)),
        wanted={name: tuple(_wanted(check)) for name, check in own.items()},
    )


def read_cases(path: Path) -> tuple[Written, tuple[CaseText, ...]]:
    """Read `cases.yaml`.

    Raises:
        RulepackError: with every problem of form; also when the file is not there, since a pack without cases shows
            nothing.
    """
    shown = f"{path.parent.name}/{path.name}"
    if not path.is_file():
        fix = "Write cases: with a case that is met, one that is not and one that cannot be told for each check."
        raise RulepackError(Problem("the pack has no cases", Place(document=shown), fix=fix))
    text, problem = decode(path.read_bytes(), shown)
    if text is None:
        raise RulepackError([problem] if problem else "")
    written = read_yaml(text, shown)
    problems = [*written.problems, *_shape().problems(written)]
    if problems:
        raise RulepackError(problems)
    return written, tuple(CasesText.model_validate(written.data).cases)


@lru_cache(maxsize=1)
def _shape() -> Shape:
    return Shape(json.loads((shipped("schemas") / "cases.json").read_text(encoding="utf-8")), "the cases")


def _wanted(check: Check) -> Iterator[Shown]:
    yield from (Outcome.MET, Outcome.NOT_MET, Outcome.CANNOT_TELL)
    if check.applies is not None:
        yield Outcome.NOT_APPLICABLE
    if check.period.first is not None:
        yield OutOfForce.NOT_YET
    if check.period.last is not None:
        yield OutOfForce.NO_LONGER


class _Runner:
    def __init__(self, pack: str, rulepack: Rulepack, registry: Registry, program: Program, written: Written) -> None:
        self._pack = pack
        self._rulepack = rulepack
        self._registry = registry
        self._program = program
        self._written = written
        self._assuming: dict[frozenset[str], Program] = {}

    # Names ------------------------------------------------------------------------------------------------------

    def problems(self, number: int, case: CaseText) -> Iterator[Problem]:
        """Give what is wrong with a case itself."""
        where = f"case “{case.case}”"
        if not case.expect and not case.concludes:
            yield Problem(
                "the case expects nothing",
                self._place(number),
                where,
                "Say under expect: or concludes: what comes out.",
            )
        if read_date(case.as_of) is None:
            yield Problem(f"'{case.as_of}' is no day of the calendar", self._place(number, "as_of"), where)
        for section, names, table in (
            ("expect", case.expect, self._rulepack.checks),
            ("concludes", case.concludes, self._rulepack.conclusions),
            ("assume", case.assume, self._rulepack.conclusions),
        ):
            for name in names:
                if self._full(name, table) is None:
                    word = "check" if section == "expect" else "conclusion"
                    short = [full.partition("/")[2] for full in table]
                    path = (section, list(case.assume).index(name)) if section == "assume" else (section, name)
                    yield Problem(
                        f"there is no {word} called '{name}'",
                        self._place(number, *path, key=section != "assume"),
                        where,
                        did_you_mean(name, short),
                    )
        for name in case.given:
            if name not in self._rulepack.facts:
                yield Problem(
                    f"there is no fact called '{name}'",
                    self._place(number, "given", name, key=True),
                    where,
                    did_you_mean(name, self._rulepack.facts),
                )

    def _full(self, name: str, table: Mapping[str, Any]) -> str | None:
        if name in table:
            return name
        own = f"{self._pack}/{name}"
        if own in table:
            return own
        found = [full for full in table if full.partition("/")[2] == name]
        return found[0] if len(found) == 1 else None

    def _place(self, number: int, *path: str | int, key: bool = False) -> Place:
        return self._written.place(("cases", number, *path), key=key)

    # Running ----------------------------------------------------------------------------------------------------

    def run(self, number: int, case: CaseText) -> CaseRun:
        """Run one case."""
        day = read_date(case.as_of)
        assert day is not None  # noqa: S101  `problems` has refused any other
        assumed = frozenset(full for name in case.assume if (full := self._full(name, self._rulepack.conclusions)))
        program = self._program_assuming(assumed)
        try:
            observations = observe(program, self._procurement(number, case), day)
            conclusions = draw(program, observations)
            findings = judge(program, observations, conclusions)
        except SvRulesError as error:
            return CaseRun(case.case, self._place(number), tuple(str(problem) for problem in error.problems), ())
        failures = []
        reached: list[tuple[str, Shown]] = []
        for name, expected in case.expect.items():
            full = self._full(name, self._rulepack.checks)
            check = self._rulepack.checks[str(full)]
            stage = self._stage(case, check)
            found = [finding for finding in findings if finding.check == full and finding.stage is stage]
            if expected == NOT_IN_FORCE:
                if check.period.holds(day):
                    failures.append(f"{name}: expected not to be in force on {day}, but it is in force {check.period}")
                else:
                    early = check.period.first is not None and day < check.period.first
                    reached.append((str(full), OutOfForce.NOT_YET if early else OutOfForce.NO_LONGER))
                continue
            if not found:
                why = "a stage is missing" if check.period.holds(day) else f"it is in force {check.period}"
                failures.append(f"{name}: expected {_said(expected)}, but it was not looked at: {why}")
            for finding in found:
                if finding.outcome == expected:
                    reached.append((str(full), finding.outcome))
                else:
                    failures.append(f"{name}: expected {_said(expected)}, came out as: {finding.sentence}")
        for name, certainty in case.concludes.items():
            number_of = self._program.conclusions[str(self._full(name, self._rulepack.conclusions))]
            kind = self._rulepack.conclusions[str(self._full(name, self._rulepack.conclusions))].kind
            truths = {drawn.truths[number_of] for key, drawn in conclusions.items() if key[0] is kind}
            words = {_TRUTH_WORDS[truth] for truth in truths} or {"not looked at"}
            if words != {certainty}:
                failures.append(f"{name}: expected {certainty}, came out as {listed(sorted(words))}")
        return CaseRun(case.case, self._place(number), tuple(failures), tuple(reached))

    def _program_assuming(self, assumed: frozenset[str]) -> Program:
        """Give a program in which the assumed conclusions hold whatever else: an extra rule without conditions."""
        if not assumed:
            return self._program
        if assumed not in self._assuming:
            rules = tuple(self._as_given(name) for name in sorted(assumed))
            changed = replace(self._rulepack, rules=(*self._rulepack.rules, *rules))
            self._assuming[assumed] = compile_rulepack(changed, self._registry, engine=self._program.engine.name)
        return self._assuming[assumed]

    def _as_given(self, name: str) -> Rule:
        first = next(rule for rule in self._rulepack.rules if rule.concludes == name)
        # All of nothing: true of every subject without reading anything.
        return replace(first, id=f"{name}.assumed", when=AllOf(()))

    def _procurement(self, number: int, case: CaseText) -> Procurement:
        """Build the one procurement, with one lot and what else the case's facts and checks need."""
        answers = {
            name: Answer(value=value, place=self._place(number, "given", name)) for name, value in case.given.items()
        }
        by_kind: dict[Kind, dict[str, Answer]] = {kind: {} for kind in Kind}
        for name, answer in answers.items():
            kind = kind_of_fact(name)
            assert kind is not None  # noqa: S101  the names are declared facts
            by_kind[kind][name] = answer
        stages = self._stages(case)
        bid = bool(by_kind[Kind.BID]) or Stage.BID in stages
        contract = bool(by_kind[Kind.CONTRACT]) or Stage.DELIVERY in stages
        body = bool(by_kind[Kind.ORGANISATION]) or Stage.ORGANISATION in stages
        design = case.stage is Stage.DESIGN or (case.stage is None and stages == {Stage.DESIGN})
        return Procurement(
            id="case",
            title=case.case,
            stage=Stage.DESIGN if design else Stage.SPECIFICATION,
            facts=by_kind[Kind.PROCUREMENT],
            lots=(Lot(id="lot", facts=by_kind[Kind.LOT]),),
            bids=(Bid(id="bid", lot="lot", facts=by_kind[Kind.BID]),) if bid else (),
            contracts=(
                (Contract(id="contract", lot="lot", bid="bid" if bid else "", facts=by_kind[Kind.CONTRACT]),)
                if contract
                else ()
            ),
            organisations=(Body(id="body", facts=by_kind[Kind.ORGANISATION]),) if body else (),
        )

    def _stages(self, case: CaseText) -> set[Stage]:
        checks = [self._rulepack.checks[str(self._full(name, self._rulepack.checks))] for name in case.expect]
        return {self._stage(case, check) for check in checks}

    def _stage(self, case: CaseText, check: Check) -> Stage:
        """Give the stage at which a case looks at a check.

        The case's own where it names one; else the last stage of the check for whose subject the case gives facts;
        else the specification where the check has it, or its first stage.
        """
        if case.stage is not None:
            return case.stage
        given = {kind_of_fact(name) for name in case.given}
        with_facts = [stage for stage, kind in check.kinds.items() if kind in given and kind is not Kind.PROCUREMENT]
        if with_facts:
            return with_facts[-1]
        return Stage.SPECIFICATION if Stage.SPECIFICATION in check.kinds else next(iter(check.kinds))


_TRUTH_WORDS = {True: "certain", None: "possible", False: "no"}


def _said(expected: str) -> str:
    return expected.replace("_", " ")


def coverage_line(runs: Sequence[PackRun]) -> str:
    """Say how many of the wanted outcomes the cases show."""
    wanted = sum(len(outcomes) for run in runs for outcomes in run.wanted.values())
    missing = sum(len(run.missing) for run in runs)
    share = 100 if not wanted else (wanted - missing) * 100 // wanted
    return f"{wanted - missing} of {wanted} outcomes of checks shown by cases ({share}%)"
