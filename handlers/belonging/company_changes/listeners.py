"""From a payload to a service and back."""

from collections.abc import Mapping

from club.ids import CompanyId, MemberId
from handlers.belonging.company_changes import forms, service
from handlers.belonging.company_changes.forms import CompanyChange
from handlers.belonging.company_changes.service import ChangeDid, CompanyStanding
from handlers.kit.blocks import Block, aside
from handlers.kit.carried import choice, number
from handlers.kit.interaction import Interaction, Reply
from handlers.kit.modals import on_top
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services
from handlers.words import Translator, mark

SAID: Mapping[ChangeDid, str] = {
    ChangeDid.DONE: mark("✅ Done; whoever it concerns is told."),
    ChangeDid.ALREADY: mark("Already noted; this is what holds."),
    ChangeDid.TAKEN: mark("A company has this name already: unite the two."),
    ChangeDid.SAME: mark("Choose another company."),
    ChangeDid.GONE: mark("This company is no longer in the club."),
}


def on_open(interaction: Interaction, services: Services) -> Reply:
    """“A company changes…”, of a person's row or of all."""
    member_id = MemberId(interaction.number) if interaction.value else None
    company = service.company_of_member(services, member_id, interaction.now) if member_id else None
    way = ReturnTo.of(interaction, company.id if company else 0)
    return on_top(interaction, services, forms.choosing(interaction.t, company, way.packed()))


def on_chosen(interaction: Interaction, services: Services) -> Reply:
    """The second step, of what was chosen."""
    way = ReturnTo.unpacked(interaction.metadata)
    company = service.get(services, CompanyId(number(interaction.entered(forms.COMPANY))), interaction.now)
    if company is None:
        return Reply(errors={forms.COMPANY: interaction.t(SAID[ChangeDid.GONE])})
    next_way = ReturnTo(company.id, None, response_url=way.response_url, behind=way.behind)
    change = choice(CompanyChange, interaction.entered(forms.CHANGE))
    return Reply(update=_form(interaction.t, change, company, next_way.packed()))


def _form(t: Translator, change: CompanyChange, company: CompanyStanding, metadata: str) -> Block:
    match change:
        case CompanyChange.RENAME:
            return forms.renaming(t, company, metadata)
        case CompanyChange.UNITE:
            return forms.uniting(t, company, metadata)
        case CompanyChange.END:
            return forms.ending(t, company, metadata)


def on_rename(interaction: Interaction, services: Services) -> Reply:
    """Renamed, or the fault at the field."""
    way, name = ReturnTo.unpacked(interaction.metadata), interaction.entered(forms.NAME)
    if not name.split():
        return Reply(errors={forms.NAME: interaction.t("Type a name.")})
    said = service.rename(services, CompanyId(way.subject), name, interaction.member, interaction.now)
    return _after(interaction, said, forms.NAME, way)


def on_unite(interaction: Interaction, services: Services) -> Reply:
    """United, or the fault at the field."""
    way, other = ReturnTo.unpacked(interaction.metadata), number(interaction.entered(forms.OTHER))
    said = service.unite(
        services, CompanyId(way.subject), CompanyId(other), interaction.member, interaction.now
    )
    return _after(interaction, said, forms.OTHER, way)


def on_end(interaction: Interaction, services: Services) -> Reply:
    """It has left."""
    way = ReturnTo.unpacked(interaction.metadata)
    said = service.end(services, CompanyId(way.subject), interaction.member, interaction.now)
    return _after(interaction, said, "", way)


def _after(interaction: Interaction, said: ChangeDid, at: str, way: ReturnTo[None]) -> Reply:
    """One sentence, or the fault at the field where one is to be typed anew."""
    words = interaction.t(SAID[said])
    if said in (ChangeDid.TAKEN, ChangeDid.SAME) or (said is ChangeDid.GONE and at == forms.OTHER):
        return Reply(errors={at: words})
    return Reply(aside(words), response_url=way.response_url)
