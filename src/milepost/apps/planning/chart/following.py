"""How a job stands that somebody waits for on a page."""

from dataclasses import dataclass, field
from typing import Any

from milepost.apps.planning.chart.seen import seen
from milepost.apps.planning.entities import PROJECT_PLAN
from milepost.apps.planning.models import ProjectPlan
from milepost.kernel.access import Actor
from milepost.kernel.jobs.enqueue import OPEN
from milepost.kernel.models import Job


@dataclass(frozen=True, slots=True)
class Followed:
    """`state` as jobs have it; `done` of `whole`, with words, while it runs; `result` when it is done. `mine` is whether whoever looks
    asked for it, and may stop it."""

    id: int
    state: str
    done: int
    whole: int
    text: str
    result: dict[str, Any] = field(default_factory=dict)
    mine: bool = False

    @property
    def open(self) -> bool:
        """Whether it waits or runs."""
        return self.state in OPEN

    @property
    def failed(self) -> bool:
        """Whether it came to no end: given up, or stopped by somebody."""
        return self.state in (Job.State.PARKED, Job.State.CANCELLED)


def newest(keys: list[str], account: int | None) -> Followed | None:
    """The newest job that is or was unique by one of the keys; of those that are open the one that runs."""
    found = Job.objects.filter(unique__in=keys).order_by("-id")
    job = found.filter(state__in=OPEN).order_by("-started_at", "id").first() or found.first()
    if job is None:
        return None
    told = job.progress or {}
    return Followed(
        job.pk,
        job.state,
        int(told.get("done") or 0),
        int(told.get("whole") or 0),
        told.get("text") or "",
        job.result if isinstance(job.result, dict) else {},
        mine=account is not None and job.account_id == account,
    )


def plans_of_job(actor: Actor, key: int) -> list[ProjectPlan]:
    """The plans that a job of the actor's own is about, as far as they can be seen."""
    job = Job.objects.filter(pk=key, task__startswith="milepost.apps.planning.jobs.").first()
    if job is None or actor.account is None or job.account_id != actor.account:
        return []
    first = (job.arguments["positional"] or [None])[0]
    keys = first if isinstance(first, list) else [first]
    return list(
        seen(PROJECT_PLAN, actor).filter(pk__in=[one for one in keys if isinstance(one, int)]).select_related("project").order_by("pk")
    )
