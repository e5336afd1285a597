"""Plan files: what comes of them, that they come back out of the house as they were, and that the scope gate stands before them."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bench.same_plan import differences, listed
from milepost.apps.people.models import WorkRole
from milepost.apps.planning.chart import chart
from milepost.apps.planning.entities import PROJECT_PLAN, TASK
from milepost.apps.planning.files import reading
from milepost.apps.planning.files.apply import Answers, bring
from milepost.apps.planning.files.draft import draft_of
from milepost.apps.planning.files.give import FORMS, give
from milepost.apps.planning.files.people import NEW_ROLE, chosen, with_new_roles
from milepost.apps.planning.files.preview import preview
from milepost.apps.planning.jobs.doing.files import prepare
from milepost.apps.planning.models import Assignment, Baseline, ProjectPlan, Task, TaskDates, TaskLink
from milepost.apps.projects.models import ScopeItem
from milepost.engine.model import Link, LinkKind, Plan, Rate
from milepost.engine.model import Task as FileTask
from milepost.exchange.imported import Unreadable
from milepost.kernel.errors import Denied, Invalid, Missing
from milepost.kernel.rows import read_row
from milepost.values import DAY, HOUR
from tests.apps.planning.bringing import HOUSE, Bring, named
from tests.apps.planning.foreign_plans import RICH, as_file, draft, kept_in, own, with_task
from tests.apps.projects.works import AGREED, done, made
from tests.house import Staff


def test_a_file_becomes_tasks_links_and_a_plan(bringing: Bring) -> None:
    found = bringing()
    assert (found.created, found.links, found.held) == (8, 4, False)
    assert [one.name for one in Task.objects.order_by("pk").filter(parent=None)] == [
        "Prepare", "Delivery", "Install at night", "Hand over", "Old idea", "Fair",
    ]  # fmt: skip
    order = named("Order")
    assert (order.parent.name if order.parent else None, order.duration_minutes, order.constraint, order.priority) == (
        "Prepare",
        480,
        "snet",
        700,
    )
    assert {(one.kind, one.lag, one.lag_kind) for one in TaskLink.objects.all()} == {
        ("FS", 0, "working"), ("FS", 1440, "elapsed"), ("SS", 120, "working"), ("FF", 2500, "percent"),
    }  # fmt: skip
    plan = ProjectPlan.objects.get()
    assert (plan.number, plan.name, plan.day_minutes) == (found.number, "Network renewal of the town hall", 480)


def test_the_files_calendars_and_odd_tasks_count_for_the_dates(bringing: Bring) -> None:
    bringing()
    at = {one.task.name: (one.start * 60 - RICH.start, one.finish * 60 - RICH.start) for one in TaskDates.objects.select_related("task")}
    assert at["Survey the rooms"] == (0, DAY + 9 * HOUR)
    assert at["Delivery"][1] - at["Delivery"][0] == 3 * DAY
    assert at["Install at night"][1] - at["Install at night"][0] == 20 * HOUR
    assert at["Fair"] == (7 * DAY, 7 * DAY + 9 * HOUR)
    assert "Old idea" not in at


def test_the_chart_shows_the_week_and_the_days_off_of_the_file(bringing: Bring) -> None:
    bringing()
    shown = chart(HOUSE, ProjectPlan.objects.get())["calendar"]
    assert shown["week"][0] == [[480, 720], [780, 1020]] and shown["week"][6] == []
    assert [20_517 * 1440, 20_518 * 1440, "Founders' day"] in shown["free"]


def test_a_file_comes_back_as_it_was(bringing: Bring) -> None:
    found = bringing()
    back = own(give(HOUSE, found.plan, "mspdi").content)
    before = own(as_file())
    told = [line for line in listed(before, back) if not line.startswith(("task start", "task finish"))]
    assert not told
    assert set(differences(before, back)) <= {"task start", "task finish"}


def test_a_change_here_is_in_the_file_that_is_given_out_and_the_rest_stays(bringing: Bring) -> None:
    found = bringing()
    done("task.edit", named("Order").pk, duration_minutes=960)
    back = own(give(HOUSE, found.plan, "mspdi").content).task["3"]
    assert back.duration == 16 * HOUR
    assert [one.value for one in back.fields] == ["Cellar"] and back.deadline == RICH.task["3"].deadline


def test_a_manual_task_keeps_its_dates_until_somebody_gives_it_another_duration(bringing: Bring) -> None:
    bringing()
    fair = named("Fair")
    done("task.edit", fair.pk, priority=600)
    assert TaskDates.objects.get(task=fair.pk).start * 60 == RICH.start + 7 * DAY
    done("task.edit", fair.pk, duration_minutes=240)
    assert TaskDates.objects.get(task=fair.pk).start * 60 == RICH.start


def test_tasks_of_a_plan_nobody_agreed_are_held(bringing: Bring) -> None:
    found = bringing(agreed=False)
    assert found.held and ScopeItem.objects.get().state == "proposed"
    assert set(TaskDates.objects.values_list("held", flat=True)) == {True}
    assert not Task.objects.filter(chargeable=True).exists() and not Baseline.objects.exists()
    assert "HELD" in give(HOUSE, found.plan, "csv").content.decode("utf-8-sig").upper()


def test_an_agreed_plan_hangs_on_one_approved_scope_item(bringing: Bring) -> None:
    found = bringing()
    item = ScopeItem.objects.get()
    assert (item.number, item.name, item.state) == (found.scope_item, "As agreed in renewal.xml", "in-scope")
    assert item.approval is not None and item.approval.document == AGREED["document"]
    assert set(TaskDates.objects.values_list("held", flat=True)) == {False}
    assert set(Task.objects.values_list("chargeable", flat=True)) == {True}
    content = Baseline.objects.get().content
    assert [one["name"] for one in content["tasks"].values()] == ["Survey the rooms"]


def test_people_are_known_by_mail_then_by_name_and_others_stay_with_the_plan(
    bringing: Bring, project: tuple[Any, int], tmp_path: Path
) -> None:
    ana = made("person", name="Anna Bell-Smith", email="ANA@example.org")
    firm = made("work-role", name="cabling firm")
    told = {one["name"]: (one["match"], one["by"]) for one in preview(HOUSE, project[0], draft(tmp_path))["people"]}
    assert told == {"Ana Bell": (f"person {ana}", "mail"), "Cabling firm": (f"role {firm}", "role")}
    found = bringing()
    assert found.work == 2
    assert {(one.person_id, one.work_role_id, one.share) for one in Assignment.objects.all()} == {
        (ana, None, 500_000),
        (None, firm, 1_000_000),
    }
    back = own(give(HOUSE, found.plan, "mspdi").content)
    assert not {"assignment", "resource"} & set(differences(own(as_file()), back))


def test_a_work_role_is_made_of_a_resource_where_that_is_wanted(project: tuple[Any, int], tmp_path: Path) -> None:
    made_of = draft(tmp_path)
    who = with_new_roles(chosen({"2": NEW_ROLE}, made_of.plan, HOUSE, {}), made_of.plan, HOUSE)
    assert bring(HOUSE, project[0], made_of, who, Answers()).work == 1
    assert [one.work_role.name for one in Assignment.objects.select_related("work_role") if one.work_role] == ["Cabling firm"]


def test_a_work_role_of_a_resource_without_a_name_has_one(project: tuple[Any, int], tmp_path: Path) -> None:
    made_of = draft(tmp_path, RICH.with_(resources=(RICH.resources[0], replace(RICH.resources[1], name=""), RICH.resources[2])))
    who = with_new_roles(chosen({"2": NEW_ROLE}, made_of.plan, HOUSE, {}), made_of.plan, HOUSE)
    assert set(who) == {"2"} and WorkRole.objects.get(pk=int(who["2"].split()[1])).name == "Resource 2"


@pytest.mark.parametrize(
    ("people", "told"),
    [
        ({"99": "role 1"}, "nobody who works has the id 99 in the file; known are 1, 2"),
        ({"1": "person " + "9" * 5000}, "is nobody you can see"),
        ({"1": ["person 1"]}, "is nobody you can see"),
    ],
)
def test_who_is_nobody_here_or_in_the_file_is_refused(project: Any, tmp_path: Path, people: Any, told: str) -> None:
    with pytest.raises(Invalid) as refused:
        chosen(people, draft(tmp_path).plan, HOUSE, {})
    assert told in str(refused.value.fields["people"][0].message)


def test_who_people_are_is_said_by_an_object_or_refused(project: Any, tmp_path: Path) -> None:
    with pytest.raises(Invalid) as refused:
        prepare(HOUSE, kept_in(tmp_path, as_file()), "renewal.xml", {"project": project[0], "people": ["person 1"]}, lambda *_: None)
    assert refused.value.fields["people"][0].code == "no-object"


def test_who_is_not_known_here_any_more_is_matched_anew(project: Any, tmp_path: Path) -> None:
    ana = made("person", name="Ana Bell")
    assert chosen({}, draft(tmp_path).plan, HOUSE, {"1": f"person {ana + 100}", "2": "role 77"}) == {"1": f"person {ana}"}


def test_nothing_is_done_where_the_approval_is_refused(project: tuple[Any, int], tmp_path: Path) -> None:
    stranger = made("contact", organisation=made("organisation", name="Quay Housing", kind="client"), name="Otto")
    with pytest.raises(Invalid):
        bring(HOUSE, project[0], draft(tmp_path), {}, Answers(agreed={"contact": stranger} | AGREED))
    assert not (Task.objects.exists() or ProjectPlan.objects.exists() or ScopeItem.objects.exists())


def test_bringing_takes_every_permission_that_doing_it_by_hand_takes(bringing: Bring, staff: Staff, project: tuple[Any, int]) -> None:
    names = (
        "project.view",
        "project-plan.create",
        "project-plan.view",
        "project-plan.edit",
        "scope-item.create",
        "scope-item.view",
        "task.create",
    )
    with pytest.raises(Denied):
        bringing(agreed=False, by=staff("Ann", *names))
    may = (*names, "task-link.create", "assignment.create", "task.view", "contact.view", "person.view")
    with pytest.raises(Denied):
        bringing(agreed=True, by=staff("Bob", *may))
    assert not Task.objects.exists()
    assert bringing(agreed=False, by=staff("Bob", *may)).held


def test_a_plan_nobody_may_see_is_not_given_out(bringing: Bring, staff: Staff) -> None:
    found = bringing()
    with pytest.raises(Missing):
        give(staff("Ann", "project.view"), found.plan, "mspdi")


def test_a_plan_is_given_out_to_who_sees_all_that_the_file_tells(bringing: Bring, staff: Staff) -> None:
    found = bringing()
    told = ("task.view", "task-link.view", "assignment.view", "baseline.view")
    assert give(staff("Ann", "project-plan.view", "person.view", *told), found.plan, "mspdi").content
    for number, one in enumerate(told):
        lacking = [name for name in told if name != one]
        with pytest.raises(Denied, match=one):
            give(staff(f"Ben {number}", "project-plan.view", "person.view", *lacking), found.plan, "mspdi")


def test_rates_and_costs_are_given_to_who_may_change_the_plan_alone(bringing: Bring, staff: Staff) -> None:
    rated = replace(RICH.resources[0], rates=(Rate(standard=Decimal(90)),))
    tasks = with_task(RICH, "3", fixed_cost=Decimal(120), cost=Decimal(840)).tasks
    found = bringing(RICH.with_(resources=(rated, *RICH.resources[1:]), tasks=tasks))
    sees = ("project-plan.view", "task.view", "task-link.view", "assignment.view", "baseline.view", "person.view")
    member, manager = staff("Mia", *sees), staff("Max", *sees, "project-plan.edit", "task.edit")
    given = give(member, found.plan, "mspdi")
    back = own(given.content)
    assert [one.code for one in given.problems] == ["money-left-out"]
    assert {one.fixed_cost for one in back.tasks} == {Decimal(0)} and not any(rate.standard for one in back.resources for rate in one.rates)
    whole = own(give(manager, found.plan, "mspdi").content)
    assert named_in(whole, "Order").fixed_cost == Decimal(120) and whole.resources[0].rates[0].standard == Decimal(90)
    assert "foreign" not in read_row(PROJECT_PLAN, member, found.plan) and "foreign" not in read_row(TASK, member, named("Order").pk)
    assert read_row(PROJECT_PLAN, manager, found.plan)["foreign"] and read_row(TASK, manager, named("Order").pk)["foreign"]


def named_in(plan: Plan, name: str) -> FileTask:
    return next(one for one in plan.tasks if one.name == name)


def test_what_waits_in_the_backlog_is_not_given_out(bringing: Bring) -> None:
    found = bringing()
    waiting = TaskLink.objects.order_by("pk").values_list("successor", flat=True)[0]
    Task.objects.filter(pk=waiting).update(in_backlog=True)
    whole = Task.objects.count()
    back = own(give(HOUSE, found.plan, "mspdi").content)
    assert len(back.tasks) == whole - 1
    assert {link.successor for link in back.links} <= {task.id for task in back.tasks}


def test_links_that_close_a_circle_are_left_out_and_told_with_the_tasks(project: tuple[Any, int], tmp_path: Path) -> None:
    round_about = RICH.with_(links=(*RICH.links, Link("6", "4")))
    made_of = draft(tmp_path, round_about)
    told = [one for one in made_of.problems if one.code == "circle"]
    assert len(told) == 1 and "'Hand over'" in told[0].message and "'Delivery'" in told[0].message
    assert len(made_of.links) == 4
    bring(HOUSE, project[0], made_of, {}, Answers())
    assert TaskLink.objects.count() == 4


def test_a_second_link_between_two_tasks_counts_and_comes_back(bringing: Bring) -> None:
    twice = RICH.with_(links=(*RICH.links, Link("4", "5", LinkKind.FF, HOUR)))
    found = bringing(twice)
    assert TaskLink.objects.count() == 4
    assert len(own(give(HOUSE, found.plan, "mspdi").content).links) == 5


@pytest.mark.parametrize("form", list(FORMS))
def test_every_form_can_be_given_out(bringing: Bring, form: str) -> None:
    found = bringing()
    content = give(HOUSE, found.plan, form).content
    begins = {"mspdi": b"<?xml", "xlsx": b"PK", "csv": b"\xef\xbb\xbf", "ics": b"BEGIN:VCALENDAR", "pdf": b"%PDF"}
    assert content.startswith(begins[form])


def test_a_calendar_tells_what_is_held(bringing: Bring) -> None:
    found = bringing(agreed=False)
    assert b"SUMMARY:Held: Order\r\n" in give(HOUSE, found.plan, "ics").content
    item = ScopeItem.objects.get()
    done("scope-item.approve", item.pk, contact=item.project.organisation.contacts.get().pk, **AGREED)
    assert b"SUMMARY:Order\r\n" in give(HOUSE, found.plan, "ics").content


def test_a_scenario_has_what_the_file_said(bringing: Bring) -> None:
    found = bringing()
    project = ProjectPlan.objects.get().project_id
    scenario = made("project-plan", project=project, branched_from=found.plan, name="What if")
    dates = {one.task.name: (one.start, one.finish) for one in TaskDates.objects.filter(plan=found.plan).select_related("task")}
    assert {one.task.name: (one.start, one.finish) for one in TaskDates.objects.filter(plan=scenario).select_related("task")} == dates
    back = own(give(HOUSE, scenario, "mspdi").content)
    assert not {"calendar", "link", "field", "task duration"} & set(differences(own(as_file()), back))


def test_a_plan_of_too_many_tasks_is_refused_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_TASKS", 5)
    with pytest.raises(Unreadable, match="The plan has 8 tasks; at most 5 are imported at once"):
        draft(tmp_path)


def test_a_plan_without_tasks_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="without a single task"):
        draft(tmp_path, RICH.with_(tasks=(), links=(), assignments=()))


def test_files_of_ms_project_come_back_as_they_were(project: tuple[Any, int], shared_data: Path) -> None:
    for place in sorted((shared_data / "plans" / "mspdi").glob("*links*.xml")):
        imported = reading.read_file(place, name=place.name, start=None)
        found = bring(HOUSE, project[0], draft_of(imported), {}, Answers())
        assert not differences(imported.plan, own(give(HOUSE, found.plan, "mspdi").content))


def test_a_task_that_is_made_longer_here_takes_longer_whatever_work_the_file_said(bringing: Bring) -> None:
    bringing()
    one = named("Survey the rooms")
    assert not one.assignments.exists()  # its assignment is the file's alone
    before = TaskDates.objects.get(task=one.pk)
    done("task.edit", one.pk, duration_minutes=one.duration_minutes * 3)
    after = TaskDates.objects.get(task=one.pk)
    assert after.start == before.start and after.finish - after.start > 2 * (before.finish - before.start)
