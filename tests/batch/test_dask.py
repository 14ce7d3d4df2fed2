"""The same bytes from a Dask cluster of two local workers."""

import pytest
from batch.making import BIDS, batch, bid_lines, files

pytest.importorskip("distributed", reason="Dask is not installed: pip install 'sv-rules[dask]'")

import distributed

from sv_rules.batch.executors import ExecutorName
from sv_rules.batch.running import run

pytestmark = pytest.mark.slow


def test_a_local_cluster_gives_the_same_bytes(tmp_path):
    source = bid_lines(tmp_path)
    run(batch(tmp_path / "here", source, job=BIDS))
    run(batch(tmp_path / "dask", source, job=BIDS, executor=ExecutorName.DASK, workers=2, chunk=5))
    assert files(tmp_path / "dask") == files(tmp_path / "here")


def test_a_cluster_that_is_there_is_used_and_left(tmp_path):
    source = bid_lines(tmp_path)
    run(batch(tmp_path / "here", source, job=BIDS))
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=2, host="127.0.0.1", dashboard_address=None
    ) as cluster:
        address = cluster.scheduler_address
        run(batch(tmp_path / "dask", source, job=BIDS, executor=ExecutorName.DASK, scheduler=address, chunk=5))
        with distributed.Client(address, set_as_default=False) as client:
            assert len(client.nthreads()) == 2
    assert files(tmp_path / "dask") == files(tmp_path / "here")
