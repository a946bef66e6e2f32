"""The portal's own key: it signs the tokens that the portal issues."""

from __future__ import annotations

import json
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from ...errors import InvalidInput, SignInRequired

KEY_FILE = "signing-key.json"
_ALGORITHM = "ES256"


@dataclass(frozen=True)
class SigningKey:
    """An ES256 key pair; its representation shows nothing of the private half."""

    key: ECKey

    def __repr__(self) -> str:
        return f"SigningKey({self.name})"

    @property
    def name(self) -> str:
        """Its key id, by which those who check signatures find it."""
        return str(self.key.kid)

    def public_keys(self) -> dict[str, Any]:
        """The JWKS document by which anyone may check a signature."""
        return {"keys": [{**self.key.as_dict(private=False), "alg": _ALGORITHM, "use": "sig"}]}

    def sign(self, claims: dict[str, Any], kind: str) -> str:
        """`claims` as a signed JWT whose header says what `kind` of token it is."""
        header = {"alg": _ALGORITHM, "kid": self.name, "typ": kind}
        return jwt.encode(header, claims, self.key, [_ALGORITHM])

    def read(self, signed: str, kind: str, issuer: str) -> dict[str, Any]:
        """The claims of a token of this `kind` that we issued as `issuer` and that has not ended.

        Raises SignInRequired for any other text.
        """
        ours = jwt.ClaimsOption(essential=True, value=issuer)
        there = jwt.ClaimsOption(essential=True)
        rules = jwt.JWTClaimsRegistry(iss=ours, aud=ours, exp=there, sub=there)
        try:
            found = jwt.decode(signed, self.key, [_ALGORITHM])
            rules.validate(found.claims)
        except (JoseError, ValueError) as error:
            raise SignInRequired("The access token is not valid or has ended. Sign in again.") from error
        if found.header.get("typ") != kind:
            raise SignInRequired("This is not an access token. Send the one that /oauth/token returned.")
        return found.claims


def open_signing_key(folder: Path) -> SigningKey:
    """The key kept in the portal's `folder`, made there when the portal has none yet.

    Raises InvalidInput when the file is not a private ES256 key or when others can read it.
    """
    path = folder / KEY_FILE
    if not path.exists():
        _create(path)
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise InvalidInput(f"Other users can read {path}. Run 'chmod 600 {path}', and make a new key if they may have.")
    try:
        key = ECKey.import_key(json.loads(path.read_text("utf-8")))
    except (JoseError, ValueError) as error:
        raise InvalidInput(f"{path} is not an ES256 key. Restore it, or delete it to get a new one.") from error
    if not key.is_private or key.curve_name != "P-256":
        raise InvalidInput(f"{path} is not a private P-256 key. Restore it, or delete it to get a new one.")
    return SigningKey(key)


def _create(path: Path) -> None:
    """Make a key, whole at once; where several processes of a portal start together, the first one's is kept."""
    key = ECKey.generate_key("P-256", auto_kid=True)
    mine = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        with open(os.open(mine, flags, 0o600), "w", encoding="utf-8") as file:
            json.dump(key.as_dict(private=True), file)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(mine, path)
    finally:
        mine.unlink(missing_ok=True)
