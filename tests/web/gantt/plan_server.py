"""A small server for the chart alone: the house's static files, a page that holds the element, and invented plans that can be changed."""

import json
import re
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import RLock, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from milepost.web.joined import wholes
from milepost.web.tree import FOLDER
from tests.web.gantt.invented_plan import CAN, DAY, PEOPLE, chart, columns, copied, invented, reckon

KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
PAGE = """<!doctype html><html lang="en-GB" dir="{dir}" data-theme="{theme}"><head><meta charset="utf-8"><title>Plan</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="csrf" content="token">
<meta name="htmx-config" content='{{"includeIndicatorCSS":false,"history":false}}'><link rel="icon" href="/{tree}/milepost.svg">
<link rel="stylesheet" href="/{tree}/css/base.css"><link rel="stylesheet" href="/{tree}/css/layout.css">
<link rel="stylesheet" href="/{tree}/css/components.css"><link rel="stylesheet" href="/{tree}/css/gantt.css">
<script src="/{tree}/vendor/htmx-4.0.1.min.js" defer></script><script type="module" src="/{tree}/js/milepost.js"></script>
<script type="module" src="/{tree}/js/gantt/gantt.js"></script></head><body><div class="shell">
<aside class="side" id="side" aria-label="Sidebar"><a class="brand" href="/">Milepost</a></aside><div class="main">
<header class="bar"><nav aria-label="Breadcrumb"><ol class="trail"><li><a href="/">Projects</a></li></ol></nav></header>
<main id="main" tabindex="-1"><header class="head"><h1>Network refresh: 80 % chance by 14 August</h1></header>
<mp-gantt data-base="/plans/{key}/" data-label="Plan of Network refresh"></mp-gantt></main></div></div>
<dialog class="palette" id="palette" aria-label="Go to"><input type="text" aria-label="Command"></dialog>
<dialog id="dialog" data-form aria-labelledby="dialog-title"></dialog><dialog class="panel" id="peek" aria-labelledby="peek-title"></dialog>
<div class="waiting" id="waiting" aria-hidden="true"></div>
<div class="toasts" id="toasts" role="status" aria-live="polite"></div></body></html>"""


