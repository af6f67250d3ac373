"""Figures are kept where they are written: seats taken, who waits, who answered, who came.

Triggers follow every change, in its transaction, whoever makes it; `storage.counts` counts again.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.migrations.triggers import Trigger

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

ACTS = """(member.state = 'admitted' AND member.slack_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM profile p WHERE p.slack_id = member.slack_id AND p.standing <> 'full'))"""
EXPECTED = f"""({ACTS} AND (member.role <> 'organiser' OR EXISTS (
  SELECT 1 FROM company c WHERE c.id = member.company_id AND NOT c.organisation)))"""
COUNTED = """(claim.stage = 'waiting'
  AND EXISTS (SELECT 1 FROM member m WHERE m.id = claim.member_id AND m.acts)
  AND EXISTS (SELECT 1 FROM event e WHERE e.id = claim.event_id AND (e.capacity IS NULL
    OR (claim.seats <= e.capacity AND (claim.kind = 'party' OR e.capacity >=
      (SELECT coalesce(sum(r.seats), 0) FROM rsvp r
        WHERE r.event_id = claim.event_id AND r.member_id = claim.member_id)
      + (SELECT coalesce(sum(o.seats), 0) FROM claim o
        WHERE o.event_id = claim.event_id AND o.member_id = claim.member_id
          AND (o.stage = 'offered' OR (o.stage = 'waiting' AND o.line <= claim.line))))))))"""
"""`club.seating.able`, and somebody whom it is for."""


def _given(event: str, member: str) -> str:
    """Whether a member has answered an event, or has a claim open on it."""
    return f"""(EXISTS (SELECT 1 FROM rsvp r WHERE r.event_id = {event} AND r.member_id = {member}
        AND (r.seats > 0 OR r.says = 'no'))
      OR EXISTS (SELECT 1 FROM claim o WHERE o.member_id = {member} AND o.event_id = {event}
        AND o.stage IN ('waiting', 'offered', 'requested')))"""


def _listed(row: str) -> list[str]:
    """Puts whose row that is on the list of those who answered, or takes them off."""
    event, member = f"{row}.event_id", f"{row}.member_id"
    return [
        f"""INSERT INTO answered (event_id, member_id, company, name)
          SELECT {event}, m.id, coalesce(c.folded, ''), m.name
          FROM member m LEFT JOIN company c ON c.id = m.company_id
          WHERE m.id = {member} AND {_given(event, member)} ON CONFLICT DO NOTHING""",
        f"""DELETE FROM answered WHERE event_id = {event} AND member_id = {member}
          AND NOT {_given(event, member)}""",
    ]


def _able(which: str) -> str:
    """Has those claims counted, or not."""
    return f"UPDATE claim SET counted = {COUNTED} WHERE {which} AND counted <> {COUNTED}"


def _of(row: str) -> str:
    return f"event_id = {row}.event_id AND member_id = {row}.member_id"


def _flags(which: str) -> str:
    changed = f"(acts <> {ACTS} OR expected <> {EXPECTED})"
    return f"UPDATE member SET acts = {ACTS}, expected = {EXPECTED} WHERE {which} AND {changed}"


def _one(condition: str) -> str:
    return f"CASE WHEN {condition} THEN 1 ELSE 0 END"


def _figures(row: str) -> dict[str, str]:
    """What an answer adds to its event's figures."""
    moved = f"{row}.schedule < (SELECT schedule FROM event WHERE id = {row}.event_id)"
    return {
        "taken": f"{row}.seats",
        "yes": _one(f"{row}.seats > 0 AND {row}.says = 'yes'"),
        "no": _one(f"{row}.says = 'no'"),
        "unconfirmed": _one(f"{row}.seats > 0 AND {moved}"),
        "present": _one(f"{row}.present"),
    }


def _joined(before: str) -> dict[str, str]:
    return {"joined": _one(f"NEW.seats > 0 AND {before} = 0")}


def _offered(row: str) -> dict[str, str]:
    return {"taken": f"CASE WHEN {row}.stage = 'offered' THEN {row}.seats ELSE 0 END"}


def _came(row: str) -> dict[str, str]:
    return {"present": _one(f"{row}.present")}


def _count(plus: dict[str, str], minus: dict[str, str], row: str) -> str:
    """Changes an event's figures by what is added and what is taken away."""
    names = {**plus, **minus}
    sums = (f"{name} = {name} + ({plus.get(name, 0)}) - ({minus.get(name, 0)})" for name in names)
    return f"UPDATE event_count SET {', '.join(sums)} WHERE event_id = {row}.event_id"


