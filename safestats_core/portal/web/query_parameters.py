"""The query of a URL as the question that it asks. What cannot be understood is refused, never passed over."""

from __future__ import annotations

import math
import re
from datetime import datetime, time, timezone
from typing import Optional, Union

from starlette.datastructures import QueryParams
from starlette.requests import Request

from ...access import Scope
from ...errors import InvalidInput
from ...query import Period
from ..answering.row_filter import Box, RowFilter
from ..filters import shapes
from ..filters.expression import Expression, Intersects, every
from ..filters.reading import read_filter as read_condition
from .crs import WGS84, Crs, read_crs

ITEM_PARAMETERS = (
    "bbox",
    "bbox-crs",
    "datetime",
    "limit",
    "cursor",
    "month",
    "from_month",
    "to_month",
    "category",
    "area",
    "filter",
    "filter-lang",
    "filter-crs",
    "crs",
    "f",
)

ITEM_FORMATS = ("json", "arrow", "flatgeobuf", "csv")

DEFAULT_LIMIT = 1_000
MOST_ITEMS = 10_000

_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:[Tt](\d\d:\d\d:\d\d)(?:\.(\d{1,6})\d*)?([Zz]|[+-]\d\d:\d\d))?")


def check_parameters(
    request: Request, known: tuple[str, ...] = ("f",), formats: tuple[str, ...] = ("json",)
) -> QueryParams:
    """The request's parameters.

    Raises InvalidInput for one that is not `known` or is there twice, and for an `f` that is not one of `formats`.
    """
    given = [name for name, _ in request.query_params.multi_items()]
    _refuse_nul(request)
    for name in given:
        if name not in known:
            raise InvalidInput(f"Unknown parameter '{name}'. Known here: {', '.join(known)}.")
        if given.count(name) > 1:
            raise InvalidInput(f"The parameter '{name}' is given more than once. Give it once.")
    if request.query_params.get("f", "json") not in formats:
        raise InvalidInput(f"Unknown format '{request.query_params['f']}'. Choose f={' or f='.join(formats)}.")
    return request.query_params


def _refuse_nul(request: Request) -> None:
    # No text of the portal has this character, and PostgreSQL refuses a question that does.
    texts = [text for pair in request.query_params.multi_items() for text in pair]
    if any("\0" in text for text in (*texts, *map(str, request.path_params.values()))):
        raise InvalidInput("The address holds the character NUL. Leave it out.")


def read_filter(parameters: QueryParams, scope: Scope, dataset_crs: str) -> RowFilter:
    """The rows that are asked for, of what the scope shows of a dataset that analysts work on in `dataset_crs`.

    Raises InvalidInput, with the value, for a parameter that cannot be read.
    """
    starts_before, ends_after = _interval(parameters.get("datetime"))
    from_month, to_month = parameters.get("from_month"), parameters.get("to_month")
    if from_month and to_month:
        Period(from_month, to_month)
    box = _box(parameters, read_crs(parameters, "bbox-crs", dataset_crs))
    conditions = _conditions(parameters, scope, read_crs(parameters, "filter-crs", dataset_crs))
    if isinstance(box, Intersects):
        conditions.append(box)
    return RowFilter(
        bbox=box if isinstance(box, tuple) else None,
        starts_before=starts_before,
        ends_after=ends_after,
        month=parameters.get("month"),
        from_month=from_month,
        to_month=to_month,
        categories=_list(parameters, "category"),
        area_codes=_list(parameters, "area"),
        condition=every(conditions) if conditions else None,
    )


def read_limit(parameters: QueryParams) -> int:
    """How many items a page may hold; more than MOST_ITEMS is understood as MOST_ITEMS."""
    text = parameters.get("limit", str(DEFAULT_LIMIT))
    if not re.fullmatch(r"[0-9]{1,18}", text) or int(text) < 1:
        raise InvalidInput(f"limit={text} is not a whole number from 1 to {MOST_ITEMS}.")
    return min(int(text), MOST_ITEMS)


def _conditions(parameters: QueryParams, scope: Scope, crs: Crs) -> list[Expression]:
    if "filter" not in parameters:
        for name in ("filter-lang", "filter-crs"):
            if name in parameters:
                raise InvalidInput(f"{name} is given without a filter. Give filter=, or leave {name} out.")
        return []
    language = parameters.get("filter-lang", "cql2-text")
    return [read_condition(parameters["filter"], language, scope, crs.frame)]


def _box(parameters: QueryParams, crs: Crs) -> Union[None, Box, Intersects]:
    text = parameters.get("bbox")
    if text is None:
        return None
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) == 6:
        del numbers[5], numbers[2]
    if crs.frame.projected is not None:
        # Its straight sides are curves in degrees, so it is a shape like any other.
        return Intersects(shapes.checked(shapes.of_box(numbers, crs.frame), crs.frame))
    if crs == WGS84 and len(numbers) == 4:
        numbers = [numbers[1], numbers[0], numbers[3], numbers[2]]
    if len(numbers) != 4 or not _is_on_earth(numbers):
        raise InvalidInput(
            f"bbox={text} is not west,south,east,north in degrees (or those with heights: six numbers), "
            "longitudes from -180 to 180, latitudes from -90 to 90, south below north. "
            f"With bbox-crs={WGS84.uri}: south,west,north,east."
        )
    return (numbers[0], numbers[1], numbers[2], numbers[3])


def _is_on_earth(box: list[float]) -> bool:
    west, south, east, north = box
    return all(map(math.isfinite, box)) and max(abs(west), abs(east)) <= 180 and -90 <= south <= north <= 90


def _interval(text: Optional[str]) -> tuple[Optional[datetime], Optional[datetime]]:
    """The moments before which and after which something must have begun and ended to be in the interval."""
    if text is None:
        return None, None
    parts = text.split("/")
    if len(parts) > 2 or (len(parts) == 1 and parts[0] in ("", "..")):
        raise InvalidInput(f"datetime={text} is not a moment or an interval. Write START/END, with .. for an open end.")
    after, before = (None if part in ("", "..") else part for part in (parts[0], parts[-1]))
    first = None if after is None else _moment(after, time.min)
    last = None if before is None else _moment(before, time.max)
    if first and last and first > last:
        raise InvalidInput(f"datetime={text} ends before it starts. Swap the two moments.")
    return last, first


def _moment(text: str, edge: time) -> datetime:
    found = _MOMENT.fullmatch(text)
    try:
        if found is None:
            raise ValueError(text)
        date, clock, fraction, zone = found.groups()
        if clock is None:
            return datetime.combine(datetime.fromisoformat(date), edge, timezone.utc)
        offset = "+00:00" if zone in "Zz" else zone
        return datetime.fromisoformat(f"{date}T{clock}.{(fraction or '0').ljust(6, '0')}{offset}")
    except ValueError as error:
        raise InvalidInput(
            f"'{text}' in datetime is not a moment. Write 2024-03-01T18:30:00Z or 2024-03-01."
        ) from error


def _list(parameters: QueryParams, name: str) -> tuple[str, ...]:
    if name not in parameters:
        return ()
    parts = tuple(part.strip() for part in parameters[name].split(","))
    if not all(parts):
        raise InvalidInput(f"{name}={parameters[name]} has an empty part. Write values with one comma between them.")
    return parts
