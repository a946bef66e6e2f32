"""A result as a page to read: headings, sentences, tables and pictures in one HTML file without scripts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from ...safestats_core.errors import InvalidInput
from ..base.translation import tr

_LOOK = """
body { font: 15px/1.5 sans-serif; color: #222; background: #fff; max-width: 60em; margin: 2em auto; padding: 0 1em }
h1 { font-size: 1.5em } h2 { font-size: 1.15em; margin-top: 2em }
table { border-collapse: collapse; font-variant-numeric: tabular-nums }
th, td { border-bottom: 1px solid #ccc; padding: .25em .8em; text-align: right }
th:first-child, td:first-child { text-align: left }
svg { max-width: 100%; height: auto }
"""


def page(title: str, *parts: str) -> str:
    """The whole document; `parts` are results of the functions below and of `pictures`."""
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{_LOOK}</style>'
    return f"<!DOCTYPE html><html><head>{head}</head><body><h1>{escape(title)}</h1>{''.join(parts)}</body></html>"


def heading(text: str) -> str:
    """A heading within the page."""
    return f"<h2>{escape(text)}</h2>"


def sentences(texts: Iterable[str]) -> str:
    """A paragraph each."""
    return "".join(f"<p>{escape(text)}</p>" for text in texts)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; the first column is text, the others are numbers or short words."""
    top = "".join(f"<th>{escape(title)}</th>" for title in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(str(value))}</td>" for value in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def write_page(path: str, content: str) -> None:
    """Save a page; raises InvalidInput where the file cannot be written."""
    try:
        Path(path).write_text(content, encoding="utf-8")
    except OSError as error:
        raise InvalidInput(
            tr("The page '{path}' could not be written: {reason}.").format(path=path, reason=error.strerror)
        ) from error
