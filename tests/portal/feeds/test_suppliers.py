"""A supplier's program proves itself by its secret, may send and nothing else, and is stopped at once."""

from __future__ import annotations

import base64
import json
import re
import time

import pytest
import requests

from safestats_core.errors import InvalidInput
from safestats_core.portal import audit
from safestats_core.portal.feeds.suppliers import add_supplier, list_suppliers, revoke_supplier, rotate_secret
from safestats_core.portal.identity.client_credentials import FEED_KIND
from safestats_core.portal.identity.issuer_grants import ACCESS_KIND
from safestats_core.portal.identity.signing_keys import open_signing_key
from safestats_core.portal.people import add_person
from safestats_core.portal.web.application import _ROUTES

sqlite_only = pytest.mark.parametrize("store", ["sqlite"])


def claims_of(access):
    middle = access.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))


def test_a_secret_gives_a_short_token_by_basic_and_by_form(sender):
    met = sender()
    for in_form in (False, True):
        answer = met.ask_for_token(in_form)
        body = answer.json()
        assert (answer.status_code, body["scope"], body["expires_in"]) == (200, "feed", 300)
        assert "refresh_token" not in body
        claims = claims_of(body["access_token"])
        assert claims["aud"] == claims["iss"] == met.url
        assert claims["scope"] == "feed"
        assert claims["exp"] - claims["iat"] == 300
        assert answer.headers["Cache-Control"] == "no-store"
    about = requests.get(f"{met.url}/.well-known/openid-configuration", timeout=10).json()
    assert "client_credentials" in about["grant_types_supported"]
    assert {"client_secret_basic", "client_secret_post"} <= set(about["token_endpoint_auth_methods_supported"])


@sqlite_only
def test_what_is_not_a_right_secret_gets_no_token_and_a_reason(sender):
    met = sender()
    url, client = f"{met.url}/oauth/token", met.made.supplier.client_id
    form = {"grant_type": "client_credentials"}

    def ask(auth=None, headers=None, **more):
        answer = requests.post(url, data={**form, **more}, auth=auth, headers=headers, timeout=10)
        return answer.status_code, answer.json()["error"]

    assert ask((client, "wrong")) == (401, "invalid_client")
    assert ask(("supplier-0000000000000000", met.made.value)) == (401, "invalid_client")
    assert ask(("someone\0'; drop", "x")) == (401, "invalid_client")
    assert ask() == (401, "invalid_client")
    assert ask(headers={"Authorization": "Basic \xff\xfe!!"}) == (401, "invalid_client")
    assert ask(headers={"Authorization": "Basic " + base64.b64encode(b"\xff:\xfe").decode()}) == (401, "invalid_client")
    assert ask((client, met.made.value), client_secret=met.made.value) == (400, "invalid_request")
    assert ask((client, met.made.value), scope="openid") == (400, "invalid_scope")
    assert ask((client, met.made.value), scope="feed openid") == (400, "invalid_scope")
    assert ask((client, met.made.value), grant_type="refresh_token")[0] == 400
    assert met.ask_for_token().status_code == 200


@sqlite_only
def test_nobody_signs_in_as_a_supplier_and_no_person_gets_its_scope(sender):
    met = sender()
    asked = {
        "response_type": "code",
        "client_id": "safestats-desktop",
        "redirect_uri": "http://127.0.0.1:43210/callback",
        "scope": "openid",
        "code_challenge": "x" * 43,
        "code_challenge_method": "S256",
    }

    def page(**changes):
        where = f"{met.url}/oauth/authorize"
        answer = requests.get(where, params={**asked, **changes}, allow_redirects=False, timeout=10)
        return "password" in answer.text

    assert page()
    assert not page(scope="openid feed")
    assert not page(client_id=met.made.supplier.client_id)


@sqlite_only
def test_a_suppliers_token_reads_no_more_than_nobody_does(sender):
    met, closed = sender(), 0
    for route in _ROUTES:
        if "GET" not in (route.methods or ()):
            continue
        path = re.sub(r"{\w+(:path)?}", "offences", route.path.replace("{type}", "ward"))
        answer, open_to_all = met.get(path), requests.get(met.url + path, timeout=20)
        assert answer.status_code in (401, 404) or answer.status_code == open_to_all.status_code, path
        closed += answer.status_code in (401, 404)
    assert closed >= 12


