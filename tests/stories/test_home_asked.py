"""What comes by a message of its own to be answered stands in the home tab's list too, until it is."""

from sandbox.driver.person import Person
from tests.stories.club import Club, paris
from tests.stories.said import TAKE_SEAT
from tests.stories.test_home_awaits import NOTHING, awaits
from tests.stories.test_home_kept import listed
from tests.stories.test_hosting import TITLE, offers, takes
from tests.stories.test_mutual_help import HEAT, I_CAN, ZOE, asks, knows, sends
from tests.stories.test_offers import _offered as offered

EXCHANGE = "Échanger nos contacts"


def opened(person: Person) -> str:
    """Their list, as it is now."""
    person.opens_home()
    return listed(person)


def test_a_seat_that_is_kept_stands_first_with_its_hour_and_leaves_with_the_answer(club: Club) -> None:
    luc = offered(club)
    club.schedules("Atelier Étuves", starts=paris(2027, 2, 25, 9, 30), deadline=paris(2027, 2, 18, 9))
    said = opened(luc)
    assert awaits(2) in said
    assert "Avant le mercredi 27 janvier 2027" in said
    assert said.index("Une place s’est libérée : Forum") < said.index("Atelier Étuves")
    luc.clicks(TAKE_SEAT)
    assert "Une place s’est libérée" not in listed(luc)
    assert awaits(1) in listed(luc)
    assert club.seats("Luc Roy") == 1


def test_a_seat_that_is_kept_no_longer_awaits_nothing(club: Club) -> None:
    luc = offered(club)
    club.later(hours=5)
    assert NOTHING in opened(luc)


def test_a_host_confirms_from_the_list(club: Club) -> None:
    ana, odile = club.joins("Ana Berger", "Papeterie du Val"), club.joins("Odile Garnier", role="organiser")
    offers(ana)
    takes(odile)
    assert f"{TITLE}, le jeudi 18 mars 2027" in opened(ana)
    ana.clicks("Je confirme")
    assert "vous accueillez ?" not in listed(ana)
    odile.types("/prime accueillir")
    odile.sees("✅ Confirmée pour une activité")
    ana.opens_dm()
    ana.clicks("C’est impossible…")
    ana.submits()
    said = opened(odile)
    assert f"Papeterie du Val n’accueille plus {TITLE}" in said
    assert "[Changer de lieu…]" in said
    club.says_to_database("UPDATE member SET role = 'member' WHERE name = 'Odile Garnier'")
    assert "n’accueille plus" not in opened(odile), "who organises no more changes no place"


def test_of_two_who_can_help_each_is_a_matter_until_the_asker_says_so(club: Club) -> None:
    ana = club.joins("Ana Berger")
    zoe = knows(club, "Zoé Lebœuf", "Chaleur fatale, échangeurs sur fumées")
    ada = knows(club, "Ada Martin", "Chaleur fatale")
    asks(ana)
    sends(ana, ZOE, "Ada Martin · Forges Yonne")
    for one in (zoe, ada):
        assert HEAT in opened(one)
        one.clicks(I_CAN)
        assert NOTHING in listed(one)
    said = opened(ana)
    assert awaits(2) in said
    assert "Zoé Lebœuf, Forges Yonne, peut aider" in said
    assert "Ada Martin, Forges Yonne, peut aider" in said
    ana.clicks(EXCHANGE, within="Zoé")
    assert awaits(1) in listed(ana)
    assert "+33" not in listed(ana), "contact details stand in the message, not on the tab"
    ana.clicks("Décliner")
    assert NOTHING in listed(ana)
    ana.opens_dm()
    ana.sees("+33 6 12 34 56 78")
