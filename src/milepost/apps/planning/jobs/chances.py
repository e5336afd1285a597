"""Simulates a plan and keeps what that said."""

from typing import Any

from django_tasks import task

from milepost.kernel.jobs.named import name_task


@task(takes_context=True)
def simulate(report: Any, /, plan: int, asked: bool = False) -> Any:
    """The percentiles; or the problems for which nothing could be simulated, and then what was known before stays. Nothing is done where
    nobody asked and the plan was not changed since the last time."""
    from milepost.apps.planning.jobs.doing import chances

    return chances.simulate(report, plan, asked)


name_task(f"{__name__}.simulate", "Chances of a plan", told=False)
