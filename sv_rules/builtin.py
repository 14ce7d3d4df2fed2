"""The plugin that we are ourselves: everything built in comes in by the same hooks as anybody else's."""

from collections.abc import Iterable

from sv_rules.deciding import rules
from sv_rules.engine import inferring, strata
from sv_rules.formats import formats
from sv_rules.hosting.hookspecs import hookimpl
from sv_rules.model.extending import (
    DecisionRule,
    DocumentFormat,
    Engine,
    Operator,
    ReportFormat,
    RulepackFolder,
    ScoringMethod,
)
from sv_rules.operators import operators
from sv_rules.reports import reports
from sv_rules.scoring import methods
from sv_rules.shipped import shipped


@hookimpl
def sv_rules_operators() -> Iterable[Operator]:
    """Offer the operators' drawer."""
    return operators()


@hookimpl
def sv_rules_scoring_methods() -> Iterable[ScoringMethod]:
    """Offer the scoring methods' drawer."""
    return methods()


@hookimpl
def sv_rules_decision_rules() -> Iterable[DecisionRule]:
    """Offer the decision rules' drawer."""
    return rules()


@hookimpl
def sv_rules_document_formats() -> Iterable[DocumentFormat]:
    """Offer the document formats' drawer."""
    return formats()


@hookimpl
def sv_rules_report_formats() -> Iterable[ReportFormat]:
    """Offer the report formats' drawer."""
    return reports()


@hookimpl
def sv_rules_engines() -> Iterable[Engine]:
    """Offer both inference engines."""
    return (inferring.ENGINE, strata.ENGINE)


@hookimpl
def sv_rules_rulepacks() -> Iterable[RulepackFolder]:
    """Offer the packs that ship with the library."""
    return (RulepackFolder("sv_rules", shipped("rulepacks")),)
