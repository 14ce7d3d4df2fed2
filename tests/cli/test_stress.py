"""The command `stress`, as a person or a script calls it."""

import json
import sys

import pytest

MODEL = """\
form: procurement/1
id: made-up
stage: specification
facts: {tender.value: GBP 250000}
lots:
  - id: "1"
    award:
      criteria:
        - {id: quality, title: Quality, weight: 60%, scoring: {method: points, maximum: 10}}
        - {id: price, title: Price, weight: 40%, fact: bid.price, scoring: {method: lowest_price}}
"""
QUICK = ("--fields", "200", "--bids", "4", "--as-of", "2026-03-01")


@pytest.fixture
def model(tmp_path):
    file = tmp_path / "model.yaml"
    file.write_text(MODEL, encoding="utf-8")
    return str(file)


def test_it_shows_what_could_go_wrong(cli, model):
    result = cli("stress", model, *QUICK)
    assert result.exit_code == 0
    # 40 × (1 − 250,000 ÷ (250,000 + x)) = 1 where x = 250,000 ÷ 39 = 6,410.256…
    assert "one quality point more is worth £6,410.25." in result.stdout
    assert "Price: lowest_price" in result.stdout
    assert "200 fields of 4 bids, seed 1, numpy" in result.stdout


def test_json_is_the_whole_result(cli, model):
    result = cli("stress", model, *QUICK, "--json", "--price", "GBP 1000", "--seed", "5")
    found = json.loads(result.stdout)
    assert (found["fields"], found["bids"], found["seed"]) == (200, 4, 5)
    # 1,000 ÷ 39
    assert found["lots"][0]["point"]["money"] == "GBP 25.64"
    assert cli("stress", model, *QUICK, "--json", "--price", "GBP 1000", "--seed", "5").stdout == result.stdout


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--price", "much"), "the price 'much' is no amount of money"),
        (("--price", "GBP 0"), "the price 'GBP 0' is no amount of money"),
        (("--lot", "2"), "there is no lot '2' with an award model"),
    ],
)
def test_bad_use_is_told(cli, model, more, said):
    result = cli("stress", model, *QUICK, *more)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_document_without_an_award_model_is_told(cli, tmp_path):
    file = tmp_path / "model.yaml"
    file.write_text(MODEL.partition("lots:")[0] + 'lots: [{id: "1"}]\n', encoding="utf-8")
    result = cli("stress", str(file), *QUICK)
    assert result.exit_code == 2
    assert "no lot of the document has an award model" in result.stderr


def test_without_numpy_it_says_what_to_install(cli, model, monkeypatch):
    monkeypatch.setitem(sys.modules, "numpy", None)
    result = cli("stress", model, *QUICK)
    assert result.exit_code == 2
    assert "pip install 'sv-rules[stress]'" in result.stderr


def test_without_a_value_a_round_sum_is_stated(cli, tmp_path):
    file = tmp_path / "model.yaml"
    file.write_text(MODEL.replace("facts: {tender.value: GBP 250000}\n", ""), encoding="utf-8")
    result = cli("stress", str(file), *QUICK, "--lot", "1")
    # 100,000 ÷ 39
    assert "Against a rival at £100,000, one quality point more is worth £2,564.10." in result.stdout


def test_a_criterion_that_never_decides_and_a_mark_beyond_price(cli, tmp_path):
    # Price weighs 1: nothing it can lose makes up for a mark of 9.9 points.
    file = tmp_path / "model.yaml"
    file.write_text(MODEL.replace("60%", "99%").replace("40%", "1%"), encoding="utf-8")
    result = cli("stress", str(file), *QUICK)
    assert "beyond any price tried" in result.stdout


def test_many_procurements_are_refused(cli, tmp_path):
    file = tmp_path / "models.jsonl"
    one = {"form": "procurement/1", "id": "one", "stage": "specification", "lots": [{"id": "1"}]}
    file.write_text("".join(json.dumps({**one, "id": name}) + "\n" for name in ("one", "two")), encoding="utf-8")
    result = cli("stress", str(file), *QUICK)
    assert result.exit_code == 2
    assert result.stderr
