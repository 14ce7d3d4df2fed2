"""The shapes OCDS comes in, taken apart into releases.

Release package (`releases[]`), record package (`records[]`), a bare record, a bare release, and a JSON array of any
of these. https://standard.open-contracting.org/1.1/en/schema/
"""

from collections.abc import Iterator, Sequence

from sv_rules_ocds.merging import merged
from sv_rules_ocds.node import Node

_RECORD_KEYS = ("compiledRelease", "versionedRelease")
_RELEASE_KEYS = ("ocid", "tag", "tender", "planning", "bids", "awards", "contracts", "parties", "buyer")


def releases(root: Node) -> Iterator[Node]:
    """Give every release of a value. What is no release is remarked on."""
    if not isinstance(root.value, list):
        yield from _releases_of(root)
        return
    for entry in root.entries():
        yield from _releases_of(entry)


def _releases_of(node: Node) -> Iterator[Node]:
    keys = node.value if isinstance(node.value, dict) else {}
    if any(key in keys for key in _RECORD_KEYS) or ("ocid" in keys and "releases" in keys):
        yield from _record(node)
    elif "releases" in keys or "records" in keys:
        yield from (node / "releases").objects()
        for record in (node / "records").objects():
            yield from _record(record)
    elif any(key in keys for key in _RELEASE_KEYS):
        yield node
    else:
        node.remark(
            "there is no OCDS release here", fix="A release has an 'ocid'; a package has 'releases' or 'records'."
        )


def _record(record: Node) -> Iterator[Node]:
    """Give what a record knows: all releases compiled; else all versions, the latest values; else its releases."""
    compiled, versioned = (record / key for key in _RECORD_KEYS)
    if isinstance(compiled.value, dict):
        yield compiled
        return
    if isinstance(versioned.value, dict):
        record.remark("this record has no compiled release; the latest values of its versioned release were used")
        yield Node(versioned.value, versioned.path, versioned.notes, versioned=True)
        return
    # A linked release has `url`, `date` and `tag` and nothing to read; nothing is fetched.
    embedded = [each for each in (record / "releases").objects() if "url" not in each.value]
    if not embedded:
        record.remark("this record holds no release that can be read", fix="Give its 'compiledRelease'.")
        return
    whole = merged(embedded) if len(embedded) > 1 else None
    if whole is not None:
        record.remark(
            f"this record has no compiled release; its {len(embedded)} releases were merged, the newest values first"
        )
        if len(embedded) < len(list((record / "releases").objects())):
            record.remark("releases of this record that it only links to were not read", fix="Embed them.")
        yield whole
        return
    last = max(enumerate(embedded), key=lambda each: (str(each[1].value.get("date")), each[0]))[1]
    if len(embedded) > 1:
        record.remark(
            f"this record has no compiled release, and not all of its {len(embedded)} releases have a date; only the "
            "last was used, and an update carries only what changed",
            fix="Give the record's 'compiledRelease'.",
        )
    yield last


def extensions(root: Node) -> Sequence[str]:
    """Give the extensions that a package declares, by URL; what is odd about the list is nobody's loss."""
    declared = root.value.get("extensions") if isinstance(root.value, dict) else None
    return [url for url in declared if isinstance(url, str)] if isinstance(declared, list) else []
