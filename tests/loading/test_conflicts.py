"""What two areas do not agree on, and how a pack that extends both settles it."""

import pytest

from sv_rules.errors import RulepackError
from sv_rules.loading.conflicts import conflicts_between
from sv_rules.model.outcome import Level

NATION = """
facts:
  tender.value: {type: money, title: contract value}
  lot.social_value_weight: {type: percentage, title: weight of social value}
  lot.criteria:
    type: list
    title: award criteria
    fields: {name: {type: text, title: name}, weight: {type: percentage, title: weight}}
  tender.start: {type: date, title: start}
  tender.ceiling: {type: money, title: ceiling}
  specification.text: {type: text, title: text of the specification}
  specification.asks: {type: yes_no, title: request}
  specification.monitors: {type: yes_no, title: monitoring}
  specification.priorities: {type: list, title: priorities, items: {type: text, title: priority}}
sources: {act: {title: Act, publisher: Nation}}
checks:
  - id: act
    title: The Act is kept
    stages: [specification]
    level: must
    expects: {specification.asks: {is: true}}
    source: {text: act}
    standing: published
"""
HEAD = """extends: [nation]
area: {name: Shire, authority: county}
sources: {policy: {title: Policy, publisher: Council}}
"""
END = "source: {text: policy}, standing: published"


def check(name="weight", expects="{lot.social_value_weight: {at_least: 10%}}", level="must", **more):
    stages = more.pop("stages", "[specification]")
    rest = "".join(f" {part}: {value}," for part, value in more.items())
    line = f"id: {name}, title: Weight, stages: {stages}, level: {level},{rest} expects: {expects}, {END}"
    return f"checks:\n  - {{{line}}}\n"


def lot(figure, name="weight", **more):
    return check(name, f"{{lot.social_value_weight: {{at_least: {figure}}}}}", subject="lot", **more)


def criterion(figure, *, named="social value", name="weight"):
    where = f"{{name: {{mentions_any: [{named}]}}, weight: {{at_least: {figure}}}}}"
    return check(name, f"{{some: {{of: lot.criteria, where: {where}}}}}", subject="lot")


def text(words, name="early-help"):
    return check(name, f"{{specification.text: {{mentions_any: [{words}]}}}}")


def asks(level="must", name="asks", fact="asks", answer="true", **more):
    return check(name, f"{{specification.{fact}: {{is: {answer}}}}}", level, **more)


def parameter(name, *values, kind="percentage"):
    dated = ", ".join(f"{day}: {{value: {value}, {END}}}" for day, value in values)
    return f"parameters:\n  {name}: {{title: weight of social value, type: {kind}, values: {{{dated}}}}}\n"


def measure(kind="integer", unit="people", per="contract", scoring="{method: to_target, target: 4}"):
    return (
        f"measures:\n  - {{id: jobs, title: Jobs, type: {kind}, unit: {unit}, per: {per}, scoring: {scoring}, {END}}}\n"
    )


def priority(title="Good work"):
    return f"priorities:\n  - {{id: work, title: {title}, {END}}}\n"


def scale(best):
    points = f"[{{mark: 0, label: none, means: nothing}}, {{mark: 5, label: good, means: {best}}}]"
    return f"scales:\n  marks: {{title: Marks, points: {points}, {END}}}\n"


def rule(condition, name="large", concludes="large"):
    return f"rules:\n  - {{id: {name}, applies_when: {condition}, concludes: {concludes}, {END}}}\n"


def over(figure):
    return rule(f"{{tender.value: {{at_least: GBP {figure}}}}}")


NEEDED = "{parameter: minimum}"


@pytest.fixture
def conflicts(load, registry):
    """Give the conflicts of two areas as `(section, first line, second line): words of the differences`."""

    def found(east, west):
        pack = load({"nation": NATION, "east": HEAD + east, "west": HEAD + west}, "east", "west")
        return {
            (one.section, *one.lines): [difference.words for difference in one.differences]
            for one in conflicts_between(pack, "east", "west", registry.operators)
        }

    return found


