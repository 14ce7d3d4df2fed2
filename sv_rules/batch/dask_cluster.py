"""A Dask cluster: one that is there already, or one of local processes that ends with the batch."""

import logging
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack

import distributed
from distributed.scheduler import KilledWorker

from sv_rules.batch.evaluating import Evaluator
from sv_rules.batch.items import Chunk, ChunkDone
from sv_rules.batch.job import Job
from sv_rules.errors import EngineError, PluginError, Problem

AHEAD = 3
"""Chunks for each worker that are out at once."""

_PLUGIN = "sv-rules-batch"
_LOOPBACK = "127.0.0.1"


class DaskCluster:
    """Workers that make their evaluator once, when the batch reaches them; later ones when they join."""

    def __init__(self, job: Job, *, workers: int, scheduler: str = "") -> None:
        """Connect to a scheduler, or start a scheduler and workers on this machine, closed to others, with no page.

        Raises:
            PluginError: the scheduler does not answer.
            RulepackError: a worker has other rulepacks.
        """
        self._open = ExitStack()
        address: str | distributed.LocalCluster = scheduler
        if not scheduler:
            address = self._open.enter_context(
                distributed.LocalCluster(
                    n_workers=workers,
                    threads_per_worker=1,
                    host=_LOOPBACK,
                    dashboard_address=None,
                    silence_logs=logging.ERROR,
                )
            )
        try:
            self._client = self._open.enter_context(distributed.Client(address, set_as_default=False))
        except OSError as error:
            what = f"the Dask scheduler at {scheduler} does not answer"
            raise PluginError(Problem(what, where=str(error), fix="Check its address and that it runs.")) from None
        try:
            self._client.register_plugin(_Ready(job), name=_PLUGIN)
        except BaseException:
            self._open.close()
            raise

    def run(self, chunks: Iterator[Chunk]) -> Iterator[ChunkDone]:
        """Give what became of each chunk, in their order."""
        out: deque[tuple[Chunk, distributed.Future]] = deque()
        for chunk in chunks:
            out.append((chunk, self._client.submit(_evaluate, chunk, pure=False)))
            if len(out) >= AHEAD * max(1, len(self._client.nthreads())):
                yield _first(out)
        while out:
            yield _first(out)

    def close(self) -> None:
        """Leave the cluster as it was; end it if it is ours."""
        self._open.close()


class _Ready(distributed.WorkerPlugin):  # type: ignore[misc]  # Dask has no types
    """Makes the evaluator of a worker."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def setup(self, worker: distributed.Worker) -> None:
        """Leave the evaluator on the worker, where its tasks find it."""
        worker.sv_rules_evaluator = Evaluator(self._job)


def _evaluate(chunk: Chunk) -> ChunkDone:
    evaluator: Evaluator = distributed.get_worker().sv_rules_evaluator
    return evaluator.evaluate(chunk)


def _first(out: "deque[tuple[Chunk, distributed.Future]]") -> ChunkDone:
    chunk, future = out.popleft()
    try:
        done: ChunkDone = future.result()
    except KilledWorker:
        raise EngineError(
            Problem(
                f"workers of the Dask cluster ended while they evaluated {chunk.said}",
                fix="They may have run out of memory. The same command goes on where this one stopped.",
            )
        ) from None
    future.release()
    return done
