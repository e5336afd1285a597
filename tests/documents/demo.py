"""The report everything is looked at with: the roll-out of `demo_jobs` as Gantt, load, cost and tables."""

from datetime import datetime, timedelta
from decimal import Decimal

from milepost.documents.tree import (
    BarKind,
    BulletList,
    Callout,
    CalloutKind,
    Code,
    Column,
    CostCurve,
    CurveKind,
    CurveSeries,
    Document,
    Fact,
    Figure,
    Gantt,
    GanttLink,
    GanttRow,
    Interval,
    KeyFigure,
    KeyFigures,
    Link,
    LinkKind,
    LoadHistogram,
    LoadLane,
    Mark,
    MarkKind,
    Paragraph,
    Section,
    Status,
    Strong,
    Table,
)
from milepost.documents.wording import short_day_text
from milepost.values import HOUR
from tests.documents.demo_jobs import GBP, PHASES, RATES, START, STATUS, Job, day, jobs
from tests.documents.demo_tables import cost_table, load_table, task_table


def gantt(found: list[Job]) -> Gantt:
    status = next(number for number in range(400) if day(number) > STATUS)
    rows = [
        GanttRow(
            id="0",
            name="Workplace renewal",
            kind=BarKind.SUMMARY,
            progress=380_000,
            columns=(short_day_text(day(found[-1].finish, end=True)), "38"),
            segments=(Interval(day(0), day(found[-1].finish, end=True)),),
        )
    ]
    for phase, _ in PHASES:
        inside = [job for job in found if job.phase == phase]
        first, last = min(job.start for job in inside), max(job.finish for job in inside)
        done = min(100, max(0, (status - first) * 100 // (last - first)))
        rows.append(
            GanttRow(
                id=phase,
                name=phase,
                level=1,
                kind=BarKind.SUMMARY,
                progress=done * 10_000,
                segments=(Interval(day(first), day(last, end=True)),),
                columns=(short_day_text(day(last, end=True)), str(done)),
            )
        )
        rows += [_row(job, status) for job in inside]
    links = tuple(
        GanttLink(
            source=str(n),
            target=str(job.number),
            kind=LinkKind(kind),
            critical=job.spare == 0 and found[n - 1].spare == 0,
        )
        for job in found
        for n, kind in job.before
    )
    weekends = tuple(
        Interval(START.replace(hour=0) + timedelta(days=5 + 7 * week), START.replace(hour=0) + timedelta(days=7 + 7 * week))
        for week in range(-1, found[-1].finish // 5 + 2)
    )
    return Gantt(rows=tuple(rows), links=links, non_working=weekends, status_at=STATUS, columns=("Finish", "%"))


def _row(job: Job, status: int) -> GanttRow:
    done = 1_000_000 if job.finish <= status else max(0, (status - job.start) * 1_000_000 // max(1, job.days))
    start, finish = day(job.start), day(job.finish, end=True)
    if job.days == 0:
        start = finish
    segments = (Interval(start, finish),)
    if job.number == 26:  # the packaging is split by a week of leave
        middle = job.start + 8
        segments = (Interval(start, day(middle, end=True)), Interval(day(middle + 3), finish))
    marks = []
    if job.name == "All sites live":
        marks.append(Mark(day(job.finish + 6), MarkKind.DEADLINE, "Deadline: lease of old equipment ends"))
    if job.number == 16:
        marks.append(Mark(start, MarkKind.CONSTRAINT, "Start no earlier than this day"))
    shift = 0 if job.number < 5 else 3
    planned = Interval(day(max(0, job.start - shift)), day(max(1, job.finish - shift), end=True)) if job.days else None
    return GanttRow(
        id=str(job.number),
        name=job.name,
        level=2,
        kind=BarKind.TASK if job.days else BarKind.MILESTONE,
        segments=segments,
        critical=job.spare == 0,
        progress=done,
        baseline=planned,
        marks=tuple(marks),
        float_until=day(job.late, end=True) if 0 < job.spare < 15 and job.days else None,
        label=job.person if job.days else short_day_text(finish),
        columns=(short_day_text(finish), str(done // 10_000)),
    )


def weeks(found: list[Job]) -> list[Interval]:
    monday = START.replace(hour=0)
    return [Interval(monday + timedelta(days=7 * n), monday + timedelta(days=7 * n + 7)) for n in range(found[-1].finish // 5 + 1)]


def load(found: list[Job]) -> LoadHistogram:
    periods = weeks(found)
    lanes = []
    for person in RATES:
        loads = []
        for week in range(len(periods)):
            hours = sum(8 for job in found if job.person == person for number in range(job.start, job.finish) if number // 5 == week)
            support = 6 if person in ("Ben Jones", "Jun Lee") else 3
            loads.append((hours * HOUR, support * HOUR))
        lanes.append(
            LoadLane(name=person, loads=tuple(loads), capacity=tuple(0 if week == 15 else 40 * HOUR for week in range(len(periods))))
        )
    return LoadHistogram(periods=tuple(periods), series=("Workplace renewal", "Support rota"), lanes=tuple(lanes), status_at=STATUS)


def curve(found: list[Job]) -> CostCurve:
    periods = weeks(found)
    spent = [
        sum((Decimal(RATES[job.person]) for job in found if job.person for n in range(job.start, job.finish) if n // 5 == week), Decimal(0))
        for week in range(len(periods))
    ]
    spent[9] += 186_000
    spent[12] += 61_500
    planned, baseline, actual, total = [], [], [], Decimal(0)
    for week, each in enumerate(spent):
        total += each
        planned.append(total)
        baseline.append(total * Decimal("0.94"))
        actual.append((total * Decimal("1.03")).quantize(Decimal("0.01")) if periods[week].finish <= STATUS else None)
    series = (
        CurveSeries(name="Planned", kind=CurveKind.PLANNED, totals=tuple(planned)),
        CurveSeries(name="Baseline", kind=CurveKind.BASELINE, totals=tuple(baseline)),
        CurveSeries(name="Actual", kind=CurveKind.ACTUAL, totals=tuple(actual)),
    )
    return CostCurve(periods=tuple(periods), series=series, bars=tuple(spent), bars_name="Each week", currency=GBP, status_at=STATUS)


def demo() -> Document:
    """The whole report."""
    found = jobs()
    end = day(found[-1].finish, end=True)
    live = day(found[51].finish, end=True)
    histogram, costs = load(found), curve(found)
    return Document(
        title="Workplace renewal, 12 sites",
        subtitle="Plan report for the project board",
        author="Asha Shah",
        created_at=datetime(2026, 11, 17, 8, 30),
        facts=(
            Fact("Client", "Northshire Council"),
            Fact("Status date", "16 November 2026"),
            Fact("Read from", "workplace-renewal.xml (MSPDI)"),
        ),
        opening=(
            KeyFigures(
                (
                    KeyFigure(
                        "Planned finish",
                        f"{short_day_text(end)} {end.year}",
                        "3 days after baseline",
                        "The latest early finish of all tasks. Baseline 1 finishes three working days earlier.",
                        Status.NOTICE,
                    ),
                    KeyFigure(
                        "All sites live",
                        f"{short_day_text(live)} {live.year}",
                        "6 days before the deadline",
                        "Early finish of the milestone against its deadline, in working days.",
                        Status.GOOD,
                    ),
                    KeyFigure(
                        "Critical tasks",
                        f"{sum(job.spare == 0 for job in found)} of {len(found)}",
                        "",
                        "Tasks whose total float is zero: a day lost here is a day lost at the end.",
                    ),
                    KeyFigure(
                        "Planned cost", "£436k", "6 % above baseline", "Work × rate for each assignment, and fixed costs.", Status.NOTICE
                    ),
                    KeyFigure(
                        "Overloads",
                        "3 people",
                        "in 9 weeks",
                        "Weeks in which a person's work exceeds the working time of their calendar.",
                        Status.BAD,
                    ),
                )
            ),
            Paragraph(
                (
                    "The plan ends ",
                    Strong("three working days later"),
                    " than its baseline because discovery took longer. "
                    "Six days of reserve remain before the lease of the old equipment ends; ",
                    Link("overloads of three people", "#load"),
                    " threaten them.",
                )
            ),
        ),
        sections=(
            Section(
                "All sites are live six days before the lease ends",
                (
                    Figure(
                        "Packaging 64 applications drives the date, not the hardware",
                        gantt(found),
                        "Gantt chart of 60 tasks in nine phases from September 2026. The critical path runs from scope through discovery, "
                        "design, packaging, test and pilot to the three waves. Every date is in the table of tasks.",
                    ),
                    task_table(found),
                ),
                anchor="plan",
            ),
            Section(
                "Three people carry more than they have",
                (
                    Paragraph("Each bar is a week of 40 hours. Work above capacity is hatched, with the hours that are too many."),
                    Figure(
                        "Ben Jones, Dora Müller and Jun Lee are overloaded",
                        histogram,
                        "Histogram of weekly hours against capacity for six people. Every value is in the table below.",
                        load_table(histogram),
                    ),
                    Callout(
                        CalloutKind.WARNING,
                        (
                            "Nobody works in the week of 21 December: the calendar ",
                            Code("Standard"),
                            " has no working time there, yet the support rota asks for 3 to 6 hours.",
                        ),
                        "Support in the Christmas week is not covered",
                    ),
                ),
                anchor="load",
            ),
            Section(
                "Cost runs 3 % above plan",
                (
                    Figure(
                        "£436k at the end, 6 % above baseline",
                        costs,
                        "Running total of planned, baseline and actual cost by week, with what each week adds.",
                        cost_table(costs),
                    ),
                    Section(
                        "What this includes",
                        (
                            BulletList(
                                (
                                    "Work at the rates of the rate card of 2026",
                                    "Hardware: switches and 420 laptops",
                                    ("Not included: ", Strong("value added tax")),
                                ),
                            ),
                        ),
                    ),
                ),
                anchor="cost",
            ),
            Section(
                "What was read, and what could not be kept",
                (
                    Callout(CalloutKind.NOTE, "Everything in the file was understood."),
                    Table("Notices", (Column("Place"), Column("Notice")), (), empty="No notices: nothing was left out."),
                ),
                anchor="notices",
            ),
        ),
    )