def both(section, name):
    return (section, f"east/{name}", f"west/{name}")


DIFFERENT = {
    "threshold of a condition that is all there is": (
        lot("10%"),
        lot("5%"),
        {both("checks", "weight"): ["weighting: weight of social value at least 10% / 5%"]},
    ),
    "threshold under two ids": (
        lot("10%", "weight"),
        lot("5%", "minimum"),
        {("checks", "east/weight", "west/minimum"): ["weighting: weight of social value at least 10% / 5%"]},
    ),
    "threshold among other things": (
        check(expects="{any: [{specification.asks: {is: true}}, {tender.value: {at_most: GBP 100}}]}"),
        check("small", "{tender.value: {at_most: GBP 50}}"),
        {("checks", "east/weight", "west/small"): ["threshold: contract value at most £100 / £50"]},
    ),
    "weight of a criterion of a list": (
        criterion("10%"),
        criterion("5%", name="criterion"),
        {("checks", "east/weight", "west/criterion"): ["weighting: weight (in award criteria) at least 10% / 5%"]},
    ),
    "weight of a criterion that goes by a further name": (
        criterion("10%"),
        criterion("5%", named="'social value, added value'", name="criterion").replace("'", ""),
        {("checks", "east/weight", "west/criterion"): ["weighting: weight (in award criteria) at least 10% / 5%"]},
    ),
    "number of entries": (
        check(expects="{count: {of: lot.criteria, at_least: 2}}", subject="lot"),
        check(expects="{count: {of: lot.criteria, at_least: 3}}", subject="lot"),
        {both("checks", "weight"): ["threshold: number of award criteria at least 2 / 3"]},
    ),
    "parameters, each with its dates": (
        parameter("minimum", ("2025-01-01", "10%"), ("2026-01-01", "20%")) + lot(NEEDED),
        parameter("minimum", ("2025-04-01", "10%")) + lot(NEEDED),
        {both("checks", "weight"): ["weighting: weight of social value at least 20% / 10% on 1 January 2026"]},
    ),
    "a parameter and a figure": (
        parameter("minimum", ("2025-01-01", "10%")) + lot(NEEDED),
        lot("5%"),
        {both("checks", "weight"): ["weighting: weight of social value at least 10% / 5% on 1 January 2025"]},
    ),
    "level": (
        asks("must"),
        asks("should", "requested"),
        {("checks", "east/asks", "west/requested"): ["level must / should"]},
    ),
    "level and threshold": (
        lot("10%"),
        lot("5%", level="should"),
        {both("checks", "weight"): ["weighting: weight of social value at least 10% / 5%", "level must / should"]},
    ),
    "contract value from which on the same is expected": (
        asks(applies_when="{tender.value: {at_least: GBP 100}}"),
        asks(name="requested", applies_when="{tender.value: {at_least: GBP 50}}"),
        {("checks", "east/asks", "west/requested"): ["threshold: contract value at least £100 / £50"]},
    ),
    "cases in which a line of the same id applies": (
        asks(applies_when="{tender.value: {at_least: GBP 100}}"),
        asks(),
        {both("checks", "asks"): ["they apply in different cases"]},
    ),
    "words of a line of the same id": (
        text("early help, prevention"),
        text("Early Help, intervention"),
        {both("checks", "early-help"): ["wording “prevention” / “intervention”"]},
    ),
    "more words in one of them": (
        text("early help, prevention"),
        text("prevention"),
        {both("checks", "early-help"): ["wording “early help” / no other"]},
    ),
    "another expectation of the same fact": (
        check("named", "{specification.priorities: {includes: health}}"),
        check("named", "{specification.priorities: {includes: work}}"),
        {both("checks", "named"): ["each expects something else of the same facts"]},
    ),
    "yes and no": (
        asks(answer="true"),
        asks(answer="false", name="silent"),
        {("checks", "east/asks", "west/silent"): ["not both can be met: request: yes / request: no"]},
    ),
    "at least more than at most": (
        lot("20%"),
        check("ceiling", "{lot.social_value_weight: {at_most: 15%}}", subject="lot"),
        {
            ("checks", "east/weight", "west/ceiling"): [
                "not both can be met: weight of social value is at least 20% / weight of social value is at most 15%"
            ]
        },
    ),
    "what the other rules out": (
        asks(),
        check("silent", "{not: {specification.asks: {is: true}}}"),
        {("checks", "east/asks", "west/silent"): ["not both can be met: request: yes / request: other than yes"]},
    ),
    "another value than the one that must not be": (
        check(expects="{tender.start: {is: 2026-04-01}}"),
        check("other", "{tender.start: {is_not: 2026-04-01}}"),
        {
            ("checks", "east/weight", "west/other"): [
                "not both can be met: start: 1 April 2026 / start: other than 1 April 2026"
            ]
        },
    ),
    "what must not be and is asked for": (
        check("other", "{tender.start: {is_not: 2026-04-01}}"),
        check(expects="{tender.start: {is: 2026-04-01}}"),
        {
            ("checks", "east/other", "west/weight"): [
                "not both can be met: start: other than 1 April 2026 / start: 1 April 2026"
            ]
        },
    ),
    "what must be and what none of several may be": (
        check(expects="{tender.value: {at_least: GBP 5}}"),
        check("other", "{not: {any: [{tender.value: {at_least: GBP 5}}, {specification.asks: {is: true}}]}}"),
        {
            ("checks", "east/weight", "west/other"): [
                "not both can be met: contract value is at least £5 / contract value is less than £5"
            ]
        },
    ),
    "after and before": (
        check(expects="{tender.start: {after: 2026-04-01}}"),
        check("other", "{tender.start: {before: 2026-04-01}}"),
        {
            ("checks", "east/weight", "west/other"): [
                "not both can be met: start is after 1 April 2026 / start is before 1 April 2026"
            ]
        },
    ),
    "ranges without a value in common": (
        check(expects="{tender.start: {within: {from: 2026-04-01}}}"),
        check("other", "{tender.start: {before: 2026-04-01}}"),
        {
            ("checks", "east/weight", "west/other"): [
                "not both can be met: start is within the period from 1 April 2026 / start is before 1 April 2026"
            ]
        },
    ),
    "periods": (
        check(expects="{tender.start: {within: {from: 2026-04-01}}}"),
        check(expects="{tender.start: {within: {from: 2026-05-01}}}"),
        {both("checks", "weight"): ["threshold: start within from 1 April 2026 / from 1 May 2026"]},
    ),
    "a fact and a figure": (
        check(expects="{tender.value: {at_most: {fact: tender.ceiling}}}"),
        check(expects="{tender.value: {at_most: GBP 100}}"),
        {both("checks", "weight"): ["threshold: contract value at most the ceiling / £100"]},
    ),
    "a value of one field that must and must not be": (
        check(expects="{every: {of: lot.criteria, where: {not: {weight: {more_than: 20%}}}}}", subject="lot"),
        check(
            expects="{every: {of: lot.criteria, where: [{not: {weight: {more_than: 30%}}}, {name: {given: true}}]}}",
            subject="lot",
        ),
        {both("checks", "weight"): ["each expects something else of the same facts"]},
    ),
    "several figures for one thing": (
        check(expects="{any: [{tender.value: {at_most: GBP 5}}, {tender.value: {at_most: GBP 9}}]}"),
        check(expects="{tender.value: {at_most: GBP 9}}"),
        {
            both("checks", "weight"): [
                "threshold: contract value at most £5 or £9 / £9",
                "each expects something else of the same facts",
            ]
        },
    ),
    "title of a priority": (
        priority("Good work"),
        priority("Fair pay"),
        {both("priorities", "work"): ["wording “Good work” / “Fair pay”"]},
    ),
    "points of a scale": (
        scale("all of it"),
        scale("most of it"),
        {both("scales", "marks"): ["points of the scale"]},
    ),
    "conclusion": (
        over(100),
        over(50),
        {both("rules", "large"): ["threshold: contract value at least £100 / £50"]},
    ),
    "conclusion under rules of two ids": (
        over(100),
        rule("{specification.asks: {is: true}}", "asked"),
        {("rules", "east/large", "west/asked"): ["they apply in different cases"]},
    ),
    "conclusion that one of them draws otherwise from a year on": (
        over(100).replace(" applies_when", " in_force: {to: 2025-12-31}, applies_when")
        + f"  - {{id: later, in_force: {{from: 2026-01-01}}, applies_when: {{tender.value: {{at_least: GBP 70}}}},"
        f" concludes: large, {END}}}\n",
        over(100),
        {("rules", "east/later", "west/large"): ["threshold: contract value at least £70 / £100"]},
    ),
    "words that name a criterion": (
        criterion("10%"),
        criterion("10%", named="added value"),
        {both("checks", "weight"): ["wording “social value” / “added value”"]},
    ),
    "figure that is not to be reached": (
        check(expects="{not: {tender.value: {more_than: GBP 50}}}"),
        check("other", "{any: [{not: {tender.value: {more_than: GBP 40}}}, {specification.asks: {is: true}}]}"),
        {("checks", "east/weight", "west/other"): ["threshold: contract value not more than £50 / £40"]},
    ),
    "one of several parts that each must hold": (
        check(expects="{all: [{specification.monitors: {is: true}}, {any: [{specification.asks: {is: false}}]}]}"),
        asks(name="other"),
        {("checks", "east/weight", "west/other"): ["not both can be met: request: no / request: yes"]},
    ),
    "criterion that is named in one of two ways": (
        check(
            expects="{none: {of: lot.criteria, where: {any: [{name: {is: price}}, {not: {weight: {at_most: 60%}}}]}}}",
            subject="lot",
        ),
        check(
            "other",
            "{none: {of: lot.criteria, where: {name: {is: Price}, not: {weight: {at_most: 70%}}}}}",
            subject="lot",
        ),
        {("checks", "east/weight", "west/other"): ["weighting: weight (in award criteria) not at most 60% / 70%"]},
    ),
    "parameter of one name for two things": (
        parameter("minimum", ("2025-01-01", "10%")) + lot(NEEDED),
        parameter("minimum", ("2026-01-01", "5%")) + criterion(NEEDED, name="criterion"),
        {both("parameters", "minimum"): ["weighting 10% / 5% on 1 January 2026"]},
    ),
}

