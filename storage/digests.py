"""Messages that say several things: what waits for a reader, what was put together, what they were told.

A posting that is said with others is *merged*: it keeps its identity and stays live; whatever touches it has
the message that says it drawn again.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from enum import Enum

from sqlalchemy import ColumnElement, and_, func, or_, select, update

from club.events import Event
from club.ids import EventId, MemberId, PostingId, SlackId
from storage.attendance import ANSWERED
from storage.events import EVENT, list_coming
from storage.outbox import record_merged
from storage.people import EXPECTED, MEMBER
from storage.postings import COLUMNS, FOLLOWS, POSTING, Note, Posting, PostingStage, enqueue, subject_of
from storage.session import Session

SUBJECT = "digest"
"""Of every digest: its reader and its day tell one from the other."""
SOON = timedelta(minutes=2)
"""What is in doubt and looked for so soon is waited for."""
NEWEST = 200
"""Of a reader's postings, those looked through for what they were told lately."""
_DIGEST = POSTING.alias()
_COMING = select(_DIGEST.c.id).where(_DIGEST.c.id == POSTING.c.merged_into, _DIGEST.c.ts == "")
_TOLD = or_(POSTING.c.told_at.is_not(None), _COMING.exists())
"""The condition that its reader was told of it, or is about to be, in a digest that is not sent yet."""
_NEVER_SAID = and_(POSTING.c.ts == "", POSTING.c.merged_into.is_(None))
FREE = and_(POSTING.c.stage == PostingStage.PENDING.value, POSTING.c.doubted_at.is_(None), _NEVER_SAID)
"""The condition that nobody has it in hand, and it stands nowhere."""
_OPEN = POSTING.c.stage.in_((PostingStage.PENDING.value, PostingStage.SENDING.value))


class Joined(Enum):
    """What came of putting a posting into a digest."""

    DONE = "done"
    LOST = "lost"
    """The posting is somebody else's by now."""
    HELD = "held"
    """One of the others is in somebody's hands by now: it is tried again, or would be left behind."""


def list_told(
    session: Session, recipient: SlackId, kinds: Collection[str], since: datetime
) -> list[datetime]:
    """When this reader was sent a message of these kinds, whatever it said; since then."""
    newest = select(POSTING.c.told_at, POSTING.c.kind, POSTING.c.ts).where(POSTING.c.recipient == recipient)
    some = newest.order_by(POSTING.c.id.desc()).limit(NEWEST).subquery()
    told = select(some.c.told_at).where(some.c.kind.in_(list(kinds)), some.c.ts != "", some.c.told_at > since)
    return list(session.connection().execute(told).scalars())


def get_told(session: Session, posting: Posting, now: datetime) -> datetime | None:
    """When this reader was last told of the same matter by the same kind, by itself or with others.

    What stands in a digest that is about to be sent counts as told now; what one did not show, as not told.
    """
    others = select(POSTING.c.told_at).where(*_told_alike(posting), POSTING.c.id != posting.id)
    told = session.connection().execute(others).scalars()
    return max((moment or now for moment in told), default=None)


def _told_alike(posting: Posting) -> tuple[ColumnElement[bool], ...]:
    about = (POSTING.c.subject == posting.subject, POSTING.c.kind == posting.kind)
    return *about, POSTING.c.recipient == posting.recipient, _TOLD


def has_told(session: Session, posting: Posting) -> bool:
    """Whether another reminder told this reader of the same deadline: what a moment has after its name."""
    deadline = posting.moment.partition(":")[2]
    others = select(POSTING.c.moment).where(*_told_alike(posting), POSTING.c.id != posting.id)
    said = session.connection().execute(others).scalars()
    return any(moment.partition(":")[2] == deadline for moment in said)


def list_heard(
    session: Session, recipient: SlackId, subjects: Collection[str], now: datetime
) -> dict[tuple[str, str], datetime]:
    """When this reader last heard of each of these, or is to because they put it off, by kind and subject."""
    theirs = (POSTING.c.recipient == recipient, POSTING.c.subject.in_(list(subjects)))
    when = select(POSTING.c.kind, POSTING.c.subject, POSTING.c.told_at, POSTING.c.queued_at)
    put_off = and_(FREE, POSTING.c.queued_at > now)
    heard: dict[tuple[str, str], datetime] = {}
    for kind, subject, told, queued in session.connection().execute(when.where(*theirs, or_(_TOLD, put_off))):
        last = told or max(queued, now)
        heard[kind, subject] = max(last, heard.get((kind, subject), last))
    return heard


