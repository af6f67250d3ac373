"""Minutes as a file: chosen in the form, kept with their version, sent to who may read the whole."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest

from club.ids import MinutesId
from handlers.events.minutes import files, service
from handlers.events.minutes.files import FileSent
from sandbox.driver.person import Person
from storage.attendance import record_attendance
from storage.care import note_attendance
from storage.erasure import erase
from storage.invariants import find_broken
from storage.minutes import CONTENT, FILE, get_minutes
from storage.people import change_member
from storage.privacy import get_held
from tests.stories.club import CHANNEL, Club, paris
from tests.stories.minutes import AUDIENCE, DEPOSIT, READ, TEXT, TITLE, Held
from tests.stories.said import TEXT_FIELD

FIELD, GET, KEEP, ADD = "Fichier", "Recevoir le fichier", "Garder ce fichier", "Ajouter le fichier…"
PDF, OTHER = b"%PDF-1.7\nDecided: a study.\n%%EOF", b"%PDF-1.7\nDecided: two studies.\n%%EOF"
NAME = "compte rendu.pdf"
SHOWN = "📎 compte rendu.pdf (1 Ko)"
COMES = "⏳ Le fichier arrive par message direct."
REPLACED = "⏳ Ce fichier a été remplacé : l’actuel arrive en message direct."
NO_FILE = "Ce compte rendu n’a plus de fichier"
NOT_YOURS = "Ce compte rendu est réservé aux personnes présentes ou excusées."
NOTHING = "Rien n’est déposé."


@pytest.fixture
def held(club: Club) -> Held:
    """As ever, and Prime may read files."""
    club.box.grant("files:read")
    return Held(club)


def opens(held: Held) -> Person:
    held.club.later(seconds=5)
    held.odile.types("/prime compte-rendu")
    held.odile.clicks(DEPOSIT, within=TITLE)
    return held.odile


def deposits(held: Held, content: bytes = PDF, name: str = NAME, more: dict[str, str] | None = None) -> None:
    """The first version, with a file."""
    opens(held)
    held.odile.fills({FIELD: (name, content), **(more or {})})
    held.odile.submits()
    held.club.settle()


def revises(
    held: Held, *, keep: bool = True, file: tuple[str, bytes] | None = None, text: str = TEXT
) -> None:
    """The next version, from the form as the sandbox shows it."""
    held.club.later(seconds=5)
    form(held)
    if not keep:
        held.odile.ticks(KEEP)
    held.odile.fills({TEXT_FIELD: text, FIELD: file})
    held.odile.submits()
    held.club.settle()
    while held.odile.modal:
        held.odile.closes()


def form(held: Held) -> None:
    """The form of the version that follows."""
    held.odile.types("/prime compte-rendu")
    held.odile.clicks(READ, within=TITLE)
    held.odile.clicks("Nouvelle version…")


def kept(held: Held) -> list[tuple[int, str]]:
    """Every version's file, and how often its bytes are kept."""
    with held.club.prime.services.db.read() as session:
        rows = session.connection().execute(FILE.select().order_by(FILE.c.minutes_id)).all()
        count = len(session.connection().execute(CONTENT.select()).all())
        assert [*broken_ones(held)] == []
    return [(count, row.name) for row in rows]


def broken_ones(held: Held) -> list[str]:
    return [one.name for one in find_broken(held.club.prime.services.db, held.club.clock.now())]


def of_minutes(person: Person) -> list[tuple[str, bytes]]:
    """What somebody was sent, but for calendar files."""
    return [one for one in person.files() if not one[0].endswith(".ics")]


def office(*names: str) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as into:
        for name in names:
            into.writestr(name, "x")
    return made.getvalue()


def test_a_file_alone_is_deposited_and_sent_to_whoever_asks_for_it(held: Held) -> None:
    deposits(held)
    held.odile.opens_dm()
    held.odile.sees("✅ Compte rendu déposé, version 1.")
    held.odile.sees(SHOWN)
    held.club.at(paris(2027, 1, 29, 9, 5))
    held.ana.opens_dm()
    held.ana.sees(SHOWN)
    assert any(SHOWN in str(one["text"]).replace("\xa0", " ") for one in held.ana.messages())
    held.ana.clicks(GET)
    held.ana.clicks(GET)
    held.ana.sees(COMES)
    held.club.later(seconds=5)
    assert of_minutes(held.ana) == [(NAME, PDF)]
    held.ana.clicks(READ)
    held.ana.sees(SHOWN)
    held.ana.clicks(GET)
    held.ana.closes()
    held.club.later(minutes=2)
    held.ana.clicks(GET)
    held.club.later(seconds=5)
    assert of_minutes(held.ana) == [(NAME, PDF)] * 2
    assert of_minutes(held.eva) == []


def test_without_the_scope_the_form_has_no_field_and_a_text_serves(club: Club) -> None:
    held = Held(club)
    opens(held)
    assert FIELD not in held.odile.screen()
    held.odile.submits()
    assert "Écrivez un texte, ou donnez un lien." in str(held.odile.errors()).replace("\xa0", " ")
    held.odile.fills(TEXT_FIELD, TEXT)
    held.odile.submits()
    assert held.version == 1


