"""What is typed in a hurry, to Prime or after `/prime`: asked back, done by a click (article FACILITER)."""

from datetime import timedelta

import pytest
from slack_bolt import Ack
from sqlalchemy import select, text
from sqlmodel import SQLModel

from bot.dispatch import Dispatcher
from bot.payload import read_event
from club.events import EventKind
from club.ids import EventId
from sandbox.driver.person import Person
from storage.sentences import list_counts
from tests.stories.club import NOW, Club, paris
from tests.stories.said import GOING, MEMBERS_ONLY, NAME_FIELD, NO_EVENTS, ORGANISERS_TOLD

FORUM, ATELIER, POMPES = EventId(1), EventId(2), EventId(3)
WAYS = pytest.mark.parametrize("way", ["", "/prime "], ids=["direct message", "command"])


def furnished(club: Club) -> None:
    """A forum in three weeks, a workshop tomorrow, another in March."""
    club.plans("Forum Chaleur fatale", place="Lyon")
    club.plans(
        "Atelier Air comprimé",
        kind=EventKind.WORKSHOP,
        place="Lille",
        starts=paris(2027, 1, 5, 14, 0),
        hours=3,
        deadline=paris(2027, 1, 5, 8, 0),
    )
    club.plans(
        "Atelier Pompes à chaleur", kind=EventKind.WORKSHOP, place="Grenoble", starts=paris(2027, 3, 12, 9, 0)
    )


def says(club: Club, person: Person, words: str, way: str = "") -> None:
    """In the direct message, or behind the command there, a few seconds after what came before."""
    club.clock.advance(timedelta(seconds=5))
    person.opens_dm()
    (person.types if way else person.says)(way + words)


@WAYS
def test_i_shall_not_come_is_asked_back_and_done_by_a_click(club: Club, way: str) -> None:
    ana = club.joins("Ana Berger")
    furnished(club)
    ana.types("/prime rsvp forum oui")
    says(club, ana, "je ne viendrai pas au forum", way)
    ana.sees("Forum Chaleur fatale, jeudi 28 janvier 2027, 9 h 30 : vous ne venez plus ?")
    ana.sees("[Confirmer]*")
    assert club.seats("Ana Berger") == 1
    ana.clicks("Confirmer")
    assert club.seats("Ana Berger") == 0
    ana.sees_not("[Confirmer]")


@WAYS
def test_i_shall_be_late_is_passed_on_with_the_minutes_that_were_typed(club: Club, way: str) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    furnished(club)
    ana.types("/prime rsvp comprimé oui")
    says(club, ana, "je serai en retard de 20 min demain", way)
    ana.sees("Atelier Air comprimé, mardi 5 janvier 2027, 14 h : vous aurez 20 minutes de retard ?")
    ana.clicks("Confirmer")
    ana.sees(f"✅ {ORGANISERS_TOLD}")
    odile.opens_dm()
    odile.sees("20 minutes")


@WAYS
def test_cancel_my_coming_means_what_one_was_to_come_to(club: Club, way: str) -> None:
    ana = club.joins("Ana Berger")
    furnished(club)
    ana.types("/prime rsvp forum oui")
    says(club, ana, "annule ma venue", way)
    ana.sees("Forum Chaleur fatale, jeudi 28 janvier 2027, 9 h 30 : vous ne venez plus ?")
    ana.types("/prime rsvp comprimé oui")
    says(club, ana, "annule ma venue", way)
    ana.sees("Plusieurs sens sont possibles. Lequel ?")
    ana.sees("Atelier Air comprimé, mardi 5 janvier 2027, 14 h : vous ne venez plus ?")
    assert (club.seats("Ana Berger", FORUM), club.seats("Ana Berger", ATELIER)) == (1, 1)
    ana.clicks("Je ne viens pas", within="Plusieurs sens")
    assert sorted((club.seats("Ana Berger", FORUM), club.seats("Ana Berger", ATELIER))) == [0, 1]


