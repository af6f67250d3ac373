"""A server killed in the middle of a ballot: whatever was confirmed to a voter has to be in the urn."""

import json
import sqlite3
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPException
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote_plus

from sqlalchemy import select

from benchmarks.clicks import TEAM, Click, signed
from benchmarks.house import furnish, open_house, slack_id
from club.ballots import Ballot, BallotState, Method, Option, Purpose, Rules, Secrecy, Unit
from club.ids import BallotId, MemberId, OptionId, VoterId
from handlers.choosing.shared.counting import BallotClosed, close_ballot
from handlers.choosing.shared.sealed import mix
from handlers.choosing.voting.form import MARK
from handlers.choosing.voting.ticket import Ticket
from handlers.kit.return_to import ReturnTo
from storage.ballots import VOTER, add_ballot, draw_up_roll, get_ballot
from storage.database import Database
from storage.vault import USUAL
from tests.soak.killing import MEMBERS, Round

OPTIONS = 6


@dataclass
class BallotRound(Round):
    """One life of the server, in which a sealed ballot is open; each voter's choice is their own."""

    receipts: dict[str, str] = field(default_factory=dict)
    """Of whoever was told that their vote is cast."""
    urn: dict[str, str] = field(default_factory=dict)
    """Receipts and marks as they were counted afterwards."""

    def run(self) -> None:
        """The same, with the keys in a folder in memory."""
        with TemporaryDirectory(dir=USUAL) as folder:
            self.folder = folder
            super().run()
            self.urn = self._counted()

    def _server(self) -> list[str]:
        return ["tests.soak.sealing_server", str(self.path), self.folder]

    def _clicks(self) -> list[Click]:
        furnish(self.path, MEMBERS)
        house = open_house(self.path)
        voters = _open(house.services.db)
        house.services.db.dispose()
        return [_form(at, voter) for at, voter in enumerate(voters)]

    def _click(self, server: subprocess.Popen[str], port: int, clicks: dict[str, Click]) -> None:
        with closing(HTTPConnection("127.0.0.1", port, timeout=20)) as line, suppress(OSError, HTTPException):
            for who, click in clicks.items():
                recap = _sends(line, click)
                done = _sends(line, _deposit(who, recap))
                receipt = ReturnTo.unpacked(recap["private_metadata"], Ticket).extra.receipt
                assert receipt in json.dumps(done)
                self.receipts[who] = receipt
                self.acknowledged.append(who)
                if len(self.acknowledged) >= self.fatal:
                    server.kill()  # SIGKILL: no farewell, no clean-up

    def _counted(self) -> dict[str, str]:
        """Receipts and marks once a new process has closed the ballot; as many as there are who attended."""
        with closing(sqlite3.connect(self.path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            (before,) = connection.execute("SELECT count(DISTINCT voter_id) FROM attendance").fetchone()
            house = open_house(self.path, seal_dir=self.folder)
            mix(house.services, datetime.now(UTC), datetime.now(UTC))
            closed = close_ballot(house.services, BallotId(1), datetime.now(UTC))
            house.services.db.dispose()
            assert isinstance(closed, BallotClosed)
            papers = connection.execute("SELECT receipt, marks FROM paper").fetchall()
            (attended,) = connection.execute("SELECT count(DISTINCT voter_id) FROM attendance").fetchone()
        assert before == attended == len(papers) == len(dict(papers)), "none is lost, none doubled"
        return dict(papers)

    def confirmed(self) -> dict[str, str]:
        """What was told to be in the urn."""
        return {receipt: f'{{"{_choice(who)}":1}}' for who, receipt in self.receipts.items()}


def _open(db: Database) -> list[VoterId]:
    """A ballot of members, and the vote of each in the members' order."""
    now = datetime.now(UTC)
    rules = Rules(Method.APPROVAL, Unit.MEMBER, Secrecy.SEALED, most=2)
    dates = {"opens_at": now, "closes_at": now + timedelta(days=7)}
    options = tuple(Option(OptionId(0), f"Étude {number}") for number in range(OPTIONS))
    ballot = Ballot(
        BallotId(0), "Choix", Purpose.SELECTION, rules, BallotState.OPEN, options=options, **dates
    )
    with db.begin() as session:
        kept = get_ballot(session, add_ballot(session, ballot, MemberId(1), now))
        assert kept is not None
        draw_up_roll(session, kept)
        found = session.connection().execute(select(VOTER.c.id).order_by(VOTER.c.member_id))
        return [VoterId(voter) for voter in found.scalars()]


def _choice(who: str) -> int:
    """Which option this member approves of."""
    return int(who[1:]) % OPTIONS + 1


def _form(at: int, voter: VoterId) -> Click:
    metadata = ReturnTo(1, Ticket(BallotId(1), voter)).packed()
    return _submission(slack_id(at), "voting.cast", metadata, [])


def _deposit(who: str, recap: Mapping[str, Any]) -> Click:
    return _submission(who, "voting.deposit", recap["private_metadata"], recap["blocks"])


def _submission(who: str, callback: str, metadata: str, blocks: Sequence[Any]) -> Click:
    ticked = {"type": "checkboxes", "selected_options": [{"value": str(_choice(who))}]}
    view = {"id": "V1", "type": "modal", "callback_id": callback, "private_metadata": metadata}
    view |= {"state": {"values": {f"{MARK}#0": {MARK: ticked}}}, "blocks": blocks, "hash": "1"}
    user, team = {"id": who, "team_id": TEAM}, {"id": TEAM}
    body = {"type": "view_submission", "user": user, "team": team, "view": view, "trigger_id": "1"}
    return signed("payload=" + quote_plus(json.dumps(body)))


def _sends(line: HTTPConnection, click: Click) -> dict[str, Any]:
    """The view that the answer puts in the form's place."""
    line.request("POST", "/slack/events", click.body, dict(click.headers))
    answer = line.getresponse()
    body = answer.read()
    assert answer.status == 200
    shown: dict[str, Any] = json.loads(body)["view"]
    return shown
