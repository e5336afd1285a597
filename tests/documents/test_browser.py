"""The page in a real browser: nothing refused by its own policy, nothing wider than a phone, nothing axe objects to, light and dark."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from milepost.documents.tree import Document
from tests.documents import demo, hostile
from tests.documents.demo_outcomes import demo_outcomes

pytestmark = pytest.mark.browser
PAGES = {"demo": demo.demo, "outcomes": demo_outcomes, "hostile": hostile.hostile}
SCREENS = {"wide": (1280, 900), "phone": (390, 844)}
# Everything of WCAG 2.2 A and AA, and axe's own best practices.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOURS = ["color-contrast", "link-in-text-block"]
"""What can be another in the dark, where all else is as in the light."""


@pytest.fixture(scope="module")
def files(rendered: Callable[[str, Document], bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    made = {name: folder / f"{name}.html" for name in PAGES}
    for name, path in made.items():
        path.write_bytes(rendered("html", PAGES[name]()))
    return made


def opened(chromium_running: Browser, path: Path, *, screen: str, scheme: str) -> tuple[Page, list[str]]:
    """The page and a list that collects what its console says and what it asks of the network."""
    width, height = SCREENS[screen]
    page = chromium_running.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: said.append(request.url) if request.url != path.as_uri() else None)
    page.goto(path.as_uri())
    return page, said


# Colours do not depend on the words: the page of hostile text needs only the light ones.
VIEWS = [(name, screen, scheme) for name in PAGES for screen in SCREENS for scheme in ("light", "dark")]
VIEWS = [view for view in VIEWS if view[0] != "hostile" or view[2] == "light"]


@pytest.mark.parametrize(("name", "screen", "scheme"), VIEWS)
def test_the_page_is_quiet_fits_and_is_accessible(
    chromium_running: Browser, files: dict[str, Path], name: str, screen: str, scheme: str
) -> None:
    page, said = opened(chromium_running, files[name], screen=screen, scheme=scheme)
    assert said == []
    assert page.evaluate("document.documentElement.scrollWidth") == SCREENS[screen][0]
    rules = {"type": "rule", "values": OF_COLOURS} if scheme == "dark" else {"type": "tag", "values": TAGS}
    found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
    assert [f"{each['id']}: {each['nodes'][0]['html'][:300]}" for each in found.response["violations"]] == []
    page.close()


def test_names_stay_beside_their_bars_and_leave_room_on_a_phone(chromium_running: Browser, files: dict[str, Path]) -> None:
    page, _ = opened(chromium_running, files["demo"], screen="phone", scheme="light")
    names = page.locator(".names").first
    region = page.locator(".plot").first
    region.evaluate("element => element.scrollLeft = 300")
    box, outer = names.bounding_box(), region.bounding_box()
    assert box is not None and outer is not None
    assert box["x"] == outer["x"] and box["width"] < outer["width"] / 2
    page.close()


def test_the_first_tab_offers_to_skip_to_the_report_and_tables_can_be_reached(chromium_running: Browser, files: dict[str, Path]) -> None:
    page, _ = opened(chromium_running, files["demo"], screen="wide", scheme="light")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the report"
    page.locator(".scroll").first.focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.close()


def test_every_row_of_names_is_level_with_its_bar(chromium_running: Browser, files: dict[str, Path]) -> None:
    page, _ = opened(chromium_running, files["demo"], screen="wide", scheme="light")
    tops = page.evaluate(
        "() => [...document.querySelectorAll('.band')].map("
        "band => [band.querySelector('.names').offsetHeight, band.querySelector('svg').clientHeight])"
    )
    assert len(tops) == 3 and all(abs(names - chart) <= 1 for names, chart in tops)
    page.close()


def test_on_paper_everything_folded_is_open_and_pages_lie_wide(chromium_running: Browser, files: dict[str, Path]) -> None:
    page, _ = opened(chromium_running, files["demo"], screen="wide", scheme="dark")
    pages = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    text = " ".join(" ".join(each.extract_text() for each in pages).split())
    assert all(each.mediabox.width > each.mediabox.height for each in pages)
    assert "Hours of work by week beginning" in text and "Weeks in which a person's work exceeds" in text
    page.close()
