"""Writes the parts of docs/ that are made from the code: tables of fields, operators, methods, hooks and commands.

From the root of the checkout: `python tests/docs/reference.py --write` puts each between its markers, and without
`--write` it only names the pages that would change.
"""

import inspect
import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from textwrap import dedent
from typing import Any, get_args, get_origin

# After what is installed: the tests import this file too.
sys.path.append(str(Path(__file__).parents[1]))
sys.path.append(str(Path(__file__).parents[2]))
sys.path.append(str(Path(__file__).parents[2] / "plugins"))

from docs.forms import fields, fields_of_all, fields_with_parts, table
from docs.pages import ROOT, pages

from sv_rules import builtin, errors
from sv_rules.hosting import hookspecs
from sv_rules.hosting.host import start_host
from sv_rules.hosting.registry import DRAWERS, Registry
from sv_rules.model import authored, brief, evaluation, finding
from sv_rules.model.document import AwardText, ProcurementText
from sv_rules.model.extending import DecisionRule, Index, Operator, Reads, Score, ScoringMethod, Takes
from sv_rules.model.fact import FactType

MARKED = re.compile(r"(<!-- generated: (?P<name>[\w-]+) -->\n)(?:(?!<!-- generated).)*?(<!-- end -->)", re.DOTALL)


def written(text: str) -> str:
    """Give a page with every generated part as the code has it now."""
    return MARKED.sub(lambda found: f"{found[1]}\n{PARTS[found['name']]().strip()}\n\n{found[3]}", text)


def registry() -> Registry:
    """Give what the library and the plugins beside it offer, whether they are installed or not."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    shipped = project["entry-points"]["sv_rules"].values()
    return start_host((builtin, *map(import_module, shipped)), discover=False)


def commands() -> Iterator[tuple[str, Any]]:
    """Give every command of the command line with the words that call it."""
    from typer.main import get_command  # noqa: PLC0415  an extra, which a page without commands can do without

    from sv_rules.cli._app import app  # noqa: PLC0415  likewise

    yield from _below("sv-rules", get_command(app))


def _below(words: str, command: Any) -> Iterator[tuple[str, Any]]:
    inner = getattr(command, "commands", {})
    if not inner:
        yield words, command
    for name, one in inner.items():
        yield from _below(f"{words} {name}", one)


def _commands() -> str:
    return table(
        ("command", "what it does"), ((f"`{words}`", _first_sentence(command.help)) for words, command in commands())
    )


def _options() -> str:
    found: dict[tuple[str, str], list[str]] = {}
    for words, command in commands():
        for one in command.params:
            if one.param_type_name == "option" and one.name != "help":
                found.setdefault((" ".join(one.opts), one.help), []).append(words.removeprefix("sv-rules "))
    rows = ((f"`{option}`", said, ", ".join(of)) for (option, said), of in sorted(found.items()))
    return table(("option", "what it does", "of"), rows)


def _offered(drawer: str) -> Iterator[tuple[str, ...]]:
    known = registry()
    for name, one in getattr(known, drawer).items():
        by = next(plugin for plugin, offers in known.plugins.items() if name in offers.get(drawer, ()))
        yield f"`{name}`", one.title, "built in" if by == "sv_rules.builtin" else f"the plugin `{by}`"


def _hooks() -> str:
    return table(
        ("hook", "it gives a list of", "what for"),
        (
            (f"`{hook}`", f"`{form.__name__}`", _paragraphs(getattr(hookspecs, hook))[0])
            for hook, form in DRAWERS.values()
        ),
    )


def _forms() -> str:
    forms = [*(form for _, form in DRAWERS.values()), Takes, Reads, Score, Index]
    return "\n\n".join(f"### `{form.__name__}`\n\n{_with_arguments(form)}" for form in forms)


def _with_arguments(form: type) -> str:
    """Give a docstring of Google's form in Markdown: its arguments as a list."""
    text, _, arguments = (inspect.getdoc(form) or "").partition("\nArgs:\n")
    found = re.split(r"^(\w+): ", dedent(arguments), flags=re.MULTILINE)[1:]
    pairs = zip(found[::2], found[1::2], strict=True)
    lines = [f"- `{name}`: {' '.join(said.split())}" for name, said in pairs]
    return "\n".join([*_reflowed(text), *(["", *lines] if lines else [])])


def _operators() -> str:
    return "\n\n".join(map(_operator, registry().operators.values()))


def _operator(operator: Operator) -> str:
    takes = "every type" if operator.takes == tuple(FactType) else errors.listed(f"`{one}`" for one in operator.takes)
    text = inspect.getdoc(operator.function) or ""
    return f"### `{operator.name}`\n\n{text}\n\nTests: {takes}. Is given: {_GIVEN[operator.value]}."


_GIVEN = {
    Takes.SAME: "one value of the fact's type",
    Takes.LIST: "a list of values of the fact's type",
    Takes.PAIR: "two values of the fact's type, the lower one first",
    Takes.ENTRY: "one value of the type of the list's entries",
    Takes.ENTRIES: "a list of values of the type of the list's entries",
    Takes.TEXTS: "a list of texts",
    Takes.PATTERN: "a pattern, in quotes",
    Takes.PERIOD: "`{from: date, to: date}`, of which one may be left out",
    Takes.NOTHING: "`true`, or `false` for the opposite",
}


