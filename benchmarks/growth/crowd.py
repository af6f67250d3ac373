"""What a club of so many members holds more than the demo's: everything in proportion but its coming events.

Rows are made by the database itself, the same on both engines, and by figures alone: nothing is left to
chance. Of a hundred members fifty come to an event without a limit of seats, fifteen do not, thirty-five are
silent; one in thirty waits for a seat where there is none.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    String,
    Table,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    text,
    update,
)

from benchmarks.growth.rows import Rows, Values, event_of, highest, named, one_of
from benchmarks.growth.seed import continue_ids
from bot.demo import programme
from club.event_questions import MOST_ASKED
from storage import tables
from storage.indexing import rebuild
from storage.recount import recount
from storage.session import Session
from storage.tables import core
from storage.topic_words import index_topics
from storage.types import Utc
from storage.work_words import index_works

ASKING = programme.WITH_COMPANIONS
"""Of the demo's events the one that asks questions."""
YEAR, SEALED = (1, 2, 3, 4), 5
"""Its ballots: of companies, and of members."""
PER_COMPANY, PER_EVENT, PER_TOPIC, PER_BALLOT, PER_WORK = 20, 50, 10, 100, 20
"""So many members for each company, past event, topic, past ballot, work."""
TRADES = ("Ingénieur énergie", "Directeur de site", "Responsable achats", "Chargé d’affaires énergie")
EXPERTISE = ("chaleur fatale", "hydrogène vert", "vapeur basse pression", "froid industriel énergie")


