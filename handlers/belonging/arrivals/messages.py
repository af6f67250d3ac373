"""The welcome of people become known."""

from handlers.kit.blocks import actions, button, message, rich
from handlers.kit.interaction import Message
from handlers.kit.router import RenderContext


def known(ctx: RenderContext) -> Message:
    """To a member whom Slack has just made known."""
    said = ctx.t("Welcome: the club knows you now.")
    mine = button(ctx.t("See my events"), "rsvp.page", 0, primary=True)
    return message(said, rich("{said}", said=said), actions(mine))
