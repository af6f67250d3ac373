"""`prime doctor` turns red for each fault that it names, for no other, and green again once it is mended."""

import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.cli import main
from bot.doctor import examine, tell
from bot.doctor.diagnosis import Condition
from bot.doctor.slack import Introduction, look_at_scopes, wanted_scopes
from bot.older import tender_of
from bot.settings import GUIDE
from handlers.kit.drawing import FONT
from handlers.names import OPTIONAL_SCOPES
from tests.bot.patient import (
    Fault,
    Patient,
    a_day_passes,
    another_posts,
    as_before,
    bot,
    fails_to_write,
    forgets,
    from_elsewhere,
    full,
    gives,
    holds,
    installed,
    is_refused,
    it_is_deleted,
    lacks,
    loses_the_file,
    mode,
    patient,
    queues_help,
    releases,
)
from tests.stories.club import CHANNEL, Club

__all__ = ["patient"]

FAULTS = [
    Fault("token", "SLACK_BOT_TOKEN is not set", gives(slack_bot_token=""), forgets),
    Fault("token", "invalid_auth", gives(slack_bot_token="xoxb-stale"), forgets),
    Fault("token", "account_inactive", installed(False), installed(True)),
    Fault("socket", "invalid_auth", gives(slack_app_token="xapp-stale"), forgets),
    Fault("socket", "Socket Mode", gives(slack_app_token="", slack_signing_secret=""), forgets),
    Fault(
        "scopes", "files:write", lacks("files:write"), lambda patient: patient.club.box.grant("files:write")
    ),
    Fault("channel", "/invite @Prime", lambda patient: patient.club.box.kick_bot(CHANNEL), bot),
    Fault("channel", "channel_not_found", gives(prime_channel="C0NOWHERE"), forgets),
    Fault("channel", "PRIME_CHANNEL is not set", gives(prime_channel=""), forgets),
    Fault("topics", "channel_not_found", gives(prime_topics_channel="C0NOWHERE"), forgets),
    Fault(
        "clock",
        "120 s ahead of",
        lambda patient: setattr(patient, "ahead", timedelta(minutes=2)),
        lambda patient: setattr(patient, "ahead", timedelta(0)),
    ),
    Fault("tables", "no database yet", loses_the_file, forgets),
    Fault("tables", "tables of revision 0001", from_elsewhere("0001"), as_before),
    Fault("tables", "made by a newer Prime", from_elsewhere("9999"), as_before),
    Fault("tables", "does not answer", gives(database_url="postgresql://prime@127.0.0.1:1/prime"), forgets),
    Fault(
        "writing",
        "nothing can be saved",
        fails_to_write,
        lambda patient: patient.says("DROP TRIGGER no_room"),
    ),
    Fault(
        "names",
        "hard links",
        lambda patient: (patient.folder / "second.db").hardlink_to(patient.file),
        lambda patient: (patient.folder / "second.db").unlink(),
    ),
    Fault(
        "ledger",
        "cannot be read",
        lambda patient: (patient.folder / "ledger").write_text("{", encoding="utf-8"),
        lambda patient: (patient.folder / "ledger").unlink(),
    ),
    Fault(
        "organisers",
        "nobody organises",
        lambda patient: patient.says("UPDATE member SET role = 'member'"),
        lambda patient: patient.says("UPDATE member SET role = 'organiser'"),
    ),
    Fault("outbox", "due since 60 min", queues_help, lambda patient: patient.club.settle()),
    Fault("refused", "user_disabled", is_refused, a_day_passes),
    Fault(
        "prepared",
        "could not be prepared",
        lambda patient: (
            queues_help(patient),
            patient.says("UPDATE posting SET stage = 'broken', due_at = NULL"),
        ),
        lambda patient: patient.says("UPDATE posting SET stage = 'sent'"),
    ),
    Fault("mail", "prime release", holds, releases),
    Fault(
        "backups",
        "none was ever made",
        lambda patient: patient.says("DELETE FROM mark WHERE name = 'backed up'"),
        Patient.lives,
    ),
    Fault(
        "backups",
        "the last is 3 days old",
        lambda patient: (
            patient.club.later(hours=80),
            patient.club.settle(),
            tender_of(patient.club.prime).tend(patient.club.clock.now()),
        ),
        Patient.lives,
    ),
    Fault(
        "running",
        "not running since",
        lambda patient: patient.club.clock.advance(timedelta(minutes=6)),
        Patient.lives,
    ),
    Fault("alone", "not of this database", another_posts, it_is_deleted),
    Fault(
        "disk",
        "40 MB free",
        full(blocks=10_000, inodes=10**6),
        lambda patient: setattr(patient, "room", None),
    ),
    Fault(
        "inodes", "9 more files", full(blocks=10**6, inodes=9), lambda patient: setattr(patient, "room", None)
    ),
    Fault(
        "zones",
        "Mars/Olympus_Mons",
        lambda patient: patient.says("UPDATE profile SET zone = 'Mars/Olympus_Mons'"),
        lambda patient: patient.says("UPDATE profile SET zone = 'Europe/Paris'"),
    ),
    Fault(
        "fonts",
        "No Such Font",
        lambda patient: setattr(patient, "font", "No Such Font"),
        lambda patient: setattr(patient, "font", FONT),
    ),
    Fault("secrets", "chmod 600", mode(0o640), mode(0o600)),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.check}: {fault.told}")
