"""Conditions -> one Python function, built as a syntax tree from checked parts, never from text.

Every truth is True, False or None (not known), after Kleene. A function takes three tuples, the values of facts, of
parameters and of conclusions, and gives a tuple with an entry for each expression. Only numbers the compiler gave out
reach the tree: names and texts of a rulepack are constants in a table beside it.
"""

import ast
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sv_rules.model.condition import (
    AllOf,
    AnyOf,
    Comparison,
    Concluded,
    Condition,
    FactValue,
    Literal,
    Not,
    Operand,
    ParameterValue,
    Quantified,
    Quantifier,
)
from sv_rules.model.extending import Operator, Takes
from sv_rules.model.fact import Fact, FactType

Fused = Callable[[tuple[Any, ...], tuple[Any, ...], tuple[Any, ...]], tuple[Any, ...]]
Truth = bool | None

_COMPARE: Mapping[str, type[ast.cmpop]] = {
    "==": ast.Eq, "!=": ast.NotEq, ">=": ast.GtE, "<=": ast.LtE, ">": ast.Gt, "<": ast.Lt,
}  # fmt: skip
SINGLE = frozenset({Takes.SAME, Takes.ENTRY, Takes.PATTERN, Takes.NOTHING})
"""Operators whose function gets one value; the others get a tuple."""


