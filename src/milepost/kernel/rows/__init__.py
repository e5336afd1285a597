"""Rows: one reader from SQL to JSON, which lists, details, exports and pages use; it cannot forget the scope."""

from milepost.kernel.rows.counts import counts_naming
from milepost.kernel.rows.question import Question, filters_of, question_from
from milepost.kernel.rows.reader import Page, count_rows, key_from, read_page, read_row, read_whole, rows_after, rows_of
from milepost.kernel.rows.shape import fields_of

__all__ = [
    "Page",
    "Question",
    "count_rows",
    "counts_naming",
    "fields_of",
    "filters_of",
    "key_from",
    "question_from",
    "read_page",
    "read_row",
    "read_whole",
    "rows_after",
    "rows_of",
]
