"""What was offered, entrusted or left empty is recalled to whom it is for, and no more often than that."""

from club.ballots import Unit
from handlers.kit.published import handed_out, list_entries
from sandbox.driver.person import Person
from tests.stories.club import Club, paris
from tests.stories.polls import opens
from tests.stories.said import TAKE_SEAT
from tests.stories.test_companies import agree, complete
from tests.stories.test_offers import _offered as seat_offered
from tests.stories.test_organising import organiser


def test_an_offered_seat_is_recalled_once_when_half_of_its_time_is_over(club: Club) -> None:
    luc = seat_offered(club)
    luc.sees_not("Rappel")
    club.later(minutes=59)
    assert club.dms(luc) == 1
    club.later(minutes=1)
    luc.sees("· Rappel")
    assert club.dms(luc) == 2
    luc.clicks(TAKE_SEAT, within="· Rappel")
    luc.sees_not(f"[{TAKE_SEAT}]")
    luc.sees_not("· Rappel")
    assert club.seats("Luc Roy") == 1


def test_an_offer_that_is_taken_or_over_is_recalled_to_nobody(club: Club) -> None:
    luc = seat_offered(club)
    luc.clicks(TAKE_SEAT)
    club.later(hours=1)
    luc.sees_not("· Rappel")
    assert club.seats("Luc Roy") == 1


def test_an_entrusted_vote_is_recalled_once_unless_it_is_cast(club: Club) -> None:
    ana, luc, zoe = (club.joins(name) for name in ("Ana Berger", "Luc Roy", "Zoé Vert"))
    opens(club, unit=Unit.MEMBER, proxies=2)
    for owner in (ana, zoe):
        entrusts(owner)
    luc.types("/prime voter")
    luc.clicks("Pour Zoé Vert…")
    luc.ticks("Vapeur")
    luc.submits()
    club.at(paris(2027, 1, 7, 16, 59))
    luc.opens_dm()
    luc.sees_not("· Rappel")
    club.at(paris(2027, 1, 7, 17))
    assert luc.screen().count("· Rappel") == 1
    luc.sees("Ana Berger vous confie sa voix.")
    ana.types("/prime voter")
    ana.clicks("Reprendre ma voix")
    luc.sees_not("· Rappel")


def entrusts(owner: Person) -> None:
    owner.types("/prime voter")
    owner.clicks("Donner procuration…")
    owner.fills("Qui votera pour vous ?", "Luc Roy")
    owner.submits()


def test_who_is_named_as_public_contact_is_asked_again_once(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    complete(ana, **{"Contact": "Luc Roy", "Adresse du contact": "luc.roy@verrerie.example"})
    agree(ana)
    assert club.dms(luc) == 1
    club.at(paris(2027, 1, 8, 9))
    assert club.dms(luc) == 1
    club.at(paris(2027, 1, 11, 9))
    luc.opens_dm()
    luc.sees("· Rappel")
    luc.clicks("Accepter d’être contact", within="· Rappel")
    luc.sees_not("· Rappel")
    club.at(paris(2027, 2, 1, 9))
    assert club.dms(luc) == 2


def test_a_directory_that_changed_is_told_once_however_often_it_changes(club: Club) -> None:
    ana, odile = club.joins("Ana Berger"), organiser(club)
    complete(ana)
    agree(ana)
    club.at(paris(2027, 1, 5, 9))
    assert club.dms(odile) == 1
    zoe = club.joins("Zoé Vert", "Tuileries de Loire")
    complete(zoe)
    agree(zoe)
    for day in (6, 7, 20):
        club.at(paris(2027, 1, day, 9))
    odile.opens_dm()
    odile.sees("Annuaire à publier à nouveau : Tuileries de Loire et Verrerie Ardoin")
    assert club.dms(odile) == 1
    odile.clicks("Publier l’annuaire")
    odile.sees_not("[Publier l’annuaire]")
    club.later(minutes=5)
    ana.types("/prime entreprise")
    ana.clicks("Retirer l’accord…")
    ana.submits()
    odile.opens_dm()
    odile.sees("Verrerie Ardoin se retire de l’annuaire")
    club.at(paris(2027, 1, 21, 9))
    odile.sees("Annuaire à publier à nouveau : Verrerie Ardoin")
    club.later(minutes=5)
    with club.prime.services.db.begin() as session:
        handed_out(session, list_entries(session), None, club.clock.now())  # `prime export directory`
    club.settle()
    odile.sees("✅ Fichiers écrits sur le serveur, jeudi 21 janvier 2027, 9 h 05")
    odile.sees_not("[Publier l’annuaire]")


def test_an_empty_profile_is_spoken_of_three_times_and_no_more(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy", "Tuileries de Loire")
    club.later(seconds=20)
    club.at(paris(2027, 4, 2, 9))
    assert (club.dms(ana), club.dms(luc)) == (0, 0)
    club.at(paris(2027, 4, 5, 9))
    ana.opens_dm()
    ana.sees("Profil à compléter")
    ana.sees("Fiche publique à compléter : Verrerie Ardoin")
    ana.clicks("Compléter mon profil…")
    ana.fills("Expertises", "Vapeur")
    ana.submits()
    ana.sees("✅ Profil complété. Merci.")
    complete(ana)
    ana.opens_dm()
    ana.sees("✅ Fiche complétée par Ana Berger, lundi 5 avril 2027, 9 h")
    for month in (7, 10, 12):
        club.at(paris(2027, month, 28, 9))
    club.at(paris(2028, 6, 28, 9))
    assert (club.dms(ana), club.dms(luc)) == (1, 3)  # profile and page come together
