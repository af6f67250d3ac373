"""What is missing in the channel: organisers are told once, why, and have a button that posts it again.

A deleted message is one loss. An archived channel, or one that Prime was removed from, is one loss too,
however many messages it takes along: they are told together, and come back together.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from club.ids import PostingId
from handlers.kit import organisers
from handlers.kit.blocks import actions, aside, button, message, rich
from handlers.kit.interaction import Interaction, Message, Reply
from handlers.kit.lasting import while_it_stands
from handlers.kit.paging import first_lines
from handlers.kit.router import Access, RenderContext, Router
from handlers.kit.services import Services
from handlers.words import Translator, mark
from storage.database import Session
from storage.missing_posts import MissingPost, find_missing_post, list_missing_posts, put_back, touch_kind
from storage.people import Role
from storage.postings import Posting

REASONS: Mapping[str, str] = {
    "message_not_found": mark("it was deleted."),
    "channel_not_found": mark("Prime does not find the channel. Invite it there, or correct {setting}."),
    "not_in_channel": mark("Prime was removed from the channel. Invite it there first."),
    "is_archived": mark("the channel is archived. Restore it, or choose another by {setting}."),
    "restricted_action": mark("Prime may not post there. Allow it in the channel’s settings."),
}
"""By the error codes of chat.postMessage and chat.update (docs.slack.dev)."""
OF_CHANNEL = ("channel_not_found", "not_in_channel", "is_archived", "restricted_action")
"""What is wrong with the channel, not with one message."""
CHANNEL, MESSAGE = "channel", "message"
"""What is at fault, as the moment has it. Slack's own word for it stands with the loss, and in no key."""
_WITH_CHANNEL = (f"{CHANNEL}:", *(f"{code}:" for code in OF_CHANNEL))
"""How the rest of a moment begins; by codes, in those queued before version 0.2."""
CARD = mark("The card of {title} is no longer in the channel: {why}")
NAMED = 6
"""Titles in one message."""


@dataclass(frozen=True, slots=True)
class LostPost:
    """What a lost message is about, and whether anybody would miss it."""

    title: str
    wanted: bool


Look = Callable[[Session, str, datetime], LostPost | None]
"""What a posting's subject is, now; None where it is gone."""


