"""Help by theme, the home tab."""

import difflib
from collections.abc import Iterable, Mapping, Sequence

from handlers.kit.blocks import Block, actions, button, context, divider, header, message, rich
from handlers.kit.interaction import Blocks, Message, View
from handlers.kit.router import Kind, Router, allowed, spelling
from handlers.words import Translator, mark
from storage.people import Visitor

ORGANISERS = "requests"
"""A command that is the organisers' alone: `event` and `members` lead members to what is theirs."""
THEMES: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    (
        mark("Events"),
        "rsvp",
        (
            ("rsvp", mark("see your events and answer")),
            ("rsvp forum yes", mark("answer in one line")),
            ("rsvp forum yes +1", mark("come with somebody")),
        ),
    ),
    (
        mark("Topics and votes"),
        "topics",
        (
            ("propose", mark("propose a study, a programme, an activity or an outside event")),
            ("topics", mark("read, support and comment on topics")),
            ("vote", mark("vote, or see your vote again")),
            ("results", mark("see what was chosen, and check the count")),
            ("works", mark("find works delivered, and how they were evaluated")),
        ),
    ),
    (
        mark("Members"),
        "find",
        (
            ("find", mark("find a member by name, company or expertise")),
            ("company", mark("see and publish your company’s page")),
            ("join", mark("invite a colleague")),
        ),
    ),
    (
        mark("My account"),
        "charter",
        (
            ("charter", mark("read the charter; what you accepted, and when")),
            ("profile", mark("your profile, and who sees it")),
            ("my-data", mark("everything held about you")),
        ),
    ),
    (
        mark("Organising"),
        ORGANISERS,
        (
            ("event", mark("create, publish and follow events")),
            ("requests", mark("answer late requests")),
            ("ballot", mark("prepare, open and follow ballots")),
            ("members", mark("keep members, companies’ seats and requests to join")),
            ("outbox", mark("see what was sent, what waits and what failed")),
        ),
    ),
)
"""Theme, the command that a member must be allowed to use to see it, and its lines."""

FRENCH: Mapping[str, str] = {
    "event": "activite",
    "propose": "proposer",
    "topics": "sujets",
    "vote": "voter",
    "results": "resultats",
    "works": "travaux",
    "ballot": "scrutin",
    "requests": "demandes",
    "members": "membres",
    "outbox": "envois",
    "find": "annuaire",
    "company": "entreprise",
    "join": "rejoindre",
    "charter": "charte",
    "profile": "profil",
    "my-data": "mes-donnees",
    "help": "aide",
    "yes": "oui",
}


def help_text(router: Router, t: Translator, visitor: Visitor, unknown: str = "") -> Message:
    """What can be typed, by theme, for this person; an unknown word is answered with the nearest one."""
    themes = [theme for theme in THEMES if _may(router, theme[1], visitor)]
    said = _unknown(router, t, visitor, unknown) if unknown else t("What Prime can do for you.")
    blocks: list[Block | None] = [rich("{said}", said=said)]
    for title, _, lines in themes:
        listed = "\n".join(
            t("/prime {typed}: {what}", typed=_typed(t, words), what=t(what)) for words, what in lines
        )
        blocks.append(rich("*{title}*\n{listed}", title=t(title), listed=listed))
    if not themes:
        return message(said, *blocks)
    first = button(t("See my events"), "rsvp.page", 0, primary=True)
    manage = None
    if _may(router, ORGANISERS, visitor):
        manage = button(t("Manage events"), "events.list_page", 0)
    return message(said, *blocks, actions(first, manage))


def _may(router: Router, command: str, visitor: Visitor) -> bool:
    entry = router.find(Kind.COMMAND, command)
    return entry is not None and allowed(entry.access, visitor)


def _typed(t: Translator, words: str) -> str:
    said = FRENCH if t.language == "fr" else {}
    return " ".join(said.get(word, word) for word in words.split())


def _unknown(router: Router, t: Translator, visitor: Visitor, word: str) -> str:
    known = [w for w, name in router.words.items() if _may(router, name, visitor)]
    near = difflib.get_close_matches(spelling(word), known, n=1)
    if not near:
        return t("“{word}” is unknown. This is what you can type:", word=word[:40])
    return t("“{word}” is unknown. Did you mean {near}?", word=word[:40], near=near[0])


def home(t: Translator, name: str, parts: Iterable[Blocks], said: str) -> View:
    """The home tab: a greeting, what has just been done, then each feature's part."""
    blocks: list[Block | None] = [header(t("Hello {name}", name=name.partition(" ")[0]))]
    blocks.append(rich("{said}", said=said) if said else None)
    for part in filter(None, parts):
        blocks += [*part, divider()]
    blocks.append(context(t("Times are Paris time.")))
    return {"type": "home", "blocks": _one_first([block for block in blocks if block][:100])}


def _one_first(blocks: Sequence[Block]) -> list[Block]:
    """Of the parts' first buttons, only the topmost stands out: there is one next thing to do."""
    shown, found = list[Block](), False
    for block in blocks:
        elements = block.get("elements") or []
        if not any(one.get("style") == "primary" for one in elements):
            shown.append(block)
            continue
        if found:
            plainer = [{k: v for k, v in one.items() if (k, v) != ("style", "primary")} for one in elements]
            block = {**block, "elements": plainer}
        found = True
        shown.append(block)
    return shown


def closed_home(said: Message) -> View:
    """The home tab of somebody who is no member."""
    return {"type": "home", "blocks": list(said.blocks)}
