"""Handing letters to a mail server (RFC 5321), and what its refusals are about."""

import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import Message
from enum import Enum
from types import TracebackType
from urllib.parse import unquote, urlsplit

TIMEOUT = 20
"""Seconds; shorter than a claim lasts."""
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """A mail server, as `PRIME_SMTP_URL` names it."""

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    implicit_tls: bool = False

    @property
    def must_encrypt(self) -> bool:
        """Whether STARTTLS is asked for: everywhere but on this machine."""
        return not self.implicit_tls and self.host not in LOOPBACK


def server_of(url: str) -> SmtpServer:
    """The server that `smtp://user:password@host:587` or `smtps://…` names. ValueError for others."""
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError("must be smtp://user:password@host:port, or smtps://…")
    implicit = parts.scheme == "smtps"
    port = parts.port or (465 if implicit else 587)
    return SmtpServer(
        parts.hostname, port, unquote(parts.username or ""), unquote(parts.password or ""), implicit
    )


class Blame(Enum):
    """What a refusal is about, as in `scheduler.slack_errors`."""

    LETTER = "letter"
    """This address, or this letter: final."""
    SERVER = "server"
    """Our account with the server, or the server's rules for us: nothing is counted against a letter."""
    PASSING = "passing"
    """Tried again."""


class MailError(Exception):
    """The server did not take a letter."""

    def __init__(self, blame: Blame, code: str) -> None:
        super().__init__(code)
        self.blame, self.code = blame, code
        """The server's reply code, or the name of what went wrong; no address is in it."""


class SmtpConnection:
    """One conversation with the server, opened at the first letter."""

    def __init__(self, server: SmtpServer) -> None:
        self._server = server
        self._open: smtplib.SMTP | None = None

    def __enter__(self) -> "SmtpConnection":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def send(self, letter: Message) -> None:
        """Hands a letter over; the server has it when this returns. Raises MailError."""
        try:
            self._connected().send_message(letter)
        except (smtplib.SMTPException, OSError, ValueError) as error:  # ValueError: an address that is none
            self.close()
            raise _fault(error) from None

    def close(self) -> None:
        """Says goodbye, if the server still listens."""
        if self._open is None:
            return
        connection, self._open = self._open, None
        try:
            connection.quit()
        except (smtplib.SMTPException, OSError):
            connection.close()

    def _connected(self) -> smtplib.SMTP:
        if self._open is None:
            server, context = self._server, ssl.create_default_context()
            if server.implicit_tls:
                self._open = smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT, context=context)
            else:
                self._open = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
            if server.must_encrypt:
                self._open.starttls(context=context)
            if server.user:
                self._open.login(server.user, server.password)
        return self._open


def _fault(error: Exception) -> MailError:
    match error:
        case smtplib.SMTPRecipientsRefused():
            code = max((refused[0] for refused in error.recipients.values()), default=0)
            return MailError(Blame.LETTER if code >= 500 else Blame.PASSING, str(code))
        case smtplib.SMTPAuthenticationError() | smtplib.SMTPSenderRefused():
            final = error.smtp_code >= 500
            return MailError(Blame.SERVER if final else Blame.PASSING, str(error.smtp_code))
        case smtplib.SMTPNotSupportedError() | ssl.SSLError():
            return MailError(Blame.SERVER, type(error).__name__)
        case smtplib.SMTPDataError():
            final = error.smtp_code >= 500
            return MailError(Blame.LETTER if final else Blame.PASSING, str(error.smtp_code))
        case ValueError():
            return MailError(Blame.LETTER, "address")
    return MailError(Blame.PASSING, type(error).__name__)