MEASURES = {
    "unit of a measure": (
        measure(unit="people"),
        measure(unit="weeks"),
        {both("measures", "jobs"): ["unit people / weeks"]},
    ),
    "type, period and scoring of a measure": (
        measure(),
        measure(kind="number", per="year", scoring="{method: to_target, target: 5}"),
        {both("measures", "jobs"): ["type integer / number", "per contract / year", "scoring"]},
    ),
}
"""Two measures that differ cannot be read together at all, but for the sake of a pack that settles it."""

ALIKE = {
    "identical lines": (lot("10%") + priority() + measure(), lot("10%") + priority() + measure()),
    "other words for people": (asks(ask="Why?", help="Help."), asks(ask="How?", suggest="The provider will.")),
    "the same under two ids": (asks(), asks(name="requested")),
    "written in another order": (
        check(expects="{all: [{specification.asks: {is: true}}, {tender.value: {at_least: GBP 5}}]}"),
        check(expects="{tender.value: {at_least: GBP 5}, specification.asks: {is: true}}"),
    ),
    "a parameter with the figure that the other writes out": (
        parameter("minimum", ("2025-01-01", "10%")) + lot(NEEDED),
        lot("10%"),
    ),
    "values that differ only before the other begins": (
        parameter("minimum", ("2020-01-01", "5%"), ("2025-01-01", "10%")) + lot(NEEDED),
        parameter("minimum", ("2025-01-01", "10%")) + lot(NEEDED),
    ),
    "figures for different things": (
        lot("10%"),
        check("ceiling", "{lot.social_value_weight: {at_most: 30%}}", subject="lot"),
    ),
    "criteria on different things": (criterion("10%"), criterion("5%", named="environment", name="green")),
    "any criterion and one of a name": (
        criterion("10%"),
        check("any", "{some: {of: lot.criteria, where: {weight: {at_least: 5%}}}}", subject="lot"),
    ),
    "each its own priorities": (
        check("health", "{specification.priorities: {includes: health}}"),
        check("work", "{specification.priorities: {includes: work}}"),
    ),
    "each its own words": (text("early help"), text("apprentices", "work")),
    "one id for different facts": (asks(level="must"), asks(level="may", fact="monitors")),
    "never on the same day": (
        asks("must", in_force="{to: 2025-12-31}"),
        asks("may", in_force="{from: 2026-01-01}"),
    ),
    "never at the same stage": (
        asks("must", stages="[specification]"),
        asks("may", stages="[design]"),
    ),
    "another subject": (lot("10%"), check(expects="{tender.value: {at_least: GBP 1}}")),
    "a further way to draw a conclusion": (
        over(100),
        over(100) + f"  - {{id: asked, applies_when: {{specification.asks: {{is: true}}}}, concludes: large, {END}}}\n",
    ),
    "conclusions of one name drawn alike": (
        over(100) + asks(applies_when="{conclusion: large}"),
        over(100) + asks(applies_when="{conclusion: large}"),
    ),
    "applies in different cases under two ids": (
        asks(applies_when="{tender.value: {given: true}}"),
        asks(name="again"),
    ),
    "parameters of one name that nothing reads": (
        parameter("minimum", ("2025-01-01", "10%")),
        parameter("minimum", ("2025-01-01", "5%")),
    ),
    "a list without words": (
        check(expects="{some: {of: lot.criteria, where: {all: [{weight: {at_least: 5%}}]}}}", subject="lot"),
        check(expects="{some: {of: lot.criteria, where: {weight: {at_least: 5%}}}}", subject="lot"),
    ),
    "the same two figures for one thing": (
        check(expects="{any: [{tender.value: {at_most: GBP 5}}, {tender.value: {at_most: GBP 9}}]}"),
        check(
            "other",
            "{any: [{tender.value: {at_most: GBP 9}}, {tender.value: {at_most: GBP 5}}]}",
        ),
    ),
    "a parameter that has no value yet": (
        parameter("minimum", ("2030-01-01", "10%")) + lot(NEEDED, in_force="{to: 2029-12-31}"),
        check("ceiling", "{lot.social_value_weight: {at_most: 5%}}", subject="lot"),
    ),
    "what neither may be": (
        check(expects="{not: {tender.start: {is: 2026-04-01}}}"),
        check("other", "{tender.start: {is_not: 2026-05-01}}"),
    ),
    "one of several parts that fail": (
        check(expects="{not: {all: [{specification.asks: {is: true}}, {specification.monitors: {is: true}}]}}"),
        asks(name="other"),
    ),
    "parts in brackets": (
        check(expects="{all: [{all: [{specification.asks: {is: true}}]}, {specification.monitors: {is: true}}]}"),
        check(expects="{specification.monitors: {is: true}, specification.asks: {is: true}}"),
    ),
    "a number of entries and an entry": (
        check(expects="{count: {of: lot.criteria, at_least: 2}}", subject="lot"),
        criterion("10%", name="other"),
    ),
    "none of the criteria together and one": (
        check(
            expects="{none: {of: lot.criteria, where: {not: {name: {is: price}}, weight: {at_least: 1%}}}}",
            subject="lot",
        ),
        check("other", "{none: {of: lot.criteria, where: {name: {is: price}, weight: {at_least: 2%}}}}", subject="lot"),
    ),
    "two facts, each held to a third": (
        check(expects="{tender.value: {is: {fact: tender.ceiling}}}"),
        check("other", "{tender.value: {is_not: GBP 5}}"),
    ),
    "a fact in place of a figure": (
        check(expects="{tender.value: {at_most: {fact: tender.ceiling}}}"),
        check("other", "{tender.value: {at_least: GBP 5}}"),
    ),
    "a criterion that is called by a parameter": (
        parameter("called", ("2026-01-01", "social value"), kind="text")
        + criterion("10%").replace("mentions_any: [social value]", "is: {parameter: called}"),
        criterion("5%", name="other"),
    ),
    "rules of two plans, each in its years": (
        over(100).replace(" applies_when", " in_force: {to: 2025-12-31}, applies_when"),
        over(50).replace(" applies_when", " in_force: {from: 2026-01-01}, applies_when"),
    ),
    "money in two currencies": (
        check(expects="{tender.value: {at_least: GBP 10}}"),
        check("ceiling", "{tender.value: {at_most: EUR 5}}"),
    ),
    "at least and at most meet": (
        lot("10%"),
        check("ceiling", "{lot.social_value_weight: {at_most: 10%}}", subject="lot"),
    ),
}


