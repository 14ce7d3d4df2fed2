"""Packs written where a test needs them: `load({"northshire": TEXT, "eastshire": TEXT}, "eastshire")`."""

from dataclasses import replace
from textwrap import dedent

import pytest

from sv_rules import builtin
from sv_rules.errors import RulepackError
from sv_rules.hosting.host import start_host
from sv_rules.loading.load import load_rulepack
from sv_rules.model.extending import RulepackFolder


@pytest.fixture(scope="session")
def registry():
    return start_host((builtin,), discover=False)


@pytest.fixture
def folder(tmp_path):
    """Write packs: id -> the lines after its head, or file name -> text; give the folder they are in."""

    def write(packs):
        for pack, files in packs.items():
            here = tmp_path / pack
            here.mkdir(exist_ok=True)
            if isinstance(files, str):
                files = {"rulepack.yaml": files}  # noqa: PLW2901  a pack of one file
            for name, text in files.items():
                head = f'id: {pack}\ntitle: {pack.title()}\nversion: "1"\n' if name == "rulepack.yaml" else ""
                (here / name).write_text(head + dedent(text), encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def in_folder(registry):
    def give(path, *, of=registry):
        return replace(of, rulepacks={"packs": RulepackFolder("packs", path)})

    return give


@pytest.fixture
def load(folder, in_folder, registry):
    def loaded(packs, *asked_for, of=registry):
        return load_rulepack(asked_for or tuple(packs), in_folder(folder(packs), of=of))

    return loaded


@pytest.fixture
def problems(load):
    """Give the problems of packs as `(document:line:column, what)`."""

    def found(packs, *asked_for):
        with pytest.raises(RulepackError) as caught:
            load(packs, *asked_for)
        return [(str(problem.place), problem.what) for problem in caught.value.problems]

    return found
