"""An event that members answered is split into half-days: what they said holds for each, nothing is lost."""

from collections.abc import Sequence
from datetime import time

import pytest

from club.events import Event, EventKind, EventState
from club.halves import USUAL_HALVES, Half, HalfHours, hours_in, in_halves
from club.ids import ClaimId, EventId, GuestId
from club.seating import Claim, ClaimKind, Stage
from handlers.events.organising import halving
from handlers.events.organising.halving import Halved
from handlers.events.organising.outcomes import EventChange, EventOutcome, EventTrouble
from handlers.events.questions import service
from handlers.events.questions.service import AskingDone
from storage.event_questions import list_questions, list_replies
from storage.guests import list_guests
from storage.invariants import find_broken
from storage.line import list_line
from storage.needs import list_needs
from storage.recount import recount
from storage.seats import add_claim, get_answer
from tests.stories.club import CHANNEL, FIRST, PARIS, Club, paris
from tests.stories.half_days import HALVES, NO, options, parts, tick
from tests.stories.said import CONFIDENTIAL, EMAIL_FIELD, FUNCTION_FIELD, GOING, NAME_FIELD
from tests.stories.series import entries, held
from tests.stories.test_guests import names
from tests.stories.test_organising import organiser, texts_of
from tests.stories.test_presence import plain
from tests.stories.test_questions import Asking

TITLE = "Forum Chaleur fatale"
SPLIT = f"{TITLE} se tient désormais en 2 demi-journées : votre réponse vaut pour chacune"
MORNING, AFTERNOON = "jeu. 28 janv., matin", "jeu. 28 janv., après-midi"


class Forum:
    """A day of three seats: Ana comes with somebody, Luc comes, Bea waits, Max says no, Eve is silent."""

    def __init__(self, club: Club) -> None:
        self.club, self.asking = club, Asking(club)
        self.odile, self.ana, self.luc = self.asking.odile, self.asking.ana, self.asking.luc
        club.says_to_database("UPDATE event SET capacity = 3")
        self.bea, self.max, self.eve = (club.joins(name) for name in ("Bea Noir", "Max Vert", "Eve Rose"))
        self.asking.asks("Un choix", "Atelier ?", "Four\nChaudière")
        self._ana_comes()
        for person in (self.luc, self.bea):
            person.types("/prime rsvp forum oui")
            person.submits()
        self.max.types("/prime rsvp forum non")
        club.later(minutes=1)

    def _ana_comes(self) -> None:
        self.ana.types("/prime rsvp forum oui +1")
        self.ana.fills({NAME_FIELD: "Rémi Blanc", EMAIL_FIELD: "r@b.example", FUNCTION_FIELD: "Four"})
        self.ana.ticks(CONFIDENTIAL)
        self.ana.submits()
        self.ana.fills("Atelier ? (Ana Berger)", "Four")
        self.ana.submits()
        self.ana.types("/prime rsvp forum")
        self.ana.clicks("Signaler un besoin…")
        self.ana.fills("Ce qu’il vous faut sur place", "Accès de plain-pied")
        self.ana.submits()

    def splits(self) -> None:
        self.odile.types("/prime activite forum")
        self.odile.clicks(HALVES)
        self.odile.submits()
        self.club.later(minutes=1)

    def says(self, name: str) -> list[str]:
        with self.club.prime.services.db.read() as session:
            found = [get_answer(session, one.id, self.club.members[name]) for one in parts(self.club)]
        return [one.rsvp.says.value if not one.silent else "" for one in found]

    def seats(self, name: str) -> list[int]:
        return [self.club.seats(name, one.id) for one in parts(self.club)]


@pytest.fixture
def forum(club: Club) -> Forum:
    return Forum(club)


def split(
    club: Club, event_id: EventId = FIRST, hours: HalfHours | None = None, count: int = 2
) -> EventOutcome:
    asked = Halved(Half.MORNING, count, hours or HalfHours((time(9, 30), time(12)), (time(14), time(17))))
    by = club.members["Odile Garnier"]
    return halving.split(club.prime.services, event_id, asked, club.clock.now(), by)


