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
from milepost.documents.wording import said_number
from milepost.kernel.access import Actor
from milepost.kernel.documents import document
from milepost.kernel.documents.reading import asked
from milepost.kernel.inputs import Day, Whole
from milepost.kernel.questions import Given
from milepost.kernel.settings import today_here
from milepost.values import Said, listed, said, said_many

WEEK = timedelta(days=7)
HALF = Decimal("0.5")
Weeks = list[date]
Minutes = dict[tuple[int, date], tuple[int, int, int]]
"""By person and week the minutes by the pattern, those that are away (holidays and leave), those left."""
METHOD = said(
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
    facts = {"who": whose(team, person), "span": _span(first, last)}
    return Document(
        title=said("{who}: {hours:,} hours available, {span}", **facts, hours=_hours(left))
        if keys
        else said("{who}: nobody to plan with, {span}", **facts),
        subtitle=said("Team availability"),
        opening=(
            KeyFigures(
                (
                    KeyFigure(
                        said("People"), said_number(len(keys)), explanation=said("Everybody you can see who works here in these weeks.")
                    ),
                    KeyFigure(
                        said("Hours by pattern"),
                        said_number(_hours(whole)),
                        explanation=said("What the working patterns give before anything is taken off."),
                    ),
                    KeyFigure(said("Away"), said_number(_hours(away)), _share(away, whole), said("Public holidays and approved leave.")),
                    KeyFigure(
                        said("Available"),
                        said_number(_hours(left)),
                        _share(left, whole),
                        said("What is left."),
                        Status.NONE if left else Status.BAD,
                    ),
                )
            ),
            *((BulletList(tuple(found.notes)),) if found.notes else ()),
        ),
        sections=(*_sections(people, keys, shown, minutes), Section(said("How it is counted"), (Paragraph(METHOD),), label=said("Method"))),
    )


def _sections(people: dict[int, tuple[str, str]], keys: list[int], weeks: Weeks, minutes: Minutes) -> tuple[Section, ...]:
    if not keys:
        return (Section(said("Nobody is here in these weeks"), (Paragraph(said("Choose another team or other weeks.")),)),)
    thinnest = min(weeks, key=lambda week: sum(minutes.get((key, week), (0, 0, 0))[2] for key in keys))
    hours = _hours(sum(minutes.get((key, thinnest), (0, 0, 0))[2] for key in keys))
    finding = said("Least time in the week of {week:short-day}: {hours:,} hours", week=thinnest, hours=hours)
    by_person = [_row(people[key][0], [minutes.get((key, week), (0, 0, 0)) for week in weeks]) for key in keys]
    made = [
        Section(finding, (_figure(people, keys, weeks, minutes),), label=said("Week by week")),
        Section(
            _whole_free(people, keys, weeks, minutes),
            (_table(said("Hours by person"), said("Person"), weeks, by_person),),
            label=said("By person"),
        ),
    ]
    teams: dict[str, list[int]] = defaultdict(list)
    for key in keys:
        teams[people[key][1] or said("No team")].append(key)
    if len(teams) > 1:
        rows = [_row(name, _summed(members, weeks, minutes)) for name, members in sorted(teams.items())]
        title = said("{many:,} teams share this time", many=len(teams))
        made.append(Section(title, (_table(said("Hours by team"), said("Team"), weeks, rows),), label=said("By team")))
    return tuple(made)


def _figure(people: dict[int, tuple[str, str]], keys: list[int], weeks: Weeks, minutes: Minutes) -> Figure:
    """One lane for all, in seconds: what is taken, against what the patterns give."""
    from milepost.documents.tree import Interval, LoadHistogram, LoadLane

    totals = _summed(keys, weeks, minutes)
    start = [datetime(week.year, week.month, week.day) for week in weeks]
    lane = LoadLane(
        name=said("All of them"),
        loads=tuple((taken * 60, left * 60) for _, taken, left in totals),
        capacity=tuple(whole * 60 for whole, _, _ in totals),
    )
    periods = tuple(Interval(one, following) for one, following in zip(start, [*start[1:], start[-1] + WEEK], strict=True))
    chart = LoadHistogram(periods=periods, series=(said("Away"), said("Available")), lanes=(lane,))
    told = listed(
        [
            said("week of {week:short-day} {left:,} of {whole:,} hours", week=week, left=_hours(left), whole=_hours(whole))
            for week, (whole, _, left) in zip(weeks, totals, strict=True)
        ],
        between="; ",
    )
    return Figure(said("Hours available and away each week, against the working patterns"), chart, told + ".")


def _table(caption: str, first: str, weeks: Weeks, rows: list[Row]) -> Table:
    columns = (
        Column(first, width=24),
        *(Column(said("{week:short-day}", week=week), Kind.NUMBER, digits=1) for week in weeks),
        Column(said("In all"), Kind.NUMBER, digits=1),
    )
    totals = [sum((one.cells[n].value or Decimal(0) for one in rows), Decimal(0)) for n in range(1, len(columns))]
    return Table(caption, columns, tuple(rows), row(said("All"), *totals, strong=True))


def _row(name: str, values: list[tuple[int, int, int]]) -> Row:
    """Hours of each week; a week with less than half of the pattern is marked."""
    cells = [
        Cell(_decimal(left), status=_status(whole, left), text=said("away") if whole and not left else None) for whole, _, left in values
    ]
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
        return said("Everybody is here for most of every week")
    return said_many(
        "{count:,} person is away for half of some week or more",
        "{count:,} people are away for half of some week or more",
        count=len(short),
    )


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


def _hours(minutes: int) -> int:
    return round(minutes / 60)


def _share(part: int, whole: int) -> str:
    return said("{share} %", share=round(100 * part / whole)) if whole else ""


def _span(first: date, last: date) -> Said:
    """The year of the first day only where it is another."""
    if first.year == last.year:
        return said("{first:short-day} to {last:short-day} {year}", first=first, last=last, year=str(last.year))
    facts = {"first": first, "before": str(first.year), "last": last, "year": str(last.year)}
    return said("{first:short-day} {before} to {last:short-day} {year}", **facts)
