"""An instance as a plan: one period is one working day, renewable resources have as many people as their capacity says."""

from collections.abc import Sequence

from milepost.engine.model import (
    Assignment,
    Calendar,
    CustomField,
    FieldValue,
    Link,
    Plan,
    Resource,
    ResourceKind,
    Settings,
    Task,
    every_day,
)
from milepost.exchange.grid.findings import Findings
from milepost.exchange.psplib.instance import Capacity, Instance, Job
from milepost.values import DAY, FULL_SHARE, HOUR, read_moment, said, to_datetime

ORIGIN = read_moment("2001-01-01T08:00")
"""When period 0 begins unless the caller says otherwise: a Monday; the instances have no dates."""

PERIODS = Calendar("periods", "Every day, 8 hours", every_day((8 * HOUR, 12 * HOUR), (13 * HOUR, 17 * HOUR)))


def build_plan(instance: Instance, *, name: str, start: int | None, findings: Findings) -> Plan:
    """The plan of an instance: tasks "1" to "n", finish-to-start links, one resource per capacity, one assignment per demand.

    A multi-mode job takes its shortest mode that renewable capacities allow; every mode is kept in the custom field "Mode n".
    """
    settings = Settings()
    begin = ORIGIN if start is None else start
    if start is None:
        findings.note(
            "no-dates",
            name,
            said("The format has no dates: period 0 is {day:%Y-%m-%d}, one period is one working day of 8 hours.", day=to_datetime(ORIGIN)),
            said("Give a start date to place it elsewhere."),
        )
    chosen = [_choose(job, instance.capacities) for job in instance.jobs]
    most = max(len(job.modes) for job in instance.jobs)
    if most > 1:
        _tell_modes(instance, chosen, name=name, findings=findings)
    last = len(instance.jobs)
    tasks: list[Task] = []
    assignments: list[Assignment] = []
    for job, mode in zip(instance.jobs, chosen, strict=True):
        task = str(job.number)
        length = job.modes[mode].duration * settings.day
        dummy = job.number in (1, last) and length == 0
        title = ("Start" if job.number == 1 else "Finish") if dummy and last > 1 else f"Job {job.number}"
        due = instance.due if job.number == last else None
        tasks.append(
            Task(
                task,
                title,
                row=job.number,
                outline_number=task,
                wbs=task,
                duration=length,
                milestone=length == 0,
                deadline=None if due is None else end_of_period(begin, due),
                fields=_mode_fields(job, instance.capacities) if most > 1 else (),
            )
        )
        for capacity, demand in zip(instance.capacities, job.modes[mode].demands, strict=True):
            if demand:
                assignments.append(
                    Assignment(
                        f"{task}-{capacity.name}",
                        task,
                        capacity.name,
                        units=demand * FULL_SHARE,
                        work=length * demand if capacity.renewable else 0,
                    )
                )
    links = tuple(Link(str(job.number), str(successor)) for job in instance.jobs for successor in job.successors)
    return Plan(
        name=instance.name,
        start=begin + instance.release * DAY,
        tasks=tuple(tasks),
        links=links,
        calendars=(PERIODS,),
        calendar=PERIODS.id,
        resources=tuple(_resource(capacity) for capacity in instance.capacities),
        assignments=tuple(assignments),
        settings=settings,
        fields=tuple(CustomField(f"mode-{n}", "task", f"Mode {n}") for n in range(1, most + 1)) if most > 1 else (),
    )


def end_of_period(begin: int, period: int) -> int:
    """The moment at which the given number of periods has passed: 17:00 of the last of these days, the origin itself for 0."""
    return begin if period == 0 else begin + (period - 1) * DAY + 9 * HOUR


def _resource(capacity: Capacity) -> Resource:
    if capacity.renewable:
        return Resource(capacity.name, capacity.name, generic=True, max_units=capacity.amount * FULL_SHARE)
    return Resource(
        capacity.name,
        capacity.name,
        kind=ResourceKind.MATERIAL,
        material_label="unit",
        notes=f"{capacity.amount} units for the whole project",
    )


def _choose(job: Job, capacities: Sequence[Capacity]) -> int:
    """Index of the shortest mode whose demands fit the renewable capacities; the shortest of all when none fits."""

    def fits(mode: int) -> bool:
        demands = job.modes[mode].demands
        return all(demand <= c.amount for demand, c in zip(demands, capacities, strict=True) if c.renewable)

    return min(range(len(job.modes)), key=lambda mode: (not fits(mode), job.modes[mode].duration, mode))


def _mode_fields(job: Job, capacities: Sequence[Capacity]) -> tuple[FieldValue, ...]:
    values: list[FieldValue] = []
    for number, mode in enumerate(job.modes, start=1):
        needs = [f"{c.name} {demand}" for c, demand in zip(capacities, mode.demands, strict=True) if demand]
        values.append(FieldValue(f"mode-{number}", "; ".join([f"duration {mode.duration}", *needs])))
    return tuple(values)


def _tell_modes(instance: Instance, chosen: Sequence[int], *, name: str, findings: Findings) -> None:
    several = sum(len(job.modes) > 1 for job in instance.jobs)
    findings.warn(
        "modes-chosen",
        name,
        said(
            "{several} jobs have several modes. Each is planned in its shortest mode; the others are kept in the fields 'Mode n'.",
            several=several,
        ),
        said("The length is a lower bound for the instance, not its solution."),
    )
    for index, capacity in enumerate(instance.capacities):
        if capacity.renewable:
            continue
        used = sum(job.modes[mode].demands[index] for job, mode in zip(instance.jobs, chosen, strict=True))
        if used > capacity.amount:
            findings.warn(
                "capacity-exceeded",
                f"{name} resource {capacity.name}",
                said(
                    "The shortest modes together use {used}, the instance has {amount}: some jobs need another mode.",
                    used=used,
                    amount=capacity.amount,
                ),
            )
