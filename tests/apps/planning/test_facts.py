"""Plans follow what changes about people and organisations: leave, patterns, who is here, frozen days and public holidays."""

from datetime import date

from milepost.apps.planning.bridge.calendars import _day, personal_calendar
from milepost.apps.planning.models import PlanChange, PlanRun, ProjectPlan, TaskDates
from milepost.apps.planning.selectors.hours import Hours, holidays_of, with_country
from milepost.engine.working_time.days import shifts_by_day
from milepost.kernel.access import Actor
from milepost.kernel.clock import now
from milepost.kernel.jobs.run import run_one
from milepost.kernel.models import Job, JournalEntry
from tests.apps.planning.plans import dates, sold_plan, task
from tests.apps.projects.works import done, made

WEEK = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), "09:00-12:30, 13:30-17:30")


def staffed() -> tuple[int, int, int]:
    """A plan with a task, the task, and who does it."""
    plan, scope = sold_plan()
    key = task(plan, scope, "Rack them", 1)
    person = made("person", name="Ana")
    made("working-pattern", person=person, valid_from="2026-01-01", **WEEK)
    made("assignment", task=key, person=person)
    all_done()
    return plan, key, person


def all_done() -> None:
    """Every job that waits."""
    Job.objects.filter(state="ready").update(run_after="2026-01-01T00:00Z")
    while run_one("test"):
        pass
    assert not Job.objects.exclude(state="done").exists(), list(Job.objects.values_list("error", flat=True))


def test_leave_that_is_approved_moves_the_work_and_cancelled_it_comes_back(anybody: Actor) -> None:
    plan, key, person = staffed()
    before = PlanChange.objects.filter(plan=plan).count()
    away = made("leave", person=person, kind="holiday", first_day="2026-03-02", last_day="2026-03-03")
    done("leave.request", away)
    assert not Job.objects.filter(state="ready").exists()
    done("leave.approve", away)
    assert dates(key)[0] == "Mon 02 09:00" and Job.objects.filter(state="ready").count() == 1
    all_done()
    assert dates(key)[0] == "Wed 04 09:00"
    assert PlanChange.objects.filter(plan=plan).count() == before + 1
    entry = JournalEntry.objects.filter(operation="plan-run.record").latest("id")
    assert entry.account is None
    done("leave.cancel", away, reason="Stays")
    all_done()
    assert dates(key)[0] == "Mon 02 09:00"


def test_several_changes_at_once_are_one_job_for_each_plan(anybody: Actor) -> None:
    _, key, person = staffed()
    for first, last in (("2026-03-02", "2026-03-02"), ("2026-03-03", "2026-03-03")):
        away = made("leave", person=person, kind="holiday", first_day=first, last_day=last)
        done("leave.request", away)
        done("leave.approve", away)
    assert Job.objects.filter(state="ready").count() == 1
    all_done()
    assert dates(key)[0] == "Wed 04 09:00"


def test_who_works_other_days_or_comes_later_moves_the_work(anybody: Actor) -> None:
    _, key, person = staffed()
    made("working-pattern", person=person, valid_from="2026-03-01", **(WEEK | {"monday": ""}))
    all_done()
    assert dates(key)[0] == "Tue 03 09:00"
    done("person.edit", person, joined_on="2026-03-05")
    all_done()
    assert dates(key)[0] == "Thu 05 09:00"


def test_days_on_which_nothing_may_be_changed_shape_the_plan(anybody: Actor) -> None:
    plan, key, _ = staffed()
    organisation = ProjectPlan.objects.get(pk=plan).project.organisation_id
    freeze = made("change-freeze", organisation=organisation, name="Payroll", first_day="2026-03-02", last_day="2026-03-04")
    all_done()
    assert dates(key)[0] == "Thu 05 09:00"
    done("change-freeze.delete", freeze)
    all_done()
    assert dates(key)[0] == "Mon 02 09:00"


def test_who_works_on_nothing_open_concerns_no_plan(anybody: Actor) -> None:
    plan, key, person = staffed()
    done("task.report", key, started="2026-03-02 09:00", finished="2026-03-02 17:30")
    away = made("leave", person=person, kind="holiday", first_day="2026-03-02", last_day="2026-03-03")
    done("leave.request", away)
    done("leave.approve", away)
    assert not Job.objects.filter(state="ready").exists() and plan