def _in_books(row: str) -> str:
    return f"CASE WHEN {row}.state <> 'left' THEN 1 ELSE 0 END"


_PLACED = """UPDATE member SET listed = coalesce((SELECT c.folded FROM company c
  WHERE c.id = member.company_id), '')"""
"""Lists of members are by company."""
_UNANSWERED = """(topic.state = 'proposed' AND NOT EXISTS (SELECT 1 FROM step s WHERE s.topic_id = topic.id
  AND s.what IN ('shortlisted', 'declined', 'reopened', 'on_ballot', 'chosen', 'not_chosen')))"""


def _waits(which: str) -> str:
    return f"UPDATE topic SET unanswered = {_UNANSWERED} WHERE {which} AND unanswered <> {_UNANSWERED}"


def _kinds(row: str, by: str) -> list[str]:
    """Counts topics by what lists are filtered by."""
    waits = _one(f"{row}.unanswered")
    same = f"state = {row}.state AND kind = {row}.kind AND unanswered = {waits}"
    return [
        f"""INSERT INTO topic_count (state, kind, unanswered, topics)
          VALUES ({row}.state, {row}.kind, {waits}, 0) ON CONFLICT DO NOTHING""",
        f"UPDATE topic_count SET topics = topics {by} WHERE {same}",
    ]


def _works(row: str, by: str) -> list[str]:
    return [
        f"INSERT INTO work_count (year, works) VALUES ({row}.year, 0) ON CONFLICT DO NOTHING",
        f"UPDATE work_count SET works = works {by} WHERE year = {row}.year",
    ]


def _accepts(row: str, by: str) -> list[str]:
    """Counts those whose acceptance is awaited by the version that they accepted last."""
    bound = f"{row}.acts AND {row}.role = 'member'"
    return [
        f"""INSERT INTO acceptance_count (number, members)
          SELECT {row}.accepted_version, 0 WHERE {bound} ON CONFLICT DO NOTHING""",
        f"""UPDATE acceptance_count SET members = members {by}
          WHERE number = {row}.accepted_version AND {bound}""",
    ]


_CLUB = "INSERT INTO club_count (id, expected, books, turned) VALUES (1, 0, 0, 0) ON CONFLICT DO NOTHING"
_TURNED = "UPDATE club_count SET turned = turned + 1 WHERE id = 1"
_MORE = "CASE WHEN NEW.expected THEN 1 ELSE -1 END"
_THEIRS = "UPDATE answered SET name = NEW.name, company = coalesce((SELECT c.folded FROM company c\
 WHERE c.id = NEW.company_id), '') WHERE member_id = NEW.id"

