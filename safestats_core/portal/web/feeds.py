"""Where suppliers' programs send deliveries, and read what became of their own. They read nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ...errors import AccessDenied, PortalRefused, SafeStatsError, SignInRequired, UnreadableSupply
from .. import audit
from ..feeds.file_names import delivery_name, stated_name, suffix_of
from ..feeds.incoming import incoming
from ..feeds.pushes import note_push, sent_delivery
from ..feeds.refusals_csv import refusals_csv
from ..feeds.suppliers import Supplier
from ..feeds.taking_in import kept_receipt, state_receipt, take_in
from ..feeds.unpacking import too_large
from ..identity.client_credentials import supplier_behind
from ..intake.receipts import Receipt, refusals_of
from .closing_stream import ClosingStream
from .feed_body import Body, Turns, receive
from .query_parameters import check_parameters
from .site import JSON, base_url, link, site_of
from .web_errors import refusal

CSV = "text/csv"

_RETRY_SECONDS = "30"
_DIGEST = re.compile(r"[0-9a-f]{64}")
_CODES = {408: "RequestTimeout", 413: "ContentTooLarge", 415: "UnsupportedMediaType", 503: "Busy"}
_turns = Turns()


@dataclass(frozen=True)
class _Sending:
    """A delivery that may be sent: by whom, to where, and how to receive it."""

    supplier: Supplier
    dataset: str
    name: str
    packed: bool


async def push(request: Request) -> Response:
    """POST /feeds/{dataset}: a file as the body; the answer is its receipt."""
    body = Body(request)
    try:
        sending = await to_thread.run_sync(_sending, request)
        with incoming(site_of(request).portal) as folder:
            path = folder / sending.name
            await receive(body, path, sending.packed, sending.supplier.most_bytes)
            receipt = await _turns.take(lambda: _take_in(request, sending, path))
    except SafeStatsError as error:
        # Else a client that is still sending sees a broken connection instead of the answer.
        await body.drain()
        answer = _refused(error)
        if answer is None:
            raise
        return answer
    return _answer(request, sending.dataset, state_receipt(receipt), 200 if receipt.taken_in else 201)


def receipt(request: Request) -> Response:
    """GET /feeds/{dataset}/receipts/{delivery}."""
    check_parameters(request)
    number = _asked_delivery(request, "receipt")
    return _answer(request, request.path_params["dataset"], kept_receipt(site_of(request).portal, number), 200)


def refusals(request: Request) -> Response:
    """GET /feeds/{dataset}/receipts/{delivery}/refusals: a CSV with row and reason."""
    check_parameters(request, ())
    number = _asked_delivery(request, "refusals")
    name = f"refusals-{request.path_params['delivery'][:12]}.csv"
    rows = refusals_csv(refusals_of(site_of(request).portal, number))
    return ClosingStream(rows, CSV, {"Content-Disposition": f'attachment; filename="{name}"'})


def who_sends(request: Request) -> Supplier:
    """The supplier behind the token of a request. Raises SignInRequired without one, and for a person's."""
    scheme, _, access = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not access:
        raise SignInRequired("This needs a supplier's program: send the header 'Authorization: Bearer ACCESS_TOKEN'.")
    site = site_of(request)
    return supplier_behind(site.portal, site.key, base_url(request), access.strip())


def _sending(request: Request) -> _Sending:
    supplier, dataset = _asked_feed(request)
    given = check_parameters(request, ("name",))
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length[:18]) > supplier.most_bytes:
        raise too_large(supplier.most_bytes)
    packing = request.headers.get("content-encoding", "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip"):
        raise PortalRefused(f"The Content-Encoding '{packing[:60]}' is not read. Send gzip, or the file as it is.", 415)
    suffix = suffix_of(request.headers.get("content-type", ""))
    stated = given.get("name") or stated_name(request.headers.get("content-disposition", ""))
    return _Sending(supplier, dataset, delivery_name(dataset, suffix, stated), packing != "identity")


def _take_in(request: Request, sending: _Sending, path: Path) -> Receipt:
    portal, supplier = site_of(request).portal, sending.supplier
    received = take_in(portal, sending.dataset, path, supplier.most_bytes, supplier.acts_as, by_content=True)
    note_push(portal, supplier, sending.dataset, received)
    return received


def _asked_feed(request: Request) -> tuple[Supplier, str]:
    supplier, dataset = who_sends(request), request.path_params["dataset"]
    if dataset not in supplier.datasets:
        raise AccessDenied("There is no such feed among those that you may send to. Ask those who run the portal.")
    return supplier, dataset


def _asked_delivery(request: Request, what: str) -> int:
    supplier, dataset = _asked_feed(request)
    digest, portal = request.path_params["delivery"], site_of(request).portal
    number = sent_delivery(portal, supplier, dataset, digest) if _DIGEST.fullmatch(digest) else None
    if number is None:
        raise AccessDenied("There is no such delivery among those that you sent here. Its receipt states its SHA-256.")
    audit.record(portal, supplier.acts_as, "consultation", dataset, None, {what: digest}, None)
    return number


def _answer(request: Request, dataset: str, stated: dict[str, Any], status: int) -> Response:
    here = f"{base_url(request)}/feeds/{dataset}/receipts/{stated['delivery']}"
    links = [link(here, "self", JSON), link(f"{here}/refusals", "refusals", CSV, "each refused row, and why")]
    headers = {"Location": here} if status == 201 else None
    return JSONResponse({"dataset": dataset, **stated, "links": links}, status, headers)


def _refused(error: SafeStatsError) -> Optional[Response]:
    """What only deliveries can be refused for; None for the rest."""
    if isinstance(error, UnreadableSupply):
        return refusal(422, "UnreadableSupply", str(error))
    if isinstance(error, PortalRefused):
        headers = {"Retry-After": _RETRY_SECONDS} if error.status == 503 else None
        return refusal(error.status, _CODES[error.status], str(error), headers)
    return None
