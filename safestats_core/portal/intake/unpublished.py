"""The months of rows that were not taken: what says whether the file that they came in may hold a certain row."""

from __future__ import annotations

from typing import Optional

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import Connection, select

from ...formats.harmonise import Harmonised
from ...formats.marks import FAULT, marked
from ...formats.moments import local_months, read_times
from ...formats.profile import Profile
from ...formats.rows import first_reason, rows_of
from ..databases.partitions import within
from ..schema.tables import incidents
from .recalled import count_recalled, recalled, recalled_datasets, same_key

Months = frozenset[Optional[str]]
"""Months, and None where there is a row whose month nobody can tell."""


def refused_months(table: pa.Table, harmonised: Harmonised, profile: Profile) -> Months:
    """Those of the rows of a supplier's `table` that were refused, as they say themselves."""
    is_refused = np.ones(table.num_rows, dtype=bool)
    is_refused[harmonised.kept_at] = is_refused[harmonised.deleted_at] = False
    if not is_refused.any():
        return frozenset()
    refused = table.filter(pa.array(is_refused))
    times = read_times(rows_of(refused, profile.source.blank), profile.time)
    unread = pc.is_valid(first_reason(marked(refused, FAULT), times.reason))
    months = pc.if_else(unread, pa.scalar(None, pa.string()), local_months(times.start, profile.time_zone))
    return frozenset(pc.unique(months).to_pylist())


def recalled_months(connection: Connection) -> Months:
    """Those of the rows that a delivery recalls, as they are known before it is published."""
    if not count_recalled(connection):
        return frozenset()
    known = same_key() & within(connection, recalled_datasets(connection))
    found = select(incidents.c.month).select_from(recalled.outerjoin(incidents, known))
    return frozenset(connection.scalars(found.distinct()))
