"""Text to plain data with places, for documents of ours: JSON where it looks like JSON, else YAML."""

import re

from sv_rules.reading.exact_json import read_json
from sv_rules.reading.limits import Limits
from sv_rules.reading.strict_yaml import read_yaml
from sv_rules.reading.written import Written

LIMITS = Limits(bytes=20_000_000, nodes=3_000_000)
"""A hundred thousand bids with their facts; systems write these too."""

_JSON = re.compile(r"\s*(?:\[|\{\s*[\"}])")


def read(text: str, name: str) -> Written:
    """Give what a document says, with every problem of its writing."""
    reader = read_json if _JSON.match(text.removeprefix("\ufeff")) else read_yaml
    return reader(text, name, LIMITS)
