"""The status page: there for administrators, safe in a browser, true in its numbers, and itself in the log."""

from __future__ import annotations

import json
import re
import time
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
import requests
from sqlalchemy import insert

from safestats_core.access import Grant, Level
from safestats_core.portal import audit
from safestats_core.portal.databases.database import writing
from safestats_core.portal.identity.external.register import ExternalIssuer, set_issuer
from safestats_core.portal.oversight import administrators
from safestats_core.portal.people import add_grant
from safestats_core.portal.schema import tables
from safestats_core.portal.web import administrator

ONE_STORE = pytest.mark.parametrize("store", ["sqlite"])
"""What no statement depends on."""


def latest(portal, number=1):
    return list(audit.search(portal))[-number:]


def deliver(portal, name="=cmd.csv", refused=2):
    """A delivery on record, as `ingest` leaves it."""
    receipt = {name: 0 for name in ("read", "added", "changed", "unchanged", "repeated", "removed")}
    receipt |= {"refused": refused, "datasets": ["offences"]}
    values = {"fingerprint": "f", "digest": "d", "name": name, "received": int(time.time())}
    with writing(portal.engine) as connection:
        made = insert(tables.deliveries).values(**values, receipt=json.dumps(receipt)).returning(tables.deliveries.c.id)
        number = connection.execute(made).scalar_one()
        for row in range(refused):
            reason = {"delivery": number, "source": name, "row": row, "reason": "'x' is not a date"}
            connection.execute(insert(tables.refusals).values(reason))
    return number


def cover(portal, **months):
    with writing(portal.engine) as connection:
        for month, whole in months.items():
            values = {"dataset": "offences", "supplier": "Test & <Police>", "month": month[1:].replace("_", "-")}
            connection.execute(insert(tables.coverage).values(**values, is_whole=whole))


class Elements(HTMLParser):
    """Every element of a page, and whether each that was opened was closed."""

    VOID = ("meta", "input", "br", "rect", "line")

    def __init__(self, text):
        super().__init__()
        self.found, self._open = [], []
        self.feed(text)
        assert not self._open

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self._open.pop() == tag


def test_an_administrator_signs_in_with_her_password_and_sees_how_the_portal_stands(site):
    number = deliver(site.portal)
    cover(site.portal, m2024_01=True, m2024_03=True, m2024_04=False)
    soon = datetime.now(timezone.utc) + timedelta(days=3)
    add_grant(site.portal, Grant("organisation:Council", "offences", Level.POINT, expires=soon))
    assert site.get("/collections/offences/items?limit=3", "bob").status_code == 200

    browser = site.browser()
    assert browser.get("/status").headers["Location"] == "/status/sign-in"
    answer = browser.sign_in("amira")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/status")
    page = browser.get("/status")

    assert page.status_code == 200
    Elements(page.text)
    assert "Recorded offences" in page.text
    assert f'<td class="n"><a href="/status/deliveries/{number}/refusals">2</a></td>' in page.text
    assert "Test &amp; &lt;Police&gt;: missing, 2024-02" in page.text
    assert "Grants that end within 30 days: 2." in page.text
    assert '<td>bob</td><td>consultation</td><td>offences</td><td>record</td><td class="n">1</td><td class="n">3<' in (
        page.text
    )
    assert f"Rows were refused in deliveries {number}." in page.text
    assert "the last of them are intact" in page.text
    assert "MARKER" not in page.text
    assert "REF-" not in page.text


@ONE_STORE
def test_the_page_loads_and_runs_nothing(site):
    browser = site.browser()
    browser.sign_in("amira")
    page = browser.get("/status")
    elements = Elements(page.text).found
    assert not [each for each in elements if each[0] in ("script", "link", "img", "iframe", "object")]
    assert not [name for _, attributes in elements for name in attributes if name == "style" or name.startswith("on")]
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert page.headers["Cache-Control"] == "no-store"
    for words in ("prefers-color-scheme: dark", "@media print", 'name="viewport"'):
        assert words in page.text


@ONE_STORE
def test_looking_at_the_page_is_in_the_log_before_it_leaves(site):
    browser = site.browser()
    browser.sign_in("amira")
    signed_in = latest(site.portal)[0]
    assert (signed_in.person, signed_in.operation, signed_in.detail["change"]) == ("amira", "sign-in", "signed in")
    browser.get("/status")
    entry = latest(site.portal)[0]
    assert (entry.person, entry.operation, entry.detail) == ("amira", "consultation", {"page": "status"})


@ONE_STORE
def test_refused_rows_come_as_csv_and_that_is_in_the_log(site):
    number, browser = deliver(site.portal), site.browser()
    browser.sign_in("amira")
    answer = browser.get(f"/status/deliveries/{number}/refusals")
    assert answer.text.splitlines() == ["source,row,reason", *(f"'=cmd.csv,{row},'x' is not a date" for row in (0, 1))]
    entry = latest(site.portal)[0]
    assert (entry.person, entry.operation, entry.dataset, entry.rows) == ("amira", "consultation", "offences", 2)
    for unknown in (number + 1, 2**31, 10**30):
        assert browser.get(f"/status/deliveries/{unknown}/refusals").status_code == 404


