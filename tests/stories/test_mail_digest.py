"""What may wait and goes by e-mail comes as one letter a day, once whatever dies; what is urgent at once."""

from datetime import timedelta

import pytest

from club.digest import Theme, Way, Wishes
from club.ids import MemberId
from club.seating import Rsvp, Says
from handlers import names
from handlers.belonging.charter.service import CharterDraft, publish
from handlers.events.on_behalf.service import Wish, answer
from storage.erasure import erase
from storage.people import Membership, change_member
from storage.seats import save_rsvp
from storage.wishes import save_wishes
from tests.stories.club import FIRST, Club, paris
from tests.stories.postman import Postman
from tests.stories.test_companies import agree as agree_to_publication
from tests.stories.test_companies import complete
from tests.stories.test_corrections import asks
from tests.stories.test_mail import agrees, club, outside_slack

__all__ = ["club"]
MORNING = paris(2027, 1, 14, 9, 0)
ZOE = "zoe@example.org"


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


@pytest.fixture
def zoe(club: Club) -> MemberId:
    """Somebody who is not in Slack; two events wait for their answer."""
    made = outside_slack(club, "Zoé Martin", ZOE)
    club.plans("Forum Chaleur fatale")
    club.plans("Atelier Étuves", starts=paris(2027, 1, 28, 14, 0))
    return made


def stages(club: Club) -> dict[str, int]:
    """How many mails stand where, by the beginning of their kind."""
    with club.prime.services.db.read() as session:
        rows = session.connection().exec_driver_sql("SELECT stage, count(*) FROM mail GROUP BY stage")
        return {str(stage): int(count) for stage, count in rows.all()}


def test_two_matters_of_a_day_are_one_letter_in_three_lines(
    club: Club,
    postman: Postman,
    zoe: MemberId,
) -> None:
    club.at(MORNING - timedelta(minutes=5))
    club.prime.tick.mail()
    assert postman.letters == [], "the hour of the message of the day has not come"
    club.at(MORNING)
    club.prime.tick.mail()
    [letter] = postman.to(ZOE)
    said, _, notice = letter.get_content().partition("\n\n")  # beneath a first e-mail: what is kept
    lines = [plain(line) for line in said.splitlines()]
    assert notice
    assert lines[0] == (
        "2 points vous attendent ; le premier avant le jeu. 21 janv., 9 h 30 : "
        "Forum Chaleur fatale et Atelier Étuves"
    )
    assert plain(letter["Subject"]) == lines[0]
    assert lines[1].startswith("Pour répondre : Forum Chaleur fatale https://prime.club.example/mail/answer/")
    assert lines[1].count("/mail/answer/") == 2
    assert "/mail/stop/" in lines[2]
    assert len(lines) == 3
    assert stages(club) == {"sent": 1, "merged": 2}
    for hour in (11, 14, 17):
        club.at(paris(2027, 1, 14, hour, 0))
        club.prime.tick.mail()
    assert len(postman.letters) == 1


def test_what_may_wait_of_every_theme_is_in_the_letter_of_the_day_and_no_word_of_another(
    club: Club, postman: Postman
) -> None:
    ana = club.joins("Ana Berger")
    odile = club.joins("Odile Garnier", "ALLICE", role="organiser")
    complete(ana)
    agree_to_publication(ana)
    agrees(club, club.members["Ana Berger"])
    club.at(paris(2027, 1, 13, 17, 0))
    asks(odile, "Monsieur Roy ne travaille plus chez vous.")
    draft = CharterDraft("# Charte", material=True, changes="", accept_by=paris(2027, 2, 12, 17))
    with club.prime.services.db.begin() as session:
        publish(session, draft, club.members["Odile Garnier"], club.clock.now())
    club.plans("Forum Chaleur fatale")
    club.at(MORNING)
    club.prime.tick.mail()
    [letter] = postman.letters
    first, second, _ = plain(letter.get_content()).splitlines()[:3]
    assert first.startswith("3 points vous attendent")
    for matter in ("Forum Chaleur fatale", "Correction de fiche demandée", "Charte, version 1"):
        assert matter in first
    assert second.count("/mail/answer/") == 1
    for nobody in ("Odile", "Garnier", "Roy"):
        assert nobody not in plain(letter.get_content())


