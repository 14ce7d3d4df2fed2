"""The table of proxy values that a criterion names, checked: its licence, its measures, the rates it must state."""

from collections.abc import Iterator
from fractions import Fraction

from sv_rules.engine.award_names import resolved
from sv_rules.engine.award_terms import Terms, Valuing
from sv_rules.errors import Problem, did_you_mean, listed
from sv_rules.model.amount import read_percentage
from sv_rules.model.award import AwardCriterion, Commitments
from sv_rules.model.fact import FactType
from sv_rules.model.proxies import Proxy, ProxyTable
from sv_rules.model.rulepack import Measure

COUNTED = (FactType.INTEGER, FactType.NUMBER)
"""Types of offers that can be multiplied by the value of a unit."""


def valuing_of(
    criterion: AwardCriterion, commitments: Commitments, terms: Terms
) -> tuple[Valuing | None, list[Problem]]:
    """Give how a criterion's commitments are valued, or None and every problem."""
    checker = _Checker(criterion, commitments, terms)
    table = checker.table()
    proxies = checker.proxies(table) if table else []
    discount = checker.discount()
    if table is None or checker.problems:
        return None, checker.problems
    return Valuing(
        table=table,
        proxies=tuple(proxies),
        currency=proxies[0][1].currency,
        net=commitments.counts == "net",
        years=commitments.years,
        discount=discount,
        discount_first_year=commitments.discount_first_year,
    ), []


class _Checker:
    def __init__(self, criterion: AwardCriterion, commitments: Commitments, terms: Terms) -> None:
        self.problems: list[Problem] = []
        self._criterion = criterion
        self._commitments = commitments
        self._terms = terms

    def table(self) -> ProxyTable | None:
        name, known = self._commitments.proxies, self._terms.proxies
        table = known.get(name)
        if table is None:
            there = f"The tables are {listed(known)}." if known else "None is given; add one under 'proxies'."
            self._note(f"there is no table of proxy values '{name}'", did_you_mean(name, known) or there)
        elif table.licence.forbids:
            self._note(f"table {table.id} cannot be used: {table.licence.forbids}", "Use a table that allows it.")
            return None
        return table

    def proxies(self, table: ProxyTable) -> list[tuple[Measure, Proxy]]:
        by_measure: dict[str, Proxy] = {}
        for name, proxy in table.values.items():
            identifier, fix = resolved(name, self._terms.measures, "measures")
            if identifier is None and not self._commitments.measures:
                self._note(f"table {table.id} has a value for '{name}', which is no measure of the rulepack", fix)
            elif identifier is not None:
                by_measure[identifier] = proxy
        wanted = [self._wanted(name, table, by_measure) for name in self._commitments.measures]
        named = dict.fromkeys(name for name in wanted if name) if wanted else dict.fromkeys(by_measure)
        found = [(self._terms.measures[name], by_measure[name]) for name in sorted(named)]
        for measure, proxy in found:
            self._check(measure, proxy, table)
        if not table.values:
            self._note(f"table {table.id} has no values", "Add one for each measure that is valued.")
        currencies = sorted({proxy.currency for _, proxy in found})
        if len(currencies) > 1:
            self._note(f"the values of table {table.id} are in {listed(currencies)}", "Use values of one currency.")
        return found

    def discount(self) -> Fraction | None:
        written = self._commitments.discount
        if not written:
            return None
        rate = read_percentage(written)
        if rate is None or not 0 <= rate <= 100:
            self._note(f"the discount '{written:.40}' is not a rate between 0% and 100%", "Write it as 3.5%.")
            return None
        if self._commitments.counts == "gross":
            self._note("the gross value is scored, from which nothing is taken off", "Leave out 'discount'.")
        return Fraction(rate)

    def _wanted(self, name: str, table: ProxyTable, by_measure: dict[str, Proxy]) -> str:
        identifier, fix = resolved(name, self._terms.measures, "measures")
        if identifier is None:
            self._note(f"there is no measure called '{name}'", fix)
        elif identifier not in by_measure:
            fix = f"It has values for {listed(table.values)}."
            self._note(f"table {table.id} has no value for measure '{name}'", fix)
        else:
            return identifier
        return ""

    def _check(self, measure: Measure, proxy: Proxy, table: ProxyTable) -> None:
        if measure.fact.type not in COUNTED:
            what = f"measure {measure.id} is {measure.fact.described}, which cannot be multiplied by a value"
            self._note(what, "Only numbers of something can. Leave it out under 'measures'.")
        missing = list(self._missing(proxy)) if self._commitments.counts == "net" else []
        if missing:
            what = f"table {table.id} does not state {listed(missing)} for {measure.id}"
            fix = "Without it there is no net value. State it, 0% where there is none, or say counts: gross."
            self._note(what, fix)

    def _missing(self, proxy: Proxy) -> Iterator[str]:
        for rate in ("deadweight", "attribution", "displacement"):
            if getattr(proxy, rate) is None:
                yield rate
        if self._commitments.years > 1 and proxy.drop_off is None:
            yield "drop_off"

    def _note(self, what: str, fix: str) -> None:
        where = f"criterion {self._criterion.id}, under commitments"
        self.problems.append(Problem(what, self._criterion.place, where, fix))
