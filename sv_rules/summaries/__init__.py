"""Assessment summaries: an Evaluation -> what each supplier is told, checked for completeness, as Markdown or HTML."""

from sv_rules.summaries.completeness import incomplete
from sv_rules.summaries.html import as_html
from sv_rules.summaries.markdown import as_markdown
from sv_rules.summaries.summarising import assessed_bids, assessment_summary

__all__ = ["as_html", "as_markdown", "assessed_bids", "assessment_summary", "incomplete"]
