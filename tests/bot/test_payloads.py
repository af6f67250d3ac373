"""Whatever Slack sends is answered; what Prime does not handle is acknowledged, and nothing else happens."""

import copy
import json
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.payload import read
from handlers.kit.interaction import Interaction
from handlers.kit.router import InteractionKind
from handlers.words import Translator
from storage.people import AccountKind, Role, Visitor, change_member
from tests.bot.shapes import MODAL, OTHERS, OURS, click, sent
from tests.bot.wire import Wire, wired


@pytest.fixture
def wire(sqlite_url: str) -> Iterator[Wire]:
    """A club at the end of the wire."""
    with wired(sqlite_url) as made:
        yield made


def test_what_prime_handles_is_read() -> None:
    assert [name for name, payload in OURS.items() if read(payload) is None] == []


@pytest.mark.parametrize("name", OTHERS)
def test_what_it_does_not_handle_is_acknowledged_and_ignored(wire: Wire, name: str) -> None:
    before = wire.rows()
    assert wire.tries(OTHERS[name]) == [200, 200, 200]
    wire.prime.background.finish()
    assert not wire.tracebacks()
    assert wire.rows() == before


NO_IDS = (
    "abc",
    "",
    "-1",
    "1.5",
    "9" * 30,
    str(2**31),
    "\u0663",
    "\u00b2",
    " 9",
    "9:",
    "null",
    "[9]",
    "\ud800",
    "9\x00",
)


def out_of_date(answer: str) -> bool:
    """Whether the person reads that what they used is out of date."""
    return "plus à jour" in answer


@pytest.mark.parametrize("value", NO_IDS)
def test_a_value_that_is_no_id_is_out_of_date_and_never_logged(wire: Wire, value: str) -> None:
    before = wire.rows()
    forms = ("rsvp.late", "requests.give", "members.suspend", "topics.comment", "ballots.cancel")
    for payload in (click("rsvp.yes", value), *(sent(form, value) for form in forms)):
        wire.tries(payload)
    wire.prime.background.finish()
    assert wire.rows() == before
    assert not wire.tracebacks()
    kept = value.strip()
    assert not kept or len(kept) < 3 or not any(kept in record.getMessage() for record in wire.log)


@pytest.mark.parametrize("value", [*NO_IDS, "[1,2]", "9:9:9:9", "9\n9\n9", '["","","","","",""]', "1[9]"])
def test_no_entry_breaks_on_a_value_that_is_none_of_ours(wire: Wire, value: str) -> None:
    """For an organiser, whom every entry lets in: as a button's value, and as a form's way back."""
    with wire.prime.services.db.begin() as session:
        change_member(session, wire.ana, role=Role.ORGANISER)
    for kind, name in wire.prime.router.entries:
        if kind is InteractionKind.ACTION:
            wire.door.answer(click(name, value))
            wire.door.answer(click(name, value, view=MODAL | {"private_metadata": value}, response_url=""))
        elif kind is InteractionKind.OPTIONS:
            view = MODAL | {"private_metadata": value}
            wire.door.answer(OURS["options"] | {"action_id": name, "value": value, "view": view})
        elif kind in (InteractionKind.VIEW, InteractionKind.CLOSED):
            wire.door.answer(
                sent(name, value)
                | {"type": "view_closed" if kind is InteractionKind.CLOSED else "view_submission"}
            )
    assert not wire.tracebacks()


LATE = {"delay": {"delay": {"selected_option": {"value": "30"}}}}


@pytest.mark.parametrize(
    "metadata",
    [
        *NO_IDS,
        "{}",
        '[9,"","",""]',
        '1["9",null,"","","",""]',
        '1[9,null,"","",""]',
        '1[true,null,"","","",""]',
        '1[-9,null,"","","",""]',
        '1[1e3,null,"","","",""]',
        '1[9,null,"","","agenda:0:9",""]',
        "1" + "[" * 9000,
    ],
)
def test_a_form_whose_way_back_is_not_ours_says_so_in_its_place(wire: Wire, metadata: str) -> None:
    said = wire.door.answer(sent("rsvp.late", metadata, **LATE))
    assert json.loads(said.body)["response_action"] == "update"
    assert out_of_date(json.loads(said.body)["view"]["blocks"][0].__repr__())


JUNK: list[Any] = [
    None,
    "",
    "x",
    "\x00",
    "\ud83d",
    0,
    -1,
    2**70,
    1.5,
    True,
    [],
    {},
    [[]],
    [{}],
    {"id": []},
    {"a": {"b": 1}},
]


def _places(at: Any) -> Iterator[tuple[Any, Any]]:
    """Every container of a payload, with each of its keys."""
    pairs = list(at.items()) if isinstance(at, dict) else list(enumerate(at)) if isinstance(at, list) else []
    for key, inner in pairs:
        yield at, key
        yield from _places(inner)


@st.composite
def mutated(draw: st.DrawFn) -> Any:
    """A payload of ours with a few places dropped, replaced or nested."""
    payload = copy.deepcopy(draw(st.sampled_from([*OURS.values()])))
    for _ in range(draw(st.integers(1, 4))):
        places = list(_places(payload))
        holder, key = places[draw(st.integers(0, len(places) - 1))]
        how = draw(st.sampled_from(("drop", "replace", "nest", "wrap")))
        if how == "drop":
            del holder[key]
        else:
            junk, old = copy.deepcopy(draw(st.sampled_from(JUNK))), holder[key]
            holder[key] = junk if how == "replace" else [old] if how == "wrap" else {"value": old}
        if not list(_places(payload)):
            break
    return payload


@settings(max_examples=150, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mutated())
def test_a_payload_out_of_shape_is_answered_and_nothing_else_happens(wire: Wire, payload: Any) -> None:
    wire.log.clear()
    before = wire.rows()
    if isinstance(payload, dict) and isinstance(payload.get("event_id"), str):
        payload["event_id"] = secrets.token_hex()  # one that is known is not looked at again
    assert wire.tries(payload) == [200, 200, 200]
    assert not wire.tracebacks()
    assert wire.rows() == before


NAMES = ("now", "1e9", "99999999999.000000", "1798790400", "١٧٩٨٧٩٠٤٠٠.000200", "-1.000000", "")
NOW = datetime(2027, 1, 4, tzinfo=UTC)
POSTED = [("1798790400.500000", datetime(2027, 1, 1, 8, 0, 0, 500000, UTC))]


@pytest.mark.parametrize(("ts", "posted"), POSTED + [(one, None) for one in NAMES])
def test_when_a_message_was_posted_is_read_of_its_name_alone(ts: str, posted: datetime | None) -> None:
    payload = click("rsvp.mine", "1")
    payload["container"] = {**payload["container"], "message_ts": ts}
    found = read(payload)
    assert found is not None
    visitor = Visitor(found.slack_id, True, AccountKind.FULL, "fr", None)
    made = Interaction(
        "rsvp.mine", visitor, Translator("fr", ZoneInfo("Europe/Paris"), {}, {}), NOW, **found.fields
    )
    assert made.posted_at == posted
