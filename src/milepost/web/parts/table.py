"""A list's table: made in Python, for a template takes ten times as long for a thousand cells."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from milepost.kernel.entity import Entity, Outlined
from milepost.kernel.inputs import Amount, LongText, Number, Percent, Span, Whole
from milepost.kernel.rows.shape import Field
from milepost.web.address import key_of, record_url
from milepost.web.asked import Asking
from milepost.web.parts.cell import LINKED, cell, is_open
from milepost.web.parts.icon import icon
from milepost.web.parts.state import badge
from milepost.web.parts.value import shown

Row = dict[str, Any]
SECOND = 2
INDENTED = "in-outline"
"""Stands among the names of a table's fields where its rows are indented."""
STEP = "\u2003"
DEEPEST = 12
"""Steps of indentation; what lies deeper stands no further in."""
MARK = '<td class="mark"><input type="checkbox" form="chosen" name="chosen" value="{}" aria-label="{}"></td>'
NUMBERS = (Whole, Number, Percent, Amount, Span)
KINDS = {
    (False, False): "",
    (True, False): ' class="number"',
    (False, True): ' class="second"',
    (True, True): ' class="number second"',
}
"""Classes of a cell, by whether it holds a number and whether, on a phone, it is one of the first that stand below the title."""


def table(
    entity: Entity,
    fields: Sequence[Field],
    rows: Sequence[Row],
    asked: Asking,
    order: str,
    *,
    marks: bool,
    edits: frozenset[str] = frozenset(),
) -> SafeString:
    """The rows with a link each. On a phone each stacks: title, state, and the next two fields below. The fields in `edits` are edited in
    their cells. What comes in the order of an outline is indented as it is there."""
    indents = in_outline(entity, asked)
    head, labels = _joined(_heading(field, asked, order) for field in fields), labels_of(fields)
    every = gettext("Choose all on this page")
    mark = format_html('<th class="mark"><input type="checkbox" aria-label="{}" data-all></th>', every) if marks else ""
    return format_html(
        '<table class="list stacks" data-fields="{}"><caption class="unseen">{}</caption><thead><tr>{}{}</tr></thead>'
        "<tbody>{}</tbody></table>",
        ",".join([*(field.name for field in fields), *([INDENTED] if indents else [])]),
        gettext(entity.plural).capitalize(),
        mark,
        head,
        _joined(row_of(entity, fields, row, labels=labels, marks=marks, edits=edits, indents=indents) for row in rows),
    )


def in_outline(entity: Entity, asked: Asking) -> bool:
    """Whether a list comes in the order of the outline: where nothing else is asked for."""
    return entity.outlined is not None and asked.query.get("order", "") in ("", entity.outlined.order)


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


def labels_of(fields: Sequence[Field]) -> Mapping[str, str]:
    """By name what people call the fields: asked for once, and not for each row."""
    return {field.name: label(field) for field in fields}


def row_of(
    entity: Entity,
    fields: Sequence[Field],
    row: Row,
    *,
    labels: Mapping[str, str],
    marks: bool,
    edits: frozenset[str],
    indents: bool = False,
) -> SafeString:
    """One row; also that which takes the place of one in which a value was edited. With `indents` it stands in an outline."""
    found = row.get(entity.title)
    title = found.get("title") if isinstance(found, dict) else found
    address, state = record_url(entity, row), entity.workflow.column if entity.workflow is not None else ""
    of_parts, placed = entity.of_parts(row), entity.outlined.order if entity.outlined is not None else ""
    here = edits.difference(of_parts) if edits and is_open(entity, row.get(state, "")) else frozenset()
    cells, seen = [], 0
    if marks:
        told = f"{gettext('Choose')} {title or key_of(row)}"
        cells.append(format_html(MARK, row["id"], told))
    for field in fields:
        value = row.get(of_parts.get(field.name, field.name))
        if field.name == entity.title:
            plain = (title if isinstance(value, dict) else shown(field.input, value)) or key_of(row)
            link = SafeString(f'<a href="{escape(address)}">{conditional_escape(plain)}</a>')
            if field.name in here:
                link = cell(field.name, labels[field.name], link, address, linked=True)
            if entity.outlined is not None:
                link = outlined(entity.outlined, row, link, indents=indents)
            cells.append(SafeString(f'<th scope="row">{link}</th>'))
        elif field.name == state:
            cells.append(SafeString(f'<td class="first">{badge(entity, value or "")}</td>'))
        else:
            tells = field.name != placed
            seen += tells and value not in (None, "", [])
            html = shown(field.input, value)
            kinds = KINDS[isinstance(field.input, NUMBERS), bool(html) and tells and seen <= SECOND]
            if field.name in here and field.name in row:
                html = cell(field.name, labels[field.name], html, address, linked=isinstance(field.input, LINKED))
            cells.append(SafeString(f"<td{kinds}>{html}</td>"))
    return format_html('<tr data-key="{}" data-version="{}">{}</tr>', row["id"], row.get("version", ""), _joined(cells))


def outlined(told: Outlined, row: Row, title: SafeString, *, indents: bool) -> SafeString:
    """The title where it stands in the outline: a summary is told apart, for the eye and for whoever listens."""
    deep = min((row.get(told.level) or 1) - 1, DEEPEST) if indents else 0
    step = f'<span aria-hidden="true">{STEP * deep}</span>' if deep else ""
    if row.get(told.summary):
        return SafeString(f'{step}<span class="unseen">{gettext("Summary:")} </span><b>{title}</b>')
    return SafeString(f"{step}{title}")
