"""One rulepack's folder -> its lines as written, each with its place. Knows nothing of other packs."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path as FilePath
from typing import Any, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from sv_rules.errors import Problem, RulepackError, did_you_mean, listed
from sv_rules.model.authored import SECTIONS, RulepackText
from sv_rules.model.outcome import Level, Stage, Standing
from sv_rules.model.place import Place
from sv_rules.model.raw_document import decode
from sv_rules.reading.limits import Limits
from sv_rules.reading.shaping import Shape
from sv_rules.reading.strict_yaml import read_yaml
from sv_rules.reading.written import Path, Written
from sv_rules.shipped import shipped

MAIN = "rulepack.yaml"
OTHER_FILES = ("cases.yaml", "coverage.yaml")
"""Files of a pack's folder that are not part of the rules."""


@dataclass(frozen=True)
class PackText:
    """A rulepack as written: its head, its lines by section, and where everything stands."""

    id: str
    title: str
    version: str
    head: Mapping[str, Any]
    extends: tuple[str, ...]
    lines: Mapping[str, Mapping[str, Any]]
    """Section -> name or id -> the line, a model of `authored.py`; lines with a mistake in their form are left out."""
    paths: Mapping[tuple[str, str], Path]
    """(section, name) -> where the line is in the data."""
    sha256: str
    problems: tuple[Problem, ...]
    broken: frozenset[tuple[str, str]]
    """(section, name) of what is left out, so that whoever names it is not told that it does not exist."""
    lost: frozenset[str]
    """Sections of which nothing could be read, so that any of their names may be missing."""
    _data: Mapping[str, Any] = field(repr=False)
    _files: Mapping[str, Written] = field(repr=False)

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Give where a part of the pack stands, in whichever file its section is."""
        section = str(path[0]) if path else ""
        if section in self._files:
            return self._files[section].place(path[1:], key=key and len(path) > 1)
        return self._files[""].place(path, key=key)

    def below(self, path: Path) -> Written:
        """Give a part of the pack as a document of its own, its places still those of the pack."""
        data: Any = self._data
        for step in path:
            data = data[step]
        return Written(data, _Below(_Places(self._files), path), _Below(_Places(self._files, key=True), path))


def read_folder(folder: FilePath) -> PackText:
    """Read a rulepack's folder: `rulepack.yaml` and the sections that moved to files of their own.

    Raises:
        RulepackError: if there is no `rulepack.yaml` in which anything can be read.
    """
    files: dict[str, Written] = {}
    problems: list[Problem] = []
    digests: list[str] = []
    main = _read_file(folder / MAIN, problems, digests)
    if main is None or not isinstance(main.data, dict):
        if main is not None:
            fix = "Begin with lines for id:, title: and version:."
            problems.append(Problem("a rulepack is expected here", main.place(()), fix=fix))
        raise RulepackError(problems)
    files[""] = main
    data: dict[str, Any] = dict(main.data)
    lost: set[str] = set()
    for path in sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")]):
        if path.name in {MAIN, *OTHER_FILES}:
            continue
        section = path.stem
        if section not in SECTIONS or path.suffix == ".yml":
            problems.append(_no_part(path))
            continue
        written = _read_file(path, problems, digests)
        if section in main.data:
            what = f"the section '{section}' stands in this file and in {MAIN} as well"
            problems.append(Problem(what, Place(document=_shown(path)), fix="Move all of it to one of the two."))
        elif written is None:
            lost.add(section)
        else:
            files[section] = written
            data[section] = written.data
    sha256 = hashlib.sha256("\n".join(sorted(digests)).encode()).hexdigest()
    return _shaped(_Read(folder.name, data, files, sha256, frozenset(lost)), problems)


@dataclass(frozen=True)
class _Read:
    """The files of a folder as they were read; `lost` are the sections of which nothing could be."""

    folder: str
    data: dict[str, Any]
    files: dict[str, Written]
    sha256: str
    lost: frozenset[str]


def _no_part(path: FilePath) -> Problem:
    known = [MAIN, *(f"{name}.yaml" for name in SECTIONS), *OTHER_FILES[:1]]
    name = f"{path.stem}.yaml"
    fix = f"Call it {name}." if name in known else did_you_mean(name, known)
    return Problem(
        "this file is no part of a rulepack, so it would be passed over",
        Place(document=_shown(path)),
        fix=f"{fix} A rulepack's files are {listed(known, most=20)}.".strip(),
    )


def _read_file(path: FilePath, problems: list[Problem], digests: list[str]) -> Written | None:
    """Read one file; None when nothing in it could be read, with the problem noted."""
    shown = _shown(path)
    place = Place(document=shown)
    if path.is_symlink() or not path.is_file():
        what = "links to other files are not followed" if path.is_symlink() else "there is no such file"
        problems.append(Problem(what, place, fix="Put the file itself here."))
        return None
    most = Limits().bytes
    # Only as much is read as tells that it is too much.
    with path.open("rb") as file:
        content = file.read(most + 1)
    if len(content) > most:
        fix = f"At most {most:,} bytes are read. Move sections to files of their own, such as checks.yaml."
        problems.append(Problem("the file is too big", place, fix=fix))
        return None
    digests.append(f"{path.name} {hashlib.sha256(content).hexdigest()}")
    text, problem = decode(content, shown)
    if text is None:
        problems += [problem] if problem is not None else []
        return None
    written = read_yaml(text, shown)
    problems += written.problems
    return None if written.data is None and written.problems else written


def _shaped(read: _Read, problems: list[Problem]) -> PackText:
    data = read.data
    whole = Written(data, _Places(read.files), _Places(read.files, key=True), tuple(problems))
    problems = [*problems, *_shape().problems(whole)]
    head = {key: value for key in ("id", "title", "version") if isinstance(value := data.get(key), str)}
    if head.get("id", read.folder) != read.folder:
        what = f"the pack's id is '{head['id']}', and its folder is called '{read.folder}'"
        problems.append(Problem(what, whole.place(("id",)), fix="Give both the same name."))
    sections = _Sections(whole, problems)
    for section in SECTIONS:
        sections.read(section, data.get(section))
    extends = data.get("extends")
    return PackText(
        id=read.folder,
        title=head.get("title", ""),
        version=head.get("version", ""),
        head={key: data[key] for key in ("description", "area") if key in data},
        extends=tuple(one for one in extends if isinstance(one, str)) if isinstance(extends, list) else (),
        lines=sections.lines,
        paths=sections.paths,
        sha256=read.sha256,
        problems=tuple(problems),
        broken=frozenset(sections.broken),
        lost=read.lost | sections.lost,
        _data=data,
        _files=read.files,
    )


class _Sections:
    """The lines of all sections, each as a model of `authored.py`."""

    def __init__(self, whole: Written, problems: list[Problem]) -> None:
        self.lines: dict[str, dict[str, Any]] = {}
        self.paths: dict[tuple[str, str], Path] = {}
        self.broken: set[tuple[str, str]] = set()
        self.lost: set[str] = set()
        self._whole = whole
        self._problems = problems
        self._clean = not problems

    def read(self, section: str, data: Any) -> None:
        self.lines[section] = {}
        form = get_origin(RulepackText.model_fields[section].annotation)
        if data is not None and not isinstance(data, form or object):
            self.lost.add(section)
            return
        for name, path, line in _lines_of(section, data):
            if name in self.lines[section]:
                first = self._whole.place((*self.paths[section, name], "id"))
                what = f"the id '{name}' is given twice among the {section}"
                fix = f"The first is at {first}. Give this one another id."
                self._problems.append(Problem(what, self._whole.place((*path, "id")), fix=fix))
                continue
            self.paths.setdefault((section, name), path)
            try:
                self.lines[section][name] = _model_of(section).validate_python(line)
            except ValidationError as error:
                wrong = {one["loc"][0] for one in error.errors() if one["loc"]}
                self._leave_out(section, name, line, wrong)
                # The schema and the models are one thing; a difference must not pass in silence.
                if self._clean:  # pragma: no cover  there is none
                    what = f"this is not of the right form: {error.errors()[0]['msg']}"
                    self._problems.append(Problem(what, self._whole.place(path), f"{section}: {name}"))

    def _leave_out(self, section: str, name: str, line: Any, wrong: set[Any]) -> None:
        self.broken.add((section, name))
        if section not in {"rules", "checks"}:
            return
        mended = _mended(line, wrong) if isinstance(line, dict) else {}
        try:
            # The load fails whatever comes of it; what else is wrong in the line is told in the same go.
            self.lines[section][name] = _model_of(section).validate_python(mended)
            self.broken.add(("sources", _NO_SOURCE))
        except ValidationError:
            if section == "rules":
                self._lose_conclusion(line)

    def _lose_conclusion(self, rule: Any) -> None:
        concluded = rule.get("concludes") if isinstance(rule, dict) else None
        if isinstance(concluded, str):
            self.broken.add(("conclusions", concluded))
        else:
            self.lost.add("conclusions")


_NO_SOURCE = "unknown"


def _mended(line: Mapping[str, Any], wrong: set[Any]) -> dict[str, Any]:
    """Give a rule or check with its wrong parts left out and with stand-ins for those it cannot do without."""
    if wrong & {"expects", "expects_at"}:
        return {}
    stand_ins = {
        "title": "unknown",
        "standing": Standing.DERIVED,
        "level": Level.MUST,
        "source": {"text": _NO_SOURCE},
    }
    kept = {key: value for key, value in line.items() if key not in wrong}
    kept |= {part: stand_in for part, stand_in in stand_ins.items() if part in wrong}
    stages = line.get("stages")
    if "stages" in wrong and isinstance(stages, list):
        kept["stages"] = [stage for stage in stages if isinstance(stage, str) and stage in set(Stage)]
    return kept


def _lines_of(section: str, data: Any) -> Iterator[tuple[str, Path, Any]]:
    if isinstance(data, dict):
        for name, line in data.items():
            yield str(name), (section, name), line
    elif isinstance(data, list):
        for number, line in enumerate(data):
            name = line.get("id") if isinstance(line, dict) else None
            yield name if isinstance(name, str) else f"{section} {number + 1}", (section, number), line


@lru_cache(maxsize=1)
def pack_schema() -> dict[str, Any]:
    """Give the published schema of a rulepack, read once."""
    schema: dict[str, Any] = json.loads((shipped("schemas") / "rulepack.json").read_text(encoding="utf-8"))
    return schema


@lru_cache(maxsize=1)
def _shape() -> Shape:
    return Shape(pack_schema(), "the rulepack")


@cache
def _model_of(section: str) -> TypeAdapter[Any]:
    return TypeAdapter(get_args(RulepackText.model_fields[section].annotation)[-1])


class _Places(Mapping[Path, Place]):
    """The places of several files as one mapping: the first part of a path says which file."""

    def __init__(self, files: Mapping[str, Written], *, key: bool = False) -> None:
        self._files = files
        self._key = key

    def __getitem__(self, path: Path) -> Place:
        section = str(path[0]) if path else ""
        written, rest = (self._files[section], path[1:]) if section in self._files else (self._files[""], path)
        return (written.keys if self._key else written.places)[rest]

    def __iter__(self) -> Iterator[Path]:
        for section, written in self._files.items():
            for path in written.keys if self._key else written.places:
                yield (section, *path) if section else path

    def __len__(self) -> int:  # pragma: no cover  a mapping must have one; nobody asks
        return sum(1 for _ in self)


class _Below(Mapping[Path, Place]):
    """The places below one path of a larger document, by the paths from there."""

    def __init__(self, places: Mapping[Path, Place], above: Path) -> None:
        self._places = places
        self._above = above

    def __getitem__(self, path: Path) -> Place:
        return self._places[(*self._above, *path)]

    def __iter__(self) -> Iterator[Path]:
        size = len(self._above)
        return (path[size:] for path in self._places if path[:size] == self._above)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _shown(path: FilePath) -> str:
    """Name a file by its folder and itself: the same on every machine."""
    return f"{path.parent.name}/{path.name}"
