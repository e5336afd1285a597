"""How heavy the pages are in a browser: `python -m bench.pages [--times N] [--address URL --cookie SESSION]`.

Makes a house of its own with a few records and serves it, asks for each page over a slow line (4G: 1.6 Mbit/s, 150 ms there and back) with
nothing in the browser's cache, and tells beside each limit what was measured: processor time of server and browser, bytes and requests, and
when the page stands. Times depend on the machine and its load: they are a trend; bytes, requests and queries are held to by the tests.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.house.processes import processor_seconds

ROOT = Path(__file__).resolve().parents[1]
PASSWORD = "several words to measure with"
PAGES = ("/log-in/", "/", "/organisations/", "/organisations/ORG-1/", "/organisations/new/", "/people/", "/account/", "/inbox/")
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8 * 0.9, "uploadThroughput": 750_000 / 8 * 0.9}
LIMITS = {"kB": 160.0, "requests": 16.0, "server ms": 60.0, "main thread ms": 250.0, "LCP ms": 1800.0, "CLS": 0.02, "TBT ms": 150.0}
OBSERVE = """
window.__told = {lcp: 0, cls: 0, tbt: 0};
const watch = (type, count) => new PerformanceObserver((list) => list.getEntries().forEach(count)).observe({type, buffered: true});
watch('largest-contentful-paint', (one) => { __told.lcp = one.startTime; });
watch('layout-shift', (one) => { if (!one.hadRecentInput) __told.cls += one.value; });
watch('longtask', (one) => { __told.tbt += Math.max(0, one.duration - 50); });
"""


@dataclass(frozen=True, slots=True)
class House:
    """Where it is served, and by which process."""

    address: str
    process: int


@contextmanager
def served() -> Iterator[House]:
    """A house of its own, gone afterwards."""
    home = tempfile.mkdtemp(prefix="milepost-pages-")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MILEPOST_", "DJANGO_"))}
    known = kept | {"MILEPOST_HOME": home, "PYTHONPATH": str(ROOT / "src"), "MILEPOST_AS": "ann@example.org"}
    command = [sys.executable, "-m", "milepost.cli"]

    def said(*words: str, given: str = "") -> None:
        subprocess.run([*command, *words], env=known, input=given, text=True, check=True, capture_output=True)

    said("setup-house", "--email", "ann@example.org", "--name", "Ann Ames", "--password-stdin", given=PASSWORD)
    for name in ("Harbour Council", "Northshire Trust", "Quay Housing"):
        said("organisation", "create", "--name", name, "--kind", "client")
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    process = subprocess.Popen(
        [*command, "serve", "--listen", f"127.0.0.1:{port}"], env=known, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5)
                break
            except OSError:
                time.sleep(0.1)
        yield House(f"http://127.0.0.1:{port}", process.pid)
    finally:
        process.terminate()
        process.wait(60)
        shutil.rmtree(home, ignore_errors=True)


def measured(browser: Any, house: House, path: str, state: Any) -> dict[str, float]:
    """One visit with an empty cache."""
    context = browser.new_context(viewport={"width": 1280, "height": 844}, locale="en-GB", storage_state=state)
    page = context.new_page()
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", SLOW)
    tools.send("Performance.enable", {"timeDomain": "threadTicks"})
    sizes: dict[str, float] = {}
    tools.on("Network.loadingFinished", lambda told: sizes.__setitem__(told["requestId"], told["encodedDataLength"]))
    page.add_init_script(OBSERVE)
    before = processor_seconds(house.process)
    page.goto(house.address + path, wait_until="networkidle")
    used = processor_seconds(house.process) - before
    told = page.evaluate("window.__told")
    busy = {one["name"]: one["value"] for one in tools.send("Performance.getMetrics")["metrics"]}["TaskDuration"]
    context.close()
    found = (sum(sizes.values()) / 1000, float(len(sizes)), used * 1000, busy * 1000, told["lcp"], told["cls"], told["tbt"])
    return dict(zip(LIMITS, found, strict=True))


def main() -> int:
    """A table in Markdown, a row for each page: the median of the visits, the limits beneath."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=3, help="visits of each page (default: 3)")
    asked = parser.parse_args()
    chromium = os.environ.get("MILEPOST_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with served() as house, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-background-networking"])
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{house.address}/log-in/")
        page.fill("input[name=login]", "ann@example.org")
        page.fill("input[name=password]", PASSWORD)
        page.click("form.plain button[type=submit]")
        page.wait_for_load_state()
        page.goto(f"{house.address}/account/")
        state = context.storage_state()
        print(f"| page | {' | '.join(LIMITS)} |\n| --- |{' --- |' * len(LIMITS)}")
        for path in PAGES:
            visits = [measured(browser, house, path, None if path == "/log-in/" else state) for _ in range(asked.times)]
            row = [sorted(one[name] for one in visits)[len(visits) // 2] for name in LIMITS]
            print(f"| `{path}` | {' | '.join(f'{value:.2f}' if value < 1 else f'{value:,.0f}' for value in row)} |", flush=True)
        print(f"| limit | {' | '.join(f'{limit:g}' for limit in LIMITS.values())} |")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
