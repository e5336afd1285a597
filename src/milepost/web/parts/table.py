"""A list's table: made in Python, for a template takes ten times as long for a thousand cells."""

from collections.abc import Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from milepost.kernel.entity import Entity
from milepost.kernel.inputs import Amount, LongText, Number, Percent, Span, Whole
from milepost.kernel.rows.shape import Field
from milepost.web.address import key_of, record_url
from milepost.web.asked import Asking
from milepost.web.parts.icon import icon
from milepost.web.parts.state import badge
from milepost.web.parts.value import shown

NUMBERS = (Whole, Number, Percent, Amount, Span)


def table(entity: Entity, fields: Sequence[Field], rows: Sequence[dict[str, Any]], asked: Asking, order: str, *, marks: bool) -> SafeString:
    """The rows with a link each. On a phone each stacks: title, state, and the next two fields below."""
    head = format_html_join("", "{}", ((_heading(entity, field, asked, order),) for field in fields))
    body = format_html_join("", "{}", ((_row(entity, fields, row, marks=marks),) for row in rows))
    mark = SafeString('<th class="mark"><input type="checkbox" aria-label="Choose all on this page" data-all></th>') if marks else ""
    return format_html(
        '<table class="list stacks"><caption class="unseen">{}</caption><thead><tr>{}{}</tr></thead><tbody>{}</tbody></table>',
        entity.plural.capitalize(),
        mark,
        head,
        body,
    )


def _heading(entity: Entity, field: Field, asked: Asking, order: str) -> SafeString:
    number = " number" if isinstance(field.input, NUMBERS) and not field.name == "id" else ""
    if isinstance(field.input, LongText):
        return format_html('<th scope="col">{}</th>', label(field))
    down = order == field.name
    there = order.removeprefix("-") == field.name
    sort = ("ascending" if down else "descending") if there else "none"
    sign = icon("chevron-up" if down else "chevron-down") if there else ""
    return format_html(
        '<th scope="col" class="{}" aria-sort="{}"><a href="{}">{}{}</a></th>',
        number.strip(),
        sort,
        asked.with_(order=f"-{field.name}" if down else field.name),
        label(field),
        sign,
    )


def label(field: Field) -> str:
    """What people call a field."""
    return field.column.label if field.column is not None else field.input.label


def _row(entity: Entity, fields: Sequence[Field], row: dict[str, Any], *, marks: bool) -> SafeString:
    key = key_of(row)
    title = format_html("{}", row.get(entity.title) if not isinstance(row.get(entity.title), dict) else row[entity.title].get("title") or key)
    mark = format_html('<td class="mark"><input type="checkbox" name="chosen" value="{}" aria-label="Choose {}"></td>', row["id"], title) if marks else ""
    seen = 0
    cells = []
    for field in fields:
        if field.name == entity.title:
            value = shown(field.input, row.get(field.name)) if not isinstance(row.get(field.name), dict) else title
            cells.append(format_html('<th scope="row"><a href="{}">{}</a></th>', record_url(entity, row), value or key))
            continue
        if entity.workflow is not None and field.name == entity.workflow.column:
            cells.append(format_html('<td class="first">{}</td>', badge(entity, row.get(field.name, ""))))
            continue
        value = shown(field.input, row.get(field.name))
        seen += bool(value)
        kinds = " ".join(filter(None, ("number" if isinstance(field.input, NUMBERS) else "", "second" if value and seen <= 2 else "")))
        cells.append(format_html('<td class="{}">{}</td>', kinds, value) if kinds else format_html("<td>{}</td>", value))
    return format_html('<tr data-key="{}" data-version="{}">{}{}</tr>', row["id"], row.get("version", ""), mark, format_html_join("", "{}", ((cell,) for cell in cells)))
