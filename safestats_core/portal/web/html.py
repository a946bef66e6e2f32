"""HTML without a template engine: everything is escaped but what says that it is HTML already."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from starlette.responses import HTMLResponse

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
{content}
</body>
</html>
"""


class Html(str):
    """Text that is HTML already, and safe."""


class HtmlNumber(Html):
    """The same, standing where numbers stand."""


def safe(value: Any) -> str:
    """A value as HTML."""
    return value if isinstance(value, Html) else escape(str(value))


def table(name: str, head: Sequence[str], rows: Iterable[Sequence[Any]], nothing: str) -> Html:
    """A table that scrolls by itself on a narrow screen. Numbers stand to the right; `nothing` is said without rows."""
    lines = [[_cell("td", value) for value in row] for row in rows]
    if not lines:
        return Html(f"<p>{safe(nothing)}</p>")
    named = [_cell("th", words, cell.startswith('<td class="n"')) for words, cell in zip(head, lines[0])]
    body = "".join(f"<tr>{''.join(line)}</tr>" for line in lines)
    return Html(
        f'<div class="wide" tabindex="0" role="region" aria-label="{safe(name)}"><table>'
        f"<thead><tr>{''.join(named)}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def page(title: str, content: str, style: str, status: int = 200) -> HTMLResponse:
    """A page that may load nothing, run nothing, and send forms to the portal only."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    headers = {"Content-Security-Policy": policy, "X-Frame-Options": "DENY"}
    return HTMLResponse(_PAGE.format(title=escape(title), style=style, content=content), status, headers)


def _cell(element: str, value: Any, is_numeric: bool = False) -> str:
    words = f"{value:,}" if isinstance(value, int) else safe(value)
    kind = ' class="n"' if is_numeric or isinstance(value, (int, HtmlNumber)) else ""
    return f"<{element}{kind}>{words}</{element}>"
