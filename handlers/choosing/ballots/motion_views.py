"""The resolutions of a ballot that is being prepared, and the form of one."""

from club.ballots import Ballot, Option
from handlers.choosing.ballots import ids, motion_form
from handlers.choosing.shared.ballots import resolutions_counted
from handlers.kit.blocks import Block, actions, button, context, cut, modal, rich
from handlers.kit.paging import turning
from handlers.kit.positions import ListPosition, Page
from handlers.kit.return_to import ReturnTo
from handlers.words import Translator

SHOWN, ABOUT = 10, 200
"""Resolutions a page, and how much of each text."""


def page_with(ballot: Ballot, place: int = 1) -> ListPosition:
    """The page of its resolutions on which the one with that number stands."""
    return ListPosition(ids.MOTIONS, of=ballot.id, page=max(0, place - 1) // SHOWN)


def listing(t: Translator, ballot: Ballot, way: ReturnTo[int], asked: ListPosition, said: str = "") -> Block:
    """All resolutions, ten a page; each may be changed and taken out."""
    page = Page.cut(list(enumerate(ballot.options, 1)), asked, SHOWN)
    blocks: list[Block | None] = [
        rich("{said}", said=said) if said else None,
        rich("*{title}*\n{count}", title=ballot.title, count=resolutions_counted(t, len(ballot.options))),
        actions(button(t("Add a resolution…"), ids.MOTION_NEW, ballot.id, primary=True)),
    ]
    for place, one in page.items:
        about = cut(one.text or one.link, ABOUT)
        blocks.append(rich("*{n}. {title}*\n{about}", n=place, title=one.title, about=about))
        value, title = f"{ballot.id}:{place}", f"{place}. {one.title}"
        blocks.append(
            actions(
                button(t("Edit…"), f"{ids.MOTION_EDIT}#{place}", value, about=title),
                button(t("Take out"), f"{ids.MOTION_DROP}#{place}", value, about=title),
            )
        )
    blocks += turning(t, page, ids.MOTIONS, t("Previous page"), t("Next page"))
    return modal(ids.MOTIONS, t("Resolutions"), blocks, close=t("Close"), metadata=way.packed())


def one(
    t: Translator, ballot: Ballot, way: ReturnTo[int], motion: Option | None = None, said: str = ""
) -> Block:
    """The form of a resolution; a new one may be followed by another."""
    name = f"#{len(ballot.options)}"
    more = actions(button(t("Add a resolution"), ids.MOTION_MORE, ballot.id)) if not way.extra else None
    return modal(
        ids.MOTION_SAVE,
        t("Edit the resolution") if way.extra else t("New resolution"),
        [
            context(ballot.title, resolutions_counted(t, len(ballot.options))),
            rich("{said}", said=said) if said else None,
            *motion_form.one(t, motion, name=name),
            more,
        ],
        submit=t("Save"),
        close=t("Back"),
        metadata=way.packed(),
    )
