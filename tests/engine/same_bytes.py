"""Prints digests of the worked example and of random packs, to be compared between Pythons, machines and engines.

From the root of the repository with it and plugins/ on PYTHONPATH: `python tests/engine/same_bytes.py --engine strata`.
One line each: what, SHA-256 of the bytes, digest. The first differs between engines, the second does not.
"""

import argparse
import hashlib
from collections.abc import Iterable, Iterator
from random import Random

import sv_rules_ocds
from sv_rules.evaluate import evaluate
from sv_rules.host import Host
from sv_rules.model.evaluation import Evaluation
from sv_rules.shipped import shipped
from tests.engine.building import DAY, program
from tests.engine.random_packs import random_pack, random_procurement

EXAMPLE = shipped("examples") / "haringey-catering"


def lines(engine: str) -> Iterator[str]:
    """Give the lines to print."""
    host = Host(discover=False, plugins=[sv_rules_ocds], engine=engine)
    read = host.read(EXAMPLE / "notice.json", EXAMPLE / "bids.yaml")
    yield _line("example", [host.rulepack("haringey").evaluate(read)])
    yield _line("random", _random(host.rulepack("haringey").program.engine.name))


def _random(engine: str) -> Iterator[Evaluation]:
    for seed in range(25):
        random = Random(f"bytes/{seed}")
        yield evaluate(program(random_pack(random, circles=True), engine), random_procurement(random), as_of=DAY)


def _line(what: str, evaluations: Iterable[Evaluation]) -> str:
    content, digests = hashlib.sha256(), hashlib.sha256()
    for one in evaluations:
        # The version of the library is known only where it is installed, and that is not what is compared.
        same = one.model_copy(update={"run": one.run.model_copy(update={"sv_rules": ""})})
        content.update(same.to_bytes())
        digests.update(same.digest.encode())
    return f"{what} {content.hexdigest()} {digests.hexdigest()}"


def main() -> None:
    """Run by command."""
    parser = argparse.ArgumentParser(description="Print digests of what is evaluated.")
    parser.add_argument("--engine", default="")
    for line in lines(parser.parse_args().engine):
        print(line)


if __name__ == "__main__":
    main()
