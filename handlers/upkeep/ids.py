"""Ids of this feature's buttons and lists."""

PAGE = "upkeep.page"
STANDING = "upkeep.standing"
WHO = "upkeep.who"
ALL = "upkeep.all"
AGAIN = "upkeep.again"
CANCEL = "upkeep.cancel"

LISTED = "sendings"
"""The list."""