class Crowd:
    """Adds what makes the demo's club one of `members`."""

    def __init__(self, session: Session, members: int, now: datetime) -> None:
        self._session, self._now = session, now
        self._to = session.connection()
        self._members = members
        self._old = highest(self._to, core(tables.Member))
        self._companies = highest(self._to, core(tables.Company))
        self._new = members - self._old
        self._rows = Rows(self._to, now, self._old)
        self._forum, self._full, self._late, self._asking = (
            event_of(self._to, one) for one in (programme.OPEN, programme.FULL, programme.LATE, ASKING)
        )
        self._told = [event_of(self._to, one) for one in (programme.OVER, programme.MOVED)]

    def comes(self) -> None:
        """Everything, in an order that keys allow.

        On PostgreSQL figures are counted at the end: in one transaction triggers that change one row sixty
        thousand times would read all of its versions each time.
        """
        later = self._to.dialect.name == "postgresql"
        if later:
            self._to.execute(text("SET LOCAL session_replication_role = replica"))
        self._people()
        self._events()
        self._answers()
        self._replies()
        self._elsewhere()
        self._topics()
        self._works()
        self._past_ballots()
        self._open_ballots()
        self._messages()
        for table in _grown():
            continue_ids(self._to, table)
        if later:
            recount(self._session)
            self._to.execute(text("SET LOCAL session_replication_role = origin"))
        rebuild(self._session)
        index_topics(self._session)
        index_works(self._session)

    # Belonging

    def _people(self) -> None:
        self._rows.many(tables.Company, self._members // PER_COMPANY, _company)
        at, companies = self._companies, self._members // PER_COMPANY
        self._rows.many(tables.Member, self._new, lambda n: _member(n, self._old, at + 1 + n % companies))
        self._rows.many(tables.Profile, self._new, lambda n: _profile(n, self._old))
        changed = {"changed_at": self._rows.at(-40), "visibility": literal("members")}
        for name, values in (("expertise", EXPERTISE), ("phone", ("06 00 00 00 00",))):
            self._rows.each(
                tables.Detail,
                lambda m, name=name, values=values: {
                    "member_id": m, "name": literal(name), "value": one_of(m, values), **changed
                },
            )  # fmt: skip
        seen = {"at": self._rows.at(-20)}
        self._rows.each(
            tables.Consultation, lambda m: {"reader_id": m, "subject_id": m % self._old + 1, **seen}
        )
        self._rows.each(tables.Acceptance, self._acceptance)
        asks = self._rows.every(200)
        self._rows.each(tables.Claim, lambda m: self._claim(m, self._late, "requested"), asks)

    def _acceptance(self, m: ColumnElement[int]) -> Values:
        given = {"number": literal(1), "sha256": literal("0" * 64), "language": literal("fr")}
        return {"member_id": m, **given, "withdrawn": literal(False), "at": self._rows.at(-20)}

    # Events

    def _events(self) -> None:
        """Past ones, older than what organisers still see, each answered by twenty."""
        first = highest(self._to, core(tables.Event))
        count = self._members // PER_EVENT
        self._rows.many(tables.Event, count, lambda n: _past_event(n, first, self._rows.at))
        answered = and_(core(tables.Event).c.id > first)
        event = core(tables.Event)
        twenty = self._rows.numbers(20)
        row = self._answer(self._old + 1 + (event.c.id * 20 + twenty.c.n) % self._new, event.c.id, "yes", 1)
        self._rows.insert(tables.Rsvp, row, event, twenty, where=answered)

    def _elsewhere(self) -> None:
        """A tenth goes to the fair that a member signalled."""
        goes = {"outside_id": literal(1), "going": literal(True), "at": self._rows.at(-10)}
        self._rows.each(tables.OutsideGoing, lambda m: {**goes, "member_id": m}, self._rows.every(10))

    def _answers(self) -> None:
        event, claim = core(tables.Event), core(tables.Claim)
        self._to.execute(update(event).where(event.c.id == self._forum).values(capacity=10 * self._members))
        on = and_(event.c.id <= self._forum, event.c.state == "published")
        share = (self._rows.new.c.id * 31 + event.c.id * 17) % 100
        limited = and_(event.c.capacity.is_not(None), event.c.id != self._forum)
        yes, no = and_(~limited, share < 50), or_(and_(limited, share < 40), and_(~limited, share >= 85))
        for says, seats, whose in (("yes", 1, yes), ("no", 0, no)):
            row = self._answer(self._rows.new.c.id, event.c.id, says, seats)
            self._rows.insert(tables.Rsvp, row, event, self._rows.new, where=and_(on, whose))
        waits = and_(self._rows.every(30), (self._rows.new.c.id * 31 + self._full * 17) % 100 >= 40)
        self._rows.each(tables.Rsvp, lambda m: self._answer(m, literal(self._full), "yes", 0), waits)
        self._rows.each(tables.Claim, lambda m: self._claim(m, self._full, "waiting"), waits)
        head = select(func.min(claim.c.id)).where(claim.c.event_id == self._full).scalar_subquery()
        offered = update(claim).where(claim.c.id == head)
        self._to.execute(offered.values(stage="offered", offer_until=self._now + timedelta(days=1)))
        brings = and_(self._rows.every(20), (self._rows.new.c.id * 31 + self._forum * 17) % 100 < 50)
        self._rows.each(tables.Guest, self._guest, brings)
        held = and_(core(tables.Rsvp).c.event_id == self._forum, core(tables.Rsvp).c.seats == 1)
        hosts = select(core(tables.Guest).c.member_id).where(core(tables.Guest).c.event_id == self._forum)
        theirs = and_(
            held, core(tables.Rsvp).c.member_id.in_(hosts), core(tables.Rsvp).c.member_id > self._old
        )
        self._to.execute(update(core(tables.Rsvp)).where(theirs).values(seats=2))
        assert self._to.execute(select(func.count()).select_from(claim)).scalar_one() > 4

    def _replies(self) -> None:
        """One event asks as much as any may, and whoever comes has said something to all of it."""
        event, asked, held = core(tables.Event), core(tables.EventQuestion), core(tables.Rsvp)
        known = select(func.count()).where(asked.c.event_id == self._asking)
        more = MOST_ASKED - self._to.execute(known).scalar_one()
        self._rows.many(tables.EventQuestion, more, self._question)
        self._to.execute(update(event).where(event.c.id == self._asking).values(questions=MOST_ASKED))
        said = {"question_id": asked.c.id, "value": literal("Yes"), "at": self._rows.at(-4)}
        reply = {"event_id": held.c.event_id, "member_id": held.c.member_id, **said}
        new = and_(held.c.event_id == self._asking, held.c.seats > 0, held.c.member_id > self._old)
        self._rows.insert(
            tables.QuestionReply, reply, asked, held, where=and_(new, asked.c.event_id == self._asking)
        )

    def _question(self, n: ColumnElement[int]) -> Values:
        said = {"template": literal("text"), "wording": named("Question", n), "choices": literal("")}
        return {
            "event_id": literal(self._asking),
            **said,
            "required": literal(False),
            "batch": self._rows.at(-20),
        }

    def _answer(self, who: Any, event_id: Any, says: str, seats: int) -> Values:
        told = {"says": literal(says), "seats": literal(seats), "with_member": literal(True)}
        when = {"schedule": literal(0), "answered_at": self._rows.at(-10), "calendar_turns": literal(seats)}
        return {"event_id": event_id, "member_id": who, **told, **when}

    def _claim(self, m: ColumnElement[int], event_id: int, stage: str) -> Values:
        kinds = {"kind": literal("party"), "stage": literal(stage), "seats": literal(1)}
        rest = {"note": literal(""), "reason": literal(""), "with_member": literal(True)}
        line = m if stage == "waiting" else literal(0)
        return {"event_id": literal(event_id), "member_id": m, **kinds, **rest, "line": line,
                "created_at": self._rows.at(-5)}  # fmt: skip

    def _guest(self, m: ColumnElement[int]) -> Values:
        known = {"name": named("Invité", m), "email": named("invite", m, "@example.org")}
        work = {"function": literal("Ingénieur"), "company": literal("Ailleurs"), "why": literal("")}
        attested = {"attested_by": m, "attested_at": self._rows.at(-5), "representative": literal(False)}
        return {"event_id": literal(self._forum), "member_id": m, **known, **work, **attested}

    # Choosing

    def _topics(self) -> None:
        topic = core(tables.Topic)
        first, count = highest(self._to, topic), self._members // PER_TOPIC
        self._rows.many(tables.Topic, count, lambda n: _topic(n, first, self._old, self._rows.at(-60)))
        new = topic.c.id > first
        three = self._rows.numbers(3)
        who = self._old + 1 + (topic.c.id * 7 + three.c.n * 11) % self._new
        at = {"at": self._rows.at(-50)}
        backing = {"topic_id": topic.c.id, "member_id": who, "coauthor": literal(False), **at}
        self._rows.insert(tables.Backing, backing, topic, three, where=new)
        comment = {"topic_id": topic.c.id, "member_id": who, "text": literal("Oui, énergie."), **at}
        self._rows.insert(tables.Comment, comment, topic, three, where=new)
        step = {"topic_id": topic.c.id, "what": literal("proposed"), "reason": literal(""), **at}
        self._rows.insert(tables.Step, step, topic, where=new)
        taken = and_(new, topic.c.id % 2 == 0)
        step |= {"what": literal("shortlisted")}
        self._rows.insert(tables.Step, step, topic, where=taken)

    def _works(self) -> None:
        first = highest(self._to, core(tables.Work))
        added = {"added_at": self._rows.at(-90)}
        self._rows.many(tables.Work, self._members // PER_WORK, lambda n: {**_work(n, first), **added})

    def _past_ballots(self) -> None:
        """Each with four options, a roll of ten companies, and five votes."""
        ballot, option, voter = core(tables.Ballot), core(tables.BallotOption), core(tables.Voter)
        first = highest(self._to, ballot)
        model = self._to.execute(select(ballot).where(ballot.c.id == 1)).mappings().one()
        fixed = {
            name: literal(value, ballot.c[name].type) for name, value in model.items() if value is not None
        }
        self._rows.many(
            tables.Ballot,
            self._members // PER_BALLOT,
            lambda n: fixed | {"id": first + n, "title": named("Choix", n), "purpose": literal("selection")},
        )
        new, four, ten = ballot.c.id > first, self._rows.numbers(4), self._rows.numbers(10)
        topics = highest(self._to, core(tables.Topic))
        chosen = {"ballot_id": ballot.c.id, "title": named("Choix", four.c.n), "text": literal(""),
                  "topic_id": (ballot.c.id * 4 + four.c.n) % topics + 1, "link": literal("")}  # fmt: skip
        self._rows.insert(tables.BallotOption, chosen, ballot, four, where=new)
        company = self._companies + 1 + (ballot.c.id * 10 + ten.c.n) % (self._members // PER_COMPANY)
        roll = {"ballot_id": ballot.c.id, "weight": literal(1), "company_id": company}
        self._rows.insert(tables.Voter, roll, ballot, ten, where=new)
        self._votes(voter.c.ballot_id > first, "past", 2)
        assert self._to.execute(select(func.count()).select_from(option)).scalar_one()

    def _open_ballots(self) -> None:
        company = core(tables.Company)
        for ballot_id in YEAR:
            row = {"ballot_id": literal(ballot_id), "company_id": company.c.id, "weight": literal(1)}
            self._rows.insert(tables.Voter, row, company, where=company.c.id > self._companies)
        self._rows.each(
            tables.Voter,
            lambda m: {"ballot_id": literal(SEALED), "member_id": m, "weight": literal(1)},
        )
        voter = core(tables.Voter)
        grown = or_(voter.c.company_id > self._companies, voter.c.member_id > self._old)
        self._votes(and_(voter.c.ballot_id <= SEALED, grown), "open", 2)

    def _votes(self, whose: ColumnElement[bool], mark: str, every: int) -> None:
        """One in `every` voted, for the first option there is; what they said is as good as any."""
        voter, option, ballot = core(tables.Voter), core(tables.BallotOption), core(tables.Ballot)
        voted = and_(whose, voter.c.id % every == 0)
        caster = self._old + 1 + voter.c.id % self._new
        key = literal(f"{mark}-") + cast(voter.c.id, String)
        cast_at = case((voter.c.ballot_id == SEALED, cast(null(), Utc())), else_=self._rows.at(-3))
        row = {"id": key, "ballot_id": voter.c.ballot_id, "voter_id": voter.c.id, "cast_by": caster}
        self._rows.insert(tables.Attendance, row | {"cast_at": cast_at}, voter, where=voted)
        options = select(option.c.ballot_id, func.min(option.c.id).label("first")).group_by(
            option.c.ballot_id
        )
        least = options.subquery("least")
        known = and_(ballot.c.state == "open", ballot.c.secrecy != "sealed")
        paper = {"id": key, "ballot_id": voter.c.ballot_id, "weight": literal(1), "remarks": literal(""),
                 "attendance_id": case((known, key), else_=cast(null(), String)),
                 "marks": literal('{"') + cast(least.c.first, String) + literal('":1}')}  # fmt: skip
        joined = and_(voted, ballot.c.id == voter.c.ballot_id, least.c.ballot_id == voter.c.ballot_id)
        self._rows.insert(tables.Paper, paper, voter, ballot, least, where=joined)

    # What was said

    def _messages(self) -> None:
        """Three for each member, sent long ago."""
        for event_id in (*self._told, self._forum):
            self._rows.each(tables.Posting, lambda m, event_id=event_id: self._posting(m, event_id))

    def _posting(self, m: ColumnElement[int], event_id: int) -> Values:
        about = {
            "kind": literal("rsvp.nudge"),
            "subject": literal(f"event:{event_id}"),
            "moment": literal("week"),
        }
        sent = {"stage": literal("sent"), "live": literal(True), "attempts": literal(0), "fault": literal("")}
        where = {"channel": named("D", m), "ts": literal("1796000000.000100"), "shown_at": self._rows.at(-9)}
        return {"recipient": named("UC", m), **about, **sent, **where, "queued_at": self._rows.at(-9)}


def _grown() -> Sequence[Table]:
    models = (tables.Company, tables.Member, tables.Event, tables.Topic, tables.Work, tables.Ballot)
    return [core(model) for model in models]


def _company(n: Any) -> Values:
    return {"name": named("Entreprise", n), "folded": named("entreprise", n), "weight": literal(1)}


def _member(n: Any, before: int, company_id: Any) -> Values:
    name = literal("Prénom") + cast(n % 500, String) + literal(" Nom") + cast(n, String)
    known = {"email": named("membre", n, "@example.org"), "slack_id": named("UC", before + n)}
    role = {"role": literal("member"), "state": literal("admitted"), "accepted_version": literal(1)}
    at = {"id": before + n, "company_id": cast(company_id, Integer), "function": one_of(n, TRADES)}
    return {"name": name, **known, **role, **at}


def _profile(n: Any, before: int) -> Values:
    said = {"locale": literal("fr-FR"), "zone": literal("Europe/Paris"), "standing": literal("full")}
    known = {"slack_id": named("UC", before + n), "name": named("Membre", n)}
    return {**known, "email": named("membre", n, "@example.org"), **said}


def _past_event(n: Any, first: int, at: Any) -> Values:
    days = {"starts_at": at(-800), "ends_at": at(-799), "deadline": at(-807), "published_at": at(-830)}
    said = {"title": named("Réunion", n), "folded": named("reunion", n), "kind": literal("meeting")}
    return {"id": first + n, "uid": named("past", n), **said, **days, "state": literal("published")}


def _topic(n: Any, first: int, authors: int, at: Any) -> Values:
    said = {"title": named("Sujet énergie", n), "folded": named("sujet energie", n), "why": literal("")}
    state = one_of(n, ("proposed", "shortlisted", "declined", "chosen", "proposed", "withdrawn"))
    when = {"proposed_at": at, "changed_at": at, "author_id": authors + n, "state": state}
    return {"id": first + n, "kind": one_of(n, ("study", "programme", "activity")), **said, **when}


def _work(n: Any, first: int) -> Values:
    said = {"title": named("Étude énergie", n), "folded": named("etude energie", n)}
    return {"id": first + n, **said, "year": 2000 + n % 25, "link": literal("https://example.org")}
