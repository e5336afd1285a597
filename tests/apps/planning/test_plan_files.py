"""Plan files: what comes of them, that they come back out of the house as they were, and that the scope gate stands before them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bench.same_plan import differences, listed
from milepost.apps.planning.chart import chart
from milepost.apps.planning.files import reading
from milepost.apps.planning.files.apply import Answers, Brought, bring
from milepost.apps.planning.files.compare import known_before
from milepost.apps.planning.files.draft import draft_of
from milepost.apps.planning.files.give import FORMS, give
from milepost.apps.planning.files.people import NEW_ROLE, chosen, with_new_roles
from milepost.apps.planning.files.preview import preview
from milepost.apps.planning.models import Assignment, Baseline, ProjectPlan, Task, TaskDates, TaskLink
from milepost.apps.projects.models import Project, ScopeItem
from milepost.engine.model import Link, LinkKind, Plan
from milepost.engine.model import Task as FileTask
from milepost.exchange.imported import Unreadable
from milepost.kernel.access import Actor, house
from milepost.kernel.errors import Denied, Invalid, Missing
from milepost.values import DAY, HOUR
from tests.apps.planning.foreign_plans import RICH, as_file, draft, kept_in, own, with_task
from tests.apps.projects.works import AGREED, done, for_client, made
from tests.house import Staff

HOUSE = house("the tests")
Bring = Callable[..., Brought]


@pytest.fixture
def project(db: None) -> tuple[Any, int]:
    """A client's project without a plan, and who decides there."""
    key, contact = for_client()
    return Project.objects.get(pk=key), contact


@pytest.fixture
def bringing(project: tuple[Any, int], tmp_path: Path) -> Bring:
    """Brings a plan as a file."""

    def brought(plan: Plan = RICH, *, agreed: bool = True, by: Actor = HOUSE, who: dict[str, str] | None = None, **answers: Any) -> Brought:
        found, contact = project
        said = {"contact": contact, "on": "2026-01-05"} | AGREED
        made_of = draft(tmp_path, plan)
        return bring(
            by,
            found,
            made_of,
            who if who is not None else chosen({}, made_of.plan, by, known_before(_plan())),
            Answers(agreed=said if agreed else None, **answers),
        )

    return brought


def _plan() -> int | None:
    return ProjectPlan.objects.filter(kind="main").values_list("pk", flat=True).first()


def named(name: str) -> Task:
    return Task.objects.select_related("parent", "scope_item").get(name=name)


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


def test_who_was_chosen_stays_until_somebody_else_is_chosen(bringing: Bring) -> None:
    first, second = made("person", name="First Choice"), made("person", name="Second Choice")
    bringing(who={"1": f"person {first}"})
    assert [one.person_id for one in Assignment.objects.all()] == [first]
    bringing()
    assert [one.person_id for one in Assignment.objects.all()] == [first]
    bringing(who={"1": f"person {second}"})
    assert [one.person_id for one in Assignment.objects.all()] == [second]


def test_brought_again_nothing_changes(bringing: Bring, project: tuple[Any, int], tmp_path: Path) -> None:
    bringing()
    assert preview(HOUSE, project[0], draft(tmp_path))["nothing"]
    again = bringing()
    assert (again.created, again.changed, again.links, again.baselines, again.scope_item) == (0, 0, 0, 0, "")
    assert Task.objects.count() == 8


def test_brought_again_what_changed_in_the_file_changes_and_what_changed_here_stays(bringing: Bring) -> None:
    bringing()
    done("task.edit", named("Order").pk, priority=100)
    own_task = made("task", plan=ProjectPlan.objects.get().pk, scope_item=ScopeItem.objects.get().pk, name="Ours")
    plan = with_task(with_task(RICH, "3", duration=24 * HOUR), "2", name="Survey all rooms")
    again = bringing(plan)
    assert (again.created, again.changed) == (0, 2)
    order = named("Order")
    assert (order.duration_minutes, order.priority) == (1440, 100)
    assert named("Survey all rooms").foreign_id == "2" and Task.objects.filter(pk=own_task).exists()


