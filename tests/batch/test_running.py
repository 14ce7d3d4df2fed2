"""Whatever way the work is shared out, and wherever it stopped, the results are the same bytes."""

import json
from dataclasses import replace
from datetime import date

import pytest
from batch.making import BIDS, JOB, NORTHSHIRE, batch, bid_lines, files, notices, records

from sv_rules.batch.evaluating import Evaluator
from sv_rules.batch.executors import ExecutorName
from sv_rules.batch.job import Detail, PackVersion
from sv_rules.batch.locking import locked
from sv_rules.batch.running import run
from sv_rules.batch.sinks import Form
from sv_rules.engine import inferring
from sv_rules.errors import DocumentError, RulepackError


class StoppedError(Exception):
    pass


def stopping_after(chunks):
    left = iter(range(chunks))

    def tell(_progress):
        if next(left, None) is None:
            raise StoppedError

    return tell


WORK = pytest.mark.parametrize(
    ("job", "made"), [(JOB, notices), (BIDS, bid_lines)], ids=["procurements", "bids for one"]
)


@WORK
@pytest.mark.parametrize("detail", Detail)
def test_chunks_of_any_size_give_the_same_bytes(tmp_path, job, made, detail):
    source = made(tmp_path)
    run(batch(tmp_path / "whole", source, job=job, detail=detail))
    for size in (1, 5, 1000):
        run(batch(tmp_path / str(size), source, job=job, detail=detail, chunk=size))
        assert files(tmp_path / str(size)) == files(tmp_path / "whole")


@pytest.mark.parametrize(
    ("job", "made"),
    [
        pytest.param(JOB, notices, id="procurements", marks=pytest.mark.slow),
        pytest.param(BIDS, bid_lines, id="bids for one"),
    ],
)
def test_two_workers_give_the_same_bytes(tmp_path, job, made):
    source = made(tmp_path)
    run(batch(tmp_path / "one", source, job=job))
    run(batch(tmp_path / "two", source, job=job, workers=2, chunk=3))
    assert files(tmp_path / "two") == files(tmp_path / "one")


@WORK
@pytest.mark.parametrize("form", Form)
def test_stopped_after_any_chunk_it_goes_on_to_the_same_bytes(tmp_path, job, made, form):
    if form is Form.PARQUET:
        pytest.importorskip("pyarrow")
    source = made(tmp_path)
    run(batch(tmp_path / "whole", source, job=job, form=form))
    out = tmp_path / "broken"
    for stops in range(1, 4):
        with pytest.raises(StoppedError):
            run(batch(out, source, job=job, form=form, chunk=2), stopping_after(1))
        assert json.loads((out / "state.json").read_bytes())["tally"]["items"] == stops * 4
        with (out / "results.part").open("ab") as part:
            part.write(b'{"index":')  # as a kill in the middle of a line leaves it
    run(batch(out, source, job=job, form=form, chunk=3))
    assert files(out) == files(tmp_path / "whole")


def test_a_kill_between_any_two_steps_of_the_end_is_made_good(tmp_path):
    source = notices(tmp_path)
    run(batch(tmp_path / "whole", source))
    whole = files(tmp_path / "whole")
    out = tmp_path / "out"

    with pytest.raises(StoppedError):
        run(batch(out, source, chunk=4), stopping_after(2))
    begun = files(out)
    manifest = begun["manifest.json"]
    tally = json.loads(whole["summary.json"])
    finger = json.loads(whole["manifest.json"])["input"]["sha256"]
    results = whole["results.jsonl"]
    state = {"bytes": len(results), "input": finger, "complete": True, "tally": tally}
    complete = {"manifest.json": manifest, "state.json": json.dumps(state).encode()}
    # Each is what stands in the folder after one more step.
    for left in (
        {**complete, "results.part": results},
        {**complete, "results.jsonl": results},
        {**complete, "results.jsonl": results, "summary.json": whole["summary.json"]},
        {**whole, "state.json": complete["state.json"]},
        whole,
    ):
        for one in out.iterdir():
            one.unlink()
        for name, content in left.items():
            (out / name).write_bytes(content)
        run(batch(out, source))
        assert files(out) == whole


def test_a_finished_batch_is_not_done_again(tmp_path):
    source = notices(tmp_path)
    first = run(batch(tmp_path / "out", source))
    told = []
    second = run(batch(tmp_path / "out", source), told.append)
    assert (first.again, second.again, told) == (False, True, [])
    assert second.tally == first.tally
    third = run(batch(tmp_path / "out", source, force=True, chunk=5), told.append)
    assert not third.again
    assert told[-1].items == first.tally.items
    assert told[-1].reached == told[-1].total == source.stat().st_size


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda one: replace(one, job=replace(one.job, as_of=date(2026, 2, 1))), "another as of: none, now 2026-02-01"),
        (lambda one: replace(one, job=replace(one.job, detail=Detail.FULL)), "another detail: findings, now full"),
        (lambda one: replace(one, job=replace(one.job, read_as="ocds")), "another read as: none, now ocds"),
        pytest.param(
            lambda one: replace(one, job=replace(one.job, engine="durable")),
            "another engine: strata 1, now durable",
            marks=pytest.mark.skipif(bool(inferring.ENGINE.missing), reason=inferring.ENGINE.missing),
        ),
        (lambda one: replace(one, job=replace(one.job, bids_for=BIDS.bids_for)), "another bids for: none, now tender"),
        (
            lambda one: replace(one, inputs=(NORTHSHIRE / "notices.jsonl", *one.inputs)),
            "another inputs: notices.jsonl,",
        ),
        (lambda one: replace(one, column="x"), "another column: none, now x"),
    ],
    ids=["date", "detail", "format", "engine", "bids", "inputs", "column"],
)
def test_other_settings_are_refused(tmp_path, change, said):
    one = batch(tmp_path / "out", notices(tmp_path), chunk=2)
    with pytest.raises(StoppedError):
        run(one, stopping_after(1))
    before = files(tmp_path / "out")
    with pytest.raises(DocumentError, match=said):
        run(change(one))
    assert files(tmp_path / "out") == before


