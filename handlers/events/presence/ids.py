"""Ids of this feature's buttons."""

HERE = "presence.here"
GUEST = "presence.guest"
POSTER = "presence.poster"
