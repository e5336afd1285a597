"""How a project stands by its plan: when it finishes, how sure that is, and beside what was promised."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q

from milepost.apps.planning.bridge.changes import last_number
from milepost.apps.planning.models import Assignment, PlanChances, PlanRun, ProjectPlan, Task
from milepost.kernel.inputs.local_moment import minutes_of, moment_of

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Standing:
    """Of a project's own plan. `plan` is its number; moments are minutes of the plan's clock, shares millionths. `finish` is that of the committed work; `p50`
    and `p80` are what the last simulation said, `behind` how many changes the plan has had since. `kept_share` is the share of samples
    that finish by the committed day, `days_late` by how many calendar days P80, or else the planned finish, comes after it."""

    plan: str
    start: int | None
    finish: int | None
    p50: int | None
    p80: int | None
    behind: int
    committed: date | None
    kept_share: int | None
    days_late: int | None
    tasks: int
    finished: int
    held: int
    unanswered: int


def standing(project: int, committed: date | None) -> Standing | None:
    """None for a project without a plan. Four queries."""
    own = ProjectPlan.objects.filter(project=project, kind="main").select_related("run", "chances").first()
    if own is None:
        return None
    plan = own.pk
    run: PlanRun | None = getattr(own, "run", None)
    start, finish = (run.start, run.finish) if run is not None else (None, None)
    chances: PlanChances | None = getattr(own, "chances", None)
    counts = Task.objects.filter(plan=plan, children=None).aggregate(
        tasks=Count("pk"),
        finished=Count("pk", filter=Q(finished_at__isnull=False)),
        held=Count("pk", filter=Q(dates__held=True)),
    )
    waiting = Assignment.objects.filter(task__plan=plan, state="offered", person__isnull=False, task__finished_at=None).count()
    sure = chances.p80 if chances is not None else finish
    return Standing(
        plan=own.number,
        start=start,
        finish=finish,
        p50=chances.p50 if chances is not None else None,
        p80=chances.p80 if chances is not None else None,
        behind=max(last_number(plan) - chances.change, 0) if chances is not None else 0,
        committed=committed,
        kept_share=share_by(chances.curve, end_of(committed)) if chances is not None and committed is not None else None,
        days_late=(day_of(sure) - committed).days if sure is not None and committed is not None else None,
        unanswered=waiting,
        **counts,
    )


def day_of(finish: int) -> date:
    """The day on which something ends; what ends at midnight ended on the day before."""
    return (moment_of(finish) - timedelta(minutes=1)).date()


def end_of(day: date) -> int:
    """The midnight after it."""
    return minutes_of(datetime(day.year, day.month, day.day) + DAY)


def share_by(curve: list[list[int]], moment: int) -> int:
    """The share of samples that finished by a moment, of a curve of [moment, share] in order."""
    return max((share for at, share in curve if at <= moment), default=0)
