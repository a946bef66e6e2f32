"""Keeping the cells in step with the incidents: whole months are counted again when one of their rows changes."""

from __future__ import annotations

from itertools import groupby

from sqlalchemy import Connection, Select, delete, func, insert, not_, select

from ..schema.tables import counts, incidents

_PLACES = ("month", "borough", "ward", "category")


def count_again(connection: Connection, touched: set[tuple[str, str]], last: int) -> int:
    """Make anew the cells of some months, given as (dataset, month).

    Their sequence numbers follow `last` in the order of place, and tell nothing about which cell changed.
    Returns the last number given out.
    """
    for dataset, group in groupby(sorted(touched), key=lambda each: each[0]):
        months = [month for _, month in group]
        connection.execute(delete(counts).where(counts.c.dataset == dataset, counts.c.month.in_(months)))
        counted = _counted(dataset, months, last)
        connection.execute(insert(counts).from_select(list(counted.selected_columns.keys()), counted))
        last = max(last, connection.scalar(select(func.max(counts.c.seq))) or 0)
    return last


def _counted(dataset: str, months: list[str], last: int) -> Select:
    places = [incidents.c[name] for name in _PLACES]
    month, borough, ward, category = places
    count_id = month + ":" + func.coalesce(borough, "") + ":" + func.coalesce(ward, "") + ":" + category
    return (
        select(
            (func.row_number().over(order_by=places) + last).label("seq"),
            incidents.c.dataset,
            count_id.label("count_id"),
            *places,
            func.count().label("count"),
            func.max(incidents.c.seq).label("last_seq"),
            *_box(""),
            *_box("point_"),
        )
        .where(incidents.c.dataset == dataset, incidents.c.month.in_(months), not_(incidents.c.removed))
        .group_by(incidents.c.dataset, *places)
    )


def _box(prefix: str) -> list:
    longitude, latitude = incidents.c[prefix + "longitude"], incidents.c[prefix + "latitude"]
    return [
        func.min(longitude).label(prefix + "west"),
        func.min(latitude).label(prefix + "south"),
        func.max(longitude).label(prefix + "east"),
        func.max(latitude).label(prefix + "north"),
    ]
