"""How a work is cited: a sentence, and BibTeX, both naming ALLICE (article CONTRIBUER)."""

from urllib.parse import quote

from club.works import Work

AUTHOR, CLUB = "ALLICE", "Club PRIME"
_ESCAPED = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{mark: f"\\{mark}" for mark in "#$%&_"},
}


def sentence(title: str, year: int) -> str:
    """The ready sentence, the same in every language."""
    return f"{' '.join(title.split()).rstrip('.')}. {AUTHOR}, {CLUB}, {year}."


def key_of(work: Work) -> str:
    """The entry's key: the same whatever is corrected in the work, for texts cite by it."""
    return f"allice-prime-{work.id}"


def bibtex(work: Work) -> str:
    """A BibTeX entry in UTF-8; nothing typed ends a field or becomes a command.

    Braces around the title keep its capitals (Patashnik, “BibTeXing”, 1988, section 4).
    """
    fields = {
        "title": f"{{{escaped(work.title)}}}",
        "author": f"{{{AUTHOR}, {CLUB}}}",
        "institution": AUTHOR,
        "year": str(work.year),
        "url": _address(work.link),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@techreport{{{key_of(work)},\n" + ",\n".join(lines) + "\n}"


def escaped(text: str) -> str:
    """A text as LaTeX shows it, on one line."""
    return "".join(_ESCAPED.get(mark, mark) for mark in " ".join(text.split()))


def _address(link: str) -> str:
    """What no address holds as it stands is percent-encoded (RFC 3986, section 2): braces, backslashes."""
    return quote(link, safe=":/?#[]@!$&'()*+,;=%-._~") if link else ""
