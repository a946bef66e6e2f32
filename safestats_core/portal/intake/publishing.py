"""Turning what has been staged into what is published: whole sets of rows, inside the caller's transaction.

Every row that is new or different takes a new sequence number. The counter's row is held until the
commit, so that numbers become visible in the order in which they were given out.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import groupby
from typing import Optional

from sqlalchemy import (
    ColumnElement,
    Connection,
    Index,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    not_,
    or_,
    select,
    tuple_,
    union,
    update,
)

from ..databases.partitions import make_room, refresh_statistics, within
from ..schema.tables import arrivals, counter, datasets, departures, incidents, matches, numbers
from .bulk_indexes import without_indexes
from .cube import NOTHING_COUNTED, Tallies, count_again
from .recalled import count_recalled, drop_overtaken, recalled_datasets, standing
from .supplied import SupplierMonth

_WORTH_COUNTING = 10_000
"""New rows from which on the database's planner is told of them at once."""

matches_by_seq = Index("matches_by_seq", matches.c.seq)
numbers_by_ordinal = Index("numbers_by_ordinal", numbers.c.ordinal)

Months = set[tuple[str, str]]
"""Months of datasets, as (dataset, "YYYY-MM")."""


@dataclass(frozen=True)
class Changes:
    """How many rows a delivery added, changed, left as they were, brought twice, and took away.

    deleted    how many rows said that one sent before is to go
    not_there  how many of those found none
    """

    added: int
    changed: int
    unchanged: int
    repeated: int
    removed: int
    deleted: int
    not_there: int


@dataclass(frozen=True)
class WentStraight:
    """What of a delivery is in the published table already, in the same transaction: see straight.

    datasets  all of whose rows came so; they held none before
    added     rows that are there, and `repeated` those that a later one with the same key took the place of
    last      the last sequence number given out
    months    the months that the rows came to
    tallies   the cells of the datasets whose rows could be counted on the way
    """

    datasets: frozenset[str] = frozenset()
    added: int = 0
    repeated: int = 0
    last: int = 0
    months: frozenset[tuple[str, str]] = frozenset()
    tallies: Tallies = field(default_factory=dict)


def hold_counter(connection: Connection) -> int:
    """The last sequence number given out. Nobody else gives one out until the caller's transaction ends."""
    held = select(counter.c.value).where(counter.c.name == "seq").with_for_update()
    return int(connection.execute(held).scalar_one())


def publish(
    connection: Connection,
    replaced: Iterable[SupplierMonth],
    now: int,
    recount: AbstractSet[tuple[str, str]] = frozenset(),
    straight: Optional[WentStraight] = None,
) -> Changes:
    """Publish everything in `arrivals`, and take away what is in `recalled`.

    replaced  of these, a published row that did not arrive again becomes a tombstone
    now       seconds since 1970, written to the datasets that changed
    recount   months of datasets whose cells are made anew though no row of theirs changes
    straight  what of the delivery is published already, in the same transaction
    """
    straight = straight or WentStraight()
    last = max(hold_counter(connection), straight.last)
    repeated = _drop_repeats(connection) + drop_overtaken(connection)
    arriving = _arriving(connection)
    make_room(connection, arriving)
    among = within(connection, {dataset for dataset, _ in arriving} | recalled_datasets(connection))
    _match(connection, among)
    deleted = _standing(connection, among)
    compared = (each for each in replaced if each.dataset not in straight.datasets)
    missing = sorted({*_missing(connection, compared), *deleted})
    touched = _touched(connection) | {(dataset, month) for _, dataset, month in missing} | recount | straight.months
    before = _bury(connection, missing, last)
    last = _number(connection, before)
    _note_moves(connection, among)
    changed = _clear_outdated(connection, among)
    _move_in(connection, last - before, last)
    if last - before >= _WORTH_COUNTING:
        refresh_statistics(connection, touched)
    settle(connection, touched, last, now, straight.tallies)
    arrived = connection.execute(select(func.count()).select_from(arrivals)).scalar_one()
    unchanged = connection.execute(select(func.count()).where(matches.c.same)).scalar_one()
    recalls = count_recalled(connection)
    return Changes(
        added=straight.added + arrived - unchanged - changed,
        changed=changed,
        unchanged=unchanged,
        repeated=straight.repeated + repeated,
        removed=len(missing),
        deleted=recalls,
        not_there=recalls - len(deleted),
    )