TRIGGERS = (
    Trigger(
        "kept_member_new",
        "INSERT",
        "member",
        [
            _CLUB,
            f"UPDATE club_count SET books = books + {_in_books('NEW')} WHERE id = 1",
            f"{_PLACED} WHERE id = NEW.id",
            *_accepts("NEW", "+ 1"),
            _flags("id = NEW.id"),
            _TURNED,
        ],
    ),
    Trigger(
        "kept_member_state",
        "UPDATE OF state",
        "member",
        [f"UPDATE club_count SET books = books + {_in_books('NEW')} - {_in_books('OLD')} WHERE id = 1"],
        "OLD.state <> NEW.state",
    ),
    Trigger("kept_member_company", "UPDATE OF company_id", "member", [f"{_PLACED} WHERE id = NEW.id"]),
    Trigger(
        "kept_member_charter",
        "UPDATE OF acts, role, accepted_version",
        "member",
        [*_accepts("OLD", "- 1"), *_accepts("NEW", "+ 1")],
    ),
    Trigger(
        "kept_member",
        "UPDATE OF state, slack_id, role, company_id, email",
        "member",
        [_flags("id = NEW.id"), _TURNED],
    ),
    Trigger(
        "kept_member_accepted",
        "UPDATE OF accepted_version",
        "member",
        [_TURNED],
        "NEW.accepted_version < OLD.accepted_version",
    ),
    Trigger("kept_member_name", "UPDATE OF name, company_id", "member", [_THEIRS]),
    Trigger(
        "kept_member_acts", "UPDATE OF acts", "member", [_able("member_id = NEW.id")], "OLD.acts <> NEW.acts"
    ),
    Trigger(
        "kept_member_expected",
        "UPDATE OF expected",
        "member",
        [
            _CLUB,
            f"UPDATE club_count SET expected = expected + {_MORE}, turned = turned + 1 WHERE id = 1",
            f"""UPDATE event_count SET answered = answered + {_MORE}
              WHERE event_id IN (SELECT a.event_id FROM answered a WHERE a.member_id = NEW.id)""",
        ],
        "OLD.expected <> NEW.expected",
    ),
    Trigger(
        "kept_member_gone",
        "DELETE",
        "member",
        [
            f"""UPDATE club_count SET expected = expected - {_one("OLD.expected")},
              books = books - {_in_books("OLD")} WHERE id = 1""",
            *_accepts("OLD", "- 1"),
        ],
    ),
    Trigger("kept_profile_new", "INSERT", "profile", [_flags("slack_id = NEW.slack_id"), _TURNED]),
    Trigger(
        "kept_profile",
        "UPDATE OF standing, zone",
        "profile",
        [_flags("slack_id = NEW.slack_id"), _TURNED],
        "OLD.standing <> NEW.standing OR OLD.zone <> NEW.zone",
    ),
    Trigger("kept_mailed_new", "INSERT", "mailconsent", [_TURNED]),
    Trigger("kept_mailed", "UPDATE OF agreed_at, stopped_at", "mailconsent", [_TURNED]),
    Trigger("kept_profile_gone", "DELETE", "profile", [_flags("slack_id = OLD.slack_id")]),
    Trigger(
        "kept_company",
        "UPDATE OF organisation",
        "company",
        [_flags("company_id = NEW.id")],
        "OLD.organisation <> NEW.organisation",
    ),
    Trigger(
        "kept_company_name",
        "UPDATE OF folded",
        "company",
        [
            """UPDATE answered SET company = NEW.folded
              WHERE member_id IN (SELECT m.id FROM member m WHERE m.company_id = NEW.id)""",
            f"{_PLACED} WHERE company_id = NEW.id",
        ],
        "OLD.folded <> NEW.folded",
    ),
    Trigger(
        "kept_event_new",
        "INSERT",
        "event",
        ["INSERT INTO event_count (event_id) VALUES (NEW.id) ON CONFLICT DO NOTHING"],
    ),
    Trigger(
        "kept_event_room",
        "UPDATE OF capacity",
        "event",
        [_able("event_id = NEW.id AND stage = 'waiting'")],
        "coalesce(OLD.capacity, -1) <> coalesce(NEW.capacity, -1)",
    ),
    Trigger(
        "kept_event_moved",
        "UPDATE OF schedule",
        "event",
        [
            """UPDATE event_count SET unconfirmed = (SELECT count(*) FROM rsvp r
              WHERE r.event_id = NEW.id AND r.seats > 0 AND r.schedule < NEW.schedule)
              WHERE event_id = NEW.id"""
        ],
        "OLD.schedule <> NEW.schedule",
    ),
    Trigger(
        "kept_rsvp_new",
        "INSERT",
        "rsvp",
        [_count(_figures("NEW") | _joined("0"), {}, "NEW"), *_listed("NEW"), _able(_of("NEW"))],
    ),
    Trigger(
        "kept_rsvp",
        "UPDATE OF says, seats, schedule, present",
        "rsvp",
        [
            _count(_figures("NEW") | _joined("OLD.seats"), _figures("OLD"), "NEW"),
            *_listed("NEW"),
            _able(_of("NEW")),
        ],
    ),
    Trigger(
        "kept_rsvp_gone",
        "DELETE",
        "rsvp",
        [_count({}, _figures("OLD"), "OLD"), *_listed("OLD"), _able(_of("OLD"))],
    ),
    Trigger(
        "kept_claim_new",
        "INSERT",
        "claim",
        [_count(_offered("NEW"), {}, "NEW"), *_listed("NEW"), _able(_of("NEW"))],
    ),
    Trigger(
        "kept_claim",
        "UPDATE OF stage, seats, line, kind",
        "claim",
        [_count(_offered("NEW"), _offered("OLD"), "NEW"), *_listed("NEW"), _able(_of("NEW"))],
    ),
    Trigger(
        "kept_claim_gone",
        "DELETE",
        "claim",
        [
            _count({}, _offered("OLD") | {"waiting": _one("OLD.counted")}, "OLD"),
            *_listed("OLD"),
            _able(_of("OLD")),
        ],
    ),
    Trigger(
        "kept_claim_counted",
        "UPDATE OF counted",
        "claim",
        [_count({"waiting": _one("NEW.counted")}, {"waiting": _one("OLD.counted")}, "NEW")],
        "OLD.counted <> NEW.counted",
    ),
    Trigger("kept_guest_new", "INSERT", "guest", [_count(_came("NEW"), {}, "NEW")], "NEW.present"),
    Trigger("kept_guest", "UPDATE OF present", "guest", [_count(_came("NEW"), _came("OLD"), "NEW")]),
    Trigger("kept_guest_gone", "DELETE", "guest", [_count({}, _came("OLD"), "OLD")], "OLD.present"),
    Trigger("kept_topic_new", "INSERT", "topic", [*_kinds("NEW", "+ 1"), _waits("id = NEW.id")]),
    Trigger("kept_topic_state", "UPDATE OF state", "topic", [_waits("id = NEW.id")]),
    Trigger(
        "kept_topic",
        "UPDATE OF state, kind, unanswered",
        "topic",
        [*_kinds("OLD", "- 1"), *_kinds("NEW", "+ 1")],
    ),
    Trigger("kept_topic_gone", "DELETE", "topic", _kinds("OLD", "- 1")),
    Trigger("kept_work_new", "INSERT", "work", _works("NEW", "+ 1")),
    Trigger("kept_work", "UPDATE OF year", "work", [*_works("OLD", "- 1"), *_works("NEW", "+ 1")]),
    Trigger("kept_work_gone", "DELETE", "work", _works("OLD", "- 1")),
    Trigger("kept_step_new", "INSERT", "step", [_waits("id = NEW.topic_id")]),
    Trigger(
        "kept_answered",
        "INSERT",
        "answered",
        [
            """UPDATE event_count SET answered = answered + 1 WHERE event_id = NEW.event_id
              AND EXISTS (SELECT 1 FROM member m WHERE m.id = NEW.member_id AND m.expected)"""
        ],
    ),
    Trigger(
        "kept_answered_gone",
        "DELETE",
        "answered",
        [
            f"""UPDATE event_count SET turned = turned + 1, answered = answered - {
                _one("EXISTS (SELECT 1 FROM member m WHERE m.id = OLD.member_id AND m.expected)")
            }
              WHERE event_id = OLD.event_id"""
        ],
    ),
)

