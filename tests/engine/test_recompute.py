"""A third party can add up every award again from the Evaluation's JSON; `random_awards.py --count 10000` does many."""

import json
import sys
from copy import deepcopy
from pathlib import Path
from random import Random

import pytest

from tests.engine import recompute
from tests.engine.random_awards import as_json, random_award

SCRIPT = Path(recompute.__file__)


def test_a_few_hundred_random_competitions_come_out_the_same():
    statuses = set()
    for seed in range(250):
        evaluation = as_json(*random_award(Random(f"award/{seed}")))
        assert recompute.differences(evaluation) == [], seed
        statuses |= {one["status"] for lot in evaluation["lots"] for one in lot["assessments"]}
    assert statuses >= {"ranked", "incomplete", "gated", "unplaced"}


def _joint(bids):
    bids[0]["joint"] = not bids[0]["joint"]


def _swapped(bids):
    bids[0]["rank"], bids[1]["rank"] = bids[1]["rank"], bids[0]["rank"]


def _a_hundredth_more(bids):
    bids[1]["total_exact"] += "1"


def _a_share_less(bids):
    leaf = next(score for score in bids[0]["scores"] if score["share"] not in {None, "0"})
    leaf["share"] = "0"


@pytest.mark.parametrize("tamper", [_joint, _swapped, _a_hundredth_more, _a_share_less])
def test_a_number_that_was_changed_is_found(tamper):
    found = 0
    for seed in range(40):
        evaluation = as_json(*random_award(Random(f"award/{seed}")))
        bids = [one for one in evaluation["lots"][0]["assessments"] if one["status"] == "ranked"]
        shared = len(bids) > 1 and bids[0]["rank"] == bids[1]["rank"]
        if len(bids) < 2 or shared or all(score["share"] in {None, "0"} for score in bids[0]["scores"]):
            continue
        before = deepcopy(evaluation)
        tamper(bids)
        assert recompute.differences(before) == []
        # A share of a criterion without weight changes no total.
        found += bool(recompute.differences(evaluation))
    assert found > 5


def test_the_script_reads_a_file_and_uses_the_standard_library_alone(tmp_path, monkeypatch):
    source = SCRIPT.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 60
    imported = {
        line.split()[1].partition(".")[0] for line in source.splitlines() if line.startswith(("import", "from"))
    }
    assert imported <= set(sys.stdlib_module_names)
    file = tmp_path / "evaluation.json"
    evaluation = as_json(*random_award(Random("award/3")))
    file.write_text(json.dumps(evaluation), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["recompute.py", str(file)])
    with pytest.raises(SystemExit) as left:
        exec(compile(source, str(SCRIPT), "exec"), {"__name__": "__main__"})  # noqa: S102  the script, as one runs it
    assert left.value.code == ""
