"""From a payload to a service and back."""

from collections.abc import Mapping
from datetime import date, timedelta

from club.calendar import end_of_day
from club.corrections import USUAL_DAYS, day_fault, wording_fault
from club.ids import CompanyId, MemberId
from handlers.belonging.company_changes import forms, service
from handlers.belonging.company_changes.forms import CompanyChange
from handlers.belonging.company_changes.service import ChangeDid, CompanyStanding
from handlers.belonging.shared import correcting
from handlers.belonging.shared.correcting import CorrectionDone
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

CORRECTED: Mapping[CorrectionDone, str] = {
    CorrectionDone.ASKED: mark("✅ Asked: the company’s members are told, and you read their answer here."),
    CorrectionDone.ALREADY: mark("Already noted; this is what holds."),
    CorrectionDone.NOT_PUBLIC: mark("Nothing of this company is public: there is nothing to correct."),
    CorrectionDone.UNREACHED: mark("None of its members can be reached in Slack: write to them."),
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
    if change is CompanyChange.CORRECT:
        return _correcting(interaction, services, company, next_way)
    return Reply(update=_form(interaction.t, change, company, next_way.packed()))


def _correcting(
    interaction: Interaction, services: Services, company: CompanyStanding, way: ReturnTo[None]
) -> Reply:
    """The form about the words that are public; at the first field, why there is none."""
    t, found = interaction.t, service.get_correctable(services, company.id)
    if found.content is None or not found.people:
        why = CorrectionDone.NOT_PUBLIC if found.content is None else CorrectionDone.UNREACHED
        return Reply(errors={forms.COMPANY: t(CORRECTED[why])})
    usual = _today(interaction, services) + timedelta(days=USUAL_DAYS)
    return Reply(update=forms.correcting(t, company, found.content, usual, way.packed()))


def _today(interaction: Interaction, services: Services) -> date:
    return interaction.now.astimezone(services.club.zone).date()


def on_correct(interaction: Interaction, services: Services) -> Reply:
    """Asked of the company, or the faults at their fields."""
    t, way = interaction.t, ReturnTo.unpacked(interaction.metadata)
    wording = interaction.entered(forms.WORDING).strip()
    typed = interaction.entered(forms.UNTIL)
    day = date.fromisoformat(typed) if typed else None
    wrong = {
        forms.WORDING: wording_fault(wording),
        forms.UNTIL: day_fault(day, _today(interaction, services)),
    }
    if faults := {name: t(forms.FAULTS[name, fault]) for name, fault in wrong.items() if fault}:
        return Reply(errors=faults)
    assert day is not None, "a missing day is a fault"
    until = end_of_day(day, services.club.zone)
    company = CompanyId(way.subject)
    done = correcting.ask(services, interaction.member, company, wording, until, interaction.now)
    return Reply(aside(t(CORRECTED[done])), response_url=way.response_url)


def _form(t: Translator, change: CompanyChange, company: CompanyStanding, metadata: str) -> Block:
    match change:
        case CompanyChange.RENAME:
            return forms.renaming(t, company, metadata)
        case CompanyChange.UNITE:
            return forms.uniting(t, company, metadata)
        case CompanyChange.END:
            return forms.ending(t, company, metadata)
        case CompanyChange.CORRECT:
            raise AssertionError("asks for more than the company's name")


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