@pytest.mark.parametrize(("east", "west", "expected"), DIFFERENT.values(), ids=DIFFERENT)
def test_conflict(conflicts, east, west, expected):
    assert conflicts(east, west) == expected


@pytest.mark.parametrize(("east", "west"), ALIKE.values(), ids=ALIKE)
def test_no_conflict(conflicts, east, west):
    assert conflicts(east, west) == {}


JOINT = "extends: [east, west]\nsources: {minute: {title: Minute, publisher: Committee}}\n"
MINUTE = "reason: Both cabinets agreed., source: {text: minute, at: item 4}"


@pytest.fixture
def joint(load):
    """Load a joint pack; give the whats of its problems, or the pack."""

    def loaded(east, west, *overrides, **more):
        lines = "".join(f"  - {{line: {line}, {what}, {MINUTE}}}\n" for line, what in overrides)
        packs = {
            "nation": NATION,
            "east": HEAD + east,
            "west": HEAD + west,
            **more,
            "both": JOINT + (f"overrides:\n{lines}" if lines else ""),
        }
        return load(packs, "both")

    return loaded


def refused(joint, *packs, **more):
    with pytest.raises(RulepackError) as caught:
        joint(*packs, **more)
    return caught.value.problems


@pytest.mark.parametrize(
    ("east", "west", "expected"), [*DIFFERENT.values(), *MEASURES.values()], ids=[*DIFFERENT, *MEASURES]
)
def test_a_joint_pack_has_to_settle_each(joint, east, west, expected):
    said = [problem.what for problem in refused(joint, east, west)]
    assert said == sorted(
        f"'{one}' and '{other}' are in conflict: {'; '.join(words)}" for (_, one, other), words in expected.items()
    )


