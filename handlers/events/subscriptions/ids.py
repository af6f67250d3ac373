"""Ids of this feature's buttons and window."""

OPEN = "subscriptions.open"
MAKE = "subscriptions.make"
SCOPE = "subscriptions.scope"
END = "subscriptions.end"
WINDOW = "subscriptions.window"
