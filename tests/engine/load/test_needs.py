"""Who is needed: work by person and role, who could fill a role, and where their time runs short."""

from milepost.engine import schedule_plan
from milepost.engine.load import Need, by_person, needs, plan_capacities, plan_load
from milepost.engine.model import Assignment, Calendar, Plan, Resource, Skill, Task, every_day
from milepost.values import DAY, FULL_SHARE, HOUR, read_moment

MONDAY = read_moment("2026-01-05T08:00")
DAYS = Calendar("days", "Every day, 8 hours", every_day((8 * HOUR, 16 * HOUR)))
ROLE = Resource("role", "Network engineer", generic=True, skills=(Skill("Cisco", 3),))
ANN = Resource("ann", "Ann", skills=(Skill("Cisco", 4),))
BOB = Resource("bob", "Bob", skills=(Skill("Cisco", 2),))


def found(*people: Resource, tasks: int = 1, days: int = 5, other: tuple[Assignment, ...] = ()) -> dict[str, Need]:
    """The needs of a plan whose tasks of so many days, all at once, are the role's."""
    rows = tuple(Task(f"t{n}", f"Task {n}", duration=days * 8 * HOUR) for n in range(tasks))
    asked = tuple(Assignment(f"a{n}", f"t{n}", "role", work=days * 8 * HOUR) for n in range(tasks))
    plan = Plan("plan", MONDAY, rows, (), (DAYS,), DAYS.id, (ROLE, *people), (*asked, *other))
    schedule = schedule_plan(plan)
    calendars = plan_capacities_of(plan)
    made = needs(plan.resources, by_person(plan_load(plan, schedule)), calendars)
    return {need.resource: need for need in made}


def plan_capacities_of(plan: Plan):  # type: ignore[no-untyped-def]
    from milepost.engine.load import horizon

    return plan_capacities(plan, horizon(plan, schedule_plan(plan)))


def test_a_roles_work_is_counted_with_its_days() -> None:
    need = found(ANN)["role"]
    assert need.role and need.work == 40 * HOUR
    assert (need.first_day, need.last_day) == (MONDAY // DAY, MONDAY // DAY + 4)


def test_only_those_with_the_skill_at_its_level_could_do_it() -> None:
    assert found(ANN, BOB)["role"].able == ("ann",)
    assert found(BOB)["role"].able == ()


def test_time_is_short_where_the_able_ones_have_too_little_of_it() -> None:
    """Two tasks of seven days in one week of seven days of eight hours: 112 hours for Ann's 56."""
    need = found(ANN, tasks=2, days=7)["role"]
    assert (need.free, need.short) == (56 * HOUR, 56 * HOUR)
    assert need.at_once == 2 * FULL_SHARE


def test_what_the_able_ones_do_already_leaves_them_less() -> None:
    busy = Assignment("busy", "t0", "ann", work=7 * 8 * HOUR)
    need = found(ANN, days=7, other=(busy,))
    assert need["role"].free == 0 and need["role"].short == 56 * HOUR
    assert need["ann"].work == 56 * HOUR and need["ann"].able == ()


def test_a_role_nobody_can_fill_is_not_called_short_of_time() -> None:
    need = found(BOB)["role"]
    assert (need.free, need.short) == (0, 0)


def test_roles_come_before_people() -> None:
    extra = Assignment("x", "t0", "ann", work=80 * HOUR)
    assert next(iter(found(ANN, other=(extra,)))) == "role"
