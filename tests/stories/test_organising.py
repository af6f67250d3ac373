"""Organising, as it is done in Slack: from the empty form to the list of who came."""

from datetime import date, time

from club.events import EventState
from sandbox.driver.person import Person
from storage.attendance import count_answers, count_present
from storage.events import list_managed
from storage.people import add_company
from tests.stories.club import FIRST, NOW, Club, paris
from tests.stories.said import CANCEL, EDIT, EXPORT, GOING, REASON_FIELD, SHOW_ANSWERS, START_DAY, TITLE_FIELD

FORUM = {
    TITLE_FIELD: "Forum Chaleur fatale",
    "Type": "Forum",
    START_DAY: date(2027, 1, 28),
    "Heure du début": time(9, 30),
    "Heure de la fin": time(17),
    "Lieu": "Lyon",
}


def organiser(club: Club, name: str = "Odile Garnier") -> Person:
    return club.joins(name, "Alliance", role="organiser")


def publishes(club: Club, odile: Person, **given: object) -> None:
    odile.types("/prime activite nouvelle")
    odile.fills({**FORUM, **given})
    odile.ticks("Publier maintenant dans le canal")
    odile.submits()


def texts_of(person: Person, in_: str | None = None) -> str:
    return "\n".join(str(message["text"]) for message in person.messages(in_))


def test_an_event_is_drafted_published_and_answered(club: Club) -> None:
    odile, ana = organiser(club), club.joins("Ana Berger")
    with club.prime.services.db.begin() as session:
        add_company(session, "Forges du Nord")
    odile.types("/prime activité")
    odile.sees("Aucune activité pour l’instant")
    odile.clicks("Nouvelle activité…")
    odile.fills(FORUM)
    odile.fills({"Entreprise d’accueil": "Forges", "Places": "20", "Programme": "9 h 30 <!channel> accueil"})
    odile.submits()
    odile.sees("Brouillon, à publier")
    assert ana.messages("club-prime") == []
    odile.clicks("Publier")
    odile.sees("activité publiée")
    ana.opens("club-prime")
    ana.sees("jeudi 28 janvier 2027, 9 h 30 – 17 h")
    ana.sees("Lyon, chez Forges du Nord")
    ana.sees("Répondez avant le jeudi 21 janvier 2027, 9 h 30")
    ana.clicks(GOING)
    odile.types("/prime event chaleur")
    odile.sees("1 oui")
    odile.sees("1 place prise sur 20")


def test_a_second_click_on_publish_says_that_it_is_published(club: Club) -> None:
    odile, other = organiser(club), organiser(club, "Paul Martin")
    odile.types("/prime activite nouvelle")
    odile.fills(FORUM)
    odile.submits()
    other.types("/prime activite")
    odile.clicks("Publier")
    other.clicks("Publier")
    other.sees("activité déjà publiée")
    assert len(odile.messages("club-prime")) == 1


def test_every_fault_stands_at_its_field_and_nothing_typed_is_lost(club: Club) -> None:
    odile = organiser(club)
    publishes(club, odile, **{START_DAY: date(2027, 1, 8), "Heure de la fin": time(9)})
    found = odile.errors()
    assert "fixez une date limite" in found["Réponses jusqu’au (jour)"]
    assert "La fin précède le début" in found["Heure de la fin"]
    odile.fills({"Réponses jusqu’au (jour)": date(2027, 1, 7), "Heure de la fin": time(17)})
    odile.submits()
    odile.sees("activité publiée")
    odile.opens("club-prime")
    odile.sees("Forum Chaleur fatale")


def test_a_time_that_the_clocks_jump_over_is_refused(club: Club) -> None:
    odile = organiser(club)
    odile.types("/prime activite nouvelle")
    jump = {START_DAY: date(2027, 3, 28), "Heure du début": time(2, 30)}
    odile.fills({**FORUM, **jump, "Heure de la fin": time(5)})
    odile.submits()
    assert "n’existe pas" in odile.errors()["Heure du début"]


def test_a_moved_place_is_confirmed_by_those_who_come(club: Club) -> None:
    odile, ana, marc = organiser(club), club.joins("Ana Berger"), club.joins("Marc Petit")
    publishes(club, odile)
    for person in (ana, marc):
        person.opens("club-prime")
        person.clicks(GOING)
    odile.types("/prime activite")
    odile.clicks(EDIT)
    odile.fills("Lieu", "Grenoble")
    odile.submits()
    odile.sees("Message envoyé à 2 personnes")
    assert "Date ou lieu modifié" in texts_of(ana)
    ana.opens_dm()
    ana.sees("Grenoble")
    ana.clicks("Je viens toujours")
    ana.sees("Vous venez")
    marc.opens_dm()
    marc.clicks("Je ne viens plus")
    odile.clicks(SHOW_ANSWERS)
    odile.sees("1 oui, 1 non")
    odile.sees("Ana Berger : oui, 1 place")
    odile.sees_not("à confirmer depuis la modification")
    assert len([name for name, _ in ana.files() if name.endswith(".ics")]) == 2


