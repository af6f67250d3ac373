"""What workers do with the rows of the outbox: take one, keep it, record what became of it.

Whoever takes a row writes a random claim into it and the hour. It is theirs as long as that claim stands
there: nothing is recorded, and nothing sent, by anybody else. A claim that nobody renewed for `LAPSES` is
taken back, and the row is looked for in Slack before it is sent again.
"""

import secrets
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, func, literal_column, null, or_, select, update

from club.ids import PostingId
from storage.postings import COLUMNS, POSTING, Posting, PostingStage
from storage.session import Session
from storage.urgency import Urgency

REFRESH_EVERY = timedelta(seconds=2)
"""A message many people click on is refreshed at most this often."""
LAPSES = timedelta(seconds=60)
"""A worker still alive has renewed its claim, or recorded its posting, by then: no call waits this long."""
SKEW = timedelta(seconds=10)
"""What lies further ahead than this was written by a clock that was wrong: nothing waits for it."""
FAR = timedelta(hours=1)
"""Nothing is put off longer, but for what keeps to people's hours."""
_OPEN: ColumnElement[bool] = literal_column("stage IN ('sending', 'broken')")
"""In the words of the index."""
_MERGED = POSTING.c.merged_into.is_not(None)
_STOOD = or_(POSTING.c.ts != "", _MERGED)
_WAITS = POSTING.c.stage.in_((PostingStage.PENDING.value, PostingStage.SENT.value, PostingStage.MERGED.value))


@dataclass(frozen=True, slots=True)
class NotYet:
    """Recipients whose postings wait: they stay where they are in the queue, and nobody claims them."""

    busy: Collection[str] = ()
    """Who is being told something already."""
    paced: Collection[str] = ()
    """To whom nothing may be posted yet; what stands there may be drawn again."""

    def others(self) -> list[ColumnElement[bool]]:
        """Conditions of all that does not wait."""
        found: list[ColumnElement[bool]] = []
        if self.busy:
            found.append(POSTING.c.recipient.not_in(self.busy))
        if self.paced:
            found.append(or_(_STOOD, POSTING.c.recipient.not_in(self.paced)))
        return found


NOBODY = NotYet()


def any_due(session: Session, now: datetime, waiting: NotYet = NOBODY) -> bool:
    """Whether something may be due; a claim finds out for certain."""
    others = waiting.others()
    due = [
        select(POSTING.c.id).where(POSTING.c.urgency == int(one), POSTING.c.due_at <= now, *others).exists()
        for one in Urgency
    ]
    return bool(session.connection().execute(select(or_(*due))).scalar_one())


def claim_due(session: Session, now: datetime, limit: int, waiting: NotYet = NOBODY) -> list[Posting]:
    """Takes up to `limit` postings that are due, the urgent first, then the oldest: nobody else gets them."""
    taken: list[Posting] = []
    for urgency in Urgency:
        if left := limit - len(taken):
            taken += _claim(session, now, left, urgency, waiting)
    return taken


def _claim(session: Session, now: datetime, limit: int, urgency: Urgency, waiting: NotYet) -> list[Posting]:
    shown = POSTING.c.shown_at
    quiet = or_(shown.is_(None), shown <= now - REFRESH_EVERY, shown > now + SKEW)
    ready = [POSTING.c.urgency == int(urgency), POSTING.c.due_at <= now, _WAITS, quiet, *waiting.others()]
    found = select(POSTING.c.id, POSTING.c.due_at).where(*ready).order_by(POSTING.c.due_at, POSTING.c.id)
    # First, and not as a subquery: PostgreSQL may run that once for each row it tries, and take more than
    # the limit. And what is put back needs the hour it had.
    chosen = session.connection().execute(found.limit(limit).with_for_update(skip_locked=True)).all()
    since = {row[0]: row[1] for row in chosen}
    mine = {"stage": PostingStage.SENDING.value, "claimed_at": now, "claim": secrets.token_hex(8)}
    taken = update(POSTING).where(POSTING.c.id.in_(since)).values(due_at=null(), **mine).returning(*COLUMNS)
    rows = session.connection().execute(taken).all() if since else ()
    return sorted((replace(Posting(*row), due_at=since[row[0]]) for row in rows), key=lambda one: one.id)


def hold(session: Session, posting: Posting, now: datetime) -> bool:
    """Renews the claim; False where it is somebody else's by now, and nothing may be sent."""
    held = and_(_mine(posting), POSTING.c.stage == PostingStage.SENDING.value)
    return session.connection().execute(update(POSTING).where(held).values(claimed_at=now)).rowcount == 1


def record_sent(session: Session, posting: Posting, channel: str, ts: str, now: datetime) -> bool:
    """It stands in Slack; whatever marked it due meanwhile stays marked. This and the others: False where the
    claim was lost, and nothing is recorded."""
    values = {"stage": PostingStage.SENT.value, "channel": channel, "ts": ts, "shown_at": now, "fault": ""}
    told = func.coalesce(POSTING.c.told_at, now)
    return _record(session, posting, **values, told_at=told, doubted_at=None, attempts=0, broke=0)


def record_dropped(session: Session, posting: Posting) -> bool:
    """There was nothing left to say."""
    if posting.ts:
        return _record(session, posting, stage=PostingStage.SENT.value)
    return _record(session, posting, stage=PostingStage.DROPPED.value, due_at=None)


