"""Names in an award model that mean a line of the rulepack, by full id or by what follows the slash."""

from collections.abc import Collection

from sv_rules.errors import did_you_mean, listed


def resolved(name: str, known: Collection[str], what: str) -> tuple[str | None, str]:
    """Give the full id that a name means; or None, and what to do about it. `what` is a plural: `checks`."""
    if name in known:
        return name, ""
    ends = sorted(identifier for identifier in known if identifier.rpartition("/")[2] == name)
    if len(ends) == 1:
        return ends[0], ""
    if ends:
        return None, f"It may be {listed(ends, 'or')}: write the full id."
    shorter = {identifier.rpartition("/")[2] for identifier in known}
    near = did_you_mean(name, known) or did_you_mean(name, shorter)
    return None, near or (f"The {what} are {listed(sorted(known))}." if known else f"The rulepack has no {what}.")
