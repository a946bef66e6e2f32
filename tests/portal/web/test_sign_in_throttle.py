"""Guessing is slowed down where it comes from, and the account's owner always gets in."""

from __future__ import annotations

import re

from safestats_core.portal.identity.sign_in_throttle import FREE_FAILURES, LONGEST_WAIT, SignInThrottle


def fail(throttle: SignInThrottle, times: int, place: str, now: float) -> float:
    """Fail `times` times, each as soon as it is admitted; returns when the last was."""
    for _ in range(times):
        wait = throttle.attempt("asha", place, now)
        if wait:
            now += wait
            assert throttle.attempt("asha", place, now) == 0
    return now


def test_a_few_mistakes_cost_nothing_and_then_the_wait_doubles_up_to_a_minute():
    throttle = SignInThrottle()
    now = fail(throttle, FREE_FAILURES + 1, "10.0.0.1", 0.0)
    waits = []
    for _ in range(10):
        waits.append(throttle.attempt("asha", "10.0.0.1", now))
        now = fail(throttle, 1, "10.0.0.1", now)
    assert waits == [1, 2, 4, 8, 16, 32, LONGEST_WAIT, LONGEST_WAIT, LONGEST_WAIT, LONGEST_WAIT]


def test_attempts_during_the_wait_do_not_prolong_it():
    throttle = SignInThrottle()
    now = fail(throttle, FREE_FAILURES + 1, "10.0.0.1", 0.0)
    assert throttle.attempt("asha", "10.0.0.1", now + 0.25) == 0.75
    assert throttle.attempt("asha", "10.0.0.1", now + 0.5) == 0.5
    assert throttle.attempt("asha", "10.0.0.1", now + 1.0) == 0


def test_failures_elsewhere_do_not_keep_the_owner_out():
    throttle = SignInThrottle()
    now = fail(throttle, 50, "10.0.0.66", 0.0)
    assert throttle.attempt("asha", "10.0.0.66", now) == LONGEST_WAIT
    assert throttle.attempt("asha", "her own browser", now) == 0
    assert throttle.attempt("asha", "10.0.0.2", now) == 0


def test_a_success_or_an_hour_of_quiet_starts_anew():
    throttle = SignInThrottle()
    now = fail(throttle, 10, "10.0.0.1", 0.0)
    throttle.succeeded("asha", "10.0.0.1")
    assert throttle.attempt("asha", "10.0.0.1", now) == 0
    now = fail(throttle, 10, "10.0.0.2", now)
    assert throttle.attempt("asha", "10.0.0.2", now + 3601) == 0


def test_the_portal_answers_a_guesser_with_a_wait_and_lets_a_known_browser_in(server, visitor, guess_until_slowed):
    assert visitor.submit(visitor.open_page(), "emil", "violet-harbour-oak").status_code == 302
    guesser = type(visitor)(server.url)
    answers = guess_until_slowed(lambda number: guesser.submit(guesser.open_page(), "emil", f"guess {number}"))
    assert {answer.status_code for answer in answers[:-1]} == {403}
    wait = int(re.search(r"Seconds to wait before the next one: (\d+)\.", answers[-1].text)[1])
    assert 1 <= wait <= 2 ** (len(answers) - FREE_FAILURES - 2)
    assert visitor.submit(visitor.open_page(), "emil", "violet-harbour-oak").status_code == 302


def test_another_address_of_the_same_line_is_no_other_place():
    throttle = SignInThrottle()
    for number in range(FREE_FAILURES + 1):
        assert throttle.attempt("asha", f"2001:db8:0:7:{number}::1", 0.0) == 0
    assert throttle.attempt("asha", "2001:db8:0:7:ffff::2%eth0", 0.0) > 0
    assert throttle.attempt("asha", "2001:db8:0:8::1", 0.0) == 0
    for address in ["10.0.0.1", "::ffff:10.0.0.1"] * 2:
        assert throttle.attempt("bola", address, 0.0) == 0
    assert throttle.attempt("bola", "10.0.0.1", 0.0) > 0


def test_a_flood_of_other_names_does_not_make_a_guessers_failures_forgotten():
    throttle = SignInThrottle()
    now = fail(throttle, 12, "10.0.0.66", 0.0)
    for number in range(25_000):  # programs' names are told apart here too, and cost a guesser nothing to make up
        throttle.attempt(f"client {number}", "10.0.0.66", now + 1)
    assert throttle.attempt("asha", "10.0.0.66", now + 2) > 50
