"""From what is typed to what is asked back."""

from dataclasses import replace

from club.events import Event
from club.ids import EventId
from club.intents import ABOUT_EVENTS, ACTS, Intent, Meaning, NotUnderstood
from handlers.asking import service, views
from handlers.asking.wish import AT_ONCE, unpacked, way
from handlers.kit.carried import OutOfDate
from handlers.kit.interaction import DONE, Blocks, Interaction, Reply
from handlers.kit.router import Access, allowed
from handlers.kit.services import Services
from storage.people import Role


def on_message(interaction: Interaction, services: Services) -> Reply:
    """Words typed to Prime. Its own messages, other bots', edits, files and threads are left alone."""
    said = interaction.view
    thread = said.get("thread_ts") not in (None, "", said.get("ts"))
    if said.get("bot_id") or said.get("subtype") or said.get("files") or thread:
        return DONE
    if not allowed(Access.MEMBER, interaction.visitor):
        service.turn_away(services, interaction.slack_id, interaction.value, interaction.now)
        return DONE
    if not service.is_first(services, interaction.value, interaction.now):
        return DONE
    return Reply(next=("asking.read", interaction.text))


def on_read(interaction: Interaction, services: Services) -> Reply:
    """A sentence: asked back, shown at once where it changes nothing, or not understood."""
    heard = service.hear(services, interaction.member, interaction.value, interaction.now)
    reading = heard.reading
    if not reading.meanings:
        return _not_understood(interaction, heard)
    if len(reading.meanings) > 1:
        return Reply(views.several(interaction.t, reading.meanings, heard.programme))
    [meaning] = reading.meanings
    if meaning.intent in ABOUT_EVENTS and meaning.event is None:
        return Reply(views.which(interaction.t, meaning, heard.programme, views.others(meaning)))
    if meaning.intent in AT_ONCE or meaning.intent in (Intent.SHOW, Intent.FIND):
        leads = way(meaning)
        return Reply(next=(leads.action, leads.value))
    meaning, members = _without_members(meaning, heard.members)
    return Reply(views.card(interaction.t, meaning, heard.programme, members))


def _without_members(meaning: Meaning, members: frozenset[str]) -> tuple[Meaning, tuple[str, ...]]:
    """Members answer themselves, so that nobody brings or sends one: who they are stands on the card."""
    named = tuple(name for name in meaning.people if name in members)
    others = tuple(name for name in meaning.people if name not in members)
    if not named:
        return meaning, ()
    alone = meaning.intent is Intent.BRING and not others and not meaning.companions
    return replace(meaning, people=others, intent=Intent.COME if alone else meaning.intent), named


def _not_understood(interaction: Interaction, heard: service.ReadSentence) -> Reply:
    if heard.reading.why is NotUnderstood.COURTESY:
        return Reply(next=("welcome.help", ""))
    if interaction.response_url and len(interaction.value.split()) == 1:
        return Reply(next=("welcome.unknown", interaction.value))
    return Reply(views.nothing(interaction.t, heard.reading, heard.programme))


def on_chosen(interaction: Interaction, services: Services) -> Reply:
    """The event that was meant: the question about it."""
    meaning = unpacked(interaction.value)
    programme = service.get_programme(services, interaction.member, interaction.now)
    if _event(meaning, programme) is None:
        meaning = replace(meaning, event=None)
        shown = views.which(interaction.t, meaning, programme, views.others(meaning))
        return Reply(shown, in_place=interaction.in_private)
    return Reply(views.card(interaction.t, meaning, programme), in_place=interaction.in_private)


def _event(meaning: Meaning, programme: service.ReaderProgramme) -> Event | None:
    if meaning.intent not in ACTS | {Intent.SHOW, Intent.WHO}:
        raise OutOfDate
    return programme.events.get(meaning.event or EventId(0))


def on_other(interaction: Interaction, services: Services) -> Reply:
    """“Another event”, and its pages: which one is meant."""
    asked = interaction.page_of(views.OTHER)
    meaning = replace(unpacked(asked.words), event=None)
    _event(meaning, service.ReaderProgramme({}, frozenset()))
    programme = service.get_programme(services, interaction.member, interaction.now)
    shown = views.which(interaction.t, meaning, programme, asked)
    return Reply(shown, in_place=interaction.in_private)


def on_wrong(interaction: Interaction, services: Services) -> Reply:
    """“That is not it”: nothing is changed, and the usual ways are shown."""
    service.refuse(services, interaction.now)
    return Reply(views.refused(interaction.t), in_place=interaction.in_private)


def home(interaction: Interaction, services: Services) -> Blocks:
    """The home tab's part for organisers: how well Prime understands, in figures alone."""
    if interaction.member.role is not Role.ORGANISER:
        return []
    return views.counted(interaction.t, service.get_counts(services, interaction.now))
