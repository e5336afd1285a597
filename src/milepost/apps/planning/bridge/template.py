"""What a template would come to: its tasks with dates from a day on, in the usual hours; nothing is written."""

from dataclasses import dataclass

from milepost.apps.planning.bridge.calendars import STANDARD, plan_calendar
from milepost.apps.planning.bridge.load import LAGS
from milepost.apps.planning.models import TemplateLink, TemplateTask
from milepost.apps.planning.rules.outline import Row, in_order
from milepost.engine import model, schedule_plan

DAY, MINUTE = 24 * 60, 60


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A task of the template in its outline; moments are minutes of the plan's clock, none where it has no dates."""

    name: str
    level: int
    kind: str
    role: str
    start: int | None
    finish: int | None


def rehearse(template: int, starts_at: int) -> list[Rehearsed]:
    """In the order of the outline. Two queries."""
    rows = {one.pk: one for one in TemplateTask.objects.filter(template=template).select_related("work_role")}
    outline = list(in_order(Row(one.pk, one.parent_id, one.position) for one in rows.values()))
    parents = {one.parent_id for one in rows.values()}
    plan = model.Plan(
        name="",
        start=starts_at * MINUTE,
        tasks=tuple(_task(rows[row.id], level, starts_at) for row, level in outline),
        links=tuple(map(_link, TemplateLink.objects.filter(successor__template=template).order_by("pk"))),
        calendars=(plan_calendar((), {}),),
        calendar=STANDARD,
    )
    dates = schedule_plan(plan)
    found = []
    for row, level in outline:
        one, key = rows[row.id], str(row.id)
        start, finish = (dates[key].start // MINUTE, dates[key].finish // MINUTE) if key in dates else (None, None)
        role = one.work_role.name if one.work_role is not None else ""
        found.append(Rehearsed(one.name, level, "summary" if row.id in parents else one.kind, role, start, finish))
    return found


def _task(one: TemplateTask, level: int, starts_at: int) -> model.Task:
    late = one.earliest_day is not None and one.earliest_day > 1
    return model.Task(
        id=str(one.pk),
        name=one.name,
        level=level,
        parent=str(one.parent_id) if one.parent_id is not None else None,
        duration=one.duration_minutes * MINUTE,
        milestone=one.kind == "milestone",
        constraint=model.Constraint.SNET if late else model.Constraint.ASAP,
        constraint_date=(starts_at + ((one.earliest_day or 1) - 1) * DAY) * MINUTE if late else None,
    )


def _link(one: TemplateLink) -> model.Link:
    lag = one.lag if one.lag_kind.endswith("percent") else one.lag * MINUTE
    return model.Link(str(one.predecessor_id), str(one.successor_id), model.LinkKind[one.kind], lag, LAGS[one.lag_kind])
