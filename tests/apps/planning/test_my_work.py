"""What somebody has to do, who has not answered, and what has gone stale; each reports on their own work alone."""

from datetime import UTC, datetime

import pytest

from milepost.apps.people.models import Person
from milepost.apps.planning.models import Assignment, ProjectPlan, Task
from milepost.apps.planning.rules.my_work import Work, group_of, is_stale
from milepost.kernel.access import Actor
from milepost.kernel.clock import standing_at
from milepost.kernel.errors import Denied, Invalid, Missing
from milepost.kernel.inputs.local_moment import minutes_of
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.questions import ask, question_named
from milepost.kernel.undo import undo
from tests.apps.planning.plans import link, sold_plan, task
from tests.apps.projects.works import done, item, made
from tests.house import Staff

MINE = ("task.view", "task.report", "task.mine", "task.move")
OWN = ("assignment.view", "assignment.accept", "assignment.decline", "assignment.reconsider")
WEDNESDAY = datetime(2026, 3, 4, 10, tzinfo=UTC)


def minute(day: int, hour: int = 9) -> int:
    return minutes_of(datetime(2026, 3, day, hour))


@pytest.fixture
def bo(staff: Staff, anybody: Actor) -> Actor:
    """Somebody who may do what everybody may with work they are assigned to."""
    staff("Bo", *MINE, kind="assigned")
    staff("Bo", "person.view")
    found = staff("Bo", *OWN, kind="own")
    known_as("Bo Baker", found)
    return found


def known_as(name: str, actor: Actor) -> int:
    """A person with the account of the actor."""
    found = made("person", name=name)
    done("person.connect", found, account=actor.account)
    return found


def given_to(who: Actor, key: int, *, accepted: bool = True) -> int:
    """The assignment of a task."""
    found = made("assignment", task=key, person=Person.objects.get(account=who.account).pk)
    if accepted:
        perform(operation_named("assignment.accept"), who, on=[found])
    return found


def groups(who: Actor) -> dict[str, str]:
    return {row["task"]["title"]: row["group"] for row in ask(question_named("task.mine"), who, {}).rows}


@pytest.mark.parametrize(
    ("given", "group"),
    [
        ({"offered": True, "finish": minute(2)}, "answer"),
        ({"finish": minute(4, 10)}, "late"),
        ({"finish": minute(20), "deadline": minute(4, 9)}, "late"),
        ({"finish": minute(8, 17)}, "week"),
        ({"finish": minute(8, 17), "waits": True}, "week"),
        ({"finish": minute(9, 0)}, "week"),
        ({"start": minute(4, 9), "finish": minute(9, 1)}, "now"),
        ({"start": minute(4, 23), "finish": minute(20)}, "now"),
        ({"start": minute(5, 9), "finish": minute(20)}, "later"),
        ({"start": minute(5, 9), "finish": minute(20), "started": True}, "now"),
        ({"start": minute(3), "finish": minute(20), "waits": True}, "waits"),
        ({}, "later"),
    ],
)
def test_each_task_stands_where_its_next_step_is(given: dict[str, object], group: str) -> None:
    usual = {"offered": False, "waits": False, "started": False, "start": None, "finish": None, "deadline": None}
    assert group_of(Work(**(usual | given)), minute(4, 10)) == group  # type: ignore[arg-type]


def test_work_goes_stale_when_nothing_was_heard_since_it_should_have_begun() -> None:
    assert not is_stale(now=minute(11), days=7, expected_start=minute(4), heard=None)
    assert is_stale(now=minute(11, 10), days=7, expected_start=minute(4), heard=None)
    assert not is_stale(now=minute(20), days=7, expected_start=minute(4), heard=minute(14))
    assert not is_stale(now=minute(20), days=7, expected_start=None, heard=None)


