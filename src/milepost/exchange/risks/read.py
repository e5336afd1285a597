"""Reads a risk file: JSON as published, or CSV and a workbook with one row for each estimate, risk or impact."""

from dataclasses import replace

from milepost.exchange.grid import Findings, Form, form_of, refuse_empty
from milepost.exchange.nested import read_json
from milepost.exchange.risks.document import read_document
from milepost.exchange.risks.file import RiskFile
from milepost.exchange.risks.table import read_tables
from milepost.exchange.risks.whole import check_whole


def read_risks(data: bytes, *, name: str, date_order: str | None = None) -> RiskFile:
    """Everything the file states and what is to be told. JSON, .xlsx and CSV are told apart by content. Raises Unreadable with all errors.

    `date_order` is taken so that all readers are called alike; a risk file holds no dates.
    """
    refuse_empty(data, name=name, expected="risks as JSON, or a table with a heading row")
    findings = Findings()
    if form_of(data) is Form.JSON:
        file = read_document(read_json(data, name=name, findings=findings, file="risks"), name=name)
    else:
        file = read_tables(data, name=name, findings=findings)
    check_whole(file, findings)
    findings.stop_on_errors(name)
    return replace(file, notices=findings.notices)
