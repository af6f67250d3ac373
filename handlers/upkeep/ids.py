"""Ids of this feature's buttons and lists."""

PAGE = "upkeep.page"
STANDING = "upkeep.standing"
WHO = "upkeep.who"
ALL = "upkeep.all"
AGAIN = "upkeep.again"
CANCEL = "upkeep.cancel"

UNREACHED_PAGE = "upkeep.unreached"
PASSED = "upkeep.passed"

UNREACHED = "unreached"
"""The list of members out of reach."""
LISTED = "sendings"
"""The list."""
