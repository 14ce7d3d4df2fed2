"""Clues and documents of prose, briefly."""

from collections.abc import Sequence

from sv_rules.model.fact import Fact, FactType
from sv_rules.model.finding import Citation
from sv_rules.model.outcome import Standing
from sv_rules.model.place import Place
from sv_rules.model.procurement import Answer, Lot, Procurement
from sv_rules.model.prose import ParagraphKind, ProsePart, prose
from sv_rules.model.rulepack import Clue

APPRENTICES = Fact(
    "specification.apprenticeships", FactType.INTEGER, "number of apprenticeships", unit="apprenticeships"
)
LIVING_WAGE = Fact("specification.living_wage", FactType.YES_NO, "payment of the living wage")
WEIGHT = Fact("lot.social_value_weight", FactType.PERCENTAGE, "weight of social value")
TERM = Fact("lot.term", FactType.DURATION, "contract term", unit="months")
START = Fact("lot.start", FactType.DATE, "start of the contract")
VALUE = Fact("tender.value", FactType.MONEY, "contract value")
HOURS = Fact("specification.hours", FactType.NUMBER, "volunteering", unit="hours")
ROUTE = Fact("tender.route", FactType.CHOICE, "route", choices=("open", "flexible"))
PRIORITIES = Fact(
    "specification.priorities",
    FactType.LIST,
    "priorities",
    items=Fact("entry", FactType.CHOICE, "priority", choices=("early-help", "jobs")),
)
CRITERIA = Fact(
    "lot.criteria",
    FactType.LIST,
    "award criteria",
    fields=(
        Fact("name", FactType.TEXT, "name"),
        Fact("kind", FactType.CHOICE, "kind", choices=("price", "cost", "quality")),
        Fact("weight", FactType.PERCENTAGE, "weight"),
        Fact("description", FactType.TEXT, "description"),
    ),
)


def clue(fact: Fact, *terms: str, **parts) -> Clue:
    """A clue that settles unless it is said otherwise; its id is its first term's first word."""
    made = {
        "id": f"pack/{parts.pop('name', terms[0].split()[0].lower())}",
        "pack": "pack",
        "value": True if fact.type is FactType.YES_NO else None,
        "unless": (),
        "under": (),
        "beside": (),
        "settles": fact.type is not FactType.LIST,
        "source": Citation(text="policy", title="Policy"),
        "standing": Standing.DERIVED,
        "place": Place(document="pack/clues.yaml"),
    }
    return Clue(fact=fact, terms=terms, **{**made, **parts})


def heading(text: str, *above: str) -> ProsePart:
    return ProsePart(text=text, kind=ParagraphKind.HEADING, headings=above, level=len(above) + 1)


def under(headings: Sequence[str] | str, text: str, kind: str = "text") -> ProsePart:
    above = (headings,) if isinstance(headings, str) else tuple(headings)
    return ProsePart(text=text, kind=ParagraphKind(kind), headings=above)


def item(text: str) -> ProsePart:
    return ProsePart(text=text, kind=ParagraphKind.ITEM)


def table(*rows: Sequence[str], number: int = 1, headings: tuple[str, ...] = ()) -> list[ProsePart]:
    return [
        ProsePart(
            text=text,
            kind=ParagraphKind.CELL,
            headings=headings,
            table=number,
            row=row,
            column=column,
            header=row == 1,
        )
        for row, cells in enumerate(rows, start=1)
        for column, text in enumerate(cells, start=1)
    ]


def document(*parts: str | ProsePart, lots: tuple[Lot, ...] | None = None, **facts) -> Procurement:
    """A procurement of one document of prose; `facts` with `__` for the dot."""
    place = Place(document="notice.json", pointer="/facts")
    return Procurement(
        id="meals",
        title="School meals",
        lots=lots or (Lot(id="whole", implied=True),),
        facts={name.replace("__", "."): Answer(value=value, place=place) for name, value in facts.items()},
        prose=(prose("spec.docx", [ProsePart(text=one) if isinstance(one, str) else one for one in parts]),)
        if parts
        else (),
    )
