"""What Slack refuses in blocks, views, metadata and option lists."""

from sandbox.validation.attachments import check_attachments
from sandbox.validation.blocks import check_blocks
from sandbox.validation.options import check_option_answer
from sandbox.validation.views import check_view

__all__ = ["check_attachments", "check_blocks", "check_option_answer", "check_view"]
