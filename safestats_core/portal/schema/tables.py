"""Every table of the portal's database by name. Who makes or moves a database goes through here and forgets none."""

from __future__ import annotations

from .administrators import administrators
from .areas import area_versions, areas
from .counts import counts, supplier_counts
from .coverage import coverage
from .datasets import datasets
from .deliveries import deliveries, refusals
from .departures import departures
from .feeds import feed_profiles, feeds, pushes, supplier_datasets, suppliers
from .foundation import counter, keys, metadata, schema_version
from .incidents import arrivals, arrivals_by_id, incidents, matches, numbers
from .issuer import issuer_groups, issuer_people, issuers
from .lifecycle import chores, erased
from .people import delegations, grants, people, terms, terms_accepted
from .programs import programs
from .saved_queries import saved_queries
from .sign_in import device_codes, refresh_tokens, sign_in_codes

__all__ = [
    "administrators",
    "area_versions",
    "areas",
    "arrivals",
    "arrivals_by_id",
    "chores",
    "counter",
    "counts",
    "coverage",
    "datasets",
    "delegations",
    "deliveries",
    "departures",
    "device_codes",
    "erased",
    "feed_profiles",
    "feeds",
    "grants",
    "incidents",
    "issuer_groups",
    "issuer_people",
    "issuers",
    "keys",
    "matches",
    "metadata",
    "numbers",
    "people",
    "programs",
    "pushes",
    "refresh_tokens",
    "refusals",
    "saved_queries",
    "schema_version",
    "sign_in_codes",
    "supplier_counts",
    "supplier_datasets",
    "suppliers",
    "terms",
    "terms_accepted",
]
