"""Many electors who vote at the same time, while the card follows them at Slack's pace."""

import json
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event, Thread
from typing import Any

from bot.door import Door
from club.ballots import Ballot, Secrecy, Unit
from club.ids import MemberId, OptionId, SlackId, VoterId
from club.votes import written
from handlers.choosing.shared.ballots import turnout_words
from handlers.choosing.voting import service
from handlers.choosing.voting.form import MARK, FilledVote
from handlers.choosing.voting.service import Recorded
from handlers.choosing.voting.ticket import Ticket
from handlers.kit.return_to import ReturnTo
from storage.ballots import VOTER, get_ballot, get_turnout
from storage.people import Person, add_company, add_member, get_person
from tests.stories.club import Club
from tests.stories.polls import opens, rows_of, titles

THREADS = 32
MINUTE = timedelta(minutes=1)
TRIES, BUSY = 10, "Prime est occupé"
"""Who waited for two seconds, the disk being slow, is told that nothing was saved, and sends it again."""
UPDATES_A_MINUTE = 50
"""chat.update is Tier 3 (docs.slack.dev, rate limits)."""


@dataclass
class Rush:
    """A ballot of many electors, and what each of them was told."""

    club: Club
    ballot: Ballot
    electors: Sequence[Person]
    voters: Mapping[tuple[int | None, int | None], VoterId]
    chosen: Mapping[MemberId, dict[OptionId, int]]
    confirmed: dict[MemberId, str] = field(default_factory=dict)
    """Who was told that their vote is cast, and the receipt they were given, if any."""

    def run(self, cast: Callable[["Rush", Person], None]) -> None:
        """Everybody votes from 32 threads; the outbox works beside them, a second a turn."""
        done = Event()
        follower = Thread(target=self._follow, args=(done,))
        follower.start()
        try:
            with ThreadPoolExecutor(THREADS) as pool:
                for outcome in [pool.submit(cast, self, one) for one in self.electors]:
                    outcome.result()
        finally:
            done.set()
            follower.join()
        self.club.settle()

    def _follow(self, done: Event) -> None:
        while not done.wait(0.001):
            self.club.prime.tick.drain()
            self.club.clock.advance(timedelta(seconds=1))

    def voter_of(self, elector: Person) -> VoterId:
        """The vote that this elector casts."""
        company = elector.company_id if self.ballot.rules.unit is Unit.COMPANY else None
        return self.voters[company, None if company else elector.id]

    def updates(self) -> list[tuple[datetime, str]]:
        """Every refresh of the card: when, and what it showed."""
        calls = [one for one in self.club.box.calls if one.method == "chat.update" and one.result["ok"]]
        return [(one.at, json.dumps(one.args["blocks"], ensure_ascii=False)) for one in calls]


def gather(club: Club, electors: int, companies: int, unit: Unit, secrecy: Secrecy) -> Rush:
    """An open ballot of these electors, each of whom has made a choice."""
    chance = random.Random(electors)
    people = _people(club, electors, companies)
    ballot_id = opens(club, options=titles(12), secrecy=secrecy, told=False, unit=unit, most=4)
    with club.prime.services.db.read() as session:
        ballot = get_ballot(session, ballot_id)
        assert ballot is not None
        rows = session.connection().execute(VOTER.select().where(VOTER.c.ballot_id == ballot_id))
        voters = {(row.company_id, row.member_id): VoterId(row.id) for row in rows}
    ids = [option.id for option in ballot.options]
    chosen = {one.id: dict.fromkeys(chance.sample(ids, chance.randint(0, 4)), 1) for one in people}
    return Rush(club, ballot, people, voters, chosen)


def _people(club: Club, electors: int, companies: int) -> list[Person]:
    with club.prime.services.db.begin() as session:
        houses = [add_company(session, f"Entreprise {number}") for number in range(companies)]
        ids = [
            add_member(
                session,
                f"Membre {number}",
                email=f"m{number}@example.org",
                slack_id=SlackId(f"U{number:07}"),
                company_id=houses[number % companies],
            )
            for number in range(electors)
        ]
        club.members["Membre 0"] = ids[0]
        found = [get_person(session, one) for one in ids]
    return [one for one in found if one]


