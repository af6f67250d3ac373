"""What awaits a member, of every feature: the home tab's list, which says what a digest would say."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from club.digest import LINES, nearest_first
from club.ids import PostingId, SlackId
from handlers.kit.interaction import Blocks, Interaction, Line
from handlers.kit.lines import asking, home_position
from handlers.kit.manners import AWAITED_AT_ONCE, AWAITED_OF_ORGANISERS, MAY_WAIT
from handlers.kit.positions import Page
from handlers.kit.router import HomePart, RenderContext, Router
from handlers.kit.services import Services
from handlers.kit.wishes import reader_of
from handlers.living.reminders import views
from storage.database import Session
from storage.digests import list_matters
from storage.people import Person, Role
from storage.postings import Note, Posting
from storage.wishes import get_wishes

FAR = timedelta(days=366)
"""No deadline is further away."""
WHOLE = 20
"""Matters on a page of all of them."""
HOME = "home"
"""Where it stands: a line that stands says what became of it, one to be sent may be dropped."""


def part(router: Router) -> HomePart:
    """The home tab's part."""

    def home(interaction: Interaction, services: Services) -> Blocks:
        with services.db.read() as session:
            nobody = Posting(PostingId(0), "", "", interaction.slack_id, "", SlackId(""), HOME, 0, live=True)
            member, t = interaction.member, interaction.t
            ctx = RenderContext(session, nobody, member, t, interaction.now, services)
            at = home_position(interaction)
            page = Page.cut(lines(router, ctx), at, WHOLE if at.only else LINES)
            return views.awaiting(t, page, get_wishes(session, member.id), _today(ctx))

    return home


def _today(ctx: RenderContext) -> date:
    """The day on the reader's own clock."""
    assert ctx.reader is not None
    return reader_of(ctx.session, ctx.services, ctx.reader).day(ctx.now)


def lines(router: Router, ctx: RenderContext) -> list[Line]:
    """What still waits for the reader, each matter once, the nearest deadline first."""
    assert ctx.reader is not None
    found = dict[str, Line]()
    for posting in _matters(router, ctx.session, ctx.reader, ctx.now):
        if line := _waits(router, replace(ctx, posting=posting)):
            found.setdefault(posting.subject, line)
    asked = [_act(line) for line in found.values()]
    for posting in _asked_at_once(ctx.session, ctx.reader, ctx.now):
        line = _waits(router, replace(ctx, posting=posting))
        if line and _act(line) not in asked:
            asked.append(_act(line))
            found[f"{posting.kind} {posting.subject} {posting.moment}"] = line
    return nearest_first(list(found.values()))


def _waits(router: Router, ctx: RenderContext) -> Line | None:
    """What a message asks of its reader; None where it asks nothing any more."""
    kind = ctx.posting.kind
    line = (router.lines.get(kind) or asking(router.renderers[kind]))(ctx)
    return line if line is not None and line.awaited else None


def _act(line: Line) -> tuple[object, object] | None:
    """What its first button does: two that ask for the same are one matter, whatever told of it."""
    first = next((one for one in line.buttons if one), None)
    return (first.get("action_id"), first.get("value")) if first else None


def _asked_at_once(session: Session, reader: Person, now: datetime) -> Iterator[Posting]:
    """What came by a message of its own, to be answered."""
    kinds = AWAITED_AT_ONCE if reader.role is Role.ORGANISER else AWAITED_AT_ONCE - AWAITED_OF_ORGANISERS
    if reader.slack_id is not None:
        for posting in list_matters(session, reader.slack_id, kinds, now, each=True):
            yield replace(posting, ts=posting.ts or HOME)


def _matters(router: Router, session: Session, reader: Person, now: datetime) -> Iterator[Posting]:
    """Those of kinds that a feature finds by itself, told or not; of the others, whatever was told."""
    known = {kind for kinds, _ in router.open_matters for kind in kinds}
    for _, finds in router.open_matters:
        for note in finds(session, reader, now, now + FAR):
            yield _standing(note)
    if reader.slack_id is not None:
        kinds = [kind for kind in MAY_WAIT if kind in router.lines and kind not in known]
        for posting in list_matters(session, reader.slack_id, kinds, now):
            yield replace(posting, ts=posting.ts or HOME)


def _standing(note: Note) -> Posting:
    """As a renderer is asked: it is none, and stands on the home tab."""
    return Posting(
        PostingId(0), note.kind, note.subject, note.recipient, note.moment, SlackId(""), HOME, 0, note.live
    )
