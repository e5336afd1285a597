"""A plan's own table, as CSV and as a workbook, that was given out and is brought back: the same tasks change, and nothing doubles."""

import csv
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from milepost.apps.planning.files.against import against, known
from milepost.apps.planning.files.apply import Answers, Brought, bring
from milepost.apps.planning.files.draft import Draft, draft_of
from milepost.apps.planning.files.give import give
from milepost.apps.planning.files.people import chosen
from milepost.apps.planning.files.preview import preview
from milepost.apps.planning.files.reading import read_file
from milepost.apps.planning.models import Assignment, ProjectPlan, Task, TaskLink
from tests.apps.planning.bringing import HOUSE, Bring, named
from tests.apps.planning.foreign_plans import kept_in
from tests.apps.projects.works import done, made

Rows = list[dict[str, str]]
Change = Callable[[Rows], Any]
Project = tuple[Any, int]


def plan_of(project: Project) -> int:
    """Three tasks below one, with a lag, a person on one of them, a report on another and facts that no table holds."""
    plan = made("project-plan", project=project[0].pk, name="Ours", starts_at="2026-02-02 09:00", day_minutes=450)
    scope = made("scope-item", project=project[0].pk, name="Before")
    top = made("task", plan=plan, scope_item=scope, name="Prepare")
    keys = [made("task", plan=plan, scope_item=scope, name=name, parent=top, duration_minutes=900) for name in ("Order", "Wait", "Build")]
    made("task-link", predecessor=keys[0], successor=keys[1], lag=100)
    made("task-link", predecessor=keys[1], successor=keys[2])
    made("assignment", task=keys[0], person=made("person", name="Ann Archer"), share="50%")
    done("task.edit", keys[0], type="fixed-duration", effort_minutes=450)
    done("task.report", keys[2], remaining=700, started="2026-02-02 09:00")
    return plan


