"""Plan files that are brought again, into a plan that has tasks of theirs or of its own."""

from pathlib import Path
from typing import Any

import pytest

from milepost.apps.planning.files import reading
from milepost.apps.planning.files.apply import Answers, bring
from milepost.apps.planning.files.draft import draft_of
from milepost.apps.planning.files.give import give
from milepost.apps.planning.files.preview import preview
from milepost.apps.planning.models import Assignment, ProjectPlan, Task, TaskLink
from milepost.apps.projects.models import ScopeItem
from milepost.engine.model import Link, LinkKind
from milepost.engine.model import Task as FileTask
from milepost.kernel.errors import Invalid
from milepost.values import HOUR
from tests.apps.planning.bringing import HOUSE, Bring, named
from tests.apps.planning.foreign_plans import RICH, draft, kept_in, own, with_task
from tests.apps.projects.works import done, made


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