class Fuser:
    """Builds one function out of many expressions over the same tuples."""

    def __init__(
        self,
        operators: Mapping[str, Operator],
        facts: Mapping[str, int],
        parameters: Mapping[str, int],
        conclusions: Mapping[str, int],
    ) -> None:
        """Take the operators by name, and each name's place in its tuple."""
        self._operators = operators
        self._facts = facts
        self._parameters = parameters
        self._conclusions = conclusions
        self._table: dict[str, Any] = dict(_RUNTIME)
        self._names: dict[tuple[str, int], str] = {}
        self._loaded: dict[str, ast.stmt] = {}
        self._results: list[ast.expr] = []
        self._count = 0

    def add(self, expression: ast.expr) -> None:
        """Add an expression to the tuple that the function gives."""
        self._results.append(expression)

    def function(self) -> Fused:
        """Compile what was added."""
        body: list[ast.stmt] = [*self._loaded.values(), ast.Return(ast.Tuple(self._results, ast.Load()))]
        arguments = ast.arguments(
            posonlyargs=[ast.arg("f"), ast.arg("p"), ast.arg("c")],
            args=[], kwonlyargs=[], kw_defaults=[], defaults=[],
        )  # fmt: skip
        # A field of Python 3.12 on, which 3.12 itself does not fill in.
        later: dict[str, Any] = {"type_params": []} if "type_params" in ast.FunctionDef._fields else {}
        function = ast.FunctionDef(name="fused", args=arguments, body=body, decorator_list=[], **later)
        module = ast.fix_missing_locations(ast.Module([function], []))
        namespace: dict[str, Any] = {"__builtins__": {}, **self._table}
        exec(compile(module, "<rulepack>", "exec"), namespace)  # noqa: S102  the tree holds only what this class built
        fused: Fused = namespace["fused"]
        return fused

    # Expressions ------------------------------------------------------------------------------------------------

    def condition(self, condition: Condition, record: Fact | None = None) -> ast.expr:
        """Give the expression of a condition: True, False or None."""
        match condition:
            case AllOf(parts):
                return self._junction(parts, record, decides=False)
            case AnyOf(parts):
                return self._junction(parts, record, decides=True)
            case Not(part):
                held, value = self._held(self.condition(part, record))
                return _if(_is(held, None), _constant(None), ast.UnaryOp(ast.Not(), value))
            case Concluded(name):
                return self._load("c", self._conclusions[name])
            case Comparison():
                return self._comparison(condition, record)
            case Quantified():  # pragma: no branch  there is no other
                return self._quantified(condition)

    def outcome(self, applies: Condition | None, expects: Condition, outcomes: tuple[Any, Any, Any, Any]) -> ast.expr:
        """Give the expression of a check; `outcomes` are the values for met, not met, cannot tell, not applicable."""
        met, not_met, cannot_tell, not_applicable = (self.constant(outcome) for outcome in outcomes)
        held, value = self._held(self.condition(expects))
        judged = _if(_is(held, None), cannot_tell, _if(value, met, not_met))
        if applies is None:
            return judged
        asked, again = self._held(self.condition(applies))
        return _if(_is(asked, False), not_applicable, _if(_is(again, None), cannot_tell, judged))

    def constant(self, value: Any) -> ast.expr:
        """Give an expression for a value: a small constant itself, anything else by its place in the table."""
        if value is None or type(value) in (bool, int):
            return ast.Constant(value)
        return self._tabled("k", value)

    def _junction(self, parts: tuple[Condition, ...], record: Fact | None, *, decides: bool) -> ast.expr:
        """All (decided by one False) or any (decided by one True): the first that decides ends it."""
        if len(parts) < 2:
            return self.condition(parts[0], record) if parts else _constant(not decides)
        tests: list[ast.expr] = []
        unknown: list[ast.expr] = []
        for part in parts:
            held, value = self._held(self.condition(part, record))
            tests.append(_is(held, decides))
            unknown.append(_is(value, None))
        return _if(
            ast.BoolOp(ast.Or(), tests),
            _constant(decides),
            _if(ast.BoolOp(ast.Or(), unknown), _constant(None), _constant(not decides)),
        )

    def _comparison(self, comparison: Comparison, record: Fact | None) -> ast.expr:
        operator = self._operators[comparison.operator]
        actual = self._actual(comparison.fact, record)
        value, guards = self._value(operator, comparison.operands)
        if operator.judges_absence:
            return ast.Call(self._tabled("o", operator.function), [actual, value], [])
        money = comparison.fact.type is FactType.MONEY
        tests = [_is(actual, None), *(_is(guard, None) for guard in guards)]
        if money:
            tests += self._currencies(actual, comparison.operands)
        if operator.compares and operator.value is Takes.SAME:
            operand = comparison.operands[0]
            if money:
                actual = ast.Attribute(actual, "amount", ast.Load())
                value = (
                    self.constant(operand.value.amount)
                    if isinstance(operand, Literal)
                    else ast.Attribute(value, "amount", ast.Load())
                )
            test: ast.expr = ast.Compare(actual, [_COMPARE[operator.compares]()], [value])
        else:
            test = ast.Call(self._tabled("o", operator.function), [actual, value], [])
        return _if(ast.BoolOp(ast.Or(), tests) if len(tests) > 1 else tests[0], _constant(None), test)

    def _currencies(self, actual: ast.expr, operands: tuple[Operand, ...]) -> list[ast.expr]:
        """Two currencies cannot be compared: what comes of it is not known."""
        found = ast.Attribute(actual, "currency", ast.Load())
        tests: list[ast.expr] = []
        for operand in operands:
            other = (
                self.constant(operand.value.currency)
                if isinstance(operand, Literal)
                else ast.Attribute(self._operand(operand), "currency", ast.Load())
            )
            tests.append(ast.Compare(found, [ast.NotEq()], [other]))
        return tests

    def _value(self, operator: Operator, operands: tuple[Operand, ...]) -> tuple[ast.expr, list[ast.expr]]:
        """Give the right-hand side, and the expressions in it that may turn out not to be known."""
        if all(isinstance(operand, Literal) for operand in operands):
            values = tuple(operand.value for operand in operands if isinstance(operand, Literal))
            ready = values[0] if operator.value in SINGLE else values
            return self.constant(operator.prepare(ready) if operator.prepare else ready), []
        parts = [self._operand(operand) for operand in operands]
        guards = [part for part, operand in zip(parts, operands, strict=True) if not isinstance(operand, Literal)]
        value: ast.expr = parts[0] if operator.value in SINGLE else ast.Tuple(parts, ast.Load())
        if operator.prepare:
            value = ast.Call(self._tabled("o", operator.prepare), [value], [])
        return value, guards

    def _operand(self, operand: Operand) -> ast.expr:
        match operand:
            case Literal(value):
                return self.constant(value)
            case ParameterValue(name):
                return self._load("p", self._parameters[name])
            case FactValue(fact):  # pragma: no branch  there is no other
                return self._load("f", self._facts[fact.name])

    def _quantified(self, quantified: Quantified) -> ast.expr:
        items = self._load("f", self._facts[quantified.fact.name])
        test: ast.expr = _constant(None)
        if quantified.where is not None:
            arguments = ast.arguments(posonlyargs=[ast.arg("r")], args=[], kwonlyargs=[], kw_defaults=[], defaults=[])
            test = ast.Lambda(arguments, self.condition(quantified.where, quantified.fact))
        call = [items, test]
        if quantified.quantifier is Quantifier.COUNT:
            operator = self._operators[quantified.operator]
            value, guards = self._value(operator, quantified.operands)
            counted = ast.Call(_name("count"), [*call, self._tabled("o", operator.function), value], [])
            tests = [_is(items, None), *(_is(guard, None) for guard in guards)]
            return _if(ast.BoolOp(ast.Or(), tests) if len(tests) > 1 else tests[0], _constant(None), counted)
        return _if(_is(items, None), _constant(None), ast.Call(_name(str(quantified.quantifier)), call, []))

    # Parts ------------------------------------------------------------------------------------------------------

    def _actual(self, fact: Fact, record: Fact | None) -> ast.expr:
        if record is not None and "." not in fact.name:
            number = next(number for number, field in enumerate(record.fields) if field.name == fact.name)
            return ast.Subscript(_name("r"), _constant(number), ast.Load())
        return self._load("f", self._facts[fact.name])

    def _load(self, table: str, number: int) -> ast.Name:
        """Read an entry of a tuple into a local variable, once, at the top of the function."""
        local = f"{table}{number}"
        if local not in self._loaded:
            self._loaded[local] = ast.Assign(
                [ast.Name(local, ast.Store())], ast.Subscript(_name(table), _constant(number), ast.Load())
            )
        return _name(local)

    def _held(self, expression: ast.expr) -> tuple[ast.expr, ast.expr]:
        """Keep a value under a name at its first use: the expression for that use, and one for those after it."""
        if isinstance(expression, ast.Name):
            return expression, expression
        self._count += 1
        local = f"v{self._count}"
        return ast.NamedExpr(ast.Name(local, ast.Store()), expression), _name(local)

    def _tabled(self, prefix: str, value: Any) -> ast.expr:
        # The table keeps every value alive, so an id stands for one value only.
        name = self._names.setdefault((prefix, id(value)), f"{prefix}{len(self._table)}_")
        self._table[name] = value
        return _name(name)


