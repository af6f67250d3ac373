"""From a payload to a service and back: what organisers decide of topics."""

from club.ids import TopicId
from club.topics import LONGEST_REASON, TopicRefusal, TopicStep, may_take
from handlers.choosing.topics import deciding, forms, messages, reading, sentences, views
from handlers.choosing.topics.listeners import after, merged, merging
from handlers.choosing.topics.outcomes import GONE, TopicOutcome
from handlers.choosing.topics.place import way_of
from handlers.kit.carried import number
from handlers.kit.interaction import Interaction, Reply
from handlers.kit.modals import on_top
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services


def on_shortlist(interaction: Interaction, services: Services) -> Reply:
    """“Shortlist.”"""
    outcome = deciding.take(
        services, TopicId(interaction.number), TopicStep.SHORTLISTED, interaction.member, interaction.now
    )
    return after(interaction, services, outcome)


def on_reopen(interaction: Interaction, services: Services) -> Reply:
    """“Reopen.”"""
    return after(
        interaction,
        services,
        deciding.take(
            services, TopicId(interaction.number), TopicStep.REOPENED, interaction.member, interaction.now
        ),
    )


def on_decline(interaction: Interaction, services: Services) -> Reply:
    """Asks for the reason first."""
    shown = reading.show(services, TopicId(interaction.number), interaction.member)
    if shown is None:
        return after(interaction, services, GONE)
    if held := may_take(shown.topic, TopicStep.DECLINED, on_ballot=shown.ballot is not None):
        return after(interaction, services, TopicOutcome(held, shown))
    return on_top(
        interaction, services, forms.declining(interaction.t, shown, way_of(interaction, shown.topic.id))
    )


def on_declined(interaction: Interaction, services: Services) -> Reply:
    """Declined, with a reason."""
    way = ReturnTo.unpacked(interaction.metadata)
    reason = " ".join(interaction.entered(forms.REASON).split())
    if errors := _reason_errors(interaction, reason):
        return errors
    outcome = deciding.take(
        services, TopicId(way.subject), TopicStep.DECLINED, interaction.member, interaction.now, reason
    )
    return after(interaction, services, outcome, way)


def _reason_errors(interaction: Interaction, reason: str) -> Reply | None:
    if not reason:
        return Reply(errors={forms.REASON: interaction.t("Say why.")})
    if len(reason) > LONGEST_REASON:
        return Reply(errors={forms.REASON: sentences.too_long(interaction.t, len(reason), LONGEST_REASON)})
    return None


def on_merge(interaction: Interaction, services: Services) -> Reply:
    """The form of a merger."""
    return merging(interaction, services, asking=False)


def on_merged(interaction: Interaction, services: Services) -> Reply:
    """Merged."""
    way, into = ReturnTo.unpacked(interaction.metadata), interaction.entered(forms.OTHER)
    if not into.isdecimal():
        return Reply(errors={forms.OTHER: interaction.t("Choose a topic.")})
    outcome = deciding.merge(
        services, TopicId(way.subject), TopicId(number(into)), interaction.member, interaction.now
    )
    return merged(interaction, services, outcome, way)


def on_grant(interaction: Interaction, services: Services) -> Reply:
    """A member's wish, granted: the copy that was clicked says so at once, the others follow."""
    return _decided(
        interaction,
        services,
        interaction.number,
        deciding.grant(services, interaction.number, interaction.member, interaction.now),
    )


def on_turn_down(interaction: Interaction, services: Services) -> Reply:
    """Asks for the reason first."""
    matter = deciding.find_matter(services, interaction.number)
    if matter is None:
        return Reply(views.done(interaction.t, GONE))
    if not matter.open:
        return _decided(
            interaction, services, interaction.number, TopicOutcome(TopicRefusal.DECIDED, matter.topic)
        )
    way = ReturnTo.of(interaction, interaction.number)
    titles = (matter.topic.topic.title, matter.into.topic.title)
    return on_top(interaction, services, forms.turning_down(interaction.t, *titles, way))


def on_turned_down(interaction: Interaction, services: Services) -> Reply:
    """The two stay apart."""
    way = ReturnTo.unpacked(interaction.metadata)
    reason = " ".join(interaction.entered(forms.REASON).split())
    if errors := _reason_errors(interaction, reason):
        return errors
    outcome = deciding.turn_down(services, way.subject, interaction.member, reason, interaction.now)
    return _decided(interaction, services, way.subject, outcome, way.response_url)


def _decided(
    interaction: Interaction, services: Services, wish_id: int, outcome: TopicOutcome, url: str = ""
) -> Reply:
    matter = deciding.find_matter(services, wish_id)
    if matter is None:
        return Reply(views.done(interaction.t, outcome), response_url=url)
    said = "" if outcome.done else sentences.said(interaction.t, outcome)
    return Reply(messages.wished(interaction.t, matter, said), in_place=True, response_url=url)
