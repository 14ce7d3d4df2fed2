"""A pack's folder: its files, its digest, and what is refused."""

import pytest

from sv_rules.errors import RulepackError
from sv_rules.loading.folder import read_folder
from sv_rules.loading.layers import find_packs
from sv_rules.loading.load import load_rulepack
from sv_rules.model.extending import RulepackFolder

FACTS = "bid.price: {type: money, title: price}\n"


def digest(load, files):
    return load({"town": files}).layer("town").sha256


def test_the_digest_is_that_of_the_files(load):
    # printf 'id: town\ntitle: Town\nversion: "1"\n' | sha256sum gives X; printf 'rulepack.yaml X' likewise gives this.
    assert digest(load, "") == "c971ea47b844399bca195c06440f16a058751fd88972f5dc50c0c095658a9b08"


def test_the_digest_changes_with_the_content_and_only_with_it(load):
    first = digest(load, {"rulepack.yaml": "", "facts.yaml": FACTS})
    assert digest(load, {"rulepack.yaml": "", "facts.yaml": FACTS}) == first
    assert digest(load, {"rulepack.yaml": "", "facts.yaml": FACTS + "\n"}) != first
    assert digest(load, {"rulepack.yaml": "", "facts.yaml": FACTS}) == first
    # Examples and notes are no rules: they change nothing of what an evaluation says.
    assert digest(load, {"cases.yaml": "cases: []\n", "README.md": "Read me.\n"}) == first


def test_a_pack_is_found_by_its_folder(folder):
    path = folder({"town": "", "county": ""})
    (path / "notes").mkdir()
    (path / "notes.txt").write_text("no pack")
    assert sorted(find_packs({"all": RulepackFolder("all", path)})) == ["county", "town"]
    assert list(find_packs({"one": RulepackFolder("one", path / "town")})) == ["town"]


def test_a_folder_given_as_a_dot_is_called_by_its_name(folder, monkeypatch):
    path = folder({"town": ""})
    monkeypatch.chdir(path / "town")
    [found] = find_packs({"here": RulepackFolder("here", type(path)())}).items()
    assert found[0] == "town"
    assert read_folder(found[1]).id == "town"


def test_the_same_folder_twice_is_one(folder):
    path = folder({"town": ""})
    folders = {"all": RulepackFolder("all", path), "one": RulepackFolder("one", path / "town")}
    assert list(find_packs(folders)) == ["town"]


def test_two_packs_of_one_name(folder, tmp_path):
    path = folder({"town": ""})
    other = tmp_path / "copies" / "town"
    other.mkdir(parents=True)
    (other / "rulepack.yaml").write_text("id: town\n")
    folders = {"a": RulepackFolder("a", path), "b": RulepackFolder("b", other.parent)}
    with pytest.raises(RulepackError, match="two folders hold a rulepack 'town'"):
        find_packs(folders)


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(RulepackError, match="there is no folder of rulepacks at"):
        find_packs({"gone": RulepackFolder("gone", tmp_path / "gone")})


def test_a_pack_that_is_not_there(problems):
    assert problems({"town": ""}, "twon") == [("None", "there is no rulepack called 'twon'")]


def test_nothing_asked_for(in_folder, tmp_path):
    with pytest.raises(RulepackError, match="no rulepack was asked for"):
        load_rulepack((), in_folder(tmp_path))


def test_links_to_other_files_are_not_followed(problems, tmp_path):
    (tmp_path / "secret.yaml").write_text(FACTS)
    (tmp_path / "town").mkdir()
    (tmp_path / "town" / "facts.yaml").symlink_to(tmp_path / "secret.yaml")
    assert problems({"town": ""}) == [("town/facts.yaml", "links to other files are not followed")]


def test_a_chain_of_packs_has_a_bound(problems):
    packs = {f"p{number}": f"extends: [p{number + 1}]\n" for number in range(25)} | {"p25": ""}
    assert problems(packs, "p0") == [("p19/rulepack.yaml:4:11", "packs extend each other more than 20 deep")]


def test_a_pack_may_not_extend_itself(problems):
    assert problems({"town": "extends: [town]\n"}) == [
        ("town/rulepack.yaml:4:11", "packs extend each other in a circle")
    ]


def test_a_file_that_cannot_be_read_excuses_the_names_it_would_have_given(problems):
    pack = {
        "rulepack.yaml": "sources: {policy: {title: Policy, publisher: Council}}\n",
        "facts.yaml": 'bid.price: {type: money, title: "price}\n',
        "rules.yaml": (
            "- {id: dear, subject: bid, applies_when: {bid.price: {at_least: {parameter: dear}}}, concludes: dear,"
            " source: {text: polcy}, standing: published}\n"
        ),
    }
    # The price cannot be known; the parameter and the source would be missing whatever the facts are. The operand of
    # a comparison whose fact is not known is not looked at.
    assert problems({"town": pack}) == [
        ("town/facts.yaml:1:33", "a quotation mark is opened here and never closed"),
        ("town/rules.yaml:1:118", "there is no source called 'polcy'"),
    ]


def test_a_file_that_is_not_text(folder):
    path = folder({"town": {"rulepack.yaml": "", "facts.yaml": ""}})
    (path / "town" / "facts.yaml").write_bytes(b"bid.caf\xe9: {type: text, title: caf\xe9}\n")  # Latin-1
    [problem] = read_folder(path / "town").problems
    assert (problem.what, str(problem.place)) == (
        "the file is not saved as UTF-8: this character cannot be read",
        "town/facts.yaml:1:8",
    )


def test_a_part_of_a_pack_is_a_document_whose_places_are_those_of_its_file(folder):
    path = folder({"town": {"rulepack.yaml": "sources: {a: {title: A, publisher: B}}\n", "facts.yaml": FACTS}})
    part = read_folder(path / "town").below(("facts", "bid.price"))
    assert part.data == {"type": "money", "title": "price"}
    assert {path: place.column for path, place in part.places.items()} == {(): 12, ("type",): 19, ("title",): 33}
    assert {path: place.column for path, place in part.keys.items()} == {(): 1, ("type",): 13, ("title",): 26}
    assert (len(part.places), len(part.keys)) == (3, 3)
    assert {place.document for place in part.places.values()} == {"town/facts.yaml"}
