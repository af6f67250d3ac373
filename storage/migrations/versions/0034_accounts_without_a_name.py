"""Of an account that is nobody's in the books neither name nor address is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

WITHOUT = """UPDATE profile SET name = '', email = NULL WHERE (name <> '' OR email IS NOT NULL)
  AND slack_id NOT IN (SELECT slack_id FROM member WHERE slack_id IS NOT NULL)"""
TO_WIPE = "INSERT INTO mark (name, value) VALUES ('wipe', 'profile') ON CONFLICT (name) DO NOTHING"


def upgrade() -> None:
    """From the revision before to this one; what was emptied is to be wiped from the files as well."""
    if op.get_bind().execute(sa.text(WITHOUT)).rowcount:
        op.execute(TO_WIPE)


def downgrade() -> None:
    """And back: Slack tells it again."""
