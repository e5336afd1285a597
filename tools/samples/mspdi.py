"""Writes a sample plan as MSPDI, element by element in the schema's order, the way MS Project saves a plan with a baseline and progress."""

from datetime import date, datetime, time
from xml.sax.saxutils import escape

from dates import Dates, calendar_of, schedule
from house import FREEZES, HOLIDAYS, HOUSE, MEMBERS, NIGHT, NIGHTS, WORKDAY, Member
from source import After, Plan, Row, Span
from week import add, opening

CONSTRAINTS = {"asap": 0, "alap": 1, "mso": 2, "mfo": 3, "snet": 4, "snlt": 5, "fnet": 6, "fnlt": 7}
LINKS = {"FF": 0, "FS": 1, "SF": 2, "SS": 3}
FORMATS = {"h": 5, "n": 5, "eh": 6, "d": 7, "ed": 8, "%": 19}


class Lines:
    """XML text, indented, one element a line."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.open: list[str] = []

    def put(self, name: str, value: object) -> None:
        """A leaf; None and "" are left out."""
        if value not in (None, ""):
            self.text.append(f"{'  ' * len(self.open)}<{name}>{escape(plain(value))}</{name}>")

    def puts(self, **values: object) -> None:
        """Leaves in the order given."""
        for name, value in values.items():
            self.put(name, value)

    def begin(self, name: str) -> None:
        """Opens an element."""
        self.text.append(f"{'  ' * len(self.open)}<{name}>")
        self.open.append(name)

    def end(self) -> None:
        """Closes the innermost."""
        name = self.open.pop()
        self.text.append(f"{'  ' * len(self.open)}</{name}>")


def plain(value: object) -> str:
    """Values the way MSPDI spells them."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, (datetime, time)):
        return value.isoformat(timespec="seconds")
    return str(value)


def span(minutes: int) -> str:
    """Working time as hours and minutes."""
    return f"PT{minutes // 60}H{minutes % 60}M0S"


def write_mspdi(plan: Plan, *, name: str) -> str:
    """The whole file as text."""
    agreed, now = schedule(plan, actuals=False), schedule(plan, actuals=True)
    members = [m for m in MEMBERS if any(word == m.known_as for row in plan.rows for word, _ in row.who)]
    out = Lines()
    out.begin('Project xmlns="http://schemas.microsoft.com/project"')
    head(out, plan, name=name, now=now)
    calendars(out, members)
    tasks(out, plan, agreed, now)
    resources(out, members)
    assignments(out, plan, members, agreed, now)
    out.text.append("</Project>")
    return '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + "\n".join(out.text) + "\n"


def head(out: Lines, plan: Plan, *, name: str, now: dict[str, Dates]) -> None:
    """What holds for the whole plan."""
    heading, status = plan.heading, datetime.fromisoformat(plan.heading["status"])
    out.puts(SaveVersion=14, Name=name, Title=heading["title"], Subject=heading["client"], Company=HOUSE, Manager=heading["manager"])
    out.puts(ScheduleFromStart=1, StartDate=heading["start"] + ":00", FinishDate=max(d.finish for d in now.values()))
    out.puts(CurrencyDigits=2, CurrencySymbol="£", CurrencyCode="GBP", CurrencySymbolPosition=0, CalendarUID=1)
    out.puts(DefaultStartTime=time(9), DefaultFinishTime=time(17, 15), MinutesPerDay=450, MinutesPerWeek=2250, DaysPerMonth=20)
    out.puts(
        DefaultTaskType=0, DurationFormat=7, WorkFormat=2, HonorConstraints=1, NewTasksEffortDriven=0, StatusDate=status, CurrentDate=status
    )


def calendars(out: Lines, members: list[Member]) -> None:
    """The house's week, the nights in which networks may change, and one calendar for each person."""
    out.begin("Calendars")
    calendar(out, 1, f"{HOUSE} standard", WORKDAY, (0, 1, 2, 3, 4), HOLIDAYS)
    calendar(out, 2, "Out-of-hours changes", NIGHT, NIGHTS, HOLIDAYS + FREEZES)
    for uid, member in enumerate(members, 1):
        if not member.material:
            out.begin("Calendar")
            out.puts(UID=uid + 10, Name=member.name, IsBaseCalendar=0, BaseCalendarUID=1)
            out.end()
    out.end()


