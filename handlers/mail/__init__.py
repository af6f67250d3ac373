"""E-mail as the second way (article FACILITER): a member agrees to it, or stops it, whenever they like."""

from handlers.kit.commands import Command, Theme
from handlers.kit.router import Access, Router
from handlers.mail import listeners as on
from handlers.words import mark


def register(router: Router) -> None:
    """Every way in."""
    summary = mark("say whether Prime writes you e-mails, too")
    command = Command("mail", "courriel", Theme.ACCOUNT, summary, keeps=("mailconsent",))
    router.command(command, on.on_command, Access.MEMBER)
    router.action("mail.agree", on.on_agree)
    router.action("mail.stop", on.on_stop)
    router.action("mail.note", on.on_note, Access.ORGANISER)
    router.home(8, on.home)
