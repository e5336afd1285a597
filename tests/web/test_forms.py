"""Forms by themselves: each is done once, what was typed stays with whoever typed it, and who is no longer let in is told so."""

import re
from typing import Any

import pytest
from django.test import Client

from milepost.kernel.access import Actor
from milepost.kernel.entity import entity
from milepost.kernel.models import Account, JournalEntry, Session
from milepost.kernel.operations import operation_named, perform
from milepost.web.address import paged, record_url
from milepost.web.once import new_mark
from tests.conformance_examples import made
from tests.web.conftest import logged_in

QUAY = {"name": "Quay Housing", "kind": "client"}
OWN = ("draft", "mail-preference")
"""Changed by whoever made them alone."""
EDITED = pytest.mark.parametrize("asked", [one for one in paged() if one.editable and one.name not in OWN], ids=lambda one: one.name)


def organisations() -> Any:
    return entity("organisation").model._default_manager


def mark_in(answer: Any) -> str:
    found = re.search(r'name="once" value="([^"]+)"', answer.content.decode().split("data-keep", 1)[-1])
    assert found is not None
    return found[1]


@pytest.fixture
def harbour(anybody: Actor) -> int:
    given = {"name": "Harbour Council", "kind": "client"}
    return int(perform(operation_named("organisation.create"), anybody, given=given).records[0].pk)


def test_a_form_sent_twice_is_done_once_and_leads_to_the_same(client: Client) -> None:
    given = QUAY | {"once": mark_in(client.get("/organisations/new/"))}
    first, second = client.post("/organisations/new/", given), client.post("/organisations/new/", given)
    assert first["Location"] == second["Location"] == "/organisations/ORG-1/" and organisations().count() == 1
    part = client.post("/organisations/new/", given, headers={"HX-Request": "true", "HX-Target": "dialog#dialog"})
    assert part["HX-Redirect"] == "/organisations/ORG-1/" and organisations().count() == 1


def test_a_form_sent_again_with_something_else_in_it_is_asked_about(client: Client) -> None:
    given = QUAY | {"once": mark_in(client.get("/organisations/new/"))}
    client.post("/organisations/new/", given)
    answer = client.post("/organisations/new/", given | {"name": "Quay Group"})
    text = answer.content.decode()
    assert answer.status_code == 409 and "it was done" in text and 'href="/organisations/ORG-1/"' in text and 'value="Quay Group"' in text
    client.post("/organisations/new/", given | {"name": "Quay Group", "once": mark_in(answer)})
    assert organisations().count() == 2


def test_a_form_goes_back_to_where_it_was_asked_for_if_that_is_a_page_of_ours(client: Client) -> None:
    for back, to in (("/people/", "/people/"), ("https://elsewhere.example/", "/organisations/ORG-2/")):
        asked = client.get("/organisations/new/", {"back": back})
        if back == to:
            assert 'href="/people/" data-close' in asked.content.decode()
        name = {"name": f"Quay, then {back}", "once": mark_in(asked)}
        assert client.post(f"/organisations/new/?back={back}", QUAY | name)["Location"] == to
    given = {"reason": "merged", "once": mark_in(client.get("/organisations/ORG-1/close/"))}
    assert client.post("/organisations/ORG-1/close/?back=/people/", given)["Location"] == "/people/"


def test_what_is_refused_keeps_no_mark_and_may_be_sent_again(client: Client) -> None:
    given = QUAY | {"once": mark_in(client.get("/organisations/new/"))}
    assert client.post("/organisations/new/", given | {"kind": "castle"}).status_code == 422
    assert client.post("/organisations/new/", given).status_code == 302 and organisations().count() == 1


def test_what_is_shown_once_is_not_shown_again_nor_made_again(client: Client) -> None:
    given = {"name": "script", "scopes": "*", "account": "", "once": mark_in(client.get("/tokens/new/"))}
    shown = re.search(r'value="(mp_[^"]+)"', client.post("/tokens/new/", given).content.decode())
    again = client.post("/tokens/new/", given, follow=True).content.decode()
    assert shown and shown[1] not in again and "shown no more" in again
    assert entity("token").model._default_manager.count() == 1


