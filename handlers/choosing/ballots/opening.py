"""What organisers decide about a ballot: opening, extending, closing, calling off. One transaction each.

After the opening nothing changes but the closing date, and that is announced (article CHOISIR).
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from secrets import token_hex

from club.ballots import (
    EDITION,
    Ballot,
    BallotState,
    Electorate,
    Option,
    TieBreak,
    Unit,
    frozen,
    is_open,
    is_secret,
    may_change,
)
from club.ids import BallotId, MemberId, SlackId, TopicId
from club.readiness import OpeningFault, faults_of
from club.topics import LIVING, TopicStep
from handlers import names
from handlers.choosing.ballots import form
from handlers.choosing.ballots.outcomes import BallotChange, BallotOutcome, BallotTrouble, Faults
from handlers.choosing.shared import counting
from handlers.choosing.shared.topics import OPENED, record_votes
from handlers.kit import organisers
from handlers.kit.services import Services
from storage.ballots import (
    draw_up_roll,
    get_ballot,
    get_electorate,
    list_voted_topics,
    lock_ballot,
    save_ballot,
    subject_of_ballot,
)
from storage.database import Session
from storage.electors import count_told, drop_votes, enqueue_electors, enqueue_told, freeze_titles, show_again
from storage.missing_posts import touch_kind
from storage.people import get_person
from storage.postings import Note, enqueue, repost, touch_all
from storage.sealing import spend
from storage.topics import get_topic, lock_topic, subject_of_topic
from storage.urns import close_urn

ANYBODY = SlackId("")
"""The recipient of a note that is queued for many: the statement fills it in."""
_RANDOM_BYTES = 16


def not_prepared(ballot: Ballot | None) -> BallotOutcome | None:
    """Why this is no ballot that may still be edited, opened or deleted."""
    if ballot is None:
        return BallotOutcome(BallotChange.GONE)
    reasons = {
        BallotState.OPENING: BallotChange.ALREADY_OPENING,
        BallotState.OPEN: BallotChange.ALREADY_OPEN,
        BallotState.CLOSED: BallotChange.ALREADY_CLOSED,
        BallotState.CANCELLED: BallotChange.ALREADY_CANCELLED,
    }
    reason = reasons.get(ballot.state)
    return BallotOutcome(reason, ballot) if reason else None


def not_open(ballot: Ballot | None, now: datetime) -> BallotOutcome | None:
    """Why this is no ballot that votes are cast in now."""
    if ballot is None:
        return BallotOutcome(BallotChange.GONE)
    if is_open(ballot, now):
        return None
    reasons = {BallotState.OPEN: BallotChange.ALREADY_CLOSED, BallotState.CLOSED: BallotChange.ALREADY_CLOSED}
    cancelled = ballot.state is BallotState.CANCELLED
    result = BallotChange.ALREADY_CANCELLED if cancelled else reasons.get(ballot.state, BallotChange.NOT_OPEN)
    return BallotOutcome(result, ballot)


def open_now(services: Services, ballot_id: BallotId, by: MemberId, now: datetime) -> BallotOutcome:
    """Opens a draft or a planned ballot."""
    with services.db.begin(long=True) as session:
        ballot = lock_ballot(session, ballot_id)
        if refused := not_prepared(ballot):
            return refused
        assert ballot is not None
        return open_asked(session, services, ballot, now, by)


def open_asked(
    session: Session, services: Services, ballot: Ballot, now: datetime, by: MemberId
) -> BallotOutcome:
    """Opens a ballot because an organiser says so.

    Where many would be told of it, only that is settled: nothing of it changes any more, the tick draws up
    the roll, and a message follows. Slack waits for a click no longer than three seconds.
    """
    if not _is_large(session, services):
        return open_locked(session, services, ballot, now, by=by)
    if faults := opening_faults(session, services, ballot, now):
        return BallotOutcome(BallotChange.FAULTY, ballot, faults=faults)
    opening = replace(ballot, state=BallotState.OPENING, opens_at=now)
    save_ballot(session, opening)
    asker = get_person(session, by)
    if asker and asker.slack_id:
        subject, moment = subject_of_ballot(ballot.id), now.isoformat()
        note = Note(names.BALLOT_OPENING, subject, asker.slack_id, moment, live=True)
        enqueue(session, [note], now)
    return BallotOutcome(BallotChange.OPENING, opening)


def open_due(services: Services, ballot_id: BallotId, now: datetime) -> None:
    """Opens a ballot whose hour has come; one that cannot open is a draft again, and organisers hear why."""
    with services.db.begin(long=True) as session:
        ballot = lock_ballot(session, ballot_id)
        if ballot is None or ballot.opens_at is None or not _is_due(ballot, now):
            return
        subject, moment = subject_of_ballot(ballot_id), ballot.opens_at.isoformat()
        touch_all(session, subject, now)
        if open_locked(session, services, ballot, now).result is BallotChange.OPENED:
            return
        wanted = None if ballot.state is BallotState.OPENING else ballot.opens_at
        save_ballot(session, replace(ballot, state=BallotState.DRAFT, opens_at=wanted))
        organisers.tell(session, names.BALLOT_HELD, subject, moment, now)


def _is_large(session: Session, services: Services) -> bool:
    """Whether what all members hear of takes longer than a click may."""
    return get_electorate(session, Unit.MEMBER).voters > services.club.at_once


def _is_due(ballot: Ballot, now: datetime) -> bool:
    planned = ballot.state is BallotState.PLANNED and ballot.opens_at is not None and ballot.opens_at <= now
    return planned or ballot.state is BallotState.OPENING


def open_locked(
    session: Session, services: Services, ballot: Ballot, now: datetime, *, by: MemberId | None = None
) -> BallotOutcome:
    """Draws up the roll, freezes the settings, tells everybody once; or says what keeps it from opening."""
    for topic_id in _topics(ballot.options):
        lock_topic(session, topic_id)  # of two ballots on it that open at once, the second sees the first
    if faults := opening_faults(session, services, ballot, now):
        return BallotOutcome(BallotChange.FAULTY, ballot, faults=faults)
    freeze_titles(session, ballot.id)
    save_ballot(
        session, _sealed(replace(ballot, state=BallotState.OPEN, opens_at=now), draw_up_roll(session, ballot))
    )
    opened = get_ballot(session, ballot.id)
    assert opened is not None
    subject = subject_of_ballot(ballot.id)
    enqueue(session, [Note(names.BALLOT_CARD, subject, services.club.channel, live=True)], now)
    # A sealed ballot's messages follow no vote: nothing but the attendance list tells that one was cast.
    note = Note(names.BALLOT_OPENED, subject, ANYBODY, live=may_change(opened.rules))
    told = enqueue_electors(session, note, opened, now)
    steps = [(topic_id, TopicStep.ON_BALLOT, "") for topic_id in _topics(opened.options)]
    record_votes(session, ballot.id, steps, OPENED, now, by=by)
    return BallotOutcome(BallotChange.OPENED, opened, told)


def _sealed(ballot: Ballot, roll: Electorate) -> Ballot:
    """What is fixed at the opening: the quorum as a number, the key of a draw, the salt of the papers.

    Nobody chooses the last two, and nobody is told them before the result.
    """
    drawn = ballot.rules.tie_break is TieBreak.DRAW
    rules = replace(
        frozen(ballot.rules, roll), seed=token_hex(_RANDOM_BYTES) if drawn else "", edition=EDITION
    )
    return replace(ballot, rules=rules, salt=token_hex(_RANDOM_BYTES))


def opening_faults(session: Session, services: Services, ballot: Ballot, now: datetime) -> Faults:
    """What keeps a ballot from opening now, at its fields."""
    faults: dict[str, OpeningFault | BallotTrouble] = {}
    at_once = replace(ballot, opens_at=None)
    for fault in faults_of(at_once, get_electorate(session, ballot.rules.unit), now):
        faults.setdefault(form.block_of(form.FIELD_OF[fault], ballot.purpose), fault)
    at_options = form.block_of(form.OPTIONS, ballot.purpose)
    topics = _topics(ballot.options)
    if not list_voted_topics(session).isdisjoint(topics):
        faults[at_options] = BallotTrouble.OPTION_VOTED
    found = (get_topic(session, one) for one in topics)
    if any(topic is None or topic.state not in LIVING for topic in found):
        faults[at_options] = BallotTrouble.OPTION_GONE
    if not services.club.channel:
        faults[form.OPENING] = BallotTrouble.NO_CHANNEL
    return faults


def _topics(options: Iterable[Option]) -> list[TopicId]:
    """Always in one order: of two ballots that open at once, neither waits for the other's topics."""
    return sorted(TopicId(one.topic_id) for one in options if one.topic_id is not None)


