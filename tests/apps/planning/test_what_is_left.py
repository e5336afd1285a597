"""What is said to be left of a task moves its finish, and what waits for it."""

from datetime import UTC, datetime

from milepost.apps.planning.bridge.load import load
from milepost.apps.planning.models import Task
from milepost.engine.levelling import level
from milepost.engine.network import schedule_plan
from milepost.engine.risk import Risks, Shape, ThreePoint, simulate
from milepost.kernel.access import Actor
from milepost.kernel.clock import standing_at
from milepost.kernel.inputs.local_moment import minutes_of
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.undo import undo
from tests.apps.planning.plans import dates, link, sold_plan, task
from tests.apps.projects.works import done

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
