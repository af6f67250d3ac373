"""A workspace put by as JSON, and taken up by another box: everybody sees what they saw."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from sandbox import Sandbox, SettableClock
from sandbox.errors import Json
from sandbox.keeping import keep, take_up
from tests.sandbox.conftest import MANIFEST

NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
PEOPLE = ("U1ANA", "U2LUC")


def lived(box: Sandbox) -> None:
    """People, places, messages, private words, a reaction, a file, a modal, a notice, somebody away."""
    for one, name in zip(PEOPLE, ("ana", "luc"), strict=True):
        box.add_user(one, name=name, real_name=name.title())
    box.add_channel("C1CLUB", name="club", members=list(PEOPLE))
    ana, luc = (box.person(one) for one in PEOPLE)
    ana.opens("club")
    ana.says("Bonjour")
    luc.opens("club")
    luc.says("Bonsoir")
    box.act.drop("U1ANA", "C1CLUB", "list.csv", b"a;\xe9;c\x00")
    workspace = box.workspace
    with workspace.change():
        view: Json = {"id": "V1", "type": "modal", "blocks": [], "_errors": {"field": "no"}}
        workspace.stacks["U1ANA"] = [view]
        workspace.away.add("U2LUC")
        workspace.channels["C1CLUB"].ephemerals["U1ANA"] = workspace.channels["C1CLUB"].messages.copy()
    workspace.notice("U1ANA", "Slack says")
    box.core.reply_url("U1ANA", "C1CLUB")
    box.grant("files:read")
    box.guide = [{"title": "First", "done": True}, {"title": "Second"}]
    box.clock.advance(timedelta(days=3))


def test_everybody_sees_in_the_other_box_what_they_saw() -> None:
    with Sandbox(MANIFEST, SettableClock(NOW)) as box, Sandbox(MANIFEST, SettableClock(NOW)) as other:
        lived(box)
        kept = keep(box)
        assert take_up(other, kept) == ["First"]
        assert other.clock.now() == box.clock.now() == NOW + timedelta(days=3)
        for one in PEOPLE:
            assert seen(other, one) == seen(box, one)
        assert [one.content for one in other.workspace.files.values()] == [b"a;\xe9;c\x00"]
        assert "files:read" in other.workspace.manifest.scopes
        assert other.workspace.away == {"U2LUC"}
        assert other.core.reply_urls == box.core.reply_urls
        ours = json.loads(keep(box).replace(box.core.base, other.core.base))
        assert json.loads(keep(other))["channels"] == ours["channels"]


def test_what_comes_next_repeats_no_id_and_no_moment() -> None:
    with Sandbox(MANIFEST, SettableClock(NOW)) as box, Sandbox(MANIFEST, SettableClock(NOW)) as other:
        lived(box)
        take_up(other, keep(box))
        workspace = other.workspace
        known = {*workspace.files, *workspace.channels, *(one["id"] for one in workspace.notices["U1ANA"])}
        stood = [ts for channel in workspace.channels.values() for ts in channel.messages]
        assert workspace.new_ts() > max(stood)
        assert workspace.new_id("F") == box.workspace.new_id("F") not in known


def test_an_address_of_the_box_leads_to_the_one_that_took_it_up() -> None:
    with Sandbox(MANIFEST, SettableClock(NOW)) as box, Sandbox(MANIFEST, SettableClock(NOW)) as other:
        lived(box)
        take_up(other, keep(box))
        said = json.dumps([seen(other, one) for one in PEOPLE], default=str)
        assert box.core.base not in said


def seen(box: Sandbox, user: str) -> Any:
    """What somebody sees, wherever the box stands."""
    snapshot = box.snapshot(user) | {"rev": 0}
    return json.loads(json.dumps(snapshot).replace(box.core.base, "http://box"))
