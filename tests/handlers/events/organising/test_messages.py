"""What goes out by itself follows what holds."""

from dataclasses import replace

import pytest

from club.events import Event, EventState
from club.ids import PostingId, SlackId
from club.seating import Rsvp, Says, Stage
from handlers import names
from handlers.events.organising import ids, messages
from handlers.events.organising.export import file_of, safe
from handlers.events.organising.reading import answers_of
from handlers.events.shared.party import when
from handlers.kit.interaction import File, Message
from handlers.kit.missing_posts import REASONS
from handlers.kit.router import RenderContext, Renderer
from sandbox.validation.blocks import check_blocks
from storage.attendance import record_attendance
from storage.events import save_event
from storage.guests import Guest
from storage.outbox import claim_due, record_failed, record_sent
from storage.people import get_person_by_slack
from storage.postings import Note, Posting, enqueue, subject_of
from storage.seats import note_cancelled, save_rsvp
from tests.handlers.events.organising.house import NOW, House, texts


def rendered(
    house: House, renderer: Renderer, event: Event, to: str, *, moment: str = "", ts: str = ""
) -> Message | File | None:
    with house.services.db.read() as session:
        posting = Posting(PostingId(1), "k", subject_of(event.id), SlackId(to), moment, "D1", ts, 0, True)
        reader = get_person_by_slack(session, SlackId(to))
        return renderer(
            RenderContext(session, posting, reader, house.services.words["fr"], house.now, house.services)
        )


def shown(message: Message | File | None) -> str:
    assert isinstance(message, Message)
    assert check_blocks(list(message.blocks), "message") == []
    return texts(message.blocks)


def test_a_move_asks_whoever_comes_and_shows_the_answer_once_it_is_given(house: House) -> None:
    event, anne = house.event(), house.member("Anne", "UAnne")
    house.answers(event, anne)
    with house.services.db.begin() as session:
        save_event(session, replace(event, place="Grenoble <!channel>", schedule=1))
    asked = rendered(house, messages.moved, event, "UAnne")
    assert "Grenoble" in shown(asked)
    assert "<!channel>" not in asked.text
    assert [e["action_id"] for e in asked.blocks[-1]["elements"]] == ["rsvp.still", "rsvp.not_going"]
    with house.services.db.begin() as session:
        save_rsvp(session, event.id, anne, Rsvp(Says.YES, 1, schedule=1), NOW)
    answered = rendered(house, messages.moved, event, "UAnne", ts="1.1")
    assert "rsvp.still" not in str(answered.blocks)
    shown(answered)


def test_a_move_is_not_sent_to_whoever_left_meanwhile_nor_after_a_cancellation(house: House) -> None:
    event, anne, marc = house.event(), house.member("Anne", "UAnne"), house.member("Marc", "UMarc")
    house.answers(event, anne, Says.NO)
    house.answers(event, marc)
    assert rendered(house, messages.moved, event, "UAnne") is None
    with house.services.db.begin() as session:
        save_event(session, replace(event, state=EventState.CANCELLED, cancel_reason="Canicule"))
    assert rendered(house, messages.moved, event, "UMarc") is None
    shown(rendered(house, messages.moved, event, "UMarc", ts="1.1"))


def test_whoever_waits_is_told_of_a_move_too(house: House) -> None:
    event, anne = house.event(), house.member("Anne", "UAnne")
    house.claims(event, anne, Stage.WAITING)
    assert event.title in shown(rendered(house, messages.moved, event, "UAnne"))


def test_a_cancellation_says_why(house: House) -> None:
    house.member("Anne", "UAnne")
    event = house.event(state=EventState.CANCELLED, cancel_reason="Canicule")
    assert "Canicule" in shown(rendered(house, messages.called_off, event, "UAnne"))


def loses(house: House, event: Event, code: str) -> Posting:
    """Its card, refused for good; returned as it stands then, once organisers are told."""
    with house.services.db.begin() as session:
        note = Note(names.CARD, subject_of(event.id), house.services.club.channel, live=True)
        enqueue(session, [note], NOW)
        [card] = claim_due(session, NOW, 1)
        record_failed(session, card, code)
        messages.LOST.tell(session, card, code, NOW)
    return card


def told(
    house: House, event: Event, card: Posting, code: str, to: str = "U1ORGA", ts: str = ""
) -> Message | None:
    return rendered(house, messages.LOST.render, event, to, moment=f"{card.id}:{code}:x", ts=ts)


