"""`prime outbox`, as an operator runs it: what waits, what was refused, and sending it."""

from datetime import timedelta
from io import StringIO

import pytest

from bot.outbox import ProgressBar, drain, report, run_drain
from handlers.names import HELP, NUDGE
from storage.alone import served_by_us
from storage.holding import hold
from tests.stories.club import Club
from tests.stories.outage import queues


class Terminal(StringIO):
    """A terminal that keeps what was written."""

    def isatty(self) -> bool:
        return True


def test_the_operator_reads_what_waits_and_what_was_refused(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans()
    queues(club, NUDGE, ana, moment="asked:1")
    club.box.faults.error("*", "user_disabled", times=9, to=ana.id)
    club.settle()
    queues(club, NUDGE, ana, moment="asked:2")
    with club.prime.services.db.read() as session:
        said = report(session)
    assert said == [
        "waiting:",
        "  1 reminders to answer for an event",
        "refused by Slack:",
        f"  2  2027-01-04 08:00 UTC  to {ana.id}, event:1: user_disabled (reminders to answer for an event)",
    ]


def test_draining_sends_what_is_due_at_slack_s_pace_and_shows_how_far_it_is(club: Club) -> None:
    people = [club.joins(name) for name in ("Ana Berger", "Luc Roy", "Eva Simon")]
    club.plans()
    for person in people:
        queues(club, HELP, person, "dm:1")
        queues(club, HELP, person, "dm:2")
    seen = Terminal()
    assert (
        drain(club.prime, lambda: club.clock.advance(timedelta(seconds=1)), ProgressBar(seen, width=6)) == 0
    )
    assert [club.dms(person) for person in people] == [2, 2, 2]
    shown = seen.getvalue().split("\r")[1:]
    assert shown[0] == "[      ] 0 of 6"
    assert shown[-1] == "[######] 6 of 6\n"


def test_draining_ends_where_slack_refuses_us_or_a_restore_is_undecided(
    club: Club, capsys: pytest.CaptureFixture[str]
) -> None:
    ana = club.joins("Ana Berger")
    club.plans()
    queues(club, NUDGE, ana, moment="asked:1")
    club.box.faults.error("*", "token_revoked", times=99)
    assert drain(club.prime, lambda: None, ProgressBar(StringIO())) == 1
    assert capsys.readouterr().err == "prime outbox: Slack refuses us (token_revoked)\n"
    club.box.faults.clear()
    with club.prime.services.db.begin() as session:
        hold(session, "put back", club.clock.now())
    assert drain(club.prime, lambda: None, ProgressBar(StringIO())) == 1
    assert "prime release" in capsys.readouterr().err
    assert club.dms(ana) == 0


def test_draining_is_refused_beside_prime_run_on_one_file(
    sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from bot.settings import GivenSettings

    with served_by_us(sqlite_url):
        assert run_drain(GivenSettings(database_url=sqlite_url)) == 1
    assert "is served already" in capsys.readouterr().err
