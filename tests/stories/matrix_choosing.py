"""The part of the crowd that belongs to topics, ballots and works: unmistakable words in every table."""

import json
from datetime import datetime, timedelta
from typing import Any

from club.folding import fold
from club.ids import MemberId

TOPIC, DESCRIPTION, WHY = "Sujet Turquoise", "Description Améthyste", "Raison Opale"
COMMENT, MERGER, DECLINED = "Commentaire Lapis", "Fusion Béryl", "Refus Grenat"
BALLOT, OPTION, NOTE, CLOSED = "Scrutin Agate", "Choix Péridot", "Suite Zircone", "Clôture Citrine"
WORK, SUMMARY, REMARK = "Travail Spinelle", "Résumé Rubis", "Remarque Saphir"
LINK, RECEIPT = "https://corindon.example", "K7QF9M2X"
WORDS = (
    *(TOPIC, DESCRIPTION, WHY, COMMENT, MERGER, DECLINED, BALLOT, OPTION, NOTE, CLOSED),
    *(WORK, SUMMARY, REMARK, LINK, RECEIPT),
)

Rows = dict[str, list[dict[str, Any]]]


def choosing(other: MemberId, company: int, now: datetime) -> Rows:
    """Two topics, a work, an open ballot and a closed evaluation with votes and remarks."""
    return _topics(other, now) | _ballots(other, now) | _votes(other, company, now)


def _topics(other: MemberId, now: datetime) -> Rows:
    topic = {
        "kind": "study",
        "title": TOPIC,
        "folded": fold(f"{TOPIC} {DESCRIPTION}"),
        "description": DESCRIPTION,
        "why": WHY,
        "author_id": other,
        "proposed_at": now,
        "changed_at": now,
    }
    states = ({"state": "shortlisted", "reason": ""}, {"state": "declined", "reason": DECLINED})
    work = {"title": WORK, "folded": fold(f"{WORK} {SUMMARY}"), "link": LINK, "summary": SUMMARY}
    step = {"topic_id": 1, "by": other, "reason": DECLINED, "at": now}
    merger = {"topic_id": 1, "into_id": 2, "member_id": other, "word": MERGER, "state": "open", "reason": ""}
    return {
        "topic": [topic | state for state in states],
        "backing": [{"topic_id": 1, "member_id": other, "coauthor": True, "at": now}],
        "comment": [{"topic_id": 1, "member_id": other, "text": COMMENT, "at": now}],
        "merger": [merger | {"at": now}],
        "step": [step | {"what": "proposed"}, step | {"what": "shortlisted"}],
        "work": [work | {"year": 2026, "topic_id": 1, "added_by": other, "added_at": now}],
    }


def _ballots(other: MemberId, now: datetime) -> Rows:
    usual = {
        **{"title": BALLOT, "unit": "company", "secrecy": "open", "seats": 1, "most": 1, "points": 0},
        **{"cap": 0, "quorum": 0, "proxies": 0, "live": True, "tie_break": "organisers", "seed": ""},
        **{"created_by": other, "created_at": now, "opens_at": now - timedelta(days=20), "note": NOTE},
    }
    opened = {
        **{"purpose": "selection", "method": "approval", "state": "open", "reason": "", "result": ""},
        **{"closes_at": now + timedelta(days=20), "closed_at": None, "scrubbed_at": None},
    }
    closed = {
        **{"purpose": "evaluation", "method": "judgment", "state": "closed", "reason": CLOSED},
        **{"closes_at": now, "closed_at": now, "scrubbed_at": now},
        "result": json.dumps({"voters": 1, "chosen": []}),
    }
    graded = [
        {"ballot_id": 2, "title": WORK, "work_id": 1, "criterion": one} for one in ("quality", "usefulness")
    ]
    chosen = [{"ballot_id": 1, "title": f"{OPTION} {number}", "topic_id": number} for number in (1, 2)]
    return {
        "ballot": [usual | opened, usual | closed],
        "ballot_option": [
            {"topic_id": None, "work_id": None, "criterion": None} | one for one in chosen + graded
        ],
    }


def _votes(other: MemberId, company: int, now: datetime) -> Rows:
    cast = {"cast_by": other, "cast_at": now}
    paper = {"weight": 1, "remarks": ""}
    return {
        "voter": [
            {"ballot_id": one, "company_id": company, "member_id": None, "weight": 1} for one in (1, 2)
        ],
        "attendance": [cast | {"id": f"a{one}", "ballot_id": one, "voter_id": one} for one in (1, 2)],
        "paper": [
            paper
            | {"id": "p1", "ballot_id": 1, "attendance_id": "a1", "receipt": RECEIPT, "marks": '{"1":1}'},
            paper | {"id": "p2", "ballot_id": 2, "attendance_id": "a2", "receipt": None, "marks": '{"3":4}'},
        ],
        "remark": [{"id": "r1", "ballot_id": 2, "work_id": 1, "voter_id": 2, "text": REMARK}],
    }