def settle(connection: Connection, touched: Months, last: int, now: int, tallies: Tallies = NOTHING_COUNTED) -> None:
    """Bring in step what follows from changed rows: cells, counter, dates. `last` is the last number given out."""
    last = count_again(connection, touched, last, tallies)
    connection.execute(update(counter).where(counter.c.name == "seq").values(value=last))
    names = sorted({dataset for dataset, _ in touched})
    connection.execute(update(datasets).where(datasets.c.name.in_(names)).values(updated=now))


def _drop_repeats(connection: Connection) -> int:
    """Of rows with one key only the last stays."""
    key = (arrivals.c.incident_id, arrivals.c.dataset)
    keys_that_repeat = select(*key).group_by(*key).having(func.count() > 1)
    later = arrivals.alias("later")
    again = exists().where(
        later.c.dataset == arrivals.c.dataset,
        later.c.incident_id == arrivals.c.incident_id,
        later.c.ordinal > arrivals.c.ordinal,
    )
    return connection.execute(delete(arrivals).where(tuple_(*key).in_(keys_that_repeat), again)).rowcount


def _match(connection: Connection, among: ColumnElement[bool]) -> None:
    """Fill `matches`: the one comparison of what arrived with what is published, which is `among` the rows."""
    same = and_(incidents.c.digest == arrivals.c.digest, not_(incidents.c.removed))
    place = (incidents.c.seq, incidents.c.dataset, incidents.c.month)
    found = select(arrivals.c.ordinal, *place, same.label("same")).where(among, _same_key())
    connection.execute(insert(matches).from_select(["ordinal", "seq", "dataset", "month", "same"], found))


def _missing(connection: Connection, replaced: Iterable[SupplierMonth]) -> list[tuple[int, str, str]]:
    """Sequence number, dataset and month of the published rows of `replaced` that did not arrive again."""
    rows: list[tuple[int, str, str]] = []
    matches_by_seq.create(connection)
    for (dataset, month), group in groupby(sorted(replaced), key=lambda each: (each.dataset, each.month)):
        wanted = select(incidents.c.seq).where(
            incidents.c.dataset == dataset,
            incidents.c.month == month,
            incidents.c.supplier.in_([each.supplier for each in group]),
            not_(incidents.c.removed),
            not_(exists().where(matches.c.seq == incidents.c.seq).correlate(incidents)),
        )
        rows += [(seq, dataset, month) for seq in connection.scalars(wanted.order_by(incidents.c.seq))]
    return rows


def _standing(connection: Connection, among: ColumnElement[bool]) -> list[tuple[int, str, str]]:
    """Sequence number, dataset and month of the published rows that are recalled."""
    return [(seq, dataset, month) for seq, dataset, month in connection.execute(standing(among))]


def _arriving(connection: Connection) -> Months:
    months = connection.execute(select(arrivals.c.dataset, arrivals.c.month).distinct())
    return {(dataset, month) for dataset, month in months}


def _touched(connection: Connection) -> Months:
    """The months that rows come to, and the months that they leave."""
    coming = select(arrivals.c.dataset, arrivals.c.month).where(_is_fresh())
    leaving = select(matches.c.dataset, matches.c.month).where(not_(matches.c.same))
    return {(dataset, month) for dataset, month in connection.execute(union(coming, leaving))}


