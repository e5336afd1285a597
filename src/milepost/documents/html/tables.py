"""Tables in HTML: caption, scoped headers, a labelled box that scrolls and takes focus; long ones in parts that may stay unpainted."""

from html import escape

from milepost.documents.html.escape import words
from milepost.documents.tree import Align, Cell, Column, Kind, Row, Status, Table, one_line, titled
from milepost.documents.tree.table import DEEPEST_LEVEL
from milepost.documents.wording import cell_text, part_text, rows_text

ROWS_IN_PART = 200
_WIDE_COLUMNS = 10


def table_html(table: Table, *, identifier: str, summary: str = "", under: bool = False) -> str:
    """The table, closed behind `summary` (its caption, if empty) where it is collapsed. `under` a heading its caption is small."""
    if not table.rows and table.totals is None:
        return f'<p class="empty" id="{identifier}"><strong>{words(titled(table.caption))}.</strong> {words(table.empty)}</p>'
    size = ROWS_IN_PART
    parts = [table.rows[first : first + size] for first in range(0, max(1, len(table.rows)), size)]
    many = len(parts) > 1
    written = []
    for number, rows in enumerate(parts):
        caption = titled(table.caption)
        if many:
            caption += f": {part_text(number * size + 1, number * size + len(rows), len(table.rows))}"
        last = number == len(parts) - 1
        written.append(_part(table, rows, f"{identifier}-{number}", caption, table.totals if last else None, fixed=many))
    body = "".join(written)
    if not table.collapsed:
        return f'<div class="tables{" under" if under else ""}" id="{identifier}">{body}</div>'
    told = words(one_line(summary or table.caption))
    head = f'<summary>{told} <span class="count">{words(rows_text(len(table.rows)))}</span></summary>'
    return f'<details class="data" id="{identifier}">{head}{body}</details>'


def _part(table: Table, rows: tuple[Row, ...], identifier: str, caption: str, totals: Row | None, *, fixed: bool) -> str:
    wide = " wide" if len(table.columns) >= _WIDE_COLUMNS else ""
    chunk = " part" if fixed else ""
    widths = "".join(f'<col class="w-{_width(column, number)}">' for number, column in enumerate(table.columns))
    columns, fixing = (f"<colgroup>{widths}</colgroup>", ' class="fixed"') if fixed else ("", "")
    heads = "".join(
        f'<th scope="col"{_class(column, least=_least(table, number))}>{words(titled(column.title))}</th>'
        for number, column in enumerate(table.columns)
    )
    body = "".join(_row(row, table) for row in rows)
    foot = f"<tfoot>{_row(totals, table)}</tfoot>" if totals is not None else ""
    return (
        f'<div class="scroll{wide}{chunk}" role="group" aria-labelledby="{identifier}-c" tabindex="0"><table{fixing}>'
        f'<caption id="{identifier}-c">{words(caption)}</caption>{columns}'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody>{foot}</table></div>"
    )


def _row(row: Row, table: Table) -> str:
    level = min(row.level, DEEPEST_LEVEL)
    cells = []
    for number, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True)):
        content = _content(cell, column)
        if number == 0:
            inside = f' class="l-{level}"' if level else ""
            cells.append(f'<th scope="row"{inside}>{content or "–"}</th>')
        else:
            cells.append(f"<td{_class(column)}>{content}</td>")
    return f"<tr{' class=strong' if row.strong else ''}>{''.join(cells)}</tr>"


def _content(cell: Cell, column: Column) -> str:
    text = words(cell_text(cell, column))
    if cell.target:
        text = f'<a href="{escape(cell.target, quote=True)}">{text}</a>'
    if cell.strong:
        text = f"<strong>{text}</strong>"
    return text if cell.status is Status.NONE else f'<span class="s-{cell.status}">{text}</span>'


def _class(column: Column, *, least: int = 0) -> str:
    names = {Align.START: [], Align.END: ["end"], Align.CENTRE: ["centre"]}[column.alignment]
    if column.kind is not Kind.TEXT:
        names = [*names, "fig"]
    elif least:
        names = [*names, f"m-{least}"]
    return f' class="{" ".join(names)}"' if names else ""


def _least(table: Table, number: int) -> int:
    """The least width of a text column, in characters and steps of four, so that short words are not cut in two: at most 16."""
    if table.columns[number].kind is not Kind.TEXT or number == 0:
        return 0
    texts = (cell_text(row.cells[number], table.columns[number]) for row in table.rows)
    longest = max((len(word) for text in texts for word in text[:400].split()), default=0)
    return min(16, -(-longest // 4) * 4)


def _width(column: Column, number: int) -> int:
    """A width in characters, in steps of four, that all parts of one table share."""
    usual = {Kind.DATE: 12, Kind.MOMENT: 18, Kind.MONEY: 14, Kind.NUMBER: 9, Kind.DURATION: 10, Kind.PERCENT: 8, Kind.TEXT: 18}[column.kind]
    wanted = column.width or (36 if number == 0 else max(usual, min(len(column.title) + 2, 20)))
    return min(60, max(8, -(-wanted // 4) * 4))
