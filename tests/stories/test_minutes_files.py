"""Minutes as a file: chosen in the form, kept with their version, sent to who may read the whole."""

from dataclasses import replace

from sqlalchemy.event import listen

from club.ids import MinutesId
from handlers.events.minutes import files
from handlers.events.minutes.files import FileSent
from storage.attendance import record_attendance
from storage.care import note_attendance
from storage.minutes import get_minutes
from tests.stories.club import CHANNEL, Club, paris
from tests.stories.minutes import AUDIENCE, READ, TEXT, TITLE, Held
from tests.stories.minutes_files import (
    COMES,
    FIELD,
    GET,
    NAME,
    NOT_YOURS,
    NOTHING,
    OTHER,
    PDF,
    SHOWN,
    deposits,
    form,
    held,
    kept,
    of_minutes,
    opens,
    revises,
)
from tests.stories.said import TEXT_FIELD

__all__ = ["held"]


def test_a_file_alone_is_deposited_and_sent_to_whoever_asks_for_it(held: Held) -> None:
    deposits(held)
    held.odile.opens_dm()
    held.odile.sees("✅ Compte rendu déposé, version 1.")
    held.odile.sees(SHOWN)
    held.club.at(paris(2027, 1, 29, 9, 5))
    held.ana.opens_dm()
    held.ana.sees(SHOWN)
    assert any(SHOWN in str(one["text"]).replace("\xa0", " ") for one in held.ana.messages())
    held.ana.clicks(GET)
    held.ana.clicks(GET)
    held.ana.sees(COMES)
    held.club.later(seconds=5)
    assert of_minutes(held.ana) == [(NAME, PDF)]
    held.ana.clicks(READ)
    held.ana.sees(SHOWN)
    held.ana.clicks(GET)
    held.ana.closes()
    held.club.later(minutes=2)
    held.ana.clicks(GET)
    held.club.later(seconds=5)
    assert of_minutes(held.ana) == [(NAME, PDF)] * 2
    assert of_minutes(held.eva) == []


def test_without_the_scope_the_form_has_no_field_and_a_text_serves(club: Club) -> None:
    held = Held(club)
    opens(held)
    assert FIELD not in held.odile.screen()
    held.odile.submits()
    assert "Écrivez un texte, ou donnez un lien." in str(held.odile.errors()).replace("\xa0", " ")
    held.odile.fills(TEXT_FIELD, TEXT)
    held.odile.submits()
    assert held.version == 1


def test_with_it_an_empty_form_asks_for_one_of_the_three(held: Held) -> None:
    opens(held).submits()
    assert "ou donnez un lien ou un fichier." in str(held.odile.errors()).replace("\xa0", " ")


def test_the_scope_taken_away_since_costs_the_field_alone(held: Held) -> None:
    box = held.club.box
    box.workspace.manifest = replace(
        box.workspace.manifest,
        scopes=tuple(one for one in box.workspace.manifest.scopes if one != "files:read"),
    )
    opens(held)
    assert FIELD not in held.odile.screen()
    held.odile.fills(TEXT_FIELD, TEXT)
    held.odile.submits()
    assert held.version == 1


def test_a_next_version_keeps_the_file_and_its_bytes_once(held: Held) -> None:
    deposits(held, more={TEXT_FIELD: TEXT})
    revises(held, text="Autre.")
    assert (held.version, kept(held)) == (2, [(1, NAME), (1, NAME)])
    revises(held, text="Encore.", keep=False)
    assert (held.version, len(kept(held))) == (3, 2)


def test_the_same_words_and_the_same_bytes_are_no_new_version(held: Held) -> None:
    deposits(held, more={TEXT_FIELD: TEXT})
    revises(held, file=("autre nom.pdf", PDF))
    held.odile.opens_dm()
    held.odile.sees(NOTHING)
    held.odile.sees("à l’octet près")
    assert (held.version, kept(held)) == (1, [(1, NAME)])


def test_the_same_words_with_other_bytes_are_one(held: Held) -> None:
    deposits(held, more={TEXT_FIELD: TEXT})
    revises(held, file=(NAME, OTHER))
    assert (held.version, kept(held)) == (2, [(2, NAME), (2, NAME)])


