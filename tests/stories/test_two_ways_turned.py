"""An event that turns: held by the link alone, on site alone, or given a place (PARTICIPER)."""

from club.seating import Room
from tests.stories.club import Club, paris
from tests.stories.test_organising import organiser
from tests.stories.test_two_ways import LINK, REMOTELY, both, edits, room_of, says_how

__all__ = ["both"]


def test_held_by_the_link_alone_everybody_keeps_a_place_and_nobody_waits(both: Club) -> None:
    odile = organiser(both)
    people = [both.joins(f"Membre {name}") for name in "ABCDE"]
    for person in people[:4]:
        says_how(person, "sur place")
    says_how(people[3], "à distance")
    says_how(people[4], "à distance")
    both.at(paris(2027, 1, 27, 10, 0))
    edits(both, odile, place="")
    assert room_of(both) == Room(None, 0, 0, 5)
    for person, said in zip(
        people, ("participez", "participez", "plus d’attente", "plus d’attente"), strict=False
    ):
        person.opens_dm()
        person.sees(f"se tient à distance ; vous y {said}" if said == "participez" else said)
        person.sees(LINK)
        assert LINK in person.files()[-1][1].decode()
        assert "Je viens toujours" not in person.screen()


def test_held_on_site_alone_who_came_by_the_link_is_asked_about_a_chair_or_waits(both: Club) -> None:
    odile = organiser(both)
    ana, luc, eva, max_ = (both.joins(name) for name in ("Ana", "Luc Roy", "Eva Noll", "Max Colin"))
    says_how(ana, "sur place")
    for person in (luc, eva):
        says_how(person, "à distance")
    edits(both, odile, link="")
    assert room_of(both) == Room(2, 2, 1, 0)
    luc.opens_dm()
    luc.sees("Désormais sur place uniquement")
    luc.clicks("Je viens toujours")
    eva.types("/prime rsvp forum")
    eva.sees("rang 1")
    ana.opens_dm()
    ana.sees_not("Désormais sur place uniquement")
    luc.types("/prime rsvp forum non")
    luc.submits()
    both.settle()
    assert room_of(both) == Room(2, 2, 0, 0)
    assert LINK not in eva.files()[-1][1].decode()
    max_.opens("club-prime")
    max_.sees_not(REMOTELY)


def test_a_place_found_for_what_is_held_by_link_asks_nobody_again(club: Club) -> None:
    odile, ana = organiser(club), club.joins("Ana Berger")
    club.plans("Forum", place="", video_url=LINK, capacity=2)
    ana.types("/prime rsvp forum oui")
    edits(club, odile, place="Grenoble")
    assert room_of(club) == Room(2, 0, 0, 1)
    ana.types("/prime rsvp forum")
    ana.sees("Vous participez à distance")
    ana.sees("[Je viens sur place]")
