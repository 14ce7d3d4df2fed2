"""The closed vocabularies: outcomes, levels, stages, standings and kinds of subject."""

from enum import StrEnum


class Outcome(StrEnum):
    """What a check came to. Missing information is `cannot_tell`: never `met`, never silently `not_met`."""

    MET = "met"
    NOT_MET = "not_met"
    CANNOT_TELL = "cannot_tell"
    NOT_APPLICABLE = "not_applicable"


class Level(StrEnum):
    """How much a check matters. Only `must` decides compliance."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"


class Stage(StrEnum):
    """When in the life of a procurement a check is looked at."""

    DESIGN = "design"
    SPECIFICATION = "specification"
    BID = "bid"
    DELIVERY = "delivery"
    ORGANISATION = "organisation"


class Standing(StrEnum):
    """How well a line of a rulepack is founded; carried into every finding.

    published: the source says it. partial: the source was only partly seen. derived: the author's reading of a
    source. example: seen in one document, no policy.
    """

    PUBLISHED = "published"
    PARTIAL = "partial"
    DERIVED = "derived"
    EXAMPLE = "example"


class Kind(StrEnum):
    """The kinds of subject. Each sees its own facts and conclusions and those of the kinds above it."""

    PROCUREMENT = "procurement"
    LOT = "lot"
    BID = "bid"
    CONTRACT = "contract"
    ORGANISATION = "organisation"

    @property
    def sees(self) -> tuple["Kind", ...]:
        """The kinds whose facts and conclusions this kind sees, outermost first, itself last."""
        return _SEES[self]


_SEES = {
    Kind.PROCUREMENT: (Kind.PROCUREMENT,),
    Kind.LOT: (Kind.PROCUREMENT, Kind.LOT),
    Kind.BID: (Kind.PROCUREMENT, Kind.LOT, Kind.BID),
    Kind.CONTRACT: (Kind.PROCUREMENT, Kind.LOT, Kind.BID, Kind.CONTRACT),
    Kind.ORGANISATION: (Kind.ORGANISATION,),
}

KIND_OF_PREFIX = {
    "design": Kind.PROCUREMENT,
    "specification": Kind.PROCUREMENT,
    "tender": Kind.PROCUREMENT,
    "buyer": Kind.PROCUREMENT,
    "lot": Kind.LOT,
    "bid": Kind.BID,
    "contract": Kind.CONTRACT,
    "organisation": Kind.ORGANISATION,
}
"""The first word of a fact's name says whose fact it is: `tender.value` belongs to the procurement."""

SUBJECT_OF_STAGE = {
    Stage.DESIGN: Kind.PROCUREMENT,
    Stage.SPECIFICATION: Kind.PROCUREMENT,
    Stage.BID: Kind.BID,
    Stage.DELIVERY: Kind.CONTRACT,
    Stage.ORGANISATION: Kind.ORGANISATION,
}
"""The kind of subject a check looks at, by its stage, unless the check names another."""


def kind_of_fact(name: str) -> Kind | None:
    """Give the kind of subject a fact belongs to, or None when its first word is not one of ours."""
    return KIND_OF_PREFIX.get(name.partition(".")[0])
