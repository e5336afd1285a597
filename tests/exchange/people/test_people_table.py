"""People in a table: CSV and workbook, Milepost's own columns and those of MS Project's resource sheet."""

import io
from decimal import Decimal

import pytest
import xlsxwriter

from milepost.engine.model import Accrual, RateUnit, ResourceKind
from milepost.exchange.imported import Unreadable
from milepost.exchange.people import People, read_people


def read(text: str, **options: str) -> People:
    return read_people(text.encode(), name="people.csv", **options)  # type: ignore[arg-type]


def test_a_person_with_everything_the_simple_layout_has() -> None:
    people = read(
        "Name;Email;Aliases;Units;Skills;Calendar;Working hours;Fri;Leave;Standard rate;Per;Currency\n"
        "Ann Lee;ann@example.com;A. Lee;80 %;Routing:4, Firewalls (2);Office;09:00-17:00;off;2026-02-16 to 2026-02-20 skiing; \n"
        'Bob Ray;;;;;;;;"2026-02-16 to 2026-02-20 skiing; 2026-04-03";45,50;day;eur\n'
    )
    ann, bob = people.persons
    assert (ann.aliases, ann.resource.max_units, ann.calendar) == (("A. Lee",), 800_000, "Office")
    assert [(skill.name, skill.level) for skill in ann.resource.skills] == [("Routing", 4), ("Firewalls", 2)]
    assert ann.week == (((32400, 61200),),) * 4 + ((), (), ())
    assert [(e.first_day, e.last_day, e.name) for e in bob.leave] == [(20500, 20504, "skiing"), (20546, 20546, "")]
    assert (bob.resource.rates[0].standard, bob.resource.rates[0].standard_per, bob.currencies) == (
        Decimal("45.50"),
        RateUnit.DAY,
        ("EUR",),
    )


def test_ms_projects_resource_sheet() -> None:
    people = read(
        "ID,Resource Name,Type,Material Label,Initials,Group,Max. Units,Std. Rate,Ovt. Rate,Cost/Use,Accrue At,Base Calendar,Code\n"
        '1,Ann,Work,,A,Net,100%,"£1,060.00/day",£90.00/hr,£5.00,Prorated,Standard,7\n'
        "2,Cable,Material,m,C,,,£2.50,,£0.00,End,,\n"
        "3,Travel,Cost,,T,,,,,,Start,,\n"
    )
    ann, cable, travel = people.resources
    rate = ann.rates[0]
    assert (rate.standard, rate.standard_per, rate.overtime, rate.overtime_per, rate.per_use) == (
        Decimal("1060.00"),
        RateUnit.DAY,
        Decimal("90.00"),
        RateUnit.HOUR,
        Decimal("5.00"),
    )
    assert (cable.kind, cable.material_label, cable.rates[0].standard_per, cable.accrue_at) == (
        ResourceKind.MATERIAL,
        "m",
        RateUnit.MATERIAL,
        Accrual.END,
    )
    assert travel.kind is ResourceKind.COST
    assert people.notices[0].code == "column-unknown"


def test_a_workbook_uses_its_sheet_people() -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.add_worksheet("Cover").write(0, 0, "x")
    sheet = book.add_worksheet("People")
    for row, cells in enumerate([("Name", "Units"), ("Ann", 0.5)]):
        sheet.write_row(row, 0, cells)
    book.close()
    assert read_people(stream.getvalue(), name="people.xlsx").resources[0].max_units == 500_000


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("Email\na@b.c\n", "people.csv", "'Name'"),
        ("Name,Units\nA,lots\n", "people.csv line 2, column 'Units'", "not a number"),
        ("Name,Units\nA,-5%\n", "people.csv line 2, column 'Units'", "out of range"),
        ("Name,Skills\nA,Routing:9\n", "people.csv line 2, column 'Skills'", "level 1 to 5"),
        ("Name,Leave\nA,03/04/2026\n", "people.csv line 2, column 'Leave'", "day first or month first"),
        ("Name,Leave\nA,2026-02-02 to 2026-02-01\n", "people.csv line 2, column 'Leave'", "ends before"),
        ("Name,Mon\nA,17:00-09:00\n", "people.csv line 2, column 'Mon'", "before it begins"),
        ("Name,Std. Rate\nA,50/lightyear\n", "people.csv line 2, column 'Std. Rate'", "no unit"),
        ("Name,Std. Rate\nA,-50\n", "people.csv line 2, column 'Std. Rate'", "negative"),
        ("Name,Type\nA,robot\n", "people.csv line 2, column 'Type'", "work, material or cost"),
        ("Name,Generic\nA,perhaps\n", "people.csv line 2, column 'Generic'", "yes nor no"),
        ("Name,Email\nA,x\n", "people.csv line 2", "not an e-mail"),
        ("Name\nA\na\n", "people.csv line 3, column 'Name'", "already stands"),
        ("Name,Email\n,a@b.c\nB,\n", "people.csv line 2, column 'Name'", "no name"),
        ("Name,Rate,Currency\nA,5,pounds\n", "people.csv line 2, column 'Currency'", "three letters"),
    ],
)
def test_a_wrong_cell_is_told_with_line_and_column(text: str, place: str, said: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(text)
    (problem,) = caught.value.problems
    assert problem.place == place
    assert said in problem.message


def test_a_date_order_that_was_said_settles_leave() -> None:
    assert read("Name,Leave\nA,03/04/2026\n", date_order="dmy").persons[0].leave[0].first_day == 20546
    assert read("Name,Leave\nA,03/04/2026\n", date_order="mdy").persons[0].leave[0].first_day == 20516
