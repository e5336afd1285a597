"""Plan files that are brought again after the outline changed in the file, here, or in both; and what hangs on tasks that are gone."""

from pathlib import Path
from typing import Any

import pytest

from milepost.apps.planning.files.apply import Answers, bring
from milepost.apps.planning.files.draft import draft_of
from milepost.apps.planning.files.preview import preview
from milepost.apps.planning.jobs.doing import files as job
from milepost.apps.planning.models import Assignment, ProjectPlan, Task, TaskLink
from milepost.apps.projects.models import ScopeItem
from milepost.engine.model import Link, Plan
from milepost.engine.model import Task as FileTask
from milepost.exchange.imported import Imported, Source
from milepost.kernel.errors import Invalid
from milepost.kernel.operations import operation_named, perform
from milepost.values import HOUR
from tests.apps.planning.bringing import HOUSE, Bring, named
from tests.apps.planning.foreign_plans import MONDAY, RICH, as_file, draft, kept_in
from tests.apps.planning.plans import outline
from tests.apps.projects.works import done, made

TWO_PHASES = Plan(
    name="Phases",
    start=MONDAY,
    calendars=RICH.calendars,
    calendar="1",
    tasks=(
        FileTask("1", "Build", uid=1),
        FileTask("2", "Cellar", uid=2, level=2, parent="1", duration=8 * HOUR),
        FileTask("3", "Attic", uid=3, level=2, parent="1", duration=8 * HOUR),
        FileTask("4", "Check", uid=4),
        FileTask("5", "Inspect", uid=5, level=2, parent="4", duration=8 * HOUR),
    ),
    links=(Link("2", "3"), Link("3", "5")),
)


def without(plan: Plan, *gone: str) -> Plan:
    """The plan as somebody saves it who deleted these tasks."""
    return plan.with_(
        tasks=tuple(one for one in plan.tasks if one.id not in gone),
        links=tuple(one for one in plan.links if not {one.predecessor, one.successor} & set(gone)),
        assignments=tuple(one for one in plan.assignments if one.task not in gone),
    )


def placed(plan: Plan, key: str, *, level: int, parent: str | None, order: tuple[str, ...]) -> Plan:
    """The plan with a task that is part of another, its tasks in that order."""
    moved = {one.id: one for one in plan.tasks}
    moved[key] = FileTask(key, moved[key].name, uid=moved[key].uid, level=level, parent=parent, duration=moved[key].duration)
    return plan.with_(tasks=tuple(moved[one] for one in order))


def test_what_is_gone_from_the_file_and_stays_keeps_its_links_and_its_people(bringing: Bring, project: Any, tmp_path: Path) -> None:
    made("person", name="Ana Bell", email="ana@example.org")
    bringing()
    plan = without(RICH, "2")
    told = preview(HOUSE, project[0], draft(tmp_path, plan))
    assert [one["name"] for one in told["tasks"]["gone"]] == ["Survey the rooms"]
    assert (told["links"]["gone"], told["work"]["gone"]) == (0, 0)
    bringing(plan)
    assert TaskLink.objects.filter(predecessor=named("Survey the rooms")).count() == 1
    assert Assignment.objects.get().task == named("Survey the rooms")


def test_what_is_gone_from_the_file_is_deleted_with_its_links_and_its_people(bringing: Bring) -> None:
    made("person", name="Ana Bell", email="ana@example.org")
    bringing()
    found = bringing(without(RICH, "2"), gone=[named("Survey the rooms").pk])
    assert (found.deleted, Assignment.objects.count(), TaskLink.objects.count()) == (1, 0, len(RICH.links) - 1)


def test_a_link_that_only_fits_without_what_is_deleted_is_made(bringing: Bring) -> None:
    bringing(TWO_PHASES)
    plan = without(TWO_PHASES, "3").with_(links=(Link("5", "2"),))
    found = bringing(plan, gone=[named("Attic").pk])
    assert found.deleted == 1
    assert [(one.predecessor.name, one.successor.name) for one in TaskLink.objects.all()] == [("Inspect", "Cellar")]


def test_parts_of_a_deleted_summary_stay_where_the_file_has_them_now(bringing: Bring) -> None:
    bringing(TWO_PHASES)
    plan = without(TWO_PHASES, "4")
    plan = placed(plan.with_(tasks=(*plan.tasks[:3], TWO_PHASES.tasks[4])), "5", level=2, parent="1", order=("1", "2", "3", "5"))
    found = bringing(plan.with_(links=TWO_PHASES.links), gone=[named("Check").pk])
    assert (found.deleted, found.stayed) == (1, ())
    assert outline(found.plan) == [("Build", None), ("Cellar", "Build"), ("Attic", "Build"), ("Inspect", "Build")]
    assert TaskLink.objects.filter(successor=named("Inspect")).count() == 1


