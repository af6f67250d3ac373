"""Who may enter, tried out: every way in × everybody at the door (article CONFIDENTIALITÉ).

Generated from the router: what a feature adds is covered by itself.
"""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.features import router
from bot.payload import read_action, read_command
from handlers.kit.router import Access, InteractionKind
from tests.stories import matrix_choosing
from tests.stories.club import Club
from tests.stories.matrix import CHARTER, MAY, PEOPLE, Door, door, event_body, leaks, payloads
from tests.stories.said import MEMBERS_ONLY, ORGANISERS_ONLY

OUTSIDERS = [name for name, who in PEOPLE.items() if not who.insider]
REFUSALS = (
    MEMBERS_ONLY,
    ORGANISERS_ONLY,
    "La charte d’abord",
)
TEMPTING = ("1", "", "0", "1|1", '[1,"","",""]', "zirconium")
"""Ids that exist, and what a forger would try."""
ANSWERED = (InteractionKind.COMMAND, InteractionKind.ACTION, InteractionKind.VIEW, InteractionKind.SHORTCUT)

COMMANDS: dict[str, set[Access]] = {
    "help": {Access.ANYONE},
    "join": {Access.ANYONE, Access.ACCOUNT},
    "charter": {Access.KNOWN},
    "profile": {Access.KNOWN},
    "my-data": {Access.KNOWN},
    "ballot": {Access.ORGANISER},
    "requests": {Access.ORGANISER},
    "settings": {Access.ORGANISER},
    "admin": {Access.ORGANISER},
}
"""As the help tells people; any other command is the members' or the organisers'."""


@pytest.fixture
def at_the_door(request: pytest.FixtureRequest, migrated_file: Path, tmp_path: Path) -> Iterator[Door]:
    logging.disable(logging.ERROR)  # forged values break listeners: they are told, and that is looked at
    made = door(request.param, migrated_file, tmp_path)
    yield made
    made.stop()
    logging.disable(logging.NOTSET)


def test_every_command_is_for_whom_the_help_says() -> None:
    usual = {Access.MEMBER, Access.ORGANISER}
    declared = {
        entry.name: entry.access
        for entry in router().entries.values()
        if entry.kind is InteractionKind.COMMAND
    }
    assert {name for name, access in declared.items() if access not in COMMANDS.get(name, usual)} == set()


def test_the_matrix_knows_every_kind_of_access() -> None:
    assert {*MAY} == {*Access}
    assert {entry.kind for entry in router().entries.values()} <= {*InteractionKind}


@pytest.mark.parametrize("at_the_door", PEOPLE, indirect=True)
def test_whoever_may_not_enter_is_refused_and_nothing_is_written(at_the_door: Door) -> None:
    refused = [entry for entry in at_the_door.entries() if not at_the_door.may(entry)]
    before, faults = at_the_door.dump(), []
    for entry in refused:
        for reader, body in payloads(entry, at_the_door.slack_id):
            said = at_the_door.tries(reader, body)
            if at_the_door.written:
                faults.append((entry.kind, entry.name, "written", at_the_door.written[:]))
            if leaked := leaks(said, CHARTER):
                faults.append((entry.kind, entry.name, "leaked", leaked))
            if entry.kind in ANSWERED and not any(refusal in said for refusal in REFUSALS):
                faults.append((entry.kind, entry.name, "no refusal", [said[:200]]))
    assert faults == []
    noted = {"datanotice": before["datanotice"]}  # but that they were told what is kept of them
    assert at_the_door.dump() | noted == before
    assert bool(refused) == (at_the_door.name != "organiser")


@pytest.mark.parametrize("at_the_door", PEOPLE, indirect=True)
def test_everybody_reaches_what_is_declared_theirs_and_no_more(at_the_door: Door) -> None:
    at_the_door.spies()
    faults = []
    for entry in at_the_door.entries():
        for reader, body in payloads(entry, at_the_door.slack_id):
            at_the_door.reached.clear()
            at_the_door.tries(reader, body)
            if bool(at_the_door.reached) != at_the_door.may(entry):
                faults.append((entry.kind, entry.name, at_the_door.reached[:]))
    assert faults == []


@pytest.mark.parametrize("at_the_door", OUTSIDERS, indirect=True)
def test_what_is_open_to_outsiders_tells_them_nothing_of_the_club(at_the_door: Door) -> None:
    faults = []
    more = () if at_the_door.name == "invited" else (CHARTER,)
    for entry in filter(at_the_door.may, at_the_door.entries()):
        for reader, body in payloads(entry, at_the_door.slack_id, TEMPTING):
            if leaked := leaks(at_the_door.tries(reader, body), *more):
                faults.append((entry.kind, entry.name, leaked))
            at_the_door.resets()
    assert faults == []


@pytest.mark.parametrize("at_the_door", OUTSIDERS, indirect=True)
def test_slack_s_events_and_what_follows_tell_outsiders_nothing_of_the_club(at_the_door: Door) -> None:
    events = [name for kind, name in at_the_door.dispatcher.router.entries if kind is InteractionKind.EVENT]
    faults = []
    for number, name in enumerate(events):
        said = at_the_door.tries(
            *event_body(name, at_the_door.slack_id, number, at_the_door.who.account_kind)
        )
        at_the_door.drains()
        if leaked := leaks(f"{said} {at_the_door.told()}", CHARTER):
            faults.append((name, leaked))
        at_the_door.resets()  # Slack's word that an account is open makes a member of who was suspended
    assert faults == []


@pytest.mark.parametrize("kind", ["is_restricted", "is_ultra_restricted", "is_stranger"])
def test_in_slack_itself_every_command_of_an_outsider_is_refused(club: Club, kind: str) -> None:
    eve = club.joins("Eve Martin")
    club.joins("Wolfram Quetzal", "Fonderie Klystron")
    club.plans("Colloque Zirconium", place="Quai Ypsilon")
    club.box.workspace.place("club-prime").members.discard(eve.id)
    club.box.change_user(eve.id, **{kind: True})
    club.settle()
    for entry in list(club.prime.router.entries.values()):
        if entry.kind is InteractionKind.COMMAND:
            eve.opens_dm()
            eve.types(f"/prime {entry.name}")
            eve.sees(MEMBERS_ONLY)
            assert leaks(eve.screen()) == [], entry.name


@pytest.mark.parametrize("at_the_door", ["member"], indirect=True)
def test_what_nobody_else_may_read_is_there_for_members_to_read(at_the_door: Door) -> None:
    """Else the crowd's words would prove nothing of topics, ballots and works."""
    user, said = at_the_door.slack_id, ""
    for text in ("topics", "results", "works", "vote"):
        said += at_the_door.tries(read_command, {"user_id": user, "text": text, "trigger_id": "1"})
    for name, value in (("topics.show", "1"), ("results.show", "2"), ("works.show", "1")):
        actions = [{"action_id": name, "value": value}]
        body = {"user": {"id": user}, "trigger_id": "1", "container": {}, "actions": actions}
        at_the_door.tries(read_action, body)
        said += str(at_the_door.slack.told)
    crowd = matrix_choosing
    assert {word for word in crowd.WORDS if word not in said} <= {
        *(crowd.MERGER, crowd.RECEIPT),  # the organisers', the voter's
        *(crowd.OPTION, crowd.CLOSED),  # on the form and the card
    }
