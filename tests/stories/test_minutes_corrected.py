"""Corrections of minutes: taken up or left aside with a reason, until they are final (article CONTRIBUER)."""

from club.ids import RemarkId
from handlers.belonging.mydata import service as mydata
from handlers.events.minutes import service
from storage.privacy import get_held
from tests.stories.club import paris
from tests.stories.minutes import CORRECT, ENDS, READ, TITLE, Held, held, told
from tests.stories.said import TEXT_FIELD

__all__ = ["held"]

PASSAGE, PROPOSED = "Le passage", "Votre proposition"


def test_a_correction_is_taken_up_in_a_new_version_and_who_proposed_it_hears(held: Held) -> None:
    held.deposits()
    held.ana.opens_dm()
    held.ana.clicks(CORRECT)
    held.ana.fills({PASSAGE: "une étude", PROPOSED: "deux études"})
    held.ana.submits()
    held.ana.sees("L’organisation décide, et vous le saurez.")
    held.club.later(minutes=1)
    held.odile.opens_dm()
    held.odile.sees(f"Ana Berger propose une correction : {TITLE}")
    held.odile.clicks("Reprendre le texte…")
    held.odile.submits()
    held.club.later(minutes=1)
    assert held.version == 2
    held.odile.sees("✅ Repris dans le compte rendu.")
    held.ana.sees("✅ Repris dans le compte rendu.")
    held.ana.clicks(READ, within="Repris")
    held.ana.sees("Décidé : deux études.")
    assert told(held.ana) == 1, "one message, kept true"


def test_a_correction_left_aside_is_answered_with_a_reason(held: Held) -> None:
    held.deposits()
    held.luc.opens_dm()
    held.luc.clicks(CORRECT)
    held.luc.fills({PASSAGE: "12", PROPOSED: "13"})
    held.luc.submits()
    held.club.later(minutes=1)
    held.odile.opens_dm()
    held.odile.clicks("Laisser tel quel…")
    held.odile.fills("Pour quelle raison ?", "Douze signatures.")
    held.odile.submits()
    held.club.later(minutes=1)
    held.luc.sees("Laissé tel quel : Douze signatures.")
    assert (held.remark(), held.version) == ("kept", 1)
    assert service.keep(
        held.club.prime.services, RemarkId(1), "Encore", held.member("Odile Garnier"), ENDS
    ) is (service.MinutesDone.MEANWHILE)


def test_after_ten_days_they_are_final(held: Held) -> None:
    held.deposits()
    held.ana.opens_dm()
    held.ana.clicks(CORRECT)
    held.club.at(paris(2027, 2, 7, 21, 0))
    held.ana.fills({PASSAGE: "12", PROPOSED: "13"})
    held.ana.submits()
    assert "définitif" in str(held.ana.errors())
    held.ana.closes()
    held.ana.sees("définitive depuis le dimanche 7 février 2027")
    held.ana.sees_not(CORRECT)
    assert held.remark() == ""


def test_who_leaves_takes_their_corrections_along(held: Held) -> None:
    held.deposits()
    held.ana.opens_dm()
    held.ana.clicks(CORRECT)
    held.ana.fills({PASSAGE: "12", PROPOSED: "Mot d’Ana"})
    held.ana.submits()
    held.club.later(minutes=1)
    mydata.leave(held.club.prime.services, held.member("Ana Berger"), held.club.clock.now())
    held.club.later(minutes=1)
    held.odile.opens_dm()
    held.odile.sees("Cette correction a été retirée.")
    held.odile.sees_not("Mot d’Ana")
    assert held.remark() == ""


def test_what_one_proposed_and_its_answer_are_in_the_file_of_one_s_own_data(held: Held) -> None:
    held.deposits()
    services, now = held.club.prime.services, held.club.clock.now()
    service.propose(services, held.event, held.member("Ana Berger"), "12", "Treize, mot d’Ana", now)
    service.keep(services, RemarkId(1), "Douze signatures.", held.member("Odile Garnier"), now)
    ana = held.member("Ana Berger")
    with services.db.read() as session:
        (row,) = get_held(session, ana.id, ana.slack_id)["minutes_remark"]
    assert (row["passage"], row["proposed"], row["reason"]) == (
        "12",
        "Treize, mot d’Ana",
        "Douze signatures.",
    )


def test_a_correction_for_which_there_is_no_room_is_shown_above_the_text(held: Held) -> None:
    held.deposits("mot " * 749 + "12")
    services, now = held.club.prime.services, held.club.clock.now()
    service.propose(services, held.event, held.member("Ana Berger"), "12", "treize " * 80, now)
    held.club.later(minutes=1)
    held.odile.opens_dm()
    held.odile.clicks("Reprendre le texte…")
    held.odile.sees("→ treize treize")
    held.odile.fills(TEXT_FIELD, "Court.")
    held.odile.submits()
    assert (held.version, held.remark()) == (2, "taken")


def test_a_correction_left_meanwhile_is_not_taken_up_as_well(held: Held) -> None:
    held.deposits()
    services, now = held.club.prime.services, held.club.clock.now()
    service.propose(services, held.event, held.member("Ana Berger"), "12", "13", now)
    held.club.later(minutes=1)
    held.odile.opens_dm()
    held.odile.clicks("Reprendre le texte…")
    service.keep(services, RemarkId(1), "Non.", held.member("Odile Garnier"), now)
    held.odile.submits()
    assert "entre-temps" in str(held.odile.errors())
    assert (held.version, held.remark()) == (1, "kept")