def test_a_changed_pack_is_refused(tmp_path):
    for where in ("a", "b"):
        (tmp_path / where / "northshire").mkdir(parents=True)
        for file in JOB.folders[0].iterdir():
            text = file.read_text(encoding="utf-8")
            (tmp_path / where / "northshire" / file.name).write_text(text + ("# changed\n" if where == "b" else ""))
    source = notices(tmp_path)
    job = replace(JOB, folders=(tmp_path / "a" / "northshire",))
    run(batch(tmp_path / "out", source, job=job))
    with pytest.raises(DocumentError, match="another layers"):
        run(batch(tmp_path / "out", source, job=replace(JOB, folders=(tmp_path / "b" / "northshire",))))


@pytest.mark.parametrize("finished", [False, True], ids=["half way", "finished"])
@pytest.mark.parametrize("change", ["first line", "fewer", "more"])
def test_another_input_is_refused(tmp_path, change, finished):
    source = notices(tmp_path)
    one = batch(tmp_path / "out", source, chunk=2)
    if finished:
        run(one)
    else:
        with pytest.raises(StoppedError):
            run(one, stopping_after(2))
    lines = source.read_bytes().splitlines(keepends=True)
    changed = {"first line": [lines[0].replace(b"20000", b"20001"), *lines[1:]], "fewer": lines[:2], "more": lines * 2}
    source.write_bytes(b"".join(changed[change]))
    if change == "more" and not finished:
        run(one)  # what was done is still the same; the rest is done now
        assert records(tmp_path / "out")[-1]["id"] == "made-up-12"
        return
    with pytest.raises(DocumentError, match="the input has changed since the batch was begun"):
        run(one)


def test_lost_results_are_told(tmp_path):
    one = batch(tmp_path / "out", notices(tmp_path), chunk=2)
    with pytest.raises(StoppedError):
        run(one, stopping_after(1))
    (tmp_path / "out" / "results.part").write_bytes(b"short")
    with pytest.raises(DocumentError, match=r"the results\.part of this batch is not as it was left"):
        run(one)
    run(replace(one, force=True))
    (tmp_path / "out" / "results.jsonl").unlink()
    with pytest.raises(DocumentError, match=r"the results\.jsonl of this batch is not as it was left"):
        run(one)


def test_results_of_something_else_are_not_written_over(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "results.jsonl").write_text("precious")
    with pytest.raises(DocumentError, match=r"there is a results\.jsonl already"):
        run(batch(tmp_path / "out", notices(tmp_path)))
    assert (tmp_path / "out" / "results.jsonl").read_text() == "precious"


def test_two_batches_in_one_folder_are_refused(tmp_path):
    source = notices(tmp_path)
    (tmp_path / "out").mkdir()
    with locked(tmp_path / "out"), pytest.raises(DocumentError, match="another batch is at work in this folder"):
        run(batch(tmp_path / "out", source))
    run(batch(tmp_path / "out", source))


def test_results_among_the_input_are_refused(tmp_path):
    notices(tmp_path)
    with pytest.raises(DocumentError, match="among the documents that are read"):
        run(batch(tmp_path / "out", tmp_path))


def test_an_input_that_is_not_there_is_told(tmp_path):
    with pytest.raises(DocumentError, match=r"nowhere\.jsonl: there is no such file or folder"):
        run(batch(tmp_path / "out", tmp_path / "nowhere.jsonl"))
    assert not (tmp_path / "out").exists()


def test_no_items_give_no_results(tmp_path):
    (tmp_path / "none.jsonl").write_text("\n\n")
    ended = run(batch(tmp_path / "out", tmp_path / "none.jsonl"))
    assert (ended.tally.items, ended.tally.exit_code, ended.results.read_bytes()) == (0, 0, b"")


def test_a_worker_with_other_packs_refuses():
    with pytest.raises(RulepackError, match="a worker has other versions of the rulepacks: northshire"):
        Evaluator(JOB.pinned((PackVersion("northshire", "1.2", "another"),)))


def test_the_counts_are_those_of_the_results(tmp_path):
    ended = run(batch(tmp_path / "out", notices(tmp_path), executor=ExecutorName.LOCAL))
    found = records(tmp_path / "out")
    # 12 of ours, and the three lines put in: no JSON, a package of two, no procurement.
    assert (ended.tally.items, ended.tally.results, ended.tally.errors) == (15, 16, 2)
    assert sum(one["status"] == "error" for one in found) == 2
    assert ended.tally.broken == sum(bool(one["broken"]) for one in found) > 0
    assert ended.tally.open == sum(bool(one["open"]) for one in found) > 0
    for check, counts in ended.tally.checks.items():
        outcomes = [each["outcome"] for one in found for each in one.get("findings") or () if each["check"] == check]
        assert counts == {name: outcomes.count(name) for name in counts}
    assert [one["index"] for one in found] == [1, 2, 3, 4, 5, 5, *range(6, 16)]
