"""One pack's own lines as Markdown, in the words of `Wording`, and the same as data."""

from collections.abc import Iterator
from typing import Any

from sv_rules.engine.wording import Wording, sentence
from sv_rules.errors import listed
from sv_rules.explaining import cited
from sv_rules.model.fact import spoken
from sv_rules.model.finding import Citation
from sv_rules.model.outcome import Standing
from sv_rules.model.rulepack import Check, Layer, Measure, Parameter, Priority, Rule, Rulepack
from sv_rules.reports.markdown import escaped, table


def page(rulepack: Rulepack, pack: str, wording: Wording) -> str:
    """Give the page; parameters are named, with their dated values in a table of their own."""
    layer = rulepack.layer(pack)
    parts = (
        _head(rulepack, layer),
        _priorities(rulepack, pack),
        _checks(rulepack, pack, wording),
        _measures(rulepack, pack),
        _parameters(rulepack, pack),
        _rules(rulepack, pack, wording),
        _overrides(rulepack, pack),
        _gaps(layer),
        _sources(layer),
    )
    return "\n".join(line for part in parts for line in part) + "\n"


def page_data(rulepack: Rulepack, pack: str, wording: Wording) -> dict[str, Any]:
    """Give what the page says, as data."""
    layer = rulepack.layer(pack)
    return {
        "id": layer.id,
        "title": layer.title,
        "version": layer.version,
        "sha256": layer.sha256,
        "description": layer.description,
        "extends": list(layer.extends),
        "priorities": [_line(one, title=one.title) for one in rulepack.priorities.values() if one.pack == pack],
        "checks": [
            _line(
                one,
                title=one.title,
                level=one.level,
                priority=one.priority,
                in_force=str(one.period),
                applies_when="" if one.applies is None else wording.condition(one.applies),
                expects={str(stage): wording.condition(expects) for stage, expects in one.expects.items()},
                ask=one.ask,
                suggest=one.suggest,
            )
            for one in rulepack.checks.values()
            if one.pack == pack
        ],
        "measures": [
            _line(one, title=one.title, unit=one.fact.described, per=one.per)
            for one in rulepack.measures.values()
            if one.pack == pack
        ],
        "parameters": [
            {
                "id": one.id,
                "title": one.fact.title,
                "values": {f"{day}": spoken(value, one.fact) for day, value in _dated(one)},
            }
            for one in rulepack.parameters.values()
            if _of(one.id, pack)
        ],
        "gaps": [{"what": gap.what, "why": gap.why} for gap in layer.gaps],
        "sources": {name: cited(source) for name, source in layer.sources.items()},
    }


def _line(line: Priority | Check | Measure, **more: Any) -> dict[str, Any]:
    return {"id": line.id, **more, "source": cited(line.source), "standing": line.standing}


def _dated(parameter: Parameter) -> Iterator[tuple[Any, Any]]:
    yield from zip(parameter.days, parameter.values, strict=True)


def _of(full: str, pack: str) -> bool:
    return full.partition("/")[0] == pack


def _head(rulepack: Rulepack, layer: Layer) -> Iterator[str]:
    yield from (f"# {escaped(layer.title)}", "")
    yield f"`{layer.id}`, version {layer.version}, digest `{layer.sha256[:12]}`."
    if layer.area:
        gss = f", {layer.area.gss}" if layer.area.gss else ""
        yield f"For {escaped(layer.area.name)} ({escaped(layer.area.authority)}{gss})."
    if layer.extends:
        above = [f"{escaped(rulepack.layer(one).title)} (`{one}`)" for one in layer.extends]
        yield f"Builds on {listed(above)}; their lines count too and are not repeated here."
    if layer.description:
        yield from ("", escaped(layer.description))


def _priorities(rulepack: Rulepack, pack: str) -> Iterator[str]:
    own = [one for one in rulepack.priorities.values() if one.pack == pack]
    if own:
        yield from ("", "## Priorities", "")
    for one in own:
        yield f"- **{escaped(one.title)}** (`{one.id}`)"
        if one.help:
            yield f"  - {escaped(one.help)}"
        if one.advances:
            yield f"  - Advances {listed(f'`{name}`' for name in one.advances)}"
        yield f"  - {_founded(one.source, one.standing)}"