@WAYS
def test_i_am_coming_with_somebody_opens_the_form_with_the_name_in_it(club: Club, way: str) -> None:
    ana = club.joins("Ana Berger")
    furnished(club)
    says(club, ana, "je viens à Lyon avec Paul Besson et un collègue", way)
    ana.sees(
        "Forum Chaleur fatale, jeudi 28 janvier 2027, 9 h 30 : "
        "vous venez avec Paul Besson et 1 autre personne ?"
    )
    ana.clicks("Confirmer…")
    ana.sees("Paul Besson")
    ana.sees(f"{NAME_FIELD} (2)")
    assert club.seats("Ana Berger") == 0


def test_a_member_who_is_named_answers_in_person(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.joins("Luc Roy")
    furnished(club)
    says(club, ana, "je viens au forum avec luc roy")
    ana.sees("Forum Chaleur fatale, jeudi 28 janvier 2027, 9 h 30 : vous venez ?")
    ana.sees("Luc Roy : chaque membre répond pour soi.")
    says(club, ana, "je viens au forum avec @ulucroy")
    ana.clicks("Confirmer")
    assert club.seats("Ana Berger") == 1


@WAYS
def test_who_knows_leads_into_the_directory(club: Club, way: str) -> None:
    ana = club.joins("Ana Berger")
    club.joins("Luc Vapeur", company="Fonderie Martin")
    says(club, ana, "qui connaît Fonderie Martin ?", way)
    ana.sees("1 membre pour « Fonderie Martin »")
    ana.clicks("Voir le profil")
    ana.sees("Luc Vapeur")


@WAYS
def test_when_is_the_next_one_shows_it(club: Club, way: str) -> None:
    ana = club.joins("Ana Berger")
    furnished(club)
    says(club, ana, "c'est quand le prochain atelier ?", way)
    ana.sees("Atelier Air comprimé")
    ana.sees("mardi 5 janvier 2027, 14 h")
    ana.clicks(GOING, within="Atelier Air comprimé")
    assert club.seats("Ana Berger", ATELIER) == 1


@WAYS
@pytest.mark.parametrize(
    ("words", "seen"),
    [
        (
            "I won't come to the forum",
            "Forum Chaleur fatale, Thursday 28 January 2027, 9:30: are you no longer coming?",
        ),
        ("I'll be 30 min late at the forum", "will you be 30 minutes late?"),
        ("cancel my seat", "Forum Chaleur fatale, Thursday 28 January 2027, 9:30: are you no longer coming?"),
        ("I'm coming to Lyon with Paul Besson", "are you coming with Paul Besson?"),
        ("who knows about heat pumps?", "No member for “heat pumps”."),
        ("when is the next workshop?", "Atelier Air comprimé"),
        ('Paul wrote "I\'m not coming to the forum"', "These are somebody else’s words: nothing is changed."),
        ("what's the weather like?", "This was not understood, and nothing is changed."),
    ],
)
def test_the_same_in_english(club: Club, way: str, words: str, seen: str) -> None:
    tom = club.joins("Tom Baker", locale="en-GB")
    furnished(club)
    tom.types("/prime rsvp forum yes")
    says(club, tom, words, way)
    tom.sees(seen)
    assert club.seats("Tom Baker") == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Paul m'a écrit « je ne viens pas au forum »", "Ce sont les mots de quelqu’un d’autre"),
        ("Claire ne participe pas au forum", "Chaque membre répond pour soi"),
        ("si je ne viens pas au forum, qui prend la place ?", "La phrase pose une condition"),
        ("je suis venu au forum l'an dernier", "La phrase parle du passé"),
        ("il pleut des cordes", "Phrase non comprise"),
    ],
)
def test_what_is_no_answer_offers_none(club: Club, words: str, said: str) -> None:
    ana = club.joins("Ana Berger")
    furnished(club)
    ana.types("/prime rsvp forum oui")
    says(club, ana, words)
    ana.sees(said)
    ana.sees_not("[Confirmer]")
    ana.sees("[Aide]")
    ana.clicks("Aide")
    ana.sees("Ce que Prime peut faire pour vous.")
    assert club.seats("Ana Berger") == 1


