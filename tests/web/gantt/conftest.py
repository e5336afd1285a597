"""Fixtures of the chart alone: a server of invented plans, and a browser that looks at one."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from milepost.config.requests import PAGES
from tests.web.gantt.plan_server import Kept, Plans

ANSWERS = ("status of 409", "status of 422", "status of 500")
"""That something was refused is an answer, which the browser notes of any request."""


@pytest.fixture(scope="session")
def plans() -> Iterator[Plans]:
    """One server for all tests; every test asks for a plan of its own."""
    running = Plans(PAGES)
    yield running
    running.end()


class Chart:
    """A window with a chart in it."""

    def __init__(self, page: Page, kept: Kept) -> None:
        self.page, self.kept = page, kept
        self.said: list[str] = []
        page.on("console", lambda told: self._heard(told.type, told.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))

    def _heard(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and not any(one in text for one in ANSWERS):
            self.said.append(text)

    def tell(self, expression: str, *values: Any) -> Any:
        """What the element knows: `chart` is the element, `v` the values."""
        return self.page.evaluate(f"v => {{ const chart = document.querySelector('mp-gantt'); return {expression}; }}", list(values))

    def focus(self) -> None:
        """As Tab would: what is done by hand is there then."""
        self.page.focus(".g-scroll")
        self.until("chart.hands")

    def until(self, expression: str, *values: Any) -> None:
        """Wait for something to be so. (Asked in steps: a policy that forbids eval forbids the browser's own waiting, too.)"""
        for _ in range(200):
            if self.tell(f"Boolean({expression})", *values):
                return
            self.page.wait_for_timeout(25)
        raise AssertionError(f"it never came to be: {expression} {values}")

    def keys(self, *keys: str) -> None:
        """Keys one after another; what begins with a quotation mark is typed."""
        for key in keys:
            if key.startswith('"'):
                self.page.keyboard.type(key[1:])
            else:
                self.page.keyboard.press(key)

    def settle(self) -> None:
        """Until nothing is on its way."""
        self.until("!chart.pending.size && !chart.hands?.edits.busy")

    def task(self, task: int) -> dict[str, Any]:
        """As the server has it."""
        found: dict[str, Any] = next(row for row in self.kept.now["rows"] if row["id"] == task)
        return found

    def shown(self, task: int, name: str) -> Any:
        """As the chart has it."""
        return self.tell("chart.plan.tasks[v[1]][chart.plan.place.get(v[0])]", task, name)

    def bar(self, task: int) -> dict[str, float]:
        """Where the task's bar is on the screen."""
        found: dict[str, float] = self.tell(
            "chart.rows.used.get(chart.outline.rowOf[chart.plan.place.get(v[0])]).bar.getBoundingClientRect().toJSON()", task
        )
        return found


@pytest.fixture
def chart(chromium_running: Browser, plans: Plans) -> Iterator[Any]:
    """`chart("100-moves", width=390)` is a window with a plan of 100 tasks that only this test knows by that key."""
    contexts = []

    def look(key: str, *, width: int = 1280, scheme: str = "light", asked: str = "", view: str = "{}", **more: Any) -> Chart:
        context = chromium_running.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme, locale="en-GB", **more)  # type: ignore[arg-type]
        contexts.append(context)
        context.add_init_script(f"localStorage.getItem('milepost:gantt') ?? localStorage.setItem('milepost:gantt', JSON.stringify({view}))")
        made = Chart(context.new_page(), plans.plan(key))
        made.page.goto(f"{plans.url}/plans/{key}/{asked}")
        made.page.wait_for_selector(".g-scroll:not([aria-busy])")
        return made

    yield look
    for context in contexts:
        context.close()
