"""E-mail as the second way: to whom, when, once, and with nobody else's name."""

from datetime import timedelta

import pytest

from club.ids import MemberId
from club.seating import Rsvp, Says
from handlers import names
from handlers.events.on_behalf.service import Wish, answer
from storage.mail import agree
from storage.people import Role, add_member
from storage.seats import save_rsvp
from storage.urgency import is_mailed
from tests.stories.club import FIRST, Club, paris
from tests.stories.postman import Postman
from tests.stories.said import ASK_SEAT, CANCEL, EDIT, REASON_FIELD

NUDGED = paris(2027, 1, 14, 10, 0)
ANA = "ana.berger@example.org"


@pytest.fixture
def club(mailing: Club) -> Club:
    """A club that has a mail server."""
    return mailing


def agrees(club: Club, member: MemberId) -> None:
    """A member's agreement, as it is stored."""
    with club.prime.services.db.begin() as session:
        agree(session, member, club.clock.now())


def outside_slack(club: Club, name: str, email: str) -> MemberId:
    """A member whom Slack does not know, and who agreed to e-mails."""
    with club.prime.services.db.begin() as session:
        member = add_member(session, name, email=email, role=Role.MEMBER)
        agree(session, member, club.clock.now())
    return member


def test_who_agreed_is_reminded_by_both_ways_and_nobody_else_by_mail(club: Club, postman: Postman) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    ana.types("/prime courriel")
    ana.sees("Prime vous écrit dans Slack seulement.")
    ana.clicks("Aussi par e-mail")
    ana.sees(f"✅ Les rappels et les urgences vous parviennent aussi par e-mail, à {ANA}.")
    club.plans()
    club.at(NUDGED)
    assert club.prime.tick.mail() == 1
    [letter] = postman.letters
    assert letter["To"] == ANA
    assert letter["Subject"].startswith("Répondez avant le ")
    lines = letter.get_content().strip().splitlines()
    assert lines[3] == ""
    assert lines[4].startswith("Vos données\u00a0: le club conserve votre nom")
    assert "pendant 90" in lines[5]
    assert "/prime mes-donnees" in lines[6]
    assert len(lines) == 7
    assert lines[0] == letter["Subject"]
    assert lines[1].startswith("Pour répondre\u00a0: https://prime.club.example/mail/answer/")
    assert lines[2].startswith(
        "Pour ne plus recevoir ces e-mails\u00a0: https://prime.club.example/mail/stop/"
    )
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert club.dms(luc) == 1, "the other hears of it in Slack alone"
    assert club.prime.tick.mail() == 0


def test_only_the_first_that_arrived_says_what_is_kept(club: Club, postman: Postman) -> None:
    zoe = outside_slack(club, "Zoé Martin", "zoe@example.org")
    club.plans()
    club.at(NUDGED)
    postman.says = ""
    club.prime.tick.mail()
    postman.says = "250 OK"
    club.clock.advance(timedelta(minutes=1))
    club.prime.tick.mail()
    with club.prime.services.db.begin() as session:
        save_rsvp(session, FIRST, zoe, Rsvp(Says.YES, 1), club.clock.now())
    club.at(paris(2027, 1, 27, 10, 0))
    club.prime.tick.mail()
    lost, again, later = postman.letters
    assert lost.get_content() == again.get_content(), "the same letter, whichever of the two arrived"
    assert "/prime mes-donnees" not in lost.get_content(), "no command of Slack's, for she is not there"
    assert "vous opposer\u00a0: l’organisation du club" in lost.get_content()
    assert len(later.get_content().strip().splitlines()) == 3


def test_an_answer_before_its_turn_leaves_nothing_to_write(club: Club, postman: Postman) -> None:
    ana = club.joins("Ana Berger")
    agrees(club, club.members["Ana Berger"])
    club.plans()
    club.at(NUDGED)
    ana.types("/prime rsvp forum oui")
    assert club.prime.tick.mail() == 1
    assert postman.letters == []


def test_a_member_outside_slack_is_reminded_and_told_of_a_cancellation(club: Club, postman: Postman) -> None:
    zoe = outside_slack(club, "Zoé Martin", "zoe@example.org")
    odile = club.joins("Odile Garnier", role="organiser")
    club.plans()
    club.at(NUDGED)
    club.prime.tick.mail()
    [nudge] = postman.to("zoe@example.org")
    assert "/mail/answer/" in nudge.get_content()
    with club.prime.services.db.begin() as session:
        save_rsvp(session, FIRST, zoe, Rsvp(Says.YES, 1), club.clock.now())
    odile.types("/prime activite")
    odile.clicks(CANCEL)
    odile.fills(REASON_FIELD, "Grève des trains.")
    odile.submits()
    club.prime.tick.mail()
    told = postman.to("zoe@example.org")[-1]
    assert told["Subject"].startswith("Annulé")
    assert "Grève" not in told.get_content(), "what somebody wrote stays in Slack"