def _checks(rulepack: Rulepack, pack: str, wording: Wording) -> Iterator[str]:
    own = [one for one in rulepack.checks.values() if one.pack == pack]
    if own:
        yield from ("", "## The checklist")
    titles = {one.id: one.title for one in rulepack.priorities.values()}
    for priority in dict.fromkeys(one.priority for one in own):
        yield from ("", f"### {escaped(titles.get(priority, 'For every priority'))}")
        for one in own:
            if one.priority == priority:
                yield ""
                yield from _check(one, wording)


def _check(check: Check, wording: Wording) -> Iterator[str]:
    yield f"- **{escaped(check.title)}** ({check.level}; `{check.id}`)"
    if check.applies is not None:
        yield f"  - Applies when {escaped(wording.condition(check.applies))}."
    expected: dict[str, list[str]] = {}
    for stage, expects in check.expects.items():
        expected.setdefault(wording.condition(expects), []).append(str(stage))
    for words, stages in expected.items():
        yield f"  - Expects, at the stage {listed(stages, 'or')}: {escaped(sentence(words))}"
    if check.period.first or check.period.last:
        yield f"  - In force {check.period}."
    if check.ask:
        yield f"  - To think about: {escaped(check.ask)}"
    if check.suggest:
        yield f"  - Suggested wording: {escaped(check.suggest)}"
    if check.help:
        yield f"  - {escaped(check.help)}"
    yield f"  - {_founded(check.source, check.standing)}"


def _measures(rulepack: Rulepack, pack: str) -> Iterator[str]:
    own = [one for one in rulepack.measures.values() if one.pack == pack]
    if own:
        yield from ("", "## Measures", "")
    for one in own:
        yield f"- **{escaped(one.title)}**: {escaped(one.fact.described)} per {one.per} (`{one.id}`)"
        if one.evidence:
            yield f"  - Evidence: {escaped(listed(one.evidence))}"
        if one.scoring:
            yield f"  - Scored by the method {one.scoring['method']}"
        yield f"  - {_founded(one.source, one.standing)}"


def _parameters(rulepack: Rulepack, pack: str) -> Iterator[str]:
    rows = []
    for one in rulepack.parameters.values():
        if not _of(one.id, pack):
            continue
        for number, (day, value) in enumerate(_dated(one)):
            last = number == len(one.days) - 1
            until = f", known until {one.until}" if last and one.until else ""
            founded = _founded(one.citations[number], one.standings[number])
            name = f"{escaped(one.fact.title)} (`{one.id}`)"
            rows.append((name, f"{day}{until}", escaped(spoken(value, one.fact)), founded))
    if rows:
        yield from ("", "## Parameters", *table(("parameter", "from", "value", "source"), rows))


def _rules(rulepack: Rulepack, pack: str, wording: Wording) -> Iterator[str]:
    own = [one for one in rulepack.rules if one.pack == pack]
    if own:
        yield from ("", "## Rules", "")
    for one in own:
        yield from _rule(one, rulepack, wording)


def _rule(rule: Rule, rulepack: Rulepack, wording: Wording) -> Iterator[str]:
    concluded = sentence(rulepack.conclusions[rule.concludes].title).removesuffix(".")
    period = f", in force {rule.period}" if rule.period.first or rule.period.last else ""
    yield f"- **{escaped(concluded)}** when {escaped(wording.condition(rule.when))} (`{rule.id}`{period})"
    yield f"  - {_founded(rule.source, rule.standing)}"


def _overrides(rulepack: Rulepack, pack: str) -> Iterator[str]:
    own = [one for one in rulepack.overrides if one.by == pack]
    if own:
        yield from ("", "## What it changes in the packs it builds on", "")
    for one in own:
        done = "set aside" if one.waived else f"changed ({listed(one.changed)})"
        yield f"- `{one.line}`: {done}. {escaped(one.reason)} Source: {escaped(cited(one.source))}"


def _gaps(layer: Layer) -> Iterator[str]:
    if layer.gaps:
        yield from ("", "## What is not known", "")
    for gap in layer.gaps:
        yield f"- **{escaped(gap.what)}.** {escaped(gap.why)}"


def _sources(layer: Layer) -> Iterator[str]:
    if layer.sources:
        yield from ("", "## Sources", "")
    for name, source in layer.sources.items():
        link = f" <{source.url}>" if source.url else ""
        yield f"- `{name}`: {escaped(cited(source))}{link}"


def _founded(source: Citation, standing: Standing) -> str:
    return f"Source, {standing}: {escaped(cited(source))}"
