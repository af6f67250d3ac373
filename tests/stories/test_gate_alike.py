"""What a site asks goes along with an event that is duplicated, repeated or split; what was said does not."""

from datetime import date, datetime, time

import pytest

from club.gate import GateField, GateList
from club.halves import Half, HalfHours
from club.ids import EventId
from handlers.events.organising import halving
from handlers.events.organising.halving import Halved
from handlers.events.organising.outcomes import EventChange
from storage.gate import get_gate, list_identities, list_lines
from tests.stories.club import paris
from tests.stories.gates import FILL, QUESTIONS, SITE, Gate, gate
from tests.stories.half_days import HALVES
from tests.stories.said import EDIT, SEATED, START_DAY
from tests.stories.series import COUNT, REPEAT, WHEN

__all__ = ["gate"]
FIELDS = (GateField.BIRTH_DATE, GateField.NATIONALITY, GateField.ID_NUMBER)
DUE, DEADLINE_DAY = "Remise le", "Réponses jusqu’au (jour)"
HELENE = "Hélène Marchal"


def asked(gate: Gate, event_id: EventId) -> GateList | None:
    with gate.club.prime.services.db.read() as session:
        return get_gate(session, event_id)


def is_fresh(gate: Gate, event_id: EventId, due_at: datetime) -> bool:
    """Whether the site asks the same of the same host's member by then, and nothing was said or told yet."""
    with gate.club.prime.services.db.read() as session:
        assert not list_identities(session, event_id)
        assert not list_lines(session, event_id)
    whole = GateList(event_id, company(gate), FIELDS, due_at, gate.club.members[HELENE])
    return asked(gate, event_id) == whole


def company(gate: Gate) -> int:
    found = asked(gate, gate.event)
    assert found is not None
    return found.company_id


def duplicates(gate: Gate, **given: object) -> EventId:
    gate.club.later(seconds=2)
    gate.odile.types("/prime activite")
    gate.odile.clicks("Dupliquer…")
    gate.odile.fills({START_DAY: date(2027, 4, 8), **given})
    gate.odile.submits()
    gate.odile.sees("Brouillon, à publier")
    return EventId(gate.event + 1)


def test_a_copy_is_asked_the_same_as_late_and_nothing_that_was_said_goes_along(gate: Gate) -> None:
    gate.handed_over()
    # 28 January to 8 April: its list goes as many days before, at nine, though the hour has changed
    copy = duplicates(gate)
    assert is_fresh(gate, copy, paris(2027, 4, 5, 9))
    assert gate.said() == 1


def test_people_are_asked_for_a_copy_and_the_host_gets_its_list(gate: Gate) -> None:
    gate.handed_over()
    copy = duplicates(gate)
    gate.odile.clicks("Publier", within="Brouillon")
    gate.club.later(minutes=1)
    gate.ana.types("/prime rsvp visite oui")
    gate.ana.clicks("jeu. 8 avr., 9 h 30 · Visite du four")
    gate.ana.sees(SEATED)
    gate.club.at(paris(2027, 3, 30, 9, 31))
    gate.club.at(paris(2027, 3, 31, 9, 1))
    gate.ana.opens_dm()
    gate.ana.sees(FILL)
    before = len(gate.lists())
    gate.club.at(paris(2027, 4, 5, 9, 1))
    assert len(gate.lists()) == before + 1
    found = asked(gate, copy)
    assert found is not None
    assert found.version == 1


def test_a_copy_published_after_its_day_of_handing_over_is_handed_over_the_day_before(gate: Gate) -> None:
    gate.handed_over()
    copy = duplicates(gate)
    gate.club.at(paris(2027, 4, 6, 9))
    gate.odile.clicks(EDIT, within="Brouillon")
    gate.odile.fills({DEADLINE_DAY: date(2027, 4, 7)})
    gate.odile.submits()
    before = len(gate.lists())
    gate.odile.types("/prime activite")
    gate.odile.clicks("Publier", within="Brouillon")
    gate.club.later(minutes=1)
    assert len(gate.lists()) == before
    assert is_fresh(gate, copy, paris(2027, 4, 7, 9))


