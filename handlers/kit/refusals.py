"""What those are told who may not enter: courteous, with somebody to ask, and nothing of the club."""

from handlers.kit.blocks import Block, actions, aside, button, message, modal, rich
from handlers.kit.interaction import Message, View
from handlers.kit.router import Access, allowed
from handlers.words import Translator
from storage.people import Membership, Visitor

READ_CHARTER = "charter.read"
JOIN = "admission.join"


def no_entry(t: Translator, visitor: Visitor, contact: str, *, organisers_only: bool) -> Message:
    """Why not, and whom to ask."""
    if visitor.member and visitor.charter_due and not organisers_only:
        said = t("The charter first: it opens the rest.")
        return message(
            said,
            rich("{said}", said=said),
            actions(button(t("Read the charter…"), READ_CHARTER, primary=True)),
        )
    if organisers_only:
        said = t("This is for the organisers.")
    else:
        said = t("This space is for the members of the Club PRIME.")
    row = None if organisers_only else actions(_joining(t, visitor))
    asking = t("A question: {contact}.", contact=contact or t("the organisers of the club"))
    return message(f"{said} {asking}", rich("{said} {asking}", said=said, asking=asking), row)


def _joining(t: Translator, visitor: Visitor) -> Block | None:
    """The way in, for full accounts alone: not for guests, and not for whom Slack has said nothing of."""
    if not allowed(Access.ACCOUNT, visitor):
        return None
    state = visitor.person.state if visitor.person else Membership.LEFT
    if state is Membership.INVITED:
        return button(t("See my request"), JOIN, primary=True)
    return button(t("Ask to join…"), JOIN, primary=True) if state is Membership.LEFT else None


def out_of_date(t: Translator) -> Message:
    """What a button or a form says that no longer fits today's Prime."""
    return aside(t("This is out of date, and nothing was changed: open it again with /prime."))


def not_shown(t: Translator, *, typed: bool) -> Message:
    """That Slack did not show the window that a click or a command asked for, and what to do."""
    said = t("Slack is busy and did not show the window.")
    again = t("Type the same again in a moment.") if typed else t("Press the same button again in a moment.")
    return aside(f"{said} {again}")


def refusal_view(t: Translator, said: Message) -> View:
    """The same in a modal, in place of the form that was sent."""
    return modal("refusal", "Prime", said.blocks, close=t("Close"))
