"""How members want to be reminded, and who is about to be away."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import and_, select, update

from club.digest import USUAL, Theme, Way, Wishes
from club.ids import MemberId, SlackId
from storage import tables
from storage.digests import FREE
from storage.people import ADMITTED, MEMBER
from storage.postings import POSTING
from storage.session import Session
from storage.tables import core
from storage.upsert import Upsert

WISH = core(tables.ReminderWish)
_SAVE = Upsert(WISH, ["member_id"], ["ways", "hour", "weekly", "absent_from", "absent_to"])
_COLUMNS = (WISH.c.ways, WISH.c.hour, WISH.c.weekly, WISH.c.absent_from, WISH.c.absent_to)


def get_wishes(session: Session, member_id: MemberId) -> Wishes:
    """What a member chose; the usual where they chose nothing."""
    row = session.connection().execute(select(*_COLUMNS).where(WISH.c.member_id == member_id)).one_or_none()
    return Wishes(_ways(row[0]), *row[1:]) if row else USUAL


def save_wishes(session: Session, member_id: MemberId, wishes: Wishes) -> None:
    """What a member chooses from now on."""
    ways = " ".join(f"{theme}={way}" for theme, way in wishes.ways.items() if way is not Way.TOGETHER)
    row = {"member_id": member_id, "ways": ways, "hour": wishes.hour, "weekly": wishes.weekly}
    away = {"absent_from": wishes.absent_from, "absent_to": wishes.absent_to}
    _SAVE.run(session.connection(), row | away)


def _ways(text: str) -> Mapping[Theme, Way]:
    return {Theme(theme): Way(way) for theme, _, way in (one.partition("=") for one in text.split())}


def list_leaving(session: Session, until: date, today: date) -> list[MemberId]:
    """Members whose absence begins by that day and is not over."""
    away = and_(WISH.c.absent_from <= until, WISH.c.absent_to >= today)
    found = select(WISH.c.member_id).join(MEMBER, MEMBER.c.id == WISH.c.member_id).where(away, ADMITTED)
    return [MemberId(one) for one in session.connection().execute(found.order_by(WISH.c.member_id)).scalars()]


def ask_again(session: Session, recipient: SlackId, kinds: Collection[str], now: datetime) -> None:
    """What waits for somebody is judged anew: by the wishes that hold now."""
    theirs = and_(POSTING.c.recipient == recipient, POSTING.c.kind.in_(list(kinds)))
    waiting = and_(theirs, FREE, POSTING.c.queued_at <= now, POSTING.c.due_at > now)
    session.connection().execute(update(POSTING).where(waiting).values(due_at=now))


def set_language(session: Session, member_id: MemberId, language: str) -> None:
    """The language in which a member reads from now on, whatever their Slack speaks."""
    session.connection().execute(update(MEMBER).where(MEMBER.c.id == member_id).values(language=language))
