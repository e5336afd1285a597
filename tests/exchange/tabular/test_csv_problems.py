"""What is wrong with a sheet is told all at once, each error with its line and column, what was expected and what to do."""

import pytest

from milepost.engine.problem import Problem
from milepost.exchange.imported import Unreadable
from milepost.exchange.tabular import read_csv

HEAD = "# start: 2026-01-05\n"


def problems(text: str, *, head: str = HEAD) -> tuple[Problem, ...]:
    with pytest.raises(Unreadable) as caught:
        read_csv((head + text).encode(), name="plan.csv")
    return caught.value.problems


def test_every_error_of_a_file_is_told_at_once() -> None:
    found = problems("Id,Name,Duration,Predecessors,Deadline\n1,A,soon,9,\n1,B,-2,1FS+x,2026-99-01\n,C,1,,\n")
    assert [(problem.code, problem.place) for problem in found] == [
        ("cell-value", "plan.csv line 3, column 'Duration'"),
        ("cell-value", "plan.csv line 4, column 'Duration'"),
        ("cell-value", "plan.csv line 4, column 'Deadline'"),
        ("id-twice", "plan.csv line 4, column 'Id'"),
        ("id-missing", "plan.csv line 5, column 'Id'"),
        ("link-to-nothing", "plan.csv line 3, column 'Predecessors'"),
        ("link-to-nothing", "plan.csv line 4, column 'Predecessors'"),
    ]


@pytest.mark.parametrize(
    ("text", "code", "place", "said"),
    [
        ("Duration\n3\n", "heading-missing", "plan.csv line 2", "'Name'"),
        ("Name,Task name\nA,B\n", "column-twice", "plan.csv line 2, column 'Task name'", "same column"),
        ("Name,Duration\n", "no-tasks", "plan.csv", "no task"),
        ("Name,Duration\n,3\n", "name-missing", "plan.csv line 3, column 'Name'", "no name"),
        ("Name,Duration\nA,1 fortnight\n", "cell-value", "plan.csv line 3, column 'Duration'", "unit of time"),
        ('Name,Duration\nA,"1,000.5.5"\n', "cell-value", "plan.csv line 3, column 'Duration'", "number"),
        ("Name,Duration\nA,999999 w\n", "cell-value", "plan.csv line 3, column 'Duration'", "500 years"),
        ("Name,Duration,Outline level\nA,1,1\nB,1,3\n", "outline-jump", "plan.csv line 4, column 'Outline level'", "level 3"),
        ("Name,Duration,Outline level\nA,1,1\nB,1,0\n", "outline-level", "plan.csv line 4, column 'Outline level'", "Level 0"),
        ("Name,Duration,Predecessors\nA,1,1\n", "link-to-itself", "plan.csv line 3, column 'Predecessors'", "itself"),
        ("Name,Duration,Predecessors\nA,1,\nA,1,\nC,1,A\n", "link-to-nothing", "plan.csv line 5, column 'Predecessors'", "several tasks"),
        ("Name,Duration,Constraint type\nA,1,SNET\n", "cell-value", "plan.csv line 3", "needs a date"),
        ("Name,Duration,Constraint type\nA,1,Never\n", "cell-value", "plan.csv line 3, column 'Constraint type'", "no constraint"),
        ("Name,Duration,Calendar\nA,1,Mars\n", "calendar-unknown", "plan.csv line 3, column 'Calendar'", "'Mars'"),
        ("Name,Duration,% Complete\nA,1,140%\n", "cell-value", "plan.csv line 3, column '% Complete'", "0 to 100"),
        ("Name,Duration,Priority\nA,1,2000\n", "cell-value", "plan.csv line 3, column 'Priority'", "0 to 1000"),
        ("Name,Duration,Milestone\nA,1,perhaps\n", "cell-value", "plan.csv line 3, column 'Milestone'", "yes nor no"),
        ("Name,Duration,Resources\nA,1,Ann[half]\n", "resource-cell", "plan.csv line 3, column 'Resources'", "half"),
        ("Name,Duration,Resources\nA,1,Ann;Ann\n", "resource-cell", "plan.csv line 3, column 'Resources'", "twice"),
        (
            "Name,Duration,Resources\nA,1,Ann\nB,1,Ann[5 t]\n",
            "resource-kind",
            "plan.csv line 4, column 'Resources'",
            "work resource elsewhere",
        ),
        ("Name,Start,Finish\nA,2026-02-02,2026-01-30\n", "finish-before-start", "plan.csv line 3, column 'Finish'", "before the start"),
        ("Name,Duration,Start\nA,1,03/04/2026\n", "date-order-unclear", "plan.csv line 3, column 'Start'", "day first or month first"),
        ("Name,Duration,Repeats\nA,1,every full moon\n", "cell-value", "plan.csv line 3, column 'Repeats'", "no end"),
        ("Name,Duration,Repeats\nA,1,every full moon 3 times\n", "cell-value", "plan.csv line 3, column 'Repeats'", "not understood"),
        ("Name,Duration,Repeats\nA,1,every Mon until 2025-01-01\n", "repeat-rule", "plan.csv line 3, column 'Repeats'", "no day"),
        ("Name,Duration,Repeats\nA,1,daily until 2099-01-01\n", "repeat-rule", "plan.csv line 3, column 'Repeats'", "1,000"),
        (
            'Name,Duration,Outline level,Repeats\nA,,1,"daily, 3 times"\nB,1,2,\n',
            "repeat-rule",
            "plan.csv line 3, column 'Repeats'",
            "summary",
        ),
    ],
)
def test_one_error_with_its_place(text: str, code: str, place: str, said: str) -> None:
    (problem,) = problems(text)
    assert problem.code == code
    assert problem.place == place
    assert said in problem.message


