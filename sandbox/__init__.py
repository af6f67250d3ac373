"""A Slack workspace in a box: strict enough to trust, good enough to show.

It knows nothing of any app but what the app's manifest says; any Bolt app can run against it:

    clock = SettableClock(datetime(2027, 1, 4, 8, 0, tzinfo=UTC))
    with Sandbox(Path("manifest.yml"), clock) as box:
        ana = box.add_user("U1ANA", name="ana.berger", real_name="Ana Berger")
        box.add_channel("C1CLUB", name="club", members=["U1ANA"])
        app = App(client=WebClient(box.bot_token, base_url=box.api_url))
        SocketModeHandler(app, box.app_token).connect()
        box.wait_connected()
        ana.types("/echo hello", in_="club")
        ana.sees("You said hello")

Real seconds pass only while an acknowledgement is awaited (`box.ack_seconds`) and in `sees`; all else
(triggers, response URLs, rate limits, retries, scheduled messages) runs on the clock. Not modelled: several
workspaces or apps. What is asked for and not modelled is named once, in `box.lacking` and the log `sandbox`.
"""

from sandbox.box import Sandbox
from sandbox.clock import SettableClock
from sandbox.errors import ApiError, Refused
from sandbox.hangup import hang_up

__all__ = ["ApiError", "Refused", "Sandbox", "SettableClock", "hang_up"]
