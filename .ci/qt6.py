"""Hold what is written for Qt to what PyQt6 has: every name of qgis.PyQt, and every enum by its full spelling.

QGIS 4 gives its plugins PyQt6, in which `Qt.AlignLeft` is gone and `Qt.AlignmentFlag.AlignLeft` is left, and of which
some names have moved. PyQt5 has both, so that nothing is seen on QGIS 3. Prints each breach and exits with 1.
"""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOVED = {"QAction": "QtGui", "QActionGroup": "QtGui", "QShortcut": "QtGui"}
"""What QGIS 4 still offers under QtWidgets, where Qt 5 had it."""
KEPT = {"QtCore.QVariant"}
"""Classes to which QGIS 4 gives back the names that they had: QVariant.Int and the like."""


def shipped() -> list[Path]:
    """Every Python file of the plugin that git knows or would add."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    rooms = ("qgis_plugin", "processing_algorithms", "__init__.py")
    return [ROOT / name for name in listed.stdout.split() if name.split("/")[0] in rooms and (ROOT / name).exists()]


def used_names(path: Path) -> Iterator[tuple[int, str, str]]:
    """Line, module and dotted name of all that a file takes from modules of qgis, such as Qt.Key.Key_Left."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    roots: dict[str, tuple[str, str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "qgis" and not node.level:
            for alias in node.names:
                roots[alias.asname or alias.name] = (str(node.module), alias.name)
                yield node.lineno, str(node.module), alias.name
    inner = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and id(node) not in inner:
            root, rest = _chain(node)
            if root in roots:
                module, name = roots[root]
                yield node.lineno, module, f"{name}.{rest}"


def _chain(node: ast.Attribute) -> tuple[str, str]:
    names = []
    step: ast.expr = node
    while isinstance(step, ast.Attribute):
        names.append(step.attr)
        step = step.value
    return (step.id if isinstance(step, ast.Name) else ""), ".".join(reversed(names))


def breach(module: str, dotted: str) -> str:
    """What is wrong with a name of qgis.PyQt under PyQt6; empty where nothing is."""
    if module == "qgis.PyQt":  # a whole module: sip, QtCore
        module, dotted = f"{module}.{dotted.partition('.')[0]}", dotted.partition(".")[2]
    room = module.rpartition(".")[2]
    first, *rest = dotted.split(".")
    where = MOVED.get(first, room) if room == "QtWidgets" else room
    if f"{where}.{first}" in KEPT:
        return ""
    try:
        inside = importlib.import_module(f"PyQt6.{where}")
        found = getattr(inside, first, None) if first else inside
    except ModuleNotFoundError:
        return f"PyQt6 has no module {where}"
    if found is None:
        return f"{first} is not in PyQt6.{where}"
    for name in rest:
        # What an instance or a call gives is not known here; what a class has is.
        if not isinstance(found, type):
            return ""
        owner, found = found, getattr(found, name, None)
        if found is None:
            return f"{dotted}: {owner.__name__} has no {name} in PyQt6{_spelling(owner, name)}"
    return ""


def _spelling(owner: type, name: str) -> str:
    """How a member of an enum is spelt in full."""
    enums = [kind for kind in vars(owner).values() if isinstance(kind, type) and issubclass(kind, Enum)]
    found = [kind.__name__ for kind in enums if name in kind.__members__]
    return f"; write {owner.__name__}.{found[0]}.{name}" if found else ""


def old_calls(path: Path) -> Iterator[tuple[int, str]]:
    """Calls that PyQt6 has no more, of whatever object."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr in ("exec_", "print_"):
            yield node.lineno, f"{node.attr}() is {node.attr.rstrip('_')}() in PyQt6"


def main() -> int:
    """Check every file of the plugin against the PyQt6 of .venv/qt6."""
    sys.path[:0] = [str(path) for path in (ROOT / ".venv" / "qt6" / "lib").glob("python3*/site-packages")]
    found = []
    for path in shipped():
        problems = list(old_calls(path))
        for line, module, dotted in used_names(path):
            if module.startswith("qgis.PyQt"):
                problems.append((line, breach(module, dotted)))
        found += [f"{path.relative_to(ROOT)}:{line}: {problem}" for line, problem in problems if problem]
    print("\n".join(found) or f"qt6: {len(shipped())} files use what PyQt6 has")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
