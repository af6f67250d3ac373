"""Letting an app go without its one-second wait, and whatever it is doing."""

import logging
import socket
from contextlib import suppress

from slack_sdk.socket_mode.builtin import SocketModeClient

AGAIN = 0.01
"""Seconds between two times that the reader of the connection is told to end."""

_QUIET = logging.Logger("hanging up", logging.CRITICAL)
"""For the client while its connection is shut: answering a ping just then fails, as is meant."""


def hang_up(client: SocketModeClient) -> None:
    """Close slack_sdk's Socket Mode client at once.

    Its own `close()` waits until its reader of the message queue wakes, up to a second; an empty
    message wakes it. And it waits for ever where its reader of the connection begins at that moment, for
    that takes back `terminated`: so this one is told until it has ended.
    """
    client.closed = True
    client.auto_reconnect_enabled = False
    client.message_queue.put("")
    runner = client.current_session_runner
    runner.event.set()
    while runner.is_alive():
        client.current_session_state.terminated = True
        client.logger = _QUIET
        if (session := client.current_session) and (connection := session.sock):
            session.logger = _QUIET
            with suppress(OSError):  # the other side was faster
                connection.shutdown(socket.SHUT_RDWR)
        runner.thread.join(AGAIN)
    client.close()