@pytest.mark.parametrize("code", [*REASONS, "ekm_access_denied"])
def test_a_lost_card_says_why_to_organisers_alone_and_no_more_once_nobody_misses_it(
    house: House, code: str
) -> None:
    event = house.event()
    card = loses(house, event, code)
    assert [to for _, to, _ in house.postings(names.CARD_LOST)] == ["U1ORGA"]
    assert event.title in shown(told(house, event, card, code))
    house.member("Anne", "UAnne")
    assert told(house, event, card, code, "UAnne") is None
    with house.services.db.begin() as session:
        save_event(session, replace(event, state=EventState.CANCELLED))
    assert told(house, event, card, code) is None
    assert "Plus rien n’est à publier" in shown(told(house, event, card, code, ts="1.1"))
    messages.LOST.on_put_back(house.interaction(ids.PUT_BACK, value=str(card.id)), house.services)
    with house.services.db.begin() as session:
        assert all(one.kind != names.CARD for one in claim_due(session, NOW, 9))


def test_a_card_goes_back_to_the_channel_that_is_the_club_s_now_once(house: House) -> None:
    event = house.event()
    card = loses(house, event, "is_archived")
    moved = replace(house.services, installed=replace(house.services.club, channel=SlackId("C2NEW")))
    click = house.interaction(ids.PUT_BACK, value=str(card.id), channel="D1")
    for wanted in (["C2NEW"], []):
        reply = messages.LOST.on_put_back(click, moved)
        assert reply.in_place
        assert "✅" in shown(reply.message)
        with house.services.db.begin() as session:
            queued = [one for one in claim_due(session, NOW, 9) if one.kind == names.CARD]
            assert [one.recipient for one in queued] == wanted
            for one in queued:
                record_sent(session, one, "C2NEW", "2.2", NOW)
    assert "✅" in shown(told(house, event, card, "is_archived", ts="1.1"))


def test_the_list_goes_to_organisers_alone_under_a_plain_file_name(house: House) -> None:
    house.member("Anne", "UAnne")
    event = house.event(title="../Été : « Chaleur »")
    assert rendered(house, messages.answer_list, event, "UAnne") is None
    file = rendered(house, messages.answer_list, event, "U1ORGA")
    assert isinstance(file, File)
    assert file.name.startswith("2027-02-04-ete-chaleur-")
    assert file.name.endswith(".csv")


def test_the_list_has_a_line_a_person_as_spreadsheets_read_it(house: House) -> None:
    event = house.event()
    anne = house.member("Anne; Martin", "UAnne", "Ardoin")
    marc = house.member("Marc", company="Forges")
    house.answers(event, anne, seats=2, with_member=False)
    guests = [
        Guest("=cmd|x", "i@b.example", "Ingénieure", "Ardoin", representative=True),
        Guest("Ida", "ida@b.example", "", "Ardoin"),
    ]
    house.brings(event, anne, *guests)
    house.answers(event, marc, Says.NO)
    claim = house.claims(event, house.member("Lea", company="Usines"), Stage.WAITING, seats=2)
    house.brings(event, anne, Guest("Noé", "n@b.example", "", "Ardoin"), claim=claim)
    with house.services.db.begin() as session:
        note_cancelled(session, event.id, marc, 50 * 3600)
        record_attendance(session, event.id, {anne: True}, {})
        content = file_of(house.services.words["en"], answers_of(session, event))
    assert content.startswith(b"\xef\xbb\xbf")
    said = f";{when(house.services.words['en'], event)}"
    head, *rest = content.decode("utf-8-sig").split("\r\n")
    assert all(line.endswith(said) for line in rest if line)
    lines = [head, *(line.removesuffix(said) for line in rest)]
    assert lines[0].startswith("Company;Name;Function;E-mail;")
    assert lines[1] == 'Ardoin;"Anne; Martin";;;member;;represented;on site;;;yes;;'
    assert (
        lines[2] == 'Ardoin;\'=cmd|x;Ingénieure;i@b.example;representative;"Anne; Martin";yes;on site;;;yes;;'
    )
    assert lines[4].endswith('companion;"Anne; Martin";waiting;;;;;;')
    assert lines[5] == "Forges;Marc;;;member;;no;;50;;;;"
    assert lines[6] == "Usines;Lea;;;member;;waiting;;;;;;"


@pytest.mark.parametrize("cell", ["=1+1", "+33", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_what_a_spreadsheet_would_compute_is_text(cell: str) -> None:
    assert safe(cell) == f"'{cell}"


def test_ordinary_cells_stay_as_typed() -> None:
    assert safe("Éléonore d’Ardoin") == "Éléonore d’Ardoin"
