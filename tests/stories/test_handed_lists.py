"""An organiser drops a list in Prime's messages: tried at once, imported by a click, or forgotten."""

import pytest

from club.folding import fold
from sandbox.driver.person import Person
from storage.handed import HANDED
from storage.people import list_companies, list_organisers
from tests.stories.club import Club

HEAD = "nom;courriel;entreprise\n"
LIST = (
    f"{HEAD}Ida Perrin;ida.perrin@example.org;Fonderie Roussel\n"
    "Tom Sauvage;tom.sauvage@example.org;Fonderie Roussel\n"
    "Paul Noir;paul@;Aciérie du Plessis\n"
    "Éva Blanc;eva.blanc@example.org;Laiterie Sainte-Aure\n"
).encode()


@pytest.fixture
def odile(club: Club) -> Person:
    club.box.grant("files:read")
    return club.joins("Odile Garnier", "ALLICE", role="organiser")


def ticks(club: Club, times: int = 1) -> None:
    """What happens every second, happens."""
    for _ in range(times):
        club.prime.tick.prompt()
        club.settle()


def hands(club: Club, person: Person, content: bytes = LIST, name: str = "membres.csv") -> str:
    person.opens_dm()
    file_id = person.drops(name, content)
    ticks(club)
    return file_id


def members(club: Club) -> set[str]:
    with club.prime.services.db.read() as session:
        rows = session.connection().exec_driver_sql("SELECT name FROM member")
        return {row.name for row in rows}


def companies(club: Club) -> set[str]:
    with club.prime.services.db.read() as session:
        return {name for _, name in list_companies(session, limit=100)}


def kept(club: Club) -> list[str]:
    with club.prime.services.db.read() as session:
        return [str(row) for row in session.connection().execute(HANDED.select())]


def test_a_list_is_tried_told_by_line_and_imported_by_a_click(club: Club, odile: Person) -> None:
    hands(club, odile)
    odile.sees("4 membres, 2 entreprises ; rien n’est encore importé.")
    odile.sees("ligne 4 : adresse incomplète, « paul@ »")
    odile.sees("Nouvelles entreprises : Fonderie Roussel et Laiterie Sainte-Aure.")
    assert members(club) == {"Odile Garnier"}
    odile.clicks("Importer 3 membres")
    odile.sees("⏳ Import en cours")
    ticks(club)
    odile.sees("✅ 3 membres importés (nouveaux : 3, modifiés : 0, inchangés : 0).")
    odile.sees("1 ligne a été laissée de côté.")
    odile.sees_not("Importer 3 membres")
    assert members(club) == {"Odile Garnier", "Ida Perrin", "Tom Sauvage", "Éva Blanc"}
    assert companies(club) == {"ALLICE", "Fonderie Roussel", "Laiterie Sainte-Aure"}
    odile.sees("ligne 4 : adresse incomplète, « paul@ »")  # what is left to correct
    club.later(minutes=61)
    assert kept(club) != []
    assert "paul@" not in str(kept(club)), "after an hour figures alone are kept"


def test_the_same_list_again_says_that_nothing_is_new(club: Club, odile: Person) -> None:
    for _ in range(2):
        hands(club, odile)
        odile.clicks("Importer 3 membres")
        ticks(club)
    odile.sees("✅ 3 membres importés (nouveaux : 0, modifiés : 0, inchangés : 3).")
    assert len(members(club)) == 4


def test_a_click_doubled_imports_once(club: Club, odile: Person) -> None:
    hands(club, odile)
    settle, club.box.settle = club.box.settle, club.prime.background.finish
    buttons = odile.messages()[-1]
    odile.clicks("Importer 3 membres")
    club.box.settle = settle
    where = {"channel": club.box.workspace.dm_with(odile.id).id, "ts": buttons["ts"]}
    block = next(one for one in buttons["blocks"] if one["type"] == "actions")
    stored = club.box.workspace.channels[where["channel"]].messages
    stored[buttons["ts"]] = buttons
    element = block["elements"][0]
    club.box.act.press(odile.id, where, block["block_id"], element["action_id"], {}, {})
    ticks(club, 3)
    assert len(members(club)) == 4
    assert (
        sum(
            "importé" in str(one.get("blocks")) and "✅" in str(one.get("blocks")) for one in odile.messages()
        )
        == 1
    )


