"""Every table of the portal's database by name. Who makes or moves a database goes through here and forgets none."""

from __future__ import annotations

from .areas import areas
from .counts import counts
from .datasets import datasets
from .deliveries import deliveries, refusals
from .departures import departures
from .foundation import counter, keys, metadata
from .incidents import arrivals, arrivals_by_id, incidents, matches
from .people import grants, people
from .sign_in import refresh_tokens, sign_in_codes

__all__ = [
    "areas",
    "arrivals",
    "arrivals_by_id",
    "counter",
    "counts",
    "datasets",
    "deliveries",
    "departures",
    "grants",
    "incidents",
    "keys",
    "matches",
    "metadata",
    "people",
    "refresh_tokens",
    "refusals",
    "sign_in_codes",
]
