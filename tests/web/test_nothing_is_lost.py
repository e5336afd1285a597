"""Whatever happens while somebody types, in a real browser: nothing of it is lost, and nothing is done twice."""

import json
import threading
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from milepost.kernel.access import Actor
from milepost.kernel.entity import entity
from milepost.kernel.models import Account, Session
from milepost.kernel.operations import operation_named, perform
from tests.web.axe import complaints
from tests.web.conftest import PASSWORD, Visitor, logged_in
from tests.web.waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TYPED = "Invoices go to Bristol."


@pytest.fixture
def harbour(anybody: Actor) -> int:
    given = {"name": "Harbour Council", "kind": "client"}
    return int(perform(operation_named("organisation.create"), anybody, given=given).records[0].pk)


def rows() -> Any:
    return entity("organisation").model._default_manager


def begin(page: Any) -> None:
    """Types into the form of a change, and waits until the browser has put it away."""
    page.get_by_label("Notes").fill(TYPED)
    until(page, "Object.keys(localStorage).some((name) => name.startsWith('typed '))")


def log_in(page: Any) -> None:
    page.get_by_label("Email").fill("ann@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()


def end_sessions() -> None:
    Session.objects.all().delete()


def test_what_was_typed_is_back_after_a_reload_and_can_be_discarded(visit: Any, harbour: int) -> None:
    window: Visitor = visit()
    page = window.go("/organisations/ORG-1/edit/")
    begin(page)
    page.reload()
    expect(page.get_by_label("Notes")).to_have_value(TYPED)
    expect(page.get_by_text("What you had typed is back")).to_be_visible()
    assert complaints(page) == []
    page.get_by_role("button", name="Discard").click()
    expect(page.get_by_label("Notes")).to_have_value("")
    page.reload()
    expect(page.get_by_label("Notes")).to_have_value("")
    expect(page.get_by_text("What you had typed")).to_have_count(0)
    assert window.said == []


def test_in_another_tab_it_is_offered_and_once_saved_it_is_gone(visit: Any, harbour: int) -> None:
    window: Visitor = visit()
    begin(window.go("/organisations/ORG-1/edit/"))
    window.page.close()
    page = window.context.new_page()
    page.goto(f"{window.base}/organisations/ORG-1/edit/")
    expect(page.get_by_text("You had begun this on")).to_be_visible()
    expect(page.get_by_label("Notes")).to_have_value("")
    page.get_by_role("button", name="Restore").click()
    expect(page.get_by_label("Notes")).to_have_value(TYPED)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Harbour Council", level=1, exact=True)).to_be_visible()
    assert rows().get().notes == TYPED
    assert page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('typed '))") == []


def test_nobody_else_at_the_machine_reads_it_and_log_out_takes_it_away(visit: Any, harbour: int, staff: Any) -> None:
    window: Visitor = visit()
    begin(window.go("/organisations/ORG-1/edit/"))
    stored = window.page.evaluate("JSON.stringify({...localStorage})")
    assert "Bristol" not in stored and "typed " in stored
    ben = staff("Ben", "organisation.view", "organisation.edit")
    cookie = logged_in(ben).cookies["sessionid"]
    window.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": window.base}])
    page = window.go("/organisations/ORG-1/edit/")
    expect(page.get_by_label("Notes")).to_have_value("")
    expect(page.get_by_text("You had begun this")).to_have_count(0)
    page.get_by_label("Your menu").click()
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('typed '))") == []


def test_passwords_are_never_kept(visit: Any, staff: Any) -> None:
    ben = staff("Ben")
    page = visit().go(f"/accounts/{ben.account}/set-password/")
    page.locator("input[type=password]").first.fill("a very secret phrase")
    for field in page.locator("form[data-keep] input[type=text]").all():
        field.fill("harmless")
    page.wait_for_timeout(150)
    kept = page.evaluate(
        """async () => { const [, sign] = document.querySelector('meta[name=drafts]').content.split(' ');
        const bytes = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
        const key = await crypto.subtle.importKey('raw', bytes(sign), 'AES-GCM', false, ['decrypt']);
        return Promise.all(Object.entries(localStorage).filter(([name]) => name.startsWith('typed ')).map(async ([, text]) => {
          const [salt, data] = text.split('.').map(bytes);
          return new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: salt }, key, data)); })); }"""
    )
    assert "secret" not in json.dumps(kept)


@pytest.mark.parametrize("script", [True, False])
def test_a_session_that_ended_loses_nothing(visit: Any, harbour: int, script: bool) -> None:
    page = visit(script=script).go("/organisations/ORG-1/edit/")
    page.get_by_label("Notes").fill(TYPED)
    end_sessions()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("What you typed is kept")).to_be_visible()
    log_in(page)
    expect(page.get_by_label("Notes")).to_have_value(TYPED)
    expect(page.get_by_text("Here is what you had typed.")).to_be_visible()
    assert rows().get().notes == ""
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Harbour Council", level=1, exact=True)).to_be_visible()
    assert rows().get().notes == TYPED


