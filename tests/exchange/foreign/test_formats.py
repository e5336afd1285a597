"""A small plan of ours comes back from every format MPXJ writes, and a file MS Project saved is read; what is lost is told."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from milepost.engine.model import Constraint, LagKind, LinkKind, Plan
from milepost.exchange.imported import Imported
from milepost.exchange.read import read_plan, read_plans
from milepost.values import DAY, HOUR, read_moment

Reading = Callable[[Path], tuple[Imported, ...]]

FORMATS = [
    ("small.mpx", "MPX", "Microsoft"),
    ("small.xer", "XER", "Primavera"),
    ("small-p6.xml", "PMXML", "Primavera"),
    ("small.planner", "Planner", "Planner"),
]
NAMES = ["Preparation", "Write the design", "Order licences – Bestätigung", "Build", "Install", "Test", "In service"]


def links_of(plan: Plan) -> set[tuple[str, str, LinkKind, int]]:
    """Links by the names of their tasks."""
    return {(plan.task[link.predecessor].name, plan.task[link.successor].name, link.kind, link.lag) for link in plan.links}


def rows_of(plan: Plan) -> list[str]:
    """Names of the tasks in order, without a row for the project itself."""
    return [task.name for task in plan.tasks if task.name in NAMES]


@pytest.mark.parametrize(("file", "format", "producer"), FORMATS)
def test_tasks_links_people_and_calendars_survive(written: Path, read_once: Reading, file: str, format: str, producer: str) -> None:
    (imported,) = read_once(written / file)
    plan = imported.plan
    assert (imported.source.name, imported.source.format, imported.source.producer) == (file, format, producer)
    assert sorted(rows_of(plan)) == sorted(NAMES)
    if format == "Planner":  # it counts lags around the clock: from Wednesday evening to Friday morning
        assert {link.lag for link in plan.links if link.lag_kind is LagKind.ELAPSED} == {39 * HOUR, 24 * HOUR}
        plan = plan.with_(links=tuple(replace(link, lag=8 * HOUR if link.lag else 0) for link in plan.links))
    assert links_of(plan) == {
        ("Write the design", "Order licences – Bestätigung", LinkKind.FS, 8 * HOUR),
        ("Order licences – Bestätigung", "Install", LinkKind.FS, 0),
        ("Install", "Test", LinkKind.SS, 8 * HOUR),
        ("Test", "In service", LinkKind.FS, 0),
    }
    by_name = {task.name: task for task in plan.tasks}
    assert by_name["Test"].duration == 64 * HOUR
    assert by_name["Install"].parent == by_name["Build"].id
    if by_name["Install"].stored.start is not None:  # MPXJ writes no dates of tasks to an XER
        assert by_name["Install"].stored.start // DAY == read_moment("2026-01-12") // DAY
    assert plan.start // DAY == read_moment("2026-01-05") // DAY
    people = {one.id: one.name for one in plan.resources}
    assert {"Anna Kowalska", "Builders"} <= set(people.values())
    held = {(plan.task[one.task].name, people[one.resource]): one.work for one in plan.assignments if one.resource is not None}
    # MPXJ writes a task's duration as Planner's work, whatever the number of people.
    assert held[("Install", "Builders")] == (32 if format == "Planner" else 64) * HOUR
    closed = read_moment("2026-01-14") // DAY
    assert any(gap.first_day <= closed <= gap.last_day and not gap.shifts for one in plan.calendars for gap in one.exceptions)


@pytest.mark.parametrize(("file", "format", "producer"), FORMATS)
def test_nothing_is_lost_without_a_notice(written: Path, read_once: Reading, file: str, format: str, producer: str) -> None:
    (imported,) = read_once(written / file)
    assert [str(notice) for notice in imported.notices if notice.code.startswith(("fewer-", "unread-"))] == []


def test_the_kind_is_found_without_the_ending(written: Path, tmp_path: Path, read_once: Reading) -> None:
    path = tmp_path / "Übergabe"
    path.write_bytes((written / "small.mpx").read_bytes())
    assert read_plan(path).plan == read_once(written / "small.mpx")[0].plan


def test_a_p6_plan_moves_unfinished_work_and_keeps_its_activity_ids(written: Path, read_once: Reading) -> None:
    (imported,) = read_once(written / "small-p6.xml")
    assert imported.plan.options.move_unfinished
    names = {one.id: one.alias or one.name for one in imported.plan.fields}
    ids = {task.name: value.value for task in imported.plan.tasks for value in task.fields if names[value.field] == "Activity ID"}
    assert ids["Install"]
    assert len(set(ids.values())) == len(ids)


def test_letters_of_an_xer_in_utf8_survive_and_of_others_are_doubted(written: Path, tmp_path: Path) -> None:
    text = (written / "small.xer").read_bytes().decode("cp1252")
    path = tmp_path / "utf8.xer"
    path.write_text(text.replace("Install", "Встановити"), encoding="utf-8")
    imported = read_plan(path)
    assert "Встановити" in [task.name for task in imported.plan.tasks]
    assert "character-set-guessed" not in [notice.code for notice in imported.notices]
    assert "character-set-guessed" in [notice.code for notice in read_plan(written / "small.xer").notices]


def test_every_project_of_a_file_is_read_and_the_first_taken_with_a_notice(written: Path, tmp_path: Path, read_once: Reading) -> None:
    text = (written / "small-p6.xml").read_text(encoding="utf-8")
    block = re.search(r"<Project>.*</Project>", text, re.DOTALL)
    assert block is not None
    own = r"<((?:Predecessor|Successor)?(?:Project|Activity|WBS)?(?:Activity|Project|Parent)?ObjectId)>(\d+)<"
    second = re.sub(own, lambda at: f"<{at[1]}>{int(at[2]) + 100}<", block[0]).replace("<Id>PROJECT</Id>", "<Id>SECOND</Id>")
    second = second.replace("In service", "In use")
    path = tmp_path / "two.xml"
    path.write_text(text.replace("</Project>", "</Project>" + second), encoding="utf-8")
    plans = read_plans(path)
    assert [len(rows_of(one.plan)) for one in plans] == [7, 6]
    assert "In use" in [task.name for task in plans[1].plan.tasks]
    first = read_plan(path)
    assert "other-projects" in [notice.code for notice in first.notices]
    assert first.plan == plans[0].plan


def test_a_second_assignment_of_a_person_to_a_task_is_added_to_the_first(written: Path, tmp_path: Path) -> None:
    text = (written / "small.xer").read_bytes().decode("cp1252")
    lines = text.split("\n")
    table = next(number for number, line in enumerate(lines) if line.startswith("%T\tTASKRSRC"))
    fields = lines[table + 1].rstrip("\r").split("\t")
    row = lines[table + 2].rstrip("\r").split("\t")
    row[fields.index("taskrsrc_id")] = "900"
    path = tmp_path / "twice.xer"
    path.write_bytes("\n".join([*lines[: table + 3], "\t".join(row) + "\r", *lines[table + 3 :]]).encode("cp1252"))
    imported = read_plan(path)
    assert "assignments-joined" in [notice.code for notice in imported.notices]
    assert [one.work for one in imported.plan.assignments if imported.plan.task[one.task].name == "Write the design"] == [48 * HOUR]


def test_a_file_that_ms_project_saved_is_read(data_folder: Path, read_once: Reading) -> None:
    (imported,) = read_once(data_folder / "mpp" / "recurring-tasks.mpp")
    assert imported.source.format == "MPP"
    assert imported.source.producer == "Microsoft.Project 16.0"
    assert len([task for task in imported.plan.tasks if task.level > 0]) == 17
    assert any(task.recurring for task in imported.plan.tasks)


def test_ganttproject_keeps_inner_links_and_tasks_where_they_were_drawn(data_folder: Path, read_once: Reading) -> None:
    (imported,) = read_once(data_folder / "foreign" / "small.gan")
    plan = imported.plan
    assert links_of(plan) == {
        ("Sort the papers", "Scan the papers", LinkKind.FS, 8 * HOUR),
        ("Sort the papers", "Inform the readers", LinkKind.SS, 0),
    }
    by_name = {task.name: task for task in plan.tasks}
    assert by_name["Scan the papers"].constraint is Constraint.ASAP
    assert by_name["Inform the readers"].constraint is Constraint.SNET
    assert by_name["Inform the readers"].constraint_date == by_name["Inform the readers"].stored.start
    assert [notice.code for notice in imported.notices if notice.code == "start-pinned"] == ["start-pinned"]
    assert plan.resources[-1].name == "Lena Öztürk"
