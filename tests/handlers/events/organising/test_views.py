"""The organisers' screens hold Slack's limits and say what is there."""

from dataclasses import replace
from datetime import timedelta

import pytest

from club.events import EventState
from club.ids import CompanyId, MemberId, SlackId
from club.seating import Room, Says
from handlers.events.organising import answers_view, form, form_view, ids, reading, views
from handlers.events.organising.attending import on_attendance, on_attendance_back, on_attending
from handlers.events.organising.listeners import on_command, on_hosts
from handlers.events.organising.reading import AnswersPage, seated, sitting
from handlers.kit.positions import ListPosition, Page
from handlers.kit.services import Club
from handlers.words import load
from sandbox.validation.blocks import check_blocks
from sandbox.validation.options import check_option_answer
from sandbox.validation.views import check_view
from storage.attendance import Party, count_present
from storage.guests import Guest
from storage.people import change_member
from tests.handlers.events.organising.house import NOW, PARIS, START, House, fields, texts

T = load(PARIS)["fr"]
CLUB = Club(PARIS, SlackId("C1CLUB"), "")
ODD = "<!channel> *gras* & \u202e" + "é" * 200
LIST, ANSWERS = ListPosition(ids.MANAGED), ListPosition(ids.ANSWERS, of=1)


def valid(view: object) -> str:
    assert check_view(view, ("modal",)) == []
    return texts(view)


def party(n: int, **given: object) -> Party:
    known: dict[str, object] = {
        "member_id": MemberId(n),
        "name": f"Personne {n}",
        "company": f"Entreprise {n // 3}",
        "says": Says.YES,
        "seats": 1,
        "with_member": True,
        "waiting": 0,
        "answered_at": NOW,
        "cancel_notice": None,
        "late_minutes": None,
        "late_notice": None,
        "confirmed": True,
        "present": None,
    }
    return Party(**(known | given))


def test_the_list_shows_five_events_each_with_the_buttons_of_its_state(house: House) -> None:
    house.event(title="Brouillon", state=EventState.DRAFT)
    house.event(title="Passée", starts_at=NOW - timedelta(days=2), ends_at=NOW - timedelta(days=1))
    for n in range(5):
        house.event(title=f"{n} {ODD}", starts_at=START + timedelta(n), ends_at=START + timedelta(9))
    shown = reading.listing(house.services, LIST, NOW)
    message = views.listing(T, shown, NOW)
    assert check_blocks(list(message.blocks), "message") == []
    assert (len(shown.page.items), shown.page.total) == (5, 7)
    last = views.listing(T, reading.listing(house.services, LIST.at(9), NOW), NOW)
    assert check_blocks(list(last.blocks), "message") == []
    assert "Passée" in texts(last.blocks)


def test_a_list_has_at_most_one_primary_button(house: House) -> None:
    house.event(title="Forum", state=EventState.DRAFT)
    house.event(title="Atelier")
    for words in ("", "forum"):
        blocks = views.listing(
            T, reading.listing(house.services, LIST._replace(words=words), NOW), NOW
        ).blocks
        buttons = [e for block in blocks for e in block.get("elements", []) if e["type"] == "button"]
        assert [b["action_id"] for b in buttons if b.get("style")] == [ids.PUBLISH if words else ids.NEW]


def test_words_filter_the_list_and_words_that_fit_nothing_lead_back_to_all(house: House) -> None:
    house.event(title="Forum Chaleur")
    house.event(title="Atelier", place="Évry")
    found = on_command(house.interaction("event", text="EVRY"), house.services).message
    missed = on_command(house.interaction("event", text="forme"), house.services).message
    assert "Atelier" in texts(found.blocks)
    assert "Forum" not in texts(found.blocks)
    assert "forme" in missed.text
    assert "Forum" not in texts(missed.blocks)
    assert [element["action_id"] for element in missed.blocks[-1]["elements"]] == [ids.LIST_PAGE]


def test_the_form_is_valid_new_edited_and_overlong(house: House) -> None:
    long = house.event(title=ODD, place=ODD, agenda="é" * 3000, capacity=None)
    hosted = replace(
        long, host_company_id=CompanyId(1), host_company=ODD, video_url="https://visio.example/1"
    )
    assert "Paris" in valid(form_view.event_form(T, CLUB, None, "{}"))
    assert "Publi" not in valid(form_view.event_form(T, CLUB, hosted, "{}"))
    valid(form_view.event_form(T, CLUB, replace(hosted, state=EventState.DRAFT), "{}"))


def test_the_form_shown_after_somebody_elses_save_recalls_what_was_typed(house: House) -> None:
    event = house.event()
    lost = fields(title="Forum Fraîcheur", agenda="Visite du site", kind="workshop") | {form.HOST_NAME: ""}
    said = valid(form_view.event_form(T, CLUB, event, "{}", lost))
    assert "Forum Fraîcheur" in said
    assert "Visite du site" in said


def test_five_hundred_parties_are_paged_within_the_limits(house: House) -> None:
    guests = [Guest(ODD, "a@b.example", ODD, ODD) for _ in range(5)]
    parties = [
        party(n, name=ODD, company=f"{n}{ODD}", seats=6, guests=guests, confirmed=False, late_minutes=15)
        for n in range(500)
    ]
    answers = AnswersPage(house.event(), Room(20, 3000, 0), 500, 0, 0, Page.cut(parties, ANSWERS))
    for number in (0, 12, 24, 99):
        page = Page.cut(parties, ANSWERS.at(number), answers_view.PARTIES)
        view = answers_view.answers(T, replace(answers, page=page))
        valid(view)
        assert len(view["blocks"]) <= 100
        assert len(str(view)) < 250_000