def list_waiting(session: Session, posting: Posting, kinds: Collection[str], now: datetime) -> list[Posting]:
    """What else waits for the same reader, was never sent and is in nobody's hands, the oldest first.

    But for what its reader put off to a later day, and what may stand in Slack already.
    """
    theirs = (POSTING.c.recipient == posting.recipient, POSTING.c.kind.in_(list(kinds)))
    due = and_(POSTING.c.queued_at <= now, POSTING.c.id != posting.id)
    found = select(*COLUMNS).where(*theirs, FREE, due).order_by(POSTING.c.id)
    return [Posting(*row) for row in session.connection().execute(found)]


def list_matters(
    session: Session, recipient: SlackId, kinds: Collection[str], now: datetime, *, each: bool = False
) -> list[Posting]:
    """What this reader was told of these kinds, or is to be; of each subject the newest, the oldest first.

    With `each`, all of them. But for what they put off to a later day.
    """
    newest = select(*COLUMNS).where(POSTING.c.recipient == recipient).order_by(POSTING.c.id.desc())
    some = newest.limit(NEWEST).subquery()
    due = or_(some.c.queued_at.is_(None), some.c.queued_at <= now)
    found = select(some).where(some.c.kind.in_(list(kinds)), due).order_by(some.c.id)
    told = [Posting(*row) for row in session.connection().execute(found)]
    return told if each else list({one.subject: one for one in told}.values())


def find_in_hand(
    session: Session, posting: Posting, kinds: Collection[str], now: datetime
) -> PostingId | None:
    """The first of what somebody else sends to the same reader now, or may just have sent; None: nothing.

    What is in doubt and was taken up since is not waited for: it was looked for, and two of them would wait
    for each other.
    """
    theirs = (POSTING.c.recipient == posting.recipient, POSTING.c.kind.in_(list(kinds)))
    unseen = or_(POSTING.c.claimed_at.is_(None), POSTING.c.claimed_at <= POSTING.c.doubted_at)
    doubtful = and_(POSTING.c.doubted_at.is_not(None), unseen, POSTING.c.due_at <= now + SOON)
    being = or_(POSTING.c.stage == PostingStage.SENDING.value, doubtful)
    found = select(func.min(POSTING.c.id)).where(
        *theirs, POSTING.c.id != posting.id, _OPEN, being, _NEVER_SAID
    )
    return session.connection().execute(found).scalar_one_or_none()


def get_digest(
    session: Session, kind: str, recipient: SlackId, day: str
) -> tuple[Posting, PostingStage] | None:
    """The digest of a reader's day, and where it stands."""
    about = and_(POSTING.c.kind == kind, POSTING.c.subject == SUBJECT, POSTING.c.moment == day)
    found = select(*COLUMNS, POSTING.c.stage).where(about, POSTING.c.recipient == recipient)
    row = session.connection().execute(found).one_or_none()
    return (Posting(*row[:-1]), PostingStage(row[-1])) if row else None


def merge(
    session: Session,
    kind: str,
    day: str,
    posting: Posting,
    others: Sequence[Posting],
    ahead: Sequence[Note],
    now: datetime,
) -> Joined:
    """Puts a posting in hand into the digest of its reader's day.

    With it go others that wait, and notes `ahead` of their time that were not said before. The digest is made
    where there is none, and drawn again where it stands. In doubt about the posting, it is in doubt about the
    digest: it may have said it before. Nothing is done where it is not all of it.
    """
    enqueue(session, [Note(kind, SUBJECT, posting.recipient, day, live=True), *ahead], now)
    made = get_digest(session, kind, posting.recipient, day)
    assert made is not None, "it was queued right before"
    digest, _ = made
    if not record_merged(session, posting, digest.id):
        session.rollback()
        return Joined.LOST
    known = [Note(one.kind, one.subject, one.recipient, one.moment) for one in others]
    if _take(session, known, digest.id) < len(known):
        session.rollback()
        return Joined.HELD
    _take(session, ahead, digest.id)
    _wake(session, digest, posting.doubted_at, now)
    return Joined.DONE


def _take(session: Session, notes: Sequence[Note], digest_id: PostingId) -> int:
    """Puts what is free of these into a digest; how many it was."""
    if not notes:
        return 0
    merged = {"stage": PostingStage.MERGED.value, "merged_into": digest_id, "due_at": None}
    rest = update(POSTING).where(or_(*(_identity(note) for note in notes)), FREE).values(merged)
    return session.connection().execute(rest).rowcount


def _identity(note: Note) -> ColumnElement[bool]:
    about = and_(POSTING.c.kind == str(note.kind), POSTING.c.subject == note.subject)
    return and_(about, POSTING.c.recipient == note.recipient, POSTING.c.moment == note.moment)


