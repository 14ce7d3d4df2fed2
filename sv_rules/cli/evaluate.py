"""`sv-rules evaluate`: everything a rulepack says about a procurement and its bids."""
# ruff: noqa: PLC0415  --help stays quick: the library is imported when the command runs

from sv_rules.cli._options import AsJson, AsOf, Details, Documents, EngineName, Packs, PacksFrom, ReadAs, Report


def evaluate(
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
    """Evaluate a procurement: which checks are met, why, and how the bids rank.

    The first line says whether everything that must be met is met. Then come what is not met and the smallest change
    that would meet it, what cannot be told and what to ask, and the ranking. Missing information never counts as met.

    Several documents, such as a notice and its bids, are joined when each holds one procurement. A document that holds
    many (JSON Lines, or a package of releases) is evaluated one by one, into a table with a total; with --json each
    is a line.

    Exit code: 0 clean; 1 a must check is not met or cannot be told, for any lot, bid or other subject; 2 the command,
    a rulepack or a document cannot be used. What only should or may be met never changes the exit code.

    Example: sv-rules evaluate notice.json bids.yaml --pack haringey
    """
    from sv_rules.cli._evaluating import Wanted, run

    wanted = Wanted(documents, pack, as_of, packs_from, engine, read_as, report, as_json, details)
    run(wanted, lambda ready, procurement: ready.evaluate(procurement))
