"""Names of the feature's buttons and forms."""

OPEN, SAVE, TOLD, ALL = "reminders.open", "reminders.save", "reminders.told", "reminders.all"
LIST = "told"
"""What Prime sent somebody, as a list."""
EACH_THEME, HOUR, RHYTHM, FROM, TO = "way", "hour", "rhythm", "absent_from", "absent_to"
DAILY, WEEKLY = "daily", "weekly"