def test_a_summary_that_holds_a_task_made_here_is_not_deleted_and_that_is_told(bringing: Bring, project: Any, tmp_path: Path) -> None:
    found = bringing(TWO_PHASES)
    scope = ScopeItem.objects.get().pk
    made("task", plan=found.plan, scope_item=scope, name="Ours", parent=named("Check").pk)
    file = kept_in(tmp_path, as_file(without(TWO_PHASES, "4", "5")))
    told = job.prepare(HOUSE, file, "phases.xml", {"project": project[0], "delete_gone": True}, lambda *_: None)()
    assert told["deleted"] == 1 and set(Task.objects.values_list("name", flat=True)) == {"Build", "Cellar", "Attic", "Check", "Ours"}
    (notice,) = (one for one in told["notices"] if one["code"] == "stays-with-parts")
    assert notice["place"] == "Check" and "Move those elsewhere" in notice["remedy"]


def test_moves_here_and_in_the_file_never_make_a_task_part_of_itself(bringing: Bring) -> None:
    found = bringing(TWO_PHASES)
    done("task.place", named("Build").pk, parent=named("Check").pk, after=None)
    order = ("1", "2", "3", "4", "5")
    plan = placed(TWO_PHASES, "4", level=2, parent="1", order=order)
    plan = placed(plan, "5", level=3, parent="4", order=order).with_(links=())
    bringing(plan)
    assert outline(found.plan) == [
        ("Build", None), ("Cellar", "Build"), ("Attic", "Build"), ("Check", "Build"), ("Inspect", "Check"),
    ]  # fmt: skip


def test_a_task_moved_here_stays_there_also_where_rows_and_unique_ids_are_mixed_up(project: Any) -> None:
    tasks = (FileTask("1", "Phase", uid=2, row=1), FileTask("2", "Part", uid=1, row=2, level=2, parent="1", duration=8 * HOUR))
    source = Source("phases.csv", "CSV", "")
    draft_again = draft_of(Imported(TWO_PHASES.with_(tasks=tasks, links=()), (), source))
    found = bring(HOUSE, project[0], draft_again, {}, Answers())
    done("task.place", named("Part").pk, parent=None, after=named("Phase").pk)
    assert bring(HOUSE, project[0], draft_again, {}, Answers()).changed == 0
    assert outline(found.plan) == [("Phase", None), ("Part", None)]


def test_no_two_tasks_of_a_file_are_taken_for_one(project: Any) -> None:
    long = "A1" * 40
    tasks = (
        FileTask("1", "First", uid=7, duration=8 * HOUR),
        FileTask("2", "Second", uid=7, duration=8 * HOUR),
        FileTask("7", "Third", duration=8 * HOUR),
        FileTask(f"{long}x", "Fourth", duration=8 * HOUR),
        FileTask(f"{long}y", "Fifth", duration=8 * HOUR),
    )
    plan = TWO_PHASES.with_(tasks=tasks, links=(Link("2", "7"), Link(f"{long}x", f"{long}y")))
    of_file = draft_of(Imported(plan, (), Source("ids.csv", "CSV", "")))
    assert [one.place for one in of_file.problems] == ["task 2 'Second'", f"task {long}y 'Fifth'"]
    assert bring(HOUSE, project[0], of_file, {}, Answers()).created == 5
    assert bring(HOUSE, project[0], of_file, {}, Answers()).changed == 0
    found = {(one.predecessor.name, one.successor.name) for one in TaskLink.objects.all()}
    assert found == {("Second", "Third"), ("Fourth", "Fifth")}


def test_a_plan_keeps_what_was_brought_beside_what_was_made_here(bringing: Bring) -> None:
    found = bringing(TWO_PHASES)
    done("task-link.delete", TaskLink.objects.get(successor=named("Attic")).pk)
    bringing(TWO_PHASES)
    assert TaskLink.objects.count() == 1 and ProjectPlan.objects.get(pk=found.plan).tasks.count() == 5


def test_a_part_and_what_it_is_part_of_change_places_in_one_go(bringing: Bring) -> None:
    bringing(TWO_PHASES)
    build, cellar = named("Build").pk, named("Cellar").pk
    perform(operation_named("task.bring-again"), HOUSE, on=[build, cellar], given=[{"parent": cellar}, {"parent": None}])
    assert (named("Build").parent_id, named("Cellar").parent_id) == (cellar, None)
    with pytest.raises(Invalid, match="is a part of"):
        perform(operation_named("task.bring-again"), HOUSE, on=[cellar], given=[{"parent": named("Attic").pk}])
