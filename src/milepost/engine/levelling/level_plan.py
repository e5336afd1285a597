"""Levelling of plans: nobody has more to do than they can, every link and calendar is kept, and the projects finish as early as found."""

from collections.abc import Sequence
from dataclasses import replace

from milepost.engine.levelling.answering import answer
from milepost.engine.levelling.beginning import begin, over
from milepost.engine.levelling.outcome import assign
from milepost.engine.levelling.people import Key
from milepost.engine.levelling.periods.proof import Prover
from milepost.engine.levelling.request import Booking, LevelResult, Priority, Watch
from milepost.engine.levelling.running import Ask, Run
from milepost.engine.model import Plan
from milepost.engine.network import schedule_plan
from milepost.engine.network.check import check_plan
from milepost.engine.problem import Severity

LAST_LOOK = 4
"""Schedules made once everybody is named whose own calendar is not the placeholder's."""


def level(
    plans: Plan | Sequence[Plan],
    *,
    work: int = 300,
    seed: int = 0,
    priorities: Sequence[Priority] = (),
    bookings: Sequence[Booking] = (),
    person: Key | None = None,
    choose_people: bool = False,
    minimal_change: bool = False,
    steady: bool = False,
    watch: Watch | None = None,
    compiled: bool | None = None,
    no_worse_than: LevelResult | None = None,
    prover: Prover | None = None,
) -> LevelResult:
    """Level one plan or several that share people; the best of `work` schedules (at least the first by each priority rule).

    `person` is the key by which resources of several plans are the same person (their id within one plan, else their name).
    `priorities` go with the plans; `bookings` stand. `choose_people` puts people with the skills in a placeholder's place.
    `minimal_change` moves as little as possible from the dates the plans have now, levelling delays included; otherwise these are
    forgotten first. `steady` prefers that people do not leave a project and come back to it (see `request`). Tasks with fixed dates,
    begun ones, and those of priority 1000 stay. Work is never split.
    `watch` is asked every some schedules and may stop; the answer is then the best so far. The same arguments and seed give the
    same answer in both forms of the kernel; `compiled` None takes what is quicker. Never raises for a bad plan: see `problems`.

    A `prover` (see `periods.proof`) may prove a plan of one calendar and few tasks to be the shortest, or find a shorter one.

    More people never make the least possible delay greater, but a search of the same seed may find less among more choices. With
    `no_worse_than`, an answer for the same plans with as many people or fewer, it starts from that one too and is no worse by its own
    measure, 64 x minutes of delay + minutes by which tasks move (without `minimal_change` and `steady`, and where all who may be chosen
    have the placeholders' calendar).
    """
    given = (plans,) if isinstance(plans, Plan) else tuple(plans)
    key = person or ((lambda r: r.id) if len(given) == 1 else (lambda r: r.name))
    told = tuple(tuple(check_plan(plan)) for plan in given)
    bad = any(problem.severity is Severity.ERROR for problems in told for problem in problems)
    found = None if bad else begin(given, told)
    if found is None or not any(schedule.dates for schedule in found.before):
        before = tuple(schedule_plan(plan) for plan in given)
        problems = tuple(p for schedule in before for p in schedule.problems if p.severity is Severity.ERROR)
        return LevelResult(given, before, 0, 0, 0, seed, problems=problems)
    asked = (tuple(priorities), tuple(bookings), key, minimal_change, steady, watch, compiled, no_worse_than)
    ask = Ask(given, found.before, told, work, seed, *asked, prover=prover)
    made = ask.run(found, choose_people=choose_people, reserve=LAST_LOOK)
    return _named(ask, made) if choose_people and made.placed is not None else answer(ask, made)


def _named(ask: Ask, made: Run) -> LevelResult:
    """The answer of a run that chose people: they stand in the plans; where calendars are mixed, the dates are made once more on theirs."""
    assert made.placed is not None
    plans, assigned = assign(made.world, made.demands, made.people, made.placed, ask.key)
    if not made.demands.mixed:
        # The same people's time and spans: the network with the chosen ones is the one that was levelled.
        for built, plan in zip(made.world.built, plans, strict=True):
            built.plan = plan
        return answer(ask, made, assigned)
    table = made.world.network.calendars
    found = over(plans, ask.told, first=table.day0, last=table.day0 + table.days - 1)
    if found is None:
        return answer(ask, replace(made, placed=None), assigned)
    look = replace(ask, plans=plans, work=LAST_LOOK, hint=made.placed.start, watch=None)
    last = look.run(found, choose_people=False)
    problems = (*made.problems, *last.problems)
    again = replace(last, aims=made.aims, first=None, tried=made.tried + last.tried, stopped=made.stopped, problems=problems)
    if ask.watch is not None and last.placed is not None:
        ask.watch(ask.progress(again.tried, made.first.cost if made.first else 0, last.placed.cost))
    return answer(replace(ask, plans=plans), again, assigned, chosen_from=made)
