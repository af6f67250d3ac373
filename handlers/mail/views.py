"""What is said of e-mail."""

from handlers.kit.blocks import Block, actions, button, message, rich
from handlers.kit.interaction import Message
from handlers.mail.service import MailPreference, Noted
from handlers.words import Translator


def own(t: Translator, wish: MailPreference, *, served: bool) -> Message:
    """To a member: whether they are written to, and the way to the other."""
    said = sentence(t, wish, served=served)
    return message(said, rich("{said}", said=said), row(t, wish, served=served))


def sentence(t: Translator, wish: MailPreference, *, served: bool) -> str:
    """Whether this member is written to."""
    if not served:
        return t("Prime writes no e-mails in this club.")
    if not wish.person.email:
        return t("Prime knows no e-mail address of yours: your Slack profile has none.")
    if wish.consent.given:
        return t(
            "✅ Reminders and what is urgent also come by e-mail, to {address}.", address=wish.person.email
        )
    return t("Prime writes to you in Slack alone.")


def row(t: Translator, wish: MailPreference, *, served: bool) -> Block | None:
    """The one button there is."""
    if wish.consent.given:
        return actions(button(t("No more e-mails"), "mail.stop", wish.person.id))
    if not served or not wish.person.email:
        return None
    return actions(button(t("Also by e-mail"), "mail.agree", wish.person.id))


def of_member(t: Translator, wish: MailPreference) -> Message:
    """To an organiser: what a member said, and the way to note that they agreed."""
    name = wish.person.name
    if wish.consent.given:
        said = t("✅ {name} is also written to by e-mail.", name=name)
    elif wish.consent.stopped_at:
        said = t("{name} stopped e-mails: only they can take that back.", name=name)
    elif not wish.person.email:
        said = t("Prime knows no e-mail address of {name}.", name=name)
    else:
        said = t(
            "{name} has not agreed to e-mails. If they told you that they want them at {address}, note it.",
            name=name,
            address=wish.person.email,
        )
        noting = button(t("Note the agreement"), "mail.note", wish.person.id, about=name, primary=True)
        return message(said, rich("{said}", said=said), actions(noting))
    return message(said, rich("{said}", said=said))


def noted(t: Translator, found: Noted, name: str) -> str:
    """What an organiser's note came to."""
    match found:
        case Noted.DONE:
            return t("✅ Noted: {name} is also written to by e-mail.", name=name)
        case Noted.STOPPED:
            return t("{name} stopped e-mails: only they can take that back.", name=name)
    return t("This person is no member any more.")
