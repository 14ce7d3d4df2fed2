"""What rulepack folders and vocabularies promise: to be readable, without a mistake."""

from collections.abc import Iterator

from pydantic import TypeAdapter, ValidationError

from sv_rules.conformance.promise import Promise
from sv_rules.errors import RulepackError, listed
from sv_rules.hosting.registry import Registry
from sv_rules.loading.layers import find_packs
from sv_rules.loading.load import load_rulepack
from sv_rules.model.authored import FactName, FactText
from sv_rules.model.extending import RulepackFolder, Vocabulary
from sv_rules.model.outcome import KIND_OF_PREFIX, kind_of_fact


def folder_promises(folder: RulepackFolder, registry: Registry) -> Iterator[Promise]:
    """Load every pack of a folder, with all it builds on."""
    offer = f"rulepacks {folder.name}"
    try:
        packs = find_packs({folder.name: folder})
    except RulepackError as error:
        yield Promise(offer, "is a folder of rulepacks", str(error))
        return
    yield Promise(offer, "is a folder of rulepacks", "" if packs else "no rulepack is in it")
    for pack in packs:
        try:
            load_rulepack((pack,), registry)
        except RulepackError as error:
            yield Promise(offer, f"its pack {pack} has no mistake", str(error.problems[0]))
        else:
            yield Promise(offer, f"its pack {pack} has no mistake")


def vocabulary_promises(vocabulary: Vocabulary, _: Registry) -> Iterator[Promise]:
    """Read every fact of a vocabulary."""
    offer = f"facts {vocabulary.name}"
    wrong = [problem for name, fact in vocabulary.facts.items() if (problem := _mistake(name, fact))]
    yield Promise(offer, "declares facts as a rulepack does", wrong[0] if wrong else "")
    silent = [name for name, fact in vocabulary.facts.items() if not fact.get("question")]
    unasked = f"there is none for {listed(silent)}" if silent else ""
    yield Promise(offer, "has a question for every fact", unasked)


def _mistake(name: str, fact: object) -> str:
    try:
        TypeAdapter[str](FactName).validate_python(name)
        FactText.model_validate(fact)
    except ValidationError as error:
        found = error.errors()[0]
        return f"{name}: {'.'.join(map(str, found['loc']))} {found['msg']}"
    if kind_of_fact(name) is None:
        return f"{name}: the first word of a fact's name is one of {listed(KIND_OF_PREFIX, 'or')}"
    return ""