def test_a_value_that_both_changed_is_the_files_and_is_told(bringing: Bring, project: tuple[Any, int], tmp_path: Path) -> None:
    bringing()
    done("task.edit", named("Order").pk, duration_minutes=60)
    plan = with_task(RICH, "3", duration=24 * HOUR)
    told = preview(HOUSE, project[0], draft(tmp_path, plan))["tasks"]["first_changed"]
    assert [(one["name"], one["overwritten"]) for one in told] == [("Order", ["duration_minutes"])]
    bringing(plan)
    assert named("Order").duration_minutes == 1440


def test_new_tasks_come_where_the_file_has_them_and_ask_anew(bringing: Bring) -> None:
    bringing()
    new = FileTask("9", "Ask the landlord", uid=9, level=2, parent="1", duration=HOUR)
    plan = RICH.with_(tasks=(*RICH.tasks[:2], new, *RICH.tasks[2:]), links=(*RICH.links, Link("9", "3", LinkKind.SS)))
    plan = plan.with_(
        tasks=tuple(one.__class__(**{name: getattr(one, name) for name in one.__slots__} | {"row": None}) for one in plan.tasks)
    )
    again = bringing(plan, agreed=False)
    assert (again.created, again.links, again.held) == (1, 1, True)
    parts = Task.objects.filter(parent=named("Prepare")).order_by("position").values_list("name", flat=True)
    assert list(parts) == ["Survey the rooms", "Ask the landlord", "Order"]
    assert named("Ask the landlord").scope_item.state == "proposed" and named("Order").scope_item.state == "in-scope"


def test_tasks_gone_from_the_file_are_offered_and_not_deleted_by_themselves(
    bringing: Bring, project: tuple[Any, int], tmp_path: Path
) -> None:
    bringing()
    plan = RICH.with_(tasks=RICH.tasks[:6], assignments=RICH.assignments)
    gone = preview(HOUSE, project[0], draft(tmp_path, plan))["tasks"]["gone"]
    assert [one["name"] for one in gone] == ["Old idea", "Fair"]
    bringing(plan)
    assert Task.objects.count() == 8
    assert bringing(plan, gone=[one["id"] for one in gone]).deleted == 2
    assert Task.objects.count() == 6


def test_links_and_assignments_follow_the_file(bringing: Bring) -> None:
    made("person", name="Ana Bell", email="ana@example.org")
    bringing()
    links = (Link("2", "3", LinkKind.SS), *RICH.links[2:], Link("2", "6"))
    bringing(RICH.with_(links=links, assignments=RICH.assignments[1:]))
    found = TaskLink.objects.select_related("predecessor", "successor")
    assert {(one.predecessor.name, one.successor.name, one.kind) for one in found} == {
        ("Survey the rooms", "Order", "SS"), ("Delivery", "Install at night", "SS"), ("Install at night", "Hand over", "FF"),
        ("Survey the rooms", "Hand over", "FS"),
    }  # fmt: skip
    assert not Assignment.objects.exists()


def test_another_plan_under_the_same_ids_is_refused(bringing: Bring) -> None:
    bringing()
    other = RICH.with_(tasks=tuple(with_task(RICH, one.id, name=f"Other {one.id}").task[one.id] for one in RICH.tasks))
    with pytest.raises(Invalid) as refused:
        bringing(other)
    assert refused.value.fields["file"][0].code == "another-plan"
    assert not Task.objects.filter(name__startswith="Other").exists()


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


def test_csv_that_was_given_out_can_be_read_as_a_plan_again(bringing: Bring, tmp_path: Path) -> None:
    from milepost.exchange.read import read_plan

    found = bringing()
    place = tmp_path / "plan.csv"
    place.write_bytes(give(HOUSE, found.plan, "csv").content)
    back = read_plan(place, start=RICH.start).plan
    assert [one.name for one in back.tasks] == [one.name for one in RICH.tasks]
    assert {(one.predecessor, one.successor, one.kind, one.lag) for one in back.links} == {
        (one.predecessor, one.successor, one.kind, one.lag) for one in RICH.links
    }
    assert {one.name: one.duration for one in back.tasks if one.id not in back.summaries}["Order"] == 8 * HOUR


