"""How sure a ranking is: tried out, one change at a time, on every ranking."""

from sv_rules.engine.robustness.testing import robustness_of

__all__ = ["robustness_of"]
