"""Chances: a job carries the plan out many times, keeps what that said, and is begun again after changes where somebody gave ranges."""

from datetime import timedelta

import pytest

from milepost.apps.planning.bridge.changes import last_number
from milepost.apps.planning.chart import chart
from milepost.apps.planning.jobs.chances import simulate
from milepost.apps.planning.models import PlanChances, ProjectPlan, TaskChances, TaskDates
from milepost.kernel.access import Actor, house
from milepost.kernel.errors import Denied
from milepost.kernel.jobs.run import run_one
from milepost.kernel.models import Job
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.questions import ask, question_named
from tests.apps.planning.plans import link, sold_plan, task
from tests.apps.projects.works import AGREED, done, for_client, item, made
from tests.house import Staff


def ranged() -> tuple[int, int, int, int]:
    """A plan of two tasks with ranges in a row and a milestone behind them."""
    plan, scope = sold_plan()
    first = task(plan, scope, "Cable", 5, best_minutes=4 * 450, worst_minutes=12 * 450)
    second = task(plan, scope, "Test", 2, best_minutes=2 * 450, worst_minutes=3 * 450)
    end = task(plan, scope, "Handed over", kind="milestone", deadline_at="2026-03-13 17:30")
    link(first, second)
    link(second, end)
    return plan, first, second, end


def simulated(plan: int) -> Job:
    """The job, done at once."""
    perform(operation_named("project-plan.simulate"), house("the tests"), on=[plan])
    while run_one("test"):
        pass
    job = Job.objects.filter(task__endswith="chances.simulate").latest("pk")
    assert job.state == "done", job.error
    return job


def test_percentiles_and_what_moves_the_finish_are_kept(anybody: Actor) -> None:
    plan, first, second, end = ranged()
    simulated(plan)
    chances = PlanChances.objects.get(plan=plan)
    finish = TaskDates.objects.get(task=end).finish
    assert chances.planned == finish and chances.earliest < chances.p50 <= chances.p80 <= chances.p95 <= chances.latest
    assert chances.change == last_number(plan) and sum(count for _, _, count in chances.bars) >= 0.98 * chances.samples
    rows = {one.task_id: one for one in TaskChances.objects.filter(plan=plan)}
    assert rows[end].p80 == chances.p80 and rows[end].p50 == chances.p50
    assert 0 < rows[end].deadline_share < 1_000_000
    assert rows[first].criticality == 1_000_000
    assert rows[first].later - rows[first].earlier > rows[second].later - rows[second].earlier > 0
    assert chances.basis["own"] == 2 and chances.basis["assumed"] == 0


def test_the_same_plan_gives_the_same_figures(anybody: Actor) -> None:
    plan, *_ = ranged()
    simulated(plan)
    before = PlanChances.objects.values().get()
    simulated(plan)
    after = PlanChances.objects.values().get()
    assert {**before, "at": None} == {**after, "at": None}


def test_the_chart_has_them(anybody: Actor) -> None:
    plan, _, _, end = ranged()
    before = chart(anybody, ProjectPlan.objects.select_related("project").get(pk=plan))
    assert before["plan"]["p80"] is None and set(before["tasks"]["p80"]) == {None}
    simulated(plan)
    after = chart(anybody, ProjectPlan.objects.select_related("project").get(pk=plan))
    chances = PlanChances.objects.get(plan=plan)
    assert (after["plan"]["p50"], after["plan"]["p80"]) == (chances.p50, chances.p80)
    assert after["plan"]["chances_run"] == after["plan"]["run"]
    assert after["tasks"]["p80"][after["tasks"]["id"].index(end)] == chances.p80


def test_after_a_change_it_is_begun_again_once_for_all_changes(anybody: Actor) -> None:
    _, first, *_ = ranged()
    waiting = Job.objects.filter(task__endswith="chances.simulate", state="ready")
    (job,) = waiting
    assert timedelta(seconds=10) < job.run_after - job.created_at <= timedelta(seconds=20) and job.account is None
    done("task.edit", first, worst_minutes=20 * 450)
    assert waiting.count() == 1
    Job.objects.filter(pk=job.pk).update(state="running")
    done("task.edit", first, worst_minutes=25 * 450)
    assert waiting.count() == 1, "what runs already may have read the plan before the change"


def test_without_ranges_nothing_is_begun_and_asked_for_it_says_what_was_assumed(anybody: Actor) -> None:
    plan, scope = sold_plan()
    for number in range(3):
        task(plan, scope, f"Task {number}", 2)
    assert not Job.objects.filter(task__endswith="chances.simulate").exists()
    simulated(plan)
    basis = PlanChances.objects.get(plan=plan).basis
    assert (basis["own"], basis["assumed"], basis["together"]) == (0, 3, 0.2)


def test_held_work_is_not_simulated(anybody: Actor) -> None:
    project, contact = for_client()
    plan = made("project-plan", project=project, name="Plan", starts_at="2026-03-02 09:00")
    agreed, wished = item(project), item(project, name="More of it")
    done("scope-item.approve", agreed, contact=contact, on="2026-01-05", **AGREED)
    sold = task(plan, agreed, "Work", 2, best_minutes=450, worst_minutes=5 * 450)
    held = task(plan, wished, "Wished for", 50, worst_minutes=90 * 450)
    simulated(plan)
    assert list(TaskChances.objects.values_list("task", flat=True)) == [sold] and held
    assert PlanChances.objects.get(plan=plan).latest < TaskDates.objects.get(task=held).finish


def test_ranges_out_of_order_are_told_and_what_was_known_stays(anybody: Actor) -> None:
    plan, first, *_ = ranged()
    simulated(plan)
    before = PlanChances.objects.get(plan=plan).p80
    done("task.edit", first, best_minutes=20 * 450, worst_minutes=None)
    job = simulated(plan)
    assert any(one["code"] == "three-points-reversed" and "Cable" in one["place"] for one in job.result["problems"])
    assert PlanChances.objects.get(plan=plan).p80 == before


def test_an_empty_plan_has_no_chances_and_says_so(anybody: Actor) -> None:
    plan, _ = sold_plan()
    job = simulated(plan)
    assert not PlanChances.objects.exists() and job.result["problems"][0]["code"] == "nothing-committed"


def test_who_may_not_simulate_is_refused(anybody: Actor, staff: Staff) -> None:
    plan, *_ = ranged()
    with pytest.raises(Denied):
        perform(operation_named("project-plan.simulate"), staff("Ann", "project-plan.view"), on=[plan])


def test_programs_are_given_the_chances(anybody: Actor) -> None:
    plan, first, *_ = ranged()
    asked = question_named("project-plan.chances")
    nothing = ask(asked, anybody, {"plan": plan})
    assert list(nothing.rows) == [] and "not simulated yet" in nothing.notes[0]
    simulated(plan)
    whole, *tasks = ask(asked, anybody, {"plan": plan}).rows
    assert whole["task"] is None and whole["p80"] and len(tasks) == 3
    done("task.edit", first, name="Pull cables")
    assert "1 change." in ask(asked, anybody, {"plan": plan}).notes[0]


def test_tasks_deleted_while_the_plan_is_simulated_have_no_chances_and_the_others_do(anybody: Actor) -> None:
    plan, first, _, end = ranged()
    effect = simulate.func(lambda *_: None, plan, True)
    done("task.delete", first)
    effect.apply()
    assert set(TaskChances.objects.values_list("task", flat=True)) >= {end} and PlanChances.objects.filter(plan=plan).exists()
