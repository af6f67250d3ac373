"""From a payload to a service and back."""

from club.glossary import GlossaryTerm, TermFlaw, flaw_of, wordings_of
from club.ids import TermId
from handlers.kit.carried import number
from handlers.kit.interaction import Interaction, Message, Reply
from handlers.kit.modals import on_top
from handlers.kit.positions import ListPosition
from handlers.kit.return_to import ReturnTo, revision
from handlers.kit.services import Services
from handlers.living.glossary import service, views
from handlers.living.glossary.service import TermOutcome, TermWritten
from handlers.living.glossary.views import ENGLISH, FRENCH, LIST

AT_THE_FIELD = (TermOutcome.BUILT_IN, TermOutcome.ALREADY, TermOutcome.MEANWHILE, TermOutcome.FULL)
"""What leaves the form open, with what was typed."""


def on_command(interaction: Interaction, services: Services) -> Reply:
    """`/prime glossary`: the club's own terms."""
    return Reply(_listing(interaction, services, ListPosition(LIST)))


def on_page(interaction: Interaction, services: Services) -> Reply:
    """Another page, in place; from elsewhere, the list as a message of its own."""
    in_place = interaction.position(LIST) is not None
    return Reply(_listing(interaction, services, interaction.page_of(LIST)), in_place=in_place)


def on_write(interaction: Interaction, services: Services) -> Reply:
    """The form: of a new term, or of one that there is."""
    term_id = TermId(number(interaction.value) if interaction.value else 0)
    kept = service.get(services, term_id) if term_id else None
    if term_id and kept is None:
        said = TermWritten(TermOutcome.GONE)
        return Reply(_listing(interaction, services, _position(interaction), said), in_place=True)
    way = ReturnTo.of(interaction, term_id, revision(kept) if kept else "")
    return on_top(interaction, services, views.writing(interaction.t, kept, way.packed()))


def on_written(interaction: Interaction, services: Services) -> Reply:
    """Saved, or the fault at the field."""
    way = ReturnTo.unpacked(interaction.metadata)
    typed = {name: wordings_of(interaction.entered(name)) for name in (FRENCH, ENGLISH)}
    flaws = {name: flaw for name, wordings in typed.items() if (flaw := flaw_of(wordings))}
    if flaws:
        return Reply(errors={name: views.flaw(interaction.t, TermFlaw(one)) for name, one in flaws.items()})
    term = GlossaryTerm(tuple(typed[FRENCH]), tuple(typed[ENGLISH]))
    done = service.write(services, TermId(way.subject), term, way.revision)
    if done.outcome in AT_THE_FIELD:
        return Reply(errors={FRENCH: views.said(interaction.t, done)})
    at = way.position(LIST)
    shown = _listing(interaction, services, at or ListPosition(LIST), done)
    return Reply(shown, in_place=bool(at), response_url=way.response_url)


def on_remove(interaction: Interaction, services: Services) -> Reply:
    """Gone at once, and said: what was removed can be written again."""
    done = service.remove(services, TermId(number(interaction.value)))
    return Reply(_listing(interaction, services, _position(interaction), done), in_place=True)


def _position(interaction: Interaction) -> ListPosition:
    found = ListPosition.behind(interaction.block_id)
    return found if found and found.name == LIST else ListPosition(LIST)


def _listing(
    interaction: Interaction, services: Services, at: ListPosition, done: TermWritten | None = None
) -> Message:
    said = views.said(interaction.t, done) if done else ""
    return views.listing(interaction.t, service.listing(services, at), said)
