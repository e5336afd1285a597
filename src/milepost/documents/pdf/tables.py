"""Tables as Typst source: header repeated on every page, figures that never wrap, text that shares what room is left."""

from milepost.documents.charts.measure import text_width
from milepost.documents.tree import Align, Cell, Column, Kind, Row, Status, Table, one_line, titled
from milepost.documents.tree.table import DEEPEST_LEVEL
from milepost.documents.typst_text import array, flowing
from milepost.documents.wording import cell_text

_PAGE, _TURNED_PAGE = 515.0, 762.0  # points between the margins
_WIDE_COLUMNS, _LEAST_COLUMNS, _LEAST_ROWS = 10, 7, 12  # a short table is not worth a turned page of its own
_CRAMPED = 1.2  # so many times the room there is; text columns then wrap after every second word
_SHORT = 18  # a text column of at most so many characters is not broken
_ALIGN = {Align.START: "start", Align.END: "end", Align.CENTRE: "center"}


def is_wide(table: Table) -> bool:
    """Whether the table wants a landscape page: it has many columns, or more figures and text than stand side by side upright."""
    return len(table.columns) >= _WIDE_COLUMNS or _wanted(table) > _PAGE * _CRAMPED


def table_source(table: Table, *, turned: bool, under: bool = False, rightward: bool = False) -> str:
    """One figure with the table, or its sentence when there are no rows. `under` a heading its caption is small."""
    if not table.rows and table.totals is None:
        return f"#par(strong({flowing(titled(table.caption) + '. ')}) + text({flowing(one_line(table.empty))}))"
    size = 8.0 if len(table.columns) < _WIDE_COLUMNS else 6.5
    heads = array([flowing(titled(column.title)) for column in table.columns])
    rows = [*table.rows, *([table.totals] if table.totals else [])]
    cells = ", line-rule, ".join(", ".join(_cells(row, table.columns, "right" if rightward else "left")) for row in rows)
    widths = array(_widths(table, room=_TURNED_PAGE if turned else _PAGE, size=size))
    aligns = array([_ALIGN[column.alignment] for column in table.columns])
    small = "true" if under else "false"
    return f"#lines({small}, {flowing(titled(table.caption))}, {widths}, {aligns}, {size}pt, {heads}, ({cells}, line-rule))"


def _cells(row: Row, columns: tuple[Column, ...], side: str) -> list[str]:
    """`side` is where lines begin."""
    written = []
    for number, (cell, column) in enumerate(zip(row.cells, columns, strict=True)):
        content = _cell(cell, column, strong=row.strong)
        if number == 0 and row.level:
            content = f"pad({side}: {8 * min(row.level, DEEPEST_LEVEL)}pt, {content})"
        written.append(content)
    return written


def _cell(cell: Cell, column: Column, *, strong: bool) -> str:
    text = flowing(cell_text(cell, column))
    if cell.strong or strong:
        text = f"strong({text})"
    return text if cell.status is Status.NONE else f'state("{cell.status}", {text})'


def _wanted(table: Table) -> float:
    """Points the columns would like: figures at their widest, text up to 60 characters of its usual length."""
    if len(table.columns) < _LEAST_COLUMNS or len(table.rows) < _LEAST_ROWS:
        return 0
    wanted = 0.0
    for number, column in enumerate(table.columns):
        lengths = sorted(len(cell_text(row.cells[number], column)[:60]) for row in table.rows)
        title = max((len(word) for word in titled(column.title)[:40].split()), default=0)
        usual = lengths[len(lengths) * 9 // 10]
        wanted += 9 + 4.3 * max(title, usual if column.kind is Kind.TEXT else lengths[-1])
    return wanted


def _widths(table: Table, *, room: float, size: float) -> list[str]:
    """Points for columns of figures and short words, by their widest; fractions of the rest for columns of text, by their usual length."""
    found, fixed = [], 0.0
    rows = [*table.rows, *([table.totals] if table.totals else [])]
    for number, column in enumerate(table.columns):
        texts = [cell_text(row.cells[number], column)[:60] for row in rows]
        longest = max((len(text) for text in texts), default=0)
        title = max(titled(column.title)[:40].split() or [""], key=len)
        if column.kind is Kind.TEXT and (number == 0 or longest > _SHORT):
            usual = sorted(len(text) for text in texts)[len(texts) * 9 // 10] if texts else 1
            found.append(f"{max(6, len(title), min(column.width or usual, usual + 4))}fr")
        else:
            points = max(text_width(text, size=size) for text in {title, *texts}) + 9
            fixed += points
            found.append(f"{points:.0f}pt")
    return found if fixed < room * 0.85 else ["1fr"] * len(found)
