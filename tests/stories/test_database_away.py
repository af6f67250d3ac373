"""PostgreSQL restarted, away, full or read-only underneath: what a person reads, and that Prime goes on."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from sandbox.driver.person import Person
from scheduler.tick import _surviving as surviving
from storage.database import POOL
from storage.migrations import upgrade
from tests.cluster import Cluster, cluster
from tests.databases import empty
from tests.stories.club import Club, paris
from tests.stories.said import GOING

__all__ = ["cluster"]

UNSURE = "Enregistrement incertain"
NOTHING = "Rien n’a été enregistré"
PATIENCE = 10
"""Real seconds for what takes Prime two: a busy machine is no fault."""


@pytest.fixture(scope="module")
def migrated_cluster(cluster: Cluster) -> Cluster:
    """Its database brought to the newest schema, once."""
    upgrade(cluster.url)
    return cluster


@pytest.fixture
def club(migrated_cluster: Cluster) -> Iterator[Club]:
    """The real bot on a server of its own; the outbox rests unless a story lets it go."""
    empty(migrated_cluster.url)
    made = Club(migrated_cluster.url)
    yield made
    made.stop()


@pytest.mark.parametrize("mode", ["immediate", "fast"])
def test_a_restart_between_two_clicks_is_not_noticed(club: Club, cluster: Cluster, mode: str) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    club.plans()
    ana.opens("club-prime")
    ana.clicks(GOING)
    cluster.restart(mode)
    luc.opens("club-prime")
    luc.clicks(GOING)
    assert (club.seats("Ana Berger"), club.seats("Luc Roy")) == (1, 1)
    ana.sees("2 personnes viennent")


def test_while_it_is_away_whoever_clicks_is_told_and_all_recovers(club: Club, cluster: Cluster) -> None:
    ana = card_open(club)
    cluster.stop()
    ana.clicks(GOING)
    ana.sees(NOTHING)
    ticks(club)
    cluster.start()
    recovered(club, ana)


def test_while_it_is_away_whoever_clicks_on_the_home_tab_is_told_by_message(
    club: Club, cluster: Cluster
) -> None:
    ana = card_open(club)
    ana.opens_home()
    club.prime.background.finish()
    cluster.stop()
    ana.clicks(GOING)
    ana.opens_dm()
    ana.sees(NOTHING)
    cluster.start()


def test_while_it_is_read_only_as_a_standby_whoever_clicks_is_told(club: Club, cluster: Cluster) -> None:
    ana = card_open(club)
    with cluster.read_only():
        ana.clicks(GOING)
        ana.sees(NOTHING)
        ana.types("/prime rsvp forum")
        ana.sees("Forum Chaleur fatale")
        ticks(club)
        assert club.seats("Ana Berger") == 0
    recovered(club, ana)


def test_no_connection_left_is_said_before_slack_gives_up(club: Club) -> None:
    ana = card_open(club)
    club.box.ack_seconds = PATIENCE
    with ExitStack() as others:
        for _ in range(2 * POOL):
            others.enter_context(club.prime.services.db.read())
        ana.clicks(GOING)
        ana.sees(NOTHING)
    recovered(club, ana)


def test_a_server_that_takes_no_more_connections_is_said(club: Club, cluster: Cluster) -> None:
    ana = card_open(club)
    club.prime.services.db.engine.dispose()
    cluster.says("ALTER ROLE club CONNECTION LIMIT 0")
    ana.clicks(GOING)
    ana.sees(NOTHING)
    cluster.says("ALTER ROLE club CONNECTION LIMIT -1")
    recovered(club, ana)


def test_a_server_that_says_nothing_is_not_waited_for(club: Club, cluster: Cluster) -> None:
    ana = card_open(club)
    club.box.ack_seconds = PATIENCE
    club.prime.services.db.engine.dispose()
    with cluster.frozen():
        ana.clicks(GOING)
        ana.sees(NOTHING)
    recovered(club, ana)


def test_a_commit_whose_answer_is_lost_is_called_uncertain_and_it_is(club: Club, cluster: Cluster) -> None:
    ana = card_open(club)
    club.box.ack_seconds = PATIENCE
    clicking = threading.Thread(target=ana.clicks, args=(GOING,))
    with cluster.commits_held():
        clicking.start()
        cluster.wait_until("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'")
        cluster.stop()
    clicking.join()
    ana.sees(UNSURE)
    cluster.start()
    assert club.seats("Ana Berger") == 1


def test_what_slack_took_while_it_went_away_is_found_again(club: Club, cluster: Cluster) -> None:
    ana = club.joins("Ana Berger")
    club.plans()
    club.clock.set(paris(2027, 1, 14, 9, 30))
    club.prime.tick.sweep()
    gate = club.box.faults.hold("chat.postMessage", answer=True)
    sending = threading.Thread(target=surviving(club.prime.tick.drain))
    sending.start()
    assert gate.arrived.wait(5)
    cluster.stop()
    gate.open()
    sending.join()
    cluster.start()
    club.later(minutes=3)
    club.prime.tick.recover()
    club.settle()
    assert club.dms(ana) == 1


def card_open(club: Club) -> Person:
    """Somebody before the card of an event; the outbox rests from now on."""
    ana = club.joins("Ana Berger")
    club.plans()
    ana.opens("club-prime")
    club.box.settle = club.prime.background.finish
    return ana


def ticks(club: Club) -> None:
    """Every job of the scheduler, as it runs them."""
    tick = club.prime.tick
    for job in (tick.drain, tick.prompt, tick.sweep, tick.recover):
        surviving(job)()


def recovered(club: Club, ana: Person) -> None:
    """The same Prime takes the answer, and the card says so."""
    ana.clicks(GOING)
    club.settle()
    assert club.seats("Ana Berger") == 1
    ana.sees("1 personne vient")