def _bury(connection: Connection, missing: list[tuple[int, str, str]], last: int) -> int:
    """Make tombstones. Returns the last sequence number given out."""
    rows = [
        {"old": old, "its_dataset": dataset, "its_month": month, "new": new}
        for new, (old, dataset, month) in enumerate(missing, start=last + 1)
    ]
    if rows:
        place = (incidents.c.dataset == bindparam("its_dataset"), incidents.c.month == bindparam("its_month"))
        bury = update(incidents).where(incidents.c.seq == bindparam("old"), *place)
        connection.execute(bury.values(seq=bindparam("new"), removed=True), rows)
        gone = select(*(incidents.c[name] for name in departures.c.keys())).where(
            within(connection, {dataset for _, dataset, _ in missing}),
            incidents.c.seq > last,
            incidents.c.seq <= last + len(rows),
        )
        connection.execute(insert(departures).from_select(departures.c.keys(), gone))
    return last + len(rows)


def _number(connection: Connection, last: int) -> int:
    """Fill `numbers`: the arrivals that are new or different, in the order of their ids of the point level.

    In the order of the supplier's file they would tell who may only see the day which of two came first in it.
    Returns the last sequence number given out.
    """
    order = func.row_number().over(order_by=(arrivals.c.point_id, arrivals.c.ordinal))
    given = select((order + last).label("seq"), arrivals.c.ordinal).where(_is_fresh()).order_by("seq")
    connection.execute(insert(numbers).from_select(["seq", "ordinal"], given))
    return connection.scalar(select(func.max(numbers.c.seq))) or last


def _note_moves(connection: Connection, among: ColumnElement[bool]) -> None:
    """Note which changed rows leave their month, areas or category, under their new numbers."""
    if connection.scalar(select(matches.c.ordinal).where(not_(matches.c.same)).limit(1)) is None:
        return
    numbers_by_ordinal.create(connection)
    places = [incidents.c[name].is_distinct_from(arrivals.c[name]) for name in ("month", "borough", "ward", "category")]
    moved = (
        select(numbers.c.seq, *(incidents.c[name] for name in departures.c.keys()[1:]))
        .join_from(matches, incidents, _same_row())
        .join(arrivals, arrivals.c.ordinal == matches.c.ordinal)
        .join(numbers, numbers.c.ordinal == matches.c.ordinal)
        .where(among, not_(matches.c.same), not_(incidents.c.removed), or_(*places))
    )
    connection.execute(insert(departures).from_select(departures.c.keys(), moved))


def _clear_outdated(connection: Connection, among: ColumnElement[bool]) -> int:
    """Take out the rows that arrived in another form, and tombstones of rows that are back.

    Returns how many were not tombstones.
    """
    row = tuple_(incidents.c.dataset, incidents.c.month, incidents.c.seq)
    places = select(matches.c.dataset, matches.c.month, matches.c.seq)
    outdated = delete(incidents).where(among, row.in_(places.where(not_(matches.c.same))))
    changed = connection.execute(outdated.where(not_(incidents.c.removed))).rowcount
    connection.execute(outdated)
    return changed


def _move_in(connection: Connection, given: int, last: int) -> None:
    """Publish the arrivals that are new or different: `given` of them, after which `last` is the last number."""
    names = [column.name for column in arrivals.columns if column.name != "ordinal"]
    rows = (
        select(numbers.c.seq, *(arrivals.c[name] for name in names))
        .join_from(numbers, arrivals, numbers.c.ordinal == arrivals.c.ordinal)
        .order_by(numbers.c.seq)
    )
    with without_indexes(connection, incidents, coming=given, there=last - given):
        connection.execute(insert(incidents).from_select(["seq", *names], rows))


def _same_key() -> ColumnElement[bool]:
    return and_(incidents.c.dataset == arrivals.c.dataset, incidents.c.incident_id == arrivals.c.incident_id)


def _same_row() -> ColumnElement[bool]:
    """A match and its published row; with the part of the table that it lies in, so that no other is looked into."""
    return and_(*(incidents.c[name] == matches.c[name] for name in ("dataset", "month", "seq")))


def _is_fresh() -> ColumnElement[bool]:
    return not_(exists().where(matches.c.ordinal == arrivals.c.ordinal, matches.c.same))
