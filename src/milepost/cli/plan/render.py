"""Pairs every output that was asked for with what writes it; each renderer is imported only when it is used."""

from collections.abc import Sequence
from functools import cache, partial
from typing import BinaryIO

from milepost.cli.codes import Exit
from milepost.cli.failure import Failure, usage
from milepost.cli.plan.asked.request import Request
from milepost.cli.plan.asked.targets import Target
from milepost.cli.plan.explain import Explanation
from milepost.cli.plan.known.project import Portfolio
from milepost.cli.plan.outputs import Write
from milepost.documents.tree import Document
from milepost.engine.problem import Problem


def writers(portfolio: Portfolio, explained: Sequence[Explanation], request: Request) -> tuple[tuple[Target, Write], ...]:
    """The jobs in the order of the request. Raises Failure (2) for --mspdi of several projects: the format holds one."""

    @cache
    def document(*, whole: bool) -> Document:
        from milepost.cli.plan.report import build_report

        return build_report(portfolio, explained, whole=whole)

    made: dict[str, Write] = {
        "html": lambda stream: _html(document(whole=False), stream),
        "pdf": lambda stream: _pdf(document(whole=False), stream),
        "docx": lambda stream: _docx(document(whole=False), stream),
        "xlsx": lambda stream: _xlsx(document(whole=True), stream),
        "mspdi": partial(_mspdi, portfolio),
        "ics": partial(_ics, portfolio),
        "json": partial(_json, portfolio, explained),
    }
    for target in request.targets:
        if target.format == "mspdi" and len(portfolio.projects) > 1:
            remedy = "Name one FILE" + ("." if portfolio.internal else ", or one project with --for.")
            raise usage(target.place, f"MSPDI holds one project, and there are {len(portfolio.projects)}.", remedy)
    return tuple((target, made[target.format]) for target in request.targets)


def _html(document: Document, stream: BinaryIO) -> None:
    from milepost.documents.html import render_html

    render_html(document, stream)


def _pdf(document: Document, stream: BinaryIO) -> None:
    from milepost.documents.pdf import PdfRefused, render_pdf

    try:
        render_pdf(document, stream)
    except PdfRefused as refused:
        raise Failure(Exit.NOT_WRITTEN, [Problem("pdf-refused", "--pdf", str(refused))]) from refused


def _docx(document: Document, stream: BinaryIO) -> None:
    from milepost.documents.docx import render_docx

    render_docx(document, stream)


def _xlsx(document: Document, stream: BinaryIO) -> None:
    from milepost.documents.xlsx import render_xlsx

    render_xlsx(document, stream)


def _mspdi(portfolio: Portfolio, stream: BinaryIO) -> Sequence[Problem]:
    from milepost.exchange import mspdi

    project = portfolio.projects[0]
    return mspdi.write(project.plan, schedule=project.schedule, carry=project.imported.carry, target=stream)


def _ics(portfolio: Portfolio, stream: BinaryIO) -> None:
    from milepost.cli.plan.ics_output import write_calendar

    write_calendar(portfolio, stream)


def _json(portfolio: Portfolio, explained: Sequence[Explanation], stream: BinaryIO) -> None:
    from milepost.cli.plan.json_output import write_json

    write_json(portfolio, explained, stream)
