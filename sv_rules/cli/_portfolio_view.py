"""Many procurements in one table: counts by outcome for each, and a total."""

from collections import Counter
from collections.abc import Iterator

from rich.console import Console

from sv_rules.cli._screen import line, table
from sv_rules.errors import DocumentError, listed
from sv_rules.model.evaluation import Evaluation
from sv_rules.model.outcome import Outcome
from sv_rules.reports import _words as words


class Portfolio:
    """Gathers a row for each procurement; keeps no evaluation."""

    def __init__(self) -> None:
        """Start empty."""
        self._rows: list[tuple[str, str, Counter[Outcome]]] = []
        self._verdicts: Counter[str] = Counter()
        self._failures: dict[tuple[str, str], list[str]] = {}
        self._footer: tuple[str, ...] = ()

    def add(self, evaluation: Evaluation) -> None:
        """Add a procurement that was evaluated."""
        said = words.headline(evaluation)
        counts = Counter(finding.outcome for finding in evaluation.findings)
        self._rows.append((evaluation.id, said, counts))
        self._verdicts[said] += 1
        packs = ", ".join(f"{pack.id} {pack.version} ({pack.sha256[:12]})" for pack in evaluation.run.packs)
        engine = evaluation.run.engine
        self._footer = (
            f"Rulepacks: {packs}.",
            f"sv-rules {evaluation.run.sv_rules}, engine {engine.name} {engine.version}.",
        )

    def add_failure(self, identifier: str, error: DocumentError) -> None:
        """Add a procurement that cannot be evaluated, and why."""
        for problem in error.problems:
            self._failures.setdefault((problem.what, problem.fix), []).append(words.clean(identifier))
        said = "Cannot be evaluated"
        self._rows.append((identifier, f"{said}: {error.problems[0].what}", Counter()))
        self._verdicts[said] += 1

    def failures(self) -> Iterator[str]:
        """Say why procurements cannot be evaluated: each reason once, with what to do and whom it is about."""
        for (what, fix), identifiers in self._failures.items():
            yield words.clean_lines(
                f"{len(identifiers)} cannot be evaluated: {what}\n    {fix}\n    {listed(identifiers)}"
            )

    def show(self, console: Console) -> None:
        """Print the verdicts in a line, the table and the total."""
        said = ". ".join(f"{verdict}: {count}" for verdict, count in self._verdicts.most_common())
        console.print(line(f"{len(self._rows)} procurements. {said}.", "bold"))
        heads = tuple(words.HEADINGS.values())
        made = table("Procurement", "Verdict", *heads, numbers=heads)
        total: Counter[Outcome] = Counter()
        for identifier, verdict, counts in self._rows:
            made.add_row(line(identifier), line(verdict), *(str(counts[outcome]) for outcome in words.HEADINGS))
            total.update(counts)
        made.add_section()
        made.add_row("Total", str(len(self._rows)), *(str(total[outcome]) for outcome in words.HEADINGS), style="bold")
        console.print(made)
        for text in self._footer:
            console.print(line(text, "bright_black"))
