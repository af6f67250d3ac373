"""What becomes of a person's rows when they leave, and of everybody's once it was kept long enough.

The member's row stays, without a name, so that answers still count (`club.retention` has the rules).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, and_, delete, exists, func, or_, select, update

from club.followup import Matter
from club.ids import EventId, MemberId, SlackId
from club.publication import NOBODY, canonical, parsed
from club.retention import RetentionLimits
from club.seating import LIVE
from storage import tables
from storage.asked import count_given, forget_reasons, forget_reports
from storage.corrections import CORRECTION, forget_corrections
from storage.date_answers import forget_fits
from storage.departures import (
    IS_DEPARTURE,
    NAMED,
    forget_departures,
    forget_idle_names,
    list_departed,
    note_departure,
)
from storage.erasures import note_erased
from storage.event_questions import REPLY, end_replies
from storage.feedback import GIVEN, forget_answers
from storage.first_words import forget_notice
from storage.firststeps import STANDS
from storage.followup import unfollow
from storage.gate import IDENTITY, TOLD, note_unsaid
from storage.group_rooms import drop_where_closed
from storage.groups import IN_GROUP
from storage.guests import GUEST
from storage.hosting import OFFER
from storage.indexing import reindex
from storage.kept_figures import keep_figures
from storage.letters import LETTER
from storage.minutes import READING, REMARK
from storage.needs import NEED, end_needs
from storage.outside import GOING
from storage.people import MEMBER, ORGANISES, PROFILE, Membership, Role
from storage.postings import POSTING, PostingStage, subject_of
from storage.questions import QUESTION, count_questions, forget_asker, forget_questions
from storage.seats import CLAIM, RSVP
from storage.session import Session
from storage.subscriptions import ADDRESS
from storage.tables import core
from storage.tenures import TENURE

EVENT, DETAIL, ACCEPTANCE = core(tables.Event), core(tables.Detail), core(tables.Acceptance)
ADMISSION, CONSULTATION, REPORT = core(tables.Admission), core(tables.Consultation), core(tables.Report)
COMMENT, MERGER, BACKING = core(tables.Comment), core(tables.Merger), core(tables.Backing)
DUES, DUES_CONTACT = core(tables.Dues), core(tables.DuesContact)
HANDED = core(tables.HandedFile)
DATE_ANSWER, DATE_INVITED = core(tables.DateAnswer), core(tables.DateInvited)
NOWHERE = "—"
TOPIC, ATTENDANCE = core(tables.Topic), core(tables.Attendance)
MAIL, MAIL_CONSENT = core(tables.Mail), core(tables.MailConsent)
FIRST_STEPS, BUDDY = core(tables.FirstStepsNote), core(tables.Buddy)
MISSED, WISH = core(tables.Missed), core(tables.ReminderWish)
HELP_ASKED, HELP_OFF = core(tables.HelpAsked), core(tables.HelpOff)
HELP_REPORT = core(tables.HelpReport)
PAGE, CONSENT, CONTACT = core(tables.CompanyPage), core(tables.Consent), core(tables.ContactConsent)

_LIVE = CLAIM.c.stage.in_([stage.value for stage in LIVE])
DELETED: tuple[Column[int], ...] = (
    *(CONSULTATION.c.subject_id, REPORT.c.subject_id),
    *(COMMENT.c.member_id, BACKING.c.member_id),
    *(MAIL.c.member_id, MAIL_CONSENT.c.member_id, MISSED.c.member_id, WISH.c.member_id),
    *(
        BUDDY.c.newcomer_id,
        BUDDY.c.member_id,
        REMARK.c.by_id,
        GOING.c.member_id,
        GIVEN.c.member_id,
        IN_GROUP.c.member_id,
    ),
    READING.c.member_id,
    *(FIRST_STEPS.c.member_id, HELP_OFF.c.member_id, HELP_REPORT.c.reporter_id, HANDED.c.handed_by),
    *(REPLY.c.member_id, NEED.c.member_id),
    IDENTITY.c.member_id,
    *(DUES_CONTACT.c.member_id, DATE_ANSWER.c.member_id, DATE_INVITED.c.member_id, ADDRESS.c.member_id),
)
"""Rows about the person, or in their words, that serve nobody once they left."""
_BLANKED: Mapping[Column[int], dict[str, str]] = {
    CLAIM.c.member_id: {"note": "", "reason": ""},
    MERGER.c.member_id: {"word": "", "reason": ""},
    ADMISSION.c.member_id: {"word": "", "company_typed": "", "reason": ""},
    HELP_ASKED.c.member_id: {"reason": "", "word": ""},
    HELP_ASKED.c.passed_by: {"word": ""},
    QUESTION.c.helper_id: {"thanks": ""},
    LETTER.c.by_id: {"wording": ""},
    TOLD.c.member_id: {"name": "", "company": ""},
    CORRECTION.c.asked_by: {"wording": "", "reason": ""},
    CORRECTION.c.settled_by: {"reason": ""},
    REMARK.c.settled_by: {"reason": ""},
    OFFER.c.member_id: {"place": "", "room": "", "access": "", "contact": "", "dates": ""},
}
"""Rows that stay as counts, without anything that was written by or to the person."""


@dataclass(frozen=True, slots=True)
class ErasureTally:
    """How much there is of a person, for what is said before they leave."""

    answers: int
    """Events answered."""
    guests: int
    consultations: int
    """Made."""
    acceptances: int
    coming: tuple[EventId, ...]
    """Published events to come where they hold or claim something; by id, as locks are taken."""
    colleagues: int
    """Other members of their company."""
    contact: bool
    """Whether they agreed to be named in public as their company's contact."""
    other_organisers: int
    topics: int = 0
    """Proposed."""
    supports: int = 0
    """Topics of others that they support or carry."""
    comments: int = 0
    votes: int = 0
    """Cast, for themself or for their company; what was voted is not counted here."""
    questions: int = 0
    """Of mutual help, asked."""
    helped: int = 0
    """Questions of others that they offered help with."""


