"""Collects the `cases.yaml` of rulepacks as tests: authors write them, pytest runs them."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sv_rules.casebook import CaseRun


def pytest_collect_file(parent: pytest.Collector, file_path: Path) -> pytest.Collector | None:
    """Take a file `cases.yaml` that stands beside a `rulepack.yaml`."""
    if file_path.name == "cases.yaml" and (file_path.parent / "rulepack.yaml").is_file():
        collector: pytest.Collector = Casebook.from_parent(parent, path=file_path)
        return collector
    return None


class Casebook(pytest.File):
    """The cases of one rulepack. Its parents are looked for beside it and among the packs that ship."""

    def collect(self) -> Iterator[pytest.Item]:
        """Run the casebook once and give an item for each case."""
        from sv_rules.casebook import run_cases  # noqa: PLC0415  only when there is a casebook to run
        from sv_rules.host import Host  # noqa: PLC0415  likewise
        from sv_rules.shipped import shipped  # noqa: PLC0415  likewise

        beside = self.path.parent.parent
        # Packs of the checkout stand twice under test, in the checkout and installed; one place is enough.
        own = () if {path.name for path in beside.iterdir()} <= _names(shipped("rulepacks")) else (beside,)
        run = run_cases(self.path.parent.name, Host(rulepacks=own, discover=False).registry)
        for case in run.cases:
            item: Case = Case.from_parent(self, name=case.name, case=case)
            yield item


class Case(pytest.Item):
    """One case."""

    def __init__(self, *, case: "CaseRun", **rest: object) -> None:
        """Take the case as it ran."""
        super().__init__(**rest)  # type: ignore[arg-type]
        self.case = case

    def runtest(self) -> None:
        """Fail with what came out otherwise."""
        if self.case.failures:
            raise UnexpectedError("\n".join([str(self.case.place), *self.case.failures]))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:  # noqa: ARG002
        """Print the failures without a traceback."""
        return str(excinfo.value)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Name the case."""
        return self.path, self.case.place.line, self.name


class UnexpectedError(AssertionError):
    """A case came out otherwise than it expects."""


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()
