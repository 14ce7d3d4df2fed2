"""Executable social value policy: rulepacks in, explained findings and exact scores out.

Names are loaded when they are first used, so that `import sv_rules` costs next to nothing.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sv_rules.errors import (
        DocumentError,
        EngineError,
        PluginError,
        Problem,
        RulepackError,
        SvRulesError,
    )
    from sv_rules.explaining import Depth
    from sv_rules.host import Host, ReadyRulepack
    from sv_rules.hosting.hookspecs import hookimpl
    from sv_rules.live.checks import LiveChecks
    from sv_rules.model.brief import BriefFinding, BriefFindings
    from sv_rules.model.evaluation import Assessment, Evaluation
    from sv_rules.model.finding import Finding
    from sv_rules.model.outcome import Kind, Level, Outcome, Stage, Standing
    from sv_rules.model.procurement import Procurement
    from sv_rules.model.raw_document import RawDocument

_HOMES = {
    "Assessment": "sv_rules.model.evaluation",
    "BriefFinding": "sv_rules.model.brief",
    "BriefFindings": "sv_rules.model.brief",
    "Depth": "sv_rules.explaining",
    "DocumentError": "sv_rules.errors",
    "EngineError": "sv_rules.errors",
    "Evaluation": "sv_rules.model.evaluation",
    "Finding": "sv_rules.model.finding",
    "Host": "sv_rules.host",
    "Kind": "sv_rules.model.outcome",
    "Level": "sv_rules.model.outcome",
    "LiveChecks": "sv_rules.live.checks",
    "Outcome": "sv_rules.model.outcome",
    "PluginError": "sv_rules.errors",
    "Problem": "sv_rules.errors",
    "Procurement": "sv_rules.model.procurement",
    "RawDocument": "sv_rules.model.raw_document",
    "ReadyRulepack": "sv_rules.host",
    "RulepackError": "sv_rules.errors",
    "Stage": "sv_rules.model.outcome",
    "Standing": "sv_rules.model.outcome",
    "SvRulesError": "sv_rules.errors",
    "hookimpl": "sv_rules.hosting.hookspecs",
}

__all__ = [
    "Assessment",
    "BriefFinding",
    "BriefFindings",
    "Depth",
    "DocumentError",
    "EngineError",
    "Evaluation",
    "Finding",
    "Host",
    "Kind",
    "Level",
    "LiveChecks",
    "Outcome",
    "PluginError",
    "Problem",
    "Procurement",
    "RawDocument",
    "ReadyRulepack",
    "RulepackError",
    "Stage",
    "Standing",
    "SvRulesError",
    "hookimpl",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'sv_rules' has no attribute '{name}'")
    from importlib import import_module  # noqa: PLC0415  `import sv_rules` is to load nothing

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
