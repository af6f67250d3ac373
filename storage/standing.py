"""A message in Slack that becomes another: it stays where it stands, and says something else from then on."""

from datetime import datetime

from sqlalchemy import and_, select, update

from club.ids import PostingId
from storage.postings import POSTING, Note, PostingStage, enqueue, send_anew
from storage.session import Session

_STANDS = (PostingStage.SENT.value, PostingStage.SENDING.value)


def take_place(session: Session, kind: str, note: Note, now: datetime, *, subject: str = "") -> bool:
    """Has a live note take the place of the message of another kind, about the same and to the same.

    `subject`: what that one is about, where it is something else.

    False, and nothing is queued, where none stands there. Whoever is about to draw the old one loses it.
    """
    mine = POSTING.c.recipient == note.recipient
    about, before = (
        and_(POSTING.c.subject == note.subject, mine),
        POSTING.c.subject == (subject or note.subject),
    )
    old = and_(before, mine, POSTING.c.kind == kind, POSTING.c.stage.in_(_STANDS), POSTING.c.ts != "")
    found = select(POSTING.c.id, POSTING.c.channel, POSTING.c.ts).where(old).order_by(POSTING.c.id.desc())
    row = session.connection().execute(found.limit(1).with_for_update()).one_or_none()
    if row is None:
        return False
    retired = {"live": False, "due_at": None, "stage": PostingStage.SENT.value, "claim": ""}
    session.connection().execute(update(POSTING).where(POSTING.c.id == row.id).values(retired))
    enqueue(session, [note], now)
    fresh = and_(about, POSTING.c.kind == str(note.kind), POSTING.c.moment == note.moment)
    placed = {"stage": PostingStage.SENT.value, "channel": row.channel, "ts": row.ts}
    waiting = POSTING.c.stage == PostingStage.PENDING.value
    session.connection().execute(update(POSTING).where(fresh, waiting).values(placed))
    return True


def post_instead(session: Session, posting: PostingId, now: datetime) -> bool:
    """Posts as a new message what was to take another's place, and found it gone; False once it was shown."""
    unseen = and_(POSTING.c.id == posting, POSTING.c.shown_at.is_(None))
    return bool(send_anew(session, unseen, now))
