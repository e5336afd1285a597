"""Reads an MSPDI file (MS Project XML) into a plan, in one pass that forgets each record's XML as soon as it is read."""

from collections.abc import Callable

from lxml import etree

from milepost.engine.model import ResourceKind
from milepost.exchange.imported import Imported, Source
from milepost.exchange.mspdi.assemble import Found, assemble
from milepost.exchange.mspdi.document import Document
from milepost.exchange.mspdi.gate import has_attributes, open_gate, records
from milepost.exchange.mspdi.read_assignment import read_assignment
from milepost.exchange.mspdi.read_calendar import read_calendar
from milepost.exchange.mspdi.read_fields import read_definitions
from milepost.exchange.mspdi.read_project import read_header
from milepost.exchange.mspdi.read_resource import read_resource
from milepost.exchange.mspdi.read_task import TaskDefaults, read_task
from milepost.exchange.mspdi.report import Report
from milepost.values import said

FORMAT = "MSPDI"


def read(data: bytes, *, name: str, progress: Callable[[str], None] | None = None, plain_options: bool = False) -> Imported:
    """The plan of an MSPDI document (2003 to 2019), with notices and what is carried along for `write`.

    `name` is the file's name for messages; `progress` is told now and then how far it is. `plain_options` takes HonorConstraints at
    its word, which holds for MPXJ's conversions of .mpp and .mpx, but not for files MS Project writes (see `read_project`).
    Ids are the UIDs as text. Raises Unreadable with every problem found, each with its line.
    Source of the units: the MSPDI schema, and files MS Project saved (see `codes` and `scalars`).
    """
    report = Report(name)
    document = Document(open_gate(data, report), report, attributes=has_attributes(data))
    reading = _Reading(document)
    root: etree._Element | None = None
    for kind, element, top in records(data, document.namespace, report, progress):
        if kind:
            reading.take(kind, element, top)
        else:
            root = top
    if root is None:
        report.stop_on_errors()
        raise AssertionError("a document that was not read to its end has an error")
    if comments := data.count(b"<!--"):
        report.note(
            "comments-dropped", None, said("{comments} XML comments are not kept; a plan has no place for them.", comments=comments)
        )
    plan, carry, producer = assemble(document, root, reading.found, plain_options=plain_options)
    return Imported(plan, report.notices(), Source(name, FORMAT, producer), carry)


class _Reading:
    """Gives each record to its reader. What the header says for all is read with the first record; it stands before them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.found = Found()
        self._begun = False

    def _begin(self, root: etree._Element) -> None:
        # Into a report of its own: the header is read again, with its messages, when the whole document is there.
        quiet = Document(self.document.namespace, Report(""))
        header = read_header(quiet, root)
        self.found.settings = header.settings
        manual = header.values.get("tasks_manual", False)
        self.found.defaults = TaskDefaults(manual, header.values.get("duration_format", 7), read_definitions(quiet, root, {}).texts)
        self._begun = True

    def take(self, kind: str, element: etree._Element, root: etree._Element) -> None:
        """Reads one record."""
        if not self._begun:
            self._begin(root)
        found, document = self.found, self.document
        if kind == "Task":
            if task := read_task(document, element, found.parts, found.defaults):
                found.tasks.append(task)
        elif kind == "Assignment":
            if assignment := read_assignment(document, element, found.parts, found.settings, found.kinds):
                found.assignments.append(assignment)
        elif kind == "Resource":
            if resource := read_resource(document, element, found.parts, found.settings, found.defaults.codes):
                found.resources.append(resource)
                found.kinds[resource.uid] = resource.resource.kind if resource.resource is not None else ResourceKind.WORK
        elif calendar := read_calendar(document, element):
            found.calendars.append(calendar)
