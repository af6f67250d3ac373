"""Where a message stands on its way out, by Slack or by e-mail."""

from enum import StrEnum


class PostingStage(StrEnum):
    """Where a posting stands."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    DROPPED = "dropped"
    """Had nothing left to say when its turn came."""
    EXPIRED = "expired"
    """Its turn came when what it says was of no more use: never sent."""
    FAILED = "failed"
    """Slack refuses it for good."""
    BROKEN = "broken"
    """Could not be drawn, by a fault of the program: set aside until another version starts."""
    MERGED = "merged"
    """Said in another message, together with others: `Posting.merged_into`."""
    CANCELLED = "cancelled"
    """An organiser had it not sent."""
