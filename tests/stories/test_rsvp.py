"""Answering, as a member does it in Slack (article FACILITER)."""

from datetime import timedelta

import pytest

from club.events import EventKind
from tests.stories.club import Club, paris
from tests.stories.said import (
    ASK_SEAT,
    BE_LATE,
    CONFIDENTIAL,
    EMAIL_FIELD,
    FUNCTION_FIELD,
    GOING,
    NAME_FIELD,
    NEXT_PAGE,
    NO_EVENTS,
    NOT_COMING,
    ORGANISERS_TOLD,
    PROMOTED,
    SEATED,
    TAKE_SEAT,
)


def test_a_typed_list_shows_what_is_coming_and_a_click_answers(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    ana.types("/prime rsvp")
    ana.sees("Votre prochaine activité")
    ana.sees("Répondez avant le jeudi 21 janvier 2027, 9 h 30")
    ana.clicks(GOING, within="Votre prochaine activité")
    ana.sees(SEATED)
    ana.sees("Vous venez")
    assert club.seats("Ana Berger") == 1


def test_the_card_counts_and_the_answer_is_private(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy", "Papeterie du Val")
    club.plans("Forum Chaleur fatale", capacity=20)
    ana.opens("club-prime")
    ana.sees("Aucune place prise · 20 places")
    ana.clicks(GOING)
    ana.sees(SEATED)
    luc.opens("club-prime")
    luc.sees("1 place prise sur 20")
    luc.sees_not(SEATED)


def test_one_line_answers(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    club.plans("Réunion plénière", kind=EventKind.MEETING, starts=paris(2027, 2, 10, 14, 0))
    ana.types("/prime rsvp FORUM oui")
    ana.sees(SEATED)
    assert club.seats("Ana Berger") == 1
    ana.types("/prime rsvp pleniere non")
    ana.sees(NOT_COMING)


def test_words_that_fit_none_or_several_are_said_so(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    club.plans("Forum Hydrogène", starts=paris(2027, 2, 10, 14, 0))
    ana.types("/prime rsvp forme oui")
    ana.sees("Aucune activité pour « forme ».")
    assert "Hydrogène" not in str(ana.messages()[-1])
    ana.clicks("Voir mes activités")
    ana.sees("Forum Hydrogène")
    ana.types("/prime rsvp forum oui")
    ana.sees("2 activités correspondent. Laquelle ?")
    ana.clicks("mer. 10 févr., 14 h · Forum Hydrogène")
    ana.sees(SEATED)


def test_the_same_click_twice_says_what_holds(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    ana.opens("club-prime")
    ana.clicks(GOING)
    ana.clicks(GOING, within="Répondez avant le")
    ana.sees("C’est déjà noté : vous venez.")
    assert club.seats("Ana Berger") == 1


def test_a_change_of_mind_is_free_until_the_deadline(club: Club) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale")
    ana.types("/prime rsvp forum oui")
    ana.types("/prime rsvp forum")
    ana.clicks("Je ne viens plus")
    ana.sees(NOT_COMING)
    assert club.seats("Ana Berger") == 0
    odile.sees_not("ne vient plus")
    ana.clicks(GOING, within="Vous ne venez pas")
    ana.sees(SEATED)


def test_after_the_deadline_not_coming_is_accepted_and_told_at_once(club: Club) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale")
    ana.types("/prime rsvp forum oui")
    club.at(paris(2027, 1, 25, 9, 30))
    ana.types("/prime rsvp forum non")
    ana.sees(f"{NOT_COMING} {ORGANISERS_TOLD}")
    odile.opens_dm()
    odile.sees("Ana Berger, Verrerie Ardoin : ne vient plus")
    odile.sees("a prévenu 3 jours")
    assert club.seats("Ana Berger") == 0


def test_lateness_is_passed_on_with_its_notice(club: Club) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale")
    ana.types("/prime rsvp forum oui")
    club.at(paris(2027, 1, 28, 8, 25))
    ana.types("/prime rsvp forum")
    ana.clicks(BE_LATE)
    ana.ticks("30 minutes")
    ana.submits()
    ana.sees(ORGANISERS_TOLD)
    odile.opens_dm()
    odile.sees("Ana Berger (Verrerie Ardoin) aura 30 minutes de retard")
    odile.sees("a prévenu 1 heure")


def test_a_form_sent_back_long_after_it_was_opened_is_answered_by_message(club: Club) -> None:
    ana, _ = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale")
    ana.types("/prime rsvp forum oui")
    ana.types("/prime rsvp forum")
    ana.clicks(BE_LATE)
    club.later(minutes=31)
    ana.ticks("30 minutes")
    ana.submits()
    ana.opens_dm()
    ana.sees(ORGANISERS_TOLD)


def test_after_the_deadline_coming_leads_to_a_request(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    ana.opens("club-prime")
    club.clock.set(paris(2027, 1, 25, 9, 30))  # the card is stale: nothing has swept since
    ana.clicks(GOING)
    ana.sees("Réponses closes ; vous pouvez demander à l’organisation.")
    assert club.seats("Ana Berger") == 0


def test_at_the_deadline_the_card_turns(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    ana.opens("club-prime")
    club.at(paris(2027, 1, 21, 9, 29))
    ana.sees(f"[{GOING}]*")
    club.at(paris(2027, 1, 21, 9, 30))
    ana.sees("Réponses closes ; vous pouvez demander une place")
    ana.sees(f"[{ASK_SEAT}]*")


def test_full_means_a_line_in_order_of_arrival(club: Club) -> None:
    ana, luc, zoe = club.joins("Ana Berger"), club.joins("Luc Roy"), club.joins("Zoé Petit")
    club.plans("Forum Chaleur fatale", capacity=1)
    ana.types("/prime rsvp forum oui")
    luc.types("/prime rsvp forum oui")
    luc.sees("Complet. Vous attendez 1 place, au rang 1.")
    zoe.opens("club-prime")
    zoe.sees("Complet · 1 demande en attente")
    zoe.clicks("Attendre une place")
    zoe.sees("Complet. Vous attendez 1 place, au rang 2.")
    ana.types("/prime rsvp forum")
    ana.clicks("Je ne viens plus")
    ana.sees("2 demandes attendent votre place.")
    assert club.seats("Ana Berger") == 1
    ana.submits()
    luc.opens_dm()
    luc.sees(PROMOTED)
    assert (club.seats("Ana Berger"), club.seats("Luc Roy"), club.seats("Zoé Petit")) == (0, 1, 0)
    zoe.types("/prime rsvp forum")
    zoe.sees("En attente, rang 1 : 1 place")


def test_leaving_the_line(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    club.plans("Forum Chaleur fatale", capacity=1)
    ana.types("/prime rsvp forum oui")
    luc.types("/prime rsvp forum oui")
    luc.types("/prime rsvp forum")
    luc.clicks("Quitter la liste")
    luc.sees("Vous ne venez pas")
    ana.types("/prime rsvp forum non")
    assert club.seats("Luc Roy") == 0


def test_within_a_day_of_the_start_a_freed_seat_is_offered(club: Club) -> None:
    ana, luc, zoe = club.joins("Ana Berger"), club.joins("Luc Roy"), club.joins("Zoé Petit")
    club.plans("Forum Chaleur fatale", capacity=1)
    for person in (ana, luc, zoe):
        person.types("/prime rsvp forum oui")
    club.at(paris(2027, 1, 27, 12, 0))
    ana.types("/prime rsvp forum")
    ana.clicks("Je ne viens plus")
    ana.submits()
    assert club.seats("Luc Roy") == 0
    luc.opens_dm()
    luc.sees("à prendre avant le mercredi 27 janvier 2027, 14 h")
    club.later(hours=2, minutes=1)
    luc.sees("L’offre a expiré")
    zoe.opens_dm()
    zoe.clicks(TAKE_SEAT)
    zoe.sees("Vous venez")
    assert (club.seats("Luc Roy"), club.seats("Zoé Petit")) == (0, 1)


def test_passing_on_an_offer_gives_it_to_the_next(club: Club) -> None:
    ana, luc, zoe = club.joins("Ana Berger"), club.joins("Luc Roy"), club.joins("Zoé Petit")
    club.plans("Forum Chaleur fatale", capacity=1)
    for person in (ana, luc, zoe):
        person.types("/prime rsvp forum oui")
    club.at(paris(2027, 1, 27, 12, 0))
    ana.types("/prime rsvp forum non")
    ana.submits()
    luc.opens_dm()
    luc.clicks("Je laisse la place")
    zoe.opens_dm()
    zoe.sees("De la place s’est libérée")
    assert (club.seats("Luc Roy"), club.seats("Zoé Petit")) == (0, 0)


@pytest.mark.parametrize("way", ["passed on", "let lapse"])
def test_companions_who_wait_do_not_come_without_the_member(club: Club, way: str) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    event_id = club.plans("Forum Chaleur fatale", capacity=2)
    club.fills_with(event_id, 1)
    ana.types("/prime rsvp forum oui")
    luc.types("/prime rsvp forum oui")
    luc.types("/prime rsvp forum +1")
    luc.fills({NAME_FIELD: "Zoé Petit", EMAIL_FIELD: "z@example.org", FUNCTION_FIELD: "Ingénieure"})
    luc.ticks(CONFIDENTIAL)
    luc.submits()
    club.at(paris(2027, 1, 27, 12, 0))
    ana.types("/prime rsvp forum non")
    ana.submits()
    luc.opens_dm()
    if way == "passed on":
        luc.clicks("Je laisse la place")
    else:
        club.later(hours=2, minutes=1)
    club.later(minutes=1)
    assert club.seats("Luc Roy", event_id) == 0
    luc.types("/prime rsvp forum")
    luc.sees_not("En attente, rang")


def test_yes_brings_a_calendar_file_once(club: Club) -> None:
    ana = club.joins("Ana Berger")
    event_id = club.plans("Forum Chaleur fatale")
    ana.types("/prime rsvp forum oui")
    ana.types("/prime rsvp forum oui")
    (file,) = ana.files()
    assert file[0] == "forum-chaleur-fatale.ics"
    text = file[1].decode()
    for part in (
        "BEGIN:VTIMEZONE",
        f"UID:{club.event(event_id).uid}",
        "SEQUENCE:0",
        "20270128T093000",
        "TZID=Europe/Paris",
    ):
        assert part in text


def test_who_comes_and_the_programme_are_one_click_away(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy", "Papeterie du Val")
    club.plans(
        "Forum Chaleur fatale", agenda="Visite du four\nAteliers", video_url="https://visio.example.org/p"
    )
    luc.types("/prime rsvp forum oui à distance")
    ana.opens("club-prime")
    ana.clicks("Qui vient ?")
    ana.sees("Luc Roy · Papeterie du Val · à distance")
    ana.closes()
    ana.clicks("Programme et accès")
    ana.sees("Visite du four")
    ana.sees("Visioconférence : lien réservé aux personnes qui participent à distance.")


def test_odd_titles_are_shown_as_typed_and_ping_nobody(club: Club) -> None:
    ana = club.joins("Ana *Berger* <!channel>")
    title = "*Forum* <!channel> @here & _chaleur_ <https://x.example|clic> :tada: \u202eedlav"
    club.plans(title)
    ana.opens("club-prime")
    ana.sees("*Forum* <!channel> @here & _chaleur_ <https://x.example|clic> :tada:")
    ana.types("/prime rsvp")
    ana.sees("*Forum* <!channel> @here & _chaleur_ <https://x.example|clic> :tada:")
    for call in club.box.calls:
        assert "<!channel>" not in str(call.args.get("text", ""))
        assert not call.args.get("link_names")


def test_many_events_are_paged_in_place(club: Club) -> None:
    ana = club.joins("Ana Berger")
    for day in range(1, 13):
        club.plans(f"Atelier numéro {day}", starts=paris(2027, 2, day, 14, 0))
    ana.types("/prime rsvp")
    ana.sees("Vos prochaines activités (12)")
    ana.sees("1–5 sur 12")
    ana.clicks("Suivantes")
    ana.sees("6–10 sur 12")
    ana.clicks(GOING, within="Atelier numéro 7")
    ana.sees("6–10 sur 12")
    ana.clicks("Suivantes")
    ana.sees("11–12 sur 12")
    ana.clicks("Précédentes")
    ana.sees("6–10 sur 12")


def test_a_hundred_and_more_people_come_and_the_list_is_paged(club: Club) -> None:
    ana = club.joins("Ana Berger")
    event_id = club.plans("Forum Chaleur fatale")
    club.fills_with(event_id, 130)
    ana.opens("club-prime")
    ana.clicks("Qui vient ?")
    ana.sees("130 personnes viennent")
    ana.clicks(NEXT_PAGE)
    ana.sees("Membre 129")


def test_in_english_for_those_whose_slack_is(club: Club) -> None:
    tom = club.joins("Tom Baker", locale="en-GB")
    club.plans("Forum Chaleur fatale")
    tom.types("/prime rsvp forum yes")
    tom.sees("Your seat is confirmed.")
    tom.types("/prime rsvp")
    tom.sees("Thursday 28 January 2027, 9:30 – 17:00")


def test_nothing_planned(club: Club) -> None:
    ana = club.joins("Ana Berger")
    ana.types("/prime rsvp")
    ana.sees(NO_EVENTS)


def test_the_home_tab_shows_and_answers(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    ana.opens_home()
    ana.sees("Bonjour Ana")
    ana.clicks(GOING)
    ana.sees(SEATED)
    ana.sees("Vous venez")


def test_a_past_event_can_no_longer_be_answered(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    ana.opens("club-prime")
    club.clock.set(paris(2027, 1, 28, 10, 0) + timedelta(days=1))
    ana.clicks(GOING)
    ana.sees("L’activité est terminée : réponses closes.")


def test_a_confirmation_and_the_forms_name_the_day_and_the_place(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans(capacity=20)
    for typed in ("oui", "oui +1"):
        ana.types(f"/prime rsvp forum {typed}")
        shown = ana.screen().replace("\u00a0", " ").rpartition("jeudi 28 janvier 2027, 9 h 30 – 17 h  Lyon")
        assert shown[1], ana.screen()
