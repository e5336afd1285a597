"""In which forms a plan is given, and how large a file may be that is brought: known before any file is read or written."""

from milepost.kernel.bringing import FileForm
from milepost.kernel.documents import FORMATS

MOST_MB = 100
FORMS = {
    one.word: one
    for one in (
        FileForm("mspdi", "MS Project XML", "xml", "application/xml"),
        FileForm("xlsx", "Excel", "xlsx", FORMATS["xlsx"].content_type),
        FileForm("csv", "CSV", "csv", "text/csv; charset=utf-8"),
        FileForm("ics", "Calendar (iCalendar)", "ics", "text/calendar; charset=utf-8"),
        FileForm("pdf", "PDF with the chart", "pdf", FORMATS["pdf"].content_type),
    )
}
