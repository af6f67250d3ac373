"""A certificate of attendance: for who was noted as there, for themself alone (article PARTICIPER)."""

from datetime import timedelta

import pytest

from handlers.events.certificate import paper, service
from handlers.events.certificate.service import Attended, CertificateDone
from storage.attendance import record_attendance
from tests.pdf import pages_of
from tests.stories.club import Club, paris
from tests.stories.minutes import TITLE, Held

GET = "Recevoir une attestation"
NOBODY = "Votre présence n’est notée à aucune activité terminée."


@pytest.fixture
def held(club: Club) -> Held:
    return Held(club)


def notes(held: Held, *, came: bool = True, name: str = "Ana Berger") -> None:
    with held.club.prime.services.db.begin() as session:
        record_attendance(session, held.event, {held.club.members[name]: came}, {})


def certificates(held: Held) -> list[tuple[str, bytes]]:
    """What Ana was sent, but for calendar files."""
    return [one for one in held.ana.files() if one[0].endswith(".pdf")]


def plain(line: str) -> str:
    """With ordinary spaces."""
    return line.replace("\xa0", " ").replace("\u202f", " ")


def said(pdf: bytes) -> str:
    """The words of its only page."""
    (page,) = pages_of(pdf)
    return page


def test_who_was_noted_has_it_as_a_file_and_it_says_who_where_when_and_how_long(held: Held) -> None:
    notes(held)
    held.club.later(seconds=5)
    held.ana.types("/prime attestation")
    held.ana.sees(TITLE)
    held.ana.clicks(GET)
    held.ana.sees("⏳ L’attestation arrive ici, par message direct.")
    held.club.later(seconds=5)
    ((name, content),) = certificates(held)
    assert name == "attestation-forum-chaleur-fatale.pdf"
    assert content.startswith(b"%PDF-1.")
    assert b"/CreationDate" not in content
    assert f"Ana Berger, Verrerie Ardoin\na participé à\xa0:\n{TITLE}\n" in said(content)
    person, services = held.member("Ana Berger"), held.club.prime.services
    with services.db.read() as session:
        found = service.look(session, held.event, person, held.club.clock.now())
    assert isinstance(found, Attended)
    words = paper.in_words(services.shared, found.event, found.party, paris(2027, 1, 28, 20, 0))
    assert [plain(line) for line in words.lines] == [
        "Le Club PRIME atteste que",
        "*Ana Berger, Verrerie Ardoin",
        "a participé à :",
        f"*{TITLE}",
        "Date : jeudi 28 janvier 2027, 9 h 30 – 17 h",
        "Lieu : Lyon",
        "Durée : 7 h 30",
    ]
    assert paper.draw(words) == paper.draw(words) == content, "the same words, the same bytes"


def test_without_a_noted_presence_there_is_none(held: Held) -> None:
    services, now = held.club.prime.services, held.club.clock.now()
    notes(held, came=False)
    held.club.later(seconds=5)
    for name in ("Ana Berger", "Luc Roy", "Eva Nord"):
        person = held.member(name)
        assert service.send(services, held.event, person, now) is CertificateDone.NOT_NOTED, name
    held.eva.types("/prime attestation")
    held.eva.sees(NOBODY)
    coming = held.club.plans("Visite à venir", starts=paris(2027, 2, 18, 9, 30))
    ana = held.member("Ana Berger")
    assert service.send(services, coming, ana, now) is CertificateDone.NOT_OVER


def test_a_presence_that_was_corrected_meanwhile_is_not_certified(held: Held) -> None:
    notes(held)
    held.club.later(seconds=5)
    held.ana.types("/prime attestation")
    notes(held, came=False)
    held.ana.clicks(GET)
    held.ana.sees(
        "Présence non notée : l’organisation (Odile Garnier) peut la corriger jusqu’au jeudi 4 février 2027."
    )
    held.club.later(seconds=5)
    assert certificates(held) == []


def test_asked_twice_it_comes_once(held: Held) -> None:
    notes(held)
    services, now, ana = held.club.prime.services, held.club.clock.now(), held.member("Ana Berger")
    for _ in range(2):
        assert service.send(services, held.event, ana, now) is CertificateDone.SENT
    held.club.later(seconds=5)
    assert len(certificates(held)) == 1


def test_of_what_lasts_days_no_hours_are_certified(club: Club) -> None:
    ana = club.joins("Ana Berger")
    event_id = club.plans("Deux journées", hours=32)
    ana.types("/prime rsvp journées oui")
    with club.prime.services.db.read() as session:
        event = club.event(event_id)
        party = service.get_party(session, event_id, club.members["Ana Berger"])
    assert party is not None
    words = paper.in_words(club.prime.services.shared, event, party, event.ends_at + timedelta(days=1))
    assert not any(line.startswith("Durée") for line in words.lines)
    assert any("29 janvier" in plain(line) for line in words.lines)
