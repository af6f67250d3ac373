"""Slack's limits, and how they are counted on our side (docs.slack.dev, rate limits)."""

from collections.abc import Mapping
from datetime import timedelta

CHANNEL_EVERY = timedelta(seconds=1)
"""chat.postMessage: about one message a second in one channel."""
COUNTED = timedelta(seconds=62)
"""How long a call counts. Slack counts a minute from when a call arrives: one that is noted here and arrives
up to two seconds later is still none too many in the minute that begins with it."""
UPDATES_A_MINUTE = 48
"""chat.update is Tier 3: some fifty a minute for the whole workspace; two are left for clicks."""
POSTS_A_MINUTE = 300
"""What a workspace has been seen to take without complaint."""
UPLOADS_A_MINUTE = 48
MOST: Mapping[str, int] = {"post": POSTS_A_MINUTE, "update": UPDATES_A_MINUTE, "upload": UPLOADS_A_MINUTE}
