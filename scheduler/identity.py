"""What tells a posting from all others, in older copies of the database too (there, ids come twice)."""

import hashlib
from collections.abc import Mapping
from typing import Any

from storage.postings import Posting


def identity_of(posting: Posting) -> str:
    """A digest of what makes it unique."""
    said = "\0".join((posting.kind, posting.subject, posting.recipient, posting.moment))
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def payload_of(posting: Posting) -> dict[str, Any]:
    """What every post bears unseen, as its metadata."""
    return {"id": posting.id, "identity": identity_of(posting)}


def is_of(payload: Mapping[str, Any], posting: Posting) -> bool:
    """Whether a post with this payload is the posting; older posts bear a number alone."""
    if "identity" in payload:
        return bool(payload["identity"] == identity_of(posting))
    return bool(payload.get("id") == posting.id)
