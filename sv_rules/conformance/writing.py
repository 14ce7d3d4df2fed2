"""What a document format that can be written promises: the same bytes again, and to read what it has written."""

from collections.abc import Callable, Iterator
from functools import partial

from sv_rules.conformance.promise import Promise, first, outcome
from sv_rules.conformance.tenders import made_up_procurements, made_up_rulepacks
from sv_rules.errors import DocumentError
from sv_rules.model.extending import DocumentFormat, Dumped
from sv_rules.model.procurement import Procurement, Remark
from sv_rules.model.raw_document import RawDocument
from sv_rules.model.rulepack import Rulepack

_Dump = Callable[[Procurement | None, Rulepack | None], Dumped]


def writing_promises(offer: str, form: DocumentFormat, dump: _Dump) -> Iterator[Promise]:
    """Have a format write made-up rulepacks and procurements, each alone and both together."""
    promise = "writes the same bytes twice, names what is lost in remarks, and raises nothing"
    yield Promise(offer, promise, first(_written(dump)))
    yield Promise(offer, "reads back what it has written", first(_read_back(form, dump)))


def _given() -> Iterator[tuple[str, Procurement | None, Rulepack | None]]:
    for name, rulepack in made_up_rulepacks().items():
        yield name, None, rulepack
    for name, procurement in made_up_procurements().items():
        yield name, procurement, None
        yield f"{name} and a rulepack", procurement, made_up_rulepacks()["a rulepack"]


def _written(dump: _Dump) -> Iterator[str]:
    for name, procurement, rulepack in _given():
        both = [outcome(partial(dump, procurement, rulepack)) for _ in range(2)]
        for dumped, raised in both:
            if raised:
                yield f"dump of {name} {raised}"
            elif not _of_the_form(dumped):
                yield f"dump of {name} did not give bytes, and losses that are remarks"
        if both[0] != both[1]:
            yield f"dump of {name} gave something else the second time"


def _read_back(form: DocumentFormat, dump: _Dump) -> Iterator[str]:
    for name, procurement, rulepack in _given():
        dumped, raised = outcome(partial(dump, procurement, rulepack))
        if raised or dumped is None or not _of_the_form(dumped):
            continue
        document = RawDocument(f"written{form.suffix}", dumped.data)
        confidence, raised = outcome(partial(form.sniff, document))
        if raised or not confidence:
            yield f"sniff does not recognise what dump of {name} gave"
        # A blank form says nothing yet, and may be refused in words.
        read, raised = outcome(partial(form.load, document), () if procurement else (DocumentError,))
        if raised:
            yield f"load of what dump of {name} gave {raised}"
        elif procurement and (read is None or len(read[0]) != 1):
            yield f"load of what dump of {name} gave is not one procurement"


def _of_the_form(dumped: object) -> bool:
    match dumped:
        case Dumped(bytes(), losses):
            return all(isinstance(one, Remark) for one in losses)
        case _:
            return False
