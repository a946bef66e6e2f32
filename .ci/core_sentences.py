"""Finds the sentences that the core itself says to people in QGIS: mostly why something cannot be done.

The core knows no Qt, so nothing marks them. A sentence is a literal that ends like one; what enters it is {0}, {1} and
so on here, in the order in which it stands there. `processing_algorithms/base/core_sentences.py` finds a sentence's
form again when it is shown.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_CORE = ROOT / "safestats_core"
_NOT_IN_QGIS = ("portal", "demo_city", "command_line", "cli.py", "terminal.py")
_FIELD = re.compile(r"\{(\w*)(?:![rsa])?(?::[^{}]*)?\}")
_SENTENCE = re.compile(r"(?!' )[A-Z'{\"].* .*[.?]", re.DOTALL)


def core_sentences() -> Iterator[tuple[str, str]]:
    """The file and the form of each sentence."""
    for path in sorted(_CORE.rglob("*.py")):
        place = path.relative_to(_CORE)
        if place.parts[0] in _NOT_IN_QGIS or path.stem.startswith("table_schema"):
            continue
        code = ast.parse(path.read_text("utf-8"))
        sentences = (text for text in _texts(code) if _SENTENCE.fullmatch(text.strip()) and re.search("[a-z]{3}", text))
        for text in (*sentences, *_progress(code), *_choices(code)):
            yield path.relative_to(ROOT).as_posix(), text


def _texts(node: ast.AST) -> Iterator[str]:
    """Every literal that is no docstring, with numbered fields."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue
        if isinstance(child, ast.JoinedStr):
            yield _form(child)
            for value in child.values:
                yield from _texts(value)
        elif isinstance(child, ast.Constant):
            if isinstance(child.value, str):
                yield _renumbered(child.value)
        else:
            yield from _texts(child)


def _progress(code: ast.Module) -> Iterator[str]:
    """What long work says of itself, with values in it; those without are found by `marked_strings.py`."""
    for node in ast.walk(code):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "progress" and len(node.args) == 3:
            if isinstance(node.args[2], ast.JoinedStr):
                yield _form(node.args[2])


def _choices(code: ast.Module) -> Iterator[str]:
    """What a method names that it chose by itself."""
    for node in ast.walk(code):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "").lower().endswith("choice") and node.args:
            if isinstance(node.args[0], ast.Constant) and " " in node.args[0].value:
                yield node.args[0].value


def _form(text: ast.JoinedStr) -> str:
    numbers = iter(range(len(text.values)))
    return "".join(
        each.value if isinstance(each, ast.Constant) else "{%d}" % next(numbers)  # noqa: UP031
        for each in text.values
    )


def _renumbered(text: str) -> str:
    names: list[str] = []

    def number(field: re.Match[str]) -> str:
        names.append(field[1] or str(len(names)))
        return "{%d}" % names.index(field[1] or names[-1])  # noqa: UP031

    return _FIELD.sub(number, text)
