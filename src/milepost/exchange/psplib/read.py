"""Reads an instance file of any of the layouts into a plan, and says in which layout a file seems to be."""

import re

from milepost.exchange.grid.findings import Findings
from milepost.exchange.imported import Imported, Source
from milepost.exchange.psplib.build import build_plan
from milepost.exchange.psplib.instance import Instance, refused
from milepost.exchange.psplib.patterson import read_patterson
from milepost.exchange.psplib.sections import read_sections
from milepost.values import said


def looks_like_psplib(data: bytes) -> bool:
    """Whether the content has the sections of a .sm or .mm file."""
    head = data[:4000].upper()
    return b"PRECEDENCE RELATIONS" in head or (b"FILE WITH BASEDATA" in head and head.lstrip().startswith(b"*"))


def looks_like_patterson(data: bytes) -> bool:
    """Whether the content begins with the two counts of a Patterson file and holds nothing but whole numbers."""
    lines = data[:4000].replace(b"\r", b"\n").split(b"\n")
    first = next((line for line in lines if line.strip()), b"")
    return len(first.split()) == 2 and re.fullmatch(rb"[\s\d]+", data[:4000]) is not None


def read_psplib(data: bytes, *, name: str, start: int | None = None) -> Imported:
    """The plan of an instance file: .sm, .mm or Patterson, told apart by content. Raises Unreadable.

    `start` is the moment at which period 0 begins; without it 2001-01-01 08:00 is taken and said.
    """
    sections = looks_like_psplib(data)
    instance = read_sections(data, name=name) if sections else read_patterson(data, name=name)
    _check(instance, name)
    findings = Findings()
    plan = build_plan(instance, name=name, start=start, findings=findings)
    return Imported(plan, findings.notices, Source(name, "PSPLIB" if sections else "Patterson"))


def _check(instance: Instance, name: str) -> None:
    for job in instance.jobs:
        if job.number in job.successors:
            raise refused("link-to-itself", f"{name} line {job.line}", said("Job {number} is its own successor.", number=job.number))
        if len(set(job.successors)) != len(job.successors):
            raise refused("link-twice", f"{name} line {job.line}", said("Job {number} names a successor twice.", number=job.number))
