"""Levels plans that share people, and keeps what it proposes; nothing of the plans is changed."""

from typing import Any

from django_tasks import task

from milepost.kernel.jobs.named import name_task


@task(takes_context=True)
def level(report: Any, /, plans: list[int], tries: int | None = None) -> Any:
    """What it came to: the proposals' ids, or the problems for which nothing could be levelled."""
    from milepost.apps.planning.jobs.doing import levelling

    return levelling.level(report, plans, tries)


name_task(f"{__name__}.level", "Levelling")
