"""The eve as a message."""

from collections.abc import Iterator, Sequence

from club.events import Phase
from handlers.events.eve.reading import DEAF, LATE, NEEDING, Eve, EveFigures
from handlers.events.shared import party
from handlers.kit.blocks import Block, actions, button, cut, header, message, rich
from handlers.kit.interaction import Message
from handlers.words import Translator
from storage.eves import Callee

NAME, WORDING = 80, 150


def drawn(t: Translator, eve: Eve, *, current: bool) -> Message:
    """Who comes, who is late, whom to call. `current`: whether the event is still to start when it was."""
    figures, event = eve.figures, eve.figures.event
    title = t("Eve: {title}", title=event.title)
    if figures.phase is Phase.CANCELLED or not current:
        gone = t("Cancelled") if figures.phase is Phase.CANCELLED else t("Date changed")
        return message(f"{title} · {gone}", header(title), rich("{gone}", gone=gone))
    where = f"{party.when(t, event)} · {party.where(t, event)}"
    said = [where, *_coming(t, figures), *_late(t, figures), *_needs(t, figures), *_calls(t, eve)]
    answers = button(t("See the list"), "events.answers", event.id, about=event.title, primary=True)
    return message(
        "\n".join([title, *said]),
        header(title),
        rich("{said}", said="\n".join(said)),
        actions(answers, *_contacts(t, [*eve.hosts, *eve.deaf[:DEAF]])),
    )


def _coming(t: Translator, figures: EveFigures) -> Iterator[str]:
    yield party.seats_taken(t, figures.room)
    if figures.asked:
        yield t.plural("➡️ {n} request to decide", "➡️ {n} requests to decide", figures.asked)


def _late(t: Translator, figures: EveFigures) -> Iterator[str]:
    late = [f"{cut(one.name, NAME)}, {party.delay(t, one.minutes).lower()}" for one in figures.late[:LATE]]
    if late:
        more = [t("others")] if len(figures.late) > LATE else []
        yield t("Late: {names}", names=" · ".join(late + more))


def _needs(t: Translator, figures: EveFigures) -> Iterator[str]:
    for one in figures.needing[:NEEDING]:
        wording = cut(" ".join(one.wording.split()), WORDING)
        yield t("Need of {name}: {wording}", name=cut(one.name, NAME), wording=wording)
    if len(figures.needing) > NEEDING:
        yield t("Other needs: in the list.")


def _calls(t: Translator, eve: Eve) -> Iterator[str]:
    """The hosts, then those who come and read nothing: nobody else tells them."""
    if eve.hosts:
        yield t("On site: {names}", names=_named(eve.hosts))
    if eve.deaf:
        more = f" · {t('others')}" if len(eve.deaf) > DEAF else ""
        names = _named(eve.deaf[:DEAF]) + more
        yield t("To call, for they do not read Slack: {names}", names=names)


def _named(people: Sequence[Callee]) -> str:
    called = (", ".join(part for part in (cut(one.name, NAME), one.company) if part) for one in people)
    return " · ".join(called)


def _contacts(t: Translator, people: Sequence[Callee]) -> Iterator[Block]:
    """The way to what they share: the directory shows it, counts it, and tells them so, as to anybody."""
    for one in people[:4]:
        if one.shares:
            label = t("Contact details of {name}…", name=cut(one.name, 40).removesuffix("…"))
            yield button(label, f"directory.contact#{one.id}", one.id)