def test_organisers_see_who_has_not_confirmed_a_move(club: Club) -> None:
    odile, ana = organiser(club), club.joins("Ana Berger")
    publishes(club, odile)
    ana.opens("club-prime")
    ana.clicks(GOING)
    odile.types("/prime activite")
    odile.clicks(EDIT)
    odile.fills(START_DAY, date(2027, 2, 4))
    odile.submits()
    odile.clicks(SHOW_ANSWERS)
    odile.sees("1 réponse à confirmer depuis la modification")
    ana.opens("club-prime")
    ana.sees("Répondez avant le jeudi 28 janvier 2027, 9 h 30")


def test_two_organisers_at_once_overwrite_nothing(club: Club) -> None:
    odile, paul = organiser(club), organiser(club, "Paul Martin")
    publishes(club, odile)
    for person in (odile, paul):
        person.types("/prime activite")
        person.clicks(EDIT)
    odile.fills("Places", "30")
    odile.submits()
    paul.fills(TITLE_FIELD, "Forum Fraîcheur")
    paul.submits()
    paul.sees("L’activité a été modifiée entre-temps")
    paul.sees("Votre saisie : Forum Fraîcheur")
    paul.fills(TITLE_FIELD, "Forum Fraîcheur")
    paul.submits()
    with club.prime.services.db.read() as session:
        [event] = list_managed(session, NOW, NOW)
    assert (event.title, event.capacity) == ("Forum Fraîcheur", 30)


def test_a_cancelled_event_is_told_to_those_who_come_and_leaves_their_calendar(club: Club) -> None:
    odile, ana = organiser(club), club.joins("Ana Berger")
    publishes(club, odile)
    ana.opens("club-prime")
    ana.clicks(GOING)
    odile.types("/prime activite")
    odile.clicks(CANCEL)
    odile.fills(REASON_FIELD, "Canicule & <@UANABERGE>")
    odile.submits()
    odile.sees("Message envoyé à 1 personne")
    ana.opens("club-prime")
    ana.sees("Annulée : Canicule & <@UANABERGE>")
    ana.opens_dm()
    ana.sees("Annulée : Forum Chaleur fatale")
    assert b"METHOD:CANCEL" in ana.files()[-1][1]


def test_the_silent_are_reminded_once_a_day(club: Club) -> None:
    odile, ana = organiser(club), club.joins("Ana Berger")
    publishes(club, odile)
    odile.types("/prime activite")
    odile.clicks("Relancer")
    odile.sees("rappel envoyé à 2 personnes")
    odile.clicks("Relancer")
    odile.sees("le rappel du jour est déjà parti")
    ana.opens_dm()
    ana.clicks(GOING)
    ana.sees("Vous venez")


def test_the_list_comes_as_a_file(club: Club) -> None:
    odile, ana = organiser(club), club.joins("Ana Berger")
    publishes(club, odile)
    ana.opens("club-prime")
    ana.clicks(GOING)
    odile.types("/prime activite")
    odile.clicks(EXPORT)
    [(name, content)] = [file for file in odile.files() if file[0].endswith(".csv")]
    assert name == "2027-01-28-forum-chaleur-fatale-reponses.csv"
    assert "Verrerie Ardoin;Ana Berger;;ana.berger@example.org;membre;;oui" in content.decode("utf-8-sig")


def test_who_came_is_recorded_and_shown_on_the_card(club: Club) -> None:
    odile, ana, marc = organiser(club), club.joins("Ana Berger"), club.joins("Marc Petit")
    publishes(club, odile)
    for person in (ana, marc):
        person.opens("club-prime")
        person.clicks(GOING)
    club.at(paris(2027, 1, 28, 18))
    odile.types("/prime activite")
    odile.clicks("Noter les présences…")
    odile.ticks("Marc Petit, Verrerie Ardoin")
    odile.submits()
    odile.sees("1 personne présente")
    ana.opens("club-prime")
    ana.sees("Terminée · 1 personne présente")


