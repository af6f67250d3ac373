"""Buttons and forms that a version before this one drew: told so, and nothing is done."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from handlers.kit.router import InteractionKind
from storage.people import Role, change_member
from tests.bot.shapes import MODAL, OURS, click, sent
from tests.bot.wire import Wire, wired

LOGGED = "came with a value that is none of ours"
NOTHING = {"admission.invite", "admission.join", "directory.choose", "mydata.leave"}
"""Forms that carry nothing, in any version."""
LIST, FORM = "https://hooks.example/x", "abcdef012345"
FORMS = {
    **dict.fromkeys(["events.form"], (f'[9,"{LIST}","managed:9:0:forum","{FORM}"]',)),
    **dict.fromkeys(["events.attending"], (f'[9,"{LIST}","managed:9:0:","0:m1 g2"]',)),
    **dict.fromkeys(["guests.companions", "guests.representative"], (f'[9,"{LIST}","agenda:0:9","12,,7"]',)),
    **dict.fromkeys(["requests.decline"], (f'[9,"{LIST}","requests:0:4","4"]',)),
    **dict.fromkeys(
        ["members.move", "members.quota", "members.suspend"], (f"9\n{LIST}\nmembers:0:9:vapeur",)
    ),
    **dict.fromkeys(
        ["admission.choose", "admission.refuse", "admission.refuse_seat"],
        (f'[9,"{LIST}","admissions:0:9"]',),
    ),
    **dict.fromkeys(["charter.page", "charter.publish", "charter.withdraw"], (f'[1,0,"{LIST}"]',)),
    **dict.fromkeys(["directory.contact", "directory.report", "results.note", "results.settle"], ("9",)),
    "directory.profile": [LIST, ""],
    **dict.fromkeys(["companies.agree", "companies.edit", "companies.withdraw"], (f'["{FORM}","{LIST}"]',)),
    **dict.fromkeys(["works.form", "works.remove", "works.use"], (f'[9,"{FORM}","{LIST}","works:9:0:0:"]',)),
    "topics.propose": [f'["{LIST}",[1,2]]'],
    "ballots.motion_save": [f'[9,"{FORM}",0,"{LIST}","balloting:9:0"]'],
    "ballots.second": [
        f'[9,"{LIST}","balloting:9:0","{FORM}",["selection","Choix","approval","company","sealed"],0]'
    ],
}
"""What the forms carried before all was packed in one way; the others as `usual` says."""
USUAL = {
    "topics": [f'[9,"{LIST}","topics:9:[\\"\\",\\"open\\",\\"\\",false,0]","","{FORM}"]'],
    "ballots": [f'[9,"{LIST}","balloting:9:0","{FORM}",null,0]'],
    "voting": [f'[9,4,"{LIST}","voting.list:0:9","K7QF-9M2X",false]'],
    "rsvp": [f'[9,"{LIST}","agenda:0:9",""]', '[9,"","channel",""]'],
    "requests": [f'[9,"{LIST}","mine:9",""]'],
    "on_behalf": ['[9,"","channel",""]'],
    "dues": [f'[9,"{LIST}","dues:9:0"]'],
    "events": [f'[9,"{LIST}","managed:9:0:",""]'],
    "reminders": [f'[9,"{LIST}","",""]'],
    "help": [f'[9,"{LIST}","",""]', "9"],
    "hosting": ['[9,"","",""]'],
}
SOME = '[9,"","channel",""]'
"""Of features that no older version had: what it packed for others."""
VALUES = {
    **dict.fromkeys(
        ["rsvp.page", "requests.page", "events.list_page", "members.page", "admission.list"], "1"
    ),
    **dict.fromkeys(
        ["charter.outstanding", "results.list", "works.page", "ballots.list", "voting.page"], "1"
    ),
    **dict.fromkeys(["directory.consulted_page", "upkeep.page"], "1"),
    **dict.fromkeys(["rsvp.who_page", "events.answers_page", "topics.comments", "works.show"], "9:1"),
    **dict.fromkeys(["results.page", "results.votes_page", "ballots.topics_page", "ballots.who_page"], "9:1"),
    "ballots.motions": "9:1",
    "rsvp.choice": "1:forum chaleur",
    "topics.list": '["chaleur","open","",false,1]',
    "directory.page": '["vapeur",1,null]',
    "directory.show": '["vapeur",0,9]',
}
"""What the buttons to other pages carried."""
ROWS = (
    "agenda:0:9",
    "requests:0:9",
    "managed:9:0:forum",
    "members:0:9:vapeur",
    "admissions:0:9",
    'topics:9:["chaleur","open","",false,0]',
    "works:9:0:2026:vapeur",
    "balloting:9:0",
    "voting.list:0:9",
    "sendings:9:0::m1",
)
"""What the rows of lists were called."""


@pytest.fixture
def wire(sqlite_url: str) -> Iterator[Wire]:
    """A club at the end of the wire; its member organises, so that every entry lets her in."""
    with wired(sqlite_url) as made:
        with made.prime.services.db.begin() as session:
            change_member(session, made.ana, role=Role.ORGANISER)
        yield made


def refused(wire: Wire) -> list[str]:
    """Which entries have said so since it was last asked."""
    found = [one.getMessage() for one in wire.log if LOGGED in one.getMessage()]
    wire.log.clear()
    return found


def old_forms(wire: Wire) -> list[tuple[str, str]]:
    names = [
        name
        for kind, name in wire.prime.router.entries
        if kind is InteractionKind.VIEW and name not in NOTHING
    ]
    return [
        (name, one) for name in names for one in FORMS.get(name) or USUAL.get(name.partition(".")[0], [SOME])
    ]


def test_every_form_of_before_is_out_of_date_in_its_place(wire: Wire) -> None:
    before, forms = wire.rows(), old_forms(wire)
    assert len(forms) > 45
    for name, metadata in forms:
        answer = json.loads(wire.door.answer(sent(name, metadata)).body)
        assert answer["response_action"] == "update", name
        assert "plus à jour" in str(answer["view"]["blocks"]), name
    assert wire.rows() == before
    assert not wire.tracebacks()


@pytest.mark.parametrize("name", VALUES)
def test_every_button_to_another_page_of_before_is_out_of_date(wire: Wire, name: str) -> None:
    for view in ({}, {"view": MODAL, "response_url": ""}):
        wire.door.answer(click(name, VALUES[name], **view))
        assert len(refused(wire)) == 1
    assert not wire.tracebacks()


@pytest.mark.parametrize("block_id", ROWS)
def test_every_button_in_a_list_of_before_is_out_of_date_before_anything_is_done(
    wire: Wire, block_id: str
) -> None:
    before = wire.rows()
    names = [name for kind, name in wire.prime.router.entries if kind is InteractionKind.ACTION]
    for name in names:
        pressed: Any = click(name)
        pressed["actions"][0]["block_id"] = block_id
        wire.door.answer(pressed)
    assert len(refused(wire)) == len(names)
    assert wire.rows() == before


@pytest.mark.parametrize("name", ["topics.options", "works.previous", "voting.option"])
def test_a_search_in_a_form_of_before_offers_nothing(wire: Wire, name: str) -> None:
    view = MODAL | {"private_metadata": '[9,"","","",""]'}
    wire.door.answer(OURS["options"] | {"action_id": name, "view": view})
    assert len(refused(wire)) == 1
    assert not wire.tracebacks()
