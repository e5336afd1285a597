"""Stopping keeps the best so far, the count of schedules replays it bit for bit, and progress tells where the search stands."""

import pytest

from milepost.engine.levelling import Priority, level
from milepost.engine.model import Calendar, Resource, Skill, every_day
from milepost.values import HOUR
from tests.engine.levelling.peopled import peopled, team

SKILLS = (Skill("cabling"),)


def staffed(*, own_calendars: bool) -> tuple:
    """Three projects whose placeholders three people can fill; with `own_calendars` one of them works at other hours."""
    late = Calendar("late", "Late", every_day((12 * HOUR, 20 * HOUR)))
    people = (
        Resource("any", "Cabler", generic=True, skills=SKILLS),
        Resource("bo", "Bo", skills=SKILLS, calendar="late" if own_calendars else None),
        Resource("cy", "Cy", skills=SKILLS),
    )
    rows = tuple((f"t{i}", 8 + 8 * (i * 7 % 4), "any") for i in range(8))
    links = tuple((f"t{i}", f"t{i + 2}") for i in range(6))
    plans = tuple(team(*rows, links=links, people=people).with_(name=f"p{n}") for n in range(3))
    return tuple(plan.with_(calendars=(*plan.calendars, late)) for plan in plans)


CASES = {
    "one plan": ((peopled(7),), {}),
    "a portfolio": (tuple(peopled(s).with_(name=str(s)) for s in (3, 4)), {"priorities": (Priority(1), Priority(3))}),
    "people chosen": (staffed(own_calendars=False), {"choose_people": True}),
    "people of mixed calendars chosen": (staffed(own_calendars=True), {"choose_people": True}),
    "steady": (staffed(own_calendars=False), {"choose_people": True, "steady": True}),
    "little to change": ((peopled(5),), {"minimal_change": True}),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("looks", [1, 3, 6, 9])
def test_who_stops_gets_an_answer_that_its_count_replays(case: str, looks: int) -> None:
    plans, choices = CASES[case]
    seen: list[int] = []

    def stop(progress) -> bool:
        seen.append(progress.tried)
        return len(seen) < looks

    stopped = level(plans, work=200, seed=5, watch=stop, compiled=False, **choices)
    again = level(plans, work=stopped.tried, seed=5, compiled=False, **choices)
    assert stopped.verified and stopped.work == stopped.tried == again.tried
    assert (again.plans, again.schedules, again.assigned) == (stopped.plans, stopped.schedules, stopped.assigned)
    assert (again.delay, again.bound, again.moved) == (stopped.delay, stopped.bound, stopped.moved)


@pytest.mark.parametrize("case", CASES)
def test_progress_counts_up_to_the_work_and_never_gets_worse(case: str) -> None:
    plans, choices = CASES[case]
    seen = []
    result = level(plans, work=100, seed=2, watch=lambda progress: seen.append(progress) is None, compiled=False, **choices)
    counts = [p.tried for p in seen]
    assert counts == sorted(set(counts)) and counts[-1] == result.tried and {p.work for p in seen} == {100}
    assert len({p.first_delay for p in seen}) == 1 and not result.stopped
    if "mixed" not in case:
        assert [p.delay for p in seen] == sorted((p.delay for p in seen), reverse=True)


@pytest.mark.parametrize("case", CASES)
def test_somebody_looking_changes_nothing(case: str) -> None:
    plans, choices = CASES[case]
    one = level(plans, work=60, seed=1, compiled=False, **choices)
    assert one == level(plans, work=60, seed=1, watch=lambda progress: True, compiled=False, **choices)
