"""Every kind of posting knows until when it is useful, and at which hours it may reach somebody."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from bot.features import router
from club.events import Event
from club.ids import EventId, PostingId, SlackId
from handlers import names
from handlers.kit.manners import MAY_WAIT, UNASKED
from handlers.kit.router import Hours, RenderContext
from handlers.living.reminders.form import THEMES
from handlers.names.kind import Kind
from storage.events import get_event
from storage.postings import Posting, subject_of
from storage.urgency import PostingKind
from tests.decent import FOLLOW_UPS_AT_ONCE
from tests.handlers.events.guests.conftest import house
from tests.handlers.events.guests.house import NOW, House

__all__ = ["house"]

KINDS = sorted(names.KINDS)
ABOUT_EVENTS = [
    kind for kind in KINDS if kind.split(".")[0] in ("rsvp", "requests", "guests") and kind != names.UNREACHED
] + [
    names.MOVED,
    names.CANCELLED,
]
REMINDERS = {
    *MAY_WAIT,
    *FOLLOW_UPS_AT_ONCE,
    *(names.EVE, names.CHOICE_DUE, names.DIGEST, names.DATES_OVER, names.TOO_FEW),
    names.FEEDBACK_TOLD,
    *(names.DAYBOOK, names.EVE_ORGANISER, names.LETTER),
    *(names.WORKS_ASKED, names.WORKS_CITE, names.DUES_NUDGE),
}
ROUTER = router()


@dataclass
class Asked:
    """An event, and what kinds of postings about it say of their time."""

    house: House
    event: Event

    def lasts(self, kind: str, subject: str = "", queued: datetime | None = NOW) -> datetime | None:
        subject = subject or subject_of(self.event.id)
        posting = Posting(
            PostingId(1), kind, subject, SlackId("U1"), "claim:1", SlackId(""), "", 0, True, queued
        )
        with self.house.services.db.read() as session:
            ctx = RenderContext(session, posting, None, self.house.services.shared, NOW, self.house.services)
            return ROUTER.timings[kind].lasts(ctx)


@pytest.fixture
def asked(house: House) -> Asked:
    event_id = house.plans()
    with house.services.db.read() as session:
        event = get_event(session, event_id)
    assert event is not None
    return Asked(house, event)


def test_every_kind_says_so() -> None:
    assert ROUTER.timings.keys() == ROUTER.renderers.keys() >= set(KINDS)


def test_what_is_about_an_event_is_of_no_use_once_it_is_over(asked: Asked) -> None:
    for kind in ABOUT_EVENTS:
        limit = asked.lasts(kind)
        assert limit is not None, kind
        assert limit <= asked.event.ends_at, kind


def test_a_reminder_ends_with_what_it_reminds_of(asked: Asked) -> None:
    assert asked.lasts(names.NUDGE) == asked.event.deadline
    assert asked.lasts(names.EVE) == asked.lasts(names.EVE_ORGANISER) == asked.event.starts_at


def test_what_answers_words_or_was_asked_for_ends_by_itself(asked: Asked) -> None:
    assert asked.lasts(names.HELP, "dm:1") == NOW + timedelta(days=1)
    assert asked.lasts(names.MY_DATA, "member:1") == NOW + timedelta(days=30)
    assert asked.lasts(names.MY_DATA, "member:1", queued=None) is None


def test_what_is_about_nothing_any_more_is_left_to_the_renderer(asked: Asked) -> None:
    gone = replace(asked.event, id=EventId(999))
    for kind in ABOUT_EVENTS:
        assert asked.lasts(kind, subject_of(gone.id)) is None, kind


def test_people_choose_of_every_theme_that_may_wait_and_of_no_other() -> None:
    assert set(THEMES) == set(MAY_WAIT.values())


def test_every_kind_says_all_that_is_to_be_decided_of_it_and_has_a_name_of_its_own() -> None:
    named = [value for value in vars(names).values() if isinstance(value, PostingKind)]
    assert all(isinstance(kind, Kind) for kind in named)
    assert len(named) == len({*named}) == len(names.KINDS)
    assert set(MAY_WAIT) < UNASKED


def test_reminders_alone_keep_to_decent_hours() -> None:
    assert {kind for kind, timing in ROUTER.timings.items() if timing.hours is Hours.DECENT} == REMINDERS
    assert set(ROUTER.patient) == REMINDERS
