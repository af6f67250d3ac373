"""Companions and representatives, as a member names them in Slack (article FACILITER)."""

from sandbox.driver.person import Person
from storage.attendance import get_party
from tests.stories.club import Club, paris
from tests.stories.said import (
    ACCEPT,
    COMPANY_FIELD,
    CONFIDENTIAL,
    EMAIL_FIELD,
    FUNCTION_FIELD,
    NAME_FIELD,
    PROMOTED,
    REQUEST_SENT,
    SEATED,
)

PROMISE = CONFIDENTIAL
LATE = paris(2027, 1, 25, 9, 30)


def names(person: Person, name: str, group: int = 1) -> None:
    """Fills one group of inputs; the company comes filled in."""
    number = "" if group == 1 else f" ({group})"
    address = name.lower().replace(" ", ".")
    person.fills(
        {
            f"{NAME_FIELD}{number}": name,
            f"{EMAIL_FIELD}{number}": f"{address}@exemple.fr",
            f"{FUNCTION_FIELD}{number}": "Cheffe de projet",
        }
    )


def errors_of(person: Person) -> dict[str, str]:
    """The faults told, with plain spaces."""
    plain = str.maketrans("\u00a0\u202f", "  ")
    return {label.translate(plain): said.translate(plain) for label, said in person.errors().items()}


