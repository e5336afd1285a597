"""The chart of a plan in headless Chromium, beside free libraries that draw the same plan: frappe-gantt and vis-timeline (both MIT).

Every chart gets the same invented plan from a server on this machine and is measured alike: the main thread's processor time until it
stands, how long after its data it is painted, memory of scripts, elements, the main thread's time for a frame while it is scrolled by
two rows, and of ours what an edit takes until what came of it is painted, without the wait for the server. The libraries are fetched by
npm into a temporary folder and never become part of the product.

Run: ./milepost python -m bench.gantt [--tasks 1000 10000] [--peers on|off|required] [--runs 5] [--patience 120]
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.measure import machine, table
from tests.web.gantt.invented_plan import DAY, chart, invented
from tests.web.gantt.plan_server import Plans

PACKAGES = {"frappe-gantt": "1.2.2", "vis-timeline": "8.5.4"}
LIMITS = {
    "paint ms": {1000: 300.0, 10_000: 500.0},
    "main ms": {1000: 400.0, 10_000: 600.0},
    "frame ms": {1000: 6.0, 10_000: 6.0},
    "edit ms": {1000: 180.0},
}
"""An edit has 300 ms from key to picture, of which the server has 120."""
FRAMES, BY = 90, 64
NEVER = float("inf")
"""Of what could not be scrolled by a script."""
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; img-src 'self' data:"
OURS = "milepost"
MEASURED = ("paint ms", "main ms", "frame ms", "edit ms", "elements", "heap MB")
HEAD = '<!doctype html><html lang="en"><meta charset="utf-8"><title>{name}</title><link rel="stylesheet" href="/peers/{css}">'
PAGES = {
    "frappe-gantt": HEAD.format(name="frappe", css="frappe-gantt/dist/frappe-gantt.css")
    + '<script src="/peers/frappe-gantt/dist/frappe-gantt.umd.js"></script><div id="chart" style="height:760px"></div><script>'
    "fetch('/peers/COUNT.json').then(found => found.json()).then(rows => { performance.mark('data');"
    "new Gantt('#chart', rows.tasks, {view_mode: 'Day', container_height: 760, readonly: false});"
    "window.place = document.querySelector('.gantt-container'); window.stands = true; })</script>",
    "vis-timeline": HEAD.format(name="vis", css="vis-timeline/dist/vis-timeline-graph2d.min.css")
    + '<script src="/peers/vis-timeline/standalone/umd/vis-timeline-graph2d.min.js"></script><div id="chart"></div><script>'
    "fetch('/peers/COUNT.json').then(found => found.json()).then(rows => { performance.mark('data');"
    "const chart = new vis.Timeline(document.querySelector('#chart'), new vis.DataSet(rows.items), new vis.DataSet(rows.groups),"
    "{height: 760, verticalScroll: true, stack: false, start: rows.from, end: rows.to});"
    "const stood = () => { chart.off('changed', stood); window.place = document.querySelector('.vis-vertical-scroll');"
    "window.stands = true; }; chart.on('changed', stood); })</script>",
}
PAINTED = "() => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))"
SCROLL = """async ([frames, by]) => {
  const place = window.place ?? document.querySelector('.g-scroll');
  for (let at = 0; at < frames; at++) { place.scrollTop += by; await new Promise(requestAnimationFrame); }
  return place.scrollTop;
}"""

EDIT = """async () => {
  const chart = document.querySelector('mp-gantt');
  const { edits } = await chart.byHand();
  const { tasks } = chart.plan;
  const at = tasks.kind.findIndex((kind, at) => kind === 'task' && !tasks.done[at]);
  const [id, duration_minutes] = [tasks.id[at], tasks.duration[at] + 4500];
  const steps = () => [{ operation: 'task.edit', on: [[id, tasks.version[at]]], given: { duration_minutes } }];
  const began = performance.now();
  const made = await edits.do({ ids: [id], steps, local: () => [[id, { duration: duration_minutes }]] });
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  const ended = performance.now();
  const asked = performance.getEntriesByType('resource').findLast(({ name }) => name.includes('/change/'));
  if (!made.consequence.moved.length) throw new Error('nothing moved');
  return ended - began - (asked.responseEnd - asked.startTime);
}"""


class WithPeers(Plans):
    """Our chart's server, which also has the libraries' files and pages."""

    folder: Path

    def get(self, path: str, asked: dict[str, list[str]]) -> tuple[int, str, bytes]:
        if not path.startswith("/peers/"):
            return super().get(path, asked)
        rest = path.removeprefix("/peers/")
        if rest.endswith(".json"):
            return 200, "application/json", json.dumps(for_peers(int(rest.removesuffix(".json")))).encode()
        if rest.endswith(".html"):
            name, count, _ = rest.split(".")
            # Another type than ours, so that no policy is sent: the libraries need styles in elements.
            return 200, "text/html; charset=utf-8", PAGES[name].replace("COUNT", count).encode()
        file = self.folder / rest
        if not file.is_file():
            return 404, "text/plain", b""
        kind = {".js": "text/javascript", ".css": "text/css"}.get(file.suffix, "application/octet-stream")
        return 200, kind, file.read_bytes()


def for_peers(count: int) -> dict[str, Any]:
    """The invented plan as the libraries take it: days as texts; links as "dependencies", which vis-timeline does not draw."""
    tasks = chart(invented(count), 1, [])["tasks"]
    links = chart(invented(count), 1, [])["links"]
    before: dict[int, list[str]] = {}
    for source, target in zip(links["from"], links["to"], strict=True):
        before.setdefault(target, []).append(f"t{source}")
    columns = [tasks[name] for name in ("id", "name", "start", "finish", "done")]
    rows = list(zip(*columns, strict=True))
    return {
        "tasks": [
            {"id": f"t{key}", "name": name, "start": _day(start), "end": _day(max(start + 1, finish)), "progress": done // 10_000}
            | {"dependencies": ",".join(before.get(key, ()))}
            for key, name, start, finish, done in rows
        ],
        "items": [
            {"id": key, "group": key, "content": "", "start": _day(start), "end": _day(max(start + 60, finish)), "title": name}
            for key, name, start, finish, _ in rows
        ],
        "groups": [{"id": key, "content": name} for key, name, *_ in rows],
        "from": _day(min(tasks["start"])),
        "to": _day(min(tasks["start"]) + 60 * DAY),
    }


def _day(moment: int) -> str:
    return datetime.fromtimestamp(moment * 60, UTC).strftime("%Y-%m-%dT%H:%M:%S")


def fetched(folder: Path) -> dict[str, str]:
    """Unpacks the libraries below the folder; by name why one is not there."""
    lacking = {}
    for name, version in PACKAGES.items():
        try:
            packed = subprocess.run(
                ["npm", "pack", f"{name}@{version}"], cwd=folder, capture_output=True, text=True, timeout=120, check=True
            )
        except (OSError, subprocess.SubprocessError) as trouble:
            lacking[name] = f"npm did not fetch it ({type(trouble).__name__})"
            continue
        shutil.unpack_archive(folder / packed.stdout.strip().splitlines()[-1], folder / f"{name}.open")
        (folder / f"{name}.open" / "package").rename(folder / name)
    return lacking


def visit(browser: Any, url: str, name: str, count: int, patience: float) -> dict[str, float]:
    """One visit with nothing cached, and a scroll through it. Raises TimeoutError of the browser when the chart does not come."""
    page = browser.new_context(viewport={"width": 1280, "height": 844}).new_page()
    page.set_default_timeout(patience * 1000)
    meter = page.context.new_cdp_session(page)
    meter.send("Performance.enable", {"timeDomain": "threadTicks"})
    if name == OURS:
        page.goto(f"{url}/plans/{count}/?tree=joined")
        page.wait_for_selector(".g-bar")
        data = page.evaluate("performance.getEntriesByName('gantt:data')[0].startTime")
        drawn = page.evaluate("performance.getEntriesByName('gantt:drawn')[0].startTime")
    else:
        page.goto(f"{url}/peers/{name}.{count}.html", wait_until="commit")
        page.wait_for_function("window.stands")
        data = page.evaluate("performance.getEntriesByName('data')[0].startTime")
        drawn = page.evaluate(PAINTED)
    page.wait_for_timeout(800)
    stood = _metrics(meter)
    reached = page.evaluate(SCROLL, [FRAMES, BY])
    scrolled = _metrics(meter)
    found = {
        "paint ms": drawn - data,
        "main ms": stood["TaskDuration"] * 1000,
        "frame ms": NEVER if not reached else (scrolled["TaskDuration"] - stood["TaskDuration"]) * 1000 / FRAMES,
        "elements": page.evaluate("document.querySelectorAll('*').length"),
        "heap MB": stood["JSHeapUsedSize"] / 1e6,
        "edit ms": page.evaluate(EDIT) if name == OURS else NEVER,
    }
    page.context.close()
    return found


def _metrics(meter: Any) -> dict[str, float]:
    return {one["name"]: one["value"] for one in meter.send("Performance.getMetrics")["metrics"]}


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The server's address."""
    server = WithPeers(POLICY)
    server.folder = folder
    try:
        yield server.url
    finally:
        server.end()


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints a table for each size; 1 when our chart misses a limit, or where a required library is not there."""
    parser = argparse.ArgumentParser(prog="bench.gantt", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tasks", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--peers", choices=("on", "off", "required"), default="on")
    parser.add_argument("--runs", type=int, default=5, help="visits of ours; the libraries get three, and one from 5,000 tasks on")
    parser.add_argument("--patience", type=float, default=180.0, help="seconds after which a chart counts as not drawn")
    choices = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="bench-gantt-") as name:
        lacking = fetched(Path(name)) if choices.peers != "off" else dict.fromkeys(PACKAGES, "not asked for")
        for peer, why in lacking.items():
            print(f"{peer}: {why}; the rest goes on.")
        with served(Path(name)) as url:
            missed = [_compared(url, count, [peer for peer in PACKAGES if peer not in lacking], choices) for count in choices.tasks]
    print(machine())
    return int(any(missed) or (choices.peers == "required" and bool(lacking)))


def _compared(url: str, count: int, peers: Sequence[str], choices: argparse.Namespace) -> bool:
    """Whether ours missed a limit at this size. Charts take turns, so that a busy machine is busy for all."""
    from playwright.sync_api import Error, sync_playwright

    chromium = os.environ.get("MILEPOST_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in (OURS, *peers)}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-background-networking"])
        for turn in range(choices.runs):
            for name in runs:
                if name != OURS and turn >= (1 if count >= 5000 else 3):
                    continue
                try:
                    runs[name].append(visit(browser, url, name, count, choices.patience))
                except Error as trouble:
                    print(f"{name} with {count:,} tasks: {str(trouble).splitlines()[0]}")
        browser.close()
    best = {name: {what: min(one[what] for one in found) for what in MEASURED} for name, found in runs.items() if found}
    shown = [[f"{name}, {count:,} tasks", *(_told(row, best[OURS], what) for what in MEASURED)] for name, row in best.items()]
    limits = {what: LIMITS.get(what, {}).get(count) for what in MEASURED}
    print(table(["chart", *MEASURED], [*shown, ["limit", *(f"{limit:g}" if limit else "" for limit in limits.values())]]), flush=True)
    return any(limit is not None and best[OURS][what] > limit for what, limit in limits.items())


def _told(row: dict[str, float], ours: dict[str, float], what: str) -> str:
    """The figure, and how many times ours it is."""
    if row[what] == NEVER:
        return "–"
    figure = f"{row[what]:,.1f}" if row[what] < 100 else f"{row[what]:,.0f}"
    return figure if row is ours or not ours[what] else f"{figure} ({row[what] / ours[what]:,.1f}×)"


if __name__ == "__main__":
    sys.exit(main())