@pytest.mark.duty_part("MSP-1", "everybody sees what they have to do today, across all projects", where="Today")
def test_somebody_sees_what_to_do_next_across_projects(bo: Actor) -> None:
    plan, scope = sold_plan()
    rack, cable, test = (task(plan, scope, name, 5) for name in ("Rack", "Cable", "Test"))
    link(rack, test)
    held = task(plan, item(ProjectPlan.objects.get(pk=plan).project_id), "Printers", 1)
    blocked, asked, others = (task(plan, scope, name, 20) for name in ("Blocked", "Asked", "Somebody else's"))
    far = task(plan, scope, "Far", 20, constraint="snet", constraint_at="2026-05-04 09:00")
    for key in (rack, test, held, blocked, far):
        given_to(bo, key)
    given_to(bo, asked, accepted=False)
    other = made("person", name="Cy Cole")
    made("assignment", task=cable, person=other)
    made("assignment", task=others, person=other)
    with standing_at(WEDNESDAY):
        perform(operation_named("task.report"), bo, on=[blocked], given={"blocked_by": "The firewall ticket"})
        found = groups(bo)
        assert found == {"Asked": "answer", "Rack": "week", "Blocked": "waits", "Test": "waits", "Printers": "waits", "Far": "later"}
        rows = {row["task"]["title"]: row for row in ask(question_named("task.mine"), bo, {}).rows}
        assert rows["Test"]["waits_for"] == ["Rack (Bo Baker)"] and rows["Printers"]["held"]
        assert rows["Rack"]["project"] == "PRJ-1 Network renewal"


@pytest.mark.duty_part("SR-16", "work is offered to somebody, who takes it or says why not", where="Today")
def test_an_answer_is_given_with_its_reason_and_taken_back(bo: Actor, anybody: Actor, staff: Staff) -> None:
    plan, scope = sold_plan()
    key = task(plan, scope, "Rack")
    asked = given_to(bo, key, accepted=False)
    batch = perform(operation_named("assignment.decline"), bo, on=[asked], given={"why": "On leave then"}).batch
    assert groups(bo) == {} and Assignment.objects.get(pk=asked).answer == "On leave then"
    (row,) = ask(question_named("assignment.answers"), anybody, {}).rows
    assert (row["state"], row["why"]) == ("declined", "On leave then")
    undo(bo, batch)
    assert groups(bo) == {"Rack": "answer"}
    batch = perform(operation_named("assignment.accept"), bo, on=[asked]).batch
    assert ask(question_named("assignment.answers"), anybody, {}).rows == ()
    undo(bo, batch)
    (row,) = ask(question_named("assignment.answers"), anybody, {}).rows
    assert row["state"] == "offered" and Assignment.objects.get(pk=asked).answered_at is None
    cy = staff("Cy", *OWN, "assignment.view")
    known_as("Cy Cole", cy)
    for verb, given in (("accept", {}), ("decline", {"why": "no"})):
        with pytest.raises(Denied, match="answers for themselves"):
            perform(operation_named(f"assignment.{verb}"), cy, on=[asked], given=given)


def test_everybody_reports_on_their_own_tasks_alone(bo: Actor) -> None:
    plan, scope = sold_plan()
    mine, others = task(plan, scope, "Mine", 4), task(plan, scope, "Not mine")
    given_to(bo, mine)
    with standing_at(WEDNESDAY):
        batch = perform(operation_named("task.report"), bo, on=[mine], given={"done": "50", "remaining": "8"}).batch
    row = Task.objects.get(pk=mine)
    assert (row.done_share, row.remaining_minutes, row.reported_at) == (500_000, 480, WEDNESDAY)
    undo(bo, batch)
    row = Task.objects.get(pk=mine)
    assert (row.done_share, row.remaining_minutes, row.reported_at) == (0, None, None)
    with pytest.raises((Missing, Denied)):
        perform(operation_named("task.report"), bo, on=[others], given={"done": "50"})
    perform(operation_named("assignment.decline"), bo, on=[Assignment.objects.get(task=mine).pk], given={"why": "Ill"})
    with pytest.raises((Missing, Denied)):
        perform(operation_named("task.report"), bo, on=[mine], given={"done": "50"})


