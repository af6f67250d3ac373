"""File inputs of modals: shown with their scope alone, filled by choosing, told with the submission."""

from dataclasses import replace
from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk.errors import SlackApiError

from sandbox import Sandbox
from sandbox.errors import Refused
from tests.sandbox.test_files_of_people import read

Json = dict[str, Any]
LARGE = 10 * 2**20 + 1


def view(**more: Any) -> Json:
    element = {"type": "file_input", "action_id": "file"} | more
    asked = {
        "type": "input",
        "block_id": "b",
        "element": element,
        "label": {"type": "plain_text", "text": "File"},
    }
    words = {"title": "T", "submit": "Send", "close": "Close"}
    return {"type": "modal", "callback_id": "c", "blocks": [asked]} | {
        name: {"type": "plain_text", "text": text} for name, text in words.items()
    }


@pytest.fixture
def sent(bolt: App) -> list[Json]:
    found: list[Json] = []

    def opens(ack: Ack, body: Json) -> None:
        ack()
        limits = {"filetypes": ["pdf"], "max_files": 2} if body["text"] == "two" else {"max_files": 1}
        bolt.client.views_open(trigger_id=body["trigger_id"], view=view(**limits))

    def submitted(ack: Ack, view: Json) -> None:
        ack()
        found.append(view["state"]["values"]["b"]["file"])

    bolt.command("/echo")(opens)
    bolt.view("c")(submitted)
    return found


def test_what_is_chosen_is_uploaded_and_told_with_the_submission(box: Sandbox, sent: list[Json]) -> None:
    """reference/block-kit/block-elements/file-input-element."""
    ana = box.person("U1ANA")
    ana.types("/echo two")
    ana.fills("File", [("a.pdf", b"a"), ("b.pdf", b"bb")])
    ana.submits()
    [entry] = sent
    assert entry["type"] == "file_input"
    assert [(one["name"], one["size"], one["user"]) for one in entry["files"]] == [
        ("a.pdf", 1, "U1ANA"),
        ("b.pdf", 2, "U1ANA"),
    ]
    assert read(box, entry["files"][1]["url_private_download"]) == b"bb"
    assert ana.files() == []  # it stands in no conversation


def test_what_slack_s_client_does_not_take_is_refused(box: Sandbox, sent: list[Json]) -> None:
    """reference/block-kit/block-elements/file-input-element: filetypes, max_files, 10 MB."""
    ana = box.person("U1ANA")
    ana.types("/echo two")
    three = [(f"{number}.pdf", b"a") for number in range(3)]
    for wrong, said in (
        (("a.exe", b"a"), "files of this kind"),
        (("a.pdf", b""), "no empty file"),
        (("a.pdf", bytes(LARGE)), "larger than 10 MB"),
        (three, "2 files at most"),
    ):
        with pytest.raises(AssertionError, match=said):
            ana.fills("File", wrong)
    ana.fills("File", None)
    ana.submits()
    assert ana.errors() == {"File": "Please complete this required field."}
    assert sent == []


def test_where_one_may_be_chosen_the_next_takes_its_place(box: Sandbox, sent: list[Json]) -> None:
    ana = box.person("U1ANA")
    ana.types("/echo one")
    modal = ana.modal
    assert modal is not None
    for name in ("a.pdf", "b.pdf"):
        box.act.choose_encoded("U1ANA", modal["id"], "b", "file", name, "YQ==")
    with pytest.raises(Refused, match="did not come whole"):
        box.act.choose_encoded("U1ANA", modal["id"], "b", "file", "c.pdf", "YT!")
    ana.submits()
    assert [one["name"] for one in sent[0]["files"]] == ["b.pdf"]


def test_without_the_scope_the_view_does_not_open(box: Sandbox, bolt: App) -> None:
    """reference/block-kit/block-elements/file-input-element: usage info."""
    box.workspace.manifest = replace(box.workspace.manifest, scopes=("commands",))
    with pytest.raises(SlackApiError, match="missing_scope"):
        bolt.client.views_open(trigger_id="1.2", view=view())
