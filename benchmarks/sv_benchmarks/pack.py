"""The reference workload in the words of `sv_rules`: a rulepack folder, and documents with bids."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from sv_benchmarks.workload import FIELDS, Bid, Field, Form, Is, Joined, Node

AS_OF = date(2026, 3, 1)
PACK = "reference-workload"

_FORMS = {Form.AMOUNT: "number", Form.COUNT: "integer", Form.WORD: "choice", Form.FLAG: "yes_no"}
_OPERATORS = {
    Is.BELOW: "less_than",
    Is.AT_MOST: "at_most",
    Is.ABOVE: "more_than",
    Is.AT_LEAST: "at_least",
    Is.EQUAL: "is",
    Is.OTHER: "is_not",
    Is.AMONG: "one_of",
    Is.NOT_AMONG: "none_of",
}
_FLAGS = {Is.SET: {"is": True}, Is.UNSET: {"is": False}, Is.PRESENT: {"given": True}, Is.ABSENT: {"given": False}}


def write_pack(folder: Path, rules: Mapping[str, Node], name: str = PACK, *, extends: str = "") -> Path:
    """Write a rulepack with one check a rule; give its folder.

    JSON is YAML, so the file is written as JSON: numbers stay as they are, and no YAML writer is needed.

    Args:
        folder: where the pack gets a folder of its own.
        rules: by name.
        name: the pack's id.
        extends: another of these packs, whose facts are then used; empty: the pack declares them itself.
    """
    source = {"text": "made-up", "at": "throughout"}
    facts = {f"bid.{field.name}": _fact(field) for field in FIELDS.values()}
    pack = {
        "id": name,
        "title": "Reference workload (fictional)",
        "version": "1",
        "sources": {"made-up": {"title": "Made-up rules for measuring", "publisher": "sv_rules", "year": 2026}},
        **({"extends": [extends]} if extends else {"facts": facts}),
        "checks": [
            {
                "id": rule,
                "title": f"{rule} (made up)",
                "stages": ["bid"],
                "level": "should",
                "expects": condition(node),
                "ask": "What would meet it?",
                "source": source,
                "standing": "example",
            }
            for rule, node in rules.items()
        ],
    }
    home = folder / name
    home.mkdir(parents=True, exist_ok=True)
    (home / "rulepack.yaml").write_text(as_json(pack), encoding="utf-8")
    return home


def condition(node: Node) -> dict[str, Any]:
    """Give a rule as a condition of a rulepack."""
    if isinstance(node, Joined):
        return {"all" if node.every else "any": [condition(part) for part in node.parts]}
    fact = f"bid.{node.field}"
    if node.ask in _FLAGS:
        return {fact: _FLAGS[node.ask]}
    value = list(node.value) if isinstance(node.value, tuple) else node.value
    return {fact: {_OPERATORS[node.ask]: value}}


def document(bids: Iterable[Bid], name: str = "reference") -> bytes:
    """Give our own JSON document with these bids."""
    written = {
        "form": "procurement/1",
        "id": name,
        "stage": "specification",
        "bids": [
            {
                "id": f"bid-{number:06}",
                "bidder": {"id": f"EXAMPLE-{number}", "name": f"Fictional bidder {number}"},
                "fictional": True,
                "facts": {f"bid.{field}": value for field, value in bid.items()},
            }
            for number, bid in enumerate(bids)
        ],
    }
    return as_json(written).encode()


def flat_json(bid: Bid) -> bytes:
    """Give a bid as the other engines take it: one flat JSON object."""
    return as_json(bid).encode()


def form(bid: Bid) -> bytes:
    """Give a bid as a form in which it is being described: full names of facts, each with its value."""
    return as_json({f"bid.{field}": value for field, value in bid.items()}).encode()


def as_json(data: Any) -> str:
    """Write JSON in which a `Decimal` is the number it is: no binary float on the way."""
    match data:
        case Decimal():
            return str(data)
        case dict():
            return f"{{{', '.join(f'{json.dumps(key)}: {as_json(value)}' for key, value in data.items())}}}"
        case list():
            return f"[{', '.join(as_json(value) for value in data)}]"
        case _:
            return json.dumps(data, ensure_ascii=False)


def _fact(field: Field) -> dict[str, Any]:
    title = field.name.replace("_", " ")
    fact: dict[str, Any] = {"type": _FORMS[field.form], "title": title, "question": f"What is the {title}?"}
    if field.form is Form.WORD:
        fact["choices"] = list(field.words)
    return fact
