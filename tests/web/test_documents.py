"""Documents as pages: asked for, read, downloaded, published; with rows and masks as everywhere, and nothing that a page must not have."""

import io
from typing import Any

import openpyxl
import pytest
from django.test import Client

from milepost.kernel.access import Actor
from milepost.kernel.documents import FORMATS, document_named, documents
from milepost.kernel.jobs.run import run_one
from milepost.kernel.models import Publication
from tests.apps.people.crew import FULL, approved, made, person
from tests.web.axe import complaints
from tests.web.conftest import logged_in

CANARY = "Canary7131"
EVERY = pytest.mark.parametrize("slug", [one.slug for one in documents()])
PAGE_QUERIES = 25


@pytest.fixture
def crew(anybody: Actor) -> dict[str, int]:
    """Two teams of one person each, and a client."""
    found = {}
    skill = made("skill", name="Routing", category="Networks")
    for team, name in (("Networks", "Ann Archer"), ("Cloud", CANARY)):
        found[team] = made("team", name=team)
        who = found[name] = person(name, team=found[team], pattern=FULL, country="GB", region="SCT")
        made("person-skill", person=who, skill=skill, level=4)
        made("certificate", person=who, name="CCNA", expires_on="2026-12-01")
        approved(who, "2026-12-21", "2026-12-24")
    client = found["organisation"] = made("organisation", name="Harbour Council", kind="client")
    made("contact", organisation=client, name="Olive Orr", email="olive@example.org")
    found["project"] = made("project", name="New intranet", kind="internal", billing="none")
    return found


def address(slug: str, crew: dict[str, int], **more: Any) -> str:
    given = {name: crew[name] for name, asked in document_named(slug).inputs.items() if asked.required} | more
    return f"/documents/{slug}/?" + "&".join(f"{name}={value}" for name, value in given.items())