def test_an_old_button_pressed_after_the_import_changes_nothing_on_screen(club: Club, odile: Person) -> None:
    hands(club, odile)
    old = dict(odile.messages()[-1])
    odile.clicks("Importer 3 membres")
    ticks(club)
    dm = club.box.workspace.dm_with(odile.id)
    now, dm.messages[old["ts"]] = dm.messages[old["ts"]], old
    block = next(one for one in old["blocks"] if one["type"] == "actions")
    where = {"channel": dm.id, "ts": old["ts"]}
    club.box.act.press(odile.id, where, block["block_id"], block["elements"][0]["action_id"], {}, {})
    ticks(club, 2)
    odile.sees("✅ 3 membres importés")
    odile.sees_not("Import en cours")
    assert dm.messages[old["ts"]]["blocks"][0]["elements"] == now["blocks"][0]["elements"]
    assert len(members(club)) == 4


def test_somebody_else_s_list_is_not_theirs_to_import(club: Club, odile: Person) -> None:
    nadia = club.joins("Nadia Roche", "ALLICE", role="organiser")
    hands(club, odile)
    club.says_to_database("UPDATE handedfile SET handed_by = handed_by + 1")
    odile.clicks("Importer 3 membres")
    ticks(club)
    odile.sees("La personne qui a déposé le fichier l’importe.")
    nadia.sees_not("importés")
    assert len(members(club)) == 2


def test_slack_sends_the_event_again_and_it_is_read_once(club: Club, odile: Person) -> None:
    club.box.faults.duplicate_envelopes(2)
    hands(club, odile)
    ticks(club, 2)
    assert len(kept(club)) == 1
    assert sum("rien n’est encore importé" in str(one.get("blocks")) for one in odile.messages()) == 1


def test_whoever_organises_nothing_is_told_who_reads_lists(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger")
    hands(club, ana)
    ana.sees("Je ne lis les listes (membres, entreprises, cotisations) que pour l’organisation")
    assert kept(club) == []
    assert len(members(club)) == 2


def test_the_right_is_asked_again_when_it_is_done(club: Club, odile: Person) -> None:
    club.joins("Nadia Roche", "ALLICE", role="organiser")
    hands(club, odile)
    odile.clicks("Importer 3 membres")
    club.says_to_database("UPDATE member SET role = 'member' WHERE name = 'Odile Garnier'")
    ticks(club)
    assert len(members(club)) == 2
    with club.prime.services.db.read() as session:
        assert len(list_organisers(session)) == 1


def test_after_an_hour_it_is_forgotten_and_the_message_says_so(club: Club, odile: Person) -> None:
    hands(club, odile)
    assert "paul@" in str(kept(club))
    club.later(minutes=61)
    assert kept(club) == []
    odile.sees("Rien n’a été importé : j’oublie une liste au bout d’une heure.")
    odile.sees_not("Importer 3 membres")
    assert members(club) == {"Odile Garnier"}


def test_a_file_deleted_before_the_click_is_not_imported(club: Club, odile: Person) -> None:
    file_id = hands(club, odile)
    odile.removes_file(file_id)
    odile.clicks("Importer 3 membres")
    ticks(club)
    odile.sees("Ce fichier n’est plus dans Slack")
    assert members(club) == {"Odile Garnier"}


def test_what_came_in_between_is_shown_before_it_is_imported(club: Club, odile: Person) -> None:
    hands(club, odile)
    club.joins("Ida Perrin", "Fonderie Roussel")
    odile.clicks("Importer 3 membres")
    ticks(club)
    odile.sees("Le fichier ou le club a changé entre-temps")
    assert "Tom Sauvage" not in members(club)
    odile.clicks("Importer 3 membres")
    ticks(club)
    odile.sees("✅ 3 membres importés (nouveaux : 2, modifiés : 0, inchangés : 1).")


def test_without_the_permission_the_other_way_is_told(club: Club) -> None:
    odile = club.joins("Odile Garnier", "ALLICE", role="organiser")
    hands(club, odile)
    odile.sees("`files:read`")
    odile.sees("`prime import`")
    assert members(club) == {"Odile Garnier"}


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("membres.csv", b"PK\x03\x04" + b"\0" * 60_000, "un classeur"),
        ("liste.csv", b"\x1f\x8b\x08" + b"\0" * 9, "compressé"),
        ("photos.csv", b"a;b;c\n1;2;3\n", "Je ne connais pas de liste qui ait ces colonnes."),
        ("membres.pdf", b"%PDF-1.7", "un PDF"),
        ("etude.pdf", b"%PDF-1.7", "Une étude à partager ? Déposez-la dans le canal du club"),
        ("gros.csv", HEAD.encode() + b"x" * 2_000_001, "Ce fichier fait 3 Mo ; j’en lis 2 au plus ici."),
    ],
)
def test_what_is_no_list_is_told_with_what_would_be_one(
    club: Club, odile: Person, name: str, content: bytes, words: str
) -> None:
    hands(club, odile, content, name)
    odile.sees(words)
    if name != "gros.csv":
        odile.sees("Je lis les fichiers CSV qui ont une ligne de titres : ")
        odile.sees("membres (nom, courriel ou identifiant Slack, entreprise)")
    assert members(club) == {"Odile Garnier"}


