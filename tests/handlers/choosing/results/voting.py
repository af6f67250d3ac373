"""A small club that votes, without Slack: companies of one member each, and what is left in the tables."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import text
from sqlmodel import SQLModel

from club.ballots import Ballot, BallotState, Method, Option, Purpose, Rules, Secrecy, Unit
from club.ids import BallotId, MemberId, OptionId, SlackId
from handlers import names
from handlers.kit.services import Services
from storage.ballots import add_ballot, draw_up_roll, lock_ballot, subject_of_ballot
from storage.people import Role, add_company, add_member
from storage.postings import Note, enqueue
from storage.votes import Vote, cast, list_voters, lock_voter
from tests.databases import empty
from tests.stories.club import CHANNEL, NOW

RANDOM = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")


def founds(services: Services, companies: int) -> list[MemberId]:
    """A member for each company, the first of them an organiser."""
    members = []
    with services.db.begin() as session:
        for at in range(companies):
            company = add_company(session, f"Company {at:03}")
            role = Role.MEMBER if at else Role.ORGANISER
            slack_id = SlackId(f"U{at:03}")
            members.append(
                add_member(session, f"Member {at:03}", slack_id=slack_id, company_id=company, role=role)
            )
    return members


def opens(services: Services, secrecy: Secrecy, options: Sequence[Option], **rules: int) -> Ballot:
    """An open ballot by points; its card is queued."""
    known = Rules(Method.POINTS, Unit.COMPANY, secrecy, **({"points": 1000, "cap": 1000} | rules))
    made = Ballot(
        BallotId(0), "Studies", Purpose.SELECTION, known, BallotState.OPEN, NOW, options=tuple(options)
    )
    made = replace(made, closes_at=NOW + timedelta(days=7))
    with services.db.begin() as session:
        ballot_id = add_ballot(session, made, MemberId(1), NOW)
        ballot = lock_ballot(session, ballot_id)
        assert ballot is not None
        draw_up_roll(session, ballot)
        enqueue(session, [Note(names.BALLOT_CARD, subject_of_ballot(ballot_id), CHANNEL, live=True)], NOW)
    return ballot


def votes(
    services: Services, ballot: Ballot, member: MemberId, vote: Vote, receipt: str | None, minute: int
) -> None:
    """One member casts their company's vote, in a transaction of its own."""
    now = NOW + timedelta(minutes=minute)
    with services.db.begin() as session:
        lock_ballot(session, ballot.id, share=True)
        company = session.connection().execute(
            text("SELECT company_id FROM member WHERE id = :id"), {"id": member}
        )
        (voter,) = list_voters(session, ballot.id, member, company.scalar_one())
        held = lock_voter(session, ballot.id, voter.id)
        assert held is not None
        cast(
            session,
            ballot,
            held,
            member,
            vote,
            now,
            receipt=receipt,
            vault=services.db.vault,
            channel=CHANNEL,
        )


def topics(count: int, topic_ids: Sequence[int] = ()) -> list[Option]:
    """Options with a title each."""
    ids = [*topic_ids, *[None] * (count - len(topic_ids))]
    return [Option(OptionId(0), f"Topic {at}", topic_id=one) for at, one in enumerate(ids)]


def left(services: Services) -> tuple[dict[str, list[str]], int]:
    """Every row of every table, sorted, random ids made alike; and how many of these stand in two places.

    But for `mark`: the database's own identity, made with the tables and by nobody's vote.
    """
    found, ids = {}, Counter[str]()
    with services.db.read() as session:
        for table in (one for one in SQLModel.metadata.sorted_tables if one.name != "mark"):
            rows = session.connection().execute(text(f'SELECT * FROM "{table.name}"'))
            said = [str(tuple(row)) for row in rows]
            ids.update(one for row in said for one in RANDOM.findall(row))
            found[table.name] = sorted(RANDOM.sub("*", row) for row in said)
    return found, sum(times > 1 for times in ids.values())


def begins_anew(services: Services) -> None:
    """Empties every table; ids start from 1 again."""
    if not services.db.sqlite:
        empty(services.db.url)
        return
    with services.db.begin() as session:
        connection = session.connection()
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        index = text("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'")
        tables = [table.name for table in reversed(SQLModel.metadata.sorted_tables)]
        for name in [*connection.execute(index).scalars().all(), *tables]:
            connection.execute(text(f'DELETE FROM "{name}"'))
