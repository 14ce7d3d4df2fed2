"""Our OCDS extension is written as the Open Contracting Partnership writes its own."""

import json

import pytest
from jsonschema import Draft4Validator

from tests.formats.conformance.conftest import OURS, SCHEMAS, STANDARD

# The schema as a whole, and what the requirements extension defines with its titles; ours adds fields to them.
OTHERS = {"", *(f"/definitions/{name}" for name in ("Criterion", "Requirement", "RequirementResponse"))}
FILES = ("extension.json", "release-schema.json")


def data_of(name):
    return json.loads((OURS / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FILES)
def test_files_are_indented_by_two(name):
    text = (OURS / name).read_text(encoding="utf-8")
    assert text == json.dumps(data_of(name), indent=2, ensure_ascii=False) + "\n"


def test_it_names_its_schema():
    extension = data_of("extension.json")
    assert extension["schemas"] == ["release-schema.json"]
    assert (OURS / "README.md").is_file()


def test_the_example_in_its_readme_is_valid():
    text = (OURS / "README.md").read_text(encoding="utf-8")
    example = json.loads(text.split("```json\n")[1].split("```")[0])
    definitions = data_of("release-schema.json")["definitions"]
    requirement = example["tender"]["criteria"][0]["requirementGroups"][0]["requirements"][0]
    response = example["bids"]["details"][0]["requirementResponses"][0]
    for name, instance in (("Requirement", requirement), ("RequirementResponse", response)):
        schema = {"$ref": f"#/definitions/{name}", "definitions": definitions}
        assert [error.message for error in Draft4Validator(schema).iter_errors(instance)] == []
        assert set(instance) & set(definitions[name]["properties"])


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize(
    ("check", "options"),
    [
        ("validate_letter_case", {}),
        ("validate_metadata_presence", {"allow_missing": lambda pointer: pointer in OTHERS}),
        ("validate_null_type", {}),
        ("validate_codelist_enum", {}),
        ("validate_array_items", {}),
        ("validate_items_type", {"additional_valid_types": ["number", "boolean"]}),
        ("validate_deep_properties", {}),
        ("validate_object_id", {}),
        ("validate_merge_properties", {}),
    ],
)
def test_it_is_written_as_theirs_are(check, options, recwarn):
    checks = pytest.importorskip("jscc.testing.checks", reason="jscc is not installed")
    errors = getattr(checks, check)("release-schema.json", data_of("release-schema.json"), **options)
    assert (errors, [str(each.message) for each in recwarn]) == (0, [])


@pytest.mark.slow
def test_it_changes_nothing_that_the_standard_defines():
    if not SCHEMAS.is_dir():
        pytest.skip("the OCDS schemas of the corpus are not here; SV_RULES_CORPUS says where it is")
    names = [
        SCHEMAS / STANDARD / "schema/release-schema.json",
        *sorted((SCHEMAS / "extensions").glob("*/release-schema.json")),
    ]
    theirs: dict[str, set[str]] = {}
    for path in names:
        for name, schema in json.loads(path.read_text(encoding="utf-8"))["definitions"].items():
            theirs.setdefault(name, set()).update(schema.get("properties", {}))
    ours = data_of("release-schema.json")["definitions"]
    assert {"Requirement", "RequirementResponse", "Criterion"} <= set(theirs)
    for name, schema in ours.items():
        assert not set(schema["properties"]) & theirs.get(name, set()), name
