"""How a page says whose data it is made from, and how to handle it."""

from __future__ import annotations

from collections.abc import Mapping

from ..base.translation import tr
from .page import sentences


def marking(marks: Mapping[str, str]) -> str:
    """The handling marking and the attributions of all layers that went in, a paragraph each."""
    words = [tr("Handling: {marking}.").format(marking=marks["handling"])] if marks.get("handling") else []
    return sentences([*words, *([marks["attribution"]] if marks.get("attribution") else [])])


def marked(content: str, marks: Mapping[str, str]) -> str:
    """A whole page with its marking under the title, where it does not say that by itself."""
    words = marking(marks)
    return content if words in content else content.replace("</h1>", f"</h1>{words}", 1)
