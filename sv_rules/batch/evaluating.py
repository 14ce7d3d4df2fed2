"""Items -> results: what a worker keeps between chunks, and what it does with one."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from time import perf_counter

from sv_rules.batch.bids import Bids
from sv_rules.batch.items import Chunk, ChunkDone, Item
from sv_rules.batch.job import Job, PackVersion
from sv_rules.batch.record import Record
from sv_rules.batch.results import Result, failed, result_of
from sv_rules.batch.tally import Tally
from sv_rules.documents import joined_parts, read_document
from sv_rules.errors import DocumentError, EngineError, Problem, RulepackError, did_you_mean, listed
from sv_rules.host import Host
from sv_rules.hosting.registry import Registry
from sv_rules.model.place import Place
from sv_rules.model.procurement import Procurement
from sv_rules.model.raw_document import RawDocument


class Evaluator:
    """A host with its compiled rulepack. Make one for each worker; it may be used from several threads."""

    def __init__(self, job: Job) -> None:
        """Load and compile the packs, and read the documents that the bids are for.

        Raises:
            RulepackError: the packs have problems, or are not those that the job names.
            PluginError: a plugin breaks its promise, or the engine cannot run here.
            DocumentError: the procurement that the bids are for cannot be read, or there is no such format to read.
        """
        self.job = job
        self._host = Host(rulepacks=job.folders, engine=job.engine)
        _check_format(job.read_as, self._host.registry)
        self._ready = self._host.rulepack(*job.packs, as_of=job.as_of)
        self.layers = tuple(
            PackVersion(layer.id, layer.version, layer.sha256) for layer in self._ready.program.rulepack.layers
        )
        if job.layers and job.layers != self.layers:
            others = [str(mine.id) for mine in self.layers if mine not in job.layers] or list(job.packs)
            raise RulepackError(
                Problem(
                    f"a worker has other versions of the rulepacks: {', '.join(others)}",
                    fix="Put the same rulepacks and the same version of sv-rules on every machine.",
                )
            )
        self._bids = Bids(self._host, self._ready, job) if job.bids_for else None

    @property
    def engine(self) -> str:
        """Name the inference engine and its version."""
        engine = self._ready.program.engine
        return f"{engine.name} {engine.version}".strip()

    def evaluate(self, chunk: Chunk) -> ChunkDone:
        """Give the results of a chunk, in order. An item that cannot be evaluated gives a result that says why.

        Raises:
            PluginError: a plugin broke its promise; its message is no item's fault.
        """
        # Only the size of later chunks hangs on the time, and no result hangs on that.
        started = perf_counter()
        tally = Tally(items=len(chunk.items))
        lines = []
        for result in self.results(chunk.items):
            tally.add_record(result.record, result.outcomes)
            lines.append(result.record.line())
        return ChunkDone(tuple(lines), tally, perf_counter() - started)

    def records(self, items: Sequence[Item]) -> list[Record]:
        """Give the results alone."""
        return [result.record for result in self.results(items)]

    def results(self, items: Sequence[Item]) -> Iterator[Result]:
        """Give the results of items with the outcomes of their checks, in order."""
        if self._bids is not None:
            yield from self._bids.results(items)
            return
        for item in items:
            with naming(item):
                yield from self._of_procurements(item)

    def _of_procurements(self, item: Item) -> Iterator[Result]:
        digest = sha256(item.data).hexdigest()
        if item.problem is not None:
            yield failed(item, 1, digest, DocumentError(item.problem))
            return
        try:
            found = self._read(item)
        except DocumentError as error:
            yield failed(item, 1, digest, error)
            return
        for part, procurement in enumerate(found, 1):
            try:
                evaluation = self._ready.evaluate(procurement)
            except (DocumentError, EngineError) as error:
                yield failed(item, part, digest, error, procurement.id)
                continue
            yield result_of(item, part, digest, evaluation, self.job.detail)

    def _read(self, item: Item) -> Sequence[Procurement]:
        """Read one document as the command `evaluate` does."""
        document = RawDocument(item.name, item.data)
        found, remarks = read_document(document, self._host.registry, document_format=self.job.read_as)
        if not found:
            fix = "The document was read, but nothing in it is a procurement."
            raise DocumentError(Problem("the document holds no procurement", Place(document=item.name), fix=fix))
        if len(found) > 1:
            return found
        joined = joined_parts(found)
        noticed = tuple(dict.fromkeys((*joined.remarks, *remarks)))
        return [joined.model_copy(update={"remarks": noticed})]


def _check_format(name: str, registry: Registry) -> None:
    known = registry.document_formats
    if name and name not in known:
        fix = f"{did_you_mean(name, known)} The formats are {listed(known)}.".strip()
        raise DocumentError(Problem(f"there is no document format called '{name}'", fix=fix))


@contextmanager
def naming(item: Item) -> Iterator[None]:
    """Say in an error that is our own fault which item it was about."""
    try:
        yield
    except BaseException as error:
        error.add_note(f"This happened while evaluating {item.name}.")
        raise
