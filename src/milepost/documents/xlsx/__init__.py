"""The document as a workbook, written with XlsxWriter."""

from milepost.documents.xlsx.render import render_xlsx

__all__ = ["render_xlsx"]