BACKFILL = (
    f"UPDATE member SET acts = {ACTS}, expected = {EXPECTED}",
    f"UPDATE claim SET counted = {COUNTED}",
    _PLACED,
    f"UPDATE topic SET unanswered = {_UNANSWERED}",
    """INSERT INTO club_count (id, expected, books, turned)
      SELECT 1, (SELECT count(*) FROM member WHERE expected),
        (SELECT count(*) FROM member WHERE state <> 'left'), 0""",
    """INSERT INTO topic_count (state, kind, unanswered, topics)
      SELECT state, kind, CASE WHEN unanswered THEN 1 ELSE 0 END, count(*) FROM topic
      GROUP BY 1, 2, 3""",
    "INSERT INTO work_count (year, works) SELECT year, count(*) FROM work GROUP BY 1",
    """INSERT INTO acceptance_count (number, members)
      SELECT accepted_version, count(*) FROM member WHERE acts AND role = 'member' GROUP BY 1""",
    """INSERT INTO answered (event_id, member_id, company, name)
      SELECT given.event_id, m.id, coalesce(c.folded, ''), m.name
      FROM (SELECT r.event_id, r.member_id FROM rsvp r WHERE r.seats > 0 OR r.says = 'no'
        UNION SELECT o.event_id, o.member_id FROM claim o
          WHERE o.stage IN ('waiting', 'offered', 'requested')) AS given
      JOIN member m ON m.id = given.member_id LEFT JOIN company c ON c.id = m.company_id""",
    """INSERT INTO event_count
      (event_id, taken, waiting, yes, no, answered, unconfirmed, present, turned, joined)
      SELECT e.id,
        (SELECT coalesce(sum(r.seats), 0) FROM rsvp r WHERE r.event_id = e.id)
        + (SELECT coalesce(sum(o.seats), 0) FROM claim o WHERE o.event_id = e.id AND o.stage = 'offered'),
        (SELECT count(*) FROM claim o WHERE o.event_id = e.id AND o.counted),
        (SELECT count(*) FROM rsvp r WHERE r.event_id = e.id AND r.seats > 0 AND r.says = 'yes'),
        (SELECT count(*) FROM rsvp r WHERE r.event_id = e.id AND r.says = 'no'),
        (SELECT count(*) FROM answered a JOIN member m ON m.id = a.member_id
          WHERE a.event_id = e.id AND m.expected),
        (SELECT count(*) FROM rsvp r WHERE r.event_id = e.id AND r.seats > 0 AND r.schedule < e.schedule),
        (SELECT count(*) FROM rsvp r WHERE r.event_id = e.id AND r.present)
        + (SELECT count(*) FROM guest g WHERE g.event_id = e.id AND g.present),
        0, 0 FROM event e""",
)

