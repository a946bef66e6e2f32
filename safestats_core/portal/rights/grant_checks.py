"""Whether a grant means what it says: its dataset, subject, months and areas are known, or what was meant is named."""

from __future__ import annotations

import difflib

from sqlalchemy import select, union

from ...access import Grant
from ...errors import InvalidInput
from ...query import Period
from ..datasets import get_dataset
from ..person import is_program
from ..portal import Portal
from ..schema import tables

_HOW_TO_OPEN = ("Open the account first with `safestats portal user add`.", "See `safestats portal program list`.")


def check_grant(portal: Portal, grant: Grant, with_hints: bool = True) -> None:
    """Raises InvalidInput, with a remedy, for a grant that would show nothing or something else than was meant.

    with_hints  whether what was meant may be named: only to somebody who may know all people and areas
    """
    get_dataset(portal, grant.dataset)
    _check_subject(portal, grant.subject, with_hints)
    _check_times(grant)
    if grant.areas is not None:
        _check_areas(portal, grant.dataset, grant.areas, with_hints)


def _check_subject(portal: Portal, subject: str, with_hints: bool) -> None:
    people = tables.people.c
    kind, _, name = subject.partition(":")
    column = people.organisation if kind == "organisation" else people.username
    if kind not in ("person", "program", "organisation"):
        raise InvalidInput(f"'{subject}' is not a subject. Write person:USERNAME, program:NAME or organisation:NAME.")
    with portal.engine.connect() as connection:
        known = list(connection.scalars(select(column).where(people.removed.is_(None)).distinct()))
        if column is people.organisation:  # whose people come from an issuer elsewhere may have none here yet
            meant = tables.issuer_groups.c
            known += connection.scalars(select(meant.value).where(meant.kind == "organisation")).all()
    if column is people.username:
        known = [each.partition(":")[2] or each for each in known if is_program(each) == (kind == "program")]
    if name not in known:
        hint = _close(name, {each: each for each in known}) if with_hints else ""
        raise InvalidInput(f"Nobody is {subject}.{hint} {_HOW_TO_OPEN[kind == 'program']}")


def _check_times(grant: Grant) -> None:
    Period(grant.from_month or "0000-01", grant.to_month or "9999-12")
    if grant.expires is not None and grant.expires.tzinfo is None:
        raise InvalidInput(f"The end {grant.expires} has no time zone. Write it as 2026-12-31T00:00+00:00.")


def _check_areas(portal: Portal, dataset: str, codes: frozenset[str], with_hints: bool) -> None:
    stamps, areas = tables.counts.c, tables.areas.c
    stamped = union(*(select(column).where(stamps.dataset == dataset) for column in (stamps.borough, stamps.ward)))
    with portal.engine.connect() as connection:
        named = select(areas.code, areas.name).where(areas.type.in_(["borough", "ward"]))
        known = {code: code for code in connection.scalars(stamped) if code is not None}
        known.update((code, name) for code, name in connection.execute(named))
    for code in sorted(codes - set(known)):
        hint = _close(code, known) if with_hints else ""
        raise InvalidInput(
            f"'{code}' is not the code of a borough or ward that this portal knows.{hint} "
            "Boundaries are added with `safestats portal areas add`."
        )


def _close(word: str, known: dict[str, str]) -> str:
    """A sentence naming what `word` may have meant, among code -> name."""
    spelt = {name.lower(): code for code, name in known.items()} | {code.lower(): code for code in known}
    codes = dict.fromkeys(spelt[each] for each in difflib.get_close_matches(word.lower(), list(spelt)))
    meant = ", ".join(code if known[code] == code else f"{code} ({known[code]})" for code in codes)
    return f" Did you mean {meant}?" if meant else ""
