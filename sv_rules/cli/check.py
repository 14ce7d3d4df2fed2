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
    """Check a draft: a service design or a specification, as prose (Word, Markdown, …), in our own form, or a notice.

    Like `evaluate`, but bids and contracts in the documents are left out, and what to do comes first: the five most
    useful changes with where they fit and the wording that the rulepack suggests, what bidders are asked and whether
    that is in proportion; then each finding, with the words of the draft that it rests on.

    Exit code: 0 clean; 1 a must check is not met or cannot be told; 2 the command, a rulepack or a document cannot be
    used.

    Example: sv-rules check draft.docx --pack haringey --as-of 2026-03-02
    """
    from sv_rules.cli._evaluating import Wanted, run

    wanted = Wanted(documents, pack, as_of, packs_from, engine, read_as, report, as_json, details)
    run(wanted, lambda ready, procurement: ready.check(procurement))
