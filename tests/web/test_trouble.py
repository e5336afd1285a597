"""What people see when something is not there, not allowed or broken: what happened, what to do, and the number of the request."""

from typing import Any

import pytest
from allauth.core.internal.ratelimit import respond_429
from django.db import OperationalError
from django.test import Client, RequestFactory

from milepost.web.remedies import REMEDIES, TITLES
from tests.apps.people.crew import made
from tests.web.axe import complaints
from tests.web.conftest import logged_in


def told(answer: Any, status: int) -> str:
    """The text of a page of trouble, which has everything that each has."""
    text: str = answer.content.decode()
    assert answer.status_code == status and TITLES[status] in text, text[:2000]
    assert answer["X-Request-Id"] in text and answer["Content-Type"].startswith("text/html")
    assert all(one.replace("'", "&#x27;") in text for one in REMEDIES[status])
    return text


def test_every_title_comes_with_something_to_do() -> None:
    assert set(REMEDIES) | {411} == set(TITLES) and all(REMEDIES.values())


@pytest.mark.django_db
def test_what_is_not_there_or_not_allowed_is_told_with_the_navigation(client: Client, staff: Any) -> None:
    for path in ("/no-such-page/", "/organisations/ORG-99/", "/documents/no-such-document/"):
        assert "Sidebar" in told(client.get(path), 404), path
    assert "Sidebar" in told(logged_in(staff("Stranger")).get("/organisations/"), 403)


@pytest.mark.django_db
def test_a_page_is_read_and_forms_are_sent_and_nothing_else(client: Client) -> None:
    for method in ("put", "patch", "delete"):
        answer = getattr(client, method)("/organisations/")
        told(answer, 405)
        assert answer["Allow"] == "GET, HEAD, POST"


@pytest.mark.django_db
def test_what_is_too_large_is_a_page_for_people_and_a_problem_for_programs(client: Client) -> None:
    told(client.post("/organisations/import/", b"x", content_type="text/plain", headers={"Content-Length": str(10**9)}), 413)
    for path in ("/api/v1/organisations/",):
        answer = client.post(path, b"x", content_type="application/json", headers={"Content-Length": str(10**9)})
        assert answer.status_code == 413 and answer["Content-Type"] == "application/problem+json"


@pytest.mark.django_db
def test_a_request_for_another_host_is_told_so(client: Client) -> None:
    told(client.get("/", headers={"Host": "elsewhere.example.org"}), 400)


def broken(error: Exception) -> Any:
    def raises(*arguments: Any, **named: Any) -> Any:
        raise error

    return raises


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "status"), [(RuntimeError("secret of the house"), 500), (OperationalError("server closed the connection"), 503)]
)
def test_a_fault_of_ours_is_a_page_that_needs_nothing_and_a_toast_for_a_part(
    error: Exception, status: int, client: Client, monkeypatch: Any
) -> None:
    monkeypatch.setattr("milepost.web.pages.listing.read_page", broken(error))
    client.raise_request_exception = False
    text = told(client.get("/organisations/"), status)
    assert "secret" not in text and "server closed" not in text and "Sidebar" not in text
    part = client.get("/organisations/", headers={"HX-Request": "true", "HX-Target": "div#list"})
    assert part["HX-Retarget"] == "#toasts" and b"<html" not in part.content and part["X-Request-Id"] in part.content.decode()


@pytest.mark.django_db
def test_whoever_tries_too_many_passwords_is_told_to_wait() -> None:
    """The log-in asks for the house's own page of the status."""
    request = RequestFactory().post("/log-in/")
    request.META["milepost.request"] = "0f3a5c"
    answer = respond_429(request)
    text = answer.content.decode()
    assert answer.status_code == 429 and TITLES[429] in text and "0f3a5c" in text and REMEDIES[429][0] in text


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])
def test_pages_of_trouble_are_accessible_and_fit(visit: Any, width: int, scheme: str) -> None:
    window = visit(width=width, scheme=scheme)
    found = {path: complaints(window.go(path), only_dark=True) for path in ("/no-such-page/", "/organisations/ORG-9/")}
    assert found == {path: [] for path in found}


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_what_takes_a_while_is_seen_to_be_under_way(visit: Any) -> None:
    """The answer of a dialog is held back until the shape of what is to come was seen."""
    window = visit()
    key = made("organisation", name="Harbour Council", kind="client")
    page = window.go(f"/organisations/{key}/")
    held: list[Any] = []
    page.route("**/organisations/*/edit/", lambda route: held.append(route))
    page.get_by_role("link", name="Edit").first.click()
    page.locator("#dialog .skeleton").wait_for()
    assert page.locator("#waiting.on").count() == 1
    held[0].continue_()
    page.locator("#dialog form").wait_for()
    assert page.locator(".skeleton").count() == 0 and page.locator("#waiting.on").count() == 0


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("path", ["/organisations/", "/organisations/{}/", "/documents/organisations-sheet/?organisation={}"])
def test_on_paper_stands_what_is_read_and_nothing_to_press(path: str, visit: Any) -> None:
    key = made("organisation", name="Harbour Council", kind="client")
    page = visit().go(path.format(key))
    page.emulate_media(media="print")
    assert [one for one in page.get_by_text("Harbour Council").all() if one.is_visible()]
    for selector in (".side", ".bar", ".button", ".tabs", "summary.button"):
        assert not [one for one in page.locator(selector).all() if one.is_visible()], selector
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
