"""Ids of this feature's buttons, and of its list."""

PAGE = "journal.page"
WHO = "journal.who"
THEME = "journal.theme"
PERIOD = "journal.period"
EXPORT = "journal.export"
LISTED = "journal"
"""The list."""
