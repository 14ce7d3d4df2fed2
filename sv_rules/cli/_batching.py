"""Runs a batch with its progress on standard error, and shows what it came to."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from sv_rules.batch.executors import ExecutorName
from sv_rules.batch.job import Detail, Job
from sv_rules.batch.running import Batch, Ended
from sv_rules.batch.running import Progress as Reached
from sv_rules.batch.running import run as run_batch
from sv_rules.batch.sinks import Form
from sv_rules.cli._opening import open_host
from sv_rules.cli._screen import aside, line, screen, table
from sv_rules.documents import raw_document
from sv_rules.errors import PluginError, Problem, RulepackError
from sv_rules.loading.folder import MAIN
from sv_rules.model.amount import read_date
from sv_rules.reports import _words as words

STOPPED = 130


@dataclass(frozen=True)
class Asked:
    """What the command line asked for."""

    inputs: Sequence[Path]
    packs: Sequence[str]
    out: Path
    as_of: str
    bids_for: Sequence[Path]
    detail: str
    form: str
    column: str
    workers: int
    executor: str
    scheduler: str
    chunk: int
    force: bool
    packs_from: Sequence[Path] | None
    read_as: str
    engine: str


def run(asked: Asked) -> None:
    """Run it and show the summary; ends with the exit code."""
    if asked.scheduler and asked.executor != ExecutorName.DASK:
        raise PluginError(Problem("--scheduler is an address for Dask", fix="Give --executor dask as well."))
    batch = _batch(asked)
    console = aside()
    last: list[Reached] = []
    try:
        with _Bar(console) as bar:

            def tell(reached: Reached) -> None:
                last[:] = [reached]
                bar.show(reached)

            ended = run_batch(batch, tell)
    except KeyboardInterrupt:
        done = f"{last[0].items:,} items are" if last else "What was finished is"
        console.print(f"Stopped. {done} done and kept. The same command goes on from there.", soft_wrap=True)
        raise typer.Exit(STOPPED) from None
    _show(screen(), ended)
    raise typer.Exit(ended.tally.exit_code)


def _batch(asked: Asked) -> Batch:
    opened = open_host(asked.packs, asked.packs_from, asked.engine)
    day = read_date(asked.as_of) if asked.as_of else None
    if asked.as_of and day is None:
        raise RulepackError(f"'{asked.as_of}' is not a date; write 2026-01-31")
    folders = [*(asked.packs_from or ()), *(Path(name) for name in asked.packs if (Path(name) / MAIN).is_file())]
    job = Job(
        packs=opened.packs,
        folders=tuple(dict.fromkeys(folder.resolve() for folder in folders)),
        as_of=day,
        engine=asked.engine,
        detail=Detail(asked.detail),
        read_as=asked.read_as,
        bids_for=tuple(raw_document(path) for path in asked.bids_for),
    )
    return Batch(
        asked.inputs,
        asked.out,
        job,
        form=Form(asked.form),
        column=asked.column,
        executor=ExecutorName(asked.executor),
        workers=asked.workers,
        scheduler=asked.scheduler,
        chunk=asked.chunk,
        force=asked.force,
    )


class _Bar:
    """The progress of a run with its rate and the time left; nothing where no terminal is there."""

    def __init__(self, console: Console) -> None:
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._progress.add_task("Evaluating", total=None, rate="")
        self._first: Reached | None = None

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def show(self, reached: Reached) -> None:
        """Move the bar; the rate is that of this run, without what an earlier one did."""
        if self._first is None:
            self._first = reached
            self._progress.reset(self._task, total=reached.total, completed=reached.reached)
        elapsed = self._progress.tasks[0].elapsed or 0
        since = reached.items - self._first.items
        rate = f"{reached.items:,} items, {since / elapsed:,.0f} a second" if elapsed and since else ""
        self._progress.update(self._task, completed=reached.reached, rate=rate)


def _show(console: Console, ended: Ended) -> None:
    tally = ended.tally
    if ended.again:
        console.print("This batch was finished before, and its input is the same: nothing was done again.")
    console.print(line(f"{_counted(tally.items, 'item')}, {_counted(tally.results, 'result')}.", "bold"))
    console.print(
        f"Something that must be met is not met: {tally.broken:,}. It cannot be told: {tally.open:,}. "
        f"Cannot be evaluated: {tally.errors:,}.",
        soft_wrap=True,
    )
    heads = tuple(words.HEADINGS.values())
    made = table("Check", *heads, numbers=heads)
    for check, counts in sorted(tally.checks.items()):
        made.add_row(line(check), *(f"{counts[outcome]:,}" for outcome in words.HEADINGS))
    if tally.checks:
        console.print(made)
    for error in tally.first_errors:
        console.print(line(f"{error['source']}: {error['what']}. {error['fix']}"), soft_wrap=True)
    if tally.errors > len(tally.first_errors):
        console.print(f"{tally.errors - len(tally.first_errors):,} more cannot be evaluated; the results say why.")
    console.print(line(f"Results: {ended.results}", "bright_black"), soft_wrap=True)


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
