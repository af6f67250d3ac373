"""The list for a site's gate: asked late, read by those named alone, its changes exact, gone on day 8."""

import logging
from datetime import timedelta

import pytest
from sqlalchemy import text

from club.seating import Rsvp, Says
from club.settings import Setting
from handlers.belonging.mydata import service as mydata
from handlers.events.gate import reading, service
from handlers.events.gate.service import GateDone
from handlers.events.organising.export import file_of
from handlers.events.organising.reading import answers_of
from storage.gate import list_lines, list_to_wipe
from storage.privacy import get_held
from storage.seats import save_rsvp
from tests.pdf import pages_of
from tests.stories.club import Club, paris
from tests.stories.gates import (
    BIRTH,
    DOCUMENT,
    NATION,
    NATIONALITY,
    NUMBER,
    QUESTIONS,
    RECEIVE,
    SITE,
    START,
    TAKE_BACK,
    TITLE,
    Gate,
    gate,
    version,
)
from tests.stories.said import COMPANY_FIELD
from tests.stories.test_settings_in_force import sets

__all__ = ["gate"]


def test_what_the_site_asks_is_asked_late_with_its_purpose_and_its_readers(gate: Gate) -> None:
    gate.prepares()
    gate.club.at(paris(2027, 1, 15, 12, 0))
    gate.ana.opens_dm()
    gate.ana.sees_not("Pour entrer sur le site")
    gate.comes(19)
    gate.ana.sees(f"Pour entrer sur le site : {TITLE}")
    gate.ana.sees(
        "Demandé par Forges du Nord pour entrer ; lu par l’organisation et Forges du Nord, effacé le"
        " jeudi 4 février 2027."
    )
    gate.eva.opens_dm()
    gate.eva.sees_not("Pour entrer sur le site")
    gate.says(gate.ana)
    gate.club.later(minutes=1)
    gate.ana.sees(f"Noté pour l’entrée : {TITLE}")
    assert gate.said() == 1


def test_the_list_is_handed_over_on_its_date_company_by_company(gate: Gate) -> None:
    gate.handed_over()
    head, *rows = gate.rows_of(gate.helene)
    assert head == ["N°", COMPANY_FIELD, "Nom", BIRTH, NATIONALITY, DOCUMENT]
    assert [row[:3] for row in rows] == [
        [1, "Verrerie Ardoin", "Ana Berger"],
        [2, "Verrerie Ardoin", "Luc Roy"],
    ]
    assert str(rows[0][3]).startswith("1980-05-17")
    assert rows[0][4:] == [NATION, NUMBER]
    assert rows[1][3:] == [None, None, None]
    gate.helene.sees("version 1. Retirée de Slack le jeudi 4 février 2027 ; effacez aussi vos copies.")
    gate.odile.types("/prime activite")
    gate.odile.clicks(QUESTIONS)
    gate.odile.clicks(SITE)
    gate.odile.sees("Version 1 : 2 personnes, à Hélène Marchal")


def test_it_goes_out_as_a_pdf_where_organisers_chose_that_and_is_taken_out_of_slack_too(gate: Gate) -> None:
    gate.asked()
    gate.odile.types("/prime activite")
    gate.odile.clicks(QUESTIONS)
    gate.odile.clicks(SITE)
    gate.odile.ticks("PDF, à imprimer")
    gate.odile.submits()
    gate.odile.closes()
    gate.says(gate.ana)
    gate.club.at(paris(2027, 1, 25, 9, 1))
    gate.helene.opens_dm()
    ((name, content),) = [one for one in gate.helene.files() if not one[0].endswith(".ics")]
    assert name == "2027-01-28-visiteurs-v1.pdf"
    (page,) = pages_of(content)
    lines = page.replace("\xa0", " ").split("\n")
    assert lines[0] == TITLE
    first = lines.index("1")
    assert lines[first : first + 6] == ["1", "Verrerie Ardoin", "Ana Berger", "17/05/1980", NATION, NUMBER]
    assert lines[first + 6 : first + 9] == ["2", "Verrerie Ardoin", "Luc Roy"]
    assert "Page 1 sur 1" in lines
    gate.odile.types("/prime activite")
    gate.odile.clicks(QUESTIONS)
    gate.odile.clicks(SITE)
    gate.odile.clicks(RECEIVE)
    gate.club.later(seconds=30)
    assert [one[0] for one in gate.odile.files() if one[0].endswith("-v1.pdf")]
    gate.club.at(paris(2027, 2, 4, 17, 1))
    lists = [one for one in gate.club.box.workspace.files.values() if one.name.endswith(".pdf")]
    assert [one.deleted for one in lists] == [True, True]


