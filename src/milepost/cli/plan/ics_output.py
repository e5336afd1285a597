"""One calendar file for one project or several: the events of all, under one calendar."""

import io
from typing import BinaryIO

from milepost.cli.plan.known.project import Portfolio, Project
from milepost.exchange.ical import Audience, write_ics

_BEGIN, _END = b"BEGIN:VEVENT\r\n", b"END:VCALENDAR\r\n"
_NAME = b"X-WR-CALNAME:"


def write_calendar(portfolio: Portfolio, stream: BinaryIO) -> None:
    """Writes the events of every project; of several projects the calendar is called Portfolio."""
    if len(portfolio.projects) == 1:
        stream.write(_calendar(portfolio.projects[0], portfolio, name=portfolio.projects[0].plan.name))
        return
    names = [project.plan.name for project in portfolio.projects]
    for number, project in enumerate(portfolio.projects):
        # The identity of an event is made of its plan's name and its task: plans of the same name are told apart by their file.
        name = project.plan.name if names.count(project.plan.name) == 1 else f"{project.plan.name} ({project.imported.source.name})"
        head, begin, events = _calendar(project, portfolio, name=name).partition(_BEGIN)
        if number == 0:
            stream.write(_portfolio(head if begin else head.removesuffix(_END)))
        stream.write(begin + events.removesuffix(_END))
    stream.write(_END)


def _calendar(project: Project, portfolio: Portfolio, *, name: str) -> bytes:
    buffer = io.BytesIO()
    audience: Audience = "internal" if portfolio.internal else "client"
    write_ics(project.plan.with_(name=name), project.schedule, buffer, audience=audience)
    return buffer.getvalue()


def _portfolio(head: bytes) -> bytes:
    """The head with the calendar's name replaced; a folded name goes on in lines that begin with a space."""
    before, _, after = head.partition(_NAME)
    while True:
        _, _, after = after.partition(b"\r\n")
        if not after.startswith(b" "):
            return before + _NAME + b"Portfolio\r\n" + after
