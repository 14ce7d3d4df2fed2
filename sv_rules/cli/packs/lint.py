"""`sv-rules packs lint`: every mistake in a rulepack, and what is worth a second look."""
# ruff: noqa: PLC0415  --help stays quick: the library is imported when the command runs

from sv_rules.cli._options import AsJson, PackNames, PacksFrom


def lint(packs: PackNames = None, *, as_json: AsJson = False, packs_from: PacksFrom = None) -> None:
    """Find every mistake in rulepacks, each with its file, line, cause and fix; and warn of what looks forgotten.

    Warnings: a priority that no check or measure advances, a fact or a parameter that nothing reads, a fact without a
    question, a check without `ask`, a source that nothing cites, a pack without cases. They never fail.

    Exit code: 0; 2 when a pack has a mistake.

    Example: sv-rules packs lint rulepacks/my-council
    """
    from sv_rules.cli.packs._linting import run

    run(packs or [], packs_from, as_json=as_json)
