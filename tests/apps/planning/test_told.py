"""Who is told of what is done in plans: whoever is asked, whoever asked, whose turn it is, whose promise is likely lost."""

from datetime import timedelta
from typing import Any

import pytest

from milepost.apps.planning.jobs.reminders import remind_of_answers
from milepost.apps.planning.models import Assignment, ProjectPlan
from milepost.apps.planning.services.notes import note_commitment
from milepost.kernel.access import Actor
from milepost.kernel.clock import now
from milepost.kernel.inputs.local_moment import LocalMoment
from milepost.kernel.models import Notice
from milepost.kernel.operations import operation_named, perform
from tests.apps.people.crew import person
from tests.apps.planning.plans import link, sold_plan, task
from tests.apps.projects.works import done
from tests.kernel.notices import do, follow_all, told

SEE = (
    "task.view",
    "task.report",
    "assignment.view",
    "assignment.accept",
    "assignment.decline",
    "assignment.create",
    "project-plan.view",
    "person.view",
)


@pytest.fixture
def house_of(staff: Any, anybody: Actor) -> dict[str, Any]:
    """Petra manages a project with two tasks, of which the second waits for the first; Ben and Lea are there to do them."""
    actors = {name: staff(name, *SEE, "baseline.view", "project.view") for name in ("Petra", "Ben", "Lea")}
    people = {name: person(name, account=actor) for name, actor in actors.items()}
    plan, scope = sold_plan()
    first, second = task(plan, scope, "Rack the switches"), task(plan, scope, "Test the links")
    link(first, second)
    project = ProjectPlan.objects.values_list("project_id", flat=True).get(pk=plan)
    done("project.edit", project, manager=people["Petra"], committed_finish="2026-03-10")
    follow_all()
    Notice.objects.all().delete()
    return actors | {"people": people, "plan": plan, "first": first, "second": second}


def assigned(house_of: dict[str, Any], task_key: int, who: str) -> int:
    """By Petra."""
    return do(house_of["Petra"], "assignment.create", task=task_key, person=house_of["people"][who])


def test_whoever_is_asked_hears_of_it_and_whoever_asked_hears_a_no(house_of: dict[str, Any]) -> None:
    key = assigned(house_of, house_of["first"], "Ben")
    assert told(house_of["Ben"]) == ["Petra asks you to do this"] and told(house_of["Petra"]) == told(house_of["Lea"]) == []
    do(house_of["Ben"], "assignment.decline", key, why="I am on leave.")
    assert told(house_of["Petra"]) == ["Ben cannot do this"]


def test_who_does_not_answer_is_reminded_after_three_days_and_not_each_day(house_of: dict[str, Any]) -> None:
    key = assigned(house_of, house_of["first"], "Ben")
    remind_of_answers.func().apply()
    assert Assignment.objects.get(pk=key).version == 1, "nobody is reminded at once"
    Assignment.objects.filter(pk=key).update(changed_at=now() - timedelta(days=4))
    for _ in range(2):
        remind_of_answers.func().apply()
    assert Assignment.objects.get(pk=key).version == 2
    assert "Nobody has answered whether this is done" in told(house_of["Petra"])


def test_whose_turn_it_is_hears_when_the_last_that_was_waited_for_is_finished(house_of: dict[str, Any]) -> None:
    assigned(house_of, house_of["first"], "Ben")
    assigned(house_of, house_of["second"], "Lea")
    follow_all()
    Notice.objects.all().delete()
    do(house_of["Ben"], "task.report", house_of["first"], done="50", started="2026-03-02 09:00")
    assert told(house_of["Lea"]) == []
    do(house_of["Ben"], "task.report", house_of["first"], finished="2026-03-02 17:30")
    assert told(house_of["Lea"]) == ["Ben reported on this task, which others wait for"]


def test_a_promise_that_is_likely_lost_is_told_once_and_that_it_is_kept_again(house_of: dict[str, Any]) -> None:
    early, late = LocalMoment().read("2026-03-09 17:00"), LocalMoment().read("2026-03-12 17:00")
    for before, after in ((None, early), (early, late), (late, late), (late, early)):
        note_commitment(house_of["plan"], before, after)
    assert told(house_of["Petra"]) == [
        "P80 of this plan keeps the day that was promised again",
        "P80 of this plan comes after the day that was promised",
    ]


def test_a_baseline_is_told_to_who_manages_the_project(house_of: dict[str, Any], anybody: Actor) -> None:
    perform(operation_named("project-plan.take-baseline"), anybody, on=[house_of["plan"]], given={"name": "As agreed"})
    assert any("took this baseline" in one for one in told(house_of["Petra"]))


def test_nobody_is_reminded_of_work_of_a_project_that_has_ended(house_of: dict[str, Any]) -> None:
    key = assigned(house_of, house_of["first"], "Ben")
    Assignment.objects.filter(pk=key).update(changed_at=now() - timedelta(days=4))
    done("project.cancel", ProjectPlan.objects.get(pk=house_of["plan"]).project_id, reason="No money.")
    remind_of_answers.func().apply()
    assert Assignment.objects.get(pk=key).version == 1


def test_whoever_is_named_in_anothers_place_has_not_answered_yet(house_of: dict[str, Any]) -> None:
    key = assigned(house_of, house_of["first"], "Ben")
    do(house_of["Ben"], "assignment.accept", key)
    done("assignment.edit", key, share="50")
    assert Assignment.objects.get(pk=key).state == "accepted"
    done("assignment.edit", key, person=house_of["people"]["Lea"])
    found = Assignment.objects.get(pk=key)
    assert (found.state, found.answered_at, found.answer) == ("offered", None, "")
