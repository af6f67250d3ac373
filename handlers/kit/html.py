"""HTML made of parts: whatever is not markup already is escaped."""

from html import escape


class Html(str):
    """Markup. Only this module's functions, and literals of the program, make it."""

    __slots__ = ()


VOID = {"br", "img", "input", "link", "meta"}


def tag(name: str, /, *children: str, **attributes: str | None) -> Html:
    """An element; `class_` is its class, `aria_label` its aria-label; None leaves an attribute out.

    Children that are not `Html` are text; attributes are always text.
    """
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    end = "" if name in VOID else f"{joined(*children)}</{name}>"
    return Html(f"<{name}{given}>{end}")


def joined(*parts: str) -> Html:
    """One after the other."""
    return Html("".join(part if isinstance(part, Html) else escape(part) for part in parts))
