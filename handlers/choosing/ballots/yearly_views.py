"""The form of last year's ballot, and what organisers hear before its anniversary."""

from club.ballots import Ballot, Purpose
from handlers.choosing.ballots import card, form, form_view, ids
from handlers.choosing.ballots.yearly import Due, YearlyProposal
from handlers.choosing.shared.ballots import at, resolutions_counted
from handlers.kit.blocks import (
    Block,
    actions,
    button,
    context,
    field,
    message,
    modal,
    rich,
    text_input,
)
from handlers.kit.interaction import Message
from handlers.kit.return_to import ReturnTo
from handlers.kit.zones import wall
from handlers.words import Translator


def again(t: Translator, proposal: YearlyProposal, way: ReturnTo[None]) -> Block:
    """What is copied, and the title and dates, to be changed."""
    wish = proposal.wish
    opens, closes = wall(wish.opens_at, t.zone), wall(wish.closes_at, t.zone)
    days = {"type": "datepicker"}
    clock = {"type": "timepicker"}
    return modal(
        ids.AGAIN_ASKED,
        t("Hold a ballot again"),
        [
            context(_copied(t, proposal.ballot), _counted(t, proposal)),
            field(form.TITLE, t("Title"), text_input(wish.title, longest=form_view.LONGEST_TITLE)),
            field(form.OPEN_DAY, t("Day of the opening"), days | {"initial_date": opens[0]}),
            field(form.OPEN_TIME, t("Time of the opening"), clock | {"initial_time": opens[1]}),
            field(form.CLOSE_DAY, t("Day of the closing"), days | {"initial_date": closes[0]}),
            field(form.CLOSE_TIME, t("Time of the closing"), clock | {"initial_time": closes[1]}),
            context(t("Times are Paris time.")),
        ],
        submit=t("Create the draft"),
        close=t("Back"),
        metadata=way.packed(),
    )


def _copied(t: Translator, ballot: Ballot) -> str:
    if ballot.purpose is Purpose.MOTION:
        return t("Rules and texts of {title}", title=ballot.title)
    if ballot.purpose is Purpose.EVALUATION:
        return t("Rules of {title}; works that no ballot has judged", title=ballot.title)
    return t("Rules and text of {title}; topics shortlisted today", title=ballot.title)


def _counted(t: Translator, proposal: YearlyProposal) -> str:
    if proposal.ballot.purpose is Purpose.MOTION:
        return resolutions_counted(t, proposal.options)
    if proposal.ballot.purpose is Purpose.EVALUATION:
        return _works(t, proposal.options // 3)
    return _shortlisted(t, proposal.options)


def _shortlisted(t: Translator, n: int) -> str:
    return t.plural("{n} topic shortlisted", "{n} topics shortlisted", n) if n else t("No topic shortlisted")


def _works(t: Translator, n: int) -> str:
    return t.plural("{n} work to evaluate", "{n} works to evaluate", n) if n else t("No work to evaluate")


def due(t: Translator, found: Due) -> Message:
    """The choice is to be prepared: when it was last, what there is to choose from and to evaluate."""
    ballot = found.ballot
    head = t("Choice of {year}, to be prepared", year=f"{found.date.astimezone(t.zone):%Y}")
    last = t("Last time: {date}", date=at(t, ballot.opens_at, t.zone)) if ballot.opens_at else ""
    works = _works(t, found.works) if found.works else ""
    what = " · ".join(part for part in (last, _shortlisted(t, found.shortlisted), works) if part)
    evaluate = button(t("Evaluate the works…"), ids.EVALUATE, ballot.id) if found.works else None
    return message(
        card.short(f"{head}{t(': ')}{{title}}", ballot.title),
        rich("*{head}*\n{title}\n{what}", head=head, title=ballot.title, what=what),
        actions(
            button(t("Hold this ballot again…"), ids.AGAIN, ballot.id, about=ballot.title, primary=True),
            evaluate,
        ),
    )
