"""Search in a list of the site: shown by the script alone, for without it everything stands there."""

from collections.abc import Sequence

from handlers.kit.html import Html, joined, tag
from handlers.words import Translator


def controls(t: Translator, total: int, forms: tuple[str, str], choice: Html) -> Html:
    """The words, a choice, and how many are shown; `forms` say one and two of them."""
    one, many = (form.replace(n, "{n}", 1) for form, n in zip(forms, ("1", "2"), strict=True))
    fields = joined(
        tag("div", tag("label", t("Search"), for_="words"), tag("input", type="search", id="words")),
        choice,
    )
    said = (one if (total < 2 and t.language == "fr") or total == 1 else many).replace("{n}", t.number(total))
    return joined(
        tag("div", fields, class_="controls", role="search", hidden="hidden"),
        tag("p", said, id="count", role="status", data_one=one, data_many=many),
    )


def options(t: Translator, label: str, every: str, values: Sequence[tuple[str, str]]) -> Html:
    """A select that narrows the list."""
    first = tag("option", every, value="")
    chosen = joined(first, *(tag("option", said, value=value) for value, said in values))
    return tag("div", tag("label", label, for_="choice"), tag("select", chosen, id="choice"))


def nothing(t: Translator) -> Html:
    """What is said where nothing fits."""
    return tag("p", t("Nothing matches. Try a shorter word."), id="none", class_="none", hidden="hidden")
