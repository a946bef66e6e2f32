"""The options of a command as the query that they mean."""

from __future__ import annotations

from argparse import Namespace
from typing import Optional

import shapely

from ..errors import InvalidInput
from ..query import Period, Query
from ..retrieval.catalogue import DatasetInfo


def asked_query(args: Namespace, dataset: DatasetInfo) -> Query:
    """What `--from`, `--to`, `--bbox`, `--area`, `--category` and `--column` ask of a portal's dataset."""
    # An end that nobody named is the dataset's, or beyond it where the other end is: then there is nothing to give.
    first = args.first or min(filter(None, (dataset.first_month, args.last)), default=None)
    last = args.last or max(filter(None, (dataset.last_month, args.first)), default=None)
    return _query(args, dataset, Period(first, last) if first and last else None)


def asked_of_source(args: Namespace, dataset: DatasetInfo) -> Query:
    """The same of another source, which may know the months of a dataset by no more than the name of a file."""
    return _query(args, dataset, Period.between(args.first, args.last))


def _query(args: Namespace, dataset: DatasetInfo, period: Optional[Period]) -> Query:
    return Query(
        dataset.dataset,
        dataset.level,
        period=period,
        area=_box(args.bbox) if args.bbox else None,
        area_codes=tuple(args.area),
        categories=tuple(args.category),
        columns=tuple(args.column),
    )


def _box(text: str) -> shapely.Polygon:
    try:
        west, south, east, north = map(float, text.split(","))
    except ValueError as error:
        raise InvalidInput(
            f"'{text}' is not a box. Write west,south,east,north in degrees: -0.2,51.4,0.1,51.6"
        ) from error
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise InvalidInput(f"The box {text} is empty or outside the world. Write west,south,east,north.")
    return shapely.box(west, south, east, north)
