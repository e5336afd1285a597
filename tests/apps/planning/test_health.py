"""The health of projects: one formula for each part, told with its reason, read in the same few queries however many there are."""

from datetime import date, timedelta
from typing import Any

import pytest

from milepost.apps.planning.models import PlanChances, Task
from milepost.apps.planning.rules.health import Facts, parts_of, risk, schedule, scope, worst
from milepost.apps.planning.selectors.health import forecasts
from milepost.kernel.access import Actor, house
from milepost.kernel.clock import now
from milepost.kernel.errors import Invalid
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.questions import ask, question_named
from milepost.kernel.settings import today_here
from milepost.kernel.undo import undo
from tests.apps.planning.plans import sold_plan, task
from tests.apps.projects.works import done, internal, item, made

TODAY = date(2026, 3, 2)


def facts(**given: Any) -> Facts:
    """A running project that is simulated and promised."""
    usual: dict[str, Any] = {
        "state": "active",
        "today": TODAY,
        "promised": TODAY + timedelta(days=50),
        "finish": TODAY + timedelta(days=40),
        "p50": TODAY + timedelta(days=40),
        "p80": TODAY + timedelta(days=43),
        "kept": 900_000,
        "waiting": (),
        "held_soon": 0,
        "left": 4,
    }
    return Facts(**(usual | given))


@pytest.mark.parametrize(
    ("given", "level", "why"),
    [
        ({}, "good", "chance"),
        ({"kept": 800_000}, "good", "chance"),
        ({"kept": 799_999}, "warn", "chance"),
        ({"kept": 499_999}, "bad", "chance"),
        ({"kept": None}, "good", "planned-early"),
        ({"kept": None, "promised": TODAY + timedelta(days=39)}, "bad", "planned-late"),
        ({"promised": None}, "unknown", "no-promise"),
        ({"finish": None}, "unknown", "no-plan"),
        ({"finish": TODAY - timedelta(days=3)}, "bad", "overtaken"),
        ({"finish": TODAY - timedelta(days=3), "left": 0}, "good", "chance"),
        ({"state": "closed"}, "unknown", "over"),
    ],
)
def test_the_schedule_is_told_by_the_chance_of_the_promise(given: dict[str, Any], level: str, why: str) -> None:
    found = schedule(facts(**given))
    assert (found.level, found.why) == (level, why)


@pytest.mark.parametrize(
    ("given", "level"),
    [({}, "good"), ({"waiting": (3, 30)}, "warn"), ({"waiting": (31,)}, "bad"), ({"waiting": (1,), "held_soon": 1}, "bad")],
)
def test_scope_is_told_by_what_waits_for_a_decision(given: dict[str, Any], level: str) -> None:
    assert scope(facts(**given)).level == level


@pytest.mark.parametrize(("reserve", "level"), [(1, "good"), (4, "good"), (5, "warn"), (10, "warn"), (11, "bad")])
def test_risk_is_told_by_the_reserve_beside_the_time_that_is_left(reserve: int, level: str) -> None:
    assert risk(facts(p80=TODAY + timedelta(days=40 + reserve))).level == level


def test_what_nobody_knows_is_said_to_be_unknown_and_is_never_the_worst() -> None:
    found = {one.part: one.level for one in parts_of(facts(p50=None, p80=None))}
    assert found == {"schedule": "good", "scope": "good", "risk": "unknown", "cost": "unknown"}
    assert worst(parts_of(facts(p50=None, p80=None))) == "good" and worst(parts_of(facts(waiting=(40,)))) == "bad"


def simulated(plan: int, p50: int, p80: int, curve: list[list[int]]) -> None:
    """What a simulation would have left."""
    told = {"change": 1, "at": now(), "samples": 10, "seed": 1, "planned": p50, "planned_share": 500_000, "earliest": p50, "mean": p50}
    PlanChances.objects.create(plan_id=plan, latest=p80, p50=p50, p80=p80, p95=p80, curve=curve, **told)


@pytest.mark.django_db
@pytest.mark.duty_part("PS-4", "every project's health is told with its reason and what it rests on", where="apps/planning/rules/health.py")
def test_a_project_is_told_with_reasons_that_lead_to_its_records(anybody: Actor) -> None:
    plan, scope_item = sold_plan(starts_at=f"{today_here() + timedelta(days=7)} 09:00")
    task(plan, scope_item, "Rack the switches", 5)
    project = forecast_key()
    item(project, name="Guest network")
    done("project.edit", project, committed_finish=today_here() + timedelta(days=30))
    found = {one["part"]: one for one in ask(question_named("project.health"), anybody, {"project": project}).rows}
    assert found["schedule"]["tone"] == "good" and "before the committed day" in found["schedule"]["reason"]
    assert found["scope"]["reason"] == "1 scope item waits for a decision" and found["scope"]["opens"] == "scope/"
    assert found["cost"]["tone"] == "" and "Not known yet" in found["cost"]["reason"]


