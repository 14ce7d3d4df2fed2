"""What a plugin may add. These specifications are the manual: every hook returns declarations, and no hook acts.

A plugin is a module or object with some of these functions, marked with `hookimpl`, reached through an entry point
in the group `sv_rules`. The built-ins come in by the same hooks.
"""

from collections.abc import Iterable

import pluggy

from sv_rules.model.extending import (
    Command,
    DecisionRule,
    DocumentFormat,
    Engine,
    Observer,
    Operator,
    ReportFormat,
    RulepackFolder,
    ScoringMethod,
    Vocabulary,
)

PROJECT = "sv_rules"
"""Name of the hooks' project and of the entry point group."""

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def sv_rules_operators() -> Iterable[Operator]:  # type: ignore[empty-body]
    """Offer operators that conditions may name: `tender.value: {at_least: …}`.

    Called once, when a host starts. A name already taken is a PluginError naming both plugins.
    """


@hookspec
def sv_rules_scoring_methods() -> Iterable[ScoringMethod]:  # type: ignore[empty-body]
    """Offer scoring methods that criteria and measures may name: `scoring: {method: …}`."""


@hookspec
def sv_rules_decision_rules() -> Iterable[DecisionRule]:  # type: ignore[empty-body]
    """Offer rules that decide a whole award from quality and price: `decided_by: {rule: …}`."""


@hookspec
def sv_rules_facts() -> Iterable[Vocabulary]:  # type: ignore[empty-body]
    """Offer facts that every rulepack may use without declaring them."""


@hookspec
def sv_rules_document_formats() -> Iterable[DocumentFormat]:  # type: ignore[empty-body]
    """Offer forms of document that can be read."""


@hookspec
def sv_rules_report_formats() -> Iterable[ReportFormat]:  # type: ignore[empty-body]
    """Offer ways to write an evaluation."""


@hookspec
def sv_rules_rulepacks() -> Iterable[RulepackFolder]:  # type: ignore[empty-body]
    """Offer folders of rulepacks. The folder is read when a pack of it is asked for, not before."""


@hookspec
def sv_rules_engines() -> Iterable[Engine]:  # type: ignore[empty-body]
    """Offer inference engines. All must draw the same conclusions."""


@hookspec
def sv_rules_observers() -> Iterable[Observer]:  # type: ignore[empty-body]
    """Offer something that is told of every finished evaluation."""


@hookspec
def sv_rules_commands() -> Iterable[Command]:  # type: ignore[empty-body]
    """Offer commands for the command line."""
