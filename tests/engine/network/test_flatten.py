"""The network laid out for the kernel: links sorted by successor and by predecessor, parts, calendars, whatever the order of the rows."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from milepost.engine.model import Assignment, Link, LinkKind, Plan, Resource, Task
from milepost.engine.network import schedule_plan
from milepost.engine.network.build import NetworkBuilder
from milepost.engine.network.flatten import calendar_table, offsets
from milepost.engine.network.outline import Outline
from milepost.engine.working_time import Calendars
from milepost.values import DAY, HOUR, read_moment

START = read_moment("2026-01-05T08:00")
FIRST = START // DAY


def network_of(plan):
    return NetworkBuilder(plan, Calendars(plan.calendars, first=FIRST - 10, last=FIRST + 400), Outline(plan)).build()


def chain(*ids, links):
    return Plan(
        "chain", START, tuple(Task(i, f"Task {i}", duration=(n + 1) * HOUR) for n, i in enumerate(ids)), tuple(Link(a, b) for a, b in links)
    )


def test_links_are_sorted_by_successor_and_again_by_predecessor():
    network = network_of(chain("a", "b", "c", "d", links=[("a", "d"), ("b", "d"), ("a", "c"), ("a", "b")]))
    assert [list(network.link_from[network.link_first[j] : network.link_first[j + 1]]) for j in range(4)] == [[], [0], [0], [0, 1]]
    assert [list(network.succ_node[network.succ_first[j] : network.succ_first[j + 1]]) for j in range(4)] == [[1, 2, 3], [3], [], []]
    for j in range(4):
        for x in range(network.succ_first[j], network.succ_first[j + 1]):
            assert network.link_from[network.succ_link[x]] == j
    assert network.link_origin == [3, 2, 0, 1]


def test_rows_out_of_order_are_renumbered_with_all_their_columns():
    network = network_of(chain("a", "b", "c", links=[("c", "a")]))
    assert network.task == [2, 0, 1]
    assert network.part_span == [3 * HOUR, HOUR, 2 * HOUR]
    assert (network.link_from, network.link_first) == ([0], [0, 0, 1, 1])


@given(st.permutations(range(6)))
def test_the_order_of_the_rows_changes_no_date(order):
    plan = chain("a", "b", "c", "d", "e", "f", links=[("a", "c"), ("b", "c"), ("c", "d"), ("a", "e"), ("e", "f"), ("d", "f")])
    shuffled = replace(plan, tasks=tuple(plan.tasks[i] for i in order))
    one, other = schedule_plan(plan), schedule_plan(shuffled)
    for task in plan.tasks:
        a, b = one[task.id], other[task.id]
        assert (a.early_start, a.late_finish, a.total_float, a.free_float) == (b.early_start, b.late_finish, b.total_float, b.free_float)


def test_a_task_of_several_people_has_a_part_for_each_that_differs():
    people = (Resource("x", "Asha"), Resource("y", "Ben"))
    work = (Assignment("1", "b", "x", work=4 * HOUR), Assignment("2", "b", "y", work=6 * HOUR))
    plan = replace(chain("a", "b", "c", links=[("a", "b")]), resources=people, assignments=work)
    network = network_of(plan)
    assert network.part_first == [0, 1, 3, 4]
    assert network.part_span == [HOUR, 4 * HOUR, 6 * HOUR, 3 * HOUR]


def test_lags_are_counted_in_the_calendar_of_the_successor_or_by_the_clock():
    from milepost.engine.model import LagKind

    plan = chain("a", "b", "c", links=[])
    links = (Link("a", "b", LinkKind.SS, HOUR), Link("a", "c", LinkKind.FF, HOUR, LagKind.ELAPSED))
    network = network_of(replace(plan, links=links))
    assert network.link_cal == [network.float_cal[1], -1]


def test_the_day_table_names_the_interval_a_day_begins_with_or_before():
    plan = chain("a", links=[])
    calendars = Calendars(plan.calendars, first=FIRST, last=FIRST + 6)
    table = calendar_table(calendars, [calendars["standard"]])
    assert table.first == [0, 10]
    assert table.day_table == [0, 2, 4, 6, 8, 10, 10]
    assert table.inverse == list(range(10))


def test_offsets_count_the_links_of_each_node():
    assert offsets(4, [2, 0, 2]) == [0, 1, 1, 3, 3]
