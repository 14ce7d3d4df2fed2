"""Conditions -> one Python function, built as a syntax tree from checked parts, never from text.

Every truth is True, False or None (not known), after Kleene. A function takes three tuples, the values of facts, of
parameters and of conclusions, and gives a tuple with an entry for each expression. Only numbers the compiler gave out
reach the tree: names and texts of a rulepack are constants in a table beside it.
"""

import ast
from collections.abc import Callable, Iterable, Mapping
from types import CodeType, FunctionType
from typing import Any, NamedTuple

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

_COMPARE: Mapping[str, tuple[type[ast.cmpop], type[ast.cmpop]]] = {
    "==": (ast.Eq, ast.NotEq),
    "!=": (ast.NotEq, ast.Eq),
    ">=": (ast.GtE, ast.Lt),
    "<=": (ast.LtE, ast.Gt),
    ">": (ast.Gt, ast.LtE),
    "<": (ast.Lt, ast.GtE),
    "in": (ast.In, ast.NotIn),
    "not in": (ast.NotIn, ast.In),
}
"""What is written in the tree, and its opposite: values are exact and in order, so one of the two holds."""
SINGLE = frozenset({Takes.SAME, Takes.ENTRY, Takes.PATTERN, Takes.NOTHING})
"""Operators whose function gets one value; the others get a tuple."""


class _Ways(NamedTuple):
    """Where an expression goes when a condition is true, false, or not known."""

    true: ast.expr
    false: ast.expr
    unknown: ast.expr


class _Tests(NamedTuple):
    """The tests of a comparison: that it holds, that it fails, that it is not known (None: it always is)."""

    holds: ast.expr
    fails: ast.expr
    unknown: ast.expr | None


