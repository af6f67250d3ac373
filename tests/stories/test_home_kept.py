"""The home tab as it is read: all of the list, its foot, and how it follows what it shows meanwhile."""

import pytest

from sandbox.driver.person import Person
from tests.stories.club import Club, paris
from tests.stories.test_home_awaits import awaits
from tests.stories.test_home_parts import AGAIN, BROKEN, Part

PUBLISH = "views.publish"


def drawn(club: Club) -> int:
    """How often a home tab was published."""
    return sum(call.method == PUBLISH for call in club.box.calls)


def seven_visits(club: Club) -> None:
    for day in range(20, 27):
        club.schedules(
            f"Visite {day}", starts=paris(2027, 1, day, 9, 30), deadline=paris(2027, 1, day - 5, 9)
        )
    club.settle()


def home(person: Person) -> str:
    """What stands on their home tab, with plain spaces."""
    return person.screen().partition("├ home")[2].replace("\xa0", " ").replace("\u202f", " ")


def listed(person: Person) -> str:
    """What stands in the list of what awaits them."""
    return home(person).partition("Vos activités")[0]


def test_all_that_waits_is_one_click_away_and_stays_so_while_it_is_answered(club: Club) -> None:
    ana = club.joins("Ana Berger")
    seven_visits(club)
    ana.opens_home()
    ana.sees("et 2 autres")
    assert "Visite 26" not in listed(ana)
    ana.clicks("Tout voir", within="et 2 autres")
    assert "Visite 26" in listed(ana)
    ana.clicks("Je ne viens pas", within="Visite 25")
    ana.sees(awaits(6))
    assert "Visite 26" in listed(ana)
    ana.clicks("Réduire")
    assert "Visite 26" not in listed(ana)
    ana.sees("et 1 autre")


def test_what_changes_is_seen_within_a_minute_by_who_opened_the_tab_a_short_while_ago(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy", "Papeterie du Val")
    ana.opens_home()
    club.schedules("Atelier Étuves")
    club.later(seconds=30)
    assert "Atelier Étuves" not in home(ana)
    club.later(seconds=31)
    assert "Atelier Étuves" in home(ana)
    luc.opens_home()
    before = drawn(club)
    club.later(minutes=2)
    assert drawn(club) == before  # nothing has changed but the hour
    club.later(minutes=8)
    club.schedules("Visite de la fonderie")
    club.later(minutes=2)
    assert "Visite de la fonderie" not in home(ana)
    ana.opens_home()
    assert "Visite de la fonderie" in home(ana)


def test_the_whole_list_stays_open_when_the_tab_follows_what_changed(club: Club) -> None:
    ana = club.joins("Ana Berger")
    seven_visits(club)
    ana.opens_home()
    ana.clicks("Tout voir", within="et 2 autres")
    club.schedules("Atelier Étuves")
    club.later(minutes=2)
    assert "Atelier Étuves" in listed(ana)
    assert "Visite 26" in listed(ana)


def test_a_tab_that_slack_refuses_is_left_alone_until_it_is_opened_again(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy", "Papeterie du Val")
    ana.opens_home()
    luc.opens_home()
    club.box.faults.server_error(PUBLISH)
    club.schedules("Atelier Étuves")
    club.later(minutes=2)
    assert "Atelier Étuves" not in home(ana)
    assert "Atelier Étuves" not in home(luc)  # Slack is left in peace
    club.later(seconds=20)
    assert "Atelier Étuves" in home(luc)
    ana.opens_home()
    assert "Atelier Étuves" in home(ana)


@pytest.mark.parametrize("opened", [True, False])
def test_slack_is_answered_before_it_is_asked_to_show_the_tab(club: Club, *, opened: bool) -> None:
    ana = club.joins("Ana Berger")
    part = Part("bug")
    club.prime.router.home(3, part)
    ana.opens_home()
    part.fault = ""
    settle, club.box.settle = club.box.settle, lambda: None
    gate = club.box.faults.hold(PUBLISH)
    if opened:
        ana.opens_home()  # comes back once it is acknowledged
    else:
        ana.clicks(AGAIN)
    assert BROKEN in ana.screen()
    gate.open()
    club.box.settle = settle
    club.settle()
    ana.sees_not(BROKEN)


def test_the_foot_leads_to_ones_own_year_and_data_and_speaks_the_other_language(club: Club) -> None:
    ana = club.joins("Ana Berger")
    ana.opens_home()
    ana.clicks("Mon bilan")
    club.later(seconds=2)
    ana.clicks("Mes données")
    ana.opens_dm()
    ana.sees("Votre année 2027")
    ana.sees("Vos données")
    ana.opens_home()
    ana.clicks("English")
    ana.sees("Nothing awaits you")
    ana.sees("My reminders")
    ana.clicks("Français")
    ana.sees("Rien ne vous attend")


def test_organisers_have_all_their_acts_above_and_members_none_of_them(club: Club) -> None:
    odile, ana = club.joins("Odile Garnier", role="organiser"), club.joins("Ana Berger")
    ana.opens_home()
    for act in ("Créer une activité", "Membres et places", "Voir les réglages", "Messages envoyés"):
        ana.sees_not(act)
    for act, says in (
        ("Membres et places", "2 personnes dans le club"),
        ("Voir les réglages", "Date limite de réponse"),
        ("Messages envoyés", "Messages"),
        ("Personnes injoignables", "joignable"),
        ("Lieux proposés", "lieu"),
        ("Voir les cotisations", "otisation"),
        ("Bilan du club", "2027"),
    ):
        club.later(seconds=2)  # Slack's pace: a message a second
        odile.opens_home()
        odile.clicks(act)
        odile.opens_dm()
        odile.sees(says)
