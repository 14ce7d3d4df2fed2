"""Damages documents of every registered format and reads them: `python tests/fuzzing/fuzz_readers.py --minutes 10`.

Every format has the same share of the turns. Seeds that are even damage bytes; odd ones change what the document says
and leave it well formed, where it has a structure to change.

A load may end in a reading or in a DocumentError. Anything else, or a load over the wall limit, is told with the seed
and the document that repeat it (`--document NAME --seed S --count 1`); the exit code is then 1. The limits are those of
this command: an alarm that interrupts Python, and faulthandler for what Python cannot interrupt.
"""

import argparse
import faulthandler
import os
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import FrameType

sys.path.insert(0, str(Path(__file__).parents[1]))

from fuzzing.generated import generated
from fuzzing.generated_notices import generated_notices
from fuzzing.mutating import mutate
from fuzzing.restructuring import restructure

import sv_rules_docs
from sv_rules import builtin
from sv_rules.errors import DocumentError
from sv_rules.hosting.host import start_host
from sv_rules.model.extending import DocumentFormat
from sv_rules.model.raw_document import RawDocument

LARGEST_SEED_FILE = 300_000  # larger real files make few, slow loads
UNITS = {"KB": 2**10, "MB": 2**20, "GB": 2**30}


class TooSlow(BaseException):
    """A load went over the wall limit. No Exception, so that no reader catches it."""


@dataclass
class Tally:
    """What happened."""

    loads: Counter[tuple[str, str]] = field(default_factory=Counter)
    refused: Counter[tuple[str, str]] = field(default_factory=Counter)
    slowest: dict[str, tuple[float, str]] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)


def main() -> int:
    """Fuzz, print the tally, give the exit code."""
    options = _options()
    if options.max_memory:
        limit = _bytes(options.max_memory)
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    signal.signal(signal.SIGALRM, _alarm)
    forms = start_host([builtin, sv_rules_docs]).document_formats
    wanted = [forms[options.format]] if options.format != "all" else list(forms.values())
    documents = {name: data for name, data in _documents().items() if options.document in {"", name}}
    fitting = {one.name: [name for name, data in documents.items() if _fits(one, name, data)] for one in wanted}
    fitting = {form: names for form, names in fitting.items() if names}
    print(f"documents: {', '.join(f'{form} {len(names)}' for form, names in fitting.items())}; seed {options.seed}")
    tally = Tally()
    until = time.monotonic() + options.minutes * 60
    for number, (seed, form, name) in enumerate(_turns(fitting, options.seed)):
        if time.monotonic() > until or number == options.count:
            break
        way, data = _changed(documents[name], seed)
        raw = RawDocument(name, data)
        for one in wanted:
            if one.name == form or one.sniff(raw):
                _load(one, raw, seed, way, options.wall, tally)
    return _tell(tally)


def _turns(fitting: Mapping[str, list[str]], seed: int) -> Iterator[tuple[int, str, str]]:
    while fitting:
        # Of the seed alone, so that one document and one seed repeat one load.
        random = Random(seed)
        form = random.choice(sorted(fitting))
        yield seed, form, random.choice(fitting[form])
        seed += 1


def _changed(data: bytes, seed: int) -> tuple[str, bytes]:
    made = restructure(data, seed) if seed % 2 else None
    return ("bytes", mutate(data, seed)) if made is None else ("structure", made)


def _load(form: DocumentFormat, raw: RawDocument, seed: int, way: str, wall: int, tally: Tally) -> None:
    what = f"--format {form.name} --document {raw.name} --seed {seed} --count 1"
    faulthandler.dump_traceback_later(3 * wall, exit=True)
    signal.alarm(wall)
    start = time.perf_counter()
    try:
        form.load(raw)
    except DocumentError:
        tally.refused[form.name, way] += 1
    except MemoryError:
        tally.failures[what] = "MemoryError"
    except TooSlow:
        tally.failures[what] = f"longer than {wall} seconds"
    except Exception as error:  # noqa: BLE001  whatever else a reader raises is what this command looks for
        tally.failures[what] = f"{type(error).__name__}: {error}"
    finally:
        signal.alarm(0)
        faulthandler.cancel_dump_traceback_later()
    tally.loads[form.name, way] += 1
    tally.slowest[form.name] = max(tally.slowest.get(form.name, (0.0, "")), (time.perf_counter() - start, what))


def _fits(form: DocumentFormat, name: str, data: bytes) -> bool:
    return form.sniff(RawDocument(name, data)) > 0


def _alarm(_: int, __: FrameType | None) -> None:
    raise TooSlow


def _documents() -> Mapping[str, bytes]:
    corpus = Path(os.environ.get("SV_RULES_CORPUS", Path(__file__).parents[3] / "shared" / "data")) / "ocds"
    root = Path(__file__).parents[2]
    found = {**generated(), **generated_notices()}
    for folder, base in ((corpus, corpus.parent), (root / "examples", root), (root / "tests" / "formats", root)):
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            wanted = path.suffix.lower() not in {".py", ".pyc"} and path.is_file()
            if wanted and path.stat().st_size <= LARGEST_SEED_FILE:
                found[path.relative_to(base).as_posix()] = path.read_bytes()
    return found


def _tell(tally: Tally) -> int:
    for (name, way), count in sorted(tally.loads.items()):
        share = 100 * tally.refused[name, way] // count
        print(f"{name}, {way} changed: {count:,} loads, {share} % refused in words")
    for seconds, what in sorted(tally.slowest.values(), reverse=True):
        print(f"slowest: {seconds:.2f} s, {what}")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    for what, error in tally.failures.items():
        print(f"FAILED {error}\n    {what}")
    return 1 if tally.failures else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--format", default="all", help="the name of a format, or all")
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    parser.add_argument("--count", type=int, default=-1, help="at most so many documents")
    parser.add_argument("--document", default="", help="this document only")
    parser.add_argument("--wall", type=int, default=20, help="seconds that one load may take")
    parser.add_argument("--max-memory", default="", help="such as 1500MB: address space of the whole process")
    return parser.parse_args()


def _bytes(written: str) -> int:
    return int(written[:-2]) * UNITS[written[-2:].upper()]


if __name__ == "__main__":
    sys.exit(main())
