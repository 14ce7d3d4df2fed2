"""Damaged documents: read, or refused with a DocumentError; nothing else, nothing on the screen, the same each time."""

from collections.abc import Sequence

import pytest
from docs_reading.making import FORMS
from fuzzing.generated import generated
from fuzzing.mutating import mutate

from sv_rules.errors import DocumentError, Problem
from sv_rules.model.extending import DocumentFormat
from sv_rules.model.raw_document import RawDocument

DOCUMENTS = generated()
FORM = {"txt": "plain", "md": "markdown", "html": "html", "docx": "word", "pdf": "pdf"}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_damaged(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    _read_damaged(name, range(60))
    assert capfd.readouterr() == ("", "")


@pytest.mark.slow
@pytest.mark.parametrize("name", DOCUMENTS)
def test_damaged_more(name: str) -> None:
    _read_damaged(name, range(60, 1000))


def _read_damaged(name: str, seeds: range) -> None:
    form = FORMS[FORM[name.rpartition(".")[2]]]
    read = 0
    for seed in seeds:
        raw = RawDocument(name, mutate(DOCUMENTS[name], seed))
        assert 0 <= form.sniff(raw) <= 100
        problems = _problems(form, raw)
        assert all(one.place and one.fix for one in problems), problems
        read += not problems
    # Some survive: the damage reaches further than the first byte.
    assert read > 0


def _problems(form: DocumentFormat, raw: RawDocument) -> Sequence[Problem]:
    try:
        form.load(raw)
    except DocumentError as error:
        return error.problems
    return ()


def test_the_same_damage_for_the_same_seed() -> None:
    first, again, other = (mutate(DOCUMENTS["spec.docx"], seed) for seed in (1, 1, 2))
    assert first == again != other
