"""What the README shows works: its Python runs, its commands exist, CI calls its two commands and no others."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


@pytest.mark.parametrize("example", blocks("python"), ids=lambda example: example.splitlines()[0][:30])
def test_the_python_examples_run_and_print(example: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", example], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    # Three bids are ranked, and the first of the ranking is printed with its rank.
    assert re.search(r"^1 kitchen-two ", ran.stdout, flags=re.MULTILINE)


def test_every_command_in_the_readme_exists() -> None:
    pytest.importorskip("typer")
    commands = set(re.findall(r"^sv-rules (\w+)", "\n".join(blocks("sh")), flags=re.MULTILINE))
    assert commands >= {"packs", "check", "evaluate", "explain"}
    for command in sorted(commands):
        ran = subprocess.run(
            [sys.executable, "-m", "sv_rules", command, "--help"], capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("name", ["demo", "test"])
def test_ci_takes_the_command_from_the_readme(name: str) -> None:
    marked = re.search(rf"<!-- command: {name} -->\n```sh\n(.+)\n```", README)
    assert marked, f"the README has no marked command {name}"
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert f'eval "$(readme_command {name})"' in script
