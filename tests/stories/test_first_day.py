"""A club's first day, as its first organisers live it (article PARTICIPER)."""

from collections.abc import Iterator

import pytest

from handlers.belonging.charter.service import CharterDraft, publish
from sandbox.driver.person import Person
from tests.stories.club import Club, paris

ODILE, LUC = "Odile Garnier", "Luc Roy"
TURN = "➡️ À vous : "


@pytest.fixture
def empty(database_url: str) -> Iterator[Club]:
    """A club that nobody belongs to: the settings name who organises."""
    made = Club(database_url, {"prime_organisers": ("odile.garnier@example.org",)})
    yield made
    made.stop()


def opens(club: Club, person: Person) -> Person:
    """The home tab, as it stands now; a moment after whatever Slack was told before."""
    club.later(minutes=1)
    person.opens_home()
    return person


@pytest.fixture
def odile(empty: Club) -> Person:
    return opens(empty, empty.stranger(ODILE))


def test_in_a_club_of_nobody_the_home_tab_says_how_the_first_organiser_is_named(club: Club) -> None:
    lea = opens(club, club.stranger("Lea Arnaud"))
    lea.sees("Personne n’organise encore ce club.")
    lea.sees("PRIME_ORGANISERS=ULEAARNAU")
    club.joins(ODILE, role="organiser")
    opens(club, lea).sees_not("PRIME_ORGANISERS")


def test_a_guest_is_not_told_how_to_become_the_first(club: Club) -> None:
    opens(club, club.stranger("Lea Arnaud", is_restricted=True)).sees_not("PRIME_ORGANISERS")


def test_the_first_organiser_is_led_from_step_to_step(empty: Club, odile: Person) -> None:
    odile.sees("Bonjour Odile")
    odile.sees("Mise en route")
    odile.sees("✅ Fait : langue et heure")
    odile.sees(f"{TURN}canal")
    odile.sees("⏳ Ensuite : une deuxième personne pour organiser, charte, entreprises et membres")
    odile.clicks("Vérifier")
    odile.sees("✅ Prime publie et efface dans le canal.")
    odile.sees("✅ Fait : langue et heure, canal")
    odile.sees(f"{TURN}une deuxième personne pour organiser")
    assert [one["text"] for one in odile.messages("club-prime")] == []


def test_a_channel_without_prime_is_told_with_what_to_do(empty: Club, odile: Person) -> None:
    empty.box.kick_bot("club-prime")
    odile.clicks("Vérifier")
    odile.sees("L’essai n’a pas réussi")
    odile.sees("Prime n’est pas dans #club-prime : tapez-y /invite @Prime.")
    empty.box.workspace.place("club-prime").members.add(empty.box.bot_user_id)
    odile.clicks("Vérifier")
    odile.sees(f"{TURN}une deuxième personne")


def test_a_second_person_is_named_and_reads_by_whom(empty: Club, odile: Person) -> None:
    luc = empty.stranger(LUC)
    opens(empty, luc).sees_not("Mise en route")
    odile.clicks("Vérifier")
    odile.clicks("Nommer une personne…")
    odile.sees("Cette personne verra les coordonnées")
    odile.fills("Personne", LUC)
    odile.submits()
    odile.sees("C’est noté : cette personne organise le club")
    luc.opens_dm()
    luc.sees("Odile Garnier vous propose d’organiser le club à ses côtés")
    opens(empty, luc).sees(f"{TURN}charte")


@pytest.mark.parametrize(
    ("flags", "word"), [({"is_restricted": True}, "compte complet"), ({}, "organise déjà")]
)
def test_who_cannot_organise_is_said_at_the_field(
    empty: Club, odile: Person, flags: dict[str, bool], word: str
) -> None:
    empty.stranger("Max Ferrand", **flags) if flags else None
    odile.clicks("Passer cette étape")
    odile.clicks("Nommer une personne…")
    odile.fills("Personne", "Max Ferrand" if flags else ODILE)
    odile.submits()
    assert word in odile.errors()["Personne"]


def test_a_step_that_is_skipped_is_taken_up_again_by_any_organiser(empty: Club, odile: Person) -> None:
    odile.clicks("Passer cette étape")
    odile.sees("Étapes laissées de côté : canal")
    luc = opens(empty, empty.joins(LUC, role="organiser"))
    luc.sees("Étapes laissées de côté : canal")
    luc.clicks("Reprendre ces étapes")
    luc.sees(f"{TURN}canal")


def test_the_first_organiser_leaves_and_another_goes_on_where_it_stood(empty: Club, odile: Person) -> None:
    odile.clicks("Vérifier")
    luc = empty.joins(LUC, role="organiser")
    odile.types("/prime mes-donnees")
    odile.clicks("Quitter le club…")
    odile.fills("Pour confirmer, écrivez QUITTER", "QUITTER")
    odile.submits()
    opens(empty, luc)
    luc.sees("✅ Fait : langue et heure, canal")
    luc.sees(f"{TURN}une deuxième personne")


def test_what_is_done_elsewhere_is_found_done(empty: Club, odile: Person) -> None:
    empty.joins(LUC, role="organiser")
    draft = CharterDraft("# Charte\n\nEntraide.", True, "", paris(2027, 1, 31, 23, 59))
    with empty.prime.services.db.begin() as session:
        publish(session, draft, None, empty.clock.now())
    ana = empty.joins("Ana Berger")
    empty.plans()
    opens(empty, odile)
    odile.clicks("Vérifier")
    odile.sees("1 membre présent dans Slack recevra le mot de bienvenue.")
    odile.clicks("Envoyer les invitations")
    ana.opens_dm()
    ana.sees("Bienvenue")
    odile.sees(f"{TURN}premier sujet")
    odile.clicks("Passer cette étape")
    odile.sees("✅ Le club est ouvert.")
    odile.clicks("Masquer cette liste")
    odile.sees_not("Mise en route")


def test_the_same_by_a_command_and_in_its_message(empty: Club, odile: Person) -> None:
    odile.types("/prime demarrer")
    odile.sees(f"{TURN}canal")
    odile.clicks("Vérifier")
    odile.sees(f"{TURN}une deuxième personne")


def test_a_club_that_lives_never_sees_it(club: Club) -> None:
    odile = club.joins(ODILE, role="organiser")
    club.plans()
    opens(club, odile).sees("Mise en route")
    club.at(paris(2027, 2, 1, 9))
    opens(club, odile).sees_not("Mise en route")
    odile.types("/prime start")
    odile.sees("✅ Le club est ouvert.")


def test_members_see_nothing_of_it(empty: Club) -> None:
    opens(empty, empty.joins("Ana Berger")).sees_not("Mise en route")


def test_where_the_club_speaks_another_language_somebody_says_whether_that_is_right(
    database_url: str,
) -> None:
    made = Club(database_url, {"prime_language": "en", "prime_timezone": "Europe/London"})
    odile = opens(made, made.joins(ODILE, role="organiser"))
    odile.sees(f"{TURN}langue et heure")
    odile.sees("Dans le canal, Prime écrit en anglais")
    odile.clicks("C’est juste")
    odile.sees(f"{TURN}canal")
    made.stop()