class _Part(NamedTuple):
    """The tests of a part of `all` or `any`: that it decides the whole; and, none having decided, that it is open."""

    decides: ast.expr
    unknown: ast.expr


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
        self._constants: dict[str, Any] = {}
        self._names: dict[tuple[str, int], str] = {}
        self._loaded: dict[str, ast.stmt] = {}
        self._kept: list[ast.stmt] = []
        self._results: list[ast.expr] = []
        self._count = 0

    def add(self, expression: ast.expr) -> None:
        """Add an expression to the tuple that the function gives."""
        self._results.append(expression)

    def kept(self, expression: ast.expr) -> ast.Name:
        """Work an expression out once, before those that are added; give the name under which it is known there."""
        self._count += 1
        local = f"v{self._count}"
        self._kept.append(ast.Assign([ast.Name(local, ast.Store())], expression))
        return _name(local)

    def function(self) -> Fused:
        """Compile what was added."""
        body: list[ast.stmt] = [*self._loaded.values(), *self._kept, ast.Return(ast.Tuple(self._results, ast.Load()))]
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
        return FunctionType(self._with_constants(namespace["fused"].__code__), namespace)

    def _with_constants(self, code: CodeType) -> CodeType:
        """Put the values in where their stand-ins are: a constant is found faster than a name."""
        constants = [
            self._with_constants(one)
            if isinstance(one, CodeType)
            else self._constants.get(one, one)
            if isinstance(one, str)
            else one
            for one in code.co_consts
        ]
        return code.replace(co_consts=tuple(constants))

    # Expressions ------------------------------------------------------------------------------------------------

    def condition(self, condition: Condition, record: Fact | None = None) -> ast.expr:
        """Give the expression of a condition: True, False or None."""
        match condition:
            case AllOf() | AnyOf() | Not() | Comparison():
                return self._settled(condition, _Ways(_constant(True), _constant(False), _constant(None)), record)
            case Concluded(name):
                return self._load("c", self._conclusions[name])
            case Quantified():  # pragma: no branch  there is no other
                return self._quantified(condition)

    def outcome(self, applies: Condition | None, expects: Condition, outcomes: tuple[Any, Any, Any, Any]) -> ast.expr:
        """Give the expression of a check; `outcomes` are the values for met, not met, cannot tell, not applicable."""
        met, not_met, cannot_tell, not_applicable = (self.constant(outcome) for outcome in outcomes)
        judged = self._settled(expects, _Ways(met, not_met, cannot_tell))
        if applies is None:
            return judged
        asked, again = self._held(self.condition(applies))
        return _if(_is(asked, False), not_applicable, _if(_is(again, None), cannot_tell, judged))

    def _settled(self, condition: Condition, ways: "_Ways", record: Fact | None = None) -> ast.expr:
        """Give an expression that comes to one of three others, as the condition is true, false or not known.

        What is not known is asked about last: most facts are known, and one part can settle the rest.
        """
        match condition:
            case Not(part):
                return self._settled(part, _Ways(ways.false, ways.true, ways.unknown), record)
            case AllOf(()) | AnyOf(()):
                return ways.true if isinstance(condition, AllOf) else ways.false
            case AllOf((only,)) | AnyOf((only,)):
                return self._settled(only, ways, record)
            case AllOf(parts) | AnyOf(parts):
                decides = isinstance(condition, AnyOf)
                found = [self._part(part, record, decides=decides) for part in parts]
                deciding = ast.BoolOp(ast.Or(), [part.decides for part in found])
                # No part decides here, so each is the opposite, or not known.
                unknown = ast.BoolOp(ast.Or(), [part.unknown for part in found])
                decided, otherwise = (ways.true, ways.false) if decides else (ways.false, ways.true)
                return _if(deciding, decided, _if(unknown, ways.unknown, otherwise))
            case Comparison():
                tests = self._comparison(condition, record)
                failed = _if(tests.unknown, ways.unknown, ways.false) if tests.unknown else ways.false
                return _if(tests.holds, ways.true, failed)
            case _:
                held, again = self._held(self.condition(condition, record))
                return _if(_is(held, None), ways.unknown, _if(again, ways.true, ways.false))

    def _part(self, part: Condition, record: Fact | None, *, decides: bool) -> "_Part":
        """Give the tests of a part: that it is true (or false) and so decides the whole, and that it is not known."""
        while isinstance(part, Not) and isinstance(part.part, Not):
            part = part.part.part
        positive = not isinstance(part, Not)
        leaf = part.part if isinstance(part, Not) else part
        if isinstance(leaf, Comparison):
            tests = self._comparison(leaf, record)
            sought = tests.holds if decides is positive else tests.fails
            return _Part(sought, tests.unknown or _constant(False))
        held, again = self._held(self.condition(part, record))
        return _Part(_is(held, decides), _is(again, None))

    def constant(self, value: Any) -> ast.expr:
        """Give an expression for a value: a small constant itself, a stand-in for anything else."""
        if value is None or type(value) in (bool, int):
            return ast.Constant(value)
        # The tree can hold no such value, and holds no text of its own, so a text stands in for it. The values are kept
        # beside it, so an id stands for one value only.
        stand_in = self._names.setdefault(("k", id(value)), f"constant {len(self._constants)}")
        self._constants[stand_in] = value
        return ast.Constant(stand_in)

    def _comparison(self, comparison: Comparison, record: Fact | None) -> "_Tests":
        operator = self._operators[comparison.operator]
        fact, operands = comparison.fact, comparison.operands
        actual = self._actual(fact, record)
        absent = _is(actual, None)
        if operator.judges_absence:
            if operator.compares == "is not None" and isinstance(operands[0], Literal):
                present = ast.Compare(actual, [ast.IsNot()], [_constant(None)])
                return _Tests(present, absent, None) if operands[0].value else _Tests(absent, present, None)
            return self._called(operator, actual, operands)
        written = all(isinstance(operand, Literal) for operand in operands)
        if fact.type is FactType.YES_NO and operator.compares == "==" and written:
            return _Tests(_is(actual, _literal(operands[0])), _is(actual, not _literal(operands[0])), absent)
        if fact.type is FactType.MONEY or not written or not operator.compares:
            return self._guarded(operator, comparison, actual)
        values = tuple(map(_literal, operands))
        holds, fails = _COMPARE[operator.compares]
        # A set is looked into at once, but only texts are cheap to find in one.
        several = frozenset(values) if all(isinstance(value, str) for value in values) else values
        value = self.constant(several if operator.value is Takes.LIST else values[0])
        sure: list[ast.expr] = [ast.Compare(actual, [test()], [value]) for test in (holds, fails)]
        for index, test in enumerate((holds, fails)):
            # None equals nothing and is among nothing; every other test wants a value.
            if test not in {ast.Eq, ast.In}:
                sure[index] = ast.BoolOp(ast.And(), [_is_not(actual, None), sure[index]])
        return _Tests(sure[0], sure[1], absent)

    def _called(self, operator: Operator, actual: ast.expr, operands: tuple[Operand, ...]) -> _Tests:
        """Give the tests of an operator that judges absence itself."""
        value, _ = self._value(operator, operands)
        test = ast.Call(self._tabled("o", operator.function), [actual, value], [])
        return _Tests(test, _not(test), None)

    def _guarded(self, operator: Operator, comparison: Comparison, actual: ast.expr) -> _Tests:
        """Give the tests where money, an operand that may not be known, or an operator's function comes in."""
        value, guards = self._value(operator, comparison.operands)
        missing = [_is(actual, None), *(_is(guard, None) for guard in guards)]
        money = comparison.fact.type is FactType.MONEY
        if money:
            missing += self._currencies(actual, comparison.operands)
        unknown = ast.BoolOp(ast.Or(), missing) if len(missing) > 1 else missing[0]
        if operator.compares and operator.value is Takes.SAME:
            operand = comparison.operands[0]
            if money:
                actual = ast.Attribute(actual, "amount", ast.Load())
                value = (
                    self.constant(operand.value.amount)
                    if isinstance(operand, Literal)
                    else ast.Attribute(value, "amount", ast.Load())
                )
            tests: list[ast.expr] = [ast.Compare(actual, [test()], [value]) for test in _COMPARE[operator.compares]]
        else:
            call = ast.Call(self._tabled("o", operator.function), [actual, value], [])
            tests = [call, _not(call)]
        holds, fails = (ast.BoolOp(ast.And(), [_not(unknown), test]) for test in tests)
        return _Tests(holds, fails, unknown)

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


def _is_not(expression: ast.expr, value: bool | None) -> ast.expr:
    return ast.Compare(expression, [ast.IsNot()], [_constant(value)])


def _not(expression: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.Not(), expression)


def _literal(operand: Operand) -> Any:
    assert isinstance(operand, Literal)  # noqa: S101  asked for operands that were written
    return operand.value


def _if(test: ast.expr, then: ast.expr, otherwise: ast.expr) -> ast.expr:
    return ast.IfExp(test, then, otherwise)
