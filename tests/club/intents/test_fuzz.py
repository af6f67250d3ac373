"""Whatever is typed, nothing is raised, and what is found is of this club."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from club.events import EventKind
from club.ids import EventId
from club.intents import ABOUT_EVENTS, ACTS, Happening, Known, read
from club.intents.tokens import tokens
from tests.club.intents.a_club import NOW
from tests.club.intents.sentences import known, lines

WORDS = sorted({token.word for one in lines("first_half.txt") for token in tokens(one.sentence)})
MARKS = [*".,;:!?()'\"«»“”’-+>&", "\n", "\u00a0", "😀", "٣", "²", "ß", "İ", "<@U1|x>"]
KNOWN = known()
typed = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from([*WORDS, *MARKS]), max_size=40).map(" ".join),
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=8)), max_size=20).map("".join),
)
titles = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join))


@settings(max_examples=1500, deadline=None)
@given(typed)
def test_whatever_is_typed_is_read(text: str) -> None:
    reading = read(text, KNOWN, NOW)
    ids = {event.id for event in KNOWN.events}
    assert all(one.event is None or one.event in ids for one in reading.meanings)
    assert all((one.intent in ABOUT_EVENTS) or one.event is None for one in reading.meanings)
    assert not any(one.intent in ACTS for one in reading.near)
    assert (reading.why is None) == bool(reading.meanings)
    assert len(reading.near) in (0, 3)


@settings(max_examples=300, deadline=None)
@given(typed, st.lists(st.tuples(titles, titles, st.integers(0, 500), st.booleans()), max_size=12))
def test_whatever_the_events_are_called_it_is_read(
    text: str, events: list[tuple[str, str, int, bool]]
) -> None:
    club = Known(
        [
            Happening(EventId(at), title, place, EventKind.FORUM, NOW + timedelta(days=days), coming)
            for at, (title, place, days, coming) in enumerate(events, 1)
        ],
        ["Claire Vasseur", ""],
    )
    reading = read(text, club, NOW)
    assert {one.event for one in reading.meanings} <= {None, *(one.id for one in club.events)}


@settings(max_examples=300, deadline=None)
@given(typed, st.integers(-20_000, 100_000))
def test_whenever_it_is_typed_it_is_read(text: str, days: int) -> None:
    reading = read(text, KNOWN, NOW + timedelta(days=days))
    assert (reading.why is None) == bool(reading.meanings)
