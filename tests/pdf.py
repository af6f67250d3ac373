"""What stands in a PDF that Prime made, read back by the maps of its fonts (ISO 32000, 9.10.3)."""

import re
import zlib

_STREAM = rb"(\d+) 0 obj\n<<([^\0]*?)>>\nstream\r?\n(.*?)\nendstream"
_SHOWN = re.compile(rb"/(F\d+(?:-\d+)?) [\d.]+ Tf|\(((?:\\.|[^\\)])*)\)|(ET)\n", re.DOTALL)


def pages_of(pdf: bytes) -> list[str]:
    """The words of each page, a line for each that was written."""
    streams = {number: _plain(data) for number, _, data in re.findall(_STREAM, pdf, re.DOTALL)}
    fonts = {
        name: _letters(streams, pdf, number) for name, number in re.findall(rb"/(F[\d-]+) (\d+) 0 R", pdf)
    }
    return [_words(one, fonts) for one in streams.values() if b"\nBT\n" in one]


def _plain(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data)
    except zlib.error:
        return data


def _letters(streams: dict[bytes, bytes], pdf: bytes, font: bytes) -> dict[int, str]:
    """What each code of a font stands for."""
    found = re.search(rb"\n%s 0 obj\n<<.*?/ToUnicode (\d+) 0 R" % font, pdf, re.DOTALL)
    assert found, font
    known = dict[int, str]()
    for first, letters in re.findall(rb"<(\w+)> <\w+> \[(.*?)\]", streams[found[1]]):
        for code, letter in enumerate(re.findall(rb"<(\w+)>", letters), int(first, 16)):
            known[code] = bytes.fromhex(letter.decode()).decode("utf-16-be")
    return known


def _words(page: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    lines, line, font = list[str](), "", b""
    for name, shown, ends in _SHOWN.findall(page):
        if name:
            font = name
        elif ends:
            lines, line = [*lines, line], ""
        else:
            codes = re.sub(rb"\\(.)", rb"\1", shown, flags=re.DOTALL)
            pairs = zip(codes[::2], codes[1::2], strict=True)
            line += "".join(fonts[font][high << 8 | low] for high, low in pairs)
    return "\n".join(lines)
