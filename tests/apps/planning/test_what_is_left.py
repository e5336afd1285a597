"""What is said to be left of a task moves its finish, and what waits for it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from milepost.apps.planning.bridge.levelling import level_plans
from milepost.apps.planning.bridge.load import load
from milepost.apps.planning.chart.why import why
from milepost.apps.planning.files.apply import Answers, bring
from milepost.apps.planning.files.draft import draft_of
from milepost.apps.planning.files.give import give
from milepost.apps.planning.files.preview import preview
from milepost.apps.planning.files.reading import read_file
from milepost.apps.planning.models import ProjectPlan, Task
from milepost.engine.levelling import level
from milepost.engine.load import plan_load
from milepost.engine.network import schedule_plan
from milepost.engine.risk import Risks, Shape, ThreePoint, simulate
from milepost.kernel.access import Actor
from milepost.kernel.clock import standing_at
from milepost.kernel.errors import Invalid
from milepost.kernel.inputs.local_moment import minutes_of
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.undo import undo
from milepost.values import HOUR
from tests.apps.planning.bringing import HOUSE
from tests.apps.planning.foreign_plans import kept_in, own
from tests.apps.planning.plans import dates, link, sold_plan, task
from tests.apps.projects.works import done, made

WEDNESDAY = datetime(2026, 3, 4, 10, tzinfo=UTC)


def begun(days: int = 4) -> tuple[int, int, int]:
    """The plan, a task of so many days that began on Monday, and a day's work behind it."""
    plan, scope = sold_plan()
    rack, cable = task(plan, scope, "Rack", days), task(plan, scope, "Cable")
    link(rack, cable)
    done("task.report", rack, started="2026-03-02 09:00")
    return plan, rack, cable


def test_sixty_hours_left_end_eight_days_from_now_whatever_was_planned(anybody: Actor) -> None:
    _, rack, cable = begun()
    before = dates(rack), dates(cable)
    assert before == (("Mon 02 09:00", "Thu 05 17:30"), ("Fri 06 09:00", "Fri 06 17:30"))
    with standing_at(WEDNESDAY):
        batch = perform(operation_named("task.report"), anybody, on=[rack], given={"done": "50", "remaining": "60:00"}).batch
    assert dates(rack) == ("Mon 02 09:00", "Mon 16 10:00")
    assert dates(cable) == ("Mon 16 10:00", "Tue 17 10:00")
    undo(anybody, batch)
    assert (dates(rack), dates(cable)) == before


def test_less_than_planned_ends_sooner_and_nothing_left_ends_at_once(anybody: Actor) -> None:
    _, rack, _ = begun()
    with standing_at(WEDNESDAY):
        done("task.report", rack, remaining="2:00")
        assert dates(rack)[1] == "Wed 04 12:00"
        done("task.report", rack, remaining="0:00")
        assert dates(rack)[1] == "Wed 04 10:00"


def test_a_share_that_is_said_later_alone_says_what_is_left(anybody: Actor) -> None:
    _, rack, _ = begun()
    with standing_at(WEDNESDAY):
        done("task.report", rack, done="10", remaining="60:00")
        done("task.report", rack, done="10", blocked_by="The key")
        assert dates(rack)[1] == "Mon 16 10:00"
        done("task.report", rack, done="50")
    assert dates(rack)[1] == "Thu 05 17:30"
    row = Task.objects.get(pk=rack)
    assert (row.remaining_minutes, row.remaining_at) == (None, None)


def test_nothing_is_left_of_what_is_finished_and_nobody_is_told_otherwise(anybody: Actor) -> None:
    _, rack, _ = begun()
    done("task.report", rack, finished="2026-03-03 17:30")
    with pytest.raises(Invalid, match="is finished: nothing remains of it"):
        done("task.report", rack, remaining="5:00")
    done("task.report", rack, remaining="0:00", blocked_by="")
    with standing_at(WEDNESDAY):
        done("task.report", rack, done="80", remaining="5:00")
    row = Task.objects.get(pk=rack)
    assert (row.finished_at, row.done_share, row.remaining_minutes) == (None, 800_000, 300)


def test_what_was_not_begun_takes_what_is_needed_from_its_own_start_on(anybody: Actor) -> None:
    plan, scope = sold_plan()
    rack = task(plan, scope, "Rack", 4)
    with standing_at(WEDNESDAY):
        done("task.report", rack, remaining="15:00")
    assert dates(rack) == ("Mon 02 09:00", "Tue 03 17:30")
    assert Task.objects.get(pk=rack).started_at is None


def test_who_reports_a_part_has_begun_as_planned(anybody: Actor) -> None:
    plan, scope = sold_plan()
    rack = task(plan, scope, "Rack", 4)
    with standing_at(WEDNESDAY):
        done("task.report", rack, done="25")
    assert Task.objects.get(pk=rack).started_at == minutes_of(datetime(2026, 3, 2, 9))  # the plan's clock


