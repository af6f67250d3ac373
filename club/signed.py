"""Addresses that a letter carries: what they are for and for whom, signed, so that nobody makes one up.

A token is base64url without padding (RFC 4648, 5) of `purpose:numbers:expiry` and the first 16 bytes of its
HMAC-SHA256 (RFC 2104; truncated as RFC 2104, 5 allows). It holds ids alone: no name, no address.
"""

import binascii
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

MAC = 16
"""Bytes."""
LONGEST = 200
"""Characters of a token; ours have some sixty."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What an address is for."""

    purpose: str
    """A word of ours, such as `answer`."""
    ids: Sequence[int]
    expires: datetime | None = None
    """Aware, in whole seconds; None: never."""


def key_of(secret: str) -> bytes:
    """The key of our addresses, made of a secret of the installation; another one makes all of them void."""
    return hmac.new(secret.encode(), b"prime: addresses in letters", sha256).digest()


def sign(key: bytes, what: Signed) -> str:
    """The token."""
    expiry = int(what.expires.timestamp()) if what.expires else 0
    said = f"{what.purpose}:{'.'.join(map(str, what.ids))}:{expiry}".encode()
    return urlsafe_b64encode(_mac(key, said) + said).decode().rstrip("=")


def read(key: bytes, token: str, purpose: str, count: int, now: datetime) -> Signed | None:
    """Back from `sign`; None for a token that is none of ours, is for something else, or has expired."""
    raw = _decoded(token)
    if raw is None or not hmac.compare_digest(raw[:MAC], _mac(key, raw[MAC:])):
        return None
    found, ids, expiry = raw[MAC:].decode().split(":")  # signed: as we wrote it
    numbers = [int(one) for one in ids.split(".")]
    expires = datetime.fromtimestamp(int(expiry), UTC) if int(expiry) else None
    if found != purpose or len(numbers) != count or (expires is not None and now >= expires):
        return None
    return Signed(found, numbers, expires)


def _decoded(token: str) -> bytes | None:
    """The bytes; None where it is no canonical base64url: one address has one spelling."""
    if len(token) > LONGEST or not token.isascii():
        return None
    try:
        raw = urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (binascii.Error, ValueError):
        return None
    return raw if urlsafe_b64encode(raw).decode().rstrip("=") == token else None


def _mac(key: bytes, said: bytes) -> bytes:
    return hmac.new(key, said, sha256).digest()[:MAC]
