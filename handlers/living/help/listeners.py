"""From a payload to a service and back: what askers do. No rule and no SQL here."""

from club.directory import LONGEST_QUERY
from club.ids import HelpId, QuestionId
from club.mutual_help import LONGEST_DETAIL, LONGEST_QUESTION, Act, Draft, HelpSeen, faults_of
from handlers.kit import quoted
from handlers.kit.blocks import aside, cut
from handlers.kit.interaction import Blocks, Interaction, Message, Reply
from handlers.kit.modals import on_top
from handlers.kit.positions import ListPosition, Page
from handlers.kit.profiles import names_of
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services
from handlers.living.help import answering, asking, forms, resolving, views
from handlers.living.help.outcomes import Changed, Exchanged, HelpDid
from handlers.living.help.reading import Shown, overview
from handlers.living.help.resolving import Ending
from handlers.living.help.saying import refusal
from handlers.living.help.views import LIST


def on_command(interaction: Interaction, services: Services) -> Reply:
    """`/prime ask`: one's own questions; with words, what was resolved before."""
    words = " ".join(interaction.text.split())[:LONGEST_QUERY]
    if not words:
        return on_overview(interaction, services)
    return Reply(_found(interaction, services, ListPosition(LIST, words=words)))


def on_overview(interaction: Interaction, services: Services) -> Reply:
    """What one asked, and what waits for one."""
    return Reply(_overview(interaction, services))


def _overview(interaction: Interaction, services: Services, said: str = "") -> Message:
    found = overview(services, interaction.member)
    return views.overview(interaction.t, found, services.club.contact, said)


def on_page(interaction: Interaction, services: Services) -> Reply:
    """Another page of what was found, in place."""
    return Reply(_found(interaction, services, interaction.page_of(LIST)), in_place=True)


def _found(interaction: Interaction, services: Services, asked: ListPosition) -> Message:
    found = asking.find(services, asked.words)
    return views.listing(interaction.t, Page.cut(found, asked))


def home_part(interaction: Interaction, services: Services) -> Blocks:
    """What waits, and the way to ask."""
    return views.home_part(interaction.t, overview(services, interaction.member))


# Asking


def on_ask(interaction: Interaction, services: Services) -> Reply:
    """The form; a button may bring the words with it."""
    return _form(interaction, services, Draft(cut(interaction.value, LONGEST_QUESTION)))


def on_message(interaction: Interaction, services: Services) -> Reply:
    """The shortcut on a message: the same form, with what the message says."""
    names = names_of(services, quoted.people_in(interaction.text))
    text = quoted.readable(interaction.text, names)
    if len(text) <= LONGEST_QUESTION:
        return _form(interaction, services, Draft(" ".join(text.split())))
    return _form(interaction, services, Draft("", cut(text, LONGEST_DETAIL)))


def _form(interaction: Interaction, services: Services, draft: Draft) -> Reply:
    way = ReturnTo.of(interaction, 0, extra=forms.FIRST_STEP)
    return on_top(interaction, services, forms.asking(interaction.t, way, draft))


def on_asked(interaction: Interaction, services: Services) -> Reply:
    """The first step leads to the second; the second asks."""
    way, draft = ReturnTo.unpacked(interaction.metadata, int), forms.read(interaction)
    today = interaction.now.astimezone(services.club.zone).date()
    if faults := faults_of(draft, today):
        return Reply(errors=forms.errors(interaction.t, faults))
    if way.extra == forms.FIRST_STEP:
        return _second(interaction, services, way, draft)
    chosen = forms.chosen(interaction)
    if not chosen and way.extra == forms.SOMEBODY_FITS and draft.seen is not HelpSeen.CLUB:
        return Reply(errors={forms.WHOM: interaction.t("Choose somebody.")})
    sent = asking.send(services, interaction.member, draft, chosen, interaction.now)
    if sent.did is HelpDid.BUSY:
        return _second(interaction, services, way, draft, refusal(interaction.t, sent.did))
    said = interaction.t("✅ Question sent. What comes of it stands in your messages.")
    told = said if sent.did is HelpDid.DONE else refusal(interaction.t, sent.did)
    return Reply(aside(told), response_url=way.response_url)


def _second(
    interaction: Interaction, services: Services, way: ReturnTo[int], draft: Draft, said: str = ""
) -> Reply:
    found = asking.choices(services, interaction.member, draft, interaction.now)
    step = forms.SOMEBODY_FITS if found.people else forms.NOBODY_FITS
    return Reply(update=forms.sending(interaction.t, way.with_extra(step), draft, found, said))


def on_read(interaction: Interaction, services: Services) -> Reply:
    """A published answer, above the form."""
    found = asking.read(services, QuestionId(interaction.number))
    return on_top(interaction, services, forms.answer(interaction.t, found))


# One's own question


