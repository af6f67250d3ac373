"""Sealed ballots drawn from a seed, and how often somebody who has every copy guesses right."""

import secrets
from collections import defaultdict
from math import comb
from random import Random

from sqlalchemy import text

from club.ballots import Ballot, Secrecy
from club.ids import MemberId
from club.urn import receipt
from club.votes import written
from handlers.kit.services import Services
from storage import sealing
from storage.ballots import lock_ballot
from storage.votes import Vote, list_voters
from tests.handlers.choosing.results.attack import Arranged, Disk, guesses, together
from tests.handlers.choosing.results.voting import founds, opens, topics, votes

VOTERS = 12
ORDERS: dict[str, Arranged] = {
    "as they lie": lambda rows: rows,
    "backwards": lambda rows: rows[::-1],
    "by id": sorted,
}


def sealed_ballot(
    services: Services, members: list[MemberId], at: int = 0
) -> tuple[Ballot, list[Vote], list[str]]:
    """An open one, what each member will say in it, and their receipts."""
    ballot = opens(services, Secrecy.SEALED, topics(3))
    first, second, _ = (one.id for one in ballot.options)
    ours = secrets.token_bytes(3)  # other tests' votes may stand in the same server's log
    said = [Vote({first: 101 + number, second: 1}, {}) for number in range(len(members))]
    numbers = [receipt(bytes([number, at % 256]) + ours) for number in range(len(members))]
    return ballot, said, numbers


def voter_of(services: Services, ballot: Ballot, member: MemberId) -> int:
    with services.db.read() as session:
        company = text("SELECT company_id FROM member WHERE id = :id")
        company_id = session.connection().execute(company, {"id": member}).scalar_one()
        (voter,) = list_voters(session, ballot.id, member, company_id)
        return voter.id


def _held(services: Services, members: list[MemberId], at: int) -> tuple[dict[int, str], Disk]:
    """A whole ballot drawn from a seed: what was true, and all that was ever on the disk."""
    if services.db.sqlite:
        services.db.scrub(["paper"], "ballot")  # a log of its own for each ballot
    dice, whose = Random(at), {}
    ballot, said, numbers = sealed_ballot(services, members, at)
    dice.shuffle(said)
    disk = Disk(services.db)
    for number, member in enumerate(dice.sample(members, len(members))):
        whose[voter_of(services, ballot, member)] = written(said[number].marks)
        votes(services, ballot, member, said[number], numbers[number], number)
        disk.looks()
        with services.db.begin(long=True) as session:
            locked = lock_ballot(session, ballot.id)
            assert locked is not None
            sealing.mix(session, services.db.vault, locked, dice)
        disk.looks()
    with services.db.begin(long=True) as session:
        assert sealing.empty(session, services.db.vault, ballot.id, dice)
    disk.looks()
    return whose, disk


def by_chance(hits: int, tries: int, chance: float) -> float:
    """How likely so many hits or more are by chance alone: the exact binomial tail."""
    return sum(
        comb(tries, many) * chance**many * (1 - chance) ** (tries - many) for many in range(hits, tries + 1)
    )


def hits(services: Services, ballots: int) -> tuple[dict[tuple[str, str], int], int]:
    """How often a victim's vote is guessed, by what is supposed of the order; and how often it is tried.

    One victim for each commit that has votes go into the urn: so the tries are independent.
    """
    members, found, tries = founds(services, VOTERS), defaultdict[tuple[str, str], int](int), 0
    for at in range(ballots):
        whose, disk = _held(services, members, at)
        moments = disk.replays()
        victims = [Random(-at).choice(sorted(group)) for group in together(moments)]
        tries += len(victims)
        for one, who in ORDERS.items():
            for other, what in ORDERS.items():
                thought = guesses(moments, who, what)
                assert thought.keys() == whose.keys(), "everybody is guessed at"
                found[one, other] += sum(thought[victim] == whose[victim] for victim in victims)
        _forgets(services)
    return found, tries


def _forgets(services: Services) -> None:
    with services.db.begin() as session:
        for table in ("paper", "attendance"):
            session.connection().execute(text(f"DELETE FROM {table}"))