class Kept:
    """One plan in memory, with what it was before each change."""

    def __init__(self, key: str) -> None:
        self.lock, self.run, self.can = RLock(), 1, [] if "read-only" in key else CAN
        count = int(found[1]) if (found := re.match(r"(\d+)", key)) else 0
        self.now = invented(count)
        self.past = {1: copied(self.now)}
        self.undos: dict[str, dict[str, Any]] = {}
        self.next = max((row["id"] for row in self.now["rows"]), default=0)
        self.asked: list[tuple[str, Any]] = []
        self.by: str | None = None
        self.marks: dict[str, dict[str, Any]] = {}

    def chart(self) -> dict[str, Any]:
        return chart(self.now, self.run, self.can)

    def difference(self, old: dict[str, Any], new: dict[str, Any], run: int) -> dict[str, Any]:
        before = {row["id"]: row for row in old["rows"]}
        rows = [row for row in new["rows"] if before.get(row["id"]) != row]
        there = {row["id"] for row in new["rows"]}
        made: dict[str, Any] = {"run": run, "plan": chart(new, run, self.can)["plan"]}
        if rows:
            made["tasks"] = {name: column for name, column in columns(rows).items() if not name.startswith("base_")}
        if gone := [key for key in before if key not in there]:
            made["gone"] = gone
        if [row["id"] for row in old["rows"]] != [row["id"] for row in new["rows"]]:
            made["order"] = [row["id"] for row in new["rows"]]
        for part in ("links", "assignments"):
            if old[part] != new[part]:
                made[part] = new[part]
        return made

    def once(self, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """A change with a mark that was sent before is told again, with all there is by now."""
        steps, mark = body["steps"], body.get("once")
        if mark in self.marks:
            return 200, {"whole": True} | self.marks[mark]
        state, answer = self.change(steps, body.get("try", False))
        if mark and state == 200:
            self.marks[mark] = {name: answer[name] for name in ("told", "undo", "made")}
        return state, answer

    def change(self, steps: list[dict[str, Any]], attempt: bool) -> tuple[int, dict[str, Any]]:
        with self.lock:
            old, new = copied(self.now), copied(self.now)
            self.asked.append(("try" if attempt else "change", steps))
            doing = Doing(new, self.next)
            for step in steps:
                if answer := doing.do(step):
                    return answer
            reckon(new)
            moved = _moved(old, new, {key for step in steps for key, _ in step["on"] if isinstance(key, int)})
            ends = [max((row["finish"] for row in one["rows"]), default=0) for one in (old, new)]
            days = (ends[1] - ends[0]) // DAY
            said = f"{days:+d} days" if days else "the finish stays"
            consequence = {"finish": ends, "moved": moved, "words": f"{said}, {len(moved)} other tasks move" if moved else said}
            if attempt:
                return 200, self.difference(old, new, self.run) | {"consequence": consequence}
            self.next, batch = doing.next, f"batch-{self.run}"
            self.undos[batch] = old
            self.keep(new)
            made = {"told": doing.told, "undo": batch, "made": doing.made, "consequence": consequence}
            return 200, self.difference(old, new, self.run) | made

    def keep(self, new: dict[str, Any]) -> None:
        self.now, self.run = new, self.run + 1
        self.past[self.run] = copied(new)

    def undo(self, batch: str) -> tuple[int, dict[str, Any]]:
        with self.lock:
            old, was = copied(self.now), self.undos.pop(batch)
            versions = {row["id"]: row["version"] for row in old["rows"]}
            for row in was["rows"]:
                row["version"] = versions.get(row["id"], row["version"]) + 1
            self.keep(was)
            return 200, self.difference(old, was, self.run) | {"told": "Undone", "undo": None}

    def somebody(self, task: int, **values: Any) -> None:
        """Ben changes a task meanwhile."""
        with self.lock:
            new = copied(self.now)
            row = next(row for row in new["rows"] if row["id"] == task)
            row.update(values, version=row["version"] + 1)
            reckon(new)
            self.by = "Ben Jones"
            self.keep(new)


class Doing:
    """Steps of one batch on a plan."""

    def __init__(self, plan: dict[str, Any], last: int) -> None:
        self.plan, self.next, self.told, self.made = plan, last, "", list[list[int]]()

    def do(self, step: dict[str, Any]) -> tuple[int, dict[str, Any]] | None:
        entity, verb = step["operation"].split(".")
        part = {"task": "rows", "task-link": "links", "assignment": "assignments"}[entity]
        self.made.append([])
        self.told = self.told or f"{verb.capitalize()} {entity}"
        if verb == "create":
            self.create(part, step["given"])
            return None
        known = {row["id"]: row for row in self.plan[part]}
        for at, (key, version) in enumerate(step["on"]):
            row = known[self.made[key["ref"]][0] if isinstance(key, dict) else key]
            given = step["given"][at] if isinstance(step["given"], list) else step["given"]
            if version is not None and version != row["version"]:
                both = [
                    {"name": name, "by": "Ben Jones", "at": 0, "theirs": str(row.get(name)), "yours": str(value)}
                    for name, value in given.items()
                ]
                return 409, {"message": "Ben Jones changed the same in the meantime.", "records": {str(key): both}}
            if given.get("name", "").startswith("refuse"):
                return 422, {"errors": [{"message": "A name does not begin with “refuse”.", "field": "name", "task": row["id"]}]}
            getattr(self, verb)(part, row, given)
        return None

    def create(self, part: str, given: dict[str, Any]) -> None:
        if part == "rows":
            self.next += 1
            row = invented(2)["rows"][1] | {
                "id": self.next,
                "number": f"TSK-{self.next}",
                "position": max((one["position"] for one in self.plan["rows"]), default=0) + (1 << 20),
                "held": given["scope_item"] == 2,
            }
            nothing = dict.fromkeys(("base_start", "base_finish", "started", "finished"))
            row |= nothing | {"name": given["name"], "parent": given["parent"], "scope": given["scope_item"], "done": 0}
            self.plan["rows"].append(row)
            self.made[-1] = [self.next]
            return
        key = max((row["id"] for row in self.plan[part]), default=0) + 1
        row = (
            {"id": key, "version": 1, "state": "offered", "effort": None, "role": None, "person": None}
            if part == "assignments"
            else {"id": key, "version": 1}
        )
        names = {"predecessor": "from", "successor": "to", "work_role": "role"}
        self.plan[part].append(row | {names.get(name, name): value for name, value in given.items()})
        self.made[-1] = [key]

    def edit(self, _: str, row: dict[str, Any], given: dict[str, Any]) -> None:
        names = {"duration_minutes": "duration", "deadline_at": "deadline", "effort_minutes": "effort", "scope_item": "scope"}
        row.update({names.get(name, name): value for name, value in given.items()}, version=row["version"] + 1)

    def report(self, _: str, row: dict[str, Any], given: dict[str, Any]) -> None:
        row.update({"blocked": given["blocked_by"], "done": given.get("done", row["done"])}, version=row["version"] + 1)

    def place(self, _: str, row: dict[str, Any], given: dict[str, Any]) -> None:
        rows = {one["id"]: one for one in self.plan["rows"]}
        after = rows.get(given["after"])
        row.update(parent=given["parent"], version=row["version"] + 1, position=after["position"] + 1 if after else -(1 << 60) + row["id"])

    def delete(self, part: str, row: dict[str, Any], _: dict[str, Any]) -> None:
        self.plan[part] = [one for one in self.plan[part] if one["id"] != row["id"]]


def _moved(old: dict[str, Any], new: dict[str, Any], changed: set[int]) -> list[int]:
    was = {row["id"]: (row["start"], row["finish"]) for row in old["rows"] if row["kind"] != "summary"}
    return [
        row["id"]
        for row in new["rows"]
        if row["id"] in was and row["id"] not in changed and was[row["id"]] != (row["start"], row["finish"])
    ]


class Plans:
    """A server on a free port with a plan for each key: its digits say how many tasks, "read-only" that nothing may be changed."""

    def __init__(self, policy: str, port: int = 0) -> None:
        self.kept: dict[str, Kept] = {}
        self.joined = {file: text.encode() for file, text, _ in wholes(FOLDER)}
        plans = self

        class Answering(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                self.answer(plans.get)

            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                body = json.loads(self.rfile.read(length) or b"{}")
                self.answer(lambda path, asked: plans.post(path, body))

            def answer(self, make: Callable[[str, dict[str, list[str]]], tuple[int, str, bytes]]) -> None:
                parts = urlsplit(self.path)
                state, kind, body = make(parts.path, parse_qs(parts.query))
                self.send_response(state)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                if kind == "text/html":
                    self.send_header("Content-Security-Policy", policy)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", port), Answering)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        Thread(target=self.server.serve_forever, daemon=True).start()

    def plan(self, key: str) -> Kept:
        if key not in self.kept:
            self.kept[key] = Kept(key)
        return self.kept[key]

    def get(self, path: str, asked: dict[str, list[str]]) -> tuple[int, str, bytes]:
        if found := re.fullmatch(r"/(static|joined)/(.*)", path):
            file = FOLDER / found[2]
            body = self.joined.get(file) if found[1] == "joined" else None
            return (200, KINDS[file.suffix], body or file.read_bytes()) if file.is_file() else (404, "text/plain", b"")
        if found := re.fullmatch(r"/plans/([\w-]+)/", path):
            look = {
                "key": found[1],
                "tree": asked.get("tree", ["static"])[0],
                "dir": asked.get("dir", ["ltr"])[0],
                "theme": asked.get("theme", ["auto"])[0],
            }
            return 200, "text/html", PAGE.format(**look).encode()
        if path == "/pick/person/":
            there = "zoe young".startswith(asked.get("q", [""])[0].lower())
            return 200, "text/html", b'<div role="option" data-value="99" data-title="Zoe Young">Zoe Young</div>' if there else b""
        found = re.fullmatch(r"/plans/([\w-]+)/(chart|since|load|why)/(.*)", path)
        if not found:
            return 404, "text/plain", b""
        plan = self.plan(found[1])
        if found[2] == "chart":
            return _json(500, {"message": "The disk is full."}) if "broken" in found[1] else _json(200, plan.chart())
        if found[2] == "since":
            run = int(asked["run"][0])
            return (
                (204, "text/plain", b"")
                if run == plan.run
                else _json(200, plan.difference(plan.past[run], plan.now, plan.run) | {"by": plan.by})
            )
        if found[2] == "load":
            return _json(200, _load(int(asked["from"][0]), int(asked["to"][0]), asked["step"][0]))
        return 200, "text/html", b'<header><h2 id="peek-title">Why this date?</h2></header><p class="inside">It follows another task.</p>'

    def post(self, path: str, body: dict[str, Any]) -> tuple[int, str, bytes]:
        found = re.fullmatch(r"/plans/([\w-]+)/(change|undo)/", path)
        if not found:
            return 404, "text/plain", b""
        plan = self.plan(found[1])
        return _json(*(plan.undo(body["batch"]) if found[2] == "undo" else plan.once(body)))

    def end(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def _json(state: int, told: dict[str, Any]) -> tuple[int, str, bytes]:
    return state, "application/json", json.dumps(told).encode()


def _load(begin: int, end: int, step: str) -> dict[str, Any]:
    wide = DAY * (7 if step == "week" else 1)
    steps = list(range(begin, end, wide))
    free = [[(0 if (moment // DAY + 3) % 7 > 4 else 450) * (5 if step == "week" else 1) for moment in steps] for _ in PEOPLE]
    booked = [
        [(moment // wide * 7 + at * 131) % 640 * (0 if row[place] == 0 else 1) for place, moment in enumerate(steps)]
        for at, row in enumerate(free)
    ]
    return {"people": [{"id": at + 1, "name": name} for at, name in enumerate(PEOPLE)], "steps": steps, "booked": booked, "free": free}


if __name__ == "__main__":
    import sys
    from time import sleep

    policy = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; img-src 'self' data:"
    print(Plans(policy, int(sys.argv[1])).url)
    while True:
        sleep(3600)