def test_a_denial_is_never_reversed_and_doubt_offers_both(club: Club) -> None:
    ana = club.joins("Ana Berger")
    furnished(club)
    ana.types("/prime rsvp forum oui")
    says(club, ana, "n'annule surtout pas ma venue au forum")
    ana.sees("vous venez ?")
    says(club, ana, "je viendrai peut-être au forum")
    ana.sees("Plusieurs sens sont possibles. Lequel ?")
    ana.sees(f"[{GOING}]")
    ana.sees("[Je ne viens pas]")
    assert club.seats("Ana Berger") == 1


def test_rather_friday_is_about_friday(club: Club) -> None:
    ana = club.joins("Ana Berger")
    furnished(club)
    club.plans(
        "Petit-déjeuner Mesure",
        kind=EventKind.OTHER,
        starts=paris(2027, 1, 8, 8, 30),
        deadline=paris(2027, 1, 7, 8, 0),
    )
    says(club, ana, "plutôt vendredi")
    ana.sees("Petit-déjeuner Mesure, vendredi 8 janvier 2027, 8 h 30 : vous venez ?")


def test_another_event_may_be_meant(club: Club) -> None:
    ana = club.joins("Ana Berger")
    furnished(club)
    says(club, ana, "je viens au forum")
    ana.clicks("Autre activité")
    ana.sees(f"{GOING} : à quelle activité ?")
    ana.clicks("ven. 12 mars, 9 h · Atelier Pompes à chaleur")
    ana.sees("Atelier Pompes à chaleur, vendredi 12 mars 2027, 9 h : vous venez ?")
    ana.clicks("Confirmer")
    assert (club.seats("Ana Berger", FORUM), club.seats("Ana Berger", POMPES)) == (0, 1)


def test_many_events_are_chosen_from_page_by_page(club: Club) -> None:
    ana = club.joins("Ana Berger")
    for day in range(1, 24):
        club.schedules(f"Atelier {day}", kind=EventKind.WORKSHOP, starts=paris(2027, 2, day, 14, 0))
    club.settle()
    says(club, ana, "je viens")
    ana.sees("1–10 sur 23")
    ana.clicks("Suivantes")
    ana.clicks("Suivantes")
    ana.clicks("mar. 23 févr., 14 h · Atelier 23")
    ana.sees("Atelier 23, mardi 23 février 2027, 14 h : vous venez ?")


def test_that_is_not_it_changes_nothing_and_shows_the_ways(club: Club) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    furnished(club)
    says(club, ana, "je ne viens pas au forum")
    ana.clicks("Ce n’est pas cela")
    ana.sees("Rien n’est changé.")
    ana.sees_not("[Confirmer]")
    ana.clicks("Voir mes activités")
    ana.sees("Vos prochaines activités")
    odile.opens_home()
    odile.sees("Phrases en 30 jours : 1 ; comprises : 1 ; mal comprises : 1.")
    ana.opens_home()
    ana.sees_not("Phrases en 30 jours")


def test_a_card_of_yesterday_meets_today_s_rules(club: Club) -> None:
    ana = club.joins("Ana Berger")
    furnished(club)
    says(club, ana, "je viens au forum")
    club.at(paris(2027, 1, 22, 10, 0))
    ana.clicks("Confirmer")
    ana.sees("Réponses closes")
    assert club.seats("Ana Berger") == 0


def test_somebody_who_is_no_longer_a_member_confirms_nothing(club: Club) -> None:
    ana = club.joins("Ana Berger")
    furnished(club)
    says(club, ana, "je viens au forum")
    with club.prime.services.db.begin() as session:
        session.connection().execute(text("UPDATE member SET state = 'suspended'"))
    ana.clicks("Confirmer")
    ana.sees(MEMBERS_ONLY)
    assert club.seats("Ana Berger") == 0


