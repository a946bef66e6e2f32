"""Two comparisons of text that mean the same on both databases: by bytes, and with a pattern in exact letters."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Text, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class bytewise(FunctionElement):
    """A text that is compared by its bytes, and not as a language sorts its words."""

    type = Text()
    inherit_cache = True


class unsorted(FunctionElement):
    """A text through which SQLite looks up no index: for a range, whose rows it would have to sort anew for a page.

    PostgreSQL is left to choose, and passes over the parts of the table in which no row can be.
    """

    type = Text()
    inherit_cache = True


class _like(FunctionElement):
    type = Boolean()
    inherit_cache = True


def like(column: ColumnElement[Any], pattern: str) -> ColumnElement[bool]:
    """Whether a text matches a pattern of CQL2, letter by letter; unknown where the text is null."""
    pieces = re.findall(r"\\.|.", pattern, re.DOTALL)
    return _like(column, literal("".join(map(_for_like, pieces))), literal("".join(map(_for_glob, pieces))))


@compiles(unsorted)
def _as_it_is(element: unsorted, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(element.clauses, **options)


@compiles(unsorted, "sqlite")
def _without_index(element: unsorted, compiler: SQLCompiler, **options: Any) -> str:
    return "+" + compiler.process(element.clauses, **options)


@compiles(bytewise)
def _plain(element: bytewise, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(element.clauses, **options)


@compiles(bytewise, "postgresql")
def _in_c(element: bytewise, compiler: SQLCompiler, **options: Any) -> str:
    return "(" + compiler.process(element.clauses, **options) + ' COLLATE "C")'


@compiles(_like)
def _as_like(element: _like, compiler: SQLCompiler, **options: Any) -> str:
    column, pattern, _ = (compiler.process(each, **options) for each in element.clauses)
    return "(" + column + " LIKE " + pattern + " ESCAPE '!')"


@compiles(_like, "sqlite")
def _as_glob(element: _like, compiler: SQLCompiler, **options: Any) -> str:
    # SQLite's LIKE takes a for A.
    column, _, pattern = (compiler.process(each, **options) for each in element.clauses)
    return "(" + column + " GLOB " + pattern + ")"


def _for_like(piece: str) -> str:
    if piece in ("%", "_"):
        return piece
    meant = piece[-1]
    return "!" + meant if meant in "%_!" else meant


def _for_glob(piece: str) -> str:
    if piece in ("%", "_"):
        return {"%": "*", "_": "?"}[piece]
    meant = piece[-1]
    return "[" + meant + "]" if meant in "*?[" else meant
