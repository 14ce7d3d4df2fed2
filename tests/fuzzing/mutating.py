"""Damages a document the way disks, mail and attackers do, the same way for the same seed."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from random import Random

_NUMBER = re.compile(rb"\d{1,10}")
_ODD_NUMBERS = (b"0", b"-1", b"1", b"255", b"65535", b"2147483647", b"4294967296", b"99999999999999999999", b"1e999")
_MOST_GROWTH = 4


def mutate(data: bytes, seed: int) -> bytes:
    """Give the document damaged in one to four ways; in three of four cases a ZIP is damaged inside its members."""
    random = Random(seed)
    if data.startswith(b"PK\x03\x04") and random.random() < 0.75:
        inside = _member_mutated(data, random)
        if inside is not None:
            return inside
    return _mutated(data, random)


def _mutated(data: bytes, random: Random) -> bytes:
    most = _MOST_GROWTH * len(data) + 1024
    for _ in range(random.randint(1, 4)):
        data = random.choice(_WAYS)(data, random)[:most]
    return data


def _member_mutated(data: bytes, random: Random) -> bytes | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old:
            members = [(entry.filename, old.read(entry)) for entry in old.infolist()]
    except (zipfile.BadZipFile, zlib.error, ValueError, RuntimeError, EOFError, OSError):
        return None
    if not members:
        return None
    # The larger a member, the likelier it is hit: that is where the text is.
    hit = random.choices(range(len(members)), weights=[len(each) + 64 for _, each in members])[0]
    new = io.BytesIO()
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, content) in enumerate(members):
            entry = zipfile.ZipInfo(name)  # without a date of today
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, _mutated(content, random) if number == hit else content)
    return new.getvalue()


def _chunk(data: bytes, random: Random) -> tuple[int, int]:
    start = random.randrange(len(data) + 1)
    return start, min(len(data), start + random.choice((1, 2, 4, 16, 64, 256, 4096, len(data) // 4 + 1)))


def _flip(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 1, 4, 32))):
        if changed:
            changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _delete(data: bytes, random: Random) -> bytes:
    start, end = _chunk(data, random)
    return data[:start] + data[end:]


def _duplicate(data: bytes, random: Random) -> bytes:
    start, end = _chunk(data, random)
    return data[:end] + data[start:end] * random.choice((1, 1, 2, 50)) + data[end:]


def _splice(data: bytes, random: Random) -> bytes:
    start, end = _chunk(data, random)
    to = random.randrange(len(data) + 1)
    return data[:to] + data[start:end] + data[to + (end - start) :]


def _cut(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _number(data: bytes, random: Random) -> bytes:
    found = list(_NUMBER.finditer(data))
    if not found:
        return _flip(data, random)
    hit = random.choice(found)
    return data[: hit.start()] + random.choice(_ODD_NUMBERS) + data[hit.end() :]


def _length(data: bytes, random: Random) -> bytes:
    """Overwrite two, four or eight bytes as a binary format's length or offset would stand there."""
    size = random.choice((2, 4, 8))
    at = random.randrange(len(data) + 1)
    value = random.choice((0, 1, 0x7F, 2 ** (8 * size - 1), 2 ** (8 * size) - 1, len(data)))
    return data[:at] + (value % 2 ** (8 * size)).to_bytes(size, random.choice(("little", "big"))) + data[at + size :]


def _noise(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    odd = (
        b"\x00",
        b"\xff",
        b"<",
        b">",
        b"&",
        b"|",
        b"[" * 200,
        b"(" * 200,
        b"<b>" * 200,
        "\u200b\ufb01".encode(),
        b"\r",
    )
    return data[:at] + random.choice(odd) + data[at:]


_WAYS: tuple[Callable[[bytes, Random], bytes], ...] = (
    *(_flip, _flip, _delete, _duplicate, _splice, _cut),
    *(_number, _number, _length, _noise),
)