def awaits(**given: Any) -> int:
    """A dependency, made by the house."""
    return perform(operation_named("project-dependency.create"), house("the tests"), given=given).records[0].pk


def forecast_key() -> int:
    """The only project there is."""
    (key,) = forecasts(Task.objects.values_list("plan__project_id", flat=True).distinct())
    return key


@pytest.mark.django_db
def test_a_plan_that_ended_before_today_is_no_forecast(anybody: Actor) -> None:
    plan, scope_item = sold_plan(starts_at="2026-01-05 09:00")
    task(plan, scope_item, "Rack the switches", 2)
    project = forecast_key()
    done("project.edit", project, committed_finish="2026-01-10")
    (one,) = ask(question_named("project.forecast"), anybody, {}).rows
    assert one["late"] == -4 and one["level"] == "good", "a project that has not begun is not behind"


@pytest.mark.django_db
def test_it_takes_as_many_queries_for_many_projects_as_for_few(anybody: Actor, django_assert_num_queries: Any) -> None:
    organisation = made("organisation", name="Harbour Council", kind="client")
    given = {"kind": "client", "billing": "none", "organisation": organisation}
    keys = [made("project", name=f"Project {number}", **given) for number in range(12)]
    for key in keys:
        scope_item = item(key)
        plan = made("project-plan", project=key, name="Plan", starts_at="2026-03-02 09:00")
        task(plan, scope_item, "Rack the switches")
        simulated(plan, 100, 200, [[100, 500_000], [200, 800_000]])
    forecasts(keys)
    with django_assert_num_queries(6):
        assert len(forecasts(keys[:2])) == 2
    with django_assert_num_queries(6):
        assert len(forecasts(keys)) == 12


@pytest.mark.django_db
@pytest.mark.duty_part("SR-18", "who waits for whom across projects, the latest first", where="/portfolio/?shown=waits")
def test_a_dependency_tells_when_it_is_expected_and_the_latest_comes_first(anybody: Actor) -> None:
    plan, scope_item = sold_plan()
    end = task(plan, scope_item, "New network works", kind="milestone", constraint="snet", constraint_at="2026-03-20 09:00")
    bringing = forecast_key()
    waiting, _ = internal()
    for what, needed in (("Later", "2026-06-01"), ("Sooner", "2026-03-10")):
        awaits(project=waiting, on_project=bringing, on_task=end, what=what, needed_on=needed)
    late = awaits(project=waiting, on_project=bringing, what="All of it", needed_on="2026-03-19")
    rows = ask(question_named("project-dependency.awaited"), anybody, {}).rows
    assert [(one["what"], one["late"]) for one in rows] == [("Sooner", 10), ("All of it", 1), ("Later", -73)]
    done("project-dependency.meet", late)
    assert len(ask(question_named("project-dependency.awaited"), anybody, {}).rows) == 2


@pytest.mark.django_db
def test_a_project_waits_neither_for_itself_nor_for_a_task_of_a_third(anybody: Actor) -> None:
    plan, scope_item = sold_plan()
    end = task(plan, scope_item, "Done", kind="milestone")
    bringing, (waiting, _) = forecast_key(), internal()
    with pytest.raises(Invalid, match="itself"):
        awaits(project=waiting, on_project=waiting, what="Itself", needed_on="2026-03-20")
    with pytest.raises(Invalid):
        awaits(project=bringing, on_project=waiting, on_task=end, what="Elsewhere", needed_on="2026-03-20")


@pytest.mark.django_db
def test_who_waits_for_a_task_that_is_deleted_waits_for_the_end_of_that_plan(anybody: Actor) -> None:
    plan, scope_item = sold_plan()
    task(plan, scope_item, "Rack the switches", 5)
    end = task(plan, scope_item, "Done", kind="milestone")
    bringing, (waiting, _) = forecast_key(), internal()
    awaits(project=waiting, on_project=bringing, on_task=end, what="It", needed_on="2026-03-20")
    done("project-dependency.meet", awaits(project=waiting, on_project=bringing, on_task=end, what="There", needed_on="2026-03-20"))
    gone = perform(operation_named("task.delete"), anybody, on=[end])
    (row,) = ask(question_named("project-dependency.awaited"), anybody, {}).rows
    assert (row["task"], row["late"]) == (None, -14)
    undo(anybody, gone.batch)
    (row,) = ask(question_named("project-dependency.awaited"), anybody, {}).rows
    assert row["task"]["id"] == end
