"""The part of the crowd that belongs to the living club: unmistakable words in every table."""

from datetime import datetime
from typing import Any

from club.ids import MemberId

QUESTION, DETAIL, THANKS, SENTENCE = "Question Ambre", "Précision Corail", "Merci Jade", "Phrase Nacre"
HANDED_ON, ABUSE, PREMISES = "Transmis Onyx", "Signalement Pyrite", "Salle Calcédoine"
WORDS = (QUESTION, DETAIL, THANKS, SENTENCE, HANDED_ON, ABUSE, PREMISES)

Rows = dict[str, list[dict[str, Any]]]


def living(other: MemberId, now: datetime) -> Rows:
    """An open question, a resolved and published one, an answer, a report, premises offered."""
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
        "hosting_offer": [_premises(other, now)],
    }


def _premises(other: MemberId, now: datetime) -> dict[str, Any]:
    months = {"months": "2027-03", "last_month": "2027-03", "region": "Bretagne", "seats": 40}
    words = dict.fromkeys(("place", "room", "access", "contact"), PREMISES)
    state = {"state": "offered", "event_id": None, "schedule": 0, "demands": "", "wheelchair": "no"}
    return {"member_id": other, "company_id": None, "made_at": now, **months, **words, **state}
