"""“Remove this work…”: what goes, before it goes; why it stays, where it does."""

from collections.abc import Mapping

from club.works import WorkInUse
from handlers.choosing.shared.returning import returned
from handlers.choosing.works.removing import Removal
from handlers.kit.blocks import context, modal, rich
from handlers.kit.interaction import View
from handlers.kit.paging import first_lines
from handlers.words import Translator, mark

REMOVE = "works.remove"
"""The menu's action and the modal alike."""
MOST_EDITIONS = 5
KEPT: Mapping[WorkInUse, str] = {
    WorkInUse.EVALUATED: mark(
        "This work was evaluated: “{ballot}”. It stays, so that the result can be counted again; you may "
        "edit it."
    ),
    WorkInUse.VOTED: mark(
        "Members vote on this work: “{ballot}”. If it is there by mistake, cancel that vote first."
    ),
    WorkInUse.PREPARED: mark(
        "This work stands on a ballot in preparation: “{ballot}”. Take it off that ballot, or delete the "
        "ballot, first."
    ),
}


def kept(t: Translator, removal: Removal) -> str:
    """Why it stays; empty where it may go."""
    if removal.held is None:
        return ""
    why, ballot = removal.held
    return t(KEPT[why], ballot=ballot.title)


def confirming(t: Translator, removal: Removal, metadata: str, *, overtaken: bool = False) -> View:
    """Asks before a work is taken away, for it cannot be had back."""
    work = removal.work
    meanwhile = t("Somebody changed this work meanwhile: see whether it is still the one to remove.")
    lines = [
        t("Its title, its link and its summary are erased for good."),
        *_uses(t, removal),
        *_topic(t, removal),
    ]
    lines += first_lines(t, _editions(t, removal), MOST_EDITIONS)
    return modal(
        REMOVE,
        t("Remove the work"),
        [
            context(meanwhile) if overtaken else None,
            rich("*{title}* · {year}", title=work.title, year=work.year),
            rich("{lines}", lines="\n".join(lines)),
        ],
        submit=t("Remove the work"),
        close=t("Keep the work"),
        metadata=metadata,
    )


def _uses(t: Translator, removal: Removal) -> list[str]:
    if not removal.uses:
        return []
    return [
        t.plural(
            "So is the use of it that was noted.", "So are the {n} uses of it that were noted.", removal.uses
        )
    ]


def _topic(t: Translator, removal: Removal) -> list[str]:
    if removal.topic is None:
        return []
    told = t("Those who stand behind it are told.")
    return [t("From the topic: {topic}", topic=removal.work.topic), f"{returned(t, removal.topic)} {told}"]


def _editions(t: Translator, removal: Removal) -> list[str]:
    """What the editions after it then follow."""
    before = removal.previous
    if before is None:
        return [
            t("“{title}” ({year}) then has no edition before it.", title=one.title, year=one.year)
            for one in removal.later
        ]
    return [
        t(
            "“{title}” ({year}) then follows “{before}” ({before_year}).",
            title=one.title,
            year=one.year,
            before=before.title,
            before_year=before.year,
        )
        for one in removal.later
    ]
