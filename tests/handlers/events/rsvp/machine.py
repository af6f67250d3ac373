"""A club that lives at random: every act is checked against what held before it.

No act may raise what is taken above the capacity, seat somebody while another ahead still waits, change the
order of the line, let seats stand free that the next in line could have, split a party, take a seat from
whom it was not given back, or lose count of guests; nor refuse the link, or count anybody both ways. No
company comes to more chairs than one may have, who waits for one of its chairs overtakes no colleague and
holds up nobody else, and reserved chairs are neither sold nor given twice.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from club.events import NO_LIMITS, Event, Limits, Ways
from club.ids import ClaimId, CompanyId, MemberId
from club.seating import LIVE, Claim, ClaimKind, Stage, held_back
from handlers.events.guests import companions
from handlers.events.guests.form import FilledGuests, entry_of
from handlers.events.guests.plan import companions_of
from handlers.events.on_behalf.service import Wish, answer
from handlers.events.organising.consequences import settle
from handlers.events.rsvp import service, sweeps
from handlers.events.shared.outcomes import InLine
from handlers.events.shared.seats import list_able
from storage.events import get_event, lock_event, save_event
from storage.guests import list_guests
from storage.line import list_head, list_line
from storage.people import Person, Role
from storage.recount import recount
from storage.seats import get_room, list_claims
from tests.handlers.events.guests.house import NOW, START, House, entry, house_of

MEMBERS, FIRMS = 7, 3
LINK = "https://visio.example/1"
WHO = st.integers(0, MEMBERS - 1)
END = START + timedelta(hours=7)
ADVANCED = (Stage.OFFERED, Stage.GRANTED)


@dataclass(frozen=True)
class Books:
    """All that holds at one moment."""

    capacity: int | None
    taken: int
    seats: Mapping[MemberId, int]
    """Chairs."""
    remote: Mapping[MemberId, int]
    """People by the link."""
    line: Sequence[Claim]
    able: Sequence[Claim]
    """Those of them whose party is not larger than the event, or than what a company has of it."""
    claims: Mapping[ClaimId, Claim]
    kept: Mapping[MemberId, int]
    """Reserved chairs."""
    movable: Sequence[Claim]
    """Those able whose company has a chair left for them."""
    limits: Limits = NO_LIMITS

    def taken_by(self, company: Mapping[MemberId, CompanyId]) -> Counter[CompanyId]:
        """Chairs held and offered, by company."""
        found = Counter[CompanyId]()
        for member, seats in self.seats.items():
            found[company[member]] += seats
        for claim in self.claims.values():
            if claim.stage is Stage.OFFERED:
                found[company[claim.member_id]] += claim.seats
        return found


class ClubLife(RuleBasedStateMachine):
    """Members answer, bring people, leave and take offers; an organiser changes the capacity; time passes."""

    migrated: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        path = Path(self.folder.name, "club.db")
        path.write_bytes(self.migrated.read_bytes())
        self.house: House = house_of(f"sqlite:///{path}")
        self.services, self.now, self.named = self.house.services, NOW, 0

    def teardown(self) -> None:
        with self.services.db.begin() as session:
            assert recount(session) == [], "a figure was not kept"
        self.services.db.dispose()
        self.folder.cleanup()

    @initialize(capacity=st.integers(1, 6), both=st.booleans())
    def begin(self, capacity: int, both: bool) -> None:
        firms = [f"Entreprise {number % FIRMS}" for number in range(MEMBERS)]
        self.people = [self.house.joins(f"Membre {number}", firm) for number, firm in enumerate(firms)]
        self.company = {one.id: one.company_id for one in self.people if one.company_id is not None}
        self.organiser = self.house.joins("Odile Garnier", "Alliance", Role.ORGANISER)
        self.event_id = self.house.plans(capacity)
        if both:
            self._edit(place="Lyon", video_url=LINK)

    # What people do

    @rule(who=WHO)
    def says_yes(self, who: int) -> None:
        self._interaction(
            self.people[who], lambda me: service.answer_yes(self.services, self.event_id, me, self.now)
        )

    @rule(who=WHO)
    def comes_by_the_link(self, who: int) -> None:
        def come(me: Person) -> None:
            outcome = service.answer_yes(self.services, self.event_id, me, self.now, remote=True, sure=True)
            held = self.house.stands(self.event_id, me, self.now)
            offered = isinstance(outcome, InLine) and held.offered
            if self.now < END and held.event.ways is not Ways.ON_SITE and not offered:
                assert held.has_link, "the link was refused"

        self._interaction(self.people[who], come)

    @rule(place=st.sampled_from(["", "Lyon"]), link=st.booleans())
    def an_organiser_changes_the_ways(self, place: str, link: bool) -> None:
        self._edit(place=place, video_url=LINK if link else "", all_move=True)

    @rule(who=WHO)
    def says_no(self, who: int) -> None:
        self._interaction(
            self.people[who],
            lambda me: service.answer_no(self.services, self.event_id, me, self.now, sure=True),
        )

    @rule(who=WHO)
    def withdraws(self, who: int) -> None:
        self._interaction(
            self.people[who], lambda me: service.withdraw(self.services, self.event_id, me, self.now)
        )

    @rule(who=WHO, kept=st.integers(0, 2), new=st.integers(0, 2))
    def brings(self, who: int, kept: int, new: int) -> None:
        self._interaction(self.people[who], lambda me: self._bring(me, kept, new))

    @rule(who=WHO, takes=st.booleans())
    def decides_on_an_offer(self, who: int, takes: bool) -> None:
        decide = service.take_offer if takes else service.pass_offer
        for claim in self._books().claims.values():
            if claim.stage is Stage.OFFERED and claim.member_id == self.people[who].id:
                self._interaction(
                    self.people[who], lambda me, claim=claim: decide(self.services, claim.id, me, self.now)
                )

    @rule(capacity=st.sampled_from([None, *range(1, 10)]))
    def an_organiser_changes_the_capacity(self, capacity: int | None) -> None:
        self._edit(capacity=capacity and capacity + self._event().limits.reserved)

    @rule(most=st.sampled_from([None, 1, 2, 3, 5]))
    def an_organiser_limits_companies(self, most: int | None) -> None:
        self._edit(limits=replace(self._event().limits, company=most))

    @rule(reserved=st.integers(0, 3))
    def an_organiser_keeps_chairs(self, reserved: int) -> None:
        event = self._event()
        given = sum(self._books().kept.values())
        if event.capacity is not None and given <= reserved < event.capacity:
            self._edit(limits=replace(event.limits, reserved=reserved))

    @rule(who=WHO)
    def is_given_a_reserved_chair(self, who: int) -> None:
        def give(me: Person) -> None:
            wish = Wish(self.event_id, me.id, coming=True, reserved=True)
            answer(self.services, wish, self.organiser.id, self.now)

        self._interaction(self.people[who], give)

    def _event(self) -> Event:
        with self.services.db.read() as session:
            event = get_event(session, self.event_id)
        assert event is not None
        return event

    def _edit(self, *, all_move: bool = False, **fields: Any) -> None:
        """`all_move`: everybody may come another way than before."""
        before = self._books()
        with self.services.db.begin() as session:
            old = lock_event(session, self.event_id)
            assert old is not None
            event = replace(old, **fields)
            save_event(session, event)
            settle(session, self.services, old, event, self.now)
        after = self._books()
        if not all_move:
            self._check(replace(before, capacity=event.chairs, limits=event.limits), after, None)
            return
        self._everybody_kept_something(before, after)
        self._guests_are_counted(after)
        self._each_comes_the_way_there_is(after)
        assert after.capacity is None or after.taken <= max(after.capacity, before.taken)
        self._no_company_has_too_many(before, after)

    @precondition(lambda self: self.now < START + timedelta(hours=2))
    @rule(hours=st.sampled_from([1, 3, 30, 24 * 6]))
    def time_passes(self, hours: int) -> None:
        before = self._books()
        self.now += timedelta(hours=hours)
        sweeps.end_offers(self.services, self.now, self.now)
        self._check(before, self._books(), None)

    # How it is done, and what must hold

    def _bring(self, me: Person, kept: int, new: int) -> object:
        known = companions_of(self.house.stands(self.event_id, me, self.now))
        entries = [entry_of(slot, guest) for slot, guest in enumerate(known[:kept])]
        for _ in range(min(new, 5 - len(entries))):
            self.named += 1
            entries.append(entry(len(entries), f"Invité Nom{self.named}"))
        form = FilledGuests(entries, attested=True, choice="together")
        return companions.change(self.services, self.event_id, me, form, self.now)

    def _interaction(self, person: Person, interaction: Callable[[Person], object]) -> None:
        before = self._books()
        interaction(person)
        self._check(before, self._books(), person.id)

    def _books(self) -> Books:
        with self.services.db.read() as session:
            claims = {claim.id: claim for _, claim in list_claims(session, tuple(Stage), self.event_id)}
            line = list_line(session, self.event_id)
            event = get_event(session, self.event_id)
            assert event is not None
            able = list_able(session, event)
            counted = {claim.id for claim in list_head(session, self.event_id, 1000)}
        standings = {one.id: self.house.stands(self.event_id, one, self.now) for one in self.people}
        room = next(iter(standings.values())).room
        seats = {member: one.rsvp.chairs for member, one in standings.items()}
        kept = {member: one.rsvp.kept for member, one in standings.items()}
        remote = {member: one.rsvp.seats for member, one in standings.items() if one.rsvp.remote}
        remote |= dict.fromkeys(set(seats) - set(remote), 0)
        movable = [one for one in able if one.id in counted]
        assert room.waiting == len(counted) == len(movable)
        assert room.remote == sum(remote.values())
        assert room.given == sum(kept.values()) or not event.limits.reserved
        books = Books(
            room.capacity, room.taken, seats, remote, line, able, claims, kept, movable, event.limits
        )
        self._who_is_held_back_waits_for_the_company(books)
        return books

    def _who_is_held_back_waits_for_the_company(self, books: Books) -> None:
        """What triggers keep is what the rule says."""
        most = books.limits.company
        behind = (
            [] if most is None else held_back(books.able, most, books.taken_by(self.company), self.company)
        )
        assert [one for one in books.able if one not in books.movable] == behind

    def _check(self, before: Books, after: Books, actor: MemberId | None) -> None:
        self._no_seat_is_sold_twice(before, after)
        self._nobody_is_overtaken(before, after)
        self._parties_stay_whole(before, after, actor)
        self._guests_are_counted(after)
        self._nobody_larger_than_the_event_joins_the_line(before, after)
        self._the_head_waits_for_want_of_room(after)
        self._each_comes_the_way_there_is(after)
        self._who_follows_waits_whole(after)
        self._no_company_has_too_many(before, after)
        self._reserved_chairs_are_given_once(before, after)

    def _no_company_has_too_many(self, before: Books, after: Books) -> None:
        if after.limits.company is not None:
            was = before.taken_by(self.company)
            for company, taken in after.taken_by(self.company).items():
                assert taken <= max(after.limits.company, was[company]), "a company has more than it may"

    @staticmethod
    def _reserved_chairs_are_given_once(before: Books, after: Books) -> None:
        given = sum(after.kept.values())
        assert given <= max(after.limits.reserved, sum(before.kept.values()))

    def _each_comes_the_way_there_is(self, after: Books) -> None:
        with self.services.db.read() as session:
            event = get_event(session, self.event_id)
        assert event is not None
        assert event.ways is not Ways.ON_SITE or not any(after.remote.values()), "by a link that is gone"
        assert event.ways is not Ways.REMOTE or not any(after.seats.values()), "in a room that is gone"
        if event.ways is Ways.REMOTE and self.now < END:
            assert not any(one.stage in LIVE for one in after.claims.values()), "somebody waits for the link"

    @staticmethod
    def _who_follows_waits_whole(after: Books) -> None:
        for claim in after.claims.values():
            if claim.stage in LIVE and after.remote[claim.member_id]:
                assert claim.kind is ClaimKind.PARTY
                assert claim.seats == after.remote[claim.member_id]

    def _everybody_kept_something(self, before: Books, after: Books) -> None:
        """Whoever came or waited comes or waits, with as many people."""
        if self.now < END:
            for one in self.people:
                assert self._people_of(before, one.id) == self._people_of(after, one.id)

    def _people_of(self, books: Books, member: MemberId) -> int:
        held = books.seats[member] + books.remote[member] + books.kept[member]
        live = [one for one in self._of(books, member) if one.stage in LIVE]
        return held + sum(
            one.seats for one in live if not (books.remote[member] and one.kind is ClaimKind.PARTY)
        )

    def _no_seat_is_sold_twice(self, before: Books, after: Books) -> None:
        offered = sum(one.seats for one in after.claims.values() if one.stage is Stage.OFFERED)
        assert after.taken == sum(after.seats.values()) + offered
        assert after.capacity is None or after.taken <= max(after.capacity, before.taken)

    def _nobody_is_overtaken(self, before: Books, after: Books) -> None:
        still = [claim.id for claim in after.line]
        was = [claim.id for claim in before.line]
        able = {claim.id for claim in after.movable}
        assert [one for one in still if one in was] == [one for one in was if one in still]
        for at, claim_id in enumerate(was):
            if after.claims[claim_id].stage in ADVANCED and not after.kept[after.claims[claim_id].member_id]:
                assert not set(was[:at]) & able, "somebody ahead still waits"
        behind = {one.member_id for one in after.able if one.id in was and one.id not in able}
        stuck = {self.company[member] for member in behind}
        for member, seats in after.seats.items():
            if (after.capacity is not None and set(was) & able) or self.company[member] in stuck:
                grew = seats > before.seats[member]
                granted = any(self._was_granted(before, one) for one in self._of(after, member))
                assert not grew or granted, "a newcomer passed the line"

    @staticmethod
    def _nobody_larger_than_the_event_joins_the_line(before: Books, after: Books) -> None:
        if (after.capacity, after.limits.company) == (before.capacity, before.limits.company):
            able, was = {one.id for one in after.able}, {one.id for one in before.line}
            assert all(one.id in able or one.id in was for one in after.line)

    def _the_head_waits_for_want_of_room(self, after: Books) -> None:
        if after.movable and self.now < START:
            assert after.capacity is not None, "there is no limit, and somebody waits"
            assert after.taken + after.movable[0].seats > after.capacity, "seats are free, and somebody waits"

    def _parties_stay_whole(self, before: Books, after: Books, actor: MemberId | None) -> None:
        for member in set(before.seats) - {actor}:
            granted = [one for one in self._of(after, member) if self._was_granted(before, one)]
            assert after.seats[member] - before.seats[member] == sum(one.seats for one in granted)
            assert after.remote[member] == (0 if granted else before.remote[member])
        for claim_id, claim in before.claims.items():
            if claim.member_id != actor:
                assert after.claims[claim_id].seats == claim.seats

    def _guests_are_counted(self, after: Books) -> None:
        with self.services.db.read() as session:
            guests = list_guests(session, self.event_id)
            event = lock_event(session, self.event_id)
            assert event is not None
            assert get_room(session, event).taken == after.taken
        for member, chairs in after.seats.items():
            seats = chairs + after.remote[member] + after.kept[member]
            assert not ((chairs or after.kept[member]) and after.remote[member])
            seated = sum(one.member_id == member and one.claim_id is None for one in guests)
            assert seats == (1 + seated if seats else 0)
            assert seats or not seated

    @staticmethod
    def _of(books: Books, member: MemberId) -> list[Claim]:
        return [claim for claim in books.claims.values() if claim.member_id == member]

    @staticmethod
    def _was_granted(before: Books, claim: Claim) -> bool:
        known = before.claims.get(claim.id)
        return claim.stage is Stage.GRANTED and known is not None and known.stage is not Stage.GRANTED
