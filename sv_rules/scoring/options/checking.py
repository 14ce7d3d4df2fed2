"""Checks what stands under `scoring:` and tells every mistake in the words of its author."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias, get_args

from pydantic import BaseModel, ValidationError

from sv_rules.errors import did_you_mean, listed
from sv_rules.model.extending import DecisionRule, Reads, ScoringMethod
from sv_rules.model.fact import Fact, FactType
from sv_rules.scoring.options.forms import Misplaced, shown

MOST_NAMED = 40
"""Methods that a message names: all of ours, since whoever misses one looks for it in the list."""

Path: TypeAlias = tuple[str | int, ...]
Mistake: TypeAlias = tuple[Path, str]


class Checked(NamedTuple):
    """What stands under `scoring:`, checked. `method` and `options` are None where `mistakes` say why."""

    method: ScoringMethod | None
    options: BaseModel | None
    mistakes: tuple[Mistake, ...]


def check_scoring(
    scoring: Mapping[str, Any], methods: Mapping[str, ScoringMethod], fact: Fact | None = None
) -> Checked:
    """Check a whole `scoring:` section, `method:` included.

    Args:
        scoring: as read from YAML, with a scale's name already replaced by its points.
        methods: by name.
        fact: what would be scored; None where there is none, so that only evaluators' marks can be.
    """
    name = scoring.get("method")
    if name is None:
        what = f"'method' is missing; {_all_methods(methods)}"
        return Checked(None, None, (((), what),))
    method = methods.get(name) if isinstance(name, str) else None
    if method is None:
        near = did_you_mean(name, methods) if isinstance(name, str) else ""
        hint = _lower(near) or _all_methods(methods)
        called = f"'{name}'" if isinstance(name, str) else shown(name)
        return Checked(None, None, ((("method",), f"there is no scoring method called {called}; {hint}"),))
    misfit = _misfit(method, fact)
    # Amounts are read as the fact's type only where the method scores that type: one mistake, one message.
    options, mistakes = check_options(method, scoring, None if misfit else _scored(method, fact))
    return Checked(method, options, (*([(("method",), misfit)] if misfit else []), *mistakes))


def _all_methods(methods: Mapping[str, ScoringMethod]) -> str:
    return f"the scoring methods are {listed(sorted(methods), most=MOST_NAMED)}"


def _scored(method: ScoringMethod, fact: Fact | None) -> Fact | None:
    return _MARK if fact is None and method.reads is Reads.EITHER else fact


def check_options(
    method: ScoringMethod | DecisionRule, options: Mapping[str, Any], fact: Fact | None = None
) -> tuple[BaseModel | None, list[Mistake]]:
    """Give the options as the method's model, or None and what is wrong with them.

    Args:
        method: the scoring method or decision rule whose options they are.
        options: what stands under `scoring:`; a `method` key is passed over.
        fact: what is scored; amounts must then be written as its type is.

    Returns:
        The options, and `(path below scoring, message)` for each mistake: a clause without a full stop.
    """
    given = {key: value for key, value in options.items() if key != "method"}
    try:
        return method.options.model_validate(given, context={"fact": fact}), []
    except ValidationError as error:
        told = [found for found in error.errors() if not _misspelt(found, error.errors())]
        return None, [mistake for found in told for mistake in _mistakes(method, found)]


def _misspelt(found: Mapping[str, Any], errors: Iterable[Mapping[str, Any]]) -> bool:
    """Say whether an option is missing only because it stands there under a misspelt name, which is told."""
    path: Path = tuple(found["loc"])
    return found["type"] == "missing" and any(
        other["type"] == "extra_forbidden"
        and tuple(other["loc"])[:-1] == path[:-1]
        and did_you_mean(str(other["loc"][-1]), [str(path[-1])])
        for other in errors
    )


def _misfit(method: ScoringMethod, fact: Fact | None) -> str:
    if method.reads is Reads.MARKS or (fact is None and method.reads is Reads.EITHER):
        return ""
    kinds = listed((_TYPES[one] for one in method.takes), "or")
    if fact is None:
        return f"{method.name} scores {kinds}, and no fact is named here; name what it scores under fact or measure"
    if fact.type not in method.takes:
        return f"{method.name} scores {kinds}; {fact.name} is {fact.described}"
    return ""


def _mistakes(method: ScoringMethod | DecisionRule, found: Mapping[str, Any]) -> Iterator[Mistake]:
    path: Path = tuple(found["loc"])
    cause = found.get("ctx", {}).get("error")
    if isinstance(cause, Misplaced):
        yield from (((*path, *below), message) for below, message in cause.found)
        return
    yield path, _message(method, path, found, cause)


def _message(method: ScoringMethod | DecisionRule, path: Path, found: Mapping[str, Any], cause: object) -> str:
    last = path[-1] if path else ""
    option = f"'{last}'" if isinstance(last, str) else f"entry {last + 1} of '{path[-2]}'"
    match found["type"]:
        case "value_error":
            return f"{option} {cause}" if path else str(cause)
        case "extra_forbidden":
            known = _options_at(method.options, path[:-1])
            hint = _lower(did_you_mean(str(last), known)) or _all_options(method, path, known)
            return f"there is no option called '{last}'; {hint}"
        case "missing":
            return f"{option} is missing"
        case "literal_error" | "enum":
            return f"{option} must be {found['ctx']['expected']}, not {shown(found['input'])}"
        case "model_type":
            parts = listed(_options_at(method.options, path))
            return f"{option} must be a group with {parts}, not {shown(found['input'])}"
        case "too_short" | "too_long":
            bound = {"too_short": "at least {min_length}", "too_long": "at most {max_length}"}[found["type"]]
            return f"{option} must have {bound.format_map(found['ctx'])} entries"
        case kind if kind in _BOUNDS:
            return f"{option} must be {_BOUNDS[kind].format_map(found['ctx'])}, not {shown(found['input'])}"
        case kind:
            # A plugin's options may use any type pydantic has; what it expects is told by kind, never in its words.
            wanted = next((words for start, words in _WANTED.items() if kind.startswith(start)), "")
            return f"{option} {f'must be {wanted}, not' if wanted else 'cannot be'} {shown(found['input'])}"


def _all_options(method: ScoringMethod | DecisionRule, path: Path, known: tuple[str, ...]) -> str:
    if len(path) > 1:
        return f"there may be {listed(known)}"
    return f"{method.name} has {f'the options {listed(known)}' if len(known) > 1 else _one_or_none(known)}"


def _one_or_none(known: tuple[str, ...]) -> str:
    return f"the option {known[0]}" if known else "no options"


def _options_at(model: type[BaseModel], path: Path) -> tuple[str, ...]:
    """The option names that the model may have at a path. An index or a mapping's key stays at the model it is in."""
    for step in path:
        if isinstance(step, str):
            fields = {field.alias or name: field.annotation for name, field in model.model_fields.items()}
            model = _model_in(fields.get(step)) or model
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


