"""What a colleague and a newcomer read of each other."""

from handlers.kit.blocks import Block, actions, button, context, message, rich
from handlers.kit.interaction import Message
from handlers.living.firstday.buddy_service import Accompanied, BuddyStanding
from handlers.words import Translator
from storage.people import Person


def asked(t: Translator, found: Accompanied) -> Message:
    """A colleague is new: who answers says yes or not, and reads what came of it."""
    person = found.newcomer
    if person is None or found.standing is BuddyStanding.OVER:
        return over(t)
    if found.standing is BuddyStanding.THEIRS:
        said = t("✅ Thank you. {name} knows that they can count on you.")
        shown = rich(said, name=_mention(person))
        return message(said.format(name=person.name), shown)
    if found.standing is BuddyStanding.TAKEN and found.buddy is not None:
        return _plain(t("✅ {name} accompanies {newcomer}.", name=found.buddy.name, newcomer=person.name))
    if found.standing is BuddyStanding.DECLINED:
        return _plain(t("Noted; nothing else is passed on."))
    said = t("{name}, of your company, has just joined the club: will you accompany them?", name=person.name)
    return message(
        said,
        rich(
            "*{said}*\n{role}", said=said, role=t("A first event together, a question now and then: no more.")
        ),
        context(t("Nobody is told who declines.")),
        actions(
            button(t("I accompany them"), "firstday.accompany", person.id, about=person.name, primary=True),
            button(t("Not this time"), "firstday.not_now", person.id, about=person.name),
        ),
    )


def over(t: Translator) -> Message:
    """Nobody is to be accompanied any more."""
    return _plain(t("This is over: nobody needs to be accompanied any more."))


def found(t: Translator, buddy: Person) -> Message:
    """To the newcomer."""
    said = t("✅ {name} accompanies you in your first days: with any question, write to them.")
    return message(said.format(name=buddy.name), rich(said, name=_mention(buddy)))


def ended(t: Translator) -> Message:
    """In its place, once whoever it was has left, or represents another company."""
    return _plain(
        t("Whoever accompanied you is no longer there. With any question, ask Prime or the organisers.")
    )


def _mention(person: Person) -> Block | str:
    """By Slack's own mention, where Slack knows them: one click from a conversation."""
    return {"type": "user", "user_id": person.slack_id} if person.slack_id else person.name


def _plain(said: str) -> Message:
    return message(said, rich("{said}", said=said))
