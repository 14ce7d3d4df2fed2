"""Killed at any moment, a batch goes on where it stopped; a worker that dies is named, and nothing hangs."""

import json
import random
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from time import sleep

import pytest
from batch.making import BIDS, PACK, TENDER, batch, bid_lines, files, records

from sv_rules.batch.evaluating import Evaluator
from sv_rules.batch.items import Chunk, Item
from sv_rules.batch.pool import ProcessPool
from sv_rules.batch.running import run
from sv_rules.errors import EngineError

# Where the tests themselves run in the background, a shell has Ctrl-C ignored by all that they start.
HEARS_CTRL_C = """
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("sv_rules", run_name="__main__", alter_sys=True)
"""


def started(source, out, *more):
    words = ["batch", source, "--pack", PACK, "--bids-for", TENDER, "--out", out, "--chunk", "2", *more]
    return subprocess.Popen(
        [sys.executable, "-c", HEARS_CTRL_C, *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def items_done(out):
    with suppress(FileNotFoundError):
        return json.loads((out / "state.json").read_bytes())["tally"]["items"]
    return 0


def wait_for(process, out, items):
    while process.poll() is None and items_done(out) < items:
        sleep(0.002)


@pytest.mark.skipif(sys.platform == "win32", reason="this system has no SIGKILL")
@pytest.mark.parametrize("workers", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_killed_at_any_moment_it_goes_on_to_the_same_bytes(tmp_path, workers):
    source = bid_lines(tmp_path, 200)
    run(batch(tmp_path / "whole", source, job=BIDS))
    moments = sorted(random.Random(workers).sample(range(2, 180), 2))
    for moment in moments:
        process = started(source, tmp_path / "out", "--workers", str(workers))
        wait_for(process, tmp_path / "out", moment)
        process.kill()
        process.communicate()
        assert items_done(tmp_path / "out") >= moment
    run(batch(tmp_path / "out", source, job=BIDS, chunk=100))
    assert files(tmp_path / "out") == files(tmp_path / "whole")


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent differently there")
def test_ctrl_c_stops_and_says_how_to_go_on(tmp_path):
    source = bid_lines(tmp_path, 8000)  # some seconds: far from its end when it is stopped
    process = started(source, tmp_path / "out")
    wait_for(process, tmp_path / "out", 4)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert (process.returncode, out) == (130, "")
    assert "done and kept. The same command goes on from there." in err
    assert 0 < items_done(tmp_path / "out") < 8000


# A worker that dies --------------------------------------------------------------------------------------------

PLUGIN = """\
import os
from pathlib import Path
from sv_rules.hosting.hookspecs import hookimpl
from sv_rules.model.extending import DocumentFormat

def sniff(document):
    if b"deadly" in document.data:
        os._exit(1)
    once = Path(os.environ["SV_RULES_TEST_ONCE"])
    if b"once" in document.data and not once.exists():
        once.touch()
        os._exit(1)
    return 0

@hookimpl
def sv_rules_document_formats():
    return [DocumentFormat(name="deadly", title="kills its reader", sniff=sniff, load=lambda document: ((), ()))]
"""


@pytest.fixture
def deadly(tmp_path, monkeypatch):
    """A plugin, found by the worker processes, that ends the process which reads certain documents."""
    installed = tmp_path / "installed"
    info = installed / "deadly-0.dist-info"
    info.mkdir(parents=True)
    (installed / "sv_rules_deadly.py").write_text(PLUGIN)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: deadly\nVersion: 0\n")
    (info / "entry_points.txt").write_text("[sv_rules]\ndeadly = sv_rules_deadly\n")
    monkeypatch.syspath_prepend(installed)  # a worker is given the paths of the process that starts it
    monkeypatch.setenv("SV_RULES_TEST_ONCE", str(tmp_path / "once"))


def chunks(*words):
    texts = [
        f'{{"form": "procurement/1", "id": "{word}", "facts": {{"tender.notice_date": "2026-01-31"}}}}'
        for word in words
    ]
    items = [Item(number, f"x line {number}", text.encode(), 0) for number, text in enumerate(texts, 1)]
    return [Chunk(tuple(items[start : start + 2])) for start in range(0, len(items), 2)]


@pytest.mark.usefixtures("deadly")
def test_an_item_that_kills_its_worker_is_named():
    job = replace(BIDS, bids_for=())
    pool = ProcessPool(job, 2)
    with pytest.raises(EngineError, match="a worker process ended while it evaluated x line 4"):
        list(pool.run(iter(chunks("a", "b", "c", "deadly", "e"))))
    pool.close()


@pytest.mark.slow
@pytest.mark.usefixtures("deadly")
def test_a_worker_that_died_once_costs_nothing():
    job = replace(BIDS, bids_for=())
    work = chunks("a", "b", "c", "once", "e", "f", "g")
    pool = ProcessPool(job, 1)
    found = [done.lines for done in pool.run(iter(work))]
    pool.close()
    evaluator = Evaluator(job)
    assert found == [evaluator.evaluate(chunk).lines for chunk in work]


def test_records_of_a_broken_run_are_whole_lines(tmp_path):
    source = bid_lines(tmp_path, 10)
    run(batch(tmp_path / "out", source, job=BIDS))
    assert [one["index"] for one in records(tmp_path / "out")] == list(range(1, 13))
