"""A record as it was: unwound from its journal, masked as it is now, also when it is gone."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from milepost.kernel.access import Actor
from milepost.kernel.clock import standing_at
from milepost.kernel.entity import entity
from milepost.kernel.errors import Invalid, Missing
from milepost.kernel.models import JournalEntry
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.past import moment_from, row_at, row_at_version
from milepost.kernel.rows import read_row
from milepost.kernel.undo import undo

ORGANISATION = entity("organisation")
DAY = timedelta(days=1)
EVE = {"name": "Eve", "email": "eve@example.org", "kind": "person"}
START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def do(actor: Actor, verb: str, on: list[int], day: int, of: str = "organisation", **given: Any) -> Any:
    """On a day after the start, as the journal then says."""
    done = perform(operation_named(f"{of}.{verb}"), actor, on=on, given=given)
    JournalEntry.objects.filter(batch=done.batch).update(at=START + day * DAY)
    return done


@pytest.fixture
def key(anybody: Actor) -> int:
    key = int(do(anybody, "create", [], 0, name="Harbour Council", kind="client").records[0].pk)
    do(anybody, "edit", [key], 2, name="Haven", country="GB")
    do(anybody, "close", [key], 4, reason="merged")
    do(anybody, "reopen", [key], 6)
    do(anybody, "edit", [key], 8, name="Harbour City Council")
    return key


@pytest.mark.parametrize(
    ("day", "name", "country", "state", "version"),
    [
        (0, "Harbour Council", "", "active", 1),
        (3, "Haven", "GB", "active", 2),
        (5, "Haven", "GB", "closed", 3),
        (9, "Harbour City Council", "GB", "active", 5),
    ],
)
def test_it_is_told_as_it_was_on_a_day(anybody: Actor, key: int, day: int, name: str, country: str, state: str, version: int) -> None:
    found = row_at(ORGANISATION, anybody, key, START + day * DAY)
    assert (found.row["name"], found.row["country"] or "", found.row["state"], found.version) == (name, country, state, version)
    assert found.row["number"] == "ORG-1" and found.row["version"] == version
    assert set(found.row) == set(read_row(ORGANISATION, anybody, key))
    assert row_at_version(ORGANISATION, anybody, "ORG-1", version).row["name"] == name
    assert ("name" in found.changed) == (name != "Harbour City Council") and ("state" in found.changed) == (state == "closed")


def test_before_it_was_made_there_was_none_and_versions_it_never_had_are_none(anybody: Actor, key: int) -> None:
    with pytest.raises(Missing, match="There was no organisation"):
        row_at(ORGANISATION, anybody, key, START - DAY)
    with pytest.raises(Missing, match="the last is 5"):
        row_at_version(ORGANISATION, anybody, key, 9)


def test_a_deleted_record_is_told_of_to_who_reads_the_journal_of_the_house(anybody: Actor, staff: Any, key: int) -> None:
    gone = do(anybody, "delete", [key], 10)
    auditor = staff("Olga", "organisation.view", "journal.view")
    for name in (key, "ORG-1"):
        found = row_at(ORGANISATION, auditor, name, START + 3 * DAY)
        assert found.row["name"] == "Haven" and found.row["number"] == "ORG-1" and found.now is None
        assert found.row["created_at"].startswith("2026-03-02") and found.row["id"] == key
    with pytest.raises(Missing):
        row_at(ORGANISATION, auditor, key, START + 11 * DAY)
    for other in (
        staff("Carl", "organisation.view"),
        staff("Dora", "journal.view"),
        staff("Eve", "organisation.view", "journal.view", kind="organisation", scope=key),
    ):
        with pytest.raises(Missing):
            row_at(ORGANISATION, other, key, START + 3 * DAY)
    undo(anybody, gone.batch)
    assert row_at(ORGANISATION, auditor, key, START + 3 * DAY).row["name"] == "Haven"
    with pytest.raises(Missing):
        row_at(ORGANISATION, auditor, key, START + 10 * DAY)


def test_what_is_hidden_now_is_hidden_then(anybody: Actor, staff: Any) -> None:
    account = entity("account")
    eve = perform(operation_named("account.create"), anybody, given=EVE).records[0].pk
    perform(operation_named("account.edit"), anybody, on=[eve], given={"email": "eve@example.com"})
    some = staff("Carl", "account.view")
    assert row_at_version(account, anybody, eve, 1).row["email"] == "eve@example.org"
    found = row_at_version(account, some, eve, 1)
    assert "email" not in found.row and "email" not in found.changed


def test_a_reference_is_told_by_its_title_when_it_may_be_known(anybody: Actor, staff: Any, key: int) -> None:
    other = do(anybody, "create", [], 0, name="Quay", kind="client").records[0].pk
    contact = do(anybody, "create", [], 1, of="contact", name="Priya Nair", organisation=other).records[0].pk
    do(anybody, "edit", [contact], 5, of="contact", organisation=key)
    assert row_at(entity("contact"), anybody, contact, START + 2 * DAY).row["organisation"] == {"id": other, "title": "Quay"}
    some = staff("Carl", "contact.view", "organisation.view", kind="organisation", scope=key)
    assert row_at(entity("contact"), some, contact, START + 2 * DAY).row["organisation"] == {"id": other, "title": None}


def test_a_day_means_its_end_where_the_reader_is() -> None:
    assert moment_from("2026-07-01", zone="Europe/London") == datetime(2026, 7, 1, 22, 59, 59, 999999, tzinfo=UTC)
    assert moment_from("2026-07-01T09:00", zone="Europe/London") == datetime(2026, 7, 1, 8, tzinfo=UTC)
    assert moment_from("2026-07-01T09:00:00Z", zone="Europe/London") == datetime(2026, 7, 1, 9, tzinfo=UTC)


def test_of_tomorrow_nothing_is_told_and_today_lasts_until_midnight_there() -> None:
    with standing_at(datetime(2026, 7, 1, 22, tzinfo=UTC)):  # eleven in the evening in London, the next morning in Auckland
        for zone, last, first in (("Europe/London", "2026-07-01", "2026-07-02"), ("Pacific/Auckland", "2026-07-02", "2026-07-03")):
            assert moment_from(last, zone=zone) == moment_from(f"{last}T23:59:59.999999", zone=zone)
            for to_come in (first, f"{first}T00:00"):
                with pytest.raises(Invalid, match="still to come"):
                    moment_from(to_come, zone=zone)


@pytest.mark.parametrize("text", ["", "yesterday", "2026-13-01", "2026-01-01T99:00", "2999-01-01", "01/02/2026", "2026-01-01" * 20])
def test_what_is_no_moment_is_refused_at_its_field(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        moment_from(text, zone="Europe/London")
    assert set(refused.value.fields) == {"at"}
