"""An award model, checked before bids are in: every name meets what it names, every weight adds up."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from sv_rules.errors import DocumentError, Problem, did_you_mean, listed
from sv_rules.model.amount import plain, read_percentage, spoken_number
from sv_rules.model.evaluation import CriterionUsed
from sv_rules.model.extending import Reads, ScoringMethod
from sv_rules.model.fact import Fact
from sv_rules.model.outcome import Kind
from sv_rules.model.procurement import AwardCriterion, AwardModel, Lot
from sv_rules.model.rulepack import Measure
from sv_rules.scoring.options import check_scoring


@dataclass(frozen=True, slots=True)
class PublishedWeight:
    """A criterion as the tender notice has it; `weight` is a percentage, None where the notice gives none."""

    name: str
    weight: Decimal | None


@dataclass(frozen=True, slots=True)
class Terms:
    """What the names in an award model may mean.

    `facts` by name, `measures` by full id, `checks` the full ids of those that may be gates, `methods` by name.
    `published` is empty where the notice says nothing of criteria.
    """

    facts: Mapping[str, Fact]
    measures: Mapping[str, Measure]
    checks: Collection[str]
    methods: Mapping[str, ScoringMethod]
    published: tuple[PublishedWeight, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A criterion with its place in the weight tree.

    `weight` is a percentage of the criterion above; `points` the same of the whole, so the most that it can earn of
    100. A leaf has `method` and `options`, and `fact` unless evaluators' marks are scored.
    """

    criterion: AwardCriterion
    parent: str
    weight: Fraction
    points: Fraction
    children: tuple[str, ...]
    method: ScoringMethod | None = None
    options: Any = None
    fact: Fact | None = None

    @property
    def id(self) -> str:
        """The criterion's id."""
        return self.criterion.id

    @property
    def title(self) -> str:
        """The criterion's title."""
        return self.criterion.title

    @property
    def relative(self) -> bool:
        """Whether one bid's score depends on the others."""
        return self.method is not None and self.method.relative

    @property
    def reads_marks(self) -> bool:
        """Whether it is a leaf that evaluators' marks score."""
        return self.method is not None and self.method.reads is Reads.MARKS

    def used(self, lot: str) -> CriterionUsed:
        """Give the criterion as a report shows it."""
        how = "The sum of its sub-criteria."
        if self.method is not None:
            describes = self.method.describes
            how = describes(self.options) if describes else self.method.summary
        return CriterionUsed(
            lot=lot,
            id=self.id,
            title=self.title,
            parent=self.parent,
            weight=f"{plain(self.weight)}%",
            weight_of_total=f"{plain(self.points)}%",
            method=self.method.name if self.method else "",
            how=how,
            relative=self.relative,
        )


@dataclass(frozen=True, slots=True)
class AwardPlan:
    """A checked award model. `nodes` by id, each after the one above it; `gates` are full ids of checks."""

    lot: Lot
    model: AwardModel
    nodes: Mapping[str, Node]
    gates: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def leaves(self) -> tuple[Node, ...]:
        """The criteria that a method scores."""
        return tuple(node for node in self.nodes.values() if node.method is not None)


def validate_award(lot: Lot, terms: Terms) -> AwardPlan:
    """Check the award model of a lot; it can be done as soon as the model is drafted.

    A measure or a check may be named by its full id or, where only one pack has it, by what follows the slash.
    Where the notice's weights are known, differences between them and the model are warnings of the plan.

    Raises:
        DocumentError: with every problem of the model.
    """
    if lot.award is None:
        raise DocumentError(
            Problem(f"lot {lot.id} has no award model", fix="Add 'award' to the lot, with its criteria.")
        )
    checker = _Checker(lot.award, terms)
    nodes = {node.id: node for node in checker.nodes("", lot.award.criteria, Fraction(100))}
    checker.check_ids(nodes)
    gates = checker.gates()
    if checker.problems:
        raise DocumentError(checker.problems)
    return AwardPlan(
        lot=lot,
        model=lot.award,
        nodes=MappingProxyType(nodes),
        gates=gates,
        warnings=tuple(_against_notice(nodes, terms.published)),
    )


