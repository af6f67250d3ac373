"""What is shown holds, and is what was meant: typed words, decisions, counts and sentences."""

from sandbox.driver.person import Person
from tests.stories.club import Club, paris
from tests.stories.said import (
    ASK_SEAT,
    BE_LATE,
    CANCEL,
    CONFIDENTIAL,
    EDIT,
    EMAIL_FIELD,
    EXPORT,
    FUNCTION_FIELD,
    NAME_FIELD,
    NOT_COMING,
    REASON_FIELD,
    SEATED,
    SHOW_ANSWERS,
    TAKE_SEAT,
)

LATE = paris(2027, 1, 23, 9, 30)
"""Two days after the deadline, five before the start."""


def test_words_of_a_command_are_read_and_shown_as_they_were_typed(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Journée R&D")
    ana.types("/prime rsvp R&D oui")
    ana.sees(SEATED)
    ana.types("/prime rsvp <!channel> &lt;x")
    ana.sees("Aucune activité pour « <!channel> &lt;x ».")
    shown = ana.messages()[-1]["text"]
    assert "&lt;!channel&gt; &amp;lt;x" in shown  # escaped once: it pings nobody
    ana.types("/prime propose Chaleur & <froid> &amp;")
    ana.sees("Chaleur & <froid> &amp;")


def _in_line(club: Club, *names: str) -> list[Person]:
    """A full event, and so many whom the organisers have put in line after the deadline."""
    odile = club.joins("Odile Garnier", role="organiser")
    people = [club.joins(name) for name in names]
    luc = club.joins("Luc Roy")
    club.plans(capacity=1)
    luc.types("/prime rsvp forum oui")
    club.at(LATE)
    for person in people:
        person.types("/prime rsvp forum")
        person.clicks(ASK_SEAT)
        person.submits()
        odile.opens_dm()
        odile.clicks("Mettre en attente")
        person.opens_dm()
    return [odile, luc, *people]


def test_the_decision_to_wait_follows_the_line_and_its_end(club: Club) -> None:
    odile, _, ana, zoe, max_ = _in_line(club, "Ana Berger", "Zoe Petit", "Max Noir")
    zoe.sees("vous attendez 1 place, au rang 2.")
    ana.clicks("Quitter la liste", within="au rang 1")
    ana.sees("Vous avez quitté la liste d’attente.")
    ana.sees_not("au rang 1")
    zoe.sees("vous attendez 1 place, au rang 1.")
    odile.types("/prime activite")
    odile.clicks(CANCEL)
    odile.fills(REASON_FIELD, "Grève")
    odile.submits()
    for person in (zoe, max_):
        person.opens_dm()
        person.sees("Annulée : Grève")
        person.sees_not("vous attendez")
        person.sees_not("[Quitter la liste]")


def test_the_decision_to_wait_says_the_offer_and_the_seat(club: Club) -> None:
    _, luc, ana = _in_line(club, "Ana Berger")
    club.at(paris(2027, 1, 27, 12, 0))
    luc.types("/prime rsvp forum non")
    luc.submits()
    ana.opens_dm()
    ana.sees("Réservé pour vous jusqu’au mercredi 27 janvier 2027, 14 h : 1 place")
    ana.sees_not("vous attendez")
    ana.clicks(TAKE_SEAT)
    ana.sees("Demande acceptée : 1 place.")
    ana.types("/prime rsvp forum non")
    ana.opens_dm()
    ana.sees_not("Demande acceptée : 1 place.")


def _gives_another_link(odile: Person) -> None:
    odile.types("/prime activite")
    odile.clicks(EDIT)
    odile.fills("Lien de visioconférence", "https://visio.example.org/2")
    odile.submits()


def test_another_link_of_what_is_held_by_video_alone_is_asked_about(club: Club) -> None:
    odile, ana = club.joins("Odile Garnier", role="organiser"), club.joins("Ana Berger")
    club.plans(place="", video_url="https://visio.example.org/1")
    ana.types("/prime rsvp forum oui")
    _gives_another_link(odile)
    odile.sees("Message envoyé à 1 personne")
    ana.opens_dm()
    ana.sees("https://visio.example.org/2")
    assert b"https://visio.example.org/2" in ana.files()[-1][1]
    ana.clicks("Je viens toujours")
    ana.sees("Vous participez à distance")


def test_beside_a_place_another_link_comes_in_a_new_calendar_file(club: Club) -> None:
    odile, ana = club.joins("Odile Garnier", role="organiser"), club.joins("Ana Berger")
    club.plans(video_url="https://visio.example.org/1")
    ana.types("/prime rsvp forum oui à distance")
    _gives_another_link(odile)
    assert [b"SEQUENCE:1" in content for _, content in ana.files()] == [False, True]
    assert b"https://visio.example.org/2" in ana.files()[-1][1]
    ana.sees_not("Date ou lieu modifié")


def test_the_count_of_seats_is_true_of_those_who_said_no_and_of_those_who_wait(club: Club) -> None:
    odile, ana, luc = club.joins("Odile Garnier", role="organiser"), club.joins("Ana"), club.joins("Luc")
    event_id = club.plans(capacity=1)
    ana.types("/prime rsvp forum non")
    ana.opens("club-prime")
    ana.sees("Aucune place prise · 1 place")
    ana.clicks("Qui vient ?")
    ana.sees("Aucune place prise")
    club.fills_with(event_id, 1)
    luc.types("/prime rsvp forum oui")
    ana.opens("club-prime")
    ana.sees("Complet · 1 demande en attente")
    odile.types("/prime activite")
    odile.clicks(SHOW_ANSWERS)
    odile.sees("1 demande en attente")
    odile.sees_not("place en attente")


def test_a_started_card_says_nothing_of_seats_that_nobody_took(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans()
    club.at(paris(2027, 1, 28, 10, 0))
    ana.opens("club-prime")
    ana.sees("Commencée")
    ana.sees_not("place prise")


def _brings(person: Person, name: str) -> None:
    person.types("/prime rsvp forum +1")
    who = {NAME_FIELD: name, EMAIL_FIELD: "l@exemple.fr", FUNCTION_FIELD: "Cheffe"}
    person.fills(who)
    person.ticks(CONFIDENTIAL)
    person.submits()


def _comes_and_awaits_a_companion(club: Club) -> tuple[Person, Person]:
    """Luc holds the other of the two seats."""
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    club.plans(capacity=2)
    for person in (ana, luc):
        person.types("/prime rsvp forum oui")
    _brings(ana, "Lia Vert")
    return ana, luc


def test_leaving_the_line_with_a_seat_held_says_both(club: Club) -> None:
    ana, _ = _comes_and_awaits_a_companion(club)
    ana.clicks("Quitter la liste")
    ana.sees("C’est noté : vous avez quitté la liste d’attente. Votre place reste acquise.")


def test_who_is_offered_a_companions_seat_can_still_answer_for_the_seat_held(club: Club) -> None:
    ana, luc = _comes_and_awaits_a_companion(club)
    club.at(paris(2027, 1, 27, 12, 0))
    luc.types("/prime rsvp forum non")
    luc.submits()
    ana.opens_dm()
    ana.sees("Pour Lia Vert")
    ana.types("/prime rsvp")
    ana.sees("jusqu’au mercredi 27 janvier 2027, 14 h : 1 place · Pour Lia Vert")
    ana.clicks(BE_LATE, within="Votre prochaine activité")
    ana.closes()
    ana.clicks("Je laisse la place", within="Votre prochaine activité")
    ana.sees("C’est noté : vous laissez la place. Votre place reste acquise.")
    assert club.seats("Ana Berger") == 1


def test_a_delay_is_told_to_organisers_as_it_was_said(club: Club) -> None:
    odile, ana = club.joins("Odile Garnier", role="organiser"), club.joins("Ana Berger")
    club.plans()
    ana.types("/prime rsvp forum oui")
    club.at(LATE)
    ana.types("/prime rsvp forum")
    ana.clicks(BE_LATE)
    ana.ticks("Plus d’une heure")
    ana.submits()
    odile.types("/prime activite")
    odile.clicks(SHOW_ANSWERS)
    odile.sees("oui, 1 place · plus d’une heure de retard")
    odile.closes()
    odile.clicks(EXPORT)
    assert "Plus d’une heure" in odile.files()[-1][1].decode()


def test_in_a_list_of_several_the_sentence_after_a_click_names_its_event(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Verre et chaleur")
    club.plans("Journée des achats", starts=paris(2027, 2, 10, 9, 0))
    ana.types("/prime rsvp")
    ana.clicks("Je ne viens pas", within="Vos prochaines activités")
    said = ana.messages()[-1]["text"].replace("\u00a0", " ")
    assert said == f"Verre et chaleur : ✅ {NOT_COMING}"


def test_times_are_said_to_be_those_of_paris_to_readers_anywhere(club: Club) -> None:
    ana, eve = club.joins("Ana Berger"), club.joins("Eve Lin", locale="en-GB", zone="America/New_York")
    club.plans(capacity=1)
    ana.types("/prime rsvp forum oui")
    for typed in ("/prime rsvp", "/prime rsvp forum"):
        eve.types(typed)
        assert "Times are Paris time." in eve.messages()[-1]["text"]
        eve.sees("Times are Paris time.")
    eve.clicks("Wait for a seat", within="Your next event")
    club.at(paris(2027, 1, 27, 12, 0))
    ana.types("/prime rsvp forum non")
    ana.submits()
    offer = eve.messages()[-1]["text"].replace("\u00a0", " ")
    assert offer.startswith("A seat came free")
    assert offer.endswith("(Paris time).")


def test_the_words_beside_a_file_bring_nothing_typed_to_life(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum <!channel> & <https://x.example|clic>")
    ana.types("/prime rsvp forum oui")
    ana.opens_dm()
    ana.sees("Forum <!channel> & <https://x.example|clic> : pour votre agenda.")


def test_a_free_seat_that_others_wait_for_is_told_with_why_it_cannot_be_given(club: Club) -> None:
    odile, luc, ana = (
        club.joins("Odile Garnier", role="organiser"),
        club.joins("Luc Roy"),
        club.joins("Ana Berger"),
    )
    event_id = club.plans(capacity=3)
    club.fills_with(event_id, 2)
    luc.types("/prime rsvp forum oui +1")
    luc.fills({NAME_FIELD: "Lia Vert", EMAIL_FIELD: "l@exemple.fr", FUNCTION_FIELD: "Cheffe"})
    luc.ticks(CONFIDENTIAL)
    luc.submits()
    luc.ticks("Attendre ensemble")
    luc.submits()
    club.at(LATE)
    ana.types("/prime rsvp forum")
    ana.clicks(ASK_SEAT)
    ana.submits()
    odile.opens_dm()
    odile.sees("1 place libre · 1 demande avant celle-ci · reçue")
    odile.sees("[Mettre en attente]")