def extend(services: Services, ballot_id: BallotId, closes_at: datetime, now: datetime) -> BallotOutcome:
    """Closes later than planned; the channel hears of it, and what electors were told is kept true."""
    with services.db.begin(long=True) as session:
        ballot = lock_ballot(session, ballot_id)
        if refused := not_open(ballot, now):
            return refused
        assert ballot is not None
        assert ballot.closes_at is not None, "no ballot opens without a closing date"
        if closes_at <= ballot.closes_at:
            return BallotOutcome(
                BallotChange.FAULTY, ballot, faults={form.CLOSE_DAY: BallotTrouble.NOT_LATER}
            )
        extended = replace(ballot, closes_at=closes_at)
        save_ballot(session, extended)
        subject = subject_of_ballot(ballot_id)
        show_again(session, subject, now)
        note = Note(names.BALLOT_EXTENDED, subject, services.club.channel, closes_at.isoformat())
        enqueue(session, [note], now)
        return BallotOutcome(BallotChange.EXTENDED, extended)


def close(services: Services, ballot_id: BallotId, reason: str, now: datetime) -> BallotOutcome:
    """Closes before the date; how it is counted is `counting`'s.

    In a large club the tick does it, for the date is now: no vote is taken any more.
    """
    with services.db.begin() as session:
        ballot = lock_ballot(session, ballot_id)
        if refused := not_open(ballot, now):
            return refused
        assert ballot is not None
        if _is_large(session, services):
            over = replace(ballot, closes_at=now, reason=reason)
            save_ballot(session, over)
            return BallotOutcome(BallotChange.CLOSED, over)
    closed = counting.close_ballot(services, ballot_id, now, reason=reason)
    if isinstance(closed, counting.PapersUnreadable):
        return BallotOutcome(
            BallotChange.LOST if closed.lost else BallotChange.AWAY, closed.ballot, closed.lost
        )
    if isinstance(closed, counting.NotOpen):
        return not_open(closed.ballot, now) or BallotOutcome(BallotChange.NOT_OPEN, closed.ballot)
    return BallotOutcome(BallotChange.CLOSED, closed.ballot)


