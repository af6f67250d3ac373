"""A closed ballot: nobody can tell who voted what, from anything that is left."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import insert, text
from sqlalchemy.engine import make_url
from sqlmodel import SQLModel

from club.ballots import Ballot, BallotState, Method, Option, Purpose, Rules, Secrecy, Unit
from club.ids import BallotId, MemberId, OptionId
from club.urn import receipt
from club.votes import written
from storage import ballots, urns
from storage.ballots import ATTENDANCE
from storage.database import Database
from storage.patience import Patience
from storage.people import add_company, add_member
from storage.sealing import PAPER
from storage.urns import REMARK
from storage.works import WORK
from tests.stories.club import NOW

VOTERS = 40
OPTIONS = (1, 2, 3)


@pytest.fixture
def urn(db: Database) -> "Urn":
    """An open ballot of forty companies."""
    return Urn(db)


class Urn:
    """Votes cast in a known order by known voters, with marks that tell each of them apart."""

    def __init__(self, db: Database) -> None:
        self.db = db
        with db.begin() as session:
            self.members = []
            for number in range(VOTERS):
                company = add_company(session, f"Company {number}")
                self.members.append(
                    add_member(session, f"Member {number}", email=f"{number}@example.org", company_id=company)
                )

    def opens(self, secrecy: Secrecy) -> BallotId:
        options = tuple(Option(OptionId(0), f"Topic {number}") for number in OPTIONS)
        rules = Rules(Method.POINTS, Unit.COMPANY, secrecy, points=10**9, cap=10**9)
        ballot = Ballot(BallotId(0), "Studies", Purpose.SELECTION, rules, BallotState.OPEN, options=options)
        with self.db.begin() as session:
            made = ballots.add_ballot(session, ballot, self.members[0], NOW)
            ballots.draw_up_roll(session, replace(ballot, id=made))
        return made

    def votes(self, ballot_id: BallotId, secrecy: Secrecy) -> list[dict[str, object]]:
        """Each votes in a transaction of its own; what is known of each vote, in the order of arrival."""
        with self.db.read() as session:
            found = text("SELECT id FROM voter WHERE ballot_id = :b ORDER BY id")
            voters = list(session.connection().execute(found, {"b": ballot_id}).scalars())
            ballot = ballots.get_ballot(session, ballot_id)
        assert ballot is not None
        random, cast = Random(7), []
        random.shuffle(voters)
        for at, voter in enumerate(voters):
            vote = {"voter": voter, "attendance": f"{at:03}" + random.randbytes(14).hex()}
            vote["paper"] = random.randbytes(16).hex()
            vote["receipt"] = receipt(random.randbytes(5)) if secrecy is Secrecy.SEALED else None
            vote["marks"] = written({ballot.options[0].id: 1_000_000 + at})
            self._casts(ballot_id, secrecy, vote, self.members[at])
            cast.append(vote)
        return cast

    def _casts(
        self, ballot_id: BallotId, secrecy: Secrecy, vote: dict[str, object], member: MemberId
    ) -> None:
        sealed = secrecy is Secrecy.SEALED
        present = {"id": vote["attendance"], "ballot_id": ballot_id, "voter_id": vote["voter"]}
        paper = {"id": vote["paper"], "ballot_id": ballot_id, "receipt": vote["receipt"], "weight": 1}
        paper |= {"marks": vote["marks"], "remarks": "", "attendance_id": None if sealed else present["id"]}
        with self.db.begin() as session:
            connection = session.connection()
            connection.execute(
                insert(ATTENDANCE), present | {"cast_by": member, "cast_at": None if sealed else NOW}
            )
            connection.execute(insert(PAPER), paper)

    def closes(self, ballot_id: BallotId, *, secret: bool = True) -> None:
        with self.db.begin(long=True) as session:
            urns.close_urn(session, ballot_id, secret=secret)
            urns.save_count(session, ballot_id, VOTERS)

    def rows(self, table: str, columns: str = "*") -> list[tuple[object, ...]]:
        """Every row in the order in which they lie there."""
        with self.db.read() as session:
            rows = session.connection().execute(text(f'SELECT {columns} FROM "{table}"'))
            return [tuple(row) for row in rows]

    def dump(self) -> str:
        """Every table in full."""
        return "\n".join(str(self.rows(table.name)) for table in SQLModel.metadata.sorted_tables)

    def stored(self) -> bytes:
        """Every byte that the engine keeps of the tables; its log too, on SQLite."""
        if not self.db.sqlite:
            return self._pages()
        path = Path(str(make_url(self.db.url).database))
        files = [path.with_name(path.name + end) for end in ("", "-wal", "-shm", "-journal")]
        return b"".join(file.read_bytes() for file in files if file.exists())

    def _pages(self) -> bytes:
        names = "'attendance', 'paper', 'remark'"
        with self.db.begin() as session:
            connection = session.connection()
            connection.execute(text("CHECKPOINT"))
            paths = connection.execute(
                text(
                    "SELECT pg_relation_filepath(c.oid) FROM pg_class c LEFT JOIN pg_index i ON c.oid = "
                    "i.indexrelid JOIN pg_class t ON t.oid = coalesce(i.indrelid, c.oid) "
                    f"WHERE t.relname IN ({names}) AND c.relkind IN ('r', 'i')"
                )
            ).scalars()
            read = text("SELECT pg_read_binary_file(:path)")
            return b"".join(bytes(connection.execute(read, {"path": path}).scalar_one()) for path in paths)


@pytest.mark.parametrize("secrecy", [Secrecy.SEALED, Secrecy.CONFIDENTIAL])
def test_knowing_who_voted_when_nothing_that_is_left_tells_who_voted_what(urn: Urn, secrecy: Secrecy) -> None:
    ballot_id = urn.opens(secrecy)
    cast = urn.votes(ballot_id, secrecy)
    before = urn.stored()
    assert str(cast[5]["attendance"]).encode() in before
    urn.closes(ballot_id)
    assert urns.scrub(urn.db)

    papers = {row[0]: row[1:] for row in urn.rows("paper", "marks, id, attendance_id")}
    assert len(papers) == VOTERS
    assert {row[1] for row in papers.values()} == {None}
    assert {row[0] for row in urn.rows("attendance", "voter_id")} == {vote["voter"] for vote in cast}
    assert {row[0] for row in urn.rows("attendance", "cast_at")} == {None}
    if not urn.db.sqlite:
        for table in ("paper", "attendance"):
            assert len({row[0] for row in urn.rows(table, "xmin")}) == 1, "one transaction wrote all of them"
        for table in ("voter", "member"):
            assert {row[0] for row in urn.rows(table, "xmax::text")} == {"0"}, (
                "who locked it last is not told"
            )

    left, dump = urn.stored(), urn.dump()
    for vote in cast:
        for old in ("attendance", "paper"):
            assert str(vote[old]).encode() not in left, "an id from before is still in the files"
            assert str(vote[old]) not in dump
    assert left.count(b"1000001") == 1, "a vote is stored once, where it now lies"
    places = [left.index(str(1_000_000 + at).encode()) for at in range(VOTERS)]
    by_place = sorted(range(VOTERS), key=places.__getitem__)
    attendance = [row[0] for row in urn.rows("attendance", "voter_id")]
    arrival = [vote["voter"] for vote in cast]
    assert by_place != list(range(VOTERS)), "papers lie in the order of arrival"
    assert attendance != arrival
    assert [arrival[at] for at in by_place] != attendance, "papers lie as the list of those present does"


def test_the_order_that_a_closing_leaves_is_another_every_time(urn: Urn) -> None:
    ballot_id = urn.opens(Secrecy.SEALED)
    urn.votes(ballot_id, Secrecy.SEALED)
    orders = set()
    for _ in range(4):
        urn.closes(ballot_id)
        orders.add(tuple(row[0] for row in urn.rows("paper", "marks")))
    assert len(orders) == 4


def test_a_reader_in_the_way_keeps_the_files_from_being_wiped_until_it_ends(urn: Urn) -> None:
    ballot_id = urn.opens(Secrecy.CONFIDENTIAL)
    urn.votes(ballot_id, Secrecy.CONFIDENTIAL)
    with urn.db.read() as session:
        session.connection().execute(text("SELECT count(*) FROM paper")).scalar_one()
        urn.closes(ballot_id)
        hasty = Database(urn.db.url, Patience(others=0.1))
        assert not urns.scrub(hasty)
        hasty.dispose()
    assert urns.scrub(urn.db)


def test_in_an_open_ballot_who_chose_what_stays_and_is_read_by_name(urn: Urn) -> None:
    ballot_id = urn.opens(Secrecy.OPEN)
    urn.votes(ballot_id, Secrecy.OPEN)
    urn.closes(ballot_id, secret=False)
    with urn.db.read() as session:
        votes = urns.list_votes(session, ballot_id)
    assert len(votes) == VOTERS
    assert votes == sorted(votes, key=lambda vote: vote.name)
    assert {sum(vote.marks.values()) for vote in votes} == {1_000_000 + at for at in range(VOTERS)}


def test_remarks_leave_the_papers_and_name_nobody_in_a_secret_ballot(urn: Urn) -> None:
    ballot_id = urn.opens(Secrecy.CONFIDENTIAL)
    urn.votes(ballot_id, Secrecy.CONFIDENTIAL)
    with urn.db.begin() as session:
        connection = session.connection()
        work = {"id": 9, "title": "Study", "folded": "study", "year": 2026, "link": "", "summary": ""}
        connection.execute(insert(WORK).values(**work, added_at=NOW))
        connection.execute(text("""UPDATE paper SET remarks = '{"9": "Très utile", "8": " "}'"""))
    urn.closes(ballot_id)
    remarks = urn.rows(REMARK.name, "work_id, voter_id, text")
    assert remarks == [(9, None, "Très utile")] * VOTERS
    assert {row[0] for row in urn.rows("paper", "remarks")} == {""}
