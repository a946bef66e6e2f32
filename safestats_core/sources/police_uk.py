"""Street-level crime from the web service of data.police.uk: open, by month, at anonymous points.

The service answers at most 10,000 crimes at a time, and says so by the status that also means that it is down. So an
area is cut up until every answer is whole; where even a few houses are said to be too much, the service is down.
Source: https://data.police.uk/docs/method/crime-street/ and https://data.police.uk/docs/api-call-limits/
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Sequence
from typing import Any, Optional

import requests
import shapely

from ..errors import InvalidInput, PortalRefused, PortalUnreachable, UnreadableSupply
from ..formats.harmonise import Harmonised, harmonise
from ..formats.profile_file import load_profile
from ..formats.records import Answer, answers_table, read_answer
from ..progress import Progress, silent
from ..query import FIRST_MONTH, LAST_MONTH, Period, Query
from ..retrieval.address import without_query
from ..retrieval.catalogue import DatasetInfo
from ..retrieval.json_answer import read_json
from ..retrieval.session import WAITS, HttpSession
from ..retrieval.statuses import check_status
from .pace import Pace
from .quadtree import Box, answers
from .source import Fetched, Taken, described, first_of_each, found

ADDRESS = "https://data.police.uk/api"

PER_SECOND = 10.0
"""The service takes 15 requests a second."""

ENGLAND_WALES_NORTHERN_IRELAND = shapely.box(-8.2, 49.8, 1.8, 55.9)
"""Where nobody says where: Scotland's police does not publish here."""

SMALLEST = 0.002
"""Degrees, about 200 m; no such box holds 10,000 crimes in a month."""

_PROFILE = "policeuk-api"


class PoliceUk:
    """The web service; any program may ask it, without signing in.

    http     a session from `new_http_session`
    address  of the service, for a copy of it
    pause    waits so many seconds
    """

    def __init__(
        self,
        http: Optional[requests.Session] = None,
        address: str = ADDRESS,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._http = http or HttpSession(pause)
        self._address = address
        self._pause = pause
        self._pace = Pace(PER_SECOND, pause)
        self._profile = load_profile(_PROFILE)

    def datasets(self) -> list[DatasetInfo]:
        """The one dataset, with the months that are published: they are about two months in arrears."""
        return [described(self._profile, self._months())]

    def fetch(self, query: Query, progress: Progress = silent) -> Fetched:
        """The crimes that answer `query`.

        Of a drawn area the service is asked for boxes that cover it; what lies outside is left out here. Raises
        InvalidInput for codes of areas, which the service does not know, and for months that it does not have.
        """
        published = self._months()
        dataset = found([described(self._profile, published)], query, "data.police.uk")
        months = _asked(query, published)
        area = query.area or ENGLAND_WALES_NORTHERN_IRELAND
        kind = self._only_kind(query)
        taken, seen = Taken(query), set[str]()
        without = len(_missing(query.period, published))
        if without:
            taken.notes["months that data.police.uk does not have"] = without
        for done, month in enumerate(months):
            progress(done, len(months), f"data.police.uk, {month}")
            harmonised = self._month(month, area, kind)
            taken.add(first_of_each(harmonised.incidents, seen), harmonised.read, harmonised.refusals, harmonised.notes)
        progress(len(months), len(months), "data.police.uk")
        return taken.fetched(dataset, ("area",), ("period", "categories") if kind else ("period",))

    def _months(self) -> list[str]:
        answer = self._pace.ask(lambda: self._http.get(f"{self._address}/crimes-street-dates"))
        check_status(answer)
        return sorted(read_json(answer, _dates))

    def _only_kind(self, query: Query) -> str:
        """The service's own word for the one category that is asked for; "" where it takes more than one word."""
        crosswalk = self._profile.category.crosswalk
        words = [word for word, category in crosswalk.items() if category in query.categories]
        return words[0] if len(words) == 1 else ""

    def _month(self, month: str, area: shapely.Geometry, kind: str) -> Harmonised:
        try:
            pieces = list(answers(area, lambda box: self._crimes(month, box, kind), SMALLEST))
        except ValueError as error:
            raise PortalUnreachable(
                f"data.police.uk cannot answer now, not even for {error} degrees. Try again in a few minutes."
            ) from error
        table = answers_table([answer for _, answer in pieces], self._profile.source.rename)
        return harmonise(table, self._profile, f"data.police.uk {month}")

    def _crimes(self, month: str, box: Box, kind: str) -> Optional[Answer]:
        """What the service answers for a box; None where that is too much for one answer."""
        west, south, east, north = box
        corners = [(south, west), (south, east), (north, east), (north, west)]
        form = {"date": month, "poly": ":".join(f"{latitude:.7f},{longitude:.7f}" for latitude, longitude in corners)}
        answer = self._pace.ask(lambda: self._sent(f"{self._address}/crimes-street/{kind or 'all-crime'}", form))
        if answer.status_code == 503:
            answer.close()
            return None
        check_status(answer)
        try:
            return read_answer(io.BytesIO(answer.content), f"{month} {form['poly']}")
        except UnreadableSupply as error:
            raise PortalRefused(f"{without_query(answer.url)} sent no list of crimes. {error}", 200) from error

    def _sent(self, url: str, form: dict[str, str]) -> requests.Response:
        """The answer to a form, which may be longer than an address can be; asking again changes nothing."""
        for wait in WAITS:
            try:
                return self._http.post(url, data=form)
            except PortalUnreachable:
                self._pause(wait)
        return self._http.post(url, data=form)


def _asked(query: Query, published: list[str]) -> list[str]:
    """The months to ask for, all of them published. Where one lies between them that is not, there is less to ask."""
    if query.area_codes:
        raise InvalidInput("data.police.uk knows no codes of areas. Ask by a drawn area, or by their polygons.")
    if not published:
        raise InvalidInput("data.police.uk says that it has no months at all. Try again later.")
    missing = _missing(query.period, published)
    months = [month for month in published if query.period is None or month in query.period]
    if not months or any(not published[0] <= month <= published[-1] for month in missing):
        raise InvalidInput(
            f"There is nothing for {_ranges(missing)} at data.police.uk. It has {published[0]} to {published[-1]}: "
            "choose a period within that."
        )
    return months


def _missing(period: Optional[Period], published: list[str]) -> list[str]:
    """The months that are not published, as far as somebody named them: an open end is wherever these end."""
    if period is None:
        return []
    first = min(period.last, published[0]) if period.first <= FIRST_MONTH else period.first
    last = max(period.first, published[-1]) if period.last >= LAST_MONTH else period.last
    known = set(published)
    return [month for month in Period(first, last).months() if month not in known]


def _ranges(months: Sequence[str]) -> str:
    """Months in order, those in a row by the first and the last of them."""
    rows: list[list[str]] = []
    for month in months:
        if rows and Period(rows[-1][-1], month).months()[1:] == [month]:
            rows[-1].append(month)
        else:
            rows.append([month])
    return ", ".join(row[0] if len(row) == 1 else f"{row[0]} – {row[-1]}" for row in rows)


def _dates(document: Any) -> list[str]:
    return [str(entry["date"]) for entry in document]