@EVERY
def test_each_is_a_page_in_few_queries_and_a_file_in_every_format(
    slug: str, crew: dict[str, int], client: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(PAGE_QUERIES):
        answer = client.get(address(slug, crew))
    text = answer.content.decode()
    assert answer.status_code == 200 and '<article class="document"' in text and "style=" not in text
    for form in FORMATS.values():
        file = client.get(address(slug, crew, format=form.name))
        assert file.status_code == 200 and file["Content-Type"] == form.content_type and file.content
        assert file["Content-Disposition"].startswith("attachment; filename=") and f".{form.ending}" in file["Content-Disposition"]


@pytest.mark.duty_part("SYS-6", "documents as accessible pages, asked for by a form", where="/documents/")
def test_what_there_is_is_listed_with_what_it_is_for(crew: dict[str, int], client: Client, staff: Any) -> None:
    text = client.get("/documents/").content.decode()
    assert all(one.title in text and f"/documents/{one.slug}/" in text for one in documents())
    assert "No documents for you yet" in logged_in(staff("Stranger")).get("/documents/").content.decode()
    some = logged_in(staff("Some", "certificate.view")).get("/documents/").content.decode()
    assert "Certificates register" in some and "Register of access" not in some


@EVERY
def test_strangers_are_shown_nothing_of_it(slug: str, crew: dict[str, int], staff: Any) -> None:
    stranger = logged_in(staff("Stranger"))
    for path in (address(slug, crew), address(slug, crew, format="pdf")):
        answer = stranger.get(path)
        assert answer.status_code == 403 and b"Ann Archer" not in answer.content
        assert Client().get(path)["Location"].startswith("/log-in/")
    assert stranger.post(f"/documents/{slug}/publish/", {}).status_code == 403
    assert not Publication.objects.exists()


def test_whoever_sees_one_team_reads_of_no_other(crew: dict[str, int], staff: Any) -> None:
    lead = logged_in(staff("Lead", "person.view", "certificate.view", "team.view", kind="team", scope=crew["Networks"]))
    text = lead.get(address("people-certificates", crew)).content.decode()
    assert "CCNA" in text and CANARY not in text
    book = openpyxl.load_workbook(io.BytesIO(lead.get(address("people-certificates", crew, format="xlsx")).content))
    values = [cell.value for sheet in book for line in sheet.iter_rows() for cell in line]
    assert "CCNA" in values and CANARY not in values


def test_a_spreadsheet_has_numbers_and_days_and_no_formulas(crew: dict[str, int], client: Client) -> None:
    book = openpyxl.load_workbook(io.BytesIO(client.get(address("people-certificates", crew, format="xlsx")).content))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert any(cell.is_date for cell in cells) and any(isinstance(cell.value, int) for cell in cells)
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_what_is_wrong_with_what_was_asked_stands_at_its_field(crew: dict[str, int], client: Client) -> None:
    answer = client.get("/documents/people-availability/?team=999&weeks=400")
    text = answer.content.decode()
    assert answer.status_code == 422 and text.count('aria-invalid="true"') == 2 and 'value="400"' in text
    assert client.get("/documents/people-skills/?format=odt").status_code == 422
    assert client.get("/documents/people-nothing/").status_code == 404


def test_one_that_needs_to_know_about_what_asks_first(crew: dict[str, int], client: Client) -> None:
    text = client.get("/documents/organisations-sheet/").content.decode()
    assert "Say what it is to show" in text and "aria-invalid" not in text


def test_what_people_typed_is_never_run(anybody: Actor, client: Client) -> None:
    bad = "<script>alert('Mallory')</script>"
    key = made("organisation", name=bad, kind="client", notes=bad)
    made("contact", organisation=key, name=bad, position=bad)
    text = client.get(f"/documents/organisations-sheet/?organisation={key}").content.decode()
    assert bad not in text and "Mallory" in text


@pytest.mark.duty_part("SYS-6", "publishing from the page, listed with number and edition", where="/documents/published/")
def test_publishing_leads_to_the_frozen_document(crew: dict[str, int], client: Client) -> None:
    page = client.get(address("people-skills", crew, team=crew["Networks"])).content.decode()
    mark = page.split('action="/documents/people-skills/publish/"')[1].split('name="once" value="')[1].split('"')[0]
    sent = {"team": crew["Networks"], "reason": "For the audit", "once": mark}
    first = client.post("/documents/people-skills/publish/", sent)
    again = client.post("/documents/people-skills/publish/", sent)
    one = Publication.objects.get()
    assert first["Location"] == again["Location"] == f"/documents/published/{one.number}/", "a button pressed twice publishes once"
    text = client.get(first["Location"]).content.decode()
    assert one.sha256 in text and "Current edition" in text and one.number in text
    file = client.get(first["Location"] + "?format=html")
    assert one.sha256 in file.content.decode() and one.number.lower() in file["Content-Disposition"]
    assert file.content == client.get(first["Location"] + "?format=html").content
    for path in (
        "/documents/",
        "/documents/published/",
        "/documents/published/?document=people.skills",
        address("people-skills", crew, team=crew["Networks"]),
    ):
        assert f'href="/documents/published/{one.number}/"' in client.get(path).content.decode(), path


def test_what_whoever_publishes_says_of_it_is_its_first_section_and_frozen_with_it(crew: dict[str, int], client: Client) -> None:
    said = "Two skills hang on Ann.\r\n\r\n<b>Please</b> approve the training."
    there = client.post("/documents/people-skills/publish/", {"team": crew["Networks"], "narrative": said})["Location"]
    text = client.get(there).content.decode()
    assert "In the words of" in text and "Two skills hang on Ann." in text and "&lt;b&gt;Please&lt;/b&gt; approve" in text
    assert text.index("Two skills hang on Ann.") < text.index("How many have each skill")
    assert all(client.get(f"{there}?format={form}").status_code == 200 for form in ("pdf", "docx", "xlsx", "html"))
    without = client.post("/documents/people-skills/publish/", {"team": crew["Networks"], "narrative": "  "})["Location"]
    assert "In the words of" not in client.get(without).content.decode()


def test_what_was_typed_for_publishing_stays_when_it_is_refused(crew: dict[str, int], client: Client) -> None:
    said = "Long. " * 4000
    sent = {"team": crew["Networks"], "narrative": said, "reason": "For the audit"}
    answer = client.post("/documents/people-skills/publish/", sent)
    text = answer.content.decode()
    assert answer.status_code == 422 and said.strip() in text and 'value="For the audit"' in text and "20,000" in text
    assert '<details class="menu end" open>' in text and not Publication.objects.exists()
    page = client.get(address("people-skills", crew, team=crew["Networks"])).content.decode()
    mark = page.split('action="/documents/people-skills/publish/"')[1].split('name="once" value="')[1].split('"')[0]
    client.post("/documents/people-skills/publish/", {**sent, "narrative": "First", "once": mark})
    again = client.post("/documents/people-skills/publish/", {**sent, "narrative": "Second thoughts", "once": mark})
    assert again.status_code == 422 and "You have sent this already" in again.content.decode()
    assert "Second thoughts</textarea>" in again.content.decode() and Publication.objects.count() == 1
    gone = client.post("/documents/people-skills/publish/", {"team": "99999999", "narrative": "Kept", "once": mark})
    assert gone.status_code == 422 and Publication.objects.count() == 1


def test_a_later_edition_supersedes(crew: dict[str, int], client: Client) -> None:
    first, second = (client.post("/documents/people-certificates/publish/", {})["Location"] for _ in range(2))
    assert "Superseded" in client.get(first).content.decode() and "Current edition" in client.get(second).content.decode()


def test_only_whoever_may_is_offered_to_publish_and_what_is_not_for_them_is_not_there(
    crew: dict[str, int], client: Client, staff: Any
) -> None:
    reader = logged_in(staff("Reader", "person.view", "certificate.view", "publication.view"))
    assert "/publish/" not in reader.get(address("people-certificates", crew)).content.decode()
    assert reader.post("/documents/people-certificates/publish/", {}).status_code == 403
    seen = client.post("/documents/people-certificates/publish/", {})["Location"]
    hidden = client.post("/documents/house-access/publish/", {})["Location"]
    assert reader.get(seen).status_code == 200 and reader.get(hidden).status_code == 404
    assert reader.get(f"{hidden}?format=pdf").status_code == 404
    listed = reader.get("/documents/published/").content.decode()
    assert seen in listed and hidden not in listed


def test_a_large_document_is_written_by_a_job_with_progress(
    crew: dict[str, int], client: Client, monkeypatch: Any, staff: Any, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("milepost.web.pages.documents.cells", lambda tree: 1_000_000)
    page = client.get(address("people-certificates", crew)).content.decode()
    assert "This is a large document" in page and '<article class="document"' not in page
    there = client.get(address("people-certificates", crew, format="xlsx"))["Location"]
    waiting = client.get(there).content.decode()
    assert "<progress" in waiting and 'hx-trigger="every 1s"' in waiting
    assert run_one("worker")
    part = client.get(there, headers={"HX-Request": "true", "HX-Target": "div#writing"}).content.decode()
    assert "The document is written" in part and "<html" not in part
    assert client.get(f"{there}file/").getvalue()[:2] == b"PK"
    assert logged_in(staff("Bob")).get(there).status_code == 404


def test_a_file_in_the_making_can_be_stopped(crew: dict[str, int], client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr("milepost.web.pages.documents.cells", lambda tree: 1_000_000)
    there = client.get(address("people-certificates", crew, format="pdf"))["Location"]
    assert "Stopped" in client.post(there).content.decode()
    assert client.get(f"{there}file/")["Location"] == there


def test_the_style_of_documents_is_kept_for_ever_under_a_name_that_changes_with_it(client: Client) -> None:
    from milepost.web.pages.document_style import style_url

    answer = Client().get(style_url())
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/css") and "immutable" in answer["Cache-Control"]
    assert Client().get("/documents/style/0000000000000000.css").status_code == 404


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light")])
def test_pages_of_documents_are_accessible_quiet_and_fit(visit: Any, crew: dict[str, int], boss: Actor, width: int, scheme: str) -> None:
    number = logged_in(boss).post("/documents/people-availability/publish/", {})["Location"]
    paths = [
        "/documents/",
        "/documents/published/",
        number,
        "/documents/people-skills/?level=9",
        *(address(one.slug, crew) for one in documents()),
    ]
    window = visit(width=width, scheme=scheme)
    found = {}
    for path in paths:
        page = window.go(path)
        found[path] = [*complaints(page), *window.said]
        window.said.clear()
    assert found == {path: [] for path in paths}


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_document_is_asked_for_and_published_by_keyboard(visit: Any, crew: dict[str, int]) -> None:
    window = visit()
    page = window.go("/documents/")
    page.get_by_role("link", name="Certificates register").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Team", exact=True).focus()
    page.keyboard.type("Netw")
    page.get_by_role("option", name="Networks").wait_for()
    page.wait_for_load_state("networkidle")
    page.keyboard.press("ArrowDown")
    page.locator("[role=option][aria-selected=true]").wait_for()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Show").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/people-certificates/?team=*")
    page.locator("summary", has_text="Publish").focus()
    page.keyboard.press("Enter")
    page.get_by_label("What for").focus()
    page.keyboard.type("For the tender")
    page.keyboard.press("Enter")
    page.get_by_text("Current edition").wait_for()
    assert "/documents/published/PUB-" in page.url and window.said == []
