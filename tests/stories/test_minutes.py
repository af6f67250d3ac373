"""The minutes of an event: deposited, read by those who were there and nobody else (article CONTRIBUER)."""

from dataclasses import replace

import pytest

from club.seating import Rsvp, Says
from handlers.events.minutes import service
from handlers.events.organising import service as organising
from handlers.kit.positions import ListPosition
from storage.attendance import record_attendance
from storage.care import note_attendance
from storage.minutes import get_reading
from storage.seats import save_rsvp
from tests.stories.club import CHANNEL, Club, paris
from tests.stories.minutes import AUDIENCE, CORRECT, DEPOSIT, ENDS, READ, TITLE, TOLD, Held, held, told
from tests.stories.said import TEXT_FIELD

__all__ = ["held"]

SHORT, CHANGED = "Version courte, pour les autres membres", "Compte rendu modifié"


def test_who_came_and_who_excused_themselves_read_them_and_nobody_else(held: Held) -> None:
    held.deposits()
    held.odile.sees("✅ Compte rendu déposé, version 1.")
    for person in (held.ana, held.luc):
        person.opens_dm()
        person.sees(TOLD)
        person.sees("corrections jusqu’au dimanche 7 février 2027")
        person.clicks(READ)
        person.sees("Présents : 12 <personnes> & amis.")
        person.sees("Déposé par Odile Garnier")
        person.closes()
    assert told(held.eva) == 0
    held.eva.types("/prime compte-rendu")
    held.eva.sees("Aucun compte rendu à lire pour l’instant.")
    assert service.read(held.club.prime.services, held.event, held.member("Eva Nord"), ENDS) is None


def test_once_attendance_is_noted_who_did_not_come_does_not_read_them(held: Held) -> None:
    services, now = held.club.prime.services, held.club.clock.now()
    with services.db.begin() as session:
        record_attendance(session, held.event, {held.club.members["Ana Berger"]: False}, {})
        note_attendance(session, held.event, held.club.members["Odile Garnier"], now)
    held.deposits()
    assert told(held.ana) == 0
    held.luc.opens_dm()
    held.luc.sees(TOLD)


def test_minutes_for_all_stand_in_the_channel_and_are_narrowed_again(held: Held) -> None:
    held.deposits(**{AUDIENCE: "Tous les membres"})
    held.eva.opens(CHANNEL)
    held.eva.sees(TOLD)
    held.eva.clicks(READ)
    held.eva.sees("Décidé : une étude.")
    held.eva.closes()
    held.odile.types("/prime compte-rendu")
    found = service.get_form(held.club.prime.services, held.event, held.club.clock.now())
    assert found is not None
    assert found[1] is not None
    draft = service.unwritten(held.event)
    service.deposit(
        held.club.prime.services,
        held.event,
        draft.__class__(**{**_fields(draft), "text": "Court."}),
        held.member("Odile Garnier"),
        held.club.clock.now(),
        after=1,
    )
    held.club.later(minutes=1)
    held.eva.opens(CHANNEL)
    held.eva.sees("Ce compte rendu est réservé aux personnes présentes ou excusées.")


def _fields(draft: object) -> dict[str, object]:
    return {name: getattr(draft, name) for name in draft.__slots__}  # type: ignore[attr-defined]


