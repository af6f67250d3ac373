"""A profile in three questions: what a new member is asked, and who reads the answers."""

from collections.abc import Mapping

from club.directory import Detail, Details, Field, Visibility
from handlers.belonging.directory import form, own_views, service
from handlers.belonging.directory.form import FUNCTION, ProfileForm
from handlers.belonging.directory.own import person_of
from handlers.kit.blocks import Block, context, field, modal, option, radio, text_input
from handlers.kit.interaction import Interaction, Reply
from handlers.kit.modals import on_top
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services
from handlers.words import Translator, mark
from storage.people import Person

SEEN = "seen"
LONGEST = 3000
"""What Slack's inputs take at most; we count ourselves, to say by how much it is too long."""
QUESTIONS: Mapping[Field, str] = {
    Field.EXPERTISE: mark("What may you be asked about?"),
    Field.SEEKS: mark("What are you looking for?"),
}


def on_three(interaction: Interaction, services: Services) -> Reply:
    """The form, with what the profile says already."""
    person = person_of(interaction)
    details = service.get_profile(services, person)
    metadata = ReturnTo.of(interaction, person.id).packed()
    return on_top(interaction, services, asking(interaction.t, person, details, metadata))


def on_answered(interaction: Interaction, services: Services) -> Reply:
    """The answers go into the profile; what else stands there stays."""
    way, person, seen = ReturnTo.unpacked(interaction.metadata), person_of(interaction), _seen(interaction)
    answers = {name: Detail(interaction.entered(name.value), seen) for name in QUESTIONS}
    typed = ProfileForm(" ".join(interaction.entered(FUNCTION).split()), answers)
    if faults := form.faults_of(typed):
        return Reply(errors=own_views.errors(interaction.t, faults))
    if not any(one.value for one in answers.values()):
        return Reply(errors={Field.EXPERTISE.value: interaction.t("Answer one of the two at least.")})
    kept = service.answer(services, person, typed.function, answers, interaction.now)
    return Reply(own_views.saved(interaction.t, kept), response_url=way.response_url)


def _seen(interaction: Interaction) -> Visibility:
    chosen = interaction.entered(SEEN)
    return Visibility(chosen) if chosen in set(Visibility) else Visibility.NOBODY


def asking(t: Translator, person: Person, details: Details, metadata: str) -> Block:
    """The form. Who reads the answers is chosen, and nothing is chosen beforehand."""
    readers = [option(t(words), one.value) for one, words in own_views.SEEN_BY.items()]
    return modal(
        "directory.three",
        t("My profile"),
        [
            field(
                FUNCTION, t("What do you do?"), text_input(person.function, longest=LONGEST), optional=True
            ),
            *(_question(t, name, words, details) for name, words in QUESTIONS.items()),
            field(SEEN, t("Who reads the last two answers?"), radio(readers)),
            context(t("Your name, company and function are always visible to the members.")),
        ],
        submit=t("Save"),
        close=t("Back"),
        metadata=metadata,
    )


def _question(t: Translator, name: Field, words: str, details: Details) -> Block:
    before = details[name].value if name in details else ""
    return field(name.value, t(words), text_input(before, longest=LONGEST, lines=True), optional=True)
