"""Equal conditions of a rulepack become one object, so that what is known of one is known of the other by identity."""

from sv_rules.model.condition import AllOf, AnyOf, Condition, Not, Quantified


class Interner:
    """Keeps one object for each condition it has seen, and for each part of one."""

    def __init__(self) -> None:
        """Start with none."""
        self._kept: dict[Condition, Condition] = {}

    def intern(self, condition: Condition) -> Condition:
        """Give the object that stands for a condition."""
        match condition:
            case AllOf(parts):
                condition = AllOf(tuple(self.intern(part) for part in parts))
            case AnyOf(parts):
                condition = AnyOf(tuple(self.intern(part) for part in parts))
            case Not(part):
                condition = Not(self.intern(part))
            case Quantified(where=where) if where is not None:
                condition = Quantified(
                    condition.quantifier,
                    condition.fact,
                    self.intern(where),
                    condition.operator,
                    condition.operands,
                )
            case _:
                pass
        return self._kept.setdefault(condition, condition)