def record_expired(session: Session, posting: Posting) -> bool:
    """What it was to say is of no more use."""
    return _record(session, posting, stage=PostingStage.EXPIRED.value, due_at=None)


def record_later(
    session: Session,
    posting: Posting,
    due: datetime,
    *,
    counted: bool,
    fault: str = "",
    doubted_at: datetime | None = None,
    broke: int = 0,
) -> bool:
    """Try again at `due`; `counted` says whether this was an attempt or Slack only asked to wait.

    `doubted_at`: since when it may stand in Slack all the same; `broke`: how often it could not be drawn.
    """
    values = {"attempts": posting.attempts + counted, "doubted_at": doubted_at, "broke": broke}
    return _record(session, posting, stage=_waiting(posting), due_at=due, fault=fault, **values)


def record_merged(session: Session, posting: Posting, digest_id: PostingId) -> bool:
    """Another posting says it, with others. Whatever marked it due meanwhile stays marked."""
    merged = {"stage": PostingStage.MERGED.value, "merged_into": digest_id, "doubted_at": None}
    return _record(session, posting, **merged, fault="", attempts=0, broke=0)


def record_failed(session: Session, posting: Posting, fault: str) -> bool:
    """It cannot be delivered; `fault` is Slack's error code."""
    return _record(session, posting, stage=PostingStage.FAILED.value, fault=fault, due_at=None)


def record_broken(session: Session, posting: Posting, reference: str, version: str) -> bool:
    """It cannot be drawn; the log has why under the reference. Another version of the program tries again."""
    aside = {"stage": PostingStage.BROKEN.value, "fault": reference, "version": version, "due_at": None}
    return _record(session, posting, **aside)


def record_file(session: Session, posting: Posting, file_id: str) -> bool:
    """Its bytes are with Slack, under this id, shown to nobody yet; the claim goes on."""
    return _change(session, posting, file_id=file_id)


def _record(session: Session, posting: Posting, **values: object) -> bool:
    return _change(session, posting, claim="", **values)


def _change(session: Session, posting: Posting, **values: object) -> bool:
    return session.connection().execute(update(POSTING).where(_mine(posting)).values(values)).rowcount == 1


def _mine(posting: Posting) -> ColumnElement[bool]:
    return and_(POSTING.c.id == posting.id, POSTING.c.claim == posting.claim)


def _waiting(posting: Posting) -> str:
    return (PostingStage.SENT if posting.ts else PostingStage.PENDING).value


_AS_IT_WAS = case(
    (_MERGED, PostingStage.MERGED.value),
    (POSTING.c.ts != "", PostingStage.SENT.value),
    else_=PostingStage.PENDING.value,
)


def take_back(session: Session, now: datetime, *, but: Collection[int] = ()) -> int:
    """Takes back what was claimed and neither renewed nor recorded in time; returns how many postings.

    One statement: two processes never take back the same. What was not in Slack before is in doubt: it may
    be there by now. `but`: what this process knows to be under way.
    """
    stamp = POSTING.c.claimed_at
    lapsed = or_(stamp.is_(None), stamp <= now - LAPSES, stamp > now + LAPSES)
    lost = [_OPEN, POSTING.c.stage == PostingStage.SENDING.value, lapsed]
    if but:
        lost.append(POSTING.c.id.not_in(but))
    values = {
        "stage": _AS_IT_WAS,
        "doubted_at": case((_STOOD, null()), else_=func.coalesce(POSTING.c.doubted_at, now)),
        "due_at": now,
        "claim": "",
    }
    return session.connection().execute(update(POSTING).where(*lost).values(values)).rowcount


def pull_forward(session: Session, patient: Iterable[str], now: datetime) -> int:
    """Makes due what waits for an hour that a wrong clock wrote; returns how many postings.

    But for kinds that keep to people's hours (`patient`), nothing is ever put off as long as `FAR`.
    """
    each = POSTING.c.urgency.in_([int(one) for one in Urgency])  # the index begins with it
    far = and_(each, POSTING.c.due_at > now + FAR, _WAITS)
    wrong = or_(_STOOD, POSTING.c.kind.not_in(list(patient)))
    return session.connection().execute(update(POSTING).where(far, wrong).values(due_at=now)).rowcount


def retry_broken(session: Session, version: str, now: datetime) -> int:
    """Tries again what another version of the program could not draw; returns how many postings."""
    aside = [_OPEN, POSTING.c.stage == PostingStage.BROKEN.value, POSTING.c.version != version]
    values = {
        "stage": _AS_IT_WAS,
        "due_at": now,
        "fault": "",
        "broke": 0,
    }
    return session.connection().execute(update(POSTING).where(*aside).values(values)).rowcount


def list_broken(session: Session, but: str) -> Sequence[str]:
    """The references of what is set aside, the newest first; but for one kind."""
    aside = [_OPEN, POSTING.c.stage == PostingStage.BROKEN.value, POSTING.c.kind != but]
    found = select(POSTING.c.fault).where(*aside).order_by(POSTING.c.id.desc())
    return session.connection().execute(found).scalars().all()


def list_unfinished(session: Session, before: datetime) -> list[Posting]:
    """Postings claimed before then and never recorded: they are being sent, or a worker died over them."""
    stuck = [_OPEN, POSTING.c.stage == PostingStage.SENDING.value, POSTING.c.claimed_at <= before]
    found = select(*COLUMNS).where(*stuck).order_by(POSTING.c.id)
    return [Posting(*row) for row in session.connection().execute(found)]