TIES = {
    "admission": ("confirmed_by", "decided_by"),
    "ballot": ("created_by", "settled_by"),
    "charterversion": ("published_by",),
    "claim": ("decided_by",),
    "companypage": ("changed_by",),
    "consent": ("agreed_by", "revoked_by"),
    "contactconsent": ("member_id",),
    "report": ("reporter_id", "subject_id"),
    "guest": ("member_id", "attested_by"),
    "merger": ("into_id", "member_id", "decided_by"),
    "step": ("by",),
    "work": ("previous_id", "added_by"),
    "voter": ("company_id",),
}
"""Columns that name a member, or what a list is of, and were found by reading the whole table."""
INDEXES: dict[str, tuple[str, list[Any], str | None]] = {
    "ix_answered_listed": ("answered", ["event_id", "company", "name", "member_id"], None),
    "ix_answered_member": ("answered", ["member_id"], None),
    "ix_claim_line": ("claim", ["event_id", "line"], "counted"),
    "ix_claim_undecided": ("claim", ["stage", "event_id"], "stage IN ('requested', 'offered')"),
    "ix_event_state_deadline": ("event", ["state", "deadline"], None),
    "ix_event_state_starts_at": ("event", ["state", "starts_at"], None),
    "ix_profile_zone": ("profile", ["zone"], None),
    "ix_member_organises": ("member", ["state"], "role = 'organiser'"),
    "ix_member_called": ("member", [sa.text("lower(name)")], None),
    "ix_work_year": ("work", ["year", "id"], None),
    "ix_member_listed": ("member", ["listed", "name", "id"], None),
    "ix_topic_unanswered": ("topic", ["id"], "unanswered"),
    "ix_admission_state": ("admission", ["state"], None),
    **{f"ix_{table}_{one}": (table, [one], None) for table, columns in TIES.items() for one in columns},
}


def upgrade() -> None:
    """From the revision before to this one."""
    false = sa.false()
    op.add_column("member", sa.Column("acts", sa.Boolean(), nullable=False, server_default=false))
    op.add_column("member", sa.Column("expected", sa.Boolean(), nullable=False, server_default=false))
    op.add_column("member", sa.Column("listed", sa.String(), nullable=False, server_default=sa.text("''")))
    op.add_column("topic", sa.Column("unanswered", sa.Boolean(), nullable=False, server_default=false))
    op.add_column("claim", sa.Column("counted", sa.Boolean(), nullable=False, server_default=false))
    _tables()
    for name, (table, columns, where) in INDEXES.items():
        partial = None if where is None else sa.text(where)
        op.create_index(name, table, columns, sqlite_where=partial, postgresql_where=partial)
    for statement in BACKFILL:
        op.execute(statement)
    for trigger in TRIGGERS:
        trigger.create()


def _tables() -> None:
    figures = ("taken", "waiting", "yes", "no", "answered", "unconfirmed", "present", "turned", "joined")
    op.create_table(
        "event_count",
        sa.Column("event_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False, server_default="0") for name in figures),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"]),
        sa.PrimaryKeyConstraint("event_id"),
    )
    op.create_table(
        "club_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expected", sa.Integer(), nullable=False),
        sa.Column("books", sa.Integer(), nullable=False),
        sa.Column("turned", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "topic_count",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("state", "kind")),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("unanswered", "topics")),
        sa.PrimaryKeyConstraint("state", "kind", "unanswered"),
    )
    op.create_table(
        "work_count",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("year", "works")),
        sa.PrimaryKeyConstraint("year"),
    )
    op.create_table(
        "acceptance_count",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("number", "members")),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "answered",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"]),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("event_id", "member_id"),
    )


def downgrade() -> None:
    """And back."""
    for trigger in reversed(TRIGGERS):
        trigger.drop()
    for name, (table, _, _) in reversed(INDEXES.items()):
        op.drop_index(name, table)
    for table in ("answered", "acceptance_count", "work_count", "topic_count", "club_count", "event_count"):
        op.drop_table(table)
    op.drop_column("topic", "unanswered")
    op.drop_column("member", "listed")
    op.drop_column("claim", "counted")
    op.drop_column("member", "expected")
    op.drop_column("member", "acts")