def test_a_list_that_is_due_already_says_that_it_goes_now(gate: Gate) -> None:
    gate.prepares()
    gate.club.later(seconds=2)
    gate.odile.clicks(QUESTIONS)
    gate.odile.clicks(SITE)
    gate.odile.fills({DUE: date(2027, 1, 2)})
    gate.odile.submits()
    gate.odile.closes()
    gate.club.later(seconds=2)
    gate.odile.sees("✅ Liste prête : elle est remise maintenant à Hélène Marchal.")


def test_a_list_that_was_handed_over_already_says_so_when_its_form_is_saved(gate: Gate) -> None:
    gate.handed_over()
    gate.club.later(seconds=2)
    gate.odile.types("/prime activite")
    gate.odile.clicks(QUESTIONS)
    gate.odile.clicks(SITE)
    gate.odile.submits()
    gate.odile.closes()
    gate.club.later(seconds=2)
    gate.odile.sees("✅ Enregistré. Hélène Marchal a déjà la liste : les changements suivront.")


def test_a_copy_of_what_is_long_over_is_asked_too(gate: Gate) -> None:
    gate.handed_over()
    gate.club.at(paris(2027, 2, 5, 9))
    gate.club.at(paris(2027, 2, 5, 12))
    found = asked(gate, gate.event)
    assert found is not None
    assert found.ended_at is not None
    assert is_fresh(gate, duplicates(gate), paris(2027, 4, 5, 9))


def test_a_copy_at_another_companys_is_asked_nothing(gate: Gate) -> None:
    gate.prepares()
    copy = duplicates(gate, **{"Entreprise d’accueil": "ALLICE"})
    assert asked(gate, copy) is None


def test_each_date_of_a_series_has_the_sites_list(gate: Gate) -> None:
    gate.prepares()
    gate.odile.types("/prime activite visite")
    gate.odile.clicks(REPEAT)
    gate.odile.fills({WHEN: "Le 4e jeudi de chaque mois", COUNT: "3"})
    gate.odile.submits()
    for number, due in ((1, paris(2027, 2, 22, 9)), (2, paris(2027, 3, 22, 9))):
        assert is_fresh(gate, EventId(gate.event + number), due)


def test_half_days_of_a_copy_have_the_sites_list_each(gate: Gate) -> None:
    gate.prepares()
    copy = duplicates(gate)
    hours = HalfHours((time(9, 30), time(12)), (time(14), time(17)))
    done = halving.split(
        gate.club.prime.services,
        copy,
        Halved(Half.MORNING, 2, hours),
        gate.club.clock.now(),
        gate.club.members["Odile Garnier"],
    )
    assert [one.id for one in done.dates] == [copy, copy + 1]
    for one in done.dates:
        assert is_fresh(gate, one.id, paris(2027, 4, 5, 9))


@pytest.mark.parametrize("handed", [False, True])
def test_what_has_a_list_for_the_site_is_split_no_more(gate: Gate, handed: bool) -> None:
    """Else people would be on the list of a whole that there is no more."""
    gate.club.says_to_database("UPDATE event SET deadline = starts_at")
    gate.odile.types("/prime activite visite")
    if handed:
        gate.handed_over()
    else:
        gate.prepares()
    before = gate.club.event(gate.event)
    gate.odile.clicks(HALVES)
    gate.odile.sees("la liste pour le site vaut pour le tout")
    asked_for = Halved(Half.MORNING, 2, HalfHours((time(9, 30), time(12)), (time(14), time(17))))
    by, now = gate.club.members["Odile Garnier"], gate.club.clock.now()
    done = halving.split(gate.club.prime.services, gate.event, asked_for, now, by)
    assert done.result is EventChange.SPLIT_LISTED
    assert gate.club.event(gate.event) == before
