"""Ids of this feature's buttons, modals and fields."""

OPEN = "on_behalf.open"
FORM = "on_behalf.answer"
FREEING = "on_behalf.free"

COLLEAGUE, EVENT, ANSWER = "colleague", "event", "answer"
YES, REMOTE, RESERVED, NO = "yes", "remote", "reserved", "no"
