"""What is sent by itself: the answer to words typed to Prime, and the welcome of people become known."""

from handlers.kit.act import Message
from handlers.kit.refusals import no_entry
from handlers.kit.router import Access, Renderer, Router, Sheet, allowed
from handlers.welcome import views
from storage.people import get_visitor


def help_message(router: Router) -> Renderer:
    """Help, in the conversation where something was typed; to others the courteous refusal."""

    def render(sheet: Sheet) -> Message:
        visitor = get_visitor(sheet.session, sheet.posting.recipient, sheet.now)
        if not allowed(Access.MEMBER, visitor):
            return no_entry(sheet.t, visitor, sheet.desk.club.contact, organisers_only=False)
        return views.help_text(router, sheet.t, visitor)

    return render


def known(sheet: Sheet) -> Message:
    """A member whom Slack has just made known."""
    return views.known(sheet.t)
