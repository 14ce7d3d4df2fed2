"""Where something stands in what somebody wrote: a file, a JSON document, a page of prose or a sheet."""

from pydantic import BaseModel, ConfigDict


class Place(BaseModel):
    """A place in a document; only the parts that make sense there are given.

    `document` names it as its reader knows it (a file name, never a path of this machine). `line` and `column` count
    from 1. `pointer` is a JSON Pointer (RFC 6901). `page` and `paragraph` count from 1; `sheet` and `cell` are Excel's.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    document: str
    line: int | None = None
    column: int | None = None
    pointer: str | None = None
    page: int | None = None
    paragraph: int | None = None
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        if self.line is not None:
            return f"{self.document}:{self.line}" + (f":{self.column}" if self.column is not None else "")
        parts = [self.document]
        if self.pointer is not None:
            parts.append(f"at {self.pointer or 'the top'}")
        if self.page is not None:
            parts.append(f"page {self.page}")
        if self.paragraph is not None:
            parts.append(f"paragraph {self.paragraph}")
        if self.sheet is not None:
            parts.append(f"sheet {self.sheet}")
        if self.cell is not None:
            parts.append(f"cell {self.cell}")
        return ", ".join(parts)

    @property
    def order(self) -> tuple[str, int, int, str]:
        """Sort key: by document, then line and column, then pointer, or sheet and cell: row by row."""
        return (self.document, self.line or 0, self.column or 0, self.pointer or self._cell_order)

    @property
    def _cell_order(self) -> str:
        letters = (self.cell or "").partition(":")[0].rstrip("0123456789")
        row = (self.cell or "").partition(":")[0].removeprefix(letters)
        return f"{self.sheet or ''}\0{row:0>8}{letters: >4}" if self.cell else self.sheet or ""


def pointer(*parts: str | int) -> str:
    """Write a JSON Pointer from its parts: `pointer("lots", 0, "value")` is `/lots/0/value`."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)
