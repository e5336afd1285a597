"""The page of everything that was found: marked, by kind, in pages, and of nothing that one may not see."""

from typing import Any

from django.test import Client

from milepost.kernel.access import Actor
from milepost.kernel.journal.seal import seal
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.search import follow
from milepost.web.pages import search
from tests.web.conftest import logged_in


def filled(actor: Actor) -> None:
    names = [{"name": f"Harbour {number} <b>", "kind": "client", "notes": "Ask for the harbourmaster"} for number in range(4)]
    perform(operation_named("organisation.create"), actor, given=names)
    perform(operation_named("person.create"), actor, given={"name": "Ann Harbour"})
    perform(operation_named("account.create"), actor, given={"name": "Zoe", "email": "canary.harbour@example.org", "kind": "person"})
    while seal() or follow():
        pass


def test_what_was_found_stands_by_kind_with_its_words_marked(client: Client, boss: Actor, django_assert_max_num_queries: Any) -> None:
    filled(boss)
    client.get("/search/")
    with django_assert_max_num_queries(10):
        page = client.get("/search/?q=harb").content.decode()
    assert "6 records have “harb”" in page and "<mark>Harbour</mark> 0 &lt;b&gt;" in page
    assert page.index("Organisations <span") < page.index("<h2>Organisations</h2>")
    assert "/search/?q=harb&amp;kind=person" in page
    one = client.get("/search/?q=harb&kind=person").content.decode()
    assert "1–1 of 1" in one and "Ann <mark>Harbour</mark>" in one


def test_it_is_gone_through_in_pages(client: Client, boss: Actor, monkeypatch: Any) -> None:
    filled(boss)
    monkeypatch.setattr(search, "PAGE", 4)
    first = client.get("/search/?q=harb").content.decode()
    assert "1–4 of 6" in first and 'href="/search/?q=harb&amp;offset=4" rel="next"' in first
    last = client.get("/search/?q=harb&offset=4").content.decode()
    assert "5–6 of 6" in last and 'href="/search/?q=harb" rel="prev"' in last
    assert "fewer pages" in client.get("/search/?q=harb&offset=400").content.decode()
    assert client.get("/search/?q=harb&offset=many&kind=ship").status_code == 200


def test_nothing_found_teaches_and_nothing_typed_asks(client: Client, boss: Actor) -> None:
    filled(boss)
    assert "Beginnings of words are enough" in client.get("/search/?q=nowhere").content.decode()
    assert "Type a name" in client.get("/search/").content.decode()
    assert "&lt;script&gt;" in client.get("/search/?q=<script>").content.decode()


def test_nobody_is_told_of_what_they_may_not_see(boss: Actor, staff: Any) -> None:
    filled(boss)
    reader = logged_in(staff("Reader", "person.view", "account.view"))
    page = reader.get("/search/?q=harbour").content.decode()
    assert "1 record has" in page and "Ann" in page and "canary" not in page
    assert "No record that you can see" in reader.get("/search/?q=canary").content.decode()
    assert Client().get("/search/?q=harbour").status_code == 302


def test_the_palette_leads_to_all_results(client: Client, boss: Actor) -> None:
    filled(boss)
    assert 'data-href="/search/?q=harb"' in client.get("/palette/?q=harb").content.decode()
