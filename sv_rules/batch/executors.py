"""Who evaluates chunks: this process, a pool of processes, or a Dask cluster. All give the same results."""

from collections.abc import Iterator
from enum import StrEnum
from importlib.util import find_spec
from typing import Protocol

from sv_rules.batch.evaluating import Evaluator
from sv_rules.batch.items import Chunk, ChunkDone
from sv_rules.batch.job import Job
from sv_rules.errors import PluginError, Problem


class Executor(Protocol):
    """Evaluates chunks, somewhere."""

    def run(self, chunks: Iterator[Chunk]) -> Iterator[ChunkDone]:
        """Give what became of each chunk, in their order. Takes a bounded number of them ahead.

        Raises:
            EngineError: a worker ended while it evaluated a chunk, which is named.
        """
        ...

    def close(self) -> None:
        """Let go of the workers; what they have not finished is dropped."""
        ...


class ExecutorName(StrEnum):
    """The executors; `auto` is this process for one worker, and a pool for more."""

    AUTO = "auto"
    LOCAL = "local"
    POOL = "pool"
    DASK = "dask"


def executor(name: ExecutorName, job: Job, evaluator: Evaluator, *, workers: int = 1, scheduler: str = "") -> Executor:
    """Give an executor, ready to run.

    Args:
        name: which one.
        job: what its workers make their evaluators of.
        evaluator: one that is ready in this process.
        workers: how many processes; a cluster that is there already keeps its own.
        scheduler: address of a Dask scheduler that is there already.

    Raises:
        PluginError: an extra is missing, or the scheduler cannot be reached.
    """
    if name is ExecutorName.DASK:
        if find_spec("distributed") is None:
            raise PluginError(Problem("this executor needs Dask", fix="Install it with: pip install 'sv-rules[dask]'"))
        from sv_rules.batch.dask_cluster import DaskCluster  # noqa: PLC0415  it needs an extra

        return DaskCluster(job, workers=workers, scheduler=scheduler)
    if name is ExecutorName.LOCAL or (name is ExecutorName.AUTO and workers == 1):
        return InProcess(evaluator)
    from sv_rules.batch.pool import ProcessPool  # noqa: PLC0415  a run in this process starts quicker without

    return ProcessPool(job, workers)


class InProcess:
    """Evaluates one chunk after the other, here."""

    def __init__(self, evaluator: Evaluator) -> None:
        """Take the evaluator."""
        self._evaluator = evaluator

    def run(self, chunks: Iterator[Chunk]) -> Iterator[ChunkDone]:
        """Give what became of each chunk."""
        for chunk in chunks:
            yield self._evaluator.evaluate(chunk)

    def close(self) -> None:
        """There is nothing to let go of."""
