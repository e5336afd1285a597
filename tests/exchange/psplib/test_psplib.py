"""Research instances: each layout becomes the plan it states, and a damaged file is refused with its line."""

import csv
from pathlib import Path

import pytest

from milepost.engine import schedule_plan
from milepost.engine.model import Link, Plan, ResourceKind
from milepost.exchange.imported import Unreadable
from milepost.exchange.psplib import looks_like_patterson, looks_like_psplib, read_psplib
from milepost.values import DAY, FULL_SHARE, moment_text, read_moment

PATTERSON = b"""6      2
4      2
0      0      0      3      2      3      4
3      2      0      1      5
4      1      1      1      5
2      4      2      1      6
5      2      1      1      6
0      0      0      0
"""
SM = b"""************************************************************************
file with basedata            : small.bas
initial value random generator: 1
************************************************************************
projects                      :  1
jobs (incl. supersource/sink ):  6
horizon                       :  14
RESOURCES
  - renewable                 :  2   R
  - nonrenewable              :  0   N
  - doubly constrained        :  0   D
************************************************************************
PROJECT INFORMATION:
pronr.  #jobs rel.date duedate tardcost  MPM-Time
    1      4      0       11       4        9
************************************************************************
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          3           2   3   4
   2        1          1           5
   3        1          1           5
   4        1          1           6
   5        1          1           6
   6        1          0
************************************************************************
REQUESTS/DURATIONS:
jobnr. mode duration  R 1  R 2
------------------------------------------------------------------------
  1      1     0       0    0
  2      1     3       2    0
  3      1     4       1    1
  4      1     2       4    2
  5      1     5       2    1
  6      1     0       0    0
************************************************************************
RESOURCEAVAILABILITIES:
  R 1  R 2
    4    2
************************************************************************
"""
MM = (
    SM.replace(b"  - nonrenewable              :  0   N", b"  - nonrenewable              :  1   N")
    .replace(b"   2        1          1           5", b"   2        3          1           5")
    .replace(b"R 1  R 2\n---", b"R 1  R 2  N 1\n---")
    .replace(b"  1      1     0       0    0", b"  1      1     0       0    0    0")
    .replace(
        b"  2      1     3       2    0",
        b"  2      1     1       5    0    9\n         2     2       3    0    7\n         3     3       2    0    0",
    )
    .replace(b"  3      1     4       1    1", b"  3      1     4       1    1    2")
    .replace(b"  4      1     2       4    2", b"  4      1     2       4    2    0")
    .replace(b"  5      1     5       2    1", b"  5      1     5       2    1    0")
    .replace(b"  6      1     0       0    0", b"  6      1     0       0    0    0")
    .replace(b"    4    2\n", b"    4    2    8\n")
)


def days(plan: Plan) -> int:
    """Length of the schedule in periods: working days from the first to the last."""
    schedule = schedule_plan(plan)
    return 0 if schedule.finish <= schedule.start else (schedule.finish - schedule.start) // DAY + 1


