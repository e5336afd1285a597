"""Team availability: how much time there is in the weeks ahead, by person and by team."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Annotated

from milepost.apps.people.documents.chosen import OfTeam, people_of, whose
from milepost.apps.people.questions.whom import OnePerson
from milepost.documents.tree import (
    BulletList,
    Cell,
    Column,
    Document,
    Figure,
    KeyFigure,
    KeyFigures,
    Kind,
    Paragraph,
    Row,
    Section,
    Status,
    Table,
    row,
)
from milepost.documents.wording import counted, short_day_text
from milepost.kernel.access import Actor
from milepost.kernel.documents import document
from milepost.kernel.documents.reading import asked
from milepost.kernel.inputs import Day, Whole
from milepost.kernel.questions import Given
from milepost.kernel.settings import today_here

WEEK = timedelta(days=7)
HALF = Decimal("0.5")
Weeks = list[date]
Minutes = dict[tuple[int, date], tuple[int, int, int]]
"""By person and week the minutes by the pattern, those that are away (holidays and leave), those left."""
METHOD = (
    "Hours by each person's working pattern, less public holidays where they work, less approved leave. What is booked with them is not "
    "taken off. A week runs from Monday to Sunday; of the first and the last only the days asked for are counted."
)


@document("people.availability", title="Team availability", needs=("person.availability",), about=("person", "team"))
def availability(
    actor: Actor,
    *,
    team: OfTeam = None,
    person: OnePerson = None,
    from_: Annotated[date | None, Day(label="From", required=False, help="This week's Monday when empty.")] = None,
    weeks: Annotated[int, Whole(least=1, most=26, required=False, help="Weeks ahead; 8 when empty.")] = 8,
) -> Document:
    """Who has how much time in the weeks ahead, by person and by team: for planning who can take on what."""
    today = today_here()
    first = from_ or today - timedelta(days=today.weekday())
    last = first + timedelta(days=7 * weeks - 1)
    found = asked(actor, "person.availability", from_=first, to=last, team=team, person=person, by="week")
    people = people_of(actor, team=team, person=person)
    minutes, shown = _by_week(found), sorted({date.fromisoformat(one["first_day"]) for one in found.rows})
    keys = [key for key in people if any((key, week) in minutes for week in shown)]
    whole, away, left = (sum(values[n] for values in minutes.values()) for n in range(3))
    begins = f"{short_day_text(first)}{'' if first.year == last.year else f' {first.year}'}"
    span = f"{begins} to {short_day_text(last)} {last.year}"
    who = whose(team, person)
    return Document(
        title=f"{who}: {_hours(left)} hours available, {span}" if keys else f"{who}: nobody to plan with, {span}",
        subtitle="Team availability",
        opening=(
            KeyFigures(
                (
                    KeyFigure("People", f"{len(keys):,}", explanation="Everybody you can see who works here in these weeks."),
                    KeyFigure(
                        "Hours by pattern", _hours(whole), explanation="What the working patterns give before anything is taken off."
                    ),
                    KeyFigure("Away", _hours(away), _share(away, whole), "Public holidays and approved leave."),
                    KeyFigure("Available", _hours(left), _share(left, whole), "What is left.", Status.NONE if left else Status.BAD),
                )
            ),
            *((BulletList(tuple(found.notes)),) if found.notes else ()),
        ),
        sections=(*_sections(people, keys, shown, minutes), Section("How it is counted", (Paragraph(METHOD),), label="Method")),
    )


def _sections(people: dict[int, tuple[str, str]], keys: list[int], weeks: Weeks, minutes: Minutes) -> tuple[Section, ...]:
    if not keys:
        return (Section("Nobody is here in these weeks", (Paragraph("Choose another team or other weeks."),)),)
    thinnest = min(weeks, key=lambda week: sum(minutes.get((key, week), (0, 0, 0))[2] for key in keys))
    hours = _hours(sum(minutes.get((key, thinnest), (0, 0, 0))[2] for key in keys))
    finding = f"Least time in the week of {short_day_text(thinnest)}: {hours} hours"
    by_person = [_row(people[key][0], [minutes.get((key, week), (0, 0, 0)) for week in weeks]) for key in keys]
    made = [
        Section(finding, (_figure(people, keys, weeks, minutes),), label="Week by week"),
        Section(_whole_free(people, keys, weeks, minutes), (_table("Hours by person", "Person", weeks, by_person),), label="By person"),
    ]
    teams: dict[str, list[int]] = defaultdict(list)
    for key in keys:
        teams[people[key][1] or "No team"].append(key)
    if len(teams) > 1:
        rows = [_row(name, _summed(members, weeks, minutes)) for name, members in sorted(teams.items())]
        made.append(Section(f"{len(teams)} teams share this time", (_table("Hours by team", "Team", weeks, rows),), label="By team"))
    return tuple(made)


def _figure(people: dict[int, tuple[str, str]], keys: list[int], weeks: Weeks, minutes: Minutes) -> Figure:
    """One lane for all, in seconds: what is taken, against what the patterns give."""
    from milepost.documents.tree import Interval, LoadHistogram, LoadLane

    totals = _summed(keys, weeks, minutes)
    start = [datetime(week.year, week.month, week.day) for week in weeks]
    lane = LoadLane(
        name="All of them",
        loads=tuple((taken * 60, left * 60) for _, taken, left in totals),
        capacity=tuple(whole * 60 for whole, _, _ in totals),
    )
    periods = tuple(Interval(one, following) for one, following in zip(start, [*start[1:], start[-1] + WEEK], strict=True))
    chart = LoadHistogram(periods=periods, series=("Away", "Available"), lanes=(lane,))
    told = "; ".join(
        f"week of {short_day_text(week)} {_hours(v)} of {_hours(w)} hours" for week, (w, _, v) in zip(weeks, totals, strict=True)
    )
    return Figure("Hours available and away each week, against the working patterns", chart, f"{told}.")


def _table(caption: str, first: str, weeks: Weeks, rows: list[Row]) -> Table:
    columns = (
        Column(first, width=24),
        *(Column(short_day_text(week), Kind.NUMBER, digits=1) for week in weeks),
        Column("In all", Kind.NUMBER, digits=1),
    )
    totals = [sum((one.cells[n].value or Decimal(0) for one in rows), Decimal(0)) for n in range(1, len(columns))]
    return Table(caption, columns, tuple(rows), row("All", *totals, strong=True))


def _row(name: str, values: list[tuple[int, int, int]]) -> Row:
    """Hours of each week; a week with less than half of the pattern is marked."""
    cells = [Cell(_decimal(left), status=_status(whole, left), text="away" if whole and not left else None) for whole, _, left in values]
    return row(name, *cells, Cell(_decimal(sum(left for _, _, left in values)), strong=True))


def _status(whole: int, left: int) -> Status:
    if not whole:
        return Status.MUTED
    return Status.BAD if not left else Status.NOTICE if left < whole * HALF else Status.NONE


def _summed(keys: list[int], weeks: Weeks, minutes: Minutes) -> list[tuple[int, int, int]]:
    empty = (0, 0, 0)
    return [tuple(sum(minutes.get((key, week), empty)[n] for key in keys) for n in range(3)) for week in weeks]  # type: ignore[misc]


def _whole_free(people: dict[int, tuple[str, str]], keys: list[int], weeks: Weeks, minutes: Minutes) -> str:
    short = [key for key in keys if any(_status(*_of(minutes, key, week)) in (Status.BAD, Status.NOTICE) for week in weeks)]
    if not short:
        return "Everybody is here for most of every week"
    return f"{counted(len(short), 'person is', 'people are')} away for half of some week or more"


def _of(minutes: Minutes, key: int, week: date) -> tuple[int, int]:
    whole, _, left = minutes.get((key, week), (0, 0, 0))
    return whole, left


def _by_week(found: Given) -> Minutes:
    return {
        (one["person"]["id"], date.fromisoformat(one["first_day"])): (one["pattern"], one["holiday"] + one["leave"], one["minutes"])
        for one in found.rows
    }


def _decimal(minutes: int) -> Decimal:
    return (Decimal(minutes) / 60).quantize(Decimal("0.1"))


def _hours(minutes: int) -> str:
    return f"{round(minutes / 60):,}"


def _share(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)} %" if whole else ""