def test_chances_and_levelling_begin_with_what_is_left(anybody: Actor) -> None:
    plan, rack, _ = begun()
    with standing_at(WEDNESDAY):
        done("task.report", rack, done="50", remaining="60:00")
    loaded = load(plan).plan
    planned = schedule_plan(loaded).finish
    assert level(loaded).schedules[0].finish == planned
    told = simulate(loaded, Risks(default=ThreePoint(0.5, 1, 2, Shape.TRIANGULAR)), samples=500)
    assert told.planned == planned
    assert told.finish is not None and told.finish.p(1) > minutes_of(datetime(2026, 3, 9)) * 60  # half of eight days


def test_why_a_task_ends_when_it_does_names_the_report(anybody: Actor) -> None:
    plan, rack, _ = begun()
    with standing_at(WEDNESDAY):
        done("task.report", rack, remaining="60:00")
    told = why(anybody, ProjectPlan.objects.get(pk=plan), rack).chain[0].text
    assert told.endswith("to Mon 16 Mar 2026 10:00: Wed 4 Mar 2026 10:00 somebody said that it still needs 8 d of work time.")


def test_what_was_planned_to_take_no_time_takes_what_is_said(anybody: Actor) -> None:
    plan, scope = sold_plan()
    rack, over = task(plan, scope, "Rack", 0), task(plan, scope, "Over", 0, kind="milestone")
    for key in (rack, over):
        done("task.report", key, remaining="5:00")
    assert dates(rack) == ("Mon 02 09:00", "Mon 02 15:00")
    assert dates(over) == ("Mon 02 09:00", "Mon 02 09:00")


def hours(plan: int, name: str) -> dict[str, list[float]]:
    """By task how many hours of each day somebody works on it."""
    loaded = load(plan).plan
    (who,) = (one.id for one in loaded.resources if one.name == name)
    rows = plan_load(loaded, schedule_plan(loaded))
    return {row.task_name: [seconds / 3600 for _, seconds in row.days] for row in rows if row.resource == who}


def test_who_needs_longer_than_planned_is_booked_for_that_long(anybody: Actor) -> None:
    plan, scope = sold_plan()
    rack, other, spare = task(plan, scope, "Rack", 4), task(plan, scope, "Other", 2), task(plan, scope, "Spare", 4)
    ann, bea = made("person", name="Ann"), made("person", name="Bea")
    for key in (rack, other, spare):
        made("assignment", task=key, person=ann)
    made("assignment", task=rack, person=bea, effort_minutes=15 * 60)  # half as long as Ann
    done("task.report", rack, started="2026-03-02 09:00")
    with standing_at(WEDNESDAY):
        done("task.report", rack, done="50", remaining="60:00")
        done("task.report", spare, remaining="0:00")
    assert hours(plan, "Ann") == {"Rack": [7.5] * 10 + [1.0], "Other": [7.5] * 2, "Spare": []}
    assert hours(plan, "Bea") == {"Rack": [7.5, 7.5, 6.5, 7.5, 7.5, 7.5, 1.0]}  # two days of work, then half of sixty hours
    levelled = level_plans([load(plan)])
    schedule = levelled.result.schedules[0]
    assert schedule[str(other)].start == schedule[str(rack)].finish
    assert levelled.overloads_after == ()


def test_a_file_that_is_given_out_says_what_was_worked_and_what_is_left_and_comes_back_unchanged(anybody: Actor, tmp_path: Path) -> None:
    plan, rack, _ = begun()
    with standing_at(WEDNESDAY):
        done("task.report", rack, done="10", remaining="60:00")
        content = give(HOUSE, plan, "mspdi").content
    given = own(content)
    told = next(one for one in given.tasks if one.name == "Rack")
    assert told.remaining_duration == 60 * HOUR
    # Monday and Tuesday, and Wednesday until ten: two days and an hour.
    assert (told.actual_duration, told.duration) == (16 * HOUR, 76 * HOUR)
    assert told.percent_complete == 16 * 100 // 76
    back = draft_of(read_file(kept_in(tmp_path, content), name="ours.xml", start=None))
    project = ProjectPlan.objects.get(pk=plan).project
    assert preview(HOUSE, project, back)["nothing"]
    assert Task.objects.get(pk=rack).duration_minutes == 4 * 450
    less = content.replace(b"<RemainingDuration>PT60H0M0S", b"<RemainingDuration>PT50H0M0S")
    assert less != content
    bring(HOUSE, project, draft_of(read_file(kept_in(tmp_path, less), name="ours.xml", start=None)), {}, Answers())
    assert Task.objects.get(pk=rack).remaining_minutes == 50 * 60
