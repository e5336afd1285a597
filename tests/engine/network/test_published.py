"""Worked examples of the critical path method, with the numbers their authors print, on a calendar without nights and weekends.

Units of the sources (days, weeks, hours) are whole hours here. Only numbers are taken from the sources.
"""

from dataclasses import dataclass

import pytest

from milepost.engine import Schedule, schedule_plan
from milepost.engine.model import Calendar, Link, LinkKind, Plan, Task, every_day
from milepost.engine.network import critical_paths
from milepost.values import HOUR, read_moment

START = read_moment("2026-01-05T08:00")


@dataclass(frozen=True)
class Example:
    """`tasks` are "A 3" lines; `links` "A B" or "A SS B 1"; `table` is name: (ES, EF, LS, LF) and `finish` as the source prints them."""

    source: str
    tasks: str
    links: str
    finish: int
    critical: str
    table: dict[str, tuple[int, int, int, int]]

    def schedule(self) -> tuple[Plan, Schedule]:
        tasks = tuple(Task(name, name, duration=int(length) * HOUR) for name, length in (t.split() for t in self.tasks.split(",")))
        links = tuple(_link(words.split()) for words in self.links.split(","))
        calendars = (Calendar("always", "Always", every_day()),)
        plan = Plan("published", START, tasks=tasks, links=links, calendars=calendars, calendar="always")
        return plan, schedule_plan(plan)


def _link(words: list[str]) -> Link:
    if len(words) == 2:
        return Link(*words)
    one, kind, other, lag = words
    return Link(one, other, LinkKind(kind), int(lag) * HOUR)


def rows(text: str) -> dict[str, tuple[int, int, int, int]]:
    """{"A": (0, 3, 0, 3)} of "A 0 3 0 3; ..."."""
    found = {}
    for row in text.split(";"):
        name, *numbers = row.split()
        es, ef, ls, lf = map(int, numbers)
        found[name] = (es, ef, ls, lf)
    return found


EXAMPLES = {
    "all four links with lags": Example(
        "Engineer4Free, Difficult network diagram example with lag solved, https://www.youtube.com/watch?v=qTErIV6OqLg",
        "A 3, B 2, C 2, D 4, E 1, F 2, G 4, H 3",
        "A FS B 2, A SS C 0, B SS D 1, C SF E 3, C FF F 3, D SS G 1, E G, F SF H 2, G H",
        14,
        "A B D G H",
        rows("A 0 3 0 3; B 5 7 5 7; C 0 2 4 6; D 6 10 6 10; E 2 3 6 7; F 3 5 12 14; G 7 11 7 11; H 11 14 11 14"),
    ),
    "events 5": Example(
        "Taylor, Introduction to Management Science, instructor's solutions to chapter 8, problem 5, p. 115, scribd.com/doc/47113515",
        "12 7, 13 10, 24 6, 34 5, 35 4, 45 3, 56 2",
        "12 24, 13 34, 13 35, 24 45, 34 45, 35 56, 45 56",
        20,
        "13 34 45 56",
        rows("12 0 7 2 9; 13 0 10 0 10; 24 7 13 9 15; 34 10 15 10 15; 35 10 14 14 18; 45 15 18 15 18; 56 18 20 18 20"),
    ),
    "events 6": Example(
        "Taylor, Introduction to Management Science, instructor's solutions to chapter 8, problem 6, p. 116, scribd.com/doc/47113515",
        "12 8, 13 10, 14 9, 25 6, 26 4, 35 5, 45 0, 47 7, 57 12, 58 15, 69 18, 78 4, 89 7",
        "12 25, 12 26, 13 35, 14 45, 14 47, 25 57, 35 57, 45 57, 25 58, 35 58, 45 58, 26 69, 47 78, 57 78, 58 89, 78 89",
        38,
        "13 35 57 78 89",
        rows(
            "12 0 8 1 9; 13 0 10 0 10; 14 0 9 6 15; 25 8 14 9 15; 26 8 12 16 20; 35 10 15 10 15; 45 9 9 15 15; 47 9 16 20 27;"
            "57 15 27 15 27; 58 15 30 16 31; 69 12 30 20 38; 78 27 31 27 31; 89 31 38 31 38"
        ),
    ),
    "assembly": Example(
        "Example 1, tables 1 and 2, https://studylib.net/doc/8378728/example-1--draw-the-network-for-the-events-in-table-1",
        "A 6, B 2, D 3, E 4, G 1, C 2, F 2",
        "A B, A C, B D, C F, D E, F E, E G",
        16,
        "A B D E G",
        rows("A 0 6 0 6; B 6 8 6 8; D 8 11 8 11; E 11 15 11 15; G 15 16 15 16; C 6 8 7 9; F 8 10 9 11"),
    ),
    "eleven activities": Example(
        "Project management slides with early and late dates, https://slideplayer.com/slide/3283910/",
        "A 4, B 6, C 3, D 6, E 14, F 5, G 2, H 2, I 3, J 4, K 2",
        "A B, B D, D E, A C, C F, E G, F G, G H, G I, H J, I J, J K",
        41,
        "A B D E G I J K",
        rows(
            "A 0 4 0 4; B 4 10 4 10; C 4 7 22 25; D 10 16 10 16; E 16 30 16 30; F 7 12 25 30; G 30 32 30 32; H 32 34 33 35;"
            "I 32 35 32 35; J 35 39 35 39; K 39 41 39 41"
        ),
    ),
    "longest of five paths": Example(
        "Network Construction: Critical Path Method (course module, lengths 35, 41, 30, 39, 38), in nvidia/Nemotron-CC-Math-v1",
        "A 2, B 10, C 13, D 12, E 12, F 7, G 10, H 16, I 6, J 12, K 5, L 8, M 5, N 3",
        "A B, A C, A D, B E, B F, D G, D H, F I, C J, G J, I K, E L, K L, H M, J N, L N, M N",
        41,
        "A B F I K L N",
        {},
    ),
    "patient transport": Example(
        "Vanhoucke, Integrated Project Management and Control (2014), p. 9; durations and length as in the R package criticalpath 0.2.1",
        "1 1, 2 1, 3 3, 4 2, 5 2, 6 2, 7 2, 8 1, 9 4, 10 5, 11 3, 12 3, 13 4, 14 5, 15 1, 16 5, 17 2",
        "1 2, 2 3, 3 4, 3 6, 4 5, 5 8, 6 7, 7 8, 8 9, 8 10, 8 11, 8 12, 8 13, 9 14, 10 14, 11 14, 12 14, 13 14, 13 15, 14 16, 14 17,"
        "15 16, 15 17",
        25,
        "1 2 3 4 5 8 10 14 16",
        {},
    ),
}


@pytest.mark.duty_part("SR-18", "critical path of published worked examples", where="milepost.engine.network")
@pytest.mark.parametrize("name", EXAMPLES)
def test_published_numbers_come_out(name: str) -> None:
    example = EXAMPLES[name]
    plan, schedule = example.schedule()
    for task, printed in example.table.items():
        dates = schedule[task]
        ours = tuple((m - START) / HOUR for m in (dates.early_start, dates.early_finish, dates.late_start, dates.late_finish))
        assert ours == printed, f"{task} in {example.source}"
        assert dates.total_float == (printed[2] - printed[0]) * HOUR
    assert schedule.finish == START + example.finish * HOUR
    assert tuple(example.critical.split()) in [path.tasks for path in critical_paths(plan, schedule)]
