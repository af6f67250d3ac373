"""What a file is, by its bytes, whatever it is called."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from handlers.kit.file_kinds import file_kind


def packed(**files: bytes) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as into:
        for name, content in files.items():
            into.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return made.getvalue()


ODT = b"application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.4\n", "pdf"),
        (b"\x89PNG\r\n\x1a\n\0", "png"),
        (b"\xff\xd8\xff\xe0\0", "jpg"),
        (packed(word__document_dot_xml=b"x"), "docx"),
        (packed(xl__workbook_dot_xml=b"x"), "xlsx"),
        (packed(ppt__presentation_dot_xml=b"x"), "pptx"),
        (packed(mimetype=ODT), "odt"),
        ("# Compte rendu\n\nDécidé.".encode(), "txt"),
        ("Décidé.".encode("cp1252"), "txt"),
        ("Décidé.".encode("utf-16"), "txt"),
        (packed(word__document_dot_xml=b"x", word__vbaProject_dot_bin=b"x"), ""),
        (packed(run_dot_exe=b"x"), ""),
        (b"PK\x03\x04" + bytes(30), ""),
        (b"MZ\x90\0\x03", ""),
        (b"<!DOCTYPE html><title>Slack</title>Sign in", ""),
        (b"\xef\xbb\xbf \n<HTML>", ""),
        (b"<svg onload=x>", ""),
        (b"", ""),
        (b" \n", ""),
        (b"\0" * 10, ""),
    ],
)
def test_its_bytes_say_it(content: bytes, kind: str) -> None:
    assert file_kind(content) == kind
