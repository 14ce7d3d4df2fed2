"""The criteria of an award model, checked: what each counts, what it looks at, how it is scored, its threshold."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from sv_rules.engine.award_importance import WHOLE, Siblings, importance_of
from sv_rules.engine.award_names import resolved
from sv_rules.engine.award_terms import Least, Node, Terms, Valuing
from sv_rules.engine.award_valuing import valuing_of
from sv_rules.errors import Problem, did_you_mean
from sv_rules.model.amount import plain, read_decimal, read_percentage
from sv_rules.model.award import AwardCriterion, AwardModel
from sv_rules.model.extending import Reads, ScoringMethod
from sv_rules.model.fact import Fact, FactType
from sv_rules.model.outcome import Kind
from sv_rules.model.procurement import Mark
from sv_rules.scoring.options import check_scoring


class Tree:
    """Checks the criteria of one award model; `nodes` by id, each after the one above it."""

    def __init__(self, model: AwardModel, terms: Terms) -> None:
        """Check them all; whatever is wrong is in `problems`."""
        self.problems: list[Problem] = []
        self._model = model
        self._terms = terms
        self._seen: list[AwardCriterion] = []
        self.nodes = {node.id: node for node in self._nodes(Siblings("", model.criteria, WHOLE))}
        self._check_ids()
        if not self.problems:
            self.nodes = {name: self._with_threshold(node) for name, node in self.nodes.items()}

    def _nodes(self, siblings: Siblings) -> Iterator[Node]:
        counts, problems = importance_of(self._model, siblings)
        self.problems += problems
        for criterion, (weight, points, said) in zip(siblings.criteria, counts, strict=True):
            self._seen.append(criterion)
            node = Node(
                criterion=criterion,
                parent=siblings.parent,
                weight=weight,
                points=points,
                children=tuple(child.id for child in criterion.criteria),
                importance=said,
                moderation=self._model.moderation,
            )
            if node.children:
                self._check_branch(criterion)
                yield node
                yield from self._nodes(Siblings(criterion.id, criterion.criteria, points))
            else:
                yield self._leaf(node)

    def _check_ids(self) -> None:
        for identifier, count in Counter(criterion.id for criterion in self._seen).items():
            if count > 1:
                last = [criterion for criterion in self._seen if criterion.id == identifier][-1]
                self._note(last, f"{count} criteria have the id '{identifier}'", "Give each an id of its own.")

    def _check_branch(self, criterion: AwardCriterion) -> None:
        for name in ("scoring", "fact", "measure", "commitments"):
            if getattr(criterion, name):
                what = f"it has both sub-criteria and '{name}'"
                self._note(criterion, what, f"Its sub-criteria are scored, so move '{name}' to one of them.")

    def _leaf(self, node: Node) -> Node:
        criterion = node.criterion
        found = len(self.problems)
        fact, scoring, valuing = self._scored(criterion)
        if len(self.problems) > found:
            return node
        if not scoring:
            fix = "Add 'scoring' with a method, name a measure that the rulepack scores, or give it sub-criteria."
            self._note(criterion, "nothing says how it is scored", fix)
            return node
        method, options, mistakes = check_scoring(scoring, self._terms.methods, fact)
        for path, message in mistakes:
            under = ", ".join(["scoring", *(str(step + 1) if isinstance(step, int) else step for step in path)])
            self._note(criterion, message, under=under)
        if method is not None and method.reads is Reads.MARKS:
            for name in ("fact", "commitments"):
                if getattr(criterion, name):
                    words = "a fact" if name == "fact" else "the value of commitments"
                    what = f"{method.name} scores evaluators' marks, not {words}"
                    self._note(criterion, what, f"Leave out '{name}'.")
            fact = None
        return replace(node, method=method, options=options, fact=fact, valuing=valuing)

    def _scored(self, criterion: AwardCriterion) -> tuple[Fact | None, Mapping[str, Any], Valuing | None]:
        """The fact that is looked at, if one is, and what stands under scoring, here or in the measure."""
        named = [name for name in ("measure", "fact", "commitments") if getattr(criterion, name)]
        if len(named) > 1:
            self._note(criterion, f"it names both {_NAMED[named[0]]} and {_NAMED[named[1]]}", _ONE_OF[named[0]])
        elif criterion.measure:
            return *self._measured(criterion), None
        elif criterion.fact:
            return self._fact(criterion), criterion.scoring, None
        elif criterion.commitments:
            valuing, problems = valuing_of(criterion, criterion.commitments, self._terms)
            self.problems += problems
            return _value_fact(criterion), criterion.scoring, valuing
        return None, criterion.scoring, None

    def _fact(self, criterion: AwardCriterion) -> Fact | None:
        fact = self._terms.facts.get(criterion.fact)
        if fact is None:
            fix = did_you_mean(criterion.fact, self._terms.facts) or "Declare it in the rulepack."
            self._note(criterion, f"there is no fact called '{criterion.fact}'", fix)
        elif fact.kind is not Kind.BID:
            what = f"'{fact.name}' is not a fact of a bid, so it cannot tell bids apart"
            self._note(criterion, what, "Name a fact that begins with 'bid.'.")
        return fact

    def _measured(self, criterion: AwardCriterion) -> tuple[Fact | None, Mapping[str, Any]]:
        identifier, fix = resolved(criterion.measure, self._terms.measures, "measures")
        if identifier is None:
            self._note(criterion, f"there is no measure called '{criterion.measure}'", fix)
            return None, {}
        measure = self._terms.measures[identifier]
        if measure.scoring and criterion.scoring:
            fix = f"Leave out 'scoring', or score the fact {measure.fact.name} instead of naming the measure."
            self._note(criterion, f"the rulepack already says how measure {identifier} is scored", fix)
        return measure.fact, measure.scoring or criterion.scoring

    def _with_threshold(self, node: Node) -> Node:
        threshold = node.criterion.threshold
        if threshold is None:
            return node
        relative = [leaf for leaf in self._leaves_of(node) if leaf.relative]
        if relative:
            whose = "It" if relative[0] is node else relative[0].title
            what = "a threshold cannot stand on a score that depends on the other bids"
            fix = (
                f"{whose} is scored by {_method(relative[0]).name}. Set the threshold on another criterion, or a gate."
            )
            self._note(node.criterion, what, fix, "threshold")
            return node
        if node.children and self._model.importance != "percentages":
            what = "a threshold needs points to add up, and importance is not stated in percentages here"
            self._note(node.criterion, what, "Set it on the sub-criteria.", "threshold")
            return node
        least = self._least(node, threshold.at_least)
        return replace(node, least=replace(least, disqualifies=threshold.disqualifies)) if least else node

    def _leaves_of(self, node: Node) -> Iterator[Node]:
        if not node.children:
            yield node
        for child in node.children:
            yield from self._leaves_of(self.nodes[child])

    def _least(self, node: Node, at_least: str) -> Least | None:
        part, mark = read_percentage(at_least), read_decimal(at_least)
        if part is not None:
            if 0 < part <= 100:
                return Least(Fraction(part) / 100, f"{plain(part)}% of its maximum", disqualifies=False)
            where = "above the maximum" if part > 100 else "no threshold"
            fix = "Write a part of the criterion's maximum above 0%, at most 100%."
            self._note(node.criterion, f"the threshold {at_least} is {where}", fix, "threshold")
        elif mark is None:
            fix = "Write a part of its maximum, 50%, or a mark of its scale, 3."
            what = f"the threshold '{at_least:.40}' is neither a percentage nor a mark"
            self._note(node.criterion, what, fix, "threshold")
        elif not node.reads_marks:
            what = f"the threshold {at_least} is a mark, and no marks are given here"
            self._note(node.criterion, what, "Write it as a part of the criterion's maximum: 50%.", "threshold")
        else:
            score = _method(node).function({"it": Mark(criterion=node.id, mark=mark)}, node.options)["it"]
            if score.share is not None:
                return Least(score.share, f"mark {plain(mark)}", disqualifies=False)
            what = f"the threshold {at_least} is no mark that can be given"
            self._note(node.criterion, what, score.working, "threshold")
        return None

    def _note(self, criterion: AwardCriterion, what: str, fix: str = "", under: str = "") -> None:
        where = f"criterion {criterion.id}" + (f", under {under}" if under else "")
        self.problems.append(Problem(what, criterion.place, where, fix))


_NAMED = {"measure": "a measure", "fact": "a fact", "commitments": "commitments"}
_ONE_OF = {
    "measure": "A measure has its own fact: leave out the other.",
    "fact": "Commitments make a value of their own: leave out one of the two.",
}


def _method(node: Node) -> ScoringMethod:
    assert node.method is not None, node.id  # noqa: S101  a leaf has one
    return node.method


def _value_fact(criterion: AwardCriterion) -> Fact:
    commitments = criterion.commitments
    assert commitments is not None  # noqa: S101  asked for only where there are some
    title = f"{commitments.counts} value of what is offered"
    return Fact(f"bid.commitments.{criterion.id}", FactType.MONEY, title)