def _some(items: Iterable[Any], test: Callable[[Any], Truth]) -> Truth:
    unknown = False
    for item in items:
        truth = test(item)
        if truth:
            return True
        unknown = unknown or truth is None
    return None if unknown else False


def _every(items: Iterable[Any], test: Callable[[Any], Truth]) -> Truth:
    unknown = False
    for item in items:
        truth = test(item)
        if truth is False:
            return False
        unknown = unknown or truth is None
    return None if unknown else True


def _none(items: Iterable[Any], test: Callable[[Any], Truth]) -> Truth:
    some = _some(items, test)
    return None if some is None else not some


def _count(
    items: tuple[Any, ...], test: Callable[[Any], Truth] | None, compare: Callable[[Any, Any], bool], value: Any
) -> Truth:
    """Compare the number of entries that pass; those that cannot be told may pass or not, all ways must agree."""
    if test is None:
        return compare(len(items), value)
    truths = [test(item) for item in items]
    least = truths.count(True)
    first = compare(least, value)
    for more in range(1, truths.count(None) + 1):
        if compare(least + more, value) is not first:
            return None
    return first


_RUNTIME: Mapping[str, Any] = {"some": _some, "every": _every, "none": _none, "count": _count}


def _name(name: str) -> ast.Name:
    return ast.Name(name, ast.Load())


def _constant(value: bool | int | None) -> ast.Constant:
    return ast.Constant(value)


def _is(expression: ast.expr, value: bool | None) -> ast.expr:
    return ast.Compare(expression, [ast.Is()], [_constant(value)])


def _if(test: ast.expr, then: ast.expr, otherwise: ast.expr) -> ast.expr:
    return ast.IfExp(test, then, otherwise)
