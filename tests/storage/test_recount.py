"""Figures kept by triggers are what counting gives, after any history; and from the version before."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Table, delete, func, insert, inspect, select, text, update

from storage import migrations, tables
from storage.database import Database
from storage.recount import recount
from storage.session import Session
from storage.tables import core

NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
COMPANY, MEMBER, PROFILE = core(tables.Company), core(tables.Member), core(tables.Profile)
EVENT, RSVP, CLAIM, GUEST = core(tables.Event), core(tables.Rsvp), core(tables.Claim), core(tables.Guest)
CONSULTATION = core(tables.Consultation)
TOPIC, STEP = core(tables.Topic), core(tables.Step)
BALLOT, VOTER, ATTENDANCE = core(tables.Ballot), core(tables.Voter), core(tables.Attendance)
WORK, OPTION = core(tables.Work), core(tables.BallotOption)
STAGES = ("waiting", "offered", "requested", "granted", "withdrawn", "lapsed")
STATES = ("admitted", "invited", "suspended", "left")
BALLOT_STATES = ("draft", "open", "closed", "cancelled")
TOPIC_STATES = ("proposed", "shortlisted", "declined", "chosen", "withdrawn")


class Life:
    """A club to whose tables anything is written, by chance, as services write it or as nobody would."""

    def __init__(self, session: Session, seed: int) -> None:
        self.to, self.chance, self.made = session.connection(), random.Random(seed), 0

    def lives(self, acts: int) -> None:
        """So many acts; the first make somebody whom the others are about."""
        for begin in (self.founds, self.enters, self.plans, self.proposes):
            begin()
            begin()
        ways: list[Callable[[], None]] = [
            *(self.founds, self.enters, self.plans, self.proposes, self.moves, self.is_known),
            *[self.answers, self.claims, self.turns, self.brings] * 3,
            *(self.changes_the_event, self.marks_a_company, self.steps, self.forgets, self.renames),
            *(self.looks, self.looks, self.forgets_looks),
            *(self.delivers, self.is_judged, self.is_judged, self.is_judged_no_more),
            *(self.puts_to_the_vote, self.is_on_a_roll, self.votes, self.ends_a_ballot),
        ]
        for _ in range(acts):
            self.chance.choice(ways)()

    def one(self, table: Table) -> Any:
        """The key of any row; None where there is none."""
        ids = self.to.execute(select(table.c.id).order_by(table.c.id)).scalars().all()
        return self.chance.choice(ids) if ids else None

    def number(self) -> int:
        """A number that was not given before."""
        self.made += 1
        return self.made

    def founds(self) -> None:
        n = self.number()
        self.to.execute(insert(COMPANY).values(name=f"C{n}", folded=f"c{n}", weight=1, organisation=False))

    def enters(self) -> None:
        n, company = self.number(), self.one(COMPANY)
        who = {"name": f"M{n}", "slack_id": f"U{n}", "company_id": self.chance.choice([company, None])}
        role = self.chance.choice(["member", "member", "organiser"])
        state = self.chance.choice(STATES)
        self.to.execute(insert(MEMBER).values(**who, role=role, state=state, function="", accepted_version=0))

    def is_known(self) -> None:
        slack_id = f"U{self.chance.randint(1, self.made)}"
        self.to.execute(delete(PROFILE).where(PROFILE.c.slack_id == slack_id))
        kind = self.chance.choice(["full", "guest", "deleted"])
        row = {"slack_id": slack_id, "name": "", "locale": "fr", "zone": "Europe/Paris", "standing": kind}
        self.to.execute(insert(PROFILE).values(row))

    def moves(self) -> None:
        values = {
            "state": self.chance.choice(STATES),
            "role": self.chance.choice(["member", "organiser"]),
            "company_id": self.one(COMPANY),
            "accepted_version": self.chance.randint(0, 2),
        }
        some = dict(self.chance.sample(sorted(values.items()), 2))
        self.to.execute(update(MEMBER).where(MEMBER.c.id == self.one(MEMBER)).values(some))

    def renames(self) -> None:
        n = self.number()
        self.to.execute(update(MEMBER).where(MEMBER.c.id == self.one(MEMBER)).values(name=f"N{n}"))
        self.to.execute(update(COMPANY).where(COMPANY.c.id == self.one(COMPANY)).values(folded=f"d{n}"))

    def marks_a_company(self) -> None:
        marked = self.chance.random() < 0.5
        values = {"organisation": marked, "weight": self.chance.randint(1, 3)}
        some = dict(self.chance.sample(sorted(values.items()), self.chance.randint(1, 2)))
        self.to.execute(update(COMPANY).where(COMPANY.c.id == self.one(COMPANY)).values(some))

    def plans(self) -> None:
        n = self.number()
        times = {"starts_at": NOW, "ends_at": NOW + timedelta(hours=1), "deadline": NOW, "published_at": NOW}
        said = {"uid": f"u{n}", "title": f"E{n}", "folded": f"e{n}", "kind": "forum", "state": "published"}
        none = {"place": "", "video_url": "", "agenda": "", "cancel_reason": "", "sequence": 0, "schedule": 0}
        self.to.execute(insert(EVENT).values(**times, **said, **none, capacity=self.chance.choice([None, 2])))

    def changes_the_event(self) -> None:
        values = {"capacity": self.chance.choice([None, 1, 2, 3]), "schedule": EVENT.c.schedule + 1}
        values |= self.limits()
        some = dict(self.chance.sample(sorted(values.items()), 1))
        self.to.execute(update(EVENT).where(EVENT.c.id == self.one(EVENT)).values(some))

    def limits(self) -> dict[str, object]:
        """Which there are on these tables: an older club has none."""
        if not inspect(self.to).has_table("event") or "reserved" not in self.columns("event"):
            return {}
        return {"company_seats": self.chance.choice([None, 1, 2, 4]), "reserved": self.chance.choice([0, 1])}

    def columns(self, table: str) -> set[str]:
        return {one["name"] for one in inspect(self.to).get_columns(table)}

    def answers(self) -> None:
        event, member = self.one(EVENT), self.one(MEMBER)
        mine = (RSVP.c.event_id == event, RSVP.c.member_id == member)
        says = self.chance.choice(["yes", "no"])
        values = {"says": says, "seats": self.chance.randint(0, 3) if says == "yes" else 0, "schedule": 0}
        values |= {"present": self.chance.choice([None, True, False])}
        if self.limits():
            values["reserved"] = self.chance.choice([0, 0, values["seats"]])
        if self.to.execute(select(func.count()).where(*mine)).scalar_one():
            self.to.execute(update(RSVP).where(*mine).values(values))
        else:
            keys = {"event_id": event, "member_id": member, "with_member": True, "answered_at": NOW}
            self.to.execute(insert(RSVP).values(**keys, **values))

    def claims(self) -> None:
        row = {"event_id": self.one(EVENT), "member_id": self.one(MEMBER), "line": self.number()}
        row |= {"kind": self.chance.choice(["party", "addition"]), "stage": self.chance.choice(STAGES)}
        rest = {"with_member": True, "note": "", "reason": "", "created_at": NOW}
        self.to.execute(insert(CLAIM).values(**row, **rest, seats=self.chance.randint(1, 3)))

    def turns(self) -> None:
        values = {"stage": self.chance.choice(STAGES), "seats": self.chance.randint(1, 3)}
        self.to.execute(update(CLAIM).where(CLAIM.c.id == self.one(CLAIM)).values(values))

    def brings(self) -> None:
        known = {"name": "G", "email": "", "function": "", "company": "", "why": "", "representative": False}
        member, came = self.one(MEMBER), self.chance.choice([None, True, False])
        row = {"event_id": self.one(EVENT), "member_id": member, "attested_by": member, "attested_at": NOW}
        self.to.execute(insert(GUEST).values(**row, **known, present=came))
        self.to.execute(update(GUEST).where(GUEST.c.id == self.one(GUEST)).values(present=came is None))

    def proposes(self) -> None:
        row = {"kind": self.chance.choice(["study", "activity"]), "title": "T", "folded": "t", "reason": ""}
        rest = {"description": "", "why": "", "proposed_at": NOW, "changed_at": NOW}
        self.to.execute(insert(TOPIC).values(**row, **rest, state=self.chance.choice(TOPIC_STATES)))

    def steps(self) -> None:
        topic, what = self.one(TOPIC), self.chance.choice(["edited", "shortlisted", "declined"])
        self.to.execute(insert(STEP).values(topic_id=topic, what=what, reason="", at=NOW))
        state = self.chance.choice(TOPIC_STATES)
        self.to.execute(update(TOPIC).where(TOPIC.c.id == self.one(TOPIC)).values(state=state))

    def puts_to_the_vote(self) -> None:
        row = {"title": "B", "created_at": NOW, "state": self.chance.choice(BALLOT_STATES)}
        plain = {column.name: column.default.arg for column in BALLOT.c if column.default is not None}
        self.to.execute(insert(BALLOT).values(plain | row))

    def delivers(self) -> None:
        row = {"title": "W", "folded": "w", "year": 2026, "link": "", "summary": "", "added_at": NOW}
        self.to.execute(insert(WORK).values(**row))

    def is_judged(self) -> None:
        about = {"work_id": self.one(WORK), "ballot_id": self.one(BALLOT)}
        if None not in about.values():
            self.to.execute(insert(OPTION).values(**about, title="W"))
        moved = update(OPTION).where(OPTION.c.id == self.one(OPTION))
        self.to.execute(moved.values(work_id=self.chance.choice([None, self.one(WORK)])))

    def is_judged_no_more(self) -> None:
        self.to.execute(delete(OPTION).where(OPTION.c.id == self.one(OPTION)))

    def is_on_a_roll(self) -> None:
        whose = self.chance.choice([{"company_id": self.one(COMPANY)}, {"member_id": self.one(MEMBER)}])
        on = {"ballot_id": self.one(BALLOT), **whose}
        known = select(VOTER.c.id).where(*(VOTER.c[name] == value for name, value in on.items()))
        if on["ballot_id"] is not None and self.to.execute(known).first() is None:
            self.to.execute(insert(VOTER).values(on | {"weight": 1}))

    def votes(self) -> None:
        silent = VOTER.c.id.not_in(select(ATTENDANCE.c.voter_id))
        free = select(VOTER.c.id, VOTER.c.ballot_id).where(silent).order_by(VOTER.c.id)
        if row := self.to.execute(free).first():
            who = {"voter_id": row.id, "ballot_id": row.ballot_id, "cast_by": self.one(MEMBER)}
            self.to.execute(insert(ATTENDANCE).values(id=f"a{self.number()}", **who))

    def ends_a_ballot(self) -> None:
        ballot = self.one(BALLOT)
        values = {"state": self.chance.choice(BALLOT_STATES), "scrubbed_at": self.chance.choice([None, NOW])}
        self.to.execute(update(BALLOT).where(BALLOT.c.id == ballot).values(values))
        self.to.execute(delete(ATTENDANCE).where(ATTENDANCE.c.ballot_id == self.one(BALLOT)))

    def looks(self) -> None:
        row = {"reader_id": self.one(MEMBER), "subject_id": self.one(MEMBER), "at": NOW}
        self.to.execute(insert(CONSULTATION).values(row))
        one = CONSULTATION.c.id == self.one(CONSULTATION)
        self.to.execute(update(CONSULTATION).where(one).values(subject_id=self.one(MEMBER)))

    def forgets_looks(self) -> None:
        self.to.execute(delete(CONSULTATION).where(CONSULTATION.c.id == self.one(CONSULTATION)))

    def go_another_way(self) -> None:
        """Of some, whatever they answered."""
        some = RSVP.c.member_id.in_([self.one(MEMBER) for _ in range(3)])
        self.to.execute(update(RSVP).where(some).values(remote=~RSVP.c.remote))

    def forgets(self) -> None:
        table = self.chance.choice([CLAIM, GUEST])
        self.to.execute(delete(table).where(table.c.id == self.one(table)))
        self.to.execute(delete(RSVP).where(RSVP.c.member_id == self.one(MEMBER)))
        self.to.execute(delete(PROFILE).where(PROFILE.c.slack_id == f"U{self.chance.randint(1, self.made)}"))


@pytest.mark.parametrize("seed", range(5))
def test_after_any_history_counting_again_finds_nothing_else(db: Database, seed: int) -> None:
    with db.begin() as session:
        life = Life(session, seed)
        for _ in range(4):
            life.lives(30)
            assert recount(session) == []
            life.go_another_way()
            assert recount(session) == []


def test_an_older_club_has_its_figures_counted(database_url: str) -> None:
    db = Database(database_url)
    with db.engine.begin() as connection:
        command.downgrade(migrations.config(connection), "0012")
    with db.begin() as session:
        Life(session, seed=7).lives(150)
    migrations.upgrade(database_url)
    with db.begin() as session:
        assert session.connection().execute(select(func.count()).select_from(RSVP)).scalar_one() > 5
        assert recount(session) == []
    db.dispose()


@pytest.mark.parametrize(
    ("table", "tampering"),
    [
        ("event_count", "UPDATE event_count SET taken = taken + 1"),
        ("answered", "DELETE FROM answered"),
        ("answered", "UPDATE answered SET coming = NOT coming"),
        ("event_count", "UPDATE event_count SET parties = parties + 1"),
        ("event_count", "UPDATE event_count SET awaited = awaited + 1"),
        ("event_count", "UPDATE event_count SET remote = remote + 1"),
        ("event_count", "UPDATE event_count SET reserved = reserved + 1"),
        ("claim", "UPDATE claim SET able = NOT able"),
        ("consultation_count", "UPDATE consultation_count SET shown = shown + 1"),
        ("club_count", "UPDATE club_count SET expected = expected + 1"),
        ("topic_count", "UPDATE topic_count SET topics = topics + 1"),
        ("acceptance_count", "UPDATE acceptance_count SET members = members + 1"),
        ("claim", "UPDATE claim SET counted = NOT counted"),
        ("claim", "UPDATE claim SET asks = NOT asks"),
        ("voter", "UPDATE voter SET called = 'x'"),
        ("ballot_count", "UPDATE ballot_count SET voted = voted + 1"),
        ("ballot_state_count", "UPDATE ballot_state_count SET ballots = ballots + 1"),
        ("member", "UPDATE member SET elects = NOT elects"),
        ("club_count", "UPDATE club_count SET electors = electors + 1"),
        ("company", "UPDATE company SET votes = NOT votes"),
        ("weight_count", "UPDATE weight_count SET companies = companies + 1"),
        ("work", "UPDATE work SET unjudged = NOT unjudged"),
        ("topic", "UPDATE topic SET unanswered = NOT unanswered"),
    ],
)
def test_a_figure_that_is_wrong_is_told_and_put_right(db: Database, table: str, tampering: str) -> None:
    with db.begin() as session:
        Life(session, seed=4).lives(120)
        session.connection().execute(text(tampering))
        assert table in recount(session)
        assert recount(session) == []
