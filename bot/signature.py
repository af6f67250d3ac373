"""Signatures of signed HTTP requests (docs.slack.dev, verifying requests from Slack)."""

import hmac

from bot.clock import Clock

OLDEST = 300
"""Seconds, in either direction by our clock: a request that was listened to may not be made again later."""
_LONGEST_TIMESTAMP = 12
"""Digits: what counts seconds has ten until the year 2286."""


class Signatures:
    """Tells what Slack signed from what anybody may send: by its bytes, before anything is read of them."""

    def __init__(self, secret: str, clock: Clock) -> None:
        self._secret, self._clock = secret.encode(), clock

    def holds(self, body: bytes, timestamp: str, signature: str) -> bool:
        """Whether Slack signed this body, less than five minutes ago; without a secret nothing holds.

        In constant time for whatever signature. Headers are as WSGI gives them (PEP 3333).
        """
        plain = timestamp.isascii() and timestamp.isdecimal() and len(timestamp) <= _LONGEST_TIMESTAMP
        if not self._secret or not plain or abs(self._clock.now().timestamp() - int(timestamp)) > OLDEST:
            return False
        signed = b"v0:%s:%s" % (timestamp.encode(), body)
        right = "v0=" + hmac.digest(self._secret, signed, "sha256").hex()
        return hmac.compare_digest(right.encode(), signature.encode("latin-1", "replace"))
