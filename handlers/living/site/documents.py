"""Public works whose file stands in Slack, which shows it to members alone: the site has a copy of its own.

Where Prime may not read it there is none, and no link. A document is what its bytes say, whatever it is
called: PDF, or an office’s. No page and no picture that holds a script: it would speak in the site’s name.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from club.works import slack_file
from storage.works import PublicWork

LARGEST = 20_000_000
"""Bytes."""
_OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
_OPEN = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
_MIME_AT = 38
"""Where an OpenDocument file says what it is: after the archive’s first header and name (ODF 1.3, part 2)."""


@dataclass(frozen=True, slots=True)
class SiteDocument:
    """A work’s file, as it stands in the site’s folder."""

    path: str
    content: bytes


def in_slack(works: Sequence[PublicWork]) -> Mapping[str, str]:
    """The Slack files of these works: their ids, by link."""
    found = {one.work.link: slack_file(one.work.link) for one in works}
    return {link: file_id for link, file_id in found.items() if file_id}


def kind_of(content: bytes) -> str:
    """The ending of the name that a document gets; empty for what is none. Nothing of it is unpacked."""
    if content.startswith(b"%PDF-"):
        return "pdf"
    if not content.startswith(b"PK\x03\x04"):
        return ""
    for words, ending in _OPEN.items():
        if content[_MIME_AT : _MIME_AT + len(words) + 1].rstrip(b"PK") == words:
            return ending
    try:
        with ZipFile(BytesIO(content)) as held:
            names = set(held.namelist())
    except (BadZipFile, ValueError, NotImplementedError):
        return ""
    return next((ending for name, ending in _OFFICE.items() if name in names), "")


def document_of(file_id: str, content: bytes) -> SiteDocument | None:
    """A file of Slack’s in the site; None for what is no document."""
    ending = kind_of(content)
    return SiteDocument(f"files/{file_id}.{ending}", content) if ending else None
