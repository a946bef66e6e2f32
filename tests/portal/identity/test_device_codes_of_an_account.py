"""A sign-in by code ends with the account's other sessions, though nobody has fetched its tokens yet."""

from __future__ import annotations

import pytest

from safestats_core.portal.identity import device_codes
from safestats_core.portal.identity.issuer import Issuer, IssuerRequest
from safestats_core.portal.identity.signing_keys import open_signing_key
from safestats_core.portal.people import add_person
from safestats_core.portal.rights.accounts import lock_account, set_password, unlock_account

URL, ADDRESS = "http://127.0.0.1:1", "192.0.2.7"


def asked_with(portal, code: str) -> int:
    """The status with which the portal answers a program that comes for its tokens."""
    form = {"grant_type": "urn:ietf:params:oauth:grant-type:device_code", "device_code": code}
    asked = [*form.items(), ("client_id", "safestats-desktop")]
    issuer = Issuer(portal, open_signing_key(portal.folder), URL)
    return issuer.create_token_response(IssuerRequest("POST", f"{URL}/oauth/token", asked, {}, ADDRESS)).status_code


@pytest.mark.parametrize(("change", "status"), [("none", 200), ("password", 400), ("lock", 400)])
def test_a_code_that_was_allowed_ends_with_a_new_password_and_with_a_lock(portal, change, status):
    add_person(portal, "asha", "Asha Rao", "Council", "heron-velvet-quarry")
    typed = device_codes.new_user_code()
    device_codes.begin(portal, "a-device-code", typed, "safestats-desktop", "openid offline_access", ADDRESS)
    assert device_codes.decide(portal, device_codes.find_pending(portal, typed).digest, "asha", True, ADDRESS)
    if change == "password":
        set_password(portal, "asha", "quite-another-phrase")
    elif change == "lock":
        lock_account(portal, "asha")
        unlock_account(portal, "asha")
    assert asked_with(portal, "a-device-code") == status
