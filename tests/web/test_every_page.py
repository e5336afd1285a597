"""What holds for the pages of every entity: a new one is covered by existing."""

import json
from typing import Any

import pytest
from django.test import Client

from milepost.kernel.access import Actor
from milepost.kernel.entity import Entity
from milepost.kernel.journal.seal import seal
from milepost.kernel.models import Account, JournalEntry
from milepost.kernel.operations import operations
from milepost.kernel.rows import read_row
from milepost.kernel.search import follow
from milepost.web.address import list_url, paged, record_url
from tests.conformance_examples import example, made
from tests.web.conftest import logged_in

EVERY = pytest.mark.parametrize("asked", paged(), ids=lambda one: one.name)
CREATED = pytest.mark.parametrize("asked", [one for one in paged() if one.creatable], ids=lambda one: one.name)
LIST_QUERIES, PAGE_QUERIES = 12, 25
OF_ONESELF = ("job",)
"""Their page is everybody's: of what is theirs."""
CANARY = "<script>alert('Mallory')</script>"


def address(asked: Entity, actor: Actor, key: int) -> str:
    return record_url(asked, read_row(asked, actor, key))


@EVERY
def test_its_pages_are_there_in_few_queries(asked: Entity, anybody: Actor, client: Client, django_assert_max_num_queries: Any) -> None:
    record = made(asked, anybody)
    base, one = list_url(asked), address(asked, anybody, record.pk)
    pages = [base, one, *([f"{base}new/"] if asked.creatable else []), *([f"{one}edit/"] if asked.editable else [])]
    for path in pages:
        with django_assert_max_num_queries(PAGE_QUERIES):
            answer = client.get(path)
        assert answer.status_code == 200, path
        assert "script-src 'self'" in answer["Content-Security-Policy"] and "no-store" in answer["Cache-Control"]


@EVERY
def test_a_list_takes_as_many_queries_for_many_rows_as_for_few(
    asked: Entity, anybody: Actor, client: Client, django_assert_max_num_queries: Any
) -> None:
    for _ in range(2):
        made(asked, anybody)
    client.get(list_url(asked))
    with django_assert_max_num_queries(LIST_QUERIES) as few:
        client.get(list_url(asked))
    for _ in range(10):
        made(asked, anybody)
    with django_assert_max_num_queries(len(few)):
        client.get(list_url(asked))


@CREATED
def test_a_form_creates_and_changes_a_record_without_any_script(asked: Entity, anybody: Actor, client: Client) -> None:
    given = {name: _typed(value) for name, value in example(asked, anybody).items()}
    if asked.name == "token":  # everybody makes their own, and is shown it
        answer = client.post("/tokens/new/", given | {"account": ""})
        assert answer.status_code == 200 and 'value="mp_' in answer.content.decode()
        return
    before = asked.model._default_manager.count()
    answer = client.post(f"{list_url(asked)}new/", given)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    assert asked.model._default_manager.count() == before + 1
    assert client.get(answer["Location"]).status_code == 200


@EVERY
def test_strangers_are_told_nothing_and_everybody_else_asked_who_they_are(asked: Entity, anybody: Actor, staff: Any) -> None:
    record = made(asked, anybody)
    one = address(asked, anybody, record.pk)
    stranger = logged_in(staff("Stranger"))
    entries = JournalEntry.objects.count()
    there = stranger.get(list_url(asked))
    if asked.name in OF_ONESELF:
        assert there.status_code == 200 and f'href="{one}"' not in there.content.decode()
    else:
        assert there.status_code == 403
    assert stranger.get(one).status_code == 404
    for operation in operations(asked):
        path = f"{list_url(asked)}new/" if operation.kind == "create" else f"{one}{operation.verb}/"
        assert stranger.post(path, {}).status_code in (403, 404), path
        assert Client().post(path, {}).status_code == 302, path
    assert Client().get(one)["Location"].startswith("/log-in/")
    assert JournalEntry.objects.count() == entries


@pytest.mark.parametrize("name", ["organisation", "person"])
def test_what_people_type_is_never_run(name: str, anybody: Actor, client: Client) -> None:
    asked = next(one for one in paged() if one.name == name)
    given = {key: _typed(value) for key, value in example(asked, anybody).items()} | {"name": CANARY}
    one = client.post(f"{list_url(asked)}new/", given)["Location"]
    while seal() or follow():
        pass
    for path in (list_url(asked), one, f"{one}edit/", "/palette/?q=script", f"/pick/{name}/?q=script"):
        text = client.get(path).content.decode()
        assert CANARY not in text and "Mallory" in text, path


def _typed(value: Any) -> Any:
    """A value as a form sends it."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return json.dumps(value) if isinstance(value, dict) else "" if value is None else value


def test_what_is_not_there_is_a_page_for_people_and_a_problem_for_programs(client: Client) -> None:
    page = client.get("/no-such-page/")
    assert page.status_code == 404 and b"This is not here" in page.content and b"Sidebar" in page.content
    assert client.get("/api/v1/no-such-thing/")["Content-Type"] == "application/problem+json"
    assert Client().get("/no-such-page/").status_code == 404


def test_a_fault_of_ours_is_a_page_with_its_number_and_nothing_of_how_it_came(client: Client, monkeypatch: Any) -> None:
    def broken(*arguments: Any, **named: Any) -> Any:
        raise RuntimeError("secret of the house")

    monkeypatch.setattr("milepost.web.pages.listing.read_page", broken)
    client.raise_request_exception = False
    answer = client.get("/organisations/")
    assert answer.status_code == 500 and b"A fault in Milepost" in answer.content and b"secret" not in answer.content
    assert answer["X-Request-Id"].encode() in answer.content
    part = client.get("/organisations/", headers={"HX-Request": "true", "HX-Target": "div#list"})
    assert part["HX-Retarget"] == "#toasts" and b"<html" not in part.content


def test_a_form_from_elsewhere_is_refused(boss: Actor) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(Account.objects.get(pk=boss.account))
    answer = strict.post("/organisations/new/", {"name": "Mallory", "kind": "client"})
    assert answer.status_code == 403 and not JournalEntry.objects.filter(entity="organisation").exists()
