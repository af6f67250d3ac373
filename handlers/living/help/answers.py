"""From a payload to a service and back: what those asked do, and organisers. No rule and no SQL here."""

from club.ids import QuestionId
from club.mutual_help import Act, HelpTurn, Publication
from handlers.kit.blocks import aside
from handlers.kit.interaction import Interaction, Reply
from handlers.kit.modals import on_top
from handlers.kit.people import PEOPLE, chosen_person
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services
from handlers.living.help import answering, asked_views, asking, forms, resolving
from handlers.living.help.outcomes import Changed, HelpAnswered, HelpDid
from handlers.living.help.reading import Mine, look_mine
from handlers.living.help.saying import refusal


def on_offer(interaction: Interaction, services: Services) -> Reply:
    """“I can help”, from one's own message or from the channel."""
    done = answering.offer(services, interaction.member, QuestionId(interaction.number), interaction.now)
    return _answered(interaction, done)


def on_decline(interaction: Interaction, services: Services) -> Reply:
    """“Not this time.”"""
    done = answering.decline(services, interaction.member, QuestionId(interaction.number), interaction.now)
    return _answered(interaction, done)


def on_retract(interaction: Interaction, services: Services) -> Reply:
    """“I can no longer help.”"""
    question_id, turn = QuestionId(interaction.number), HelpTurn.RETRACT
    done = answering.decline(services, interaction.member, question_id, interaction.now, turn=turn)
    return _answered(interaction, done)


def _answered(interaction: Interaction, done: HelpAnswered, response_url: str = "") -> Reply:
    """The question as this person sees it now; in the channel, in a word to them alone."""
    if done.mine is None:
        return Reply(aside(refusal(interaction.t, done.did)), response_url=response_url)
    shown = asked_views.asked(interaction.t, done.mine)
    if response_url or interaction.in_private:
        return Reply(shown, in_place=True, response_url=response_url)
    return Reply(
        aside(interaction.t("✅ Thank you. You will be in touch once they confirm."))
        if done.did is HelpDid.DONE
        else shown
    )


def on_pass(interaction: Interaction, services: Services) -> Reply:
    """The form in which somebody else is named."""
    mine = _mine(interaction, services)
    if mine is None or not mine.shown.question.open or not mine.mine.may_pass:
        said = refusal(interaction.t, HelpDid.OVER)
        return on_top(interaction, services, forms.over(interaction.t, "help.over", said))
    way = ReturnTo.of(interaction, mine.shown.question.id)
    return on_top(interaction, services, forms.handing_on(interaction.t, way))


def _mine(interaction: Interaction, services: Services) -> Mine | None:
    with services.db.read() as session:
        return look_mine(session, QuestionId(interaction.number), interaction.member.id)


def on_passed(interaction: Interaction, services: Services) -> Reply:
    """Handed on, or why not at the field."""
    way, word = ReturnTo.unpacked(interaction.metadata), interaction.entered(forms.WORD)
    if faults := forms.too_long(interaction.t, {forms.WORD: word}):
        return Reply(errors=faults)
    to = chosen_person(interaction)
    if to is None:
        return Reply(errors={PEOPLE: interaction.t("Choose somebody.")})
    question_id = forms.question_id(way)
    done = answering.hand_on(services, interaction.member, question_id, to, word, interaction.now)
    if done.did is HelpDid.BUSY:
        return Reply(errors={PEOPLE: refusal(interaction.t, done.did)})
    return _answered(interaction, done, way.response_url)


# Thanks


def on_accept(interaction: Interaction, services: Services) -> Reply:
    """“I agree.”"""
    return _consents(interaction, services, Publication.NAMED)


def on_nameless(interaction: Interaction, services: Services) -> Reply:
    """“Without my name.”"""
    return _consents(interaction, services, Publication.NAMELESS)


def on_refuse(interaction: Interaction, services: Services) -> Reply:
    """“Do not publish.”"""
    return _consents(interaction, services, Publication.REFUSED)


def _consents(interaction: Interaction, services: Services, answer: Publication) -> Reply:
    question_id = QuestionId(interaction.number)
    done = resolving.consent(services, interaction.member, question_id, answer, interaction.now)
    mine = _mine(interaction, services)
    if done.shown is None or mine is None:
        return Reply(aside(refusal(interaction.t, done.did)))
    shown = asked_views.thanks(interaction.t, done.shown.question, mine.shown.asker)
    return Reply(shown, in_place=interaction.in_private)


# Abuse


def on_report(interaction: Interaction, services: Services) -> Reply:
    """The form of a report."""
    way = ReturnTo.of(interaction, interaction.number)
    return on_top(interaction, services, forms.reporting(interaction.t, way))


def on_reported(interaction: Interaction, services: Services) -> Reply:
    """Reported to the organisers."""
    way, word = ReturnTo.unpacked(interaction.metadata), interaction.entered(forms.WORD)
    faults = forms.too_long(interaction.t, {forms.WORD: word})
    if not word:
        faults = {forms.WORD: interaction.t("Say what happened.")}
    if faults:
        return Reply(errors=faults)
    told = resolving.report(services, interaction.member, forms.question_id(way), word, interaction.now)
    said = (
        interaction.t("✅ The organisers have been told.") if told else refusal(interaction.t, HelpDid.GONE)
    )
    return Reply(update=forms.over(interaction.t, "help.over", said))


# Organisers


def on_propose(interaction: Interaction, services: Services) -> Reply:
    """The form in which an organiser names somebody."""
    shown = asking.get_shown(services, QuestionId(interaction.number))
    if shown is None or not shown.question.open:
        return _over(interaction, services)
    way = ReturnTo.of(interaction, shown.question.id)
    return on_top(interaction, services, forms.proposing(interaction.t, way, shown))


def _over(interaction: Interaction, services: Services) -> Reply:
    said = refusal(interaction.t, HelpDid.OVER)
    return on_top(interaction, services, forms.over(interaction.t, "help.over", said))


def on_proposed(interaction: Interaction, services: Services) -> Reply:
    """They are asked, within the same bounds as by the asker."""
    way, chosen = ReturnTo.unpacked(interaction.metadata), chosen_person(interaction)
    if chosen is None:
        return Reply(errors={PEOPLE: interaction.t("Choose somebody.")})
    done = asking.propose_somebody(services, forms.question_id(way), chosen, interaction.now)
    if done.did is HelpDid.BUSY:
        return Reply(errors={PEOPLE: refusal(interaction.t, done.did)})
    return _organised(interaction, done, way, interaction.t("✅ They are asked."))


def on_remove(interaction: Interaction, services: Services) -> Reply:
    """Asks before a question is removed."""
    shown = asking.get_shown(services, QuestionId(interaction.number))
    if shown is None or not shown.question.open:
        return _over(interaction, services)
    way = ReturnTo.of(interaction, shown.question.id)
    return on_top(interaction, services, forms.removing(interaction.t, way, shown))


def on_removed(interaction: Interaction, services: Services) -> Reply:
    """Removed: an offer in disguise."""
    way = ReturnTo.unpacked(interaction.metadata)
    done = asking.close(services, None, forms.question_id(way), Act.REMOVE, interaction.now)
    return _organised(interaction, done, way, interaction.t("✅ The question is removed."))


def _organised(interaction: Interaction, done: Changed, way: ReturnTo[None], said: str) -> Reply:
    if done.did is not HelpDid.DONE or done.shown is None:
        return Reply(aside(refusal(interaction.t, done.did)), response_url=way.response_url)
    return Reply(aside(said), response_url=way.response_url)
