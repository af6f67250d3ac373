"""Ids of this feature's buttons, modals and fields."""

ANSWER = "feedback.answer"
USEFUL, WISH = "useful", "wish"
