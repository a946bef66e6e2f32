from __future__ import annotations

import re

from safestats_core.retrieval.pkce import challenge, new_verifier


def test_the_challenge_is_that_of_the_standard():
    # RFC 7636, appendix B.
    assert challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def test_every_verifier_is_new_and_of_the_form_that_the_standard_asks():
    verifiers = {new_verifier() for _ in range(100)}

    assert len(verifiers) == 100
    assert all(re.fullmatch(r"[A-Za-z0-9._~-]{43,128}", verifier) for verifier in verifiers)
