"""Levelling: a job proposes, nothing moves until it is accepted, and what was proposed for an older plan is refused."""

import pytest

from milepost.apps.people.models import Person
from milepost.apps.planning.jobs.levelling import level
from milepost.apps.planning.models import LevellingMove, LevellingProposal, Task, TaskDates
from milepost.kernel.access import Actor, house
from milepost.kernel.errors import Denied, Invalid, Missing, WrongState
from milepost.kernel.jobs.effect import Cancelled
from milepost.kernel.jobs.run import run_one
from milepost.kernel.models import Job
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.questions import ask, question_named
from tests.apps.planning.plans import link, sold_plan, task
from tests.apps.projects.works import AGREED, approved_by_client, done, for_client, item, made
from tests.house import Staff


def overloaded() -> tuple[int, int, int, int]:
    """A plan in which Ana has two tasks at once; what waits for the second."""
    plan, scope = sold_plan()
    first, second = task(plan, scope, "Rack them", 2), task(plan, scope, "Cable them", 3)
    behind = task(plan, scope, "Test them", 1)
    link(second, behind)
    person = made("person", name="Ana")
    for key in (first, second):
        made("assignment", task=key, person=person)
    return plan, first, second, behind


def proposed(*plans: int) -> list[LevellingProposal]:
    """What levelling them proposes."""
    perform(operation_named("project-plan.level"), house("the tests"), on=list(plans))
    while run_one("test"):
        pass
    job = Job.objects.filter(task__endswith="levelling.level").latest("pk")
    assert job.state == "done", job.error
    return list(LevellingProposal.objects.filter(pk__in=job.result["proposals"]).order_by("plan"))


def spans() -> dict[int, tuple[int, int]]:
    return {key: (start, finish) for key, start, finish in TaskDates.objects.values_list("task", "start", "finish")}


def test_nothing_moves_until_it_is_accepted(anybody: Actor) -> None:
    plan, first, second, behind = overloaded()
    before = spans()
    (one,) = proposed(plan)
    assert spans() == before and one.state == "open"
    assert (one.overloads_before, one.overloads_after, one.verified) == (1, 0, True)
    moves = {move.task_id: move for move in LevellingMove.objects.filter(proposal=one)}
    assert set(moves) in ({first}, {second, behind})
    assert one.bound_minutes <= one.delay_minutes and one.moved == len(moves)
    perform(operation_named("levelling-proposal.accept"), anybody, on=[one.pk])
    now = spans()
    assert {key: now[key] for key in moves} == {key: (move.start, move.finish) for key, move in moves.items()}
    one.refresh_from_db()
    assert one.state == "accepted" and set(LevellingMove.objects.values_list("accepted", flat=True)) == {True}


def test_each_moved_task_has_its_reason(anybody: Actor) -> None:
    plan, scope = sold_plan()
    keys = [task(plan, scope, name, 2, priority=priority) for name, priority in (("Urgent", 900), ("Usual", 500))]
    behind = task(plan, scope, "Behind")
    link(keys[1], behind)
    person = made("person", name="Ana")
    for key in keys:
        made("assignment", task=key, person=person)
    (one,) = proposed(plan)
    moves = {move.task_id: move for move in LevellingMove.objects.filter(proposal=one)}
    busy = next(move for move in moves.values() if move.why == "busy")
    (blocker,) = busy.blockers
    assert (blocker["person"], blocker["plan"]) == (person, plan)
    assert (
        blocker["task"] in keys
        and blocker["task"] != busy.task_id
        and blocker["until"] == TaskDates.objects.get(task=blocker["task"]).finish
    )
    if behind in moves:
        assert (moves[behind].why, moves[behind].after_id, moves[behind].delay) == ("follows", busy.task_id, 0)


def test_some_may_be_accepted_and_the_rest_left(anybody: Actor) -> None:
    plan, scope = sold_plan()
    keys = [task(plan, scope, f"Task {number}") for number in range(3)]
    person = made("person", name="Ana")
    for key in keys:
        made("assignment", task=key, person=person)
    (one,) = proposed(plan)
    moved = list(LevellingMove.objects.filter(proposal=one).order_by("start").values_list("task", flat=True))
    assert len(moved) == 2
    perform(operation_named("levelling-proposal.accept"), anybody, on=[one.pk], given={"tasks": [moved[0]]})
    assert Task.objects.get(pk=moved[0]).leveling_delay_minutes > 0 and Task.objects.get(pk=moved[1]).leveling_delay_minutes == 0
    assert dict(LevellingMove.objects.values_list("task", "accepted")) == {moved[0]: True, moved[1]: False}


@pytest.mark.parametrize("tasks", [[], [10**9], "12", [True], {"a": 1}])
def test_what_is_no_choice_of_tasks_is_refused(anybody: Actor, tasks: object) -> None:
    plan, *_ = overloaded()
    (one,) = proposed(plan)
    with pytest.raises(Invalid):
        perform(operation_named("levelling-proposal.accept"), anybody, on=[one.pk], given={"tasks": tasks})
    assert not Task.objects.exclude(leveling_delay_minutes=0).exists()


def test_what_was_proposed_for_an_older_plan_is_refused_with_what_changed(anybody: Actor) -> None:
    plan, first, *_ = overloaded()
    (one,) = proposed(plan)
    done("task.edit", first, duration_minutes=5 * 450)
    number = Task.objects.get(pk=first).number
    with pytest.raises(WrongState, match=f"{number} Rack them.*Level it anew"):
        perform(operation_named("levelling-proposal.accept"), anybody, on=[one.pk])
    assert not Task.objects.exclude(leveling_delay_minutes=0).exists()