def test_each_change_is_told_and_nothing_else(gate: Gate) -> None:
    gate.handed_over()
    gate.club.later(minutes=30)
    assert version(gate) == 1
    gate.luc.types("/prime rsvp visite non")
    with gate.club.prime.services.db.begin() as session:
        eva, now = gate.club.members["Eva Nord"], gate.club.clock.now()
        save_rsvp(session, gate.event, eva, Rsvp(Says.YES, 1), now)
    gate.club.later(minutes=1)
    assert version(gate) == 2
    gate.helene.opens_dm()
    gate.helene.sees("Version 2 · ajout : Eva Nord (n° 3) · retrait : Luc Roy (n° 2)")
    gate.helene.clicks(RECEIVE)
    gate.club.later(seconds=5)
    _, *rows = gate.rows_of(gate.helene)
    assert [row[:3] for row in rows] == [
        [1, "Verrerie Ardoin", "Ana Berger"],
        [3, "Verrerie Ardoin", "Eva Nord"],
    ]


def test_once_it_is_sent_and_everybody_cancels_the_site_is_told_so(gate: Gate) -> None:
    gate.handed_over()
    for one in (gate.ana, gate.luc):
        one.types("/prime rsvp visite non")
    gate.club.later(minutes=11)
    gate.helene.opens_dm()
    gate.helene.sees("Version 2 · retrait : Ana Berger (n° 1), Luc Roy (n° 2)")
    assert gate.said() == 0


def test_it_is_withdrawn_at_any_time_deleted_and_wiped_and_the_site_told(gate: Gate) -> None:
    gate.handed_over()
    gate.ana.opens_dm()
    gate.ana.clicks(TAKE_BACK)
    gate.ana.sees("Votre place reste")
    gate.club.later(minutes=11)
    assert gate.said() == 0
    assert gate.club.seats("Ana Berger", gate.event) == 1
    assert NUMBER not in gate.everything()
    with gate.club.prime.services.db.read() as session:
        assert not list_to_wipe(session)
    gate.helene.opens_dm()
    gate.helene.sees("retrait : Ana Berger (n° 1)")


