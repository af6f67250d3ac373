"""Who is on a roll, and who is asked: staff who organise are not members who choose."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from club.ballots import Ballot, BallotState, Electorate, Method, Option, Purpose, Rules, Secrecy, Unit
from club.events import Event, EventKind
from club.events import EventState as EventState
from club.ids import BallotId, CompanyId, EventId, MemberId, OptionId, SlackId
from storage.accounts import save_profile
from storage.attendance import count_answers
from storage.ballots import (
    add_ballot,
    count_weights,
    draw_up_roll,
    get_electorate,
    get_turnout,
    list_organisations,
    set_organisation,
    set_weight,
)
from storage.database import Database
from storage.electors import (
    can_still_cast,
    enqueue_electors,
    enqueue_silent_electors,
    get_ticket,
    list_awaiting,
    list_roll,
)
from storage.events import add_event
from storage.people import (
    AccountKind,
    Membership,
    Role,
    SlackProfile,
    add_company,
    add_member,
    change_member,
    get_person,
)
from storage.postings import Note, list_zones
from tests.stories.club import NOW


class Firm:
    """Three companies and the alliance, whose staff organise."""

    def __init__(self, db: Database) -> None:
        self.db = db
        with db.begin() as session:
            self.alliance, self.glass, self.forge, self.mill = (
                add_company(session, name) for name in ("Alliance", "Ardoin", "Forges", "Moulins")
            )
            set_weight(session, self.glass, 3)
        self.odile = self.joins("Odile", None, Role.ORGANISER)
        self.paul = self.joins("Paul", self.alliance, Role.ORGANISER)
        self.rose = self.joins("Rose", self.glass, Role.ORGANISER)
        self.ana = self.joins("Ana", self.forge)
        self.marc = self.joins("Marc", self.mill)

    def joins(self, name: str, company: CompanyId | None, role: Role = Role.MEMBER) -> MemberId:
        with self.db.begin() as session:
            slack_id = SlackId(f"U{name.upper()}")
            return add_member(session, name, slack_id=slack_id, company_id=company, role=role)

    def changes(self, member: MemberId, **values: object) -> None:
        with self.db.begin() as session:
            change_member(session, member, **values)

    def marks(self, company: CompanyId, *, marked: bool = True) -> None:
        with self.db.begin() as session:
            set_organisation(session, company, marked=marked)

    def opens(self, unit: Unit) -> Ballot:
        options = tuple(Option(OptionId(0), one) for one in ("Heat", "Air"))
        rules = Rules(Method.APPROVAL, unit, Secrecy.CONFIDENTIAL, most=2)
        closes = NOW + timedelta(days=7)
        known = ("Studies", Purpose.SELECTION, rules, BallotState.OPEN, NOW, closes)
        made = Ballot(BallotId(0), *known, options=options)
        with self.db.begin() as session:
            ballot = replace(made, id=add_ballot(session, made, self.odile, NOW))
            draw_up_roll(session, ballot)
        return ballot

    def roll(self, ballot: Ballot) -> list[str]:
        with self.db.read() as session:
            return [one.name for one in list_roll(session, ballot, 0, 99, cast_only=False)]

    def asked(self, ballot: Ballot) -> list[int]:
        """How many are told of the opening, and how many are reminded."""
        with self.db.begin() as session:
            zones = list_zones(session)
            opened, nudge = (Note(kind, f"ballot:{ballot.id}", SlackId("")) for kind in ("opened", "nudge"))
            told = enqueue_electors(session, opened, ballot, NOW)
            return [told, enqueue_silent_electors(session, nudge, ballot, NOW, zones=zones)]

    def may_vote(self, ballot: Ballot, member: MemberId) -> bool:
        with self.db.read() as session:
            person = get_person(session, member)
            assert person is not None
            awaited = ballot.id in {one.id for one in list_awaiting(session, person, NOW)}
            ticket = get_ticket(session, ballot, person) is not None
            assert awaited == ticket == can_still_cast(session, ballot, member)
            return ticket


@pytest.fixture
def firm(db: Database) -> Firm:
    return Firm(db)


def test_by_member_whoever_organises_for_no_company_is_neither_asked_nor_counted(
    firm: Firm,
) -> None:
    firm.marks(firm.alliance)
    ballot = firm.opens(Unit.MEMBER)
    assert firm.roll(ballot) == ["Ana", "Marc", "Rose"]
    assert firm.asked(ballot)[0] == 3
    assert [firm.may_vote(ballot, one) for one in (firm.odile, firm.paul, firm.rose, firm.ana)] == [
        False,
        False,
        True,
        True,
    ]
    with firm.db.read() as session:
        assert get_turnout(session, ballot.id).roll == 3


def test_by_company_the_club_s_own_organisation_is_left_out_and_whoever_represents_another_votes(
    firm: Firm,
) -> None:
    before = firm.opens(Unit.COMPANY)
    assert firm.roll(before) == ["Alliance", "Ardoin", "Forges", "Moulins"]
    firm.marks(firm.alliance)
    ballot = firm.opens(Unit.COMPANY)
    assert firm.roll(ballot) == ["Ardoin", "Forges", "Moulins"]
    assert firm.asked(ballot)[0] == 3
    assert [firm.may_vote(ballot, one) for one in (firm.paul, firm.rose)] == [False, True]
    with firm.db.read() as session:
        assert get_electorate(session, Unit.COMPANY) == Electorate(voters=3, votes=5)
        assert count_weights(session) == {1: 2, 3: 1}
        assert list_organisations(session) == {firm.alliance}
    firm.marks(firm.alliance, marked=False)
    with firm.db.read() as session:
        assert get_electorate(session, Unit.COMPANY) == Electorate(voters=4, votes=6)


def test_an_open_ballot_keeps_its_roll_whatever_becomes_of_companies_and_roles(firm: Firm) -> None:
    by_company, by_member = firm.opens(Unit.COMPANY), firm.opens(Unit.MEMBER)
    lists = firm.roll(by_company), firm.roll(by_member)
    firm.marks(firm.glass)
    firm.changes(firm.rose, company_id=None)
    firm.changes(firm.odile, company_id=firm.forge)
    firm.changes(firm.ana, state=Membership.SUSPENDED.value)
    assert (firm.roll(by_company), firm.roll(by_member)) == lists
    assert "Ardoin" in lists[0]
    with firm.db.read() as session:
        assert get_turnout(session, by_company.id).roll == 4
        assert get_electorate(session, Unit.MEMBER).voters == 3  # Paul, Marc, and Odile of the forge now


def test_who_can_no_longer_act_weighs_on_nothing_that_opens_from_then_on(firm: Firm) -> None:
    """Nor does a company that only they represent: nobody could cast its vote."""
    firm.changes(firm.ana, state=Membership.SUSPENDED.value)
    firm.changes(firm.marc, state=Membership.LEFT.value)
    with firm.db.read() as session:
        assert get_electorate(session, Unit.COMPANY) == Electorate(voters=2, votes=4)
        assert get_electorate(session, Unit.MEMBER).voters == 2
    assert firm.roll(firm.opens(Unit.COMPANY)) == ["Alliance", "Ardoin"]


def test_a_closed_account_has_no_vote_before_the_membership_is_suspended_and_who_is_not_in_slack_yet_has(
    firm: Firm,
) -> None:
    with firm.db.begin() as session:
        closed = SlackProfile(SlackId("UANA"), "Ana", None, "", "", AccountKind.DELETED)
        save_profile(session, closed)
        change_member(session, firm.marc, slack_id=None)
    assert firm.roll(firm.opens(Unit.COMPANY)) == ["Alliance", "Ardoin", "Moulins"]
    assert "Ana" not in firm.roll(firm.opens(Unit.MEMBER))


def test_one_rule_says_whose_vote_and_whose_answer_is_expected(firm: Firm) -> None:
    start = datetime(2027, 3, 1, 9, tzinfo=UTC)
    ends, deadline = start + timedelta(hours=2), start - timedelta(days=7)
    forum = Event(EventId(0), "Forum", EventKind.FORUM, start, ends, deadline, None, EventState.PUBLISHED)
    with firm.db.begin() as session:
        event_id = add_event(session, forum)
    for marked in (False, True):
        firm.marks(firm.alliance, marked=marked)
        with firm.db.read() as session:
            silent = count_answers(session, event_id)[2]
            assert silent == get_electorate(session, Unit.MEMBER).voters == (3 if marked else 4)


def test_a_roll_of_nobody_holds_no_vote_at_all(db: Database) -> None:
    with db.read() as session:
        assert [get_electorate(session, unit) for unit in Unit] == [Electorate(0, 0)] * 2