def test_a_stop_is_kept_whatever_an_organiser_notes(club: Club, postman: Postman) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    odile.types(f"/prime courriel {ANA}")
    odile.sees("n’a pas donné son accord pour les e-mails")
    odile.clicks("Noter l’accord")
    odile.sees("✅ Noté\u00a0: Ana Berger reçoit aussi des e-mails.")
    club.plans()
    club.at(NUDGED)
    ana.types("/prime courriel")
    ana.clicks("Arrêter les e-mails")
    assert club.prime.tick.mail() == 0, "what waited is not sent"
    odile.types(f"/prime courriel {ANA}")
    odile.sees("personne d’autre ne peut les reprendre")
    odile.sees_not("[Noter l’accord]")
    assert postman.letters == []


def test_a_member_cannot_ask_after_others(club: Club) -> None:
    ana, _ = club.joins("Ana Berger"), club.joins("Luc Roy")
    ana.types("/prime courriel luc.roy@example.org")
    ana.sees("Prime vous écrit dans Slack seulement.")
    ana.sees_not("Luc Roy")


def test_a_letter_whose_line_breaks_is_one_in_its_reader_s_mailbox(club: Club, postman: Postman) -> None:
    club.joins("Ana Berger")
    agrees(club, club.members["Ana Berger"])
    club.plans()
    club.at(NUDGED)
    postman.says = ""
    assert club.prime.tick.mail() == 1
    postman.says = "250 OK"
    assert club.prime.tick.mail() == 0, "it waits"
    club.clock.advance(timedelta(minutes=1))
    assert club.prime.tick.mail() == 1
    first, again = postman.letters
    assert first["Message-ID"] == again["Message-ID"]
    club.clock.advance(timedelta(hours=1))
    assert club.prime.tick.mail() == 0


@pytest.mark.parametrize(
    ("refusal", "letters"),
    [("550 no such mailbox", 0), ("451 come back later", 1)],
    ids=["for good", "for now"],
)
def test_a_refusal_is_final_or_passing_and_holds_up_nobody(
    club: Club, postman: Postman, refusal: str, letters: int
) -> None:
    for name in ("Ana Berger", "Luc Roy"):
        club.joins(name)
        agrees(club, club.members[name])
    club.plans()
    club.at(NUDGED)
    postman.answers[ANA] = refusal
    club.prime.tick.mail()
    assert [one["To"] for one in postman.letters] == ["luc.roy@example.org"]
    del postman.answers[ANA]
    club.clock.advance(timedelta(minutes=5))
    club.prime.tick.mail()
    assert len(postman.to(ANA)) == letters


def test_what_a_killed_process_had_in_hand_is_sent_by_another(club: Club, postman: Postman) -> None:
    club.joins("Ana Berger")
    agrees(club, club.members["Ana Berger"])
    club.plans()
    club.at(NUDGED)
    now = club.clock.now().isoformat(" ")
    club.says_to_database(
        f"UPDATE mail SET stage = 'sending', due_at = NULL, claim = 'dead', claimed_at = '{now}'"
    )
    assert club.prime.tick.mail() == 0, "it may be alive"
    club.clock.advance(timedelta(minutes=3))
    assert club.prime.tick.mail() == 1
    assert len(postman.letters) == 1


def test_nobody_s_name_but_the_reader_s_stands_in_any_letter(club: Club, postman: Postman) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy", "Fonderie Delmas")
    odile = club.joins("Odile Garnier", role="organiser")
    agrees(club, club.members["Ana Berger"])
    club.plans(capacity=1)
    luc.types("/prime rsvp forum oui")
    ana.types("/prime rsvp forum oui")
    ana.clicks("Attendre une place")
    luc.types("/prime rsvp forum non")
    luc.submits()
    club.later(seconds=30)
    odile.types("/prime activite")
    odile.clicks(EDIT)
    odile.fills({"Lieu": "Rouen"})
    odile.submits()
    club.later(days=1)
    club.at(paris(2027, 1, 27, 10, 0))
    club.prime.tick.mail()
    written = [one.get_content() for one in postman.letters]
    assert len(written) >= 2
    others = ("Luc", "Roy", "Odile", "Garnier", "Delmas")
    assert not [name for name in others for text in written if name in text]


