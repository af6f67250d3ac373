"""Letting an app go without its one-second wait."""

from slack_sdk.socket_mode.builtin import SocketModeClient


def hang_up(client: SocketModeClient) -> None:
    """Close slack_sdk's Socket Mode client at once.

    Its own `close()` waits until its reader of the message queue wakes, up to a second; an empty
    message wakes it.
    """
    client.closed = True
    client.auto_reconnect_enabled = False
    client.message_queue.put("")
    client.close()
