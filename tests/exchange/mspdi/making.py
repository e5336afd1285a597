"""Makes MSPDI documents for the tests, and short ways to read and write them."""

import io
from xml.sax.saxutils import escape

from milepost.engine.model import Plan
from milepost.engine.problem import Problem
from milepost.engine.schedule import Schedule
from milepost.exchange.imported import Imported, Unreadable
from milepost.exchange.mspdi import read, write
from milepost.exchange.mspdi.order import NAMESPACE

NAME = "plan.xml"
WORKING_DAY = (
    "<DayWorking>1</DayWorking><WorkingTimes>"
    "<WorkingTime><FromTime>08:00:00</FromTime><ToTime>12:00:00</ToTime></WorkingTime>"
    "<WorkingTime><FromTime>13:00:00</FromTime><ToTime>17:00:00</ToTime></WorkingTime></WorkingTimes>"
)
WEEK = "".join(
    f"<WeekDay><DayType>{n}</DayType>{WORKING_DAY if 2 <= n <= 6 else '<DayWorking>0</DayWorking>'}</WeekDay>" for n in range(1, 8)
)
STANDARD = (
    "<Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar><BaseCalendarUID>-1</BaseCalendarUID>"
    f"<WeekDays>{WEEK}</WeekDays></Calendar>"
)
HEADER = (
    "<SaveVersion>14</SaveVersion><Name>Roll-out</Name><ScheduleFromStart>1</ScheduleFromStart>"
    "<StartDate>2026-01-05T08:00:00</StartDate><CurrencyCode>GBP</CurrencyCode><CalendarUID>1</CalendarUID>"
)


def element(name: str, **children: object) -> str:
    """<name><Child>value</Child>...</name>; a value that begins with "<" is XML already."""
    inside = "".join(f"<{key}>{value if str(value).startswith('<') else escape(str(value))}</{key}>" for key, value in children.items())
    return f"<{name}>{inside}</{name}>"


def task(uid: object, more: str = "", **children: object) -> str:
    """A task of level 1 unless told otherwise; `more` is XML that goes to its end."""
    return element("Task", **{"UID": uid, "Name": f"Task {uid}", "OutlineLevel": 1, "Duration": "PT8H0M0S", **children}).replace(
        "</Task>", f"{more}</Task>"
    )


def link(predecessor: object, **children: object) -> str:
    """A PredecessorLink."""
    return element("PredecessorLink", PredecessorUID=predecessor, **children)


def document(
    tasks: str = "",
    *,
    header: str = HEADER,
    calendars: str = STANDARD,
    resources: str = "",
    assignments: str = "",
    namespace: str = NAMESPACE,
    first_line: str = '<?xml version="1.0" encoding="UTF-8"?>\n',
) -> bytes:
    """A whole document, one line per record so that places in messages can be told."""
    lines = "\n<Task>".join(tasks.split("<Task>"))
    return (
        f'{first_line}<Project xmlns="{namespace}">{header}<Calendars>{calendars}</Calendars><Tasks>{lines}</Tasks>'
        f"<Resources>{resources}</Resources><Assignments>{assignments}</Assignments></Project>"
    ).encode()


def plan_of(data: bytes) -> Plan:
    """The plan of a document."""
    return read(data, name=NAME).plan


def refused(data: bytes) -> tuple[Problem, ...]:
    """The problems of a document that cannot be read; fails when it can be."""
    try:
        read(data, name=NAME)
    except Unreadable as refusal:
        return refusal.problems
    raise AssertionError("the document was read, but should have been refused")


def codes(imported: Imported) -> list[str]:
    """The codes of the notices."""
    return [notice.code for notice in imported.notices]


def written(plan: Plan, *, carry: object | None = None, schedule: Schedule | None = None) -> bytes:
    """The plan as MSPDI."""
    target = io.BytesIO()
    write(plan, carry=carry, schedule=schedule, target=target)
    return target.getvalue()


def again(data: bytes) -> tuple[Imported, Imported]:
    """A document read, and read again after writing it."""
    first = read(data, name=NAME)
    return first, read(written(first.plan, carry=first.carry), name=NAME)
