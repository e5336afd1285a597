"""What was asked of `milepost plan`, typed: the arguments as one frozen value, checked against each other and the file system."""

import argparse
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from milepost.cli.failure import usage
from milepost.cli.plan.asked.arguments import FORMATS
from milepost.cli.plan.asked.levelling import LevelChoices, read_levelling
from milepost.cli.plan.asked.risk import RiskChoices, read_risk
from milepost.cli.plan.asked.targets import Target, check_targets
from milepost.cli.plan.asked.value import ValueChoices, read_value

Audience = Literal["internal", "client"]


@dataclass(frozen=True)
class Request:
    """`targets` are what to write, in the order of the formats; `explain` names tasks; `same` maps one person's name to another's."""

    files: tuple[Path, ...]
    targets: tuple[Target, ...] = ()
    people: Path | None = None
    same: tuple[tuple[str, str], ...] = ()
    date_order: str | None = None
    reader_seconds: int = 120
    reader_memory: int = 1024
    file_size: int = 200
    calendar: str | None = None
    start: datetime | None = None
    status_date: datetime | None = None
    explain: tuple[str, ...] = ()
    levelling: LevelChoices | None = None
    risk: RiskChoices | None = None
    value: ValueChoices = field(default_factory=ValueChoices)
    audience: Audience = "internal"
    client: str | None = None
    quiet: bool = False
    color: str = "auto"

    @property
    def inputs(self) -> tuple[Path, ...]:
        """Every file that is read."""
        asked = [self.people, self.value.records]
        asked += [self.levelling.bookings] if self.levelling else []
        asked += [self.risk.risks, self.risk.records] if self.risk else []
        return (*self.files, *dict.fromkeys(file for file in asked if file is not None))

    @property
    def to_stdout(self) -> bool:
        """Whether an output goes to standard output, which then belongs to it alone."""
        return any(target.standard_output for target in self.targets)


def read_request(arguments: argparse.Namespace) -> Request:
    """The request, or a Failure with exit code 2 that says what cannot be meant."""
    if not arguments.files:
        raise usage("milepost plan", "no file is named.", "Name a plan, for example: milepost plan roll-out.mpp --html report.html")
    request = Request(
        files=tuple(Path(file) for file in arguments.files),
        targets=tuple(Target(name, getattr(arguments, name)) for name, _ in FORMATS if getattr(arguments, name) is not None),
        people=Path(arguments.people) if arguments.people is not None else None,
        same=tuple(arguments.same),
        date_order=arguments.date_order,
        reader_seconds=arguments.reader_seconds,
        reader_memory=arguments.reader_memory,
        file_size=arguments.file_size,
        calendar=arguments.calendar,
        start=arguments.start,
        status_date=arguments.status_date,
        explain=tuple(arguments.explain),
        levelling=read_levelling(arguments),
        risk=read_risk(arguments),
        value=read_value(arguments),
        audience=arguments.audience,
        client=arguments.client,
        quiet=arguments.quiet,
        color=arguments.color,
    )
    _check_files(request)
    check_targets(request.targets, inputs=request.inputs)
    return request


def _check_files(request: Request) -> None:
    seen: dict[Path, Path] = {}
    for file in request.files:
        if str(file) == "-":
            raise usage("FILE '-'", "a plan is not read from standard input.", "Save it to a file and name that.")
        try:
            real = file.resolve()
        except (OSError, RuntimeError):
            continue  # the reader will say what is wrong with it
        if real in seen:
            raise usage(f"file {file}", f"it is the same file as {seen[real]}.", "Name each plan once.")
        seen[real] = file