def test_a_link_to_another_service_is_no_file(club: Club, odile: Person) -> None:
    odile.opens_dm()
    odile.drops("membres", b"", elsewhere="https://drive.example/f/1")
    ticks(club)
    odile.sees("veuillez joindre le fichier lui-même")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16", "mac_roman"])
def test_the_encoding_is_found_by_what_is_written(club: Club, odile: Person, encoding: str) -> None:
    hands(club, odile, LIST.decode().encode(encoding))
    odile.clicks("Importer 3 membres")
    ticks(club)
    assert "Éva Blanc" in members(club)


def test_slack_that_is_away_is_asked_again_and_given_up_after_ten_minutes(club: Club, odile: Person) -> None:
    club.box.faults.error("files.info", "internal_error", times=1)
    hands(club, odile)
    odile.sees_not("rien n’est encore importé")
    club.later(seconds=30)
    ticks(club)
    odile.sees("rien n’est encore importé")
    club.box.faults.error("files.info", "internal_error", times=99)
    hands(club, odile)
    for _ in range(4):
        club.later(minutes=5)
        ticks(club)
    odile.sees("Slack ne me donne pas ce fichier pour l’instant")


def test_a_click_long_after_the_file_was_dropped_is_tried_again_where_slack_hiccups(
    club: Club, odile: Person
) -> None:
    hands(club, odile)
    club.later(minutes=20)
    club.box.faults.error("files.info", "internal_error", times=1)
    odile.clicks("Importer 3 membres")
    ticks(club)
    odile.sees_not("Slack ne me donne pas ce fichier")
    club.later(seconds=30)
    ticks(club)
    odile.sees("✅ 3 membres importés")


def test_a_list_wanted_late_is_not_forgotten_under_the_import(club: Club, odile: Person) -> None:
    hands(club, odile)
    club.later(minutes=55)
    club.box.faults.error("files.info", "internal_error", times=1)
    odile.clicks("Importer 3 membres")
    ticks(club)
    club.later(minutes=6)
    ticks(club)
    odile.sees("✅ 3 membres importés")


def test_companies_alone_are_a_list_too_and_a_slip_of_the_pen_is_asked_about(
    club: Club, odile: Person
) -> None:
    club.joins("Ana Berger", "Fonderie Roussel")
    hands(club, odile, b"entreprise;voix\nFonderie Rousel;2\nSucrerie Delmotte;\n", "e.csv")
    odile.sees("2 entreprises ; rien n’est encore importé.")
    odile.sees("« Fonderie Rousel » est nouvelle ; est-ce « Fonderie Roussel » ?")
    odile.clicks("Importer 2 entreprises")
    ticks(club)
    odile.sees("✅ 2 entreprises importées.")
    assert fold("Sucrerie Delmotte") in {fold(one) for one in companies(club)}


def test_who_would_organise_the_club_is_named_before(club: Club, odile: Person) -> None:
    text = "nom;courriel;entreprise;rôle\nIda Perrin;ida@example.org;ALLICE;organisatrice\n"
    hands(club, odile, text.encode())
    odile.sees("Ida Perrin organise le club, dit la liste")
