"""The first minutes on the page: a few things to try, each as the right person in the right place."""

from collections.abc import Mapping
from typing import Any

from bot.demo.house import CHANNEL, House
from bot.demo.people import CLAIRE, KARIM, ODILE, Somebody, members

Step = dict[str, Any]
ANSWERS = ("rsvp.going", "rsvp.remote", "rsvp.not_going")
"""The buttons that answer; others of the same card only show something."""


def guide(house: House) -> list[Step]:
    """The page's steps, each of one thing (`sandbox/page/guide.py`); members read French first."""
    known = {one.name: one for one in members()}
    claire, karim, odile = known[CLAIRE], known[KARIM], known[ODILE]
    return [
        _step(
            "Répondre",
            f"Vous êtes {CLAIRE}. Répondez au forum, ici ou par *Je participe* sur sa carte.",
            claire,
            CHANNEL,
            "/prime rsvp forum oui",
            *({"act": "press", "action_id": one} for one in ANSWERS),
            words=3,
        ),
        _step("Chercher", "Qui connaît la chaleur fatale ?", claire, CHANNEL, "/prime annuaire chaleur"),
        _step(
            "Voter",
            "Deux scrutins vous attendent : l’un confidentiel, l’autre scellé.",
            claire,
            CHANNEL,
            "/prime voter",
        ),
        _step("Lire", "Ce que le club a choisi, avec les scores.", claire, CHANNEL, "/prime resultats"),
        _step(
            "Patienter",
            f"Vous êtes {KARIM}, qui n’a pas répondu. Avancez l’heure d’un jour, en haut : "
            "Prime vous relance ici, et ses boutons répondent.",
            karim,
            _dm(house, karim),
            "",
            {"act": "clock"},
        ),
        _step(
            "Organiser",
            f"Vous êtes {ODILE}. Une place tardive et une adhésion attendent votre décision.",
            odile,
            _dm(house, odile),
            "/prime demandes",
        ),
    ]


def _step(
    title: str, text: str, who: Somebody, where: str, say: str, *ways: Mapping[str, str], words: int = 2
) -> Step:
    """`say`: what is to be typed, if anything; so many `words` of it do the step, as any of `ways` does."""
    typed = [{"act": "say", "text": " ".join(say.split()[:words])}] if say else []
    done_by = [*typed, *ways]
    return {"title": title, "text": text, "as": who.slack_id, "where": where, "say": say, "done_by": done_by}


def _dm(house: House, one: Somebody) -> str:
    return house.box.workspace.dm_with(one.slack_id).id
