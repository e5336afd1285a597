"""Tables of people: their load before and after, who takes a placeholder's place, and who still has too much to do."""

from decimal import Decimal

from milepost.cli.plan.booking import booked, tasks_of
from milepost.cli.plan.findings import still_open, worst_overloads
from milepost.cli.plan.known.levelling import Levelling
from milepost.cli.plan.layout.context import Context
from milepost.cli.plan.levelling.answer import PersonChange, choices_made, person_changes
from milepost.cli.plan.levelling.left import why_left
from milepost.cli.plan.wording import days_text, reference
from milepost.documents.tree import Cell, Column, Kind, Row, Status, Table

MOST_ROWS = 200


def people_table(context: Context, levelling: Levelling) -> Table | None:
    """Overload and fullest week of everybody who had or has too much to do; None when nobody had."""
    people = person_changes(context.portfolio, levelling)
    if not people:
        return None
    columns = (
        Column("Who", width=24),
        Column("Too much before, hours", Kind.NUMBER, width=11, digits=1),
        Column("Too much now, hours", Kind.NUMBER, width=11, digits=1),
        Column("Stretches before", Kind.NUMBER, width=9),
        Column("Stretches now", Kind.NUMBER, width=9),
        Column("Fullest week before", Kind.PERCENT, width=9),
        Column("Fullest week now", Kind.PERCENT, width=9),
    )
    return Table("People before and after levelling", columns, tuple(_person(person) for person in people), name="Levelled people")


def _person(person: PersonChange) -> Row:
    status = Status.BAD if person.clashes else Status.GOOD
    excess = Cell(Decimal(person.excess) / 3600, status=status if person.excess or not person.clashes else Status.NONE)
    return Row(
        (
            Cell(person.name),
            Cell(Decimal(person.excess_before) / 3600),
            excess,
            Cell(person.clashes_before),
            Cell(person.clashes, status=Status.BAD if person.clashes else Status.NONE),
            Cell(person.busiest_before),
            Cell(person.busiest),
        )
    )


def choice_table(context: Context, levelling: Levelling) -> Table | None:
    """Who was put in which placeholder's place; None where nobody was."""
    chosen = choices_made(context.portfolio, levelling)
    if not chosen:
        return None
    columns = [Column("Task", width=34), Column("No", width=5)]
    columns += [Column("Project", width=22)] if context.several else []
    columns += [Column("Instead of", width=20), Column("Asked for", width=22), Column("Chosen", width=20)]
    columns += [context.date_column("Start"), context.date_column("Finish")]
    rows = []
    for choice in chosen:
        dates = choice.project.dates(choice.task)
        cells = [Cell(choice.task.name), Cell(reference(choice.task))]
        cells += [Cell(choice.project.name)] if context.several else []
        cells += [Cell(choice.role), Cell(choice.skills), Cell(choice.person, strong=True)]
        rows.append(Row((*cells, context.start_cell(dates.start), context.finish_cell(dates.finish))))
    return Table("People chosen for placeholders", tuple(columns), tuple(rows), name="Chosen people")


def left_table(context: Context) -> Table | None:
    """What is still too much, and why it could not move; None where nothing is."""
    still = still_open(context.portfolio)
    overloads = (*worst_overloads(still), *(o for o in worst_overloads(context.portfolio.overloads) if o not in still))
    if not overloads:
        return None
    shown = overloads if context.whole else overloads[:MOST_ROWS]
    widths = {"Who": 20, "When": 24, "Booked": 11, "On": 34, "Why": 74}
    columns = tuple(Column(title, width=width) for title, width in widths.items() if context.whole or title != "On")
    rows = tuple(
        Row(
            (
                Cell(o.name),
                Cell(days_text(o.first_day, o.last_day)),
                Cell(booked(o), status=Status.BAD),
                *((Cell(tasks_of(o, most=9)),) if context.whole else ()),
                Cell(why_left(o, context.portfolio)),
            )
        )
        for o in shown
    )
    more = "" if len(shown) == len(overloads) else f": {len(shown)} of {len(overloads)}"
    return Table(f"Still too much, and why it did not move{more}", columns, rows, name="Still too much")