def test_what_is_done_whole_is_finished_now_and_was_begun_as_planned(bo: Actor) -> None:
    plan, scope = sold_plan()
    rack, cable, far = task(plan, scope, "Rack", 2), task(plan, scope, "Cable"), task(plan, scope, "Far")
    done("task.edit", far, constraint="snet", constraint_at="2026-05-04 09:00")
    gate = made("task", plan=plan, scope_item=scope, name="Gate", kind="milestone")
    for key in (rack, cable, far, gate):
        given_to(bo, key)
    done("task.report", cable, started="2026-03-03 13:00")
    now = minute(4, 10)
    with standing_at(WEDNESDAY):
        batch = perform(operation_named("task.report"), bo, on=[rack, cable, far, gate], given={"done": "100"}).batch
        assert groups(bo) == {}
    rows = {row.name: row for row in Task.objects.all()}
    assert {name: (row.started_at, row.finished_at) for name, row in rows.items()} == {
        "Rack": (minute(2), now),
        "Cable": (minute(3, 13), now),
        "Far": (now, now),
        "Gate": (now, now),
    }
    assert {(row.done_share, row.remaining_minutes) for row in rows.values()} == {(1_000_000, 0)}
    undo(bo, batch)
    assert not Task.objects.exclude(finished_at=None, done_share=0).exists()


def test_what_is_finished_stays_finished_when_it_was_when_it_is_said_again(anybody: Actor) -> None:
    plan, scope = sold_plan()
    key = task(plan, scope, "Rack")
    done("task.report", key, started="2026-03-02 09:00", finished="2026-03-03 17:00")
    done("task.report", key, done="100")
    assert Task.objects.get(pk=key).finished_at == minute(3, 17)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"done": "100", "remaining": "6:00"}, "remaining"),
        ({"started": "2026-03-02 09:00", "finished": "2026-03-03 17:00", "remaining": "6:00"}, "remaining"),
        ({"started": "2026-03-02 09:00", "finished": "2026-03-03 17:00", "done": "40"}, "done"),
    ],
)
def test_work_is_not_finished_and_unfinished_in_one_report(given: dict[str, str], field: str, anybody: Actor) -> None:
    plan, scope = sold_plan()
    key = task(plan, scope, "Rack")
    with pytest.raises(Invalid) as refusal:
        done("task.report", key, **given)
    assert [fault.code for fault in refusal.value.fields[field]] == ["contradiction"]


@pytest.mark.duty_part("PS-4", "what nobody has said anything about is seen without asking round", where="Today, Answers and reports")
def test_the_manager_sees_what_has_gone_stale(bo: Actor, anybody: Actor, staff: Staff) -> None:
    manager = staff("Mia", "task.view", "task.stale", "person.view")
    plan, scope = sold_plan()
    rack, told, late = (task(plan, scope, name, 10) for name in ("Rack", "Told", "Milestone to come"))
    task(plan, item(ProjectPlan.objects.get(pk=plan).project_id), "Held", 10)
    task(plan, scope, "Far", 20, constraint="snet", constraint_at="2026-05-04 09:00")
    given_to(bo, rack)
    assert late
    with standing_at(datetime(2026, 3, 12, 10, tzinfo=UTC)):
        perform(operation_named("task.report"), anybody, on=[told], given={"done": "10"})
        assert ask(question_named("task.stale"), manager, {}).rows == ()  # the project has not begun
        person = known_as("Mia Moss", manager)
        project = ProjectPlan.objects.get(pk=plan).project_id
        done("project.edit", project, manager=person)
        done("project.start", project)
        rows = ask(question_named("task.stale"), manager, {"managed": "true"}).rows
        assert [(row["task"]["title"], row["days"], row["people"]) for row in rows] == [
            ("Rack", 10, ["Bo Baker"]),
            ("Milestone to come", 10, []),
        ]
        assert ask(question_named("task.stale"), manager, {"days": "11"}).rows == ()
        done("task.report", rack, done="20")
        assert [row["task"]["title"] for row in ask(question_named("task.stale"), manager, {}).rows] == ["Milestone to come"]
