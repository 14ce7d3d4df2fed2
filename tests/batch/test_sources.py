"""What the items of an input are, in which order and under which names."""

import gzip
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from sv_rules.batch import lines, sources
from sv_rules.batch.sources import Sources
from sv_rules.errors import DocumentError


def seen(*paths, **more):
    return [(one.number, one.name, one.data) for one in Sources(paths, **more).items()]


def test_every_line_that_is_not_blank_is_an_item(tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_bytes(b'{"a":1}\r\n\n  \n {"b":2}\x0b\n{"c":3}')
    assert seen(file) == [
        (1, "a.jsonl line 1", b'{"a":1}'),
        (2, "a.jsonl line 4", b' {"b":2}\x0b'),
        (3, "a.jsonl line 5", b'{"c":3}'),
    ]
    assert [one.reached for one in Sources([file]).items()] == [9, 23, 30]


def test_packed_lines_are_the_same_items(tmp_path):
    plain, packed = tmp_path / "a.jsonl", tmp_path / "a.jsonl.gz"
    plain.write_bytes(b'{"a":1}\n{"b":2}\n')
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert [data for _, _, data in seen(packed)] == [data for _, _, data in seen(plain)]


@pytest.mark.parametrize(
    "spoil",
    [lambda b: b[:-9], lambda b: b"x" + b[1:], lambda b: b[:20] + b"\xff\xff" + b[22:]],
    ids=["cut", "mark", "bits"],
)
def test_a_damaged_packed_file_is_told(tmp_path, spoil):
    packed = tmp_path / "a.jsonl.gz"
    packed.write_bytes(spoil(gzip.compress(b'{"a":1}\n{"b":2}\n' * 50, mtime=0)))
    with pytest.raises(DocumentError, match=r"a\.jsonl\.gz: the packed file is damaged"):
        seen(packed)


def test_a_folder_gives_its_files_by_name_and_their_lines(tmp_path):
    for name, content in {
        "b.json": "b", "a.yaml": "a", "inner/z.yaml": "z", "inner/y.jsonl": "1\n2\n", ".hidden": "no", ".git/x": "no",
    }.items():  # fmt: skip
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text(content)
    assert seen(tmp_path / "in") == [
        (1, "in/a.yaml", b"a"),
        (2, "in/b.json", b"b"),
        (3, "in/inner/y.jsonl line 1", b"1"),
        (4, "in/inner/y.jsonl line 2", b"2"),
        (5, "in/inner/z.yaml", b"z"),
    ]


def test_inputs_of_one_name_are_told_apart(tmp_path):
    for folder in "ab":
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.jsonl").write_text(folder)
    found = seen(tmp_path / "a" / "x.jsonl", tmp_path / "b" / "x.jsonl")
    assert found == [(1, "x.jsonl line 1", b"a"), (2, "x.jsonl (2) line 1", b"b")]


def test_what_is_too_large_is_an_item_with_a_problem(tmp_path, monkeypatch):
    monkeypatch.setattr(lines, "LARGEST_FILE", 8)  # the limit itself would take 64 MB of disk
    monkeypatch.setattr(sources, "LARGEST_FILE", 8)
    file = tmp_path / "a.jsonl"
    file.write_bytes(b"12345678\n123456789\n" + b"x" * 30 + b"\nend\n")
    (tmp_path / "big.yaml").write_bytes(b"123456789")
    found = [(one.data, bool(one.problem)) for one in Sources([file, tmp_path / "big.yaml"]).items()]
    assert found == [(b"12345678", False), (b"", True), (b"", True), (b"end", False), (b"", True)]


MIDNIGHT = datetime(2026, 1, 31)  # noqa: DTZ001  columns without a time zone are the common case


# Parquet -------------------------------------------------------------------------------------------------------


@pytest.fixture
def written(tmp_path):
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")

    def write(columns, name="t.parquet"):
        table = columns if isinstance(columns, pa.Table) else pa.table(columns)
        pq.write_table(table, tmp_path / name)
        return tmp_path / name

    return write


def test_a_column_of_documents(written):
    file = written({"document": ["{}", None, "[1]"], "other": [1.5, 2.5, 3.5]})
    assert seen(file) == [
        (1, "t.parquet row 1", b"{}"),
        (2, "t.parquet row 2", b""),
        (3, "t.parquet row 3", b"[1]"),
    ]
    problem = [one.problem for one in Sources([file]).items()][1]
    assert str(problem).startswith("t.parquet row 2: the column 'document' is empty")
    bytes_ = written({"raw": [b"{}"]}, "b.parquet")
    assert seen(bytes_, column="raw") == [(1, "b.parquet row 1", b"{}")]


def test_columns_of_facts_are_a_document_of_ours(written):
    file = written(
        {
            "id": ["a", None],
            "title": ["T “é”", None],
            "tender.value": ["GBP 5", None],
            "tender.notice_date": [date(2026, 1, 31), None],
            "tender.published": [MIDNIGHT, MIDNIGHT + timedelta(hours=9, minutes=5)],
            "lot.share": [Decimal("0.10"), None],
            "bid.offers.apprenticeships": [2, 0],
            "specification.priorities": [["jobs"], []],
            "design.process_measures": [[{"measure": "m", "relevance_recorded": None}], None],
        }
    )
    first, second = (data.decode() for _, _, data in seen(file))
    assert first == (
        '{"form":"procurement/1","id":"a","title":"T “é”","facts":{"tender.value":"GBP 5","tender.notice_date":'
        '"2026-01-31","tender.published":"2026-01-31","specification.priorities":["jobs"],'
        '"design.process_measures":[{"measure":"m"}]},"lots":[{"id":"1","facts":{"lot.share":0.10}}],'
        '"bids":[{"id":"a","facts":{"bid.offers.apprenticeships":2}}]}'
    )
    assert second == (
        '{"form":"procurement/1","id":"row-2","facts":{"tender.published":"2026-01-31T09:05:00",'
        '"specification.priorities":[]},"bids":[{"id":"row-2","facts":{"bid.offers.apprenticeships":0}}]}'
    )


def test_rows_that_are_bids(written):
    file = written(
        {"id": ["a", None], "lot": ["1", None], "bidder": ["A Ltd (fictional)", None], "bid.price": ["GBP 1", "GBP 2"]}
    )
    assert [data.decode() for _, _, data in seen(file, bids=True)] == [
        '{"id":"a","lot":"1","bidder":{"name":"A Ltd (fictional)"},"facts":{"bid.price":"GBP 1"}}',
        '{"id":"row-2","facts":{"bid.price":"GBP 2"}}',
    ]


@pytest.mark.parametrize(
    ("columns", "more", "said"),
    [
        ({"tender.value": [1.5]}, {}, "the column 'tender.value' holds binary floats"),
        ({"tender.list": [[{"x": 1.5}]]}, {}, "the column 'tender.list' holds binary floats"),
        ({"tender.value": ["x"], "price": ["x"]}, {}, "the column 'price' is not a fact"),
        ({"tender.value": ["x"]}, {"bids": True}, "the column 'tender.value' is not a fact of a bid"),
        ({"id": ["x"]}, {}, "no column is a fact, and none holds documents"),
        ({"id": ["x"]}, {"column": "doc"}, "there is no column 'doc'"),
        ({"doc": [1]}, {"column": "doc"}, "the column 'doc' holds int64, not documents"),
    ],
    ids=["float", "float inside", "no fact", "no fact of a bid", "no facts", "no column", "no text"],
)
def test_columns_that_cannot_be_used_are_told(written, columns, more, said):
    with pytest.raises(DocumentError, match=said):
        seen(written(columns), **more)


def test_what_is_no_parquet_is_told(tmp_path):
    pytest.importorskip("pyarrow")
    (tmp_path / "t.parquet").write_text("id,price")
    with pytest.raises(DocumentError, match=r"t\.parquet: this is not a Parquet file that can be read"):
        seen(tmp_path / "t.parquet")
