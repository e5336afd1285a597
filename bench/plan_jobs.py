"""How long a plan of the house takes on its way through the engine: `python -m bench.plan_jobs [--tasks 1000 10000] [--people 40]`.

Makes a house of its own (SQLite, gone afterwards) with a plan of so many tasks, two links to each and one of the people on each, and tells
the seconds of: reading it for the engine, its dates after an edit, levelling with its reasons, accepting all of it, ten thousand
carryings-out, and the answers to "why there" and to the lane. Times depend on the machine and its load: a trend, and no test.
"""

import argparse
import os
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from bench.measure import machine, table

WEEK = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), "09:00-12:30, 13:30-17:30")


@contextmanager
def house() -> Iterator[None]:
    """A house with its tables and nothing in them."""
    home = tempfile.mkdtemp(prefix="milepost-jobs-")
    known = {"MILEPOST_HOME": home, "MILEPOST_SECRET_KEY": "to measure with", "DJANGO_SETTINGS_MODULE": "milepost.config.settings"}
    os.environ.update(known)
    try:
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        yield
    finally:
        shutil.rmtree(home, ignore_errors=True)


def fill(tasks: int, people: int, *, seed: int = 5) -> int:
    """The plan's id."""
    from milepost.kernel.access import house as the_house
    from milepost.kernel.operations import operation_named, perform, together

    actor = the_house("the measurement")

    def made(what: str, *given: dict[str, Any]) -> list[int]:
        return [one.pk for one in perform(operation_named(f"{what}.create"), actor, given=list(given)).records]

    rng = random.Random(seed)
    (client,) = made("organisation", {"name": f"Council of {tasks}", "kind": "client", "country": "GB"})
    (contact,) = made("contact", {"organisation": client, "name": "Mona Field"})
    given = {"name": f"Plan of {tasks}", "kind": "client", "billing": "fixed-price", "organisation": client}
    (project,) = made("project", given)
    (scope,) = made("scope-item", {"project": project, "name": "All of it", "effort_minutes": 450})
    agreed = {"contact": contact, "on": "2026-01-05", "authority": "Head", "document": "SoW 1"}
    perform(operation_named("scope-item.approve"), actor, on=[scope], given=agreed)
    who = made("person", *({"name": f"Person {number}"} for number in range(people)))
    made("working-pattern", *({"person": one, "valid_from": "2026-01-01", **WEEK} for one in who))
    with together():
        (plan,) = made("project-plan", {"project": project, "name": "Plan", "starts_at": "2026-03-02 09:00"})
        rows = ({"duration_minutes": (days := rng.choice((1, 2, 3, 5))) * 450, "worst_minutes": days * 900} for _ in range(tasks))
        keys = made("task", *({"plan": plan, "scope_item": scope, "name": f"Task {n}", **row} for n, row in enumerate(rows)))
        pairs = {(keys[rng.randrange(max(0, n - 60), n)], keys[n]) for n in range(8, tasks) for _ in range(2)}
        made("task-link", *({"predecessor": before, "successor": behind} for before, behind in sorted(pairs)))
        made("assignment", *({"task": key, "person": rng.choice(who)} for key in keys))
    return plan


def measured(plan: int, tries: int) -> Iterator[tuple[str, float, str]]:
    """What was done, its seconds, and what came of it."""
    from milepost.apps.planning.bridge.load import load
    from milepost.apps.planning.chart.load import booked_load
    from milepost.apps.planning.chart.why import why
    from milepost.apps.planning.jobs.chances import simulate
    from milepost.apps.planning.jobs.levelling import level
    from milepost.apps.planning.models import LevellingProposal, PlanChances, ProjectPlan, Task
    from milepost.kernel.access import house as the_house
    from milepost.kernel.operations import operation_named, perform

    actor = the_house("the measurement")
    row = ProjectPlan.objects.select_related("project").get(pk=plan)
    keys = list(Task.objects.filter(plan=plan).order_by("pk").values_list("pk", flat=True))

    def silent(*_: object) -> None:
        pass

    def edited() -> str:
        perform(operation_named("task.edit"), actor, on=[keys[len(keys) // 2]], given={"duration_minutes": 1350, "worst_minutes": 2700})
        return ""

    def levelled() -> str:
        level.func(silent, [plan], tries).apply()
        one = LevellingProposal.objects.latest("pk")
        return f"{one.moved:,} moved, {one.overloads_before} overloads before, {one.overloads_after} after, {one.tried} tried"

    def accepted() -> str:
        perform(operation_named("levelling-proposal.accept"), actor, on=[LevellingProposal.objects.latest("pk").pk])
        return ""

    def simulated() -> str:
        simulate.func(silent, plan, True).apply()
        return f"{PlanChances.objects.get(plan=plan).samples:,} samples"

    yield _timed("read for the engine", lambda: f"{len(load(plan).plan.links):,} links")
    yield _timed("edit, and dates", edited)
    yield _timed("levelling", levelled)
    yield _timed("accepting it", accepted)
    yield _timed("chances", simulated)
    yield _timed("why there", lambda: f"{len(why(actor, row, keys[-1]).chain)} reasons")
    yield _timed("lane of a year", lambda: f"{len(booked_load(actor, row, first=29540160, last=30065760, step='day')['steps'])} days")


def _timed(what: str, deed: Callable[[], str]) -> tuple[str, float, str]:
    begun = time.perf_counter()
    told = deed()
    return what, time.perf_counter() - begun, told


def main() -> None:
    """Tells a table for each size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--tasks", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--people", type=int, default=40)
    parser.add_argument("--tries", type=int, default=300, help="schedules that levelling tries")
    asked = parser.parse_args()
    print(machine())
    with house():
        for tasks in asked.tasks:
            plan = fill(tasks, asked.people)
            rows = [[what, f"{seconds:,.2f}", told] for what, seconds, told in measured(plan, asked.tries)]
            print(f"\n{tasks:,} tasks, {asked.people} people")
            print(table(["what", "seconds", "came to"], rows))


if __name__ == "__main__":
    main()
