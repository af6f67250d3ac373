"""Companions and representatives, as a member names them in Slack (article FACILITER)."""

from sandbox.driver.person import Person
from storage.attendance import get_party
from tests.stories.club import Club, paris
from tests.stories.said import (
    ACCEPT,
    COMPANY_FIELD,
    CONFIDENTIAL,
    EDIT,
    EMAIL_FIELD,
    FUNCTION_FIELD,
    NAME_FIELD,
    PROMOTED,
    REQUEST_SENT,
    SEATED,
)

PROMISE = CONFIDENTIAL
LETTER = "Texte pour mes invités"
LATE = paris(2027, 1, 25, 9, 30)


def _names(person: Person, name: str, group: int = 1) -> None:
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


def _errors(person: Person) -> dict[str, str]:
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
    _names(ana, "Rémi Blanc")
    ana.ticks(PROMISE)
    ana.submits()
    ana.sees("Vos 2 places sont confirmées.")
    assert club.seats("Ana Berger") == 2


def test_who_vouched_for_a_companion_and_when_is_kept(club: Club) -> None:
    ana = club.joins("Ana Berger")
    event_id = club.plans("Forum Chaleur fatale")
    ana.types("/prime rsvp forum oui +1")
    _names(ana, "Rémi Blanc")
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
    _names(luc, "Rémi Blanc")
    luc.ticks(PROMISE)
    luc.submits()
    ana.types("/prime rsvp forum oui +3")
    _names(ana, "Rémi")
    ana.fills(COMPANY_FIELD, "Papeterie du Val")
    _names(ana, "Rémi Blanc", 2)
    _names(ana, "Luc Roy", 3)
    ana.fills({f"{EMAIL_FIELD} (3)": "luc.roy@example.org", f"{FUNCTION_FIELD} (3)": ""})
    ana.ticks(PROMISE)
    ana.submits()
    assert _errors(ana) == {
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
    _names(ana, "Rémi Blanc")
    ana.submits()
    assert list(ana.errors()) == ["Confidentialité"]
    ana.ticks(PROMISE)
    ana.submits()
    ana.sees("Vos 2 places sont confirmées.")
    ana.types("/prime rsvp forum")
    ana.clicks("Je viens avec…")
    ana.fills(FUNCTION_FIELD, "Directeur")
    ana.submits()
    assert _errors(ana) == {"Confidentialité": "Cochez pour vous en porter garant."}


def test_a_person_is_added_without_losing_what_was_typed(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    ana.opens("club-prime")
    ana.clicks("Je viens avec…")
    _names(ana, "Rémi Blanc")
    for group in (2, 3, 4, 5):
        ana.clicks("Ajouter une personne")
        _names(ana, f"Personne Nom{group}", group)
    ana.sees_not("Ajouter une personne")
    ana.ticks(PROMISE)
    ana.submits()
    ana.sees("Vos 6 places sont confirmées.")
    assert club.seats("Ana Berger") == 6


def test_emptied_fields_give_the_seat_back(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    club.plans("Forum Chaleur fatale", capacity=2)
    ana.types("/prime rsvp forum oui +1")
    _names(ana, "Rémi Blanc")
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
        _names(person, "Rémi Blanc" if person is ana else "Éva Noir")
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
    _names(ana, "Rémi Blanc")
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
    _names(ana, "Rémi Blanc")
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
    _names(ana, "Rémi Blanc")
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
    _names(ana, "Rémi Blanc")
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
    _names(ana, "Rémi Blanc")
    ana.ticks(PROMISE)
    ana.submits()
    ana.sees("Rémi Blanc viendra à votre place.")
    assert club.seats("Ana Berger") == 1


def test_a_representative_of_another_company_needs_a_reason(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    ana.opens("club-prime")
    ana.clicks("J’envoie quelqu’un…")
    _names(ana, "Rémi Blanc")
    ana.fills(COMPANY_FIELD, "Bureau Lumen")
    ana.ticks(PROMISE)
    ana.submits()
    fault = "Entreprise différente de la vôtre : indiquez pourquoi cette personne."
    assert _errors(ana) == {"Pourquoi cette personne ?": fault}
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
    _names(ana, "Rémi Blanc")
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


def test_a_party_larger_than_the_event_is_told_so_and_holds_nobody_up(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    club.plans("Forum Chaleur fatale", capacity=2)
    ana.types("/prime rsvp forum oui +2")
    for group, name in enumerate(("Rémi Blanc", "Éva Noir"), 1):
        _names(ana, name, group)
    ana.ticks(PROMISE)
    ana.submits()
    assert _errors(ana) == {f"{NAME_FIELD} (2)": "L’activité compte 2 places : venez à 2 au plus."}
    luc.types("/prime rsvp forum oui")
    luc.sees(SEATED)
    assert club.seats("Luc Roy") == 1


def test_who_holds_seats_brings_no_more_people_than_the_event_has_seats(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale", capacity=1)
    ana.types("/prime rsvp forum oui")
    ana.types("/prime rsvp forum oui +1")
    _names(ana, "Rémi Blanc")
    ana.ticks(PROMISE)
    ana.submits()
    assert _errors(ana) == {NAME_FIELD: "L’activité compte 1 place : venez sans personne."}
    assert club.seats("Ana Berger") == 1


def test_a_party_outgrown_by_a_smaller_event_keeps_its_place_and_lets_the_line_go_on(club: Club) -> None:
    ana, luc, odile = club.joins("Ana Berger"), club.joins("Luc Roy"), _organiser(club)
    event_id = club.plans("Forum Chaleur fatale", capacity=3)
    zoe = club.joins("Zoé Vert")
    zoe.types("/prime rsvp forum oui")
    ana.types("/prime rsvp forum oui +2")
    for group, name in enumerate(("Rémi Blanc", "Éva Noir"), 1):
        _names(ana, name, group)
    ana.ticks(PROMISE)
    ana.submits()
    ana.submits()  # wait together
    luc.types("/prime rsvp forum oui")
    luc.sees("au rang 2")
    _resizes(odile, "2")
    assert (club.seats("Ana Berger", event_id), club.seats("Luc Roy", event_id)) == (0, 1)
    ana.opens_dm()
    ana.sees("Vous attendez 3 places. L’activité compte 2 places : venez à 2 au plus.")
    odile.opens_dm()
    odile.sees("Ana Berger, Verrerie Ardoin : en attente de 3 places, plus que l’activité n’en compte")
    _resizes(odile, "4")
    ana.opens_dm()
    ana.sees("En attente, rang 1 : 3 places")
    _resizes(odile, "5")
    assert club.seats("Ana Berger", event_id) == 3
    ana.sees("Vous venez, avec 2 personnes")


def _organiser(club: Club) -> Person:
    return club.joins("Odile Garnier", "Alliance", role="organiser")


def _resizes(odile: Person, capacity: str) -> None:
    odile.types("/prime activite")
    odile.clicks(EDIT)
    odile.fills("Places", capacity)
    odile.submits()


def test_a_member_is_given_the_words_that_tell_a_guest_what_is_kept_of_them(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale", capacity=20)
    ana.types("/prime rsvp forum oui")
    ana.sees_not(LETTER)
    ana.types("/prime rsvp forum oui +1")
    _names(ana, "Rémi Blanc")
    ana.ticks(PROMISE)
    ana.submits()
    ana.clicks(LETTER)
    for said in ("Forum Chaleur fatale", "reste confidentiel", "90 jours après", "Odile Garnier", "CNIL"):
        ana.sees(said)


def test_whoever_brings_nobody_any_more_is_told_so_by_the_older_button(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale", capacity=20)
    ana.types("/prime rsvp forum oui +1")
    _names(ana, "Rémi Blanc")
    ana.ticks(PROMISE)
    ana.submits()
    ana.types("/prime rsvp forum non")
    ana.clicks(LETTER)
    ana.sees("Vous n’amenez personne à cette activité.")


def test_the_words_for_a_guest_whose_seat_is_asked_for_promise_none(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale")
    club.at(LATE)
    ana.types("/prime rsvp forum oui +1")
    _names(ana, "Rémi Blanc")
    ana.ticks(PROMISE)
    ana.submits()
    ana.clicks(LETTER)
    ana.sees("dès que votre place sera confirmée")


def test_the_words_for_guests_end_with_the_event(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale", capacity=20)
    ana.types("/prime rsvp forum oui +1")
    _names(ana, "Rémi Blanc")
    ana.ticks(PROMISE)
    ana.submits()
    club.at(paris(2027, 3, 1, 9, 30))
    ana.clicks(LETTER)
    ana.sees("L’activité est terminée")
