"""What a report format promises: the same text for the same evaluation, whatever stands in it."""

from collections.abc import Iterator
from functools import partial

from sv_rules.conformance.evaluation import made_up_evaluations
from sv_rules.conformance.promise import Promise, first, named, outcome
from sv_rules.hosting.registry import Registry
from sv_rules.model.evaluation import Evaluation
from sv_rules.model.extending import ReportFormat


def report_promises(report: ReportFormat, _: Registry) -> Iterator[Promise]:
    """Try a report format on made-up evaluations: a full one, and one with nothing in it."""
    offer = f"report format {report.name}"
    yield named(offer, report.name)
    yield Promise(offer, "says in a few words what it is", "" if report.title.strip() else "it has no title")
    yield Promise(offer, "writes the same text twice, and raises nothing", first(_written(report)))


def _written(report: ReportFormat) -> Iterator[str]:
    for name, evaluation in made_up_evaluations().items():
        texts, raised = outcome(partial(_twice, report, evaluation))
        if raised or texts is None:
            yield f"{name}: it {raised}"
        elif not all(isinstance(text, str) and text for text in texts):
            yield f"{name}: it gave no text"
        elif texts[0] != texts[1]:
            yield f"{name}: the second text differs from the first"


def _twice(report: ReportFormat, evaluation: Evaluation) -> tuple[str, str]:
    return report.write(evaluation), report.write(evaluation)
