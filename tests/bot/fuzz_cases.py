"""What is sent, drawn by Hypothesis: entries as they were found, filled in, then put out of shape or not.

And files as somebody might hand them over.
"""

import copy
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

from handlers.kit.router import InteractionKind
from tests.bot.fuzzing import Fuzzed, Known, payload, sent

JUNK: tuple[Any, ...] = (
    *(
        None,
        "",
        "x",
        "\x00",
        "\ud83d",
        0,
        -1,
        2**70,
        1.5,
        True,
        [],
        {},
        [[]],
        [{}],
        {"id": []},
        {"value": {}},
    ),
    *("9" * 40, "é" * 5000, "<!channel>", "<@U0OTHER>", "' OR 1=1 --", "2027-02-30", "24:61", "1e3", "-0"),
)
IDS = ("1", "2", "3", "7", "999999", "-1", "0", str(2**31), str(2**63))
"""Other people's, stale ones, and none at all."""
WORDS = (
    *(
        [
            "rsvp",
            "forum",
            "oui",
            "non",
            "+1",
            "+99",
            "annuaire",
            "aide",
            "voter",
            "sujets",
            "presence",
            "KPRT",
            "demain",
            "je",
            "ne",
            "viendrai",
            "pas",
            "au",
        ]
    ),
    *(
        [
            "avec",
            "Wolfram",
            "Quetzal",
            "Zirconium",
            "en",
            "retard",
            "de",
            "30",
            "min",
            "qui",
            "connaît",
            "?",
            "«",
            "»",
            "%s",
            "{name}",
            "*",
            "_",
            "`",
            "<",
            "&amp;",
        ]
    ),
    *("\u00a0", "\u202e", "\U0001f600", "\t"),
)


def typed_words() -> st.SearchStrategy[str]:
    """What somebody may type."""
    return st.one_of(
        st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join),
        st.text(max_size=60),
        st.sampled_from(IDS),
    )


def places(at: Any) -> Iterator[tuple[Any, Any]]:
    """Every container of a payload, with each of its keys."""
    pairs = list(at.items()) if isinstance(at, dict) else list(enumerate(at)) if isinstance(at, list) else []
    for key, inner in pairs:
        yield at, key
        yield from places(inner)


@st.composite
def filled(draw: st.DrawFn, form: Mapping[str, Any]) -> dict[str, Any]:
    """The state of a form: each of its inputs as somebody might have it, or as nobody could."""
    values: dict[str, Any] = {}
    for block in form.get("blocks", ()):
        for element in _elements(block):
            if draw(st.integers(0, 9)):
                given = draw(entered(element))
                values.setdefault(str(block.get("block_id", "b")), {})[str(element.get("action_id", "a"))] = (
                    given
                )
    return values


