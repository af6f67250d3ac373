"""The trail of a click, from its registration to the statement that saves, stays short."""

from benchmarks.trail import trails

LONGEST = 7


def test_no_click_is_followed_through_more_files_than_these() -> None:
    found = {trail.entry: trail.files for trail in trails()}
    assert found["action rsvp.going"][0] == "handlers/events/rsvp/__init__.py"
    assert found["action rsvp.going"][-1].startswith("storage/")
    assert {entry: files for entry, files in found.items() if len(files) > LONGEST} == {}
