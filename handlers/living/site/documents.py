"""Public works whose file stands in Slack, which shows it to members alone: the site has a copy of its own.

Where Prime may not read it there is none, and no link. A document is what its bytes say, whatever it is
called: PDF, or an office’s. No page and no picture that holds a script: it would speak in the site’s name.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from club.works import slack_file
from handlers.kit.file_kinds import document_kind
from storage.works import PublicWork

LARGEST = 20_000_000
"""Bytes."""


@dataclass(frozen=True, slots=True)
class SiteDocument:
    """A work’s file, as it stands in the site’s folder."""

    path: str
    content: bytes


def in_slack(works: Sequence[PublicWork]) -> Mapping[str, str]:
    """The Slack files of these works: their ids, by link."""
    found = {one.work.link: slack_file(one.work.link) for one in works}
    return {link: file_id for link, file_id in found.items() if file_id}


def document_of(file_id: str, content: bytes) -> SiteDocument | None:
    """A file of Slack’s in the site; None for what is no document."""
    ending = document_kind(content)
    return SiteDocument(f"files/{file_id}.{ending}", content) if ending else None
