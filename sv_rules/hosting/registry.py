"""Names -> things offered, and which plugin offered each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from sv_rules.errors import PluginError, Problem, did_you_mean, listed
from sv_rules.model.extending import (
    Command,
    DecisionRule,
    DocumentFormat,
    Dumped,
    Engine,
    Observer,
    Operator,
    ReportFormat,
    RulepackFolder,
    ScoringMethod,
    Vocabulary,
)
from sv_rules.model.procurement import Procurement
from sv_rules.model.rulepack import Rulepack

Writer = Callable[[Procurement | None, Rulepack | None], Dumped]


@dataclass(frozen=True)
class Registry:
    """Everything the plugins of one host offer. Read only; shared between threads."""

    operators: Mapping[str, Operator]
    scoring_methods: Mapping[str, ScoringMethod]
    decision_rules: Mapping[str, DecisionRule]
    facts: Mapping[str, Vocabulary]
    document_formats: Mapping[str, DocumentFormat]
    report_formats: Mapping[str, ReportFormat]
    rulepacks: Mapping[str, RulepackFolder]
    engines: Mapping[str, Engine]
    observers: Mapping[str, Observer]
    commands: Mapping[str, Command]
    plugins: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """Plugin -> drawer -> the names it offers there."""

    def engine(self, name: str = "") -> Engine:
        """Give the engine of that name; without one, `durable` where it runs and `strata` elsewhere.

        Raises:
            PluginError: if there is no such engine, or it cannot run here.
        """
        if not name:
            name = "durable" if "durable" in self.engines and not self.engines["durable"].missing else "strata"
        engine = self.engines.get(name)
        if engine is None:
            fix = f"{did_you_mean(name, self.engines)} The engines are {listed(self.engines)}.".strip()
            raise PluginError(Problem(f"there is no inference engine called '{name}'", fix=fix))
        if engine.missing:
            raise PluginError(Problem(f"the inference engine '{name}' cannot run here", fix=engine.missing))
        return engine

    def writer(self, document_format: str) -> Writer:
        """Give what writes documents in the format of that name.

        Raises:
            PluginError: if there is no such format, or it can only be read.
        """
        form = self.document_formats.get(document_format)
        if form is not None and form.dump is not None:
            return form.dump
        writable = [name for name, one in self.document_formats.items() if one.dump is not None]
        fix = f"The formats that can be written are {listed(writable)}."
        if form is not None:
            raise PluginError(Problem(f"the format '{document_format}' can only be read", fix=fix))
        what = f"there is no document format called '{document_format}'"
        raise PluginError(Problem(what, fix=f"{did_you_mean(document_format, writable)} {fix}".strip()))


DRAWERS: Mapping[str, tuple[str, type[Any]]] = MappingProxyType(
    {
        "operators": ("sv_rules_operators", Operator),
        "scoring_methods": ("sv_rules_scoring_methods", ScoringMethod),
        "decision_rules": ("sv_rules_decision_rules", DecisionRule),
        "facts": ("sv_rules_facts", Vocabulary),
        "document_formats": ("sv_rules_document_formats", DocumentFormat),
        "report_formats": ("sv_rules_report_formats", ReportFormat),
        "rulepacks": ("sv_rules_rulepacks", RulepackFolder),
        "engines": ("sv_rules_engines", Engine),
        "observers": ("sv_rules_observers", Observer),
        "commands": ("sv_rules_commands", Command),
    }
)
"""Drawer -> the hook that fills it and the form of what goes in."""