def test_two_who_deposit_at_once_do_not_overwrite_each_other(held: Held) -> None:
    held.club.later(seconds=5)
    held.odile.types("/prime compte-rendu")
    held.odile.clicks(DEPOSIT)
    marc = held.club.joins("Marc Petit", "ALLICE", role="organiser")
    marc.types("/prime compte-rendu")
    marc.clicks(DEPOSIT)
    marc.fills(TEXT_FIELD, "De Marc.")
    marc.submits()
    held.odile.fills(TEXT_FIELD, "D’Odile.")
    held.odile.submits()
    assert "entre-temps" in str(held.odile.errors())
    assert held.version == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Écrivez un texte, ou donnez un lien."),
        ({"Lien": "javascript:alert(1)"}, "Un lien commence par https:// ou http://."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(held: Held, fields: dict[str, str], said: str) -> None:
    held.club.later(seconds=5)
    held.odile.types("/prime compte-rendu")
    held.odile.clicks(DEPOSIT)
    if fields:
        held.odile.fills(fields)
    held.odile.submits()
    assert said in str(held.odile.errors()).replace("\xa0", " ")
    assert held.version == 0


def test_only_organisers_deposit_and_only_of_what_was_held(club: Club, held: Held) -> None:
    services, now = club.prime.services, club.clock.now()
    draft = service.unwritten(held.event)
    for who in ("Ana Berger", "Eva Nord"):
        done = service.deposit(services, held.event, draft, held.member(who), now, after=0)
        assert done is service.MinutesDone.NOT_YOURS
    coming = club.plans("Visite à venir", starts=paris(2027, 2, 18, 9, 30))
    assert service.get_form(services, coming, now) is None


def test_a_long_text_of_many_paragraphs_is_read_whole(held: Held) -> None:
    held.deposits("\n\n".join(f"Point {number}." for number in range(90)))
    held.ana.opens_dm()
    held.ana.clicks(READ)
    held.ana.sees("Point 89.")


def test_the_list_has_what_one_may_read_and_no_more(held: Held) -> None:
    services, now = held.club.prime.services, held.club.clock.now()
    held.deposits()
    with services.db.begin() as session:
        record_attendance(session, held.event, {held.club.members["Ana Berger"]: False}, {})
        note_attendance(session, held.event, held.club.members["Odile Garnier"], now)
    for name in ("Ana Berger", "Luc Roy", "Eva Nord"):
        person = held.member(name)
        listed = service.listing(services, person, ListPosition("minutes"), 5, now).page.total
        assert bool(listed) == (service.read(services, held.event, person, now) is not None), name


def test_who_read_a_version_hears_of_the_next_one_and_nobody_else(held: Held) -> None:
    held.deposits()
    held.ana.opens_dm()
    held.ana.clicks(READ)
    held.ana.closes()
    again(held, "Décidé : deux études.")
    held.club.at(paris(2027, 2, 1, 9, 5))
    held.ana.opens_dm()
    held.ana.sees(f"Compte rendu modifié, version 2 : {TITLE}")
    held.luc.opens_dm()
    held.luc.sees_not(CHANGED)
    held.luc.sees("version 2 · corrections")
    held.ana.clicks(READ, within=CHANGED)
    held.ana.sees("Décidé : deux études.")
    held.ana.closes()


def test_who_has_read_it_meanwhile_is_not_told_of_it(held: Held) -> None:
    held.deposits()
    held.ana.opens_dm()
    held.ana.clicks(READ)
    held.ana.closes()
    again(held, "Décidé : deux études.")
    held.ana.clicks(READ)
    held.ana.sees("Décidé : deux études.")
    held.ana.closes()
    held.club.at(paris(2027, 2, 1, 9, 5))
    held.ana.sees_not(CHANGED)


def test_who_read_what_is_kept_until_they_are_final_and_no_longer(held: Held) -> None:
    held.deposits()
    held.ana.opens_dm()
    held.ana.clicks(READ)
    held.ana.closes()
    services, ana = held.club.prime.services, held.member("Ana Berger")
    with services.db.read() as session:
        assert get_reading(session, held.event, ana.id) == 1
    held.club.at(paris(2027, 2, 8, 9, 0))
    held.ana.clicks(READ)
    with services.db.read() as session:
        assert get_reading(session, held.event, ana.id) == 0


def test_who_is_noted_as_there_later_is_told_of_the_minutes_there_are(held: Held) -> None:
    held.deposits()
    assert told(held.eva) == 0
    services = held.club.prime.services
    with services.db.begin() as session:
        coming = Rsvp(Says.YES, 1, with_member=True)
        save_rsvp(session, held.event, held.club.members["Eva Nord"], coming, held.club.clock.now())
    key = f"m{held.club.members['Eva Nord']}"
    odile, now = held.club.members["Odile Garnier"], held.club.clock.now()
    organising.record(services, held.event, [key], {key}, odile, now)
    held.club.at(paris(2027, 2, 1, 9, 5))
    assert told(held.eva) == 1
    held.eva.opens_dm()
    held.eva.sees("[Recevoir une attestation]")
    organising.record(services, held.event, [key], {key}, odile, held.club.clock.now())
    held.club.at(paris(2027, 2, 2, 9, 5))
    assert told(held.eva) == 1, "once"


def test_the_others_read_a_short_version_where_there_is_one(held: Held) -> None:
    held.deposits(**{SHORT: "Une étude est décidée."})
    held.eva.opens(CHANNEL)
    held.eva.sees("Version courte pour tous, version entière pour les personnes présentes ou excusées.")
    held.eva.clicks(READ)
    held.eva.sees("Une étude est décidée.")
    held.eva.sees_not("Présents : 12")
    held.eva.closes()
    held.eva.types("/prime compte-rendu")
    held.eva.sees("version courte")
    held.eva.sees_not(f"[{CORRECT}]")
    done = service.propose(
        held.club.prime.services, held.event, held.member("Eva Nord"), "a", "b", held.club.clock.now()
    )
    assert done is service.MinutesDone.NOT_YOURS
    held.ana.opens(CHANNEL)
    held.ana.clicks(READ)
    held.ana.sees("Présents : 12")


def test_a_short_version_of_what_all_read_is_refused_at_its_field(held: Held) -> None:
    held.deposits(**{SHORT: "Court.", AUDIENCE: "Tous les membres"})
    assert "une version courte est inutile" in str(held.odile.errors()).replace("\xa0", " ")
    assert held.version == 0


def again(held: Held, text: str) -> None:
    """Odile deposits the next version."""
    services, draft = held.club.prime.services, service.unwritten(held.event)
    done = service.deposit(
        services,
        held.event,
        replace(draft, text=text),
        held.member("Odile Garnier"),
        held.club.clock.now(),
        after=held.version,
    )
    assert done is service.MinutesDone.DONE
    held.club.later(seconds=5)