def test_each_fault_turns_one_line_red_and_its_mending_green(patient: Patient, fault: Fault) -> None:
    assert patient.red() == {}
    fault.breaks(patient)
    found = patient.red()
    assert fault.told in found[fault.check]
    assert set(found) == {fault.check}
    fault.mends(patient)
    assert patient.red() == {}


def test_a_club_that_is_well_is_green_on_either_engine(database_url: str, tmp_path: Path) -> None:
    club = Club(database_url, {"prime_ledger": str(tmp_path / "ledger")})
    try:
        club.joins("Odile Garnier", role="organiser")
        club.settle()
        tender_of(club.prime).tend(club.clock.now())
        made = Patient(club, tmp_path)
        assert set(made.red()) <= {"backups"}
    finally:
        club.stop()


def test_every_check_has_its_fault(patient: Patient) -> None:
    found = examine(patient.settings, patient.now, patient.folder)
    assert {one.check for one in found} | {"topics"} == {fault.check for fault in FAULTS}


def test_where_slack_is_silent_the_rest_is_looked_at_all_the_same(patient: Patient) -> None:
    patient.club.box.faults.reset_before_effect("*", times=9)
    found = {one.check: one for one in examine(patient.settings, patient.now, patient.folder)}
    assert "does not answer" in found["token"].says
    assert found["channel"].state is found["scopes"].state is found["clock"].state is Condition.UNKNOWN
    assert found["backups"].state is Condition.OK


def test_no_secret_and_nobody_s_name_is_told(patient: Patient) -> None:
    is_refused(patient)
    patient.given["slack_app_token"] = "xapp-stale-key"
    said = " ".join(one.words for one in examine(patient.settings, patient.now, patient.folder))
    for kept in ("xoxb", "xapp-stale-key", "Odile", "Ana", "UANABERGE", "example.org"):
        assert kept not in said


def test_nothing_of_the_club_s_is_changed(patient: Patient) -> None:
    def rows() -> list[str]:
        with closing(sqlite3.connect(patient.file)) as connection:
            return [line for line in connection.iterdump() if '"mark"' not in line]

    before, calls = rows(), len(patient.club.box.calls)
    assert patient.red() == {}
    assert rows() == before
    asked = {call.method for call in patient.club.box.calls[calls:]}
    assert asked == {"auth.test", "apps.connections.open", "conversations.history"}


def test_programs_get_the_same(patient: Patient, capsys: pytest.CaptureFixture[str]) -> None:
    tell(examine(patient.settings, patient.now, patient.folder), as_json=True)
    said = json.loads(capsys.readouterr().out)
    assert said["ok"] is True
    assert said["findings"][0].keys() == {"check", "state", "says", "do"}
    patient.given["prime_channel"] = ""
    tell(examine(patient.settings, patient.now, patient.folder), as_json=False)
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("1 of ")


def test_before_anything_is_set_up_it_says_what_to_do_and_fails(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in GUIDE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "SLACK_BOT_TOKEN is not set" in said
    assert not list(tmp_path.iterdir()), "a doctor makes nothing"
    monkeypatch.setenv("PRIME_CHANNEL", "club-prime")
    assert main(["doctor", "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["ok"] is False


def test_the_manifest_asks_for_all_that_the_clubs_of_tests_have(patient: Patient) -> None:
    assert set(wanted_scopes()) == set(patient.club.box.workspace.manifest.scopes)


def test_what_may_be_left_out_is_no_fault_and_is_named() -> None:
    known = frozenset(wanted_scopes())
    without = look_at_scopes(Introduction("Club", "prime", known, None))
    assert (without.state, without.says.partition("; ")[2]) == (
        Condition.OK,
        "left out, as one may: files:read, groups:write, groups:read",
    )
    given = look_at_scopes(Introduction("Club", "prime", known | {*OPTIONAL_SCOPES}, None))
    assert given.says.endswith("that manifest.yml requires")