def _own(interaction: Interaction, services: Services) -> Shown | None:
    """An open question of this person's own."""
    shown = asking.get_shown(services, QuestionId(interaction.number))
    mine = shown is not None and shown.question.asker_id == interaction.member.id
    return shown if mine and shown and shown.question.open else None


def _not_open(interaction: Interaction, services: Services) -> Reply:
    return on_top(
        interaction, services, forms.over(interaction.t, "help.over", refusal(interaction.t, HelpDid.OVER))
    )


def on_others(interaction: Interaction, services: Services) -> Reply:
    """Who else may be asked."""
    found = asking.others(services, interaction.member, QuestionId(interaction.number), interaction.now)
    if found is None:
        return _not_open(interaction, services)
    way = ReturnTo.of(interaction, interaction.number)
    return on_top(interaction, services, forms.others(interaction.t, way, found))


def on_others_chosen(interaction: Interaction, services: Services) -> Reply:
    """They are asked too."""
    way, chosen = ReturnTo.unpacked(interaction.metadata), forms.chosen(interaction)
    if not chosen:
        return Reply(errors={forms.WHOM: interaction.t("Choose somebody.")})
    done = asking.ask_more(services, interaction.member, forms.question_id(way), chosen, interaction.now)
    if done.did is HelpDid.BUSY:
        return Reply(errors={forms.WHOM: refusal(interaction.t, done.did)})
    return _after(interaction, services, way, done)


def on_withdraw(interaction: Interaction, services: Services) -> Reply:
    """Asks before a question is taken back."""
    shown = _own(interaction, services)
    if shown is None:
        return _not_open(interaction, services)
    way = ReturnTo.of(interaction, shown.question.id)
    return on_top(interaction, services, forms.withdrawing(interaction.t, way, shown))


def on_withdrawn(interaction: Interaction, services: Services) -> Reply:
    """Taken back."""
    way = ReturnTo.unpacked(interaction.metadata)
    done = asking.close(services, interaction.member, forms.question_id(way), Act.WITHDRAW, interaction.now)
    return _after(interaction, services, way, done)


def on_resolve(interaction: Interaction, services: Services) -> Reply:
    """The form of the end."""
    shown = _own(interaction, services)
    if shown is None:
        return _not_open(interaction, services)
    way = ReturnTo.of(interaction, shown.question.id)
    return on_top(interaction, services, forms.resolving(interaction.t, way, shown))


def on_resolved(interaction: Interaction, services: Services) -> Reply:
    """Resolved; whoever helped is thanked."""
    way = ReturnTo.unpacked(interaction.metadata)
    thanks, sentence = (
        interaction.entered(forms.THANKS),
        " ".join(interaction.entered(forms.SENTENCE).split()),
    )
    if faults := forms.too_long(interaction.t, {forms.THANKS: thanks, forms.SENTENCE: sentence}):
        return Reply(errors=faults)
    ending = Ending(forms.helper(interaction), thanks, sentence)
    done = resolving.resolve(services, interaction.member, forms.question_id(way), ending, interaction.now)
    return _after(interaction, services, way, done)


def _after(interaction: Interaction, services: Services, way: ReturnTo[None], done: Changed) -> Reply:
    """The question as it stands, where the button was; or why nothing was done."""
    if done.shown is None or done.did is not HelpDid.DONE:
        return Reply(aside(refusal(interaction.t, done.did)), response_url=way.response_url)
    return Reply(
        views.own(interaction.t, done.shown, services.club.contact),
        in_place=way.behind != "channel",
        response_url=way.response_url,
    )


# Whoever can help


def on_meet(interaction: Interaction, services: Services) -> Reply:
    """“Exchange contacts.”"""
    return _exchanged(
        interaction,
        services,
        answering.meet(services, interaction.member, HelpId(interaction.number), interaction.now),
    )


def on_leave(interaction: Interaction, services: Services) -> Reply:
    """“Decline.”"""
    return _exchanged(
        interaction,
        services,
        answering.leave(services, interaction.member, HelpId(interaction.number), interaction.now),
    )


def _exchanged(interaction: Interaction, services: Services, done: Exchanged) -> Reply:
    if done.did in (HelpDid.DONE, HelpDid.OVER) and done.offer:
        return Reply(views.offer(interaction.t, done.offer), in_place=interaction.in_private)
    return Reply(aside(refusal(interaction.t, done.did, services.club.lookups)))


# Being asked


def on_off(interaction: Interaction, services: Services) -> Reply:
    """“Do not ask me any more.”"""
    answering.stop(services, interaction.member, interaction.now)
    return Reply(_overview(interaction, services, interaction.t("✅ Noted: you are not asked any more.")))


def on_on(interaction: Interaction, services: Services) -> Reply:
    """“Be asked again.”"""
    answering.start(services, interaction.member)
    return Reply(_overview(interaction, services, interaction.t("✅ Noted: you may be asked again.")))
