"""`sv-rules packs list`: the rulepacks there are, and how much is in each."""
# ruff: noqa: PLC0415  --help stays quick: the library is imported when the command runs

from sv_rules.cli._options import AsJson, PacksFrom


def list_(*, packs_from: PacksFrom = None, as_json: AsJson = False) -> None:
    """List the rulepacks: version, layers, how many lines of each kind, how well founded, how many gaps.

    Counts are of a pack's own lines, without those of the packs it builds on. Standing: published (the source says
    it), partial (partly seen), derived (our reading), example (seen in one document). Exit code: 0; 2 when a pack
    cannot be read, which `packs lint` explains.
    """
    from sv_rules.cli.packs._listing import run

    run(packs_from, as_json=as_json)
