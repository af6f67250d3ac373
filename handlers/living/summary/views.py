"""A year on screen: one's own, one's company's, all companies' by name."""

from collections.abc import Sequence

from club.ids import CompanyId
from club.summary import Numbers, is_empty
from handlers.kit.blocks import Block, actions, button, context, message, option, plain, rich, select
from handlers.kit.interaction import Message
from handlers.kit.paging import turning
from handlers.living.summary import ids
from handlers.living.summary.service import CompanyYear, CompanyYears, SummaryYear
from handlers.living.summary.words import DUES, lines, titled
from handlers.words import Translator


def mine(
    t: Translator, year: SummaryYear, figures: Numbers, company_id: CompanyId | None, *, organiser: bool
) -> Message:
    """One's own year."""
    number = str(year.span.year)
    title = titled(t, t("Your year {year}", year=number), present=year.present)
    said = lines(t, figures)
    if is_empty(figures):
        said.append(t("Nothing is counted for you in {year}: the next event is yours to join.", year=number))
    row = actions(
        _years(t, year, ids.MINE),
        button(t("See my company"), ids.COMPANY, year.span.year) if company_id is not None else None,
        button(t("All companies"), ids.CLUB, year.span.year) if organiser else None,
    )
    read = t("Read by you. Your company and the organisers read totals of the company’s members.")
    return _drawn(title, said, row, read)


def company(t: Translator, year: SummaryYear, shown: CompanyYear) -> Message:
    """One's company's year."""
    number = str(year.span.year)
    title = titled(t, t("{company}, year {year}", company=shown.name, year=number), present=year.present)
    row = actions(_years(t, year, ids.COMPANY), button(t("See my own year"), ids.MINE, year.span.year))
    read = t("Read by your company and the organisers; by no other company.")
    return _drawn(title, _of_company(t, shown, number), row, read)


def no_company(t: Translator) -> Message:
    """To who represents none."""
    said = t("You represent no company for now. Your own year: /prime summary.")
    return message(said, rich("{said}", said=said))


def _drawn(title: str, said: Sequence[str], row: Block | None, read: str) -> Message:
    text = ", ".join([title, *said])
    return message(text, rich("*{title}*\n{said}", title=title, said="\n".join(said)), row, context(read))


def _of_company(t: Translator, shown: CompanyYear, number: str) -> list[str]:
    said = lines(t, shown.figures)
    if is_empty(shown.figures):
        said.append(t("Nothing is counted for {year}.", year=number))
    return [*said, t(DUES[shown.dues])] if shown.dues else said


def listing(t: Translator, shown: CompanyYears) -> Message:
    """All companies, by name, to organisers."""
    year, page = shown.year, shown.page
    number = str(year.span.year)
    count = t.plural("{n} company", "{n} companies", page.total)
    title = titled(t, t("The club’s year {year}", year=number), present=year.present)
    row = actions(
        _years(t, year, ids.CLUB),
        button(t("Receive the summary"), ids.SEND, year.span.year, primary=True),
        button(t("See my own year"), ids.MINE, year.span.year),
    )
    entries = [_entry(t, one, number) for one in page.items]
    turns = turning(t, page, ids.PAGE, t("Previous companies"), t("Next companies"))
    read = t("Read by the organisers alone, in alphabetical order: no ranking.")
    head = rich("*{title}* · {count}", title=title, count=count)
    return message(f"{title}, {count}", head, row, *entries, *turns, context(read))


def _entry(t: Translator, one: CompanyYear, number: str) -> Block:
    said = "\n".join(_of_company(t, one, number))
    return rich("*{company}*\n{said}", company=one.name, said=said)


def _years(t: Translator, year: SummaryYear, action: str) -> Block | None:
    """The years there are, where there is more than one."""
    if len(year.offered) < 2:
        return None
    options = {one: option(str(one), one) for one in year.offered}
    made = select(list(options.values()), options[year.span.year])
    return {**made, "action_id": action, "placeholder": plain(t("Year"), 150)}


def coming(t: Translator, year: int) -> str:
    """After the files were asked for."""
    return t("⏳ The summary of {year} comes by direct message: table, picture, page.", year=str(year))
