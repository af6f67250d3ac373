"""Every kind of block and element that the page draws, as an app would send them."""

from __future__ import annotations

from typing import Any

from tests.sandbox.conftest import button, plain, section

Json = dict[str, Any]


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def option(text: str, value: str, description: str | None = None) -> Json:
    more = {"description": plain(description)} if description else {}
    return {"text": plain(text), "value": value, **more}


def run(text: str, **style: bool) -> Json:
    return {"type": "text", "text": text, **({"style": style} if style else {})}


def words(*elements: Json) -> Json:
    return {"type": "rich_text_section", "elements": list(elements)}


RICH_TEXT = {
    "type": "rich_text",
    "elements": [
        words(
            run("Gras", bold=True), run(" et "), run("*littéral*", italic=True), run(" "),
            {"type": "link", "url": "https://example.org/", "text": "un lien"}, run(" "),
            {"type": "user", "user_id": "U1ANA"},
        ),
        {
            "type": "rich_text_list", "style": "bullet",
            "elements": [words(run("Premier")), words(run("Second"))],
        },
        {"type": "rich_text_list", "style": "ordered", "indent": 1, "elements": [words(run("Numéroté"))]},
        {"type": "rich_text_quote", "elements": [run("Une citation")]},
        {"type": "rich_text_preformatted", "elements": [run("a < b")]},
    ],
}  # fmt: skip

PICKERS = [
    {"type": "datepicker", "action_id": "date", "initial_date": "2027-01-14", "placeholder": plain("Jour")},
    {"type": "timepicker", "action_id": "time", "initial_time": "09:30", "placeholder": plain("Heure")},
    {
        "type": "static_select",
        "action_id": "group",
        "placeholder": plain("Créneau"),
        "option_groups": [
            {"label": plain("Matin"), "options": [option("9 h", "9"), option("10 h", "10")]},
            {"label": plain("Soir"), "options": [option("18 h", "18")]},
        ],
    },
    {
        "type": "checkboxes",
        "action_id": "ticks",
        "options": [option("Déjeuner", "lunch", "À 12 h 30"), option("Visite", "visit")],
        "initial_options": [option("Visite", "visit")],
    },
    {
        "type": "radio_buttons",
        "action_id": "late",
        "options": [option("15 min", "15"), option("30 min", "30")],
    },
]

MENU = {
    "type": "overflow",
    "action_id": "menu",
    "options": [option("Programme et accès", "programme"), option("Qui vient ?", "who")],
}

QUESTION = {
    "title": plain("Ne plus venir ?"),
    "text": mrkdwn("3 personnes attendent *votre place*."),
    "confirm": plain("Libérer ma place"),
    "deny": plain("Garder ma place"),
    "style": "danger",
}

MESSAGE: list[Json] = [
    {"type": "header", "text": plain("Forum Chaleur fatale")},
    section(
        "*jeudi 14 janvier* à Lyon, _vitré_, ~reporté~, `code`, <https://example.org/a_b_c|le programme>, "
        "<@U2LUC>, <#C1CLUB>, <!date^1799913600^le {date_long}|le 14> &lt;b&gt;&amp;amp;\n&gt; cité",
        accessory=button("Voir…", "see"),
    ),
    {"type": "section", "fields": [mrkdwn("*Quand*\n9 h 30"), mrkdwn("*Où*\nLyon")]},
    {"type": "divider"},
    {"type": "context", "elements": [mrkdwn("14 places prises sur 20")]},
    {
        "type": "actions",
        "elements": [
            button("Je participe", "going", style="primary"),
            button("Je ne viens pas", "not_going", confirm=QUESTION),
            MENU,
        ],
    },
    RICH_TEXT,
    {"type": "actions", "elements": PICKERS},
]


def picture(address: str) -> Json:
    """An image block."""
    return {"type": "image", "image_url": address, "alt_text": "12 pour, 3 contre", "title": plain("Score")}


def asked(block_id: str, label: str, element: Json, **more: Any) -> Json:
    """An input block."""
    return {
        "type": "input", "block_id": block_id, "label": plain(label),
        "element": {"action_id": "value", **element}, **more,
    }  # fmt: skip


FORM: list[Json] = [
    asked(
        "name", "Prénom et nom", {"type": "plain_text_input", "max_length": 20}, hint=plain("Comme au badge")
    ),
    asked("word", "Un mot", {"type": "plain_text_input", "multiline": True}, optional=True),
    asked("seats", "Places", {"type": "number_input", "is_decimal_allowed": False}),
    asked("mail", "Adresse", {"type": "email_text_input"}),
    asked("link", "Lien", {"type": "url_text_input"}, optional=True),
    asked("day", "Jour", {"type": "datepicker"}),
    asked("hour", "Heure", {"type": "timepicker"}),
    asked("moment", "Moment", {"type": "datetimepicker"}),
    asked(
        "firm",
        "Entreprise",
        {"type": "static_select", "options": [option("Ardoin", "a"), option("Éolys", "e")]},
    ),
    asked("best", "Préférés", {"type": "multi_external_select", "min_query_length": 1}),
    asked("with", "Avec", {"type": "users_select"}),
    asked(
        "wait",
        "Attente",
        {"type": "radio_buttons", "options": [option("Ensemble", "t"), option("Seul", "s")]},
    ),
    asked("vow", "Discrétion", {"type": "checkboxes", "options": [option("Je m’y engage", "yes")]}),
]
