"""The resolutions of a ballot that is being prepared, and the form of one."""

import json
from dataclasses import dataclass

from club.ballots import Ballot, Option
from club.ids import BallotId
from handlers.choosing.ballots import ids, motion_form
from handlers.choosing.ballots.motions import Draft
from handlers.choosing.shared.ballots import resolutions_counted
from handlers.kit import carried
from handlers.kit.blocks import Block, actions, button, context, cut, modal, pages, rich
from handlers.kit.paging import turning
from handlers.kit.revision import revision
from handlers.words import Translator

SHOWN, ABOUT = 10, 200
"""Resolutions a page, and how much of each text."""


@dataclass(frozen=True, slots=True)
class Spot:
    """What the form of a resolution is about: ids and numbers, and the way back to the list behind it."""

    draft: Draft
    place: int = 0
    """Its number; 0: a new one."""
    response_url: str = ""
    behind: str = ""

    def packed(self) -> str:
        """As `private_metadata`."""
        known = [self.draft.ballot_id, self.draft.revision, self.place, self.response_url, self.behind]
        return json.dumps(known, separators=(",", ":"))

    @staticmethod
    def unpacked(metadata: str) -> "Spot":
        """Back from `packed`. Raises OutOfDate."""
        ballot_id, seen, place, url, behind = carried.unpacked(metadata, int, str, int, str, str)
        return Spot(Draft(BallotId(ballot_id), seen), place, url, behind)


def on(ballot: Ballot, place: int = 0, response_url: str = "", behind: str = "") -> Spot:
    """The spot of a ballot as it stands now."""
    return Spot(Draft(ballot.id, revision(ballot)), place, response_url, behind)


def listing(t: Translator, ballot: Ballot, spot: Spot, page: int = 0, said: str = "") -> Block:
    """All resolutions, ten a page; each may be changed and taken out."""
    shown, _, _ = pages(list(enumerate(ballot.options, 1)), page, SHOWN)
    blocks: list[Block | None] = [
        rich("{said}", said=said) if said else None,
        rich("*{title}*\n{count}", title=ballot.title, count=resolutions_counted(t, len(ballot.options))),
        actions(button(t("Add a resolution…"), ids.MOTION_NEW, ballot.id, primary=True)),
    ]
    for place, one in shown:
        about = cut(one.text or one.link, ABOUT)
        blocks.append(rich("*{n}. {title}*\n{about}", n=place, title=one.title, about=about))
        value, title = f"{ballot.id}:{place}", f"{place}. {one.title}"
        blocks.append(
            actions(
                button(t("Edit…"), f"{ids.MOTION_EDIT}#{place}", value, about=title),
                button(t("Take out"), f"{ids.MOTION_DROP}#{place}", value, about=title),
            )
        )
    before = button(t("Previous page"), ids.MOTIONS, f"{ballot.id}:{page - 1}")
    after = button(t("Next page"), f"{ids.MOTIONS}#next", f"{ballot.id}:{page + 1}")
    blocks += turning(t, page, len(ballot.options), before, after, size=SHOWN)
    return modal(ids.MOTIONS, t("Resolutions"), blocks, close=t("Close"), metadata=spot.packed())


def one(t: Translator, ballot: Ballot, spot: Spot, motion: Option | None = None, said: str = "") -> Block:
    """The form of a resolution; a new one may be followed by another."""
    name = f"#{len(ballot.options)}"
    more = actions(button(t("Add a resolution"), ids.MOTION_MORE, ballot.id)) if not spot.place else None
    return modal(
        ids.MOTION_SAVE,
        t("Edit the resolution") if spot.place else t("New resolution"),
        [
            context(ballot.title, resolutions_counted(t, len(ballot.options))),
            rich("{said}", said=said) if said else None,
            *motion_form.one(t, motion, name=name),
            more,
        ],
        submit=t("Save"),
        close=t("Back"),
        metadata=spot.packed(),
    )