def calendar(out: Lines, uid: int, name: str, shifts: tuple[tuple[int, int], ...], days: tuple[int, ...], exceptions: object) -> None:
    """One base calendar with its exceptions."""
    out.begin("Calendar")
    out.puts(UID=uid, Name=name, IsBaseCalendar=1, BaseCalendarUID=-1)
    out.begin("WeekDays")
    for day in (6, 0, 1, 2, 3, 4, 5):  # MSPDI counts from Sunday = 1
        out.begin("WeekDay")
        out.puts(DayType=(day + 1) % 7 + 1, DayWorking=day in days)
        if day in days:
            out.begin("WorkingTimes")
            for begin, end in shifts:
                out.begin("WorkingTime")
                out.puts(FromTime=time(begin // 60, begin % 60), ToTime=time(end // 60, end % 60))
                out.end()
            out.end()
        out.end()
    out.end()
    out.begin("Exceptions")
    for first, last, label in exceptions:  # type: ignore[attr-defined]
        exception(out, first, last, label)
    out.end()
    out.end()


def exception(out: Lines, first: date, last: date, name: str) -> None:
    """Days without work."""
    out.begin("Exception")
    out.put("EnteredByOccurrences", 0)
    out.begin("TimePeriod")
    out.puts(FromDate=f"{first}T00:00:00", ToDate=f"{last}T23:59:00")
    out.end()
    out.puts(Occurrences=(last - first).days + 1, Name=name, Type=1, DayWorking=0)
    out.end()


def tasks(out: Lines, plan: Plan, agreed: dict[str, Dates], now: dict[str, Dates]) -> None:
    """The project's own row, then every row in outline order."""
    uids = {row.key: uid for uid, row in enumerate(plan.rows, 1)}
    out.begin("Tasks")
    out.begin("Task")
    out.puts(UID=0, ID=0, Name=plan.heading["title"], Type=1, IsNull=0, OutlineNumber=0, OutlineLevel=0, Summary=1)
    out.end()
    counts = [0] * 10
    for row in plan.rows:
        counts[row.level] += 1
        counts[row.level + 1 :] = [0] * (9 - row.level)
        task(out, row, uids, ".".join(str(n) for n in counts[1 : row.level + 1]), agreed[row.key], now[row.key])
    out.end()


def work_of(row: Row, minutes: int) -> int:
    """Minutes of work people put in while the task lasts."""
    return round(sum(units * minutes for word, units in row.who if word != "Cat6A"))


def progress(row: Row, dates: Dates) -> tuple[int, int]:
    """Percent complete, and the minutes done."""
    percent = 100 if row.done else row.begun[1] if row.begun else 0
    return percent, round(dates.minutes * percent / 100)


def task(out: Lines, row: Row, uids: dict[str, int], number: str, agreed: Dates, now: Dates) -> None:
    """One row with its constraint, progress, links and baseline."""
    percent, done = progress(row, now)
    fmt = FORMATS[row.duration.unit] if row.duration else 7
    work, worked = work_of(row, now.minutes), work_of(row, done)
    zero = row.duration is not None and not row.duration.amount
    out.begin("Task")
    out.puts(UID=uids[row.key], ID=uids[row.key], Name=row.name, Active=1, Manual=0, Type=1 if row.summary or row.fixed_duration else 0)
    out.puts(IsNull=0, WBS=number, OutlineNumber=number, OutlineLevel=row.level, Priority=row.priority)
    out.puts(Start=now.start, Finish=now.finish, Duration=span(now.minutes), DurationFormat=fmt + 32 * row.estimated, Work=span(work))
    if row.begun:
        stop = add(now.start, done, calendar=calendar_of(row))
        out.puts(Stop=stop, Resume=opening(stop, calendar=calendar_of(row)))
    out.puts(EffortDriven=0, Recurring=0, Estimated=row.estimated, Milestone=zero, Summary=row.summary)
    out.puts(FixedCost=row.fixed_cost * 100 or None, FixedCostAccrual=3)
    if not row.summary:
        out.puts(PercentComplete=percent, PercentWorkComplete=percent)
        out.put("ActualStart", row.done[0] if row.done else row.begun[0] if row.begun else None)
        out.put("ActualFinish", row.done[1] if row.done else None)
        out.puts(
            ActualDuration=span(done),
            ActualWork=span(worked),
            RemainingDuration=span(now.minutes - done),
            RemainingWork=span(work - worked),
        )
    constraint, when = (row.constraint, row.constraint_date) if not row.expected else ("snet", row.expected)
    out.puts(ConstraintType=CONSTRAINTS[constraint], CalendarUID=2 if row.night else -1, ConstraintDate=when, Deadline=row.deadline)
    out.puts(LevelAssignments=1, IgnoreResourceCalendar=row.night, Notes=row.note)
    for link in row.after:
        predecessor(out, link, uids)
    if not row.summary:
        baseline(out, row, agreed, fmt)
    out.end()


def predecessor(out: Lines, link: After, uids: dict[str, int]) -> None:
    """A link; lags are tenths of a minute, or percent."""
    lag = round(link.lag.amount) if link.lag.unit == "%" else link.lag.minutes * 10
    out.begin("PredecessorLink")
    out.puts(PredecessorUID=uids[link.key], Type=LINKS[link.kind], CrossProject=0, LinkLag=lag, LagFormat=FORMATS[link.lag.unit])
    out.end()


def baseline(out: Lines, row: Row, agreed: Dates, fmt: int) -> None:
    """What was agreed at the start; money in pence."""
    rates = {m.known_as: m for m in MEMBERS}
    pence = row.fixed_cost * 100
    for word, units in row.who:
        pieces = units if rates[word].material else units * agreed.minutes / 60
        pence += round(pieces * float(rates[word].rate) * 100)
    out.begin("Baseline")
    out.puts(Number=0, Start=agreed.start, Finish=agreed.finish, Duration=span(agreed.minutes), DurationFormat=fmt)
    out.puts(Work=span(work_of(row, agreed.minutes)), Cost=pence)
    out.end()


def resources(out: Lines, members: list[Member]) -> None:
    """People, hired crews, material."""
    out.begin("Resources")
    for uid, member in enumerate(members, 1):
        out.begin("Resource")
        initials = "".join(word[0] for word in member.name.split()).upper()
        out.puts(UID=uid, ID=uid, Name=member.name, Type=0 if member.material else 1, IsNull=0, Initials=initials)
        out.puts(MaterialLabel=member.material, Group=member.role, EmailAddress=member.email, MaxUnits=f"{member.units:.2f}", AccrueAt=3)
        out.puts(StandardRate=member.rate, StandardRateFormat=8 if member.material else 2, OvertimeRate=0, OvertimeRateFormat=2)
        out.puts(CalendarUID=-1 if member.material else uid + 10, IsGeneric=member.generic)
        out.end()
    out.end()


def assignments(out: Lines, plan: Plan, members: list[Member], agreed: dict[str, Dates], now: dict[str, Dates]) -> None:
    """Who works on what."""
    resource = {m.known_as: (uid, m) for uid, m in enumerate(members, 1)}
    uid = 0
    out.begin("Assignments")
    for task_uid, row in enumerate(plan.rows, 1):
        for word, units in row.who:
            uid += 1
            number, member = resource[word]
            assignment(out, row, (uid, task_uid, number), units, member, agreed[row.key], now[row.key])
    out.end()


def assignment(out: Lines, row: Row, uids: tuple[int, int, int], units: float, member: Member, agreed: Dates, now: Dates) -> None:
    """One person on one task."""
    percent, done = progress(row, now)
    amount, worked, planned = (
        round(units * minutes) for minutes in ((60, 60 * percent // 100, 60) if member.material else (now.minutes, done, agreed.minutes))
    )
    out.begin("Assignment")
    out.puts(UID=uids[0], TaskUID=uids[1], ResourceUID=uids[2], PercentWorkComplete=percent, ActualFinish=row.done[1] if row.done else None)
    out.puts(ActualStart=row.done[0] if row.done else row.begun[0] if row.begun else None, ActualWork=span(worked), Finish=now.finish)
    out.puts(HasFixedRateUnits=True if member.material else None, FixedMaterial=True if member.material else None)
    out.puts(RemainingWork=span(amount - worked), Start=now.start, Units=f"{units:g}", Work=span(amount), WorkContour=0)
    out.begin("Baseline")
    out.puts(Number=0, Start=agreed.start, Finish=agreed.finish, Work=span(planned))
    out.end()
    out.end()


def lag_text(lag: Span) -> str:
    """A lag as spreadsheets write it: "+2d", "-1d", "+50%", "+14ed"; "" for none."""
    return "" if not lag.amount else f"{lag.amount:+g}{lag.unit}"