def test_from_a_dialog_too_and_what_others_changed_meanwhile_is_told(visit: Any, harbour: int, anybody: Actor) -> None:
    page = visit().go("/organisations/ORG-1/")
    page.get_by_role("link", name="Edit", exact=True).first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Notes").fill(TYPED)
    end_sessions()
    perform(operation_named("organisation.edit"), anybody, on=[harbour], given={"reference": "HC-7", "notes": "Theirs"})
    dialog.get_by_role("button", name="Save").click()
    log_in(page)
    expect(page.get_by_label("Notes")).to_have_value(TYPED)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Somebody else was here.")
    expect(page.get_by_label("Their reference")).to_have_value("HC-7")
    clash = page.get_by_role("group", name="You both changed this")
    expect(clash).to_contain_text("Theirs")
    assert complaints(page) == []
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Harbour Council", level=1, exact=True)).to_be_visible()
    assert (rows().get().reference, rows().get().notes) == ("HC-7", TYPED)


def test_where_both_changed_the_same_one_chooses_and_theirs_can_stay(visit: Any, harbour: int, anybody: Actor) -> None:
    page = visit().go("/organisations/ORG-1/edit/")
    page.get_by_label("Notes").fill(TYPED)
    page.get_by_label("Their reference").fill("OURS")
    perform(operation_named("organisation.edit"), anybody, on=[harbour], given={"reference": "HC-7"})
    page.get_by_role("button", name="Save").click()
    page.get_by_role("radio", name="That of").check()
    page.get_by_label("Name", exact=True).fill("")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("This is needed and was left empty.")).to_be_visible()
    expect(page.get_by_label("Their reference")).to_have_value("OURS")  # still there, though theirs is chosen
    expect(page.get_by_role("radio", name="That of")).to_be_checked()
    page.get_by_label("Name", exact=True).fill("Haven")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Haven", level=1, exact=True)).to_be_visible()
    found = rows().get()
    assert (found.reference, found.notes, found.name) == ("HC-7", TYPED, "Haven")


def test_a_page_older_than_the_log_in_loses_nothing(visit: Any, harbour: int) -> None:
    """Two tabs: in one the session ends and somebody logs in anew; the other's form is then of an older log-in."""
    window: Visitor = visit(script=False)
    page = window.go("/organisations/ORG-1/edit/")
    page.get_by_label("Notes").fill(TYPED)
    end_sessions()
    other = window.context.new_page()
    other.goto(f"{window.base}/organisations/")
    log_in(other)
    expect(other.get_by_role("heading", name="Organisations", level=1, exact=True)).to_be_visible()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Notes")).to_have_value(TYPED)
    assert rows().get().notes == ""
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Harbour Council", level=1, exact=True)).to_be_visible()
    assert rows().get().notes == TYPED


def test_a_double_click_does_it_once(visit: Any, anybody: Actor) -> None:
    """Without script the house sees to it: see test_forms."""
    page = visit().go("/organisations/new/")
    page.get_by_label("Name", exact=True).fill("Quay Housing")
    page.get_by_label("Kind").select_option("client")
    page.get_by_role("button", name="Create", exact=True).dblclick()
    expect(page.get_by_role("heading", name="Quay Housing", level=1, exact=True)).to_be_visible()
    assert rows().filter(name="Quay Housing").count() == 1