def test_one_that_is_answered_in_between_leaves_the_other_alone(
    club: Club,
    postman: Postman,
    zoe: MemberId,
) -> None:
    club.at(MORNING)
    with club.prime.services.db.begin() as session:
        save_rsvp(session, FIRST, zoe, Rsvp(Says.YES, 1), club.clock.now())
    club.prime.tick.mail()
    [letter] = postman.to(ZOE)
    assert "Atelier Étuves" in letter["Subject"]
    assert "Forum" not in letter.get_content()


def test_a_second_matter_of_the_day_waits_for_tomorrow(
    club: Club,
    postman: Postman,
    zoe: MemberId,
) -> None:
    club.at(MORNING)
    club.prime.tick.mail()
    club.plans("Visite", starts=paris(2027, 1, 28, 16, 0), deadline=paris(2027, 1, 21, 16, 0))
    club.later(hours=2)
    club.prime.tick.mail()
    assert len(postman.letters) == 1
    club.at(MORNING + timedelta(days=1))
    club.prime.tick.mail()
    assert ["Visite" in one["Subject"] for one in postman.letters] == [False, True]


def test_what_is_urgent_comes_at_once_and_by_itself(
    club: Club,
    postman: Postman,
    zoe: MemberId,
) -> None:
    club.joins("Odile Garnier", "Alliance", role="organiser")
    club.at(MORNING)
    club.prime.tick.mail()
    club.clock.advance(timedelta(hours=10))
    by = club.members["Odile Garnier"]
    answer(club.prime.services, Wish(FIRST, zoe, coming=True), by, club.clock.now())
    club.prime.tick.mail()
    assert "Vous venez" in postman.letters[-1].get_content()
    assert len(postman.letters) == 2


def test_killed_between_putting_together_and_sending_it_is_said_once(
    club: Club,
    postman: Postman,
    zoe: MemberId,
) -> None:
    club.at(MORNING)
    now = club.clock.now().isoformat(" ")
    postman.answers[ZOE] = "451 come back later"
    club.prime.tick.mail()
    assert (stages(club), postman.letters) == ({"pending": 1, "merged": 2}, [])
    dead = "stage = 'sending', due_at = NULL, claim = 'dead'"
    club.says_to_database(f"UPDATE mail SET {dead}, claimed_at = '{now}' WHERE stage = 'pending'")
    del postman.answers[ZOE]
    assert club.prime.tick.mail() == 0, "it may be alive"
    club.clock.advance(timedelta(minutes=3))
    club.prime.tick.mail()
    club.clock.advance(timedelta(hours=1))
    club.prime.tick.mail()
    [letter] = postman.letters
    assert letter.get_content().count("/mail/answer/") == 2
    assert stages(club) == {"sent": 1, "merged": 2}


def test_killed_after_sending_it_is_one_in_the_reader_s_mailbox(
    club: Club,
    postman: Postman,
    zoe: MemberId,
) -> None:
    club.at(MORNING)
    postman.says = ""
    club.prime.tick.mail()
    postman.says = "250 OK"
    with club.prime.services.db.begin() as session:
        save_rsvp(session, FIRST, zoe, Rsvp(Says.NO, 0), club.clock.now())
    club.clock.advance(timedelta(minutes=2))
    club.prime.tick.mail()
    first, again = postman.letters
    assert first["Message-ID"] == again["Message-ID"], "though one matter less is left to say"


@pytest.mark.parametrize("erased", [False, True], ids=["suspended", "erased"])
def test_nothing_is_written_to_who_is_away_meanwhile(
    club: Club,
    postman: Postman,
    zoe: MemberId,
    erased: bool,
) -> None:
    club.at(MORNING)
    postman.answers[ZOE] = "451 come back later"
    club.prime.tick.mail()
    del postman.answers[ZOE]
    with club.prime.services.db.begin() as session:
        if erased:
            erase(session, zoe, "Ancien membre", club.clock.now())
        else:
            change_member(session, zoe, state=Membership.SUSPENDED)
    club.later(minutes=5)
    club.prime.tick.mail()
    assert postman.letters == []


