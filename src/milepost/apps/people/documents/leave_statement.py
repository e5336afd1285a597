"""The leave statement: what leave people took, have booked and asked for in a year, and what is left."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from milepost.apps.people.documents.chosen import OfTeam, of_them, people_of, whose
from milepost.apps.people.models import Leave, Person
from milepost.apps.people.questions.whom import OnePerson
from milepost.apps.people.rules.availability import half_days_taken
from milepost.apps.people.selectors.availability import working
from milepost.documents.tree import Cell, Column, Document, KeyFigure, KeyFigures, Kind, Paragraph, Row, Section, Status, Table, row
from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.documents import document
from milepost.kernel.documents.reading import NOT_VISIBLE, asked, called, rows, titled
from milepost.kernel.inputs import Whole
from milepost.kernel.settings import today_here
from milepost.values import Said, said, said_many, word

STATES = {"approved": said("Approved"), "requested": said("Requested")}
STATUS = {"approved": Status.GOOD, "requested": Status.NOTICE}
COLUMNS = (
    Column(said("Person")),
    Column(said("From"), Kind.DATE),
    Column(said("To"), Kind.DATE),
    Column(said("Part")),
    Column(said("Kind")),
    Column(said("State")),
)
DAYS = Column(said("Working days"), Kind.NUMBER)
FIGURES = {
    "allowance": said("Allowance"),
    "taken": said("Taken"),
    "booked": said("Booked"),
    "requested": said("Requested"),
    "left": said("Left"),
}
METHOD = said(
    "Leave that is approved or asked for, of people whom you can see. Working days are those on which they would have worked by their "
    "pattern, without public holidays; mornings and afternoons are half-days. What is left is counted over the spans of the allowances "
    "that hold today; of another year, on its day nearest to today. Why somebody is away is told only where you may see it."
)


@document(
    "people.leave",
    title="Leave statement",
    needs=("leave.view", "person.view"),
    masks=("leave.kind", "leave-allowance.balance"),
    about=("person", "team"),
)
def leave_statement(
    actor: Actor,
    *,
    team: OfTeam = None,
    person: OnePerson = None,
    year: Annotated[int | None, Whole(least=2000, most=2200, required=False, help="This year when empty.")] = None,
) -> Document:
    """The leave of a team or of one person in a year, with what is left of it: for settling the year and for handing over."""
    today = today_here()
    chosen = year or today.year
    first, last = date(chosen, 1, 1), date(chosen, 12, 31)
    people = people_of(actor, team=team, person=person)
    found = rows(actor, "leave", first_day__lte=last, last_day__gte=first, order="first_day,id", state=list(STATES))
    taken = _counted(of_them(found, people), people, first, last)
    days = {state: sum((one["days"] for one in taken if one["state"] == state), Decimal(0)) for state in STATES}
    people_away = len({one["person"]["id"] for one in taken})
    balances = _balances(actor, person, people, min(max(today, first), last))
    facts = {"who": whose(team, person), "year": str(chosen)}
    told = said(
        "{who}: {taken} of leave in {year}, {asked} to decide", **facts, taken=_days(days["approved"]), asked=_days(days["requested"])
    )
    return Document(
        title=told if taken else said("{who}: no leave in {year}", **facts),
        subtitle=said("Leave statement"),
        opening=(
            KeyFigures(
                (
                    KeyFigure(
                        said("Approved"),
                        _days(days["approved"]),
                        said_many("of {count:,} person", "of {count:,} people", count=people_away),
                    ),
                    KeyFigure(
                        said("To decide"),
                        _days(days["requested"]),
                        said("asked for") if days["requested"] else said("nothing waits"),
                        status=Status.NOTICE if days["requested"] else Status.GOOD,
                    ),
                )
            ),
        ),
        sections=(
            *balances,
            Section(_busiest(taken, chosen), (_table(taken),), label=said("Leave")),
            Section(said("How it is counted"), (Paragraph(METHOD),), label=said("Method")),
        ),
    )


def _counted(found: Sequence[dict[str, Any]], people: dict[int, Any], first: date, last: date) -> list[dict[str, Any]]:
    """Each with its working days within the year."""
    known = {one.person: one for one in working(Person.objects.filter(pk__in=people), first, last)[0]}
    made = []
    for one in found:
        stretch = (date.fromisoformat(one["first_day"]), date.fromisoformat(one["last_day"]), one["part"] or "day")
        worker = known.get(one["person"]["id"])
        halves = sum(half for _, half in half_days_taken(worker, stretch, first, last)) if worker is not None else 0
        made.append({**one, "days": Decimal(halves) / 2, "first": stretch[0], "last": stretch[1]})
    return made


def _table(taken: Sequence[dict[str, Any]]) -> Table:
    """The kind only where it may be seen: else the field is not in the row."""
    made = []
    for one in taken:
        kind = called("leave", "kind", one["kind"]) if "kind" in one else NOT_VISIBLE
        values = (one["first"], one["last"], word(Leave.PARTS.get(one["part"] or "day", "")), kind)
        made.append(row(titled(one["person"]), *values, Cell(STATES[one["state"]], status=STATUS[one["state"]]), one["days"]))
    total = sum((one["days"] for one in taken), Decimal(0))
    whole: Row | None = row(said("All"), None, None, None, None, None, total, strong=True) if made else None
    return Table(said("Leave by day"), (*COLUMNS, DAYS), tuple(made), whole, empty=said("Nobody is away in this year."), name=said("Leave"))


def _busiest(taken: Sequence[dict[str, Any]], year: int) -> str:
    months: dict[int, Decimal] = defaultdict(Decimal)
    for one in taken:
        months[max(one["first"], date(year, 1, 1)).month] += one["days"]
    if not any(months.values()):
        return said("Nobody is away on a working day")
    month = max(months, key=lambda number: (months[number], -number))
    return said("Most leave begins in {month:month}: {days}", month=date(year, month, 1), days=_days(months[month]))


def _balances(actor: Actor, person: Person | None, people: dict[int, Any], day: date) -> tuple[Section, ...]:
    if not can_anywhere(actor, "leave-allowance.balance"):
        return ()
    found = asked(actor, "leave-allowance.balance", on=day, person=person)
    held = of_them(found.rows, people)
    if not held:
        return ()
    columns = (
        *(Column(said("Person")), Column(said("Kind")), Column(said("From"), Kind.DATE), Column(said("To"), Kind.DATE)),
        *(Column(title, Kind.NUMBER) for title in FIGURES.values()),
    )
    made = []
    for one in held:
        left = Decimal(one["left"])
        values = [Decimal(one[name]) for name in list(FIGURES)[:-1]]
        span = (date.fromisoformat(one["first_day"]), date.fromisoformat(one["last_day"]))
        kind = called("leave-allowance", "kind", one["kind"])
        made.append(row(titled(one["person"]), kind, *span, *values, Cell(left, status=Status.BAD if left < 0 else Status.NONE)))
    over = [one for one in held if Decimal(one["left"]) < 0]
    left_over = sum((Decimal(one["left"]) for one in held if one["kind"] == Leave.ANNUAL), Decimal(0))
    people_over = len({one["person"]["id"] for one in over})
    told = said_many("{count:,} person has more leave than allowed", "{count:,} people have more leave than allowed", count=people_over)
    finding = told if over else said("{days} of annual leave left", days=_days(left_over))
    return (Section(finding, (Table(said("Allowances"), columns, tuple(made), name=said("Allowances")),), label=said("Allowances")),)


def _days(value: Decimal) -> Said:
    """Whole days and halves; half a day is of the many."""
    shown = value.normalize() if value != value.to_integral_value() else value.quantize(Decimal(1))
    return said_many("{days:,f} day", "{days:,f} days", count=int(value) if value == int(value) else 2, days=shown)