def test_attendance_is_corrected_for_a_week_and_then_stands(club: Club) -> None:
    odile, ana = organiser(club), club.joins("Ana Berger")
    publishes(club, odile)
    ana.opens("club-prime")
    ana.clicks(GOING)
    club.at(paris(2027, 1, 28, 18))
    for came, there in ((True, "1 personne présente"), (False, "aucune présence")):
        odile.types("/prime activite")
        odile.clicks("Noter les présences…")
        if not came:
            odile.ticks("Ana Berger, Verrerie Ardoin")
        odile.submits()
        odile.sees(there)
    club.at(paris(2027, 2, 4, 16, 59))
    odile.types("/prime activite forum")
    odile.clicks("Noter les présences…")
    odile.ticks("Ana Berger, Verrerie Ardoin")
    club.at(paris(2027, 2, 4, 17, 0))
    odile.submits()
    odile.sees("les présences ne se corrigent plus depuis le septième jour")
    with club.prime.services.db.read() as session:
        assert count_present(session, FIRST) == 0
    odile.types("/prime activite forum")
    odile.clicks("Noter les présences…")
    odile.sees("les présences ne se corrigent plus depuis le septième jour")


def test_members_are_refused_courteously(club: Club) -> None:
    organiser(club)
    ana = club.joins("Ana Berger")
    ana.types("/prime activite")
    ana.sees_not("Nouvelle activité")
    assert ana.modal is None


def test_a_title_that_looks_like_a_mention_stays_as_typed_and_pings_nobody(club: Club) -> None:
    odile = organiser(club)
    publishes(club, odile, Titre="<!channel> *Été* & <@U1>")
    odile.opens("club-prime")
    odile.sees("<!channel> *Été* & <@U1>")
    assert "<!channel>" not in texts_of(odile, "club-prime")
    with club.prime.services.db.read() as session:
        assert [event.state for event in list_managed(session, NOW, NOW)] == [EventState.PUBLISHED]


def test_another_event_like_one_has_all_but_its_days_and_who_answered(club: Club) -> None:
    odile, ana = organiser(club), club.joins("Ana Berger")
    publishes(club, odile, Places=20, Programme="Accueil à 9 h")
    ana.opens("club-prime")
    ana.clicks(GOING)
    odile.types("/prime activite")
    odile.clicks("Dupliquer…")
    odile.submits()
    assert START_DAY in odile.errors()
    odile.fills({START_DAY: date(2027, 3, 18)})
    odile.submits()
    odile.sees("Brouillon, à publier")
    with club.prime.services.db.read() as session:
        made, first = list_managed(session, NOW, NOW)[::-1][:2]
    assert (made.title, made.place, made.capacity, made.agenda) == (
        *(first.title, first.place, 20, "Accueil à 9 h"),
    )
    assert (made.starts_at, made.ends_at) == (paris(2027, 3, 18, 9, 30), paris(2027, 3, 18, 17))
    assert (made.deadline, made.state) == (paris(2027, 3, 11, 9, 30), EventState.DRAFT)
    assert made.uid != first.uid
    with club.prime.services.db.read() as session:
        assert count_answers(session, made.id)[:2] == (0, 0)
        assert count_answers(session, first.id)[:2] == (1, 0)


def test_another_event_like_one_of_two_days_lasts_two_days(club: Club) -> None:
    odile = organiser(club)
    publishes(club, odile, **{"Jour de la fin": date(2027, 1, 29), "Heure de la fin": time(8)})
    odile.types("/prime activite")
    odile.clicks("Dupliquer…")
    odile.fills({START_DAY: date(2027, 3, 18)})
    odile.submits()
    odile.clicks("Dupliquer…", within="Brouillon")
    odile.fills({START_DAY: date(2027, 4, 15), "Jour de la fin": date(2027, 4, 17)})
    odile.submits()
    with club.prime.services.db.read() as session:
        ends = [one.ends_at for one in list_managed(session, NOW, NOW)]
    assert ends == [paris(2027, month, day, 8) for month, day in ((1, 29), (3, 19), (4, 17))]


def test_one_called_off_can_be_held_again_and_no_member_duplicates(club: Club) -> None:
    odile = organiser(club)
    publishes(club, odile)
    odile.types("/prime activite")
    odile.clicks(CANCEL)
    odile.fills(REASON_FIELD, "Grève des trains")
    odile.submits()
    odile.clicks("Dupliquer…")
    odile.fills({START_DAY: date(2027, 3, 18)})
    odile.ticks("Publier maintenant dans le canal")
    odile.submits()
    odile.sees("activité publiée")