def test_every_answer_holds_for_each_half_day_and_nothing_is_lost(forum: Forum) -> None:
    club = forum.club
    forum.splits()
    first, second = parts(club)
    assert [first.starts_at, second.starts_at] == [paris(2027, 1, 28, 9, 30), paris(2027, 1, 28, 14)]
    assert (first.id, {one.deadline for one in (first, second)}) == (FIRST, {paris(2027, 1, 21, 9, 30)})
    assert forum.seats("Ana Berger") == [2, 2]
    assert forum.seats("Luc Roy") == [1, 1]
    assert forum.says("Max Vert") == ["no", "no"]
    assert forum.says("Eve Rose") == ["", ""]
    with club.prime.services.db.read() as session:
        for one in (first, second):
            assert [claim.member_id for claim in list_line(session, one.id)] == [club.members["Bea Noir"]]
            guests = list_guests(session, one.id, club.members["Ana Berger"])
            assert [guest.name for guest in guests] == ["Rémi Blanc"]
            assert guests[0].attested_at is not None
            said = [(reply.guest_id, reply.value) for reply in list_replies(session, one.id)]
            assert (None, "Four") in said
            assert {guest for guest, _ in said} <= {None, guests[0].id}
            assert len(list_questions(session, one.id)) == one.asks.count == 1
            assert [*list_needs(session, one.id).values()] == ["Accès de plain-pied"]
        assert not recount(session)
    assert not find_broken(club.prime.services.db, club.clock.now())


def test_who_comes_is_told_once_and_confirms_nothing(forum: Forum) -> None:
    before = {one.id: forum.club.dms(one) for one in (forum.ana, forum.luc, forum.bea, forum.max, forum.eve)}
    entry = {*entries(forum.luc)}
    forum.splits()
    forum.odile.sees("2 demi-journées, jeudi 28 janvier 2027")
    forum.odile.sees("Message envoyé à 3 personnes")
    told = {one.id: texts_of(one).count(plain(SPLIT)) for one in (forum.ana, forum.luc, forum.bea)}
    for one in (forum.ana, forum.luc, forum.bea):
        assert plain(texts_of(one)).count(SPLIT) == 1, told
        one.opens_dm()
        one.sees_not("Je viens toujours")
    forum.luc.sees("jeudi 28 janvier 2027, après-midi, 14 h – 17 h, Lyon : ✅ Vous venez")
    forum.bea.sees("⏳ En attente, rang 1")
    for one in (forum.max, forum.eve):
        assert forum.club.dms(one) == before[one.id]
    files = entries(forum.luc)
    assert len(files) == 2
    (old,) = entry
    assert [sequence for _, sequence, _ in files[old]] == [0, 1]
    assert held(forum.luc) == {*files}
    forum.club.later(hours=3)
    assert forum.club.dms(forum.luc) == forum.club.dms(forum.luc)


def test_the_card_stays_and_an_answer_is_changed_for_one_half_day(forum: Forum) -> None:
    forum.splits()
    forum.luc.opens(CHANNEL)
    cards = [one for one in forum.luc.messages("club-prime") if not one.get("is_ephemeral")]
    assert len(cards) == 1
    forum.luc.sees(f"{TITLE} · 2 demi-journées")
    forum.luc.clicks(GOING)
    assert [ticked for _, ticked in options(forum.luc)] == [True, True]
    tick(forum.luc, MORNING)
    forum.luc.submits()
    forum.luc.clicks("Libérer jeu. 28 janv., matin…")
    forum.luc.submits()
    forum.club.later(minutes=1)
    assert forum.seats("Luc Roy") == [0, 1]
    assert forum.seats("Bea Noir") == [1, 0]
    forum.max.opens(CHANNEL)
    forum.max.clicks(GOING)
    assert [ticked for _, ticked in options(forum.max)] == [False, False]


def test_who_is_silent_is_asked_about_both_by_one_reminder(forum: Forum) -> None:
    club = forum.club
    for day in (14, 15):
        club.at(paris(2027, 1, day, 10))
    asked = club.dms(forum.eve)
    assert asked > 0
    forum.splits()
    for day in (16, 18):
        club.at(paris(2027, 1, day, 10))
    assert club.dms(forum.eve) == asked
    forum.eve.opens_dm()
    forum.eve.sees("jeudi 28 janvier 2027 · 2 demi-journées")
    forum.eve.clicks(NO)
    assert forum.says("Eve Rose") == ["no", "no"]
    club.at(paris(2027, 1, 20, 10))
    assert club.dms(forum.eve) == asked


def test_an_answer_to_one_half_day_holds_for_the_other_of_guests_too(forum: Forum) -> None:
    forum.club.says_to_database("DELETE FROM question_reply")
    forum.splits()
    services, now, ana = forum.club.prime.services, forum.club.clock.now(), forum.asking.member("Ana Berger")
    found = service.get_form(services, FIRST, ana, now)
    assert not isinstance(found, AskingDone)
    (question,), (_, (guest_id, _name)) = found.questions, found.people
    given: dict[tuple[GuestId | None, int], str] = {
        (None, int(question.id)): "Four",
        (guest_id, int(question.id)): "Chaudière",
    }
    service.answer(services, FIRST, ana, given, now)
    with services.db.read() as session:
        for one in parts(forum.club):
            (guest,) = list_guests(session, one.id, ana.id)
            said = {(reply.guest_id, reply.value) for reply in list_replies(session, one.id, ana.id)}
            assert said == {(None, "Four"), (guest.id, "Chaudière")}


