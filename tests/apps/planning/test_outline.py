"""Lists of tasks come in the order of the outline, with what summaries come to."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from milepost.apps.planning.bridge.outline import outline_anew
from milepost.apps.planning.entities import TASK
from milepost.apps.planning.models import PlanRun, Task, TaskOutline
from milepost.kernel.access import Actor
from milepost.kernel.exporting import Form, pieces_of, with_key
from milepost.kernel.importing import Outcome, import_rows, read_draft
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.rows import question_from, read_page
from milepost.kernel.undo import undo
from tests.apps.planning.plans import link, sold_plan, task
from tests.apps.projects.works import done, made

DAY = 450
FIELDS = "id,number,name,wbs,level,summary,duration_minutes,done_share,rolled_minutes,rolled_share"


@dataclass(frozen=True)
class Phases:
    """Two phases, of which the second was typed first, and its second task is split once more."""

    plan: int
    scope: int
    build: int
    rack: int
    cable: int
    floor: int
    prepare: int
    order: int


@pytest.fixture
def phases(anybody: Actor) -> Phases:
    plan, scope = sold_plan()
    build = task(plan, scope, "Build")
    rack = task(plan, scope, "Rack", 2, parent=build)
    cable = task(plan, scope, "Cable", parent=build)
    floor = task(plan, scope, "First floor", 3, parent=cable)
    prepare = task(plan, scope, "Prepare")
    order = task(plan, scope, "Order", 1, parent=prepare)
    link(rack, floor)
    done("task.place", prepare, parent=None, after=None)
    return Phases(plan, scope, build, rack, cable, floor, prepare, order)


def listed(actor: Actor, plan: int, **asked: str) -> tuple[Mapping[str, Any], ...]:
    """The rows of the plan's list."""
    parameters = {"plan": [str(plan)], "fields": [FIELDS], **{name: [value] for name, value in asked.items()}}
    return read_page(TASK, actor, question_from(TASK, actor, parameters)).rows


def names(rows: Any) -> list[str]:
    return [row["name"] for row in rows]


def exported(actor: Actor, plan: int, form: Form) -> bytes:
    question = with_key(TASK, question_from(TASK, actor, {"plan": [str(plan)], "fields": ["number,name,duration_minutes,done_share"]}))
    return b"".join(pieces_of(TASK, actor, question, form))


def imported(actor: Actor, plan: int, changes: Mapping[str, str]) -> Outcome:
    """The list as it is exported, with other durations in some rows, brought back."""
    rows = list(csv.DictReader(io.StringIO(exported(actor, plan, Form.CSV).decode())))
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(row | {"duration_minutes": changes.get(row["name"], row["duration_minutes"])} for row in rows)
    return import_rows(read_draft(TASK, text.getvalue().encode(), name="tasks.csv"), actor)


def test_a_list_of_tasks_begins_in_the_order_of_the_outline(anybody: Actor, phases: Phases) -> None:
    rows = listed(anybody, phases.plan)
    assert [(row["wbs"], row["name"], row["level"], row["summary"]) for row in rows] == [
        ("1", "Prepare", 1, True),
        ("1.1", "Order", 2, False),
        ("2", "Build", 1, True),
        ("2.1", "Rack", 2, False),
        ("2.2", "Cable", 2, True),
        ("2.2.1", "First floor", 3, False),
    ]
    assert names(listed(anybody, phases.plan, order="-wbs")) == names(reversed(rows))


def test_the_tenth_task_comes_after_the_ninth(anybody: Actor) -> None:
    plan, scope = sold_plan()
    for number in range(11):
        task(plan, scope, f"Task {number}")
    assert [row["wbs"] for row in listed(anybody, plan)] == [str(number) for number in range(1, 12)]


def test_a_summary_is_as_long_as_from_its_first_moment_to_its_last_and_as_done_as_its_parts(anybody: Actor, phases: Phases) -> None:
    done("task.report", phases.rack, started="2026-03-02 09:00", finished="2026-03-03 17:30")
    rows = {row["name"]: row for row in listed(anybody, phases.plan)}
    assert {name: row["rolled_minutes"] // DAY for name, row in rows.items()} == {
        "Prepare": 1, "Order": 1, "Build": 5, "Rack": 2, "Cable": 3, "First floor": 3,
    }  # fmt: skip
    assert rows["Build"]["rolled_share"] == "40" and rows["Rack"]["rolled_share"] == "100" and rows["Cable"]["rolled_share"] == "0"
    assert Task.objects.get(pk=phases.build).duration_minutes == DAY and Task.objects.get(pk=phases.build).done_share == 0


def test_lists_sort_and_filter_by_what_a_summary_comes_to(anybody: Actor, phases: Phases) -> None:
    assert names(listed(anybody, phases.plan, order="-duration_minutes"))[0] == "Build"
    assert names(listed(anybody, phases.plan, duration_minutes__gte="37:30")) == ["Build"]


