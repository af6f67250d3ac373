"""`/prime rsvp` in one line, as people write it (article FACILITER)."""

import pytest

from club.events import EventKind
from handlers.kit.blocks import cut
from tests.stories.club import Club, paris
from tests.stories.said import GOING, NAME_FIELD, SEATED


@pytest.mark.parametrize(
    "typed", ["verre oui.", "verre, oui", "au verre oui", "Oui merci l’atelier", "workshop yes"]
)
def test_one_line_is_understood_as_people_write(club: Club, typed: str) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Verre et chaleur", kind=EventKind.WORKSHOP)
    club.plans("Réunion plénière", kind=EventKind.MEETING, starts=paris(2027, 2, 10, 14, 0))
    ana.types(f"/prime rsvp {typed}")
    ana.sees(SEATED)
    assert club.seats("Ana Berger") == 1


@pytest.mark.parametrize("typed", ["verre oui+2", "verre + 2", "oui verre +2 svp"])
def test_companions_are_counted_however_the_plus_is_typed(club: Club, typed: str) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Verre et chaleur")
    ana.types(f"/prime rsvp {typed}")
    ana.sees(f"{NAME_FIELD} (2)")
    ana.sees_not(f"{NAME_FIELD} (3)")


def test_more_companions_than_may_come_are_said_so_and_nothing_is_lost(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Verre et chaleur")
    ana.types("/prime rsvp verre oui +9")
    ana.sees("5 personnes au plus peuvent vous accompagner.")
    ana.clicks("Venir avec 5 personnes…")
    ana.sees(f"{NAME_FIELD} (5)")
    assert club.seats("Ana Berger") == 0


def test_yes_and_no_in_one_line_change_nothing_before_it_is_settled(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Verre et chaleur")
    ana.types("/prime rsvp verre oui non")
    ana.sees("Oui ou non ? Vous avez écrit les deux : rien n’est changé.")
    ana.sees("[Je ne viens pas]")
    assert club.seats("Ana Berger") == 0
    ana.clicks(GOING)
    assert club.seats("Ana Berger") == 1


def test_companions_typed_are_kept_where_several_events_fit(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Verre et chaleur")
    club.plans("Verre plat", starts=paris(2027, 2, 10, 14, 0))
    ana.types("/prime rsvp verre oui +2")
    ana.clicks("mer. 10 févr., 14 h · Verre plat")
    ana.sees(f"{NAME_FIELD} (2)")


def test_an_event_called_exactly_so_wins_and_a_number_is_a_whole_one(club: Club) -> None:
    ana = club.joins("Ana Berger")
    for day, title in enumerate(["Atelier 10", "Atelier 1", "Atelier 1 bis", "Atelier 21"], start=1):
        club.plans(title, starts=paris(2027, 2, day, 14, 0))
    ana.types("/prime rsvp Atelier 1")
    ana.sees("Atelier 1")
    ana.sees_not("Laquelle")
    ana.types("/prime rsvp 1 oui")
    ana.sees("2 activités correspondent. Laquelle ?")


def test_many_events_that_fit_are_shown_page_by_page(club: Club) -> None:
    ana = club.joins("Ana Berger")
    for day in range(1, 24):
        club.plans(f"Atelier {day} {'long ' * 20}", starts=paris(2027, 2, day, 14, 0))
    ana.types("/prime rsvp atelier oui")
    ana.sees("23 activités correspondent. Laquelle ?")
    ana.sees("1–10 sur 23")
    ana.clicks("Suivantes")
    ana.clicks("Suivantes")
    ana.sees("21–23 sur 23")
    ana.clicks(cut(f"mar. 23 févr., 14 h · Atelier 23 {'long ' * 20}", 75))
    ana.sees(SEATED)
