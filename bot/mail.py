"""E-mail as an operator sets it up."""

import random

from bot.clock import Clock
from bot.settings import Settings
from handlers.kit.router import Router
from handlers.kit.services import Services
from scheduler.letters import Addresses, LetterFrame
from scheduler.mailing import Mailer
from scheduler.smtp import server_of


def addresses_of(settings: Settings) -> Addresses:
    """The pages that letters lead to, signed with a key made of Slack's signing secret."""
    secret = settings.slack_signing_secret.get_secret_value()
    return Addresses(settings.prime_public_url if secret else "", secret)


def mailer_of(settings: Settings, services: Services, router: Router, clock: Clock) -> Mailer | None:
    """Who sends letters; None where no mail server is set."""
    url = settings.prime_smtp_url.get_secret_value()
    if not url:
        return None
    server = server_of(url)
    sender = settings.prime_mail_from or server.user
    envelope = LetterFrame(sender, addresses_of(settings))
    return Mailer(services, router, clock.now, server, envelope, random.random)
