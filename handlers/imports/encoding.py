"""Which encoding a file is in, decided from what is written in it; what stays doubtful is refused by line.

A French desktop writes UTF-8 (with a byte order mark), cp1252, UTF-16 ("Texte Unicode"), Mac Roman ("CSV
(Macintosh)") or cp850 ("CSV (MS-DOS)"), and says in none but the first and the third which it was.
"""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from handlers.imports.faults import RowFault, short
from handlers.imports.wrong import Told
from handlers.words import mark

LARGEST = 50_000_000
"""Bytes. A hundred thousand members take some ten million."""

_MAGIC = (
    (
        b"PK\x03\x04",
        mark(
            "a workbook (.xlsx, .ods, .numbers) or an archive, no CSV; open it and save it as CSV: "
            "“CSV UTF-8” in Excel, File > Download > CSV in Google Sheets"
        ),
    ),
    (
        b"\xd0\xcf\x11\xe0",
        mark("an old Excel workbook (.xls), no CSV; open it and save it as CSV: “CSV UTF-8” in Excel"),
    ),
    (b"%PDF", mark("a PDF, no CSV; export the list itself as CSV")),
    (b"\x1f\x8b", mark("compressed; decompress it first")),
    (b"SQLite format 3", mark("a database, no CSV")),
    (b"{\\rtf", mark("a text document (RTF), no CSV; save the list itself as CSV")),
)
_HTML = re.compile(rb"\s*<(!doctype|html|table|\?xml|meta)", re.IGNORECASE)
_MARKED = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
)
_SINGLE = ("cp1252", "iso8859-15", "mac_roman", "cp850")
_TODAY = _SINGLE[:2]
_FRENCH = frozenset("àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ")
_WITHIN = frozenset("’‘–—·")
"""Marks that may stand between two letters."""
_AROUND = frozenset("’‘“”«»–—…€°•·\u00a0\u202f")
_SIGNS = frozenset("£½¼¾±")
"""What may stand for itself beside a word."""
_SYMBOLS = frozenset("ª‚ƒ„†‡ˆ‰‹›Ž¢£¥¦¨¬¯±¶¸¼½¾¿¡∞√∫∂∑∏≈∆◊⁄�") | {chr(code) for code in range(0x2500, 0x25A0)}
"""What accents become where the encoding was mistaken."""
_ODD = re.compile(r"[^\x00-\x7f]")
_NON_ASCII = re.compile(r"[^\x00-\x7f]+")


class UnreadableFile(ValueError):  # noqa: N818 - reads as what it says
    """Why nothing of a file can be read."""

    def __init__(self, template: str, **values: object) -> None:
        self.reason = Told(template, **values)
        super().__init__(self.reason)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, what is doubtful in it, and what was done to read it."""

    text: str
    faults: list[RowFault] = field(default_factory=list)
    notes: list[RowFault] = field(default_factory=list)


def decode(data: bytes) -> Decoded:
    """The file's text; raises Unreadable where it is none."""
    _refuse_other_formats(data)
    for sign, encoding in _MARKED:
        if data.startswith(sign):
            return _checked(_strictly(data, encoding))
    if b"\x00" in data[:4000]:
        return _checked(_strictly(data, _wide(data[:4000])))
    try:
        return _checked(data.decode())
    except UnicodeDecodeError:
        return _mixed(data) or _guessed(data)


def _refuse_other_formats(data: bytes) -> None:
    if len(data) > LARGEST:
        raise UnreadableFile(
            mark("{size} MB; at most {most}: split it"),
            size=len(data) // 1_000_000,
            most=LARGEST // 1_000_000,
        )
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise UnreadableFile(what)
    if _HTML.match(data.removeprefix(codecs.BOM_UTF8)):
        raise UnreadableFile(
            mark(
                "a web page (as some tools write under the name .xls), no CSV; open it in Excel and "
                "save it as “CSV UTF-8”"
            )
        )


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableFile(mark("not text, or damaged; save it as CSV UTF-8")) from None


def _wide(start: bytes) -> str:
    """UTF-16 without a mark: every other byte of plain letters is zero."""
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) * 4 < len(start) or min(even, odd) * 10 > max(even, odd):
        raise UnreadableFile(mark("not text; save it as CSV UTF-8"))
    return "utf-16-le" if odd > even else "utf-16-be"


def _checked(text: str) -> Decoded:
    """Text whose encoding is known; it may have been misread before it was saved."""
    runs = _NON_ASCII.findall(text)
    if runs and all(_undone(run) for run in runs):
        # Every single accent was encoded twice: that is no accident of one cell.
        once = _NON_ASCII.sub(lambda run: _undone(run[0]), text)
        twice = Told(mark("the file is in UTF-8 twice over; read as it was meant"))
        return Decoded(once, notes=[RowFault(1, "", twice)])
    return Decoded(text, [fault for number, line in _lines(text) for fault in _doubts(number, line)])


def _lines(text: str) -> Iterator[tuple[int, str]]:
    return enumerate(re.split(r"\r\n|\r|\n", text), start=1)


