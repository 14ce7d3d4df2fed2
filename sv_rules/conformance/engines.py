"""What an inference engine promises: the conclusions that every engine draws, here those of `strata`."""

from collections.abc import Iterator
from functools import partial
from itertools import product

from sv_rules.conformance.promise import Promise, first, named, outcome
from sv_rules.engine.strata import StrataEngine
from sv_rules.errors import EngineError
from sv_rules.hosting.registry import Registry
from sv_rules.model.extending import Engine, InferenceEngine
from sv_rules.model.inference import Drawn, FlatRule, Given, InferenceRules, Worlds

RULES = {
    "a chain": ((FlatRule(0, (0,), (), (), 0), FlatRule(1, (), (0,), (), 1), FlatRule(2, (1,), (1,), (), 2)),),
    "two ways to one conclusion": ((FlatRule(0, (0,), (), (), 0), FlatRule(1, (1, 2), (), (), 0)),),
    "conclusions that support each other": (
        (FlatRule(0, (), (1,), (), 0), FlatRule(1, (), (0,), (), 1), FlatRule(2, (2,), (), (), 0)),
    ),
    "an absence": (
        (FlatRule(0, (0,), (), (), 0),),
        (FlatRule(1, (1,), (), (0,), 1),),
        (FlatRule(2, (), (), (1,), 2), FlatRule(3, (2,), (1,), (0,), 3)),
    ),
    "a rule that waits for nothing": ((FlatRule(0, (), (), (), 0), FlatRule(1, (), (0, 3), (), 1)),),
    "no rules": (),
}
"""Rule sets that between them use all that flat rules can say. Observations 0 to 2; conclusion 3 is the parent's."""


def engine_promises(engine: Engine, _: Registry) -> Iterator[Promise]:
    """Try an inference engine against `strata`."""
    offer = f"engine {engine.name}"
    yield named(offer, engine.name)
    unversioned = not engine.version and not engine.missing
    yield Promise(offer, "has a version for the record", "its version is empty" if unversioned else "")
    promise = "draws what strata draws in both worlds, twice the same, and raises nothing"
    if engine.missing:
        yield Promise(offer, promise, note=f"not tried: {engine.missing}")
        return
    yield Promise(offer, promise, first(_drawn(engine)))
    yield Promise(offer, "refuses malformed rules with an EngineError", first(_malformed(engine)))


def _drawn(engine: Engine) -> Iterator[str]:
    for name, strata in RULES.items():
        rules = InferenceRules(strata)
        reference = StrataEngine(rules)
        started, raised = outcome(partial(engine.start, rules))
        if raised or started is None:
            yield f"with {name} it {raised or 'gave nothing'}"
        else:
            yield from _like(reference, started, name)
            _, raised = outcome(started.close)
            if raised:
                yield f"close {raised}"


def _like(reference: StrataEngine, started: InferenceEngine, name: str) -> Iterator[str]:
    for given in _givens():
        both, raised = outcome(partial(_twice, started, given))
        wanted = reference.draw(given)
        if raised or both is None:
            yield f"with {name} it {raised}"
        elif both[0] != wanted:
            yield f"with {name} and {given} it drew {both[0]}, not {wanted}"
        elif both[1] != both[0]:
            yield f"with {name} it drew something else when asked again"


def _twice(started: InferenceEngine, given: Given) -> tuple[Drawn, Drawn]:
    return started.draw(given), started.draw(given)


def _givens() -> Iterator[Given]:
    """Every way in which three observations and the parent's conclusion are true, not known or false."""
    for states in product((True, None, False), repeat=4):
        certain = frozenset(number for number, state in enumerate(states[:3]) if state)
        possible = frozenset(number for number, state in enumerate(states[:3]) if state is not False)
        parents = Worlds(frozenset({3} if states[3] else ()), frozenset({3} if states[3] is not False else ()))
        yield Given(Worlds(certain, possible), parents)


def _malformed(engine: Engine) -> Iterator[str]:
    twice = InferenceRules(((FlatRule(0, (), (), (), 0), FlatRule(0, (), (), (), 1)),))
    started, raised = outcome(partial(engine.start, twice), (EngineError,))
    if raised:
        yield f"with two rules of one number it {raised}"
    elif started is not None:
        outcome(started.close)
        yield "it takes two rules of one number"
