"""What waits for a person is followed up until somebody answers: who hears of it, when, and what ends it."""

from datetime import date, time, timedelta

from club.ballots import Unit
from handlers.kit.published import handed_out, list_entries
from sandbox.driver.person import Person
from scheduler.tick import Tick
from storage.people import change_member
from tests.stories.club import CHANNEL, Club, paris
from tests.stories.polls import opens
from tests.stories.proposals import proposes
from tests.stories.said import ACCEPT, ASK_SEAT, START_DAY, TAKE_SEAT
from tests.stories.test_admission import asks
from tests.stories.test_companies import agree, complete
from tests.stories.test_members import closes
from tests.stories.test_offers import _offered as seat_offered
from tests.stories.test_organising import organiser, publishes

LATE = paris(2027, 1, 23, 9, 30)
"""A Saturday, two days after the deadline and five before the start."""
MONDAY = paris(2027, 1, 25, 9)
LAST = paris(2027, 1, 27, 9, 30)
UNDECIDED = "Pas encore décidé. Pour une réponse : Odile Garnier."


def asks_late(club: Club, person: Person) -> None:
    club.at(LATE)
    person.types("/prime rsvp forum")
    person.clicks(ASK_SEAT)
    person.submits()


def test_a_late_request_is_called_each_working_day_then_a_last_time_and_the_member_knows_whom_to_call(
    club: Club,
) -> None:
    ana = club.joins("Ana Berger")
    odile, paul = (club.joins(name, role="organiser") for name in ("Odile Garnier", "Paul Mercier"))
    club.plans("Forum Chaleur fatale")
    asks_late(club, ana)
    club.at(MONDAY - timedelta(minutes=1))
    for one in (odile, paul):
        one.opens_dm()
        one.sees_not("rappel")
    club.at(MONDAY)
    odile.sees("Décision attendue avant le jeudi 28 janvier 2027, 9 h 30 · Premier rappel")
    odile.sees_not("Deuxième rappel")
    club.at(MONDAY + timedelta(days=1))
    odile.sees("Deuxième rappel")
    ana.opens_dm()
    ana.sees_not("Pas encore décidé")
    club.at(LAST)
    for one in (odile, paul):
        one.sees("Dernier rappel, à toute l’organisation")
    ana.sees(f"Forum Chaleur fatale\n⏳ {UNDECIDED}")
    club.at(LAST + timedelta(hours=20))
    assert club.dms(ana) == 2
    paul.clicks(ACCEPT, within="Deuxième rappel")
    for one in (odile, paul):
        one.sees_not("rappel")
        one.sees_not(f"[{ACCEPT}]")
        assert one.screen().count("✅ Acceptée par Paul Mercier") == 4
    ana.sees_not("Pas encore décidé")
    ana.sees("Demande acceptée : 1 place.")


def test_nobody_is_called_about_what_is_decided_or_taken_back(club: Club) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale")
    asks_late(club, ana)
    ana.opens_dm()
    ana.clicks("Retirer ma demande", within="La réponse arrivera ici")
    club.at(MONDAY)
    club.at(LAST)
    assert (club.dms(odile), club.dms(ana)) == (1, 1)


def test_an_organiser_who_asks_is_told_once_and_others_decide(club: Club) -> None:
    odile, paul = (club.joins(name, role="organiser") for name in ("Odile Garnier", "Paul Mercier"))
    club.plans("Forum Chaleur fatale")
    asks_late(club, odile)
    odile.opens_dm()
    odile.sees_not(f"[{ACCEPT}]")
    club.at(MONDAY)
    assert (club.dms(odile), club.dms(paul)) == (1, 2)
    club.at(LAST)
    assert (club.dms(odile), club.dms(paul)) == (2, 3)


def test_a_lone_organiser_who_asks_is_not_called_twice(club: Club) -> None:
    odile = club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale")
    asks_late(club, odile)
    before = club.dms(odile)
    club.at(LAST)
    assert club.dms(odile) == before + 1
    odile.opens_dm()
    odile.sees("Dernier rappel")


def test_with_no_organiser_in_slack_the_contact_is_alarmed_and_the_member_told(club: Club) -> None:
    ana, contact = club.joins("Ana Berger"), club.joins("Odile Garnier")
    club.plans("Forum Chaleur fatale")
    asks_late(club, ana)
    club.at(LAST)
    ana.opens_dm()
    ana.sees(UNDECIDED)
    contact.opens_dm()
    contact.sees("1 demande de place attend")