def _doubts(number: int, line: str) -> Iterator[RowFault]:
    for run in _NON_ASCII.finditer(line):
        meant = _undone(run[0])
        if meant:
            what = mark("“{word}” holds what looks like “{meant}” misread; write it so")
            yield _doubt(number, line, run.start(), what, meant=meant)
        elif "\ufffd" in run[0]:
            what = mark("“{word}” holds what looks like a letter that was lost (�); type it again")
            yield _doubt(number, line, run.start(), what)
        elif any("\x80" <= sign <= "\x9f" for sign in run[0]):
            what = mark("“{word}” holds what looks like a mark misread; type it again")
            yield _doubt(number, line, run.start(), what)
        elif any(_is_symbol_in_word(line, at) for at in range(*run.span())):
            what = mark("“{word}” holds what looks like an accent misread; type it again")
            yield _doubt(number, line, run.start(), what)


def _doubt(number: int, line: str, at: int, template: str, **values: str) -> RowFault:
    start = max(line.rfind(sign, 0, at) for sign in " ;,\t\"'") + 1
    word = re.split(r"[ ;,\t\"']", line[start:])[0]
    return RowFault(number, "", Told(template, word=short(word), **values))


def _is_symbol_in_word(line: str, at: int) -> bool:
    before, after = line[at - 1 : at], line[at + 1 : at + 2]
    return line[at] in _SYMBOLS and before.isalpha() and (after.isalpha() or line[at] in "‚ƒˆŽ√├")


def _undone(run: str) -> str:
    """What these characters were before UTF-8 was read as a single-byte encoding; empty if it was not."""
    for encoding in ("cp1252", "mac_roman", "cp850", "latin-1"):
        try:
            data = b"".join(_byte(sign, encoding) for sign in run)
            meant = data.decode()
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
        if all(sign < "\u0180" or sign in _AROUND or sign == "\ufeff" for sign in meant):
            return meant
    return ""


def _byte(sign: str, encoding: str) -> bytes:
    """One byte; those that cp1252 leaves undefined stand for themselves, as in browsers (WHATWG)."""
    return sign.encode("latin-1" if "\x80" <= sign <= "\x9f" else encoding)


def _mixed(data: bytes) -> Decoded | None:
    """A file that is UTF-8 but for some lines, as when two were put together; None for others."""
    lines = re.split(rb"\r\n|\r|\n", data)
    wrong = {number for number, line in enumerate(lines, start=1) if not _is_utf8(line)}
    right = any(not line.isascii() for number, line in enumerate(lines, start=1) if number not in wrong)
    if not right:
        return None
    text = data.decode(errors="replace")
    reason = Told(mark("not in UTF-8 as the other lines are; type its accents again"))
    return Decoded(text, [RowFault(number, "", reason) for number in sorted(wrong)])


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _guessed(data: bytes) -> Decoded:
    """The single-byte encoding in which the accents make French words; refused where two do as well.

    cp1252 is what a desktop of today writes: others are believed where it makes no sense.
    """
    readings = dict(_readings(data))
    sound = {name: text for name, text in readings.items() if not any(_bad_lines(text, name))}
    if not sound:
        name, text = max(readings.items(), key=lambda reading: _score(reading[1]))
        return Decoded(text, list(_bad_lines(text, name)))
    best, *others = sorted(sound.items(), key=lambda reading: -_score(reading[1]))
    doubtful = [
        (name, text)
        for name, text in others
        if _score(text) == _score(best[1]) or (name in _TODAY and best[0] not in _TODAY)
    ]
    doubtful.sort(key=lambda reading: reading[0] not in _TODAY)
    return Decoded(best[1], [fault for _, other in doubtful[:1] for fault in _either(best[1], other)])


def _bad_lines(text: str, encoding: str) -> Iterator[RowFault]:
    least = 0 if encoding in _TODAY else 0.5
    for number, line in _lines(text):
        if any(_weight(line, sign.start()) < least for sign in _ODD.finditer(line)):
            what = mark("“{line}” cannot be read for certain; save the file as CSV UTF-8")
            reason = Told(what, line=short(line))
            yield RowFault(number, "", reason)


def _readings(data: bytes) -> Iterator[tuple[str, str]]:
    """The file in each encoding in which it can be read, where it says something that others do not."""
    seen = set()
    for encoding in _SINGLE:
        with suppress(UnicodeDecodeError):
            text = data.decode(encoding)
            if text not in seen:
                seen.add(text)
                yield encoding, text


def _either(one: str, other: str) -> Iterator[RowFault]:
    for (number, line), (_, else_) in zip(_lines(one), _lines(other), strict=False):
        if line != else_:
            what = mark("could be “{one}” or “{other}”; save the file as CSV UTF-8")
            reason = Told(what, one=short(line), other=short(else_))
            yield RowFault(number, "", reason)


def _score(text: str) -> float:
    return sum(_weight(text, sign.start()) for sign in _ODD.finditer(text))


def _weight(text: str, at: int) -> float:
    """How well the character fits where it stands: above 0 as French has it, below as it has not."""
    sign, before, after = text[at], text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if sign in _SYMBOLS - {"Ž"} or not (sign.isprintable() or sign in _AROUND):
        return 0 if sign in _SIGNS and not before.isalpha() else -2
    if sign.isalpha() and sign != "º":
        torn = (
            before.islower() or (before.isupper() and after.islower()) if sign.isupper() else after.isupper()
        )
        alone = sign.isupper() and sign not in "ÀÔ" and not (before.isalpha() or after.isalpha())
        return -2 if torn else 1 if sign in _FRENCH and not alone else 0.4
    if before.isalpha() and after.isalpha():
        return 0.7 if sign in _WITHIN else -2
    return 0.5 if sign in _AROUND else 0