@dataclass(frozen=True, slots=True)
class Watch:
    """What a feature has in the channel, and how its organisers hear that some of it is missing."""

    kind: str
    """Of the posting that tells them."""
    action: str
    """Of its button."""
    sentences: Mapping[str, str]
    """By the kind of what is missing, what matters most first; with places for {title} and {why}."""
    look: Look

    def tell(self, session: Session, posting: Posting, code: str, now: datetime) -> None:
        """Queues the message, unless the channel's is there and names what else is missing."""
        found = self.look(session, posting.subject, now)
        if found is None or not found.wanted:
            return
        together = self._missing(session, code, now)
        if any(one.posting.id != posting.id for one in together):
            touch_kind(session, self.kind, now)
            return
        where = CHANNEL if code in OF_CHANNEL else MESSAGE
        moment = f"{posting.id}:{where}:{now:%Y%m%dT%H%M%S}"
        organisers.tell(session, self.kind, posting.subject, moment, now, live=True)

    def _missing(self, session: Session, code: str, now: datetime) -> list[MissingPost]:
        """All that the channel has lost, where it is the channel's fault; nothing that nobody misses."""
        if code not in OF_CHANNEL:
            return []
        lost = [one for one in list_missing_posts(session, [*self.sentences]) if one.code in OF_CHANNEL]
        found = [(one, self.look(session, one.posting.subject, now)) for one in lost]
        return [one for one, about in found if about and about.wanted]

    def _together(self, session: Session, own: MissingPost, now: datetime) -> list[MissingPost]:
        """What comes back with this one: itself if it is missed, and what else the channel has lost."""
        if not own.missing:
            return []
        about = self.look(session, own.posting.subject, now)
        alone = [own] if about and about.wanted and own.code not in OF_CHANNEL else []
        return alone or self._missing(session, own.code, now)

    def render(self, ctx: RenderContext) -> Message | None:
        """To organisers: what is missing now; in copies already sent, that it is there again."""
        if ctx.reader is None or not ctx.reader.active or ctx.reader.role is not Role.ORGANISER:
            return None
        number, _, rest = ctx.posting.moment.partition(":")
        together = rest.startswith(_WITH_CHANNEL)
        own = find_missing_post(ctx.session, PostingId(int(number)), [*self.sentences])
        about = self.look(ctx.session, ctx.posting.subject, ctx.now)
        if own is None or about is None:
            return None
        if missing := self._together(ctx.session, own, ctx.now):
            return self._missed(ctx, own, missing)
        if not ctx.posting.ts:
            return None
        return aside(_restored(ctx.t, about, own, together=together))

    def _missed(self, ctx: RenderContext, own: MissingPost, missing: Sequence[MissingPost]) -> Message:
        t, why = ctx.t, _why(ctx.t, own.code, ctx.services.club.setting_of(own.posting.kind))
        order = [*self.sentences]
        first: dict[str, MissingPost] = {}
        for one in sorted(missing, key=lambda one: order.index(one.posting.kind)):
            first.setdefault(one.posting.subject, one)
        found = {subject: self.look(ctx.session, subject, ctx.now) for subject in first}
        titles = [about.title for about in found.values() if about]
        again = button(t("Publish again"), self.action, own.posting.id, about=titles[0], primary=True)
        if len(titles) == 1:
            (one,) = first.values()
            said = t(self.sentences[one.posting.kind], title=titles[0], why=why)
            return message(said, rich("{said}", said=said), actions(again))
        head = t.plural(
            "{n} message is no longer in the channel: {why}",
            "{n} messages are no longer in the channel: {why}",
            len(titles),
            why=why,
        )
        named = first_lines(t, titles, NAMED)
        below = "\n".join(named)
        listed = rich("{head}\n{below}", head=head, below=below)
        return message(f"{head} {t.list(named)}", listed, actions(again))

    def on_put_back(self, interaction: Interaction, services: Services) -> Reply:
        """Back it goes, with all that was lost with it; every copy of the message says so."""
        with services.db.begin() as session:
            own = find_missing_post(session, PostingId(interaction.number), [*self.sentences])
            about = self.look(session, own.posting.subject, interaction.now) if own else None
            if own is None or about is None:
                return Reply(
                    aside(interaction.t("Nothing is left to post again.")), in_place=interaction.in_private
                )
            together = own.code in OF_CHANNEL
            for one in self._together(session, own, interaction.now):
                channel = services.club.channel_of(one.posting.kind)
                put_back(session, one.posting, channel, interaction.now)
            touch_kind(session, self.kind, interaction.now)
            own = find_missing_post(session, own.posting.id, [*self.sentences]) or own
        said = _restored(interaction.t, about, own, together=together)
        return Reply(aside(said), in_place=interaction.in_private)


def watch(router: Router, *watches: Watch) -> None:
    """Has organisers hear of what is missing, each with the button that posts it again."""
    for one in watches:
        router.posting(one.kind, one.render, lasts=while_it_stands)
        router.action(one.action, one.on_put_back, Access.ORGANISER)
        for kind in one.sentences:
            router.missing(kind, one.tell)


def _why(t: Translator, code: str, setting: str) -> str:
    return t(REASONS[code], setting=setting) if code in REASONS else t("Slack says {code}.", code=code)


def _restored(t: Translator, about: LostPost, own: MissingPost, *, together: bool) -> str:
    """That it is there again; or that nobody misses it any more."""
    if own.missing:
        return t("Nothing is left to post again: {title}", title=about.title)
    if together:
        return t("✅ Posted again, with all that was missing: {title}", title=about.title)
    return t("✅ Posted again: {title}", title=about.title)
