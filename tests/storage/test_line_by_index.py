"""The head of a waiting line is read as its index has it, however long the line."""

from sqlalchemy import event

from club.ids import EventId, MemberId
from storage.database import Database
from storage.line import get_ranks, list_head


def test_the_line_is_found_by_the_index_of_those_who_count(sqlite_url: str) -> None:
    database, said = Database(sqlite_url), list[tuple[str, object]]()
    event.listen(database.engine, "before_cursor_execute", lambda *told: said.append((told[2], told[3])))
    with database.read() as session:
        list_head(session, EventId(1), 3)
        get_ranks(session, EventId(1), MemberId(1))
        asked = [one for one in said if "FROM claim" in one[0]]
        plans = [
            str(session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", told).all())
            for statement, told in asked
        ]
    database.dispose()
    assert len(plans) == 2
    assert all("ix_claim_line" in plan for plan in plans)
