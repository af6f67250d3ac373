"""Who sits, who waits, who asks (articles FACILITER and CONTRIBUER)."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from club.events import Phase
from club.ids import ClaimId, MemberId
from club.seating import (
    Claim,
    ClaimKind,
    Guests,
    Room,
    Rsvp,
    Says,
    SeatDecision,
    Stage,
    able,
    change_companions,
    grant,
    may_cancel,
    organisers_hear,
    promotions,
    rank,
    seat_decision,
)

PHASES = st.sampled_from(list(Phase))
ROOMS = st.builds(Room, st.none() | st.integers(0, 30), st.integers(0, 40), st.integers(0, 5))


def claim(line: int, seats: int) -> Claim:
    return Claim(ClaimId(line), MemberId(line), ClaimKind.PARTY, Stage.WAITING, seats, line=line)


LINES = st.lists(st.integers(1, 6), max_size=12).map(
    lambda parties: [claim(at, seats) for at, seats in enumerate(parties, 1)]
)


def test_a_room_without_limit_is_never_full() -> None:
    room = Room(None, 10_000, 0)
    assert (room.free, room.full, room.fits(500), room.holds(500)) == (None, False, True, True)


def test_the_last_seat_fits_and_the_next_does_not() -> None:
    assert Room(5, 4, 0).fits(1)
    assert not Room(5, 4, 0).fits(2)
    assert Room(5, 5, 0).full


def test_a_room_made_smaller_has_no_free_seat_and_no_negative_ones() -> None:
    assert Room(3, 5, 0).free == 0


def test_a_newcomer_overtakes_nobody_who_waits() -> None:
    room = Room(5, 3, waiting=1)
    assert not room.fits(1)
    assert room.holds(2)


@given(ROOMS)
def test_wanting_no_seat_always_fits(room: Room) -> None:
    assert room.fits(0)
    assert room.holds(0)


@pytest.mark.parametrize(
    ("phase", "free", "full"),
    [
        (Phase.OPEN, SeatDecision.CONFIRM, SeatDecision.WAIT),
        (Phase.LATE, SeatDecision.REQUEST, SeatDecision.REQUEST),
        (Phase.STARTED, SeatDecision.CLOSED, SeatDecision.CLOSED),
        (Phase.OVER, SeatDecision.CLOSED, SeatDecision.CLOSED),
        (Phase.CANCELLED, SeatDecision.CLOSED, SeatDecision.CLOSED),
        (Phase.DRAFT, SeatDecision.CLOSED, SeatDecision.CLOSED),
    ],
)
def test_until_the_deadline_one_answers_and_after_it_one_asks(
    phase: Phase, free: SeatDecision, full: SeatDecision
) -> None:
    assert seat_decision(phase, Room(5, 4, 0), 1) is free
    assert seat_decision(phase, Room(5, 5, 0), 1) is full


def test_a_granted_request_gets_its_seats_or_the_end_of_the_line() -> None:
    assert grant(Room(5, 3, 0), 2) is SeatDecision.CONFIRM
    assert grant(Room(5, 4, 0), 2) is SeatDecision.WAIT
    assert grant(Room(5, 3, 1), 2) is SeatDecision.WAIT


def test_leaving_is_accepted_until_the_end_and_told_after_the_deadline() -> None:
    assert [p for p in Phase if may_cancel(p)] == [Phase.OPEN, Phase.LATE, Phase.STARTED]
    assert [p for p in Phase if organisers_hear(p)] == [Phase.LATE, Phase.STARTED]


def test_freed_seats_go_to_the_head_even_where_a_smaller_party_would_fit() -> None:
    line = [claim(1, 2), claim(2, 3), claim(3, 1)]
    assert [one.line for one in promotions(Room(10, 7, 3), line, {})] == [1]
    assert promotions(Room(10, 9, 3), line, {}) == []


def test_the_line_is_read_in_order_of_arrival_however_it_is_handed_over() -> None:
    mixed = [claim(3, 1), claim(1, 1), claim(2, 1)]
    assert [one.line for one in promotions(Room(10, 8, 3), mixed, {})] == [1, 2]


def test_without_limit_everybody_who_waits_is_seated() -> None:
    line = [claim(at, 6) for at in range(1, 9)]
    assert promotions(Room(None, 999, 8), line, {}) == line


@given(ROOMS, LINES, st.randoms())
def test_promotions_are_a_prefix_of_the_whole_parties_that_can_sit_as_long_as_can_be(
    room: Room, line: list[Claim], mix
) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(line)
    mix.shuffle(shuffled)
    promoted = promotions(room, shuffled, {})
    line = [one for one in line if room.capacity is None or one.seats <= room.capacity]
    assert promoted == line[: len(promoted)]
    if room.capacity is None:
        assert promoted == line
        return
    seats = sum(one.seats for one in promoted)
    assert not promoted or room.taken + seats <= room.capacity
    if len(promoted) < len(line):
        assert room.taken + seats + line[len(promoted)].seats > room.capacity


def test_a_party_larger_than_the_event_is_passed_by_and_nobody_else_is() -> None:
    line = [claim(1, 4), claim(2, 2), claim(3, 1)]
    assert [one.line for one in promotions(Room(2, 0, 2), line, {})] == [2]
    assert [one.line for one in promotions(Room(4, 1, 3), line, {})] == []


def test_companions_who_wait_are_counted_with_the_party_they_join() -> None:
    seated, alone = replace(claim(1, 2), kind=ClaimKind.ADDITION), claim(2, 2)
    behind = replace(claim(3, 1), member_id=alone.member_id, kind=ClaimKind.ADDITION)
    line = [seated, alone, behind]
    assert able(2, line, {seated.member_id: 1}) == [alone]
    assert able(3, line, {seated.member_id: 1}) == line
    assert able(None, line, {seated.member_id: 9}) == line


@given(LINES.filter(bool))
def test_ranks_count_from_one_without_gaps(line: list[Claim]) -> None:
    assert [rank(line, one) for one in line] == list(range(1, len(line) + 1))


HELD = Rsvp(Says.YES, 3)


def test_giving_seats_back_is_possible_as_long_as_leaving_is() -> None:
    for phase in Phase:
        change = change_companions(phase, Room(5, 5, 2), HELD, Guests(kept=0, removed=2, added=0))
        assert change.seats == 1
        assert change.decision is (SeatDecision.CONFIRM if may_cancel(phase) else SeatDecision.CLOSED)


def test_new_companions_sit_where_others_of_the_party_leave_and_overtake_nobody() -> None:
    change = change_companions(Phase.OPEN, Room(5, 5, 3), HELD, Guests(kept=0, removed=2, added=2))
    assert (change.seats, change.decision) == (3, SeatDecision.CONFIRM)


def test_companions_without_room_wait_together_and_cost_no_seat_held() -> None:
    change = change_companions(Phase.OPEN, Room(5, 4, 0), HELD, Guests(kept=2, removed=0, added=2))
    assert (change.seats, change.added, change.decision) == (3, 2, SeatDecision.WAIT)


def test_after_the_deadline_companions_are_asked_for() -> None:
    change = change_companions(Phase.LATE, Room(50, 4, 0), HELD, Guests(kept=2, removed=0, added=1))
    assert (change.seats, change.decision) == (3, SeatDecision.REQUEST)


@given(PHASES, ROOMS, st.integers(0, 5), st.integers(0, 5), st.integers(0, 5))
def test_no_change_of_companions_overfills_the_room_or_drops_who_stays(
    phase: Phase, room: Room, kept: int, removed: int, added: int
) -> None:
    held = Rsvp(Says.YES, 1 + kept + removed)
    assume(room.taken >= held.seats)
    change = change_companions(phase, room, held, Guests(kept, removed, added))
    assert change.added == added
    assert change.seats in (1 + kept, 1 + kept + added)
    after = room.taken - held.seats + change.seats
    assert room.capacity is None or after <= max(room.capacity, room.taken)
    if room.waiting and room.capacity is not None:
        assert change.seats <= held.seats


def test_companions_are_the_seats_beside_ones_own() -> None:
    assert [Rsvp(Says.YES, seats).companions for seats in (0, 1, 4)] == [0, 0, 3]
