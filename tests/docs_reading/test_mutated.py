"""Damaged documents: read, or refused with a DocumentError; nothing else, nothing on the screen, the same each time."""

from collections.abc import Sequence

import pytest
from docs_reading.making import FORMS
from fuzzing.generated import generated
from fuzzing.mutating import mutate
from fuzzing.restructuring import restructure

from sv_rules.errors import DocumentError, Problem
from sv_rules.model.extending import DocumentFormat
from sv_rules.model.raw_document import RawDocument

DOCUMENTS = generated()
FORM = {"txt": "plain", "md": "markdown", "html": "html", "docx": "word", "pdf": "pdf"}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_damaged(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    _read_damaged(name, range(10))
    assert capfd.readouterr() == ("", "")


@pytest.mark.slow
@pytest.mark.parametrize("name", DOCUMENTS)
def test_damaged_more(name: str) -> None:
    _read_damaged(name, range(10, 1000))


def _read_damaged(name: str, seeds: range) -> None:
    form = FORMS[FORM[name.rpartition(".")[2]]]
    read = 0
    for seed in seeds:
        raw = RawDocument(name, _damaged(DOCUMENTS[name], seed))
        assert 0 <= form.sniff(raw) <= 100
        problems = _problems(form, raw)
        assert all(one.place and one.fix for one in problems), problems
        read += not problems
    # Some survive: the damage reaches further than the first byte.
    assert read > 0


def _damaged(data: bytes, seed: int) -> bytes:
    made = restructure(data, seed) if seed % 2 else None
    return mutate(data, seed) if made is None else made


def _problems(form: DocumentFormat, raw: RawDocument) -> Sequence[Problem]:
    try:
        form.load(raw)
    except DocumentError as error:
        return error.problems
    return ()


def test_the_same_damage_for_the_same_seed() -> None:
    for change in (mutate, restructure):
        first, again, other = (change(DOCUMENTS["spec.docx"], seed) for seed in (1, 1, 2))
        assert first == again != other


@pytest.mark.parametrize("name", ["spec.docx", "spec.html"])
def test_what_is_changed_in_structure_is_mostly_read(name: str) -> None:
    form = FORMS[FORM[name.rpartition(".")[2]]]
    made = [restructure(DOCUMENTS[name], seed) for seed in range(6)]
    refused = [seed for seed, data in enumerate(made) if data is None or _problems(form, RawDocument(name, data))]
    assert len(refused) <= 2, refused
