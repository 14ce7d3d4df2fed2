"""The evaluation itself as JSON: the canonical bytes, on one line; `schemas/evaluation.json` describes them."""

from sv_rules.model.evaluation import Evaluation
from sv_rules.model.extending import ReportFormat


def write(evaluation: Evaluation) -> str:
    """Give the canonical JSON and a line break, so that several make JSON Lines."""
    return f"{evaluation.to_bytes().decode()}\n"


REPORT = ReportFormat(name="json", title="JSON for other programs, one line", write=write)
