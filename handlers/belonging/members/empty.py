"""Companies of the club that nobody represents, one by one."""

from handlers.kit.blocks import Block, context, message, rich
from handlers.kit.interaction import Interaction, Message, Reply
from handlers.kit.paging import turning
from handlers.kit.positions import PAGE, ListPosition, Page
from handlers.kit.services import Services
from handlers.words import Translator
from storage.silence import list_empty

LIST = "empty"


def on_empty(interaction: Interaction, services: Services) -> Reply:
    """“See these companies…”, and its other pages in place."""
    in_place = interaction.position(LIST) is not None
    return Reply(listing(interaction.t, found(services, interaction.page_of(LIST))), in_place=in_place)


def found(services: Services, asked: ListPosition) -> Page[str]:
    """A page of their names as they are now; beyond the end, the last."""
    with services.db.read() as session:
        _, total = list_empty(session, 0, 1)
        at = asked.within(total)
        shown, _ = list_empty(session, at.number * PAGE, PAGE)
    return Page.of([name for _, name in shown], total, at)


def listing(t: Translator, page: Page[str]) -> Message:
    """Their names, and the ways for somebody to come."""
    title = t.plural("{n} company without a member", "{n} companies without a member", page.total)
    blocks: list[Block | None] = [rich("*{title}*\n{names}", title=title, names="\n".join(page.items))]
    blocks.append(
        context(
            t("To fill them: a list of members (CSV) dropped here, or /prime join typed by whom you ask.")
        )
    )
    blocks += turning(t, page, "members.empty", t("Previous companies"), t("Next companies"))
    return message("\n".join([title, *page.items]), *blocks)
