"""Who may enter, and what whoever stands outside is told."""

import pytest

from tests.stories.club import Club, paris
from tests.stories.said import GOING, MEMBERS_ONLY, NO_EVENTS, ORGANISERS_ONLY, SEATED


def test_a_person_who_is_no_member_is_told_whom_to_ask(club: Club) -> None:
    eve = club.stranger("Eve Martin")
    club.plans("Forum Chaleur fatale")
    eve.types("/prime rsvp")
    eve.sees(f"{MEMBERS_ONLY} Une question : Odile Garnier.")
    eve.opens("club-prime")
    eve.clicks(GOING)
    eve.sees(MEMBERS_ONLY)
    assert club.answers() == 0


@pytest.mark.parametrize("kind", ["is_restricted", "is_ultra_restricted", "is_stranger"])
def test_guests_and_external_people_do_not_enter_even_as_members(club: Club, kind: str) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    club.box.change_user(ana.id, **{kind: True})
    club.settle()
    assert club.account_kind(ana) != "full"
    ana.opens("club-prime")
    ana.clicks(GOING)
    ana.sees(MEMBERS_ONLY)
    assert club.answers() == 0


def test_organisers_commands_are_the_organisers(club: Club) -> None:
    ana = club.joins("Ana Berger")
    ana.types("/prime scrutin")
    ana.sees(ORGANISERS_ONLY)


def test_a_member_who_asks_for_events_is_led_to_their_own(club: Club) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale")
    for word in ("activité", "Événement", "Événement(s)", "events"):
        ana.types(f"/prime {word}")
        ana.clicks(GOING, within="Votre prochaine activité")
        ana.sees(SEATED)
        ana.types("/prime rsvp forum non")
        odile.types(f"/prime {word}")
        odile.sees("Nouvelle activité…")
    ana.types("/prime aide")
    ana.sees_not("Organisation")
    ana.sees_not("[Gérer les activités]")


def test_the_help_is_written_as_each_language_is(club: Club) -> None:
    ana, tom = club.joins("Ana Berger"), club.joins("Tom Baker", locale="en-GB")
    ana.types("/prime aide")
    ana.sees("/prime charte : lire la charte")
    tom.types("/prime help")
    tom.sees("/prime charter: read the charter")


def test_a_newcomer_with_a_known_address_is_recognised(club: Club) -> None:
    club.expects("Léa Moulin", "lea@example.org")
    lea = club.enters("Léa Moulin", email="lea@example.org")
    lea.opens_dm()
    lea.sees("Bienvenue au Club PRIME.")
    lea.types("/prime rsvp")
    lea.sees(NO_EVENTS)


def test_plain_words_are_answered_with_help_once(club: Club) -> None:
    ana = club.joins("Ana Berger")
    ana.says("bonjour, comment ça marche ?")
    ana.sees("Ce que Prime peut faire pour vous.")
    ana.clicks("Voir mes activités")
    ana.sees(NO_EVENTS)
    assert club.dms(ana) == 1


def test_a_person_who_is_no_member_is_answered_once_a_day_whatever_they_write(club: Club) -> None:
    eve = club.stranger("Eve Martin")
    for words in ("bonjour", "il y a quelqu’un ?", "???"):
        eve.says(words)
    assert club.dms(eve) == 1
    eve.sees(MEMBERS_ONLY)
    club.later(hours=14)  # at 23:00 in Paris it is the same day
    eve.says("toujours là ?")
    assert club.dms(eve) == 1
    club.later(hours=2)
    eve.says("bonjour encore")
    assert club.dms(eve) == 2


def test_an_unknown_word_is_met_with_the_nearest(club: Club) -> None:
    ana = club.joins("Ana Berger")
    ana.types("/prime rspv")
    ana.sees("Commande « rspv » inconnue. Vouliez-vous dire rsvp ?")
    ana.sees("[Voir mes activités]*")
    ana.types("/prime xyzzyx")
    ana.sees("Commande « xyzzyx » inconnue.")
    ana.types("/prime")
    ana.sees("Ce que Prime peut faire pour vous.")


def test_case_accents_and_hyphens_of_a_word_do_not_matter(club: Club) -> None:
    odile = club.joins("Odile Garnier", role="organiser")
    odile.types("/prime Activité")
    odile.sees("Aucune activité")


def test_the_home_tab_of_a_stranger_shows_nothing_of_the_club(club: Club) -> None:
    eve = club.stranger("Eve Martin")
    club.plans("Forum Chaleur fatale")
    eve.opens_home()
    eve.sees(MEMBERS_ONLY)


def test_a_large_workspace_is_read_as_fast_as_slack_allows(club: Club) -> None:
    for number in range(520):
        club.expects(f"Membre {number}", f"m{number}@example.org")
        club.box.add_user(
            f"UM{number}", name=f"m{number}", real_name=f"M {number}", email=f"m{number}@example.org"
        )
    club.box.faults.rate_limit("users.list", retry_after=30, after=1)
    assert 0 < club.prime.tick.sync() < 520
    club.later(seconds=60)
    club.prime.tick.sync()
    assert club.account_kind(club.box.person("UM519")) == "full"
    assert club.prime.tick.sync() == 0


def test_an_account_that_became_a_guest_s_is_told_nothing_more(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    club.box.change_user(ana.id, is_restricted=True)
    club.settle()
    club.at(paris(2027, 1, 14, 9, 30))
    assert club.dms(ana) == 0


def test_where_not_even_the_visitor_can_be_read_an_apology_with_a_reference_is_given(club: Club) -> None:
    ana = club.joins("Ana Berger")
    with club.broken_table("profile"):
        ana.types("/prime rsvp")
        ana.sees("Enregistrement incertain")
        ana.sees("Repère")


def test_an_answer_that_the_commit_refuses_is_nowhere_said_to_be_kept(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    ana.opens("club-prime")
    with club.answers_broken_at_the_commit():
        ana.clicks(GOING)
        ana.sees("Enregistrement incertain")
        ana.types("/prime rsvp forum oui")
        ana.sees("Enregistrement incertain")
    assert club.answers() == 0
