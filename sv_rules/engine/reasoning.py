"""Why a condition came out as it did: what settled it, what would settle it, what would change it.

For the checks that somebody looks at; the outcomes themselves come from the fused function.
"""

from sv_rules.engine.changes import Changes
from sv_rules.engine.reasons import Reasons
from sv_rules.engine.ways import WaysToSettle


class Reasoner(Reasons, WaysToSettle, Changes):
    """Explains conditions on one subject."""
