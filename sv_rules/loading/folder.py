"""One rulepack's folder -> its lines as written, each with its place. Knows nothing of other packs."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path as FilePath
from typing import Any, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from sv_rules.errors import Problem, RulepackError, did_you_mean
from sv_rules.model.authored import SECTIONS, RulepackText
from sv_rules.model.place import Place
from sv_rules.reading.shaping import Shape
from sv_rules.reading.decoding import decode
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
    lines: Mapping[str, Mapping[str, Any]]
    """Section -> name or id -> the line, a model of `authored.py`; lines with a mistake in their form are left out."""
    paths: Mapping[tuple[str, str], Path]
    """(section, name) -> where the line is in the data."""
    sha256: str
    problems: tuple[Problem, ...]
    broken: frozenset[str]
    """Names of the lines left out, so that whoever names them is not told that they do not exist."""
    _files: Mapping[str, Written] = field(repr=False)

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Give where a part of the pack stands, in whichever file its section is."""
        section = str(path[0]) if path else ""
        if section in self._files:
            return self._files[section].place(path[1:], key=key and len(path) > 1)
        return self._files[""].place(path, key=key)


def read_folder(folder: FilePath) -> PackText:
    """Read a rulepack's folder: `rulepack.yaml` and the sections that moved to files of their own.

    Raises:
        RulepackError: if there is no readable `rulepack.yaml` with an id, a title and a version.
    """
    files: dict[str, Written] = {}
    problems: list[Problem] = []
    digests: list[str] = []
    main = _read_file(folder / MAIN, problems, digests)
    if main is None or not isinstance(main.data, dict):
        if main is not None and not problems:
            problems.append(Problem("a rulepack is expected here", main.place(()), fix="Begin with id:, title:, version:."))
        raise RulepackError(problems)
    files[""] = main
    data: dict[str, Any] = dict(main.data)
    for path in sorted(folder.glob("*.yaml")):
        if path.name in {MAIN, *OTHER_FILES}:
            continue
        section = path.stem
        if section not in SECTIONS:
            known = [f"{name}.yaml" for name in SECTIONS] + [MAIN, "cases.yaml"]
            fix = did_you_mean(path.name, known) or f"A rulepack's files are {', '.join(known)}."
            problems.append(Problem("this file is no part of a rulepack", Place(document=_shown(path)), fix=fix))
            continue
        written = _read_file(path, problems, digests)
        if written is None:
            continue
        if section in main.data:
            problems.append(
                Problem(
                    f"'{section}' stands in this file and in {MAIN}", written.place(()), fix="Keep one of the two."
                )
            )
            continue
        files[section] = written
        data[section] = written.data
    return _shaped(folder, data, files, problems, digests)


def _read_file(path: FilePath, problems: list[Problem], digests: list[str]) -> Written | None:
    shown = _shown(path)
    place = Place(document=shown)
    if not path.is_file() or path.is_symlink():
        fix = "A rulepack is a folder with a file rulepack.yaml in it; links to other files are not followed."
        problems.append(Problem("there is no such file", place, fix=fix))
        return None
    content = path.read_bytes()
    digests.append(f"{path.name} {hashlib.sha256(content).hexdigest()}")
    text, problem = decode(content, shown)
    if text is None:
        if problem is not None:
            problems.append(problem)
        return None
    written = read_yaml(text, shown)
    problems += written.problems
    return None if written.data is None and written.problems else written


def _shaped(
    folder: FilePath,
    data: dict[str, Any],
    files: dict[str, Written],
    problems: list[Problem],
    digests: list[str],
) -> PackText:
    whole = Written(data=data, places=_Places(files), keys=_Places(files, key=True), problems=())
    problems += pack_shape().problems(whole)
    if not all(isinstance(data.get(key), str) for key in ("id", "title", "version")):
        raise RulepackError(problems)
    if data["id"] != folder.name:
        problems.append(
            Problem(
                f"the pack's id is '{data['id']}' but its folder is called '{folder.name}'",
                whole.place(("id",)),
                fix="Give both the same name.",
            )
        )
    lines: dict[str, dict[str, Any]] = {}
    paths: dict[tuple[str, str], Path] = {}
    broken: set[str] = set()
    clean = not problems
    for section in SECTIONS:
        lines[section] = {}
        for name, path, line in _lines_of(section, data.get(section)):
            paths.setdefault((section, name), path)
            try:
                lines_model = _model_of(section).validate_python(line)
            except ValidationError as error:
                broken.add(name)
                if clean:  # the schema and the models are one thing; this keeps a difference from passing in silence
                    problems.append(
                        Problem(str(error.errors()[0]["msg"]), whole.place(path), where=f"{section}: {name}")
                    )
                continue
            if name in lines[section]:
                problems.append(
                    Problem(
                        f"the id '{name}' is given twice among {section}",
                        whole.place((*path, "id")),
                        fix=f"The first is at {whole.place((*paths[section, name], 'id'))}. Give this one another id.",
                    )
                )
                continue
            lines[section][name] = lines_model
    head = {key: data[key] for key in ("description", "area", "extends") if key in data}
    return PackText(
        id=data["id"],
        title=data["title"],
        version=data["version"],
        head=head,
        lines=lines,
        paths=paths,
        sha256=hashlib.sha256("\n".join(sorted(digests)).encode()).hexdigest(),
        problems=tuple(problems),
        broken=frozenset(broken),
        _files=files,
    )


def _lines_of(section: str, data: Any) -> Iterator[tuple[str, Path, Any]]:
    if isinstance(data, dict):
        for name, line in data.items():
            yield str(name), (section, name), line
    elif isinstance(data, list):
        for number, line in enumerate(data):
            name = line.get("id") if isinstance(line, dict) else None
            yield name if isinstance(name, str) else f"{section}-{number + 1}", (section, number), line


@lru_cache(maxsize=1)
def pack_shape() -> Shape:
    """Give the published schema of a rulepack, read once."""
    return Shape(json.loads((shipped("schemas") / "rulepack.json").read_text(encoding="utf-8")))


@lru_cache(maxsize=None)
def _model_of(section: str) -> TypeAdapter[BaseModel]:
    annotation = RulepackText.model_fields[section].annotation
    inner = get_args(annotation)[-1] if get_origin(annotation) in {list, dict} else annotation
    return TypeAdapter(inner)


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

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _shown(path: FilePath) -> str:
    """Name a file by its folder and itself: the same on every machine."""
    return f"{path.parent.name}/{path.name}"
