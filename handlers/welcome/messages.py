"""What is sent by itself: the answer to words typed to Prime."""

from handlers.kit.interaction import Message
from handlers.kit.refusals import no_entry
from handlers.kit.router import Access, RenderContext, Renderer, Router, allowed
from handlers.welcome import views
from storage.people import get_visitor


def help_message(router: Router) -> Renderer:
    """Help, in the conversation where something was typed; to others the courteous refusal."""

    def render(ctx: RenderContext) -> Message:
        visitor = get_visitor(ctx.session, ctx.posting.recipient, ctx.now)
        if not allowed(Access.MEMBER, visitor):
            return no_entry(ctx.t, visitor, ctx.services.club.contact, organisers_only=False)
        return views.help_text(router, ctx.t, visitor)

    return render
