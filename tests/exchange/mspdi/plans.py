"""Hypothesis strategies for plans that MSPDI can express whole, as its reader gives them: ids are numbers, rows are counted."""

from hypothesis import strategies as st

from milepost.engine.model import (
    Accrual,
    Assignment,
    AssignmentBaseline,
    Availability,
    Baseline,
    Calendar,
    CalendarException,
    Constraint,
    Contour,
    CustomField,
    FieldKind,
    FieldValue,
    LagKind,
    Link,
    LinkKind,
    Plan,
    PlanOptions,
    Rate,
    RateUnit,
    Recurrence,
    RecurrenceKind,
    Resource,
    ResourceBaseline,
    ResourceKind,
    Settings,
    StoredDates,
    Task,
    TaskType,
    TimePhase,
    WorkWeek,
    weekdays,
)
from milepost.values import DAY, MINUTE, Currency

TEXT_FIELD, NUMBER_FIELD = "188743731", "205521008"
moments = st.integers(14_000, 22_000).flatmap(lambda day: st.integers(0, 1439).map(lambda minute: day * DAY + minute * MINUTE))
spans = st.integers(0, 5_000_000)
money = st.decimals(0, 10**7, places=2)
names = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20) | st.just("a\nb\r\tc & <d>")
percents = st.integers(0, 100)
days = st.integers(14_000, 22_000)
shifts = st.lists(st.integers(0, 1440), min_size=2, max_size=8, unique=True).map(
    lambda minutes: tuple((a * MINUTE, b * MINUTE) for a, b in zip(*[iter(sorted(minutes)[: len(minutes) // 2 * 2])] * 2, strict=True))
)
weeks = st.tuples(*[st.just(()) | shifts] * 7)
own_weeks = st.tuples(*[st.none() | st.just(()) | shifts] * 7)
week_sets = st.frozensets(st.integers(0, 6), min_size=1)
month_sets = st.sampled_from([frozenset(range(7)), frozenset(range(5)), frozenset((5, 6)), *(frozenset((n,)) for n in range(7))])
counts = st.none() | st.integers(1, 9)
positions = st.sampled_from([1, 2, 3, 4, -1])
recurrences = st.one_of(
    st.none(),
    st.builds(Recurrence, st.just(RecurrenceKind.DAILY), st.integers(2, 9), occurrences=counts),
    st.builds(Recurrence, st.just(RecurrenceKind.WEEKLY), st.integers(1, 9), week_sets, occurrences=counts),
    st.builds(Recurrence, st.just(RecurrenceKind.MONTHLY_BY_DAY), st.integers(1, 9), month_day=st.integers(1, 31), occurrences=counts),
    st.builds(
        Recurrence, st.just(RecurrenceKind.MONTHLY_BY_POSITION), st.integers(1, 9), month_sets, position=positions, occurrences=counts
    ),
    st.builds(
        Recurrence, st.just(RecurrenceKind.YEARLY_BY_DAY), month=st.integers(1, 12), month_day=st.integers(1, 31), occurrences=counts
    ),
    st.builds(
        Recurrence,
        st.just(RecurrenceKind.YEARLY_BY_POSITION),
        weekdays=month_sets,
        month=st.integers(1, 12),
        position=positions,
        occurrences=counts,
    ),
)
exceptions = st.builds(
    lambda first, length, *rest: CalendarException(first, first + length, *rest),
    days,
    st.integers(0, 400),
    st.just(()) | shifts,
    names,
    recurrences,
)
work_weeks = st.builds(
    lambda first, length, week, name: WorkWeek(first, first + length, week, name), days, st.integers(0, 99), own_weeks, names
)
stored = st.builds(
    StoredDates,
    *[st.none() | moments] * 6,
    total_float=st.none() | st.integers(-9999, 9999).map(lambda n: n * 6),
    free_float=st.none() | st.integers(-9999, 9999).map(lambda n: n * 6),
    critical=st.none() | st.booleans(),
)
formats = st.sampled_from([3, 5, 7, 9, 11, 21, 35, 39, 53])
baselines = st.builds(
    Baseline,
    st.integers(0, 10),
    *[st.none() | moments] * 2,
    st.none() | spans,
    st.none() | formats,
    st.none() | spans,
    *[st.none() | money] * 2,
    st.booleans(),
    st.booleans(),
)
lags = st.one_of(
    st.tuples(st.integers(-99999, 99999).map(lambda n: n * 6), st.just(LagKind.WORKING), st.sampled_from([3, 5, 7, 9, 39])),
    st.tuples(st.integers(-99999, 99999).map(lambda n: n * 6), st.just(LagKind.ELAPSED), st.sampled_from([4, 8, 40])),
    st.tuples(st.integers(-300, 300).map(lambda n: n * 100), st.just(LagKind.PERCENT), st.sampled_from([19, 51])),
    st.tuples(st.integers(-300, 300).map(lambda n: n * 100), st.just(LagKind.ELAPSED_PERCENT), st.sampled_from([20, 52])),
)


@st.composite
def tasks(draw: st.DrawFn, number: int, level: int) -> Task:
    """A task with a number and a level; its parent is set by the plan."""
    constraint = draw(st.sampled_from(Constraint))
    return Task(
        str(number),
        draw(names),
        level,
        uid=number,
        row=number,
        wbs=draw(names),
        outline_number=str(number),
        guid=draw(st.just("") | st.uuids().map(str)),
        duration=draw(spans),
        duration_format=draw(formats),
        estimated=draw(st.booleans()),
        milestone=draw(st.booleans()),
        type=draw(st.sampled_from(TaskType)),
        effort_driven=draw(st.booleans()),
        work=draw(spans),
        calendar=draw(st.sampled_from([None, "1"])),
        ignore_resource_calendars=draw(st.booleans()),
        priority=draw(st.integers(0, 1000)),
        constraint=constraint,
        constraint_date=draw(moments) if constraint not in (Constraint.ASAP, Constraint.ALAP) else None,
        deadline=draw(st.none() | moments),
        active=draw(st.booleans()),
        manual=draw(st.booleans()),
        manual_start=draw(st.none() | moments),
        actual_start=draw(st.none() | moments),
        remaining_duration=draw(st.none() | spans),
        actual_work=draw(st.none() | spans),
        percent_complete=draw(percents),
        physical_percent_complete=draw(percents),
        stop=draw(st.none() | moments),
        leveling_delay=draw(st.integers(0, 9999)) * 6,
        recurring=draw(st.booleans()),
        fixed_cost=draw(money),
        fixed_cost_accrual=draw(st.sampled_from(Accrual)),
        cost=draw(st.none() | money),
        baselines=tuple(draw(st.lists(baselines, max_size=3, unique_by=lambda b: b.number))),
        fields=tuple(draw(st.lists(st.builds(FieldValue, st.just(TEXT_FIELD), names, st.none() | formats), max_size=1))),
        notes=draw(st.just("") | names),
        hyperlink=draw(st.just("") | st.just("https://example.org/?a=1&b=2")),
        stored=draw(stored),
    )


@st.composite
def resources(draw: st.DrawFn, number: int, calendar: str | None) -> Resource:
    """A person with a calendar, or a material or cost without."""
    kind = ResourceKind.WORK if calendar else draw(st.sampled_from([ResourceKind.MATERIAL, ResourceKind.COST]))
    units = st.sampled_from([RateUnit.HOUR, RateUnit.DAY, RateUnit.WEEK, RateUnit.MONTH] if calendar else [RateUnit.MATERIAL])
    bound = st.none() | moments
    rate = st.builds(Rate, st.integers(0, 4), bound, bound, money, units, money, units, money)
    return Resource(
        str(number),
        draw(names),
        kind,
        uid=number,
        row=number,
        email=draw(st.just("") | st.just("a@example.org")),
        generic=draw(st.booleans()),
        active=draw(st.booleans()),
        calendar=calendar,
        max_units=draw(st.integers(0, 5_000_000)),
        availability=tuple(draw(st.lists(st.builds(Availability, bound, bound, st.integers(0, 2_000_000)), max_size=2))),
        rates=tuple(draw(st.lists(rate, max_size=3))),
        accrue_at=draw(st.sampled_from(Accrual)),
        baselines=tuple(
            draw(st.lists(st.builds(ResourceBaseline, st.integers(0, 10), spans, money), max_size=2, unique_by=lambda b: b.number))
        ),
        notes=draw(st.just("") | names),
    )


@st.composite
def assignments(draw: st.DrawFn, number: int, task: str, resource: Resource | None) -> Assignment:
    """An assignment with phases that never rest, so that no split is read out of them."""
    phase = st.builds(TimePhase, st.sampled_from([1, 2, 4, 16]), moments, moments, st.sampled_from([0, 1, 2, 3]), st.integers(1, 99999))
    cost_phase = st.builds(TimePhase, st.sampled_from([5, 6, 17]), moments, moments, st.just(2), st.none(), money)
    baseline = st.builds(AssignmentBaseline, st.integers(0, 10), moments, moments, spans, money)
    return Assignment(
        str(number),
        task,
        resource.id if resource else None,
        uid=number,
        units=draw(st.integers(0, 10_000_000)),
        work=draw(spans),
        actual_work=draw(spans),
        remaining_work=draw(st.none() | spans),
        percent_work_complete=draw(percents),
        start=draw(moments),
        finish=draw(moments),
        actual_start=draw(st.none() | moments),
        delay=draw(st.integers(0, 999)) * 6,
        contour=Contour.EDITED if draw(st.booleans()) else Contour.FLAT,
        fixed_material=draw(st.booleans()),
        rate_table=draw(st.integers(0, 4)),
        cost=draw(money) if resource and resource.kind is ResourceKind.COST else None,
        baselines=tuple(draw(st.lists(baseline, max_size=2, unique_by=lambda b: b.number))),
        phases=tuple(draw(st.lists(phase | cost_phase, max_size=3))),
        notes=draw(st.just("") | names),
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A whole plan."""
    size = draw(st.integers(0, 4))
    rows: list[Task] = []
    for number in range(1, size + 1):
        above = rows[-1].level if rows else 0
        level = draw(st.integers(1, above + 1))
        parent = next((row.id for row in reversed(rows) if row.level == level - 1), None)
        task = draw(tasks(number, level))
        rows.append(Task(**{name: getattr(task, name) for name in task.__slots__ if name != "parent"}, parent=parent))
    people = draw(st.integers(0, 2))
    calendars = [Calendar("1", "Standard", draw(st.just(weekdays()) | weeks), exceptions=tuple(draw(st.lists(exceptions, max_size=3))))]
    team = [draw(resources(n + 1, str(n + 2))) for n in range(people)] + [draw(resources(people + 1, None))]
    for n in range(people):
        own = Calendar(str(n + 2), draw(names), draw(own_weeks), "1", (), tuple(draw(st.lists(work_weeks, max_size=1))), personal=True)
        calendars.append(own)
    pairs = [(a.id, b.id) for a in rows for b in rows if a is not b]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=4, unique=True)) if pairs else []
    links = [Link(a, b, draw(st.sampled_from(LinkKind)), *draw(lags)) for a, b in chosen]
    links.sort(key=lambda link: int(link.successor))
    work = [draw(assignments(n, row.id, draw(st.sampled_from([None, *team])))) for n, row in enumerate(rows, start=1)]
    day = draw(st.sampled_from([420, 450, 480]))
    return Plan(
        draw(names),
        draw(moments),
        tuple(rows),
        tuple(links),
        tuple(calendars),
        "1",
        tuple(team),
        tuple(work),
        (CustomField(TEXT_FIELD, "task", "Text1", draw(names)), CustomField(NUMBER_FIELD, "resource", "Number1", "N", FieldKind.NUMBER)),
        finish=draw(st.none() | moments),
        from_finish=draw(st.booleans()),
        status_date=draw(st.none() | moments),
        title=draw(st.just("") | names),
        settings=Settings(day, day * 5, 20, currency=Currency("EUR", "€", draw(st.integers(0, 3)))),
        options=PlanOptions(critical_float=draw(st.integers(0, 9)) * day * MINUTE, multiple_critical_paths=draw(st.booleans())),
    )