class _Checker:
    def __init__(self, model: AwardModel, terms: Terms) -> None:
        self.problems: list[Problem] = []
        self._model = model
        self._terms = terms
        self._seen: list[AwardCriterion] = []

    def nodes(self, parent: str, criteria: tuple[AwardCriterion, ...], whole: Fraction) -> Iterator[Node]:
        weights = {index: self._weight(criterion) for index, criterion in enumerate(criteria)}
        self._check_sum(parent, criteria, list(weights.values()))
        for index, criterion in enumerate(criteria):
            self._seen.append(criterion)
            weight = weights[index] or Fraction(0)
            points = whole * weight / 100
            children = tuple(child.id for child in criterion.criteria)
            if children:
                self._check_branch(criterion)
                yield Node(criterion, parent, weight, points, children)
                yield from self.nodes(criterion.id, criterion.criteria, points)
            else:
                yield Node(criterion, parent, weight, points, (), *self._leaf(criterion))

    def check_ids(self, nodes: Mapping[str, Node]) -> None:
        for identifier, count in Counter(criterion.id for criterion in self._seen).items():
            if count > 1:
                last = [criterion for criterion in self._seen if criterion.id == identifier][-1]
                self._note(last, f"{count} criteria have the id '{identifier}'", "Give each an id of its own.")
        for name in self._model.ties:
            if name not in nodes:
                fix = f"{did_you_mean(name, nodes)} The criteria are {listed(nodes)}.".strip()
                what = f"the tie-break names a criterion '{name}' that does not exist"
                self.problems.append(Problem(what, self._model.place, "award, under ties", fix))

    def gates(self) -> tuple[str, ...]:
        found = []
        for name in self._model.gates:
            gate, fix = _resolved(name, self._terms.checks, "checks")
            if gate is None:
                what = f"the gate '{name}' is not a check of the rulepack"
                self.problems.append(Problem(what, self._model.place, "award, under gates", fix))
            else:
                found.append(gate)
        return tuple(dict.fromkeys(found))

    def _weight(self, criterion: AwardCriterion) -> Fraction | None:
        weight = read_percentage(criterion.weight)
        if weight is None:
            self._note(criterion, f"the weight '{criterion.weight:.40}' is not a percentage", "Write it as 50%.")
        elif weight < 0:
            what = f"the weight {criterion.weight} is below zero"
            self._note(criterion, what, "A weight is the part of the criterion above, from 0% to 100%.")
        else:
            return Fraction(weight)
        return None

    def _check_sum(self, parent: str, criteria: tuple[AwardCriterion, ...], weights: list[Fraction | None]) -> None:
        known = [weight for weight in weights if weight is not None]
        if len(known) < len(weights) or sum(known) == 100:
            return
        whose = f"the sub-criteria of {parent}" if parent else "the criteria"
        parts = listed((f"{criterion.id} {criterion.weight}" for criterion in criteria), most=30)
        what = f"the weights of {whose} add up to {spoken_number(sum(known, Fraction(0)))}%, not 100%"
        self.problems.append(
            Problem(what, criteria[0].place, "award, under criteria", f"They are {parts}; change them to make 100%.")
        )

    def _check_branch(self, criterion: AwardCriterion) -> None:
        for name in ("scoring", "fact", "measure"):
            if getattr(criterion, name):
                what = f"it has both sub-criteria and '{name}'"
                self._note(criterion, what, f"Its sub-criteria are scored, so move '{name}' to one of them.")

    def _leaf(self, criterion: AwardCriterion) -> tuple[ScoringMethod | None, Any, Fact | None]:
        found = len(self.problems)
        fact, scoring = self._scored(criterion)
        if len(self.problems) > found:
            return None, None, None
        if not scoring:
            fix = "Add 'scoring' with a method, name a measure that the rulepack scores, or give it sub-criteria."
            self._note(criterion, "nothing says how it is scored", fix)
            return None, None, None
        method, options, mistakes = check_scoring(scoring, self._terms.methods, fact)
        for path, message in mistakes:
            under = ", ".join(["scoring", *(str(step + 1) if isinstance(step, int) else step for step in path)])
            self._note(criterion, message, under=under)
        if method is not None and method.reads is Reads.MARKS:
            if criterion.fact:
                self._note(criterion, f"{method.name} scores evaluators' marks, not a fact", "Leave out 'fact'.")
            fact = None
        return method, options, fact

    def _scored(self, criterion: AwardCriterion) -> tuple[Fact | None, Mapping[str, Any]]:
        """The fact that is looked at, if one is, and what stands under scoring, here or in the measure."""
        if criterion.measure and criterion.fact:
            self._note(criterion, "it names both a measure and a fact", "A measure has its own fact: leave out 'fact'.")
        elif criterion.measure:
            return self._measured(criterion)
        elif criterion.fact:
            fact = self._terms.facts.get(criterion.fact)
            if fact is None:
                fix = did_you_mean(criterion.fact, self._terms.facts) or "Declare it in the rulepack."
                self._note(criterion, f"there is no fact called '{criterion.fact}'", fix)
            elif fact.kind is not Kind.BID:
                what = f"'{fact.name}' is not a fact of a bid, so it cannot tell bids apart"
                self._note(criterion, what, "Name a fact that begins with 'bid.'.")
            return fact, criterion.scoring
        return None, criterion.scoring

    def _measured(self, criterion: AwardCriterion) -> tuple[Fact | None, Mapping[str, Any]]:
        identifier, fix = _resolved(criterion.measure, self._terms.measures, "measures")
        if identifier is None:
            self._note(criterion, f"there is no measure called '{criterion.measure}'", fix)
            return None, {}
        measure = self._terms.measures[identifier]
        if measure.scoring and criterion.scoring:
            fix = f"Leave out 'scoring', or score the fact {measure.fact.name} instead of naming the measure."
            self._note(criterion, f"the rulepack already says how measure {identifier} is scored", fix)
        return measure.fact, measure.scoring or criterion.scoring

    def _note(self, criterion: AwardCriterion, what: str, fix: str = "", under: str = "") -> None:
        where = f"criterion {criterion.id}" + (f", under {under}" if under else "")
        self.problems.append(Problem(what, criterion.place, where, fix))


