"""`sv-rules check`: a service design or specification before any bid is in."""
# ruff: noqa: PLC0415  --help stays quick: the library is imported when the command runs

from sv_rules.cli._options import AsJson, AsOf, Details, Documents, EngineName, Packs, PacksFrom, ReadAs, Report


def check(
    documents: Documents,
    *,
    pack: Packs,
    as_of: AsOf = "",
    report: Report = "",
    as_json: AsJson = False,
    details: Details = False,
    packs_from: PacksFrom = None,
    read_as: ReadAs = "",
    engine: EngineName = "",
) -> None:
    """Check a service design or specification alone, with suggested wording and what to think about.

    Like `evaluate`, but bids and contracts in the documents are left out, and what is open comes with the wording that
    the rulepack suggests and the question it wants answered.

    Exit code: 0 clean; 1 a must check is not met or cannot be told; 2 the command, a rulepack or a document cannot be
    used.

    Example: sv-rules check design.yaml --pack haringey --as-of 2026-03-02
    """
    from sv_rules.cli._evaluating import Wanted, run

    wanted = Wanted(documents, pack, as_of, packs_from, engine, read_as, report, as_json, details, advise=True)
    run(wanted, lambda ready, procurement: ready.check(procurement))
