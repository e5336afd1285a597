"""A file to fill in and bring back: a heading for each column, what each takes, and if wanted the rows that there are."""

import csv
import io
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext

from milepost.kernel.access import Actor
from milepost.kernel.entity import Entity
from milepost.kernel.exporting.cells import guarded, text_in
from milepost.kernel.exporting.forms import Form
from milepost.kernel.exporting.takes import takes
from milepost.kernel.inputs import Choice, Flag
from milepost.kernel.operations import operation_named
from milepost.kernel.rows import fields_of, question_from, read_whole
from milepost.kernel.rows.shape import Field

HELP = "#help"
"""Begins the row of a CSV file that tells what each column takes; an import passes it over."""
MOST_LISTED = 255
"""Characters of all words that a spreadsheet offers for a cell."""
Rows = Iterator[Sequence[dict[str, Any]]]


def template(entity: Entity, actor: Actor, form: Form, *, current: bool = False, most: int) -> Iterator[bytes]:
    """The file in pieces; `current` puts in the rows that the actor sees, at most so many, each with its key and version."""
    fields = columns_of(entity, current=current)
    blocks: Rows = iter(())
    if current:
        asked = {"fields": [",".join(field.name for field in fields if field.name in fields_of(entity))]}
        blocks = read_whole(entity, actor, question_from(entity, actor, asked), most=most)
    return _csv(fields, blocks) if form is Form.CSV else _workbook(entity, fields, blocks)


def columns_of(entity: Entity, *, current: bool) -> tuple[Field, ...]:
    """What is asked for when a record is made; about records that are there first their key, last the version."""
    known = fields_of(entity)
    inputs = operation_named(entity.permission("create")).inputs
    asked = [known.get(name) or Field(name, name, one) for name, one in inputs.items()]
    if not current:
        return tuple(asked)
    return (known["number" if entity.prefix else "id"], *(field for field in asked if field.name in known), known["version"])


def told_of(field: Field) -> str:
    """What the column takes, whether it is needed, and what it means."""
    if field.column is None and field.name in ("number", "id"):
        return gettext("of the record that is changed; empty for a new one")
    if field.column is None and field.name == "version":
        return gettext("as it was exported: the change is refused if somebody else changed the record since")
    asked = field.input
    needed = gettext("needed") if asked.required else gettext("may be empty")
    return f"{needed}; {takes(asked)}{f'. {gettext(asked.help)}' if asked.help else ''}"


def _csv(fields: Sequence[Field], blocks: Rows) -> Iterator[bytes]:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([field.name for field in fields])
    writer.writerow([f"{HELP} {told_of(field)}" if not place else told_of(field) for place, field in enumerate(fields)])
    yield "\ufeff".encode()
    for block in blocks:
        writer.writerows([[guarded(text_in(field.input, row.get(field.name))) for field in fields] for row in block])
        yield text.getvalue().encode()
        text.seek(0)
        text.truncate()
    yield text.getvalue().encode()


def _workbook(entity: Entity, fields: Sequence[Field], blocks: Rows) -> Iterator[bytes]:
    from milepost.kernel.exporting.workbook import PIECE, Sheet, label_of, open_book

    with tempfile.TemporaryDirectory(prefix="milepost-export-") as folder:
        place = Path(folder) / "template.xlsx"
        book = open_book(place)
        sheet = Sheet(place, entity.plural.capitalize(), fields, book=book)
        for column, field in enumerate(fields):
            words = ["yes", "no"] if isinstance(field.input, Flag) else list(getattr(field.input, "options", {}).values())
            if isinstance(field.input, Choice | Flag) and len(",".join(words)) <= MOST_LISTED:
                offered = {"validate": "list", "source": words, "ignore_blank": True, "error_type": "warning"}
                sheet.sheet.data_validation(1, column, 10_000, column, offered)
        for block in blocks:
            for row in block:
                sheet.add(row)
        told = book.add_worksheet(gettext("What each column takes")[:31])
        head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#F2F4F7"})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        for column, (title, width) in enumerate(((gettext("Column"), 24), (gettext("What it takes"), 90))):
            told.set_column(column, column, width)
            told.write_string(0, column, title, head)
        for number, field in enumerate(fields, start=1):
            told.write_string(number, 0, label_of(field), plain)
            told.write_string(number, 1, told_of(field), plain)
        told.freeze_panes(1, 0)
        sheet.close()
        with place.open("rb") as made:
            while piece := made.read(PIECE):
                yield piece
