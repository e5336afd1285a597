"""PSPLIB's own layout (.sm single-mode, .mm multi-mode): named sections between lines of asterisks."""

import re

from milepost.exchange.psplib.instance import LONGEST, MOST_JOBS, MOST_RESOURCES, Capacity, Instance, Job, Mode, refused
from milepost.exchange.psplib.lines import Lines
from milepost.values import said

_COUNT = re.compile(r"(jobs|horizon|- (?:doubly constrained|nonrenewable|renewable)|projects)\b[^:]*:\s*(-?\d{1,9})")
_NAME = re.compile(r"file with basedata\s*:\s*(\S+)")


def read_sections(data: bytes, *, name: str) -> Instance:
    """The instance of a .sm or .mm file. Raises Unreadable naming the line. Source: Kolisch and Sprecher (1996), PSPLIB."""
    lines = Lines(data, name=name)
    counts, title = _head(lines)
    for key in ("jobs", "- renewable", "- nonrenewable"):
        if key not in counts:
            raise refused("section-missing", lines.place(), said("The head has no line '{lstrip} ... : number'.", lstrip=key.lstrip("- ")))
    if counts.get("- doubly constrained"):
        raise refused(
            "unsupported", lines.place(), said("Doubly constrained resources are not read."), said("Use an instance without them.")
        )
    if counts.get("projects", 1) != 1:
        raise refused(
            "unsupported", lines.place(), said("The file holds several projects; one is read."), said("Split the file by project.")
        )
    count, kinds = counts["jobs"], counts["- renewable"] + counts["- nonrenewable"]
    if not 1 <= count <= MOST_JOBS or not 0 <= kinds <= MOST_RESOURCES or min(counts["- renewable"], counts["- nonrenewable"]) < 0:
        raise refused(
            "out-of-range",
            lines.place(),
            said(
                "{what} jobs and {kinds} resources; expected 1 to {most_jobs:,} and 0 to {most_resources:,}.",
                what=count,
                kinds=kinds,
                most_jobs=MOST_JOBS,
                most_resources=MOST_RESOURCES,
            ),
        )
    release, due = _dates(lines)
    successors, mode_counts, where = _precedence(lines, count)
    modes = _modes(lines, count, kinds, mode_counts)
    capacities = _capacities(lines, counts["- renewable"], counts["- nonrenewable"])
    jobs = tuple(Job(n, where[n], modes[n], successors[n]) for n in range(1, count + 1))
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return Instance(stem or title, jobs, capacities, release, due, counts.get("horizon"))


def _head(lines: Lines) -> tuple[dict[str, int], str]:
    """Counts by the word they follow, up to the section of project information."""
    counts: dict[str, int] = {}
    title = ""
    while True:
        text = lines.next_line(wanted="the section 'PROJECT INFORMATION:' or 'PRECEDENCE RELATIONS:'")
        if text.upper().startswith(("PROJECT INFORMATION", "PRECEDENCE RELATIONS")):
            lines.number -= 1
            return counts, title
        if match := _COUNT.search(text):
            counts[match[1]] = int(match[2])
        elif match := _NAME.search(text):
            title = match[1]


def _dates(lines: Lines) -> tuple[int, int | None]:
    """Release and due date of the one project: second and third last but two numbers of its row."""
    if not lines.next_line(wanted="'PROJECT INFORMATION:'").upper().startswith("PROJECT INFORMATION"):
        lines.number -= 1
        return 0, None
    lines.next_line(wanted="the headings of the project information")
    row = lines.integers(wanted="project number, jobs, release date, due date, tardiness cost, MPM time")
    if len(row) < 4:
        raise refused(
            "row-short",
            lines.place(),
            said("{many} numbers; expected project number, jobs, release date, due date and more.", many=len(row)),
        )
    if not (0 <= row[2] <= LONGEST and 0 <= row[3] <= LONGEST):
        raise refused(
            "out-of-range",
            lines.place(),
            said(
                "Release date {row} or due date {row2} is not between 0 and {longest:,} periods.", row=row[2], row2=row[3], longest=LONGEST
            ),
        )
    return row[2], row[3] or None


def _section(lines: Lines, title: str) -> None:
    while not lines.next_line(wanted=f"the section '{title}'").upper().startswith(title.rstrip(":")):
        pass


