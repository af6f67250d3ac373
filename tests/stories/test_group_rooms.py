"""The private channel of a study group: made where it is wanted, in step with the group, gone noticed."""

import pytest

from club.groups import RoomState, room_name
from club.ids import GroupId
from handlers.belonging.mydata import service as mydata
from handlers.choosing.groups import room as rooms
from handlers.choosing.groups.service import GroupDone
from sandbox.workspace import Channel
from storage.erasure import erase
from storage.group_rooms import get_room, hold_room, list_guests
from storage.privacy import get_held
from tests.stories.test_groups import ANA, IT, LEAVE, LUC, SEE, Chosen, chosen

__all__ = ["chosen"]
OPEN = "Créer un salon privé…"
NAME = "groupe-chaleur-fatale-b2b-1"
MADE = f"✅ Salon privé créé : #{NAME}. Les membres du groupe y sont invités."
LACKING = "Il manque à Prime l’autorisation groups:write"
GONE = "Salon privé : archivé ou supprimé dans Slack, ou Prime en a été retiré."


class Room:
    """A group with Ana, who leads it, and Luc; Odile organises, Zoé looks on."""

    def __init__(self, chosen: Chosen) -> None:
        self.chosen, self.club = chosen, chosen.club
        chosen.opens()
        chosen.joins(chosen.ana)
        chosen.joins(chosen.luc)
        chosen.leads(f"{ANA} · Verrerie Ardoin")

    def asks(self) -> None:
        """The lead does."""
        self.chosen.ana.types("/prime groupes")
        self.chosen.ana.clicks(SEE)
        self.chosen.ana.clicks(OPEN)
        self.chosen.ana.submits()

    def channel(self, name: str = NAME) -> Channel:
        found = self.club.box.workspace.named(name)
        assert found is not None
        return found

    def inside(self) -> set[str]:
        return self.channel().members - {self.club.box.bot_user_id}

    def state(self) -> RoomState | None:
        with self.club.prime.services.db.read() as session:
            found = get_room(session, IT)
        return found.state if found else None

    def made(self) -> list[str]:
        """The names of all such channels."""
        known = self.club.box.workspace.channels.values()
        return [one.name for one in known if one.name.startswith("groupe-")]

    def crashes(self) -> None:
        """The name is noted and the channel made; that it was is never saved."""
        services, now = self.club.prime.services, self.club.clock.now()
        assert rooms.want(services, IT, self.chosen.member(ANA), now) is GroupDone.DONE
        with services.db.begin() as session:
            assert hold_room(session, IT, now, NAME)
        services.client.conversations_create(name=NAME, is_private=True)

    def ids(self, *people: object) -> set[str]:
        return {one.id for one in people}  # type: ignore[attr-defined]


@pytest.fixture
def room(chosen: Chosen) -> Room:
    chosen.club.box.grant("groups:write")
    return Room(chosen)


def test_its_lead_has_one_made_and_everybody_in_the_group_is_in_it(room: Room) -> None:
    room.asks()
    room.chosen.ana.sees(MADE)
    room.club.later(minutes=1)
    assert room.channel().private
    assert room.inside() == room.ids(room.chosen.ana, room.chosen.luc)
    room.chosen.luc.opens(NAME)
    room.chosen.luc.sees("Qui rejoint le groupe entre ici, qui le quitte en sort.")
    room.chosen.luc.types("/prime groupes")
    room.chosen.luc.clicks(SEE)
    room.chosen.luc.sees(f"Salon privé du groupe : #{NAME}")
    room.chosen.luc.sees_not(OPEN)
    room.chosen.zoe.types("/prime groupes")
    room.chosen.zoe.clicks(SEE)
    room.chosen.zoe.sees_not(NAME)