@pytest.mark.parametrize(("east", "west"), ALIKE.values(), ids=ALIKE)
def test_a_joint_pack_of_what_agrees(joint, east, west):
    assert joint(east, west).asked_for == ("both",)


def test_the_problem_names_both_lines_and_the_ways_out(joint):
    [problem] = refused(joint, lot("10%"), lot("5%", level="should"))
    assert str(problem) == (
        "both/rulepack.yaml:4:17: 'east/weight' and 'west/weight' are in conflict:"
        " weighting: weight of social value at least 10% / 5%; level must / should\n"
        "    checks at east/rulepack.yaml:8:5 and west/rulepack.yaml:8:5\n"
        "    Override one of the two in 'both', with a reason and a source: make them alike (set expects: and level:),"
        " say when each of them counts (set applies_when:) or set one aside (waive: true)."
    )


PARAMETERS = (
    parameter("minimum", ("2025-01-01", "10%")) + lot(NEEDED),
    parameter("minimum", ("2025-01-01", "5%")) + lot(NEEDED),
)
ONE_NAME = (
    parameter("minimum", ("2025-01-01", "10%")) + lot(NEEDED),
    parameter("minimum", ("2025-01-01", "5%")) + criterion(NEEDED, name="criterion"),
)
TEN = "set: {values: {2025-01-01: {value: 10%, source: {text: minute}, standing: published}}}"