def _elements(block: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    found = block.get("element"), block.get("accessory"), *block.get("elements", ())
    return [one for one in found if isinstance(one, dict) and "action_id" in one]


@st.composite
def entered(draw: st.DrawFn, element: Mapping[str, Any]) -> Any:
    """What Slack says of one input (docs.slack.dev, view state)."""
    kind = str(element.get("type", ""))
    options = _options(element) or [{"value": draw(st.sampled_from(IDS))}]
    junk = st.sampled_from(JUNK).map(copy.deepcopy)
    if draw(st.integers(0, 7)) == 0:
        return draw(st.one_of(junk, st.fixed_dictionaries({"type": st.just(kind), "value": junk})))
    if kind == "file_input":
        file = {"id": draw(st.sampled_from(("F0FILE", "", "../F", "F" * 40))), "name": draw(typed_words())}
        size = draw(st.sampled_from((0, 3, -1, 11_000_000, 10**12)))
        return {
            "type": kind,
            "files": draw(st.lists(st.one_of(junk, st.just(file | {"size": size})), max_size=2)),
        }
    if "select" in kind and kind.startswith("multi"):
        return {"type": kind, "selected_options": draw(st.lists(st.sampled_from(options), max_size=5))}
    if kind == "checkboxes":
        return {"type": kind, "selected_options": draw(st.lists(st.sampled_from(options), max_size=5))}
    if kind == "users_select":
        return {
            "type": kind,
            "selected_user": draw(st.sampled_from(("U0OTHER", "U0VISITOR", "U0NOBODY", ""))),
        }
    if "select" in kind or kind == "radio_buttons":
        return {"type": kind, "selected_option": draw(st.one_of(st.sampled_from(options), st.none()))}
    if kind == "datepicker":
        return {
            "type": kind,
            "selected_date": draw(st.sampled_from(("2027-03-01", "2020-01-01", "2027-02-30", "x", None))),
        }
    if kind == "timepicker":
        return {"type": kind, "selected_time": draw(st.sampled_from(("09:30", "24:00", "00:00", "9", None)))}
    if kind == "datetimepicker":
        return {"type": kind, "selected_date_time": draw(st.sampled_from((0, 1_800_000_000, 2**40, -1)))}
    words = st.one_of(
        typed_words(),
        st.sampled_from(("12", "1200,50", "-3", "0", "ana@example.org", "https://a.example/x", "é" * 4000)),
    )
    return {"type": kind, "value": draw(words)}


def _options(element: Mapping[str, Any]) -> list[dict[str, Any]]:
    found = [one for one in element.get("options", ()) if isinstance(one, dict)]
    for group in element.get("option_groups", ()):
        found += [one for one in group.get("options", ()) if isinstance(one, dict)]
    return found


@st.composite
def cases(draw: st.DrawFn, fuzzed: Fuzzed) -> tuple[str, Any]:
    """Who sends what: an entry as it was found, filled in somehow, then put out of shape or not."""
    who = draw(st.sampled_from(tuple(fuzzed.doors)))
    kind, name = draw(st.sampled_from(fuzzed.entries))
    body = copy.deepcopy(draw(_of(fuzzed.known_of(who), kind, name)))
    slack_id = draw(st.sampled_from((fuzzed.doors[who].slack_id,) * 9 + ("U0OTHER",)))
    if kind is InteractionKind.EVENT:
        body["event"].setdefault("user", slack_id)
    else:
        body |= {"user": {"id": slack_id}, "user_id": slack_id}
    for _ in range(draw(st.sampled_from((0, 0, 1, 1, 2, 4)))):
        _out_of_shape(draw, body)
    return who, body


def _of(known: Known, kind: InteractionKind, name: str) -> st.SearchStrategy[dict[str, Any]]:
    values: st.SearchStrategy[tuple[str, str]] = st.tuples(
        st.one_of(st.sampled_from(IDS), typed_words()), st.just("b")
    )
    if found := sorted(known.buttons.get(name, ())):
        values = st.one_of(st.sampled_from(found), st.sampled_from(found), values)
    forms: Sequence[dict[str, Any]] = known.forms.get(name, ())
    if kind in (InteractionKind.VIEW, InteractionKind.CLOSED) and forms:
        return st.sampled_from(forms).flatmap(
            lambda form: filled(form).map(lambda state: sent(kind, name, form, state))
        )
    return values.map(lambda given: payload(kind, name, *given))


def _out_of_shape(draw: st.DrawFn, body: dict[str, Any]) -> None:
    found = [
        (holder, key) for holder, key in places(body) if key not in ("user", "user_id", "type", "command")
    ]
    if not found:
        return
    holder, key = draw(st.sampled_from(range(len(found))).map(lambda at: found[at]))
    how, old = draw(st.sampled_from(("drop", "junk", "junk", "id", "nest", "wrap"))), holder[key]
    if how == "drop":
        del holder[key]
    else:
        junk = copy.deepcopy(draw(st.sampled_from(IDS if how == "id" else JUNK)))
        holder[key] = {"value": old} if how == "nest" else [old] if how == "wrap" else junk


TITLES = (
    *(
        [
            "nom",
            "name",
            "prénom",
            "e-mail",
            "courriel",
            "société",
            "company",
            "rôle",
            "titre",
            "title",
            "début",
            "start",
            "fin",
            "deadline",
            "lieu",
        ]
    ),
    *(["année", "year", "montant", "amount", "référence", "date", "x"]),
    *("slack id", ""),
)
CELLS = (
    *(
        "Ana Berger",
        "ana@example.org",
        "paul@",
        "Verrerie Ardoin",
        "2027-03-01",
        "1/3/2027 9h30",
        "31/02/2027",
    ),
    *(
        "1.234.50",
        "1 200,00 €",
        "-3",
        "U0OTHER",
        "organiser",
        "=1+1",
        '"',
        "é" * 3000,
        "\x00",
        "\u202e",
        "",
        " ",
    ),
    *("2027-014", "9" * 50),
)


@st.composite
def csv_files(draw: st.DrawFn) -> bytes:
    """A list as somebody might hand it over, or anything else."""
    if draw(st.integers(0, 4)) == 0:
        return draw(st.binary(max_size=400))
    sign = draw(st.sampled_from((",", ";", "\t", "|")))
    header = draw(st.lists(st.sampled_from(TITLES), min_size=1, max_size=7))
    cell = st.one_of(st.sampled_from(CELLS), st.sampled_from(CELLS), st.text(max_size=12))
    rows = draw(st.lists(st.lists(cell, max_size=9), max_size=6))
    lines = [sign.join(row) for row in (header, *rows)]
    text = draw(st.sampled_from(("\n", "\r\n", "\r"))).join(lines)
    coding = draw(st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman", "cp850")))
    return text.encode(coding, errors="ignore")


def markdown_texts() -> st.SearchStrategy[str]:
    """A charter as somebody might write it, or anything else."""
    marks = (
        "# ",
        "## ",
        "### ",
        "- ",
        "1. ",
        "  - ",
        "> ",
        "**",
        "*",
        "_",
        "`",
        "```",
        "---",
        "===",
        "\\",
        "\n",
    )
    links = ("[a](https://a.example)", "![i](x)", "<b>", "| a | b |", "\n\n", "Article 1", "é" * 900)
    pieces = (*marks, *links, "\t", "\x00", "\u202e", "&amp;")
    return st.lists(st.one_of(st.sampled_from(pieces), st.text(max_size=9)), max_size=40).map("".join)
