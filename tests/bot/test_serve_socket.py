"""Socket Mode, as `prime run` serves it."""

import logging

import pytest

from bot.serve_socket import SocketServer
from tests.late import ends_though_its_reader_begins
from tests.stories.club import Club


def test_it_ends_even_as_the_connection_begins_to_be_read(
    sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    club = Club(sqlite_url)
    second = SocketServer(club.prime)
    caplog.set_level(logging.INFO, logger=second.client.logger.name)
    assert ends_though_its_reader_begins(second.client, second.stop)
    club.stop()
