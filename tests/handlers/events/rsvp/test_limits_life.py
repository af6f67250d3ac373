"""Histories at an event with few chairs, fewer for one company, and some that organisers keep: none oversold,
no company over its limit, nobody waits in vain. Denser in full rooms than what hypothesis draws."""

import random
from pathlib import Path

import pytest

from tests.handlers.events.rsvp.machine import MEMBERS, ClubLife

ACTS = (
    *("yes", "yes", "yes", "yes", "link", "no", "withdraw", "bring", "bring", "offer", "time", "room"),
    *("company", "company", "keep", "give", "ways"),
)


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_done_where_companies_are_limited(migrated_file: Path, seed: int) -> None:
    chance = random.Random(seed)
    machine = type("Life", (ClubLife,), {"migrated": migrated_file})()
    try:
        machine.begin(capacity=chance.randint(2, 5), both=seed % 2 == 0)
        machine.an_organiser_limits_companies(most=chance.randint(1, 2))
        for _ in range(70):
            _act(machine, chance)
    finally:
        machine.teardown()


def _act(life: ClubLife, chance: random.Random) -> None:
    who, act = chance.randrange(MEMBERS), chance.choice(ACTS)
    if act in ("time", "ways") and chance.random() < 0.7:
        return
    {
        "yes": lambda: life.says_yes(who=who),
        "link": lambda: life.comes_by_the_link(who=who),
        "no": lambda: life.says_no(who=who),
        "withdraw": lambda: life.withdraws(who=who),
        "bring": lambda: life.brings(who=who, kept=chance.randint(0, 2), new=chance.randint(0, 1)),
        "offer": lambda: life.decides_on_an_offer(who=who, takes=chance.random() < 0.5),
        "give": lambda: life.is_given_a_reserved_chair(who=who),
        "time": lambda: life.time_passes(hours=chance.choice([1, 3, 30, 24 * 6])),
        "room": lambda: life.an_organiser_changes_the_capacity(capacity=chance.choice([None, *range(1, 6)])),
        "company": lambda: life.an_organiser_limits_companies(most=chance.choice([None, 1, 1, 2, 2, 3])),
        "keep": lambda: life.an_organiser_keeps_chairs(reserved=chance.randint(0, 2)),
        "ways": lambda: life.an_organiser_changes_the_ways(
            place=chance.choice(["", "Lyon"]), link=chance.random() < 0.7
        ),
    }[act]()
