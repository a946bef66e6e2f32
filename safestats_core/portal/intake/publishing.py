"""Turning what has been staged into what is published: whole sets of rows, inside the caller's transaction.

Every row that is new or different takes a new sequence number. The counter's row is held until the
commit, so that numbers become visible in the order in which they were given out.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
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

from ..schema.tables import arrivals, counter, datasets, departures, incidents, matches
from .cube import count_again
from .supplied import SupplierMonth

Months = set[tuple[str, str]]
"""Months of datasets, as (dataset, "YYYY-MM")."""


@dataclass(frozen=True)
class Changes:
    """How many rows a delivery added, changed, left as they were, brought twice, and took away."""

    added: int
    changed: int
    unchanged: int
    repeated: int
    removed: int


def hold_counter(connection: Connection) -> int:
    """The last sequence number given out. Nobody else gives one out until the caller's transaction ends."""
    held = select(counter.c.value).where(counter.c.name == "seq").with_for_update()
    return int(connection.execute(held).scalar_one())


def publish(
    connection: Connection,
    replaced: Iterable[SupplierMonth],
    now: int,
    recount: AbstractSet[tuple[str, str]] = frozenset(),
) -> Changes:
    """Publish everything in `arrivals`.

    replaced  of these, a published row that did not arrive again becomes a tombstone
    now       seconds since 1970, written to the datasets that changed
    recount   months of datasets whose cells are made anew though no row of theirs changes
    """
    last = hold_counter(connection)
    repeated = _drop_repeats(connection)
    _match(connection)
    missing = _missing(connection, replaced)
    touched = _touched(connection) | {(dataset, month) for _, dataset, month in missing} | recount
    last = _bury(connection, [seq for seq, _, _ in missing], last)
    _note_moves(connection, last)
    changed = _make_room(connection)
    last = _move_in(connection, last)
    settle(connection, touched, last, now)
    arrived = connection.execute(select(func.count()).select_from(arrivals)).scalar_one()
    unchanged = connection.execute(select(func.count()).where(matches.c.same)).scalar_one()
    return Changes(arrived - unchanged - changed, changed, unchanged, repeated, len(missing))


def settle(connection: Connection, touched: Months, last: int, now: int) -> None:
    """Bring in step what follows from changed rows: cells, counter, dates. `last` is the last number given out."""
    last = count_again(connection, touched, last)
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


def _match(connection: Connection) -> None:
    """Fill `matches`: the one comparison of what arrived with what is published."""
    same = and_(incidents.c.digest == arrivals.c.digest, not_(incidents.c.removed))
    found = select(arrivals.c.ordinal, incidents.c.seq, same.label("same")).where(_same_key())
    connection.execute(insert(matches).from_select(["ordinal", "seq", "same"], found))


def _missing(connection: Connection, replaced: Iterable[SupplierMonth]) -> list[tuple[int, str, str]]:
    """Sequence number, dataset and month of the published rows of `replaced` that did not arrive again."""
    rows: list[tuple[int, str, str]] = []
    for (dataset, month), group in groupby(sorted(replaced), key=lambda each: (each.dataset, each.month)):
        wanted = select(incidents.c.seq).where(
            incidents.c.dataset == dataset,
            incidents.c.month == month,
            incidents.c.supplier.in_([each.supplier for each in group]),
            not_(incidents.c.removed),
            not_(exists().where(_same_key()).correlate(incidents)),
        )
        rows += [(seq, dataset, month) for seq in connection.scalars(wanted.order_by(incidents.c.seq))]
    return rows


def _touched(connection: Connection) -> Months:
    """The months that rows come to, and the months that they leave."""
    coming = select(arrivals.c.dataset, arrivals.c.month).where(_is_fresh())
    leaving = select(incidents.c.dataset, incidents.c.month).where(incidents.c.seq.in_(_outdated()))
    return {(dataset, month) for dataset, month in connection.execute(union(coming, leaving))}


def _bury(connection: Connection, seqs: list[int], last: int) -> int:
    """Make tombstones. Returns the last sequence number given out."""
    rows = [{"old": old, "new": new} for new, old in enumerate(seqs, start=last + 1)]
    if rows:
        bury = update(incidents).where(incidents.c.seq == bindparam("old")).values(seq=bindparam("new"), removed=True)
        connection.execute(bury, rows)
        gone = select(*(incidents.c[name] for name in departures.c.keys())).where(
            incidents.c.seq > last, incidents.c.seq <= last + len(rows)
        )
        connection.execute(insert(departures).from_select(departures.c.keys(), gone))
    return last + len(rows)


def _note_moves(connection: Connection, last: int) -> None:
    """Note which changed rows leave their month, areas or category, under the number that `_move_in` will give them."""
    places = [incidents.c[name].is_distinct_from(arrivals.c[name]) for name in ("month", "borough", "ward", "category")]
    moved = (
        select((arrivals.c.ordinal + last).label("seq"), *(incidents.c[name] for name in departures.c.keys()[1:]))
        .join_from(matches, incidents, matches.c.seq == incidents.c.seq)
        .join(arrivals, arrivals.c.ordinal == matches.c.ordinal)
        .where(not_(matches.c.same), not_(incidents.c.removed), or_(*places))
    )
    connection.execute(insert(departures).from_select(departures.c.keys(), moved))


def _make_room(connection: Connection) -> int:
    """Take out the rows that arrived in another form, and tombstones of rows that are back.

    Returns how many were not tombstones.
    """
    outdated = delete(incidents).where(incidents.c.seq.in_(_outdated()))
    changed = connection.execute(outdated.where(not_(incidents.c.removed))).rowcount
    connection.execute(outdated)
    return changed


def _move_in(connection: Connection, last: int) -> int:
    """Publish the arrivals that are new or different. Returns the last sequence number given out."""
    names = [column.name for column in arrivals.columns if column.name != "ordinal"]
    rows = (
        select((arrivals.c.ordinal + last).label("seq"), *(arrivals.c[name] for name in names))
        .where(_is_fresh())
        .order_by(arrivals.c.ordinal)
    )
    connection.execute(insert(incidents).from_select(["seq", *names], rows))
    highest = connection.scalar(select(func.max(arrivals.c.ordinal)))
    return last + (highest or 0)


def _same_key() -> ColumnElement[bool]:
    return and_(incidents.c.dataset == arrivals.c.dataset, incidents.c.incident_id == arrivals.c.incident_id)


def _is_fresh() -> ColumnElement[bool]:
    return not_(exists().where(matches.c.ordinal == arrivals.c.ordinal, matches.c.same))


def _outdated() -> Select[tuple[int]]:
    return select(matches.c.seq).where(not_(matches.c.same))