def test_one_line_opens_the_form_and_holds_no_seat_before_it_is_confirmed(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale", capacity=20)
    ana.types("/prime rsvp forum oui +1")
    ana.sees("Je viens avec…")
    ana.sees("Forum Chaleur fatale")
    ana.sees("20 places libres")
    assert club.seats("Ana Berger") == 0
    names(ana, "Rémi Blanc")
    ana.ticks(PROMISE)
    ana.submits()
    ana.sees("Vos 2 places sont confirmées.")
    assert club.seats("Ana Berger") == 2


def test_who_vouched_for_a_companion_and_when_is_kept(club: Club) -> None:
    ana = club.joins("Ana Berger")
    event_id = club.plans("Forum Chaleur fatale")
    ana.types("/prime rsvp forum oui +1")
    names(ana, "Rémi Blanc")
    ana.ticks(PROMISE)
    ana.submits()
    with club.prime.services.db.read() as session:
        party = get_party(session, event_id, club.members["Ana Berger"])
    assert party is not None
    (guest,) = party.guests
    assert (guest.name, guest.company, guest.function) == (
        "Rémi Blanc",
        "Verrerie Ardoin",
        "Cheffe de projet",
    )
    assert (guest.attested_by, guest.attested_at) == (club.members["Ana Berger"], party.answered_at)


def test_faults_are_told_at_their_fields_and_nothing_typed_is_lost(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    club.plans("Forum Chaleur fatale")
    luc.types("/prime rsvp forum oui +1")
    names(luc, "Rémi Blanc")
    luc.ticks(PROMISE)
    luc.submits()
    ana.types("/prime rsvp forum oui +3")
    names(ana, "Rémi")
    ana.fills(COMPANY_FIELD, "Papeterie du Val")
    names(ana, "Rémi Blanc", 2)
    names(ana, "Luc Roy", 3)
    ana.fills({f"{EMAIL_FIELD} (3)": "luc.roy@example.org", f"{FUNCTION_FIELD} (3)": ""})
    ana.ticks(PROMISE)
    ana.submits()
    assert errors_of(ana) == {
        NAME_FIELD: "Indiquez un prénom et un nom.",
        f"{EMAIL_FIELD} (2)": "Adresse déjà sur la liste : vérifiez-la.",
        f"{EMAIL_FIELD} (3)": "Cette personne est membre : elle répond elle-même.",
        "Fonction (3)": "Indiquez une fonction.",
    }
    ana.sees("Papeterie du Val")
    assert club.seats("Ana Berger") == 0


def test_without_the_promise_a_form_is_not_taken(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    ana.types("/prime rsvp forum oui +1")
    names(ana, "Rémi Blanc")
    ana.submits()
    assert list(ana.errors()) == ["Confidentialité"]
    ana.ticks(PROMISE)
    ana.submits()
    ana.sees("Vos 2 places sont confirmées.")
    ana.types("/prime rsvp forum")
    ana.clicks("Je viens avec…")
    ana.fills(FUNCTION_FIELD, "Directeur")
    ana.submits()
    assert errors_of(ana) == {"Confidentialité": "Cochez pour vous en porter garant."}


def test_a_person_is_added_without_losing_what_was_typed(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    ana.opens("club-prime")
    ana.clicks("Je viens avec…")
    names(ana, "Rémi Blanc")
    for group in (2, 3, 4, 5):
        ana.clicks("Ajouter une personne")
        names(ana, f"Personne Nom{group}", group)
    ana.sees_not("Ajouter une personne")
    ana.ticks(PROMISE)
    ana.submits()
    ana.sees("Vos 6 places sont confirmées.")
    assert club.seats("Ana Berger") == 6


def test_emptied_fields_give_the_seat_back(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    club.plans("Forum Chaleur fatale", capacity=2)
    ana.types("/prime rsvp forum oui +1")
    names(ana, "Rémi Blanc")
    ana.ticks(PROMISE)
    ana.submits()
    luc.types("/prime rsvp forum oui")
    luc.sees("au rang 1")
    ana.types("/prime rsvp forum")
    ana.clicks("Je viens avec…")
    ana.sees("Rémi Blanc")
    ana.fills({NAME_FIELD: "", EMAIL_FIELD: "", FUNCTION_FIELD: ""})
    ana.submits()
    ana.sees(SEATED)
    assert (club.seats("Ana Berger"), club.seats("Luc Roy")) == (1, 1)
    luc.opens_dm()
    luc.sees(PROMOTED)


def test_seats_that_are_short_let_the_party_choose(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    event_id = club.plans("Forum Chaleur fatale", capacity=3)
    club.fills_with(event_id, 2)
    for person, choice in ((ana, None), (luc, "Venir sans accompagnement")):
        person.types("/prime rsvp forum oui +1")
        names(person, "Rémi Blanc" if person is ana else "Éva Noir")
        person.ticks(PROMISE)
        person.submits()
        if choice is None:
            person.sees("Il reste 1 place pour 2 personnes.")
            person.sees("Rémi Blanc")
            person.submits()
            person.sees("Complet. Vous attendez 2 places, au rang 1.")
        else:
            person.sees("Complet. Vous attendez 2 places, au rang 2.")
    assert (club.seats("Ana Berger"), club.seats("Luc Roy")) == (0, 0)


def test_one_may_come_alone_where_seats_are_short(club: Club) -> None:
    ana = club.joins("Ana Berger")
    event_id = club.plans("Forum Chaleur fatale", capacity=3)
    club.fills_with(event_id, 2)
    ana.types("/prime rsvp forum oui +1")
    names(ana, "Rémi Blanc")
    ana.ticks(PROMISE)
    ana.submits()
    ana.ticks("Venir sans accompagnement")
    ana.submits()
    ana.sees(SEATED)
    assert club.seats("Ana Berger") == 1


def test_a_companion_who_does_not_fit_waits_and_costs_no_seat(club: Club) -> None:
    ana = club.joins("Ana Berger")
    event_id = club.plans("Forum Chaleur fatale", capacity=3)
    ana.types("/prime rsvp forum oui")
    club.fills_with(event_id, 2)
    ana.types("/prime rsvp forum")
    ana.clicks("Je viens avec…")
    names(ana, "Rémi Blanc")
    ana.ticks(PROMISE)
    ana.submits()
    ana.sees("Complet. Vous attendez 1 place, au rang 1. Votre place reste acquise.")
    assert club.seats("Ana Berger") == 1


def test_after_the_deadline_a_companion_is_asked_for(club: Club) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale")
    ana.types("/prime rsvp forum oui")
    club.at(LATE)
    ana.types("/prime rsvp forum oui +1")
    names(ana, "Rémi Blanc")
    ana.ticks(PROMISE)
    ana.fills("Un mot pour l’organisation", "Rémi pilote le projet.")
    ana.submits()
    ana.sees(REQUEST_SENT)
    assert club.seats("Ana Berger") == 1
    odile.opens_dm()
    odile.sees("Ana Berger, Verrerie Ardoin, demande 1 place de plus")
    odile.sees("Avec Rémi Blanc, Cheffe de projet, Verrerie Ardoin")
    odile.sees("Rémi pilote le projet.")
    odile.clicks(ACCEPT)
    assert club.seats("Ana Berger") == 2
    ana.opens_dm()
    ana.sees("Demande acceptée : 1 place.")


def test_a_companion_given_up_late_is_told_to_the_organisers(club: Club) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale")
    ana.types("/prime rsvp forum oui +1")
    names(ana, "Rémi Blanc")
    ana.ticks(PROMISE)
    ana.submits()
    club.at(LATE)
    ana.types("/prime rsvp forum")
    ana.clicks("Je viens avec…")
    ana.fills({NAME_FIELD: "", EMAIL_FIELD: "", FUNCTION_FIELD: ""})
    ana.submits()
    assert club.seats("Ana Berger") == 1
    odile.opens_dm()
    odile.sees("Ana Berger, Verrerie Ardoin : 1 place rendue")
    odile.sees("a prévenu 3 jours")


def test_a_representative_takes_the_members_seat(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale", capacity=1)
    ana.types("/prime rsvp forum oui")
    ana.types("/prime rsvp forum")
    ana.clicks("J’envoie quelqu’un…")
    ana.sees("Cette personne viendra à votre place.")
    names(ana, "Rémi Blanc")
    ana.ticks(PROMISE)
    ana.submits()
    ana.sees("Rémi Blanc viendra à votre place.")
    assert club.seats("Ana Berger") == 1


def test_a_representative_of_another_company_needs_a_reason(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    ana.opens("club-prime")
    ana.clicks("J’envoie quelqu’un…")
    names(ana, "Rémi Blanc")
    ana.fills(COMPANY_FIELD, "Bureau Lumen")
    ana.ticks(PROMISE)
    ana.submits()
    fault = "Entreprise différente de la vôtre : indiquez pourquoi cette personne."
    assert errors_of(ana) == {"Pourquoi cette personne ?": fault}
    ana.fills("Pourquoi cette personne ?", "Notre ingénieur-conseil.")
    ana.submits()
    ana.sees("Rémi Blanc viendra à votre place.")
    assert club.seats("Ana Berger") == 1


def test_after_the_deadline_a_representative_is_asked_for_and_the_seat_stays(club: Club) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale")
    ana.types("/prime rsvp forum oui")
    club.at(LATE)
    ana.types("/prime rsvp forum")
    ana.clicks("J’envoie quelqu’un…")
    names(ana, "Rémi Blanc")
    ana.ticks(PROMISE)
    ana.submits()
    ana.sees(REQUEST_SENT)
    assert club.seats("Ana Berger") == 1
    odile.opens_dm()
    odile.sees("Ana Berger, Verrerie Ardoin, souhaite envoyer quelqu’un")
    odile.clicks(ACCEPT)
    ana.opens_dm()
    ana.sees("Demande acceptée : Rémi Blanc vient à votre place.")
    assert club.seats("Ana Berger") == 1
