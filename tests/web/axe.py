"""What a page must not have: violations that axe finds, complaints of the browser, anything wider than the screen."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.security.rules import THOROUGH

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that ask how something is coloured."""


def complaints(page: Any, *, only_dark: bool = False) -> list[str]:
    """Each rule with the first place where it is broken, once nothing in the page is under way (which is shown paler). In the dark the
    rules of colours alone are asked, for every page is looked at in the light too, unless it is `only_dark`, or MILEPOST_THOROUGH=1."""
    expect(page.locator('[aria-busy="true"]')).to_have_count(0)
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    colours = dark and not only_dark and not THOROUGH
    rules = {"type": "rule", "values": OF_COLOURS} if colours else {"type": "tag", "values": TAGS}
    found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
    told = [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found.response["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*told, *([f"wider than the screen by {wide}"] if wide > 0 else [])]
