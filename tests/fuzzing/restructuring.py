"""Changes what a document says while it stays well formed: elements and values dropped, doubled, moved, of other kinds.

Damaged bytes are mostly refused at the first door, the parser of XML or JSON; these get past it.
"""

import csv
import io
import json
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable
from itertools import islice
from random import Random
from typing import Any
from xml.etree import ElementTree as ET

import yaml

_NUMBER = re.compile(r"\d{1,12}")
_ODD_TEXTS = (
    *("", " ", "0", "-1", "1", "7", "1000", "16385", "1048577", "4294967296", "1e999", "NaN", "0.10", "12%", "£5", "x"),
    *(
        "2026-02-30",
        "2026-06-03T25:00:00Z",
        "true",
        "none",
        "A1",
        "XFE1048577",
        "\u200b",
        "\ufffd",
        "[" * 150,
        "x" * 9000,
    ),
)
_ODD_VALUES: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    10**30,
    "",
    "2026-13-01",
    [],
    {},
    [[]],
    [None],
    {"id": {}},
    "x" * 9000,
)
_ZIP_DAMAGE = (zipfile.BadZipFile, zlib.error, ValueError, RuntimeError, EOFError, OSError)
_MOST_GROWTH = 4


def restructure(data: bytes, seed: int) -> bytes | None:
    """Give the document changed in one to four places; None for a form that has no structure known here."""
    random = Random(seed)
    if data.startswith(b"PK\x03\x04"):
        return _zip(data, random)
    return next((made for kind in (_json, _xml, _html, _csv) if (made := kind(data, random)) is not None), None)


def _zip(data: bytes, random: Random) -> bytes | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old:
            members = {entry.filename: old.read(entry) for entry in old.infolist()}
    except _ZIP_DAMAGE:
        return None
    trees = [name for name in members if name.endswith((".xml", ".rels"))]
    if not trees:
        return None
    # The larger a member, the likelier it is hit, as far as it is text and not a theme or a table of styles.
    hit = random.choices(trees, weights=[min(len(members[each]), 4000) + 200 for each in trees])[0]
    members[hit] = _xml(members[hit], random) or members[hit]
    if random.random() < 0.05:
        del members[random.choice(list(members))]
    new = io.BytesIO()
    with zipfile.ZipFile(new, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)  # without a date of today
    return new.getvalue()


def _is_xml(data: bytes) -> bool:
    try:
        ET.fromstring(data)  # noqa: S314  our own documents
    except (ET.ParseError, ValueError, LookupError):
        return False
    return True


def _xml(data: bytes, random: Random) -> bytes | None:
    if not data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") or not _is_xml(data):
        return None
    root = ET.fromstring(data)  # noqa: S314  our own documents
    most = _MOST_GROWTH * sum(1 for _ in root.iter()) + 100
    for _ in range(random.randint(1, 4)):
        random.choice(_XML_WAYS)(root, random)
        if sum(1 for _ in islice(root.iter(), most)) == most:
            break
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _elements(root: ET.Element) -> list[tuple[ET.Element, int]]:
    """Give every element but the outermost, as its parent and its place there."""
    return [(parent, at) for parent in root.iter() for at in range(len(parent))]


def _drop_element(root: ET.Element, random: Random) -> None:
    if elements := _elements(root):
        parent, at = random.choice(elements)
        del parent[at]


def _double_element(root: ET.Element, random: Random) -> None:
    if elements := _elements(root):
        parent, at = random.choice(elements)
        # Written and read again: a copy of its own.
        for _ in range(random.choice((1, 1, 3, 40))):
            parent.insert(at, ET.fromstring(ET.tostring(parent[at])))  # noqa: S314  our own documents


def _move_element(root: ET.Element, random: Random) -> None:
    if elements := _elements(root):
        parent, at = random.choice(elements)
        moved = parent[at]
        del parent[at]
        to = random.choice(list(root.iter()))
        to.insert(random.randint(0, len(to)), moved)


def _rename_element(root: ET.Element, random: Random) -> None:
    every = list(root.iter())
    random.choice(every).tag = random.choice(every).tag


def _nest_element(root: ET.Element, random: Random) -> None:
    if elements := _elements(root):
        parent, at = random.choice(elements)
        inner = parent[at]
        for _ in range(random.choice((1, 5, 90))):
            outer = ET.Element(parent[at].tag, parent[at].attrib)
            outer.append(inner)
            inner = outer
        parent[at] = inner


