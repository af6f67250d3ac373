"""A mail server on this machine, which keeps what it is given and refuses what it is told to refuse."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class _Controller(Controller):
    """On whatever port is free."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


class Postman:
    """`letters` holds what was accepted, in order; `answers` decides by the recipient's address."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.answers: dict[str, str] = {}
        """By address: what the server replies to it, such as `550 no such mailbox`."""
        self.says = "250 OK"
        """What is said once a letter was handed over; empty: nothing, for the line breaks right then."""
        self._controller = _Controller(self, hostname="127.0.0.1", port=0)
        self._controller.start()

    @property
    def url(self) -> str:
        """As `PRIME_SMTP_URL`."""
        return f"smtp://127.0.0.1:{self._controller.port}"

    @property
    def settings(self) -> dict[str, str]:
        """Of a club that has this server, and pages that letters lead to."""
        sender = {"prime_smtp_url": self.url, "prime_mail_from": "Club PRIME <prime@club.example>"}
        return sender | {"prime_public_url": "https://prime.club.example"}

    def stop(self) -> None:
        """Ends the server."""
        self._controller.stop()

    def to(self, address: str) -> list[EmailMessage]:
        """The letters to one address."""
        return [one for one in self.letters if one["To"] == address]

    # aiosmtpd's hooks

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Whether mail to an address is taken."""
        refused = self.answers.get(address)
        if refused:
            return refused
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """A letter was handed over."""
        content = cast(bytes, envelope.content)
        self.letters.append(cast(EmailMessage, message_from_bytes(content, policy=policy.default)))
        if not self.says:
            server.transport.abort()
        return self.says
