"""The outline of a sheet's rows: from an outline level, from dotted numbers, or from the indentation of the names."""

import re
from collections.abc import Sequence

from milepost.exchange.grid import Findings, Table
from milepost.exchange.tabular.draft import Draft
from milepost.values import said


def outline_levels(drafts: Sequence[Draft], *, table: Table, findings: Findings) -> list[int]:
    """A level per row: 1 for a top row, 0 for a first row that stands for the project itself.

    The first of these that the sheet has decides: the column "Outline Level", "Outline Number", indentation of names, "WBS".
    """
    if "level" in table.columns:
        levels = _given(drafts, table, findings)
    elif any("outline" in draft.text for draft in drafts):
        levels = _dotted(drafts, "outline") or _flat(drafts, table, "outline", findings)
    elif any(draft.indent for draft in drafts):
        levels = _indented(drafts, table, findings)
    elif any("wbs" in draft.text for draft in drafts):
        levels = _dotted(drafts, "wbs") or _flat(drafts, table, "wbs", findings)
    else:
        levels = [1] * len(drafts)
    _check(drafts, levels, table, findings)
    return levels


def _given(drafts: Sequence[Draft], table: Table, findings: Findings) -> list[int]:
    levels: list[int] = []
    for index, draft in enumerate(drafts):
        level = draft.whole.get("level", 1)
        if level == 0 and index > 0:
            findings.error(
                "outline-level",
                table.place(draft.row, "level"),
                said("Level 0 is the project itself and can only be the first row."),
                said("Give the task level 1 or more."),
            )
            level = 1
        levels.append(level)
    return levels


def _dotted(drafts: Sequence[Draft], key: str) -> list[int] | None:
    """Levels by the number of dots; None when a row has no such number or the numbers give no outline."""
    levels: list[int] = []
    for index, draft in enumerate(drafts):
        text = draft.text.get(key, "")
        if not re.fullmatch(r"[^\s.]+(?:\.[^\s.]+)*", text):
            return None
        level = 0 if index == 0 and text == "0" else text.count(".") + 1
        if level > (levels[-1] if levels else 0) + 1:
            return None
        levels.append(level)
    return levels


def _flat(drafts: Sequence[Draft], table: Table, key: str, findings: Findings) -> list[int]:
    findings.warn(
        "outline-unknown",
        table.sheet.place(column=table.columns[key].title),
        said("The numbers do not form an outline such as 1, 1.1, 1.2, 2; every row was read as a top row."),
        said("Add a column 'Outline Level', or correct the numbers."),
    )
    return [1] * len(drafts)


def _indented(drafts: Sequence[Draft], table: Table, findings: Findings) -> list[int]:
    """Each deeper indentation is one level more; going back must meet an indentation used before."""
    levels: list[int] = []
    open_widths: list[int] = []
    for draft in drafts:
        width = len(draft.indent.replace("\t", "    "))
        while open_widths and width < open_widths[-1]:
            open_widths.pop()
        if not open_widths or width > open_widths[-1]:
            if levels and width and not open_widths:
                findings.error(
                    "outline-indent",
                    table.place(draft.row, "name"),
                    said("The name is indented less than any row it could belong to."),
                    said("Indent it like the row it belongs beside."),
                )
            open_widths.append(width)
        levels.append(len(open_widths))
    return levels


def _check(drafts: Sequence[Draft], levels: list[int], table: Table, findings: Findings) -> None:
    before = 0
    for index, (draft, level) in enumerate(zip(drafts, levels, strict=True)):
        if level > before + 1:
            above = said("The row above has level {before}, this one has level {level}.", before=before, level=level)
            findings.error(
                "outline-jump",
                table.place(draft.row, "level"),
                above if index else said("The first row has level {level}.", level=level),
                said("Expected at most {most}.", most=before + 1),
            )
            levels[index] = level = before + 1
        before = level
