"""The way in for a program that embeds the library: a host, its rulepacks, and what they are asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock

from sv_rules import builtin
from sv_rules.advising import advise
from sv_rules.documents import raw_document, read_documents
from sv_rules.engine.compiling import Program, compile_rulepack
from sv_rules.engine.drawing import draw
from sv_rules.engine.observing import SubjectKey, observe
from sv_rules.engine.settling import settle
from sv_rules.errors import DocumentError, RulepackError
from sv_rules.evaluate import evaluate, notice_date
from sv_rules.explaining import Depth, explain
from sv_rules.hosting.hookspecs import hookimpl
from sv_rules.hosting.host import start_host
from sv_rules.live.checks import LiveChecks
from sv_rules.loading.load import load_rulepack
from sv_rules.model.amount import read_date
from sv_rules.model.evaluation import Evaluation
from sv_rules.model.extending import Dumped, RulepackFolder
from sv_rules.model.outcome import Kind, Outcome
from sv_rules.model.procurement import Procurement
from sv_rules.model.raw_document import RawDocument
from sv_rules.prose.recognising import recognise


class Host:
    """Plugins found, rulepacks loaded and compiled once. Thread-safe; several hosts do not know of each other.

    ```python
    host = Host()
    haringey = host.rulepack("haringey")
    evaluation = haringey.evaluate(host.read("notice.json", "bids.yaml"))
    for finding in evaluation.findings:
        print(finding.outcome, finding.sentence)
    ```
    """

    def __init__(
        self,
        *,
        rulepacks: Iterable[Path] = (),
        plugins: Iterable[object] = (),
        discover: bool = True,
        engine: str = "",
    ) -> None:
        """Find the plugins.

        Args:
            rulepacks: folders of rulepacks, or single rulepacks, beside those that ship with the library.
            plugins: modules or objects with hooks, beside the built-ins.
            discover: also load installed plugins; False: only what is named here.
            engine: the inference engine; empty for `durable` where it runs, else `strata`.

        Raises:
            PluginError: if a plugin breaks its promise, or the engine cannot run here.
        """
        folders = _OwnFolders(tuple(rulepacks))
        self.registry = start_host((builtin, *((folders,) if folders.paths else ()), *plugins), discover=discover)
        self._engine = self.registry.engine(engine).name
        self._programs: dict[tuple[str, ...], Program] = {}
        self._lock = Lock()

    def rulepack(self, *ids: str, as_of: date | str | None = None) -> "ReadyRulepack":
        """Give one or several rulepacks, ready to use. Loaded and compiled at the first call, then kept.

        Args:
            ids: at least one id, such as `haringey`.
            as_of: the date of every evaluation; None: each document's date of the tender notice.

        Raises:
            RulepackError: with every problem of the packs.
        """
        day = read_date(as_of) if isinstance(as_of, str) else as_of
        if as_of is not None and day is None:
            raise RulepackError(f"'{as_of}' is not a date; write 2026-01-31")
        key = tuple(dict.fromkeys(ids))
        with self._lock:
            if key not in self._programs:
                loaded = load_rulepack(key, self.registry)
                self._programs[key] = compile_rulepack(loaded, self.registry, engine=self._engine)
            return ReadyRulepack(self._programs[key], day)

    def read(self, *documents: Path | str | RawDocument, document_format: str = "") -> Procurement:
        """Read documents about one procurement (a notice, its bids) and join them.

        Args:
            documents: files by their paths, or documents that are at hand: `RawDocument("notice.json", data)`.
            document_format: the format of each; empty to recognise it.

        Raises:
            DocumentError: if one cannot be read, holds several procurements, or they contradict each other.
        """
        given = [one if isinstance(one, RawDocument) else raw_document(Path(one)) for one in documents]
        return read_documents(given, self.registry, document_format=document_format)

    def export(
        self,
        document_format: str,
        *,
        rulepack: "ReadyRulepack | None" = None,
        procurement: Procurement | None = None,
    ) -> Dumped:
        """Write a document: bytes, and what of it the format cannot hold.

        Args:
            document_format: its format, such as `xlsx`.
            rulepack: what is asked; alone, the document is one to fill in.
            procurement: what is known.

        Raises:
            PluginError: if there is no such format, or it can only be read.
        """
        write = self.registry.writer(document_format)
        return write(procurement, rulepack.program.rulepack if rulepack else None)


@dataclass(frozen=True)
class ReadyRulepack:
    """A compiled rulepack with its date: ask it anything, from any thread."""

    program: Program
    as_of: date | None = None

    def evaluate(self, procurement: Procurement) -> Evaluation:
        """Judge everything in a procurement and assess its bids."""
        return evaluate(self.program, procurement, as_of=self.as_of)

    def check(self, procurement: Procurement) -> Evaluation:
        """Judge the design or specification alone, bids and contracts left out, with advice on what to do first."""
        without = procurement.model_copy(update={"bids": (), "contracts": ()})
        evaluation = evaluate(self.program, without, as_of=self.as_of)
        return evaluation.model_copy(update={"advice": advise(self.program, without, evaluation)})

    def outcomes(self, procurement: Procurement) -> Mapping[SubjectKey, Mapping[str, Outcome]]:
        """Give the outcomes of the findings alone, by kind and id of the subject, then by id of the check.

        The same as those of `evaluate`, without reasons and without an award: for asking again at every keystroke.
        """
        known = recognise(self.program.recogniser, procurement).procurement
        observations = observe(self.program, known, self.as_of or notice_date(known))
        return settle(self.program, observations, draw(self.program, observations))

    def live(self, kind: Kind, *, within: Procurement | None = None, above: str = "") -> LiveChecks:
        """Give the checks on one kind of subject, to be asked again at every keystroke of a form about it.

        Args:
            kind: of the subject that the form describes.
            within: what is known already of the procurement around it; what it says of such subjects themselves is not
                looked at. None: nothing is known.
            above: the id of what it is in, where there are several: the lot of a bid, the bid or lot of a contract.

        Raises:
            RulepackError: no check in force looks at such a subject.
            DocumentError: nothing has the id `above`, values are not of their facts' types, or there is no date.
        """
        known = within and recognise(self.program.recogniser, within).procurement
        day = self.as_of or (notice_date(known) if known else None)
        if day is None:
            raise DocumentError("no date is given for the form: give `as_of`, or a procurement with a tender notice")
        return LiveChecks(self.program, day, kind, known, above)

    def explain(self, evaluation: Evaluation, name: str, *, subject: str = "", depth: Depth = Depth.PARAGRAPH) -> str:
        """Say in words why a check or a criterion came out as it did."""
        return explain(evaluation, name, subject=subject, depth=depth)


class _OwnFolders:
    """The folders of rulepacks that a host is given, as a plugin."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.paths = paths

    @hookimpl
    def sv_rules_rulepacks(self) -> Iterable[RulepackFolder]:
        """Offer them, under names of their own."""
        return [RulepackFolder(f"{number}: {path.name}", path) for number, path in enumerate(self.paths, 1)]