def test_leaving_ends_letters_and_takes_their_traces(club: Club, postman: Postman) -> None:
    ana = club.joins("Ana Berger")
    club.joins("Luc Roy")
    agrees(club, club.members["Ana Berger"])
    club.plans()
    club.at(NUDGED)
    ana.types("/prime mes-donnees")
    ana.clicks("Quitter le club…")
    ana.fills("Pour confirmer, écrivez QUITTER", "QUITTER")
    ana.submits()
    assert club.prime.tick.mail() == 0
    with club.prime.services.db.read() as session:
        left = [
            session.connection().exec_driver_sql(f"SELECT count(*) FROM {table}").scalar()
            for table in ("mail", "mailconsent")
        ]
    assert left == [0, 0]


def test_what_was_mailed_long_ago_is_forgotten(club: Club, postman: Postman) -> None:
    club.joins("Ana Berger")
    agrees(club, club.members["Ana Berger"])
    club.plans()
    club.at(NUDGED)
    club.prime.tick.mail()
    club.at(NUDGED + timedelta(days=60))
    assert _mails(club) == 1
    club.at(NUDGED + timedelta(days=92))
    assert _mails(club) == 0


def _mails(club: Club) -> int:
    with club.prime.services.db.read() as session:
        of_events = "SELECT count(*) FROM mail WHERE subject LIKE 'event:%%'"
        return int(session.connection().exec_driver_sql(of_events).scalar_one())


def test_what_organisers_wrote_of_a_refusal_stays_in_slack(club: Club, postman: Postman) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    agrees(club, club.members["Ana Berger"])
    club.plans("Forum Chaleur fatale")
    club.at(paris(2027, 1, 23, 9, 30))
    ana.types("/prime rsvp forum")
    ana.clicks(ASK_SEAT)
    ana.submits()
    odile.opens_dm()
    odile.clicks("Refuser…")
    odile.ticks("Autre")
    odile.fills("Message pour Ana Berger", "Dupont occupe la salle.")
    odile.submits()
    club.prime.tick.mail()
    [letter] = postman.to(ANA)
    assert letter["Subject"] == "Forum Chaleur fatale\u00a0: Demande non acceptée"
    assert "Dupont" not in letter.get_content()


def test_for_whom_somebody_answered_a_letter_tells_it_and_names_nobody_else(
    club: Club, postman: Postman
) -> None:
    club.joins("Odile Garnier", "Alliance", role="organiser")
    outside = outside_slack(club, "Eva Nord", "eva.nord@example.org")
    club.plans()
    answer(
        club.prime.services,
        Wish(FIRST, outside, coming=True),
        club.members["Odile Garnier"],
        club.clock.now(),
    )
    club.prime.tick.mail()
    [letter] = postman.to("eva.nord@example.org")
    assert "Vous venez" in letter.get_content()
    assert "Odile" not in letter.as_string()


def test_nothing_about_a_vote_or_about_others_is_ever_mailed() -> None:
    mailed = {kind for kind in vars(names).values() if is_mailed(kind)}
    of_events = {names.NUDGE, names.EVE, names.PROMOTED, names.OFFERED, names.MOVED, names.CANCELLED}
    of_events |= {names.DATES_KEPT, names.SERIES_MOVED, names.SERIES_CANCELLED}
    of_the_club = {names.CHARTER, names.CHARTER_NUDGE, names.PROFILE_DUE}
    of_companies = {names.CONTACT, names.CORRECTION, names.PAGE_DUE, names.DUES_NUDGE}
    asked = {names.DATES_ASKED, names.DECIDED, names.ANSWERED_FOR}
    assert mailed == of_events | of_the_club | of_companies | asked


def test_a_title_in_two_lines_is_one_line_of_a_letter(club: Club, postman: Postman) -> None:
    club.joins("Ana Berger")
    agrees(club, club.members["Ana Berger"])
    club.plans("Forum & <b>\nBcc: luc@example.org\u2028Chaleur")
    club.at(NUDGED)
    club.prime.tick.mail()
    [letter] = postman.letters
    assert letter["Subject"].endswith("Forum & <b> Bcc: luc@example.org Chaleur")
    assert letter["Bcc"] is None
    assert letter.get_content().splitlines()[3] == "", "three lines, and what is kept of her"