def test_nobody_but_those_named_sees_it_anywhere(gate: Gate, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    gate.handed_over()
    services, now = gate.club.prime.services, gate.club.clock.now()
    gate.odile.types("/prime activite")
    gate.odile.clicks(QUESTIONS)
    gate.odile.clicks(SITE)
    gate.odile.clicks(RECEIVE)
    gate.club.later(minutes=1)
    assert NUMBER in str(gate.rows_of(gate.odile))
    for secret in (NUMBER, NATION):
        for person in (gate.luc, gate.eva, gate.other):
            for place in (None, "club-prime"):
                assert secret not in str(person.messages(place))
            assert not [name for name, _ in person.files() if name.endswith(".xlsx")]
            person.types("/prime rsvp")
            person.sees_not(secret)
        assert secret not in caplog.text
        with services.db.read() as session:
            event = gate.club.event(gate.event)
            export = file_of(services.words["fr"], answers_of(session, event)).decode()
            assert secret not in export
            people = [gate.member(name) for name in gate.club.members]
            held = {one.name: str(get_held(session, one.id, one.slack_id)) for one in people}
            assert [name for name, mine in held.items() if secret in mine] == ["Ana Berger"]
            postings = session.connection().execute(text("SELECT * FROM posting")).all()
            assert secret not in str(postings)
    for name in ("Luc Roy", "Eva Nord", "Rose Blanc", "Ana Berger"):
        assert service.ask_copy(services, gate.event, gate.member(name), now) is GateDone.NOT_YOURS
        fields, due, to = (), START, gate.club.members["Hélène Marchal"]
        done = service.prepare(services, gate.event, fields, due, to, gate.member(name), now)
        assert done.done is GateDone.NOT_YOURS
        assert service.send(services, gate.event, gate.member(name), now) is GateDone.NOT_YOURS
    with services.db.read() as session:
        entry = reading.my_entry(session, services, gate.event, gate.member("Luc Roy"), now)
        assert entry is not None
        assert not entry.said
    assert service.say(services, gate.event, gate.member("Eva Nord"), {}, now) is GateDone.NOT_ASKED


def test_seven_days_after_the_event_it_is_gone_from_everywhere(gate: Gate) -> None:
    gate.handed_over()
    assert [name for name, _ in gate.helene.files() if name.endswith(".xlsx")]
    gate.club.at(paris(2027, 2, 4, 16, 59))
    assert gate.said() == 1
    assert gate.in_files(NUMBER), "else it proves nothing that they have it no longer"
    gate.club.at(paris(2027, 2, 4, 17, 1))
    assert gate.said() == 0
    everything = gate.everything()
    for secret in (NUMBER, NATION, "1980-05-17"):
        assert secret not in everything
    with gate.club.prime.services.db.read() as session:
        assert list_lines(session, gate.event) == []
        assert not list_to_wipe(session)
    deleted = [one for one in gate.club.box.workspace.files.values() if one.name.endswith(".xlsx")]
    assert [one.deleted for one in deleted] == [True]
    assert not gate.in_files(NUMBER)
    now = gate.club.clock.now()
    services, odile = gate.club.prime.services, gate.member("Odile Garnier")
    assert service.ask_copy(services, gate.event, odile, now) is GateDone.NO_EVENT


def test_who_is_erased_takes_it_along(gate: Gate) -> None:
    gate.handed_over()
    mydata.leave(gate.club.prime.services, gate.member("Ana Berger"), gate.club.clock.now())
    assert gate.said() == 0
    gate.club.later(minutes=11)
    assert NUMBER not in gate.everything()
    assert not gate.in_files(NUMBER)
    gate.helene.opens_dm()
    gate.helene.sees("retrait : une personne qui a quitté le club (n° 1)")


def test_the_club_may_switch_it_off_and_set_how_long_it_is_kept(gate: Gate) -> None:
    sets(gate.club, Setting.GATE_ASKED, 0)
    gate.odile.types("/prime activite")
    gate.odile.clicks(QUESTIONS)
    gate.odile.clicks(SITE)
    gate.odile.sees("Le club ne demande rien pour les sites")
    gate.odile.closes()
    sets(gate.club, Setting.GATE_ASKED, 5)
    sets(gate.club, Setting.KEEP_GATE, 2)
    gate.prepares()
    gate.club.at(paris(2027, 1, 22, 9, 31))
    gate.ana.opens_dm()
    gate.ana.sees_not("Pour entrer sur le site")
    gate.comes(25)
    gate.ana.sees("effacé le samedi 30 janvier 2027.")
    gate.says(gate.ana)
    gate.club.at(START + timedelta(hours=7, days=2, minutes=45))
    assert gate.said() == 0


def by_the_link(club: Club) -> Gate:
    """Luc follows by the link; the site's questions are asked."""
    gate = Gate(club)
    with club.prime.services.db.begin() as session:
        session.connection().execute(text("UPDATE event SET video_url = 'https://v.example'"))
    gate.luc.types("/prime rsvp visite")
    gate.luc.clicks("Je participe à distance")
    gate.asked()
    gate.luc.opens_dm()
    gate.luc.sees_not("Pour entrer sur le site")
    return gate


def test_whoever_moves_from_the_link_to_a_chair_is_asked_then_and_once(club: Club) -> None:
    gate = by_the_link(club)
    gate.luc.types("/prime rsvp visite")
    gate.luc.clicks("Je viens sur place")
    gate.comes(21)
    gate.luc.opens_dm()
    gate.luc.sees(f"Pour entrer sur le site : {TITLE}")
    gate.comes(22)
    gate.says(gate.luc)
    gate.comes(25)
    asked = [one for one in gate.luc.messages() if "Pour entrer sur le site" in str(one)]
    told = [one for one in gate.luc.messages() if not one.get("is_ephemeral")]
    noted = [one for one in told if "Noté pour l’entrée" in one["text"]]
    assert (len(asked), len(noted)) == (0, 1), "the message that asked says that it is done"
    assert [row[2] for row in gate.rows_of(gate.helene)[1:]] == ["Ana Berger", "Luc Roy"]


def test_who_comes_by_the_link_is_not_asked(club: Club) -> None:
    gate = by_the_link(club)
    gate.club.at(paris(2027, 1, 25, 9, 1))
    assert [row[2] for row in gate.rows_of(gate.helene)[1:]] == ["Ana Berger"]
