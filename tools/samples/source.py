"""Reads the sample plans' own notation: one line a task, indentation for the outline."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

FINISHES = ("fnlt", "fnet", "mfo", "deadline")
KINDS = ("snet", "snlt", "fnet", "fnlt", "mso", "mfo", "alap")


@dataclass(frozen=True)
class Span:
    """An amount and its unit: d, h (working), ed, eh (clock), n (one night shift), % (of the predecessor)."""

    amount: float
    unit: str

    @property
    def minutes(self) -> int:
        """Working or clock minutes; a percentage has none of its own."""
        return round(self.amount * {"d": 450, "h": 60, "ed": 1440, "eh": 60, "n": 240}[self.unit])

    @property
    def elapsed(self) -> bool:
        """Whether the clock counts, not the calendar."""
        return self.unit in ("ed", "eh")


@dataclass(frozen=True)
class After:
    """One link to a predecessor's key."""

    key: str
    kind: str = "FS"
    lag: Span = Span(0, "d")


@dataclass
class Row:
    """One task or summary in outline order. `who` pairs a member's short name with units (or pieces of a material)."""

    key: str
    name: str
    level: int
    duration: Span | None = None
    after: list[After] = field(default_factory=list)
    who: list[tuple[str, float]] = field(default_factory=list)
    constraint: str = "asap"
    constraint_date: datetime | None = None
    deadline: datetime | None = None
    expected: datetime | None = None
    done: tuple[datetime, datetime] | None = None
    begun: tuple[datetime, int] | None = None
    fixed_cost: int = 0
    fixed_duration: bool = False
    night: bool = False
    estimated: bool = False
    priority: int = 500
    note: str = ""

    @property
    def summary(self) -> bool:
        """Summaries have no duration of their own."""
        return self.duration is None


@dataclass
class Plan:
    """Heading lines by name, and the rows."""

    heading: dict[str, str]
    rows: list[Row]


def read_plan(path: Path) -> Plan:
    """The plan of one file. Raises ValueError that names the line."""
    heading: dict[str, str] = {}
    rows: list[Row] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            if not rows and re.match(r"[a-z]+: ", line) and "|" not in line:
                key, _, value = line.partition(": ")
                heading[key] = value.strip()
            else:
                rows.append(read_row(line))
        except (ValueError, KeyError, IndexError) as error:
            raise ValueError(f"{path.name} line {number}: {error}") from error
    return Plan(heading, rows)


def read_row(line: str) -> Row:
    """One line of the outline."""
    level = 1 + (len(line) - len(line.lstrip())) // 2
    if "|" not in line:
        return Row(line.strip(), line.strip(), level)
    head, duration, after, who, extras = [*(cell.strip() for cell in line.split("|")), "", "", "", ""][:5]
    key, _, name = head.partition(": ")
    row = Row(key, name, level, read_span(duration))
    row.after = [read_after(word.strip()) for word in after.split(",") if word.strip()]
    row.who = [read_share(word.strip()) for word in who.split(",") if word.strip()]
    for extra in filter(None, (word.strip() for word in extras.split(";"))):
        read_extra(row, extra)
    return row


def read_span(text: str) -> Span:
    """ "5d", "21ed", "48eh", "1n", "50%"."""
    match = re.fullmatch(r"(-?[\d.]+)(ed|eh|[dhn%])", text)
    if not match:
        raise ValueError(f"{text!r} is no span")
    return Span(float(match[1]), match[2])


def read_after(text: str) -> After:
    """ "lld", "lld SS+2d", "lld FF-1d"."""
    match = re.fullmatch(r"(\w+)(?: (FS|SS|FF|SF)([+-].+)?)?", text)
    if not match:
        raise ValueError(f"{text!r} is no link")
    return After(match[1], match[2] or "FS", read_span(match[3].lstrip("+")) if match[3] else Span(0, "d"))


def read_share(text: str) -> tuple[str, float]:
    """ "Tom", "Tom 50%", "Cat6A 96" (pieces), "Cabling team"."""
    match = re.fullmatch(r"(\w+)(?: team)?(?: (\d+)(%)?)?", text)
    if not match:
        raise ValueError(f"{text!r} is nobody's share")
    return match[1], (int(match[2]) / (100 if match[3] else 1)) if match[2] else 1.0


def read_extra(row: Row, extra: str) -> None:
    """Everything a task may have beside length, links and people."""
    word, _, rest = extra.partition(" ")
    if word in KINDS:
        row.constraint = word
        row.constraint_date = read_moment(rest, finish=word in FINISHES) if rest else None
    elif word == "expected":  # not known when the baseline was taken
        row.expected = read_moment(rest)
    elif word == "deadline":
        row.deadline = read_moment(rest, finish=True)
    elif word == "done":
        start, finish = rest.split("..")
        row.done = (read_moment(start), read_moment(finish))
    elif word == "begun":
        start, percent = rest.split()
        row.begun = (read_moment(start), int(percent.rstrip("%")))
    elif extra.startswith("fixed cost "):
        row.fixed_cost = int(extra.split()[2])
    elif word == "note":
        row.note = rest
    elif word == "priority":
        row.priority = int(rest)
    elif extra in ("fixed duration", "night", "estimated"):
        setattr(row, extra.replace(" ", "_"), True)
    else:
        raise ValueError(f"{extra!r} is not understood")


def read_moment(text: str, *, finish: bool = False) -> datetime:
    """A day alone means 09:00, or 17:15 where it is a finish."""
    if "T" in text:
        return datetime.fromisoformat(text)
    return datetime.fromisoformat(f"{text}T{'17:15' if finish else '09:00'}")
