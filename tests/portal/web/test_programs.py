"""A supplier's program at the portal's own issuer: it sends, and our client says so to who would read with it."""

from __future__ import annotations

import pytest

from safestats_core.errors import SignInFailed
from safestats_core.portal.feeds.suppliers import add_supplier
from safestats_core.retrieval.client_credentials import sign_in_program
from safestats_core.retrieval.session import new_http_session


def test_a_suppliers_program_is_told_that_it_reads_nothing(server, portal):
    made = add_supplier(portal, "Police who read", ["offences"])
    with pytest.raises(SignInFailed, match="may send data to .*, and reads none"):
        sign_in_program(server.url, new_http_session(), made.supplier.client_id, made.value)
    with pytest.raises(SignInFailed, match="does not let the program .* in"):
        sign_in_program(server.url, new_http_session(), made.supplier.client_id, "wrong")