def _resolved(name: str, known: Collection[str], what: str) -> tuple[str | None, str]:
    """The full id that a name means, or None and what to do about it."""
    if name in known:
        return name, ""
    ends = sorted(identifier for identifier in known if identifier.rpartition("/")[2] == name)
    if len(ends) == 1:
        return ends[0], ""
    if ends:
        return None, f"It may be {listed(ends, 'or')}: write the full id."
    shorter = {identifier.rpartition("/")[2] for identifier in known}
    near = did_you_mean(name, known) or did_you_mean(name, shorter)
    return None, near or (f"The {what} are {listed(sorted(known))}." if known else f"The rulepack has no {what}.")


def _against_notice(nodes: Mapping[str, Node], published: tuple[PublishedWeight, ...]) -> Iterator[str]:
    if not published:
        return
    named: dict[str, list[Node]] = {}
    for node in nodes.values():
        name = _plain_name(_notice_name(node))
        # A sub-criterion of the same name lies inside the criterion above: its weight is counted there.
        if not node.parent or _plain_name(_notice_name(nodes[node.parent])) != name:
            named.setdefault(name, []).append(node)
    for line in published:
        same = named.get(_plain_name(line.name), [])
        if not same:
            weight = f" ({spoken_number(line.weight)}%)" if line.weight is not None else ""
            yield f"The tender notice has a criterion “{line.name}”{weight} that is not among the criteria of this lot."
        elif line.weight is not None and not _agrees(same, Fraction(line.weight)):
            used = spoken_number(sum((node.points for node in same), Fraction(0)))
            yield (
                f"The tender notice gives “{line.name}” a weight of {spoken_number(line.weight)}%; "
                f"here it has {used}% of the whole."
            )
    known = {_plain_name(line.name) for line in published}
    for node in nodes.values():
        if not node.parent:
            yield from _unpublished(node, nodes, known)


def _agrees(same: list[Node], weight: Fraction) -> bool:
    # A notice may state a sub-criterion's weight as a part of the whole or of the criterion above it.
    return sum(node.points for node in same) == weight or (len(same) == 1 and same[0].weight == weight)


def _unpublished(node: Node, nodes: Mapping[str, Node], known: Collection[str]) -> Iterator[str]:
    if _plain_name(_notice_name(node)) in known:
        return
    if not _any_below(node, nodes, known):
        yield f"The tender notice has no criterion “{_notice_name(node)}”, which is used here."
        return
    # A heading of our own over published sub-criteria is no new criterion; what stands beside them may be.
    for child in node.children:
        yield from _unpublished(nodes[child], nodes, known)


def _any_below(node: Node, nodes: Mapping[str, Node], known: Collection[str]) -> bool:
    return any(
        _plain_name(_notice_name(nodes[child])) in known or _any_below(nodes[child], nodes, known)
        for child in node.children
    )


def _notice_name(node: Node) -> str:
    return node.criterion.published_as or node.title


def _plain_name(name: str) -> str:
    return " ".join(name.casefold().split())
