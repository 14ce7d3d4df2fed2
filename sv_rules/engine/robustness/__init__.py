"""How sure a ranking is: tried out, one change at a time, on every ranking."""

from sv_rules.engine.robustness.testing import Tested, put_to_test

__all__ = ["Tested", "put_to_test"]