def test_what_needs_a_form_is_a_button(club: Club) -> None:
    ana = club.joins("Ana Berger")
    says(club, ana, "je voudrais proposer un sujet")
    ana.clicks("Proposer un sujet…")
    ana.sees("De quoi s’agit-il ?")


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("quelles sont les prochaines activités ?", NO_EVENTS),
        ("voir les sujets sur le stockage", "Aucun sujet"),
        ("je veux voter", "Aucun vote"),
        ("quels sont les résultats du vote ?", "Aucun résultat"),
        ("où trouver les études déjà faites ?", "Aucun"),
        ("où lire la charte ?", "Charte"),
        ("comment supprimer mes données ?", "données"),
        ("qui vient au forum ?", NO_EVENTS),
        ("je viens", NO_EVENTS),
    ],
)
def test_what_is_named_by_a_word_of_its_own_is_shown(club: Club, words: str, seen: str) -> None:
    ana = club.joins("Ana Berger")
    says(club, ana, words)
    ana.sees(seen)
    ana.types(f"/prime {words}")
    ana.sees(seen)


@pytest.mark.parametrize(
    "more",
    [
        {"bot_id": "B1"},
        {"subtype": "message_changed"},
        {"files": [{"id": "F1"}]},
        {"thread_ts": "1700000000.000100"},
    ],
    ids=["a bot", "an edit", "a file and words", "in a thread"],
)
def test_what_is_not_said_to_prime_is_not_answered(club: Club, more: dict[str, object]) -> None:
    ana = club.joins("Ana Berger")
    furnished(club)
    tells(club, ana, "Ev1", more)
    assert club.dms(ana) == 0
    tells(club, ana, "Ev2", {})
    ana.sees("vous venez ?")


def test_a_message_that_slack_sends_again_is_answered_once(club: Club) -> None:
    ana, eve = club.joins("Ana Berger"), club.stranger("Eve Martin")
    furnished(club)
    for person in (ana, ana, eve, eve):
        club.clock.advance(timedelta(seconds=5))
        tells(club, person, f"Ev{person.id}", {})
    assert (club.dms(ana), club.dms(eve)) == (1, 1)


def tells(club: Club, person: Person, event_id: str, more: dict[str, object]) -> None:
    """A message event as Slack sends it (docs.slack.dev, message.im)."""
    said = {"type": "message", "channel_type": "im", "user": person.id, "text": "je viens au forum"}
    place = {"channel": club.box.workspace.dm_with(person.id).id, "ts": "1700000001.000200"}
    read = read_event({"event": said | place | more, "event_id": event_id})
    assert read is not None
    prime = club.prime
    Dispatcher(prime.services, prime.router, prime.clock, prime.background).handle(read, Ack())
    club.settle()


def test_no_word_of_a_sentence_is_kept(club: Club) -> None:
    ana = club.joins("Ana Berger")
    furnished(club)
    says(club, ana, "xylophage zirconium")
    says(club, ana, "obsidienne ne participe pas au forum", "/prime ")
    with club.prime.services.db.read() as session:
        assert list_counts(session, NOW.date()) == {"nothing": 1, "somebody_else": 1}
        kept = str(
            [
                tuple(row)
                for table in SQLModel.metadata.sorted_tables
                for row in session.connection().execute(select(table))
            ]
        )
    assert "Forum Chaleur fatale" in kept
    assert not [word for word in ("xylophage", "zirconium", "obsidienne", "participe") if word in kept]


@pytest.mark.parametrize("fault", ["invalid_auth", "fatal_error"])
def test_what_is_typed_while_slack_ails_is_answered_with_help_once_it_is_well(club: Club, fault: str) -> None:
    ana = club.joins("Ana Berger")
    furnished(club)
    club.box.faults.error("chat.postMessage", fault, times=1)
    says(club, ana, "je ne viendrai pas au forum")
    club.later(minutes=20)
    ana.sees("Ce que Prime peut faire pour vous.")
    ana.sees_not("vous ne venez plus")
    assert club.seats("Ana Berger") == 0


def test_what_is_typed_while_slack_asks_to_wait_is_answered_then(club: Club) -> None:
    ana = club.joins("Ana Berger")
    furnished(club)
    club.box.faults.error("chat.postMessage", "ratelimited", times=1)
    says(club, ana, "je ne viendrai pas au forum")
    club.later(minutes=20)
    ana.sees("Forum Chaleur fatale, jeudi 28 janvier 2027, 9 h 30 : vous ne venez pas ?")
    assert club.seats("Ana Berger") == 0
