"""Sign-ins by code as they are kept, on both stores."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import func, select, update

from safestats_core.errors import InvalidInput
from safestats_core.portal import audit
from safestats_core.portal.databases.database import writing
from safestats_core.portal.identity import device_codes
from safestats_core.portal.identity.device_codes import begin, decide, find_pending, find_sign_in, take
from safestats_core.portal.people import add_person
from safestats_core.portal.schema.tables import device_codes as table


@pytest.fixture
def asked(portal):
    """A sign-in that waits: its device code and its user code."""
    add_person(portal, "asha", "Asha Rao", "Council", "heron-velvet-quarry")
    codes = ("device-code-of-a-test", device_codes.new_user_code())
    begin(portal, *codes, "safestats-desktop", "openid", "192.0.2.7")
    return codes


def later(portal, seconds):
    with writing(portal.engine) as connection:
        connection.execute(update(table).values(expires=table.c.expires - seconds, asked=table.c.asked - seconds))


def test_neither_code_is_in_the_store(portal, asked):
    with portal.engine.connect() as connection:
        kept = str(connection.execute(select(table)).all())
    assert asked[0] not in kept
    assert asked[1] not in kept
    assert asked[1].replace("-", "") not in kept


def test_a_code_is_found_as_people_type_it(portal, asked):
    for typed in (asked[1], asked[1].lower(), asked[1].replace("-", " "), f" {asked[1].replace('-', '')} "):
        assert find_pending(portal, typed).address == "192.0.2.7"
    for typed in ("", "-", asked[1][:-1], "BBBB-BBBB", "\x00", "x" * 5_000):
        assert find_pending(portal, typed) is None


def test_the_first_of_two_answers_holds_and_is_audited(portal, asked):
    digest = find_pending(portal, asked[1]).digest
    assert decide(portal, digest, "asha", True, "192.0.2.8")
    assert not decide(portal, digest, "asha", False, "192.0.2.8")
    assert find_sign_in(portal, asked[0]).allowed is True
    assert find_pending(portal, asked[1]) is None
    entry = list(audit.search(portal))[-1]
    assert (entry.person, entry.detail["change"]) == ("asha", "sign-in on another computer allowed")


def test_without_the_audit_log_nobody_is_let_in(portal, asked, monkeypatch):
    def full(*_args):
        raise OSError("no space left")

    digest = find_pending(portal, asked[1]).digest
    monkeypatch.setattr(audit, "record", full)
    with pytest.raises(OSError, match="no space left"):
        decide(portal, digest, "asha", True, "192.0.2.8")
    assert find_sign_in(portal, asked[0]).username is None


def test_after_ten_minutes_nobody_can_answer(portal, asked):
    digest = find_pending(portal, asked[1]).digest
    later(portal, device_codes.DEVICE_SECONDS + 1)
    assert find_pending(portal, asked[1]) is None
    assert not decide(portal, digest, "asha", True, "")
    assert find_sign_in(portal, asked[0]).is_expired()


def test_of_many_programs_that_fetch_at_once_one_gets_the_tokens(portal, asked):
    assert not take(portal, asked[0])
    decide(portal, find_pending(portal, asked[1]).digest, "asha", True, "")
    got = []
    threads = [threading.Thread(target=lambda: got.append(take(portal, asked[0]))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == [False] * 5 + [True]


def test_a_program_that_asks_too_often_has_to_wait_longer_each_time(portal, asked):
    digest = find_pending(portal, asked[1]).digest
    assert [device_codes.asks_too_soon(portal, digest) for _ in range(3)] == [False, True, True]
    with portal.engine.connect() as connection:
        assert connection.scalar(select(table.c.pause)) == device_codes.PAUSE_SECONDS * 3
    later(portal, 16)
    assert not device_codes.asks_too_soon(portal, digest)


def test_nobody_fills_the_store_with_questions(portal, asked):
    for number in range(19):
        begin(portal, f"device-{number}", device_codes.new_user_code(), "safestats-desktop", "openid", "192.0.2.7")
    with pytest.raises(InvalidInput, match="Too many sign-ins by code are waiting"):
        begin(portal, "device-more", device_codes.new_user_code(), "safestats-desktop", "openid", "192.0.2.7")
    begin(portal, "device-elsewhere", device_codes.new_user_code(), "safestats-desktop", "openid", "192.0.2.9")
    later(portal, device_codes.DEVICE_SECONDS + 40 * 86_400)
    begin(portal, "device-next", device_codes.new_user_code(), "safestats-desktop", "openid", "192.0.2.7")
    with portal.engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(table)) == 1


def test_codes_are_drawn_from_enough():
    codes = {device_codes.new_user_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(len(code) == 9 and code[4] == "-" and not set(code) & set("AEIOUY01") for code in codes)
    assert 20**8 / (device_codes.DEVICE_SECONDS * 1_000) > 40_000  # one guess a millisecond finds nothing
