"""What a file is, told by its bytes, neither by its name nor by what is said of it; nothing is unpacked."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

_OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
_OPEN = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
_MIME_AT = 38
"""Where an OpenDocument file says what it is: after the archive’s first header and name (ODF 1.3, part 2)."""
_PICTURES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
_MACROS = b"vbaProject.bin"
_PAGES = (b"<!doctype html", b"<html", b"<svg", b"<?xml")
"""How what a browser would carry out begins; Slack’s page to sign in does."""
_NO_TEXT = frozenset(range(32)) - frozenset(b"\t\n\r\f")


def document_kind(content: bytes) -> str:
    """The ending of the name that a document gets, PDF or an office’s; empty for what is none."""
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


def file_kind(content: bytes) -> str:
    """The same of what people hand over to be read: documents without macros, pictures and plain text."""
    if found := next((ending for begins, ending in _PICTURES.items() if content.startswith(begins)), ""):
        return found
    if found := document_kind(content):
        return "" if content.startswith(b"PK") and _MACROS in content else found
    return "txt" if _is_text(content) else ""


def _is_text(content: bytes) -> bool:
    """Whether it reads as words: UTF-8, or UTF-16 that says so, or what Windows wrote before; and no page."""
    if content.removeprefix(b"\xef\xbb\xbf").lstrip()[:20].lower().startswith(_PAGES):
        return False
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ("utf-16",) if wide else ("utf-8", "cp1252")
    if not wide and not _NO_TEXT.isdisjoint(content):
        return False
    return any(_decodes(content, one) for one in encodings)


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        return bool(content.decode(encoding).strip())
    except UnicodeDecodeError:
        return False
