"""Where each part of a merged release was published: merging moves values, and places must not move with them."""

from dataclasses import dataclass, field

Path = tuple[str | int, ...]


@dataclass(slots=True)
class Trace:
    """The place that a value was taken from, and the parts of it that were taken from elsewhere.

    `line` is the line of a JSON Lines document, else None; `path` the way from the top of the published document.
    """

    line: int | None
    path: Path
    parts: dict[str | int, "Trace"] = field(default_factory=dict)

    def located(self, path: Path) -> tuple[int | None, Path]:
        """Give line and path of what stands at `path` of the merged value."""
        here, rest = self, path
        for depth, key in enumerate(path):
            if key not in here.parts:
                break
            here, rest = here.parts[key], path[depth + 1 :]
        return here.line, (*here.path, *rest)
