"""A list's table: made in Python, for a template takes ten times as long for a thousand cells."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from milepost.kernel.entity import Entity
from milepost.kernel.inputs import Amount, LongText, Number, Percent, Span, Whole
from milepost.kernel.rows.shape import Field
from milepost.web.address import key_of, record_url
from milepost.web.asked import Asking
from milepost.web.parts.icon import icon
from milepost.web.parts.state import badge
from milepost.web.parts.value import shown

Row = dict[str, Any]
SECOND = 2
NUMBERS = (Whole, Number, Percent, Amount, Span)


def table(entity: Entity, fields: Sequence[Field], rows: Sequence[Row], asked: Asking, order: str, *, marks: bool) -> SafeString:
    """The rows with a link each. On a phone each stacks: title, state, and the next two fields below."""
    head = _joined(_heading(field, asked, order) for field in fields)
    every = gettext("Choose all on this page")
    mark = format_html('<th class="mark"><input type="checkbox" aria-label="{}" data-all></th>', every) if marks else ""
    return format_html(
        '<table class="list stacks"><caption class="unseen">{}</caption><thead><tr>{}{}</tr></thead><tbody>{}</tbody></table>',
        gettext(entity.plural).capitalize(),
        mark,
        head,
        _joined(_row(entity, fields, row, marks=marks) for row in rows),
    )


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return SafeString("".join(parts))


def _heading(field: Field, asked: Asking, order: str) -> SafeString:
    number = "number" if isinstance(field.input, NUMBERS) else ""
    if isinstance(field.input, LongText):
        return format_html('<th scope="col">{}</th>', label(field))
    down = order == field.name
    there = order.removeprefix("-") == field.name
    return format_html(
        '<th scope="col" class="{}" aria-sort="{}"><a href="{}">{}{}</a></th>',
        number,
        ("ascending" if down else "descending") if there else "none",
        asked.with_(order=f"-{field.name}" if down else field.name),
        label(field),
        icon("chevron-up" if down else "chevron-down") if there else "",
    )


def label(field: Field) -> str:
    """What people call a field, in the reader's language."""
    return gettext(field.label)


def _row(entity: Entity, fields: Sequence[Field], row: Row, *, marks: bool) -> SafeString:
    found = row.get(entity.title)
    title = found.get("title") if isinstance(found, dict) else found
    cells, seen = [], 0
    if marks:
        told = f"{gettext('Choose')} {title or key_of(row)}"
        cells.append(format_html('<td class="mark"><input type="checkbox" name="chosen" value="{}" aria-label="{}"></td>', row["id"], told))
    for field in fields:
        value = row.get(field.name)
        if field.name == entity.title:
            plain = (title if isinstance(value, dict) else shown(field.input, value)) or key_of(row)
            cells.append(format_html('<th scope="row"><a href="{}">{}</a></th>', record_url(entity, row), plain))
        elif entity.workflow is not None and field.name == entity.workflow.column:
            cells.append(format_html('<td class="first">{}</td>', badge(entity, value or "")))
        else:
            seen += value not in (None, "", [])
            cells.append(_cell(field, value, second=seen <= SECOND))
    return format_html('<tr data-key="{}" data-version="{}">{}</tr>', row["id"], row.get("version", ""), _joined(cells))


def _cell(field: Field, value: Any, *, second: bool) -> SafeString:
    """On a phone the first two that hold something stand below the title."""
    html = shown(field.input, value)
    kinds = " ".join(filter(None, ("number" if isinstance(field.input, NUMBERS) else "", "second" if html and second else "")))
    return format_html('<td class="{}">{}</td>', kinds, html) if kinds else format_html("<td>{}</td>", html)