def test_with_it_an_empty_form_asks_for_one_of_the_three(held: Held) -> None:
    opens(held).submits()
    assert "ou donnez un lien ou un fichier." in str(held.odile.errors()).replace("\xa0", " ")


def test_the_scope_taken_away_since_costs_the_field_alone(held: Held) -> None:
    box = held.club.box
    box.workspace.manifest = replace(
        box.workspace.manifest,
        scopes=tuple(one for one in box.workspace.manifest.scopes if one != "files:read"),
    )
    opens(held)
    assert FIELD not in held.odile.screen()
    held.odile.fills(TEXT_FIELD, TEXT)
    held.odile.submits()
    assert held.version == 1


def test_a_next_version_keeps_the_file_and_its_bytes_once(held: Held) -> None:
    deposits(held, more={TEXT_FIELD: TEXT})
    revises(held, text="Autre.")
    assert (held.version, kept(held)) == (2, [(1, NAME), (1, NAME)])
    revises(held, text="Encore.", keep=False)
    assert (held.version, len(kept(held))) == (3, 2)


def test_the_same_words_and_the_same_bytes_are_no_new_version(held: Held) -> None:
    deposits(held, more={TEXT_FIELD: TEXT})
    revises(held, file=("autre nom.pdf", PDF))
    held.odile.opens_dm()
    held.odile.sees(NOTHING)
    held.odile.sees("à l’octet près")
    assert (held.version, kept(held)) == (1, [(1, NAME)])


def test_the_same_words_with_other_bytes_are_one(held: Held) -> None:
    deposits(held, more={TEXT_FIELD: TEXT})
    revises(held, file=(NAME, OTHER))
    assert (held.version, kept(held)) == (2, [(2, NAME), (2, NAME)])


def test_a_button_of_a_file_that_was_replaced_sends_the_present_one_and_says_so(held: Held) -> None:
    deposits(held, more={TEXT_FIELD: TEXT})
    before = current(held)
    held.club.at(paris(2027, 1, 29, 9, 5))
    revises(held, file=("nouveau.pdf", OTHER), text="Autre.")
    services, ana, now = held.club.prime.services, held.member("Ana Berger"), held.club.clock.now()
    assert files.send(services, before, ana, now) is FileSent.REPLACED
    held.club.later(seconds=5)
    assert of_minutes(held.ana) == [("nouveau.pdf", OTHER)]
    revises(held, keep=False, text="Sans fichier.")
    held.club.later(minutes=2)
    assert files.send(services, before, ana, held.club.clock.now()) is FileSent.NO_FILE


def current(held: Held) -> MinutesId:
    with held.club.prime.services.db.read() as session:
        found = get_minutes(session, held.event)
    assert found is not None
    return found.id


def test_who_reads_the_short_version_neither_sees_nor_gets_it(held: Held) -> None:
    deposits(held, more={TEXT_FIELD: TEXT, "Version courte, pour les autres membres": "En bref."})
    held.club.at(paris(2027, 1, 29, 9, 5))
    held.eva.opens(CHANNEL)
    held.eva.sees_not(GET)
    held.eva.sees_not("📎")
    held.eva.types("/prime compte-rendu")
    held.eva.sees("version courte")
    held.eva.sees_not("📎")
    held.eva.clicks(READ)
    held.eva.sees("En bref.")
    held.eva.sees_not("📎")
    held.eva.closes()
    services = held.club.prime.services
    assert (
        files.send(services, current(held), held.member("Eva Nord"), held.club.clock.now())
        is FileSent.NOT_YOURS
    )
    assert of_minutes(held.eva) == []


def test_minutes_for_all_are_had_from_the_channel_in_one_s_own_conversation(held: Held) -> None:
    opens(held)
    held.odile.fills({FIELD: (NAME, PDF), AUDIENCE: "Tous les membres"})
    held.odile.submits()
    held.club.later(minutes=1)
    held.eva.opens(CHANNEL)
    held.eva.sees(SHOWN)
    held.eva.clicks(GET)
    held.club.later(seconds=5)
    assert of_minutes(held.eva) == [(NAME, PDF)]
    assert all(not one.get("files") for one in held.eva.messages(CHANNEL))
    guest = held.club.stranger("Gaël Invité", is_restricted=True)
    guest.opens(CHANNEL)
    guest.clicks(GET)
    held.club.later(seconds=5)
    assert of_minutes(guest) == []


def test_who_was_noted_as_absent_meanwhile_does_not_get_it(held: Held) -> None:
    deposits(held)
    held.club.at(paris(2027, 1, 29, 9, 5))
    services, now = held.club.prime.services, held.club.clock.now()
    with services.db.begin() as session:
        record_attendance(session, held.event, {held.club.members["Ana Berger"]: False}, {})
        note_attendance(session, held.event, held.club.members["Odile Garnier"], now)
    held.ana.opens_dm()
    held.ana.clicks(GET)
    held.ana.sees(NOT_YOURS)
    held.club.later(seconds=5)
    assert of_minutes(held.ana) == []


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
