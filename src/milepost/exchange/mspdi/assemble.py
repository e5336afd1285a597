"""Puts the records of a document together: checks that they fit, builds the plan, and gathers what is carried along."""

from dataclasses import dataclass, field, replace

from lxml import etree

from milepost.engine.model import Assignment, Calendar, Plan, ResourceKind, Settings, Task, weekdays
from milepost.engine.working_time import Calendars
from milepost.exchange.mspdi import checks
from milepost.exchange.mspdi.carry import Carry, Row
from milepost.exchange.mspdi.document import Document, line_of
from milepost.exchange.mspdi.gate import RECORDS
from milepost.exchange.mspdi.read_assignment import AssignmentRecord, carried_cost
from milepost.exchange.mspdi.read_calendar import CalendarRecord
from milepost.exchange.mspdi.read_fields import read_definitions
from milepost.exchange.mspdi.read_project import Header, read_header
from milepost.exchange.mspdi.read_resource import ResourceRecord
from milepost.exchange.mspdi.read_task import TaskDefaults, TaskRecord
from milepost.exchange.mspdi.read_values import Parts
from milepost.exchange.mspdi.splits import segments, split_tasks
from milepost.values import DAY, said


@dataclass(slots=True)
class Found:
    """The records of a document, as they were read."""

    tasks: list[TaskRecord] = field(default_factory=list)
    resources: list[ResourceRecord] = field(default_factory=list)
    assignments: list[AssignmentRecord] = field(default_factory=list)
    calendars: list[CalendarRecord] = field(default_factory=list)
    parts: Parts = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    defaults: TaskDefaults = field(default_factory=lambda: TaskDefaults(False, 7, {}))
    kinds: dict[str, ResourceKind] = field(default_factory=dict)


def assemble(document: Document, root: etree._Element, found: Found, *, plain_options: bool = False) -> tuple[Plan, Carry, str]:
    """The plan, what is carried along, and the program that wrote the file. Raises Unreadable when something does not fit."""
    report = document.report
    header = read_header(document, root)
    options = header.options
    if plain_options:
        options = replace(options, honour_constraints=document.text(root, "HonorConstraints").strip() in ("1", "true"))
    definitions = read_definitions(document, root, found.parts)
    _check_ids(document, found)
    calendars = _calendars(document, found, header)
    known = {calendar.id for calendar in calendars}
    plan_calendar = _plan_calendar(document, header, calendars)
    rows = [(record.task, record.line) for record in found.tasks if record.task is not None]
    tasks = checks.outline(report, checks.task_calendars(report, rows, known))
    by_id = {task.id: task for task in tasks}
    links = checks.links(report, (link for record in found.tasks if record.task for link in record.links), by_id)
    resources = checks.resource_calendars(report, ((r.resource, r.line) for r in found.resources if r.resource), known)
    _settle_costs(found)
    placeholders = {record.uid for record in found.resources if record.whole}
    assignments = checks.assignments(
        report, ((r.assignment, r.line) for r in found.assignments), by_id, {resource.id for resource in resources}, placeholders
    )
    start = _start(document, root, header, tasks)
    report.stop_on_errors()
    values = header.values
    plan = Plan(
        name=values.get("name") or values.get("title", ""),
        start=start,
        tasks=_with_segments(tasks, assignments, calendars, plan_calendar),
        links=links,
        calendars=calendars,
        calendar=plan_calendar,
        resources=resources,
        assignments=assignments,
        fields=tuple(definitions.fields),
        finish=values.get("finish"),
        from_finish=not values.get("from_start", True),
        status_date=values.get("status_date"),
        title=values.get("title", ""),
        manager=values.get("manager", ""),
        company=values.get("company", ""),
        settings=header.settings,
        options=options,
    )
    return plan, _carry(found, header, definitions.texts, _loose(document, root)), _producer(document, root)


def _check_ids(document: Document, found: Found) -> None:
    report = document.report
    checks.unique(report, "Task", ((r.task.id, r.line) for r in found.tasks if r.task))
    checks.unique(report, "Resource", ((r.uid, r.line) for r in found.resources))
    checks.unique(report, "Calendar", ((r.calendar.id, r.line) for r in found.calendars))
    checks.unique(report, "Assignment", ((r.assignment.id, r.line) for r in found.assignments))


def _settle_costs(found: Found) -> None:
    """Costs of assignments that stood before their resource in the file: whose they are is known only now."""
    for record in found.assignments:
        cost = record.assignment.cost
        if cost is not None and found.kinds.get(record.assignment.resource or "") is not ResourceKind.COST:
            record.assignment = replace(record.assignment, cost=None)
            record.extras = (*record.extras, carried_cost(cost))


