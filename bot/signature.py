"""Signatures of signed HTTP requests (docs.slack.dev, verifying requests from Slack)."""

from slack_bolt.middleware.request_verification import RequestVerification
from slack_sdk.signature import Clock as SignatureClock
from slack_sdk.signature import SignatureVerifier

from bot.clock import Clock


class _Seconds(SignatureClock):
    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def now(self) -> float:
        return self._clock.now().timestamp()


class _Verifier(SignatureVerifier):
    def is_valid(self, body: str | bytes, timestamp: str | None, signature: str | None) -> bool:
        """As the SDK has it; a timestamp that is no number is a forgery and not a bug."""
        if not (timestamp or "").isdecimal():
            return False
        return super().is_valid(body, timestamp, signature)


class Verification(RequestVerification):
    """Refuses with 401 what Slack did not sign, or signed more than five minutes ago by our clock."""

    def __init__(self, secret: str, clock: Clock) -> None:
        super().__init__(secret)
        self._verifier = _Verifier(secret, clock=_Seconds(clock))

    def _debug_log_error(self, signature: str, timestamp: str, body: str) -> None:
        self.logger.warning("a request without a valid signature was refused")  # never its body
