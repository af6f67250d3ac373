"""Works whose file stands in Slack: members follow Slack’s link; the public site has a copy, or nothing."""

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from slack_sdk import WebClient

from bot import site
from club.ids import WorkId
from club.works import Level, Work, slack_file
from handlers.kit.file_kinds import document_kind
from handlers.living.site.documents import document_of
from sandbox import Sandbox
from storage.database import Database
from storage.works import add_work
from tests.handlers.living.site.club_open import NOW, PARIS
from tests.stories.club import MANIFEST

LINK = "https://club-prime.slack.com/files/UANA/{}/etude.pdf"


@pytest.mark.parametrize(
    ("link", "file_id"),
    [
        (LINK.format("F0123AB"), "F0123AB"),
        ("https://club.slack.com/files/W1/F1", "F1"),
        ("https://club.slack.com/archives/C1/p1", ""),
        ("https://slack.com.example/files/U1/F1/a.pdf", ""),
        ("https://example.org/files/U1/F1/a.pdf", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_a_link_of_slacks_leads_to_a_file(link: str, file_id: str) -> None:
    assert slack_file(link) == file_id


def zipped(**names: bytes) -> bytes:
    held = BytesIO()
    with ZipFile(held, "w") as made:
        for name, content in names.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (b"%PDF-1.7 ...", "pdf"),
        (zipped(word__document_xml=b"<w/>"), "docx"),
        (zipped(ppt__presentation_xml=b"<p/>"), "pptx"),
        (zipped(mimetype=b"application/vnd.oasis.opendocument.text"), "odt"),
        (zipped(index_html=b"<script>"), ""),
        (b"PK\x03\x04 torn", ""),
        (b"<svg onload=alert(1)>", ""),
        (b"<html>", ""),
        (b"", ""),
    ],
)
def test_a_document_is_what_its_bytes_say(content: bytes, ending: str) -> None:
    assert document_kind(content) == ending
    assert (document_of("F1", content) is not None) is bool(ending)


def exported(folder: Path, url: str, client: WebClient | None) -> dict[str, bytes]:
    assert site.run(folder, url, NOW, PARIS, client=client) == 0
    return {
        one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()
    }


def club_of(url: str, link: str, level: Level) -> None:
    database = Database(url)
    with database.begin() as session:
        add_work(session, Work(WorkId(0), "Étude des fours", 2026, link, level=level), None, NOW)
    database.dispose()


def client_of(box: Sandbox) -> WebClient:
    return WebClient(token=box.bot_token, base_url=box.api_url, proxy=None)


def test_the_site_has_its_own_copy_where_prime_may_read_it(
    sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Sandbox(MANIFEST) as box:
        ana = box.add_user("UANA", name="ana", real_name="Ana")
        box.add_channel("C1", name="club-prime", members=["UANA"])
        file_id = ana.drops("etude.pdf", b"%PDF-1.7 fours", in_="club-prime")
        link = LINK.format(file_id)
        club_of(sqlite_url, link, Level.PUBLIC)
        without = exported(tmp_path / "site", sqlite_url, client_of(box))
        assert f"{link}: left out, I may not read files here" in capsys.readouterr().err
        box.grant("files:read")
        held = exported(tmp_path / "site", sqlite_url, client_of(box))
    assert held[f"files/{file_id}.pdf"] == b"%PDF-1.7 fours"
    assert f'href="files/{file_id}.pdf"'.encode() in held["travaux.html"]
    assert f'href="../files/{file_id}.pdf"'.encode() in held["en/works.html"]
    for files in (without, held):
        assert all(b"slack.com" not in content for content in files.values()), (
            "a link that nobody outside opens"
        )
    assert not any(path.startswith("files/") for path in without)
    assert b"fours" in without["travaux.html"]


def test_a_work_that_is_the_members_alone_is_never_fetched(sqlite_url: str, tmp_path: Path) -> None:
    class Nobody(WebClient):
        def files_info(self, **_: Any) -> Any:
            raise AssertionError("nothing is asked")

    club_of(sqlite_url, LINK.format("F1"), Level.MEMBERS)
    held = exported(tmp_path / "site", sqlite_url, Nobody(token="xoxb"))
    assert all("Étude des fours" not in content.decode() for content in held.values())