def get_tally(session: Session, member_id: MemberId, now: datetime) -> ErasureTally:
    """What is held of a member, in numbers."""
    company = select(MEMBER.c.company_id).where(MEMBER.c.id == member_id).scalar_subquery()
    others = (MEMBER.c.id != member_id, MEMBER.c.state == Membership.ADMITTED.value)
    return ErasureTally(
        answers=_count(session, RSVP.c.member_id == member_id),
        guests=_count(session, GUEST.c.member_id == member_id, GUEST.c.name != ""),
        consultations=_count(session, CONSULTATION.c.reader_id == member_id),
        acceptances=_count(session, ACCEPTANCE.c.member_id == member_id, ~ACCEPTANCE.c.withdrawn),
        coming=_list_coming(session, member_id, now),
        colleagues=_count(session, MEMBER.c.company_id == company, *others),
        contact=_count(session, CONTACT.c.member_id == member_id, CONTACT.c.revoked_at.is_(None)) > 0,
        other_organisers=_count(session, ORGANISES, *others),
        topics=_count(session, TOPIC.c.author_id == member_id),
        supports=_count(
            session, BACKING.c.member_id == member_id, BACKING.c.topic_id.not_in(_own(member_id))
        ),
        comments=_count(session, COMMENT.c.member_id == member_id),
        votes=_count(session, ATTENDANCE.c.cast_by == member_id),
        questions=count_questions(session, member_id),
        helped=count_given(session, member_id),
    )


def _own(member_id: MemberId) -> Select[Any]:
    return select(TOPIC.c.id).where(TOPIC.c.author_id == member_id)


def _count(session: Session, *where: ColumnElement[bool]) -> int:
    found: int = session.connection().execute(select(func.count()).where(*where)).scalar_one()
    return found


def _list_coming(session: Session, member_id: MemberId, now: datetime) -> tuple[EventId, ...]:
    held = exists().where(RSVP.c.event_id == EVENT.c.id, RSVP.c.member_id == member_id, RSVP.c.seats > 0)
    claimed = exists().where(CLAIM.c.event_id == EVENT.c.id, CLAIM.c.member_id == member_id, _LIVE)
    coming = select(EVENT.c.id).where(EVENT.c.state == "published", EVENT.c.starts_at > now)
    found = session.connection().execute(coming.where(or_(held, claimed)).order_by(EVENT.c.id))
    return tuple(EventId(row.id) for row in found)


