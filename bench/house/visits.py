"""First visits of pages in a browser: bytes, requests, processor time of server and browser, and when the page stands.

Makes the small demonstration and serves it without a worker, so that the processor time is that of the pages alone. Each page is asked for
until all processes of the server know it, and then visited over a slow line (4G: 1.6 Mbit/s, 150 ms there and back) with nothing in the
browser's cache. Times depend on the machine and its load: they are a trend; bytes, requests and queries are held to by the tests.

Run: ./milepost python -m bench.house.visits [--demonstration FOLDER] [--times 5]
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from bench.house.lists import OUR_LOG_IN, free_port, session
from bench.house.place import Place
from bench.house.processes import processor_seconds
from bench.measure import machine, table

PAGES = (
    "/log-in/",
    "/",
    "/organisations/",
    "/organisations/ORG-1/",
    "/organisations/new/",
    "/people/",
    "/people/PER-1/",
    "/account/",
    "/inbox/",
    "/teams/1/",
    "/skills/matrix/",
    "/leave/",
    "/leave/ask/",
    "/documents/",
    "/jobs/",
    "/projects/",
    "/portfolio/",
    "/portfolio/?shown=roadmap",
    "/projects/PRJ-1/",
    "/projects/PRJ-1/scope/",
    "/projects/PRJ-1/requirements/",
    "/projects/PRJ-1/goals/",
    "/projects/PRJ-1/plan/",
    "/projects/PRJ-1/plan/baselines/",
    "/projects/PRJ-1/plan/scenarios/",
    "/projects/PRJ-1/plan/level/",
    "/projects/PRJ-1/plan/chances/",
    "/projects/PRJ-1/plan/bring/",
    "/projects/PRJ-1/board/",
    "/projects/PRJ-1/backlog/",
    "/projects/PRJ-1/tasks/",
    "/projects/PRJ-1/answers/",
)
"""Those that people live in, made by hand, and a list, a record and a form as they are generated."""
FOR_STRANGERS = ("/log-in/",)
WARM = 10
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8 * 0.9, "uploadThroughput": 750_000 / 8 * 0.9}
LIMITS = {
    "kB": 160.0,
    "requests": 16.0,
    "page ms": 60.0,
    "visit ms": 0.0,
    "main thread ms": 250.0,
    "LCP ms": 1800.0,
    "CLS": 0.02,
    "TBT ms": 150.0,
}
"""`page` is the server's processor time for the page alone, `visit` that for all that a browser asks for with it."""
OBSERVE = """
window.__told = {lcp: 0, cls: 0, tbt: 0};
const watch = (type, count) => new PerformanceObserver((list) => list.getEntries().forEach(count)).observe({type, buffered: true});
watch('largest-contentful-paint', (one) => { __told.lcp = one.startTime; });
watch('layout-shift', (one) => { if (!one.hadRecentInput) __told.cls += one.value; });
watch('longtask', (one) => { __told.tbt += Math.max(0, one.duration - 50); });
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints a table, a row for each page: the median of its visits; 1 when a limit of bytes or requests is missed."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(prog="bench.house.visits", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--demonstration", default="", metavar="FOLDER", help="one that is there (default: a small one is made)")
    parser.add_argument("--times", type=int, default=5, help="visits of each page (default: %(default)s)")
    choices = parser.parse_args(arguments)
    chromium = os.environ.get("MILEPOST_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    rows = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home = Path(choices.demonstration or f"{folder}/house")
        place = Place(home, port=free_port())
        if not choices.demonstration:
            place.command("demo", str(home), "--size", "small", "--no-serve")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-background-networking"])
        try:
            place.start("--no-worker")
            cookie = session(place.port, OUR_LOG_IN)
            for path in PAGES:
                who = "" if path in FOR_STRANGERS else cookie
                alone = _alone(place, path, who)
                visits = [visit(browser, place, path, who) | {"page ms": alone} for _ in range(choices.times)]
                rows[path] = {name: sorted(one[name] for one in visits)[len(visits) // 2] for name in LIMITS}
        finally:
            place.stop()
            browser.close()
    shown = [
        [f"`{path}`", *(f"{row[name]:.2f}" if name == "CLS" else f"{row[name]:,.0f}" for name in LIMITS)] for path, row in rows.items()
    ]
    print(table(["page", *LIMITS], [*shown, ["limit", *(f"{limit:g}" if limit else "" for limit in LIMITS.values())]]))
    print(f"\n{machine()}")
    return 0 if all(row[name] <= LIMITS[name] for row in rows.values() for name in ("kB", "requests")) else 1


def _alone(place: Place, path: str, cookie: str) -> float:
    """Milliseconds of the server's processor for the page without what belongs to it."""
    asked = Request(f"http://127.0.0.1:{place.port}{path}", headers={"Accept-Encoding": "gzip", **({"Cookie": cookie} if cookie else {})})
    for count in (WARM, WARM * 2):
        before = processor_seconds(place.process)
        for _ in range(count):
            _answered(asked)
    return (processor_seconds(place.process) - before) / count * 1000


def _answered(asked: Request) -> None:
    """Raises RuntimeError with the address of a page that is not there."""
    try:
        urlopen(asked, timeout=60).read()
    except HTTPError as error:
        raise RuntimeError(f"{asked.full_url}: {error}") from error


def visit(browser: Any, place: Place, path: str, cookie: str) -> dict[str, float]:
    """One visit with an empty cache."""
    context = browser.new_context(viewport={"width": 1280, "height": 844}, locale="en-GB")
    address = f"http://127.0.0.1:{place.port}"
    for pair in filter(None, cookie.split("; ")):
        name, _, value = pair.partition("=")
        context.add_cookies([{"name": name, "value": value, "url": address}])
    page = context.new_page()
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", SLOW)
    tools.send("Performance.enable", {"timeDomain": "threadTicks"})
    sizes: dict[str, float] = {}
    tools.on("Network.loadingFinished", lambda told: sizes.__setitem__(told["requestId"], told["encodedDataLength"]))
    page.add_init_script(OBSERVE)
    before = processor_seconds(place.process)
    page.goto(address + path, wait_until="networkidle")
    used = processor_seconds(place.process) - before
    told = page.evaluate("window.__told")
    busy = {one["name"]: one["value"] for one in tools.send("Performance.getMetrics")["metrics"]}["TaskDuration"]
    context.close()
    seen = {"kB": sum(sizes.values()) / 1000, "requests": float(len(sizes)), "visit ms": used * 1000, "main thread ms": busy * 1000}
    return seen | {"LCP ms": told["lcp"], "CLS": told["cls"], "TBT ms": told["tbt"]}


if __name__ == "__main__":
    sys.exit(main())
