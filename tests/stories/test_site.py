"""Organisers publish the site from Slack; what is public of an event is ticked in its form (COMMUNIQUER)."""

from io import BytesIO
from zipfile import ZipFile

from club.works import Level
from tests.stories.club import Club
from tests.stories.said import EDIT, TITLE_FIELD
from tests.stories.test_companies import agree, complete
from tests.stories.test_work_uses import has

PUBLISH = "Publier l’annuaire"
READY = "⏳ Le site arrive par message direct, prêt à mettre en ligne."


def site_of(content: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(content)) as held:
        return {name: held.read(name).decode() for name in held.namelist()}


def test_a_withdrawal_is_told_once_and_the_next_site_is_without_the_company(club: Club) -> None:
    ana = club.joins("Ana Berger")
    odile = club.joins("Odile Garnier", "ALLICE", role="organiser")
    complete(ana)
    agree(ana)
    club.later(days=1)
    odile.opens_dm()
    odile.clicks(PUBLISH)
    odile.sees(READY)
    name, content = odile.files()[-1]
    assert name == "club-prime-2027-01-05.zip"
    club.later(minutes=1)
    first = site_of(content)
    assert "Verrerie Ardoin" in first["entreprises.html"]
    assert "Ana Berger" not in str(first)
    ana.types("/prime entreprise")
    ana.clicks("Retirer l’accord…")
    ana.submits()
    club.later(days=1)
    told = [one for one in odile.messages() if "publiez-le à nouveau, sans l’entreprise" in str(one["text"])]
    assert len(told) == 1
    odile.clicks(PUBLISH, within="sans l’entreprise")
    assert "Verrerie Ardoin" not in str(site_of(odile.files()[-1][1]))


def test_an_event_is_public_only_once_its_form_says_so(club: Club) -> None:
    odile = club.joins("Odile Garnier", "ALLICE", role="organiser")
    club.plans("Forum Chaleur", place="Lyon", video_url="https://visio.example/secret")
    has(club, level=Level.PUBLIC)
    odile.types("/prime travaux usages")
    odile.clicks(PUBLISH)
    assert "Forum Chaleur" not in str(site_of(odile.files()[-1][1]))
    odile.types("/prime activite")
    odile.clicks(EDIT)
    odile.ticks("La citer sur le site et dans l’agenda publics du club")
    odile.fills(TITLE_FIELD, "Forum Chaleur 2027")
    odile.submits()
    odile.types("/prime travaux usages")
    odile.clicks(PUBLISH)
    files = site_of(odile.files()[-1][1])
    assert "Forum Chaleur 2027" in files["index.html"]
    assert "Forum Chaleur 2027" in files["agenda.ics"]
    assert "visio.example" not in str(files)
    odile.types("/prime activite")
    odile.clicks(EDIT)
    odile.ticks("La citer sur le site et dans l’agenda publics du club")
    odile.submits()
    odile.types("/prime travaux usages")
    odile.clicks(PUBLISH)
    assert "Forum Chaleur" not in str(site_of(odile.files()[-1][1]))


def test_members_do_not_publish(club: Club) -> None:
    ana = club.joins("Ana Berger")
    has(club, level=Level.PUBLIC)
    ana.types("/prime travaux")
    ana.sees_not(PUBLISH)
