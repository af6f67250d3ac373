"""A Slack workspace in a box: strict enough to trust, good enough to show.

It knows nothing of any app but what the app's manifest says; any Bolt app can run against it.
"""

from sandbox.box import Sandbox
from sandbox.clock import SettableClock
from sandbox.errors import ApiError, Refused
from sandbox.hangup import hang_up

__all__ = ["ApiError", "Refused", "Sandbox", "SettableClock", "hang_up"]
