"""Hold the walls between the rooms: who may import whom. Prints each breach and exits with 1.

A rule names files by their folder and says what they may import. `only` is an allow-list beside the
standard library; `never` is a deny-list. Inside this project names are written from the root.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OURS = ("safestats_core", "processing_algorithms", "qgis_plugin")
QT_BINDINGS = ("PyQt5", "PyQt6", "PySide2", "PySide6")

HOTSPOTS = ("numpy", "scipy", "safestats_core.errors", "safestats_core.hotspots")
ONLY = {
    "safestats_core/hotspots": HOTSPOTS,
    "safestats_core/hotspots/clusters/hdbscan.py": (*HOTSPOTS, "sklearn"),
    # The profiles stand once, for the portal and the toolbox; that file knows no more than this room does.
    "safestats_core/hotspots/disclosure": (*HOTSPOTS, "safestats_core.disclosure"),
    "safestats_core/disclosure.py": ("numpy", "safestats_core.errors"),
}
NEVER = {
    "safestats_core": ("qgis", "processing", "osgeo", "processing_algorithms", "qgis_plugin", *QT_BINDINGS),
    "safestats_core/formats": ("safestats_core.portal", "safestats_core.retrieval", "safestats_core.cache"),
    "safestats_core/cache": ("safestats_core.portal", "safestats_core.retrieval", "safestats_core.formats"),
    "safestats_core/retrieval": ("safestats_core.portal", "safestats_core.formats"),
    "safestats_core/portal": ("safestats_core.retrieval", "safestats_core.cache", "safestats_core.client"),
    "safestats_core/demo_city": ("safestats_core.portal", "safestats_core.retrieval", "safestats_core.cache"),
    "processing_algorithms": ("qgis_plugin", "qgis.utils", "safestats_core.portal", *QT_BINDINGS),
    "qgis_plugin": ("safestats_core.portal", *QT_BINDINGS),
}


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Line and absolute name of every import in a file, relative ones resolved from the root."""
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            stem = ".".join([*base, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{stem}.{alias.name}" if stem else alias.name) for alias in node.names)


def within(name: str, prefixes: tuple[str, ...]) -> bool:
    """Whether a dotted name is one of `prefixes` or lies below one."""
    return any(name == prefix or name.startswith(prefix + ".") for prefix in prefixes)


def breaches(path: Path) -> Iterator[str]:
    """What a file imports and may not."""
    place = path.relative_to(ROOT).as_posix()
    for line, name in imported(path):
        # Of a room and a file in it the file's own rule holds.
        room = max((rule for rule in ONLY if place == rule or place.startswith(rule + "/")), key=len, default="")
        known = not room or within(name, ONLY[room]) or name.split(".")[0] in sys.stdlib_module_names
        if not known:
            yield f"{place}:{line}: imports {name}; this room knows only {', '.join(ONLY[room])}"
        for folder, denied in NEVER.items():
            if place.startswith(folder + "/") and within(name, denied):
                yield f"{place}:{line}: imports {name}; {folder} must not"


def absolute_imports(path: Path) -> Iterator[str]:
    """Imports of our own rooms by absolute name: in QGIS they would load a second copy, or none."""
    place = path.relative_to(ROOT).as_posix()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and not node.level:
            names = [node.module or ""]
        for name in names:
            if within(name, OURS):
                yield f"{place}:{node.lineno}: imports {name} by absolute name; write a relative import"


def interface_outside_the_plugin(path: Path) -> Iterator[str]:
    """Uses of `iface` in an algorithm, which must run without a window."""
    place = path.relative_to(ROOT).as_posix()
    if place.startswith("processing_algorithms/"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Name) and node.id == "iface":
                yield f"{place}:{node.lineno}: uses iface; only qgis_plugin has a window"


def main() -> int:
    """Check every shipped file that git knows or would add."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    files = [ROOT / name for name in listed.stdout.split() if name.split("/")[0] in OURS and (ROOT / name).exists()]
    found = [
        problem
        for path in files
        for check in (breaches, absolute_imports, interface_outside_the_plugin)
        for problem in check(path)
    ]
    print("\n".join(found) or f"walls: {len(files)} files keep to their rooms")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
