"""Counts again what triggers keep (migration 0013, and later): what differed is right then, and told.

Nothing calls it while Prime runs: it is for a database that was written to past Prime, with its triggers off,
and for the tests, which let it find nothing after any history.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, text

from storage import tables
from storage.session import Session
from storage.tables import core

_MEMBER, _CLAIM, _TOPIC = core(tables.Member), core(tables.Claim), core(tables.Topic)
_EVENT, _CLUB, _LISTED = core(tables.EventCount), core(tables.ClubCount), core(tables.Answered)
_TOPICS, _ACCEPTED = core(tables.TopicCount), core(tables.AcceptanceCount)
_WORKS, _WORK = core(tables.WorkCount), core(tables.Work)
_COMPANY, _WEIGHTS = core(tables.Company), core(tables.WeightCount)
_SHOWN = core(tables.ConsultationCount)
_VOTER, _TURNOUT, _STATES = core(tables.Voter), core(tables.BallotCount), core(tables.BallotStateCount)
_GROWING = {"turned", "joined"}
"""These count what happened, and not what is there."""
_KEPT = {
    "member": select(_MEMBER.c.id, _MEMBER.c.acts, _MEMBER.c.expected, _MEMBER.c.elects, _MEMBER.c.listed),
    "company": select(_COMPANY.c.id, _COMPANY.c.votes),
    "work": select(_WORK.c.id, _WORK.c.unjudged),
    "claim": select(_CLAIM.c.id, _CLAIM.c.able, _CLAIM.c.counted, _CLAIM.c.asks),
    "voter": select(_VOTER.c.id, _VOTER.c.called),
    "ballot_count": select(_TURNOUT),
    "ballot_state_count": select(_STATES).where(_STATES.c.ballots != 0),
    "topic": select(_TOPIC.c.id, _TOPIC.c.unanswered),
    "answered": select(_LISTED),
    "event_count": select(*(column for column in _EVENT.c if column.name not in _GROWING)),
    "club_count": select(_CLUB.c.expected, _CLUB.c.books, _CLUB.c.electors),
    "topic_count": select(_TOPICS).where(_TOPICS.c.topics != 0),
    "work_count": select(_WORKS).where(_WORKS.c.works != 0),
    "weight_count": select(_WEIGHTS).where(_WEIGHTS.c.companies != 0),
    "consultation_count": select(_SHOWN),
    "acceptance_count": select(_ACCEPTED).where(_ACCEPTED.c.members != 0),
}

_ACTS = """(member.state = 'admitted' AND member.slack_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM profile p WHERE p.slack_id = member.slack_id AND p.standing <> 'full'))"""
_EXPECTED = f"""({_ACTS} AND (member.role <> 'organiser' OR EXISTS (
  SELECT 1 FROM company c WHERE c.id = member.company_id AND NOT c.organisation)))"""
_ELECTS = """(member.state = 'admitted'
  AND NOT EXISTS (SELECT 1 FROM profile p WHERE p.slack_id = member.slack_id AND p.standing <> 'full')
  AND (member.role <> 'organiser' OR EXISTS (
    SELECT 1 FROM company c WHERE c.id = member.company_id AND NOT c.organisation)))"""
_UNJUDGED = """(NOT EXISTS (SELECT 1 FROM ballot_option o JOIN ballot b ON b.id = o.ballot_id
  WHERE o.work_id = work.id AND b.state <> 'cancelled'))"""
_MOST = """CASE WHEN e.capacity IS NULL THEN e.company_seats
  WHEN e.company_seats IS NULL OR e.company_seats > e.capacity - e.reserved THEN e.capacity - e.reserved
  ELSE e.company_seats END"""
_ABLE = f"""(claim.stage = 'waiting'
  AND EXISTS (SELECT 1 FROM member m WHERE m.id = claim.member_id AND m.acts)
  AND EXISTS (SELECT 1 FROM event e WHERE e.id = claim.event_id AND (({_MOST}) IS NULL
    OR (claim.seats <= ({_MOST}) AND (claim.kind = 'party' OR ({_MOST}) >=
      (SELECT coalesce(sum(r.seats - r.reserved), 0) FROM rsvp r
        WHERE r.event_id = claim.event_id AND r.member_id = claim.member_id AND NOT r.remote)
      + (SELECT coalesce(sum(o.seats), 0) FROM claim o
        WHERE o.event_id = claim.event_id AND o.member_id = claim.member_id
          AND (o.stage = 'offered' OR (o.stage = 'waiting' AND o.line <= claim.line))))))))"""
_COLLEAGUES = "(SELECT c.id FROM member c WHERE c.company_id = m.company_id)"
_COUNTED = f"""(claim.able AND NOT EXISTS (
  SELECT 1 FROM event e JOIN member m ON m.id = claim.member_id
  WHERE e.id = claim.event_id AND e.company_seats IS NOT NULL AND m.company_id IS NOT NULL
    AND e.company_seats < (SELECT coalesce(sum(r.seats - r.reserved), 0) FROM rsvp r
        WHERE r.event_id = claim.event_id AND NOT r.remote AND r.member_id IN {_COLLEAGUES})
      + (SELECT coalesce(sum(o.seats), 0) FROM claim o
        WHERE o.event_id = claim.event_id AND o.member_id IN {_COLLEAGUES}
          AND (o.stage = 'offered' OR (o.able AND o.line <= claim.line)))))"""
_STATEMENTS = (
    f"UPDATE member SET acts = {_ACTS}, expected = {_EXPECTED}, elects = {_ELECTS}",
    """UPDATE company SET votes = (NOT organisation AND EXISTS (
      SELECT 1 FROM member m WHERE m.company_id = company.id AND m.elects))""",
    f"UPDATE work SET unjudged = {_UNJUDGED}",
    """UPDATE member SET listed =
      coalesce((SELECT c.folded FROM company c WHERE c.id = member.company_id), '')""",
    f"UPDATE claim SET able = {_ABLE}",
    f"UPDATE claim SET counted = {_COUNTED}",
    """UPDATE claim SET asks = (stage = 'requested'
      AND EXISTS (SELECT 1 FROM member m WHERE m.id = claim.member_id AND m.acts))""",
    """UPDATE voter SET called = coalesce((SELECT c.folded FROM company c WHERE c.id = voter.company_id),
      (SELECT m.name FROM member m WHERE m.id = voter.member_id), '')""",
    "DELETE FROM ballot_count",
    """INSERT INTO ballot_count (ballot_id, roll, voted)
      SELECT v.ballot_id, count(*), (SELECT count(*) FROM attendance a WHERE a.ballot_id = v.ballot_id)
      FROM voter v GROUP BY v.ballot_id""",
    "DELETE FROM ballot_state_count",
    """INSERT INTO ballot_state_count (state, wiped, ballots)
      SELECT state, CASE WHEN scrubbed_at IS NOT NULL THEN 1 ELSE 0 END, count(*)
      FROM ballot GROUP BY 1, 2""",
    """UPDATE topic SET unanswered = (state = 'proposed' AND NOT EXISTS (SELECT 1 FROM step s
      WHERE s.topic_id = topic.id AND s.what IN
        ('shortlisted', 'declined', 'reopened', 'on_ballot', 'chosen', 'not_chosen')))""",
    "DELETE FROM answered",
    """INSERT INTO answered (event_id, member_id, company, name)
      SELECT given.event_id, m.id, coalesce(c.folded, ''), m.name
      FROM (SELECT r.event_id, r.member_id FROM rsvp r WHERE r.seats > 0 OR r.says = 'no'
        UNION SELECT o.event_id, o.member_id FROM claim o
          WHERE o.stage IN ('waiting', 'offered', 'requested')) AS given
      JOIN member m ON m.id = given.member_id LEFT JOIN company c ON c.id = m.company_id""",
    """UPDATE answered SET coming = EXISTS (SELECT 1 FROM rsvp r WHERE r.event_id = answered.event_id
      AND r.member_id = answered.member_id AND r.seats > 0)""",
    "INSERT INTO event_count (event_id) SELECT id FROM event WHERE true ON CONFLICT DO NOTHING",
    """UPDATE event_count SET
      taken = (SELECT coalesce(sum(r.seats - r.reserved), 0) FROM rsvp r
          WHERE r.event_id = event_count.event_id AND NOT r.remote)
        + (SELECT coalesce(sum(o.seats), 0) FROM claim o
          WHERE o.event_id = event_count.event_id AND o.stage = 'offered'),
      waiting = (SELECT count(*) FROM claim o WHERE o.event_id = event_count.event_id AND o.counted),
      yes = (SELECT count(*) FROM rsvp r
        WHERE r.event_id = event_count.event_id AND r.seats > 0 AND r.says = 'yes'),
      no = (SELECT count(*) FROM rsvp r WHERE r.event_id = event_count.event_id AND r.says = 'no'),
      answered = (SELECT count(*) FROM answered a JOIN member m ON m.id = a.member_id
        WHERE a.event_id = event_count.event_id AND m.expected),
      unconfirmed = (SELECT count(*) FROM rsvp r JOIN event e ON e.id = r.event_id
        WHERE e.id = event_count.event_id AND r.seats > 0 AND r.schedule < e.schedule),
      asked = (SELECT count(*) FROM claim o WHERE o.event_id = event_count.event_id AND o.asks),
      parties = (SELECT count(*) FROM answered a WHERE a.event_id = event_count.event_id),
      awaited = (SELECT coalesce(sum(o.seats), 0) FROM claim o
        WHERE o.event_id = event_count.event_id AND o.stage = 'waiting'),
      remote = (SELECT coalesce(sum(r.seats), 0) FROM rsvp r
        WHERE r.event_id = event_count.event_id AND r.remote),
      reserved = (SELECT coalesce(sum(r.reserved), 0) FROM rsvp r
        WHERE r.event_id = event_count.event_id AND NOT r.remote),
      present = (SELECT count(*) FROM rsvp r WHERE r.event_id = event_count.event_id AND r.present)
        + (SELECT count(*) FROM guest g WHERE g.event_id = event_count.event_id AND g.present)""",
    "INSERT INTO club_count (id, expected, books, turned) VALUES (1, 0, 0, 0) ON CONFLICT DO NOTHING",
    """UPDATE club_count SET expected = (SELECT count(*) FROM member WHERE expected),
      books = (SELECT count(*) FROM member WHERE state <> 'left'),
      electors = (SELECT count(*) FROM member WHERE elects), turned = turned + 1""",
    "DELETE FROM topic_count",
    """INSERT INTO topic_count (state, kind, unanswered, topics)
      SELECT state, kind, CASE WHEN unanswered THEN 1 ELSE 0 END, count(*) FROM topic GROUP BY 1, 2, 3""",
    "DELETE FROM weight_count",
    """INSERT INTO weight_count (weight, companies)
      SELECT weight, count(*) FROM company WHERE votes GROUP BY 1""",
    "DELETE FROM work_count",
    "INSERT INTO work_count (year, works) SELECT year, count(*) FROM work GROUP BY 1",
    "DELETE FROM consultation_count",
    """INSERT INTO consultation_count (subject_id, shown)
      SELECT subject_id, count(*) FROM consultation GROUP BY 1""",
    "DELETE FROM acceptance_count",
    """INSERT INTO acceptance_count (number, members)
      SELECT accepted_version, count(*) FROM member WHERE acts AND role = 'member' GROUP BY 1""",
)


def recount(session: Session) -> list[str]:
    """Counts everything anew; returns the tables in which a figure was wrong, which is right now."""
    before = _snapshot(session)
    for statement in _STATEMENTS:
        session.connection().execute(text(statement))
    after = _snapshot(session)
    return [name for name in _KEPT if before[name] != after[name]]


def _snapshot(session: Session) -> Mapping[str, set[Any]]:
    connection = session.connection()
    return {name: {tuple(row) for row in connection.execute(rows)} for name, rows in _KEPT.items()}