def test_wishes_hold_for_letters_too_and_the_newer_ones(club: Club, postman: Postman) -> None:
    club.joins("Ana Berger")
    agrees(club, club.members["Ana Berger"])
    club.plans("Forum Chaleur fatale")
    club.plans("Atelier Étuves", starts=paris(2027, 1, 28, 14, 0))
    ana = club.members["Ana Berger"]
    with club.prime.services.db.begin() as session:
        save_wishes(session, ana, Wishes(hour=14))
    club.at(MORNING)
    club.prime.tick.mail()
    assert postman.letters == []
    with club.prime.services.db.begin() as session:
        save_wishes(session, ana, Wishes({Theme.EVENTS: Way.NEVER}))
    club.at(paris(2027, 1, 14, 14, 0))
    club.prime.tick.mail()
    assert (postman.letters, stages(club)) == ([], {"dropped": 2})


def test_each_by_itself_is_a_letter_each(club: Club, postman: Postman) -> None:
    club.joins("Ana Berger")
    agrees(club, club.members["Ana Berger"])
    with club.prime.services.db.begin() as session:
        save_wishes(session, club.members["Ana Berger"], Wishes({Theme.EVENTS: Way.EACH}))
    club.plans("Forum Chaleur fatale")
    club.plans("Atelier Étuves", starts=paris(2027, 1, 28, 14, 0))
    club.at(MORNING)
    club.prime.tick.mail()
    assert len(postman.letters) == 2


def test_a_hundred_matters_are_three_lines_still(club: Club, postman: Postman) -> None:
    outside_slack(club, "Zoé Martin", ZOE)
    for number in range(100):
        club.schedules(f"Atelier {number:03}", starts=paris(2027, 1, 28, 9, 30) + timedelta(minutes=number))
    club.settle()
    club.at(MORNING)
    for _ in range(3):
        club.prime.tick.mail()
    [letter] = postman.letters
    lines = plain(letter.get_content()).partition("\n\n")[0].splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("100 points vous attendent")
    assert lines[1].count("/mail/answer/") == 5


@pytest.mark.parametrize("all_of_them", [False, True])
def test_a_matter_that_breaks_holds_up_no_other_and_is_logged(
    club: Club, postman: Postman, zoe: MemberId, caplog: pytest.LogCaptureFixture, *, all_of_them: bool
) -> None:
    club.at(MORNING)
    postman.answers[ZOE] = "451 come back later"
    club.prime.tick.mail()
    del postman.answers[ZOE]
    which = "stage = 'merged'" if all_of_them else "stage = 'merged' AND subject = 'event:2'"
    club.says_to_database(f"UPDATE mail SET kind = '{names.DUES_NUDGE}' WHERE member_id = {zoe} AND {which}")
    for _ in range(8):
        club.clock.advance(timedelta(minutes=10))
        club.prime.tick.mail()
    assert "cannot be said" in caplog.text
    assert ["Forum" in one["Subject"] for one in postman.letters] == ([] if all_of_them else [True])
    assert stages(club) == ({"broken": 1, "merged": 2} if all_of_them else {"sent": 1, "merged": 2})


def test_whoever_reads_weekly_is_not_written_to_twice_about_one_event(club: Club, postman: Postman) -> None:
    made = outside_slack(club, "Zoé Martin", ZOE)
    with club.prime.services.db.begin() as session:
        save_wishes(session, made, Wishes(weekly=True))
    club.plans(starts=paris(2027, 1, 26, 16, 0))  # answers until Tuesday the 19th, at four
    for day in (12, 13, 14, 15, 18):
        for hour in (9, 16, 17):
            club.at(paris(2027, 1, day, hour))
            club.prime.tick.mail()
    assert len(postman.to(ZOE)) == 1
