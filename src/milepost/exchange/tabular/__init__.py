"""Plans in spreadsheets: CSV and XLSX in a documented layout that understands MS Project's own exports, and its template."""

from milepost.exchange.tabular.read import read_csv, read_xlsx
from milepost.exchange.tabular.template import write_template

__all__ = ["read_csv", "read_xlsx", "write_template"]
