"""Promises that random plans once broke, each on the smallest plan that shows it."""

from dataclasses import replace

from milepost.engine.levelling import Priority, level
from milepost.engine.model import Constraint, Contour, Link, PlanOptions, Resource, Segment, Skill, Task, TaskType
from milepost.engine.network import schedule_plan
from milepost.values import DAY, FULL_SHARE, HOUR
from tests.engine.levelling.peopled import MONDAY, team


def start(result, task: str, plan: int = 0) -> int:
    return result.schedules[plan][task].start


def test_work_that_was_done_took_its_peoples_time() -> None:
    plan = team(("done", 8, "bo"), ("open", 8, "bo"))
    rows = (replace(plan.task["done"], actual_start=MONDAY, actual_finish=MONDAY + 9 * HOUR), plan.task["open"])
    result = level(plan.with_(tasks=rows), compiled=False)
    assert start(result, "open") == MONDAY + DAY and result.verified and result.problems == ()


def test_who_is_named_for_a_task_is_not_chosen_for_it_once_more() -> None:
    people = (Resource("bo", "Bo", skills=(Skill("cabling"),)), Resource("any", "Cabler", generic=True, skills=(Skill("cabling"),)))
    plan = team(("a", 8, "bo"), people=people)
    both = (*plan.assignments, replace(plan.assignments[0], id="second", resource="any"))
    alone = level(plan.with_(assignments=both), choose_people=True, compiled=False)
    assert alone.assigned == () and any(p.code == "nobody-can" for p in alone.problems)
    cy = Resource("cy", "Cy", skills=(Skill("cabling"),))
    helped = level(plan.with_(assignments=both, resources=(*people, cy)), choose_people=True, compiled=False)
    assert [a.person for a in helped.assigned] == ["cy"] and helped.verified


def test_a_contour_pressed_into_a_clock_duration_asks_for_its_peak() -> None:
    plan = team(("press", 8, "bo"), ("half", 8, "bo"), people=(Resource("bo", "Bo", max_units=2 * FULL_SHARE),))
    rows = (replace(plan.task["press"], elapsed=True), plan.task["half"])
    one, other = plan.assignments
    held = (replace(one, contour=Contour.BACK_LOADED), replace(other, units=FULL_SHARE, work=8 * HOUR))
    result = level(plan.with_(tasks=rows, assignments=held), compiled=False)
    assert result.verified and start(result, "half") != start(result, "press")


def test_the_pauses_of_a_split_task_of_two_people_are_kept_free_of_clashes() -> None:
    plan = team(("split", 8, "bo"), ("long", 40, "bo"))
    pieces = (Segment(MONDAY, MONDAY + 4 * HOUR), Segment(MONDAY + 2 * DAY, MONDAY + 2 * DAY + 4 * HOUR))
    short = replace(plan.assignments[0], id="short", resource="cy", work=4 * HOUR)
    plan = plan.with_(
        tasks=(replace(plan.task["split"], segments=pieces), plan.task["long"]),
        resources=(*plan.resources, Resource("cy", "Cy")),
        assignments=(*plan.assignments, short),
    )
    assert level(plan, compiled=False).verified


def test_a_split_task_with_more_work_than_its_pieces_hold_is_kept_free_of_clashes() -> None:
    plan = team(("split", 40, "bo"), ("other", 8, "bo"))
    pieces = (Segment(MONDAY, MONDAY + 4 * HOUR), Segment(MONDAY + 2 * DAY, MONDAY + 2 * DAY + 4 * HOUR))
    # The split task alone is done on Tuesday the 13th.
    other = replace(plan.task["other"], constraint=Constraint.SNET, constraint_date=MONDAY + 7 * DAY)
    result = level(plan.with_(tasks=(replace(plan.task["split"], segments=pieces), other)), compiled=False)
    assert result.verified, [str(p) for p in result.problems]
    assert result.schedules[0]["split"].finish - start(result, "split") == 8 * DAY + 4 * HOUR


def test_a_link_to_work_that_is_done_is_not_missed_whatever_its_priority() -> None:
    plan = team(("late", 40, "bo"), ("done", 8, "cy"), links=(("late", "done"),))
    done = replace(plan.task["done"], actual_start=MONDAY, actual_finish=MONDAY + 9 * HOUR, priority=1000)
    assert level(plan.with_(tasks=(plan.task["late"], done)), compiled=False).verified


def test_a_person_who_waits_as_long_as_a_fixed_duration_is_asked_for_all_the_same() -> None:
    plan = team(("fixed", 8, "bo"), ("other", 8, "bo"))
    rows = (replace(plan.task["fixed"], type=TaskType.FIXED_DURATION), plan.task["other"])
    held = (replace(plan.assignments[0], delay=8 * HOUR), plan.assignments[1])
    result = level(plan.with_(tasks=rows, assignments=held), compiled=False)
    assert result.verified and start(result, "fixed") != start(result, "other")


def test_what_never_moves_goes_before_what_another_fixed_task_waits_for() -> None:
    plan = team(("first", 8, "bo"), ("kept", 8, "bo"), ("last", 8, "cy"), links=(("first", "last"),))
    rows = tuple(replace(t, priority=1000) if t.id in ("kept", "last") else t for t in plan.tasks)
    result = level(plan.with_(tasks=rows), compiled=False)
    assert (start(result, "kept"), start(result, "first")) == (MONDAY, MONDAY + DAY) and result.verified


def test_a_task_that_waits_for_a_summary_names_what_moved_in_it() -> None:
    plan = team(("a", 8, "bo"), ("b", 8, "bo"), ("after", 8, "cy"))
    phase = Task("phase", "Phase")
    rows = tuple(replace(t, parent="phase", level=2) if t.id != "after" else t for t in plan.tasks)
    result = level(plan.with_(tasks=(phase, *rows), links=(Link("phase", "after"),)), compiled=False)
    told = {m.task: m for m in result.moved}
    assert told["after"].after in ("'a'", "'b'") and "follows" in told["after"].reason


def test_a_plan_from_its_finish_with_several_ends_has_the_same_dates_on_any_range_of_days() -> None:
    plan = team(("a", 8, "bo"), ("b", 8, "bo"), finish=MONDAY + 30 * DAY, from_finish=True)
    plan = plan.with_(options=PlanOptions(multiple_critical_paths=True))
    result = level(plan, compiled=False)
    again = schedule_plan(result.plans[0])
    assert result.verified and [(d.start, d.finish) for d in again] == [(d.start, d.finish) for d in result.schedules[0]]
    assert again.finish <= MONDAY + 60 * DAY and all(d.start > MONDAY - 60 * DAY for d in again)


def test_a_heavy_project_among_few_tasks_is_found_at_once() -> None:
    plans = [team(("x", 24, "bo"), ("y", 8, "bo"), links=(("x", "y"),)).with_(name=name) for name in ("one", "other", "third")]
    aims = (Priority(1), Priority(50), Priority(1))
    result = level(plans, priorities=aims, compiled=False)
    assert start(result, "x", 1) == MONDAY and max(d.finish for d in result.schedules[1]) == min(
        max(d.finish for d in schedule) for schedule in result.schedules
    )
    assert result.delay == min(level(plans, priorities=aims, work=600, seed=s, compiled=False).delay for s in (1, 2))