def test_two_guests_called_alike_are_asked_apart_and_their_answers_hold_apart(club: Club) -> None:
    asking = Asking(club)
    asking.asks("Un choix", "Atelier ?", "Four\nChaudière")
    asking.ana.types("/prime rsvp forum oui +2")
    mails = ("paul@four.example", "paul@bureau.example")
    for group, address in enumerate(mails, 1):
        names(asking.ana, "Paul Durand", group)
        asking.ana.fills(EMAIL_FIELD if group == 1 else f"{EMAIL_FIELD} ({group})", address)
    asking.ana.ticks(CONFIDENTIAL)
    asking.ana.submits()
    assert split(club).result is EventChange.HALVED
    for address, said in zip(mails, ("Four", "Chaudière"), strict=True):
        asking.ana.fills(f"Atelier ? (Paul Durand, {address})", said)
    asking.ana.fills("Atelier ? (Ana Berger)", "Four")
    asking.ana.submits()
    ana = club.members["Ana Berger"]
    with club.prime.services.db.read() as session:
        for one in parts(club):
            address_of = {guest.id: guest.email for guest in list_guests(session, one.id, ana)}
            replies = list_replies(session, one.id, ana)
            found = {address_of[one.guest_id]: one.value for one in replies if one.guest_id}
            assert found == dict(zip(mails, ("Four", "Chaudière"), strict=True))


def test_no_half_day_reaches_beyond_what_was_answered(club: Club) -> None:
    odile = organiser(club)
    club.plans()
    odile.types("/prime activite forum")
    odile.clicks(HALVES)
    odile.fills({"Après-midi, jusqu’à": time(18)})
    odile.submits()
    (said,) = odile.errors().values()
    assert plain(said).startswith("Les réponses portent sur ses jours et ses heures")
    for hours, count, field in (
        (HalfHours((time(9), time(12)), (time(14), time(17))), 2, halving.MORNING[0]),
        (None, 3, halving.COUNT),
    ):
        assert split(club, hours=hours, count=count).faults == {field: EventTrouble.OUTSIDE_EVENT}
    assert parts(club) == []


def test_what_cannot_be_split_is_refused_and_says_what_to_do(club: Club) -> None:
    odile, ana = organiser(club), club.joins("Ana Berger")
    event_id = club.plans()
    odile.types("/prime activite forum")
    club.at(paris(2027, 1, 21, 9, 31))
    assert split(club, event_id).result is EventChange.SPLIT_LATE
    odile.clicks(HALVES)
    odile.sees("les réponses sont closes, elle reste d’un seul tenant")
    near = club.plans("Visite", starts=paris(2027, 1, 25, 9, 30), deadline=paris(2027, 1, 24, 12))
    ana.types("/prime rsvp visite oui")
    now, who = club.clock.now(), club.members["Ana Berger"]
    offered = Claim(ClaimId(0), who, ClaimKind.ADDITION, Stage.OFFERED, 1, created_at=now)
    with club.prime.services.db.begin() as session:
        add_claim(session, near, offered)
    assert split(club, near).result is EventChange.SPLIT_AWAITED
    assert parts(club) == []


@pytest.mark.parametrize(
    ("starts", "ends", "all_day", "halves", "hours"),
    [
        ((2027, 1, 28, 9, 30), (2027, 1, 28, 12), False, False, ((9, 30), (12, 30), (14, 0), (17, 0))),
        ((2027, 1, 28, 9, 30), (2027, 1, 28, 16), False, True, ((9, 30), (12, 30), (14, 0), (16, 0))),
        ((2027, 1, 28, 14, 30), (2027, 1, 28, 18), False, False, ((9, 0), (12, 30), (14, 0), (18, 0))),
        ((2027, 1, 28, 14, 0), (2027, 1, 29, 11), False, True, ((9, 0), (12, 30), (14, 0), (17, 0))),
        ((2027, 1, 28, 8, 30), (2027, 1, 28, 18), True, True, ((9, 0), (12, 30), (14, 0), (17, 0))),
    ],
)
def test_what_lasts_more_than_half_a_day_may_be_split_within_its_hours(
    starts: Sequence[int], ends: Sequence[int], all_day: bool, halves: bool, hours: Sequence[tuple[int, int]]
) -> None:
    first, last = paris(*starts), paris(*ends)
    event = Event(
        FIRST, "École", EventKind.FORUM, first, last, first, None, EventState.DRAFT, all_day=all_day
    )
    assert in_halves(event, PARIS) is halves
    found = hours_in(event, PARIS)
    assert (*found.morning, *found.afternoon) == tuple(time(*one) for one in hours)
    assert (found == USUAL_HALVES) is (hours == ((9, 0), (12, 30), (14, 0), (17, 0)))
