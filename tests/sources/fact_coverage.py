"""Every fact of every sheet -> the lines of the rulepacks that encode it, or why none does.

`python tests/sources/fact_coverage.py` writes rulepacks/COVERAGE.md from the packs' `coverage.yaml`; with `--check` it
writes nothing and fails on a difference, on a fact that no pack accounts for, and on a line that does not exist.
"""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
from sources.research import ROOT, sheets

from sv_rules.errors import RulepackError
from sv_rules.loading.folder import PackText, read_folder
from sv_rules.reading.strict_yaml import read_yaml

RULEPACKS = ROOT / "rulepacks"
TABLE = RULEPACKS / "COVERAGE.md"
KEYS = {"lines", "gap", "not_encoded"}


@dataclass(frozen=True)
class Account:
    """What one pack says of one fact."""

    pack: str
    lines: tuple[str, ...]
    gap: str
    not_encoded: str

    @property
    def encoded(self) -> bool:
        return bool(self.lines)

    def told(self) -> str:
        parts = []
        if self.lines:
            parts.append(", ".join(f"`{line}`" for line in self.lines))
        if self.gap:
            parts.append(f"gap: {self.gap}")
        if self.not_encoded:
            parts.append(f"not encoded: {self.not_encoded}")
        return f"{self.pack}: {'; '.join(parts)}"


def accounts() -> tuple[dict[tuple[str, str], list[Account]], list[str]]:
    """Read what the packs say: (sheet, fact) -> accounts, and what is wrong with them."""
    found: dict[tuple[str, str], list[Account]] = {}
    wrong: list[str] = []
    packs = {path.name: read_folder(path) for path in sorted(RULEPACKS.iterdir()) if (path / "rulepack.yaml").is_file()}
    for pack in packs:
        path = RULEPACKS / pack / "coverage.yaml"
        if not path.is_file():  # its facts stand in the file of a pack on the same sheet
            continue
        written = read_yaml(path.read_text(encoding="utf-8"), f"{pack}/coverage.yaml")
        wrong += [str(problem) for problem in written.problems]
        for sheet, facts in (written.data or {}).items():
            for fact, said in facts.items():
                account, mistakes = _account(pack, said, packs)
                wrong += [f"{pack}/coverage.yaml, {sheet}, {fact}: {mistake}" for mistake in mistakes]
                if account is not None:
                    found.setdefault((sheet, str(fact)), []).append(account)
    return found, wrong


def _account(pack: str, said: Any, packs: Mapping[str, PackText]) -> tuple[Account | None, list[str]]:
    if not isinstance(said, dict) or not said or set(said) - KEYS:
        return None, [f"it says neither of {', '.join(sorted(KEYS))}"]
    lines = tuple(said.get("lines", ()))
    account = Account(pack, lines, said.get("gap", ""), said.get("not_encoded", ""))
    mistakes = [f"there is no line '{line}'" for line in lines if not _stands(line, pack, packs)]
    if account.gap and account.gap not in {gap.what for gap in packs[pack].lines["gaps"].values()}:
        mistakes.append(f"there is no gap '{account.gap}'")
    return account, mistakes


def _stands(line: str, pack: str, packs: Mapping[str, PackText]) -> bool:
    owner, slash, name = line.rpartition("/")
    text = packs.get(owner if slash else pack)
    return text is not None and any(name in lines for lines in text.lines.values())


def table() -> tuple[str, list[str]]:
    """Give the page and what is wrong."""
    found, wrong = accounts()
    known = sheets()
    rows: list[str] = []
    summary: list[str] = []
    for sheet, ids in known.items():
        named = [fact for one, fact in found if one == sheet]
        facts = [*ids, *(fact for fact in named if fact not in ids)]
        encoded = [fact for fact in facts if any(account.encoded for account in found.get((sheet, fact), ()))]
        wrong += [f"{sheet}: no pack accounts for {fact}" for fact in facts if (sheet, fact) not in found]
        summary.append(f"| {sheet} | {len(facts)} | {len(encoded)} | {len(facts) - len(encoded)} |")
        rows += ["", f"## {sheet}", "", "| fact | where it went |", "| --- | --- |", *_rows(sheet, facts, found)]
    wrong += [f"there is no sheet {sheet}" for sheet in {sheet for sheet, _ in found} if sheet not in known]
    head = [
        "# Where every fact went",
        "",
        "Made by `python tests/sources/fact_coverage.py` from the `coverage.yaml` of each pack; do not edit. The fact",
        "sheets are our research; the packs cite the published texts behind them.",
        "",
        "| sheet | facts | encoded | not encoded |",
        "| --- | --- | --- | --- |",
        *summary,
    ]
    return "\n".join([*head, *rows, ""]), wrong


def _rows(sheet: str, facts: list[str], found: Mapping[tuple[str, str], list[Account]]) -> Iterator[str]:
    for fact in facts:
        told = " · ".join(account.told() for account in found.get((sheet, fact), ())) or "**not accounted for**"
        yield f"| {fact} | {told.replace('|', '/')} |"


def main(arguments: list[str]) -> int:
    try:
        page, wrong = table()
    except RulepackError as error:
        print(error, file=sys.stderr)
        return 2
    if "--check" in arguments:
        if not TABLE.is_file() or TABLE.read_text(encoding="utf-8") != page:
            wrong.append("rulepacks/COVERAGE.md is not what the packs give; run this command without --check")
    else:
        TABLE.write_text(page, encoding="utf-8")
    for mistake in wrong:
        print(mistake, file=sys.stderr)
    print(page.split("\n## ")[0])
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
