"""The report everything is looked at with: a realistic roll-out of 60 tasks by six people, scheduled here by a tiny forward pass."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from milepost.documents.tree import (
    BarKind,
    BulletList,
    Callout,
    CalloutKind,
    Cell,
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
    Kind,
    Link,
    LinkKind,
    LoadHistogram,
    LoadLane,
    Mark,
    MarkKind,
    Paragraph,
    Row,
    Section,
    Status,
    Strong,
    Table,
    row,
)
from milepost.documents.wording import short_day_text
from milepost.values import HOUR, Currency, Money

START = datetime(2026, 9, 7, 9)
STATUS = datetime(2026, 11, 16, 17)
GBP = Currency()
RATES = {"Asha Shah": 780, "Ben Jones": 640, "Chidi Okafor": 620, "Dora Müller": 690, "Elena Rossi": 560, "Jun Lee": 600}

# name, working days, person, predecessors by number of task (from 1) - "12SS" starts together with 12; 0 days is a milestone
PHASES: tuple[tuple[str, tuple[tuple[str, int, str, str], ...]], ...] = (
    (
        "Initiation",
        (
            ("Agree scope and success measures", 4, "Asha Shah", ""),
            ("Appoint project board", 2, "Asha Shah", "1"),
            ("Write project initiation document", 5, "Asha Shah", "1"),
            ("Initiation approved", 0, "", "2 3"),
        ),
    ),
    (
        "Discovery",
        (
            ("Survey 12 sites", 9, "Ben Jones", "4"),
            ("Inventory of devices and applications", 7, "Chidi Okafor", "4"),
            ("Identity and directory health check", 4, "Dora Müller", "4"),
            ("Map application owners", 5, "Elena Rossi", "6SS"),
            ("Assess network capacity", 4, "Ben Jones", "5"),
            ("Discovery report", 3, "Asha Shah", "6 7 8 9"),
        ),
    ),
    (
        "Design",
        (
            ("Target network design", 6, "Ben Jones", "10"),
            ("Identity and conditional access design", 7, "Dora Müller", "10"),
            ("Device build and packaging standard", 5, "Chidi Okafor", "10"),
            ("Migration approach for file shares", 4, "Jun Lee", "10"),
            ("Security review", 4, "Dora Müller", "11 12"),
            ("Training approach", 3, "Elena Rossi", "10"),
            ("Design approved by architecture board", 0, "", "13 14 15"),
        ),
    ),
    (
        "Procurement",
        (
            ("Quotations for switches and access points", 5, "Asha Shah", "11"),
            ("Order laptops (420)", 2, "Asha Shah", "13"),
            ("Supplier lead time: network hardware", 20, "", "18"),
            ("Supplier lead time: laptops", 15, "", "19"),
            ("Hardware received", 0, "", "20 21"),
        ),
    ),
    (
        "Build",
        (
            ("Build core network in data centre", 8, "Ben Jones", "17"),
            ("Configure tenant and directory sync", 6, "Dora Müller", "17"),
            ("Conditional access policies", 5, "Dora Müller", "24"),
            ("Package 64 applications", 18, "Chidi Okafor", "17"),
            ("Autopilot profiles", 5, "Jun Lee", "24"),
            ("Mail migration batches prepared", 6, "Jun Lee", "27"),
            ("Monitoring and alerting", 4, "Ben Jones", "23"),
            ("Service desk knowledge articles", 8, "Elena Rossi", "16 17"),
            ("Build complete", 0, "", "23 25 26 28 29"),
        ),
    ),
    (
        "Test",
        (
            ("System test", 6, "Chidi Okafor", "31"),
            ("Performance test of core network", 3, "Ben Jones", "31"),
            ("Penetration test (external)", 5, "", "31"),
            ("Fix findings", 4, "Dora Müller", "32 33 34"),
            ("User acceptance test", 5, "Elena Rossi", "32"),
            ("Ready for pilot", 0, "", "35 36 22"),
        ),
    ),
    (
        "Pilot at Head Office",
        (
            ("Install switches at Head Office", 3, "Ben Jones", "37"),
            ("Migrate 40 pilot users", 4, "Jun Lee", "38"),
            ("Hyper-care for pilot users", 5, "Elena Rossi", "39"),
            ("Lessons and adjustments", 2, "Asha Shah", "40"),
            ("Go/no-go decision", 0, "", "41"),
        ),
    ),
    (
        "Roll-out",
        (
            ("Train champions at all sites", 5, "Elena Rossi", "42"),
            ("Wave 1: Aberdeen, Bristol, Cardiff", 6, "Jun Lee", "42"),
            ("Wave 1 network cut-over", 4, "Ben Jones", "44SS"),
            ("Wave 2: Derby, Exeter, Fife, Glasgow", 7, "Jun Lee", "44 45 43"),
            ("Wave 2 network cut-over", 5, "Ben Jones", "46SS"),
            ("Wave 3: Hull, Ipswich, Jersey, Kent", 7, "Jun Lee", "46 47"),
            ("Wave 3 network cut-over", 5, "Ben Jones", "48SS"),
            ("Move shared mailboxes and file shares", 12, "Dora Müller", "44"),
            ("User training sessions", 14, "Elena Rossi", "43"),
            ("All sites live", 0, "", "48 49 50 51"),
        ),
    ),
    (
        "Closure",
        (
            ("Decommission old servers", 6, "Chidi Okafor", "52"),
            ("Return leased equipment", 3, "Ben Jones", "52"),
            ("Hand over to service desk", 4, "Elena Rossi", "52"),
            ("Documentation complete", 4, "Dora Müller", "52"),
            ("Benefits baseline measured", 3, "Asha Shah", "55"),
            ("Closure report", 3, "Asha Shah", "53 54 55 56"),
            ("Lessons workshop", 1, "Asha Shah", "58"),
            ("Project closed", 0, "", "58 59"),
        ),
    ),
)


@dataclass
class Job:
    number: int
    name: str
    days: int
    person: str
    before: list[tuple[int, str]]
    start: int = 0
    finish: int = 0
    late: int = 10**6
    phase: str = ""
    after: list[tuple[int, str]] = field(default_factory=list)

    @property
    def spare(self) -> int:
        return self.late - self.finish


def day(number: int, *, end: bool = False) -> datetime:
    """The date of a working day counted from the start, at nine or (end of the day before) at half past five."""
    if end and number > 0:
        return day(number - 1).replace(hour=17, minute=30)
    return START + timedelta(days=number // 5 * 7 + number % 5)


def jobs() -> list[Job]:
    found: list[Job] = []
    for phase, tasks in PHASES:
        for name, days, person, before in tasks:
            links = [(int(each.removesuffix("SS")), "SS" if each.endswith("SS") else "FS") for each in before.split()]
            job = Job(len(found) + 1, name, days, person, links, phase=phase)
            job.start = max((found[n - 1].start if kind == "SS" else found[n - 1].finish for n, kind in links), default=0)
            job.finish = job.start + days
            for number, kind in links:
                found[number - 1].after.append((job.number, kind))
            found.append(job)
    for job in reversed(found):
        limits = [found[n - 1].late - found[n - 1].days + (job.days if kind == "SS" else 0) for n, kind in job.after]
        job.late = min(limits, default=found[-1].finish)
    return found


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


def task_table(found: list[Job]) -> Table:
    columns = (
        Column("Task", width=40),
        Column("Who", width=14),
        Column("Start", Kind.DATE),
        Column("Finish", Kind.DATE),
        Column("Duration", Kind.DURATION),
        Column("Float", Kind.DURATION),
        Column("Critical"),
        Column("Cost", Kind.MONEY),
    )
    rows: list[Row] = []
    total = Decimal(0)
    for phase, _ in PHASES:
        inside = [job for job in found if job.phase == phase]
        cost = sum((Decimal(RATES.get(job.person, 0) * job.days) for job in inside), Decimal(0))
        total += cost
        first, last = min(job.start for job in inside), max(job.finish for job in inside)
        rows.append(row(phase, None, day(first), day(last, end=True), (last - first) * 8 * HOUR, None, None, Money(cost, GBP), strong=True))
        for job in inside:
            critical = Cell("critical", strong=True) if job.spare == 0 else Cell("no")
            price = Money(Decimal(RATES[job.person] * job.days), GBP) if job.person else None
            start = day(job.start) if job.days else day(job.finish, end=True)
            rows.append(
                row(
                    job.name,
                    job.person,
                    start,
                    day(job.finish, end=True),
                    job.days * 8 * HOUR,
                    job.spare * 8 * HOUR,
                    critical,
                    price,
                    level=1,
                )
            )
    return Table(
        "Every task with its dates",
        columns,
        tuple(rows),
        row("Total", None, None, None, None, None, None, Money(total, GBP), strong=True),
        name="Tasks",
    )


def load_table(histogram: LoadHistogram) -> Table:
    columns = (Column("Person"), *(Column(short_day_text(period.start), Kind.NUMBER) for period in histogram.periods))
    rows = []
    for lane in histogram.lanes:
        cells = [
            Cell(sum(each) // HOUR, status=Status.BAD if sum(each) > most else Status.NONE)
            for each, most in zip(lane.loads, lane.capacity, strict=True)
        ]
        rows.append(Row((Cell(lane.name), *cells)))
    return Table("Hours of work by week beginning", columns, tuple(rows), collapsed=True, name="Load")


def cost_table(chart: CostCurve) -> Table:
    columns = (Column("Week ending", Kind.DATE), *(Column(series.name, Kind.MONEY) for series in chart.series))
    rows = tuple(
        Row((Cell(period.finish.date() - timedelta(days=1)), *(Cell(Money(t, GBP) if t is not None else None) for t in totals)))
        for period, *totals in zip(chart.periods, *(series.totals for series in chart.series), strict=True)
    )
    return Table("Running total of cost by week", columns, rows, collapsed=True, name="Cost")


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
