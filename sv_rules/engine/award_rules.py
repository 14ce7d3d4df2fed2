"""The rest of an award model, checked: gates, ties, the draw, the rule that decides, bounds on offers, low prices."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from sv_rules.deciding.options import check_decision
from sv_rules.engine.award_names import resolved
from sv_rules.engine.award_terms import Bounds, Decision, LowPriceRule, Node, Terms
from sv_rules.errors import Problem, did_you_mean, listed
from sv_rules.model.amount import Money, read_money, read_percentage, spoken_number
from sv_rules.model.award import AbnormallyLow, AwardModel, OfferBounds
from sv_rules.model.fact import Fact, FactType, spoken
from sv_rules.model.outcome import Kind
from sv_rules.model.typed import NotOfTypeError, typed

BOUNDED = (FactType.INTEGER, FactType.NUMBER, FactType.MONEY, FactType.PERCENTAGE)
"""Types of offers that can have a cap or a believable range."""


class Rules:
    """Checks what an award model says beside its criteria, which are given as `nodes`."""

    def __init__(self, model: AwardModel, terms: Terms, nodes: Mapping[str, Node]) -> None:
        """Check it all; whatever is wrong is in `problems`."""
        self.problems: list[Problem] = []
        self._model = model
        self._terms = terms
        self._nodes = nodes
        self._check_totals()
        self._check_ties()
        self._check_people()
        self.gates = self._gates()
        self.decision = self._decision()
        self.bounds = {bounds.measure.fact.name: bounds for bounds in self._bounds()}
        self.low_price = self._low_price(model.abnormally_low) if model.abnormally_low else None

    def _check_totals(self) -> None:
        if self._model.importance == "percentages":
            return
        needs = {
            "ties": self._model.ties,
            "near_tie": self._model.near_tie is not None,
            "draw": self._model.draw,
            "decided_by": self._model.decided_by,
        }
        for name in (name for name in needs if needs[name]):
            what = f"'{name}' needs totals, and importance is not stated in percentages here"
            self._note(what, name, "Leave it out, or give the criteria weights.")

    def _check_ties(self) -> None:
        for name in self._model.ties:
            if name not in self._nodes:
                fix = f"{did_you_mean(name, self._nodes)} The criteria are {listed(self._nodes)}.".strip()
                self._note(f"the tie-break names a criterion '{name}' that does not exist", "ties", fix)
        near = self._model.near_tie
        if near is not None and near < 0:
            self._note(f"the near-tie margin {spoken_number(near)} is below zero", "near_tie", "Write points: 1.00.")
        if self._model.draw:
            for bid in _twice(self._model.draw.order):
                self._note(f"bid '{bid}' is drawn twice", "draw", "Each bid is drawn once.")

    def _check_people(self) -> None:
        for name in _twice([one.id for one in self._model.evaluators]):
            self._note(f"evaluator '{name}' is given twice", "evaluators", "Keep one of them.")
        for one in self._model.evaluators:
            if one.conflict == "declared" and not one.note.strip():
                what = f"evaluator '{one.id}' has a declared conflict of interest, and nothing says which"
                self._note(what, "evaluators", "Add a note: what it is, and what was done about it.")

    def _gates(self) -> tuple[str, ...]:
        found = []
        for name in self._model.gates:
            gate, fix = resolved(name, self._terms.checks, "checks")
            if gate is None:
                self._note(f"the gate '{name}' is not a check of the rulepack", "gates", fix)
            else:
                found.append(gate)
        return tuple(dict.fromkeys(found))

    def _decision(self) -> Decision | None:
        given = self._model.decided_by
        if not given:
            return None
        price = self._price(given.get("price"), "decided_by")
        rule, options, mistakes = check_decision(given, self._terms.rules, price)
        for path, message in mistakes:
            self._note(message, ", ".join(["decided_by", *map(str, path)]))
        for node in self._nodes.values():
            if price is not None and node.fact is price:
                what = f"criterion {node.id} scores the {price.title}, which decides the award already"
                fix = "Under a decision rule the criteria are the quality alone and make 100% without the price."
                self._note(what, "decided_by", fix)
        return Decision(rule, options, price) if rule and price else None

    def _price(self, name: Any, under: str) -> Fact | None:
        if name is None:
            self._note("'price' is missing", under, "Name the fact that is the price: price: bid.price.")
            return None
        fact = self._terms.facts.get(name) if isinstance(name, str) else None
        if fact is None:
            fix = did_you_mean(str(name), self._terms.facts) or "Declare it in the rulepack."
            self._note(f"there is no fact called '{name!s:.120}'", under, fix)
        elif fact.kind is not Kind.BID or fact.type is not FactType.MONEY:
            self._note(f"'{fact.name}' is not an amount of money that a bid asks for", under, "Name its price.")
            return None
        return fact

    def _bounds(self) -> Iterator[Bounds]:
        for name, given in self._model.offers.items():
            under = f"offers, {name}"
            identifier, fix = resolved(name, self._terms.measures, "measures")
            if identifier is None:
                self._note(f"there is no measure called '{name}'", under, fix)
                continue
            measure = self._terms.measures[identifier]
            if measure.fact.type not in BOUNDED:
                what = f"measure {identifier} is {measure.fact.described}, which has no bounds"
                self._note(what, under, "Bounds are for numbers, money and percentages.")
                continue
            bounds = Bounds(measure, *(self._bound(measure.fact, given, key, under) for key in _BOUNDS))
            if given.cap is None and given.plausible_from is None and given.plausible_to is None:
                self._note("it states no bound", under, "Add a cap, or what is plausible: {from: 1, to: 10}.")
            self._check_bounds(bounds, under)
            yield bounds

    def _bound(self, fact: Fact, given: OfferBounds, key: str, under: str) -> Any:
        raw = getattr(given, key)
        if raw is None:
            return None
        try:
            return typed(raw, fact)
        except NotOfTypeError as error:
            self._note(f"{_BOUNDS[key]}: {error}", under, error.fix)
            return None

    def _check_bounds(self, bounds: Bounds, under: str) -> None:
        if bounds.cap is not None and size_of(bounds.cap) < 0:
            shown = spoken(bounds.cap, bounds.measure.fact)
            self._note(f"the cap of {shown} is below zero", under, "A cap is the most that counts.")
        ends = [one for one in (bounds.low, bounds.high) if one is not None]
        if len(ends) == 2 and size_of(ends[0]) > size_of(ends[1]):
            low, high = (spoken(one, bounds.measure.fact) for one in ends)
            self._note(f"what is plausible runs from {low} to {high}", under, "The first must be the lower one.")
        money = {one.currency for one in (*ends, bounds.cap) if isinstance(one, Money)}
        if len(money) > 1:
            self._note(f"the bounds are in {listed(sorted(money))}", under, "Write them in one currency.")

    def _low_price(self, given: AbnormallyLow) -> LowPriceRule | None:
        under = "abnormally_low"
        price = self._low_price_of(given)
        mean = self._given(given.below_mean_by, FactType.PERCENTAGE, f"{under}, below_mean_by")
        cost = self._given(given.should_cost, FactType.MONEY, f"{under}, should_cost")
        below = self._given(given.below_should_cost_by, FactType.PERCENTAGE, f"{under}, below_should_cost_by")
        if given.below_mean_by is None and given.should_cost is None:
            fix = "Add below_mean_by: 20%, or should_cost with the buyer's own figure."
            self._note("it does not say what a low price is", under, fix)
        if given.below_should_cost_by is not None and given.should_cost is None:
            self._note("there is no 'should_cost' that a price could be below", under, "Add the figure.")
        for name, part in (("below_mean_by", mean), ("below_should_cost_by", below)):
            if part is not None and not 0 <= part < 100:
                fix = "Write a part from 0% to less than 100%."
                self._note(f"{spoken_number(part)}% is no part that a price can be below", f"{under}, {name}", fix)
        if isinstance(cost, Money) and cost.amount <= 0:
            self._note("the figure is not above zero", f"{under}, should_cost", "Write what the contract should cost.")
        return LowPriceRule(price, mean, cost, below or Decimal(0)) if price else None

    def _low_price_of(self, given: AbnormallyLow) -> Fact | None:
        if given.price:
            return self._price(given.price, "abnormally_low")
        if self._model.decided_by:
            # What is wrong with its price is told where it stands.
            return self._terms.facts.get(str(self._model.decided_by.get("price")))
        prices = {node.fact.name: node.fact for node in self._nodes.values() if node.fact and node.price}
        money = [fact for fact in prices.values() if fact.type is FactType.MONEY]
        if len(money) == 1:
            return money[0]
        what = "several facts are scored as prices" if money else "no criterion scores a price"
        self._note(what, "abnormally_low", "Name the fact that is meant: price: bid.price.")
        return None

    def _given(self, raw: Any, kind: FactType, under: str) -> Any:
        """A percentage or money as written, or as a parameter of the rulepack has it on the date."""
        if raw is None:
            return None
        described = "a percentage such as 20%" if kind is FactType.PERCENTAGE else "money such as GBP 250000"
        if isinstance(raw, Mapping) and set(raw) == {"parameter"}:
            return self._parameter(str(raw["parameter"]), kind, described, under)
        read = read_percentage if kind is FactType.PERCENTAGE else read_money
        found = read(raw) if isinstance(raw, str) else None
        if found is None:
            shown = f"'{raw:.40}'" if isinstance(raw, str) else "this"
            self._note(f"{shown} is not {described}", under, "Write it so, or as {parameter: ID} of the rulepack.")
        return found

    def _parameter(self, name: str, kind: FactType, described: str, under: str) -> Any:
        identifier, fix = resolved(name, self._terms.parameters, "parameters")
        if identifier is None:
            self._note(f"there is no parameter called '{name:.160}'", under, fix)
            return None
        fact, value = self._terms.parameters[identifier]
        if fact.type is not kind:
            self._note(f"parameter {identifier} is {fact.described}", under, f"Name one that is {described}.")
            return None
        if value is None:
            what = f"parameter {identifier} has no value on the date of the evaluation"
            self._note(what, under, "Write the value here, or give the parameter one for that date.")
        return value

    def _note(self, what: str, under: str, fix: str = "") -> None:
        place = self._model.places.get(under.partition(",")[0], self._model.place)
        self.problems.append(Problem(what, place, f"award, under {under}", fix))


_BOUNDS = {"cap": "cap", "plausible_from": "plausible, from", "plausible_to": "plausible, to"}


def size_of(value: Any) -> Any:
    """Give the bare number of an amount."""
    return value.amount if isinstance(value, Money) else value


def _twice(names: Any) -> list[str]:
    found = list(names)
    return sorted({name for name in found if found.count(name) > 1})
