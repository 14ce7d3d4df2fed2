"""What is known beside an evaluation: the bid as it was read, the award model, the packs, where the host gives them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sv_rules.model.amount import spoken_number
from sv_rules.model.fact import Fact, spoken
from sv_rules.model.procurement import Answer, AwardCriterion, Bid, Procurement
from sv_rules.model.rulepack import Measure, Rulepack
from sv_rules.model.summary import Offered, ScaleMark
from sv_rules.model.typed import NotOfTypeError, typed


@dataclass(frozen=True, slots=True)
class Known:
    """The documents and the packs behind one lot. Whatever is not given is not known, and never guessed."""

    procurement: Procurement | None
    rulepack: Rulepack | None
    lot: str

    def bid(self, identifier: str) -> Bid | None:
        """Give the bid as its document has it."""
        bids = self.procurement.bids if self.procurement else ()
        return next((one for one in bids if one.id == identifier), None)

    def criterion(self, identifier: str) -> AwardCriterion | None:
        """Give the criterion as the award model has it."""
        if self.procurement is None:
            return None
        lot = next((one for one in self.procurement.lots if one.id == self.lot), None)
        award = (lot.award if lot else None) or self.procurement.award_common
        return next((one for one in _each(award.criteria if award else ()) if one.id == identifier), None)

    def scale(self, criterion: AwardCriterion) -> tuple[ScaleMark, ...]:
        """Give the marks that could be given on a criterion, lowest first; empty where they are not known."""
        measure = self._measure(criterion.measure)
        marks = (criterion.scoring or (measure.scoring if measure else {})).get("scale", ())
        if isinstance(marks, str):
            scales = self.rulepack.scales if self.rulepack else {}
            named = [one for full, one in scales.items() if marks in (full, full.partition("/")[2])]
            marks = named[0].as_written if len(named) == 1 else ()
        return tuple(map(_scale_mark, sorted(marks, key=lambda point: Decimal(point["mark"]))))

    def offered(self, criterion: AwardCriterion, bid: Bid | None) -> Sequence[Offered]:
        """Give what a bid offers that a criterion looks at: each value with its place and evidence."""
        facts = bid.facts if bid else {}
        return [self._said(name, facts[name]) for name in self._looked_at(criterion, facts) if name in facts]

    def title(self, fact: str) -> str:
        """Give the title of a fact, of what is offered; its name's last part where no pack is known."""
        declared = self._fact(fact)
        return (
            declared.title.removeprefix("offer of ")
            if declared
            else fact.rpartition(".")[2].replace("-", " ").replace("_", " ")
        )

    def _looked_at(self, criterion: AwardCriterion, facts: Mapping[str, Answer]) -> Sequence[str]:
        if criterion.commitments:
            named = criterion.commitments.measures
            return [_offer(name) for name in named] or [name for name in facts if name.startswith("bid.offers.")]
        measure = self._measure(criterion.measure)
        if criterion.measure:
            return [measure.fact.name if measure else _offer(criterion.measure)]
        return [criterion.fact] if criterion.fact else []

    def _measure(self, name: str) -> Measure | None:
        measures = self.rulepack.measures if self.rulepack and name else {}
        found = [one for full, one in measures.items() if name in (full, full.partition("/")[2])]
        return found[0] if len(found) == 1 else None

    def _fact(self, name: str) -> Fact | None:
        return self.rulepack.facts.get(name) if self.rulepack else None

    def _said(self, name: str, answer: Answer) -> Offered:
        fact = self._fact(name)
        return Offered(
            what=self.title(name),
            value=str(answer.value) if fact is None else _spoken(answer, fact),
            place=answer.place,
            evidence=answer.evidence,
        )


def _each(criteria: Sequence[AwardCriterion]) -> Iterator[AwardCriterion]:
    for one in criteria:
        yield one
        yield from _each(one.criteria)


def _offer(measure: str) -> str:
    return f"bid.offers.{measure.rpartition('/')[2]}"


def _scale_mark(point: Mapping[str, Any]) -> ScaleMark:
    return ScaleMark(mark=spoken_number(Decimal(point["mark"])), label=point["label"], means=point["means"])


def _spoken(answer: Answer, fact: Fact) -> str:
    try:
        return spoken(typed(answer.value, fact), fact)
    except NotOfTypeError:
        # The evaluation would have refused it, so these documents are not the ones it looked at: show what they say.
        return str(answer.value)