def erase(session: Session, member_id: MemberId, former: str, now: datetime) -> None:
    """Takes the person out of their rows: nothing left says who they were but the evidence, and its name.

    `former` is what they are called from now on. Their company stays with the row until `end_member`, for
    its count of participation. Doing it twice changes nothing more.
    """
    connection = session.connection()
    whose = MEMBER.c.id == member_id
    who = select(MEMBER.c.name, MEMBER.c.slack_id, MEMBER.c.email).where(whose, NAMED)
    found = connection.execute(who).one_or_none()
    if found is None:
        return
    note_erased(session, member_id, found.slack_id or found.email, now)
    note_departure(session, member_id, found.name, now)
    _forget_slack(session, found.slack_id)
    connection.execute(delete(DETAIL).where(DETAIL.c.member_id == member_id))
    note_unsaid(session, member_id)
    for column in DELETED:
        connection.execute(delete(column.table).where(column == member_id))
    unfollow(session, Matter.PROFILE, member_id)
    _close(session, member_id, now)
    _unname_contact(session, member_id)
    forget_asker(session, member_id)
    for column, blank in _BLANKED.items():
        connection.execute(update(column.table).where(column == member_id).values(blank))
    # Never empty: the company said that it is settled elsewhere, and its colleagues are not reminded again.
    elsewhere = update(DUES).where(DUES.c.told_by == member_id, DUES.c.address != "")
    connection.execute(elsewhere.values(address=NOWHERE))
    nobody = {"name": former, "email": None, "slack_id": None, "function": "", "language": None}
    left = {"state": Membership.LEFT.value, "role": Role.MEMBER.value, "accepted_version": 0}
    connection.execute(update(MEMBER).where(whose).values(nobody | left))
    reindex(session, [member_id])


def _forget_slack(session: Session, slack_id: SlackId | None) -> None:
    if slack_id:
        connection = session.connection()
        connection.execute(delete(POSTING).where(POSTING.c.recipient == slack_id))
        connection.execute(delete(PROFILE).where(PROFILE.c.slack_id == slack_id))
        forget_notice(session, slack_id)
        drop_where_closed(session, slack_id)


def _close(session: Session, member_id: MemberId, now: datetime) -> None:
    """Ends what only the person themself could carry on."""
    connection = session.connection()
    asked = update(ADMISSION).where(ADMISSION.c.member_id == member_id, ADMISSION.c.state == "open")
    connection.execute(asked.values(state="withdrawn", decided_at=now))
    named = update(CONTACT).where(CONTACT.c.member_id == member_id, CONTACT.c.revoked_at.is_(None))
    connection.execute(named.values(revoked_at=now))


def _unname_contact(session: Session, member_id: MemberId) -> None:
    """Takes the person out of the pages that name them as contact, and out of what was agreed for these.

    The digest of what was agreed stays as it was: it says that the content was longer then.
    """
    connection = session.connection()
    own = select(MEMBER.c.company_id).where(MEMBER.c.id == member_id)
    named = own.union(select(CONTACT.c.company_id).where(CONTACT.c.member_id == member_id))
    for table, key in ((PAGE, PAGE.c.company_id), (CONSENT, CONSENT.c.id)):
        rows = select(key, table.c.content).where(table.c.company_id.in_(named))
        for row_id, text in connection.execute(rows).all():
            content = parsed(text)
            if content.contact.member == member_id:
                without = canonical(replace(content, contact=NOBODY))
                connection.execute(update(table).where(key == row_id).values(content=without))


def list_due(session: Session, limits: RetentionLimits) -> list[MemberId]:
    """Those whose membership ended long enough ago, and who are still named or tied to a company."""
    ended = list_departed(session, limits.departed)
    tied = or_(MEMBER.c.company_id.is_not(None), exists().where(TENURE.c.member_id == MEMBER.c.id))
    whole = or_(NAMED, tied)
    due = select(MEMBER.c.id).where(MEMBER.c.id.in_(ended), whole).order_by(MEMBER.c.id)
    return [MemberId(row.id) for row in session.connection().execute(due)]


def end_member(session: Session, member_id: MemberId, former: str, zone: tzinfo, now: datetime) -> None:
    """Erases somebody, and cuts them from their companies, whose past years stay as numbers."""
    erase(session, member_id, former, now)
    keep_figures(session, member_id, zone, now)
    session.connection().execute(update(MEMBER).where(MEMBER.c.id == member_id).values(company_id=None))