def test_a_file_without_any_date_asks_for_the_start() -> None:
    (problem,) = problems("Name,Duration\nA,1\n", head="")
    assert problem.code == "no-start-date"
    assert "# start: 2026-01-05" in problem.remedy


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("# start: soon", "not a date"),
        ("# start: 03/04/2026", "day first or month first"),
        ("# working hours: 9 to 5 to 9", "stretch"),
        ("# hours per day: 25", "1 to 24"),
        ("# currency: pounds", "three letters"),
        ("# calendar: Mars", "no calendar"),
        ("# date order: ymd", "dmy or mdy"),
        ("# holiday: 2026-12-28 to 2026-12-25", "ends before"),
        ("# schedule from: the middle", "start nor finish"),
    ],
)
def test_a_wrong_fact_above_the_heading_is_told(line: str, said: str) -> None:
    found = problems("Name,Duration\nA,1\n", head=f"{line}\n" if "start:" in line else f"# start: 2026-01-05\n{line}\n")
    assert any(said in problem.message for problem in found)


def test_a_fact_given_twice_is_refused() -> None:
    (problem,) = problems("Name,Duration\nA,1\n", head="# start: 2026-01-05\n# start: 2026-01-06\n")
    assert problem.code == "setting-twice"


def test_a_date_order_that_was_said_settles_the_column() -> None:
    text = b"# start: 2026-01-05\n# date order: mdy\nName,Duration,Deadline\nA,1,03/04/2026\n"
    assert read_csv(text, name="plan.csv").plan.tasks[0].deadline == 1_772_643_600  # 2026-03-04 17:00
    assert read_csv(text, name="plan.csv", date_order="dmy").plan.tasks[0].deadline == 1_775_235_600  # 2026-04-03 17:00


def test_a_hostile_file_of_errors_stays_a_short_list() -> None:
    found = problems("Name,Duration\n" + "A,never\n" * 5000)
    assert len(found) == 201
    assert "4800 more errors" in found[-1].message


@pytest.mark.parametrize(
    "text",
    [
        "Name\n" + "A" * 100_000 + "\n",
        "Name,Duration,Predecessors\nA,1," + "1FS+" * 5000 + "\n",
        "Name,Resources\nA," + "[" * 20_000 + "\n",
    ],
)
def test_absurdly_long_cells_end_in_an_answer(text: str) -> None:
    try:
        imported = read_csv((HEAD + text).encode(), name="plan.csv")
    except Unreadable as unreadable:
        assert unreadable.problems
    else:
        assert len(imported.plan.tasks) == 1


@pytest.mark.parametrize(
    "cells",
    [
        "Deadline\nA," + "1" + " " * 60_000 + "x\n",
        "Duration\nA,1" + " " * 60_000 + "x\n",
        "Predecessors\nA," + "\\" * 60_000 + "\n",
        "Fixed cost\nA,x" + " " * 60_000 + "1\n",
        "Repeats\nA," + "every " * 10_000 + "\n",
        "Resources\nA," + "x " * 30_000 + "[[\n",
    ],
)
def test_a_cell_nobody_typed_is_refused_at_once(cells: str) -> None:
    found = problems("Name," + cells)
    assert "characters, at most" in found[0].message
    assert len(found[0].message) < 200
