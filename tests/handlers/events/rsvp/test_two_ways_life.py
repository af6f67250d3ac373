"""Histories at an event with few chairs and a link: chairs never oversold, the link never refused, nobody
counted both ways. Denser in full rooms than what hypothesis draws."""

import random
from pathlib import Path

import pytest

from tests.handlers.events.rsvp.machine import MEMBERS, ClubLife

ACTS = (
    "yes",
    "yes",
    "yes",
    "link",
    "link",
    "link",
    "no",
    "withdraw",
    "bring",
    "offer",
    "time",
    "room",
    "ways",
)


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_done_at_a_small_event_with_a_link(migrated_file: Path, seed: int) -> None:
    chance = random.Random(seed)
    machine = type("Life", (ClubLife,), {"migrated": migrated_file})()
    try:
        machine.begin(capacity=chance.randint(1, 3), both=True)
        for _ in range(70):
            _act(machine, chance)
    finally:
        machine.teardown()


def _act(life: ClubLife, chance: random.Random) -> None:
    who = chance.randrange(MEMBERS)
    match chance.choice(ACTS):
        case "yes":
            life.says_yes(who=who)
        case "link":
            life.comes_by_the_link(who=who)
        case "no":
            life.says_no(who=who)
        case "withdraw":
            life.withdraws(who=who)
        case "bring":
            life.brings(who=who, kept=chance.randint(0, 2), new=chance.randint(0, 1))
        case "offer":
            life.decides_on_an_offer(who=who, takes=chance.random() < 0.5)
        case "time" if chance.random() < 0.3:
            life.time_passes(hours=chance.choice([1, 3, 30, 24 * 6]))
        case "room":
            life.an_organiser_changes_the_capacity(capacity=chance.randint(1, 5))
        case "ways" if chance.random() < 0.3:
            life.an_organiser_changes_the_ways(place=chance.choice(["", "Lyon"]), link=chance.random() < 0.8)
