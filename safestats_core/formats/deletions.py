"""Rows that a supplier sends to say that they are to go."""

from __future__ import annotations

from typing import Optional

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .headers import plain_words
from .profile import DeleteRule
from .rows import Rows


def marked_deleted(rows: Rows, rule: Optional[DeleteRule]) -> np.ndarray:
    """Which rows are marked as deleted, in any spelling of the rule's words; shape (rows,)."""
    if rule is None:
        return np.zeros(rows.count, dtype=bool)
    wanted = {plain_words(word) for word in rule.values}
    coded = rows.text(rule.column).dictionary_encode()
    meant = pa.array([plain_words(word) in wanted for word in coded.dictionary.to_pylist()], pa.bool_())
    return pc.fill_null(meant.take(coded.indices), False).to_numpy(zero_copy_only=False)
