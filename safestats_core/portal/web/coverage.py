"""GET /collections/{collection}/coverage: which months of which supplier are there. Absence is not zero."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ...incidents import COVERAGE_STATES
from ..intake.supplied import Supplied
from ..lifecycle.coverage import coverage_in
from .collection import described_collection
from .items import record_consultation
from .query_parameters import check_parameters
from .site import JSON, base_url, link, site_of


def coverage(request: Request) -> Response:
    """The coverage of a collection, as far as the person who asks may know it."""
    check_parameters(request)
    # Not one of its rows: whether there are any worth agreeing for may be known before the terms are accepted.
    collection = described_collection(request)
    found = coverage_in(site_of(request).portal, collection.scope)
    record_consultation(request, collection, {"coverage": len(found)}, None)
    address = f"{base_url(request)}/collections/{collection.id}"
    return JSONResponse(
        {
            "scope_hash": collection.scope.scope_hash,
            "states": COVERAGE_STATES,
            **summary(found),
            "coverage": [
                {
                    "supplier": each.supplier,
                    "month": each.month,
                    "state": each.state,
                    "stated": each.is_stated,
                    "note": each.note,
                }
                for each in found
            ],
            "links": [
                link(str(request.url), "self", JSON),
                link(address, "collection", JSON, collection.dataset.title),
            ],
        }
    )


def summary(found: Sequence[Supplied]) -> dict[str, Any]:
    """How many months of suppliers are in each state, and the months in which something is not complete."""
    numbers = Counter(each.state for each in found)
    incomplete = {
        state: sorted({each.month for each in found if each.state == state}) for state in ("partial", "missing")
    }
    return {"supplier_months": {state: numbers[state] for state in COVERAGE_STATES}, "incomplete_months": incomplete}
