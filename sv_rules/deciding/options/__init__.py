"""What all decision rules share: the checking of `decided_by:`, and which prices can be decided on."""

from sv_rules.deciding.options.checking import CheckedRule, check_decision
from sv_rules.deciding.options.forms import Above, Quality, Weights
from sv_rules.deciding.options.pricing import each_alone, together

__all__ = ["Above", "CheckedRule", "Quality", "Weights", "check_decision", "each_alone", "together"]