SETTLED = {
    "the same figure": (
        lot("10%"),
        lot("5%"),
        ("west/weight", "set: {expects: {lot.social_value_weight: {at_least: 10%}}}"),
    ),
    "the same value of the parameter": (*PARAMETERS, ("west/minimum", TEN)),
    "the same level": (asks("must"), asks("should"), ("east/asks", "set: {level: should}")),
    "one is set aside": (lot("10%"), lot("5%"), ("east/weight", "waive: true")),
    "each for its own cases": (
        lot("10%"),
        lot("5%"),
        ("east/weight", "set: {applies_when: {specification.asks: {is: true}}}"),
    ),
    "each for its own years": (
        asks("must", in_force="{from: 2026-01-01}"),
        asks("should"),
        ("west/asks", "set: {in_force: {to: 2025-12-31}}"),
    ),
    "each at its own stage": (asks("must"), asks("should"), ("west/asks", "set: {stages: [design]}")),
    "the same title": (priority("Good work"), priority("Fair pay"), ("east/work", "set: {title: Fair pay}")),
    "titles that tell apart": (priority("Work"), priority("Fair pay"), ("east/work", "set: {title: Work (East)}")),
    "parameters told apart": (*ONE_NAME, ("east/minimum", "set: {title: weight in all, until: 2030-01-01}")),
    "what reads one parameter is set aside": (*ONE_NAME, ("west/criterion", "waive: true")),
    "rules told apart": (over(100), over(50), ("west/large", "set: {title: Large for the west}")),
    "the same rule": (over(100), over(50), ("west/large", "set: {applies_when: {tender.value: {at_least: GBP 100}}}")),
    "the same unit": (measure(unit="people"), measure(unit="weeks"), ("west/jobs", "set: {unit: people}")),
    "the same scoring": (
        measure(),
        measure(scoring="{method: to_target, target: 9}"),
        ("east/jobs", "set: {scoring: {method: to_target, target: 9}}"),
    ),
    "the same points": (
        scale("all of it"),
        scale("most"),
        (
            "west/marks",
            "set: {points: [{mark: 0, label: none, means: nothing}, {mark: 5, label: good, means: all of it}]}",
        ),
    ),
}


