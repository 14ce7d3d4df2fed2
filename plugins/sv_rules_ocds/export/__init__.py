"""Writes OCDS: what a rulepack asks of bids, and what is known of a procurement, as one release package.

`dump` is the way in. What OCDS cannot hold is never bent to fit: it is left out and named among the losses. Whether
something was kept is not a matter of opinion here: what was written is read again, and what does not come back is lost.
"""

from sv_rules_ocds.export.dumping import dump
from sv_rules_ocds.export.extensions import EXTENSIONS, OURS

__all__ = ["EXTENSIONS", "OURS", "dump"]