def _methods() -> str:
    return "\n\n".join(map(_method, registry().scoring_methods.values()))


def _method(method: ScoringMethod) -> str:
    takes = errors.listed((f"`{one}`" for one in method.takes), "or")
    looks_at = {
        Reads.MARKS: "evaluators' agreed marks",
        Reads.FACT: f"a fact of the bid, of type {takes}",
        Reads.EITHER: f"a fact of the bid, of type {takes}, or evaluators' agreed marks",
    }[method.reads]
    depends = "yes, which is a warning of the award" if method.relative else "no"
    return _scored(method, f"Looks at: {looks_at}. One bid's score depends on the others: {depends}.")


def _rules() -> str:
    return "\n\n".join(map(_rule, registry().decision_rules.values()))


def _rule(rule: DecisionRule) -> str:
    wins = "lowest" if rule.lower_wins else "highest"
    depends = "yes, which is a warning of the award" if rule.relative else "no"
    return _scored(rule, f"The {wins} index wins. The order of two bids can depend on a third: {depends}.")


def _scored(offered: ScoringMethod | DecisionRule, facts: str) -> str:
    lines = [f"### `{offered.name}`", "", *_reflowed(inspect.getdoc(offered.function) or ""), "", facts]
    if offered.options.model_fields:
        lines += ["", *_reflowed(f"Options. {inspect.getdoc(offered.options)}"), "", fields_with_parts(offered.options)]
    return "\n".join(lines)


def _errors() -> str:
    kinds = [one for one in vars(errors).values() if inspect.isclass(one) and issubclass(one, errors.SvRulesError)]
    return table(("error", "means"), ((f"`{one.__name__}`", _paragraphs(one)[0]) for one in kinds))


def _evaluation() -> str:
    return table(
        ("field", "what it holds"),
        ((f"`{name}`", _held(field.annotation)) for name, field in evaluation.Evaluation.model_fields.items()),
    )


def _held(annotation: Any) -> str:
    form = next(iter(get_args(annotation)), annotation)
    if not inspect.isclass(form):
        return f"`{form}`."
    if form is str:
        return "Text."
    return ("A list. " if get_origin(annotation) is tuple else "") + _paragraphs(form)[0]


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[.])\s", " ".join(text.split()), maxsplit=1)[0]


def _paragraphs(thing: Any) -> list[str]:
    return _reflowed(inspect.getdoc(thing) or "")[::2]


def _reflowed(text: str) -> list[str]:
    """Give the paragraphs of a docstring, each on one line, with an empty line between two."""
    found = [" ".join(part.split()) for part in text.strip().split("\n\n")]
    return [line for part in found for line in (part, "")][:-1]


def _of(model: Any, *, asked: bool = True) -> Callable[[], str]:
    return lambda: fields(model, asked=asked)


PARTS: Mapping[str, Callable[[], str]] = {
    "fields-of-a-pack": _of(authored.RulepackText),
    "fields-of-a-source": _of(authored.SourceText),
    "fields-of-a-source-reference": _of(authored.SourceRef),
    "fields-of-a-period": _of(authored.InForce),
    "fields-of-a-gap": _of(authored.Gap),
    "fields-of-an-area": _of(authored.Area),
    "fields-of-a-fact": _of(authored.FactText),
    "fields-of-a-parameter": _of(authored.ParameterText),
    "fields-of-a-dated-value": _of(authored.DatedValue),
    "fields-of-a-rule": _of(authored.RuleText),
    "fields-of-a-priority": _of(authored.PriorityText),
    "fields-of-a-check": _of(authored.CheckText),
    "fields-of-a-measure": _of(authored.MeasureText),
    "fields-of-a-scale": _of(authored.ScaleText),
    "fields-of-a-scale-point": _of(authored.ScalePoint),
    "fields-of-a-clue": _of(authored.ClueText),
    "fields-of-an-override": _of(authored.OverrideText),
    "fields-of-a-case": _of(authored.CaseText),
    "operators": _operators,
    "award": lambda: fields_of_all(AwardText),
    "procurement": lambda: fields_of_all(ProcurementText, "AwardText"),
    "methods": _methods,
    "decision-rules": _rules,
    "hooks": _hooks,
    "forms": _forms,
    "errors": _errors,
    "evaluation": _evaluation,
    "finding": _of(finding.Finding, asked=False),
    "comparison": _of(finding.ComparisonMade, asked=False),
    "coverage": _of(evaluation.Coverage, asked=False),
    "brief": _of(brief.BriefFinding, asked=False),
    "commands": _commands,
    "options": _options,
    "document-formats": lambda: table(("format", "what it is", "from"), _offered("document_formats")),
    "report-formats": lambda: table(("format", "what it is", "from"), _offered("report_formats")),
}
"""The name in a marker -> what stands there."""


def main() -> int:
    """Write the parts, or say which pages are not as they should be: exit code 1."""
    late = [page for page in pages() if page.read_text(encoding="utf-8") != written(page.read_text(encoding="utf-8"))]
    for page in late:
        if "--write" in sys.argv:
            page.write_text(written(page.read_text(encoding="utf-8")), encoding="utf-8")
        print(f"{'wrote' if '--write' in sys.argv else 'would change'} docs/{page.name}")
    return 1 if late and "--write" not in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