@pytest.mark.parametrize(("east", "west", "override"), SETTLED.values(), ids=SETTLED)
def test_settled(joint, east, west, override):
    refused(joint, east, west)
    [record] = joint(east, west, override).overrides
    assert (record.line, record.by, record.reason) == (override[0], "both", "Both cabinets agreed.")


UNSETTLED = {
    "another part": (lot("10%"), lot("5%"), ("west/weight", "set: {ask: Why so little?}")),
    "a third figure": (
        lot("10%"),
        lot("5%"),
        ("west/weight", "set: {expects: {lot.social_value_weight: {at_least: 7%}}}"),
    ),
    "a third level": (asks("must"), asks("should"), ("east/asks", "set: {level: may}")),
    "the level where the figure is at issue": (lot("10%"), lot("5%"), ("west/weight", "set: {level: must}")),
    "the title of a check": (lot("10%"), lot("5%"), ("west/weight", "set: {title: Less}")),
    "the title of a measure": (measure(unit="people"), measure(unit="weeks"), ("west/jobs", "set: {title: Weeks}")),
    "a value on a later day": (
        *PARAMETERS,
        ("west/minimum", TEN.replace("2025-01-01: {value: 10%", "2025-01-01: {value: 5%")),
    ),
}


@pytest.mark.parametrize(("east", "west", "override"), UNSETTLED.values(), ids=UNSETTLED)
def test_not_settled(joint, east, west, override):
    [problem] = refused(joint, east, west, override)
    assert problem.place is not None
    assert (problem.place.line, problem.place.document) == (4, "both/rulepack.yaml")
    assert problem.fix.endswith(f"The override of '{override[0]}' that is there leaves them so.")


