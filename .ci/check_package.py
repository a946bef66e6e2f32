"""Hold the plugin's zip to the rules of plugins.qgis.org: `check_package.py ZIP`. Says what breaks them, and fails.

The rules: https://plugins.qgis.org/docs/publish, and the scan of an upload (bandit, detect-secrets, flake8). An upload
that breaks one is refused there after it was built; here it is before.
"""

from __future__ import annotations

import ast
import configparser
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

MOST_BYTES = 25 * 1024 * 1024
REQUIRED = ("name", "description", "about", "version", "qgisMinimumVersion", "author", "email")
LINKS = ("homepage", "repository", "tracker")
ADVISED = ("tags", "changelog", "icon", "category", "hasProcessingProvider", "qgisMaximumVersion")
SUFFIXES = {
    ".py",
    ".txt",
    ".md",
    ".svg",
    ".png",
    ".toml",
    ".model3",
    ".qml",
    ".qpt",
    ".qgs",
    ".qm",
    ".json",
    ".html",
    ".css",
    "",
}


def main(path: Path) -> int:
    """Check one zip; the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        found = [*_shape(path)]
        if not found:
            with zipfile.ZipFile(path) as zipped:
                zipped.extractall(folder)
            (plugin,) = Path(folder).iterdir()
            found = [*_files(plugin), *_metadata(plugin), *_bandit(plugin), *_secrets(plugin), *_flake8(plugin)]
    for sentence in found:
        print(f"{path.name}: {sentence}", file=sys.stderr)
    if not found:
        print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB, keeps to the rules of plugins.qgis.org")
    return 1 if found else 0


def _shape(path: Path) -> Iterator[str]:
    if path.stat().st_size > MOST_BYTES:
        yield f"has {path.stat().st_size:,} bytes; {MOST_BYTES:,} are allowed"
    with zipfile.ZipFile(path) as zipped:
        names = zipped.namelist()
    if {name.split("/")[0] for name in names} != {"safestats"}:
        yield "holds more than the one folder 'safestats'"
    if any(".." in name.split("/") or name.startswith("/") for name in names):
        yield "holds a path that leads out of its folder"


def _files(plugin: Path) -> Iterator[str]:
    for name in ("__init__.py", "metadata.txt", "LICENSE", "README.md"):
        if not (plugin / name).is_file():
            yield f"lacks {name}"
    for path in sorted(plugin.rglob("*")):
        place = path.relative_to(plugin)
        if path.is_file() and path.suffix not in SUFFIXES:
            yield f"holds {place}, a kind of file that has no place in a plugin"
        if path.name in ("__pycache__", "__MACOSX", ".git") or (path.name.startswith(".") and path.is_file()):
            yield f"holds {place}"
    tree = ast.parse((plugin / "__init__.py").read_text("utf-8"))
    if not any(isinstance(node, ast.FunctionDef) and node.name == "classFactory" for node in tree.body):
        yield "has no classFactory in __init__.py"


def _metadata(plugin: Path) -> Iterator[str]:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(plugin / "metadata.txt", encoding="utf-8")
    general = parser["general"]
    for name in (*REQUIRED, *LINKS, *ADVISED):
        if not general.get(name):
            yield f"metadata.txt lacks {name}"
    for name in LINKS:
        if not re.fullmatch(r"https://[\w.-]+\.\w+(/\S*)?", general.get(name, "")):
            yield f"metadata.txt: {name} is no https address: {general.get(name)}"
    if not re.fullmatch(r"\d+(\.\d+){1,2}([.-]?\w+)?", general.get("version", "")):
        yield f"metadata.txt: version '{general.get('version')}' is no version"
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", general.get("email", "")):
        yield f"metadata.txt: email '{general.get('email')}' is no address"
    if not (plugin / general.get("icon", "")).is_file():
        yield f"metadata.txt: there is no icon {general.get('icon')}"


def _bandit(plugin: Path) -> Iterator[str]:
    said = _run("bandit", "--quiet", "--recursive", "--format", "json", str(plugin))
    for row in json.loads(said)["results"]:
        place = Path(row["filename"]).relative_to(plugin)
        yield f"bandit {row['test_id']} at {place}:{row['line_number']}: {row['issue_text']}"


def _secrets(plugin: Path) -> Iterator[str]:
    said = _run("detect_secrets", "scan", "--all-files", ".", folder=plugin)
    for name, rows in json.loads(said)["results"].items():
        for row in rows:
            yield f"detect-secrets at {name}:{row['line_number']}: {row['type']}"


def _flake8(plugin: Path) -> Iterator[str]:
    # The site shows flake8's list beside an upload; what could break at run time is held to here.
    said = _run("flake8", "--select", "E9,F63,F7,F82,F401,F811,F841", "--max-line-length", "120", ".", folder=plugin)
    yield from (f"flake8: {line}" for line in said.splitlines())


def _run(module: str, *arguments: str, folder: Path | None = None) -> str:
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder).stdout


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