@ONE_STORE
def test_for_everybody_else_there_is_no_such_page(site):
    number, nothing = deliver(site.portal), site.get("/no-such-page", "bob")
    assert nothing.status_code == 404
    for path in ("/status", f"/status/deliveries/{number}/refusals", "/metrics"):
        answer = site.get(path, "bob")
        assert (answer.status_code, answer.content) == (404, nothing.content)
        assert site.get(path, Authorization="Bearer nonsense").content == nothing.content
    assert site.get(f"/status/deliveries/{number}/refusals").content == nothing.content
    assert site.get("/metrics").content == nothing.content
    assert site.get("/status", "amira").status_code == 200


@ONE_STORE
def test_the_form_does_not_tell_whether_a_password_is_right(site):
    answers = [site.browser().sign_in(*who) for who in (("bob",), ("bob", "wrong"), ("nobody\x00", "wrong"))]
    assert {answer.status_code for answer in answers} == {403}
    for answer in answers:
        assert not [name for name in answer.cookies.keys() if "visit" in name]
        assert "does not look after the portal" in answer.text
    refused = [entry.person for entry in latest(site.portal, 3)]
    assert refused == ["bob", "bob", "(unknown)"]
    assert {entry.operation for entry in latest(site.portal, 3)} == {"sign-in"}


@ONE_STORE
def test_guessing_costs_time(site):
    browser = site.browser()
    statuses = [browser.sign_in("amira", f"guess {number}").status_code for number in range(6)]
    assert statuses[:3] == [403, 403, 403]
    assert statuses[-1] == 429


@ONE_STORE
def test_the_cookie_is_kept_from_scripts_and_from_other_sites(site):
    answer = site.browser().sign_in("amira")
    (cookie,) = [each for each in answer.raw.headers.getlist("Set-Cookie") if "visit" in each]
    for words in ("HttpOnly", "SameSite=strict", "Path=/status", "Max-Age=1800"):
        assert words in cookie
    assert "amira" not in cookie


@ONE_STORE
def test_a_form_that_was_not_shown_in_this_browser_signs_nobody_in_or_out(site):
    elsewhere, browser = site.browser(), site.browser()
    word = elsewhere.get("/status/sign-in").text.split('name="word" value="')[1].split('"')[0]
    for stolen in (word, "", "nonsense"):
        answer = browser.post("/status/sign-in", word=stolen, username="amira", password="heron-velvet-quarry")
        assert answer.status_code == 400
    browser.sign_in("amira")
    assert browser.post("/status/sign-out", word=word).headers["Location"] == "/status"
    assert browser.get("/status").status_code == 200


def test_a_visit_ends_by_sign_out_in_every_browser(site):
    first, second = site.browser(), site.browser()
    first.sign_in("amira")
    second.sign_in("amira")
    kept = dict(first.http.cookies)
    page = first.get("/status")
    word = page.text.split('name="word" value="')[1].split('"')[0]
    assert first.post("/status/sign-out", word=word).headers["Location"] == "/status/sign-in"
    assert latest(site.portal)[0].detail["change"] == "signed out"
    assert second.get("/status").status_code == 303
    again = requests.get(f"{site.url}/status", cookies=kept, timeout=10, allow_redirects=False)
    assert again.status_code == 303
    assert second.sign_in("amira").status_code == 303
    assert second.get("/status").status_code == 200


@ONE_STORE
def test_a_visit_ends_when_the_right_is_taken_back_and_after_half_an_hour(site, monkeypatch):
    browser = site.browser()
    browser.sign_in("amira")
    now = time.time()
    with monkeypatch.context() as later:
        later.setattr(administrator, "time", SimpleNamespace(time=lambda: now + 1801))
        assert browser.get("/status").status_code == 303
    assert browser.get("/status").status_code == 200
    administrators.remove_administrator(site.portal, "amira")
    assert browser.get("/status").status_code == 303


@ONE_STORE
def test_ugly_forms_get_an_answer(site):
    long = {"word": "x" * 70_000}
    answers = [
        requests.post(f"{site.url}/status/sign-in", data=long, timeout=10),
        requests.post(f"{site.url}/status/sign-in", json={"word": 1}, timeout=10),
        requests.post(f"{site.url}/status/sign-in", data=b"\xff%00&&=", timeout=10),
        requests.post(f"{site.url}/status/sign-out", data={"word": "x"}, timeout=10),
        requests.get(f"{site.url}/status?page=2", timeout=10),
    ]
    assert [answer.status_code for answer in answers] == [400, 400, 400, 404, 400]


@ONE_STORE
def test_a_clock_that_is_not_believed_stands_first_on_the_page(site):
    with site.portal.engine.begin() as connection:
        long_ago = int(time.time()) - 40 * 86_400
        connection.execute(insert(tables.chores).values(name="retention", next_run=long_ago))
    browser = site.browser()
    browser.sign_in("amira")
    first = re.search(r'class="attention">.*?<li>(.*?)</li>', browser.get("/status").text, re.DOTALL)[1]
    assert first.startswith("The clock says ")
    assert "--clock-is-right" in first


@ONE_STORE
def test_where_people_sign_in_elsewhere_the_page_leads_there_and_still_takes_passwords(site):
    def page():
        return site.browser().get("/status/sign-in").text

    assert "issuer.example" not in page()
    elsewhere = ExternalIssuer("https://issuer.example", "desktop", "https://portal.example/data")
    set_issuer(site.portal, elsewhere)
    Elements(page())
    assert '<a href="/status/elsewhere">Sign in at https://issuer.example</a>' in page()
    assert site.browser().sign_in("amira").status_code == 303
    set_issuer(site.portal, replace(elsewhere, own_sign_in=True))
    assert "issuer.example" in page()