@EDITED
def test_a_form_that_is_saved_as_it_is_changes_nothing(asked: Any, anybody: Actor, client: Client) -> None:
    """Each value comes back from its control as it went in: so it is known what was typed and what was only read."""
    record = made(asked, anybody)
    address = record_url(asked, {"id": record.pk})
    entries = JournalEntry.objects.count()
    text = client.get(f"{address}edit/").content.decode()
    given = _fields(text.split('class="form"', 1)[1].split("</form>", 1)[0])
    answer = client.post(f"{address}edit/", given)
    assert answer.status_code == 302, re.findall(r'class="fault".*?</span></span>', answer.content.decode())
    assert JournalEntry.objects.count() == entries


def _fields(html: str) -> dict[str, str]:
    from html import unescape

    found = {}
    for tag in re.finditer(r"<input [^>]*>", html):
        name, value = re.search(r' name="([^"]+)"', tag[0]), re.search(r' value="([^"]*)"', tag[0])
        if name and 'type="file"' not in tag[0]:
            found[name[1]] = unescape(value[1]) if value else ""
    for area in re.finditer(r'<textarea [^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', html, re.DOTALL):
        found[area[1]] = unescape(area[2])
    for select in re.finditer(r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', select[2])
        first = re.search(r'<option value="([^"]*)"', select[2])
        found[select[1]] = unescape((chosen or first)[1]) if (chosen or first) else ""  # type: ignore[index]
    return found


def test_what_is_hidden_on_a_record_is_not_in_its_form(anybody: Actor, staff: Any) -> None:
    eve = perform(operation_named("account.create"), anybody, given={"name": "Eve", "email": "eve@example.org", "kind": "person"}).records[
        0
    ]
    some = logged_in(staff("Carl", "account.view", "account.edit"))
    text = some.get(f"/accounts/{eve.pk}/edit/").content.decode()
    assert 'name="name"' in text and 'name="email"' not in text and "eve@example.org" not in text
    given = _fields(text.split('class="form"', 1)[1].split("</form>", 1)[0]) | {"name": "Eve Marsh"}
    assert some.post(f"/accounts/{eve.pk}/edit/", given).status_code == 302
    assert Account.objects.get(pk=eve.pk).name == "Eve Marsh"


def test_a_password_is_asked_for_unseen_and_never_sent_back(client: Client, staff: Any) -> None:
    ben = staff("Ben")
    text = client.get(f"/accounts/{ben.account}/set-password/").content.decode()
    assert re.search(r'<input type="password"[^>]*name="password"', text)
    answer = client.post(f"/accounts/{ben.account}/set-password/", {"password": "short-secret"})
    assert b"short-secret" not in answer.content


def test_what_was_typed_when_the_session_had_ended_waits_for_its_own_account_alone(boss: Actor, staff: Any, harbour: int) -> None:
    path = "/organisations/ORG-1/edit/"
    for who, told in ((boss, True), (staff("Ben", "organisation.view", "organisation.edit"), False)):
        one = logged_in(boss)
        mark = mark_in(one.get(path))
        Session.objects.all().delete()
        answer = one.post(path, {"name": "Haven", "notes": "Typed", "version": "1", "once": mark, "password": "x"})
        assert answer["Location"] == f"/log-in/?next={path}"
        one.force_login(Account.objects.get(pk=who.account))
        assert ("Typed" in one.get(path).content.decode()) == told
        assert "Typed" not in one.get(path).content.decode()  # given once


def test_a_form_from_elsewhere_leaves_nothing_and_does_nothing(boss: Actor, staff: Any, harbour: int) -> None:
    """Without a mark that the house has signed for this account a form is forged, whatever else it holds."""
    path = "/organisations/ORG-1/edit/"
    mallory = staff("Mallory")
    for mark in ("", "x", "1.2~3", new_mark(mallory.account), new_mark(boss.account)[:-2] + "zz"):
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(Account.objects.get(pk=boss.account))
        answer = strict.post(path, {"name": "Mallory", "once": mark})
        assert answer.status_code == 403, mark
        assert "Mallory" not in strict.get(path).content.decode()
        stranger = Client()
        assert stranger.post(path, {"name": "Mallory", "once": mark}).status_code == 302
    assert organisations().get().name == "Harbour Council"


def test_a_form_of_an_older_log_in_comes_back_filled(boss: Actor, harbour: int) -> None:
    path = "/organisations/ORG-1/edit/"
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(Account.objects.get(pk=boss.account))
    given = {"name": "Haven", "once": new_mark(boss.account), "csrfmiddlewaretoken": "of an older log-in"}
    answer = strict.post(path, given)
    assert answer.status_code == 302 and answer["Location"] == path
    text = strict.get(path).content.decode()
    assert 'value="Haven"' in text and "logged in anew" in text and organisations().get().name == "Harbour Council"
    part = strict.post(path, given, headers={"HX-Request": "true"})
    assert part["HX-Redirect"] == path


def test_more_than_a_form_can_hold_is_not_kept(boss: Actor, harbour: int) -> None:
    one = Client()
    path = "/organisations/ORG-1/edit/"
    one.post(path, {"notes": "x" * 300_000, "once": new_mark(boss.account)})
    one.force_login(Account.objects.get(pk=boss.account))
    assert "xxxxx" not in one.get(path).content.decode()


def test_an_account_of_a_client_is_told_that_these_pages_are_not_for_it(anybody: Actor) -> None:
    given = {"name": "Carla", "email": "carla@example.org", "kind": "client"}
    carla = perform(operation_named("account.create"), anybody, given=given).records[0]
    one = Client()
    one.force_login(Account.objects.get(pk=carla.pk))
    for path in ("/", "/organisations/", "/palette/?q=x", "/no-such-page/"):
        answer = one.get(path)
        assert answer.status_code == (404 if path == "/no-such-page/" else 403) and b"/organisations/" not in answer.content
    text = one.get("/").content.decode()
    assert "not for this account" in text and 'action="/log-out/"' in text
    assert one.post("/organisations/new/", QUAY).status_code == 403 and not organisations().exists()
    assert one.get("/palette/", headers={"HX-Request": "true"})["HX-Redirect"] == "/"
    one.post("/log-out/")
    assert one.get("/")["Location"].startswith("/log-in/")


def test_a_closed_account_and_a_changed_password_end_the_sessions(boss: Actor, anybody: Actor, staff: Any) -> None:
    ben = staff("Ben", "organisation.view")
    other = logged_in(ben)
    assert other.get("/organisations/").status_code == 200
    perform(operation_named("account.set-password"), anybody, on=[ben.account], given={"password": "quite another phrase"})
    assert other.get("/organisations/").status_code == 302
    again = logged_in(ben)
    assert again.get("/organisations/").status_code == 200
    perform(operation_named("account.close"), anybody, on=[ben.account], given={"reason": "left us"})
    assert again.get("/organisations/").status_code == 302


def test_who_acts_on_what_changed_meanwhile_looks_again(client: Client, anybody: Actor, harbour: int) -> None:
    """What is closed is what was looked at."""
    perform(operation_named("organisation.edit"), anybody, on=[harbour], given={"name": "Haven"})
    answer = client.post("/organisations/ORG-1/close/", {"reason": "merged", "version": "1"})
    text = answer.content.decode()
    assert answer.status_code == 412 and "changed Name" in text and "merged" in text and 'name="version" value="2"' in text
    assert client.post("/organisations/ORG-1/close/", {"reason": "merged", "version": "2"}).status_code == 302


def test_a_refusal_leaves_what_was_typed_in_the_form(client: Client, anybody: Actor, harbour: int) -> None:
    text = client.get("/organisations/ORG-1/edit/").content.decode()
    assert 'name="version" value="1"' in text
    perform(operation_named("organisation.close"), anybody, on=[harbour], given={"reason": "merged"})
    answer = client.post("/organisations/ORG-1/edit/", {"name": "Harbour Council", "kind": "client", "notes": "Typed", "version": "2"})
    assert answer.status_code in (302, 409)
    if answer.status_code == 409:
        assert "Typed" in answer.content.decode()


def test_of_a_record_that_is_gone_what_was_typed_is_shown_to_be_copied(client: Client, anybody: Actor, harbour: int) -> None:
    mark = mark_in(client.get("/organisations/ORG-1/edit/"))
    perform(operation_named("organisation.delete"), anybody, on=[harbour])
    answer = client.post("/organisations/ORG-1/edit/", {"name": "Haven", "notes": "Long <b>text</b>", "version": "1", "once": mark})
    text = answer.content.decode()
    assert answer.status_code == 404 and "Long &lt;b&gt;text&lt;/b&gt;" in text and mark not in text
