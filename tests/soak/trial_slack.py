"""A Slack workspace in a box for Prime in a container: for `test_image.py`, which runs this beside it.

It stands on the network of Prime's own container: Prime speaks to Slack over https, or on its own machine.
Says a line for each answer that somebody got, one each time that Prime has connected.
"""

import time
from importlib import resources
from pathlib import Path

from sandbox import Sandbox

PORT = 9100
CHANNEL, ANA = "C0PRIME001", "U0ANA00001"
TYPED, ANSWER = "/prime aide", "Prime"


def main() -> None:
    """Serves until it is ended."""
    box = Sandbox(Path(str(resources.files("bot") / "manifest.yml"))).start(PORT)
    box.add_channel(CHANNEL, name="club-prime", members=[])
    box.add_user(ANA, name="ana", real_name="Ana Berger", locale="fr-FR")
    box.workspace.place("club-prime").members.add(ANA)
    ana = box.person(ANA)
    while True:
        if box.wait_connected(timeout=60):
            time.sleep(1)
            ana.opens("club-prime")
            ana.types(TYPED)
            ana.sees(ANSWER)
            print("answered", flush=True)
            while box.wait_connected(timeout=0):
                time.sleep(0.2)


if __name__ == "__main__":
    main()
