"""Files that people hand over: shown, told to the app, read by it where it may, deleted, elsewhere."""

import urllib.request
from dataclasses import replace
from typing import Any

import pytest
from slack_bolt import App
from slack_sdk.errors import SlackApiError

from sandbox import Sandbox
from sandbox.errors import Refused

Json = dict[str, Any]


@pytest.fixture
def heard(bolt: App) -> list[Json]:
    found: list[Json] = []
    bolt.event("message")(lambda event: found.append(event))
    return found


def read(box: Sandbox, address: str) -> bytes:
    asked = urllib.request.Request(address, headers={"Authorization": f"Bearer {box.bot_token}"})
    with urllib.request.urlopen(asked) as answer:
        return bytes(answer.read())


def test_a_file_dropped_is_seen_and_told(box: Sandbox, bolt: App, heard: list[Json]) -> None:
    """reference/events/message/file_share."""
    ana = box.person("U1ANA")
    file_id = ana.drops("liste.csv", b"a;b", comment="Voici")
    ana.sees("liste.csv")
    ana.sees("Voici")
    [event] = heard
    assert (event["subtype"], event["user"], event["channel_type"]) == ("file_share", "U1ANA", "im")
    assert [one["id"] for one in event["files"]] == [file_id]
    known = bolt.client.files_info(file=file_id)["file"]
    assert (known["user"], known["size"], known["is_external"]) == ("U1ANA", 3, False)
    assert read(box, known["url_private_download"]) == b"a;b"


def test_without_the_scope_nothing_is_said_and_a_page_stands_in_its_place(box: Sandbox, bolt: App) -> None:
    """scopes/files:read; the page to sign in comes with 200."""
    ana = box.person("U1ANA")
    address = bolt.client.files_info(file=ana.drops("liste.csv", b"a;b"))["file"]["url_private_download"]
    box.workspace.manifest = replace(box.workspace.manifest, scopes=("im:history",))
    with pytest.raises(SlackApiError, match="missing_scope"):
        bolt.client.files_info(file="F1")
    assert read(box, address).startswith(b"<!DOCTYPE html>")
    box.grant("files:read")
    assert read(box, address) == b"a;b"


def test_a_deleted_file_is_gone(box: Sandbox, bolt: App) -> None:
    """reference/methods/files.info: file_deleted."""
    ana = box.person("U1ANA")
    file_id = ana.drops("liste.csv", b"a;b")
    ana.removes_file(file_id)
    with pytest.raises(SlackApiError, match="file_deleted"):
        bolt.client.files_info(file=file_id)
    with pytest.raises(AssertionError, match="not yours"):
        box.person("U2LUC").removes_file(file_id)


def test_a_file_of_another_service_is_an_address(box: Sandbox, bolt: App) -> None:
    """messaging/working-with-files: remote files."""
    ana = box.person("U1ANA")
    file_id = ana.drops("Tableau", b"", elsewhere="https://drive.example/f/1")
    known = bolt.client.files_info(file=file_id)["file"]
    assert (known["is_external"], known["url_private"]) == (True, "https://drive.example/f/1")
    assert "url_private_download" not in known


def test_the_page_hands_over_what_came_whole(box: Sandbox, bolt: App) -> None:
    dm = box.workspace.dm_with("U1ANA").id
    box.act.drop_encoded("U1ANA", dm, "liste.csv", "YTti")
    assert box.person("U1ANA").files() == [("liste.csv", b"a;b")]
    with pytest.raises(Refused, match="did not come whole"):
        box.act.drop_encoded("U1ANA", dm, "liste.csv", "YT!")
    with pytest.raises(Refused, match="no empty file"):
        box.act.drop_encoded("U1ANA", dm, "liste.csv", "")