def test_a_patterson_file_is_a_plan_of_days() -> None:
    imported = read_psplib(PATTERSON, name="small.rcp")
    plan = imported.plan
    assert imported.source.format == "Patterson"
    assert [task.name for task in plan.tasks] == ["Start", "Job 2", "Job 3", "Job 4", "Job 5", "Finish"]
    assert [task.milestone for task in plan.tasks] == [True, False, False, False, False, True]
    assert Link("3", "5") in plan.links
    assert [(r.name, r.max_units) for r in plan.resources] == [("R1", 4 * FULL_SHARE), ("R2", 2 * FULL_SHARE)]
    demands = {(a.task, a.resource): a.units // FULL_SHARE for a in plan.assignments}
    assert demands == {("2", "R1"): 2, ("3", "R1"): 1, ("3", "R2"): 1, ("4", "R1"): 4, ("4", "R2"): 2, ("5", "R1"): 2, ("5", "R2"): 1}
    assert days(plan) == 9


def test_the_same_instance_in_psplibs_own_layout_is_the_same_plan() -> None:
    plan, other = read_psplib(SM, name="small.sm").plan, read_psplib(PATTERSON, name="small.rcp").plan
    assert plan.links == other.links
    assert plan.assignments == other.assignments
    assert moment_text(plan.tasks[-1].deadline or 0) == "2001-01-11T17:00:00"
    assert days(plan) == 9


def test_the_caller_may_place_period_zero() -> None:
    imported = read_psplib(PATTERSON, name="small.rcp", start=read_moment("2026-01-05T08:00"))
    assert moment_text(imported.plan.start) == "2026-01-05T08:00:00"
    assert imported.notices == ()
    assert read_psplib(PATTERSON, name="small.rcp").notices[0].code == "no-dates"


def test_a_release_date_moves_the_start() -> None:
    data = SM.replace(b"    1      4      0       11", b"    1      4      3       11")
    assert moment_text(read_psplib(data, name="a.sm").plan.start) == "2001-01-04T08:00:00"


def test_a_multi_mode_job_takes_its_shortest_mode_that_fits_and_keeps_the_others() -> None:
    imported = read_psplib(MM, name="small.mm")
    job = imported.plan.tasks[1]
    assert job.duration == 2 * 8 * 3600
    assert [(value.field, value.value) for value in job.fields] == [
        ("mode-1", "duration 1; R1 5; N1 9"),
        ("mode-2", "duration 2; R1 3; N1 7"),
        ("mode-3", "duration 3; R1 2"),
    ]
    assert imported.plan.resource["N1"].kind is ResourceKind.MATERIAL
    told = {notice.code: notice.message for notice in imported.notices}
    assert "1 jobs have several modes" in told["modes-chosen"]
    assert "use 9, the instance has 8" in told["capacity-exceeded"]


def test_layouts_are_told_apart_by_content() -> None:
    assert [looks_like_psplib(data) for data in (SM, MM, PATTERSON, b"Name,Duration\n")] == [True, True, False, False]
    assert [looks_like_patterson(data) for data in (SM, PATTERSON, b"1;2\n", b"1 2\nx\n", b"")] == [False, True, False, False, False]


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        (b"", "empty-file", "x"),
        (PATTERSON[:60], "truncated", "x line 3"),
        (PATTERSON.replace(b"4      2\n0", b"4      two\n0"), "not-a-number", "x line 2"),
        (PATTERSON.replace(b"1      5\n4", b"1      9\n4"), "out-of-range", "x line 4"),
        (PATTERSON.replace(b"3      2      0      1      5", b"-3     2      0      1      5"), "out-of-range", "x line 4"),
        (PATTERSON + b"7\n", "left-over", "x line 9"),
        (PATTERSON.replace(b"1      5\n4", b"1      2\n4"), "link-to-itself", "x line 4"),
        (PATTERSON.replace(b"3      2      3      4", b"3      2      3      3"), "link-twice", "x line 3"),
        (b"999999999 1\n", "out-of-range", "x line 1"),
        (SM[:900], "row-length", "x line 21"),
        (SM[: SM.index(b"REQUESTS")], "truncated", "x line"),
        (SM.replace(b"  - renewable                 :  2   R\n", b""), "section-missing", "x line 11"),
        (SM.replace(b"doubly constrained        :  0", b"doubly constrained        :  1"), "unsupported", "x line 12"),
        (SM.replace(b"projects                      :  1", b"projects                      :  2"), "unsupported", "x line 12"),
        (SM.replace(b"   3        1          1           5", b"   3        1          2           5"), "row-length", "x line 21"),
        (SM.replace(b"   3        1          1           5", b"   3        1          1           9"), "link-to-nothing", "x line 21"),
        (SM.replace(b"   3        1          1           5", b"   4        1          1           5"), "job-order", "x line 21"),
        (SM.replace(b"  3      1     4       1    1", b"  3      1     4       1"), "row-length", "x line 31"),
        (SM.replace(b"  3      1     4       1    1", b"  3      2     4       1    1"), "mode-order", "x line 31"),
        (SM.replace(b"  3      1     4       1    1", b"  5      1     4       1    1"), "job-order", "x line 31"),
        (SM.replace(b"R 2\n    4    2\n", b"R 2\n    4\n"), "row-length", "x line 38"),
        (SM.replace(b"R 2\n    4    2\n", b"R 2\n    4   -2\n"), "out-of-range", "x line 38"),
    ],
)
def test_a_damaged_file_is_refused_with_its_line(data: bytes, code: str, place: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_psplib(data, name="x")
    (problem,) = caught.value.problems
    assert problem.code == code
    assert problem.place.startswith(place)


@pytest.mark.parametrize("collection", ["J30", "J60", "J120"])
def test_every_published_instance_reads_with_its_critical_path_length(shared_data: Path, collection: str) -> None:
    folder = shared_data / "psplib"
    rows = list(csv.DictReader((folder / f"{collection}.csv").open()))
    assert len(rows) in (480, 600)
    for number, row in enumerate(rows):
        plan = read_psplib((folder / row["file"]).read_bytes(), name=row["file"]).plan
        assert longest_path(plan) == int(row["cpm"]), row["instance"]
        if number % 60 == 0:
            assert days(plan) == int(row["cpm"]), row["instance"]


def longest_path(plan: Plan) -> int:
    """The critical path in periods, by plain recursion in file order: what the reader is checked against."""
    before: dict[str, list[str]] = {}
    for link in plan.links:
        before.setdefault(link.successor, []).append(link.predecessor)
    done: dict[str, int] = {}
    for task in plan.tasks:
        done[task.id] = max((done[other] for other in before.get(task.id, [])), default=0) + task.duration // (8 * 3600)
    return max(done.values())