def test_none_is_accepted_by_declining_and_a_new_one_declines_the_old(anybody: Actor) -> None:
    plan, *_ = overloaded()
    (one,) = proposed(plan)
    perform(operation_named("levelling-proposal.decline"), anybody, on=[one.pk])
    (two,), (three,) = proposed(plan), proposed(plan)
    states = dict(LevellingProposal.objects.values_list("pk", "state"))
    assert states == {one.pk: "declined", two.pk: "declined", three.pk: "open"}


def test_a_portfolio_is_levelled_together_with_a_proposal_for_each_plan(anybody: Actor) -> None:
    person = made("person", name="Ana")
    plans = []
    for number in range(2):
        project, contact = _client_project(number)
        scope = item(project)
        approved_by_client(scope, contact)
        plan = made("project-plan", project=project, name=f"Plan {number}", starts_at="2026-03-02 09:00")
        key = task(plan, scope, f"Work {number}", 2)
        made("assignment", task=key, person=person)
        plans.append(plan)
    found = proposed(*plans)
    assert [one.plan_id for one in found] == plans and len({one.mark for one in found}) == 1
    assert sum(one.moved for one in found) == 1
    move = LevellingMove.objects.get()
    assert move.blockers[0]["plan"] in plans and move.blockers[0]["plan"] != move.proposal.plan_id and "name" not in move.blockers[0]


def _client_project(number: int) -> tuple[int, int]:
    organisation = made("organisation", name=f"Council {number}", kind="client")
    contact = made("contact", organisation=organisation, name="Mona Field")
    given = {"name": f"Renewal {number}", "kind": "client", "billing": "fixed-price", "organisation": organisation}
    return made("project", **given), contact


def test_held_work_is_not_levelled(anybody: Actor) -> None:
    project, contact = for_client()
    plan = made("project-plan", project=project, name="Plan", starts_at="2026-03-02 09:00")
    agreed, wished = item(project), item(project, name="More of it")
    done("scope-item.approve", agreed, contact=contact, on="2026-01-05", **AGREED)
    person = made("person", name="Ana")
    for scope in (agreed, wished):
        made("assignment", task=task(plan, scope, "Work", 2), person=person)
    (one,) = proposed(plan)
    assert (one.moved, one.overloads_before) == (0, 0)


def test_a_role_that_somebody_is_sought_for_is_nobodys_time(anybody: Actor) -> None:
    plan, scope = sold_plan()
    role = made("work-role", name="Network engineer")
    for number in range(2):
        made("assignment", task=task(plan, scope, f"Work {number}"), work_role=role)
    (one,) = proposed(plan)
    assert one.moved == 0


def test_a_stopped_job_leaves_nothing(anybody: Actor) -> None:
    plan, *_ = overloaded()
    perform(operation_named("project-plan.level"), anybody, on=[plan])
    perform(operation_named("project-plan.level"), anybody, on=[plan])
    assert Job.objects.filter(task__endswith="levelling.level").count() == 1
    told = []

    def report(tried: int, whole: int, text: str = "") -> None:
        told.append(text)
        if tried:
            raise Cancelled

    with pytest.raises(Cancelled):
        level.func(report, [plan])
    assert "schedules tried" in told[-1] and not LevellingProposal.objects.exists()


def test_who_may_not_level_may_not_accept(anybody: Actor, staff: Staff) -> None:
    plan, *_ = overloaded()
    (one,) = proposed(plan)
    reader = staff("Ann", "project-plan.view", "levelling-proposal.view", "task.edit")
    for name, key in (("project-plan.level", plan), ("levelling-proposal.accept", one.pk)):
        with pytest.raises(Denied):
            perform(operation_named(name), reader, on=[key])
    elsewhere = staff("Bob", "project-plan.level", "levelling-proposal.accept", kind="project", scope=10**6)
    for name, key in (("project-plan.level", plan), ("levelling-proposal.accept", one.pk)):
        with pytest.raises(Missing):
            perform(operation_named(name), elsewhere, on=[key])


def test_an_archived_plan_is_not_levelled(anybody: Actor) -> None:
    plan, *_ = overloaded()
    done("project-plan.archive", plan)
    with pytest.raises(WrongState):
        perform(operation_named("project-plan.level"), anybody, on=[plan])


def test_programs_are_given_the_moves(anybody: Actor) -> None:
    plan, *_ = overloaded()
    (one,) = proposed(plan)
    rows = list(ask(question_named("levelling-proposal.moves"), anybody, {"proposal": one.pk}).rows)
    assert len(rows) == one.moved and {row["why"] for row in rows} <= {"busy", "follows"}


def test_that_somebody_is_away_makes_a_proposal_old(anybody: Actor) -> None:
    plan, *_ = overloaded()
    (one,) = proposed(plan)
    away = made("leave", person=Person.objects.get().pk, kind="holiday", first_day="2026-03-02", last_day="2026-03-03")
    done("leave.request", away)
    done("leave.approve", away)
    while run_one("test"):
        pass
    with pytest.raises(WrongState, match="somebody's working time"):
        perform(operation_named("levelling-proposal.accept"), anybody, on=[one.pk])


def test_tasks_deleted_while_it_is_worked_out_are_in_no_proposal(anybody: Actor) -> None:
    plan, _, second, behind = overloaded()
    effect = level.func(lambda *_: None, [plan])
    done("task.delete", second)
    done("task.delete", behind)
    effect.apply()
    (one,) = LevellingProposal.objects.filter(pk__in=effect.result["proposals"])
    assert not LevellingMove.objects.filter(task__in=[second, behind]).exists()
    with pytest.raises(WrongState, match="was changed since"):
        perform(operation_named("levelling-proposal.accept"), anybody, on=[one.pk])
