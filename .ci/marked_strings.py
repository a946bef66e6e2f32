"""Finds the strings that a person reads in QGIS: those that are marked for translation, and those that should be.

A string is marked by `tr`, which looks it up, or by QT_TRANSLATE_NOOP, which only says that a later `tr` will. Qt's own
pylupdate takes the class that a call stands in as the context, which is not what is looked up in a subclass; so the
marks are found here, by their names, and all have one context.
"""

from __future__ import annotations

import ast
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

from core_sentences import core_sentences

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("qgis_plugin", "processing_algorithms")
TABLES = ("CATEGORIES", "TIME_PRECISIONS", "LOCATION_PRECISIONS", "AREA_TYPES")
"""Words of safestats_core/incidents.py, which knows no Qt: the plugin looks them up as they are shown."""

_SHOWS = re.compile(
    r"set(Text|WindowTitle|Title|ToolTip|StatusTip|WhatsThis|PlaceholderText|AccessibleName|AccessibleDescription"
    r"|DefaultText|LabelText|ProgressText)|Q(Label|Action|PushButton|CheckBox|RadioButton|GroupBox|Menu)"
    r"|add(Action|Menu|Tab|Item|Section|Row)|push(Message|Info|Warning|CriticalInfo)|reportError|createMessage"
    r"|heading|QgsProcessing(Parameter|Output)\w+|QgsRendererCategory|add_sink|WorkTask"
)
_NAMES = {"SafeStats", "https://", "none, area", "No module named pip"}
"""What is the same in every language, or is not for people."""


def marked_strings() -> dict[str, list[str]]:
    """Every marked string -> the files it stands in."""
    found: dict[str, list[str]] = {}
    for path, text in (*_in_code(), *_in_tables(), *_in_progress(), *_in_models(), *core_sentences()):
        files = found.setdefault(text, [])
        if path not in files:
            files.append(path)
    return found


def unmarked_strings() -> Iterator[str]:
    """What is shown to people without a mark, or is marked in a way that cannot be found, as complaints."""
    for path in _files(*ROOMS):
        for node, where in _outside_marks(ast.parse(path.read_text("utf-8"))):
            for complaint in (_badly_marked(node, path), _not_marked(node, where)):
                if complaint:
                    yield f"{path.relative_to(ROOT).as_posix()}:{node.lineno}: {complaint}"


def _files(*rooms: str) -> list[Path]:
    return [path for room in rooms for path in sorted((ROOT / room).rglob("*.py"))]


def _called(node: ast.AST) -> str:
    """The name of what is called, without what it belongs to; empty where nothing is."""
    function = node.func if isinstance(node, ast.Call) else None
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _marked_by(node: ast.AST) -> ast.expr | None:
    """The argument of `node` that it marks."""
    place = {"tr": 0, "QT_TRANSLATE_NOOP": 1}.get(_called(node))
    arguments = node.args if isinstance(node, ast.Call) else []
    return arguments[place] if place is not None and len(arguments) > place else None


def _in_code() -> Iterator[tuple[str, str]]:
    for path in _files(*ROOMS):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            text = _marked_by(node)
            if isinstance(text, ast.Constant):
                yield path.relative_to(ROOT).as_posix(), text.value


def _in_tables() -> Iterator[tuple[str, str]]:
    path = ROOT / "safestats_core" / "incidents.py"
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in TABLES:
            yield from ((path.relative_to(ROOT).as_posix(), words) for words in ast.literal_eval(node.value).values())


def _in_progress() -> Iterator[tuple[str, str]]:
    """What long work of the methods says of itself."""
    for path in _files("safestats_core/hotspots"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                _called(node) in ("progress", "report")
                and len(node.args) == 3
                and isinstance(node.args[2], ast.Constant)
            ):
                yield path.relative_to(ROOT).as_posix(), node.args[2].value


def _in_models() -> Iterator[tuple[str, str]]:
    """Titles, parameters, results and help of the models that ship."""
    for path in sorted((ROOT / "resources" / "models").glob("*.model3")):
        root = ElementTree.parse(path).getroot()  # noqa: S314 - the files are our own
        texts = [root.find("Option[@name='model_group']")]
        texts += [
            each for each in root.find("Option[@name='help']") if each.get("name") not in ("ALG_CREATOR", "HELP_URL")
        ]
        texts += root.findall("Option[@name='parameterDefinitions']/Option/Option[@name='description']")
        yield from ((path.relative_to(ROOT).as_posix(), text.get("value")) for text in texts if text.get("value"))


def _outside_marks(node: ast.AST, where: str = "") -> Iterator[tuple[ast.AST, str]]:
    """Every node that is not in a mark already, and the call whose argument it is; docstrings are left out."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue
        yield child, where
        if _marked_by(child) is None:
            if isinstance(child, ast.Call):
                yield from ((each, _called(child)) for each in child.args)
            yield from _outside_marks(child, "raise" if isinstance(child, ast.Raise) else "")


def _badly_marked(node: ast.AST, path: Path) -> str:
    text = _marked_by(node)
    if text is None:
        return ""
    if isinstance(text, (ast.JoinedStr, ast.BinOp, ast.IfExp)) or _called(text) in ("format", "join"):
        return "what is translated is a literal; numbers and names enter by .format() afterwards"
    if "qgis_plugin" in path.parts and isinstance(node.func, ast.Attribute):
        return "self.tr looks under the name of the class; use tr of processing_algorithms.base.translation"
    return ""


def _not_marked(node: ast.AST, where: str) -> str:
    text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        text = "".join(each.value for each in node.values if isinstance(each, ast.Constant))
    is_sentence = re.match(r"\s?[A-Z][a-z]+('[a-z]+)? [a-z(]|.*[a-z]\.$", text, re.DOTALL) and " " in text.strip()
    is_shown = bool(_SHOWS.fullmatch(where)) and re.search("[A-Za-z]{2}", text) and not text.isupper()
    if text in _NAMES or not (is_sentence or is_shown):
        return ""
    return f"people read this, so it goes through tr(): {text.strip()[:60]!r}"
