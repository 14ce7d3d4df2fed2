"""Facts that plugins offer: every pack may use them without declaring them."""

from dataclasses import replace

import pytest

from sv_rules.errors import RulepackError
from sv_rules.loading.load import load_rulepack
from sv_rules.model.extending import Vocabulary
from sv_rules.model.fact import FactType

PACK = """
sources: {policy: {title: Policy, publisher: Council}}
checks:
  - id: green
    title: Green power
    stages: [bid]
    level: should
    expects: {bid.power.green: {at_least: 50%}}
    source: {text: policy}
    standing: published
"""
GREEN = {"bid.power.green": {"type": "percentage", "title": "share of green power"}}


def offering(registry, facts, name="power"):
    return replace(registry, facts={name: Vocabulary(name, facts)})


def test_a_fact_of_a_plugin(load, registry):
    pack = load({"town": PACK}, of=offering(registry, GREEN))
    assert pack.facts["bid.power.green"].type is FactType.PERCENTAGE
    assert pack.facts["bid.power.green"].declared_by == "the plugin vocabulary power"


def test_without_the_plugin_there_is_no_such_fact(problems):
    assert [what for _, what in problems({"town": PACK})] == ["there is no fact called 'bid.power.green'"]


def test_a_pack_may_declare_it_again_in_other_words(load, registry):
    again = PACK + "facts: {bid.power.green: {type: percentage, title: green share, question: How much?}}\n"
    packs = {"town": again, "other": PACK}
    assert load(packs, of=offering(registry, GREEN)).checks.keys() == {"town/green", "other/green"}


@pytest.mark.parametrize(
    ("facts", "what"),
    [
        ({"bid.power.green": {"type": "percent", "title": "share"}}, "type: Input should be"),
        ({"bid.power.green": {"type": "choice", "title": "share"}}, "a choice needs its choices"),
        ({"power.green": {"type": "number", "title": "share"}}, "'power.green' does not say whose fact it is"),
        ({"bid.power.green": "a number"}, "Input should be"),
    ],
    ids=["no such type", "not well formed", "whose", "no declaration"],
)
def test_a_plugin_that_declares_wrongly_is_named(folder, in_folder, registry, facts, what):
    path = folder({"town": ""})
    with pytest.raises(RulepackError) as caught:
        load_rulepack(("town",), in_folder(path, of=offering(registry, facts)))
    [problem] = caught.value.problems
    assert problem.what.startswith(what)
    assert problem.where == f"the plugin vocabulary power, fact {next(iter(facts))}"


def test_two_declarations_that_differ(folder, in_folder, registry):
    path = folder({"town": "facts: {bid.power.green: {type: number, title: share}}\n"})
    with pytest.raises(RulepackError, match="already declared by the plugin vocabulary power as a percentage"):
        load_rulepack(("town",), in_folder(path, of=offering(registry, GREEN)))
