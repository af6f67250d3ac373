"""Of Slack accounts that are no member's no name, no address is kept; what needs them asks Slack then."""

from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy.engine import make_url

from bot.app import SLACK_TIMEOUT
from bot.imports.slack import accounts_of
from club.ids import SlackId
from handlers.kit.profiles import asked_of_slack
from sandbox.driver.person import Person
from storage.accounts import appoint_organisers
from storage.admission import get_profile
from storage.database import Session
from storage.people import SlackProfile, get_person_by_slack
from tests.storage.crowd import dump
from tests.stories.club import CHANNEL, Club
from tests.stories.said import MEMBERS_ONLY
from tests.stories.test_admission import asks, member
from tests.stories.test_members import closes

MEMBERS, EVERYBODY = 10, 50


def kept(club: Club, person: Person | str) -> SlackProfile:
    with club.prime.services.db.read() as session:
        found = get_profile(session, person if isinstance(person, str) else person.id)
    assert found is not None
    return found


def in_database(club: Club) -> str:
    """All rows; and on SQLite the bytes of its files too, what was deleted there included."""
    with club.prime.services.db.read() as session:
        rows = dump(session)
    url = make_url(club.prime.services.db.url)
    if url.get_backend_name() != "sqlite":
        return rows
    files = (Path(f"{url.database}{end}") for end in ("", "-wal", "-shm"))
    return rows + "".join(file.read_bytes().decode("latin-1") for file in files if file.exists())


def test_after_the_whole_roster_was_read_nothing_names_who_is_no_member(club: Club) -> None:
    for number in range(MEMBERS):
        club.expects(f"Membre{number} Connu", f"connu{number}@example.org")
    for number in range(EVERYBODY):
        word = "connu" if number < MEMBERS else "inconnu"
        known = {"real_name": f"Zz{word}{number} Nomenclature", "email": f"{word}{number}@example.org"}
        club.box.add_user(f"UZ{number}", name=f"zz{number}", **known)
    assert club.prime.tick.sync() >= EVERYBODY
    everything = in_database(club)
    assert "Zzinconnu" not in everything
    assert "inconnu" not in everything
    for number in range(MEMBERS):
        assert kept(club, f"UZ{number}").email == f"connu{number}@example.org"
        assert f"Zzconnu{number} Nomenclature" in everything
    assert (kept(club, "UZ49").locale, kept(club, "UZ49").zone) == ("en-US", "Europe/Paris")


def test_who_asks_to_join_is_looked_up_then(club: Club) -> None:
    odile, eve = club.joins("Odile Garnier", "Alliance", role="organiser"), club.stranger("Eve Martin")
    assert (kept(club, eve).name, kept(club, eve).email) == ("", None)
    asks(eve, "Tuileries de Loire")
    assert (member(club, eve).name, member(club, eve).email) == ("Eve Martin", "eve.martin@example.org")
    assert kept(club, eve).email == "eve.martin@example.org"
    odile.opens_dm()
    odile.sees("Eve Martin demande à représenter Tuileries de Loire")


def test_where_slack_is_silent_meanwhile_the_name_follows(club: Club) -> None:
    odile, eve = club.joins("Odile Garnier", "Alliance", role="organiser"), club.stranger("Eve Martin")
    club.box.faults.error("users.info", "internal_error", times=1)
    asks(eve, "Tuileries de Loire")
    assert member(club, eve).name == eve.id
    odile.opens_dm()
    odile.sees(f"{eve.id} demande à représenter")
    club.box.change_user(eve.id, tz="Europe/London")
    club.settle()
    assert (member(club, eve).name, member(club, eve).email) == ("Eve Martin", "eve.martin@example.org")
    odile.opens_dm()
    odile.sees("Eve Martin demande à représenter")


def test_a_colleague_chosen_in_slack_is_looked_up_then(club: Club) -> None:
    ana, eve = club.joins("Ana Berger"), club.stranger("Eve Martin")
    ana.types(f"/prime rejoindre <@{eve.id}>")
    ana.submits()
    assert (member(club, eve).name, member(club, eve).email) == ("Eve Martin", "eve.martin@example.org")


def test_who_is_in_the_books_by_address_and_asks_is_that_member(club: Club) -> None:
    eve = club.stranger("Eve Martin")
    club.expects("Ève Martin", "eve.martin@example.org")
    eve.types("/prime rsvp")
    eve.sees(MEMBERS_ONLY)
    asks(eve)
    assert member(club, eve).id == club.members["Ève Martin"]


def test_an_account_is_forgotten_again_with_the_member(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.joins("Odile Garnier", role="organiser")
    assert kept(club, ana).name == "Ana Berger"
    ana.types("/prime mes-donnees")
    ana.clicks("Quitter le club…")
    ana.fills("Pour confirmer, écrivez QUITTER", "quitter")
    ana.submits()
    club.prime.tick.sync()
    assert (kept(club, ana).name, kept(club, ana).email) == ("", None)


def test_the_contact_is_found_by_what_the_setting_says_and_no_more_is_kept(club: Club) -> None:
    contact, paul = club.stranger("Odile Garnier"), club.joins("Paul Morel", role="organiser")
    assert (kept(club, contact).name, kept(club, contact).email) == ("Odile Garnier", None)
    closes(club, paul)
    contact.opens_dm()
    contact.sees("Personne de l’organisation du Club PRIME n’est joignable dans Slack")


def test_an_organiser_named_by_the_settings_gets_their_name_from_slack(club: Club) -> None:
    club.stranger("Eve Martin")
    with club.prime.services.db.begin() as session:
        appoint_organisers(session, ["UEVEMARTIN"])
        assert name_of(session, "UEVEMARTIN") == "UEVEMARTIN"
    club.prime.tick.sync()
    with club.prime.services.db.read() as session:
        assert name_of(session, "UEVEMARTIN") == "Eve Martin"


def name_of(session: Session, slack_id: str) -> str:
    found = get_person_by_slack(session, SlackId(slack_id))
    assert found is not None
    return found.name


def test_who_is_named_in_a_message_is_named_in_what_is_made_of_it(club: Club) -> None:
    ana, paul = club.joins("Ana Berger"), club.joins("Paul Morel")
    club.stranger("Eve Martin")
    paul.opens(CHANNEL)
    paul.types("Visitons les Forges avec @uevemartin et @upaulmorel")
    ana.opens(CHANNEL)
    ana.uses_message_shortcut("Proposer comme sujet", within="Visitons")
    ana.sees("Eve Martin et Paul Morel")
    assert kept(club, "UEVEMARTIN").name == ""


@pytest.mark.parametrize("limited", [False, True])
def test_a_file_of_members_is_compared_with_what_slack_says_that_day(club: Club, limited: bool) -> None:
    club.stranger("Eve Martin")
    if limited:
        club.box.faults.rate_limit("users.list", retry_after=0)
    known = {one.slack_id: one.email for one in accounts_of(club.prime.settings)}
    assert known[SlackId("UEVEMARTIN")] == "eve.martin@example.org"


def test_slack_that_does_not_answer_keeps_nobody_waiting(club: Club) -> None:
    eve = club.stranger("Eve Martin")
    gate = club.box.faults.hold("users.info")
    asking = Thread(target=asked_of_slack, args=(club.prime.services, eve.id))
    asking.start()
    asking.join(SLACK_TIMEOUT / 2)
    assert not asking.is_alive()
    gate.open()