def test_an_organiser_named_meanwhile_is_called_and_one_who_is_none_any_more_is_not(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    odile, paul = (club.joins(name, role="organiser") for name in ("Odile Garnier", "Paul Mercier"))
    club.plans("Forum Chaleur fatale")
    asks_late(club, ana)
    with club.prime.services.db.begin() as session:
        change_member(session, club.members["Luc Roy"], role="organiser")
        change_member(session, club.members["Paul Mercier"], role="member")
    club.at(MONDAY)
    luc.opens_dm()
    luc.sees("Premier rappel")
    assert (club.dms(odile), club.dms(paul)) == (2, 1)


def test_nobody_is_called_while_who_asked_is_away(club: Club) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale")
    asks_late(club, ana)
    closes(club, ana)
    club.at(MONDAY)
    odile.opens_dm()
    odile.sees_not("rappel")
    closes(club, ana, closed=False)
    club.at(MONDAY + timedelta(days=1))
    odile.sees("Premier rappel")


def test_each_organiser_is_called_at_nine_on_their_own_clock(club: Club) -> None:
    ana = club.joins("Ana Berger")
    odile = club.joins("Odile Garnier", role="organiser")
    nina = club.joins("Nina Roy", role="organiser", zone="America/Montreal")
    club.plans("Forum Chaleur fatale")
    asks_late(club, ana)
    club.at(MONDAY)
    assert (club.dms(odile), club.dms(nina)) == (2, 1)
    club.at(MONDAY + timedelta(hours=6))
    assert (club.dms(odile), club.dms(nina)) == (2, 2)


def test_an_event_made_three_days_before_its_start_has_its_calls(club: Club) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    thursday = paris(2027, 1, 7, 9, 30)
    club.plans("Forum Chaleur fatale", starts=thursday, deadline=paris(2027, 1, 4, 12))
    club.at(paris(2027, 1, 4, 14))
    ana.types("/prime rsvp forum")
    ana.clicks(ASK_SEAT)
    ana.submits()
    for day, hour, minute in ((5, 9, 0), (6, 9, 30), (7, 9, 0)):
        club.at(paris(2027, 1, day, hour, minute))
    odile.opens_dm()
    odile.sees("Premier rappel")
    odile.sees("Dernier rappel")
    assert club.dms(odile) == 3


def test_a_request_to_join_is_followed_up_with_the_company_then_the_organisers_then_told(club: Club) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", "Alliance", role="organiser")
    eve = club.stranger("Eve Martin")
    asks(eve)
    assert (club.dms(ana), club.dms(odile), club.dms(eve)) == (1, 1, 1)
    club.at(paris(2027, 1, 7, 9))
    ana.opens_dm()
    ana.sees("En attente depuis le lundi 4 janvier 2027 · Premier rappel")
    assert (club.dms(ana), club.dms(odile), club.dms(eve)) == (2, 1, 1)
    club.at(paris(2027, 1, 13, 9))
    odile.opens_dm()
    odile.sees("En attente depuis le lundi 4 janvier 2027 · Deuxième rappel")
    club.at(paris(2027, 1, 22, 9))
    eve.opens_dm()
    eve.sees("⏳ Pas encore décidé. Une question : Odile Garnier.")
    assert (club.dms(ana), club.dms(odile), club.dms(eve)) == (3, 2, 2)
    ana.clicks("Confirmer", within="Deuxième rappel")
    ana.sees_not("rappel")
    assert ana.screen().count("✅ Confirmé par Ana Berger") == 3
    club.at(paris(2027, 1, 27, 9))
    odile.sees("Premier rappel")
    odile.clicks("Admettre", within="Premier rappel")
    odile.sees_not("rappel")
    odile.sees_not("[Admettre]")
    eve.sees_not("Pas encore décidé")
    club.at(paris(2027, 3, 1, 9))
    assert (club.dms(ana), club.dms(eve)) == (3, 3)


def test_a_seat_more_is_followed_up_and_who_asked_hears_where_it_stands(club: Club) -> None:
    ana = club.joins("Ana Berger")
    odile, paul = (club.joins(name, "Alliance", role="organiser") for name in ("Odile Garnier", "Paul Roy"))
    for name in ("Luc Roy", "Zoé Vert"):
        club.joins(name)
    ana.types("/prime rejoindre")
    ana.clicks(ASK_SEAT)
    club.at(paris(2027, 1, 7, 9))
    club.at(paris(2027, 1, 13, 9))
    for one in (odile, paul):
        assert club.dms(one) == 3
    club.at(paris(2027, 1, 22, 9))
    ana.opens_dm()
    ana.sees("Un représentant de plus pour Verrerie Ardoin\n⏳ Pas encore décidé.")
    odile.opens_dm()
    odile.clicks("Accorder un représentant de plus", within="Premier rappel")
    for one in (odile, paul):
        one.opens_dm()
        one.sees_not("rappel")
        assert one.screen().count("✅ Accordé") == 3
    ana.sees_not("Pas encore décidé")


def test_the_channel_hears_none_of_it(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale")
    asks_late(club, ana)
    before = len(ana.messages(in_=CHANNEL))
    club.at(MONDAY)
    club.at(LAST)
    assert len(ana.messages(in_=CHANNEL)) == before


def test_a_proposal_is_followed_up_with_the_organisers_then_with_its_author(club: Club) -> None:
    ana = club.joins("Ana Berger")
    odile, paul = (club.joins(name, role="organiser") for name in ("Odile Garnier", "Paul Mercier"))
    proposes(ana, "Chaleur fatale")
    club.at(paris(2027, 1, 15, 9))
    assert (club.dms(odile), club.dms(ana)) == (0, 0)
    club.at(paris(2027, 1, 18, 9))
    for one in (odile, paul):
        one.opens_dm()
        one.sees("Réponse attendue : Chaleur fatale")
        one.sees("Proposé par Ana Berger · Premier rappel")
    club.at(paris(2027, 2, 15, 9))
    ana.opens_dm()
    ana.sees("Chaleur fatale\n⏳ Ouvert, pas encore décidé.")
    ana.clicks("Voir le sujet…")
    ana.closes()
    club.at(paris(2027, 3, 15, 9))
    assert (club.dms(odile), club.dms(ana)) == (1, 1)
    odile.clicks("Répondre…", within="Réponse attendue")
    odile.clicks("Retenir")
    for one in (odile, paul):
        one.opens_dm()
        one.sees_not("Réponse attendue")
        one.sees("✅ Retenu pour le vote (Odile Garnier, lundi 15 mars 2027, 9 h)")
    ana.opens_dm()
    ana.sees_not("pas encore décidé")


def test_a_proposal_answered_in_time_brings_nobody_anything_more(club: Club) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    proposes(ana, "Chaleur fatale")
    odile.types("/prime sujets")
    odile.clicks("Lire en entier…")
    odile.clicks("Retenir")
    before = club.dms(ana)
    for day in (18, 31):
        club.at(paris(2027, 1, day, 9))
    club.at(paris(2027, 2, 15, 9))
    assert (club.dms(odile), club.dms(ana)) == (0, before)


def test_whoever_made_an_event_is_asked_who_came_and_at_last_all_who_organise(club: Club) -> None:
    ana = club.joins("Ana Berger")
    odile, paul = organiser(club), organiser(club, "Paul Mercier")
    publishes(club, odile, **{START_DAY: date(2027, 1, 14), "Heure de la fin": time(12, 30)})
    ana.types("/prime rsvp forum oui")
    club.at(paris(2027, 1, 14, 14, 29))
    assert club.dms(odile) == 0
    club.at(paris(2027, 1, 14, 14, 30))
    odile.opens_dm()
    odile.sees("Terminée : Forum Chaleur fatale")
    odile.sees("Premier rappel")
    club.at(paris(2027, 1, 15, 9))
    odile.sees("Deuxième rappel")
    assert club.dms(paul) == 0
    club.at(paris(2027, 1, 21, 9))
    for one in (odile, paul):
        one.opens_dm()
        one.sees("Dernier rappel, à toute l’organisation")
    paul.clicks("Noter les présences…", within="Dernier rappel")
    paul.submits()
    for one in (odile, paul):
        one.opens_dm()
        one.sees("✅ 1 personne présente ; noté par Paul Mercier, jeudi 21 janvier 2027, 9 h")
        one.sees_not("rappel")
    club.at(paris(2027, 2, 1, 9))
    assert (club.dms(odile), club.dms(paul)) == (3, 1)


def test_nobody_is_asked_who_came_where_nobody_did_or_it_is_noted(club: Club) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale", starts=paris(2027, 1, 14, 9, 30), hours=3)
    club.plans("Atelier vapeur", starts=paris(2027, 1, 14, 9, 30), hours=3)
    ana.types("/prime rsvp atelier oui")
    club.at(paris(2027, 1, 14, 13))
    odile.types("/prime activite atelier")
    odile.clicks("Noter les présences…")
    odile.submits()
    before = club.dms(odile)
    for day in (14, 15, 21):
        club.at(paris(2027, 1, day, 15))
    assert club.dms(odile) == before


def test_a_restart_long_after_an_event_calls_nobody_again(club: Club) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale", starts=paris(2027, 1, 14, 9, 30), hours=3)
    ana.types("/prime rsvp forum oui")
    for day, hour in ((14, 15), (15, 9), (21, 9)):
        club.at(paris(2027, 1, day, hour))
    before = club.dms(odile)
    fresh = Tick(club.prime.services, club.prime.router, club.clock.now)
    for minutes in (0, 60 * 24, 60 * 24):
        club.clock.advance(timedelta(minutes=minutes))
        fresh.sweep()
        club.settle()
    assert club.dms(odile) == before


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