def test_the_outline_follows_a_move_a_deletion_and_their_undoing(anybody: Actor, phases: Phases) -> None:
    done("task.place", phases.floor, parent=phases.prepare, after=phases.order)
    found = {row["name"]: (row["wbs"], row["summary"]) for row in listed(anybody, phases.plan)}
    assert found["First floor"] == ("1.2", False) and found["Cable"] == ("2.2", False)
    gone = perform(operation_named("task.delete"), anybody, on=[phases.order])
    assert listed(anybody, phases.plan)[1]["wbs"] == "1.1" and names(listed(anybody, phases.plan))[1] == "First floor"
    undo(anybody, gone.batch)
    assert [(row["wbs"], row["name"]) for row in listed(anybody, phases.plan)][1:3] == [("1.1", "Order"), ("1.2", "First floor")]


def test_only_tasks_that_stand_otherwise_are_written(anybody: Actor, phases: Phases, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):  # they are read
        outline_anew(phases.plan)
    Task.objects.filter(pk=phases.floor).update(name="Ground floor", done_share=500_000)
    with CaptureQueriesContext(connection) as asked:
        outline_anew(phases.plan)
    assert len([one for one in asked if one["sql"].startswith("INSERT")]) == 1
    assert [TaskOutline.objects.get(task=key).done for key in (phases.build, phases.floor)] == [300_000, 500_000]


def test_what_waits_in_the_backlog_has_its_place_and_no_length_but_its_own(anybody: Actor, phases: Phases) -> None:
    waiting = task(phases.plan, phases.scope, "Label", 4, parent=phases.build, in_backlog=True)
    found = {row["id"]: row for row in listed(anybody, phases.plan)}
    assert (found[waiting]["wbs"], found[waiting]["rolled_minutes"]) == ("2.3", 4 * DAY)
    assert found[phases.build]["rolled_minutes"] == 5 * DAY


def test_a_plan_that_cannot_be_scheduled_keeps_its_order_and_what_its_summaries_came_to(anybody: Actor, phases: Phases) -> None:
    before = TaskOutline.objects.get(task=phases.build).minutes
    end = task(phases.plan, phases.scope, "Hand over", 200 * 1000)
    assert PlanRun.objects.get(plan=phases.plan).finish is None
    assert TaskOutline.objects.get(task=end).wbs == "3" and TaskOutline.objects.get(task=phases.build).minutes == before


def test_tasks_of_a_project_that_has_ended_still_have_their_place(anybody: Actor, phases: Phases) -> None:
    done("project.cancel", Task.objects.get(pk=phases.build).plan.project_id, reason="No budget")
    late = task(phases.plan, phases.scope, "Lessons", parent=phases.prepare)
    assert TaskOutline.objects.get(task=late).wbs == "1.2"


def test_an_exported_list_shows_what_summaries_come_to_and_changes_nothing_when_it_is_brought_back(anybody: Actor, phases: Phases) -> None:
    rows = list(csv.DictReader(io.StringIO(exported(anybody, phases.plan, Form.CSV).decode())))
    assert [(row["name"], row["duration_minutes"]) for row in rows[2:4]] == [("Build", "37:30"), ("Rack", "15:00")]
    outcome = imported(anybody, phases.plan, {})
    assert (outcome.changed, outcome.unchanged, outcome.problems) == (0, 6, ())
    assert imported(anybody, phases.plan, {"Rack": "7:30"}).changed == 1
    assert Task.objects.get(pk=phases.rack).duration_minutes == DAY


def test_a_duration_of_a_summary_in_a_file_is_refused_with_its_row(anybody: Actor, phases: Phases) -> None:
    outcome = imported(anybody, phases.plan, {"Build": "99:00"})
    assert outcome.changed == 0 and Task.objects.get(pk=phases.build).duration_minutes == DAY
    assert any("follows from the tasks below it" in problem.message for problem in outcome.problems)


def test_a_workbook_indents_names_and_has_summaries_bold(anybody: Actor, phases: Phases) -> None:
    sheet = load_workbook(io.BytesIO(exported(anybody, phases.plan, Form.XLSX))).worksheets[0]
    assert [(cell.value, int(cell.alignment.indent), bool(cell.font.b)) for (cell,) in sheet["B2:B7"]] == [
        ("Prepare", 0, True),
        ("Order", 1, False),
        ("Build", 0, True),
        ("Rack", 1, False),
        ("Cable", 1, True),
        ("First floor", 2, False),
    ]


def test_another_plan_of_the_project_has_an_outline_of_its_own(anybody: Actor, phases: Phases) -> None:
    other = made("project-plan", project=Task.objects.get(pk=phases.build).plan.project_id, name="What if", branched_from=phases.plan)
    assert [row["wbs"] for row in listed(anybody, other)] == ["1", "1.1", "2", "2.1", "2.2", "2.2.1"]