def _calendars(document: Document, found: Found, header: Header) -> tuple[Calendar, ...]:
    rows = [(record.calendar, record.line) for record in found.calendars]
    checks.calendars(document.report, rows)
    if rows:
        return tuple(calendar for calendar, _ in rows)
    message = said("the file has no calendar; one of Monday to Friday, 08:00-12:00 and 13:00-17:00, was taken.")
    document.report.warn("no-calendar", None, message, said("Give the plan its calendar before trusting its dates."))
    uid = header.values.get("calendar", "1")
    return (Calendar(uid if int(uid) > 0 else "1", "Standard", weekdays()),)


def _plan_calendar(document: Document, header: Header, calendars: tuple[Calendar, ...]) -> str:
    wanted = header.values.get("calendar")
    if any(calendar.id == wanted for calendar in calendars):
        return str(wanted)
    first = next((calendar for calendar in calendars if not calendar.personal), calendars[0])
    what = f"names calendar UID {wanted}, which the file does not have" if wanted else "names no calendar"
    message = said("Project: it {what}; '{name}' was taken.", what=what, name=first.name)
    document.report.warn("plan-calendar-missing", None, message, said("Choose the project's calendar before trusting its dates."))
    return first.id


def _start(document: Document, root: etree._Element, header: Header, tasks: tuple[Task, ...]) -> int:
    """The project's start; without one the earliest start its tasks store, which is told."""
    start = header.values.get("start")
    if start is not None:
        return int(start)
    stored = [task.stored.start for task in tasks if task.stored.start is not None]
    if stored and not root.findtext(f"{document.namespace}StartDate"):
        message = said("Project: it has no StartDate; the earliest start of its tasks was taken.")
        document.report.warn("no-start-date", line_of(root), message, said("Give the project its start date."))
        return min(stored)
    if header.values.get("finish") is not None and header.values.get("from_start") is False:
        return int(header.values["finish"])
    message = said("Project: it has no StartDate, and no task says when it starts; expected a date such as 2026-01-05T08:00:00.")
    document.report.error("no-start-date", line_of(root), message, said("Give the project its start date."))
    return 0


def _with_segments(
    tasks: tuple[Task, ...], assignments: tuple[Assignment, ...], calendars: tuple[Calendar, ...], plan_calendar: str
) -> tuple[Task, ...]:
    could_be = split_tasks(assignments)
    if not could_be:
        return tasks
    moments = [moment for found in could_be.values() for a in found for p in a.phases for moment in (p.start, p.finish)]
    compiled = Calendars(calendars, first=min(moments) // DAY - 1, last=max(moments) // DAY + 1)
    parents = {task.parent for task in tasks}

    def cut(task: Task) -> Task:
        if task.id not in could_be or task.id in parents or task.elapsed:
            return task
        pieces = segments(could_be[task.id], compiled[task.calendar or plan_calendar])
        return replace(task, segments=pieces) if pieces else task

    return tuple(map(cut, tasks))


def _loose(document: Document, root: etree._Element) -> dict[str, str]:
    """Children of the containers that are no records: other programs' own elements."""
    found: dict[str, str] = {}
    for record, container in RECORDS.items():
        for element in root.iterfind(f"{document.namespace}{container}/*"):
            if element.tag != f"{document.namespace}{record}":
                found[container] = found.get(container, "") + document.xml(element)
    return found


def _carry(found: Found, header: Header, texts: dict[tuple[str, str], str], loose: dict[str, str]) -> Carry:
    parts = found.parts
    for record in found.calendars:
        calendar = record.calendar
        for rank, xml in record.source:
            key = ("calendar", calendar.id, "source", str(rank))
            before = parts[key][1] if key in parts else ""
            parts[key] = ((calendar.week, calendar.exceptions, calendar.work_weeks), before + xml)
    codes: dict[tuple[str, str], str] = {}
    for (field_id, value_id), text in texts.items():
        codes.setdefault((field_id, text), value_id)
    return Carry(
        project=tuple(header.extras),
        calendars={record.calendar.id: record.extras for record in found.calendars if record.extras},
        tasks={record.task.id: record.extras for record in found.tasks if record.task and record.extras},
        resources={record.uid: record.extras for record in found.resources if record.extras},
        assignments={record.assignment.id: record.extras for record in found.assignments if record.extras},
        loose=loose,
        task_rows=_task_rows(found.tasks),
        resource_rows=_resource_rows(found.resources),
        parts=parts,
        codes=codes,
    )


def _task_rows(records: list[TaskRecord]) -> tuple[Row, ...]:
    rows: list[Row] = []
    after: str | None = None
    for record in records:
        if record.task is None:
            rows.append(Row(after, record.blank))
        else:
            after = record.task.id
    return tuple(rows)


def _resource_rows(records: list[ResourceRecord]) -> tuple[Row, ...]:
    rows: list[Row] = []
    after: str | None = None
    for record in records:
        if record.resource is None:
            rows.append(Row(after, record.whole))
        else:
            after = record.uid
    return tuple(rows)


def _producer(document: Document, root: etree._Element) -> str:
    """The program, as far as the file says: only Project itself writes a build number."""
    build = root.findtext(f"{document.namespace}BuildNumber")
    return f"Microsoft Project {build.strip()[:40]}" if build else ""
