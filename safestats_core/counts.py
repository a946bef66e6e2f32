"""Counts by ward: added up from the counts level, or counted from incidents."""

from __future__ import annotations

import pyarrow as pa


def count_by_ward(table: pa.Table) -> pa.Table:
    """One row per ward, columns `ward` and `count`: the sum over months and categories.

    table  rows as in `access.COUNT_SCHEMA`
    Counts that disclosure control took away (null) do not add; a ward of which nothing may be shown is null.
    Incidents outside every ward stand in a row without a ward.
    """
    summed = table.group_by("ward").aggregate([("count", "sum")])
    return pa.table({"ward": summed["ward"], "count": summed["count_sum"]}).sort_by("ward")


def incidents_by_ward(table: pa.Table) -> pa.Table:
    """One row per ward, columns `ward` and `count`: how many rows of incidents lie in it.

    table  incidents with the column `ward`
    Incidents outside every ward stand in a row without a ward.
    """
    counted = table.group_by("ward").aggregate([([], "count_all")])
    return pa.table({"ward": counted["ward"], "count": counted["count_all"]}).sort_by("ward")
