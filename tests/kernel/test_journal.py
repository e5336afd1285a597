"""The journal across records: only what one may see, masked like the records, followed by position, quick however long it is."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from milepost.cli.main import main
from milepost.kernel.access import Actor
from milepost.kernel.access.tokens import make_token
from milepost.kernel.audit import read_journal
from milepost.kernel.clock import standing_at
from milepost.kernel.entity import entities
from milepost.kernel.errors import Denied, Invalid
from milepost.kernel.journal.seal import head, seal
from milepost.kernel.models import Account, JournalEntry
from milepost.kernel.operations import operation_named, perform

START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def do(word: str, actor: Actor, on: int | None = None, /, **given: Any) -> Any:
    return perform(operation_named(word), actor, on=[] if on is None else [on], given=given)


def client(actor: Actor, name: str) -> int:
    return do("organisation.create", actor, name=name, kind="client").records[0].pk


def told(actor: Actor, **asked: Any) -> list[tuple[str, int]]:
    rows = read_journal(actor, {name: [str(value)] for name, value in asked.items()}).rows
    return [(row["operation"], row["record"]) for row in rows]


def test_it_takes_its_own_permission_beside_that_of_the_records(anybody: Actor, staff: Any) -> None:
    client(anybody, "Harbour Council")
    with pytest.raises(Denied):
        read_journal(staff("Reader", "organisation.view"), {})
    assert told(staff("Curious", "journal.view")) == []
    assert told(staff("Auditor", "journal.view", "organisation.view")) == [("organisation.create", client_of())]


def client_of() -> int:
    return JournalEntry.objects.get(operation="organisation.create").record


def test_a_grant_for_one_organisation_tells_of_that_one_and_what_hangs_on_it(anybody: Actor, staff: Any) -> None:
    mine, other = client(anybody, "Mine"), client(anybody, "Other")
    for record in (mine, other):
        do("comment.create", anybody, entity="organisation", record=record, text="Hello")
    ann = staff("Ann", "journal.view", "organisation.view", "comment.view", kind="organisation", scope=mine)
    comment = JournalEntry.objects.filter(entity="comment").earliest("id").record
    assert told(ann) == [("comment.create", comment), ("organisation.create", mine)]
    assert told(ann, record=other) == []


def test_of_a_deleted_record_only_those_hear_who_see_the_whole_house(anybody: Actor, staff: Any) -> None:
    gone = client(anybody, "Gone")
    ann = staff("Ann", "journal.view", "organisation.view", kind="organisation", scope=gone)
    do("organisation.delete", anybody, gone)
    assert told(ann) == []
    assert told(staff("Auditor", "journal.view", "organisation.view")) == [("organisation.delete", gone), ("organisation.create", gone)]


def test_masked_columns_are_masked_here_too(anybody: Actor, staff: Any) -> None:
    made = do("account.create", anybody, name="Bob", email="bob@example.org", kind="person").records[0].pk
    ann = staff("Ann", "journal.view", "account.view")
    (row,) = read_journal(ann, {"record": [str(made)], "entity": ["account"]}).rows
    assert "bob@example.org" not in json.dumps(row) and row["difference"]["name"] == [None, "Bob"]
    chief = staff("Chief", "journal.view", "account.view", "account.address")
    assert "bob@example.org" in json.dumps(read_journal(chief, {"entity": ["account"]}).rows)
    JournalEntry.objects.update(difference={"salary": [1, 2]})
    assert all(row["difference"] == {} for row in read_journal(chief, {"entity": ["account"]}).rows)


def test_it_is_asked_by_account_operation_entity_span_and_batch(anybody: Actor, staff: Any) -> None:
    ann = staff("Ann", "organisation.view", "organisation.create", "organisation.close", "journal.view")
    with standing_at(START):
        one = client(anybody, "One")
    with standing_at(START + timedelta(days=1)):
        two = client(ann, "Two")
        batch = do("organisation.close", ann, two, reason="end of contract").batch
    assert told(anybody, account=ann.account) == [("organisation.close", two), ("organisation.create", two)]
    assert told(anybody, operation="organisation.close") == told(anybody, batch=batch) == [("organisation.close", two)]
    assert told(anybody, until="2026-01-06T00:00:00Z") == [("organisation.create", one)]
    assert told(anybody, since="2026-01-06T00:00:00Z", operation="organisation.create") == [("organisation.create", two)]
    assert told(anybody, entity="site") == []
    for wrong in ({"colour": "red"}, {"since": "yesterday"}, {"limit": 5000}, {"before": 1, "after": 1}, {"account": "ann"}):
        with pytest.raises(Invalid):
            told(anybody, **wrong)


def test_pages_go_on_where_the_last_one_ended(anybody: Actor) -> None:
    made = [client(anybody, f"Client {n}") for n in range(5)]
    first = read_journal(anybody, {"limit": ["2"]})
    assert first.further == {"before": first.rows[-1]["id"]}
    client(anybody, "Meanwhile")
    rest = read_journal(anybody, {"limit": ["4"], "before": [str(first.rows[-1]["id"])]})
    assert [row["record"] for row in (*first.rows, *rest.rows)] == made[::-1] and rest.further is None


def test_programs_follow_what_is_sealed_and_miss_nothing(anybody: Actor) -> None:
    made = [client(anybody, f"Client {n}") for n in range(5)]
    assert told(anybody, after=0) == []
    seal(3)
    seen: list[int] = []
    place = 0
    for _ in range(10):
        found = read_journal(anybody, {"after": [str(place)], "limit": ["2"]})
        seen += [row["record"] for row in found.rows]
        place = found.rows[-1]["position"] if found.rows else place
        seal(1)
    assert seen == made


def test_its_queries_are_constant_and_go_by_indexes(anybody: Actor, staff: Any) -> None:
    every = {word for one in entities() for word in (one.permission("view"), *(c.sees for c in one.columns if c.sees))}
    auditor = staff("Auditor", "journal.view", *sorted(every))
    organisation = client(anybody, "Harbour Council")
    ann = staff("Ann", "journal.view", *sorted(every), kind="organisation", scope=organisation)
    for who in (auditor, ann):
        counts = []
        for _ in range(2):
            for number in range(20):
                do("comment.create", anybody, entity="organisation", record=organisation, text=str(number))
                do("account.create", anybody, name="x", email=f"{JournalEntry.objects.count()}@example.org", kind="person")
            for asked in ({}, {"entity": ["comment"]}, {"operation": ["account.create"]}):
                read_journal(who, asked)
            with CaptureQueriesContext(connection) as captured:
                read_journal(who, {"limit": ["500"]})
            counts.append(len(captured))
        assert counts[0] == counts[1] <= 6
    if connection.vendor == "sqlite":
        for name in ("batch", "operation", "account"):
            with CaptureQueriesContext(connection) as captured:
                read_journal(auditor, {name: ["1"]})
            sql = next(query["sql"] for query in captured if "kernel_journalentry" in query["sql"])
            with connection.cursor() as cursor:
                cursor.execute("EXPLAIN QUERY PLAN " + sql.replace("%", "%%"))
                assert "SEARCH kernel_journalentry USING INDEX" in str(cursor.fetchall()), name


def test_at_both_doors(anybody: Actor, staff: Any, capsys: Any) -> None:
    organisation = client(anybody, "Harbour Council")
    staff("Auditor", "journal.view", "organisation.view")
    seal()
    headers = {"Authorization": f"Bearer {make_token(Account.objects.get(email='auditor@example.org'), 'script')}"}
    answer = Client().get("/api/v1/journal/?after=0&limit=10", headers=headers).json()
    assert [(row["position"], row["record"]) for row in answer["results"]] == [(1, organisation)] and answer["next"] is None
    assert Client().get("/api/v1/journal/?colour=red", headers=headers).status_code == 422
    assert Client().get("/api/v1/journal/head/", headers=headers).json() == {"position": 1, "chain": head().chain}
    assert Client().get("/api/v1/journal/").status_code == 401
    assert main(["journal", "list", "entity=organisation", "--as", "auditor@example.org"]) == 0
    assert "organisation.create" in capsys.readouterr().out
    assert main(["journal", "head", "--as", "auditor@example.org"]) == 0
    assert capsys.readouterr().out.split() == ["1", head().chain]
    staff("Stranger")
    assert main(["journal", "head", "--as", "stranger@example.org"]) == 2
    assert main(["journal", "list", "colour=red", "--as", "auditor@example.org"]) == 2
    assert "not asked by 'colour'" in " ".join(capsys.readouterr().err.split())