def test_a_decision_elsewhere_does_not_count(joint):
    """West alone says when its own line counts; the joint pack has decided nothing."""
    west = lot("5%", applies_when="{specification.asks: {is: true}}")
    assert len(refused(joint, lot("10%"), west)) == 1


def three(load, *overrides):
    packs = {
        "nation": NATION,
        "east": HEAD + lot("10%"),
        "west": HEAD + lot("5%"),
        "north": HEAD + lot("10%"),
        "all": JOINT.replace("[east, west]", "[east, west, north]")
        + ("overrides:\n" + "".join(f"  - {{line: {line}, {what}, {MINUTE}}}\n" for line, what in overrides)),
    }
    if not overrides:
        packs["all"] = packs["all"].removesuffix("overrides:\n")
    return load(packs, "all")


def test_three_areas(load):
    with pytest.raises(RulepackError) as caught:
        three(load)
    assert [(problem.place.column, problem.what.partition(" are ")[0]) for problem in caught.value.problems] == [
        (17, "'east/weight' and 'west/weight'"),
        (23, "'west/weight' and 'north/weight'"),
    ]
    assert three(load, ("west/weight", "waive: true")).checks["west/weight"].waived


def test_areas_asked_for_together_without_a_joint_pack_are_left_as_they_are(load):
    pack = load({"nation": NATION, "east": HEAD + asks("must"), "west": HEAD + asks("may")}, "east", "west")
    assert [pack.checks[f"{area}/asks"].level for area in ("east", "west")] == [Level.MUST, Level.MAY]


@pytest.mark.parametrize(
    "packs",
    [
        pytest.param(
            {"east": HEAD + asks("must"), "west": HEAD.replace("[nation]", "[nation, east]") + asks("may")},
            id="one extends the other",
        ),
        pytest.param(
            {"east": HEAD + asks("must"), "west": HEAD.replace("area:", "# area:") + asks("may")},
            id="one of them is no area",
        ),
    ],
)
def test_no_joint_commissioning(load, packs):
    assert load({"nation": NATION, **packs, "both": JOINT}, "both").asked_for == ("both",)


def test_the_first_pack_that_brings_them_together_is_told(load):
    packs = {
        "nation": NATION,
        "east": HEAD + asks("must"),
        "west": HEAD + asks("may"),
        "programme": "extends: [west]\n",
        "both": JOINT.replace("[east, west]", "[east, programme]"),
        "above": "extends: [both]\n",
    }
    with pytest.raises(RulepackError) as caught:
        load(packs, "above")
    assert [str(problem.place) for problem in caught.value.problems] == ["both/rulepack.yaml:4:17"]


CHANGES = "overrides:\n  - {line: nation/act, WHAT, reason: So it was decided., source: {text: policy}}\n"


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("set: {level: may}", "'east' changes level of 'nation/act', and 'west' keeps it as it is"),
        ("waive: true", "'east' sets aside 'nation/act', and 'west' keeps it as it is"),
    ],
    ids=["changed", "set aside"],
)
def test_one_area_changes_a_line_that_both_build_on(joint, what, said):
    east = CHANGES.replace("WHAT", what)
    assert [problem.what for problem in refused(joint, east, "")] == [said]
    assert [one.by for one in joint(east, "", ("nation/act", what)).overrides] == ["east", "both"]
    assert [one.by for one in joint(east, east).overrides] == ["east", "west"]


def test_a_measure_of_one_name_in_packs_that_nothing_joins(problems):
    packs = {"nation": NATION, "east": HEAD + measure(), "west": HEAD + measure(unit="weeks")}
    [(_, what)] = problems(packs, "east", "west")
    assert what.startswith("the fact 'bid.offers.jobs' is already declared by 'east'")
