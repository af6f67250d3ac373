"""The charter's card, its pages, and what is said about it."""

from collections.abc import Sequence

from club.charter import WITHDRAWN, Version
from handlers.belonging.charter.pages import pages_of
from handlers.belonging.charter.service import CharterStatus
from handlers.kit.blocks import (
    Block,
    actions,
    aside,
    button,
    context,
    menu,
    message,
    modal,
    rich,
)
from handlers.kit.interaction import Message
from handlers.kit.paging import turning
from handlers.kit.positions import Page
from handlers.kit.refusals import READ_CHARTER
from handlers.kit.return_to import ReturnTo
from handlers.words import Translator
from storage.charter import Evidence, Outstanding

OUTSTANDING = "outstanding"
LINES = 20
"""Names shown at a time."""
HISTORY = 8
"""Acceptances shown; the rest is in the member's own data."""


def page(t: Translator, version: Version, way: ReturnTo[int], *, accepted: int, fresh: bool = False) -> Block:
    """The page that `way` carries the number of; the last one's submission accepts the version."""
    texts = pages_of(version.text)
    at = min(way.extra, len(texts) - 1)
    done, last = accepted >= version.number, at == len(texts) - 1
    submit = t("Next page") if not last else "" if done else t("I accept")
    count = {"number": version.number, "page": at + 1, "pages": len(texts)}
    where = t("Version {number} · page {page} of {pages}", **count)
    said = t("A new version was published meanwhile: this is it.") if fresh else ""
    return modal(
        "charter.page",
        t("The charter of the club"),
        [
            rich("*{said}*", said=said) if said else None,
            context(where),
            *texts[at],
            actions(button(t("Previous page"), "charter.back") if at else None),
        ],
        submit=submit,
        close=t("Close") if done else t("Later"),
        metadata=way.with_extra(at).packed(),
    )


def withdrawing(t: Translator, number: int, metadata: str) -> Block:
    """What follows, before it is done."""
    return modal(
        "charter.withdraw",
        t("Withdraw my agreement"),
        [
            rich(t("*You take back your agreement to version {number}.*"), number=number),
            rich("{said}", said=follows(t)),
            rich("{said}", said=t("You may accept again at any time.")),
        ],
        submit=t("Withdraw my agreement"),
        close=t("Keep my agreement"),
        metadata=metadata,
    )


def follows(t: Translator) -> str:
    """What a withdrawal changes."""
    return t("These stay open to you: charter, profile, own data. Your coming seats are freed.")


def card(t: Translator, place: CharterStatus, *, organises: bool, said: str = "") -> Message:
    """`/prime charter`: the version that holds, where I stand, what I accepted and when."""
    if place.newest is None:
        coming = said or t("The charter is to come; a message will announce it.")
        return message(
            coming, rich("{said}", said=coming), actions(_publishing(t, place) if organises else None)
        )
    state = _state(t, place)
    blocks: list[Block | None] = [
        rich("{said}", said=said) if said else None,
        *_version(t, place.newest, state),
        _row(t, place, primary=not organises or place.due),
        context("\n".join(_history(t, place.evidence))),
    ]
    if organises:
        blocks += _progress(t, place)
    return message(said or f"{_title(t, place.newest)}{t(': ')}{state}", *blocks)


def _title(t: Translator, version: Version) -> str:
    return t("Charter, version {number}", number=version.number)


def _version(t: Translator, version: Version, state: str) -> list[Block | None]:
    lines = "\n".join(part for part in (version.changes, state) if part)
    return [rich("*{title}*\n{lines}", title=_title(t, version), lines=lines)]


def _state(t: Translator, place: CharterStatus) -> str:
    """Where the reader stands, in one line."""
    if place.accepted == WITHDRAWN:
        return t("➡️ Agreement withdrawn: only charter, profile and own data are open to you.")
    if place.due and place.required and place.required.accept_by:
        return t("➡️ To be accepted before {date}", date=t.date(place.required.accept_by))
    mine = next((one for one in place.evidence if not one.withdrawn), None)
    if mine is None:
        return t("Nothing to accept for now.")
    return t("✅ Charter accepted: version {number}, {date}", number=mine.number, date=t.date(mine.at))


def _row(t: Translator, place: CharterStatus, *, primary: bool) -> Block | None:
    label = t("Read the charter…") if place.due else t("Read again…")
    read = button(label, READ_CHARTER, primary=primary and place.due)
    back = menu([(t("Withdraw my agreement…"), "charter.withdraw", "")]) if place.accepted > 0 else None
    return actions(read, back)


def _history(t: Translator, evidence: Sequence[Evidence]) -> list[str]:
    return [_event(t, one) for one in evidence[:HISTORY]]


def _event(t: Translator, one: Evidence) -> str:
    values = {"number": one.number, "date": t.date(one.at), "digest": one.sha256[:12]}
    if one.withdrawn:
        return t("Version {number} withdrawn, {date} (text {digest})", **values)
    return t("Version {number} accepted, {date} (text {digest})", **values)


def _progress(t: Translator, place: CharterStatus) -> list[Block | None]:
    accepted, total = place.count
    figures = {"accepted": t.number(accepted), "total": t.number(total)}
    count = t.plural(
        "{accepted} member of {total} has accepted",
        "{accepted} members of {total} have accepted",
        accepted,
        **figures,
    )
    if not accepted:
        count = t("No member of {total} has accepted", total=figures["total"])
    remaining = button(t("See who remains"), "charter.outstanding", 0) if accepted < total else None
    return [rich("*{count}*", count=count), actions(_publishing(t, place), remaining)]


def _publishing(t: Translator, place: CharterStatus) -> Block:
    return button(t("Publish a version…"), "charter.publish", primary=not place.due)


def outstanding(t: Translator, page: Page[Outstanding]) -> Message:
    """Who has not accepted yet, by company."""
    if not page.total:
        said = t("✅ Everybody has accepted.")
        return aside(said)
    count = t.plural("{n} member has not accepted yet", "{n} members have not accepted yet", page.total)
    lines = "\n".join(f"{one.name}, {one.company}" if one.company else one.name for one in page.items)
    return message(
        f"{count}\n{lines}",
        rich("*{count}*\n{lines}", count=count, lines=lines),
        *turning(t, page, "charter.outstanding", t("Previous members"), t("Next members")),
    )


def told(t: Translator, version: Version, place: CharterStatus) -> Message:
    """A version, told by itself: what changed, until when; in place, that it is accepted or superseded."""
    if place.newest and place.newest.number != version.number and not place.due:
        state = t("Replaced by version {number}.", number=place.newest.number)
    elif not place.due and not version.material:
        state = t("Words only: nothing to accept again.")
    else:
        state = _state(t, place)
    text = f"{_title(t, version)}{t(': ')}{state}"
    return message(text, *_version(t, version, state), _row(t, place, primary=True))


def noted(t: Translator, mine: Evidence, place: CharterStatus) -> Message:
    """One acceptance; after its withdrawal, that."""
    taken_back = place.accepted == WITHDRAWN and place.evidence[0].number == mine.number
    said = t("✅ Charter accepted: version {number}, {date}", number=mine.number, date=t.date(mine.at))
    if not taken_back:
        return message(said, rich("{said}", said=said), _row(t, place, primary=False))
    said = t("Agreement withdrawn, {date}", date=t.date(place.evidence[0].at))
    return message(
        said, rich("*{said}*\n{follows}", said=said, follows=follows(t)), _row(t, place, primary=False)
    )
