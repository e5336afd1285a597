"""A small plan of ours comes back from every format MPXJ writes, and a file MS Project saved is read; what is lost is told."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from milepost.engine.model import Constraint, LagKind, LinkKind, Plan
from milepost.exchange import foreign
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


def changed_xer(path: Path, table: str, number: int, *, again: bool = False, **values: str) -> bytes:
    """An XER with fields of a table's n-th row changed, or with the changed row added `again`."""
    lines = path.read_bytes().decode("cp1252").split("\n")
    start = next(at for at, line in enumerate(lines) if line.rstrip("\r") == f"%T\t{table}")
    fields = lines[start + 1].rstrip("\r").split("\t")
    row = lines[start + 2 + number].rstrip("\r").split("\t")
    row += [""] * (len(fields) - len(row))
    for field, value in values.items():
        row[fields.index(field)] = value
    new = "\t".join(row) + "\r"
    lines[start + 2 + number : start + 3 + number] = [lines[start + 2 + number], new] if again else [new]
    return "\n".join(lines).encode("cp1252")


def test_a_second_assignment_of_a_person_to_a_task_is_added_to_the_first(written: Path, tmp_path: Path) -> None:
    path = tmp_path / "twice.xer"
    path.write_bytes(changed_xer(written / "small.xer", "TASKRSRC", 0, again=True, taskrsrc_id="900"))
    imported = read_plan(path)
    assert "assignments-joined" in [notice.code for notice in imported.notices]
    assert [one.work for one in imported.plan.assignments if imported.plan.task[one.task].name == "Write the design"] == [48 * HOUR]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        (
            {"cstr_type": "CS_MSOA", "cstr_date": "2026-01-06 08:00", "cstr_type2": "CS_MEOB", "cstr_date2": "2026-01-30 17:00"},
            "second-constraint",
        ),
        ({"cstr_type": "CS_MSO", "cstr_date": "2026-01-06 08:00"}, "on-date"),
        ({"task_type": "TT_LOE"}, "level-of-effort"),
        ({"expect_end_date": "2026-02-01 17:00"}, "expected-finish"),
    ],
)
def test_what_p6_says_and_a_plan_here_cannot_is_told(written: Path, tmp_path: Path, values: dict[str, str], code: str) -> None:
    path = tmp_path / "p6.xer"
    path.write_bytes(changed_xer(written / "small.xer", "TASK", 0, **values))
    (told,) = [notice for notice in read_plan(path).notices if notice.code == f"not-kept-{code}"]
    assert "1 found" in told.message
    assert "'Write the design'" in told.message


def test_a_link_to_a_project_outside_the_file_is_told(written: Path, tmp_path: Path) -> None:
    path = tmp_path / "outside.xer"
    path.write_bytes(changed_xer(written / "small.xer", "TASKPRED", 0, again=True, task_pred_id="900", pred_task_id="77777"))
    (told,) = [notice for notice in read_plan(path).notices if notice.code == "unread-links"]
    assert told.message.startswith("1 of 5 links in the file could not be read")


def test_the_pieces_of_a_split_task_survive(data_folder: Path) -> None:
    spread = "".join(
        f"<TimephasedData><Type>1</Type><UID>3</UID><Start>2026-01-{day}T08:00:00</Start><Finish>2026-01-{day}T17:00:00</Finish>"
        f"<Unit>2</Unit><Value>PT{hours}H0M0S</Value></TimephasedData>"
        for day, hours in (("13", 4), ("15", 4), ("16", 4), ("19", 0), ("20", 0), ("21", 4), ("22", 4), ("23", 4))
    )
    text = (data_folder / "foreign" / "small.xml").read_text(encoding="utf-8")
    text = text.replace("<RemainingWork>PT32H0M0S</RemainingWork>", f"<RemainingWork>PT32H0M0S</RemainingWork>{spread}")
    (imported,) = foreign.read(text.encode(), name="split.xml")
    (task,) = [task for task in imported.plan.tasks if task.name == "Test"]
    assert len(task.segments) == 2
    assert task.segments[0].finish == read_moment("2026-01-16T17:00")
    assert task.segments[1].start == read_moment("2026-01-21T08:00")


def test_a_projectlibre_file_is_read_by_the_xml_it_carries(data_folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "plan.pod"
    marker = b"@" * 10 + b"ProjectLibreSeparator_MSXML" + b"@" * 10
    path.write_bytes(b"\xac\xed\x00\x05sr" + bytes(600) + marker + (data_folder / "foreign" / "small.xml").read_bytes())
    imported = read_plan(path)
    assert imported.source.format == "POD"
    assert rows_of(imported.plan) == NAMES


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
