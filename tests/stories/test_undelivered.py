"""What Slack refuses for good is shown to organisers: whom it was for, and why."""

import pytest

from tests.stories.club import Club
from tests.stories.test_organising import organiser

MINE = "Messages non remis depuis 30 jours"


@pytest.mark.parametrize(
    ("code", "why"),
    [("user_disabled", "compte Slack fermé"), ("cannot_dm_bot", "messages directs refusés")],
)
def test_organisers_see_whom_a_message_did_not_reach(club: Club, code: str, why: str) -> None:
    odile, ana = organiser(club), club.joins("Ana Berger")
    club.plans()
    odile.opens_home()
    odile.sees_not(MINE)
    club.box.faults.error("*", code, times=9, to=ana.id)
    ana.types("/prime rsvp forum oui")
    club.settle()
    club.box.faults.clear()
    odile.opens_home()
    odile.sees(f"Ana Berger : 1 message ({why})")
    ana.opens_home()
    ana.sees_not(MINE)
    club.later(days=31)
    odile.opens_home()
    odile.sees_not(MINE)