def _wake(session: Session, digest: Posting, doubted_at: datetime | None, now: datetime) -> None:
    """It says more than it did: it is drawn again, or sent after all."""
    connection, it = session.connection(), POSTING.c.id == digest.id
    if doubted_at and not digest.ts:
        doubt = update(POSTING).where(it, POSTING.c.doubted_at.is_(None))
        connection.execute(doubt.values(doubted_at=doubted_at))
    dropped = and_(it, POSTING.c.stage == PostingStage.DROPPED.value)
    connection.execute(update(POSTING).where(dropped).values(stage=PostingStage.PENDING.value, due_at=now))
    refresh(session, digest.id, now)


def is_told(session: Session, kind: str, subject: str, recipient: SlackId) -> bool:
    """Whether a message of this kind and subject stands before its reader, by itself or with others."""
    stands = or_(POSTING.c.ts != "", POSTING.c.merged_into.is_not(None))
    found = select(POSTING.c.id).where(
        POSTING.c.subject == subject, POSTING.c.recipient == recipient, POSTING.c.kind == kind, stands
    )
    return session.connection().execute(found.limit(1)).first() is not None


def settle(session: Session, kind: str, subject: str, recipient: SlackId, now: datetime) -> None:
    """Its reader has dealt with it, and nothing else says so: it follows nothing more, nor in a digest."""
    theirs = and_(POSTING.c.subject == subject, POSTING.c.recipient == recipient, POSTING.c.kind == kind)
    done = update(POSTING).where(theirs).values(live=False).returning(POSTING.c.merged_into)
    for digest_id in session.connection().execute(done).scalars().all():
        if digest_id is not None:
            refresh(session, PostingId(digest_id), now)


def get_put_off(session: Session, posting: Posting, now: datetime) -> datetime | None:
    """Until when its reader put this matter off; None where they did not."""
    same = (POSTING.c.subject == posting.subject, POSTING.c.recipient == posting.recipient)
    waits = (POSTING.c.kind == posting.kind, POSTING.c.stage == PostingStage.PENDING.value)
    later = select(POSTING.c.queued_at).where(*same, *waits, POSTING.c.queued_at > now)
    return min(session.connection().execute(later).scalars(), default=None)


def list_unanswered(session: Session, member_id: MemberId, now: datetime, until: datetime) -> list[Event]:
    """The coming events with a deadline by then of which this member's answer is expected, nearest first."""
    expected = select(MEMBER.c.id).where(MEMBER.c.id == member_id, EXPECTED)
    near = [event for event in list_coming(session, now) if now < event.deadline <= until]
    if not near or session.connection().execute(expected).first() is None:
        return []
    ids = [event.id for event in near]
    known = select(ANSWERED.c.event_id).where(ANSWERED.c.member_id == member_id, ANSWERED.c.event_id.in_(ids))
    answered = set(session.connection().execute(known).scalars())
    return sorted((event for event in near if event.id not in answered), key=lambda event: event.deadline)


def lets_pass(
    session: Session, member_id: MemberId, recipient: SlackId, kind: str, now: datetime, count: int
) -> bool:
    """Whether this member was told of the last `count` events with a deadline past, and answered none.

    `kind` is that of reminders to answer: organisers hear of events whose guests they are not.
    """
    past = select(EVENT.c.id).where(EVENT.c.state == "published", EVENT.c.deadline <= now)
    last = session.connection().execute(past.order_by(EVENT.c.deadline.desc()).limit(count)).scalars().all()
    subjects = [subject_of(EventId(one)) for one in last]
    known = select(ANSWERED.c.event_id).where(
        ANSWERED.c.member_id == member_id, ANSWERED.c.event_id.in_(last)
    )
    theirs = (POSTING.c.recipient == recipient, POSTING.c.kind == kind, POSTING.c.told_at.is_not(None))
    told = select(POSTING.c.subject).where(*theirs, POSTING.c.subject.in_(subjects)).distinct()
    answered = session.connection().execute(known).first()
    return answered is None and len(session.connection().execute(told).all()) == count


def refresh(session: Session, digest_id: PostingId, now: datetime) -> None:
    """Has a digest that stands drawn again."""
    session.connection().execute(update(POSTING).where(POSTING.c.id == digest_id, FOLLOWS).values(due_at=now))


def list_merged(session: Session, digest_id: PostingId) -> list[Posting]:
    """What a digest says, in the order in which it came up."""
    found = select(*COLUMNS).where(POSTING.c.merged_into == digest_id).order_by(POSTING.c.id)
    return [Posting(*row) for row in session.connection().execute(found)]


def note_told(session: Session, digest: Posting, now: datetime, shown: Sequence[PostingId] = ()) -> None:
    """The digest stands in Slack: what it says is told; `shown`: no more than these, where it says which."""
    untold = and_(POSTING.c.merged_into == digest.id, POSTING.c.told_at.is_(None))
    if shown:
        untold = and_(untold, POSTING.c.id.in_(shown))
    session.connection().execute(update(POSTING).where(untold).values(told_at=now))
