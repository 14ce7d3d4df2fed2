"""Good packs with random mistakes put in: whatever comes of them, it is a rulepack or an error of ours.

Each mutation deletes, duplicates, retypes or renames something in the text of a pack's files. The seed is fixed, so
every run makes the same ones; the test's id says which one to look at.
"""

import random
import re
from pathlib import Path

import pytest

from sv_rules.engine.compiling import compile_rulepack
from sv_rules.errors import RulepackError
from sv_rules.loading.load import load_rulepack
from sv_rules.shipped import shipped

GOOD = Path(__file__).parent.parent / "broken" / "_good"
EASTSHIRE = """\
id: eastshire
title: Eastshire social value
version: "2026.1"
area: {name: Eastshire, authority: county}
extends: [northshire]
sources:
  minutes: {title: Minutes, publisher: Eastshire Council, year: 2026}
parameters:
  shortest:
    title: shortest term
    type: duration
    unit: months
    values: {2026-01-01: {value: 1 year, source: {text: minutes}, standing: published}}
facts:
  tender.term: {type: duration, unit: months, title: term}
  bid.sites:
    type: list
    title: sites
    fields:
      town: {type: text, title: town}
      staff: {type: integer, title: staff}
conclusions:
  contract.long: {title: the contract is long}
rules:
  - id: long
    applies_when:
      any:
        - tender.term: {at_least: {parameter: shortest}}
        - not: {conclusion: contract.large}
    concludes: contract.long
    in_force: {from: 2026-01-01, to: 2027-12-31}
    source: {text: minutes, at: item 3, says: long contracts}
    standing: derived
checks:
  - id: sites
    title: Sites are named
    priority: good-work
    stages: [bid, delivery]
    level: should
    applies_when: {conclusion: contract.long}
    expects_at:
      bid: {some: {of: bid.sites, where: {town: {matches: 'East[a-z]+'}, staff: {at_least: 2}}}}
      delivery: {count: {of: bid.sites, at_least: 1}}
    source: {text: minutes}
    standing: derived
measures:
  - id: plans
    title: Plans
    type: integer
    scoring: {method: rating, scale: quality}
    source: {text: policy}
    standing: derived
overrides:
  - line: northshire/living-wage
    waive: true
    reason: It is asked of all suppliers.
    source: {text: minutes}
  - line: large-from
    set: {values: {2026-02-01: {value: GBP 5000, source: {text: minutes}, standing: published}}}
    reason: Contracts are smaller here.
    source: {text: minutes}
  - line: jobs
    set: {question: How many jobs?, scoring: {method: to_target, target: 5}}
    reason: A target is set.
    source: {text: minutes}
"""
PARENTS = {"england": (), "haringey": ("england",), "eastshire": ("northshire",)}
"""Pack that is changed -> the packs that it extends."""

MUTATIONS = [("england", 10)] * 6 + [("haringey", 10)] * 4 + [("eastshire", 50)] * 4
"""Pack and how many mutations of it one test makes: 300 in all."""

VALUES = (
    "", "null", "true", "12", "012", "1.5", ".nan", "-1", "10%", "GBP 5", "2026-02-30", "text", "'quoted'", "[]", "{}",
    "[a, b]", "{a: b}", "[[a]]", "{a: {b: [c]}}", "*a", "&a b", "!!set {a}", "''", "NO", "' '", "é", "9" * 30, "a/b",
    "england/act.applies", "bid.price", "some", "{parameter: x}", "{fact: tender.value}", "{conclusion: x}", "a" * 700,
)  # fmt: skip
KEYS = (
    "id", "title", "all", "any", "not", "some", "of", "where", "count", "conclusion", "expects", "set", "scoring",
    "items", "fields", "values", "source", "text", "type", "12", "''", "null", "extends", "overrides", "checks",
    "<<", "from",
)  # fmt: skip


def mutated(lines, chance):
    """Give the lines with one to three changes."""
    lines = list(lines)
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(lines))
        chance.choice(CHANGES)(lines, at, chance)
        if not lines:
            break
    return lines


def delete(lines, at, chance):
    del lines[at : at + chance.choice((1, 1, 1, 5))]


def duplicate(lines, at, chance):
    size = chance.choice((1, 1, 4, 8))
    lines[at:at] = lines[at : at + size]


def retype(lines, at, chance):
    key, colon, _ = lines[at].partition(":")
    lines[at] = f"{key}{colon} {chance.choice(VALUES)}" if colon else chance.choice(VALUES)


def retype_inside(lines, at, chance):
    found = list(re.finditer(r"(?<=: )[^{}\[\],:]+(?=[,}\]])|\{[^{}]*\}|\[[^\[\]]*\]", lines[at]))
    if found:
        part = chance.choice(found)
        lines[at] = lines[at][: part.start()] + chance.choice(VALUES) + lines[at][part.end() :]


def rename(lines, at, chance):
    found = list(re.finditer(r"[\w.-]+(?=:)", lines[at]))
    if found:
        part = chance.choice(found)
        name = chance.choice((*KEYS, part[0][:-1], part[0] + "x"))
        lines[at] = lines[at][: part.start()] + name + lines[at][part.end() :]


def indent(lines, at, chance):
    lines[at] = chance.choice((" ", "  ", "    ", "\t", "- ")) + lines[at]


def outdent(lines, at, chance):
    lines[at] = lines[at][chance.choice((1, 2, 4)) :]


def swap(lines, at, chance):
    other = chance.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]


def cut(lines, at, chance):
    lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]


CHANGES = (delete, duplicate, retype, retype, retype_inside, retype_inside, rename, rename, indent, outdent, swap, cut)


def good_files(pack):
    """File name -> lines of a pack in which nothing is wrong."""
    if pack == "eastshire":
        return {"rulepack.yaml": EASTSHIRE.splitlines()}
    folder = GOOD / pack if pack == "northshire" else shipped("rulepacks") / pack
    paths = [path for path in sorted(folder.glob("*.yaml")) if path.name != "cases.yaml"]
    return {path.name: path.read_text(encoding="utf-8").splitlines() for path in paths}


def write(path, lines):
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def compiled(pack, registry):
    return compile_rulepack(load_rulepack((pack,), registry), registry, engine="strata")


@pytest.mark.parametrize(
    ("pack", "count", "seed"),
    [pytest.param(pack, count, seed, id=f"{pack}-{seed}") for seed, (pack, count) in enumerate(MUTATIONS)],
)
def test_a_mutated_pack_is_loaded_or_refused_in_our_words(pack, count, seed, tmp_path, in_folder):
    chance = random.Random(f"{pack} {seed}")
    for one in (*PARENTS[pack], pack):
        (tmp_path / one).mkdir()
        for name, lines in good_files(one).items():
            write(tmp_path / one / name, lines)
    registry = in_folder(tmp_path)
    assert compiled(pack, registry)  # nothing is wrong with it yet
    files = good_files(pack)
    refused = []
    for _ in range(count):
        name = chance.choice(sorted(files))
        write(tmp_path / pack / name, mutated(files[name], chance))
        try:
            compiled(pack, registry)
        except RulepackError as error:
            refused += error.problems
        write(tmp_path / pack / name, files[name])
    assert refused
    for problem in refused:
        assert problem.what
        assert "\n" not in problem.what
        assert not re.search(r"pydantic|NoneType|<class|Input should|valid_|not of the right form", str(problem))