def test_a_scenario_has_what_the_file_said(bringing: Bring) -> None:
    found = bringing()
    project = ProjectPlan.objects.get().project_id
    scenario = made("project-plan", project=project, branched_from=found.plan, name="What if")
    dates = {one.task.name: (one.start, one.finish) for one in TaskDates.objects.filter(plan=found.plan).select_related("task")}
    assert {one.task.name: (one.start, one.finish) for one in TaskDates.objects.filter(plan=scenario).select_related("task")} == dates
    back = own(give(HOUSE, scenario, "mspdi").content)
    assert not {"calendar", "link", "field", "task duration"} & set(differences(own(as_file()), back))


def test_a_plan_of_the_house_that_was_given_out_comes_back_without_doubling(project: tuple[Any, int], tmp_path: Path) -> None:
    plan = made("project-plan", project=project[0].pk, name="Ours", starts_at="2026-02-02 09:00")
    scope = made("scope-item", project=project[0].pk, name="Before")
    top = made("task", plan=plan, scope_item=scope, name="Prepare")
    first, second = (made("task", plan=plan, scope_item=scope, name=name, parent=top, duration_minutes=450) for name in ("Order", "Wait"))
    made("task-link", predecessor=first, successor=second)
    content = give(HOUSE, plan, "mspdi").content
    back = draft_of(reading.read_file(kept_in(tmp_path, content), name="ours.xml", start=None))
    assert preview(HOUSE, project[0], back)["nothing"]
    changed = kept_in(tmp_path, content.replace(b"<Name>Wait</Name>", b"<Name>Wait for it</Name>"))
    done_again = bring(HOUSE, project[0], draft_of(reading.read_file(changed, name="ours.xml", start=None)), {}, Answers())
    assert (done_again.created, done_again.changed, Task.objects.count()) == (0, 1, 3)
    assert Task.objects.get(pk=second).name == "Wait for it" and TaskLink.objects.count() == 1


def test_a_plan_of_too_many_tasks_is_refused_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_TASKS", 5)
    with pytest.raises(Unreadable, match="The plan has 8 tasks; at most 5 are imported at once"):
        draft(tmp_path)


def test_a_plan_without_tasks_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="without a single task"):
        draft(tmp_path, RICH.with_(tasks=(), links=(), assignments=()))


def test_nothing_is_brought_into_a_plan_that_was_put_away(bringing: Bring) -> None:
    found = bringing()
    done("project-plan.archive", found.plan)
    with pytest.raises(Invalid):
        bringing()


def test_own_tasks_of_a_plan_stay_beside_those_of_a_file(bringing: Bring, project: tuple[Any, int], tmp_path: Path) -> None:
    plan = made("project-plan", project=project[0].pk, name="Ours", starts_at="2026-02-02 09:00")
    scope = made("scope-item", project=project[0].pk, name="Before")
    before = made("task", plan=plan, scope_item=scope, name="Kick-off")
    told = [one for one in preview(HOUSE, project[0], draft(tmp_path))["problems"] if one["code"] == "starts-earlier"]
    assert len(told) == 1 and "it starts on 2026-02-02" in told[0]["message"]
    assert bringing().plan == plan
    assert Task.objects.get(pk=before).foreign_id == "" and Task.objects.count() == 9
    back = own(give(HOUSE, plan, "mspdi").content)
    assert [one.name for one in back.tasks] == ["Kick-off", *(one.name for one in RICH.tasks)]
    assert len({one.id for one in back.tasks}) == 9


def test_files_of_ms_project_come_back_as_they_were(project: tuple[Any, int], shared_data: Path) -> None:
    for place in sorted((shared_data / "plans" / "mspdi").glob("*links*.xml")):
        imported = reading.read_file(place, name=place.name, start=None)
        found = bring(HOUSE, project[0], draft_of(imported), {}, Answers())
        assert not differences(imported.plan, own(give(HOUSE, found.plan, "mspdi").content))
