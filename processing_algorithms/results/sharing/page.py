"""The page that goes with a result, and the table of what was changed, which does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Optional

import numpy as np

from ...base.translation import numeral, tr
from ..features import Columns
from ..marked import marking
from ..page import heading, page, sentences, table
from .verdict import Verdict


def sharing_page(
    title: str,
    verdict: Verdict,
    remarks: Sequence[str],
    marks: Mapping[str, str],
    numbers: Mapping[str, int],
    totals: Mapping[str, Optional[int]],
) -> str:
    """The verdict, the sentences, the numbers, and the sums that may be told."""
    head = tr("Yes: this result may be shared") if verdict.is_safe else tr("No: this result may not be shared")
    counted = [(name, numeral(number)) for name, number in numbers.items()]
    parts = [marking(marks), heading(head), sentences(remarks)]
    parts += [heading(tr("In numbers")), table((tr("What"), tr("Number")), counted)]
    if totals:
        told = [
            (name or tr("All together"), tr("not to be told") if total is None else numeral(total))
            for name, total in totals.items()
        ]
        parts += [heading(tr("Sums that may be told beside it, and no others")), table((tr("Of"), tr("Sum")), told)]
    return page(title, *parts)


def changed_rows(names: Sequence[str], changes: np.ndarray) -> Columns:
    """A row for each row of the result that was changed, with its name and what was done."""
    changed = np.flatnonzero(changes != "")
    return {
        "row": changed + 1,
        "name": np.array([names[row] for row in changed.tolist()], dtype=object),
        "change": changes[changed].astype(object),
    }
