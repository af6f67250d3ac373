"""What Prime says by itself, when time passes."""

from tests.stories.club import Club, paris
from tests.stories.said import ASK_SEAT, GOING


def test_a_silent_member_is_nudged_a_week_and_a_day_before_the_deadline(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    ana.opens_dm()
    club.at(paris(2027, 1, 14, 8, 55))
    ana.sees_not("viendrez-vous")
    club.at(paris(2027, 1, 14, 9, 0))
    ana.sees("Forum Chaleur fatale : viendrez-vous ?")
    assert club.dms(ana) == 1
    club.at(paris(2027, 1, 20, 9, 29))
    assert club.dms(ana) == 1
    club.at(paris(2027, 1, 20, 9, 30))
    assert club.dms(ana) == 2


def test_on_a_public_holiday_nobody_is_nudged_but_the_working_day_before(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans(
        "Forum Chaleur fatale", starts=paris(2027, 5, 20, 9, 30)
    )  # a week before its deadline: Ascension
    ana.opens_dm()
    club.at(paris(2027, 5, 5, 8, 55))
    ana.sees_not("viendrez-vous")
    club.at(paris(2027, 5, 5, 9, 0))
    ana.sees("Forum Chaleur fatale : viendrez-vous ?")


def test_those_who_answered_are_never_nudged(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    club.plans("Forum Chaleur fatale")
    ana.types("/prime rsvp forum non")
    club.at(paris(2027, 1, 14, 10, 0))
    assert (club.dms(ana), club.dms(luc)) == (0, 1)


def test_the_buttons_in_a_nudge_work_and_every_copy_follows(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    club.at(paris(2027, 1, 14, 10, 0))
    club.at(paris(2027, 1, 20, 10, 0))
    ana.opens_dm()
    ana.clicks(GOING)
    assert club.seats("Ana Berger") == 1
    assert ana.screen().count("✅ Vous venez") == 2
    ana.sees_not("viendrez-vous")


def test_a_reminder_put_off_comes_again_when_the_next_working_day_opens(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    club.at(paris(2027, 1, 14, 10, 0))  # Thursday
    ana.opens_dm()
    ana.clicks("Plus tard")
    ana.sees("⏳ Vous recevrez un rappel le vendredi 15 janvier 2027, 9 h.")
    ana.sees(f"[{GOING}]*")
    ana.sees_not("Plus tard")
    club.at(paris(2027, 1, 15, 8, 55))
    assert club.dms(ana) == 1
    club.at(paris(2027, 1, 15, 9, 0))
    assert club.dms(ana) == 2
    ana.clicks(GOING)
    assert club.seats("Ana Berger") == 1
    ana.sees_not("viendrez-vous")


def test_a_reminder_put_off_is_not_sent_to_whoever_answered_meanwhile(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    club.at(paris(2027, 1, 14, 10, 0))
    ana.opens_dm()
    ana.clicks("Plus tard")
    ana.types("/prime rsvp forum non")
    club.at(paris(2027, 1, 15, 9, 0))
    assert club.dms(ana) == 1


def test_a_reminder_put_off_waits_for_the_one_that_comes_anyhow(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    club.at(paris(2027, 1, 14, 10, 0))
    club.at(paris(2027, 1, 19, 16, 0))
    ana.opens_dm()
    ana.clicks("Plus tard")
    ana.sees("⏳ Vous recevrez un rappel le mercredi 20 janvier 2027, 9 h 30.")
    club.at(paris(2027, 1, 20, 17, 0))
    assert club.dms(ana) == 2
    ana.clicks("Plus tard")
    ana.sees("⏳ Vous recevrez un rappel le jeudi 21 janvier 2027, 9 h.")
    club.at(paris(2027, 1, 21, 9, 0))
    ana.clicks("Plus tard")
    ana.sees("Répondez dès maintenant")
    club.at(paris(2027, 1, 22, 12, 0))
    assert club.dms(ana) == 3


def test_after_the_deadline_an_unanswered_nudge_offers_the_request(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    club.at(paris(2027, 1, 20, 10, 0))
    club.at(paris(2027, 1, 21, 9, 30))
    ana.opens_dm()
    ana.sees("Réponses closes ; vous pouvez demander une place")
    ana.sees(f"[{ASK_SEAT}]*")


def test_the_day_before_those_who_come_are_reminded(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    club.plans("Forum Chaleur fatale", video_url="https://visio.example.org/prime")
    ana.types("/prime rsvp forum oui à distance")
    luc.types("/prime rsvp forum non")
    club.at(paris(2027, 1, 27, 9, 30))
    ana.opens_dm()
    ana.sees("jeudi 28 janvier 2027, 9 h 30 – 17 h")
    ana.sees("https://visio.example.org/prime")
    ana.sees("[Je ne viens plus]")
    luc.sees_not("visio.example.org")


def test_down_for_a_week_one_reminder_comes_and_not_both(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    club.at(paris(2027, 1, 20, 15, 0))
    assert club.dms(ana) == 1


def test_a_weekend_reminder_comes_on_the_friday_before(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale", starts=paris(2027, 2, 1, 9, 30))  # the deadline is a Monday
    club.at(paris(2027, 1, 18, 9, 0))
    club.at(paris(2027, 1, 22, 9, 25))
    before = club.dms(ana)
    club.at(paris(2027, 1, 22, 9, 30))
    assert club.dms(ana) == before + 1


def test_a_reminder_reaches_a_reader_abroad_in_working_hours_of_their_own(club: Club) -> None:
    yuki = club.joins("Yuki Sato", zone="Asia/Tokyo")
    club.plans("Forum Chaleur fatale", starts=paris(2027, 1, 28, 14, 0))  # 14 h in Paris is 22 h in Tokyo
    club.at(paris(2027, 1, 14, 0, 55))
    assert club.dms(yuki) == 0
    club.at(paris(2027, 1, 14, 1, 0))  # 9 h in Tokyo
    assert club.dms(yuki) == 1


def test_a_repeated_sweep_sends_nothing_twice(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    club.at(paris(2027, 1, 14, 9, 30))
    for _ in range(3):
        club.later(seconds=20)
    assert club.dms(ana) == 1
