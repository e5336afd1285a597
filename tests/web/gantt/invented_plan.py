"""An invented plan of any size with everything that a chart can show, and a naive reckoning of its dates: for tests of the chart alone."""

from bisect import bisect_right
from collections.abc import Iterator
from copy import deepcopy
from random import Random
from typing import Any

DAY = 1440
HOURS = [[540, 750], [810, 1050]]
WEEK = [HOURS] * 5 + [[], []]
START = 20_752 * DAY  # Monday, 26 October 2026
NOW = START + 28 * DAY + 10 * 60
FREE: list[tuple[int, int, str]] = [(START + 60 * DAY, START + 62 * DAY, "Christmas"), (START + 67 * DAY, START + 68 * DAY, "New Year")]
DAY_MINUTES = 450
VERBS = ("Build", "Configure", "Train", "Migrate", "Test", "Approve", "Document", "Procure", "Design", "Review")
THINGS = (
    "data warehouse",
    "firewall rules",
    "user accounts",
    "CRM connector",
    "network core",
    "service desk",
    "cut-over plan",
    "reporting pack",
)
PEOPLE = ("Asha Shah", "Ben Jones", "Chidi Okafor", "Dora Müller", "Elena Rossi", "Gwen Evans", "Hana Novak", "Ines Silva", "Jun Lee")
CAN = [
    *("task.create", "task.edit", "task.place", "task.report", "task.delete"),
    *("task-link.create", "task-link.edit", "task-link.delete", "assignment.create", "assignment.edit", "assignment.delete"),
]


