"""Gives out all rows that a question finds: piece by piece where the form allows it, so that memory stays small whatever their number."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import orjson

from milepost.kernel.access import Actor
from milepost.kernel.entity import Entity
from milepost.kernel.exporting.cells import guarded, text_in
from milepost.kernel.exporting.forms import Form
from milepost.kernel.rows import Question, fields_of, read_whole

Blocks = Iterator[tuple[dict[str, Any], ...]]
Report = Callable[[int], None]
MARK = "\ufeff"
"""Before CSV in UTF-8, without which spreadsheets take it for something else."""


def with_key(entity: Entity, question: Question) -> Question:
    """The question with the field by which an import knows the record again, first, where it was not asked for."""
    key = fields_of(entity)["number" if entity.prefix else "id"]
    return question if key in question.fields else replace(question, fields=(key, *question.fields))


def pieces_of(
    entity: Entity,
    actor: Actor,
    question: Question,
    form: Form,
    *,
    most: int | None = None,
    mark: bool = False,
    report: Report = lambda done: None,
) -> Iterator[bytes]:
    """The file piece by piece. `mark` puts the byte order mark before CSV; `report` is told how many rows are done. A workbook is written
    whole and then given out."""
    blocks = _told(rows_shown(entity, actor, question, most=most), report)
    if form is Form.CSV:
        return _csv(question, blocks, mark=mark)
    if form is Form.JSON:
        return _json(question, blocks)
    from milepost.kernel.exporting.workbook import workbook

    return workbook(entity, question, blocks)


def rows_shown(entity: Entity, actor: Actor, question: Question, *, most: int | None = None) -> Blocks:
    """What `read_whole` gives, as lists show it: of a summary what it comes to, with its place in the outline."""
    outlined = entity.outlined
    if outlined is None:
        yield from read_whole(entity, actor, question, most=most)
        return
    known, asked = fields_of(entity), {field.name for field in question.fields}
    fields = (*question.fields, *(known[name] for name in sorted(outlined.names - asked)))
    for block in read_whole(entity, actor, replace(question, fields=fields), most=most):
        yield tuple(map(outlined.as_shown, block))


def _told(blocks: Blocks, report: Report) -> Blocks:
    done = 0
    for block in blocks:
        yield block
        done += len(block)
        report(done)


def _csv(question: Question, blocks: Blocks, *, mark: bool) -> Iterator[bytes]:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([field.name for field in question.fields])
    if mark:
        yield MARK.encode()
    for block in blocks:
        for row in block:
            writer.writerow([guarded(text_in(field.input, row.get(field.name))) for field in question.fields])
        yield text.getvalue().encode()
        text.seek(0)
        text.truncate()
    if text.tell():
        yield text.getvalue().encode()


def _json(question: Question, blocks: Blocks) -> Iterator[bytes]:
    """{"results": […], "count": …}: the count last, for it is known then."""
    count, names = 0, [field.name for field in question.fields]
    yield b'{"results":['
    for block in blocks:
        if block:
            rows = b",\n".join(
                orjson.dumps({name: row[name] for name in names if name in row}, option=orjson.OPT_NON_STR_KEYS) for row in block
            )
            yield (b",\n" if count else b"\n") + rows
            count += len(block)
    yield b'],"count":%d}\n' % count
