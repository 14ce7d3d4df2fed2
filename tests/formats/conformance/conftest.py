"""The Open Contracting Partnership's own check of OCDS data, run offline on what we export.

libcoveocds fetches the standard and its extensions. Here the standard is a file, and the extensions come from a server
on this machine, both made of the schemas in the corpus. The library is under the AGPL: tests use it, we do not.
"""

import contextlib
import os
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
DATA = Path(os.environ.get("SV_RULES_CORPUS") or ROOT.parent / "shared/data")
SCHEMAS = DATA / "ocds/schema"
STANDARD = "standard-1__1__5"
OURS = ROOT / "schemas/ocds-extension"

# Folders of the corpus, in the order of sv_rules_ocds.export.EXTENSIONS; the last is ours.
FOLDERS = ("eu-profile", "bid", "requirements", "suitability", "uk")

Check = Callable[[Mapping[str, Any]], Mapping[str, Any]]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def translate_path(self, path: str) -> str:
        _, name, rest = path.split("/", 2)
        return str((OURS if name == "ours" else SCHEMAS / "extensions" / name) / rest)


@pytest.fixture(scope="session")
def extensions() -> Iterator[tuple[str, ...]]:
    """The addresses of the extensions that an export declares, served from this machine."""
    if not SCHEMAS.is_dir():
        pytest.skip("the OCDS schemas of the corpus are not here; SV_RULES_CORPUS says where it is")
    with ThreadingHTTPServer(("127.0.0.1", 0), _Quiet) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            address = f"http://127.0.0.1:{server.server_port}"
            yield tuple(f"{address}/{name}/extension.json" for name in (*FOLDERS, "ours"))
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="session")
def review(extensions: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory) -> Check:
    """Check a package and give what is wrong with it, by kind; all empty when nothing is."""
    assert extensions
    api = pytest.importorskip("libcoveocds.api", reason="libcoveocds is not installed (AGPL; for this test only)")
    config = pytest.importorskip("libcoveocds.config")
    archive = tmp_path_factory.mktemp("standard") / "standard.zip"
    folder = SCHEMAS / STANDARD
    with zipfile.ZipFile(archive, "w") as packed:
        packed.mkdir(STANDARD)  # what the top folder is called is read from the first entry
        for path in sorted(folder.rglob("*")):
            packed.write(path, Path(STANDARD) / path.relative_to(folder))
    return partial(_checked, api.ocds_json_output, config.LibCoveOCDSConfig, archive, tmp_path_factory)


def _checked(
    output: Any, make: Any, archive: Path, folders: pytest.TempPathFactory, package: Mapping[str, Any]
) -> Mapping[str, Any]:
    options = make()
    options.config |= {"standard_zip": archive.as_uri(), "context": "api"}
    with contextlib.chdir(folders.mktemp("review")):
        found = output(str(folders.mktemp("output")), json_data=package, lib_cove_ocds_config=options)
    return {
        "extensions": found.get("extensions", {}).get("invalid_extension", {}),
        "validation": found["validation_errors"],
        "additional": found["additional_fields"],
        "codelists": found.get("additional_closed_codelist_values", {}),
        "schema": found.get("json_deref_error", ""),
        "checks": found.get("additional_checks", {}),
    }
