"""The part of the crowd that belongs to mutual help: unmistakable words in every table."""

from datetime import datetime
from typing import Any

from club.ids import MemberId

QUESTION, DETAIL, THANKS, SENTENCE = "Question Ambre", "Précision Corail", "Merci Jade", "Phrase Nacre"
HANDED_ON, ABUSE = "Transmis Onyx", "Signalement Pyrite"
WORDS = (QUESTION, DETAIL, THANKS, SENTENCE, HANDED_ON, ABUSE)

Rows = dict[str, list[dict[str, Any]]]


def living(other: MemberId, now: datetime) -> Rows:
    """An open question, a resolved and published one, an answer, a report."""
    question = {"asker_id": other, "question": QUESTION, "detail": DETAIL, "seen": "chosen", "widens": True}
    times = {"asked_at": now, "look_at": now, "closed_at": None, "published_at": None}
    opened = {
        **times,
        "state": "open",
        "thanks": "",
        "sentence": "",
        "publication": "none",
        "helper_id": None,
    }
    ended = {"state": "resolved", "thanks": THANKS, "sentence": SENTENCE, "publication": "named"}
    closed = {**times, **ended, "closed_at": now, "published_at": now, "helper_id": other}
    asked = {"question_id": 1, "member_id": other, "answer": "asked", "asked_at": now, "reason": DETAIL}
    return {
        "help_question": [question | opened, question | closed],
        "help_asked": [asked | {"passed_by": other, "word": HANDED_ON, "offered_self": False}],
        "help_report": [{"question_id": 1, "reporter_id": other, "word": ABUSE, "at": now}],
        "help_word": [{"question_id": 2, "beginning": "ambre"}],
    }
