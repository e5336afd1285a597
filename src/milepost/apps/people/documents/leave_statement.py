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
from milepost.documents.wording import counted, number_text
from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.documents import document
from milepost.kernel.documents.reading import asked, rows, titled
from milepost.kernel.inputs import Whole
from milepost.kernel.settings import today_here

STATES = {"approved": "Approved", "requested": "Requested"}
STATUS = {"approved": Status.GOOD, "requested": Status.NOTICE}
COLUMNS = (Column("Person"), Column("From", Kind.DATE), Column("To", Kind.DATE), Column("Part"), Column("Kind"), Column("State"))
DAYS = Column("Working days", Kind.NUMBER)
METHOD = (
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
    who = whose(team, person)
    return Document(
        title=f"{who}: {_days(days['approved'])} of leave in {chosen}, {_days(days['requested'])} to decide"
        if taken
        else f"{who}: no leave in {chosen}",
        subtitle="Leave statement",
        opening=(
            KeyFigures(
                (
                    KeyFigure("Approved", _days(days["approved"]), f"of {counted(people_away, 'person', 'people')}"),
                    KeyFigure(
                        "To decide",
                        _days(days["requested"]),
                        "asked for" if days["requested"] else "nothing waits",
                        status=Status.NOTICE if days["requested"] else Status.GOOD,
                    ),
                )
            ),
        ),
        sections=(
            *balances,
            Section(_busiest(taken, chosen), (_table(taken),), label="Leave"),
            Section("How it is counted", (Paragraph(METHOD),), label="Method"),
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
        kind = Leave.KINDS.get(one["kind"], one["kind"]) if "kind" in one else "not visible to you"
        values = (one["first"], one["last"], Leave.PARTS.get(one["part"] or "day", ""), kind)
        made.append(row(titled(one["person"]), *values, Cell(STATES[one["state"]], status=STATUS[one["state"]]), one["days"]))
    total = sum((one["days"] for one in taken), Decimal(0))
    whole: Row | None = row("All", None, None, None, None, None, total, strong=True) if made else None
    return Table("Leave by day", (*COLUMNS, DAYS), tuple(made), whole, empty="Nobody is away in this year.", name="Leave")


def _busiest(taken: Sequence[dict[str, Any]], year: int) -> str:
    months: dict[int, Decimal] = defaultdict(Decimal)
    for one in taken:
        months[max(one["first"], date(year, 1, 1)).month] += one["days"]
    if not any(months.values()):
        return "Nobody is away on a working day"
    month = max(months, key=lambda number: (months[number], -number))
    return f"Most leave begins in {date(year, month, 1):%B}: {_days(months[month])}"


def _balances(actor: Actor, person: Person | None, people: dict[int, Any], day: date) -> tuple[Section, ...]:
    if not can_anywhere(actor, "leave-allowance.balance"):
        return ()
    found = asked(actor, "leave-allowance.balance", on=day, person=person)
    held = of_them(found.rows, people)
    if not held:
        return ()
    names = ("allowance", "taken", "booked", "requested", "left")
    columns = (
        *(Column("Person"), Column("Kind"), Column("From", Kind.DATE), Column("To", Kind.DATE)),
        *(Column(name.capitalize(), Kind.NUMBER) for name in names),
    )
    made = []
    for one in held:
        left = Decimal(one["left"])
        values = [Decimal(one[name]) for name in names[:-1]]
        span = (date.fromisoformat(one["first_day"]), date.fromisoformat(one["last_day"]))
        kind = Leave.KINDS.get(one["kind"], one["kind"])
        made.append(row(titled(one["person"]), kind, *span, *values, Cell(left, status=Status.BAD if left < 0 else Status.NONE)))
    over = [one for one in held if Decimal(one["left"]) < 0]
    left_over = sum((Decimal(one["left"]) for one in held if one["kind"] == Leave.ANNUAL), Decimal(0))
    people_over = len({one["person"]["id"] for one in over})
    told = f"{counted(people_over, 'person has', 'people have')} more leave than allowed"
    finding = told if over else f"{_days(left_over)} of annual leave left"
    return (Section(finding, (Table("Allowances", columns, tuple(made), name="Allowances"),), label="Allowances"),)


def _days(value: Decimal) -> str:
    return f"{number_text(value)} day{'' if value == 1 else 's'}"
