"""What a name in a pack may mean: its own line first, then those of the packs it extends."""

from decimal import Decimal

import pytest

from sv_rules.model.amount import Money
from sv_rules.model.condition import Comparison, Concluded, Literal, ParameterValue
from sv_rules.model.outcome import Stage

SOURCES = "sources: {policy: {title: Policy, publisher: Council}}\n"


def parameter(name, value):
    line = f"values: {{2026-01-01: {{value: {value}, source: {{text: policy}}, standing: published}}}}"
    return f"parameters:\n  {name}: {{title: threshold, type: money, {line}}}\n"


def rule(condition, concludes="large"):
    return (
        f"rules:\n  - {{id: {concludes}, applies_when: {condition}, concludes: {concludes},"
        " source: {text: policy}, standing: published}\n"
    )


def check(name, applies_when):
    return (
        f"checks:\n  - {{id: {name}, title: Asked, stages: [specification], level: must,"
        f" applies_when: {applies_when}, expects: {{tender.asked: {{is: true}}}},"
        " source: {text: policy}, standing: published}\n"
    )


def priority(name, more=""):
    return f"priorities:\n  - {{id: {name}, title: Good work, {more} source: {{text: policy}}, standing: published}}\n"


FACTS = "facts:\n  tender.value: {type: money, title: value}\n  tender.asked: {type: yes_no, title: request}\n"
BASE = SOURCES + FACTS
OVER = "{tender.value: {at_least: {parameter: over}}}"


def operand(pack, full):
    [found] = [rule for rule in pack.rules if rule.id == full]
    assert isinstance(found.when, Comparison)
    return found.when.operands


def test_a_pack_is_linked_after_those_it_extends(load):
    pack = load({"nation": "", "county": "extends: [nation]\n", "town": "extends: [county]\n"}, "town")
    assert [layer.id for layer in pack.layers] == ["nation", "county", "town"]
    assert pack.asked_for == ("town",)
    assert pack.layer("town").extends == ("county",)


def test_a_pack_that_two_extend_is_there_once(load):
    pack = load({"nation": "", "east": "extends: [nation]\n", "west": "extends: [nation]\n"}, "west", "east")
    assert [layer.id for layer in pack.layers] == ["nation", "west", "east"]


@pytest.mark.parametrize(
    ("own", "written", "meant"),
    [
        pytest.param(True, "over", "town/over", id="its own line comes first"),
        pytest.param(False, "over", "nation/over", id="then that of the pack it extends"),
        pytest.param(True, "nation/over", "nation/over", id="the full id says which"),
        pytest.param(True, "town/over", "town/over", id="the full id of its own line"),
    ],
)
def test_a_name_resolves(load, own, written, meant):
    town = (
        "extends: [nation]\n"
        + SOURCES
        + (parameter("over", "GBP 1") if own else "")
        + rule(f"{{tender.value: {{at_least: {{parameter: {written}}}}}}}")
    )
    pack = load({"nation": BASE + parameter("over", "GBP 2"), "town": town}, "town")
    assert operand(pack, "town/large") == (ParameterValue(meant),)


def test_a_line_of_the_parent_keeps_its_meaning(load):
    nation = BASE + parameter("over", "GBP 2") + rule(OVER)
    pack = load({"nation": nation, "town": "extends: [nation]\n" + SOURCES + parameter("over", "GBP 1")}, "town")
    assert operand(pack, "nation/large") == (ParameterValue("nation/over"),)


def test_two_parents_with_the_same_name_leave_it_open(problems):
    packs = {
        "east": BASE + parameter("over", "GBP 1"),
        "west": BASE + parameter("over", "GBP 2"),
        "town": "extends: [east, west]\n" + SOURCES + rule(OVER),
    }
    assert [what for _, what in problems(packs, "town")] == ["'over' may mean east/over or west/over"]


