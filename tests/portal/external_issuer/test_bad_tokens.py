"""An attacker's tokens, held to the portal: each is refused, and none makes the portal ask where it must not."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from dataclasses import replace

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey

from safestats_core.errors import InvalidInput, IssuerUnreachable, SignInRequired
from safestats_core.portal.identity.external import published
from safestats_core.portal.identity.external.access_tokens import read_access
from safestats_core.portal.identity.external.published import Published
from safestats_core.portal.identity.external.register import check_issuer

pytestmark = pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")


@pytest.fixture
def read(elsewhere):
    """The claims of a token, as the portal reads it."""
    known = Published()
    return lambda access, issuer=elsewhere: read_access(issuer, known, access)


def test_a_forged_token_that_is_good_is_read(provider, read):
    for algorithm in ("RS256", "ES256", "EdDSA"):
        assert read(provider.forge(provider.claims(), algorithm))["sub"] == "subject-asha"
    assert read(provider.forge(provider.claims(aud=["x", provider.audience]), typ="application/at+jwt"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"aud": "https://other.example"}, "for another service"),
        ({"aud": ["https://other.example", "safestats-at-work"]}, "for another service"),
        ({"aud": None}, "for another service"),
        ({"iss": "https://evil.example"}, "not valid"),
        ({"iss": None}, "not valid"),
        ({"exp": 1}, "not valid"),
        ({"exp": None}, "not valid"),
        ({"exp": "tomorrow"}, "not valid"),
        ({"exp": [9_999_999_999]}, "not valid"),
        ({"iat": 9_999_999_999}, "not valid"),
        ({"iat": None}, "not valid"),
        ({"nbf": 9_999_999_999}, "not valid"),
        ({"sub": None}, "not valid"),
        ({"sub": ""}, "not valid"),
        ({"sub": {"a": 1}}, "not valid"),
    ],
)
def test_claims_of_another_issuer_audience_or_time_are_refused(provider, read, changes, words):
    with pytest.raises(SignInRequired, match=words):
        read(provider.forge(provider.claims(**changes)))


def test_clocks_may_differ_by_a_minute(provider, read):
    now = int(time.time())
    assert read(provider.forge(provider.claims(exp=now - 30, iat=now + 30, nbf=now + 30)))
    for changes in ({"exp": now - 90}, {"iat": now + 90}, {"nbf": now + 90}):
        with pytest.raises(SignInRequired):
            read(provider.forge(provider.claims(**changes)))


def test_a_key_of_somebody_else_under_the_name_of_the_issuers_is_refused(provider, read):
    stranger = RSAKey.generate_key(2048)
    with pytest.raises(SignInRequired, match="not signed by the issuer"):
        read(provider.forge(provider.claims(), key=stranger))
    with pytest.raises(SignInRequired, match="does not publish"):
        read(provider.forge(provider.claims(), key=stranger, kid="unknown"))


def test_a_key_that_the_token_brings_along_is_not_used(provider, read):
    stranger = ECKey.generate_key("P-256")
    public = stranger.as_dict(private=False)
    for header in ({"jwk": public}, {"jku": "http://127.0.0.1:1/keys"}, {"x5u": "http://127.0.0.1:1/cert"}):
        with pytest.raises(SignInRequired):
            read(provider.forge(provider.claims(), "ES256", stranger, **header))


def test_the_public_key_is_no_shared_secret(provider, read):
    """The classic confusion: HS256 with the text of the public key as the secret."""
    public = provider.keys["RS256"]
    for words in (public.as_pem(private=False), json.dumps(public.as_dict(private=False)).encode()):
        for kid in (public.kid, None):
            head = {"alg": "HS256", "typ": "at+jwt", **({"kid": kid} if kid else {})}
            parts = b".".join(_written(part) for part in (head, provider.claims()))
            signature = base64.urlsafe_b64encode(hmac.new(words, parts, hashlib.sha256).digest()).rstrip(b"=")
            with pytest.raises(SignInRequired, match="signed by one of"):
                read(b".".join([parts, signature]).decode())


def _written(part):
    return base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=")


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE", "", "HS512", "RS1", "PS256", ["RS256"], None, 5])
def test_an_unsigned_token_and_other_algorithms_are_refused(provider, read, algorithm):
    head = {"alg": algorithm, "typ": "at+jwt", "kid": provider.keys["RS256"].kid}
    parts = [_written(part).decode() for part in (head, provider.claims())]
    for signature in ("", "AAAA"):
        with pytest.raises(SignInRequired):
            read(".".join([*parts, signature]))


@pytest.mark.parametrize(("algorithm", "other"), [("RS256", "ES256"), ("ES256", "EdDSA"), ("EdDSA", "RS256")])
def test_a_key_serves_its_own_algorithm_only(provider, read, algorithm, other):
    with pytest.raises(SignInRequired):
        read(provider.forge(provider.claims(), algorithm, kid=provider.keys[other].kid))


def test_a_token_with_a_changed_word_is_refused(provider, read):
    head, body, signature = provider.forge(provider.claims()).split(".")
    claims = json.loads(base64.urlsafe_b64decode(body + "=="))
    changed = base64.urlsafe_b64encode(json.dumps({**claims, "sub": "subject-bola"}).encode()).decode().rstrip("=")
    with pytest.raises(SignInRequired, match="not signed"):
        read(f"{head}.{changed}.{signature}")


def test_only_tokens_of_the_right_type_are_taken(provider, read, elsewhere):
    claims = provider.claims()
    for kind in ("JWT", None, "logout+jwt", "feed+jwt", "secevent+jwt"):
        with pytest.raises(SignInRequired, match="its type is not at\\+jwt"):
            read(provider.forge(claims, typ=kind) if kind else _without_type(provider, claims))
    lenient = replace(elsewhere, takes_plain_type=True)
    assert read(provider.forge(claims, typ="JWT"), lenient)
    assert read(_without_type(provider, claims), lenient)
    for mark in ("nonce", "at_hash"):
        with pytest.raises(SignInRequired, match="who signed in"):
            read(provider.forge({**claims, mark: "x"}, typ="JWT"), lenient)
    with pytest.raises(SignInRequired, match="its type"):
        read(provider.forge(claims, typ="logout+jwt"), lenient)


def _without_type(provider, claims):
    head = {"alg": "RS256", "kid": provider.keys["RS256"].kid}
    return jwt.encode(head, claims, provider.keys["RS256"], ["RS256"], default_type=None)


@pytest.mark.parametrize(
    "text", ["", "a", "a.b", "a.b.c", "....", "e30.e30.", "\x00.\x00.\x00", "é.é.é", "9" * 20_000, "[" * 5_000 + ".a.b"]
)
def test_what_is_no_token_gets_a_sentence(read, text):
    with pytest.raises(SignInRequired):
        read(text)


def test_the_portal_answers_bad_tokens_with_401_and_never_falls_over(server, provider):
    bad = [
        provider.forge(provider.claims(aud="https://other.example")),
        provider.forge(provider.claims(exp=1)),
        provider.forge(provider.claims(), key=RSAKey.generate_key(2048)),
        provider.forge(provider.claims(sub="x\x00y", preferred_username="x\x00y", groups=["analysts"])),
        "a.b.c",
        "opaque-and-not-asked-about",
        "." * 300,
    ]
    for access in bad:
        answer = server.get("/me", access)
        assert answer.status_code in (401, 403), access
        assert answer.json()["description"]
    log = (server.folder / "server.log").read_text()
    assert not [access for access in bad if len(access) > 30 and access in log]


def test_unknown_keys_make_the_portal_ask_the_issuer_seldom(provider, elsewhere, monkeypatch):
    asked, clock = [], [0.0]
    real = published.fetch
    monkeypatch.setattr(published, "fetch", lambda issuer: (asked.append(1), real(issuer))[1])
    known = Published(clock=lambda: clock[0])
    read_access(elsewhere, known, provider.forge(provider.claims()))
    assert len(asked) == 1
    for number in range(50):
        clock[0] += 0.1
        with pytest.raises(SignInRequired, match="does not publish"):
            read_access(elsewhere, known, provider.forge(provider.claims(), kid=f"k{number}"))
    assert len(asked) == 2
    clock[0] += published.ANEW_SECONDS
    with pytest.raises(SignInRequired):
        known.key(elsewhere, "another", "RS256")
    assert len(asked) == 3


def test_while_the_issuer_is_silent_what_was_known_goes_on_for_a_day(provider, elsewhere):
    clock = [0.0]
    known = Published(clock=lambda: clock[0])
    access = provider.forge(provider.claims())
    assert read_access(elsewhere, known, access)
    provider.change(broken=True)
    try:
        clock[0] += published.KEPT_SECONDS - 1
        assert read_access(elsewhere, known, access)
        clock[0] += published.ANEW_SECONDS + 2
        with pytest.raises(IssuerUnreachable, match="answers with status 500"):
            read_access(elsewhere, known, access)
        with pytest.raises(IssuerUnreachable):
            read_access(elsewhere, Published(), access)
    finally:
        provider.change(broken=False)
    clock[0] += published.ANEW_SECONDS
    assert read_access(elsewhere, known, access)


def test_a_portal_that_never_reached_the_issuer_says_503_and_why(provider, trusting, start_server):
    provider.change(broken=True)
    try:
        answer = start_server(trusting.folder).get("/me", provider.forge(provider.claims()))
    finally:
        provider.change(broken=False)
    assert answer.status_code == 503
    assert f"The issuer's {provider.url}/.well-known/openid-configuration answers with status 500" in answer.text


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://issuer.example", "begins with https"),
        ("ftp://issuer.example", "not a web address"),
        ("https://user:word@issuer.example", "user name or password"),
        ("https://issuer.example/?a=b", "without"),
        ("https://ısuer.example", "plain ASCII"),
        ("issuer.example", "not a web address"),
    ],
)
def test_an_issuer_is_named_by_a_safe_address(elsewhere, address, words):
    with pytest.raises(InvalidInput, match=words):
        check_issuer(replace(elsewhere, url=address))


def test_an_audience_that_is_the_client_is_refused_for_identity_tokens_would_pass(elsewhere):
    with pytest.raises(InvalidInput, match="differs"):
        check_issuer(replace(elsewhere, audience=elsewhere.client_id))


@pytest.mark.parametrize("place", ["http://169.254.169.254/latest", "http://10.0.0.1/keys", "file:///etc/passwd", 5])
def test_an_issuers_document_cannot_send_the_portal_into_its_own_network(elsewhere, monkeypatch, place):
    public = replace(elsewhere, url="https://issuer.example")
    real = published.ask

    def ask(issuer, url):
        return {"issuer": issuer.url, "jwks_uri": place} if "well-known" in url else real(issuer, url)

    monkeypatch.setattr(published, "ask", ask)
    with pytest.raises(IssuerUnreachable):
        published.fetch(public)


def test_a_name_that_leads_into_the_own_network_is_not_asked(elsewhere, monkeypatch):
    import socket

    inside = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.1.2.3", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_options: inside)
    with pytest.raises(IssuerUnreachable, match=r"10\.1\.2\.3, which is not a public address"):
        published.fetch(replace(elsewhere, url="https://issuer.example"))


def test_keys_that_are_weak_shared_or_for_other_uses_are_not_taken(elsewhere, monkeypatch):
    good = ECKey.generate_key("P-256", auto_kid=True)
    entries = [
        {**RSAKey.generate_key(1024).as_dict(private=False), "kid": "short"},
        {**OctKey.generate_key(256).as_dict(), "kid": "shared"},
        {**RSAKey.generate_key(2048).as_dict(private=False), "kid": "for encryption", "use": "enc"},
        {**RSAKey.generate_key(2048).as_dict(private=False), "kid": "for PS256", "alg": "PS256"},
        {**ECKey.generate_key("P-256").as_dict(private=False), "kid": "for agreement", "alg": "ECDH-ES"},
        {**ECKey.generate_key("P-384").as_dict(private=False), "kid": "other curve"},
        {"kty": "RSA", "n": "!", "e": "?", "kid": "broken"},
        "nonsense",
        good.as_dict(private=False),
    ]
    documents = {
        "well-known": {"issuer": elsewhere.url, "jwks_uri": f"{elsewhere.url}/jwks"},
        "jwks": {"keys": entries},
    }
    monkeypatch.setattr(
        published, "ask", lambda issuer, url: documents["jwks" if url.endswith("jwks") else "well-known"]
    )
    _, keys = published.fetch(elsewhere)
    assert [name for name, _, _ in keys] == [good.kid]