def cancel(services: Services, ballot_id: BallotId, reason: str, now: datetime) -> BallotOutcome:
    """Calls an open ballot off: whoever was told that it opened is told why, and the papers are forgotten.

    In a large club the tick does both (`clear_cancelled`); until then the ballot has no `closed_at`.
    """
    with services.db.begin(long=True) as session:
        ballot = lock_ballot(session, ballot_id)
        if refused := not_open(ballot, now):
            return refused
        assert ballot is not None
        cancelled = replace(ballot, state=BallotState.CANCELLED, reason=reason)
        save_ballot(session, cancelled)
        if _is_large(session, services):
            told = count_told(session, names.BALLOT_OPENED, subject_of_ballot(ballot_id), reached=True)
            return BallotOutcome(BallotChange.CANCELLED, cancelled, told)
        return BallotOutcome(BallotChange.CANCELLED, cancelled, _clear(session, cancelled, now))


def clear_cancelled(services: Services, ballot_id: BallotId, now: datetime) -> None:
    """Does once what calling a ballot off left to the tick."""
    with services.db.begin(long=True) as session:
        ballot = lock_ballot(session, ballot_id)
        if ballot and ballot.state is BallotState.CANCELLED and ballot.closed_at is None:
            _clear(session, ballot, now)


def _clear(session: Session, ballot: Ballot, now: datetime) -> int:
    """Forgets the papers of a ballot that is called off and tells why; returns how many are told."""
    save_ballot(session, replace(ballot, closed_at=now))
    spend(session, ballot.id)
    close_urn(session, ballot.id, secret=is_secret(ballot.rules))
    drop_votes(session, ballot.id)
    subject = subject_of_ballot(ballot.id)
    told = enqueue_told(session, Note(names.BALLOT_CANCELLED, subject, ANYBODY), names.BALLOT_OPENED, now)
    show_again(session, subject, now)
    for topic_id in _topics(ballot.options):
        touch_all(session, subject_of_topic(topic_id), now)
    return told


def post_again(services: Services, ballot_id: BallotId, now: datetime) -> BallotOutcome:
    """The card goes to the channel anew, whatever became of the one before."""
    with services.db.begin() as session:
        ballot = lock_ballot(session, ballot_id)
        if refused := not_open(ballot, now):
            return refused
        subject, channel = subject_of_ballot(ballot_id), services.club.channel
        enqueue(session, [Note(names.BALLOT_CARD, subject, channel, live=True)], now)
        repost(session, names.BALLOT_CARD, subject, channel, now)
        touch_kind(session, names.BALLOT_CARD_LOST, now)
        return BallotOutcome(BallotChange.REPOSTED, ballot)
