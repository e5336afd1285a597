"""The curve of what was agreed."""

from decimal import Decimal

from milepost.engine.cost import baseline_cost
from milepost.engine.cost.baseline import phase_kind
from milepost.engine.model import Assignment, Baseline, Task, TimePhase
from tests.engine.placed import at, day, hours, week_plan

D = Decimal


def agreed(cost, start="5 08:00", finish="9 17:00", number=0):
    return Baseline(number, at(start) if start else None, at(finish) if finish else None, cost=None if cost is None else D(cost))


def curve(*tasks, assignments=(), number=0):
    return baseline_cost(week_plan(*assignments, tasks=tasks), number)


def by_day(found):
    return {d.day: d.cost for d in found.by_day}


def test_without_a_baseline_there_is_no_curve():
    assert curve(Task("t", "Install")) is None
    assert curve(Task("t", "Install", baselines=(agreed(5, number=3),))) is None


def test_a_baseline_lies_evenly_over_its_working_days():
    found = curve(Task("t", "Install", duration=hours(40), baselines=(agreed("100.01"),)))
    assert found.total == D("100.01")
    assert list(by_day(found)) == [day(n) for n in (5, 6, 7, 8, 9)]
    assert sum(by_day(found).values()) == found.by_day[-1].cumulative == D("100.01")


def test_each_baseline_has_its_own_curve():
    task = Task("t", "Install", baselines=(agreed(100), agreed(700, "12 08:00", "12 17:00", 7)))
    assert by_day(curve(task, number=7)) == {day(12): 700}


def test_a_summary_adds_only_what_it_has_beyond_its_children():
    tasks = (
        Task("s", "Move", baselines=(agreed(150, "5 08:00", "6 17:00"),)),
        Task("blank", "Added later", parent="s"),
        Task("a", "Pack", parent="blank", baselines=(agreed(60, "5 08:00", "5 17:00"),)),
        Task("b", "Drive", parent="s", baselines=(agreed(40, "6 08:00", "6 17:00"),)),
    )
    found = curve(*tasks)
    assert found.total == 150
    assert by_day(found) == {day(5): 60 + 25, day(6): 40 + 25}
    assert found.by_task == {"s": 150, "a": 60, "b": 40}


def test_a_summary_cheaper_than_its_children_is_told_and_left_out():
    tasks = (Task("s", "Move", baselines=(agreed(10),)), Task("a", "Pack", parent="s", baselines=(agreed(60, "5 08:00", "5 17:00"),)))
    found = curve(*tasks)
    assert found.total == 60
    assert [p.code for p in found.problems] == ["baseline-summary-differs"]


def test_a_cost_without_dates_is_told():
    found = curve(Task("t", "Install", baselines=(agreed(60, None, None),)))
    assert found.total == 0
    assert [p.code for p in found.problems] == ["baseline-without-dates"]


def test_stored_phases_say_on_which_day_when_they_add_up():
    task = Task("t", "Install", baselines=(agreed(100),))
    phases = (TimePhase(5, at("5 08:00"), at("6 00:00"), cost=D(30)), TimePhase(5, at("8 08:00"), at("8 17:00"), cost=D(70)))
    work = Assignment("1", "t", "asha", phases=phases)
    assert by_day(curve(task, assignments=(work,))) == {day(5): 30, day(8): 70}
    half = Assignment("1", "t", "asha", phases=phases[:1])
    assert len(by_day(curve(task, assignments=(half,)))) == 5


def test_a_milestone_s_baseline_cost_is_on_its_day():
    assert by_day(curve(Task("t", "Sign", baselines=(agreed(9, "7 12:00", "7 12:00"),)))) == {day(7): 9}


def test_baselines_keep_their_own_kind_of_phase():
    # MSPDI TimephasedData/Type: 5 is the assignment's baseline cost; six kinds follow for each of the baselines 1 to 10.
    assert [phase_kind(n) for n in (0, 1, 2, 10)] == [5, 17, 23, 71]


def test_negative_and_missing_costs_do_not_break_the_curve():
    found = curve(Task("t", "Install", baselines=(agreed(None),)), Task("u", "Test", baselines=(agreed(-5),)))
    assert found.total == 0
    assert found.by_task == {"u": -5}
