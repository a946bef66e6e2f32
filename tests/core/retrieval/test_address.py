from __future__ import annotations

import doctest

import pytest

from safestats_core.errors import InvalidInput
from safestats_core.retrieval import address


def test_the_example_in_the_docstring_holds():
    assert doctest.testmod(address) == (0, 1)


@pytest.mark.parametrize("typed", ["portal.example", "ftp://portal.example", "https://", "http://[::1", "https://a:b"])
def test_what_is_no_address_is_refused_with_an_example(typed):
    with pytest.raises(InvalidInput, match="Write it in full"):
        address.portal_address(typed)


@pytest.mark.parametrize("typed", ["http://portal.example", "http://10.0.0.7:8642", "http://127.0.0.1.evil.example"])
def test_a_password_never_travels_unencrypted(typed):
    with pytest.raises(InvalidInput, match="unencrypted. Use https"):
        address.portal_address(typed)


@pytest.mark.parametrize("typed", ["http://127.0.0.1:8642/", "http://localhost:8642", "http://[::1]:8642"])
def test_a_portal_on_this_computer_needs_no_certificate(typed):
    assert address.portal_address(typed) == typed.rstrip("/")


def test_a_message_shows_no_query_and_no_user():
    assert address.without_query("https://ada:pw@portal.example/items?area=E01#x") == "https://portal.example/items"
