"""The report of the sample portfolio in a real browser: no request, no complaint, no wider than the screen, nothing axe objects to."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from milepost.cli.main import main
from milepost.samples import sample_people, sample_plans

pytestmark = pytest.mark.browser
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The portfolio for internal readers, one project for its client."""
    folder = tmp_path_factory.mktemp("reports")
    plans, people = [str(path) for path in sample_plans()], str(sample_people())
    inside, client = folder / "portfolio.html", folder / "client.html"
    assert main(["plan", *plans, "--people", people, "--quiet", "--html", str(inside), "--explain", "Project closed"]) == 0
    more = ["--audience", "client", "--for", "Brackwell Foods"]
    assert main(["plan", *plans, "--people", people, "--quiet", "--html", str(client), *more]) == 0
    return {"portfolio": inside, "client": client}


@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [("portfolio", 1280, "light"), ("portfolio", 390, "dark"), ("client", 1280, "dark"), ("client", 390, "light")],
)
def test_the_report_is_quiet_fits_and_is_accessible(chromium_running, pages, name, width, scheme):
    page = chromium_running.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: said.append(request.url) if request.url != pages[name].as_uri() else None)
    page.goto(pages[name].as_uri())
    assert said == [] and page.evaluate("document.documentElement.scrollWidth") == width
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]})
    assert [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found.response["violations"]] == []
    page.close()


def test_every_link_of_the_contents_leads_to_its_part(chromium_running, pages):
    page = chromium_running.new_page()
    page.goto(pages["portfolio"].as_uri())
    broken = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.hash.slice(1)).filter(id => id && !document.getElementById(id))"
    )
    assert broken == []
    page.close()