def test_a_pack_that_is_not_extended_is_not_seen(problems):
    packs = {"east": BASE + parameter("over", "GBP 1"), "west": BASE + rule(OVER)}
    assert [what for _, what in problems(packs, "east", "west")] == ["there is no parameter called 'over'"]


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("east/over", "'east' is not among the packs that 'west' extends"),
        ("nation/ovre", "there is no parameter called 'nation/ovre'"),
    ],
    ids=["a pack not extended", "a line that is not there"],
)
def test_a_full_id_that_names_nothing(problems, written, what):
    packs = {
        "nation": BASE + parameter("over", "GBP 1"),
        "east": SOURCES + parameter("over", "GBP 1"),
        "west": "extends: [nation]\n" + SOURCES + rule(f"{{tender.value: {{at_least: {{parameter: {written}}}}}}}"),
    }
    assert [said for _, said in problems(packs, "east", "west")] == [what]


def test_facts_are_seen_only_where_they_are_declared_or_inherited(problems):
    packs = {"east": BASE, "west": SOURCES + rule("{tender.value: {at_least: GBP 5}}")}
    assert [what for _, what in problems(packs, "east", "west")] == ["there is no fact called 'tender.value'"]


def test_the_same_fact_declared_alike_by_two_packs_is_one(load):
    other_words = FACTS.replace("title: value", "title: contract value")
    pack = load({"east": BASE, "west": SOURCES + other_words + rule("{tender.value: {at_least: GBP 5}}")})
    assert pack.facts["tender.value"].declared_by == "east"
    assert operand(pack, "west/large")


def test_a_conclusion_of_the_parent(load):
    nation = BASE + rule("{tender.value: {at_least: GBP 5}}") + "conclusions: {large: {title: the contract is large}}\n"
    town = "extends: [nation]\n" + SOURCES + check("asked", "{conclusion: large}")
    pack = load({"nation": nation, "town": town}, "town")
    assert pack.checks["town/asked"].applies == Concluded("nation/large")
    assert pack.conclusions["nation/large"].title == "the contract is large"


def test_sources_of_the_nearest_pack(load):
    nearer = "sources: {policy: {title: Own policy, publisher: Town}}\n"
    packs = {
        "nation": BASE,
        "town": "extends: [nation]\n" + nearer + priority("work"),
        "far": "extends: [nation]\n" + priority("work"),
    }
    pack = load(packs, "town", "far")
    assert pack.priorities["town/work"].source.title == "Own policy"
    assert pack.priorities["far/work"].source.title == "Policy"


def test_priorities_advance_those_of_other_packs(load):
    packs = {
        "marmot": SOURCES + priority("a"),
        "town": "extends: [marmot]\n" + priority("work", "advances: [marmot/a],"),
    }
    assert load(packs, "town").priorities["town/work"].advances == ("marmot/a",)


def test_only_the_packs_asked_for_are_read(load):
    packs = {"nation": BASE, "town": "extends: [nation]\n", "broken": "\tthis is no pack"}
    assert [layer.id for layer in load(packs, "town").layers] == ["nation", "town"]


def test_sections_of_their_own_files_mean_the_same(load):
    one = load({"one": BASE + check("asked", "{tender.value: {at_least: GBP 5}}")}).checks["one/asked"]
    files = {"rulepack.yaml": SOURCES, "facts.yaml": FACTS.removeprefix("facts:\n").replace("\n  ", "\n")[2:]}
    files["checks.yaml"] = check("asked", "{tender.value: {at_least: GBP 5}}").removeprefix("checks:\n")
    two = load({"two": files}).checks["two/asked"]
    assert one.applies.operands == two.applies.operands == (Literal(Money(Decimal(5), "GBP")),)
    assert two.expects.keys() == {Stage.SPECIFICATION}
    assert (one.place.document, two.place.document) == ("one/rulepack.yaml", "two/checks.yaml")


def test_mistakes_of_all_packs_are_told_in_one_go(problems):
    packs = {
        "nation": "extnds: [x]\n" + SOURCES,
        "town": "extends: [nation]\n" + SOURCES + priority("work", "standng: x,"),
    }
    assert problems(packs, "town") == [
        ("nation/rulepack.yaml:4:1", "'extnds' is not known here"),
        ("town/rulepack.yaml:7:34", "'standng' is not known here"),
    ]
