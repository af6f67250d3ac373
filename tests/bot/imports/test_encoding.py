"""The encoding of a file is decided from what is written in it; what stays doubtful is refused by line."""

import io
import zipfile

import pytest

from handlers.imports.encoding import LARGEST, UnreadableFile, decode

LIST = (
    "nom;courriel;entreprise\n"
    "Éloïse Béranger;eloise@ardoin.example;Société Générale d'Énergie\n"
    "René Lemaître;rene@ardoin.example;Forêt & Côte\n"
    "Maël Garçon;mael@ardoin.example;Île-de-France Vapeur\n"
)
ENCODINGS = [
    *("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"),
    *("cp1252", "iso8859-15", "mac_roman", "cp850"),
]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_list_of_french_names_is_read_in_whatever_encoding_a_desktop_wrote_it(encoding: str) -> None:
    decoded = decode(LIST.encode(encoding))
    assert (decoded.text.lstrip("\ufeff"), decoded.faults, decoded.notes) == (LIST, [], [])


def test_typographic_marks_of_cp1252_are_read() -> None:
    text = "titre\nL’été – « la vapeur » : 20 €…\nCœur d’Ardoin™, n° 3\nÀ Évry\n"
    decoded = decode(text.encode("cp1252"))
    assert (decoded.text, decoded.faults) == (text, [])


@pytest.mark.parametrize("through", ["cp1252", "mac_roman", "cp850"])
def test_a_file_in_utf_8_twice_over_is_read_as_it_was_meant_and_told(through: str) -> None:
    text = "nom\nRené Béranger\nMaël Lemaître\n"
    decoded = decode(text.encode().decode(through).encode())
    assert decoded.text == text
    assert [str(note) for note in decoded.notes] == [
        "line 1: the file is in UTF-8 twice over; read as it was meant"
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("BÃ©ranger", "line 3: “BÃ©ranger” holds what looks like “é” misread; write it so"),
        ("Ren√©", "line 3: “Ren√©” holds what looks like “é” misread; write it so"),
        ("Andr├®", "line 3: “Andr├®” holds what looks like “é” misread; write it so"),
        ("B\ufffdranger", "line 3: “B\ufffdranger” holds what looks like a letter that was lost"),
        ("B‚ranger", "line 3: “B‚ranger” holds what looks like an accent misread; type it again"),
        ("L\x92été", "line 3: “L\x92été” holds what looks like a mark misread; type it again"),
        ("BŽranger", "line 3: “BŽranger” holds what looks like an accent misread; type it again"),
    ],
)
def test_a_single_word_misread_earlier_is_refused_with_its_line(line: str, told: str) -> None:
    (fault,) = decode(f"nom\nÉloïse\n{line}\n".encode()).faults
    assert str(fault).startswith(told)


@pytest.mark.parametrize("line", ["👩\u200d🔬 Fête", "A → B", "10 ≤ 20", "Ardoin™ & Cie®", "«Été»", "Ωmega"])
def test_what_is_rare_but_right_is_no_fault(line: str) -> None:
    decoded = decode(f"titre\nÉté\n{line}\n".encode())
    assert (decoded.faults, decoded.notes) == ([], [])


def test_lines_in_another_encoding_than_the_rest_are_refused() -> None:
    data = "nom\nÉloïse\n".encode() + "René\n".encode("cp1252") + "Maël\n".encode()
    assert [str(fault) for fault in decode(data).faults] == [
        "line 3: not in UTF-8 as the other lines are; type its accents again"
    ]


@pytest.mark.parametrize("data", ["Peña".encode("mac_roman"), "Škoda".encode("cp1252"), "à".encode("cp850")])
def test_a_single_accent_that_two_encodings_explain_is_refused_not_guessed(data: bytes) -> None:
    (fault,) = decode(b"nom\n" + data + b"\n").faults
    assert fault.line == 2
    assert fault.reason.endswith("save the file as CSV UTF-8")


def _workbook() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return held.getvalue()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (_workbook(), "a workbook (.xlsx, .ods, .numbers)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel workbook (.xls)"),
        (b"\xef\xbb\xbf<html><table><tr><td>nom</td>", "a web page"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x1f\x8b\x08", "compressed"),
        (b"nom\x00\x00\x00\x00\x00courriel", "not text"),
        (b"\xff\xfen", "not text, or damaged"),
        (b"a" * (LARGEST + 1), "50 MB; at most 50"),
    ],
)
def test_what_is_no_csv_is_told_with_how_to_make_one(data: bytes, told: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        decode(data)
    assert str(refused.value).startswith(told)
