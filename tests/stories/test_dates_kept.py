"""A slot that organisers keep, and the event that is made of it (article FACILITER)."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select

from club.folding import fold
from club.ids import DatePollId, EventId, SeriesId, SlackId
from handlers import names
from handlers.events.organising import form
from handlers.events.organising.origin import Origin
from handlers.events.organising.outcomes import EventChange
from handlers.events.organising.service import create
from sandbox.driver.person import Person
from storage.date_polls import subject_of_poll
from storage.events import get_event
from storage.postings import POSTING, get_posting
from storage.series import list_dates
from tests.stories.club import FIRST, Club, paris
from tests.stories.said import CANCEL, COMPANY_FIELD, EDIT, GOING, START_DAY
from tests.stories.searches import (
    CLOSES,
    FRIDAY,
    IN_VIEW,
    LATER,
    THURSDAY,
    TITLE,
    ana,
    answers,
    fills,
    leaves,
    luc,
    odile,
    searches,
)
from tests.stories.test_home_kept import listed
from tests.stories.test_hosting import PLACE, offers

__all__ = ["ana", "luc", "odile"]


def test_a_search_becomes_an_event_that_each_yes_confirms_by_one_click(
    club: Club, odile: Person, ana: Person, luc: Person
) -> None:
    searches(odile)
    odile.sees("✅ Envoyé à 3 personnes.")
    ana.opens_dm()
    ana.sees(f"{TITLE} : quand pourriez-vous ?")
    ana.sees(f"3 créneaux, avant le {CLOSES}")
    answers(ana, "Oui", "Si besoin", "Non")
    ana.sees("✅ Noté. Modifiable jusqu’au lundi 11 janvier 2027, 18 h.")
    ana.sees(f"{THURSDAY} : oui")
    answers(luc, "Oui", "Oui", "Non")
    odile.opens_dm()
    odile.sees("2 réponses, 1 sans réponse")
    odile.sees("2 oui · 2 entreprises")
    odile.sees("1 oui, 1 si besoin · 2 entreprises")
    odile.clicks("Voir qui peut venir")
    odile.sees("Oui : Luc Martin, Aciérie du Plessis · Ana Berger, Papeterie du Val")
    odile.closes()
    odile.clicks("Retenir cette date", within=THURSDAY)
    odile.fills("Lieu", "Lyon")
    odile.submits()
    event = club.event(FIRST)
    assert (event.title, event.place) == (TITLE, "Lyon")
    assert (event.starts_at, event.ends_at) == (paris(2027, 1, 28, 9, 30), paris(2027, 1, 28, 11, 30))
    odile.opens_dm()
    odile.sees("C’est un brouillon : à sa publication, chaque oui est à confirmer d’un clic.")
    ana.opens_dm()
    ana.sees("Une date est retenue ; l’invitation suit.")
    odile.types("/prime activite")
    odile.clicks("Publier")
    for person in (ana, luc):
        person.opens_dm()
        person.sees("Date retenue : jeudi 28 janvier 2027, 9 h 30 ; vous aviez dit oui.")
    ana.clicks("Je confirme")
    ana.sees("✅ Vous venez")
    luc.clicks("Je ne viens pas")
    luc.sees("✅ Vous ne venez pas")
    assert (club.seats("Ana Berger"), club.seats("Luc Martin")) == (1, 0)


def test_an_answer_changes_until_the_closing_and_not_after_the_choice(
    club: Club, odile: Person, ana: Person
) -> None:
    searches(odile)
    answers(ana, "Oui", "Non", "Non")
    ana.clicks(EDIT)
    fills(ana, ("Non", "Oui", "Non"))
    odile.opens_dm()
    ana.clicks(EDIT)
    odile.clicks("Retenir cette date", within=FRIDAY)
    odile.submits()
    assert club.event(FIRST).starts_at == paris(2027, 1, 29, 14, 0)
    fills(ana, ("Oui", "Non", "Non"))
    ana.sees("Cette recherche est terminée : votre réponse n’est plus nécessaire. Merci.")
    odile.types("/prime activite")
    odile.clicks("Publier")
    ana.closes()
    ana.opens_dm()
    ana.sees("Date retenue : vendredi 29 janvier 2027, 14 h ; vous aviez dit oui.")


def test_of_two_organisers_who_keep_two_slots_one_does(club: Club, odile: Person, ana: Person) -> None:
    jean = club.joins("Jean Second", "ALLICE", role="organiser")
    searches(odile)
    answers(ana, "Oui", "Oui", "Non")
    odile.opens_dm()
    odile.clicks("Retenir cette date", within=THURSDAY)
    jean.types("/prime date")
    jean.clicks("Voir les créneaux")
    jean.clicks("Retenir cette date", within=FRIDAY)
    odile.submits()
    jean.submits()
    assert list(jean.errors()) == [START_DAY]
    assert fold("Une date a été retenue entre-temps") in fold(jean.errors()[START_DAY])
    jean.closes()
    jean.clicks("Retenir cette date", within=FRIDAY)
    jean.sees("Cette recherche est terminée")
    assert club.event(FIRST).starts_at == paris(2027, 1, 28, 9, 30)


def test_of_two_who_keep_a_slot_at_the_same_moment_one_does(club: Club, odile: Person, ana: Person) -> None:
    searches(odile)
    fields = {
        **dict.fromkeys(form.FIELDS, ""),
        **form.BLANK,
        **{form.TITLE: TITLE, form.START_DAY: "2027-01-28", form.START_TIME: "09:30", form.END_TIME: "11:30"},
    }

    def keeps(slot: int) -> EventChange:
        origin = Origin(poll_id=DatePollId(1), slot=slot)
        return create(club.prime.services, fields, club.clock.now(), at_once=False, origin=origin).result

    with ThreadPoolExecutor(8) as threads:
        results = sorted(threads.map(keeps, [1, 2, 3, 1, 2, 3, 1, 2]))
    assert results == [EventChange.FAULTY] * 7 + [EventChange.SAVED]
    assert club.event(FIRST).title == TITLE
    with club.prime.services.db.read() as session:
        assert get_event(session, EventId(2)) is None, "what lost leaves no draft behind"


def test_a_slot_that_is_past_cannot_be_kept(club: Club, odile: Person, ana: Person) -> None:
    searches(odile)
    odile.types("/prime date")
    odile.clicks("Voir les créneaux")
    club.at(paris(2027, 1, 28, 9, 31))
    odile.clicks("Retenir cette date", within=CLOSES)  # in a list that stood there before
    odile.sees("Ce créneau est passé")
    odile.clicks("Retenir cette date", within=FRIDAY)
    club.at(paris(2027, 1, 29, 14, 0))
    odile.submits()
    assert list(odile.errors()) == [START_DAY]


def test_the_host_of_premises_in_view_is_asked_as_one(
    club: Club, odile: Person, ana: Person, luc: Person
) -> None:
    offers(ana)
    circle, whom = "Les membres d’une entreprise", {COMPANY_FIELD: "Aciérie du Plessis"}
    searches(odile, LATER, circle=circle, **IN_VIEW, **whom)
    odile.sees("✅ Envoyé à 2 personnes.")
    ana.opens_dm()
    ana.sees("Vous êtes aussi l’hôte")
    ana.clicks("Répondre…")
    ana.fills({"mar. 16 mars, 9 h – 11 h": "Oui", "mer. 17 mars, 9 h – 11 h": "Non"})
    ana.submits()
    odile.opens_dm()
    odile.sees("1 oui · 1 entreprise · hôte : oui")
    odile.sees("aucun oui · hôte : non")
    odile.clicks("Retenir cette date", within="mar. 16 mars")
    odile.submits()
    event = club.event(FIRST)
    assert (event.place, event.host_company) == (f"{PLACE}, Salle Mont-Blanc", "Papeterie du Val")
    ana.opens_dm()
    ana.sees("vous accueillez ?")


def touched(club: Club, person: Person) -> object:
    """When what this person sees of the search was last drawn."""
    with club.prime.services.db.read() as session:
        posting = get_posting(session, names.DATES_ASKED, subject_of_poll(DatePollId(1)), SlackId(person.id))
        assert posting is not None
        drawn = select(POSTING.c.shown_at).where(POSTING.c.id == posting.id)
        return session.connection().execute(drawn).scalar_one()


def test_a_host_who_withdraws_leaves_the_search_without_a_place(
    club: Club, odile: Person, ana: Person, luc: Person
) -> None:
    offers(ana)
    searches(odile, LATER, **IN_VIEW)
    ana.types("/prime accueillir")
    told = touched(club, luc)
    ana.clicks("Retirer mon offre…")
    ana.submits()
    assert touched(club, luc) == told, "what others see of the search does not show the premises"
    odile.opens_dm()
    odile.sees(f"Lieu envisagé, plus disponible : {PLACE}")
    odile.clicks("Retenir cette date", within="mar. 16 mars")
    odile.submits()
    assert club.event(FIRST).place == ""


def test_where_its_organiser_left_the_others_choose(club: Club, odile: Person, ana: Person) -> None:
    jean = club.joins("Jean Second", "ALLICE", role="organiser")
    searches(odile)
    answers(ana, "Oui", "Non", "Non")
    leaves(club, "Odile Garnier")
    jean.opens_dm()
    jean.sees("Retenir cette date")
    club.at(paris(2027, 1, 12, 9, 0))
    jean.sees("➡️ Réponses closes : à vous de retenir une date.")
    jean.opens_home()
    assert "Réponses closes : à vous de retenir une date." in listed(jean)
    assert "Retenir cette date" not in listed(jean), "not without the other slots beside it"
    jean.opens_dm()
    jean.clicks("Retenir cette date", within=THURSDAY)
    jean.submits()
    jean.opens_home()
    assert "Réponses closes" not in listed(jean)
    assert club.event(FIRST).starts_at == paris(2027, 1, 28, 9, 30)


def test_an_event_at_another_hour_says_so_and_a_draft_called_off_gives_the_slots_back(
    club: Club, odile: Person, ana: Person
) -> None:
    searches(odile)
    answers(ana, "Oui", "Oui", "Non")
    odile.opens_dm()
    odile.clicks("Retenir cette date", within=THURSDAY)
    odile.submits()
    odile.types("/prime activite")
    odile.clicks(CANCEL)
    odile.submits()
    odile.opens_dm()
    odile.sees("➡️ L’activité créée a été annulée : un autre créneau peut être retenu.")
    odile.clicks("Retenir cette date", within=FRIDAY)
    odile.fills({"Heure du début": "15:00", "Heure de la fin": "17:00"})
    odile.ticks("Publier maintenant dans le canal")
    odile.submits()
    ana.opens_dm()
    ana.sees(
        "Date retenue : vendredi 29 janvier 2027, 15 h. Ce n’est pas le créneau auquel vous aviez dit oui"
    )


def test_seats_are_those_of_any_answer(club: Club, odile: Person, ana: Person, luc: Person) -> None:
    searches(odile)
    answers(ana, "Oui", "Non", "Non")
    answers(luc, "Oui", "Non", "Non")
    odile.opens_dm()
    odile.clicks("Retenir cette date", within=THURSDAY)
    odile.fills("Places", "1")
    odile.ticks("Publier maintenant dans le canal")
    odile.submits()
    for person in (ana, luc):
        person.opens_dm()
        person.clicks("Je confirme")
    luc.sees("rang 1")
    assert (club.seats("Ana Berger"), club.seats("Luc Martin")) == (1, 0)


def test_a_date_kept_for_half_days_is_confirmed_for_all_of_them(
    club: Club, odile: Person, ana: Person
) -> None:
    searches(odile)
    answers(ana, "Oui", "Non", "Non")
    odile.opens_dm()
    odile.clicks("Retenir cette date", within=THURSDAY)
    odile.fills("Lieu", "Lyon")
    odile.submits()
    odile.types("/prime activite")
    odile.clicks("Demi-journées…")
    odile.ticks("Publier maintenant dans le canal")
    odile.submits()
    club.later(minutes=1)
    ana.opens_dm()
    ana.clicks(GOING, within="Date retenue")
    ana.submits()
    with club.prime.services.db.read() as session:
        parts = list_dates(session, SeriesId(1))
    assert [club.seats("Ana Berger", one.id) for one in parts] == [1, 1]
