"""All plans as one: each project keeps its start, calendar and order; people are shared."""

from dataclasses import replace

from milepost.engine import schedule_plan
from milepost.engine.model import (
    Assignment,
    Calendar,
    CustomField,
    FieldValue,
    Link,
    Plan,
    Resource,
    Task,
    every_day,
    weekdays,
)
from milepost.exchange.imported import Imported, Source
from milepost.exchange.pool import combine, merge_plans
from milepost.values import moment_text, read_moment

HOUR = 3600
ANN = Resource("1", "Ann Lee")
SHIFT = Calendar("standard", "Every day", every_day((6 * HOUR, 14 * HOUR)))


def project(
    name: str, start: str, *, calendars: tuple[Calendar, ...] = (Calendar("standard", "Standard", weekdays()),), staffed: bool = True
) -> Plan:
    """Prepare 2 d, then build 3 d (Ann), below a phase; a milestone at the end."""
    return Plan(
        name,
        read_moment(start),
        calendars=calendars,
        tasks=(
            Task("0", "Phase"),
            Task("1", "Prepare", level=2, parent="0", duration=16 * HOUR, fields=(FieldValue("f", "x"),), uid=5, row=1),
            Task("2", "Build", level=2, parent="0", duration=24 * HOUR),
            Task("3", "Done", milestone=True),
        ),
        links=(Link("1", "2"), Link("2", "3")),
        resources=(ANN,),
        assignments=(Assignment("a", "2", "1", work=24 * HOUR),) if staffed else (),
        fields=(CustomField("f", "task", "Text1"),),
    )


def pooled(*plans: Plan):  # type: ignore[no-untyped-def]
    return merge_plans([Imported(plan, (), Source(plan.name, "CSV")) for plan in plans])


def test_each_project_has_the_dates_it_has_alone() -> None:
    plans = project("One", "2026-01-05T08:00"), project("Two", "2026-02-11T08:00", calendars=(SHIFT,), staffed=False)
    combined, notices = combine(pooled(*plans))
    assert [notice.code for notice in notices] == ["person-calendar"]
    schedule = schedule_plan(combined)
    for number, plan in enumerate(plans, start=1):
        alone = schedule_plan(plan)
        for dates in alone:
            together = schedule[f"P{number}:{dates.task}"]
            assert (moment_text(together.start), moment_text(together.finish)) == (moment_text(dates.start), moment_text(dates.finish))
    assert [task.id for task in combined.tasks if task.level == 1] == ["P1", "P2"]
    assert moment_text(schedule["P2"].start) == "2026-02-11T08:00:00"


def test_people_are_shared_and_everything_else_has_its_projects_prefix() -> None:
    combined, _ = combine(pooled(project("One", "2026-01-05T08:00"), project("Two", "2026-02-02T08:00")))
    assert [resource.id for resource in combined.resources] == ["person-1"]
    assert {a.resource for a in combined.assignments} == {"person-1"}
    assert len({task.id for task in combined.tasks}) == len(combined.tasks) == 10
    assert {link.predecessor[:2] + link.successor[:2] for link in combined.links} == {"P1P1", "P2P2"}
    assert {value.field for task in combined.tasks for value in task.fields} == {field.id for field in combined.fields} == {"P1:f", "P2:f"}
    assert all(task.uid is None and task.row is None for task in combined.tasks)
    assert {calendar.id for calendar in combined.calendars} == {"P1:standard", "P2:standard"}


def test_a_task_without_people_has_its_projects_calendar_and_one_with_people_theirs() -> None:
    combined, _ = combine(pooled(project("One", "2026-01-05T08:00"), project("Two", "2026-02-02T08:00")))
    assert combined.task["P2:1"].calendar == "P2:standard"
    assert combined.task["P2:2"].calendar is None
    assert combined.resources[0].calendar == "P1:standard"


def test_a_projects_own_row_is_replaced_by_the_summary() -> None:
    plan = project("One", "2026-01-05T08:00")
    own = Task("own", "One", level=0)
    rows = (own, *(replace(task, parent="own") if task.parent is None else task for task in plan.tasks))
    combined, _ = combine(pooled(plan.with_(tasks=rows)))
    assert "P1:own" not in combined.task
    assert combined.task["P1:0"].parent == "P1"


def test_what_cannot_be_joined_is_told() -> None:
    first = project("One", "2026-01-05T08:00")
    other = project("Two", "2026-01-05T08:00").with_(from_finish=True, finish=read_moment("2026-03-02T17:00"), status_date=5)
    other = other.with_(settings=replace(other.settings, currency=replace(other.settings.currency, code="EUR")))
    combined, notices = combine(pooled(first, other))
    assert [notice.code for notice in notices] == ["from-finish", "currencies-differ", "status-dates-differ"]
    assert combined.status_date is None