def test_a_button_of_a_file_that_was_replaced_sends_the_present_one_and_says_so(held: Held) -> None:
    deposits(held, more={TEXT_FIELD: TEXT})
    before = current(held)
    held.club.at(paris(2027, 1, 29, 9, 5))
    revises(held, file=("nouveau.pdf", OTHER), text="Autre.")
    services, ana, now = held.club.prime.services, held.member("Ana Berger"), held.club.clock.now()
    assert files.send(services, before, ana, now) is FileSent.REPLACED
    held.club.later(seconds=5)
    assert of_minutes(held.ana) == [("nouveau.pdf", OTHER)]
    revises(held, keep=False, text="Sans fichier.")
    held.club.later(minutes=2)
    assert files.send(services, before, ana, held.club.clock.now()) is FileSent.NO_FILE


def current(held: Held) -> MinutesId:
    with held.club.prime.services.db.read() as session:
        found = get_minutes(session, held.event)
    assert found is not None
    return found.id


def test_who_reads_the_short_version_neither_sees_nor_gets_it(held: Held) -> None:
    deposits(held, more={TEXT_FIELD: TEXT, "Version courte, pour les autres membres": "En bref."})
    held.club.at(paris(2027, 1, 29, 9, 5))
    held.eva.opens(CHANNEL)
    held.eva.sees_not(GET)
    held.eva.sees_not("📎")
    held.eva.types("/prime compte-rendu")
    held.eva.sees("version courte")
    held.eva.sees_not("📎")
    held.eva.clicks(READ)
    held.eva.sees("En bref.")
    held.eva.sees_not("📎")
    held.eva.closes()
    services = held.club.prime.services
    assert (
        files.send(services, current(held), held.member("Eva Nord"), held.club.clock.now())
        is FileSent.NOT_YOURS
    )
    assert of_minutes(held.eva) == []


def test_minutes_for_all_are_had_from_the_channel_in_one_s_own_conversation(held: Held) -> None:
    opens(held)
    held.odile.fills({FIELD: (NAME, PDF), AUDIENCE: "Tous les membres"})
    held.odile.submits()
    held.club.later(minutes=1)
    held.eva.opens(CHANNEL)
    held.eva.sees(SHOWN)
    held.eva.clicks(GET)
    held.club.later(seconds=5)
    assert of_minutes(held.eva) == [(NAME, PDF)]
    assert all(not one.get("files") for one in held.eva.messages(CHANNEL))
    guest = held.club.stranger("Gaël Invité", is_restricted=True)
    guest.opens(CHANNEL)
    guest.clicks(GET)
    held.club.later(seconds=5)
    assert of_minutes(guest) == []


def test_who_was_noted_as_absent_meanwhile_does_not_get_it(held: Held) -> None:
    deposits(held)
    held.club.at(paris(2027, 1, 29, 9, 5))
    services, now = held.club.prime.services, held.club.clock.now()
    with services.db.begin() as session:
        record_attendance(session, held.event, {held.club.members["Ana Berger"]: False}, {})
        note_attendance(session, held.event, held.club.members["Odile Garnier"], now)
    held.ana.opens_dm()
    held.ana.clicks(GET)
    held.ana.sees(NOT_YOURS)
    held.club.later(seconds=5)
    assert of_minutes(held.ana) == []


def test_nothing_but_the_sending_reads_the_bytes(held: Held) -> None:
    deposits(held)
    read: list[str] = []

    def notes(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if "minutes_content.content" in statement:
            read.append(statement)

    listen(held.club.prime.services.db.engine, "before_cursor_execute", notes)
    for person in (held.ana, held.odile):
        person.types("/prime compte-rendu")
        person.clicks(READ, within=TITLE)
        person.sees(SHOWN)
        person.closes()
        person.types("/prime mes-donnees")
    form(held)
    held.club.later(minutes=5)
    assert read == []
    held.ana.types("/prime compte-rendu")
    held.ana.clicks(GET, within=TITLE)
    held.club.later(seconds=5)
    assert of_minutes(held.ana) == [(NAME, PDF)]
    assert len(read) == 1