def test_back_after_it_was_created_does_not_make_another_unasked(visit: Any, anybody: Actor) -> None:
    page = visit(script=False).go("/organisations/new/")
    page.get_by_label("Name", exact=True).fill("Quay Housing")
    page.get_by_label("Kind").select_option("client")
    mark = page.locator("input[name=once]").get_attribute("value")
    page.get_by_role("button", name="Create", exact=True).click()
    expect(page.get_by_role("heading", name="Quay Housing", level=1, exact=True)).to_be_visible()
    page.go_back()
    page.get_by_label("Name", exact=True).fill("Quay Housing Group")
    page.get_by_label("Kind").select_option("client")
    if page.locator("input[name=once]").get_attribute("value") != mark:
        return  # the browser fetched a new form, and so it is a new one that is meant
    page.get_by_role("button", name="Create", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("You have sent this form before, and it was done.")
    assert rows().count() == 1
    page.get_by_role("button", name="Create", exact=True).click()
    expect(page.get_by_role("heading", name="Quay Housing Group", level=1, exact=True)).to_be_visible()


def test_while_it_is_sent_the_button_rests_and_a_line_that_breaks_loses_nothing(visit: Any, harbour: int) -> None:
    window: Visitor = visit()
    page = window.go("/organisations/ORG-1/edit/")
    page.get_by_label("Notes").fill(TYPED)
    go_on = threading.Event()
    held: list[Route] = []
    page.route("**/edit/", lambda route: held.append(route))
    page.get_by_role("button", name="Save").click()
    expect(page.locator("form[data-keep]")).to_have_attribute("aria-busy", "true")
    expect(page.get_by_role("button", name="Save")).to_be_disabled()
    held[0].abort("connectionreset")
    go_on.set()
    expect(page.get_by_text("The server does not answer. Nothing was lost")).to_be_visible()
    expect(page.get_by_role("button", name="Save")).to_be_enabled()
    expect(page.get_by_label("Notes")).to_have_value(TYPED)
    page.unroute("**/edit/")
    page.route("**/edit/", lambda route: route.fulfill(status=502, body="<h1>Bad gateway</h1>", content_type="text/html"))
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The server could not answer. Nothing was lost")).to_be_visible()
    expect(page.get_by_label("Notes")).to_have_value(TYPED)
    page.unroute("**/edit/")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Harbour Council", level=1, exact=True)).to_be_visible()
    assert rows().get().notes == TYPED


def test_an_answer_that_never_came_is_not_done_again(visit: Any, boss: Actor) -> None:
    """The house did it, the line broke before it could say so, and the button is pressed once more."""
    page = visit().go("/organisations/new/")
    page.get_by_label("Name", exact=True).fill("Quay Housing")
    page.get_by_label("Kind").select_option("client")

    answers: list[int] = []

    def lose(route: Route) -> None:
        sent = route.request
        headers = {"HX-Request": "true", "HX-Target": sent.headers.get("hx-target", "")}
        done = logged_in(boss).post("/organisations/new/", sent.post_data_buffer, sent.headers["content-type"], headers=headers)
        answers.append(done.status_code)
        route.abort("connectionreset")

    page.route("**/organisations/new/", lose, times=1)
    page.get_by_role("button", name="Create", exact=True).click()
    expect(page.get_by_text("The server does not answer.")).to_be_visible()
    assert (answers, rows().count()) == ([204], 1)
    page.get_by_role("button", name="Create", exact=True).click()
    expect(page.get_by_role("heading", name="Quay Housing", level=1, exact=True)).to_be_visible()
    assert rows().count() == 1


def test_without_the_house_a_comment_stays_typed(visit: Any, harbour: int) -> None:
    window: Visitor = visit()
    page = window.go("/organisations/ORG-1/")
    page.get_by_label("Write a comment").fill("Met on Monday.")
    until(page, "Object.keys(localStorage).some((name) => name.startsWith('typed '))")
    window.context.set_offline(True)
    page.get_by_role("button", name="Comment", exact=True).click()
    page.wait_for_timeout(200)
    window.context.set_offline(False)
    window.go("/organisations/ORG-1/")
    expect(page.get_by_label("Write a comment")).to_have_value("Met on Monday.")
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.locator("#talk .entries")).to_contain_text("Met on Monday.")
    expect(page.get_by_label("Write a comment")).to_have_value("")


@pytest.mark.parametrize("script", [True, False])
def test_a_comment_survives_the_end_of_the_session(visit: Any, harbour: int, script: bool) -> None:
    page = visit(script=script).go("/organisations/ORG-1/")
    page.get_by_label("Write a comment").fill("Met on Monday.")
    page.wait_for_load_state("networkidle")  # what the page fetches later on would ask for the log-in itself
    end_sessions()
    page.get_by_role("button", name="Comment", exact=True).click()
    log_in(page)
    expect(page.get_by_label("Write a comment")).to_have_value("Met on Monday.")
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.locator("#talk .entries")).to_contain_text("Met on Monday.")
    expect(page.get_by_label("Write a comment")).to_have_value("")
    assert entity("comment").model._default_manager.count() == 1


def test_where_scripts_fail_to_load_the_pages_work(visit: Any, harbour: int) -> None:
    window: Visitor = visit(width=390)
    page = window.page
    page.route("**/*.js", lambda route: route.abort())
    window.go("/organisations/")
    page.get_by_role("link", name="Harbour Council").click()
    page.get_by_role("link", name="Edit", exact=True).first.click()
    page.get_by_label("Notes").fill(TYPED)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text(TYPED).first).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone.")).to_be_visible()
    assert rows().get().notes == ""
    page.get_by_label("Menu", exact=True).click()
    page.get_by_role("navigation", name="Clients").get_by_role("link", name="Contacts").click()
    expect(page.get_by_role("heading", name="Contacts", level=1, exact=True)).to_be_visible()


def test_two_tabs_at_one_record_lose_neither(visit: Any, harbour: int) -> None:
    window: Visitor = visit()
    one = window.go("/organisations/ORG-1/edit/")
    two = window.context.new_page()
    two.goto(f"{window.base}/organisations/ORG-1/edit/")
    one.get_by_label("Notes").fill(TYPED)
    two.get_by_label("Their reference").fill("HC-7")
    one.get_by_role("button", name="Save").click()
    expect(one.get_by_role("heading", name="Harbour Council", level=1, exact=True)).to_be_visible()
    two.get_by_role("button", name="Save").click()
    expect(two.get_by_role("alert")).to_contain_text("Notes")
    two.get_by_role("button", name="Save").click()
    expect(two.get_by_role("heading", name="Harbour Council", level=1, exact=True)).to_be_visible()
    assert (rows().get().notes, rows().get().reference) == (TYPED, "HC-7")
    assert Account.objects.filter(email="ann@example.org").exists()
