"""`sv-rules demo`: the worked example that ships with the library."""
# ruff: noqa: PLC0415  --help stays quick: the library is imported when the command runs

from sv_rules.cli._options import AsJson, EngineName


def demo(*, as_json: AsJson = False, engine: EngineName = "") -> None:
    """See it work: Haringey's checklist, a notice with real figures and three fictional bids.

    Shows which checks are met, not met, cannot be told and do not apply, why, on what evidence and by which source;
    then the ranking with its working; then what to ask. Always ends with exit code 0: that the example breaks a rule is
    the point of it.
    """
    from sv_rules.cli._demonstrating import run

    run(engine, as_json=as_json)
