"""A pool of processes on this machine. A worker that dies is replaced; an item that kills workers is named."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait

from sv_rules.batch.evaluating import Evaluator
from sv_rules.batch.items import Chunk, ChunkDone
from sv_rules.batch.job import Job
from sv_rules.batch.tally import Tally
from sv_rules.errors import EngineError, Problem

AHEAD = 3
"""Chunks for each worker that are out at once: enough that none waits, few enough to fit in memory."""


class ProcessPool:
    """Workers that make their evaluator once, when they start."""

    def __init__(self, job: Job, workers: int) -> None:
        """Start the pool."""
        self._job = job
        self._workers = workers
        self._pool = self._started(workers)

    def run(self, chunks: Iterator[Chunk]) -> Iterator[ChunkDone]:
        """Give what became of each chunk, in their order."""
        out: deque[tuple[Chunk, Future[ChunkDone]]] = deque()
        for chunk in chunks:
            out.append((chunk, self._submitted(chunk)))
            if len(out) >= AHEAD * self._workers:
                yield self._first(out)
        while out:
            yield self._first(out)

    def close(self) -> None:
        """End the workers."""
        self._pool.shutdown(cancel_futures=True)

    def _started(self, workers: int) -> ProcessPoolExecutor:
        # Spawned, on every system: a forked copy of a program with threads may hang.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(workers, context, initializer=_start, initargs=(self._job,))

    def _submitted(self, chunk: Chunk) -> "Future[ChunkDone]":
        try:
            return self._pool.submit(_evaluate, chunk)
        except BrokenProcessPool as broken:
            failed: Future[ChunkDone] = Future()
            failed.set_exception(broken)
            return failed

    def _first(self, out: "deque[tuple[Chunk, Future[ChunkDone]]]") -> ChunkDone:
        chunk, future = out.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            # Every chunk that was out has failed with it, and nothing says which one is to blame.
            self._pool.shutdown(cancel_futures=True)
            done = self._one_by_one(chunk)
            self._pool = self._started(self._workers)
            for position, (later, one) in enumerate(out):
                if isinstance(one.exception(), BrokenProcessPool):
                    out[position] = (later, self._submitted(later))
            return done

    def _one_by_one(self, chunk: Chunk) -> ChunkDone:
        lines: list[bytes] = []
        tally = Tally()
        seconds = 0.0
        with self._started(1) as pool:
            for item in chunk.items:
                alone = Chunk((item,))
                try:
                    done = pool.submit(_evaluate, alone).result()
                except BrokenProcessPool:
                    raise EngineError(
                        Problem(
                            f"a worker process ended while it evaluated {item.name}",
                            fix="It may have run out of memory, or been ended from outside. Take that item out if it "
                            "happens again; the same command goes on where this one stopped.",
                        )
                    ) from None
                lines += done.lines
                tally.add(done.tally)
                seconds += done.seconds
        return ChunkDone(tuple(lines), tally, seconds)


_HERE: dict[str, Evaluator] = {}
# A process of a pool has one place where its initializer can leave something for its tasks: the module. It is filled
# once, in a process that exists for this job alone.


def _start(job: Job) -> None:
    # Ctrl-C goes to every process of the terminal; only the first one decides what to do about it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _HERE["evaluator"] = Evaluator(job)


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, killed perhaps: nobody else would."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _evaluate(chunk: Chunk) -> ChunkDone:
    return _HERE["evaluator"].evaluate(chunk)
