"""Several releases of one process: the newest values, each at its own place, and no old award criteria left over."""

import json
import os
import random
import warnings
from pathlib import Path

import pytest

from sv_rules.model.raw_document import RawDocument
from sv_rules_ocds import FORMAT
from sv_rules_ocds.merging import WHOLE_LISTS, merged
from sv_rules_ocds.node import Node, Notes

CORPUS = Path(os.environ.get("SV_RULES_CORPUS") or Path(__file__).parents[2] / "../shared/data") / "ocds"


def release(date, **parts):
    return {"ocid": "x", "id": date, "date": date, "tag": ["tenderUpdate"], **parts}


def merge(*releases):
    notes = Notes("n.json")
    return merged([Node(value, ("releases", index), notes) for index, value in enumerate(releases)])


def lot(*weights):
    numbers = [{"numbers": [{"number": weight, "weight": "percentageExact"}]} for weight in weights]
    return {"lots": [{"id": "1", "awardCriteria": {"criteria": numbers}}]}


def test_lowered_criteria_replace_the_old_ones():
    # With the core schema alone a merge keeps all three: 10, 90 and 15.
    package = {"releases": [release("2026-01-01", tender=lot(10, 90)), release("2026-02-01", tender=lot(15))]}
    ((procurement,), remarks) = FORMAT.load(RawDocument.of_text("n.json", json.dumps(package)))
    answer = procurement.lots[0].facts["lot.criteria"]
    assert answer.value == [{"weight": "15%"}]
    assert answer.place.pointer == "/releases/1/tender/lots/0/awardCriteria/criteria"
    assert [remark.what.partition(";")[0] for remark in remarks] == [
        "this document holds 2 releases of 'x'",
        "the weights of these award criteria add up to 15, not to 100",
        "this is an update",
    ]


# One row: what two releases say, and what they say together.
RULES = [
    ("what is not mentioned stays", {"a": 1}, {"b": 2}, {"a": 1, "b": 2}),
    ("the newer goes before", {"a": 1}, {"a": 2}, {"a": 2}),
    ("null takes away", {"a": 1, "b": 2}, {"a": None}, {"b": 2}),
    ("inside of objects too", {"a": {"b": 1, "c": 2}}, {"a": {"c": 3}}, {"a": {"b": 1, "c": 3}}),
    ("an object in place of a text", {"a": "b"}, {"a": {"c": 3}}, {"a": {"c": 3}}),
    (
        "lists with ids by id",
        {"a": [{"id": 1, "b": 1}]},
        {"a": [{"id": "1", "c": 2}]},
        {"a": [{"id": "1", "b": 1, "c": 2}]},
    ),
    ("new ids at the end", {"a": [{"id": 1}]}, {"a": [{"id": 2}, {"id": 1}]}, {"a": [{"id": 1}, {"id": 2}]}),
    ("lists without ids as a whole", {"a": [{"b": 1}, {"b": 2}]}, {"a": [{"b": 3}]}, {"a": [{"b": 3}]}),
    ("one entry without an id", {"a": [{"id": 1}]}, {"a": [{"id": 2}, {}]}, {"a": [{"id": 2}, {}]}),
    ("lists of texts as a whole", {"a": ["b", "c"]}, {"a": ["d"]}, {"a": ["d"]}),
    ("an empty list empties", {"a": [{"id": 1}]}, {"a": []}, {"a": []}),
    (
        "lists the schema says to replace",
        {"additionalClassifications": [{"id": 1}]},
        {"additionalClassifications": [{"id": 2}]},
        {"additionalClassifications": [{"id": 2}]},
    ),
]


@pytest.mark.parametrize(("old", "new", "together"), [row[1:] for row in RULES], ids=[row[0] for row in RULES])
def test_the_rules(old, new, together):
    # Given in the wrong order: the dates decide.
    whole = merge(release("2026-02-01", tender=new), release("2026-01-01", tender=old))
    assert whole.value["tender"] == together


def test_order_is_that_of_moments_and_not_of_texts():
    whole = merge(
        release("2026-01-01T10:00:00+02:00", tender={"title": "first"}),
        release("2026-01-01T09:00:00Z", tender={"title": "second"}),
    )
    assert whole.value["tender"] == {"title": "second"}


@pytest.mark.parametrize("date", [None, 5, "", "soon", "0001-01-01T00:00:00+14:00"])
def test_without_an_order_nothing_is_merged(date):
    assert merge(release("2026-01-01"), release(date)) is None


def test_the_notice_keeps_its_date():
    whole = merge(
        {**release("2026-01-01"), "tag": ["planning"]},
        {**release("2026-02-01"), "tag": "tender"},
        release("2026-03-01"),
    )
    assert whole.value["date"] == "2026-02-01"
    assert whole.value["tag"] == ["planning", "tender", "tenderUpdate"]
    assert (whole / "date").pointer == "/releases/1/date"
    assert merge(release("2026-01-01"), release("2026-03-01")).value["date"] == "2026-03-01"


