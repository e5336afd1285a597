"""From a run to the answer: levelled plans and their schedules, checked, with delay, bound, comings-back and reasons."""

from milepost.engine.levelling.bound import least_delay
from milepost.engine.levelling.outcome import levelled_plans, link_starts, moved_tasks
from milepost.engine.levelling.request import Assigned, LevelResult
from milepost.engine.levelling.running import Ask, Run
from milepost.engine.levelling.steadiness import count_returns
from milepost.engine.levelling.verify import verify
from milepost.engine.network.check import place
from milepost.engine.problem import Problem, Severity
from milepost.values import listed, said


def answer(ask: Ask, made: Run, assigned: tuple[Assigned, ...] = (), *, chosen_from: Run | None = None) -> LevelResult:
    """The result of a run, checked. `chosen_from` is the run before it that chose the people, whose choice was free."""
    problems = [*dict.fromkeys(made.problems), *(_missing(made, j) for j in made.missing)]
    if made.placed is None:
        return LevelResult(
            ask.plans, ask.before, 0, 0, made.tried, ask.seed, assigned=assigned, problems=tuple(problems), work=made.tried
        )  # fmt: skip
    world, placed = made.world, link_starts(made.world, made.placed)
    plans = levelled_plans(world, made.demands, placed)
    schedules = []
    for built, plan, told in zip(world.built, plans, ask.told, strict=True):
        delays = [plan.tasks[at].leveling_delay if at >= 0 else 0 for at in built.network.task]
        schedules.append(built.scheduled(plan, delays, told)[0])
    faults = verify(plans, schedules, world, made.people, placed, ask.bookings, ask.key, made.missing, made.demands.unmet)
    free = made if chosen_from is None else chosen_from
    first = free.first or placed
    delay, bound = least_delay(made, placed, free)
    return LevelResult(
        plans,
        tuple(schedules),
        delay,
        bound,
        made.tried,
        ask.seed,
        moved_tasks(world, made.demands, made.people, placed, ask.before),
        assigned,
        (*problems, *faults),
        verified=not made.missing and not any(fault.severity is Severity.ERROR for fault in faults),
        stopped=made.stopped,
        work=made.tried,
        returns=count_returns(world, made.demands, placed),
        returns_before=count_returns(free.world, free.demands, first),
    )


def _missing(made: Run, j: int) -> Problem:
    """A task that nobody is ever free for, among those that were levelled."""
    built = made.world.built[made.world.plan[j]]
    task = built.plan.tasks[made.world.network.task[j]]
    names = listed(dict.fromkeys(f"'{made.people.resources[r].name}'" for d in made.demands.of_node[j] for r in d.people[:3]), said(" or "))
    message = said(
        "it finds no time: {names} is never free for long enough. It stands where its links put it, nobody's time is taken for it, "
        "and everything else is levelled.",
        names=names,
    )
    remedy = said("Look at the availability and the firm bookings of its people, give it to somebody else, or make it shorter.")
    return Problem("never-free", place(task), message, remedy, Severity.WARNING, (task.id,))