def test_it_follows_who_joins_and_who_leaves_the_group_or_the_club(room: Room) -> None:
    room.asks()
    room.club.later(minutes=1)
    room.chosen.joins(room.chosen.zoe)
    assert room.inside() == room.ids(room.chosen.ana, room.chosen.luc, room.chosen.zoe)
    room.chosen.zoe.types("/prime groupes")
    room.chosen.zoe.clicks(SEE)
    room.chosen.zoe.clicks(LEAVE)
    room.chosen.zoe.submits()
    room.club.later(minutes=1)
    assert room.inside() == room.ids(room.chosen.ana, room.chosen.luc)
    luc = room.chosen.member(LUC)
    mydata.leave(room.club.prime.services, luc, room.club.clock.now())
    room.club.later(minutes=1)
    assert room.inside() == room.ids(room.chosen.ana)
    with room.club.prime.services.db.read() as session:
        assert list_guests(session, IT).keys() == room.ids(room.chosen.ana), "nothing is kept of who left"


def test_without_the_scope_the_answer_says_which_and_who_adds_it_and_then_it_works(chosen: Chosen) -> None:
    room = Room(chosen)
    room.asks()
    chosen.ana.sees(LACKING)
    chosen.ana.sees("Un administrateur l’ajoute sur api.slack.com/apps, OAuth & Permissions")
    assert room.state() is RoomState.LACKING
    room.club.later(hours=1)
    assert room.club.box.workspace.named(NAME) is None
    room.club.box.grant("groups:write")
    room.asks()
    chosen.ana.sees(MADE)
    room.club.later(minutes=1)
    assert room.inside() == room.ids(chosen.ana, chosen.luc)


def test_neither_members_nor_strangers_to_the_group_may_ask_for_one(room: Room) -> None:
    services, now = room.club.prime.services, room.club.clock.now()
    for name in (LUC, "Zoé Nord"):
        assert rooms.want(services, IT, room.chosen.member(name), now) is GroupDone.NOT_YOURS
    assert rooms.want(services, GroupId(9), room.chosen.member(ANA), now) is GroupDone.GONE
    assert room.state() is None


def test_asked_for_twice_it_is_one_and_what_another_process_has_in_hand_is_left_to_it(room: Room) -> None:
    services, now = room.club.prime.services, room.club.clock.now()
    ana = room.chosen.member(ANA)
    for _ in range(2):
        assert rooms.want(services, IT, ana, now) is GroupDone.DONE
    with services.db.begin() as session:
        assert hold_room(session, IT, now, NAME)
    found = rooms.keep(services, IT, now)
    assert found is not None
    assert found.state is RoomState.WANTED, "the other process makes it"
    room.club.later(minutes=3)
    assert room.state() is RoomState.OPEN, "it died: its work is taken up"
    assert room.made() == [NAME]


def test_a_channel_made_just_before_a_crash_is_found_again_by_its_name(room: Room) -> None:
    room.club.box.grant("groups:read")
    room.crashes()
    room.club.later(minutes=3)
    assert (room.state(), room.made()) == (RoomState.OPEN, [NAME])
    assert room.inside() == room.ids(room.chosen.ana, room.chosen.luc)
    room.chosen.luc.opens(NAME)
    room.chosen.luc.sees("Qui rejoint le groupe entre ici, qui le quitte en sort.")


def test_renamed_meanwhile_the_group_still_has_that_one_channel(room: Room) -> None:
    room.club.box.grant("groups:read")
    room.crashes()
    room.club.says_to_database("UPDATE study_group SET title = 'Autre titre'")
    room.club.later(minutes=3)
    assert (room.state(), room.made()) == (RoomState.OPEN, [NAME])


def test_without_the_scope_to_look_for_it_another_name_is_taken(room: Room) -> None:
    room.crashes()
    for _ in range(2):
        room.club.later(minutes=3)
    assert (room.state(), room.made()) == (RoomState.OPEN, [NAME, f"{NAME}-2"])
    assert room.channel().members == {room.club.box.bot_user_id}


@pytest.mark.parametrize("invited", [True, False])
def test_a_channel_of_that_name_that_somebody_else_is_in_is_theirs(room: Room, *, invited: bool) -> None:
    """Whether Prime was invited into it or cannot see it."""
    room.club.box.grant("groups:read")
    theirs = {"name": NAME, "private": True, "members": [room.chosen.zoe.id]}
    room.club.box.add_channel("C9THEIRS", bot_member=invited, **theirs)
    room.asks()
    room.club.later(minutes=2)
    assert (room.state(), room.made()) == (RoomState.OPEN, [NAME, f"{NAME}-2"])
    bot = {room.club.box.bot_user_id} if invited else set()
    assert room.channel().members == {room.chosen.zoe.id} | bot


