"""Calendar files: read back with an independent reader, stable, and silent about what a client must not see."""

import io
from datetime import UTC, date, datetime
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.engine import schedule_plan
from milepost.engine.model import Assignment, Constraint, Link, Plan, Resource, Task
from milepost.exchange.ical import write_ics
from milepost.exchange.ical.text import escaped, folded
from milepost.values import read_moment

HOUR = 3600
PLAN = Plan(
    "Office move",
    read_moment("2026-01-05T08:00"),
    tasks=(
        Task("1", "Phase, one; or two"),
        Task(
            "2",
            "Design\\draw",
            level=2,
            parent="1",
            duration=24 * HOUR,
            deadline=read_moment("2026-01-06T17:00"),
            notes="secret note",
            percent_complete=40,
        ),
        Task("3", "Meet", level=2, parent="1", duration=2 * HOUR, calendar=None),
        Task("4", "Done", milestone=True, constraint=Constraint.SNET, constraint_date=read_moment("2026-02-02T17:00")),
        Task("5", "Never", duration=HOUR, active=False),
        Task("6", "Side", duration=4 * HOUR),
    ),
    links=(Link("2", "3"), Link("3", "4")),
    resources=(Resource("r", "Ann Lee"),),
    assignments=(Assignment("a", "2", "r", units=500_000),),
)
SCHEDULE = schedule_plan(PLAN)


def ics(plan: Plan = PLAN, **options: Any) -> bytes:
    stream = io.BytesIO()
    write_ics(plan, schedule_plan(plan), stream, **options)
    return stream.getvalue()


def events(data: bytes) -> dict[str, Any]:
    calendar = icalendar.Calendar.from_ical(data)
    return {str(event["SUMMARY"]): event for event in calendar.walk("VEVENT")}


def test_another_reader_finds_a_calendar_with_an_event_per_task_milestone_and_deadline() -> None:
    calendar = icalendar.Calendar.from_ical(ics())
    assert str(calendar["VERSION"]) == "2.0"
    assert str(calendar["X-WR-CALNAME"]) == "Office move"
    assert list(events(ics())) == ["Design\\draw", "Meet", "Milestone: Done", "Side", "Deadline: Design\\draw"]
    assert not [event for event in calendar.walk("VEVENT") if event.errors]


def test_a_task_over_several_days_takes_whole_days_up_to_its_last() -> None:
    event = events(ics())["Design\\draw"]
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (date(2026, 1, 5), date(2026, 1, 8))
    assert "2026-01-05 08:00 to 2026-01-07 17:00" in str(event["DESCRIPTION"])
    assert str(event["TRANSP"]) == "TRANSPARENT"


def test_a_task_within_a_day_has_floating_times() -> None:
    event = events(ics())["Meet"]
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (datetime(2026, 1, 8, 8), datetime(2026, 1, 8, 10))


def test_with_a_zone_times_are_instants_also_in_summer() -> None:
    assert events(ics(zone="Europe/Berlin"))["Meet"].decoded("DTSTART") == datetime(2026, 1, 8, 7, tzinfo=UTC)
    summer = PLAN.with_(start=read_moment("2026-07-06T08:00"))
    assert events(ics(summer, zone="Europe/Berlin"))["Meet"].decoded("DTSTART") == datetime(2026, 7, 9, 6, tzinfo=UTC)
    with pytest.raises(ValueError, match="no time zone"):
        ics(zone="Mars/Olympus")


def test_milestones_and_deadlines_are_marked_whole_days() -> None:
    found = events(ics())
    assert found["Milestone: Done"].decoded("DTSTART") == date(2026, 2, 2)
    assert found["Milestone: Done"].decoded("DTEND") == date(2026, 2, 3)
    assert "Milestone" in found["Milestone: Done"]["CATEGORIES"].to_ical().decode()
    deadline = found["Deadline: Design\\draw"]
    assert deadline.decoded("DTSTART") == date(2026, 1, 6)
    assert "after the deadline" in str(deadline["DESCRIPTION"])


def test_a_task_that_ends_at_midnight_does_not_reach_into_the_next_day() -> None:
    night = Plan("Night", read_moment("2026-01-05T00:00"), tasks=(Task("1", "Burn in", duration=48 * HOUR, elapsed=True),))
    event = events(ics(night))["Burn in"]
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (date(2026, 1, 5), date(2026, 1, 7))


def test_people_float_and_notes_are_for_the_team_only() -> None:
    inside, outside = ics(), ics(audience="client")
    assert b"Ann Lee (50%)" in inside.replace(b"\r\n ", b"")
    for word in (b"Ann Lee", b"float", b"Critical", b"secret"):
        assert word in inside.replace(b"\r\n ", b"")
        assert word not in outside.replace(b"\r\n ", b"")
    assert "40 % complete" in str(events(outside)["Design\\draw"]["DESCRIPTION"])
    assert "Part of Phase, one; or two" in str(events(outside)["Design\\draw"]["DESCRIPTION"])


def test_the_same_plan_gives_the_same_bytes_and_uids_outlive_a_new_date() -> None:
    assert ics() == ics()
    later = PLAN.with_(start=read_moment("2026-03-02T08:00"))
    assert {name: str(event["UID"]) for name, event in events(ics()).items()} == {
        name: str(event["UID"]) for name, event in events(ics(later)).items()
    }
    uids = [str(event["UID"]) for event in events(ics()).values()]
    assert len(set(uids)) == len(uids)


def test_the_stamp_is_the_status_date_the_start_or_what_the_caller_says() -> None:
    def stamp(data: bytes) -> Any:
        return events(data)["Meet"].decoded("DTSTAMP").replace(tzinfo=None)

    assert stamp(ics()) == datetime(2026, 1, 5, 8)
    assert stamp(ics(PLAN.with_(status_date=read_moment("2026-01-09T17:00")))) == datetime(2026, 1, 9, 17)
    assert stamp(ics(stamp=0)) == datetime(1970, 1, 1)


@given(st.text(max_size=200))
def test_any_name_survives_and_no_line_is_too_long(name: str) -> None:
    data = ics(PLAN.with_(tasks=(Task("1", name, duration=HOUR),), links=(), assignments=()))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert data.endswith(b"END:VCALENDAR\r\n")
    data.decode("utf-8")
    (event,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    wanted = "".join(
        letter for letter in name.replace("\r\n", "\n").replace("\r", "\n") if letter in "\t\n" or (letter >= " " and letter != "\x7f")
    )
    assert str(event["SUMMARY"]) == wanted


def test_text_is_escaped_and_lines_fold_between_characters() -> None:
    assert escaped("a,b;c\\d\ne") == "a\\,b\\;c\\\\d\\ne"
    line = folded("X:" + "ü" * 60)
    assert line.count(b"\r\n ") == 1
    assert line.replace(b"\r\n ", b"").decode() == "X:" + "ü" * 60 + "\r\n"