def end_evidence(session: Session, limits: RetentionLimits, former: str, now: datetime) -> int:
    """Drops the evidence of those who left long ago, and names that no evidence needs; how many rows."""
    forget_idle_names(session, now)
    connection = session.connection()
    over = list_departed(session, limits.acceptances)
    erased = select(MEMBER.c.id).where(~NAMED, MEMBER.c.company_id.is_(None), MEMBER.c.id.in_(over))
    ended = [MemberId(row.id) for row in connection.execute(erased)]
    gone = connection.execute(delete(ACCEPTANCE).where(ACCEPTANCE.c.member_id.in_(ended))).rowcount
    agreed = update(CONSENT).where(CONSENT.c.agreed_by.in_(ended))
    connection.execute(agreed.values(agreed_name=former))
    forget_departures(session, ended)
    return gone


def end_guests(session: Session, limits: RetentionLimits) -> int:
    """Takes the names out of guests of events long over: how many came still counts; how many rows.

    What was said to the questions of such an event, or told of needs there, goes whole, whose it was.
    """
    end_replies(session, limits.guests)
    end_needs(session, limits.guests)
    over = select(EVENT.c.id).where(EVENT.c.ends_at <= limits.guests)
    named = update(GUEST).where(GUEST.c.event_id.in_(over), or_(GUEST.c.name != "", GUEST.c.email != ""))
    nobody = {"name": "", "called": "", "email": "", "function": "", "company": "", "why": ""}
    return session.connection().execute(named.values(nobody)).rowcount


def end_consultations(session: Session, limits: RetentionLimits) -> int:
    """Drops what is too old of the consultation log, and of the reports of misuse that it serves."""
    connection = session.connection()
    connection.execute(delete(REPORT).where(REPORT.c.at <= limits.consultations))
    return connection.execute(delete(CONSULTATION).where(CONSULTATION.c.at <= limits.consultations)).rowcount


def end_questions(session: Session, limits: RetentionLimits) -> int:
    """Drops the words of questions of mutual help closed long ago, but for what was published; how many."""
    forget_reports(session, limits.consultations)
    forget_reasons(session, limits.consultations)
    return forget_questions(session, limits.consultations)


def end_corrections(session: Session, limits: RetentionLimits) -> int:
    """Drops what was asked to be corrected in companies' pages and is settled for long; how many."""
    return forget_corrections(session, limits.live_postings)


def end_fits(session: Session, limits: RetentionLimits) -> int:
    """Drops what was answered to searches for a date that are over for long; how many answers."""
    return forget_fits(session, limits.dates)


def end_answers(session: Session, limits: RetentionLimits) -> int:
    """Drops what was answered after events long ago; how many answers."""
    return forget_answers(session, limits.live_postings)


def end_postings(session: Session, limits: RetentionLimits) -> int:
    """Drops the records of messages sent long ago. Those about an event stay until it is long over."""
    connection = session.connection()
    settled = and_(
        ~IS_DEPARTURE,
        ~STANDS,
        POSTING.c.due_at.is_(None),
        POSTING.c.stage.not_in((PostingStage.PENDING.value, PostingStage.SENDING.value)),
    )
    over = select(EVENT.c.id).where(EVENT.c.ends_at <= limits.postings)
    events = [subject_of(EventId(row.id)) for row in connection.execute(over)]
    old = or_(
        and_(~POSTING.c.live, POSTING.c.claimed_at <= limits.postings),
        and_(POSTING.c.live, POSTING.c.claimed_at <= limits.live_postings),
    )
    # By the day it was queued: a mail is never shown again, and one that waits goes with its event.
    mailed = and_(MAIL.c.queued_at <= limits.postings, MAIL.c.due_at.is_(None))
    connection.execute(delete(MAIL).where(mailed, MAIL.c.stage != PostingStage.SENDING.value))
    connection.execute(delete(MISSED).where(MISSED.c.at <= limits.live_postings))
    about_none = and_(POSTING.c.subject.not_like("event:%"), old)
    about_one = and_(POSTING.c.subject.in_(events), POSTING.c.claimed_at <= limits.postings)
    return connection.execute(delete(POSTING).where(settled, or_(about_none, about_one))).rowcount