def table(place: Path, plan: int, change: Change, *, without: tuple[str, ...] = ()) -> Draft:
    """The CSV with what `change` does to its rows."""
    rows = list(csv.DictReader(StringIO(give(HOUSE, plan, "csv").content.decode("utf-8-sig"))))
    change(rows)
    text = StringIO()
    writer = csv.DictWriter(text, [one for one in rows[0] if one not in without], extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return read(place, text.getvalue().encode(), "plan.csv")


def read(place: Path, content: bytes, name: str) -> Draft:
    return draft_of(read_file(kept_in(place, content, name), name=name, start=None, day=450))


def row(rows: Rows, name: str) -> dict[str, str]:
    return next(one for one in rows if one["Name"] == name)


def brought(project: Project, plan: int, draft: Draft, **answers: Any) -> Brought:
    return bring(HOUSE, project[0], draft, chosen({}, draft.plan, HOUSE, known(draft, plan)), Answers(**answers))


def kept() -> list[Any]:
    """Everything of the plan that somebody can lose."""
    tasks = Task.objects.order_by("pk").values()
    return [
        list(ProjectPlan.objects.values()),
        [{name: value for name, value in one.items() if name not in ("version", "changed_at", "updated_at")} for one in tasks],
        list(TaskLink.objects.order_by("pk").values_list("predecessor", "successor", "kind", "lag", "lag_kind")),
        list(Assignment.objects.order_by("pk").values_list("task", "person", "work_role", "share", "effort_minutes")),
    ]


@pytest.mark.parametrize("word", ["csv", "xlsx"])
def test_an_own_table_that_nobody_changed_changes_nothing(project: Project, tmp_path: Path, word: str) -> None:
    plan = plan_of(project)
    before = kept()
    draft = read(tmp_path, give(HOUSE, plan, word).content, f"plan.{word}")
    assert preview(HOUSE, project[0], draft)["nothing"]
    found = brought(project, plan, draft)
    assert (found.created, found.changed, found.links, found.work, found.scope_item) == (0, 0, 0, 0, "")
    assert kept() == before


@pytest.mark.parametrize("word", ["csv", "xlsx"])
def test_an_own_table_of_a_plan_from_a_file_changes_nothing_either(
    bringing: Bring,
    project: Project,
    tmp_path: Path,
    word: str,
) -> None:
    plan = bringing().plan
    before = kept()
    draft = read(tmp_path, give(HOUSE, plan, word).content, f"plan.{word}")
    assert preview(HOUSE, project[0], draft)["nothing"]
    brought(project, plan, draft)
    assert kept() == before


def test_what_was_typed_into_an_own_table_changes_the_same_tasks_and_keeps_the_rest(project: Project, tmp_path: Path) -> None:
    plan = plan_of(project)

    def typed(rows: Rows) -> None:
        row(rows, "Order")["Duration"] = "3 d"
        row(rows, "Wait")["Name"] = "Wait for it"
        row(rows, "Build")["Priority"] = "700"

    found = brought(project, plan, table(tmp_path, plan, typed))
    assert (found.created, found.changed, found.links, found.work, Task.objects.count()) == (0, 3, 0, 0, 4)
    order = named("Order")
    assert (order.duration_minutes, order.type, order.effort_minutes, order.foreign_id, order.constraint) == (
        1350,
        "fixed-duration",
        450,
        "",
        "asap",
    )
    assert (named("Build").priority, named("Build").remaining_minutes) == (700, 700)
    assert TaskLink.objects.get(successor=named("Wait for it").pk).lag == 100
    assert Assignment.objects.get().share == 500_000


def test_columns_taken_out_of_an_own_table_say_nothing(project: Project, tmp_path: Path) -> None:
    plan = plan_of(project)
    before = kept()
    without = (
        "Duration",
        "Priority",
        "Predecessors",
        "Resources",
        "Work",
        "Outline Level",
        "Constraint Type",
        "Constraint Date",
        "Start",
        "Notes",
    )
    assert preview(HOUSE, project[0], table(tmp_path, plan, lambda rows: None, without=without))["nothing"]
    brought(project, plan, table(tmp_path, plan, lambda rows: None, without=without))
    assert kept() == before


def test_links_and_people_of_an_own_table_follow_its_cells(project: Project, tmp_path: Path) -> None:
    plan = plan_of(project)
    made("person", name="Bob Bell")

    def typed(rows: Rows) -> None:
        row(rows, "Wait")["Predecessors"] = "2FS+3h"
        row(rows, "Build")["Predecessors"] = ""
        row(rows, "Order")["Resources"] = "Ann Archer[50%];Bob Bell"
        row(rows, "Wait")["Resources"] = "Ann Archer[25%]"

    found = brought(project, plan, table(tmp_path, plan, typed))
    assert (found.links, found.work) == (2, 2)
    assert [one.lag for one in TaskLink.objects.all()] == [180]
    there = {(one.task.name, one.person.name, one.share) for one in Assignment.objects.select_related("task", "person") if one.person}
    assert there == {("Order", "Ann Archer", 500_000), ("Order", "Bob Bell", 1_000_000), ("Wait", "Ann Archer", 250_000)}
    assert (named("Build").constraint, named("Order").effort_minutes) == ("asap", 450)


def test_work_that_is_typed_is_worked_by_those_who_are_on_the_task(project: Project, tmp_path: Path) -> None:
    plan = plan_of(project)
    done("assignment.edit", Assignment.objects.get().pk, effort_minutes=450)
    brought(project, plan, table(tmp_path, plan, lambda rows: row(rows, "Order").update(Duration="3 d")))
    assert Assignment.objects.get().effort_minutes == 450
    brought(project, plan, table(tmp_path, plan, lambda rows: row(rows, "Order").update(Work="15 h")))
    assert (named("Order").effort_minutes, Assignment.objects.get().effort_minutes) == (900, 900)


def test_a_new_row_is_made_once_and_a_row_taken_out_is_offered_to_be_deleted(project: Project, tmp_path: Path) -> None:
    plan = plan_of(project)
    own = {"Id": "9", "Outline Level": "2", "Name": "Test", "Duration": "1 d", "Task Number": "", "Predecessors": "4"}

    def typed(rows: Rows) -> None:
        rows.remove(row(rows, "Wait"))
        row(rows, "Build")["Predecessors"] = ""
        rows.append({**dict.fromkeys(rows[0], ""), **own})

    draft = table(tmp_path, plan, typed)
    told = preview(HOUSE, project[0], draft)["tasks"]
    wait = named("Wait").pk
    assert (told["new"], [one["id"] for one in told["gone"]]) == (1, [wait])
    assert brought(project, plan, draft).created == 1
    again = brought(project, plan, draft, gone=(wait,))
    assert (again.created, again.deleted, Task.objects.filter(name="Test").count()) == (0, 1, 1)
    test = named("Test")
    assert (test.parent.name, test.duration_minutes, test.foreign_id) == ("Prepare", 450, "")
    assert TaskLink.objects.filter(predecessor=named("Build").pk, successor=test.pk).exists()


def test_a_task_made_after_the_table_was_given_out_is_not_taken_for_gone(project: Project, tmp_path: Path) -> None:
    plan = plan_of(project)
    draft = table(tmp_path, plan, lambda rows: None)
    made("task", plan=plan, scope_item=named("Order").scope_item_id, name="Later")
    assert not against(draft, plan, {})[1].gone


def test_a_share_that_is_typed_says_what_is_left_and_dates_are_told_not_taken(project: Project, tmp_path: Path) -> None:
    plan = plan_of(project)

    def typed(rows: Rows) -> None:
        row(rows, "Build")["% Complete"] = "50%"
        row(rows, "Order")["Start"] = "2026-03-30 09:00"

    draft = table(tmp_path, plan, typed)
    assert "dates-follow" in {one["code"] for one in preview(HOUSE, project[0], draft)["problems"]}
    brought(project, plan, draft)
    build, order = named("Build"), named("Order")
    assert (build.done_share, build.remaining_minutes, order.constraint, order.constraint_at) == (500_000, None, "asap", None)


def test_somebody_of_a_table_whom_nobody_stands_for_takes_nobody_off_a_task(project: Project, tmp_path: Path) -> None:
    plan = plan_of(project)
    draft = table(tmp_path, plan, lambda rows: row(rows, "Order").update(Resources="Ann of the Archers"))
    brought(project, plan, draft)
    assert Assignment.objects.count() == 1


def test_a_workbook_says_lengths_so_that_they_are_read_as_they_are(bringing: Bring, tmp_path: Path) -> None:
    from milepost.exchange.tabular import read_xlsx

    found = bringing()
    plan = read_xlsx(give(HOUSE, found.plan, "xlsx").content, name="plan.xlsx").plan
    by_name = {one.name: one for one in plan.tasks}
    assert (by_name["Delivery"].duration, by_name["Delivery"].elapsed) == (3 * 86_400, True)
    assert (by_name["Survey the rooms"].level, by_name["Survey the rooms"].work) == (2, 8 * 3_600)


def test_a_summary_has_the_length_and_share_that_its_parts_come_to_and_neither_is_taken_back(project: Project, tmp_path: Path) -> None:
    plan = made("project-plan", project=project[0].pk, name="Ours", starts_at="2026-02-02 09:00", day_minutes=450)
    scope = made("scope-item", project=project[0].pk, name="Before")
    top = made("task", plan=plan, scope_item=scope, name="Prepare")
    first, then = (made("task", plan=plan, scope_item=scope, name=name, parent=top, duration_minutes=900) for name in ("Order", "Build"))
    made("task-link", predecessor=first, successor=then)
    done("task.report", first, started="2026-02-02 09:00", finished="2026-02-03 17:30")
    before, given = kept(), list(csv.DictReader(StringIO(give(HOUSE, plan, "csv").content.decode("utf-8-sig"))))
    assert [(one["Name"], one["Duration"], one["% Complete"]) for one in given] == [
        ("Prepare", "30 h", "50%"),
        ("Order", "15 h", "100%"),
        ("Build", "15 h", "0%"),
    ]
    draft = table(tmp_path, plan, lambda rows: row(rows, "Prepare").update({"Duration": "900 h", "% Complete": "90%"}))
    brought(project, plan, draft)
    assert kept() == before
