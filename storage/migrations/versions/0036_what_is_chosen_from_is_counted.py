"""What a ballot in preparation chooses from and weighs is kept; works, and titles alike, are indexed.

Triggers follow every change, in its transaction, whoever makes it; `storage.recount` counts again. What is
found by words is filled in at the start.
"""

import sqlalchemy as sa
from alembic import op

from storage.migrations.triggers import Trigger

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

UNJUDGED = """(NOT EXISTS (SELECT 1 FROM ballot_option o JOIN ballot b ON b.id = o.ballot_id
  WHERE o.work_id = work.id AND b.state <> 'cancelled'))"""
ELECTS = """(member.state = 'admitted'
  AND NOT EXISTS (SELECT 1 FROM profile p WHERE p.slack_id = member.slack_id AND p.standing <> 'full')
  AND (member.role <> 'organiser' OR EXISTS (
    SELECT 1 FROM company c WHERE c.id = member.company_id AND NOT c.organisation)))"""
VOTES = """(NOT company.organisation
  AND EXISTS (SELECT 1 FROM member m WHERE m.company_id = company.id AND m.elects))"""


def _judged(which: str) -> str:
    return f"UPDATE work SET unjudged = {UNJUDGED} WHERE id IN ({which}) AND unjudged <> {UNJUDGED}"


def _elects(which: str) -> str:
    return f"UPDATE member SET elects = {ELECTS} WHERE {which} AND elects <> {ELECTS}"


def _votes(which: str) -> str:
    return f"UPDATE company SET votes = {VOTES} WHERE {which} AND votes <> {VOTES}"


def _one(condition: str) -> str:
    return f"CASE WHEN {condition} THEN 1 ELSE 0 END"


def _weighs(row: str, by: str) -> list[str]:
    """Counts the companies that have a vote by its weight."""
    return [
        f"""INSERT INTO weight_count (weight, companies)
          SELECT {row}.weight, 0 WHERE {row}.votes ON CONFLICT DO NOTHING""",
        f"UPDATE weight_count SET companies = companies {by} WHERE weight = {row}.weight AND {row}.votes",
    ]


_CLUB = "INSERT INTO club_count (id, expected, books, turned) VALUES (1, 0, 0, 0) ON CONFLICT DO NOTHING"
_ELECTORS = "UPDATE club_count SET electors = electors"
_LIVES = "{row}.state IN ('proposed', 'shortlisted')"

TRIGGERS = (
    Trigger(
        "chosen_option_new", "INSERT", "ballot_option", [_judged("NEW.work_id")], "NEW.work_id IS NOT NULL"
    ),
    Trigger(
        "chosen_option",
        "UPDATE OF work_id, ballot_id",
        "ballot_option",
        [_judged("OLD.work_id, NEW.work_id")],
    ),
    Trigger(
        "chosen_option_gone", "DELETE", "ballot_option", [_judged("OLD.work_id")], "OLD.work_id IS NOT NULL"
    ),
    Trigger(
        "chosen_ballot",
        "UPDATE OF state",
        "ballot",
        [_judged("SELECT o.work_id FROM ballot_option o WHERE o.ballot_id = NEW.id")],
        "(OLD.state = 'cancelled') <> (NEW.state = 'cancelled')",
    ),
    Trigger("voices_member_new", "INSERT", "member", [_elects("id = NEW.id")]),
    Trigger(
        "voices_member",
        "UPDATE OF state, slack_id, role, company_id",
        "member",
        [_elects("id = NEW.id"), _votes("id IN (OLD.company_id, NEW.company_id)")],
    ),
    Trigger(
        "voices_member_elects",
        "UPDATE OF elects",
        "member",
        [
            _CLUB,
            f"{_ELECTORS} + {_one('NEW.elects')} - {_one('OLD.elects')} WHERE id = 1",
            _votes("id = NEW.company_id"),
        ],
        "OLD.elects <> NEW.elects",
    ),
    Trigger(
        "voices_member_gone",
        "DELETE",
        "member",
        [f"{_ELECTORS} - {_one('OLD.elects')} WHERE id = 1", _votes("id = OLD.company_id")],
    ),
    Trigger("voices_profile_new", "INSERT", "profile", [_elects("slack_id = NEW.slack_id")]),
    Trigger(
        "voices_profile",
        "UPDATE OF standing",
        "profile",
        [_elects("slack_id = NEW.slack_id")],
        "OLD.standing <> NEW.standing",
    ),
    Trigger("voices_profile_gone", "DELETE", "profile", [_elects("slack_id = OLD.slack_id")]),
    Trigger(
        "voices_company",
        "UPDATE OF organisation",
        "company",
        [_elects("company_id = NEW.id"), _votes("id = NEW.id")],
        "OLD.organisation <> NEW.organisation",
    ),
    Trigger(
        "voices_company_weight",
        "UPDATE OF votes, weight",
        "company",
        [*_weighs("OLD", "- 1"), *_weighs("NEW", "+ 1")],
    ),
    Trigger("voices_company_gone", "DELETE", "company", _weighs("OLD", "- 1")),
    Trigger(
        "titled_topic",
        "UPDATE OF state",
        "topic",
        [
            f"""UPDATE listed_word
              SET shelf = CASE WHEN {_LIVES.format(row="NEW")} THEN 'living' ELSE 'past' END
              WHERE list = 'title' AND ref = NEW.id"""
        ],
        f"({_LIVES.format(row='OLD')}) <> ({_LIVES.format(row='NEW')})",
    ),
)

BACKFILL = (
    f"UPDATE work SET unjudged = {UNJUDGED}",
    f"UPDATE member SET elects = {ELECTS}",
    f"UPDATE company SET votes = {VOTES}",
    """INSERT INTO weight_count (weight, companies)
      SELECT weight, count(*) FROM company WHERE votes GROUP BY 1""",
    "UPDATE club_count SET electors = (SELECT count(*) FROM member WHERE elects)",
)

INDEXES: dict[str, tuple[str, list[str], str | None]] = {
    "ix_work_unjudged": ("work", ["year", "id"], "unjudged"),
    "ix_event_hosted": ("event", ["host_company_id", "state", "ends_at"], None),
    "ix_company_merged_into": ("company", ["merged_into"], None),
}


FLAGS = (
    ("work", "unjudged", sa.true()),
    ("member", "elects", sa.false()),
    ("company", "votes", sa.false()),
)


def upgrade() -> None:
    """From the revision before to this one."""
    for table, name, usual in FLAGS:
        op.add_column(table, sa.Column(name, sa.Boolean(), nullable=False, server_default=usual))
    op.add_column("club_count", sa.Column("electors", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "weight_count",
        sa.Column("weight", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("companies", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("weight"),
    )
    for name, (table, columns, where) in INDEXES.items():
        partial = None if where is None else sa.text(where)
        op.create_index(name, table, columns, sqlite_where=partial, postgresql_where=partial)
    op.drop_index("ix_event_host_company_id", "event")
    for statement in BACKFILL:
        op.execute(statement)
    for trigger in TRIGGERS:
        trigger.create()


def downgrade() -> None:
    """And back."""
    for trigger in reversed(TRIGGERS):
        trigger.drop()
    op.create_index("ix_event_host_company_id", "event", ["host_company_id"])
    for name, (table, _, _) in reversed(INDEXES.items()):
        op.drop_index(name, table)
    op.drop_table("weight_count")
    op.drop_column("club_count", "electors")
    for table, name, _ in reversed(FLAGS):
        op.drop_column(table, name)