_MARK = Fact("an evaluator's mark", FactType.NUMBER, "mark")
"""What a method that reads either looks at where the criterion names no fact: amounts are then numbers."""

_BOUNDS = MappingProxyType(
    {
        "greater_than": "more than {gt}",
        "greater_than_equal": "at least {ge}",
        "less_than": "less than {lt}",
        "less_than_equal": "at most {le}",
    }
)

_WANTED = MappingProxyType(
    {
        "bool_": "true or false",
        "int_": "a whole number",
        "string_too_short": "some words",
        "string_type": "text",
        "tuple_": "a list",
        "list_": "a list",
        "dict_": "a group of names and values",
        "model_": "a group of names and values",
        "decimal_": "a number",
        "date_": "a date such as 2026-01-31",
    }
)
"""Start of pydantic's name for a mistake -> what was wanted, in an author's words."""

_TYPES = MappingProxyType(
    {
        FactType.YES_NO: "yes or no",
        FactType.INTEGER: "whole numbers",
        FactType.NUMBER: "numbers",
        FactType.MONEY: "amounts of money",
        FactType.PERCENTAGE: "percentages",
        FactType.DATE: "dates",
        FactType.DURATION: "durations",
        FactType.TEXT: "text",
        FactType.CHOICE: "choices",
        FactType.LIST: "lists",
    }
)