def test_a_persons_token_sends_nothing(portal, sender, rows_csv, published):
    met = sender()
    add_person(portal, "asha", "Asha Rao", "Council", "heron-velvet-quarry")
    key, now = open_signing_key(portal.folder), int(time.time())
    claims = {"iss": met.url, "aud": met.url, "sub": "asha", "client_id": "safestats-desktop", "scope": "feed"}
    claims.update(sid="s", iat=now, exp=now + 300)
    met.access = key.sign(claims, ACCESS_KIND)
    assert met.get("/me").status_code == 200
    assert met.push(rows_csv(3)).status_code == 401
    met.access = key.sign({**claims, "sub": met.made.supplier.client_id, "exp": now - 1}, FEED_KIND)
    assert met.push(rows_csv(3)).status_code == 401
    assert requests.post(f"{met.url}/feeds/offences", data=b"x", timeout=10).status_code == 401
    assert published() == 0


def test_rotation_and_revocation_count_at_once(portal, sender, rows_csv):
    met = sender()
    assert met.push(rows_csv(1)).status_code == 201
    renewed = rotate_secret(portal, "Met")
    assert met.push(rows_csv(1)).status_code == 401
    assert met.ask_for_token().status_code == 401
    met.made, met.access = renewed, ""
    assert met.push(rows_csv(1)).status_code == 200
    revoke_supplier(portal, "Met")
    assert met.push(rows_csv(1)).status_code == 401
    assert met.ask_for_token().status_code == 401
    with pytest.raises(InvalidInput, match="was revoked"):
        rotate_secret(portal, "Met")
    assert [(each.name, each.revoked is None) for each in list_suppliers(portal)] == [("Met", False)]


@sqlite_only
def test_guessing_is_slowed_down(sender):
    met, other = sender(), sender("Other")
    pair = (met.made.supplier.client_id, "guess")
    url, form = f"{met.url}/oauth/token", {"grant_type": "client_credentials"}
    answers, begun = [], []
    while not answers or answers[-1].status_code == 401:
        begun.append(time.monotonic())
        answers.append(requests.post(url, data=form, auth=pair, timeout=20))
        # On a busy machine a guess may take longer than the wait behind it, and the next one is let through.
        if len(answers) > 4 and answers[-1].status_code == 401:
            assert time.monotonic() - begun[-2] >= 2 ** (len(answers) - 5), "it was let through before its time"
    assert [answer.status_code for answer in answers[:4]] == [401] * 4
    assert answers[-1].status_code == 429
    wait = int(answers[-1].headers["Retry-After"])
    assert 1 <= wait <= 2 ** (len(answers) - 5)
    assert other.ask_for_token().status_code == 200
    time.sleep(wait + 0.1)
    assert met.ask_for_token().status_code == 200


def test_every_change_and_every_token_is_audited_and_no_secret_is_kept(portal, sender):
    met = sender()
    met.ask_for_token()
    requests.post(
        f"{met.url}/oauth/token",
        data={"grant_type": "client_credentials"},
        auth=(met.made.supplier.client_id, "wrong-guess"),
        timeout=10,
    )
    renewed = rotate_secret(portal, "Met")
    revoke_supplier(portal, "Met")
    told = [(each.person, each.detail["change"]) for each in audit.search(portal) if "change" in each.detail]
    assert told[-5:] == [
        ("operator", "supplier added"),
        ("supplier:Met", "feed token issued"),
        ("supplier:Met", "feed token refused"),
        ("operator", "supplier's secret rotated"),
        ("operator", "supplier revoked"),
    ]
    assert audit.verify(portal).is_intact
    kept = b"".join(path.read_bytes() for path in portal.folder.rglob("*") if path.is_file())
    kept += sender.server.log.read_bytes()
    for secret in (met.made.value, renewed.value, "wrong-guess"):
        assert secret.encode() not in kept
    assert met.made.value not in repr(met.made)


@sqlite_only
def test_a_supplier_needs_a_name_and_datasets_that_exist(portal, dataset):
    add_supplier(portal, "Met", [dataset])
    for name, datasets, words in (
        ("Met", [dataset], "already a supplier"),
        (" ", [dataset], "cannot name"),
        ("a\nb", [dataset], "cannot name"),
        ("Other", [], "needs a dataset"),
        ("Other", ["nothing"], "no dataset 'nothing'"),
    ):
        with pytest.raises(InvalidInput, match=words):
            add_supplier(portal, name, datasets)