def test_a_process_that_died_between_two_invitations_is_followed_by_the_next_look(room: Room) -> None:
    room.asks()
    room.club.later(minutes=1)
    services = room.club.prime.services
    with services.db.begin() as session:
        session.connection().exec_driver_sql("DELETE FROM group_room_guest")
    room.club.later(minutes=1)
    with services.db.read() as session:
        assert list_guests(session, IT).keys() == room.ids(room.chosen.ana, room.chosen.luc)
    assert room.inside() == room.ids(room.chosen.ana, room.chosen.luc)


def test_an_archived_channel_is_noticed_told_once_and_another_may_be_made(room: Room) -> None:
    room.asks()
    room.club.later(minutes=1)
    with room.club.box.workspace.change():
        room.channel().archived = True
    room.club.later(hours=25)
    assert room.state() is RoomState.GONE
    for person in (room.chosen.ana, room.chosen.odile):
        person.opens_dm()
        person.sees(GONE)
    room.club.later(hours=48)
    told = [one for one in room.chosen.ana.messages() if "archivé ou supprimé" in one["text"]]
    assert len(told) == 1
    room.chosen.ana.clicks("En créer un autre…")
    room.chosen.ana.submits()
    room.club.later(minutes=1)
    assert room.state() is RoomState.OPEN
    room.chosen.ana.opens_dm()
    room.chosen.ana.sees(f"le groupe a un salon privé, #{NAME}-2")


def test_a_channel_that_prime_was_taken_out_of_is_noticed_with_the_next_who_joins(room: Room) -> None:
    room.asks()
    room.club.later(minutes=1)
    with room.club.box.workspace.change():
        room.channel().members.discard(room.club.box.bot_user_id)
    room.chosen.joins(room.chosen.zoe)
    assert room.state() is RoomState.GONE
    room.chosen.odile.opens_dm()
    room.chosen.odile.sees(GONE)


def test_whom_slack_does_not_let_in_is_asked_for_once(room: Room) -> None:
    room.club.box.workspace.users[room.chosen.luc.id]["deleted"] = True
    room.asks()
    room.club.later(minutes=5)
    with room.club.prime.services.db.read() as session:
        assert list_guests(session, IT) == {room.chosen.ana.id: False, room.chosen.luc.id: True}
    assert room.inside() == room.ids(room.chosen.ana)


def test_one_s_own_data_has_it_and_an_erasure_keeps_the_id_until_slack_has_taken_them_out(room: Room) -> None:
    room.asks()
    room.club.later(minutes=1)
    luc = room.chosen.member(LUC)
    services, now = room.club.prime.services, room.club.clock.now()
    with services.db.begin() as session:
        assert get_held(session, luc.id, luc.slack_id)["group_room_guest"]
        erase(session, luc.id, "Ancien membre", now)
        assert luc.slack_id in list_guests(session, IT)
    room.club.later(minutes=1)
    with services.db.read() as session:
        assert luc.slack_id not in list_guests(session, IT)
    assert room.inside() == room.ids(room.chosen.ana)


@pytest.mark.parametrize(
    ("title", "attempt", "name"),
    [
        ("Chaleur fatale <B2B>", 1, NAME),
        ("Chaleur fatale <B2B>", 3, f"{NAME}-3"),
        ("Étude « œuvre » à l’été", 1, "groupe-etude-oeuvre-a-l-ete-1"),
        ("…", 1, "groupe-1"),
        ("x" * 120, 2, "groupe-" + "x" * 69 + "-1-2"),
    ],
)
def test_what_it_is_called_is_a_name_that_slack_takes(title: str, attempt: int, name: str) -> None:
    made = room_name(title, GroupId(1), attempt)
    assert (made, len(made) <= 80) == (name, True)