def test_answers_say_all_that_holds_for_a_party(house: House) -> None:
    guest = Guest("Ida Invitée", "i@b.example", "Ingénieure", "Ardoin", id=1)
    parties = [
        party(1, seats=2, guests=[guest], late_minutes=30),
        party(2, says=Says.NO, seats=0, cancel_notice=3 * 86400),
        party(3, says=None, seats=0, waiting=2),
        party(4, confirmed=False),
    ]
    page = Page.cut(parties, ANSWERS, answers_view.PARTIES)
    said = valid(answers_view.answers(T, AnswersPage(house.event(), Room(20, 3, 1), 2, 1, 9, page)))
    for name in ("Personne 1", "Ida Invitée", "Personne 2", "Personne 3", "Personne 4", "30", "3"):
        assert name in said


@pytest.mark.parametrize("present", [None, False])
def test_attendance_shows_ten_people_a_group_and_forty_a_page(house: House, present) -> None:
    people = seated(sitting([party(n, name=ODD, company=ODD, present=present) for n in range(95)]), {})
    for page, boxes in ((0, 40), (1, 40), (2, 15)):
        view = answers_view.attendance(T, house.event(), Page.cut(people, ANSWERS.at(page), 40), "{}")
        valid(view)
        groups = [block["element"] for block in view["blocks"] if block["type"] == "input"]
        assert sum(len(group["options"]) for group in groups) == boxes
        ticked = sum(len(group.get("initial_options", [])) for group in groups)
        assert ticked == (boxes if present is None else 0)


def test_who_reads_like_somebody_on_another_page_is_told_apart(house: House) -> None:
    event = house.event(capacity=None)
    for n in range(45):
        house.answers(event, house.member(f"Inès Morel{n:02}", company="Ardoin"))
    for name, function in (("Élodie Roy", "Achats"), ("Inès Zola", ""), ("Elodie Roy", "Énergie")):
        member = house.member(name, company="Ardoin")
        with house.services.db.begin() as session:
            change_member(session, member, function=function)
        house.answers(event, member)
    asked = ANSWERS._replace(of=event.id)
    found = [reading.get_answers(house.services, asked.at(page), 20) for page in range(3)]
    marks = {one.name: page.beside[one.member_id] for page in found if page for one in page.page.items}
    assert (marks["Elodie Roy"], marks["Élodie Roy"], marks["Inès Zola"]) == (("Énergie",), ("Achats",), ())
    pages = [reading.get_seated(house.services, event, asked.at(page), 40).items for page in range(2)]
    called = [one.called for page in pages for one in page]
    assert {"Elodie Roy, Énergie, Ardoin", "Élodie Roy, Achats, Ardoin", "Inès Zola, Ardoin"} <= {*called}
    assert (len(pages[0]), len(called), len({*called})) == (40, 48, 48)


def ticking(view: dict, *, but: tuple[str, ...] = ()) -> dict:
    """The state of an attendance page with everybody ticked but some."""
    return {
        block["block_id"]: {
            "present": {"selected_options": [o for o in block["element"]["options"] if o["value"] not in but]}
        }
        for block in view["blocks"]
        if block["type"] == "input"
    }


def test_attendance_is_kept_page_by_page_and_can_be_corrected(house: House) -> None:
    event = house.event()
    members = [house.member(f"Personne {n:02}", company="Ardoin") for n in range(45)]
    for member in members:
        house.answers(event, member)
    house.answers(event, house.member("Absente"), Says.NO)
    house.now = event.starts_at
    on_attendance(house.interaction(ids.ATTENDANCE, value=str(event.id)), house.services)
    [first] = house.shown.opened
    given = {"metadata": first["private_metadata"], "state": ticking(first, but=(f"m{members[0]}",))}
    second = on_attending(house.interaction(ids.ATTENDING, **given), house.services).update
    given = {"metadata": second["private_metadata"], "state": ticking(second, but=(f"m{members[44]}",))}
    on_attendance_back(house.interaction(ids.ATTENDANCE_BACK, **given), house.services)
    [back] = house.shown.updated
    assert ticking(back) != ticking(first)["present#1"]
    assert len(back["blocks"][2]["element"]["initial_options"]) == 9
    done = on_attending(house.interaction(ids.ATTENDING, **given), house.services)
    with house.services.db.read() as session:
        assert count_present(session, event.id) == 43
    assert "43" in done.message.text


def test_attendance_waits_for_the_start(house: House) -> None:
    event = house.event()
    house.answers(event, house.member("Anne"))
    reply = on_attendance(house.interaction(ids.ATTENDANCE, value=str(event.id)), house.services)
    assert house.shown.opened == []
    assert event.title in reply.message.text


def test_companies_are_offered_as_options_within_slacks_limits(house: House) -> None:
    house.company(ODD)
    house.company("Verrerie Ardoin")
    reply = on_hosts(house.interaction(ids.HOST, text="verr"), house.services)
    assert [option["text"]["text"] for option in reply.options] == ["Verrerie Ardoin"]
    everything = on_hosts(house.interaction(ids.HOST, text=""), house.services).options
    assert check_option_answer({"options": list(everything)}) == []


def test_cancelling_asks_for_a_reason_only_where_somebody_reads_it(house: House) -> None:
    event = house.event(title=ODD)
    assert any(b["type"] == "input" for b in views.cancelling(T, event, 0, "{}")["blocks"])
    draft = views.cancelling(T, replace(event, state=EventState.DRAFT), 0, "{}")
    valid(draft)
    assert not any(b["type"] == "input" for b in draft["blocks"])
