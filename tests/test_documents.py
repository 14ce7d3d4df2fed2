"""Documents from files: which format each is in, and what cannot be read at all."""

import pytest

from sv_rules import builtin
from sv_rules.documents import LARGEST_FILE, raw_document, read_documents
from sv_rules.errors import DocumentError
from sv_rules.hosting.host import start_host

REGISTRY = start_host((builtin,), discover=False)
OURS = "form: procurement/1\nid: {}\n"


def refused(*paths, document_format=""):
    with pytest.raises(DocumentError) as told:
        read_documents([raw_document(path) for path in paths], REGISTRY, document_format=document_format)
    [problem] = told.value.problems
    return str(problem.place), problem.what


@pytest.fixture
def file(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_a_file_is_called_by_its_name_alone(file):
    document = raw_document(file("tender.yaml", "form: x\n"))
    assert (document.text, document.name) == ("form: x\n", "tender.yaml")


def test_a_file_that_is_not_there(tmp_path):
    assert refused(tmp_path / "gone.yaml") == ("gone.yaml", "there is no such document")
    assert refused(tmp_path) == (tmp_path.name, "there is no such document")


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    path = tmp_path / "large.yaml"
    with path.open("wb") as large:
        large.truncate(LARGEST_FILE + 1)
    assert refused(path) == ("large.yaml", "the document is larger than 64 MB")


def test_a_file_that_is_not_text(file):
    place, what = refused(file("tender.yaml", b"form: procurement/1\ntitle: caf\xe9\n"))
    assert (place, what) == ("tender.yaml:2:11", "the file is not saved as UTF-8: this character cannot be read")


def test_a_document_in_no_known_form(file):
    assert refused(file("a.txt", "Dear all,\n")) == ("a.txt", "this document is in no form that can be read")


def test_a_form_that_nobody_offers(file):
    place, what = refused(file("a.yaml", OURS.format("x")), document_format="procuremnet")
    assert (place, what) == ("None", "there is no document format called 'procuremnet'")


def test_each_source_is_kept_with_its_digest(file):
    paths = [file("a.yaml", OURS.format("x")), file("b.yaml", OURS.format("x"))]
    read = read_documents([raw_document(path) for path in paths], REGISTRY)
    # printf 'form: procurement/1\\nid: x\\n' | sha256sum
    digest = "a5572157d221481bdd21b11041b0effc19d6dd96c3501d0087bb8c349876c943"
    assert [(one.name, one.sha256, one.format) for one in read.sources] == [
        ("a.yaml", digest, "procurement"),
        ("b.yaml", digest, "procurement"),
    ]
