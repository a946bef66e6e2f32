"""Text for a CSV that a spreadsheet opens without running what stands in it.

A cell that begins like a formula gets an apostrophe in front, which spreadsheets take as "this is text".
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n")
_FORMULA = r"^[=+\-@\t\r\n]"


def guarded(text: str) -> str:
    """One cell of text."""
    return f"'{text}" if text.startswith(_BEGINNINGS) else text


def guarded_table(table: pa.Table) -> pa.Table:
    """Every column of text; numbers and times are left as they are."""
    for place, field in enumerate(table.schema):
        if pa.types.is_string(field.type):
            text = table[field.name]
            quoted = pc.binary_join_element_wise(pa.scalar("'"), text, "")
            safe = pc.if_else(pc.match_substring_regex(text, _FORMULA), quoted, text)
            table = table.set_column(place, field.name, safe)
    return table
