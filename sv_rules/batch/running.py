"""A batch from its inputs to its results, begun or gone on with."""

import hashlib
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from sv_rules.batch.chunking import Fingerprint, Pace, chunks
from sv_rules.batch.evaluating import Evaluator
from sv_rules.batch.executors import ExecutorName, executor
from sv_rules.batch.items import Chunk, Item
from sv_rules.batch.job import Job
from sv_rules.batch.journal import BEGIN_ANEW, MANIFEST, STATE, SUMMARY, Journal, write
from sv_rules.batch.locking import locked
from sv_rules.batch.sinks import Form, need_parquet, settle
from sv_rules.batch.sources import PARQUET, Sources
from sv_rules.batch.tally import Tally
from sv_rules.errors import DocumentError, Problem
from sv_rules.evaluate import library_version
from sv_rules.model.place import Place


@dataclass(frozen=True)
class Batch:
    """What is asked for.

    Args:
        inputs: files and folders; a file of JSON Lines or Parquet holds many items, any other file is one.
        out: the folder of the results; made when it is not there.
        job: what to do with every item.
        form: the form of the file of results.
        column: of Parquet inputs, the column of documents.
        executor: who evaluates.
        workers: how many processes.
        scheduler: address of a Dask scheduler.
        chunk: items of a chunk; 0: about half a second's work.
        force: begin anew where a batch was begun already.
    """

    inputs: Sequence[Path]
    out: Path
    job: Job
    form: Form = Form.JSONL
    column: str = ""
    executor: ExecutorName = ExecutorName.AUTO
    workers: int = 1
    scheduler: str = ""
    chunk: int = 0
    force: bool = False


class Progress(NamedTuple):
    """How far a run has come: items done, and of the input's bytes how many are read."""

    items: int
    reached: int
    total: int
    resumed: bool


class Ended(NamedTuple):
    """The end of a run: where the results are and what they came to. `again`: it had been finished before."""

    results: Path
    tally: Tally
    again: bool


def run(batch: Batch, tell: Callable[[Progress], None] = lambda _: None) -> Ended:
    """Evaluate everything that is not done yet, and write the results.

    A script that calls this with several workers needs `if __name__ == "__main__":` around the call.

    Args:
        batch: what is asked for.
        tell: called with the progress after every chunk.

    Raises:
        DocumentError: an input cannot be opened or has changed, or the folder holds another batch.
        RulepackError: the packs have problems.
        PluginError: an extra is missing.
        EngineError: a worker died; the message names the item.
    """
    sources = Sources(batch.inputs, batch.column, bids=bool(batch.job.bids_for))
    total = sources.total()
    if batch.form is Form.PARQUET or any(path.suffix.lower() in PARQUET for path in batch.inputs):
        need_parquet()
    _keep_apart(batch)
    evaluator = Evaluator(batch.job)
    batch.out.mkdir(parents=True, exist_ok=True)
    with locked(batch.out):
        journal = Journal(batch.out, _settings(batch, sources, evaluator))
        journal.open(force=batch.force)
        with closing(journal):
            again = journal.finished
            _evaluate(
                batch,
                sources,
                evaluator,
                journal,
                lambda items, reached, resumed: tell(Progress(items, reached, total, resumed)),
            )
            results = _settled(batch, journal)
    return Ended(results, journal.state.tally, again)


def _evaluate(
    batch: Batch,
    sources: Sources,
    evaluator: Evaluator,
    journal: Journal,
    tell: Callable[[int, int, bool], None],
) -> None:
    """Evaluate the items that no result is there for. What is done is read again, to see that it is the same input."""
    fingerprint, pace = Fingerprint(), Pace(batch.chunk)
    items = sources.items()
    state = journal.state
    before = state.tally.items
    _pass_over(items, before, fingerprint, journal)
    if state.complete:
        if next(items, None) is not None:
            raise DocumentError(_changed(batch.out, before))
        return
    job = batch.job.pinned(evaluator.layers)
    out: deque[Chunk] = deque()
    with closing(executor(batch.executor, job, evaluator, workers=batch.workers, scheduler=batch.scheduler)) as workers:
        for done in workers.run(_noted(chunks(items, pace, fingerprint), out)):
            chunk = out.popleft()
            journal.add(done, chunk.fingerprint)
            pace.learn(done)
            tell(state.tally.items, chunk.items[-1].reached, before > 0)
    journal.complete(fingerprint.so_far)


def _noted(made: Iterator[Chunk], out: deque[Chunk]) -> Iterator[Chunk]:
    for chunk in made:
        out.append(chunk)
        yield chunk


def _pass_over(items: Iterator[Item], count: int, fingerprint: Fingerprint, journal: Journal) -> None:
    read = 0
    for item in islice(items, count):
        fingerprint.add(item)
        read += 1
    if count and (read < count or fingerprint.so_far != journal.state.input):
        raise DocumentError(_changed(journal.folder, count))


def _changed(folder: Path, count: int) -> Problem:
    what = f"the input has changed since the batch was begun; results for its first {count:,} items are here"
    return Problem(what, Place(document=folder.name), fix=BEGIN_ANEW)


def _settled(batch: Batch, journal: Journal) -> Path:
    """Write what comes at the end. Each step may be done again, since a kill may come between any two."""
    results = settle(journal.growing, batch.form, batch.job.detail)
    if not journal.finished:
        tally = journal.state.tally
        write(journal.folder / SUMMARY, tally.as_json())
        with results.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        written = {"name": results.name, "results": tally.results, "sha256": sha256}
        known = {"items": tally.items, "sha256": journal.state.input}
        manifest = {"settings": journal.settings, "finished": True, "input": known, "output": written}
        write(journal.folder / MANIFEST, manifest)
    (journal.folder / STATE).unlink(missing_ok=True)
    return results


def _keep_apart(batch: Batch) -> None:
    out = batch.out.resolve()
    if any(path.is_dir() and out.is_relative_to(path.resolve()) for path in batch.inputs):
        what = "the results would stand among the documents that are read"
        raise DocumentError(Problem(what, Place(document=out.name), fix="Give a folder outside the input."))


def _settings(batch: Batch, sources: Sources, evaluator: Evaluator) -> Mapping[str, Any]:
    """Give what the results hang on; how the work is shared out is no part of it."""
    job = batch.job
    return {
        "form": "batch/1",
        "sv_rules": library_version(),
        "engine": evaluator.engine,
        "packs": list(job.packs),
        "layers": [layer._asdict() for layer in evaluator.layers],
        "as_of": job.as_of.isoformat() if job.as_of else "",
        "detail": str(job.detail),
        "read_as": job.read_as,
        "bids_for": [{"name": one.name, "sha256": one.sha256} for one in job.bids_for],
        "inputs": list(sources.names()),
        "column": batch.column,
        "results": f"results.{batch.form}",
    }
