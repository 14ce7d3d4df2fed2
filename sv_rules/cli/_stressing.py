"""Reads an award model, tries it on made-up bids and shows what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sv_rules.cli import _documents
from sv_rules.cli._opening import open_host
from sv_rules.cli._screen import line, screen, show, table, write_line
from sv_rules.engine.assessing import award_plans
from sv_rules.engine.award_plan import AwardPlan
from sv_rules.engine.observing import observe
from sv_rules.errors import DocumentError, PluginError, Problem, did_you_mean, listed
from sv_rules.evaluate import notice_date
from sv_rules.hosting.registry import Registry
from sv_rules.model.amount import Money, read_money, spoken_money
from sv_rules.model.procurement import Lot, Procurement
from sv_rules.model.stress import LotStressed, PointWorth, Stress

NO_PRICE_STATED = Money(Decimal(100_000), "GBP")
VALUES = ("lot.value", "tender.value")
"""Facts that say what a bid is expected to cost, the nearest first."""


@dataclass(frozen=True)
class Asked:
    """What the command line asked for."""

    model: str
    pack: str
    fields: int
    bids: int
    seed: int
    price: str
    lot: str
    as_of: str
    packs_from: Sequence[Path] | None
    read_as: str


def run(asked: Asked, *, as_json: bool) -> None:
    """Try every award model of the document and show it, or write it as JSON."""
    if find_spec("numpy") is None:
        raise PluginError(Problem("stress needs NumPy", fix="Install it with: pip install 'sv-rules[stress]'"))
    found = _stressed(asked)
    if as_json:
        write_line(found.model_dump_json().encode())
        return
    console = screen()
    for lot in found.lots:
        _show(console, lot)
    shown = f"{found.fields:,} fields of {found.bids} bids, seed {found.seed}, {found.generator}."
    console.print()
    console.print(Text(shown, "bright_black"))


def _stressed(asked: Asked) -> Stress:
    from sv_rules.stress.running import Size, generator, stress  # noqa: PLC0415  NumPy may not be installed

    host, packs = open_host([asked.pack], asked.packs_from)
    ready = host.rulepack(*packs, as_of=asked.as_of or None)
    procurement = _document(asked, host.registry)
    observations = observe(ready.program, procurement, ready.as_of or notice_date(procurement))
    plans = _chosen(asked, award_plans(ready.program, procurement, observations))
    size = Size(asked.fields, asked.bids, asked.seed)
    methods = host.registry.scoring_methods
    return Stress(
        id=procurement.id,
        title=procurement.title,
        fields=asked.fields,
        bids=asked.bids,
        seed=asked.seed,
        generator=generator(),
        lots=tuple(stress(plan, methods, _price(asked, plan.lot, procurement), size) for plan in plans),
    )


def _document(asked: Asked, registry: Registry) -> Procurement:
    read = _documents.read([asked.model], registry, asked.read_as)
    if read.many:
        count = len(read.procurements)
        raise DocumentError(f"the document holds {count} procurements; give a document with the one to try")
    # Bids that have come in are none of a trial's business.
    return read.procurements[0].model_copy(update={"bids": (), "contracts": ()})


def _chosen(asked: Asked, plans: Sequence[AwardPlan]) -> Sequence[AwardPlan]:
    if not plans:
        fix = "Give a lot its criteria, weights and methods under award:."
        raise DocumentError(Problem("no lot of the document has an award model", fix=fix))
    ids = [plan.lot.id for plan in plans]
    if asked.lot and asked.lot not in ids:
        fix = did_you_mean(asked.lot, ids) or f"The lots with an award model are {listed(ids)}."
        raise DocumentError(Problem(f"there is no lot '{asked.lot}' with an award model", fix=fix))
    return [plan for plan in plans if asked.lot in {"", plan.lot.id}]


def _price(asked: Asked, lot: Lot, procurement: Procurement) -> Money:
    """Give what a bid is expected to cost: as asked, else the value of the lot or the tender, else a round sum."""
    if asked.price:
        price = read_money(asked.price)
        if price is None or price.amount <= 0:
            fix = "Write an amount above zero with its currency: 'GBP 250000'."
            raise DocumentError(Problem(f"the price '{asked.price:.40}' is no amount of money", fix=fix))
        return price
    for name in VALUES:
        answer = lot.facts.get(name) or procurement.facts.get(name)
        price = read_money(answer.value) if answer and isinstance(answer.value, str) else None
        if price is not None and price.amount > 0:
            return price
    return NO_PRICE_STATED


def _show(console: Console, lot: LotStressed) -> None:
    name = f"{lot.lot}: {lot.title}" if lot.title and lot.title != lot.lot else lot.lot
    show(console, f"Lot {name}", [line(sentence) for sentence in lot.sentences])
    show(console, "What each criterion counts for", [_criteria(lot)])
    if lot.point is not None and lot.point.marks:
        show(console, f"What one step of a scale is worth, at {lot.point.price}", [_marks(lot.point)])
    show(console, "What goes wrong at the edges", [line(f"{one.name}: {one.sentence}") for one in lot.pathologies])
    if lot.safer:
        show(console, "Safer methods, tried on the same fields", [_safer(lot)])
    show(console, "What was assumed", [line(f"{one.title}: {one.words}", "bright_black") for one in lot.assumptions])
    checked = f"A bid could be ranked in {lot.ranked} of the fields; several were first in {lot.joint}."
    exact = f"{lot.checked} fields were scored again with exact numbers: the same bid is first in each."
    console.print(Text(f"{checked} {exact}", "bright_black"))


def _criteria(lot: LotStressed) -> Table:
    heads = ("Said", "In fact", "Decides")
    made = table("Criterion", *heads, numbers=heads)
    for one in lot.criteria:
        decides = "never" if one.dead else one.decides.share
        made.add_row(line(one.title), one.nominal, one.effective, line(decides, "red" if one.dead else ""))
    return made


def _marks(point: PointWorth) -> Table:
    made = table("Criterion", "Points", "Money", numbers=("Points", "Money"))
    for one in point.marks:
        money = read_money(one.money) if one.money else None
        made.add_row(line(one.title), one.points, spoken_money(money) if money else "beyond any price tried")
    return made


def _safer(lot: LotStressed) -> Table:
    made = table("Instead of", "this", "A loser decides", "Same first")
    for one in lot.safer:
        made.add_row(line(f"{one.title}: {one.method}"), line(one.instead), one.reversal.share, one.same_first)
    return made
