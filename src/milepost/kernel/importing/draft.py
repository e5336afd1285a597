"""Reads a file of an entity's rows, whichever form it has."""

from milepost.exchange.grid import Findings, Form, form_of
from milepost.exchange.imported import Unreadable
from milepost.kernel.entity import Entity
from milepost.kernel.importing.forms import refuse_unlike
from milepost.kernel.importing.objects import read_objects
from milepost.kernel.importing.sheet import Draft, Unfit, read_table
from milepost.values import said


def read_draft(entity: Entity, data: bytes, *, name: str) -> Draft:
    """The rows of a CSV text, an .xlsx workbook (its first sheet that has the headings) or a JSON list of objects. Raises Unfit."""
    findings = Findings()
    try:
        refuse_unlike(data, name=name, expected=said("a row of headings and a row for each {kind}", kind=entity.singular))
        if form_of(data) is Form.JSON:
            return read_objects(entity, data, name, findings)
        return read_table(entity, data, name, findings)
    except Unreadable as error:
        raise Unfit(error.problems) from error
