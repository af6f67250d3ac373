"""The first minutes on the page: a few things to try, each as the right person in the right place."""

from typing import Any

from bot.demo.house import CHANNEL, House
from bot.demo.people import CLAIRE, KARIM, ODILE, Somebody, members


def guide(house: House) -> list[dict[str, Any]]:
    """The page's steps, each of one thing (`sandbox/page/guide.py`); members read French first."""
    known = {one.name: one for one in members()}
    claire, karim, odile = known[CLAIRE], known[KARIM], known[ODILE]
    return [
        _step(
            "Répondre",
            f"Vous êtes {CLAIRE}. Répondez au forum, ici ou par *Je participe* sur sa carte.",
            (claire, CHANNEL),
            "/prime rsvp forum oui",
            press="rsvp.",
        ),
        _step("Chercher", "Qui connaît la chaleur fatale ?", (claire, CHANNEL), "/prime annuaire chaleur"),
        _step(
            "Voter",
            "Deux scrutins vous attendent : l’un confidentiel, l’autre scellé.",
            (claire, CHANNEL),
            "/prime voter",
        ),
        _step("Lire", "Ce que le club a choisi, avec les scores.", (claire, CHANNEL), "/prime resultats"),
        {
            "title": "Laisser passer un jour",
            "text": f"Vous êtes {KARIM}, qui n’a pas répondu. Avancez l’heure d’un jour, en haut : "
            "Prime vous relance ici, et ses boutons répondent.",
            "as": karim.slack_id,
            "where": _dm(house, karim),
            "done_by": [{"act": "clock"}],
        },
        _step(
            "Organiser",
            f"Vous êtes {ODILE}. Une place tardive et une adhésion attendent votre décision.",
            (odile, _dm(house, odile)),
            "/prime demandes",
        ),
    ]


def _step(
    title: str, text: str, who_where: tuple[Somebody, str], say: str, press: str = ""
) -> dict[str, Any]:
    """Something to type; `press`: the buttons that do the same."""
    who, where = who_where
    command = " ".join(say.split()[:2])
    ways = [{"act": "say", "text": command}, *([{"act": "press", "action_id": press}] if press else [])]
    return {
        "title": title,
        "text": text,
        "as": who.slack_id,
        "where": where,
        "say": say,
        "done_by": ways,
    }


def _dm(house: House, one: Somebody) -> str:
    return house.box.workspace.dm_with(one.slack_id).id
