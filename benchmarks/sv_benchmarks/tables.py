"""`results.json` -> `RESULTS.md`."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sv_benchmarks.growth import KINDS, MEASURES
from sv_benchmarks.reference import CEILING, ZEN_LIST
from sv_benchmarks.targets import targets

Part = Mapping[str, Any]

LEFT_OUT = "left_out"


def page(results: Part) -> str:
    """Give the page."""
    parts = {
        "reference": _reference,
        "notices": _notices,
        "competition": _competition,
        "startup": _startup,
        "growth": _growth,
    }
    lines = ["# Results", "", *_machine(results["machine"]), "", *_targets(results)]
    for name, title in _TITLES.items():
        if name in results:
            lines += ["", f"## {title}", ""]
            part = results[name]
            lines += [f"Left out: {part[LEFT_OUT]}."] if LEFT_OUT in part else list(parts[name](part))
    return "\n".join(lines) + "\n"


_TITLES = {
    "reference": "The reference workload",
    "notices": "Shipped rulepacks on real notices",
    "competition": "A competition, beside bid-evaluation",
    "startup": "Starting",
    "growth": "Growth",
}


def _machine(machine: Part) -> Iterator[str]:
    yield f"Written by `benchmarks/run`{machine['options']}; edit nothing here. README.md says how to read it."
    yield ""
    yield f"- Machine: {machine['processor']}, {machine['cores']} cores, {machine['memory_gb']} GB, {machine['system']}"
    yield f"- Python {machine['python']}; sv_rules {machine['sv_rules']}, commit {machine['commit']}"
    yield f"- Packages: {', '.join(f'{name} {version}' for name, version in machine['packages'].items())}"
    yield f"- {machine['rounds']} interleaved rounds; figures are medians. Trust ratios within a table."


def _targets(results: Part) -> Iterator[str]:
    rows = [
        (one.what, f"{'≥' if one.at_least else '≤'} {one.asked:g}", f"{one.found:.3g}", "met" if one.met else "not met")
        for one in targets(results)
    ]
    if rows:
        yield "## Targets"
        yield ""
        yield from _table(("target (a ratio within one run)", "asked", "found", ""), rows)


def _reference(part: Part) -> Iterator[str]:
    yield (
        f"{part['rules']} rules ({part['tests_per_rule']:.1f} tests each), bids of {part['bytes_of_a_bid']:.0f} bytes; "
        f"{100 * part['holding']:.0f}% of the answers hold, {100 * part['open']:.1f}% are open because a field is "
        "absent. Every engine's answers were checked against the oracle, rule by rule and bid by bid, before timing."
    )
    yield ""
    engines = part["engines"]
    ceiling, zen = engines[CEILING]["seconds"], engines.get(ZEN_LIST, {}).get("seconds")
    rows = [
        (
            name,
            _microseconds(one["seconds"]),
            f"{1 / one['seconds']:,.0f}",
            f"{ceiling / one['seconds']:.3g}",
            f"{zen / one['seconds']:.3g}" if zen else "",
            f"{100 * one['spread']:.0f}%",
            f"{one['checked_bids']}",
            _what(one),
        )
        for name, one in sorted(engines.items(), key=lambda pair: pair[1]["seconds"])
    ]
    head = ("", "µs a bid", "bids a second", "speed, ceiling = 1", "speed, zen list = 1", "spread", "checked", "what")
    yield from _table(head, rows)
    for one in part["absent"]:
        yield f"\nNot measured: {one['name']} ({one['package']}), {one['why']}."


def _what(one: Part) -> str:
    return f"{one['what']} ({one['version']})" if one["version"] else str(one["what"])


def _notices(part: Part) -> Iterator[str]:
    yield (
        f"{part['notices']} of {part['notices_in_corpus']} notices; each evaluated and written as JSON. Reading one "
        f"takes {part['milliseconds_to_read_one']:.2f} ms."
    )
    yield ""
    rows = [
        (
            name,
            f"{one['milliseconds_a_notice']:.2f}",
            f"{one['findings_a_notice']:.1f}",
            f"{one['findings_a_second']:,.0f}",
        )
        for name, one in part["packs"].items()
    ]
    yield from _table(("pack", "ms a notice", "findings a notice", "findings a second"), rows)


def _competition(part: Part) -> Iterator[str]:
    yield "Totals equal to nine digits and places the same, at every size, before timing."
    yield ""
    names = list(next(iter(part["sizes"].values())))
    rows = [
        (name, *(f"{1000 * measured[name]['seconds']:.1f}" for measured in part["sizes"].values())) for name in names
    ]
    yield from _table(("milliseconds", *(f"{size} bids" for size in part["sizes"])), rows)


def _startup(part: Part) -> Iterator[str]:
    pydantic = part["processes"]["import pydantic"]["seconds"]
    rows = [
        (name, f"{1000 * one['seconds']:.0f}", f"{one['seconds'] / pydantic:.2f}", f"{100 * one['spread']:.0f}%")
        for name, one in part["processes"].items()
    ]
    yield from _table(("a whole process", "ms", "time, import pydantic = 1", "spread"), rows)
    yield ""
    steps = [
        (name, f"{1000 * one['seconds']:.0f}", f"{100 * one['spread']:.0f}%")
        for name, one in part["in_a_process"].items()
    ]
    yield from _table(("within a process", "ms", "spread"), steps)


_UNITS = {"load": "load and compile, ms", "evaluate": "evaluate, ms", "bytes": "bytes to bytes, ms", "memory": "MB"}


def _growth(part: Part) -> Iterator[str]:
    yield (
        "Each point in a process of its own; MB is the peak above what the process held before it read the pack. "
        "Exponents: 1 is linear; of all points by least squares on the logarithms, and of the last two points."
    )
    for kind in KINDS:
        if kind not in part:
            continue
        grown = part[kind]
        yield ""
        rows: list[Sequence[str]] = [
            (f"{point['size']:,}", *(_amount(point[what], what) for what in MEASURES)) for point in grown["points"]
        ]
        rows.append(("exponent", *(f"{grown['exponents'][what]:.2f}" for what in MEASURES)))
        rows.append(("of the last two", *(f"{grown['exponents_at_the_end'][what]:.2f}" for what in MEASURES)))
        yield from _table((kind, *(_UNITS[what] for what in MEASURES)), rows)


def _amount(value: float, what: str) -> str:
    return f"{value:,.1f}" if what == "memory" else f"{1000 * value:,.1f}"


def _microseconds(seconds: float) -> str:
    return f"{1e6 * seconds:,.1f}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"| --- |{' ---: |' * (len(head) - 1)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
