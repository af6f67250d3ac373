"""The charter dropped as a text file in Prime's messages: tried, then published by a click."""

import pytest

from sandbox.driver.person import Person
from storage.charter import get_newest
from tests.stories.club import Club
from tests.stories.test_handed_lists import hands, ticks

TEXT = (
    "# Charte du club\n\nNous participons aux activités.\n\n"
    "## Confidentialité\n\n- Ce qui est dit reste entre nous.\n"
)
PUBLISH = "Publier la version 1"


@pytest.fixture
def odile(club: Club) -> Person:
    club.box.grant("files:read")
    return club.joins("Odile Garnier", "ALLICE", role="organiser")


def newest(club: Club) -> tuple[int, str] | None:
    with club.prime.services.db.read() as session:
        found = get_newest(session)
    return (found.number, found.text) if found else None


def drops(club: Club, odile: Person, text: str, *, encoding: str = "utf-8", name: str = "charte.md") -> None:
    hands(club, odile, text.encode(encoding), name)


def publishes(club: Club, odile: Person, label: str = PUBLISH) -> None:
    odile.clicks(label)
    ticks(club)


def test_a_charter_is_tried_and_published_by_a_click(club: Club, odile: Person) -> None:
    paul = club.joins("Paul Mercier")
    drops(club, odile, TEXT)
    odile.sees("Charte, version 1 ; rien n’est encore importé.")
    odile.sees("« Charte du club » : 2 titres, 105 caractères ; début : « Nous participons aux activités. »")
    odile.sees("Chacun a 30 jours pour l’accepter.")
    assert newest(club) is None
    publishes(club, odile)
    odile.sees("✅ Version 1 publiée.")
    assert newest(club) == (1, TEXT.rstrip())
    paul.opens_dm()
    paul.clicks("Lire la charte…")
    paul.sees("Ce qui est dit reste entre nous.")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16", "mac_roman"])
def test_whatever_an_office_writes_is_read(club: Club, odile: Person, encoding: str) -> None:
    drops(club, odile, TEXT.replace("\n", "\r\n"), encoding=encoding, name="charte.txt")
    publishes(club, odile)
    assert newest(club) == (1, TEXT.rstrip())


def test_what_slack_cannot_show_is_told_by_its_line_and_nothing_is_published(
    club: Club, odile: Person
) -> None:
    drops(club, odile, TEXT + "\n![logo](https://example.org/logo.png)\n\n| a | b |\n|-|-|\n| 1 | 2 |\n")
    odile.sees("ligne 9 : Slack n’affiche pas d’image dans ce texte")
    odile.sees("Rien ne peut être importé")
    odile.sees_not("Publier la version")
    assert newest(club) is None


def test_the_text_that_holds_is_nothing_new(club: Club, odile: Person) -> None:
    for _ in range(2):
        drops(club, odile, TEXT)
        if newest(club) is None:
            publishes(club, odile)
    odile.sees("Ce texte est, au caractère près, la version en vigueur.")
    odile.sees("Ce fichier n’apporte rien de nouveau.")
    assert newest(club) == (1, TEXT.rstrip())


def test_a_version_published_meanwhile_is_shown_before_it_is_followed(club: Club, odile: Person) -> None:
    drops(club, odile, TEXT)
    drops(club, odile, TEXT.replace("entre nous", "au club"), name="autre.md")
    odile.clicks(PUBLISH)  # the last one
    ticks(club)
    odile.clicks(PUBLISH)  # the first one, still as it was shown
    ticks(club)
    odile.sees("Le fichier ou le club a changé entre-temps")
    odile.sees("Publier la version 2")
    assert newest(club) == (1, TEXT.rstrip().replace("entre nous", "au club"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7 charte", "un PDF"),
        (b"PK\x03\x04 word", "un classeur"),
        (b"Charte sans titre\n\nDu texte.\n", "Je lis aussi la charte"),
        (f"# Charte\n\n{'mot ' * 12_000}".encode(), "une charte en a 45000 au plus"),
    ],
)
def test_what_is_no_such_text_is_told_clearly(club: Club, odile: Person, content: bytes, said: str) -> None:
    hands(club, odile, content, "charte.md")
    odile.sees(said)
    assert newest(club) is None


def test_a_list_under_a_title_of_its_own_stays_a_list(club: Club, odile: Person) -> None:
    text = "# Membres au 3 janvier\nnom;courriel;entreprise\nIda Perrin;ida@example.org;Fonderie Roussel\n"
    hands(club, odile, text.encode())
    odile.sees("1 membre, 1 entreprise ; rien n’est encore importé.")


def test_only_who_organises_publishes(club: Club, odile: Person) -> None:
    drops(club, odile, TEXT)
    with club.prime.services.db.begin() as session:
        session.connection().exec_driver_sql("UPDATE member SET role = 'member'")
    odile.clicks(PUBLISH)
    ticks(club)
    assert newest(club) is None
