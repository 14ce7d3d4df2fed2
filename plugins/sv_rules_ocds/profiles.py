"""Who publishes a release, and in which form: what the reader may expect of it.

The clues are looked at in the order of the tables below; each narrows down what the earlier ones left. A clue that
contradicts all earlier ones is passed over.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sv_rules_ocds.node import Node


@dataclass(frozen=True, slots=True)
class Profile:
    """A form of OCDS as one publisher uses it.

    Args:
        id: a short name.
        title: who publishes, and under which law.
        bare_weights: a number that is all there is in a criterion's description is meant as its weight.
        deltas: a later release of a process holds only what changed, so that releases are merged.
        release_ids: every release has an id of its own, as the standard asks.
        kpis: what a contract has as `agreedMetrics` are its key performance indicators.
    """

    id: str
    title: str
    bare_weights: bool = True
    deltas: bool = False
    release_ids: bool = True
    kpis: bool = False


_ACT = "find-a-tender-2023"
_REGULATIONS = "find-a-tender-2015"
_FINDER = "contracts-finder"
_SCOTLAND = "public-contracts-scotland"
_WALES = "sell2wales"
_TED = "ted"

OTHER = Profile("other", "Open Contracting Data Standard, publisher not known", deltas=True)

PROFILES: Mapping[str, Profile] = {
    each.id: each
    for each in (
        Profile(_ACT, "Find a Tender, Procurement Act 2023", bare_weights=False, deltas=True, kpis=True),
        Profile(_REGULATIONS, "Find a Tender, 2015 Regulations", deltas=True),
        Profile(_FINDER, "Contracts Finder"),
        Profile(_SCOTLAND, "Public Contracts Scotland", release_ids=False),
        Profile(_WALES, "Sell2Wales"),
        Profile(_TED, "TED notices as OCDS"),
        OTHER,
    )
}

# extensions[] of the package: a part of the URL.
_BY_EXTENSION = {"ocds_uk_extension": {_ACT, _REGULATIONS}, "/profiles/eforms/": {_TED}}

# tender/legalBasis/scheme; under CELEX stand EU directives, and the regulations that carried them out in the UK.
_BY_LEGAL_BASIS = {"UKPGA": {_ACT}, "CELEX": {_REGULATIONS, _SCOTLAND, _WALES, _TED}}

# documents[]/noticeType of Find a Tender under the Act: UK1 to UK17. In the four sections of a release.
_NOTICE_TYPES = {f"UK{number}" for number in range(1, 18)}
_BY_NOTICE_TYPE = {_ACT}

# ocid: registered prefixes.
_BY_PREFIX = {
    "ocds-h6vhtk-": {_ACT, _REGULATIONS},
    "ocds-b5fd17-": {_FINDER},
    "ocds-r6ebe6-": {_SCOTLAND},
    "ocds-kuma6s-": {_WALES},
}


def profile(release: Node, extensions: Sequence[str] = ()) -> Profile:
    """Give the profile of a release; `extensions` are those that its package declares."""
    left: set[str] = set()
    for clue in _clues(release, extensions):
        left = (left & clue) or left or clue
    by_prefix = _by_prefix(release)
    if not by_prefix and _TED in left:
        return PROFILES[_TED]  # a directive, and no prefix of a UK service
    left = (left & by_prefix) or left or by_prefix
    if left == {_ACT, _REGULATIONS}:
        return PROFILES[_REGULATIONS]  # what is under the Act says so
    return next((each for each in PROFILES.values() if each.id in left), OTHER)


def _clues(release: Node, extensions: Sequence[str]) -> Iterator[set[str]]:
    yield from (found for part, found in _BY_EXTENSION.items() if any(part in url for url in extensions))
    basis = _inside(release, "tender", "legalBasis")
    for scheme in (_inside(basis, "scheme"), _inside(basis, "wasDerivedFrom", "scheme")):
        if isinstance(scheme.value, str) and scheme.value.strip() in _BY_LEGAL_BASIS:
            yield _BY_LEGAL_BASIS[scheme.value.strip()]
            break
    if any(_notice_types(release)):
        yield _BY_NOTICE_TYPE


def _by_prefix(release: Node) -> set[str]:
    ocid = _inside(release, "ocid").value
    found = (ids for prefix, ids in _BY_PREFIX.items() if isinstance(ocid, str) and ocid.startswith(prefix))
    return next(found, set())


def _notice_types(release: Node) -> Iterator[bool]:
    """Say of each document of the release whether it is a notice under the Act. Nothing odd is remarked on here."""
    sections = [_inside(release, name) for name in ("planning", "tender")]
    for name in ("awards", "contracts"):
        listed = _inside(release, name)
        sections += listed.entries() if isinstance(listed.value, list) else ()
    for section in sections:
        documents = _inside(section, "documents")
        for document in documents.entries() if isinstance(documents.value, list) else ():
            code = _inside(document, "noticeType").value
            yield isinstance(code, str) and code in _NOTICE_TYPES


def _inside(node: Node, *keys: str) -> Node:
    """Go down as long as there are objects, without a remark where there is none."""
    for key in keys:
        node = node / key if isinstance(node.value, dict) else Node(None, node.path, node.notes)
    return node