def _precedence(lines: Lines, count: int) -> tuple[dict[int, tuple[int, ...]], dict[int, int], dict[int, int]]:
    """Successors, number of modes and line of each job, by job number."""
    _section(lines, "PRECEDENCE RELATIONS:")
    lines.next_line(wanted="the headings of the precedence relations")
    successors: dict[int, tuple[int, ...]] = {}
    modes: dict[int, int] = {}
    where: dict[int, int] = {}
    for number in range(1, count + 1):
        row = lines.integers(wanted=f"job {number} of {count}: its number, modes, successors")
        if len(row) < 3 or len(row) != 3 + row[2]:
            announced = row[2] if len(row) > 2 else "?"
            raise refused(
                "row-length",
                lines.place(),
                said("Job {number} announces {said} successors and lists {max}.", number=number, said=announced, max=max(len(row) - 3, 0)),
            )
        if row[0] != number:
            raise refused("job-order", lines.place(), said("Job {row} stands where job {number} was expected.", row=row[0], number=number))
        if not 1 <= row[1] <= 1000:
            raise refused(
                "out-of-range", lines.place(), said("Job {number} has {row} modes; expected 1 or more.", number=number, row=row[1])
            )
        for successor in row[3:]:
            if not 1 <= successor <= count:
                raise refused(
                    "link-to-nothing",
                    lines.place(),
                    said("Job {number} names successor {successor}; jobs are 1 to {what}.", number=number, successor=successor, what=count),
                )
        successors[number], modes[number], where[number] = tuple(row[3:]), row[1], lines.number
    return successors, modes, where


def _modes(lines: Lines, count: int, kinds: int, mode_counts: dict[int, int]) -> dict[int, tuple[Mode, ...]]:
    """The modes of each job, by job number."""
    _section(lines, "REQUESTS/DURATIONS:")
    lines.next_line(wanted="the headings of the requests")
    if not set(lines.next_line(wanted="the first request")) <= {"-"}:
        lines.number -= 1
    result: dict[int, tuple[Mode, ...]] = {}
    for number in range(1, count + 1):
        modes: list[Mode] = []
        for mode in range(1, mode_counts[number] + 1):
            row = lines.integers(wanted=f"job {number}, mode {mode}: duration and {kinds} requests")
            row = row if mode > 1 else row[1:] if row[:1] == [number] else _wrong_job(lines, number, row)
            if len(row) != 2 + kinds:
                raise refused(
                    "row-length",
                    lines.place(),
                    said("Job {number}, mode {mode}: expected mode, duration and {kinds} requests.", number=number, mode=mode, kinds=kinds),
                )
            if row[0] != mode:
                raise refused(
                    "mode-order",
                    lines.place(),
                    said("Mode {row} of job {number} stands where mode {mode} was expected.", row=row[0], number=number, mode=mode),
                )
            if min(row[1:]) < 0 or row[1] > LONGEST or max(row[1:]) > 10**6:
                raise refused(
                    "out-of-range",
                    lines.place(),
                    said("Job {number}, mode {mode}: a duration or request is negative or too large.", number=number, mode=mode),
                )
            modes.append(Mode(row[1], tuple(row[2:])))
        result[number] = tuple(modes)
    return result


def _wrong_job(lines: Lines, number: int, row: list[int]) -> list[int]:
    raise refused(
        "job-order", lines.place(), said("Job {what} stands where job {number} was expected.", what=row[0] if row else "?", number=number)
    )


def _capacities(lines: Lines, renewable: int, nonrenewable: int) -> tuple[Capacity, ...]:
    """Amounts per resource: renewable first, as the requests list them."""
    _section(lines, "RESOURCEAVAILABILITIES:")
    lines.next_line(wanted="the headings of the resource availabilities")
    total = renewable + nonrenewable
    amounts: list[int] = lines.integers(wanted=f"{total} availabilities") if total else []
    if len(amounts) != total:
        raise refused(
            "row-length",
            lines.place(),
            said("{many} availabilities; the head announces {total} resources.", many=len(amounts), total=total),
        )
    if amounts and not (min(amounts) >= 0 and max(amounts) <= 10**6):
        raise refused("out-of-range", lines.place(), said("An availability is negative or above 1,000,000."))
    names = [f"R{n}" for n in range(1, renewable + 1)] + [f"N{n}" for n in range(1, nonrenewable + 1)]
    return tuple(Capacity(name, amount, index < renewable) for index, (name, amount) in enumerate(zip(names, amounts, strict=True)))
