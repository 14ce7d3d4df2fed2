"""Opens a host for a command: its packs by id, or by the folder of one that is being written."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from sv_rules.host import Host
from sv_rules.loading.folder import MAIN


class Opened(NamedTuple):
    """A host, and the ids of the packs that were named."""

    host: Host
    packs: tuple[str, ...]


def open_host(packs: Iterable[str] = (), packs_from: Sequence[Path] | None = None, engine: str = "") -> Opened:
    """Start a host that knows the packs named by folder and those of `packs_from`.

    Raises:
        PluginError: if a plugin breaks its promise, or the engine cannot run here.
    """
    folders = list(packs_from or ())
    ids = []
    for name in packs:
        folder = Path(name)
        if (folder / MAIN).is_file():
            folders.append(folder)
            ids.append(folder.resolve().name)
        else:
            ids.append(name)
    return Opened(Host(rulepacks=tuple(dict.fromkeys(folders)), engine=engine), tuple(dict.fromkeys(ids)))