def test_json_lines_keep_their_lines():
    lines = [
        release("2026-01-01", tender={"title": "A", "description": "D"}),
        release("2026-02-01", tender={"title": "B"}),
    ]
    text = "\n".join(map(json.dumps, lines))
    ((procurement,), _) = FORMAT.load(RawDocument.of_text("n.jsonl", text))
    places = {name: (answer.value, answer.place.line) for name, answer in procurement.facts.items()}
    assert places["tender.title"] == ("B", 2)
    assert places["tender.description"] == ("D", 1)


def test_compiled_releases_and_full_ones_are_not_merged():
    compiled = [{**release(date), "tag": ["compiled"]} for date in ("2026-01-01", "2026-02-01")]
    full = [{**release(date), "ocid": "ocds-b5fd17-1"} for date in ("2026-01-01", "2026-02-01")]
    for releases in (compiled, full):
        procurements, remarks = FORMAT.load(RawDocument.of_text("n.json", json.dumps({"releases": releases})))
        assert len(procurements) == 2
        assert "each was read on its own" in remarks[0].what


def random_value(die, depth=0):
    keys = ["title", "items", "awardCriteria", "value", "additionalClassifications"]
    match die.randrange(4 if depth < 4 else 1):
        case 0:
            return die.choice([1, "a", True, None])
        case 1:
            return {key: random_value(die, depth + 1) for key in die.sample(keys, die.randrange(4))}
        case 2:
            return [
                {"id": number, **entry} for number in die.sample(range(4), 2) if (entry := random_object(die, depth))
            ]
        case _:
            return [random_object(die, depth) for _ in range(die.randrange(3))]


def random_object(die, depth):
    return {key: random_value(die, depth + 2) for key in die.sample(["b", "c", "items"], 2)}


def at(document, pointer):
    for step in pointer.split("/")[1:]:
        document = document[int(step) if isinstance(document, list) else step]
    return document


def leaves(node):
    if isinstance(node.value, dict):
        for key in node.value:
            yield from leaves(node / key)
    elif isinstance(node.value, list):
        for entry in node.entries():
            yield from leaves(entry)
    elif node.value is not None:
        yield node


def test_every_value_is_where_it_says():
    die = random.Random(5)
    for _ in range(300):
        releases = [release(f"2026-01-0{day}", tender=random_value(die)) for day in die.sample(range(1, 9), 3)]
        whole = merge(*releases)
        for leaf in leaves(whole / "tender"):
            assert at({"releases": releases}, leaf.pointer) == leaf.value


def test_the_standards_own_merge_agrees():
    ocdsmerge = pytest.importorskip("ocdsmerge", reason="ocdsmerge is not installed")
    path = CORPUS / "ocds-sample-data/ocds-213czf-000-00001.json"
    schema = CORPUS / "schema/standard-1__1__5/schema/release-schema.json"
    if not path.is_file():
        pytest.skip("no corpus: set SV_RULES_CORPUS to the folder that holds ocds/")
    releases = json.loads(path.read_text(encoding="utf-8"))["releases"]
    patched = json.loads(schema.read_text(encoding="utf-8"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = ocdsmerge.Merger(patched).create_compiled_release(releases)
    ours = dict(merge(*releases).value)
    for each in (ours, theirs):
        for key in ("id", "date", "tag"):
            del each[key]
    assert bare(ours) == bare(theirs)


def bare(value):
    """Without what says nothing: nulls and empty parts, which one merge keeps and another drops."""
    if isinstance(value, dict):
        return {key: inside for key, each in value.items() if (inside := bare(each)) not in (None, {}, [])}
    return [bare(each) for each in value] if isinstance(value, list) else value


def test_the_table_is_that_of_the_schemas():
    schemas = sorted((CORPUS / "schema").rglob("release-schema.json"))
    if not schemas:
        pytest.skip("no corpus: set SV_RULES_CORPUS to the folder that holds ocds/")
    found = set()
    kinds = ("Classification", "Identifier", "Location", "SimpleIdentifier", "LegislativeReference", "Address")
    with_ids = {f"#/definitions/{kind}" for kind in kinds}
    for path in schemas:
        found |= set(whole_lists(json.loads(path.read_text(encoding="utf-8")), with_ids))
    assert found == WHOLE_LISTS


def whole_lists(schema, references):
    if isinstance(schema, list):
        for each in schema:
            yield from whole_lists(each, references)
    elif isinstance(schema, dict):
        for key, value in schema.items():
            if isinstance(value, dict) and value.get("wholeListMerge") and value["items"].get("$ref") in references:
                yield key
            yield from whole_lists(value, references)
