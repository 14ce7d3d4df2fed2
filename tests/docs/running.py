"""Runs the blocks of a page in order, in one folder, as a reader would.

| block | what is done with it |
| --- | --- |
| yaml, toml | written to the file that its first line names, in place of what was there |
| markdown | likewise, as a draft: its first line is `<!-- NAME.md -->` |
| yaml that begins with `# a condition` | kept, for a rulepack of conditions |
| python | run; what the blocks of one page define, later ones may use |
| sh | each line `sv-rules …` is run; its exit code is 0 unless the line's comment gives another |
| text | compared with what the block before it printed; a line `…` stands for one or more, `…` in a line for words |
"""

import contextlib
import io
import re
import shlex
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from docs.pages import Block

CONDITION = "a condition"
SETTING_UP = ("python3", "pip", ".venv/bin/pip", ".")
"""First words of lines that set something up: they are read, not run."""

Cli = Callable[[Sequence[str]], tuple[int, str]]
"""`sv-rules` with these words -> exit code and everything printed."""


@dataclass
class Reader:
    """A reader at work: the folder (which is the working directory), what Python knows, what was printed last."""

    folder: Path
    cli: Cli
    known: dict[str, object] = field(default_factory=lambda: {"__name__": "example"})
    printed: str | None = None
    conditions: list[Block] = field(default_factory=list)

    def run(self, block: Block) -> None:
        """Do what a reader would do with a block; raises AssertionError when it does not work."""
        match block.language:
            case "text":
                assert self.printed is not None, "nothing before this block printed anything"
                assert matching(block.text, self.printed), f"printed:\n{self.printed}"
                self.printed = None
            case "yaml" if block.label == CONDITION:
                self.conditions.append(block)
            case "yaml" | "toml":
                self._write(block)
            case "markdown":
                self._write_draft(block)
            case "python":
                printed = io.StringIO()
                with contextlib.redirect_stdout(printed):
                    exec(compile(block.text, f"the example at line {block.line}", "exec"), self.known)  # noqa: S102  that is what it is for
                self.printed = printed.getvalue()
            case "sh":
                self.printed = "".join(self._command(line) for line in block.text.splitlines())
            case other:
                raise AssertionError(f"nobody knows what to do with a block of '{other}'")

    def _write(self, block: Block) -> None:
        assert re.fullmatch(r"[\w./-]+\.(yaml|toml)", block.label), "its first line names no file"
        if block.language == "toml":
            tomllib.loads(block.text)
        path = self.folder / block.label
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8")

    def _write_draft(self, block: Block) -> None:
        head, _, text = block.text.partition("\n")
        name = re.fullmatch(r"<!-- ([\w-]+\.md) -->", head)
        assert name, "its first line names no file"
        (self.folder / name[1]).write_text(text, encoding="utf-8")

    def _command(self, line: str) -> str:
        command, _, comment = line.partition("  #")
        words = shlex.split(command)
        if not words or words[0] in SETTING_UP:
            return ""
        assert words[0] == "sv-rules", f"nobody knows the command {words[0]}"
        found = re.search(r"exit code (\d)", comment)
        code, printed = self.cli(words[1:])
        assert code == (int(found[1]) if found else 0), f"{command} gave exit code {code}:\n{printed}"
        return printed


def matching(expected: str, printed: str) -> bool:
    """Say whether a text is the expected one, `…` standing for what is left out, spaces at ends aside."""
    lines = [line.rstrip() for line in expected.strip("\n").splitlines()]
    pattern = "\n".join("(?:.*\n)*?.*" if line == "…" else ".*".join(map(re.escape, line.split("…"))) for line in lines)
    return re.fullmatch(pattern, "\n".join(line.rstrip() for line in printed.strip("\n").splitlines())) is not None
