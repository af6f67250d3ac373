"""E-mail as the second way (article FACILITER): a member agrees to it, or stops it, whenever they like."""

from handlers.kit.router import Access, Router
from handlers.mail import listeners as on


def register(router: Router) -> None:
    """Every way in."""
    router.command(["mail", "courriel"], on.on_command, Access.MEMBER)
    router.action("mail.agree", on.on_agree)
    router.action("mail.stop", on.on_stop)
    router.action("mail.note", on.on_note, Access.ORGANISER)
    router.home(8, on.home)
