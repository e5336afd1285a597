"""What people do in every journey: go somewhere by what it is called, fill in a form by its labels, take a document home."""

import io
import re
from typing import Any

import docx
import pypdf
from playwright.sync_api import Locator, Page, expect

from milepost.kernel.jobs.run import run_one


def to(page: Page, place: str) -> None:
    """By the side bar."""
    page.get_by_role("complementary", name="Sidebar").get_by_role("link", name=place, exact=True).click()


def link(page: Page, name: str) -> None:
    """By a link of that name in the page."""
    page.get_by_role("main").get_by_role("link", name=name, exact=True).first.click()


def up(page: Page, name: str) -> None:
    """By the trail above the page."""
    page.get_by_role("navigation", name="Breadcrumb").get_by_role("link", name=name, exact=True).click()


def tab(page: Page, name: str) -> None:
    """To another page of the same project."""
    page.get_by_role("navigation", name=re.compile("^Of this")).get_by_role("link", name=re.compile(rf"^{name}\b")).click()
    expect(page.locator("nav.tabs [aria-current=page]")).to_contain_text(name)


def to_project(page: Page, name: str, place: str = "") -> None:
    """By the list of projects, and on to one of its pages."""
    to(page, "Projects")
    link(page, name)
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    if place:
        tab(page, place)


def choose(page: Page, menu: str, item: str) -> None:
    """Something from a menu of the page."""
    page.get_by_role("main").locator("summary", has_text=menu).click()
    page.get_by_role("link", name=item, exact=True).click()


def control(where: Page | Locator, label: str) -> Locator:
    """The control of that label, whether or not it may be empty."""
    return where.get_by_label(re.compile(rf"^\s*{re.escape(label)}\s*(\(may be empty\))?\s*$"))


def fill_in(where: Page | Locator, given: dict[str, str]) -> None:
    """By label: text is typed, a choice chosen, a record found by its name and chosen."""
    for label, value in given.items():
        asked = control(where, label)
        if asked.get_attribute("role") == "combobox":
            asked.fill(value)
            where.get_by_role("option", name=value).first.click()
        elif asked.evaluate("one => one.tagName") == "SELECT":
            asked.select_option(label=value)
        else:
            asked.fill(value)


def send(page: Page, button: str, **given: str) -> None:
    """The dialog that is open, filled in: `Acceptance_criteria` is the label with its blanks. It is gone when it was accepted."""
    dialog = page.get_by_role("dialog")
    fill_in(dialog, {label.replace("_", " "): value for label, value in given.items()})
    dialog.get_by_role("button", name=button, exact=True).click()
    expect(dialog).to_be_hidden()


def add(page: Page, button: str, **given: str) -> None:
    """Something new by a button of the page, and the page is there again."""
    link(page, button)
    send(page, "Create", **given)


def do_with(page: Page, name: str, deed: str, **given: str) -> None:
    """By the menu that stands beside a record."""
    page.get_by_label(f"Do with {name}", exact=True).click()
    page.get_by_role("link", name=deed, exact=True).click()
    send(page, deed, **given)


def download(page: Page, form: str) -> bytes:
    """The document that is shown, as a file."""
    wanted = page.get_by_role("main").get_by_role("link", name=form, exact=True)
    if not wanted.is_visible():
        page.locator("summary", has_text="Download").click()
    with page.expect_download() as coming:
        wanted.click()
    return coming.value.path().read_bytes()


def pdf_text(content: bytes) -> str:
    """What stands in it, on one line."""
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).split())


def docx_text(content: bytes) -> str:
    """Every paragraph and every cell."""
    found: Any = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in found.paragraphs), *cells])


def work() -> None:
    """The house does what waits to be done."""
    while run_one("tests"):
        pass
