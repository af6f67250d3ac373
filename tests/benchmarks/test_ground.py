"""Where the growth walk is walked, on PostgreSQL: as it was furnished, ids included."""

from contextlib import closing

import psycopg
import pytest

from benchmarks.growth.ground import PostgresqlGround
from storage.people import add_company, list_companies
from storage.vault import ProcessVault
from tests.databases import empty

FURNISHED = "SELECT setval('company_id_seq', 41, %s)"
"""As a club is poured: the next id is said before any was given."""


@pytest.mark.parametrize("given", [False, True])
def test_what_is_done_again_after_a_restore_has_the_same_id(migrated_server: str, *, given: bool) -> None:
    empty(migrated_server)
    with psycopg.connect(migrated_server.replace("+psycopg", ""), autocommit=True) as furnishing:
        furnishing.execute(FURNISHED, [given])
    with closing(PostgresqlGround(migrated_server, ProcessVault())) as ground:
        assert _founded(ground) == 41 + given
        assert ground.touched
        ground.restore()
        assert not ground.touched
        assert _names(ground) == []
        assert _founded(ground) == 41 + given


def _founded(ground: PostgresqlGround) -> int:
    with ground.db.begin() as session:
        return int(add_company(session, "Verrerie Ardoin"))


def _names(ground: PostgresqlGround) -> list[str]:
    with ground.db.read() as session:
        return [name for _, name in list_companies(session)]
