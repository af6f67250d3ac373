"""Names of the files of minutes."""

import pytest

from club.minutes import LONGEST_FILE_NAME, file_name


@pytest.mark.parametrize(
    ("typed", "kind", "kept"),
    [
        ("Compte rendu.pdf", "pdf", "Compte rendu.pdf"),
        ("Compte rendu.PDF", "pdf", "Compte rendu.pdf"),
        ("photo.JPEG", "jpg", "photo.jpeg"),
        ("notes.md", "txt", "notes.md"),
        ("notes.sh", "txt", "notes.sh.txt"),
        ("../../etc/passwd", "txt", "etc-passwd.txt"),
        ("a\nb\tc\x00\u202efdp.exe", "pdf", "a b cfdp.exe.pdf"),
        ("", "pdf", "document.pdf"),
        (".pdf", "pdf", "pdf.pdf"),
        ("é" * 300 + ".docx", "docx", "é" * (LONGEST_FILE_NAME - 5) + ".docx"),
    ],
)
def test_a_name_has_no_path_no_control_character_and_one_true_ending(
    typed: str, kind: str, kept: str
) -> None:
    assert file_name(typed, kind) == kept
    assert file_name(kept, kind) == kept
    assert len(kept) <= LONGEST_FILE_NAME
