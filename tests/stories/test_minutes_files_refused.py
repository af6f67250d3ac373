"""A file of minutes that is not to be had: why is said, nothing typed is lost, and nobody else gets it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from handlers.events.minutes import service
from storage.erasure import erase
from storage.people import change_member
from storage.privacy import get_held
from tests.stories.club import paris
from tests.stories.minutes import DEPOSIT, TEXT, Held
from tests.stories.minutes_files import (
    ADD,
    FIELD,
    GET,
    NAME,
    NOTHING,
    PDF,
    deposits,
    held,
    kept,
    of_minutes,
    office,
    opens,
)
from tests.stories.said import TEXT_FIELD

__all__ = ["held"]


def removed(held: Held) -> None:
    [*_, last] = held.club.box.workspace.files.values()
    last.deleted = True


def unscoped(held: Held) -> None:
    box = held.club.box
    box.workspace.manifest = replace(
        box.workspace.manifest,
        scopes=tuple(one for one in box.workspace.manifest.scopes if one != "files:read"),
    )


FAULTS: dict[str, tuple[bytes, Callable[[Held], None], str]] = {
    "deleted": (PDF, removed, "Ce fichier n’est plus dans Slack"),
    "no scope": (PDF, unscoped, "Je n’ai pas le droit de lire les fichiers ici"),
    "a page to sign in": (PDF, lambda held: held.club.box.faults.page("download"), "Slack ne me donne pas"),
    "busy": (PDF, lambda held: held.club.box.faults.rate_limit("files.info"), "Slack ne me donne pas"),
    "a zip": (office("a.txt"), lambda _: None, "Je ne peux pas garder ce fichier"),
    "macros": (office("word/document.xml", "word/vbaProject.bin"), lambda _: None, "sans macros"),
    "a page": (b"<!DOCTYPE html><html>Sign in</html>", lambda _: None, "Je ne peux pas garder ce fichier"),
    "a program": (b"MZ\x90\x00\x03", lambda _: None, "Je ne peux pas garder ce fichier"),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("text", ["", TEXT], ids=["alone", "with words"])
def test_why_there_is_no_file_is_said_and_nothing_typed_is_lost(held: Held, fault: str, text: str) -> None:
    content, happens, said = FAULTS[fault]
    opens(held)
    held.odile.fills({FIELD: (NAME, content), TEXT_FIELD: text or None})
    held.odile.fills({"Version courte, pour les autres membres": "En bref."})
    happens(held)
    held.odile.submits()
    held.club.settle()
    held.odile.opens_dm()
    held.odile.sees(said)
    held.odile.sees("✅ Compte rendu déposé, version 1, sans ce fichier." if text else NOTHING)
    assert held.version == (1 if text else 0)
    held.odile.sees(ADD if text else DEPOSIT)
    if not text:
        held.odile.sees("En bref.")
    assert kept(held) == []


def test_one_that_is_too_large_is_told_in_the_form(held: Held) -> None:
    opens(held)
    held.odile.fills({TEXT_FIELD: TEXT})
    with pytest.raises(AssertionError, match="larger than 10 MB"):
        held.odile.fills({FIELD: (NAME, b"%PDF-" + bytes(11_000_000))})
    modal = held.odile.modal
    assert modal is not None
    entry = {"id": "F0LARGE", "name": NAME, "size": 11_000_000}
    state = {"file": {"file": {"type": "file_input", "files": [entry]}}}
    held.club.box.act.submit(held.odile.id, modal["id"], state)
    assert "dépasse 10 Mo" in " ".join(held.odile.errors().values()).replace("\xa0", " ")
    assert held.version == 0


def test_sent_twice_it_is_one_version(held: Held) -> None:
    opens(held)
    held.odile.fills({FIELD: (NAME, PDF)})
    held.club.box.faults.duplicate_envelopes()
    held.odile.submits()
    held.club.settle()
    assert (held.version, kept(held)) == (1, [(1, NAME)])


def test_who_organises_no_more_when_it_is_read_leaves_the_words_alone(held: Held) -> None:
    held.club.joins("Marc Petit", "ALLICE", role="organiser")
    opens(held)
    held.odile.fills({FIELD: (NAME, PDF), TEXT_FIELD: TEXT})
    gate = held.club.box.faults.hold("download")
    settle, held.club.box.settle = held.club.box.settle, lambda: None
    held.odile.submits()
    with held.club.prime.services.db.begin() as session:
        change_member(session, held.club.members["Odile Garnier"], role="member")
    gate.open()
    held.club.box.settle = settle
    held.club.settle()
    assert (held.version, kept(held)) == (1, [])
    held.odile.opens_dm()
    held.odile.sees("sans ce fichier")
    held.odile.sees_not(ADD)


def test_another_version_that_came_meanwhile_is_not_given_the_file(held: Held) -> None:
    opens(held)
    held.odile.fills({FIELD: (NAME, PDF), TEXT_FIELD: TEXT})
    gate = held.club.box.faults.hold("download")
    settle, held.club.box.settle = held.club.box.settle, lambda: None
    held.odile.submits()
    services, now = held.club.prime.services, held.club.clock.now()
    draft = replace(service.unwritten(held.event), text="Plus récent.")
    assert service.deposit(services, held.event, draft, held.member("Odile Garnier"), now, after=1)
    gate.open()
    held.club.box.settle = settle
    held.club.settle()
    assert (held.version, kept(held)) == (2, [])
    held.odile.opens_dm()
    held.odile.sees("Une autre version a été déposée entre-temps")


def test_a_name_keeps_neither_path_nor_control_character_and_gets_its_ending(held: Held) -> None:
    deposits(held, office("word/document.xml"), "../../etc/\x00pass\x1bwd\u202e.pdf", more={TEXT_FIELD: TEXT})
    assert kept(held) == [(1, "etc-passwd.pdf.docx")]


def test_the_words_and_the_bytes_of_whoever_is_erased_stay_and_own_data_names_them(held: Held) -> None:
    deposits(held, more={TEXT_FIELD: TEXT})
    odile = held.club.members["Odile Garnier"]
    with held.club.prime.services.db.begin() as session:
        (row,) = get_held(session, odile, None)["minutes_file"]
        assert (row["name"], "content" in row) == (NAME, False)
        erase(session, odile, "Ancien membre", held.club.clock.now())
    assert kept(held) == [(1, NAME)]


def test_neither_the_name_nor_the_words_of_a_file_are_logged(
    held: Held, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("DEBUG"):
        deposits(held, name="secret-acquisition.pdf")
        held.ana.opens_dm()
        held.club.at(paris(2027, 1, 29, 9, 5))
        held.ana.clicks(GET)
        held.club.later(seconds=5)
    ours = [one.getMessage() for one in caplog.records if one.name.split(".")[0] in OURS]
    assert of_minutes(held.ana)
    assert not any("secret" in line or "Decided" in line for line in ours)


OURS = ("bot", "handlers", "storage", "scheduler")


def test_a_full_disk_leaves_the_words_and_says_so(held: Held) -> None:
    database = held.club.prime.services.db
    if not database.sqlite:
        pytest.skip("a server's disk")
    opens(held)
    held.odile.fills({FIELD: (NAME, PDF + bytes(3_000_000)), TEXT_FIELD: TEXT})
    with database.begin() as session:
        run = session.connection().exec_driver_sql
        run(f"PRAGMA max_page_count = {run('PRAGMA page_count').scalar_one() + 100}")
    held.odile.submits()
    held.club.settle()
    held.odile.opens_dm()
    held.odile.sees("sans ce fichier")
    held.odile.sees("Ce fichier n’a pas pu être enregistré")
    assert (held.version, kept(held)) == (1, [])