def by_form(rush: Rush, elector: Person) -> None:
    """A sealed vote as Slack sends it: the form, then the recap."""
    ticket = Ticket(rush.ballot.id, rush.voter_of(elector))
    ticked = [{"value": str(option)} for option in rush.chosen[elector.id]]
    state = {f"{MARK}#0": {MARK: {"type": "checkboxes", "selected_options": ticked}}}
    recap = _submits(rush, elector, "voting.cast", ReturnTo(ticket.ballot_id, ticket).packed(), state, [])
    blocks, metadata = recap["blocks"], recap["private_metadata"]
    receipt = ReturnTo.unpacked(metadata, Ticket).extra.receipt
    for _ in range(TRIES):
        done = json.dumps(
            _submits(rush, elector, "voting.deposit", metadata, state, blocks), ensure_ascii=False
        )
        if receipt in done:
            break
        assert BUSY in done
    else:
        raise AssertionError(done)
    rush.confirmed[elector.id] = receipt


def _submits(
    rush: Rush, elector: Person, callback: str, metadata: str, state: Mapping[str, Any], blocks: Sequence[Any]
) -> dict[str, Any]:
    view = {"id": "V1", "type": "modal", "callback_id": callback, "private_metadata": metadata}
    view |= {"state": {"values": state}, "blocks": blocks, "hash": "1"}
    user = {"id": elector.slack_id, "team_id": "T0"}
    body = {"type": "view_submission", "user": user, "team": {"id": "T0"}, "view": view, "trigger_id": "1"}
    response = Door(rush.club.prime.bolt).answer(body)
    answer: dict[str, Any] = json.loads(response.body)
    assert answer["response_action"] == "update", answer
    shown: dict[str, Any] = answer["view"]
    return shown


def by_service(rush: Rush, elector: Person) -> None:
    """A vote that colleagues replace."""
    ticket = Ticket(rush.ballot.id, rush.voter_of(elector))
    filled, now = FilledVote(rush.chosen[elector.id]), rush.club.clock.now()
    done = service.cast(rush.club.prime.services, ticket, elector, filled, now)
    assert isinstance(done, Recorded), done
    rush.confirmed[elector.id] = ""


def assert_nothing_lost(rush: Rush) -> None:
    """Every confirmed vote is there once, and the card's last refresh says so, at Slack's pace."""
    papers = rows_of(rush.club, rush.ballot.id)
    attended = rows_of(rush.club, rush.ballot.id, attended=True)
    assert set(rush.confirmed) == {one.id for one in rush.electors}
    assert len(papers) == len(attended) == len({row["voter_id"] for row in attended}) == len(rush.voters)
    if rush.ballot.rules.secrecy is Secrecy.SEALED:
        _assert_receipts(rush, papers)
    else:
        _assert_last_words(rush, papers, attended)
    with rush.club.prime.services.db.read() as session:
        turnout = get_turnout(session, rush.ballot.id)
    assert (turnout.cast, turnout.roll) == (len(attended), len(rush.voters))
    _assert_card(rush, turnout_words(rush.club.prime.services.shared, rush.ballot, turnout))


def _assert_receipts(rush: Rush, papers: Sequence[Mapping[str, Any]]) -> None:
    told = {receipt: written(rush.chosen[who]) for who, receipt in rush.confirmed.items()}
    assert {row["receipt"]: row["marks"] for row in papers} == told


def _assert_last_words(
    rush: Rush, papers: Sequence[Mapping[str, Any]], attended: Sequence[Mapping[str, Any]]
) -> None:
    marks = {row["attendance_id"]: row["marks"] for row in papers}
    assert marks == {row["id"]: written(rush.chosen[row["cast_by"]]) for row in attended}


def _assert_card(rush: Rush, final: str) -> None:
    updates = rush.updates()
    assert updates
    minutes = Counter(sum(at <= other < at + MINUTE for other, _ in updates) for at, _ in updates)
    assert max(minutes) <= UPDATES_A_MINUTE
    assert final in updates[-1][1]