def _change_attribute(root: ET.Element, random: Random) -> None:
    holders = [one for one in root.iter() if one.attrib]
    if not holders:
        return
    one = random.choice(holders)
    name = random.choice(sorted(one.attrib))
    match random.randrange(3):
        case 0:
            del one.attrib[name]
        case 1:
            one.attrib[name] = _odd(one.attrib[name], random)
        case _:
            other = random.choice(holders)
            one.attrib[name] = other.attrib[random.choice(sorted(other.attrib))]


def _change_text(root: ET.Element, random: Random) -> None:
    holders = [one for one in root.iter() if one.text and one.text.strip()]
    if holders:
        one = random.choice(holders)
        one.text = _odd(one.text or "", random)


_XML_WAYS: tuple[Callable[[ET.Element, Random], None], ...] = (
    *(_drop_element, _drop_element, _double_element, _move_element, _rename_element, _nest_element),
    *(_change_attribute, _change_attribute, _change_text, _change_text),
)


def _odd(text: str, random: Random) -> str:
    numbers = list(_NUMBER.finditer(text))
    if numbers and random.random() < 0.6:
        hit = random.choice(numbers)
        return text[: hit.start()] + random.choice(("0", "-1", "99999", "2147483648", "1e9")) + text[hit.end() :]
    return random.choice(_ODD_TEXTS)


def _html(data: bytes, random: Random) -> bytes | None:
    if b"<html" not in data[:2000].lower() and b"<!doctype html" not in data[:2000].lower():
        return None
    text = data.decode(errors="replace")
    parts = re.split(r"(<[^<>]*>)", text)
    for _ in range(random.randint(1, 4)):
        at, to = random.randrange(len(parts)), random.randrange(len(parts))
        match random.randrange(5):
            case 0:
                parts[at] = ""
            case 1:
                parts[at] *= random.choice((2, 3, 300))
            case 2:
                parts[at], parts[to] = parts[to], parts[at]
            case 3:
                parts[at] = re.sub(r"=(\"[^\"]*\"|\d+)", f'="{random.choice(_ODD_TEXTS)}"', parts[at])
            case _:
                parts[at] = parts[at] if parts[at].startswith("<") else _odd(parts[at], random)
    return "".join(parts).encode()


def _json(data: bytes, random: Random) -> bytes | None:
    whole = [_parsed(data)]
    if not isinstance(whole[0], (dict, list)):
        return None
    for _ in range(random.randint(1, 4)):
        _change_json(whole, random)
    return json.dumps(whole[0], ensure_ascii=False).encode(errors="replace")


def _parsed(data: bytes) -> Any:
    try:
        if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"{", b"[")):
            return json.loads(data)
        if b"form: " in data:  # YAML of ours: JSON serves as well
            return json.loads(json.dumps(yaml.safe_load(data), default=str))
    except (ValueError, RecursionError, yaml.YAMLError):
        pass
    return None


def _change_json(whole: list[Any], random: Random) -> None:
    places = list(_json_places(whole))
    holder, key = random.choice(places)
    match random.randrange(6):
        case 0 if holder is not whole:
            del holder[key]
        case 1 if isinstance(holder, list) and holder is not whole:
            holder.extend([holder[key]] * random.choice((1, 3, 50)))
        case 2:
            other, there = random.choice(places)
            # Through text: two places must not share one value, and none may hold itself.
            holder[key] = json.loads(json.dumps(other[there]))
        case 3:
            holder[key] = [holder[key]] if random.random() < 0.5 else {"value": holder[key]}
        case 4 if isinstance(holder[key], str):
            holder[key] = _odd(holder[key], random)
        case _:
            holder[key] = random.choice(_ODD_VALUES)


def _json_places(whole: list[Any]) -> list[tuple[Any, Any]]:
    places: list[tuple[Any, Any]] = []
    waiting: list[Any] = [whole]
    while waiting:
        holder = waiting.pop()
        keys = list(holder) if isinstance(holder, dict) else range(len(holder))
        for key in keys:
            places.append((holder, key))
            if isinstance(holder[key], (dict, list)):
                waiting.append(holder[key])
    return places


def _csv(data: bytes, random: Random) -> bytes | None:
    try:
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error):
        return None
    width, count = Counter(map(len, rows)).most_common(1)[0] if rows else (0, 0)
    if width < 3 or count * 2 < len(rows):
        return None
    for _ in range(random.randint(1, 4)):
        row = random.choice(rows)
        match random.randrange(5):
            case 0 if len(rows) > 1:
                rows.remove(row)
            case 1:
                rows.insert(random.randint(0, len(rows)), list(row))
            case 2:
                column = random.randrange(width)
                rows = [[*each[:column], *each[column + 1 :]] for each in rows]
            case 3:
                random.shuffle(row)
            case _ if row:
                at = random.randrange(len(row))
                row[at] = _odd(row[at], random)
            case _:
                pass
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode(errors="replace")
