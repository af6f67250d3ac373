"""Socket Mode, as `prime run` serves it."""

import logging

import pytest

from bot.serve_socket import SocketServer
from tests.late import ends_as_a_ping_is_answered, ends_though_its_reader_begins
from tests.stories.club import Club


def test_it_ends_even_as_the_connection_begins_to_be_read(
    sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    club = Club(sqlite_url)
    second = SocketServer(club.prime)
    caplog.set_level(logging.INFO, logger=second.client.logger.name)
    assert ends_though_its_reader_begins(second.client, second.stop)
    club.stop()


def test_a_ping_answered_as_it_ends_is_no_error(sqlite_url: str, caplog: pytest.LogCaptureFixture) -> None:
    club = Club(sqlite_url)
    server = SocketServer(club.prime)
    assert ends_as_a_ping_is_answered(server.client, server.stop)
    club.stop()
    assert [one for one in caplog.records if one.levelno >= logging.ERROR] == []