class Hours:
    """Working minutes of the invented calendar, counted from its first day."""

    def __init__(self) -> None:
        self.starts, self.before = [0], [0]
        self.stretches: list[tuple[int, int, int]] = []
        total = 0
        for day in range(START // DAY - 400, START // DAY + 6000):
            if any(begin <= day * DAY < end for begin, end, _ in FREE):
                continue
            for begin, end in WEEK[(day + 3) % 7]:
                self.stretches.append((day * DAY + begin, day * DAY + end, total))
                total += end - begin
        self.starts = [begin for begin, _, _ in self.stretches]
        self.before = [total for _, _, total in self.stretches]

    def worked(self, moment: int) -> int:
        at = bisect_right(self.starts, moment) - 1
        begin, end, total = self.stretches[at]
        return total + min(moment, end) - begin

    def begins(self, work: int) -> int:
        at = bisect_right(self.before, work) - 1
        return self.starts[at] + work - self.before[at]

    def ends(self, work: int) -> int:
        at = bisect_right(self.before, work - 1) - 1
        return self.starts[at] + work - self.before[at]


HOURS_OF_PLAN = Hours()


def invented(count: int) -> dict[str, Any]:
    """Rows, links and assignments of so many tasks."""
    chance = Random(7)
    rows: list[dict[str, Any]] = []
    links: list[dict[str, Any]] = []
    assignments: list[dict[str, Any]] = []
    phase: dict[str, Any] | None = None
    first: dict[str, Any] | None = None
    last: dict[str, Any] | None = None
    for number in range(1, count + 1):
        if phase is None or number % 12 == 1:
            phase = _row(number, None, 1, f"Phase {number // 12 + 1}: {chance.choice(THINGS)}", "summary")
            rows.append(phase)
            continue
        point = number % 12 == 0
        name = f"{chance.choice(VERBS)} {chance.choice(THINGS)}" if not point else f"{phase['name'].split(': ')[1].capitalize()} accepted"
        row = _row(number, phase["id"], 2, name, "milestone" if point else "task")
        row["duration"] = 0 if point else chance.randint(1, 10) * DAY_MINUTES
        row["scope"] = 2 if number % 29 == 0 else 1
        row["held"] = row["scope"] == 2
        if number % 12 == 2 and first is not None:
            links.append(_link(len(links) + 1, first["id"], row["id"], "SS", chance.randint(0, 4) * DAY_MINUTES))
        elif last is not None and number % 12 != 2:
            kind = "FS" if chance.random() < 0.86 else chance.choice(("SS", "FF", "SF", "SS"))
            lag = 0 if chance.random() < 0.8 else chance.choice((1, 2, -1)) * DAY_MINUTES
            links.append(_link(len(links) + 1, last["id"], row["id"], kind, lag))
        first = row if number % 12 == 2 else first
        if not point:
            assignments.append(_assignment(len(assignments) + 1, row["id"], chance.randint(1, len(PEOPLE)), 1_000_000))
        if number % 17 == 0:
            row["deadline"] = START + number // 2 * DAY + 1050
        if number % 23 == 0:
            row["constraint"], row["constraint_at"] = "snet", START + number // 4 * DAY + 540
        if number == 31:
            row["blocked"] = "room not ready"
        rows.append(row)
        last = row
    plan = {"rows": rows, "links": links, "assignments": assignments}
    reckon(plan)
    for row in rows:
        if row["finish"] <= NOW:
            row.update(done=1_000_000, started=row["start"], finished=row["finish"])
        elif row["start"] < NOW:
            row.update(done=chance.randint(1, 8) * 100_000, started=row["start"])
        early = chance.randint(0, 4) * DAY
        row["base_start"], row["base_finish"] = row["start"] - early, row["finish"] - early
        if row["kind"] == "milestone":
            row["p50"], row["p80"] = row["finish"] + 2 * DAY, row["finish"] + 9 * DAY
    reckon(plan)
    return plan


def _row(number: int, parent: int | None, level: int, name: str, kind: str) -> dict[str, Any]:
    nothing = (
        *("late_finish", "driver", "driving_link", "effort", "remaining", "best", "worst", "constraint_at", "deadline", "started"),
        *("finished", "expected", "base_start", "base_finish", "p50", "p80"),
    )
    return {
        "id": number,
        "number": f"TSK-{number}",
        "version": 1,
        "parent": parent,
        "level": level,
        "position": number << 20,
        "name": name,
        "kind": kind,
        "start": START,
        "finish": START,
        "float": 0,
        "free_float": 0,
        "critical": False,
        "held": False,
        "duration": 450,
        "done": 0,
        "type": "fixed-units",
        "constraint": "asap",
        "priority": 500,
        "chargeable": True,
        "scope": 1,
        "blocked": "",
        **dict.fromkeys(nothing),
    }


def _link(key: int, begin: int, end: int, kind: str, lag: int) -> dict[str, Any]:
    return {"id": key, "version": 1, "from": begin, "to": end, "kind": kind, "lag": lag, "lag_kind": "working"}


def _assignment(key: int, task: int, person: int, share: int) -> dict[str, Any]:
    return {"id": key, "version": 1, "task": task, "person": person, "role": None, "share": share, "effort": None, "state": "accepted"}


def in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each before its parts, with its level."""
    below: dict[Any, list[dict[str, Any]]] = {}
    for row in sorted(rows, key=lambda row: (row["position"], row["id"])):
        below.setdefault(row["parent"], []).append(row)

    def walk(parent: Any, level: int) -> Iterator[dict[str, Any]]:
        for row in below.get(parent, []):
            row["level"] = level
            yield row
            yield from walk(row["id"], level + 1)

    return list(walk(None, 1))


def reckon(plan: dict[str, Any]) -> None:
    """Dates as early as links and constraints let them, and of summaries those of their parts."""
    hours = HOURS_OF_PLAN
    plan["rows"] = in_order(plan["rows"])
    rows = {row["id"]: row for row in plan["rows"]}
    whole = {row["parent"] for row in plan["rows"]}
    into: dict[int, list[dict[str, Any]]] = {}
    for link in plan["links"]:
        into.setdefault(link["to"], []).append(link)
    done: set[int] = set()

    def place(row: dict[str, Any]) -> None:
        stack = [row]
        while stack:
            here = stack[-1]
            missing = [
                rows[link["from"]] for link in into.get(here["id"], []) if link["from"] not in done and rows[link["from"]] not in stack
            ]
            if missing and here["id"] not in done:
                stack.append(missing[0])
                continue
            stack.pop()
            if here["id"] in done:
                continue
            done.add(here["id"])
            _place(here, into.get(here["id"], []), rows, hours)

    for row in plan["rows"]:
        if row["id"] not in whole:
            place(row)
    for row in reversed(plan["rows"]):
        if row["id"] in whole:
            parts = [one for one in plan["rows"] if one["parent"] == row["id"]] if len(rows) < 3000 else None
            parts = parts if parts is not None else _parts(plan["rows"], row)
            row.update(kind="summary", start=min(one["start"] for one in parts), finish=max(one["finish"] for one in parts))
        elif row["kind"] == "summary":
            row["kind"] = "task"
    last = max((row["finish"] for row in plan["rows"] if not row["held"]), default=START)
    _critical(plan["rows"], rows, {link["id"]: link for link in plan["links"]}, last)


def _parts(rows: list[dict[str, Any]], whole: dict[str, Any]) -> list[dict[str, Any]]:
    at = rows.index(whole)
    found = []
    for row in rows[at + 1 :]:
        if row["level"] <= whole["level"]:
            break
        found.append(row)
    return found


def _place(row: dict[str, Any], links: list[dict[str, Any]], rows: dict[int, dict[str, Any]], hours: Hours) -> None:
    work = hours.worked(START)
    driver = None
    if row["constraint"] == "snet" and row["constraint_at"] is not None:
        work = max(work, hours.worked(row["constraint_at"]))
    for link in links:
        other = rows[link["from"]]
        bound = hours.worked(other["finish" if link["kind"][0] == "F" else "start"]) + link["lag"]
        if link["kind"][1] == "F":
            bound -= row["duration"]
        if bound > work:
            work, driver = bound, link["id"]
    row["start"] = hours.ends(work) if row["duration"] == 0 else hours.begins(work)
    row["finish"] = row["start"] if row["duration"] == 0 else hours.ends(work + row["duration"])
    row["driving_link"] = driver


def _critical(rows: list[dict[str, Any]], by_id: dict[int, dict[str, Any]], links: dict[int, dict[str, Any]], last: int) -> None:
    for row in rows:
        row["critical"] = False
        row["float"] = max(0, (last - row["finish"]) // DAY * 300)
        row["late_finish"] = row["finish"] + min(6, row["float"] // 450) * DAY
    at = max((row for row in rows if not row["held"] and row["kind"] != "summary"), key=lambda row: row["finish"], default=None)
    while at is not None:
        at.update(critical=True, float=0, late_finish=at["finish"])
        link = links.get(at["driving_link"])
        at = by_id[link["from"]] if link else None


def columns(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    return {name: [row[name] for row in rows] for name in (rows[0] if rows else _row(0, None, 1, "", "task"))}


def chart(plan: dict[str, Any], run: int, can: list[str]) -> dict[str, Any]:
    """As docs/reference/plan-data.md has it."""
    rows = plan["rows"]
    ends = [row["finish"] for row in rows if not row["held"]]
    facts = {
        "id": 1,
        "number": "PLN-1",
        "name": "Delivery",
        "kind": "main",
        "project": "PRJ-1",
        "run": run,
        "starts_at": START,
        "status_at": NOW - 3 * DAY,
        "now": NOW,
        "day_minutes": DAY_MINUTES,
        "start": START,
        "finish": max(ends, default=None),
        "p50": None,
        "p80": None,
        "committed": START + 120 * DAY + 1050,
        "can": can,
    }
    return {
        "plan": facts,
        "tasks": columns(rows),
        "links": columns(plan["links"]) if plan["links"] else [],
        "assignments": columns(plan["assignments"]) if plan["assignments"] else [],
        "people": [{"id": at + 1, "name": name} for at, name in enumerate(PEOPLE)],
        "roles": [{"id": 1, "name": "Network engineer"}],
        "scopes": [
            {"id": 1, "number": "SCP-1", "name": "Agreed", "state": "in-scope"},
            {"id": 2, "number": "SCP-2", "name": "Wished", "state": "proposed"},
        ],
        "baselines": [{"id": 1, "number": "BSL-1", "name": "Contract", "on": "2026-10-20", "shown": True}],
        "calendar": {"week": WEEK, "free": FREE},
        "problems": [],
    }


def copied(plan: dict[str, Any]) -> dict[str, Any]:
    return deepcopy(plan)