def test_a_plan_keeps_the_public_holidays_of_whom_it_is_for(anybody: Actor) -> None:
    plan, scope = sold_plan(starts_at="2026-04-02 09:00")
    key = task(plan, scope, "Move them", 2)
    assert dates(key) == ("Thu 02 09:00", "Fri 03 17:30")
    organisation = ProjectPlan.objects.get(pk=plan).project.organisation_id
    done("organisation.edit", organisation, country="DE")
    all_done()
    # Good Friday and Easter Monday.
    assert dates(key) == ("Thu 02 09:00", "Tue 07 17:30")


def test_without_a_country_of_its_own_the_house_s_holds(anybody: Actor) -> None:
    plan, scope = sold_plan(starts_at="2026-04-02 09:00")
    key = task(plan, scope, "Move them", 2)
    own = made("organisation", name="Our house", kind="department", country="DE")
    done("organisation.mark-own", own)
    all_done()
    assert dates(key) == ("Thu 02 09:00", "Tue 07 17:30") and TaskDates.objects.count() == 1


def test_half_a_day_off_opens_no_day_on_which_nothing_is_done(anybody: Actor) -> None:
    plan, key, person = staffed()
    organisation = ProjectPlan.objects.get(pk=plan).project.organisation_id
    made("change-freeze", organisation=organisation, name="Payroll", first_day="2026-03-02", last_day="2026-03-03")
    away = made("leave", person=person, kind="holiday", part="morning", first_day="2026-03-02", last_day="2026-03-02")
    done("leave.request", away)
    done("leave.approve", away)
    all_done()
    assert dates(key)[0] == "Wed 04 09:00"


def test_morning_and_afternoon_off_are_a_day_off() -> None:
    day = date(2026, 3, 2)
    week = ("09:00-12:30, 13:30-17:30",) * 5 + ("", "")
    hours = Hours("Ana", [(date(2026, 1, 1), week)], frozenset(), [(day, day, "morning"), (day, day, "afternoon")], None, None)
    calendar = personal_calendar("person 1", "Ana", hours, ())
    assert shifts_by_day((calendar,), _day(day), _day(day))[1][_day(day)] == ()


def test_who_declined_hides_nobody_else_of_the_task_whose_leave_moves_it(anybody: Actor) -> None:
    _, key, person = staffed()
    declined = made("assignment", task=key, person=made("person", name="Ben"))
    done("assignment.decline", declined, why="On leave")
    away = made("leave", person=person, kind="holiday", first_day="2026-03-02", last_day="2026-03-03")
    done("leave.request", away)
    done("leave.approve", away)
    all_done()
    assert dates(key)[0] == "Wed 04 09:00"


def test_public_holidays_are_kept_in_plans_that_began_long_ago(anybody: Actor) -> None:
    long_ago = date(2012, 3, 5)
    organisation = made("organisation", name="Eastmoor", kind="client", country="DE")
    project = made("project", name="Long", kind="client", organisation=organisation)
    key = made("project-plan", project=project, name="Long", starts_at="2012-03-05 09:00")
    found = holidays_of(with_country(ProjectPlan.objects.all()).get(pk=key), long_ago)
    assert {long_ago.year, now().year, now().year + 4} <= {day.year for day in found}


def test_what_has_ended_keeps_its_dates_until_it_is_reopened(anybody: Actor) -> None:
    plan, key, person = staffed()
    project = ProjectPlan.objects.get(pk=plan).project_id
    done("project.edit", project, manager=person)
    done("project.start", project)
    done("project.close", project, anyway=True)
    finish = PlanRun.objects.get(plan=plan).finish
    away = made("leave", person=person, kind="holiday", first_day="2026-03-02", last_day="2026-03-03")
    done("leave.request", away)
    done("leave.approve", away)
    done("task.report", key, done="50", started="2026-03-02 09:00")
    all_done()
    row = TaskDates.objects.get(task=key)
    assert (row.held, PlanRun.objects.get(plan=plan).finish, dates(key)[0]) == (False, finish, "Mon 02 09:00") and finish is not None
    done("project.reopen", project, reason="Not over yet")
    assert not TaskDates.objects.get(task=key).held and PlanRun.objects.get(plan=plan).finish != finish
